//! From what a letter says, and what the person says about it, to its stored deadlines.

use crate::plan::Known;
use crate::review::fields;
use chrono::NaiveDate;
use holdfast_case::deadline::{Doubt, DoubtCode};
use holdfast_case::reading::{NoticeKind, Stage};
use holdfast_case::{Deadline, DocumentId, Reading};
use holdfast_library::Library;
use holdfast_rules::KnownFacts;
use holdfast_vault::{
    CaseRow, Confirmation, ConfirmationState, DocumentEdit, DocumentFilter, DocumentRow,
    NewDeadline, Records, Tx, VaultError,
};
use std::collections::BTreeMap;

/// Field of the day a letter came; it stands in no letter.
pub(crate) const RECEIVED: &str = "received_date";
/// Field of the plan kind.
pub(crate) const PLAN_KIND: &str = "plan.kind";
/// Field of the state whose law holds.
pub(crate) const PLAN_STATE: &str = "plan.state";

/// What the person said about one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// Right as read, or as the person has it.
    Value(String),
    /// Not known.
    Unknown,
}

/// What the person said, by field.
pub(crate) type Answers = BTreeMap<String, Said>;

/// The stored answers.
pub(crate) fn answers(confirmations: &[Confirmation]) -> Answers {
    let said = |c: &Confirmation| match (&c.state, &c.value) {
        (ConfirmationState::Unknown, _) | (_, None) => Said::Unknown,
        (_, Some(value)) => Said::Value(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        ),
    };
    confirmations
        .iter()
        .map(|c| (c.field.clone(), said(c)))
        .collect()
}

/// A reading in which the person's answers stand in place of what was read.
pub(crate) fn overlaid(reading: &Reading, answers: &Answers) -> Reading {
    let mut reading = reading.clone();
    for (field, said) in answers {
        let value = match said {
            Said::Value(value) => Some(value.as_str()),
            Said::Unknown => None,
        };
        // Answers were checked when they were given; a field of another version of the program is left out.
        let _ = fields::set(&mut reading, field, value);
    }
    reading
}

/// The deadlines of a letter with these answers.
pub(crate) fn deadlines(
    read: Records<'_>,
    lib: &Library,
    document: &DocumentRow,
    reading: &Reading,
    answers: &Answers,
    today: NaiveDate,
) -> Result<Vec<Deadline>, VaultError> {
    let case = match document.case {
        Some(case) => Some(read.case(case)?),
        None => None,
    };
    let value = |field: &str| match answers.get(field) {
        Some(Said::Value(value)) => Some(value.clone()),
        _ => None,
    };
    let day = |field: &str| value(field).and_then(|day| day.parse::<NaiveDate>().ok());
    let kind = plan_kind(reading, answers, case.as_ref());
    let state = state(reading, answers, case.as_ref());
    let mut reading = overlaid(reading, answers);
    if state.is_in_doubt() {
        reading.plan.state = None;
    }
    let known = KnownFacts {
        plan_kind: kind.value().map(str::to_owned),
        state: state.value().map(str::to_owned),
        notice_date: day("claim.date_of_notice"),
        received_date: day(RECEIVED).or(document.received),
        effective_date: day("effective_date"),
        first_denial_date: first_denial(read, document, &reading)?,
        today: Some(today),
    };
    let by = |plan_kind: Option<&str>| {
        let known = KnownFacts {
            plan_kind: plan_kind.map(str::to_owned),
            ..known.clone()
        };
        holdfast_rules::date_reading(lib, &reading, &known)
    };
    let Known::Differs { read, told } = &kind else {
        return Ok(by(kind.value()));
    };
    let (one, other) = (by(Some(&read.value)), by(Some(told)));
    let mut found = match (first_day(&one), first_day(&other)) {
        (ours @ Some(_), theirs @ Some(_)) => {
            if first_to_meet(ours, today) <= first_to_meet(theirs, today) {
                earlier(one, other, today)
            } else {
                earlier(other, one, today)
            }
        }
        // A way that names no day could be over already: then all that could be theirs is weighed.
        _ => {
            let mut reading = reading.clone();
            reading.plan.kind = None;
            holdfast_rules::date_reading(lib, &reading, &known)
        }
    };
    if let Some(doubt) = kind.doubt(lib) {
        for deadline in found.iter_mut().filter(|d| d.who == "member") {
            deadline.doubt.insert(
                0,
                Doubt {
                    say: doubt.clone(),
                    code: DoubtCode::Said,
                },
            );
        }
    }
    Ok(found)
}

