//! Each step of appeal that a labelled denial can lead to, and each kind of letter: whom it goes to, what it has to hold,
//! which day it has to keep, and that its packet can be read.

use crate::common::{Home, add_one, letter, reader};
use holdfast_casework::view::{LetterStartRequest, LetterView};
use holdfast_casework::{CancelToken, Desk, Reader};

/// What a record of one letter cannot hold: it is asked for, and nothing is made up.
const ASKED: [&str; 21] = [
    "your postal address",
    "your telephone number",
    "where it goes",
    "the treatment or service",
    "the days of treatment",
    "the name of your plan",
    "the claim or reference number of their letter",
    "which part of the judge\u{2019}s decision is wrong, and why, in one or two sentences",
    "your name",
    "your member number",
    "the name of your doctor",
    "the diagnosis",
    "the name of the clinic",
    "the medicine",
    "the day of the call",
    "whom you spoke to",
    "who has the records",
    "the name of the insurer",
    "what you took before, with doses and dates, or why a step is not safe for you",
    "why it comes late, such as illness, a stay in the hospital, or a letter that came late",
    "why you ask after that day, such as illness, or a letter that came late",
];

/// Where the letter of each step goes: a part of the name and address; empty where their letter does not say.
type Steps = &'static [(&'static str, &'static str)];

fn begun(desk: &Desk, kind: &str, answers: &str) -> LetterView {
    let request = LetterStartRequest {
        kind: kind.to_owned(),
        answers: Some(answers.to_owned()),
    };
    let started = desk.start_letter(&request);
    let started = started.unwrap_or_else(|error| panic!("{kind}: {error}"));
    desk.letter(&started.letter).unwrap()
}

fn said(view: &LetterView) -> String {
    let head = view.re.iter().map(|line| &line.nodes);
    let body = view.sections.iter().flat_map(|one| &one.paragraphs);
    let runs = head.chain(body.map(|one| &one.nodes));
    let words: Vec<&str> = runs.flatten().map(|node| node.say.as_str()).collect();
    words.join(" ")
}

/// What the labels say that a letter must name.
fn labelled(name: &str) -> Vec<String> {
    let path = letter(&format!("{name}.toml"));
    let labels: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let said = |table: &str, key: &str| {
        let value = labels.get(table).and_then(|table| table.get(key));
        value.and_then(toml::Value::as_str).map(str::to_owned)
    };
    let mut named: Vec<String> = Vec::new();
    named.extend(said("member", "patient"));
    named.extend(said("member", "member_id"));
    let claim = labels.get("claim");
    if let Some(day) = claim.and_then(|claim| claim.get("date_of_notice")) {
        let day: chrono::NaiveDate = day.to_string().trim_matches('"').parse().unwrap();
        named.push(day.format("%B %-d, %Y").to_string());
    }
    named
}

