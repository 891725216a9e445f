//! Letters that went out: how to send one, how it went, how long they have, what came back.

use super::{ClaimClockView, PaperChoiceView};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Ways to send a letter, and what to know of each.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SendGuideView {
    /// The letter.
    pub letter: String,
    /// What it is called.
    pub subject: String,
    /// The ways, the surest first.
    pub ways: Vec<SendWayView>,
    /// By when it has to go out or be there; none where no day is known.
    pub by: Option<String>,
    /// What is still missing in it; empty where nothing is.
    pub missing: Vec<String>,
    /// What to know where it is sent all the same; none where nothing is missing.
    pub missing_say: Option<String>,
    /// True where a fast decision is asked for in it.
    pub fast: bool,
}

/// One way to send.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SendWayView {
    /// `certified-mail`, `fax`, `portal`, `mail`, `by-hand` or `email`.
    pub id: String,
    /// "By certified mail".
    pub title: String,
    /// What it is good for.
    pub say: String,
    /// True where a cover sheet belongs on top.
    pub cover: bool,
    /// What to do, step by step.
    pub steps: Vec<String>,
    /// Lines for the envelope; empty where there is none.
    pub label: Vec<String>,
    /// Where it goes, as it is written down.
    pub to: String,
}

/// How a letter went out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterSentRequest {
    /// Which sending it corrects, from 0; none for a new one.
    pub at: Option<u32>,
    /// The way it went.
    pub way: String,
    /// The day it went out.
    pub day: String,
    /// The day they had it.
    pub received: String,
    /// Where it went; empty takes what the letter says.
    pub to: String,
    /// Tracking or confirmation number.
    pub tracking: String,
    /// How many pages; empty takes what the packet has.
    pub pages: String,
    /// The filed papers that prove it.
    pub proofs: Vec<String>,
    /// True where a fast decision was asked for.
    pub fast: bool,
    /// True where it was sent although something was missing.
    pub anyway: bool,
    /// True for a packet with a cover sheet, where none is put together yet.
    pub cover: bool,
    /// Pages that the way takes at a time; where the packet has more, it went in parts.
    pub max_pages: Option<u32>,
    /// Millions of bytes that the way takes at a time; where the packet has more, it went in parts.
    pub max_mb: Option<u32>,
    /// True where heavy pages were made less sharp.
    pub shrink: bool,
    /// What else to know.
    pub note: String,
}

/// What came back on a letter.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterAnswerRequest {
    /// `won`, `partly` or `lost`.
    pub outcome: String,
    /// The day of the decision; empty takes that of the paper.
    pub day: String,
    /// The paper it stands on.
    pub document: Option<String>,
}

/// The letters that went out.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LettersSentView {
    /// Letters, the newest first.
    pub letters: Vec<LetterFollowView>,
    /// Papers to choose from as proof or answer.
    pub papers: Vec<PaperChoiceView>,
}

/// A letter that went out, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterFollowView {
    /// The letter.
    pub letter: String,
    /// Id of its kind.
    pub kind: String,
    /// What it is called.
    pub subject: String,
    /// Who got it.
    pub to: String,
    /// The letter it answers.
    pub answers: Option<String>,
    /// `draft`, `final`, `sent`, `won`, `partly` or `lost`.
    pub state: String,
    /// Where it stands, in one line.
    pub say: String,
    /// Each time it went out, oldest first.
    pub sent: Vec<LetterSendingView>,
    /// Their time to decide, while it is waited for.
    pub clock: Option<ClaimClockView>,
    /// True where that time is over.
    pub late: bool,
    /// What can be done once they are late.
    pub ways: Vec<WayOnView>,
    /// What came back.
    pub answer: Option<LetterAnswerView>,
    /// A paper that seems to be the answer: asked, never taken.
    pub asked: Option<LetterAnswerAskView>,
    /// The day on which to ask after it next.
    pub ask_again: Option<String>,
    /// "Ask on Monday, December 7 whether it came."
    pub ask_say: String,
    /// True where that day is here.
    pub ask_now: bool,
}

/// One sending of a letter.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterSendingView {
    /// "Sent November 28 by fax, 12 pages."
    pub say: String,
    /// The way it went.
    pub way: String,
    /// The day as typed.
    pub day: String,
    /// The day they had it, as typed.
    pub received: String,
    /// Where it went.
    pub to: String,
    /// Tracking number.
    pub tracking: String,
    /// How many pages, as typed.
    pub pages: String,
    /// True where a fast decision was asked for.
    pub fast: bool,
    /// What else to know.
    pub note: String,
    /// The packet as it went out; none where it went in parts.
    pub packet: Option<PaperChoiceView>,
    /// The parts in which it went out, in order.
    pub parts: Vec<PaperChoiceView>,
    /// Papers that prove it.
    pub proofs: Vec<PaperChoiceView>,
    /// What is not sure, or was missing, in sentences.
    pub doubts: Vec<String>,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WayOnView {
    /// A sentence.
    pub say: String,
    /// The rule it stands on.
    pub citation: Option<String>,
    /// False where the rule's text was not seen.
    pub verified: bool,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterAnswerView {
    /// `won`, `partly` or `lost`.
    pub outcome: String,
    /// "They kept their no on January 5, 2027."
    pub say: String,
    /// The paper it stands on.
    pub document: Option<PaperChoiceView>,
}

/// A paper that seems to answer a letter.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterAnswerAskView {
    /// The letter.
    pub letter: String,
    /// The paper.
    pub document: String,
    /// Its title.
    pub title: String,
    /// The question, with what speaks for it.
    pub say: String,
    /// What it seems to say: `won`, `partly` or `lost`; none where that is not clear.
    pub outcome: Option<String>,
    /// "It says that they keep their no."
    pub outcome_say: String,
}
