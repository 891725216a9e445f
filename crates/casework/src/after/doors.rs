//! The ways that are still open, each with its why, its day, who decides and where that is from.

use super::places;
use crate::ladder::kind_shown;
use crate::review::Facts;
use crate::view::{
    AfterAct, AfterActView, AfterDoorView, LadderStepView, LadderView, StepStandingView,
};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::reading::Stage;
use holdfast_library::Library;
use holdfast_rules::after;

/// The step that a lawyer writes for.
const COURT: &str = "court";

/// What the law says of all of these but the steps.
const NO_LAST_DAY: &str = "No last day is known for this.";

/// All ways, the next steps first.
pub(super) fn all(lib: &Library, ladder: &LadderView, facts: &Facts) -> Vec<AfterDoorView> {
    let kind = &*kind_shown(&facts.plan_kind());
    let steps = ladder.steps.iter().filter(|step| {
        matches!(
            step.standing,
            StepStandingView::Open | StepStandingView::Expired | StepStandingView::Later
        ) && step.level != COURT
    });
    let mut doors: Vec<AfterDoorView> = steps.map(|step| of_step(lib, step, facts)).collect();
    doors.push(regulator(lib, kind, ladder));
    doors.extend(parity(lib, kind, ladder));
    doors.push(new_request(lib));
    let court = ladder.steps.iter().find(|step| step.level == COURT);
    let court = court.filter(|step| step.standing != StepStandingView::Behind);
    doors.extend(court.map(|step| of_court(lib, kind, step, facts.today())));
    doors.push(funding(lib, facts));
    doors
}

/// A way about which nothing is known yet but its name and its why.
fn door(id: &str, title: &str, why: &str) -> AfterDoorView {
    AfterDoorView {
        id: id.to_owned(),
        title: title.to_owned(),
        why: why.to_owned(),
        decides: String::new(),
        by: None,
        by_say: String::new(),
        deadline: None,
        optional: true,
        last_say: String::new(),
        points: Vec::new(),
        places: Vec::new(),
        source: None,
        verified: true,
        checked: None,
        act: None,
    }
}

fn write(kind: &str, answers: Option<String>) -> AfterActView {
    AfterActView {
        what: AfterAct::Write,
        kind: kind.to_owned(),
        answers,
        letter: None,
    }
}

fn go(what: AfterAct) -> AfterActView {
    AfterActView {
        what,
        kind: String::new(),
        answers: None,
        letter: None,
    }
}

/// A step of the ladder.
fn of_step(lib: &Library, step: &LadderStepView, facts: &Facts) -> AfterDoorView {
    let why = match (step.standing, step.level.as_str()) {
        (StepStandingView::Expired, _) => {
            "The last day has passed. Ask all the same, and say why it comes late."
        }
        (StepStandingView::Later, _) => "It can open once the step before it is decided.",
        (_, "internal-appeal" | "second-level-appeal") => {
            "Somebody at the plan who did not decide before looks again. New facts can go in."
        }
        (_, "external-review") => {
            "A group that the plan does not run decides. The plan must follow what it says."
        }
        _ => "Somebody outside the plan looks at it.",
    };
    let act = match &step.letter {
        Some(letter) if step.writes => Some(AfterActView {
            what: AfterAct::GoOn,
            letter: Some(letter.clone()),
            kind: step.level.clone(),
            answers: step.answers.clone(),
        }),
        None if step.writes => Some(write(&step.level, step.answers.clone())),
        _ => None,
    };
    let due = step.deadline.as_ref().and_then(|day| day.due.clone());
    AfterDoorView {
        decides: step.say.clone(),
        by_say: by_say(step, due.as_deref(), facts.today()),
        by: due,
        deadline: step.deadline.as_ref().map(|day| day.id.clone()),
        optional: step.optional,
        last_say: step.last_say.clone(),
        places: match step.standing {
            StepStandingView::Later => Vec::new(),
            _ => places::of_step(lib, &step.level, facts, is_of_letter(lib, step, facts)),
        },
        source: step.citation.clone(),
        verified: step.verified,
        act,
        ..door(&step.level, &step.title, why)
    }
}

/// True where the address in the letter at hand is for this step: the first one in a first no, the next one in the
/// answer to an appeal. A step that opens later, or at once beside another, goes elsewhere.
fn is_of_letter(lib: &Library, step: &LadderStepView, facts: &Facts) -> bool {
    let reading = facts.reading_now();
    let first = crate::ladder::ladder_of(lib, facts)
        .first()
        .map(|rung| rung.level.clone());
    let is_first_no = matches!(
        reading.stage.map(|stage| stage.value),
        None | Some(
            Stage::InitialPreService
                | Stage::InitialConcurrent
                | Stage::InitialPostService
                | Stage::None
        )
    );
    match is_first_no {
        true => first.as_deref() == Some(step.level.as_str()),
        false => step.earliest.is_empty(),
    }
}

