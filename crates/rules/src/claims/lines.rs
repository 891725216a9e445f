//! What is looked at line by line: code, day, diagnosis, units, charge, place.

use super::check::{Check, Field, Verdict};
use super::codes::{
    diagnosis_key, is_diagnosis_form, is_modifier_form, is_place_form, is_service_form,
};
use super::sentence::{dollars, on};
use super::{Known, drug};
use holdfast_case::Cents;
use holdfast_case::claim::{Claim, ClaimKind, ServiceLine, Slip, When};
use holdfast_library::Library;
use holdfast_library::codes::{BillingKind, BillingRule, CodeSystem, WholeStretch};

/// Looks at each line that has anything in it.
pub(super) fn look(lib: &Library, claim: &Claim, known: &Known<'_>, found: &mut Vec<Check>) {
    let lines = claim.lines.iter().enumerate();
    let mut of_diagnoses = Vec::new();
    for (at, line) in lines.filter(|(_, line)| !line.is_empty()) {
        code(lib, at, line, found);
        day(lib, claim, known, at, line, found);
        diagnosis(lib, claim, at, line, &mut of_diagnoses);
        units(lib, at, line, found);
        charge(lib, claim, at, line, found);
        marks(lib, claim, at, line, found);
        drug::look(lib, at, line, found);
    }
    found.extend(gathered(of_diagnoses));
}

/// Checks that say the same of several lines as one that names the lines: a code stands on all lines as a rule, and
/// ten times the same is read by nobody.
fn gathered(checks: Vec<Check>) -> Vec<Check> {
    let mut groups: Vec<(Check, Vec<usize>)> = Vec::new();
    for check in checks {
        let line = check.line.unwrap_or_default();
        let same = groups.iter_mut().find(|(first, _)| {
            // without a diagnosis each line has a title of its own
            first.id == check.id && (first.id == NO_DIAGNOSIS || first.title == check.title)
        });
        match same {
            Some((_, lines)) if lines.contains(&line) => {}
            Some((_, lines)) => lines.push(line),
            None => groups.push((check, vec![line])),
        }
    }
    let one = |(check, lines): (Check, Vec<usize>)| match lines.len() {
        1 => check,
        _ => over_lines(check, &lines),
    };
    groups.into_iter().map(one).collect()
}

/// One check for several lines. Where the code stands on the claim, it is mended there once.
fn over_lines(mut check: Check, lines: &[usize]) -> Check {
    let named = line_numbers(lines);
    check.title = match check.id == NO_DIAGNOSIS {
        true => format!("Lines {named} have no diagnosis"),
        false => format!("{}, on lines {named}", check.title),
    };
    if check.field == Some(Field::Diagnoses) {
        check.line = None;
    }
    check
}

/// "1 and 2", "1 to 4", "1 to 3, 5 and 8": lines from 0, as they are numbered for people.
fn line_numbers(lines: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in lines.iter().map(|line| line + 1) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => runs.push((line, line)),
        }
    }
    let mut parts: Vec<String> = Vec::new();
    for (first, last) in runs {
        match last - first {
            0 => parts.push(first.to_string()),
            1 => parts.extend([first.to_string(), last.to_string()]),
            _ => parts.push(format!("{first} to {last}")),
        }
    }
    match parts.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        parts => parts.join(""),
    }
}

/// Id of the check of a line without a diagnosis.
const NO_DIAGNOSIS: &str = "diagnosis";

fn rules_of<'l>(
    lib: &'l Library,
    kind: BillingKind,
    code: &str,
) -> impl Iterator<Item = &'l BillingRule> {
    lib.codes
        .billing_rules
        .iter()
        .filter(move |rule| rule.kind == kind && rule.is_of(code))
}

/// The stretch into which a code falls without standing in it: there is no such code.
fn not_on_the_list<'l>(
    lib: &'l Library,
    system: CodeSystem,
    code: &str,
) -> Option<&'l WholeStretch> {
    lib.codes
        .whole_stretch(system, code)
        .filter(|stretch| !stretch.has(code))
}

/// True for a diagnosis code whose last signs are missing.
fn is_cut_short(lib: &Library, key: &str) -> bool {
    let longer = format!("{key}.");
    let listed = lib.codes.icd10.iter().any(|e| e.code.starts_with(&longer));
    listed
        || lib
            .codes
            .whole_stretch(CodeSystem::Icd10Cm, key)
            .is_some_and(|stretch| stretch.goes_on(key))
}

