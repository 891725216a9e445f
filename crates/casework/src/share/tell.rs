//! The summary itself: what is told of a case, from fields of the record and words of the library alone.

use super::course;
use super::guard::shape;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::ladder::state_shown;
use crate::letters::{Follow, reasons_of};
use crate::review::Facts;
use crate::view::{AfterOutcome, ShareRequest};
use crate::words;
use holdfast_case::letter::Picked;
use holdfast_case::treatment::Ended;
use holdfast_case::{DocumentId, Reading};
use holdfast_library::Library;
use holdfast_library::evidence::Study;
use holdfast_library::find_code::plain_of;
use holdfast_rules::trials::{Known, find_known};

/// Below this what was read is not told.
const LIKELY: f32 = 0.8;

/// A summary before it is checked.
pub(super) struct ToldCase {
    /// Its text.
    pub(super) text: String,
    /// What the person allowed to be named: the insurer, the state.
    pub(super) allowed: Vec<String>,
}

/// Tells a case.
pub(super) fn told(
    inner: &Inner,
    open: &Opened,
    request: &ShareRequest,
    document: DocumentId,
    outcome: AfterOutcome,
) -> Result<ToldCase, Error> {
    let lib = inner.lib;
    let read = open.vault.read();
    let follow = Follow::load(inner, read, open.case)?;
    let chain = follow.chain_of(document);
    let first = chain.first().copied().unwrap_or(document);
    let facts = Facts::load(read, lib, first, inner.clock.today())?;
    let reading = facts.reading_now();

    let mut allowed = Vec::new();
    let kind = facts.plan_kind();
    let mut plan = vec![format!("Kind: {}", kind_of_plan(lib, kind.value()))];
    if let Some(state) = state_shown(facts.state()).filter(|_| request.state) {
        let state = words::state(lib, &state);
        plan.push(format!("State: {state}"));
        allowed.push(state);
    }
    if let Some(issuer) = facts.sure_issuer().filter(|_| request.insurer) {
        plan.push(format!("Insurer: {issuer}"));
        allowed.push(issuer);
    }

    let parts = [
        ("The plan", plan),
        ("What was asked for", asked(lib, &reading)),
        ("Why they said no", reasons(lib, &reading)),
        ("What was put forward", put_forward(inner, &follow, &chain)),
        ("What was tried", course::trials(inner, open)?),
        ("The treatment", course::sessions(inner, open)?),
        ("How the scores went", course::scores(inner, open)?),
        ("The steps", course::steps(inner, open, document)?),
        ("How it stands", vec![stands(outcome).to_owned()]),
    ];
    let mut text = String::from(
        "A case told without names\n\nThis is one case. Plans differ, and so do people. It is no advice.\n",
    );
    for (heading, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        text.push_str(&format!("\n{heading}\n"));
        for line in lines {
            match line.starts_with("  ") {
                true => text.push_str(&format!("{line}\n")),
                false => text.push_str(&format!("- {line}\n")),
            }
        }
    }
    Ok(ToldCase { text, allowed })
}

/// A kind of plan by its name, without the day from which a law holds.
fn kind_of_plan(lib: &Library, kind: Option<&str>) -> String {
    let name = words::plan_kind(lib, kind);
    match name.split_once(" since ") {
        Some((before, _)) => before.to_owned(),
        None => name,
    }
}

/// What was asked for, by its codes and by the names that the library has: never in the words of the letter.
fn asked(lib: &Library, reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    let service = reading.claim.service.as_ref();
    let service = service.filter(|fact| fact.confidence >= LIKELY);
    if let Some(service) = service {
        for word in service.value.split(|c: char| !c.is_alphabetic()) {
            match find_known(lib, word) {
                Known::Drug { name, .. } => lines.push(words::sentence_start(&name)),
                Known::Treatment(treatment) => lines.push(treatment.name.clone()),
                Known::Nothing => {}
            }
        }
    }
    let codes = reading.claim.codes.iter();
    for code in codes.filter(|code| code.fact.confidence >= LIKELY) {
        let value = &code.fact.value;
        let known = lib.codes.service(value);
        lines.extend(known.map(|known| plain_of(&known.code, &known.plain, value)));
        let known = lib.codes.diagnosis(value);
        let plain = known.map(|known| plain_of(&known.code, &known.plain, value));
        lines.extend(plain.map(|plain| format!("For: {plain}")));
    }
    // the plain words of a few packages hold the package's own number
    lines.retain(|line| shape(line).is_none());
    words::each_once(lines)
}

