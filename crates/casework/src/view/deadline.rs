//! Deadlines: rows, the day line, and why this date.

use serde::Serialize;
use specta::Type;

/// The states of ui §5.4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineState {
    /// More than a week to the safe day.
    Far,
    /// Safe day within 7 days, or past it.
    Soon,
    /// Today is the last day.
    Today,
    /// The day has passed.
    Passed,
    /// An approval that has ended: nothing is late.
    Ended,
    /// The clock has not started.
    NotStarted,
    /// Done.
    Done,
}

/// One rope with its knots.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DayLineView {
    /// Day the count starts from.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Today is day n.
    pub today_day: i32,
    /// Of m days in all.
    pub days: u32,
    /// Safe day is day n.
    pub safe_day: Option<u32>,
    /// True where the last day is the earliest it can be, not a sure one.
    pub unsure: bool,
}

/// A deadline in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineView {
    /// Id.
    pub id: String,
    /// The document it came from.
    pub document: String,
    /// Title of that document.
    pub document_title: String,
    /// Level id.
    pub level: String,
    /// The step in plain words: "Appeal to Larkmoor Health".
    pub title: String,
    /// True for the end of an approval: nothing is sent by it.
    pub approval: bool,
    /// `member`, `provider`, `plan` or `other`.
    pub who: String,
    /// True for the one that leads its letter.
    pub primary: bool,
    /// Last day to act on.
    pub due: Option<String>,
    /// Days from today to `due`.
    pub days: Option<i32>,
    /// Safe day.
    pub safe_day: Option<String>,
    /// `mail`, `mail-counter`, `fax-or-portal` or `at-once`.
    pub safe_by: Option<String>,
    /// State.
    pub state: DeadlineState,
    /// The words of that state: "4 days to the safe day".
    pub say: String,
    /// Rope.
    pub line: Option<DayLineView>,
    /// True where the letter was checked by the person.
    pub confirmed: bool,
    /// True where the rule's text was seen.
    pub rule_verified: bool,
    /// A shorter time that may hold, in one short line with its condition.
    pub sooner: Option<String>,
    /// That it is the earliest it can be, and why, where the decision it counts from is only written down.
    pub earliest: Option<String>,
}

/// Why this date.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WhyView {
    /// The deadline.
    pub deadline: DeadlineView,
    /// "appeal to Larkmoor Health".
    pub about: String,
    /// What has to happen by then: "Your appeal must be there by then. 21 days left."
    pub lead: String,
    /// The steps, in order.
    pub steps: Vec<WhyStepView>,
    /// Doubts in plain sentences.
    pub doubts: Vec<String>,
    /// Shorter times that may hold: whole sentences with their condition, and what to do.
    pub sooner_if: Vec<SoonerIfView>,
    /// Later days that may hold.
    pub later_if: Vec<LaterIfView>,
    /// What is still open where the day has passed (good cause, next ways).
    pub ways: Vec<String>,
    /// All of it as text, to copy.
    pub as_text: String,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WhyStepView {
    /// Headline.
    pub title: String,
    /// Sentence.
    pub say: String,
    /// The day it arrives at.
    pub date: Option<String>,
    /// True for the step that leads.
    pub leads: bool,
    /// A page of a document it rests on.
    pub document: Option<String>,
    /// Page number there.
    pub page: Option<u32>,
    /// Rule citation.
    pub citation: Option<String>,
    /// Day the rule was last checked.
    pub checked: Option<String>,
    /// False where the rule's text was not seen.
    pub verified: bool,
}

/// A shorter time that may hold.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SoonerIfView {
    /// Sentence.
    pub say: String,
    /// Citation of its rule.
    pub citation: String,
}

/// A later day that may hold.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LaterIfView {
    /// Condition.
    pub say: String,
    /// Day.
    pub date: String,
}

/// The Appeals screen: the ladder of a letter.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LadderView {
    /// Denials to choose from: (document id, title).
    pub denials: Vec<DenialChoiceView>,
    /// The chosen one.
    pub document: Option<String>,
    /// What it is about, one line.
    pub about: String,
    /// Where nothing is left to appeal: that, and what to look at; then no step is the present one.
    pub won: Option<String>,
    /// Plan kind in plain words, and why we think so.
    pub plan_kind: String,
    /// Why.
    pub plan_kind_why: String,
    /// The steps.
    pub steps: Vec<LadderStepView>,
}

/// A denial to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DenialChoiceView {
    /// Document id.
    pub document: String,
    /// Title.
    pub title: String,
}

/// Where a step of the ladder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum StepStandingView {
    /// It may come.
    Later,
    /// It can be taken now.
    Open,
    /// It was taken; from when they count is not known.
    Filed,
    /// It was taken, and their time runs.
    Waiting,
    /// They changed their no.
    Won,
    /// Their no stands, in whole or in part.
    Lost,
    /// Its last day has passed, and nothing went out.
    Expired,
    /// It lies behind.
    Behind,
    /// Their letter says that there is none.
    Absent,
}

/// How long they have to decide a step, or how fast they must.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepTimeView {
    /// The sentence.
    pub say: String,
    /// `letter` or `rule`: who gives it.
    pub by: String,
    /// Citation of the rule; none where their letter gives it.
    pub citation: Option<String>,
    /// False where the rule's text was not seen.
    pub verified: bool,
}

/// A step of the ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LadderStepView {
    /// Level id.
    pub level: String,
    /// In plain words.
    pub title: String,
    /// Who decides, and what holds.
    pub say: String,
    /// `done`, `now`, `later`.
    pub state: String,
    /// Where it stands.
    pub standing: StepStandingView,
    /// Where it stands, in words with its days; empty where there is nothing to say.
    pub said: String,
    /// That its day is the earliest it can be, and why; empty where it is not.
    pub earliest: String,
    /// How long they have to decide it, where it lies ahead.
    pub decision: Option<StepTimeView>,
    /// Its fast way, where there is one and it lies ahead.
    pub fast: Option<StepTimeView>,
    /// True where it may be left out.
    pub optional: bool,
    /// True where nothing but a court, or nothing at all, comes after it.
    pub last_chance: bool,
    /// That it is the last chance; empty where it is not.
    pub last_say: String,
    /// True where a letter of the person's own goes there now.
    pub writes: bool,
    /// The letter that is begun or went out for it.
    pub letter: Option<String>,
    /// The letter of theirs that it is about.
    pub answers: Option<String>,
    /// What became of that letter, where it went out.
    pub follow: Option<super::LetterFollowView>,
    /// The deadline of this step, where its clock runs.
    pub deadline: Option<DeadlineView>,
    /// The window in words: "180 days after the letter came".
    pub window: Option<String>,
    /// Citation.
    pub citation: Option<String>,
    /// False where the rule's text was not seen.
    pub verified: bool,
}