/// The day that leads.
fn first_day(all: &[Deadline]) -> Option<NaiveDate> {
    let mut ours = all.iter().filter(|d| d.who == "member");
    ours.find(|d| d.primary).and_then(|d| d.due)
}

/// Which of two days comes first for the person: one that can still be met before one that has passed, then the
/// earlier. That the other has passed is said, but a day that is open is never hidden behind it.
fn first_to_meet(day: Option<NaiveDate>, today: NaiveDate) -> (bool, bool, Option<NaiveDate>) {
    (day.is_none(), day.is_some_and(|day| day < today), day)
}

/// Of two ways to date one letter the one whose first day leads, with all that the other alone has: a step that comes
/// first there is taken from there, one that stands only there is added, shorter times are kept.
fn earlier(mut chosen: Vec<Deadline>, other: Vec<Deadline>, today: NaiveDate) -> Vec<Deadline> {
    for theirs in other.into_iter().filter(|d| d.who == "member") {
        let same = |d: &&mut Deadline| d.who == "member" && d.level == theirs.level;
        let Some(ours) = chosen.iter_mut().find(same) else {
            chosen.push(Deadline {
                primary: false,
                ..theirs
            });
            continue;
        };
        let sooner = first_to_meet(theirs.due, today) < first_to_meet(ours.due, today);
        let (kept, spare) = if sooner {
            let primary = ours.primary;
            let spare = std::mem::replace(ours, Deadline { primary, ..theirs });
            (ours, spare)
        } else {
            (ours, theirs)
        };
        if let Some(passed) = spare
            .due
            .filter(|day| *day < today && Some(*day) < kept.due)
        {
            kept.doubt.push(Doubt {
                code: DoubtCode::OtherPassed { day: passed },
                say: format!(
                    "By the other kind of plan {} has passed. Act all the same.",
                    crate::words::day(passed, today)
                ),
            });
        }
        for time in spare.sooner_if {
            if !kept.sooner_if.contains(&time)
                && time
                    .date
                    .is_none_or(|day| kept.due.is_none_or(|due| day < due))
            {
                kept.sooner_if.push(time);
            }
        }
    }
    chosen
}

/// The plan kind that one letter is dated by.
pub(crate) fn plan_kind(reading: &Reading, answers: &Answers, case: Option<&CaseRow>) -> Known {
    let told = case.and_then(|case| case.plan_kind.as_deref());
    Known::of(PLAN_KIND, answers, reading.plan.kind.as_ref(), told)
}

/// The state that one letter is dated by.
pub(crate) fn state(reading: &Reading, answers: &Answers, case: Option<&CaseRow>) -> Known {
    let told = case.and_then(|case| case.state.as_deref());
    Known::of(PLAN_STATE, answers, reading.plan.state.as_ref(), told)
}

/// Date of the first denial of the same claim, where this letter answers an appeal.
fn first_denial(
    read: Records<'_>,
    document: &DocumentRow,
    reading: &Reading,
) -> Result<Option<NaiveDate>, VaultError> {
    let later = matches!(
        reading.stage.as_ref().map(|stage| stage.value),
        Some(Stage::FirstLevelAppeal | Stage::FinalInternal | Stage::ExternalReview)
    );
    if !later {
        return Ok(None);
    }
    let mut first: Option<NaiveDate> = None;
    for other in read.readings()? {
        let is_denial = other.reading.kind.as_ref().is_some_and(|kind| {
            matches!(kind.value, NoticeKind::Denial | NoticeKind::PartialDenial)
        });
        let shares = other.reading.claim.numbers.iter().any(|theirs| {
            let same =
                |ours: &holdfast_case::reading::ClaimNumber| ours.fact.value == theirs.fact.value;
            reading.claim.numbers.iter().any(same)
        });
        if other.document == document.id || !is_denial || !shares {
            continue;
        }
        let said = answers(&read.confirmations(other.document)?);
        let date = overlaid(&other.reading, &said)
            .claim
            .date_of_notice
            .map(|fact| fact.value);
        first = [first, date].into_iter().flatten().min();
    }
    Ok(first)
}