fn reasons(lib: &Library, reading: &Reading) -> Vec<String> {
    let reasons = reasons_of(reading).into_iter();
    reasons
        .filter_map(|reason| lib.reason(&reason.value))
        .map(|reason| format!("{}: {}", reason.title, reason.plain))
        .collect()
}

/// "Berman 2000": the first author and the year.
pub(super) fn study_name(study: &Study) -> String {
    let first = study.citation.split([' ', ',']).next().unwrap_or_default();
    format!("{first} {}", study.year)
}

/// What the letters that went out put forward against the reasons: kinds of proof, and names of studies. Whether it
/// was what counted nobody knows.
fn put_forward(inner: &Inner, follow: &Follow, chain: &[DocumentId]) -> Vec<String> {
    let lib = inner.lib;
    let mut lines = Vec::new();
    for kept in &follow.letters {
        let letter = &kept.record;
        if letter.sent.is_empty() || !letter.answers.is_some_and(|id| chain.contains(&id)) {
            continue;
        }
        for pick in &letter.picks {
            let what = match &pick.picked {
                Picked::Study { id } => match lib.study(id) {
                    Some(study) => format!("A study: {}", study_name(study)),
                    None => continue,
                },
                Picked::Provision { .. } => "A passage of the plan book".to_owned(),
                Picked::Paper { document, .. } => {
                    let mut papers = follow.papers.iter();
                    let paper = papers.find(|row| row.id == *document);
                    match paper.and_then(|paper| paper.kind) {
                        Some(kind) => format!("A paper: {}", words::kind(kind).to_lowercase()),
                        None => "A paper of the record".to_owned(),
                    }
                }
                Picked::History => "The history of what was tried".to_owned(),
                Picked::Scores { scale } => match lib.scale(scale) {
                    Some(scale) => format!("Scores over time ({})", crate::scales::short(scale)),
                    None => continue,
                },
                Picked::Call { .. } => "What was said on a call".to_owned(),
            };
            lines.push(match lib.reason(&pick.reason) {
                Some(reason) => format!("{what}. Against \u{201c}{}\u{201d}.", reason.title),
                None => format!("{what}."),
            });
        }
    }
    words::each_once(lines)
}

/// Why a trial ended.
pub(super) const fn ended(ended: Ended) -> &'static str {
    match ended {
        Ended::NotSaid => "",
        Ended::NoHelp => "It did not help, or not enough.",
        Ended::WoreOff => "It helped, and then no more.",
        Ended::SideEffects => "It was stopped for side effects.",
        Ended::Other => "It was stopped for another reason.",
    }
}

const fn stands(outcome: AfterOutcome) -> &'static str {
    match outcome {
        AfterOutcome::Won => "They said yes.",
        AfterOutcome::Partly => "They said yes to a part.",
        AfterOutcome::Waiting => "An answer is waited for.",
        AfterOutcome::No => "Their no stands for now.",
        AfterOutcome::Unsure | AfterOutcome::None => "It is still open.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_the_library_says_looks_like_a_number_or_a_day() {
        let lib = Library::builtin();
        let mut lines: Vec<String> = lib.evidence.studies.iter().map(study_name).collect();
        let kinds = lib.appeal.plan_kinds.iter();
        lines.extend(kinds.map(|kind| kind_of_plan(lib, Some(&kind.id))));
        let reasons = lib.reasons.reasons.iter();
        lines.extend(reasons.map(|reason| format!("{}: {}", reason.title, reason.plain)));
        lines.extend(
            lib.treatments
                .classes
                .iter()
                .map(|class| class.label.clone()),
        );
        lines.extend(lib.treatments.treatments.iter().map(|one| one.name.clone()));
        lines.extend(lib.scales.scales.iter().map(crate::scales::short));
        let refused: Vec<&String> = lines.iter().filter(|line| shape(line).is_some()).collect();
        assert!(refused.is_empty(), "{refused:?}");
    }
}