/// Says that a code does not exist, and which ones are close to it.
fn no_such(lib: &Library, id: &str, code: &str, stretch: &WholeStretch) -> Check {
    let kind = match stretch.system {
        CodeSystem::Cpt => "service",
        CodeSystem::Icd10Cm => "diagnosis",
    };
    let close = match stretch.close_to(code).as_slice() {
        [] => String::new(),
        [one] => format!(" One that is close to it: {one}."),
        several => format!(" Some that are close to it: {}.", several.join(", ")),
    };
    let title = format!("There is no {kind} code {code}");
    let why = format!(
        "We have all codes from {} to {}, and it is not among them. A code that does not exist comes back.",
        stretch.from, stretch.to
    );
    let mend = format!("Look at the bill again, or ask the clinic which code they mean.{close}");
    Check::of_stretch(lib, stretch)
        .named(id)
        .saying(title, why, mend)
}

fn code(lib: &Library, at: usize, line: &ServiceLine, found: &mut Vec<Check>) {
    let code = line.code_key();
    let form = |id: &str, verdict| {
        Check::new(lib, "code-form", verdict)
            .named(id)
            .at(at, Field::Code)
    };
    if code.is_empty() {
        if line.revenue.trim().is_empty() {
            let title = format!("Line {} has no code", at + 1);
            let mend = "Ask the clinic for the code of what was done.";
            found.push(form("code-missing", Verdict::Look).saying(title, "", mend));
        }
    } else if !is_service_form(&code) {
        let title = format!("{} is no service code", line.code.trim());
        let mend = "Look at the bill again. A letter O and a zero are easily mixed up.";
        found.push(form("no-such-code", Verdict::Look).saying(title, "", mend));
    } else if let Some(stretch) = not_on_the_list(lib, CodeSystem::Cpt, &code) {
        found.push(no_such(lib, "no-such-code", &code, stretch).at(at, Field::Code));
    } else if lib.codes.service(&code).is_none() {
        let title = format!("We do not know the code {code}");
        let why = match lib.codes.whole_stretch(CodeSystem::Cpt, &code) {
            Some(_) => "There is such a code. It is just not among those that we explain.",
            None => "It has the form of a code, but our list is short. It may well be right.",
        };
        let mend = "Ask the clinic what it stands for.";
        found.push(form("code-not-listed", Verdict::Open).saying(title, why, mend));
    }
    for rule in rules_of(lib, BillingKind::InUse, &code) {
        let early = rule
            .from
            .zip(line.first_day())
            .is_some_and(|(from, day)| day < from);
        let late = rule
            .until
            .zip(line.last_day())
            .is_some_and(|(until, day)| day > until);
        if early || late {
            let title = format!("{code} was not in use that day");
            let check = Check::of_rule(lib, rule).named(&format!("in-use-{}", rule.id));
            found.push(check.at(at, Field::Code).saying(title, "", ""));
        }
    }
}

fn day(
    lib: &Library,
    claim: &Claim,
    known: &Known<'_>,
    at: usize,
    line: &ServiceLine,
    found: &mut Vec<Check>,
) {
    let of_day = |id: &str, field| {
        Check::new(lib, "day", Verdict::Look)
            .named(id)
            .at(at, field)
    };
    for (typed, field) in [(&line.from, Field::From), (&line.to, Field::To)] {
        if typed.is_unread() {
            let title = format!("We can't read the day on line {}", at + 1);
            found.push(of_day("day-unread", field).saying(
                title,
                "",
                "Write it like 10/5/2026. Your words stay as they are.",
            ));
        }
        if let (Some(Slip::YearTaken), Some(when)) = (typed.slip, typed.value) {
            let title = format!("We took the year {}", when.earliest().format("%Y"));
            let check = Check::new(lib, "read-as", Verdict::Open).named("day-year");
            found.push(check.at(at, field).saying(
                title,
                "No year stands on this line.",
                "Add the year if it is another.",
            ));
        }
        if let Some(When::Month { .. }) = typed.value
            && claim.kind == ClaimKind::Claim
        {
            let title = format!("Line {} has a month and no day", at + 1);
            found.push(of_day("day-not-exact", field).saying(
                title,
                "",
                "Add the day. It stands on the bill or in your calendar.",
            ));
        }
    }
    let missing = line.from.is_empty() && line.to.is_empty();
    if missing && claim.kind == ClaimKind::Claim {
        let title = format!("Line {} has no day", at + 1);
        found.push(of_day("day-missing", Field::From).saying(
            title,
            "",
            "Add the day of the treatment.",
        ));
    }
    let (from, to) = (line.from.value, line.to.value);
    if let (Some(from), Some(to)) = (from, to)
        && to.latest() < from.earliest()
    {
        let title = format!("Line {} ends before it begins", at + 1);
        found.push(of_day("day-order", Field::To).saying(title, "", "Look at the two days again."));
    }
    if let Some(last) = line.last_day()
        && claim.kind == ClaimKind::Claim
        // a month that has begun may still mean a day gone by
        && [from, to].into_iter().flatten().any(|when| when.earliest() > known.today)
    {
        let title = format!("{} lies ahead", on(last, known.today));
        let why = "A claim is for care you had. For care to come, ask for approval.";
        found.push(of_day("day-ahead", Field::From).saying(
            title,
            why,
            "Check the day, or make this a request for approval.",
        ));
    }
}

