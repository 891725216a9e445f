//! Lines of a catch-all drug code, and doses.

use super::check::{Check, Field, Verdict};
use super::codes::{Ndc, ndc};
use super::sentence::{list, start};
use holdfast_case::claim::ServiceLine;
use holdfast_library::Library;
use holdfast_library::codes::BillingKind;

/// Looks at the drug of one line.
pub(super) fn look(lib: &Library, at: usize, line: &ServiceLine, found: &mut Vec<Check>) {
    let code = line.code_key();
    let rules = lib.codes.billing_rules.iter();
    for rule in rules.filter(|rule| rule.is_of(&code)) {
        match rule.kind {
            BillingKind::UnlistedDrug => {
                let missing = missing(line);
                if let Some((_, field)) = missing.first() {
                    let words: Vec<&str> = missing.iter().map(|(word, _)| *word).collect();
                    let verb = if words.len() == 1 { "is" } else { "are" };
                    let why = format!(
                        "{} {verb} missing on line {}. {}",
                        start(&list(&words)),
                        at + 1,
                        rule.why
                    );
                    let title = format!("{code} needs the drug named");
                    found.push(
                        Check::of_rule(lib, rule)
                            .at(at, *field)
                            .saying(title, why, ""),
                    );
                }
            }
            BillingKind::UnitsAreMilligrams => {
                let dose = milligrams(&line.dose);
                if let (Some(dose), Some(units)) = (dose, line.units.value)
                    && dose != f64::from(units)
                {
                    let title = format!("{units} units, but the dose is {}", line.dose.trim());
                    found.push(
                        Check::of_rule(lib, rule)
                            .at(at, Field::Units)
                            .saying(title, "", ""),
                    );
                }
            }
            BillingKind::Trap => {
                let title = format!("{code} may be the wrong code");
                found.push(
                    Check::of_rule(lib, rule)
                        .at(at, Field::Code)
                        .saying(title, "", ""),
                );
            }
            _ => {}
        }
    }
    dose(lib, at, line, found);
    package(lib, at, line, found);
}

fn missing(line: &ServiceLine) -> Vec<(&'static str, Field)> {
    [
        (&line.drug, "the drug", Field::Drug),
        (&line.dose, "the dose", Field::Dose),
        (&line.ndc, "the NDC number", Field::Ndc),
    ]
    .into_iter()
    .filter(|(typed, ..)| typed.trim().is_empty())
    .map(|(_, word, field)| (word, field))
    .collect()
}

fn dose(lib: &Library, at: usize, line: &ServiceLine, found: &mut Vec<Check>) {
    let typed = line.dose.trim();
    if typed.is_empty() || milligrams(typed).is_some() {
        return;
    }
    let title = "We can't tell the dose in milligrams";
    found.push(
        Check::new(lib, "unlisted-drug", Verdict::Open)
            .named("dose-unit")
            .at(at, Field::Dose)
            .saying(
                title,
                format!("Line {} says \u{201c}{typed}\u{201d}. The plan looks for milligrams.", at + 1),
                "Ask the clinic for the dose in milligrams, such as 40 mg. Your words stay as they are.",
            ),
    );
}

fn package(lib: &Library, at: usize, line: &ServiceLine, found: &mut Vec<Check>) {
    if line.ndc.trim().is_empty() {
        return;
    }
    let (title, mend) = match ndc(&line.ndc) {
        Ndc::Whole(_) => return,
        Ndc::Short(eleven) => (
            "The NDC is one digit short",
            format!("On a claim it is written {eleven}. Ask the clinic to check it."),
        ),
        Ndc::ZeroUnknown => (
            "The NDC is one digit short",
            "Look at the vial: the dashes there tell where the zero goes.".to_owned(),
        ),
        Ndc::None => (
            "This is no NDC number",
            "Look at the vial or the invoice: it has 10 or 11 digits.".to_owned(),
        ),
    };
    found.push(
        Check::new(lib, "ndc-form", Verdict::Look)
            .at(at, Field::Ndc)
            .saying(title, "", mend),
    );
}

/// A dose in milligrams; none where it is in another kind of unit, or hangs on the weight ("0.5 mg/kg").
pub(super) fn milligrams(dose: &str) -> Option<f64> {
    let text = dose.trim().to_ascii_lowercase().replace(',', "");
    let digits = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: f64 = number.parse().ok()?;
    match unit.trim().trim_end_matches('.') {
        "mg" | "milligram" | "milligrams" => Some(number),
        "g" | "gram" | "grams" => Some(number * 1000.0),
        "mcg" | "ug" | "\u{b5}g" | "microgram" | "micrograms" => Some(number / 1000.0),
        _ => None,
    }
}
