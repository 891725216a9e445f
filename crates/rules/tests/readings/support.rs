//! Readings made by hand, and what is looked at in their deadlines.

pub use chrono::NaiveDate;
pub use holdfast_case::reading::{NoticeKind, Outcome, Stage, StatedDeadline};
pub use holdfast_case::{Deadline, Fact, LetterLimit, Reading};
pub use holdfast_library::Library;
pub use holdfast_rules::{KnownFacts, date_reading};

pub fn on(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

pub fn fact<T>(value: T, confidence: f32) -> Option<Fact<T>> {
    Some(Fact {
        value,
        confidence,
        quote: String::new(),
        place: None,
        why: String::new(),
    })
}

pub fn letter(
    kind: NoticeKind,
    outcome: Outcome,
    stage: Stage,
    plan: &str,
    dated: NaiveDate,
) -> Reading {
    let mut reading = Reading {
        kind: fact(kind, 0.95),
        outcome: fact(outcome, 0.95),
        stage: fact(stage, 0.95),
        ..Reading::default()
    };
    reading.plan.kind = fact(plan.to_owned(), 0.95).filter(|_| !plan.is_empty());
    reading.claim.date_of_notice = fact(dated, 0.97);
    reading
}

pub fn limit(count: u32, unit: &str, trigger: &str) -> LetterLimit {
    LetterLimit {
        form: "duration".to_owned(),
        count: Some(count),
        unit: Some(unit.to_owned()),
        trigger: Some(trigger.to_owned()),
        quote: format!("within {count} {unit}"),
        ..LetterLimit::default()
    }
}

pub fn printed(date: NaiveDate) -> LetterLimit {
    LetterLimit {
        form: "date".to_owned(),
        trigger: Some("fixed".to_owned()),
        date: Some(date),
        ..LetterLimit::default()
    }
}

pub fn stated(level: &str, who: &str, limit: LetterLimit, primary: bool) -> StatedDeadline {
    let future = [
        "future-decision",
        "receipt-of-appeal",
        "remittance",
        "awareness",
    ];
    let clock_started = limit
        .trigger
        .as_deref()
        .is_none_or(|t| !future.contains(&t));
    StatedDeadline {
        of_state: None,
        level: level.to_owned(),
        who: who.to_owned(),
        primary,
        limit,
        confidence: 0.9,
        must: "not-stated".to_owned(),
        start: None,
        clock_started,
        why: String::new(),
    }
}

pub fn dated(reading: &Reading, known: &KnownFacts) -> Vec<Deadline> {
    date_reading(Library::builtin(), reading, known)
}

pub fn short(deadlines: &[Deadline]) -> Vec<(&str, &str, Option<NaiveDate>, bool)> {
    deadlines
        .iter()
        .map(|d| (d.level.as_str(), d.who.as_str(), d.due, d.primary))
        .collect()
}