fn diagnosis(lib: &Library, claim: &Claim, at: usize, line: &ServiceLine, found: &mut Vec<Check>) {
    let field = if line.diagnoses.iter().any(|code| !code.trim().is_empty()) {
        Field::LineDiagnoses
    } else {
        Field::Diagnoses
    };
    let keys: Vec<String> = claim
        .diagnoses_of(line)
        .into_iter()
        .map(diagnosis_key)
        .collect();
    if keys.is_empty() {
        let title = format!("Line {} has no diagnosis", at + 1);
        let mend = "Ask the clinic for the diagnosis code. It begins with a letter, like F33.2.";
        found.push(
            Check::new(lib, NO_DIAGNOSIS, Verdict::Look)
                .at(at, Field::Diagnoses)
                .saying(title, "", mend),
        );
        return;
    }
    for key in &keys {
        let form = |id: &str, verdict| {
            Check::new(lib, "diagnosis-form", verdict)
                .named(id)
                .at(at, field)
        };
        if !is_diagnosis_form(key) {
            let title = format!("{key} is no diagnosis code");
            found.push(form("diagnosis-no-such", Verdict::Look).saying(
                title,
                "",
                "Look at the bill again, or ask the clinic.",
            ));
        } else if let Some(stretch) = not_on_the_list(lib, CodeSystem::Icd10Cm, key)
            && !stretch.goes_on(key)
        {
            found.push(no_such(lib, "diagnosis-no-such", key, stretch).at(at, field));
        } else if lib.codes.diagnosis(key).is_none() && is_cut_short(lib, key) {
            let title = format!("{key} is cut short");
            found.push(form("diagnosis-short", Verdict::Look).saying(
                title,
                "",
                "Ask the clinician for the whole code, with what comes after the point.",
            ));
        } else if lib.codes.diagnosis(key).is_none() {
            let title = format!("We do not know the diagnosis {key}");
            let stretch = lib.codes.whole_stretch(CodeSystem::Icd10Cm, key);
            let why = match stretch.is_some_and(|stretch| stretch.has(key)) {
                true => "There is such a code. It is just not among those that we explain.",
                false => "It has the form of a code, but our list is short. It may well be right.",
            };
            found.push(form("diagnosis-not-listed", Verdict::Open).saying(
                title,
                why,
                "Ask the clinic what it stands for.",
            ));
        }
        for rule in rules_of(lib, BillingKind::Vague, key) {
            let title = format!("{key} is very general");
            found.push(
                Check::of_rule(lib, rule)
                    .named("diagnosis-vague")
                    .at(at, field)
                    .saying(title, "", ""),
            );
        }
    }
    for key in &keys {
        for rule in rules_of(lib, BillingKind::DiagnosesApart, key) {
            if let Some(other) = keys.iter().find(|other| rule.is_with(other)) {
                let title = format!("{key} and {other} do not go together");
                let check = Check::of_rule(lib, rule).at(at, field);
                found.push(check.saying(title, "", ""));
            }
        }
    }
    if let [key] = keys.as_slice() {
        for rule in rules_of(lib, BillingKind::NotAlone, key) {
            let title = format!("{key} stands alone");
            found.push(
                Check::of_rule(lib, rule)
                    .named("diagnosis-alone")
                    .at(at, field)
                    .saying(title, "", ""),
            );
        }
    }
    let code = line.code_key();
    let groups: Option<Vec<&str>> = keys
        .iter()
        .map(|key| lib.codes.diagnosis(key).map(|entry| entry.group.as_str()))
        .collect();
    // with one that is not listed nobody can tell
    if let Some(groups) = groups {
        for rule in rules_of(lib, BillingKind::ForGroups, &code) {
            if !groups
                .iter()
                .any(|group| rule.groups.iter().any(|own| own == group))
            {
                let title = format!("{code} and {} do not go together", keys.join(", "));
                found.push(
                    Check::of_rule(lib, rule)
                        .named(&format!("diagnosis-{}", rule.id))
                        .at(at, field)
                        .saying(title, "", ""),
                );
            }
        }
    }
}

