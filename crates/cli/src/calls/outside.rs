//! Calls without a vault: read, deadline, rules.

use crate::args::{Common, DeadlineArgs, ReadArgs, RulesArgs};
use crate::input;
use crate::names;
use crate::out::{self, Trouble};
use crate::secrets;
use crate::wire::deadline::{Requests, deadline as deadline_object, requests};
use crate::wire::reading::{Read, reading};
use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_casework::{
    CancelToken, Error, KnownPlan, Ladder, OutsideReader, OutsideReading, answer, kind_is_known,
};
use serde_json::{Map, Value, json};
use std::io::Read as _;
use std::path::Path;
use zeroize::Zeroizing;

/// Reads letters; one that can't be read does not stop the others.
pub fn read(common: &Common, args: &ReadArgs) -> Result<u8, Trouble> {
    let plan = KnownPlan::checked(args.plan_kind.as_deref(), args.state.as_deref())?;
    let reader = OutsideReader::new()?;
    let password = secrets::document_password(common)?;
    let one = args.files.len() == 1;
    let mut status = 0;
    let (mut objects, mut texts) = (Vec::new(), Vec::new());
    for path in &args.files {
        let file = path.display().to_string();
        match read_one(common, &reader, path, &plan, password.as_ref()) {
            Ok(read) => {
                objects.push(reading_object(&file, &read));
                texts.push(reading_text(&file, &read));
            }
            Err(error) if one => return Err(Trouble::File(error, file)),
            Err(error) => {
                status = status.max(error.exit_status());
                let view = (&error).into();
                objects.push(json!({"file": file, "error": out::error_object(&view)}));
                texts.push(format!(
                    "{}\n  {}\n",
                    out::plain(&file),
                    out::sentence(&view)
                ));
            }
        }
    }
    let object = match objects.len() {
        1 => objects.remove(0),
        _ => json!({ "readings": objects }),
    };
    out::answer(common.json, object, || texts.join("\n"));
    Ok(status)
}

fn read_one(
    common: &Common,
    reader: &OutsideReader,
    path: &Path,
    plan: &KnownPlan,
    password: Option<&Zeroizing<String>>,
) -> Result<OutsideReading, Error> {
    let bar = out::bar(common.json);
    let mut progress = |done: u32, of: u32| {
        bar.set_length(u64::from(of));
        bar.set_position(u64::from(done));
    };
    let password = password.map(|p| p.to_string());
    let cancel = CancelToken::new();
    let read = if path.as_os_str() == "-" {
        input::bytes().and_then(|bytes| {
            reader.read_bytes(None, &bytes, plan, password, &mut progress, &cancel)
        })
    } else {
        reader.read_file(path, plan, password, &mut progress, &cancel)
    };
    bar.finish_and_clear();
    read
}

fn reading_object(file: &str, read: &OutsideReading) -> Value {
    reading(&Read {
        file,
        sha256: &read.sha256,
        pages: &read.pages,
        reading: &read.reading,
        deadlines: &read.deadlines,
        same_letter_as: None,
    })
}

fn reading_text(file: &str, read: &OutsideReading) -> String {
    let r = &read.reading;
    let mut lines = vec![out::plain(file)];
    let mut say = |label: &str, value: Option<(String, f32)>| {
        if let Some((value, confidence)) = value {
            let unsure = if confidence >= 0.9 {
                ""
            } else {
                "  (not sure: please check)"
            };
            lines.push(format!("  {label:<18} {value}{unsure}"));
        }
    };
    say(
        "Kind",
        r.kind
            .as_ref()
            .map(|f| (f.value.id().to_owned(), f.confidence)),
    );
    say(
        "Outcome",
        r.outcome
            .as_ref()
            .map(|f| (f.value.id().to_owned(), f.confidence)),
    );
    say(
        "From",
        r.plan
            .issuer
            .as_ref()
            .map(|f| (f.value.clone(), f.confidence)),
    );
    say(
        "Kind of plan",
        r.plan
            .kind
            .as_ref()
            .map(|f| (names::plan_kind(&f.value), f.confidence)),
    );
    say(
        "Date of the letter",
        r.claim
            .date_of_notice
            .as_ref()
            .map(|f| (f.value.to_string(), f.confidence)),
    );
    say(
        "Member number",
        r.member
            .member_id
            .as_ref()
            .map(|f| (f.value.clone(), f.confidence)),
    );
    for number in &r.claim.numbers {
        say(
            "Number",
            Some((
                format!("{} ({})", number.fact.value, number.kind),
                number.fact.confidence,
            )),
        );
    }
    say(
        "Service",
        r.claim
            .service
            .as_ref()
            .map(|f| (f.value.clone(), f.confidence)),
    );
    for reason in &r.reasons {
        say("Reason", Some((reason.value.clone(), reason.confidence)));
    }
    say(
        "Appeal to",
        r.appeal
            .address
            .as_ref()
            .map(|f| (f.value.clone(), f.confidence)),
    );
    say(
        "Appeal fax",
        r.appeal
            .fax
            .as_ref()
            .map(|f| (f.value.clone(), f.confidence)),
    );
    say(
        "Appeal phone",
        r.appeal
            .phone
            .as_ref()
            .map(|f| (f.value.clone(), f.confidence)),
    );
    for deadline in &read.deadlines {
        lines.push(deadline_line(deadline));
    }
    lines.extend(
        r.doubts
            .iter()
            .chain(&read.pages.doubts)
            .map(|doubt| format!("  ? {}", doubt)),
    );
    lines.join("\n") + "\n"
}

