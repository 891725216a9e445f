//! The reasons of a denial, what can answer each, and what is ticked to begin with.

use super::exhibits::is_filed_study;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::{Kept, kept_in};
use crate::policy::is_told_book;
use crate::review::Facts;
use holdfast_case::letter::{Pick, Picked};
use holdfast_case::{Call, Fact, Letter, Provision, Reading};
use holdfast_library::Library;
use holdfast_library::evidence::Study;
use holdfast_packet::compose::letter_uses;
use holdfast_vault::{DocumentFilter, DocumentRow};

/// Studies that are ticked for a reason to begin with.
const FIRST_STUDIES: usize = 2;
/// From here on a reason that was read is answered without having been confirmed.
const LIKELY: f32 = 0.5;

/// Requests that can go with an appeal: id, words, and what to know.
pub(super) const ASKS: [(&str, &str, &str); 9] = [
    ("ask_same_field", "A reviewer trained in this field", ""),
    ("ask_criteria", "The rules they used", ""),
    ("ask_file", "Your whole claim file", "It is free of charge."),
    (
        "ask_reviewer",
        "The name and training of their reviewer",
        "",
    ),
    ("ask_new_evidence", "Anything new, before they decide", ""),
    (
        "ask_fast",
        "A fast decision",
        "Only if your doctor says that waiting is a danger.",
    ),
    (
        "ask_continue",
        "That treatment goes on meanwhile",
        "If it was approved before.",
    ),
    (
        "ask_parity",
        "How they treat other illnesses",
        "For mental health care that is held to harder rules.",
    ),
    ("ask_hearing", "To be heard", "If your plan holds hearings."),
];

/// Requests that are ticked to begin with.
pub(super) fn usual_asks(kind: &str) -> Vec<String> {
    let usual: &[&str] = match kind {
        "external-review" | "fair-hearing" | "court" => &[],
        kind if super::is_an_appeal(kind) => {
            &["ask_same_field", "ask_criteria", "ask_file", "ask_reviewer"]
        }
        _ => &[],
    };
    usual.iter().map(|id| (*id).to_owned()).collect()
}

/// Reasons of a letter as it was read and answered, each once, in its order.
pub(crate) fn reasons_of<'a>(reading: &'a Reading) -> Vec<&'a Fact<String>> {
    let mut reasons: Vec<&'a Fact<String>> = Vec::new();
    for fact in reading
        .reasons
        .iter()
        .filter(|fact| fact.confidence >= LIKELY)
    {
        if reasons.iter().all(|had| had.value != fact.value) {
            reasons.push(fact);
        }
    }
    // "covered, but your share" is no reason to argue with
    let arguable = |fact: &&&Fact<String>| fact.value != "cost-share-only";
    match reasons.iter().filter(arguable).count() {
        0 => reasons,
        _ => reasons.into_iter().filter(|fact| arguable(&fact)).collect(),
    }
}

/// Studies that answer a reason, those the library names for it first; and those that speak against.
pub(super) fn studies<'a>(lib: &'a Library, reason: &str) -> (Vec<&'a Study>, Vec<&'a Study>) {
    let Some(entry) = lib.reason(reason) else {
        return (Vec::new(), Vec::new());
    };
    let named =
        |ids: &[String]| -> Vec<&'a Study> { ids.iter().filter_map(|id| lib.study(id)).collect() };
    let mut supports = named(&entry.evidence);
    let rest = lib.evidence.studies.iter().filter(|study| {
        study.stance == "supports"
            && study.rebuts.iter().any(|one| one == reason)
            && !entry.evidence.contains(&study.id)
    });
    supports.extend(rest);
    (supports, named(&entry.counter_evidence))
}

/// True where the person's own history of treatments bears on a reason.
pub(super) fn asks_for_history(lib: &Library, reason: &str) -> bool {
    let rebuttal = lib.rebuttal(reason);
    rebuttal.is_some_and(|one| one.checklist_items.iter().any(|item| item == "history"))
        || matches!(
            reason,
            "experimental-investigational" | "alternative-available"
        )
}

/// True where a reason is answered by the person's own papers first, and by no study alone.
pub(super) fn asks_for_own(lib: &Library, reason: &str) -> bool {
    const PUBLISHED: [&str; 6] = [
        "guideline",
        "society-statement",
        "randomized-trial",
        "real-world",
        "compendium",
        "other-payer-policy",
    ];
    let first = lib
        .rebuttal(reason)
        .and_then(|one| one.evidence_kinds.first());
    first.is_some_and(|kind| !PUBLISHED.contains(&kind.as_str()))
}

/// True where scores bear on a reason.
pub(super) fn asks_for_scores(lib: &Library, reason: &str) -> bool {
    let items = lib
        .rebuttal(reason)
        .map(|one| one.checklist_items.as_slice());
    items
        .unwrap_or_default()
        .iter()
        .any(|item| item.starts_with("scale-"))
}

/// True where what somebody said on the telephone bears on a reason.
pub(super) fn asks_for_calls(lib: &Library, reason: &str) -> bool {
    let kinds = lib
        .rebuttal(reason)
        .map(|one| one.evidence_kinds.as_slice());
    kinds
        .unwrap_or_default()
        .iter()
        .any(|kind| kind == "call-record")
}

