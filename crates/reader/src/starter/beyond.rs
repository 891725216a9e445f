//! How it is said that a document has more pages than were asked for.

const ONE: &str = "1 more page was not read.";
const SEVERAL: &str = " more pages were not read.";

/// "12 more pages were not read."
pub fn beyond(count: u32) -> String {
    match count {
        1 => ONE.to_owned(),
        _ => format!("{count}{SEVERAL}"),
    }
}

/// True where a doubt says only this: it holds for a portion of the document, and none is left once all are read.
pub fn is_of_pages_beyond(doubt: &str) -> bool {
    doubt == ONE
        || doubt
            .strip_suffix(SEVERAL)
            .is_some_and(|count| count.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_pages_beyond_is_known_again() {
        for count in [1, 2, 600] {
            assert!(is_of_pages_beyond(&beyond(count)));
        }
        assert_eq!(beyond(1), "1 more page was not read.");
        assert!(!is_of_pages_beyond("Page 3 could not be read."));
    }
}
