//! What the case is about, as far as studies go: told by the answered letter, by what was filled in, and by the person's
//! own sessions.

use crate::desk::{Inner, Opened};
use crate::error::Error;
use holdfast_case::reading::Reading;
use holdfast_case::{DocumentId, Letter, Page};
use holdfast_library::evidence::Study;
use holdfast_rules::bearing::About;

/// Below this what was read tells nothing of the treatment.
const LIKELY: f32 = 0.5;

/// Studies for a reason: those that answer it and those that speak against, without those about something else.
pub(super) struct Studies<'a> {
    pub(super) supports: Vec<&'a Study>,
    pub(super) against: Vec<&'a Study>,
}

impl Inner {
    /// What the case is about.
    pub(super) fn case_about(
        &self,
        open: &Opened,
        letter: &Letter,
        reading: &Reading,
    ) -> Result<About, Error> {
        let mut about = About::default();
        let filled = letter.filled.get("service").map(|words| words.reveal());
        let service = reading.claim.service.as_ref();
        let service = service.filter(|fact| fact.confidence >= LIKELY);
        let service = service.map(|fact| format!("{} {}", fact.value, fact.quote));
        for words in filled.cloned().into_iter().chain(service.clone()) {
            about.service(self.lib, &words);
        }
        for code in &reading.claim.codes {
            match code.system.as_str() {
                "icd-10-cm" => about.diagnosis(&code.fact.value),
                _ => about.code(&code.fact.value),
            }
        }
        if about.conditions.is_empty() || about.treatments.is_empty() {
            self.about_before(open, letter, &mut about)?;
        }
        let text = match letter.answers {
            Some(document) => self.text_of(open, document)?,
            None => String::new(),
        };
        if about.treatments.is_empty() {
            // the name of the drug may stand anywhere in the letter
            let lower = text.to_lowercase();
            if lower.contains("ketamine") || lower.contains("spravato") {
                about.service(self.lib, &lower);
            } else if service.is_some() || filled.is_some() {
                about.other_service();
            }
        }
        if about.treatments.is_empty() {
            for kept in self.sessions_of(open)? {
                about.service(self.lib, kept.record.what.reveal());
            }
        }
        if about.conditions.is_empty() {
            about.words(service.as_deref().unwrap_or_default());
            about.words(&text);
        }
        Ok(about)
    }

    /// The studies for a reason that may bear on this case.
    pub(super) fn studies_for(&self, about: &About, reason: &str) -> Studies<'static> {
        let (supports, against) = super::reasons::studies(self.lib, reason);
        let fits = |all: Vec<&'static Study>| -> Vec<&'static Study> {
            all.into_iter()
                .filter(|study| about.may_bear(study))
                .collect()
        };
        Studies {
            supports: fits(supports),
            against: fits(against),
        }
    }

    /// The words of a paper.
    fn text_of(&self, open: &Opened, document: DocumentId) -> Result<String, Error> {
        let pages = open.vault.read().document_pages(document)?;
        let words = pages.iter().flat_map(|page: &Page| &page.words);
        let words: Vec<&str> = words.map(|word| word.text.as_str()).collect();
        Ok(words.join(" "))
    }
}
