//! How amounts and days look: where many stand on a page, it is a table.

/// `$1,480.00`, `(12.50)`, `-3.00`, `3.00-`.
pub(crate) fn is_amount(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| "$()-+".contains(c));
    bare.rsplit_once('.').is_some_and(|(whole, cents)| {
        cents.len() == 2
            && cents.bytes().all(|b| b.is_ascii_digit())
            && whole.starts_with(|c: char| c.is_ascii_digit())
            && whole.bytes().all(|b| b.is_ascii_digit() || b == b',')
    })
}

/// `01/31/2026`, `1-31-26`.
pub(crate) fn is_day(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '-']).collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
}

/// A number of any kind, or a piece of one: at least half of its signs are digits.
pub(crate) fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits > 0 && digits * 2 >= word.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_days_are_known_and_their_halves_are_not() {
        for amount in ["$1,480.00", "0.00", "(12.50)", "-3.00", "3.00-"] {
            assert!(is_amount(amount), "{amount}");
        }
        for piece in ["48.", ".00", "95", "1.5", "99214", "a.00"] {
            assert!(!is_amount(piece), "{piece}");
        }
        assert!(is_day("01/31/2026") && is_day("1-31-26"));
        assert!(!is_day("01/31") && !is_day("96365-25-GT"));
        assert!(is_number("48.") && is_number("99214-25") && !is_number("TMS"));
    }
}