/// Notes which kind of letter the person says it is. Its deadlines are worked out by whoever asks, once.
pub(crate) fn say_kind(
    tx: &mut Tx<'_>,
    document: DocumentId,
    kind: NoticeKind,
) -> Result<(), VaultError> {
    let value = serde_json::Value::String(kind.id().to_owned());
    tx.confirm(document, "kind", ConfirmationState::Corrected, Some(&value))?;
    let edit = DocumentEdit {
        kind: Some(kind),
        ..DocumentEdit::default()
    };
    tx.edit_document(document, &edit)
}

/// Works the deadlines of a letter out again and stores them.
pub(crate) fn date_again(
    tx: &mut Tx<'_>,
    lib: &Library,
    document: DocumentId,
    today: NaiveDate,
) -> Result<(), VaultError> {
    let records: Records<'_> = **tx;
    let Some(reading) = records.reading(document)? else {
        return Ok(());
    };
    let row = records.document(document)?;
    let said = answers(&records.confirmations(document)?);
    let found = deadlines(records, lib, &row, &reading.reading, &said, today)?;
    let new: Vec<NewDeadline> = found
        .into_iter()
        .map(|deadline| NewDeadline {
            deadline,
            question: None,
        })
        .collect();
    tx.set_letter_deadlines(document, &new)?;
    Ok(())
}

/// Works all letters out again: a fact of the plan changed.
pub(crate) fn date_all(tx: &mut Tx<'_>, lib: &Library, today: NaiveDate) -> Result<(), VaultError> {
    for trashed in [false, true] {
        let filter = DocumentFilter {
            trashed,
            ..DocumentFilter::default()
        };
        for document in tx.documents(&filter)? {
            date_again(tx, lib, document.id, today)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::earlier;
    use holdfast_case::Deadline;
    use holdfast_case::deadline::SoonerIf;

    fn step(level: &str, due: &str, primary: bool) -> Deadline {
        Deadline {
            level: level.to_owned(),
            who: "member".to_owned(),
            due: due.parse().ok(),
            primary,
            ..Deadline::default()
        }
    }

    #[test]
    fn of_two_kinds_of_plan_no_step_and_no_shorter_time_is_lost() {
        let one = vec![
            step("internal-appeal", "2027-01-05", true),
            step("external-review", "2027-06-01", false),
        ];
        let mut other = vec![
            step("internal-appeal", "2027-02-01", true),
            step("external-review", "2027-05-01", false),
            step("continuation-of-benefits", "2026-11-12", false),
        ];
        let short = SoonerIf {
            say: "If you want your care to go on".to_owned(),
            date: "2026-11-12".parse().ok(),
            citation: "42 CFR 438.420".to_owned(),
            ..SoonerIf::default()
        };
        other[0].sooner_if.push(short.clone());
        let today = "2026-11-01".parse().unwrap();
        let found = earlier(one, other, today);
        let days: Vec<(&str, String, bool)> = found
            .iter()
            .map(|d| (d.level.as_str(), d.due.unwrap().to_string(), d.primary))
            .collect();
        assert_eq!(
            days,
            [
                ("internal-appeal", "2027-01-05".to_owned(), true),
                ("external-review", "2027-05-01".to_owned(), false),
                ("continuation-of-benefits", "2026-11-12".to_owned(), false),
            ]
        );
        assert_eq!(found[0].sooner_if, [short]);
    }

    #[test]
    fn a_day_that_is_open_is_not_hidden_behind_one_that_has_passed() {
        let today = "2026-11-27".parse().unwrap();
        let open = vec![step("internal-appeal", "2026-11-28", true)];
        let passed = vec![step("internal-appeal", "2026-08-30", true)];
        for (chosen, other) in [(open.clone(), passed.clone()), (passed, open)] {
            let found = earlier(chosen, other, today);
            assert_eq!(found[0].due, "2026-11-28".parse().ok());
            assert!(
                found[0].doubt[0].say.contains("August 30 has passed"),
                "{found:?}"
            );
        }
    }
}
