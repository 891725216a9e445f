//! How many words were read wrong.

use std::collections::HashMap;

/// Words of a text as they are compared: small letters, digits, and the signs that stand within numbers.
pub fn words(text: &str) -> Vec<String> {
    let kept = |sign: char| sign.is_ascii_alphanumeric() || "$./#-".contains(sign);
    let lower = text.to_lowercase();
    lower
        .split(|sign| !kept(sign))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What was read, against what stands there.
#[derive(Clone, Copy, Default)]
pub struct Faults {
    /// Words that stand there.
    pub words: usize,
    /// Words to be changed, added or left out, in reading order.
    pub edits: usize,
    /// Words that stand there and were found, in any order: fair to columns.
    pub found: usize,
}

impl Faults {
    /// Compares one document.
    pub fn of(truth: &str, seen: &str) -> Faults {
        let (truth, seen) = (words(truth), words(seen));
        let mut left: HashMap<&str, usize> = HashMap::new();
        for word in &seen {
            *left.entry(word).or_default() += 1;
        }
        let mut found = 0;
        for word in &truth {
            if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
                *count -= 1;
                found += 1;
            }
        }
        Faults {
            words: truth.len(),
            edits: distance(&truth, &seen),
            found,
        }
    }

    /// Adds another document's.
    pub fn add(&mut self, other: Faults) {
        self.words += other.words;
        self.edits += other.edits;
        self.found += other.found;
    }

    /// Word error rate in percent, reading order counted.
    pub fn rate(&self) -> f64 {
        100.0 * self.edits as f64 / self.words.max(1) as f64
    }

    /// Words not found at all, in percent, in any order.
    pub fn lost(&self) -> f64 {
        100.0 * (self.words - self.found) as f64 / self.words.max(1) as f64
    }
}

/// Least number of words to change, add or leave out.
fn distance(one: &[String], two: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut before = i;
        let mut last = i + 1;
        for (b, cell) in two.iter().zip(row.iter_mut().skip(1)) {
            let value = (*cell + 1).min(last + 1).min(before + usize::from(a != b));
            before = *cell;
            *cell = value;
            last = value;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Faults;

    #[test]
    fn a_changed_a_missing_and_a_new_word_are_three_faults() {
        let faults = Faults::of(
            "the claim 26-300 was denied today",
            "the claim 26-800 was denied by us",
        );
        assert_eq!((faults.words, faults.edits, faults.found), (6, 3, 4));
    }

    #[test]
    fn words_in_another_order_are_found_though_misplaced() {
        let faults = Faults::of("left column right column", "right column left column");
        assert_eq!(faults.found, 4);
        assert_eq!(faults.edits, 2);
    }
}
