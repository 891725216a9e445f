//! What kind of plan document a paper is, by what it calls itself on its first pages.

use super::parts::Policy;
use holdfast_library::Library;

/// A kind of plan document, as a paper's own words tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyKind {
    /// Id of the kind in the library.
    pub id: String,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The words that say so.
    pub why: String,
}

/// The kind of plan document, or none where its first pages do not sound like one.
pub fn policy_kind(lib: &Library, policy: &Policy) -> Option<PolicyKind> {
    let opening = policy.opening();
    // A title stands early: what is said in the first lines counts twice.
    let title: String = opening.chars().take(400).collect();
    let mut best: Option<(usize, PolicyKind)> = None;
    for kind in &lib.policy_sections.document_types {
        let met: Vec<&str> = kind
            .cues
            .iter()
            .map(String::as_str)
            .filter(|cue| opening.contains(cue))
            .collect();
        let early = met.iter().filter(|cue| title.contains(*cue)).count();
        let score = met.len() + early;
        if score < 2 || best.as_ref().is_some_and(|(most, _)| *most >= score) {
            continue;
        }
        let confidence = if score >= 3 { 0.9 } else { 0.7 };
        best = Some((
            score,
            PolicyKind {
                id: kind.id.clone(),
                confidence,
                why: met.first().copied().unwrap_or_default().to_owned(),
            },
        ));
    }
    best.map(|(_, kind)| kind)
}
