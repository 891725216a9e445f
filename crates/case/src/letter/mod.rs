//! A letter of the person: sections of paragraphs, with exhibits and gaps as nodes of their own.
//!
//! An exhibit is cited by what it is, never by its letter or its place in a packet: those are worked out when the
//! packet is set, so no citation can point to the wrong page because something before it grew.

mod exhibit;
mod node;
mod sent;

pub use exhibit::{Exhibit, ExhibitOf, ExhibitPages, exhibit_label};
pub use node::{Citation, Node, plain_text};
pub use sent::{LetterAnswer, LetterOutcome, LetterSent, LetterState};

use crate::ids::{CaseRecordId, DocumentId};
use crate::private::Private;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person or an office, as it stands at the head of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Party {
    /// Name; of an office also its department.
    pub name: Private<String>,
    /// Postal address, a line each.
    pub address: Private<String>,
    /// Telephone number.
    pub phone: Private<String>,
    /// Fax number.
    pub fax: Private<String>,
    /// E-mail address.
    pub email: Private<String>,
}

/// A line of the block that says what a letter is about: "Member ID", and its value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReLine {
    /// What it is.
    pub label: String,
    /// Its value.
    pub nodes: Vec<Node>,
}

/// What a paragraph is for, and so whether it has to point to a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It states facts: each of its sentences should point to an exhibit or a source.
    #[default]
    Statement,
    /// It asks for something.
    Ask,
    /// A greeting, a lead-in, a thank-you.
    Plain,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Paragraph {
    /// What it was proposed from; empty where the person wrote it. It stays the same as long as the paragraph does.
    pub key: String,
    /// What it is for.
    pub role: Role,
    /// True for one entry of a list.
    pub listed: bool,
    /// Its words.
    pub nodes: Vec<Node>,
    /// The proposal that the person took, changed or not; where the words are still the same, a newer proposal takes
    /// their place, else it is shown beside.
    pub taken: Vec<Node>,
    /// True where its words were suggested by a program that the person runs, and taken by them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub helped: bool,
}

impl Paragraph {
    /// True where the person changed what was proposed, or wrote it alone.
    pub fn is_own(&self) -> bool {
        self.key.is_empty() || self.nodes != self.taken
    }
}

/// A section under a heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// What it was proposed from, such as `opening` or `reason/step-therapy`; it stays.
    pub key: String,
    /// The heading; empty for none.
    pub heading: String,
    /// Id of the reason that it answers; empty for none.
    pub reason: String,
    /// Paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// How it is signed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Signature {
    /// By pen, on paper.
    #[default]
    Pen,
    /// With a picture of the person's own signature, placed by them.
    Picture {
        /// The paper that holds the picture.
        document: DocumentId,
    },
}

/// A newer proposal beside which the person kept their own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Declined {
    /// Key of the paragraph.
    pub key: String,
    /// The proposal: another one is shown again.
    pub nodes: Vec<Node>,
}

/// What can be ticked to answer a reason.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Picked {
    /// A study of the library.
    Study {
        /// Its id.
        id: String,
    },
    /// A passage of the plan book that was pinned.
    Provision {
        /// The pin.
        id: CaseRecordId,
    },
    /// A page of a paper of the case, or the whole.
    Paper {
        /// The paper.
        document: DocumentId,
        /// The page, from 1; none for the whole.
        page: Option<u32>,
    },
    /// What was tried.
    History,
    /// The scores of a scale.
    Scores {
        /// Id of the scale.
        scale: String,
    },
    /// A call.
    Call {
        /// Its record.
        id: CaseRecordId,
    },
}

/// A thing that was ticked to answer a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// Id of the reason; empty for the letter as a whole.
    pub reason: String,
    /// What was ticked.
    pub picked: Picked,
}

