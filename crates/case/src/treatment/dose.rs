//! A dose as typed, and what can be read of it.
//!
//! Read strictly: a word that is not known, or a number without its unit, leaves the dose unread, and the person's
//! words stay. A wrong dose would make a trial look long and strong enough that was not.

use serde::{Deserialize, Serialize};

/// Nanograms in a milligram: doses are counted whole, so that halves and sevenths compare without rounding up.
pub const NANOGRAMS_PER_MG: u64 = 1_000_000;

/// A dose as it was typed; empty where none was.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dose(String);

/// What a dose amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DoseReading {
    /// The least it can be, in nanograms (a day, or for one session), rounded down.
    pub low: u64,
    /// The most it can be, in nanograms, rounded up.
    pub high: u64,
    /// What it is for.
    pub per: Per,
}

/// What an amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Per {
    /// A day: it was said.
    Day,
    /// Nothing was said: a day for a drug, a session for an infusion.
    NotSaid,
    /// A kilogram of body weight.
    Kilogram,
    /// Only when needed: no amount a day follows from it.
    WhenNeeded,
}

impl std::fmt::Debug for Dose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dose(•••)")
    }
}

impl Dose {
    /// As it was typed, without the spaces around it.
    pub fn typed(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// True where nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What it amounts to; none where that can't be read.
    pub fn reading(&self) -> Option<DoseReading> {
        read(&self.0)
    }

    /// True for a number and nothing else: it lacks its unit.
    pub fn lacks_unit(&self) -> bool {
        let text = self.0.trim();
        !text.is_empty() && number(text).is_some()
    }
}

fn read(text: &str) -> Option<DoseReading> {
    let text = text.to_lowercase();
    // "75 mg in the morning and 150 mg at night" is a sum; "75 and 150 mg" is not known to be one
    let parts: Vec<&str> = text
        .split(" and ")
        .flat_map(|part| part.split('+'))
        .flat_map(|part| part.split(", "))
        .collect();
    if parts.len() == 1 {
        return one(&tokens(&text)?).map(|part| part.reading);
    }
    let parts: Vec<Part> = parts
        .iter()
        .map(|part| one(&tokens(part)?))
        .collect::<Option<_>>()?;
    let mut moments: Vec<Moment> = parts.iter().filter_map(|part| part.moment).collect();
    moments.sort_unstable();
    moments.dedup();
    if moments.len() != parts.len() {
        return None;
    }
    let sum = |end: fn(&DoseReading) -> u64| {
        parts
            .iter()
            .try_fold(0u64, |sum, part| sum.checked_add(end(&part.reading)))
    };
    Some(DoseReading {
        low: sum(|r| r.low)?,
        high: sum(|r| r.high)?,
        per: Per::Day,
    })
}

/// A time of the day at which a part of the dose is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    Morning,
    Noon,
    Evening,
    Night,
}

struct Part {
    reading: DoseReading,
    moment: Option<Moment>,
}

#[derive(Debug, PartialEq)]
enum Token {
    /// Thousandths.
    Number(u64),
    Word(String),
    To,
    Times,
    Slash,
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some(sign) = rest.chars().next() {
        let length = match sign {
            c if c.is_whitespace() || matches!(c, '(' | ')' | '.' | ',' | ';') => c.len_utf8(),
            '0'..='9' => {
                let length = rest
                    .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
                    .unwrap_or(rest.len());
                let digits = rest[..length].trim_end_matches(['.', ',']);
                found.push(Token::Number(number(digits)?));
                length
            }
            '-' | '\u{2013}' | '\u{2014}' => {
                found.push(Token::To);
                sign.len_utf8()
            }
            '/' => {
                found.push(Token::Slash);
                1
            }
            '\u{d7}' | '*' => {
                found.push(Token::Times);
                sign.len_utf8()
            }
            c if c.is_alphabetic() => {
                let length = rest
                    .find(|c: char| !c.is_alphabetic())
                    .unwrap_or(rest.len());
                found.push(match &rest[..length] {
                    "to" => Token::To,
                    "x" | "times" => Token::Times,
                    word => Token::Word(word.to_owned()),
                });
                length
            }
            _ => return None,
        };
        rest = &rest[length..];
    }
    Some(found)
}

/// Thousandths of a number such as `1,200`, `0.5`, `.025`. A comma only groups thousands.
fn number(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    let digits = whole.replace(',', "");
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if !grouped
        || !plain(&digits)
        || !plain(part)
        || part.len() > 3
        || (digits.is_empty() && part.is_empty())
    {
        return None;
    }
    let whole: u64 = if digits.is_empty() {
        0
    } else {
        digits.parse().ok()?
    };
    let part: u64 = format!("{part:0<3}").parse().ok()?;
    whole.checked_mul(1000)?.checked_add(part)
}