/// The last day of a step in words, or its time where no clock runs.
fn by_say(step: &LadderStepView, due: Option<&str>, today: NaiveDate) -> String {
    let day: Option<NaiveDate> = due.and_then(|due| due.parse().ok());
    match (day, &step.window) {
        (Some(day), _) if day < today => format!("Its last day was {}.", words::day(day, today)),
        (Some(day), _) if !step.earliest.is_empty() => {
            format!("By {}. {}", words::day(day, today), step.earliest)
        }
        (Some(day), _) => format!("By {}.", words::day(day, today)),
        (None, Some(window)) => window.clone(),
        (None, None) => NO_LAST_DAY.to_owned(),
    }
}

/// The office that watches over the plan.
fn regulator(lib: &Library, kind: &str, ladder: &LadderView) -> AfterDoorView {
    let offices = places::of_watchers(lib, kind);
    let base = door(
        "regulator",
        "Tell the office that watches your plan",
        "It is free. They can ask the plan why, and see if it kept to the rules.",
    );
    if offices.is_empty() {
        return AfterDoorView {
            by_say: NO_LAST_DAY.to_owned(),
            points: vec![
                "Which office it is hangs on the kind of your plan. Find that out first."
                    .to_owned(),
            ],
            act: Some(go(AfterAct::Plan)),
            ..base
        };
    }
    AfterDoorView {
        decides: "They don\u{2019}t decide the claim. They can make a plan follow the rules."
            .to_owned(),
        by_say: NO_LAST_DAY.to_owned(),
        points: vec![
            "A complaint does not stop the time of an appeal. Keep both going.".to_owned(),
        ],
        places: offices,
        act: Some(write("complaint", ladder.document.clone())),
        ..base
    }
}

/// The comparison with other care, where a rule lets the person ask for it.
fn parity(lib: &Library, kind: &str, ladder: &LadderView) -> Option<AfterDoorView> {
    let rule = after::parity(lib, kind)?;
    Some(AfterDoorView {
        decides: "The plan answers you.".to_owned(),
        by_say: NO_LAST_DAY.to_owned(),
        points: vec![
            rule.plain.clone(),
            "Does the answer show harder rules, or does none come? Put that in a complaint."
                .to_owned(),
        ],
        source: Some(rule.citation.clone()),
        verified: rule.verified,
        checked: Some(rule.checked.to_string()),
        act: Some(write("parity-request", ladder.document.clone())),
        ..door(
            "parity",
            "Ask if other care gets the same rules",
            "For mental health care a plan may not use harder rules than for other care.",
        )
    })
}

/// A new request, which only new facts carry.
fn new_request(lib: &Library) -> AfterDoorView {
    let script = lib.script("final-no");
    let mut points: Vec<String> = [
        "New: a drug or therapy that you tried since, and that did not help.",
        "New: a score, an exam or a diagnosis since their no.",
        "New: a record or a doctor\u{2019}s letter that they did not have.",
        "New: a study, or a new version of their own policy.",
        "New: a wrong code or form that is now put right.",
        "Not new: the same facts in other words.",
    ]
    .map(str::to_owned)
    .to_vec();
    points.push("It does not stop the time of an appeal. A new no starts a new time.".to_owned());
    AfterDoorView {
        decides: "The plan decides anew.".to_owned(),
        by_say: NO_LAST_DAY.to_owned(),
        points,
        source: Some("General practice; no rule that we know says so".to_owned()),
        verified: script.is_some_and(|script| script.verified),
        checked: script.map(|script| script.checked.to_string()),
        act: Some(go(AfterAct::Claims)),
        ..door(
            "new-request",
            "Ask again with new facts",
            "Once something has changed, your doctor can ask anew.",
        )
    }
}

/// A court: it is only said.
fn of_court(lib: &Library, kind: &str, step: &LadderStepView, today: NaiveDate) -> AfterDoorView {
    let due = step.deadline.as_ref().and_then(|day| day.due.clone());
    AfterDoorView {
        decides: step.say.clone(),
        by_say: by_say(step, due.as_deref(), today),
        by: due,
        deadline: step.deadline.as_ref().map(|day| day.id.clone()),
        places: places::of_legal_help(lib, kind),
        source: step.citation.clone(),
        verified: step.verified,
        points: match step.said.as_str() {
            "" => Vec::new(),
            said => vec![said.to_owned()],
        },
        ..door(
            COURT,
            &step.title,
            match step.standing {
                StepStandingView::Later => {
                    "Court can open once the steps before it are decided. Talk to a lawyer before you decide."
                }
                _ => "Court is possible. Talk to a lawyer before you decide.",
            },
        )
    }
}

/// Other ways to pay: what there is.
fn funding(lib: &Library, facts: &Facts) -> AfterDoorView {
    let meta = &lib.funding.meta;
    AfterDoorView {
        by_say: "Each has its own time. Ask them.".to_owned(),
        points: vec![meta.keep_claiming.clone()],
        places: places::of_ways_to_pay(lib, facts),
        ..door(
            "funding",
            "Other ways to pay",
            "Meanwhile these may help to pay. None of them costs interest.",
        )
    }
}
