//! Of a statement of many lines only what was refused belongs in an appeal: its codes and its days.

use super::facts::Gathered;
use super::named::Theirs;
use super::wording::dollars;
use crate::desk::Inner;
use chrono::NaiveDate;
use holdfast_case::reading::{CodeFact, NoticeKind, Outcome};
use holdfast_case::{Fact, Reading};

/// Below this a value that was read and not confirmed stands in no letter.
const LIKELY: f32 = 0.8;

/// The codes that their letter refuses; where it does not tell them apart, all of them. A letter that refuses everything
/// and leaves a code alone tells it apart.
pub(super) fn refused_codes(codes: Vec<&CodeFact>, outcome: Option<Outcome>) -> Vec<&CodeFact> {
    let all_refused = matches!(
        outcome,
        Some(Outcome::Denied | Outcome::Upheld | Outcome::Reduced)
    );
    match all_refused || codes.iter().any(|code| code.denied) {
        true => codes.into_iter().filter(|code| code.denied).collect(),
        false => codes,
    }
}

/// True for a paper that may refuse one thing and pay another.
fn is_mixed(reading: &Reading) -> bool {
    let kind = reading.kind.as_ref().map(|fact| fact.value);
    let outcome = reading.outcome.as_ref().map(|fact| fact.value);
    kind == Some(NoticeKind::Eob) || outcome == Some(Outcome::PartlyDenied)
}

impl Inner {
    /// The days of treatment that are refused, in the words of their letter; where it does not tell them apart, all.
    pub(super) fn of_days(&self, all: &mut Gathered<'_>, theirs: &Theirs, reading: &Reading) {
        if all.facts.slots.contains_key("service_dates") {
            return;
        }
        if let Some(words) = theirs.days_in_dispute(reading) {
            all.bare("service_dates", words);
            return;
        }
        let days = reading.claim.dates_of_service.iter();
        let mut days: Vec<&Fact<NaiveDate>> = days.filter(|day| day.confidence >= LIKELY).collect();
        if days.len() > 1 && is_mixed(reading) {
            let paid = theirs.days_not_refused(self.lib, reading);
            let refused = |day: &&&Fact<NaiveDate>| !paid.contains(&day.value);
            if days.iter().any(|day| refused(&day)) {
                days.retain(|day| !paid.contains(&day.value));
            }
        }
        all.bare("service_dates", theirs.days(&days));
    }

    /// What is left to the person for the refused lines, where the paper tells them from others; and whether it does.
    pub(super) fn of_owed(&self, all: &mut Gathered<'_>, theirs: &Theirs, reading: &Reading) {
        if let Some(owed) = theirs.owed_for_refused(self.lib, reading) {
            all.facts.slots.remove("amount_owed");
            if owed.0 > 0 {
                all.bare("amount_owed", dollars(owed));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_codes_the_refused_ones_are_left() {
        let code = |value: &str, denied: bool| CodeFact {
            fact: Fact {
                value: value.to_owned(),
                confidence: 0.9,
                quote: value.to_owned(),
                place: None,
                why: String::new(),
            },
            system: "cpt".to_owned(),
            denied,
        };
        let left = |codes: &[CodeFact]| -> Vec<String> {
            let left = refused_codes(codes.iter().collect(), Some(Outcome::PartlyDenied));
            left.into_iter()
                .map(|code| code.fact.value.clone())
                .collect()
        };
        let mixed = [code("90837", false), code("97810", true)];
        assert_eq!(left(&mixed), ["97810"]);
        let untold = [code("90837", false), code("97810", false)];
        assert_eq!(left(&untold), ["90837", "97810"]);
        // what was paid is named by the way, and nothing else is
        let spared = [code("90847", false)];
        assert!(refused_codes(spared.iter().collect(), Some(Outcome::Denied)).is_empty());
    }
}
