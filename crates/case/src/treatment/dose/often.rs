//! How often a dose is taken, and at which time of the day.

use super::reading::{Token, take_words};

/// A time of the day at which a part of the dose is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moment {
    Morning,
    Noon,
    Evening,
    Night,
}

/// Ways to say one thing, each as its words.
type Phrases = &'static [&'static [&'static str]];

pub(super) fn take_moment(left: &mut Vec<&Token>) -> Option<Moment> {
    let moments: [(Moment, Phrases); 4] = [
        (
            Moment::Morning,
            &[
                &["every", "morning"],
                &["each", "morning"],
                &["morning"],
                &["am"],
                &["qam"],
            ],
        ),
        (
            Moment::Noon,
            &[&["noon"], &["afternoon"], &["midday"], &["lunch"]],
        ),
        (
            Moment::Evening,
            &[
                &["every", "evening"],
                &["evening"],
                &["dinner"],
                &["pm"],
                &["qpm"],
            ],
        ),
        (
            Moment::Night,
            &[
                &["every", "night"],
                &["each", "night"],
                &["night"],
                &["bedtime"],
                &["qhs"],
                &["nightly"],
            ],
        ),
    ];
    moments
        .into_iter()
        .find(|(_, phrases)| take_words(left, phrases))
        .map(|(moment, _)| moment)
}

/// How often, as times in days: `twice a day` is (2, 1), `every other day` (1, 2). None where it is not said.
pub(super) fn take_often(left: &mut Vec<&Token>) -> Option<(u64, u64)> {
    if left.is_empty() {
        return None;
    }
    const FIXED: &[(Phrases, (u64, u64))] = &[
        (
            &[&["every", "other", "day"], &["alternate", "days"], &["qod"]],
            (1, 2),
        ),
        (
            &[
                &["twice", "daily"],
                &["twice", "a", "day"],
                &["twice", "per", "day"],
                &["bid"],
            ],
            (2, 1),
        ),
        (
            &[
                &["three", "TIMES", "daily"],
                &["three", "TIMES", "a", "day"],
                &["tid"],
            ],
            (3, 1),
        ),
        (
            &[
                &["four", "TIMES", "daily"],
                &["four", "TIMES", "a", "day"],
                &["qid"],
            ],
            (4, 1),
        ),
        (
            &[
                &["twice", "a", "week"],
                &["twice", "weekly"],
                &["twice", "per", "week"],
            ],
            (2, 7),
        ),
        (
            &[
                &["three", "TIMES", "a", "week"],
                &["three", "TIMES", "weekly"],
            ],
            (3, 7),
        ),
        (
            &[
                &["once", "a", "day"],
                &["once", "daily"],
                &["once", "per", "day"],
                &["every", "day"],
                &["each", "day"],
                &["a", "day"],
                &["per", "day"],
                &["daily"],
                &["qd"],
            ],
            (1, 1),
        ),
        (
            &[
                &["once", "a", "week"],
                &["once", "weekly"],
                &["every", "week"],
                &["a", "week"],
                &["per", "week"],
                &["weekly"],
            ],
            (1, 7),
        ),
    ];
    for (phrases, often) in FIXED {
        if phrases.iter().any(|phrase| is_phrase(left, phrase)) {
            left.clear();
            return Some(*often);
        }
    }
    let often = match left.as_slice() {
        // /day, /24h, /week
        [Token::Slash, Token::Word(word)] => per_time(word, 1)?,
        [Token::Slash, Token::Number(n), Token::Word(word)] if n % 1000 == 0 => {
            per_time(word, n / 1000)?
        }
        // every 12 hours, every 2 weeks
        [Token::Word(every), Token::Number(n), Token::Word(word)]
            if (every == "every" || every == "per") && n % 1000 == 0 =>
        {
            per_time(word, n / 1000)?
        }
        // 2 times a day, 2x daily, 2x/day
        [Token::Number(n), Token::Times, rest @ ..] if n % 1000 == 0 => {
            let times = n / 1000;
            let days = match rest {
                [Token::Word(a), Token::Word(word)] if a == "a" || a == "per" => word,
                [Token::Slash, Token::Word(word)] | [Token::Word(word)] => word,
                _ => return None,
            };
            let (num, den) = per_time(days, 1)?;
            (num.checked_mul(times)?, den)
        }
        _ => return None,
    };
    left.clear();
    Some(often)
}

fn is_phrase(left: &[&Token], phrase: &[&str]) -> bool {
    left.len() == phrase.len()
        && left.iter().zip(phrase).all(|(token, word)| match token {
            Token::Word(w) => w == word,
            Token::Times => *word == "TIMES",
            _ => false,
        })
}

/// Once in so many of a unit of time, as times in days.
fn per_time(word: &str, count: u64) -> Option<(u64, u64)> {
    if count == 0 {
        return None;
    }
    match word {
        // 24 hours are a day; 12 hours make it twice; what does not divide is not read
        "h" | "hr" | "hrs" | "hour" | "hours" if 24 % count == 0 => Some((24 / count, 1)),
        "h" | "hr" | "hrs" | "hour" | "hours" if count.is_multiple_of(24) => Some((1, count / 24)),
        "d" | "day" | "days" | "daily" => Some((1, count)),
        "wk" | "week" | "weeks" | "weekly" => Some((1, count.checked_mul(7)?)),
        _ => None,
    }
}
