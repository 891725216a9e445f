//! What their letters say of the steps goes before what holds for a kind of plan in general: a second look that must be
//! gone through, a decision after which there is none, no review outside, a court that comes last.

use super::Rung;
use holdfast_case::reading::LevelWord;
use holdfast_case::{Fact, Reading};

/// From here on a letter is taken at its word.
const LIKELY: f32 = 0.8;

const SECOND_LEVEL: &str = "second-level-appeal";
const OUTSIDE: &str = "external-review";
const COURT: &str = "court";
/// What stands behind the name of a step of which only the plan knows whether it is there.
const IF_ANY: [&str; 2] = [
    ", if the plan has one",
    ", only where state law or the policy gives it",
];

/// Lays over the steps what the letters say of them; the newest letter comes first, and its word holds.
pub fn as_the_letters_say(rungs: &mut [Rung], letters: &[&Reading]) {
    let mut any = false;
    for rung in rungs.iter_mut() {
        let Some((word, quote)) = letters
            .iter()
            .find_map(|letter| word_on(letter, &rung.level))
        else {
            continue;
        };
        any = true;
        match word {
            LevelWord::None => rung.absent = true,
            LevelWord::Required => rung.optional = false,
            LevelWord::Voluntary => rung.optional = true,
            LevelWord::After => {}
        }
        for words in IF_ANY {
            if let Some(name) = rung.name.strip_suffix(words) {
                rung.name = name.to_owned();
            }
        }
        rung.said = Some(quote);
    }
    if any {
        last_chance_again(rungs);
    }
}

/// What a letter says of a step, and its words.
fn word_on(letter: &Reading, level: &str) -> Option<(LevelWord, String)> {
    let said = (letter.levels.iter())
        .filter(|said| said.fact.confidence >= LIKELY)
        .find(|said| said.level == level);
    if let Some(said) = said {
        return Some((said.fact.value, said.fact.quote.clone()));
    }
    match level {
        // a letter that was read before this was looked for has at least its window
        SECOND_LEVEL => {
            let stated = letter.deadlines.iter().find(|stated| {
                stated.level == SECOND_LEVEL
                    && stated.who == "member"
                    && stated.confidence >= LIKELY
                    && !stated.limit.quote.is_empty()
            })?;
            Some((LevelWord::Required, stated.limit.quote.clone()))
        }
        OUTSIDE => {
            let offered = letter.external_review.offered.as_ref().filter(in_words)?;
            (!offered.value).then(|| (LevelWord::None, offered.quote.clone()))
        }
        _ => None,
    }
}

/// True for what the letter says, not what it leaves out.
fn in_words(fact: &&Fact<bool>) -> bool {
    fact.confidence >= LIKELY && !fact.quote.is_empty()
}

/// The last step that is there, but a court, is the last chance.
fn last_chance_again(rungs: &mut [Rung]) {
    let court = rungs.iter().any(|rung| rung.level == COURT);
    let last = rungs
        .iter()
        .rposition(|rung| !rung.absent && rung.level != COURT);
    for (at, rung) in rungs.iter_mut().enumerate() {
        rung.last_chance = Some(at) == last;
        if rung.last_chance && court && !rung.next.iter().any(|next| next == COURT) {
            rung.next.push(COURT.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::ladder;
    use holdfast_case::reading::LevelSaid;
    use holdfast_library::Library;

    fn fact<T>(value: T, quote: &str) -> Fact<T> {
        Fact {
            value,
            confidence: 0.89,
            quote: quote.to_owned(),
            place: None,
            why: String::new(),
        }
    }

    fn says(level: &str, word: LevelWord) -> Reading {
        Reading {
            levels: vec![LevelSaid {
                level: level.to_owned(),
                fact: fact(word, "their words"),
            }],
            ..Reading::default()
        }
    }

    fn steps(kind: &str, letters: &[&Reading]) -> Vec<Rung> {
        let mut ladder = ladder(Library::builtin(), kind, None).unwrap();
        as_the_letters_say(&mut ladder.rungs, letters);
        ladder.rungs
    }

    fn rung<'a>(rungs: &'a [Rung], level: &str) -> &'a Rung {
        rungs.iter().find(|rung| rung.level == level).unwrap()
    }

    #[test]
    fn a_second_level_that_the_letter_gives_may_not_be_left_out() {
        let letter = says("second-level-appeal", LevelWord::Required);
        let rungs = steps("employer-self-funded", &[&letter]);
        let second = rung(&rungs, "second-level-appeal");
        assert!(!second.optional && !second.absent && !second.last_chance);
        assert_eq!(second.name, "Second internal appeal");
        assert_eq!(second.said.as_deref(), Some("their words"));
        assert!(rung(&rungs, "external-review").last_chance);
        // one that may be left out stays so, but is there
        let may = says("second-level-appeal", LevelWord::Voluntary);
        let rungs = steps("employer-self-funded", &[&may]);
        assert!(rung(&rungs, "second-level-appeal").optional);
    }

    #[test]
    fn where_their_decision_is_final_and_nobody_outside_looks_the_first_appeal_is_the_last_chance()
    {
        let letter = Reading {
            external_review: holdfast_case::reading::ExternalReviewFacts {
                offered: Some(fact(false, "not open to external review")),
                kind: None,
            },
            ..says("second-level-appeal", LevelWord::None)
        };
        let rungs = steps("church", &[&letter]);
        assert!(rung(&rungs, "second-level-appeal").absent);
        let outside = rung(&rungs, "external-review");
        assert!(outside.absent && !outside.last_chance);
        let first = rung(&rungs, "internal-appeal");
        assert!(first.last_chance && first.next.iter().any(|next| next == "court"));
    }

    #[test]
    fn that_no_review_outside_is_named_says_nothing() {
        let silent = Reading {
            external_review: holdfast_case::reading::ExternalReviewFacts {
                offered: Some(fact(false, "")),
                kind: None,
            },
            ..Reading::default()
        };
        let rungs = steps("employer-self-funded", &[&silent]);
        assert_eq!(rungs, steps("employer-self-funded", &[]));
    }

    #[test]
    fn the_newest_letter_has_the_last_word() {
        let newest = says("second-level-appeal", LevelWord::Required);
        let first = says("second-level-appeal", LevelWord::None);
        let rungs = steps("church", &[&newest, &first]);
        assert!(!rung(&rungs, "second-level-appeal").absent);
    }
}
