//! A letter: its words, its exhibits, what answers each reason, and the packet.

use super::{ChangeView, PaperView};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A kind of letter that can be written.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterKindView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is for, in plain words.
    pub plain: String,
}

/// The letters of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LettersView {
    /// Letters, newest first.
    pub letters: Vec<LetterRowView>,
}

/// A letter in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterRowView {
    /// Its id.
    pub id: String,
    /// Id of its kind.
    pub kind: String,
    /// The letter it answers.
    pub answers: Option<String>,
    /// What it is called.
    pub subject: String,
    /// Who gets it.
    pub to: String,
    /// True once it is final.
    pub is_final: bool,
    /// The day printed on it.
    pub day: String,
    /// `draft`, `final`, `sent`, `won`, `partly` or `lost`.
    pub state: String,
    /// "Sent November 28"; empty while it was not sent.
    pub state_say: String,
}

/// Which letter to begin.
#[derive(Clone, Debug, PartialEq, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterStartRequest {
    /// Id of the kind.
    pub kind: String,
    /// The letter it answers; none for the denial to act on next.
    pub answers: Option<String>,
}

/// A letter that was begun.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterStartedView {
    /// Its id.
    pub letter: String,
    /// The change.
    pub change: ChangeView,
}

/// A person or an office.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterPartyView {
    /// Name.
    pub name: String,
    /// Postal address, a line each.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Fax.
    pub fax: String,
    /// E-mail.
    pub email: String,
}

/// A person or an office as it was typed.
#[derive(Clone, Debug, PartialEq, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct LetterPartyInput {
    /// Name.
    pub name: String,
    /// Postal address, a line each.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Fax.
    pub fax: String,
    /// E-mail.
    pub email: String,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterNodeView {
    /// What it is.
    pub is: LetterNodeKind,
    /// As it is drawn; empty for an exhibit that is gone.
    pub say: String,
    /// True for bold.
    pub strong: bool,
    /// True for italic.
    pub em: bool,
    /// To what it points, or which gap it is: handed back unread.
    pub of: String,
}

/// A piece of a paragraph as it is handed back.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterNodeInput {
    /// What it is.
    pub is: LetterNodeKind,
    /// The words.
    pub say: String,
    /// True for bold.
    pub strong: bool,
    /// True for italic.
    pub em: bool,
    /// As it was given.
    pub of: String,
}

/// What a piece of a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum LetterNodeKind {
    /// Words.
    Words,
    /// A pointer to an exhibit.
    Cite,
    /// A pointer to something public.
    Source,
    /// Something missing.
    Gap,
}

/// A pointer that is to be put into a paragraph: to an exhibit, or to a passage of the plan book.
#[derive(Clone, Debug, PartialEq, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct LetterCiteRequest {
    /// Place of the exhibit, from 0.
    pub exhibit: Option<u32>,
    /// The page of it, as typed; empty for the whole.
    pub page: String,
    /// The passage, as it was given among what can answer.
    pub passage: Option<String>,
}

/// A line of the block at the head.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterReLineView {
    /// What it is.
    pub label: String,
    /// Its value.
    pub nodes: Vec<LetterNodeView>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterParagraphView {
    /// What it was proposed from; empty where the person wrote it.
    pub key: String,
    /// True for one entry of a list.
    pub listed: bool,
    /// Its words.
    pub nodes: Vec<LetterNodeView>,
    /// True where the person changed it.
    pub own: bool,
    /// True where its words were suggested by a program of the person's and taken by them.
    pub helped: bool,
    /// A newer proposal beside it.
    pub proposal: Option<Vec<LetterNodeView>>,
    /// True where the person kept their own words beside that proposal.
    pub declined: bool,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterSectionView {
    /// What it was proposed from.
    pub key: String,
    /// The heading.
    pub heading: String,
    /// The reason it answers; empty for none.
    pub reason: String,
    /// Paragraphs.
    pub paragraphs: Vec<LetterParagraphView>,
}

/// An exhibit.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterExhibitView {
    /// "C".
    pub label: String,
    /// What it is called.
    pub title: String,
    /// True where the thing is in the trash or gone.
    pub gone: bool,
    /// True where it is not here yet: it is to follow.
    pub awaited: bool,
    /// The paper that came for it meanwhile, by the checklist.
    pub came: Option<PaperView>,
    /// True where the person put it in by hand, and can take it out the same way.
    pub by_hand: bool,
    /// The paper, where it is one.
    pub document: Option<String>,
}

