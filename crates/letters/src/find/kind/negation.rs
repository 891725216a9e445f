//! Words of refusal that refuse nothing: turned round, said of none, or said to the person.

use super::super::conditional;
use crate::phrases::List;
use crate::structure::text::{any, at};
use regex::Regex;
use std::sync::LazyLock;

/// "No claim and no request of yours has been", "neither claim was": whatever was done was done to none.
static NONE_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[.;:,(\x22] ?|\b(?:that|and|but|as) )(?:(?:no|neither|none)\b(?: [\w'/-]+){1,9}?|(?:nothing|nobody|no one)\b(?: [\w'/-]+){0,9}?) *$")
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

/// "If you get a bill, do not pay": said to the person, nothing that was decided. Only paying is the person's to do;
/// what has a subject before it is said of that.
pub fn bidden(low: &str, at: usize) -> bool {
    let bids = ["do not pay", "don't pay"]
        .iter()
        .any(|w| low.get(at..).is_some_and(|words| words.starts_with(w)));
    let before = low.get(..at).unwrap_or("").trim_end();
    bids && (before.is_empty()
        // "You do not pay the clinic": the person owes nothing.
        || before.ends_with("you")
        || before.ends_with([',', '.', ':', ';', '"'])
        || before.ends_with("please"))
}

/// "The likely result is a denial": what may come.
pub fn only_likely(low: &str, at: usize) -> bool {
    let before = low.get(..at).unwrap_or("");
    let clause = before.rsplit([',', ';', ':']).next().unwrap_or(before);
    clause.len() < 60 && any(clause, &List("kind.likely")).is_some()
        || any(
            low.get(at..).unwrap_or("").get(..24).unwrap_or(""),
            &["likely"],
        )
        .is_some()
}

/// "You may have had a letter from the plan saying that it will not pay": somebody else's decision, told on.
pub fn told_on(low: &str, at: usize) -> bool {
    static OF_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:will|may|might) (?:tell|say to|write) (?:to )?you that\b|\b(?:it|they) (?:answered|replied|wrote|told us|said|says|say)\b[^.;]{0,40}\bthat\b|\b(?:letter|notice|word|answer|statement) from (?:[\w'&.-]+ ){1,7}?(?:saying|telling|stating|that says|that said|which says|to say|in which)\b")
            .expect("a fixed pattern")
    });
    low.get(..at)
        .and_then(|before| OF_OTHERS.find(before))
        .is_some_and(|m| !m.as_str().contains("from us "))
}

/// "A service outside the dates or units above is not approved": how a yes is bounded.
pub fn of_the_rest(low: &str, at: usize) -> bool {
    static OUTSIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:services?|care|treatments?|days?|visits?|units?|claims?)\b(?: on a day)? (?:outside|beyond|other than) (?:of )?(?:the|these|those|this|what)\b[^.;]{0,60}$")
            .expect("a fixed pattern")
    });
    low.get(..at).is_some_and(|before| OUTSIDE.is_match(before))
}

/// True where a refusal is said of nothing: only words that refuse are turned round so, "no benefits are payable" is
/// a refusal by its "no". What has a verb of its own before the refusal is another clause: "no records were sent and
/// your claim was denied".
pub fn of_none(low: &str, at: usize, cue: &str) -> bool {
    static ANOTHER_CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:was|were|is|are|has|have|had|do|does|did|can|could|may|will|would|came|sent|showed|shows|found|received|because|so|therefore|but|paid|approved)\b")
            .expect("a fixed pattern")
    });
    let refuses =
        any(cue, &List("kind.refuses")).is_some() && any(cue, &["not ", "no ", "n't "]).is_none();
    refuses
        && low
            .get(..at)
            .and_then(|before| NONE_OF.find(before))
            .is_some_and(|m| !ANOTHER_CLAUSE.is_match(m.as_str()))
}

/// The words by which the letter says of itself, or of all that was claimed and asked, that it refuses nothing.
pub fn refuses_nothing(low: &str) -> Option<&str> {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:this|the present) (?:notice|letter|message) (?:does not (?:deny|refuse|decide) (?:a|an|any|your) (?:\w+ )?(?:claims?|requests?|services?|benefits?|coverage|treatment|care)|(?:denies|refuses|declines|decides) (?:no|nothing)|is (?:not|no) (?:yet )?(?:a |an )?(?:denial|refusal|decision|adverse))\b|\b(?:nothing|no decision) (?:\w+ ){0,2}?(?:has been|have been|was|is) (?:yet |so far )?(?:decided|made|denied|refused|turned down)\b|\b(?:nobody|no one) has (?:yet )?(?:denied|refused|turned down|decided) (?:anything|a thing|your)\b|\bno (?:claims?|requests?|services?|benefits?)(?: (?:and|or) no \w+)?(?: of yours| from you)? (?:has|have|is|are|was|were)(?: yet| been| being)* (?:denied|refused|turned down|declined|rejected)\b")
            .expect("a fixed pattern")
    });
    free(&WHOLE, low)
}

/// The words by which the letter says of some claim or request that it was not refused. Another one may have been.
pub fn spares_something(low: &str) -> Option<&str> {
    static SOME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:you|your|the|these|those|they|it|claims?)\b[^.;:]{0,50}\b(?:has|have|is|are) not (?:yet )?been (?:denied|refused|turned down|declined|rejected)\b")
            .expect("a fixed pattern")
    });
    free(&SOME, low)
}

/// The first of these phrases, where it hangs on no condition.
pub fn stated<'a>(low: &'a str, phrases: &[&str]) -> Option<&'a str> {
    let cue = any(low, phrases)?;
    let from = at(low, cue)?;
    low.get(from..from + cue.len())
        .filter(|_| !conditional(low, from))
}

/// The first match that hangs on no condition.
fn free<'a>(words: &Regex, low: &'a str) -> Option<&'a str> {
    words
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
            "this notice denies no claim and no request",
            "nothing has been decided about either",
        ] {
            assert!(refuses_nothing(words).is_some(), "{words}");
        }
        for words in [
            "your claim has been denied",
            "no benefits are payable",
            "none of the other services was denied",
            "this letter does not deny your right to sue",
            "if your claim has not been denied, wait",
        ] {
            assert_eq!(refuses_nothing(words), None, "{words}");
        }
    }

    #[test]
    fn what_is_not_refused_may_be_one_of_several() {
        let words = "your claims are on hold; they have not been denied";
        assert!(spares_something(words).is_some());
        assert_eq!(refuses_nothing(words), None);
    }

    #[test]
    fn another_clause_turns_no_refusal_round() {
        let place = |low: &str| low.find("was denied").unwrap_or_default();
        let low = "no claim of yours was denied";
        assert!(of_none(low, place(low), "was denied"));
        let low = "no records were sent and your claim was denied";
        assert!(!of_none(low, place(low), "was denied"));
    }

    #[test]
    fn what_the_person_is_told_to_do_decides_nothing() {
        let place = |low: &str| low.find("do not").unwrap_or_default();
        for low in [
            "if a bill comes, do not pay it",
            "do not pay",
            "please do not pay",
        ] {
            assert!(bidden(low, place(low)), "{low}");
        }
        for low in ["we do not pay for this", "we read it and do not approve"] {
            assert!(!bidden(low, place(low)), "{low}");
        }
    }
}
