//! What the plan record and the plan book say of claims: the time to file, and whether the plan wants to be asked
//! first. It is read to be offered; it counts only once the person took it over.

use holdfast_case::DocumentId;
use holdfast_case::claim::FilingUnit;

/// What papers and notes of a case say of claims.
#[derive(Clone, Default, PartialEq)]
pub struct PlanSays {
    /// The time to file.
    pub filing: Option<SaidTime>,
    /// Whether the plan wants to be asked first.
    pub asks_first: Option<SaidAsk>,
}

/// A place that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidPlace {
    /// The paper.
    pub document: DocumentId,
    /// The page; none where only the paper is known.
    pub page: Option<u32>,
}

/// A time to file as a passage has it.
#[derive(Clone, PartialEq)]
pub struct SaidTime {
    /// So many.
    pub count: u32,
    /// Of these.
    pub unit: FilingUnit,
    /// The sentence it stands in.
    pub quote: String,
    /// "‘Plan book’, page 92".
    pub from: String,
    /// Where it can be read.
    pub place: Option<SaidPlace>,
}

/// What was noted of asking first.
#[derive(Clone, PartialEq)]
pub struct SaidAsk {
    /// What it seems to mean; none where the words are not clear.
    pub asks: Option<bool>,
    /// The words, as they stand.
    pub words: String,
    /// "your plan record".
    pub from: String,
    /// Where it can be read.
    pub place: Option<SaidPlace>,
}

/// The shortest time to file that a passage names, with the sentence it stands in; none where it names none. Of
/// several the shortest is offered: doubt never gives a later day.
pub fn time_said(passage: &str) -> Option<(u32, FilingUnit, String)> {
    let text = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    // it is of claims or bills at all, in one of its sentences
    let low = text.to_lowercase();
    let of_claims = ["claim", "bill", "proof"];
    if !of_claims.iter().any(|word| low.contains(word)) {
        return None;
    }
    let found = sentences(&text).into_iter().filter_map(|sentence| {
        let (count, unit) = time_in(sentence)?;
        Some((count, unit, sentence.trim().to_owned()))
    });
    found.min_by_key(|(count, unit, _)| days(*count, *unit))
}

/// What a note on approvals seems to mean; none where it is not clear.
pub fn asks_first_said(note: &str) -> Option<bool> {
    let low = note.trim().to_lowercase();
    let words: Vec<&str> = low
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    const DENIES: [&str; 5] = [
        "not needed",
        "not required",
        "no approval",
        "does not need",
        "isn t needed",
    ];
    let plain = words.join(" ");
    if DENIES.iter().any(|phrase| plain.contains(phrase)) {
        return Some(false);
    }
    let doubted = ["not", "sometimes", "unless", "maybe", "unsure", "depends"];
    let is_doubted = words.iter().any(|word| doubted.contains(word));
    match words.first().copied() {
        Some("no" | "none") if words.len() == 1 || !is_doubted => Some(false),
        _ if is_doubted => None,
        Some("yes") => Some(true),
        _ => {
            let needs = ["needed", "required", "needs", "requires", "must", "always"];
            words
                .iter()
                .any(|word| needs.contains(word))
                .then_some(true)
        }
    }
}

/// Days that a time is at least, to find the shortest.
fn days(count: u32, unit: FilingUnit) -> u64 {
    let each = match unit {
        FilingUnit::Days => 1,
        FilingUnit::Months => 28,
        FilingUnit::Years => 365,
    };
    u64::from(count) * each
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(". ").collect()
}

/// Words of sentences that speak of another time.
const OTHERS: [&str; 10] = [
    "appeal", "appeals", "decide", "decides", "decided", "decision", "notify", "answers", "review",
    "court",
];
/// Words before which a time stands that ends something.
const WITHIN: [&str; 5] = ["within", "than", "exceed", "before", "after"];
/// How many words may stand between that and the number: "no later than the end of 12 months".
const NEAR: usize = 6;