fn deadline_line(d: &Deadline) -> String {
    let day = match (d.due, d.clock_started) {
        (Some(due), _) => format!("{} {due}", d.weekday.as_deref().unwrap_or_default()),
        (None, false) => "has not started".to_owned(),
        (None, true) => "not known yet".to_owned(),
    };
    let safe = d
        .safe_day
        .map(|safe| format!(", safe day {safe}"))
        .unwrap_or_default();
    let lead = if d.primary { "►" } else { " " };
    format!("{lead} {:<18} {day}{safe}  ({})", d.level, d.who)
}

/// Works out last days.
pub fn deadline(common: &Common, args: &DeadlineArgs) -> Result<u8, Trouble> {
    let asked = match by_options(args)? {
        Some(question) => Requests::One(Box::new(question)),
        None => {
            let mut text = String::new();
            std::io::stdin()
                .lock()
                .read_to_string(&mut text)
                .map_err(|_| Trouble::Call("Standard input is no text.".to_owned()))?;
            requests(&text).map_err(Trouble::Call)?
        }
    };
    match &asked {
        Requests::One(question) => kind_is_known(question)?,
        Requests::Several(questions) => questions.iter().try_for_each(kind_is_known)?,
    }
    match asked {
        Requests::One(question) => {
            let answered = answer(&question);
            out::answer(
                common.json,
                json!({"deadlines": [deadline_object(&answered)]}),
                || why(&answered),
            );
        }
        Requests::Several(questions) => {
            let answered: Vec<Deadline> = questions.iter().map(answer).collect();
            let objects: Vec<Value> = answered
                .iter()
                .map(|d| json!({"schema": out::SCHEMA, "deadlines": [deadline_object(d)]}))
                .collect();
            out::answer(common.json, json!({ "answers": objects }), || {
                answered.iter().map(why).collect::<Vec<_>>().join("\n")
            });
        }
    }
    Ok(0)
}

/// The question in the options; none where there are no options.
fn by_options(args: &DeadlineArgs) -> Result<Option<DeadlineQuestion>, Trouble> {
    let letter = match &args.letter {
        Some(text) => {
            let mut keys = Map::new();
            keys.insert(
                "letter".to_owned(),
                serde_json::from_str(text)
                    .map_err(|_| Trouble::Call("--letter takes a JSON object.".to_owned()))?,
            );
            match requests(&Value::Object(keys).to_string()).map_err(Trouble::Call)? {
                Requests::One(question) => question.letter,
                Requests::Several(_) => None,
            }
        }
        None => None,
    };
    let question = DeadlineQuestion {
        plan_kind: args.plan_kind.clone(),
        level: args.level.clone(),
        claim_type: args.claim_type.clone(),
        state: args.state.clone(),
        notice_date: args.notice_date,
        received_date: args.received_date,
        decision_date: args.decision_date,
        effective_date: args.effective_date,
        letter,
        today: args.today,
    };
    Ok((question != DeadlineQuestion::default()).then_some(question))
}

fn why(d: &Deadline) -> String {
    let mut lines = vec![deadline_line(d)];
    for (index, step) in d.steps.iter().enumerate() {
        let say = names::of_step(step);
        lines.push(format!("  {}. {say} [{}]", index + 1, step.citation));
    }
    lines.extend(
        d.sooner_if
            .iter()
            .map(|sooner| format!("  ! {}", sooner.say)),
    );
    let doubts = d.doubt.iter().map(names::of_doubt);
    lines.extend(doubts.map(|doubt| format!("  ? {doubt}")));
    lines.extend(
        d.later_if
            .iter()
            .map(|later| format!("  {} {}", later.date, names::of_later(later))),
    );
    if d.rule.is_some() && !d.rule_verified {
        lines.push("  The text of this rule was not seen; it is marked as unverified.".to_owned());
    }
    lines.join("\n") + "\n"
}

/// The steps and time limits of kinds of plan.
pub fn rules(common: &Common, args: &RulesArgs) -> Result<u8, Trouble> {
    let ladders = holdfast_casework::rules(args.plan_kind.as_deref(), args.state.as_deref())?;
    let object = json!({ "ladders": ladders });
    out::answer(common.json, object, || {
        ladders
            .iter()
            .map(ladder_text)
            .collect::<Vec<_>>()
            .join("\n")
    });
    Ok(0)
}

fn ladder_text(ladder: &Ladder) -> String {
    let mut lines = vec![
        format!("{} ({})", ladder.name, ladder.plan_kind),
        format!("  {}", ladder.law),
    ];
    for rung in &ladder.rungs {
        lines.push(format!("  {}. {}: {}", rung.order, rung.name, rung.decides));
        for window in &rung.windows {
            let mark = if window.verified { "" } else { "; unverified" };
            lines.push(format!(
                "     {} [{}, checked {}{mark}]",
                window.plain, window.citation, window.checked
            ));
        }
    }
    lines.extend(ladder.state_notes.iter().map(|note| format!("  {note}")));
    lines.join("\n") + "\n"
}
