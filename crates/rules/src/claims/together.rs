//! What lines of one claim say of each other: codes that need another, codes that do not go together, doubles.

use super::check::{Check, Field, Verdict};
use holdfast_case::claim::{Claim, ServiceLine};
use holdfast_library::Library;
use holdfast_library::codes::BillingKind;

/// Looks at the lines beside one another.
pub(super) fn look(lib: &Library, claim: &Claim, found: &mut Vec<Check>) {
    let lines: Vec<(usize, &ServiceLine)> = claim
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .collect();
    for (at, line) in &lines {
        let code = line.code_key();
        let beside = || {
            let same_day = lines.iter().filter(|(other, _)| other != at);
            same_day.filter(|(_, other)| may_meet(line, other))
        };
        for rule in lib
            .codes
            .billing_rules
            .iter()
            .filter(|rule| rule.is_of(&code))
        {
            let with = || beside().find(|(_, other)| rule.is_with(&other.code_key()));
            let (field, title) = match rule.kind {
                BillingKind::Needs if with().is_none() => {
                    let first = rule.with.first().map_or("another code", String::as_str);
                    (Field::Code, format!("{code} stands without {first}"))
                }
                BillingKind::NotWith => match with() {
                    Some((_, other)) => (
                        Field::Code,
                        format!("{code} and {} do not go together", other.code_key()),
                    ),
                    None => continue,
                },
                BillingKind::NeedsModifier => {
                    let wanted = rule.modifier.as_deref().unwrap_or_default();
                    let has = line.modifiers.iter().any(|m| m.trim() == wanted);
                    match with() {
                        Some(_) if !has => (
                            Field::Modifiers,
                            format!("{code} without modifier {wanted}"),
                        ),
                        _ => continue,
                    }
                }
                _ => continue,
            };
            found.push(
                Check::of_rule(lib, rule)
                    .at(*at, field)
                    .saying(title, "", ""),
            );
        }
        let twin = lines
            .iter()
            .take_while(|(other, _)| other < at)
            .find(|(_, other)| same_service(line, other));
        if let Some((other, _)) = twin {
            let title = format!("Line {} says the same as line {}", at + 1, other + 1);
            found.push(
                Check::new(lib, "sent-before", Verdict::Look)
                    .named("line-twice")
                    .at(*at, Field::Code)
                    .saying(
                        title,
                        "",
                        "Take one out, or ask the clinic whether modifier 76 or 77 belongs there.",
                    ),
            );
        }
    }
}

/// True where two lines can be of one day. A line without a day can be of any.
fn may_meet(one: &ServiceLine, other: &ServiceLine) -> bool {
    let spans = one
        .first_day()
        .zip(one.last_day())
        .zip(other.first_day().zip(other.last_day()));
    spans.is_none_or(|((from, to), (start, end))| from <= end && start <= to)
}

/// True where two lines ask for the same service of the same days.
pub(super) fn same_service(one: &ServiceLine, other: &ServiceLine) -> bool {
    let days = |line: &ServiceLine| line.first_day().zip(line.last_day());
    let mark = |line: &ServiceLine| {
        let mut marks: Vec<String> = line
            .modifiers
            .iter()
            .map(|m| m.trim().to_ascii_uppercase())
            .filter(|m| !m.is_empty())
            .collect();
        marks.sort();
        marks
    };
    let code = one.code_key();
    !code.is_empty()
        && code == other.code_key()
        && days(one).is_some()
        && days(one) == days(other)
        && mark(one) == mark(other)
}