/// Nanograms of one unit.
fn unit(word: &str) -> Option<u64> {
    Some(match word {
        "mg" | "mgs" | "milligram" | "milligrams" => NANOGRAMS_PER_MG,
        "mcg" | "mcgs" | "ug" | "\u{b5}g" | "\u{3bc}g" | "microgram" | "micrograms" => 1_000,
        "g" | "gram" | "grams" | "gm" => 1_000 * NANOGRAMS_PER_MG,
        _ => return None,
    })
}

/// Words that say nothing of the amount.
const NOTHING: [&str; 36] = [
    "tablet", "tablets", "tab", "tabs", "pill", "pills", "capsule", "capsules", "cap", "caps",
    "oral", "orally", "po", "by", "mouth", "er", "xr", "xl", "sr", "cr", "ir", "la", "extended",
    "release", "total", "dose", "iv", "infusion", "patch", "the", "in", "at", "of", "taken",
    "with", "food",
];

/// Reads the amount, then how often. What is left over makes the whole unread.
fn one(tokens: &[Token]) -> Option<Part> {
    let mut left: Vec<&Token> = tokens
        .iter()
        .filter(|token| !matches!(token, Token::Word(word) if NOTHING.contains(&word.as_str())))
        .collect();
    let up_to = take_words(&mut left, &[&["up", "TO"]]);
    let (low, high) = take_amount(&mut left)?;
    let kilogram = take_per(&mut left, &["kg", "kilogram", "kilo"]);
    if kilogram && !left.is_empty() {
        return None;
    }
    let needed = take_words(
        &mut left,
        &[
            &["as", "needed"],
            &["prn"],
            &["when", "needed"],
            &["if", "needed"],
        ],
    );
    let moment = take_moment(&mut left);
    let often = take_often(&mut left);
    if !left.is_empty() {
        return None;
    }
    let (num, den) = often.unwrap_or((1, 1));
    let per = if kilogram {
        Per::Kilogram
    } else if needed {
        Per::WhenNeeded
    } else if often.is_some() || moment.is_some() {
        Per::Day
    } else {
        Per::NotSaid
    };
    let low = if up_to { 0 } else { low };
    Some(Part {
        reading: DoseReading {
            low: low.checked_mul(num)? / den,
            high: high.checked_mul(num)?.div_ceil(den),
            per,
        },
        moment,
    })
}

/// `200 mg`, `150-225 mg`, `150 mg to 225 mg`, `2 x 100 mg`, `100 mg x 2`.
fn take_amount(left: &mut Vec<&Token>) -> Option<(u64, u64)> {
    let numbered = |token: Option<&&Token>| match token {
        Some(Token::Number(n)) => Some(*n),
        _ => None,
    };
    let first = numbered(left.first())?;
    let of_unit = |token: Option<&&Token>| match token {
        Some(Token::Word(word)) => unit(word),
        _ => None,
    };
    // thousandths of a number times nanograms of a unit
    let amount = |n: u64, unit: u64| n.checked_mul(unit).map(|ng| ng / 1000);
    if matches!(left.get(1), Some(Token::Times)) {
        let each = numbered(left.get(2))?;
        let unit = of_unit(left.get(3))?;
        if first % 1000 != 0 {
            return None;
        }
        left.drain(..4);
        let all = amount(each, unit)?.checked_mul(first / 1000)?;
        return Some((all, all));
    }
    if matches!(left.get(1), Some(Token::To)) {
        let second = numbered(left.get(2))?;
        let unit = of_unit(left.get(3))?;
        left.drain(..4);
        return in_order(amount(first, unit)?, amount(second, unit)?);
    }
    let unit_of_first = of_unit(left.get(1))?;
    let low = amount(first, unit_of_first)?;
    if matches!(left.get(2), Some(Token::To)) && numbered(left.get(3)).is_some() {
        let second = numbered(left.get(3))?;
        let unit = of_unit(left.get(4))?;
        left.drain(..5);
        return in_order(low, amount(second, unit)?);
    }
    left.drain(..2);
    if matches!(left.first(), Some(Token::Times)) {
        // "100 mg x 2" is two of them; "100 mg x 2 weeks" is not read
        let times = numbered(left.get(1))?;
        if times % 1000 != 0 || left.len() > 2 {
            return None;
        }
        left.drain(..2);
        let all = low.checked_mul(times / 1000)?;
        return Some((all, all));
    }
    Some((low, low))
}

fn in_order(low: u64, high: u64) -> Option<(u64, u64)> {
    (low <= high).then_some((low, high))
}