/// True where a pin bears on a reason.
pub(super) fn is_about(lib: &Library, pin: &Provision, reason: &str) -> bool {
    let sections = lib.rebuttal(reason).map(|one| one.provisions.as_slice());
    sections.unwrap_or_default().contains(&pin.section)
}

/// Papers that can be cited: all that are filed, but plan books, which are cited by their passages, and the denial.
pub(super) fn papers(open: &Opened, letter: &Letter) -> Result<Vec<DocumentRow>, Error> {
    let rows = open.vault.read().documents(&DocumentFilter {
        case: Some(open.case),
        ..DocumentFilter::default()
    })?;
    let mut papers = Vec::new();
    for row in rows {
        if Some(row.id) != letter.answers && !is_told_book(open, row.id)? {
            papers.push(row);
        }
    }
    Ok(papers)
}

/// Rows of the checklist whose paper is no proof of the person's own: it goes along by itself, or is for the person.
const NO_PROOF: [&str; 5] = [
    "denial",
    "plan-document",
    "payer-policy",
    "card",
    "claim-file",
];

impl Inner {
    /// What is ticked to begin with: what bears on the reasons and is at hand.
    pub(super) fn suggested(&self, open: &Opened, letter: &Letter) -> Result<Vec<Pick>, Error> {
        let mut picks = Vec::new();
        let is_an_appeal = super::is_an_appeal(&letter.kind);
        if !is_an_appeal {
            picks = self.suggested_beside(open, letter)?;
        }
        let wants_studies = letter_uses(&letter.kind, "studies");
        let Some(document) = letter.answers.filter(|_| is_an_appeal || wants_studies) else {
            return Ok(picks);
        };
        let read = open.vault.read();
        let facts = Facts::load(read, self.lib, document, self.clock.today())?;
        let reading = crate::dating::overlaid(&facts.reading, &facts.answers);
        let pins: Vec<Kept<Provision>> = kept_in(read, open.case)?;
        let calls: Vec<Kept<Call>> = kept_in(read, open.case)?;
        let has_trials = !self.trials_of(open)?.is_empty();
        let scales = self.scales_with_scores(open)?;
        let listed = self.checklist_view(open)?.rows;
        let about = self.case_about(open, letter, &reading)?;
        for reason in reasons_of(&reading) {
            let lib = self.lib;
            let mut tick = |picked: Picked| {
                picks.push(Pick {
                    reason: reason.value.clone(),
                    picked,
                });
            };
            for pin in pins
                .iter()
                .filter(|pin| is_about(lib, &pin.record, &reason.value))
            {
                tick(Picked::Provision { id: pin.id });
            }
            if is_an_appeal && has_trials && asks_for_history(lib, &reason.value) {
                tick(Picked::History);
            }
            if is_an_appeal && asks_for_scores(lib, &reason.value) {
                for scale in scales.iter().take(1) {
                    tick(Picked::Scores {
                        scale: scale.clone(),
                    });
                }
            }
            if asks_for_calls(lib, &reason.value) {
                let last = calls
                    .iter()
                    .rev()
                    .find(|call| !call.record.reference.is_empty());
                if let Some(call) = last {
                    tick(Picked::Call { id: call.id });
                }
            }
            // papers that tick the rows which this reason asks for
            let items = lib
                .rebuttal(&reason.value)
                .map(|one| one.checklist_items.as_slice());
            for row in &listed {
                let is_asked = items.unwrap_or_default().contains(&row.id);
                let document = row
                    .document
                    .as_ref()
                    .and_then(|paper| paper.id.parse().ok());
                if is_asked
                    && !NO_PROOF.contains(&row.id.as_str())
                    && let Some(document) = document
                    && Some(document) != letter.answers
                {
                    tick(Picked::Paper {
                        document,
                        page: None,
                    });
                }
            }
            let supports = self.studies_for(&about, &reason.value).supports;
            // what is about another drug or another illness would only cost the reader's trust
            let seen = supports
                .iter()
                .filter(|study| is_filed_study(study) && about.bears(study));
            for study in seen.take(FIRST_STUDIES) {
                tick(Picked::Study {
                    id: study.id.clone(),
                });
            }
        }
        Ok(picks)
    }

    /// What is ticked in a letter that does not go reason by reason, such as the doctor's: the record that it speaks of.
    fn suggested_beside(&self, open: &Opened, letter: &Letter) -> Result<Vec<Pick>, Error> {
        let uses = |names: &[&str]| names.iter().any(|name| letter_uses(&letter.kind, name));
        let bare = |picked| Pick {
            reason: String::new(),
            picked,
        };
        let mut picks = Vec::new();
        if uses(&["trials", "trial_count", "history"]) && !self.trials_of(open)?.is_empty() {
            picks.push(bare(Picked::History));
        }
        if uses(&["score_now", "score_best", "scores"]) {
            let scales = self.scales_with_scores(open)?;
            picks.extend(
                scales
                    .into_iter()
                    .take(1)
                    .map(|scale| bare(Picked::Scores { scale })),
            );
        }
        Ok(picks)
    }
}
