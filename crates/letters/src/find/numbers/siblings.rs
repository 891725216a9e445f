//! Numbers of further claims: alike to one that was found but for its end, as claims of one day or one course are.

use super::super::Ctx;
use crate::structure::table;
use crate::structure::{Sheet, Text};
use holdfast_case::reading::ClaimNumber;
use regex::Regex;

/// A shorter number is alike to many.
const SHORTEST: usize = 9;

/// The numbers that differ from one of a claim in their last figures or their last letter alone.
pub fn siblings(ctx: &Ctx<'_>, found: &[ClaimNumber]) -> Vec<ClaimNumber> {
    let sheet = ctx.sheet;
    let mut more: Vec<ClaimNumber> = Vec::new();
    for known in found.iter().filter(|number| number.kind == "claim") {
        let Some(pattern) = alike(&known.fact.value) else {
            continue;
        };
        for row in 0..sheet.rows.len() {
            let text = text_of(sheet, row);
            for hit in pattern.find_iter(&text.raw) {
                let value = hit.as_str();
                let is_known = found
                    .iter()
                    .chain(&more)
                    .any(|number| number.fact.value == value);
                if is_known {
                    continue;
                }
                let ids = text.toks(text.parts_in_raw(hit.range()));
                let why = "alike to the number of a claim";
                more.push(ClaimNumber {
                    fact: sheet.fact(value.to_owned(), &ids, 0.88, why),
                    kind: known.kind.clone(),
                });
            }
        }
    }
    more
}

fn text_of(sheet: &Sheet, row: usize) -> Text {
    Text::new(&sheet.toks, &table::row_toks(sheet, row))
}

/// What is alike to a number: all of it but two last figures, or one last letter.
fn alike(value: &str) -> Option<Regex> {
    let signs = value.chars().filter(|c| c.is_alphanumeric()).count();
    let last: Vec<char> = value.chars().rev().take(2).collect();
    let (cut, end) = match last.as_slice() {
        [last, before] if last.is_ascii_digit() && before.is_ascii_digit() => (2, r"\d\d"),
        [last, '-'] if last.is_ascii_uppercase() => (1, "[A-Z]"),
        _ => return None,
    };
    let head = value.get(..value.len().checked_sub(cut)?)?;
    let pattern = format!(r"\b{}{end}\b", regex::escape(head));
    (signs >= SHORTEST)
        .then(|| Regex::new(&pattern).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_may_differ() {
        for (value, other, expected) in [
            ("T 7012-4430 08", "T 7012-4430 16", true),
            ("27-0208-55190", "27-0208-55191", true),
            ("26 190 448 8817-A", "26 190 448 8817-B", true),
            ("27-0208-55190", "27-0209-55190", false),
            ("27-0208-55190", "27-0208-551901", false),
        ] {
            let pattern = alike(value).unwrap();
            assert_eq!(pattern.is_match(other), expected, "{value} {other}");
        }
        assert!(alike("8817-A").is_none());
    }
}