/// What can be put among the exhibits by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterByHandView {
    /// True where what happened, day by day, goes along.
    pub timeline: bool,
    /// True where a day of anything is known.
    pub timeline_has: bool,
    /// Rows of the checklist that are open: what was asked for first.
    pub to_follow: Vec<LetterToFollowView>,
    /// Papers that do not go along yet.
    pub papers: Vec<PaperView>,
}

/// A paper that may follow.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterToFollowView {
    /// Id of its row in the checklist.
    pub row: String,
    /// What it is.
    pub title: String,
    /// Where it stands: "Asked on November 2. Day 12 of 30."
    pub say: String,
}

/// Something that can answer a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterPickView {
    /// What it is: handed back unread.
    pub pick: String,
    /// The same as a word that can be typed, such as `scores:phq-9`.
    pub thing: String,
    /// `studies`, `reading` for a study to be read before it is used, `against`, `case`, `plan` or `plan-more`.
    pub place: String,
    /// Its name.
    pub title: String,
    /// What it shows.
    pub about: String,
    /// Its letter among the exhibits, where it is ticked.
    pub label: Option<String>,
    /// True where it is ticked.
    pub ticked: bool,
}

/// A reason of the denial.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterReasonView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it means, in plain words.
    pub plain: String,
    /// The letter's own words.
    pub quote: String,
    /// Page of the letter.
    pub page: Option<u32>,
    /// True where an argument stands that points to an exhibit or a source.
    pub answered: bool,
    /// To how many exhibits the argument points, without the denial itself.
    pub exhibits: u32,
    /// What an appeal has to say to it.
    pub must_say: Vec<String>,
    /// What would strengthen the answer and is not at hand yet.
    pub lacks: Vec<String>,
    /// What to ask them.
    pub will_ask: Vec<String>,
    /// What to beware of.
    pub beware: String,
    /// What can answer it.
    pub picks: Vec<LetterPickView>,
}

/// A further request.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterAskView {
    /// Its id.
    pub id: String,
    /// Its words.
    pub say: String,
    /// What to know; empty for nothing.
    pub hint: String,
    /// True where it is ticked.
    pub ticked: bool,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterGapView {
    /// Id of the gap; empty where the letter lacks words that the record has.
    pub id: String,
    /// What it is.
    pub say: String,
    /// What their letter seems to say for it, not surely enough to stand in a letter unasked; empty for nothing.
    pub offer: String,
}

