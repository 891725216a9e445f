//! Kinds of plan by their names, in what a person reads. What is printed with `--json` keeps the ids: the sentences of
//! the worked examples hold them, and a program that reads them counts on that.

use holdfast_case::deadline::{Doubt, DoubtCode, LaterIf, Step, StepKind};
use holdfast_casework::plan_kinds;

/// A kind of plan by its name; its id where there is no such kind.
pub fn plan_kind(id: &str) -> String {
    let known = plan_kinds().into_iter().find(|(known, _)| known == id);
    known.map_or_else(|| id.to_owned(), |(_, name)| name)
}

/// What a step says.
pub fn of_step(step: &Step) -> String {
    match &step.kind {
        StepKind::ShortestKind { .. } | StepKind::StruckOut { .. } => named(&step.say),
        _ => step.say.clone(),
    }
}

/// What a doubt says.
pub fn of_doubt(doubt: &Doubt) -> String {
    match &doubt.code {
        DoubtCode::KindOneOf { .. }
        | DoubtCode::PaperUnknown { .. }
        | DoubtCode::IfKind { .. }
        | DoubtCode::OtherPassed { .. } => named(&doubt.say),
        _ => doubt.say.clone(),
    }
}

/// Under which condition a day is later.
pub fn of_later(later: &LaterIf) -> String {
    match &later.plan_kind {
        Some(_) => named(&later.say),
        None => later.say.clone(),
    }
}

/// A sentence whose ids of kinds of plan are their names.
fn named(say: &str) -> String {
    let kinds = plan_kinds();
    let is_of_id = |c: char| c.is_ascii_lowercase() || c == '-';
    let mut said = String::new();
    let mut rest = say;
    while !rest.is_empty() {
        let word = rest.find(|c| !is_of_id(c)).unwrap_or(rest.len());
        let (id, behind) = rest.split_at(word);
        let name = kinds
            .iter()
            .find(|(kind, _)| kind == id && kind != "unknown");
        said.push_str(name.map_or(id, |(_, name)| name));
        let gap = behind.find(is_of_id).unwrap_or(behind.len());
        let (between, next) = behind.split_at(gap);
        said.push_str(between);
        rest = next;
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_said_as_names_and_other_words_are_left() {
        for (say, said) in [
            (
                "If it is medicaid-managed-care: Friday, July 31, 2026.",
                "If it is Medicaid through a health plan: Friday, July 31, 2026.",
            ),
            (
                "rules out kinds: champva, tricare.",
                "rules out kinds: CHAMPVA (families of veterans), TRICARE (military).",
            ),
            ("if it is unknown", "if it is unknown"),
            ("§ Ümlaut – no id at all", "§ Ümlaut – no id at all"),
            ("", ""),
        ] {
            assert_eq!(named(say), said);
        }
        assert_eq!(plan_kind("tricare"), "TRICARE (military)");
        assert_eq!(plan_kind("no-such"), "no-such");
    }
}
