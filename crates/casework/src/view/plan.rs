//! The plan: what is known of it, the interview that finds its kind, and calls.

use serde::{Deserialize, Serialize};
use specta::Type;

/// One value of the plan record.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanFieldView {
    /// Id of the field.
    pub field: String,
    /// What it is, in plain words.
    pub label: String,
    /// `words`, `number`, `phone`, `money`, `percent` or `day`: how it is typed.
    pub form: String,
    /// As it was typed; empty where nothing is known.
    pub value: String,
    /// As it is shown: an amount with its sign, a day with its weekday.
    pub shown: String,
    /// Where it is from, in words.
    pub source: Option<String>,
    /// The paper it is from.
    pub document: Option<String>,
    /// Page there.
    pub page: Option<u32>,
    /// Why it can't be used as it was typed; it is kept all the same.
    pub trouble: Option<String>,
}

/// A part of the plan record.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanPartView {
    /// `who`, `numbers`, `contacts`, `money` or `cover`.
    pub part: String,
    /// All its fields, in order, also those of which nothing is known.
    pub fields: Vec<PlanFieldView>,
}

/// A counter of the plan year.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CounterView {
    /// Id of its whole amount's field.
    pub field: String,
    /// "Deductible, out of network".
    pub label: String,
    /// Used so far.
    pub used: String,
    /// The whole.
    pub total: String,
    /// Used, in per cent.
    pub percent: u8,
    /// What is left, or that more is said to be used than there is.
    pub say: String,
    /// True where the two amounts don't fit each other.
    pub over: bool,
    /// Where both are from.
    pub source: String,
}

/// A value that was read from a paper and waits for a yes or no.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanOfferView {
    /// Id of the field.
    pub field: String,
    /// What it is.
    pub label: String,
    /// The value, as it is taken.
    pub value: String,
    /// As it is shown: an amount with its sign, a state with its name.
    pub shown: String,
    /// The words as they stand on the paper.
    pub quote: String,
    /// The paper.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Page there.
    pub page: Option<u32>,
    /// False where it was read with doubt.
    pub sure: bool,
    /// What is in its place now; none where nothing is.
    pub instead_of: Option<String>,
}

/// A call that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallView {
    /// Its id.
    pub id: String,
    /// "Larkmoor Health, Dana R."
    pub title: String,
    /// When, as people say it.
    pub at: String,
    /// Reference number.
    pub reference: String,
    /// What was promised, and by when.
    pub promise: String,
    /// The day of the promise as it was typed, where it can't be read as a day; else empty.
    pub day_typed: String,
    /// Why that day can't be used, though it is kept all the same; empty where it can.
    pub trouble: String,
    /// True while something is promised that did not come yet.
    pub open: bool,
    /// "It came on November 30."; empty where it did not.
    pub came: String,
    /// What was said beside the answers.
    pub said: String,
    /// Questions and answers.
    pub answers: Vec<CallAnswerView>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallAnswerView {
    /// The question.
    pub asked: String,
    /// The answer.
    pub answered: String,
}

/// All that is known of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    /// "Pinefield Freight Employee Health Plan, run by Larkmoor Health"; none where neither is known.
    pub about: Option<String>,
    /// Plan kind id; `unknown` where it is not known.
    pub kind: String,
    /// Its plain name.
    pub kind_name: String,
    /// The law it stands under, in plain words; none while the kind is not known.
    pub law: Option<String>,
    /// Where that is from: the law by its citations.
    pub law_source: Option<String>,
    /// Where the kind is from.
    pub kind_why: String,
    /// True where the interview was gone through to its end.
    pub interviewed: bool,
    /// Two letters of the state; none where it is not known.
    pub state: Option<String>,
    /// The state's name.
    pub state_name: Option<String>,
    /// All states, to choose from.
    pub states: Vec<StateView>,
    /// The record, part by part.
    pub parts: Vec<PlanPartView>,
    /// Counters whose two amounts are known.
    pub counters: Vec<CounterView>,
    /// What the person pays of each bill, in words; none where it is not known.
    pub shares: Option<String>,
    /// Amounts that are known and stand in no counter, such as a deductible of which nobody said what is used. One that
    /// can't be read stands as it was typed, with the reason.
    pub amounts: Vec<PlanFieldView>,
    /// Values from papers that wait for a yes or no.
    pub offers: Vec<PlanOfferView>,
    /// Calls, newest first.
    pub calls: Vec<CallView>,
    /// Id of the record, for what it said before; none while there is none.
    pub record: Option<String>,
}

/// A state.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StateView {
    /// Two letters.
    pub state: String,
    /// Name.
    pub name: String,
}