fn units(lib: &Library, at: usize, line: &ServiceLine, found: &mut Vec<Check>) {
    let of_units = |id: &str| {
        Check::new(lib, "units", Verdict::Look)
            .named(id)
            .at(at, Field::Units)
    };
    let Some(units) = line.units.value else {
        let (id, title) = if line.units.is_unread() {
            (
                "units-unread",
                format!("We can't read the units on line {}", at + 1),
            )
        } else {
            ("units-missing", format!("Line {} has no units", at + 1))
        };
        found.push(of_units(id).saying(title, "", "Write a whole number. One treatment is 1."));
        return;
    };
    if units == 0 {
        let title = format!("Line {} has 0 units", at + 1);
        found.push(of_units("units-zero").saying(title, "", "Write how many. One treatment is 1."));
    }
    let days = match (line.first_day(), line.last_day()) {
        (Some(from), Some(to)) => u32::try_from((to - from).num_days() + 1)
            .unwrap_or(1)
            .max(1),
        // without a day nobody knows over how many days they go: a request asks ahead
        _ => return,
    };
    let code = line.code_key();
    for rule in rules_of(lib, BillingKind::MostADay, &code) {
        if rule
            .most
            .is_some_and(|most| units > most.saturating_mul(days))
        {
            let spread = if days == 1 {
                "1 day".to_owned()
            } else {
                format!("{days} days")
            };
            let title = format!("{units} units of {code} in {spread}");
            found.push(
                Check::of_rule(lib, rule)
                    .at(at, Field::Units)
                    .saying(title, "", ""),
            );
        }
    }
}

fn charge(lib: &Library, claim: &Claim, at: usize, line: &ServiceLine, found: &mut Vec<Check>) {
    let of_charge = |id: &str, verdict| {
        Check::new(lib, "charge", verdict)
            .named(id)
            .at(at, Field::Charge)
    };
    match line.charge.value {
        None if line.charge.is_unread() => {
            let title = format!("We can't read the charge on line {}", at + 1);
            found.push(of_charge("charge-unread", Verdict::Look).saying(
                title,
                "",
                "Write it like 525.00. Your words stay as they are.",
            ));
        }
        None if claim.kind == ClaimKind::Claim => {
            let title = format!("Line {} has no charge", at + 1);
            found.push(of_charge("charge-missing", Verdict::Look).saying(
                title,
                "",
                "Add what the clinic asks for this line.",
            ));
        }
        Some(charge) if charge <= Cents(0) && claim.kind == ClaimKind::Claim => {
            let title = format!("The charge on line {} is {}", at + 1, dollars(charge));
            found.push(of_charge("charge-zero", Verdict::Look).saying(
                title,
                "",
                "Look at the bill again.",
            ));
        }
        _ => {}
    }
    if let (Some(slip), Some(charge)) = (line.charge.slip, line.charge.value) {
        let why = match slip {
            Slip::LetterForDigit => "A letter stands where a digit belongs.",
            _ => "A comma stands where the point belongs.",
        };
        let title = format!(
            "We read \u{201c}{}\u{201d} as {}",
            line.charge.typed.trim(),
            dollars(charge)
        );
        let check = Check::new(lib, "read-as", Verdict::Open).named("charge-read-as");
        found.push(check.at(at, Field::Charge).saying(
            title,
            why,
            "Change it if that is not what you meant.",
        ));
    }
}

fn marks(lib: &Library, claim: &Claim, at: usize, line: &ServiceLine, found: &mut Vec<Check>) {
    for modifier in line
        .modifiers
        .iter()
        .map(|m| m.trim())
        .filter(|m| !m.is_empty())
    {
        if !is_modifier_form(modifier) {
            let title = format!("{modifier} is no modifier");
            found.push(
                Check::new(lib, "modifier-form", Verdict::Look)
                    .at(at, Field::Modifiers)
                    .saying(title, "", "A modifier has two signs, like 25."),
            );
        } else if lib.codes.modifier(&modifier.to_ascii_uppercase()).is_none() {
            let title = format!("We do not know the modifier {modifier}");
            let why = "Our list is short. It may well be right.";
            let check =
                Check::new(lib, "modifier-form", Verdict::Open).named("modifier-not-listed");
            found.push(check.at(at, Field::Modifiers).saying(
                title,
                why,
                "Ask the clinic what it stands for.",
            ));
        }
    }
    let place = claim.place_of(line);
    if !place.is_empty() && !is_place_form(place) {
        let title = format!("{place} is no place of service");
        let mend = "It has two digits. An office is 11.";
        found.push(
            Check::new(lib, "place", Verdict::Look)
                .at(at, Field::Place)
                .saying(title, "", mend),
        );
    }
}
