//! What became of a letter: each time it went out, and what came back.

use crate::claim::{Submission, Typed, When};
use crate::ids::DocumentId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One time that a letter went out, with its packet.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LetterSent {
    /// Way, day and place. Its one paper of proof is not used here: see `proofs`.
    pub how: Submission,
    /// The packet as it went out, sealed among the papers; none where it went in parts.
    pub packet: Option<DocumentId>,
    /// The parts in which it went out, in order, each sealed with its cover sheet; empty where it went as one.
    pub parts: Vec<DocumentId>,
    /// How many pages it had; none where nobody counted.
    pub pages: Option<u32>,
    /// Papers that prove it went out, or came there.
    pub proofs: Vec<DocumentId>,
    /// True where a fast decision was asked for.
    pub fast: bool,
    /// What was still missing in it when it went out, in words: the person may have written it in by pen.
    pub lacked: Vec<String>,
}

impl fmt::Debug for LetterSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LetterSent(•••)")
    }
}

/// What was decided on a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterOutcome {
    /// They changed their no, all of it.
    Won,
    /// They changed a part of it.
    Partly,
    /// Their no stands.
    Lost,
}

impl LetterOutcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Won, Self::Partly, Self::Lost];

    /// The id used on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Partly => "partly",
            Self::Lost => "lost",
        }
    }

    /// The outcome with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }
}

/// The answer to a letter.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LetterAnswer {
    /// What was decided.
    pub outcome: LetterOutcome,
    /// The day of the decision.
    #[serde(default)]
    pub day: Typed<When>,
    /// The paper it stands on.
    #[serde(default)]
    pub document: Option<DocumentId>,
}

impl fmt::Debug for LetterAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LetterAnswer(•••)")
    }
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// It is being written.
    Draft,
    /// It is final and not sent.
    Final,
    /// It went out, and nothing came back yet.
    Sent,
    /// It was answered.
    Answered(LetterOutcome),
}

impl LetterState {
    /// The id used on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
            Self::Sent => "sent",
            Self::Answered(outcome) => outcome.id(),
        }
    }
}