/// One value to be put into the plan record.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanEntry {
    /// Id of the field.
    pub field: String,
    /// As it was typed; empty takes it out.
    pub value: String,
}

/// Values to be put into the plan record.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanRequest {
    /// Values; fields that are not named stay as they are.
    pub entries: Vec<PlanEntry>,
    /// The state: none leaves it as it is, empty says that it is not known.
    pub state: Option<String>,
}

/// Where the interview stands.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InterviewView {
    /// Answers so far: the place of each under its question, from 0.
    pub answers: Vec<u32>,
    /// Number of this question, from 1.
    pub number: u32,
    /// At most so many questions in all.
    pub of: u32,
    /// The question; none where the kind is found.
    pub question: Option<QuestionView>,
    /// What was answered so far.
    pub so_far: Vec<CallAnswerView>,
    /// What filed papers say to this question.
    pub evidence: Vec<EvidenceView>,
    /// The kind that was found, and what it means.
    pub found: Option<KindView>,
}

/// A question of the interview.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// The words.
    pub ask: String,
    /// Who may know.
    pub tip: Option<String>,
    /// Answers, in order.
    pub answers: Vec<AnswerView>,
}

/// An answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// The words.
    pub say: String,
    /// True for "I don't know" and its like.
    pub unsure: bool,
}

/// Words of a paper that bear on a question.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceView {
    /// The words around.
    pub quote: String,
    /// The paper.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Page there.
    pub page: u32,
}

/// A kind of plan, and what it means for this case.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KindView {
    /// Plan kind id.
    pub kind: String,
    /// Its plain name.
    pub name: String,
    /// The law in plain words; none where the kind is not known.
    pub law: Option<String>,
    /// Where that is from: the law by its citations.
    pub law_source: Option<String>,
    /// Who watches over it; none where the kind is not known.
    pub regulator: Option<String>,
    /// The steps with their time limits: "Internal appeal: 180 days after the letter came".
    pub steps: Vec<KindStepView>,
    /// What would be another date with it.
    pub moves: Vec<DateMoveView>,
}

/// A step of a kind of plan.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KindStepView {
    /// The step and its time.
    pub say: String,
    /// Citation of the rule.
    pub citation: Option<String>,
    /// False where the rule's text was not seen.
    pub verified: bool,
}

/// A date that moves.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DateMoveView {
    /// The letter.
    pub document: String,
    /// "The last day for your appeal goes from December 14 to March 14, 2027."
    pub say: String,
}

/// The script of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallScriptView {
    /// Its id.
    pub script: String,
    /// Heading.
    pub title: String,
    /// Whom to call.
    pub to: String,
    /// What for.
    pub aim: String,
    /// Number to call, where it is known.
    pub phone: Option<String>,
    /// Numbers to have at hand: label and value.
    pub at_hand: Vec<CallAnswerView>,
    /// What to have ready.
    pub ready: Vec<String>,
    /// How to begin.
    pub opener: String,
    /// The questions, in order.
    pub steps: Vec<CallStepView>,
    /// What they may say, and the answer.
    pub replies: Vec<ReplyView>,
    /// What to do after.
    pub after: Vec<String>,
    /// Where the script is from, and whether it was checked.
    pub source: String,
}

/// One question of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallStepView {
    /// What to say; a blank is `____`.
    pub say: String,
    /// Name of the answer.
    pub fills: String,
    /// True where the answer is the reference number of the call.
    pub reference: bool,
    /// Fields of the plan record that the answer can fill; where there is none, one field for its words.
    pub fields: Vec<PlanFieldView>,
}

/// What they may say, and the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReplyView {
    /// What one hears.
    pub hear: String,
    /// What one answers.
    pub answer: String,
}

/// One answer of a call.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallAnswerRequest {
    /// The question as it was asked.
    pub asked: String,
    /// Name of the answer.
    pub fills: String,
    /// What was said, in words.
    pub answered: String,
    /// Values for the plan record.
    pub entries: Vec<PlanEntry>,
}

/// A call to be kept.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallRequest {
    /// Id of its script, if any.
    pub script: Option<String>,
    /// Whom.
    pub whom: String,
    /// Who answered.
    pub name: String,
    /// Number that was called.
    pub number: String,
    /// How many minutes, where a clock ran.
    pub minutes: Option<u32>,
    /// Reference number.
    pub reference: String,
    /// Answers.
    pub answers: Vec<CallAnswerRequest>,
    /// What else was said.
    pub said: String,
    /// What was promised.
    pub promise: String,
    /// By which day, as typed; empty where none.
    pub promised_by: String,
}
