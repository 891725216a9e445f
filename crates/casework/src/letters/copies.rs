//! Where their letter asks that somebody else gets a copy of the answer: to whom.

use super::facts::Gathered;
use super::named::Theirs;
use holdfast_case::{Letter, Reading};

/// Below this a name that was read and not confirmed stands in no letter.
const LIKELY: f32 = 0.8;

/// Key of the paragraph that names who else gets the letter.
const PARAGRAPH: &str = "/copy-to";

/// Puts down who else gets the letter: the plan by its name, where their letter gives it.
pub(super) fn of_copies(all: &mut Gathered<'_>, theirs: &Theirs, reading: &Reading) {
    let Some(whom) = theirs.copy_goes_to() else {
        return;
    };
    let is_plan = whom.ends_with("plan");
    let name = reading.plan.plan_name.as_ref();
    let name = name.filter(|fact| is_plan && fact.confidence >= LIKELY);
    let name = name.map(|fact| fact.value.trim_end_matches([',', ';', ' ']).to_owned());
    // "the plan" of the one who writes is "my plan" of the one who answers
    let words = match whom.as_str() {
        "the plan" | "your plan" | "your health plan" | "the health plan" => "my plan".to_owned(),
        other => other.replacen("your ", "my ", 1),
    };
    all.bare("copy_to", name.unwrap_or(words));
}

/// Who else gets this letter, as it says itself; none where the person took that out.
pub(super) fn copy_of(letter: &Letter) -> Option<String> {
    let mut paragraphs = letter.sections.iter().flat_map(|one| &one.paragraphs);
    let found = paragraphs.find(|one| one.key.ends_with(PARAGRAPH))?;
    let text = holdfast_case::letter::plain_text(&found.nodes, letter);
    let (_, whom) = text.split_once(": ")?;
    let whom = whom.trim().trim_end_matches('.');
    (!whom.is_empty()).then(|| whom.to_owned())
}
