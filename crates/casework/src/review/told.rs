//! Times that stand in a letter and were not read in it, told by the person: the last day of a yes, and the last day
//! to answer a no. They take the place of a time that was read for the same thing.

use super::fields::{Found, of_limit};
use super::values::{day, parse_limit};
use crate::error::{Code, Error};
use holdfast_case::reading::{NoticeKind, StatedDeadline};
use holdfast_case::{LetterLimit, Reading};
use holdfast_rules::reading::{APPROVAL_END as END_LEVEL, refuses};

/// Field of the last day of a yes.
pub(crate) const APPROVAL_END: &str = "approval_end";
/// Field of the last day to answer a no, or of the time given for it.
pub(crate) const ANSWER_BY: &str = "answer_by";

/// Why a told fact is there.
pub(super) const WHY: &str = "You told us.";

/// True for a field of a time that is told by hand.
pub(crate) fn is_told(field: &str) -> bool {
    matches!(field, APPROVAL_END | ANSWER_BY)
}

/// What a letter wants an answer to by a day, as its level; none for a letter that wants none. The rules read the first
/// step of an appeal at the stage where the letter stands.
pub(super) fn wants(reading: &Reading) -> Option<&'static str> {
    match reading.kind.as_ref().map(|kind| kind.value) {
        _ if refuses(reading) => Some("internal-appeal"),
        Some(NoticeKind::InformationRequest) => Some("information-response"),
        Some(NoticeKind::Bill) => Some("payment"),
        _ => None,
    }
}

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
        None => {
            let level = match field {
                APPROVAL_END => END_LEVEL,
                _ => wants(reading).ok_or_else(nothing_to_answer)?,
            };
            reading.deadlines.push(stated(level, limit));
        }
    }
    Ok(())
}

fn nothing_to_answer() -> Error {
    Error::of(Code::BadRequest)
        .saying("By its kind this letter wants no answer, so it has no last day.")
        .hinting("If it wants one, put the kind of letter right first. Nothing was changed.")
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

fn stated(level: &str, limit: LetterLimit) -> StatedDeadline {
    let ends = level == END_LEVEL;
    StatedDeadline {
        level: level.to_owned(),
        who: if ends { "other" } else { "member" }.to_owned(),
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
    use holdfast_case::Fact;

    fn a_no() -> Reading {
        Reading {
            kind: Some(Fact {
                value: NoticeKind::Denial,
                confidence: 1.0,
                quote: String::new(),
                place: None,
                why: String::new(),
            }),
            ..Reading::default()
        }
    }

    #[test]
    fn what_was_told_is_taken_away_again_and_what_was_read_stays() {
        let mut reading = a_no();
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
            ..stated(END_LEVEL, from_the_date())
        };
        reading.deadlines.push(read);
        say(&mut reading, APPROVAL_END, None).unwrap();
        assert_eq!(reading.deadlines.len(), 1);
    }

    #[test]
    fn a_told_time_takes_the_place_of_the_one_that_was_read() {
        let mut reading = Reading::default();
        let mut read = stated("internal-appeal", from_the_date());
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
    fn a_last_day_is_for_what_the_letter_asks_for_and_a_letter_that_asks_for_nothing_has_none() {
        for (kind, level) in [
            (NoticeKind::Denial, Some("internal-appeal")),
            (NoticeKind::InformationRequest, Some("information-response")),
            (NoticeKind::Bill, Some("payment")),
            (NoticeKind::Approval, None),
        ] {
            let mut reading = a_no();
            reading.kind.as_mut().unwrap().value = kind;
            let told = say(&mut reading, ANSWER_BY, Some("12/1/2026"));
            assert_eq!(told.is_ok(), level.is_some(), "{kind:?}");
            let found = reading
                .deadlines
                .first()
                .map(|stated| stated.level.as_str());
            assert_eq!(found, level, "{kind:?}");
        }
    }

    #[test]
    fn an_approval_ends_on_a_day() {
        let told = say(&mut Reading::default(), APPROVAL_END, Some("90 days"));
        assert_eq!(told.unwrap_err().code(), Code::BadDate);
    }
}