/// The words of a packet, runs of blanks as one.
fn packet(desk: &Desk, letter: &str) -> String {
    let built = desk
        .packet(
            letter,
            &Default::default(),
            &CancelToken::new(),
            &mut |_, _| {},
        )
        .unwrap();
    let reader = Reader::with_programs(reader(), None);
    let read = reader.read(
        built.pdf.as_slice(),
        &Default::default(),
        &mut |_| {},
        &CancelToken::new(),
    );
    let pages = read.unwrap().pages.pages;
    assert_eq!(pages.len(), built.pages as usize);
    let text: Vec<String> = pages.iter().map(|page| page.text()).collect();
    one_line(&text.join(" "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters of one kind of plan, each with the steps it can lead to.
fn check(letters: &[(&str, Steps)]) {
    let mut wrong: Vec<String> = Vec::new();
    for (name, steps) in letters {
        let home = Home::new();
        let desk = home.made();
        let id = add_one(&desk, &letter(&format!("{name}.txt")));
        let ladder = desk.ladder(Some(&id)).unwrap();
        let levels: Vec<&str> = (ladder.steps.iter())
            .map(|step| step.level.as_str())
            .filter(|level| *level != "court")
            .collect();
        let told: Vec<&str> = steps.iter().map(|(level, _)| *level).collect();
        if levels != told {
            wrong.push(format!("{name}: leads to {levels:?}, not {told:?}"));
        }
        for (level, to) in *steps {
            let view = begun(&desk, level, &id);
            let mut fails = |what: String| wrong.push(format!("{name}, {level}: {what}"));
            let goes = one_line(&format!("{} {}", view.to.name, view.to.address));
            match to.is_empty() {
                true if !view.to.address.is_empty() => fails(format!("goes to {goes}")),
                false if !goes.contains(to) => fails(format!("goes to {goes}, not {to}")),
                _ => {}
            }
            let is_asked = view.missing.iter().any(|gap| gap.id == "address");
            if is_asked != view.to.address.is_empty() && view.to.fax.is_empty() {
                fails(format!("where it goes is asked: {is_asked}"));
            }
            if view.to.address.to_lowercase().contains("send your letter") {
                fails(format!("what to do stands in {goes}"));
            }
            // a line of its own for the box, and one for city, state and ZIP
            let mut lines = view.to.name.lines().chain(view.to.address.lines());
            let lower = |line: &str| line.to_lowercase().replace(". ", ".");
            if lines
                .any(|line| lower(line).find("po box").or(lower(line).find("p.o.box")) > Some(0))
            {
                fails(format!("the box has no line of its own: {goes}"));
            }
            for gap in &view.missing {
                if !ASKED.contains(&gap.say.as_str()) {
                    fails(format!("lacks {:?}", gap.say));
                }
            }
            // what the labels say stands in it
            let text = one_line(&said(&view)).to_lowercase();
            let from = view.from.name.to_lowercase();
            let open: Vec<&str> = view.missing.iter().map(|gap| gap.say.as_str()).collect();
            for what in labelled(name) {
                let what = one_line(&what).to_lowercase();
                if !text.contains(&what) && !from.contains(&what) {
                    fails(format!("does not name {what}; it asks for {open:?}"));
                }
            }

            // the day it has to keep is that of its own step, and of no other
            let step = ladder.steps.iter().find(|step| step.level == *level);
            let due = step.and_then(|step| step.deadline.as_ref()?.due.clone());
            let by = desk.send_guide(&view.id).unwrap().by;
            match (&due, &by) {
                (None, None) => {}
                (Some(due), Some(by)) => {
                    let day: chrono::NaiveDate = due.parse().unwrap();
                    if !by.contains(&day.format("%B %-d").to_string()) {
                        fails(format!("has to keep {due}, and says {by}"));
                    }
                }
                _ => fails(format!("has to keep {due:?}, and says {by:?}")),
            }
            // one packet of each letter: that of the step to take now
            if step.is_some_and(|step| step.writes) {
                let text = packet(&desk, &view.id);
                let title = one_line(&view.subject);
                if !text.contains(&title) {
                    fails(format!("its packet does not say {title}"));
                }
                if view.missing.is_empty() == text.contains("DRAFT") {
                    fails("is a draft where nothing is missing, or none where something is".into());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn plans_of_a_job_that_pay_themselves() {
    check(&[
        (
            "02-iv-ketamine-experimental",
            &[
                ("internal-appeal", "P.O. Box 66207 Chicago, IL 60666"),
                ("second-level-appeal", "Tallow & Reed Benefit Services"),
                ("external-review", "Tallow & Reed Benefit Services"),
            ],
        ),
        (
            "13-county-no-authorization",
            &[
                (
                    "internal-appeal",
                    "County Health Benefits Appeals 2100 Courthouse Plaza",
                ),
                ("second-level-appeal", "County Health Benefits Appeals"),
                ("external-review", "County Health Benefits Appeals"),
            ],
        ),
        (
            "52-state-employees-second-level",
            &[
                ("internal-appeal", "Board of Appeals"),
                ("second-level-appeal", "Board of Appeals Public Employees"),
                ("external-review", "Board of Appeals"),
            ],
        ),
        (
            "12-church-out-of-network",
            &[
                ("internal-appeal", "Board of Appeals P.O. Box 1188"),
                ("second-level-appeal", "Board of Appeals"),
                ("external-review", "Board of Appeals"),
            ],
        ),
    ]);
}

#[test]
fn plans_that_are_bought_and_old_and_short_ones() {
    check(&[
        (
            "48-marketplace-esketamine-renewal",
            &[
                (
                    "internal-appeal",
                    "Confluence Valley Health Cooperative Appeals Desk PO Box 1188",
                ),
                ("external-review", ""),
            ],
        ),
        (
            "16-final-adverse-external",
            &[
                ("internal-appeal", ""),
                (
                    "external-review",
                    "New York State Department of Financial Services External Appeal Unit",
                ),
            ],
        ),
        (
            "14-grandfathered-first-appeal",
            &[
                ("internal-appeal", "Board of Trustees"),
                (
                    "second-level-appeal",
                    "Board of Trustees Green Ridge Quarry",
                ),
                ("external-review", ""),
            ],
        ),
        (
            "15-short-term-excluded",
            &[
                ("internal-appeal", "Fairwind Grievances PO Box 515"),
                ("external-review", ""),
            ],
        ),
    ]);
}

#[test]
fn medicare_and_its_drug_plans() {
    check(&[
        (
            "08-msn-part-b",
            &[
                ("internal-appeal", "Medicare Claims Office"),
                ("qic-reconsideration", ""),
                ("alj-hearing", ""),
                ("council-review", ""),
            ],
        ),
        (
            "120-medicare-redetermination",
            &[
                ("internal-appeal", ""),
                (
                    "qic-reconsideration",
                    "Clearview Federal Reconsiderations Part B West QIC",
                ),
                ("alj-hearing", ""),
                ("council-review", ""),
            ],
        ),
        (
            "09-partd-redetermination",
            &[
                ("internal-appeal", ""),
                ("ire", "Keystone Federal Review Services"),
                ("alj-hearing", ""),
                ("council-review", ""),
            ],
        ),
        (
            "98-partd-compounded-ketamine",
            &[
                ("internal-appeal", "Part D Redeterminations"),
                ("ire", ""),
                ("alj-hearing", ""),
                ("council-review", ""),
            ],
        ),
    ]);
}

#[test]
fn medicare_through_a_health_plan() {
    check(&[
        (
            "04-ma-integrated-denial-tms",
            &[
                (
                    "internal-appeal",
                    "Harborlight Appeals and Grievances PO Box 20177",
                ),
                ("ire", ""),
                ("alj-hearing", ""),
                ("council-review", ""),
            ],
        ),
        (
            "18-ire-upheld-alj",
            &[
                ("internal-appeal", ""),
                ("ire", ""),
                ("alj-hearing", "Office of Medicare Hearings and Appeals"),
                ("council-review", ""),
            ],
        ),
    ]);
}

#[test]
fn medicaid_and_plans_for_children() {
    check(&[
        (
            "05-medicaid-reduction",
            &[
                ("internal-appeal", "Riverbend Community Health"),
                ("fair-hearing", ""),
            ],
        ),
        (
            "76-chip-iop-network",
            &[
                ("internal-appeal", "Little Harbor Appeals"),
                ("fair-hearing", ""),
            ],
        ),
        (
            "72-state-medicaid-therapy-reduced",
            &[("fair-hearing", "Fair Hearings Docket")],
        ),
    ]);
}

#[test]
fn plans_of_the_government_for_its_people() {
    check(&[
        (
            "51-fehb-tms-maintenance",
            &[
                ("internal-appeal", "CMHCBA Reconsiderations"),
                ("opm-review", ""),
            ],
        ),
        (
            "10-fehb-reconsideration",
            &[
                ("internal-appeal", ""),
                ("opm-review", "United States Office of Personnel Management"),
            ],
        ),
        (
            "11-tricare-unproven",
            &[
                (
                    "internal-appeal",
                    "RECONSIDERATION DEPARTMENT P.O. BOX 31190",
                ),
                ("second-reconsideration", ""),
                ("formal-review", ""),
                ("dha-hearing", ""),
            ],
        ),
        (
            "70-tricare-rtc-reconsideration",
            &[
                // that step is behind
                ("internal-appeal", "TRICARE Appeals"),
                ("second-reconsideration", "TRICARE Appeals P.O. Box 50881"),
                ("formal-review", "TRICARE Appeals"),
                ("dha-hearing", ""),
            ],
        ),
        (
            "73-champva-ketamine-one-year",
            &[
                ("internal-appeal", "CHAMPVA Reconsiderations P.O. Box 46977"),
                ("second-level-appeal", "CHAMPVA Reconsiderations"),
            ],
        ),
    ]);
}

#[test]
fn every_kind_of_letter_that_a_denial_can_lead_to() {
    let home = Home::new();
    let desk = home.made();
    let name = "02-iv-ketamine-experimental";
    let id = add_one(&desk, &letter(&format!("{name}.txt")));
    let due = desk.ladder(Some(&id)).unwrap().steps[0]
        .deadline
        .as_ref()
        .and_then(|deadline| deadline.due.clone());
    let due: chrono::NaiveDate = due.unwrap().parse().unwrap();
    let due = due.format("%B %-d, %Y").to_string();
    let mut wrong: Vec<String> = Vec::new();
    for kind in desk.letter_kinds() {
        if kind.id == "appeal" {
            continue;
        }
        let view = begun(&desk, &kind.id, &id);
        let mut fails = |what: String| wrong.push(format!("{}: {what}", kind.id));
        if view.subject.is_empty()
            // a sheet to read from greets nobody
            || (view.greeting.is_empty() && kind.id != "peer-to-peer-sheet")
            || view.sections.is_empty()
        {
            fails("says nothing".to_owned());
        }
        // the insurer's address stands on what goes to the insurer alone
        let to_plan = view.to.address.contains("Chicago, IL 60666");
        let elsewhere = [
            "medical-necessity",
            "assessment-request",
            "peer-to-peer-sheet",
            "coding-correction",
            "records-request",
            "complaint",
            "ire",
            "qic-reconsideration",
            "alj-hearing",
            "council-review",
            "fair-hearing",
            "opm-review",
            "second-reconsideration",
            "formal-review",
            "dha-hearing",
        ];
        let is_elsewhere = elsewhere.contains(&kind.id.as_str()) && kind.id != "medical-necessity";
        if to_plan == is_elsewhere {
            fails(format!("goes to {:?}", view.to.address));
        }
        // who helps by a day is told that day
        let text = one_line(&said(&view));
        if ["assessment-request", "claim-file-request"].contains(&kind.id.as_str())
            && !text.contains(&due)
        {
            fails(format!("does not name {due}: {text}"));
        }
        let (file, pdf) = desk.letter_pdf(&view.id).unwrap();
        if !file.ends_with(".pdf") || !pdf.starts_with(b"%PDF") {
            fails(format!("is set as {file}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
