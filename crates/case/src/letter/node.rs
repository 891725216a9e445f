//! The words of a letter, with citations and gaps that are no words.

use super::Letter;
use super::exhibit::{ExhibitOf, ExhibitPages, exhibit_label};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A pointer to a page of something that goes with the letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// To what.
    pub of: ExhibitOf,
    /// Page of the thing itself, from 1, whatever part of it goes along; none for the whole.
    pub page: Option<u32>,
}

/// A piece of a paragraph.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "node", rename_all = "kebab-case")]
pub enum Node {
    /// Words.
    Words {
        /// The words; spaces count.
        text: String,
        /// True for bold.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        strong: bool,
        /// True for italic.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        em: bool,
    },
    /// A pointer to an exhibit.
    Cite(Citation),
    /// A pointer to something public, such as a rule: it needs no exhibit.
    Source {
        /// Id in the library.
        id: String,
        /// As it is printed.
        say: String,
    },
    /// What the record does not hold and the letter needs.
    Gap {
        /// Id of what is missing.
        id: String,
        /// What it is, in words: "your date of birth".
        say: String,
    },
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Words { .. } => "Words(•••)",
            Self::Cite(_) => "Cite(•••)",
            Self::Source { .. } => "Source(•••)",
            Self::Gap { .. } => "Gap(•••)",
        })
    }
}

impl Node {
    /// Plain words.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Words {
            text: text.into(),
            strong: false,
            em: false,
        }
    }

    /// True where it points to a page or a source.
    pub fn points(&self) -> bool {
        matches!(self, Self::Cite(_) | Self::Source { .. })
    }
}

impl Citation {
    /// "Ex. C, p. 2" in this letter; none where the exhibit is not among those that go with it, or that page is not.
    pub fn say(&self, letter: &Letter) -> Option<String> {
        let at = letter.exhibit_at(&self.of)?;
        let label = exhibit_label(at);
        let pages = letter.exhibits.get(at).map(|exhibit| &exhibit.pages);
        match (self.page, pages) {
            (None, _) => Some(format!("Ex. {label}")),
            (Some(page), None | Some(ExhibitPages::All)) => Some(format!("Ex. {label}, p. {page}")),
            (Some(page), Some(pages)) => Some(format!("Ex. {label}, p. {}", pages.place(page)?)),
        }
    }
}

/// The words of a run as a reader sees them: citations in round brackets, gaps in square ones.
pub fn plain_text(nodes: &[Node], letter: &Letter) -> String {
    nodes
        .iter()
        .map(|node| match node {
            Node::Words { text, .. } => text.clone(),
            Node::Cite(citation) => match citation.say(letter) {
                Some(say) => format!("({say})"),
                None => "(exhibit gone)".to_owned(),
            },
            Node::Source { say, .. } => say.clone(),
            Node::Gap { say, .. } => format!("[{say}]"),
        })
        .collect()
}
