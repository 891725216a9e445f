//! The amount of a dose: numbers, units, ranges, sums over a day.

use super::often::{Moment, take_moment, take_often};
use super::{DoseReading, NANOGRAMS_PER_MG, Per};

pub(super) fn read(text: &str) -> Option<DoseReading> {
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

struct Part {
    reading: DoseReading,
    moment: Option<Moment>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Token {
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
pub(super) fn number(text: &str) -> Option<u64> {
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
pub(super) fn take_words(left: &mut Vec<&Token>, phrases: &[&[&str]]) -> bool {
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
