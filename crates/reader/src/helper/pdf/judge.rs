//! Whether a page's own text is to be believed, or its picture must be read.

use super::glyphs::Found;
use crate::helper::figures::{is_amount, is_day, is_number};
use crate::helper::layout::Sign;

/// What a page needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Its text is good.
    Text,
    /// Nothing on it.
    Blank,
    /// Text of its own over a picture that has more: both are read.
    Both,
    /// Only the picture tells.
    Picture,
}

/// A picture this large may be a scan; a smaller one is a logo or a chart.
const SCAN_SHARE: f32 = 0.35;
/// Signs of real text on a page that needs no second look even with a large picture (a watermark, a letterhead).
const FULL_TEXT: usize = 400;

/// Decides for one page.
pub(super) fn judge(found: &Found, _area: f32) -> Verdict {
    let visible = found
        .glyphs
        .iter()
        .filter(|g| !g.hidden && !g.text.trim().is_empty())
        .count();
    let hidden = found
        .glyphs
        .iter()
        .filter(|g| g.hidden && !g.text.trim().is_empty())
        .count();
    let all = visible + hidden + found.unknown;
    let scan = found.largest_image >= SCAN_SHARE;
    if all == 0 {
        // Thousands of little shapes and no sign: text turned to outlines.
        return if found.largest_image >= 0.02 || found.small_paths > 60 {
            Verdict::Picture
        } else {
            Verdict::Blank
        };
    }
    // Signs without meaning: the font's table is missing or lies.
    if found.unknown * 5 > all {
        return Verdict::Picture;
    }
    if !scan {
        return if all > 40 && !plausible(&found.glyphs) && !tabled(&found.glyphs) {
            Verdict::Picture
        } else {
            Verdict::Text
        };
    }
    if hidden > visible {
        // Someone recognized this scan before. Their text is taken where it reads like language; a poor one is not.
        return if plausible(&found.glyphs) {
            Verdict::Text
        } else {
            Verdict::Picture
        };
    }
    let over = found
        .glyphs
        .iter()
        .filter(|g| !g.hidden && on_image(g, found))
        .count();
    if visible >= FULL_TEXT && over * 2 > visible {
        return Verdict::Text;
    }
    Verdict::Both
}

fn on_image(sign: &Sign, found: &Found) -> bool {
    let (x, y) = (f64::from(sign.start.0), f64::from(sign.start.1));
    let b = found.image_box;
    x >= b.x0 && x <= b.x1 && y >= b.y0 && y <= b.y1
}

/// Whether signs read like language: mostly letters and digits, words of usual length with vowels, and, in a
/// longer text, the small words that hold every sentence together.
pub(super) fn plausible(signs: &[Sign]) -> bool {
    let mut words = crate::helper::layout::words(signs.to_vec());
    crate::helper::order::arrange(&mut words);
    plausible_words(words.iter().map(|w| w.text.as_str()))
}

/// Whether signs read like a table: a quarter of the words are figures, days and amounts among them, and the others
/// are words. Thirty lines of a statement hold hardly a small word, and a font whose table lies writes no day and no
/// amount with its cents.
fn tabled(signs: &[Sign]) -> bool {
    let mut words = crate::helper::layout::words(signs.to_vec());
    crate::helper::order::arrange(&mut words);
    tabled_words(words.iter().map(|w| w.text.as_str()))
}

/// [`tabled`] for words that are cut already.
fn tabled_words<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let (mut count, mut numbers, mut shaped, mut sound) = (0usize, 0usize, 0usize, 0usize);
    for word in words {
        count += 1;
        numbers += usize::from(is_number(word));
        shaped += usize::from(is_amount(word) || is_day(word));
        sound += usize::from(sounds(word));
    }
    shaped > 0 && shaped * 12 >= count && numbers * 4 >= count && sound * 100 >= count * 75
}