/// A sentence that points to no page.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterStatementView {
    /// Place of its section.
    pub section: u32,
    /// Place of its paragraph.
    pub paragraph: u32,
    /// Place of the sentence.
    pub sentence: u32,
    /// Its words.
    pub text: String,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterView {
    /// Its id.
    pub id: String,
    /// Id of its kind.
    pub kind: String,
    /// Name of its kind.
    pub kind_title: String,
    /// What the kind is for.
    pub plain: String,
    /// The letter it answers.
    pub answers: Option<String>,
    /// What it is called.
    pub subject: String,
    /// The day printed on it.
    pub day: String,
    /// By when to send it to be safe, in a few words; none where no day is known.
    pub send_by: Option<String>,
    /// Who writes.
    pub from: LetterPartyView,
    /// Who gets it.
    pub to: LetterPartyView,
    /// Where that address is from.
    pub to_source: String,
    /// How it greets.
    pub greeting: String,
    /// The block at its head.
    pub re: Vec<LetterReLineView>,
    /// Its sections.
    pub sections: Vec<LetterSectionView>,
    /// Its exhibits.
    pub exhibits: Vec<LetterExhibitView>,
    /// The reasons it answers.
    pub reasons: Vec<LetterReasonView>,
    /// The picture it is signed with; none for a pen on paper.
    pub signature: Option<LetterPictureView>,
    /// Pictures of the case it could be signed with.
    pub pictures: Vec<LetterPictureView>,
    /// Further requests.
    pub asks: Vec<LetterAskView>,
    /// How many sentences state something.
    pub statements: u32,
    /// How many of them point to a page or a source.
    pub pointing: u32,
    /// Those that do not.
    pub bare: Vec<LetterStatementView>,
    /// What is missing before it can be final.
    pub missing: Vec<LetterGapView>,
    /// True once it is final.
    pub is_final: bool,
}

/// A picture with which a letter can be signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LetterPictureView {
    /// Id of the paper.
    pub document: String,
    /// What it is called; empty where it is gone.
    pub title: String,
}

/// A change of a letter.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum LetterChange {
    /// Who writes.
    From {
        /// As typed.
        party: LetterPartyInput,
    },
    /// Who gets it.
    To {
        /// As typed.
        party: LetterPartyInput,
    },
    /// Something answers a reason, or does not.
    Tick {
        /// Id of the reason; empty for the letter as a whole.
        reason: String,
        /// What, as it was given.
        pick: String,
        /// True to tick it.
        on: bool,
    },
    /// A paper is taken out, for whatever reasons it was ticked.
    WithoutPaper {
        /// Its id, or the beginning of it.
        document: String,
    },
    /// A further request.
    Ask {
        /// Its id.
        ask: String,
        /// True to tick it.
        on: bool,
    },
    /// The words of a paragraph. Empty words take it out.
    Paragraph {
        /// Key of the section.
        section: String,
        /// Key of the paragraph; empty for one that the person writes alone.
        key: String,
        /// Its place, for one without a key.
        place: u32,
        /// Its words.
        nodes: Vec<LetterNodeInput>,
    },
    /// What was missing.
    Gap {
        /// Id of the gap.
        id: String,
        /// The words.
        words: String,
    },
    /// A newer proposal is taken.
    Take {
        /// Key of the paragraph.
        key: String,
    },
    /// The own words stay beside a newer proposal, which is put aside; or it is shown again.
    Keep {
        /// Key of the paragraph.
        key: String,
        /// True to put it aside.
        on: bool,
    },
    /// How it is signed.
    Signature {
        /// The paper that holds the picture of a signature; none for a pen.
        document: Option<String>,
    },
    /// A filled form of the insurer goes along before the letter, or not.
    Form {
        /// The filled paper.
        document: String,
        /// True to send it along.
        on: bool,
    },
    /// An exhibit gets another place.
    Move {
        /// From here.
        from: u32,
        /// To there.
        to: u32,
    },
    /// What happened, day by day, goes along, or does not.
    Timeline {
        /// True where it goes along.
        on: bool,
    },
    /// A paper that is not here yet gets its place among the exhibits.
    Await {
        /// Id of the row of the checklist; empty where the person says what it is.
        row: String,
        /// What it is, where it is no row.
        what: String,
    },
    /// A paper that was to follow is here, and takes the place that was kept.
    Here {
        /// Place of the exhibit, from 0.
        place: u32,
        /// The paper.
        document: String,
    },
    /// An exhibit that was put in by hand goes.
    TakeOut {
        /// Its place, from 0.
        place: u32,
    },
    /// What is proposed is worked out anew from the record.
    Refresh,
    /// It is final, or open again.
    Final {
        /// True for final.
        on: bool,
    },
}
