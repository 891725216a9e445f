//! After a decision: what is won, what is left, and which ways are still open.

use serde::Serialize;
use specta::Type;

/// What was decided, as far as the record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AfterOutcome {
    /// There is no denial.
    None,
    /// They said yes.
    Won,
    /// They said yes to a part.
    Partly,
    /// Their no stands.
    No,
    /// A letter of the person's own is with them.
    Waiting,
    /// It is not sure what the letter says.
    Unsure,
}

/// What to do once a decision came.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AfterView {
    /// The letter it is about.
    pub document: Option<String>,
    /// What that letter is called.
    pub title: String,
    /// True where it belongs on the screen unasked: the letter is a decision, one was recorded, or no step is open.
    pub shown: bool,
    /// What was decided.
    pub outcome: AfterOutcome,
    /// The first line.
    pub headline: String,
    /// What it means.
    pub lead: String,
    /// What to check on the next bill; empty where nothing was won.
    pub checks: Vec<String>,
    /// What they still refuse, in plain words; empty where that is not known.
    pub left: Vec<String>,
    /// The ways that are still open.
    pub doors: Vec<AfterDoorView>,
    /// What to watch for.
    pub watch: Vec<AfterWatchView>,
}

/// One way that is still open.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AfterDoorView {
    /// Level id of a step, else `regulator`, `parity`, `new-request` or `funding`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Why one would take it.
    pub why: String,
    /// Who decides, in a sentence; empty where nobody does.
    pub decides: String,
    /// Last day; none where none is known.
    pub by: Option<String>,
    /// The last day in words, or that there is none.
    pub by_say: String,
    /// The deadline behind that day.
    pub deadline: Option<String>,
    /// True where it may be left out.
    pub optional: bool,
    /// That it is the last chance; empty where it is not.
    pub last_say: String,
    /// More to know, a line each.
    pub points: Vec<String>,
    /// Whom to turn to.
    pub places: Vec<AfterPlaceView>,
    /// Where it is from.
    pub source: Option<String>,
    /// True only where the text of that source was seen.
    pub verified: bool,
    /// Day of the last check.
    pub checked: Option<String>,
    /// The next thing to do; none where it is only said.
    pub act: Option<AfterActView>,
}

/// An office, a helper or a way to pay.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AfterPlaceView {
    /// Its name.
    pub name: String,
    /// For whom or what it is there.
    pub scope: String,
    /// Address, telephone and web page, a line each.
    pub reach: Vec<String>,
    /// Where it is from.
    pub source: String,
    /// True only where the text of that source was seen.
    pub verified: bool,
    /// Day of the last check; none for what stands in a letter of the case.
    pub checked: Option<String>,
}

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AfterAct {
    /// Begins a letter.
    Write,
    /// Opens the letter that was begun.
    GoOn,
    /// Shows claims and requests.
    Claims,
    /// Shows the plan.
    Plan,
}

/// The next thing to do.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AfterActView {
    /// What it is.
    pub what: AfterAct,
    /// Kind of the letter to begin; empty for none.
    pub kind: String,
    /// The letter of theirs that it answers.
    pub answers: Option<String>,
    /// The letter that was begun.
    pub letter: Option<String>,
}

/// Something to watch for.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AfterWatchView {
    /// Its name.
    pub title: String,
    /// What to do when it comes.
    pub say: String,
    /// The day, where one is known.
    pub day: Option<String>,
}
