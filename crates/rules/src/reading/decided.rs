//! Steps that a no opened which is only written down: its paper is not here.
//!
//! The letter at hand told of those steps before anything was decided, so their clocks stood still. They start with the
//! day that was written down, the earliest it can be, and that is said. A step that no letter gives a time for is dated
//! by its rule: a person who has only the day is never left without one.

use super::{Letter, is_appeal};
use crate::deadline::basis;
use crate::deadline::doubt::Doubt;
use crate::ladder::{Rung, as_the_letters_say, ladder};
use chrono::NaiveDate;
use holdfast_case::deadline::DoubtCode;
use holdfast_case::reading::StatedDeadline;
use holdfast_case::{Deadline, LetterLimit};
use holdfast_library::Library;

/// An appeal that was answered with a no, of which there is no paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedStep {
    /// The step that was decided.
    pub level: String,
    /// The day, or the earliest that it can be.
    pub day: NaiveDate,
    /// True where it is the day that was written down.
    pub told: bool,
}

const SECOND_LEVEL: &str = "second-level-appeal";
const COURT: &str = "court";
/// Where the kind of plan is not known, the steps stand in the order that most plans have.
const USUAL: &str = "employer-insured";
/// This plan itself sends the case on after a first no.
const SENDS_ON: &str = "medicare-advantage";

impl Letter<'_> {
    /// The steps of this letter's plan, as it tells of them itself.
    fn rungs(&self, lib: &Library) -> Vec<Rung> {
        let kind = self.ladder_kind().filter(|kind| *kind != basis::UNKNOWN);
        let mut rungs = ladder(lib, kind.unwrap_or(USUAL), None)
            .map(|ladder| ladder.rungs)
            .unwrap_or_default();
        as_the_letters_say(&mut rungs, &[self.reading]);
        rungs
    }

    /// The no that opened a step: the last one below it, unless a step lies between that may not be left out.
    fn opened_by(&self, rungs: &[Rung], level: &str) -> Option<&DecidedStep> {
        let at = rungs.iter().position(|rung| rung.level == level)?;
        for below in rungs[..at].iter().rev() {
            let of_it = |decided: &&DecidedStep| decided.level == below.level;
            let last = self.known.decided.iter().filter(of_it);
            if let Some(decided) = last.max_by_key(|decided| decided.day) {
                return Some(decided);
            }
            if !below.absent && !below.optional {
                return None;
            }
        }
        None
    }

    /// A window of the letter that waited for a decision, where that was written down.
    pub(super) fn opened(&self, lib: &Library, stated: &StatedDeadline) -> Option<Deadline> {
        let waits = stated.who == "member" && !stated.clock_started;
        if !waits || self.known.decided.is_empty() || !self.refuses {
            return None;
        }
        let level = self.level_of(lib, stated);
        let decided = self.opened_by(&self.rungs(lib), &level)?;
        let doubtful = stated.confidence < super::LEAST_CONFIDENCE;
        let limit = Some(stated.limit.clone()).filter(|_| !doubtful);
        let must = Some(stated.must.as_str()).filter(|_| !doubtful);
        let mut deadline = self.counted(lib, &level, decided, (limit, must));
        deadline.letter = Some(stated.limit.clone());
        Some(deadline)
    }

    /// Adds the steps that a written-down no opened and no window names, and lets the first of all that it opened lead.
    pub(super) fn add_opened(&self, lib: &Library, deadlines: &mut Vec<Deadline>) {
        if self.known.decided.is_empty() || !self.refuses {
            return;
        }
        let rungs = self.rungs(lib);
        let is_decided = |level: &str| self.known.decided.iter().any(|one| one.level == level);
        let last = rungs.iter().rposition(|rung| is_decided(&rung.level));
        let Some(last) = last else { return };
        for rung in self.next_of(&rungs, last) {
            let has_one = deadlines
                .iter()
                .any(|d| d.level == rung.level && d.who == "member" && d.due.is_some());
            let Some(decided) = self.opened_by(&rungs, &rung.level).filter(|_| !has_one) else {
                continue;
            };
            let deadline = self.counted(lib, &rung.level, decided, (None, None));
            if deadline.due.is_some() || deadline.rule.is_some() {
                deadlines.push(deadline);
            }
        }
        let first = deadlines
            .iter()
            .enumerate()
            .filter(|(_, d)| is_opened(d) && !is_decided(&d.level) && d.level != COURT)
            .filter(|(_, d)| is_appeal(lib, &d.level) && d.due.is_some())
            .min_by_key(|(_, d)| d.due)
            .map(|(at, _)| at);
        if first.is_some() {
            for (at, deadline) in deadlines.iter_mut().enumerate() {
                deadline.primary = Some(at) == first;
            }
        }
    }

    /// The steps that come next: the one above, and where that is a second look which may be left out, the one above
    /// it as well.
    fn next_of<'r>(&self, rungs: &'r [Rung], decided: usize) -> Vec<&'r Rung> {
        if self.ladder_kind() == Some(SENDS_ON) && decided == 0 {
            return Vec::new();
        }
        let mut next = Vec::new();
        let above = rungs.iter().skip(decided + 1);
        for rung in above.filter(|rung| !rung.absent && rung.level != COURT) {
            next.push(rung);
            if rung.level != SECOND_LEVEL || !rung.optional {
                break;
            }
        }
        next
    }

    /// A step counted from a no that was written down, as from the paper that would say so.
    fn counted(
        &self,
        lib: &Library,
        level: &str,
        decided: &DecidedStep,
        (limit, must): (Option<LetterLimit>, Option<&str>),
    ) -> Deadline {
        let mut question = self.question(level, limit, true);
        question.claim_type = None;
        question.notice_date = Some(decided.day);
        question.decision_date = Some(decided.day);
        question.received_date = None;
        let mut ask = self.ask(&question);
        ask.must = must;
        let mut deadline = ask.answer(lib);
        let doubt = Doubt::OnlyTold {
            day: decided.day,
            told: decided.told,
        };
        deadline.doubt.insert(0, doubt.said());
        deadline
    }
}

/// True for a day that is counted from a no which was only written down.
fn is_opened(deadline: &Deadline) -> bool {
    let mut codes = deadline.doubt.iter().map(|doubt| &doubt.code);
    codes.any(|code| matches!(code, DoubtCode::OnlyTold { .. }))
}