/// `/kg`, `per kg`, `a kg`.
fn take_per(left: &mut Vec<&Token>, words: &[&str]) -> bool {
    let begins = match left.first() {
        Some(Token::Slash) => true,
        Some(Token::Word(word)) => word == "per" || word == "a",
        _ => false,
    };
    let fits =
        begins && matches!(left.get(1), Some(Token::Word(word)) if words.contains(&word.as_str()));
    if fits {
        left.drain(..2);
    }
    fits
}

/// Takes the first of these phrases that stands anywhere; `TO` stands for the word that joins a range.
fn take_words(left: &mut Vec<&Token>, phrases: &[&[&str]]) -> bool {
    for phrase in phrases {
        let at = left.windows(phrase.len()).position(|window| {
            window.iter().zip(*phrase).all(|(token, word)| match token {
                Token::Word(w) => w == word,
                Token::To => *word == "TO",
                _ => false,
            })
        });
        if let Some(at) = at {
            left.drain(at..at + phrase.len());
            return true;
        }
    }
    false
}

fn take_moment(left: &mut Vec<&Token>) -> Option<Moment> {
    let moments: [(Moment, &[&[&str]]); 4] = [
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
fn take_often(left: &mut Vec<&Token>) -> Option<(u64, u64)> {
    if left.is_empty() {
        return None;
    }
    const FIXED: &[(&[&[&str]], (u64, u64))] = &[
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
        "h" | "hr" | "hrs" | "hour" | "hours" if count % 24 == 0 => Some((1, count / 24)),
        "d" | "day" | "days" | "daily" => Some((1, count)),
        "wk" | "week" | "weeks" | "weekly" => Some((1, count.checked_mul(7)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MG: u64 = NANOGRAMS_PER_MG;

    #[test]
    fn doses_are_read_in_the_units_people_use() {
        use Per::{Day, Kilogram, NotSaid, WhenNeeded};
        for (text, low, high, per) in [
            ("200 mg", 200 * MG, 200 * MG, NotSaid),
            ("200mg daily", 200 * MG, 200 * MG, Day),
            ("1,200 mg a day", 1200 * MG, 1200 * MG, Day),
            ("1.2 g a day", 1200 * MG, 1200 * MG, Day),
            ("25 mcg", 25_000, 25_000, NotSaid),
            ("50 \u{b5}g every other day", 25_000, 25_000, Day),
            ("0.5 mg/kg", MG / 2, MG / 2, Kilogram),
            ("150-225 mg", 150 * MG, 225 * MG, NotSaid),
            ("150 mg to 225 mg", 150 * MG, 225 * MG, NotSaid),
            ("75 mg twice a day", 150 * MG, 150 * MG, Day),
            ("100 mg tid", 300 * MG, 300 * MG, Day),
            ("2 x 100 mg", 200 * MG, 200 * MG, NotSaid),
            ("2x/day", 0, 0, NotSaid),
            ("100 mg 2 times a day", 200 * MG, 200 * MG, Day),
            ("100 mg 2x/day", 200 * MG, 200 * MG, Day),
            ("300 mg every 12 hours", 600 * MG, 600 * MG, Day),
            ("6 mg/24h", 6 * MG, 6 * MG, Day),
            ("20 mg/day", 20 * MG, 20 * MG, Day),
            ("70 mg once a week", 10 * MG, 10 * MG, Day),
            ("100 mg weekly", 14_285_714, 14_285_715, Day),
            ("84 mg twice a week", 24 * MG, 24 * MG, Day),
            ("150 mg XL at night", 150 * MG, 150 * MG, Day),
            (
                "75 mg in the morning and 150 mg at night",
                225 * MG,
                225 * MG,
                Day,
            ),
            ("up to 200 mg", 0, 200 * MG, NotSaid),
            ("50 mg as needed", 50 * MG, 50 * MG, WhenNeeded),
            ("40 mg IV", 40 * MG, 40 * MG, NotSaid),
        ] {
            let reading = Dose::typed(text).reading();
            if low == 0 && high == 0 {
                assert_eq!(reading, None, "{text}");
            } else {
                assert_eq!(reading, Some(DoseReading { low, high, per }), "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_dose_is_kept_and_not_guessed() {
        for text in [
            "",
            "200",
            "the usual",
            "two pills",
            "200 mg per pill",
            "200 mg or so",
            "75 and 150 mg",
            "75 mg and 150 mg",
            "1,5 mg",
            "225-150 mg",
            "100 mg x 2 weeks",
            "50 mg, then 100 mg",
            "99999999999999999999 mg",
            "18446744073709551 g",
            "-5 mg",
            "5 mg every 0 days",
            "5 mg/ml",
        ] {
            let dose = Dose::typed(text);
            assert_eq!(dose.reading(), None, "{text}");
            assert_eq!(dose.text(), text);
        }
        assert!(Dose::typed("200").lacks_unit());
        assert!(!Dose::typed("200 mg").lacks_unit());
    }
}
