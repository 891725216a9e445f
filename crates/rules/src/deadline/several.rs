//! Of several rules that could hold, which leads, and what is said of the others.

use super::answer::{Ask, Found};
use super::basis;
use super::doubt::Doubt;
use super::trigger::Trigger;
use holdfast_case::deadline::LaterIf;
use holdfast_library::Library;

impl Found<'_> {
    /// True where the clock starts with a paper whose date is not known.
    pub(crate) fn waits_for_paper(&self) -> bool {
        let trigger = Trigger::read(self.basis.trigger);
        self.worked.clock.start.is_none() && trigger.is_some_and(Trigger::is_paper)
    }
}

impl Ask<'_> {
    /// Of several rules that could hold the earliest leads and the others are shown. One that waits for a paper
    /// could be over already, whatever the others give: then no day is named.
    pub(crate) fn earliest<'l>(&self, lib: &Library, mut all: Vec<Found<'l>>) -> Option<Found<'l>> {
        all.sort_by_key(|f| (!f.waits_for_paper(), f.worked.day.is_none(), f.worked.day));
        let mut all = all.into_iter();
        let mut first = all.next()?;
        let others: Vec<Found<'l>> = all.collect();
        let waits = first.waits_for_paper();
        let leading = first.worked.day;
        // The letter's own limit may count from another day under another of them: its earliest stands beside the rule.
        let by_letter = |found: &Found<'_>| found.worked.letter.as_ref().map(|letter| letter.day);
        let with = others.iter().filter(|other| by_letter(other).is_some());
        if let Some(sooner) = with.min_by_key(|other| by_letter(other))
            && by_letter(&first).is_none_or(|ours| by_letter(sooner) < Some(ours))
            && !first.worked.open
        {
            first.worked.letter.clone_from(&sooner.worked.letter);
            first
                .worked
                .letter_doubt
                .clone_from(&sooner.worked.letter_doubt);
        }
        // Nor is it hidden that its day could be sooner under another of them.
        for doubt in others.iter().flat_map(|other| &other.worked.letter_doubt) {
            let letter_doubt = &mut first.worked.letter_doubt;
            if !doubt.sooner_by().is_empty() && !letter_doubt.contains(doubt) {
                letter_doubt.push(doubt.clone());
            }
        }
        let mut several = false;
        for other in &others {
            let plain = other.basis.rule.plain.clone();
            match other.worked.day {
                Some(day) if waits => {
                    let another = Doubt::AnotherLimit { day, plain };
                    first.worked.doubt.push(another);
                }
                Some(day) if Some(day) > leading => {
                    several = true;
                    first.worked.later_if.push(LaterIf {
                        say: format!("if only this holds: {plain}"),
                        date: day,
                        plan_kind: None,
                    });
                }
                Some(_) => {}
                // A day of discharge that is not known can be this very day.
                None if Trigger::read(other.basis.trigger) == Some(Trigger::DayOfDischarge) => {
                    let sooner = Doubt::DischargeMayBeSooner(plain);
                    first.worked.doubt.push(sooner);
                }
                None => {}
            }
        }
        if several {
            let claim = self.question.claim_type.as_deref();
            let claim_known = claim.is_some_and(|c| basis::is_claim_type(lib, c));
            let several = Doubt::SeveralLimits { claim_known };
            first.worked.doubt.insert(0, several);
        }
        Some(first)
    }
}