fn time_in(sentence: &str) -> Option<(u32, FilingUnit)> {
    let low = sentence.to_lowercase();
    let words: Vec<&str> = low
        .split(|sign: char| !(sign.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    // a time to appeal, or the plan's own to decide, is no time to file
    if words.iter().any(|word| OTHERS.contains(word)) {
        return None;
    }
    let mut found: Option<(u32, FilingUnit)> = None;
    for (at, word) in words.iter().enumerate() {
        let Some(unit) = unit(word) else { continue };
        let counted = words
            .get(at.saturating_sub(2)..at)
            .into_iter()
            .flatten()
            .rev()
            .find_map(|word| number(word));
        let within = words
            .get(at.saturating_sub(NEAR + 2)..at)
            .is_some_and(|before| before.iter().any(|word| WITHIN.contains(word)));
        let Some(count) = counted.filter(|count| within && *count > 0) else {
            continue;
        };
        if found.is_none_or(|(had, of)| days(count, unit) < days(had, of)) {
            found = Some((count, unit));
        }
    }
    found
}

fn unit(word: &str) -> Option<FilingUnit> {
    Some(match word {
        "day" | "days" => FilingUnit::Days,
        "month" | "months" => FilingUnit::Months,
        "year" | "years" => FilingUnit::Years,
        _ => return None,
    })
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [(&str, u32); 12] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("six", 6),
        ("nine", 9),
        ("twelve", 12),
        ("fifteen", 15),
        ("eighteen", 18),
        ("ninety", 90),
        ("sixty", 60),
        ("thirty", 30),
        ("twenty", 20),
    ];
    let told = WORDS.iter().find(|(own, _)| own == &word);
    told.map(|(_, n)| *n)
        .or_else(|| word.parse().ok().filter(|n| *n <= 999))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sources: the invented plan books of `crates/letters/policies`, and wordings of claim rules in general.
    #[test]
    fn the_shortest_time_to_file_of_a_passage_is_read() {
        for (passage, expected) in [
            (
                "You must file a claim within 12 months of the day you received the care.",
                Some((12, FilingUnit::Months)),
            ),
            (
                "Send us written proof of loss within ninety (90) days. No claim is paid that comes later than one year after the care.",
                Some((90, FilingUnit::Days)),
            ),
            (
                "Claims have to be sent no later than\n15 months after the service.",
                Some((15, FilingUnit::Months)),
            ),
            (
                "You may appeal within 180 days of the denial of a claim.",
                None,
            ),
            (
                "Written proof must be given to Us within 90 days after the loss, but not later than one year after that.",
                Some((90, FilingUnit::Days)),
            ),
            (
                "Mail the bill and our form. We have to get it no later than one year after you had the care.",
                Some((1, FilingUnit::Years)),
            ),
            (
                "Claims must reach the Fund Office within one year from the date of the charge. Claims are decided within 30 days.",
                Some((1, FilingUnit::Years)),
            ),
            (
                "Send us the documents for your claim by December 31 of the year after the year of the service.",
                None,
            ),
            ("We decide a claim within 30 days.", None),
            ("How to file a claim: send it to this address.", None),
            ("Your plan year has 12 months.", None),
            ("", None),
        ] {
            let read = time_said(passage).map(|(count, unit, _)| (count, unit));
            assert_eq!(read, expected, "{passage}");
        }
        let (_, _, quote) =
            time_said("Use our form. File a claim within 12 months. Keep a copy.").unwrap();
        assert_eq!(quote, "File a claim within 12 months.");
    }

    #[test]
    fn a_note_on_approvals_is_read_where_it_is_clear() {
        for (note, expected) in [
            ("yes", Some(true)),
            ("Yes, by fax", Some(true)),
            ("Needed for 96365, by fax", Some(true)),
            ("required", Some(true)),
            ("no", Some(false)),
            ("Not needed", Some(false)),
            ("No approval needed for this code", Some(false)),
            ("only sometimes needed", None),
            ("ask Dana", None),
            ("", None),
        ] {
            assert_eq!(asks_first_said(note), expected, "{note}");
        }
    }
}
