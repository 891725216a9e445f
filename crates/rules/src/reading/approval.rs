//! The end of an approval: the last day of a yes.
//!
//! It is the letter's own day and no limit to act by: no rule is asked about it, no weekend moves it, nothing has to
//! be sent by then and nothing is late once it has passed. Who needs the treatment longer has to ask again before.

use super::{LEAST_CONFIDENCE, Letter, sure};
use crate::calendar::{long, weekday};
use crate::deadline::answer::{LETTER, step};
use crate::deadline::doubt::Doubt;
use chrono::NaiveDate;
use holdfast_case::deadline::StepKind;
use holdfast_case::reading::{NoticeKind, Outcome, StatedDeadline};
use holdfast_case::{Deadline, LetterLimit};

/// The level of such a window.
pub const APPROVAL_END: &str = "authorization-end";

/// So many days before its end an approval is shown among the things of today, and as many after it.
const NEAR: i64 = 30;

/// Where the end of an approval lies, seen from one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApprovalStanding {
    /// It holds for more than a month.
    Holds,
    /// It ends within a month, or today.
    EndsSoon,
    /// It ended within the last month.
    Ended,
    /// It ended long ago.
    LongOver,
}

/// Where the end of an approval lies, seen from a day.
pub fn approval_standing(end: NaiveDate, today: NaiveDate) -> ApprovalStanding {
    match (end - today).num_days() {
        days if days > NEAR => ApprovalStanding::Holds,
        0.. => ApprovalStanding::EndsSoon,
        days if days >= -NEAR => ApprovalStanding::Ended,
        _ => ApprovalStanding::LongOver,
    }
}

/// True for the end of an approval.
pub fn is_approval_end(deadline: &Deadline) -> bool {
    deadline.level == APPROVAL_END
}

impl Letter<'_> {
    /// True for a letter that says no to all of it: the approval whose end it names is another letter's, and is what
    /// it cuts. Nobody asks for a new one because of it.
    pub(super) fn gives_nothing(&self) -> bool {
        match sure(self.reading.outcome.as_ref()) {
            Some(Outcome::Denied | Outcome::Reduced | Outcome::Upheld) => true,
            Some(outcome) if *outcome != Outcome::None => false,
            _ => sure(self.reading.kind.as_ref()) == Some(&NoticeKind::Denial),
        }
    }

    /// The end of an approval as the letter prints it; without a day where it counts treatments instead of days, or
    /// where it is too faint.
    pub(super) fn approval_end(&self, stated: &StatedDeadline) -> Deadline {
        let doubtful = stated.confidence < LEAST_CONFIDENCE;
        let end = stated.limit.date.filter(|_| !doubtful);
        let mut deadline = Deadline {
            level: APPROVAL_END.to_owned(),
            who: stated.who.clone(),
            letter: Some(stated.limit.clone()),
            clock_started: end.is_some(),
            due: end,
            weekday: end.map(weekday),
            due_by_letter: end,
            leads: end.map(|_| "letter".to_owned()),
            must: "not-stated".to_owned(),
            ..Deadline::default()
        };
        if let Some(end) = end {
            let say = format!("The letter says that the approval ends on {}.", long(end));
            deadline
                .steps
                .push(step(StepKind::Letter, say, Some(end), LETTER));
        }
        if doubtful {
            let LetterLimit { quote, .. } = &stated.limit;
            deadline
                .doubt
                .push(Doubt::LetterFaint(quote.clone()).said());
        }
        deadline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approval_is_near_for_a_month_on_both_sides_of_its_end() {
        let end: NaiveDate = "2027-03-14".parse().unwrap();
        for (today, standing) in [
            ("2027-02-11", ApprovalStanding::Holds),
            ("2027-02-12", ApprovalStanding::EndsSoon),
            ("2027-03-14", ApprovalStanding::EndsSoon),
            ("2027-03-15", ApprovalStanding::Ended),
            ("2027-04-13", ApprovalStanding::Ended),
            ("2027-04-14", ApprovalStanding::LongOver),
        ] {
            let today = today.parse().unwrap();
            assert_eq!(approval_standing(end, today), standing, "{today}");
        }
    }
}