/// [`plausible`] for words that are cut already.
pub(super) fn plausible_words<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    const SMALL: [&str; 40] = [
        "the", "of", "to", "and", "a", "in", "for", "is", "you", "your", "or", "we", "by", "this",
        "be", "that", "on", "not", "with", "as", "are", "if", "may", "from", "our", "have", "at",
        "it", "will", "an", "date", "de", "la", "el", "que", "y", "en", "was", "no", "has",
    ];
    let (mut count, mut sound, mut small, mut alphabetic) = (0usize, 0usize, 0usize, 0usize);
    for word in words {
        count += 1;
        sound += usize::from(sounds(word));
        let bare = bare(word);
        if SMALL.contains(&bare.as_str()) {
            small += 1;
        }
        let digits = bare.chars().filter(|c| c.is_numeric()).count();
        alphabetic += usize::from(digits * 2 < bare.chars().count());
    }
    if count == 0 {
        return false;
    }
    let sound_enough = sound * 100 >= count * 75;
    let enough_small = alphabetic < 60 || small * 100 >= alphabetic * 8;
    sound_enough && enough_small
}

/// A word in small letters, without signs at its ends.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether one word could stand in a letter: a number, a rule, or letters with a vowel among them.
fn sounds(word: &str) -> bool {
    let bare = bare(word);
    if bare.is_empty() {
        // Rules, dots and bullets belong to letters too.
        return word
            .chars()
            .all(|c| c.is_ascii_punctuation() || "•–—§©®☐☑☒■□●○".contains(c));
    }
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let digits = bare.chars().filter(|c| c.is_numeric()).count();
    let length = bare.chars().count();
    if digits * 2 >= length {
        return true;
    }
    let vowels = bare
        .chars()
        .filter(|c| "aeiouyáéíóúàèäöü".contains(*c))
        .count();
    let odd = length - letters - digits;
    let shouted = word.chars().all(|c| !c.is_lowercase());
    odd * 3 <= length
        && (length <= 2 || shouted || vowels * 8 >= letters && vowels > 0)
        && length <= 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_passes_and_a_bad_recognition_does_not() {
        let good = "We have decided not to cover the service you asked for. Claim 0042-77 of 03/12/2026, $1,200.00";
        assert!(plausible_words(good.split(' ')));
        let bad = "Wc hvc dcdd~ n0l |o ¢vr lhc srvcc y>u *skd fr. Clm ''\u{a4}\u{a4} xqzt rtgh bcdf ghjk lmnp qrst ;;~";
        assert!(!plausible_words(bad.split(' ')));
    }

    #[test]
    fn a_table_of_codes_and_amounts_is_no_garbage() {
        let table = "99213 03/12/2026 $180.00 $95.20 PR-96 CO-45 N130 90837 $220.00 $0.00 A1 204 ----- 12/31/2026";
        assert!(plausible_words(table.split(' ')));
    }

    /// Thirty lines of a statement: hardly a small word among them.
    fn long_table() -> String {
        (1..=30)
            .map(|n| {
                format!(
                    "Infusion, first hour 01/{n:02}/2026 96365 $1,420.00 84.00 0.00 336.00 268.80 (67.20) "
                )
            })
            .collect()
    }

    #[test]
    fn a_long_table_without_small_words_is_read_from_its_text() {
        assert!(!plausible_words(long_table().split_whitespace()));
        assert!(tabled_words(long_table().split_whitespace()));
    }

    #[test]
    fn a_long_print_out_of_a_pharmacy_is_read_from_its_text() {
        let rows: String = (1..=30)
            .map(|n| format!("01/{n:02}/2026 Sertraline 50 mg tablet 30 30 Rx {n}4471 Okafor "))
            .collect();
        assert!(!plausible_words(rows.split_whitespace()));
        assert!(tabled_words(rows.split_whitespace()));
    }

    #[test]
    fn a_long_table_in_a_font_that_lies_is_read_from_its_picture() {
        // Each sign stands for the one three places on.
        let lies: String = long_table()
            .chars()
            .map(|c| match c {
                ' ' => ' ',
                c => char::from_u32(c as u32 + 3).unwrap(),
            })
            .collect();
        assert!(!tabled_words(lies.split_whitespace()));
        assert!(!plausible_words(lies.split_whitespace()));
    }
}
