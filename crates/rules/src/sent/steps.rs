//! Where each step of a ladder stands, by what went out, what came back, and the days to act. Two steps can be open or
//! waited for at once: a fast appeal and an outside review together.

use chrono::NaiveDate;
use holdfast_case::letter::LetterOutcome;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepStanding {
    /// It may come.
    Later,
    /// It can be taken now.
    Open,
    /// It was taken; from when they count is not known.
    Filed,
    /// It was taken, and their time to decide runs.
    Waiting,
    /// They changed their no.
    Won,
    /// Their no stands, in whole or in part.
    Lost,
    /// Its last day has passed, and nothing went out.
    Expired,
    /// It lies behind, and what came of it is not known here.
    Behind,
    /// Their letter says that there is none.
    Absent,
}

/// What is known of one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepFacts {
    /// True where a letter of ours for it went out and was not answered.
    pub sent: bool,
    /// True where the day is known from which they count.
    pub counted: bool,
    /// What came back on it.
    pub answer: Option<LetterOutcome>,
    /// The person's last day for it; none where there is none, or its clock does not run.
    pub due: Option<NaiveDate>,
    /// True where that day is marked as done.
    pub done: bool,
    /// True where it may not be left out.
    pub required: bool,
    /// True where their letter says that there is no such step.
    pub absent: bool,
    /// True for a court: it comes once the steps before it that may not be left out are decided.
    pub court: bool,
    /// True where it may be taken beside the step that is waited for.
    pub beside: bool,
}

/// Where each step stands, lowest first; `current` is the place of the step that the letters lead to, and `won` is true
/// where nothing is left to appeal.
pub fn stand(
    steps: &[StepFacts],
    current: usize,
    won: bool,
    today: NaiveDate,
) -> Vec<StepStanding> {
    let last_sent = steps.iter().rposition(|step| step.sent);
    let each = steps.iter().enumerate().map(|(at, step)| {
        let passed = step.due.is_some_and(|due| due < today);
        match step.answer {
            Some(LetterOutcome::Won) => return StepStanding::Won,
            Some(LetterOutcome::Partly | LetterOutcome::Lost) => return StepStanding::Lost,
            None => {}
        }
        // a step below that was lost or lies behind holds nothing up; one that is not decided does
        let undecided = |below: &StepFacts| {
            let is_decided = below.answer.is_some();
            below.required && !below.absent && !is_decided
        };
        let held = |at: usize| {
            let below = steps.iter().enumerate().take(at);
            let mut open = below.filter(|(place, _)| *place >= current);
            open.any(|(_, below)| undecided(below))
        };
        match step {
            _ if step.sent && step.counted => StepStanding::Waiting,
            _ if step.sent || step.done => StepStanding::Filed,
            _ if step.absent => StepStanding::Absent,
            _ if won && at >= current => StepStanding::Later,
            _ if step.court && !passed && held(at) => StepStanding::Later,
            _ if step.beside => StepStanding::Open,
            _ if step.due.is_some() && passed => StepStanding::Expired,
            _ if step.due.is_some() => StepStanding::Open,
            _ if at < current => StepStanding::Behind,
            // while one is waited for, the next opens only by a day of its own
            _ if at == current && last_sent.is_none_or(|sent| sent < at) => StepStanding::Open,
            _ => StepStanding::Later,
        }
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use StepStanding as S;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    fn open(d: u32) -> StepFacts {
        StepFacts {
            due: Some(day(d)),
            ..StepFacts::default()
        }
    }

    fn sent() -> StepFacts {
        StepFacts {
            sent: true,
            counted: true,
            done: true,
            ..open(20)
        }
    }

    const NONE: StepFacts = StepFacts {
        sent: false,
        counted: false,
        answer: None,
        due: None,
        done: false,
        required: false,
        absent: false,
        court: false,
        beside: false,
    };

    #[test]
    fn the_first_step_is_open_and_the_others_come_later() {
        assert_eq!(
            stand(&[open(20), NONE, NONE], 0, false, day(10)),
            [S::Open, S::Later, S::Later]
        );
        assert_eq!(stand(&[NONE, NONE], 0, false, day(10)), [S::Open, S::Later]);
    }

    #[test]
    fn a_step_that_went_out_is_waited_for_and_the_next_is_not_open_yet() {
        assert_eq!(
            stand(&[sent(), NONE], 0, false, day(10)),
            [S::Waiting, S::Later]
        );
        let uncounted = StepFacts {
            counted: false,
            ..sent()
        };
        assert_eq!(
            stand(&[uncounted, NONE], 0, false, day(10)),
            [S::Filed, S::Later]
        );
    }

    #[test]
    fn a_step_that_was_lost_opens_the_next_with_a_day_of_its_own() {
        let lost = StepFacts {
            answer: Some(LetterOutcome::Lost),
            ..sent()
        };
        assert_eq!(
            stand(&[lost, open(30)], 1, false, day(10)),
            [S::Lost, S::Open]
        );
        assert_eq!(stand(&[lost, NONE], 1, false, day(10)), [S::Lost, S::Open]);
    }

    #[test]
    fn a_case_can_stand_on_two_steps_at_once() {
        assert_eq!(
            stand(&[sent(), open(30)], 0, false, day(10)),
            [S::Waiting, S::Open]
        );
        assert_eq!(
            stand(&[sent(), sent()], 1, false, day(10)),
            [S::Waiting, S::Waiting]
        );
    }

    #[test]
    fn a_day_that_passed_with_nothing_sent_is_expired_and_one_that_was_met_is_not() {
        assert_eq!(
            stand(&[open(9), NONE], 0, false, day(10)),
            [S::Expired, S::Later]
        );
        assert_eq!(
            stand(&[open(10), NONE], 0, false, day(10)),
            [S::Open, S::Later]
        );
        assert_eq!(stand(&[sent()], 0, false, day(30)), [S::Waiting]);
    }

    #[test]
    fn once_it_is_won_nothing_is_open() {
        let won = StepFacts {
            answer: Some(LetterOutcome::Won),
            ..sent()
        };
        assert_eq!(
            stand(&[won, NONE, NONE], 1, true, day(10)),
            [S::Won, S::Later, S::Later]
        );
    }

    #[test]
    fn a_step_that_their_letter_says_there_is_none_of_is_never_open() {
        let absent = StepFacts {
            absent: true,
            ..NONE
        };
        assert_eq!(
            stand(&[open(20), absent, absent], 0, false, day(10)),
            [S::Open, S::Absent, S::Absent]
        );
    }

    #[test]
    fn a_court_with_a_day_of_its_own_waits_for_the_steps_that_may_not_be_left_out() {
        let required = StepFacts {
            required: true,
            ..open(9)
        };
        let court = StepFacts {
            court: true,
            ..open(29)
        };
        assert_eq!(
            stand(&[NONE, required, court], 1, false, day(10)),
            [S::Behind, S::Expired, S::Later]
        );
        let lost = StepFacts {
            answer: Some(LetterOutcome::Lost),
            ..required
        };
        assert_eq!(
            stand(&[NONE, lost, court], 2, false, day(10)),
            [S::Behind, S::Lost, S::Open]
        );
    }

    #[test]
    fn with_a_fast_appeal_waiting_the_review_outside_is_open_at_once_where_it_may_run_beside() {
        let beside = StepFacts {
            beside: true,
            ..NONE
        };
        assert_eq!(
            stand(&[sent(), NONE, beside], 0, false, day(10)),
            [S::Waiting, S::Later, S::Open]
        );
    }
}