/// A letter, from its first draft to the one that went out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    /// Id of its kind: of an appeal the id of its level.
    pub kind: String,
    /// The letter it answers.
    pub answers: Option<DocumentId>,
    /// Who writes.
    pub from: Party,
    /// Who gets it.
    pub to: Party,
    /// Where the address is from, in words, such as "From the denial letter, page 2".
    pub to_source: String,
    /// Day printed on it; none for the day on which it is set.
    pub written_on: Option<NaiveDate>,
    /// What it is called in one line.
    pub subject: String,
    /// The block that says what it is about.
    pub re: Vec<ReLine>,
    /// Ids of further requests that were ticked.
    pub asks: Vec<String>,
    /// What was ticked.
    pub picks: Vec<Pick>,
    /// Sections, in order.
    pub sections: Vec<Section>,
    /// What the person filled in for gaps, by the id of each: it is a value like those of the record, wherever it is
    /// asked for.
    pub filled: BTreeMap<String, Private<String>>,
    /// Keys of proposed paragraphs that the person left out.
    pub left_out: Vec<String>,
    /// Newer proposals that the person put aside.
    pub declined: Vec<Declined>,
    /// Exhibits, in order.
    pub exhibits: Vec<Exhibit>,
    /// Filled forms of the insurer that go along before the letter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<DocumentId>,
    /// How it is signed.
    pub signature: Signature,
    /// True once the person called it final.
    pub is_final: bool,
    /// Each time it went out, oldest first.
    pub sent: Vec<LetterSent>,
    /// What came back.
    pub answer: Option<LetterAnswer>,
    /// Papers that the person said are no answer to it.
    pub not_answers: Vec<DocumentId>,
    /// The day on which to ask after it next; none for no such day.
    pub ask_again: Option<NaiveDate>,
}

impl Letter {
    /// Where it stands.
    pub fn state(&self) -> LetterState {
        match (&self.answer, self.sent.is_empty()) {
            (Some(answer), _) => LetterState::Answered(answer.outcome),
            (None, false) => LetterState::Sent,
            (None, true) if self.is_final => LetterState::Final,
            (None, true) => LetterState::Draft,
        }
    }

    /// The first day on which it can have gone out the last time that tells one.
    pub fn sent_on(&self) -> Option<NaiveDate> {
        let mut days = self.sent.iter().rev().filter_map(|sent| sent.how.day.value);
        days.next().map(crate::claim::When::earliest)
    }

    /// All runs of nodes, in reading order: the block at its head, then paragraphs.
    pub fn runs(&self) -> impl Iterator<Item = &[Node]> {
        let head = self.re.iter().map(|line| line.nodes.as_slice());
        let body = self.sections.iter().flat_map(|section| &section.paragraphs);
        head.chain(body.map(|paragraph| paragraph.nodes.as_slice()))
    }

    /// What is still missing, each once, in reading order: id and words of each gap.
    pub fn gaps(&self) -> Vec<(&str, &str)> {
        let mut gaps: Vec<(&str, &str)> = Vec::new();
        for node in self.runs().flatten() {
            if let Node::Gap { id, say } = node
                && gaps.iter().all(|(had, _)| had != id)
            {
                gaps.push((id, say));
            }
        }
        gaps
    }

    /// Everything that is cited, each once, in the order in which it comes.
    pub fn cited(&self) -> Vec<&ExhibitOf> {
        let mut cited: Vec<&ExhibitOf> = Vec::new();
        for node in self.runs().flatten() {
            if let Node::Cite(citation) = node
                && !cited.contains(&&citation.of)
            {
                cited.push(&citation.of);
            }
        }
        cited
    }

    /// Place of an exhibit in the list, from 0.
    pub fn exhibit_at(&self, of: &ExhibitOf) -> Option<usize> {
        self.exhibits.iter().position(|exhibit| exhibit.of == *of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Submission, Typed};

    fn sent(day: &str) -> LetterSent {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap_or_default();
        LetterSent {
            how: Submission {
                day: Typed::day(day, today),
                ..Submission::default()
            },
            ..LetterSent::default()
        }
    }

    #[test]
    fn a_letter_that_went_out_is_sent_until_it_is_answered() {
        let mut letter = Letter::default();
        assert_eq!(letter.state(), LetterState::Draft);
        letter.is_final = true;
        assert_eq!(letter.state(), LetterState::Final);
        letter.sent.push(sent("11/28/2026"));
        assert_eq!(letter.state(), LetterState::Sent);
        letter.answer = Some(LetterAnswer {
            outcome: LetterOutcome::Lost,
            day: Typed::default(),
            document: None,
        });
        assert_eq!(letter.state().id(), "lost");
    }

    #[test]
    fn the_day_it_went_out_is_that_of_the_last_sending_that_tells_one() {
        let mut letter = Letter {
            sent: vec![sent("11/2/2026"), sent("11/10")],
            ..Letter::default()
        };
        assert_eq!(letter.sent_on(), NaiveDate::from_ymd_opt(2026, 11, 10));
        letter.sent.push(sent("some day"));
        assert_eq!(letter.sent_on(), NaiveDate::from_ymd_opt(2026, 11, 10));
    }

    #[test]
    fn a_letter_kept_before_it_could_be_sent_is_read() {
        let kept = serde_json::json!({ "kind": "internal-appeal", "is_final": true });
        let letter: Letter = serde_json::from_value(kept).unwrap_or_default();
        assert_eq!(letter.state(), LetterState::Final);
    }
}
