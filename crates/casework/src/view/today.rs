//! Today: one next step, the days that matter, who is being waited for.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The Today screen.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TodayView {
    /// `YYYY-MM-DD`.
    pub today: String,
    /// The one next step; none where nothing needs the person.
    pub next: Option<NextStepView>,
    /// How many further steps stand behind it.
    pub more: u32,
    /// How many steps the person put off; they come back tomorrow.
    pub put_off: u32,
    /// How many letters have a day of the person's own that lies ahead, or is today.
    pub letters_open: u32,
    /// The next day that lies ahead, or is today, safe days included.
    pub next_day: Option<String>,
    /// The next three days, nearest first; days that have passed come after all that lie ahead.
    pub days: Vec<DayView>,
    /// Days that have passed and found no room among those three, the latest first.
    pub passed: Vec<DayView>,
    /// Approvals that end within a month or ended within the last one: to know in time, never late.
    pub approvals: Vec<ApprovalView>,
    /// A no that another letter changed: whether it is done is asked.
    pub changed: Option<ChangedNoView>,
    /// Decisions that seem to answer letters of the person's own: asked, never taken.
    pub answers: Vec<super::LetterAnswerAskView>,
    /// Who owes an answer.
    pub waiting: Vec<WaitingView>,
    /// Documents to check.
    pub to_check: u32,
    /// True in a new case without documents.
    pub empty: bool,
    /// Reminders rest until this day.
    pub paused_until: Option<String>,
    /// True while no recovery sheet of this vault was confirmed: one is offered.
    pub sheet_wanted: bool,
    /// True where a new recovery sheet was begun and broken off: the one before still opens the vault.
    pub sheet_broke_off: bool,
    /// A sentence where the time limits of this plan are not known.
    pub notice: Option<String>,
}

/// One next step.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NextStepView {
    /// Identity, for *Later today*.
    pub id: String,
    /// What kind of step.
    pub kind: NextStepKind,
    /// Headline: "Check the letter that came in today".
    pub title: String,
    /// Why, one or two sentences.
    pub why: String,
    /// Minutes it takes.
    pub minutes: u32,
    /// The document it is about.
    pub document: Option<String>,
    /// The deadline it is about.
    pub deadline: Option<String>,
    /// The letter of the person's own that it is about.
    pub letter: Option<String>,
    /// True within the safe margin; false once the day has passed.
    pub soon: bool,
    /// A shorter time that may hold, in one short line.
    pub sooner: Option<String>,
}

/// What a next step asks for; the window chooses button and screen by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum NextStepKind {
    /// A legal day inside its safe margin: open the deadline.
    ActOnDay,
    /// A letter to check.
    CheckLetter,
    /// A question whose answer moves a date (plan kind, day of receipt): open the letter review there.
    AnswerQuestion,
    /// Files that want a password or could not be read: open the queue.
    LookAtQueue,
    /// A letter that went out and was not answered: ask after it.
    AskAfterLetter,
}

/// A day that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DayView {
    /// The deadline.
    pub deadline: String,
    /// The document it came from.
    pub document: String,
    /// `safe` or `last`.
    pub role: String,
    /// True where it is a step of the ladder: that is opened from it, and else the letter.
    pub on_ladder: bool,
    /// The day.
    pub date: String,
    /// Days from today; negative once passed.
    pub days: i32,
    /// "Mail your appeal by Friday, December 4".
    pub title: String,
    /// Second line.
    pub note: Option<String>,
    /// A shorter time that may hold, in one short line; said once for each deadline.
    pub sooner: Option<String>,
    /// State for the look.
    pub state: super::DeadlineState,
    /// For the day line.
    pub line: Option<super::DayLineView>,
}

/// An approval that ends soon, or has ended.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalView {
    /// Its deadline, to mark it as taken care of.
    pub deadline: String,
    /// The letter that gives it.
    pub document: String,
    /// Its last day.
    pub end: String,
    /// True once that has passed.
    pub ended: bool,
    /// "This approval ends on Sunday, March 14".
    pub title: String,
    /// What it is for, what to do, and from which letter it is.
    pub note: String,
}

/// A no that another letter changed, while its dates are open.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangedNoView {
    /// The letter that changed it.
    pub decision: String,
    /// The letter that said no.
    pub denial: String,
    /// Its title.
    pub denial_title: String,
    /// Which letter changes which.
    pub say: String,
    /// The dates that would be closed: "Appeal to Larkmoor Health: Monday, December 14".
    pub days: Vec<String>,
}

/// Whether a no that was changed is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ChangedAnswer {
    /// Yes: its dates are closed.
    Done,
    /// Only in part: its dates stay.
    Partly,
    /// No: its dates stay.
    Keep,
}

/// Something another party owes.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WaitingView {
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
    /// Day n.
    pub day: u32,
    /// Of m; 0 where it is not known.
    pub of: u32,
    /// By when; empty where it is not known.
    pub by: String,
    /// How long such a thing takes, or that it is late; empty where the days say it all.
    pub say: String,
    /// The letter it is the answer to.
    pub letter: Option<String>,
}
