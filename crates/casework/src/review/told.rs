//! Times that stand in a letter and were not read in it, told by the person: the last day of a yes, and the last day
//! to answer a no. They take the place of a time that was read for the same thing.

use super::fields::{Found, of_limit};
use super::values::{day, parse_limit};
use crate::error::Error;
use holdfast_case::reading::StatedDeadline;
use holdfast_case::{LetterLimit, Reading};
use holdfast_rules::reading::APPROVAL_END as END_LEVEL;

/// Field of the last day of a yes.
pub(crate) const APPROVAL_END: &str = "approval_end";
/// Field of the last day to answer a no, or of the time given for it.
pub(crate) const ANSWER_BY: &str = "answer_by";

/// Why a told fact is there.
pub(super) const WHY: &str = "You told us.";

/// The first step of an appeal; the rules read it at the stage where the letter stands.
const APPEAL_LEVEL: &str = "internal-appeal";

/// The time that was told for a field.
pub(super) fn limit(reading: &Reading, field: &str) -> Option<Found> {
    let told = |stated: &&StatedDeadline| is_for(stated, field) && stated.why == WHY;
    reading.deadlines.iter().find(told).map(of_limit)
}

/// Puts a told time in the place of the one that was read, or beside the others where none was; none takes it away.
/// Errors: no such day or time.
pub(super) fn say(reading: &mut Reading, field: &str, value: Option<&str>) -> Result<(), Error> {
    let Some(value) = value else {
        let told = |stated: &StatedDeadline| is_for(stated, field) && stated.why == WHY;
        reading.deadlines.retain(|stated| !told(stated));
        return Ok(());
    };
    let read = (reading.deadlines.iter()).position(|stated| is_for(stated, field));
    let before = read.map_or_else(from_the_date, |at| reading.deadlines[at].limit.clone());
    let limit = written(field, value, &before)?;
    match read {
        Some(at) => {
            let stated = &mut reading.deadlines[at];
            (stated.limit, stated.confidence) = (limit, 1.0);
        }
        None => reading.deadlines.push(stated(field, limit)),
    }
    Ok(())
}

/// A time as it was typed: an approval ends on a day, an answer may have so many days.
pub(super) fn written(
    field: &str,
    value: &str,
    before: &LetterLimit,
) -> Result<LetterLimit, Error> {
    if field == APPROVAL_END {
        // says what is wrong with a day that is none
        day(value)?;
    }
    parse_limit(value, before)
}

/// What is counted from where nobody says: the letter's own date, the safe side.
pub(super) fn from_the_date() -> LetterLimit {
    LetterLimit {
        trigger: Some("date-of-notice".to_owned()),
        ..LetterLimit::default()
    }
}

/// True for the time that a field speaks of: of those to answer, the one that leads.
fn is_for(stated: &StatedDeadline, field: &str) -> bool {
    match field {
        APPROVAL_END => stated.level == END_LEVEL,
        _ => stated.who == "member" && stated.primary && stated.clock_started,
    }
}

fn stated(field: &str, limit: LetterLimit) -> StatedDeadline {
    let ends = field == APPROVAL_END;
    let (level, who) = if ends {
        (END_LEVEL, "other")
    } else {
        (APPEAL_LEVEL, "member")
    };
    StatedDeadline {
        level: level.to_owned(),
        who: who.to_owned(),
        primary: !ends,
        limit,
        confidence: 1.0,
        must: "not-stated".to_owned(),
        start: None,
        clock_started: true,
        of_state: None,
        why: WHY.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[test]
    fn what_was_told_is_taken_away_again_and_what_was_read_stays() {
        let mut reading = Reading::default();
        say(&mut reading, ANSWER_BY, Some("12/14/2026")).unwrap();
        say(&mut reading, APPROVAL_END, Some("March 14, 2027")).unwrap();
        assert_eq!(reading.deadlines.len(), 2);
        for field in [ANSWER_BY, APPROVAL_END] {
            say(&mut reading, field, None).unwrap();
            assert_eq!(limit(&reading, field), None);
        }
        assert!(reading.deadlines.is_empty());
        let read = StatedDeadline {
            why: "It stands there.".to_owned(),
            ..stated(APPROVAL_END, from_the_date())
        };
        reading.deadlines.push(read);
        say(&mut reading, APPROVAL_END, None).unwrap();
        assert_eq!(reading.deadlines.len(), 1);
    }

    #[test]
    fn a_told_time_takes_the_place_of_the_one_that_was_read() {
        let mut reading = Reading::default();
        let mut read = stated(ANSWER_BY, from_the_date());
        (read.limit.count, read.confidence) = (Some(180), 0.6);
        "receipt-of-notice".clone_into(read.limit.trigger.get_or_insert_default());
        reading.deadlines.push(read);
        say(&mut reading, ANSWER_BY, Some("60 days")).unwrap();
        let [now] = reading.deadlines.as_slice() else {
            panic!("one time")
        };
        assert_eq!((now.limit.count, now.confidence), (Some(60), 1.0));
        assert_eq!(now.limit.trigger.as_deref(), Some("receipt-of-notice"));
    }

    #[test]
    fn an_approval_ends_on_a_day() {
        let told = say(&mut Reading::default(), APPROVAL_END, Some("90 days"));
        assert_eq!(told.unwrap_err().code(), Code::BadDate);
    }
}
