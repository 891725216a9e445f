//! Treatment: what was tried before, six infusions, and scores of the PHQ-9.

use crate::{SampleError, Told};
use holdfast_casework::view::{AskRequest, ScaleRequest, SessionRequest, TrialRequest};

struct Tried {
    taken: &'static str,
    dose: &'static str,
    days: (&'static str, &'static str),
    outcome: &'static str,
    side_effects: &'static str,
    ended: &'static str,
    standing: &'static str,
}

const TRIED: [Tried; 5] = [
    Tried {
        taken: "Sertraline",
        dose: "200 mg",
        days: ("2021-02-08", "2021-06-14"),
        outcome: "No lasting change",
        side_effects: "",
        ended: "no-help",
        standing: "alone",
    },
    Tried {
        taken: "Bupropion XL",
        dose: "300 mg",
        days: ("2021-07-12", "2021-11-08"),
        outcome: "Better, then lost",
        side_effects: "",
        ended: "wore-off",
        standing: "alone",
    },
    Tried {
        taken: "Venlafaxine XR",
        dose: "225 mg",
        days: ("2022-01-10", "2022-08-08"),
        outcome: "Partial",
        side_effects: "",
        ended: "no-help",
        standing: "alone",
    },
    Tried {
        taken: "Aripiprazole",
        dose: "5 mg",
        days: ("2022-05-09", "2022-08-08"),
        outcome: "Restless, stopped",
        side_effects: "",
        ended: "side-effects",
        standing: "added",
    },
    Tried {
        taken: "Lithium",
        dose: "600 mg",
        days: ("2024-02-19", "2024-03-04"),
        outcome: "",
        side_effects: "Tremor",
        ended: "not-said",
        standing: "added",
    },
];

/// Days and totals of the PHQ-9.
const SCORES: [(&str, &str); 7] = [
    ("2026-09-01", "22"),
    ("2026-09-29", "23"),
    ("2026-10-05", "23"),
    ("2026-10-12", "17"),
    ("2026-10-19", "12"),
    ("2026-10-26", "9"),
    ("2026-11-09", "8"),
];
const LAST_SCORE: (&str, &str) = ("2026-11-20", "11");
/// The score from before the infusions, by which the others are judged.
const BEFORE: &str = "2026-10-05";

const INFUSIONS: &str = "10/5/2026\n10/8/2026\n10/12/2026\n10/15/2026\n10/19/2026\n10/22/2026";

/// What was tried in the years before.
pub(crate) fn what_was_tried(told: &Told<'_>) -> Result<(), SampleError> {
    for tried in TRIED {
        told.desk.add_trial(&TrialRequest {
            taken: tried.taken.to_owned(),
            purpose: String::new(),
            dose: tried.dose.to_owned(),
            at_dose_since: String::new(),
            start: tried.days.0.to_owned(),
            end: tried.days.1.to_owned(),
            still_taken: false,
            sessions: String::new(),
            standing: tried.standing.to_owned(),
            adherence: "most-days".to_owned(),
            ended: tried.ended.to_owned(),
            outcome: tried.outcome.to_owned(),
            side_effects: tried.side_effects.to_owned(),
            prescriber: String::new(),
            episode: "present".to_owned(),
            document: String::new(),
            note: String::new(),
        })?;
    }
    told.desk.set_trial_ask(&AskRequest {
        payer: String::new(),
        drugs: "4".to_owned(),
        classes: "2".to_owned(),
        weeks: "6".to_owned(),
        added: String::new(),
    })?;
    Ok(())
}

/// Six infusions, and how low the mood was before, between and after: typed in on November 9.
pub(crate) fn six_infusions(told: &Told<'_>) -> Result<(), SampleError> {
    told.on("2026-11-09T20:15:00-05:00")?;
    told.desk.add_sessions(&SessionRequest {
        what: "Ketamine infusion".to_owned(),
        days: INFUSIONS.to_owned(),
        dose: "40 mg".to_owned(),
        note: String::new(),
    })?;
    SCORES.iter().try_for_each(|score| scored(told, score))
}

/// The score of November 20.
pub(crate) fn the_last_score(told: &Told<'_>) -> Result<(), SampleError> {
    told.on("2026-11-20T20:15:00-05:00")?;
    scored(told, &LAST_SCORE)
}

fn scored(told: &Told<'_>, (day, total): &(&str, &str)) -> Result<(), SampleError> {
    told.desk.save_scale(&ScaleRequest {
        id: String::new(),
        scale: "phq-9".to_owned(),
        day: (*day).to_owned(),
        answers: Vec::new(),
        extra: None,
        total: (*total).to_owned(),
        result: String::new(),
        parts: Vec::new(),
        baseline: *day == BEFORE,
        note: String::new(),
    })?;
    Ok(())
}
