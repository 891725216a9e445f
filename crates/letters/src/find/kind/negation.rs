//! Words of refusal that refuse nothing: turned round, said of none, or said to the person.

use super::super::conditional;
use crate::phrases::List;
use crate::structure::text::any;
use regex::Regex;
use std::sync::LazyLock;

/// "No claim and no request of yours has been", "neither claim was": whatever was done was done to none.
static NONE_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[.;:,(\x22] ?|\b(?:that|and|but|as) )(?:no|neither|none|nothing)\b(?: [\w'/-]+){1,9}? *$")
        .expect("a fixed pattern")
});

/// A refusal turned round inside the very words: "have not been denied", "denies no claim".
pub static REFUSED_NONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:not|never|n't|cannot) (?:yet |now |been |being |be |ever )*(?:denied|denying|deny|declined|declining|refused|refusing|rejected|disallowed|turned down|turning down)\b|\b(?:denies|deny|denied|declines|refuses|rejects|turns down) (?:no|none|nothing)\b")
        .expect("a fixed pattern")
});

/// True where the cue is turned round by what stands before it.
pub fn negated(low: &str, at: usize) -> bool {
    let before = low.get(at.saturating_sub(24)..at).unwrap_or("");
    any(before, &List("kind.not-been"))
        .is_some_and(|w| before.trim_end().ends_with(w.trim_end()) || before.ends_with(w))
}

/// "If you get a bill, do not pay": said to the person, nothing that was decided.
pub fn bidden(low: &str, at: usize) -> bool {
    let bids = ["do not ", "don't "]
        .iter()
        .any(|w| low.get(at..).is_some_and(|words| words.starts_with(w)));
    let before = low.get(..at).unwrap_or("").trim_end();
    bids && (before.is_empty()
        || before.ends_with([',', '.', ':', ';', '"'])
        || ["please", "and", "then", "but"]
            .iter()
            .any(|w| before.ends_with(w)))
}

/// True where a refusal is said of nothing: only words that refuse are turned round so, "no benefits are payable" is
/// a refusal by its "no".
pub fn of_none(low: &str, at: usize, cue: &str) -> bool {
    let refuses =
        any(cue, &List("kind.refuses")).is_some() && any(cue, &["not ", "no ", "n't "]).is_none();
    refuses
        && low.get(..at).is_some_and(|before| {
            NONE_OF.find(before).is_some_and(|m| {
                any(
                    m.as_str(),
                    &[
                        " because",
                        " so ",
                        " therefore",
                        " paid",
                        " approved",
                        " but ",
                    ],
                )
                .is_none()
            })
        })
}

/// The words by which the letter says of itself that it refuses nothing.
pub fn refuses_nothing(low: &str) -> Option<&str> {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:this|the present) (?:notice|letter|message|statement|form|page) (?:does not|denies|refuses|declines|decides|is not|is no) (?:a |an |yet )?(?:no |nothing|deny|refuse|decide|denial|refusal|decision|adverse)|\b(?:nothing|no decision) (?:\w+ ){0,2}?(?:has been|have been|was|is) (?:yet |so far )?(?:decided|made)\b|\b(?:no|neither|none of)\b[^.;:]{0,60}\b(?:has|have|is|are|was|were)\b(?: yet| been| being)* (?:denied|refused|turned down|declined|rejected)\b|\b(?:you|your|the|these|those|they|it|claims?)\b[^.;:]{0,50}\b(?:has|have|is|are) not (?:yet )?been (?:denied|refused|turned down|declined|rejected)\b")
            .expect("a fixed pattern")
    });
    WHOLE
        .find_iter(low)
        .find(|m| !conditional(low, m.start()))
        .map(|m| m.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_may_say_of_itself_that_it_refuses_nothing() {
        for words in [
            "no claim and no request of yours has been denied",
            "your claims are on hold; they have not been denied",
            "this notice denies no claim and no request",
            "nothing has been decided about either",
        ] {
            assert!(refuses_nothing(words).is_some(), "{words}");
        }
        for words in [
            "your claim has been denied",
            "no benefits are payable",
            "if your claim has not been denied, wait",
        ] {
            assert_eq!(refuses_nothing(words), None, "{words}");
        }
    }

    #[test]
    fn what_the_person_is_told_to_do_decides_nothing() {
        let at = |low: &str| low.find("do not").unwrap_or_default();
        for low in [
            "if a bill comes, do not pay it",
            "do not pay",
            "please do not pay",
        ] {
            assert!(bidden(low, at(low)), "{low}");
        }
        assert!(!bidden("we do not pay for this", 3));
    }
}
