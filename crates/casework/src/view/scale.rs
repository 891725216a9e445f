//! A rating scale: its form, its course, its chart.

use super::ChangeView;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What became of a scale's scores.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScaleCourseView {
    /// Id of the scale.
    pub scale: String,
    /// "PHQ-9".
    pub short: String,
    /// "PHQ-9, how low your mood is (0 to 27)".
    pub title: String,
    /// The chart; none where there is no score with a day.
    pub chart: Option<ChartView>,
    /// What became of it; none where there is no score.
    pub figures: Option<FiguresView>,
    /// All entries, newest first, for the table.
    pub rows: Vec<ScaleRowView>,
    /// What was tried and every session, for the table.
    pub taken: Vec<MarkedView>,
    /// What payers ask of it; empty where nothing is known.
    pub payer_use: String,
    /// Where its measures are from.
    pub source: String,
    /// Parts of the measures that were not seen.
    pub unverified: Vec<String>,
    /// True only where the source was seen.
    pub verified: bool,
    /// The line of credit it wants; empty where none.
    pub credit: String,
}

/// What became of a score, in words.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FiguresView {
    /// "23 → 9".
    pub change: String,
    /// "in 3 weeks, 61% lower".
    pub how: String,
    /// Response, as a sentence; none where the scale has no such measure.
    pub response: Option<String>,
    /// Remission, as a sentence.
    pub remission: Option<String>,
    /// From which score it is counted, and why.
    pub baseline: String,
    /// How long it lasted, what payers call no response, a score that went up.
    pub notes: Vec<String>,
}

/// An entry in the table.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScaleRowView {
    /// Its id.
    pub id: String,
    /// The day for reading.
    pub day: String,
    /// "11", "3 of 9 answered", "moderate risk …".
    pub score: String,
    /// The band, in words; empty where there is none.
    pub band: String,
    /// True where it was stopped half-way.
    pub half_way: bool,
    /// True where it is the score that the change is counted from.
    pub baseline: bool,
    /// What is not right with it; none where all is.
    pub trouble: Option<String>,
    /// Anything else.
    pub note: String,
}

/// A chart, worked out to the point. Units are those of its own box.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChartView {
    /// Width of the box.
    pub width: i32,
    /// Height of the box.
    pub height: i32,
    /// Where lines begin, from the left.
    pub left: i32,
    /// Where lines end.
    pub right: i32,
    /// Top of the field.
    pub top: i32,
    /// Foot of the field.
    pub foot: i32,
    /// Lines across with their numbers.
    pub lines: Vec<ChartLabelView>,
    /// Days below.
    pub days: Vec<ChartLabelView>,
    /// Scores, in order.
    pub points: Vec<ChartPointView>,
    /// The line through them, as `x,y x,y`.
    pub path: String,
    /// Sessions, as places from the left.
    pub sessions: Vec<i32>,
    /// The field behind the sessions, and its words.
    pub span: Option<ChartSpanView>,
    /// What was taken in this time, as bars below the days.
    pub taken: Vec<ChartTakenView>,
    /// Height of half the baseline, and its word.
    pub half: Option<ChartLabelView>,
    /// All values in words, for who does not see it.
    pub name: String,
}

/// Words in a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChartLabelView {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// The words.
    pub say: String,
}

/// A score in a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChartPointView {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// The number; empty where it would crowd.
    pub say: String,
    /// Middle of the number.
    pub say_x: i32,
    /// Height of the number.
    pub say_y: i32,
}

/// The days of the sessions in a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChartSpanView {
    /// From the left.
    pub x: i32,
    /// How wide.
    pub width: i32,
    /// Middle of the words.
    pub say_x: i32,
    /// The words.
    pub say: String,
}

/// What was taken, as a bar in a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChartTakenView {
    /// From the left.
    pub x: i32,
    /// Top of the bar; it is 18 high.
    pub y: i32,
    /// How wide.
    pub width: i32,
    /// Its name, shortened where there is no room.
    pub say: String,
    /// Left end of the name.
    pub say_x: i32,
    /// True where one of its ends is not known to the day.
    pub rough: bool,
}

/// A treatment or a session beside the scores, in the table.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MarkedView {
    /// What it was, as typed.
    pub what: String,
    /// The dose as typed.
    pub dose: String,
    /// When, in a few words.
    pub when: String,
}

/// The form of a scale, with what was answered so far.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScaleFormView {
    /// Id of the scale.
    pub scale: String,
    /// "PHQ-9".
    pub short: String,
    /// Its whole name.
    pub name: String,
    /// `items`, `total`, `number`, `choice`, `result` or `parts`.
    pub entry: String,
    /// Which days it asks about.
    pub recall: String,
    /// The question over all items.
    pub stem: String,
    /// What is said before.
    pub intro: String,
    /// A gentle word before.
    pub gentle: String,
    /// The line of credit.
    pub credit: String,
    /// Who owns it and why only a total is asked.
    pub licence: String,
    /// Answers, in order.
    pub options: Vec<ScaleOptionView>,
    /// Items, in order.
    pub items: Vec<String>,
    /// The item that is asked but not counted.
    pub extra: Option<ExtraItemView>,
    /// Results in words.
    pub results: Vec<ScaleResultView>,
    /// Parts with totals of their own.
    pub parts: Vec<ScalePartView>,
    /// Least total.
    pub min: u32,
    /// Greatest total.
    pub max: u32,
    /// The entry as it stands.
    pub given: ScaleEntryView,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScaleOptionView {
    /// Its value.
    pub value: u32,
    /// Its words.
    pub say: String,
}

/// An item that is not counted.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExtraItemView {
    /// The words.
    pub say: String,
    /// Its answers.
    pub options: Vec<String>,
}

/// A result in words.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScaleResultView {
    /// Its value.
    pub value: String,
    /// Its words.
    pub say: String,
}

/// A part of a scale.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScalePartView {
    /// Its id.
    pub id: String,
    /// What it is.
    pub note: String,
    /// What was typed.
    pub total: String,
}

/// An entry as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScaleEntryView {
    /// Its id; empty for a new one.
    pub id: String,
    /// The day, as typed.
    pub day: String,
    /// Answers, in the order of the items.
    pub answers: Vec<Option<u32>>,
    /// The answer to the item that is not counted.
    pub extra: Option<u32>,
    /// The total, as typed.
    pub total: String,
    /// The result in words.
    pub result: String,
    /// True where it is the score from before treatment.
    pub baseline: bool,
    /// Anything else.
    pub note: String,
}

/// An entry as it is given.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ScaleRequest {
    /// The entry to change; empty for a new one.
    pub id: String,
    /// Id of the scale.
    pub scale: String,
    /// The day; empty for today.
    pub day: String,
    /// Answers, in the order of the items.
    pub answers: Vec<Option<u32>>,
    /// The answer to the item that is not counted.
    pub extra: Option<u32>,
    /// The total, as typed.
    pub total: String,
    /// The result in words.
    pub result: String,
    /// Totals of parts.
    pub parts: Vec<ScalePartRequest>,
    /// True where it is the score from before treatment.
    pub baseline: bool,
    /// Anything else.
    pub note: String,
}

/// The total of a part.
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ScalePartRequest {
    /// Its id.
    pub id: String,
    /// What was typed.
    pub total: String,
}

/// What is seen of an entry while it is given. Never its score.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScaleCheckView {
    /// Help, where an answer speaks for it.
    pub help: Option<HelpView>,
    /// Said below a total that this scale can't have, or that can't be read.
    pub trouble: Option<String>,
    /// The same of the day.
    pub day_trouble: Option<String>,
    /// True where all is answered.
    pub whole: bool,
}

/// Help that is shown gently.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HelpView {
    /// Heading.
    pub title: String,
    /// The words.
    pub text: String,
    /// What to do besides.
    pub also: String,
    /// `soft`, `plain` or `today`.
    pub tone: String,
}

/// An entry that was kept.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScaleSavedView {
    /// What was done.
    pub change: ChangeView,
    /// Its id.
    pub id: String,
    /// "11"; empty where it was stopped half-way.
    pub score: String,
    /// "moderate"; empty where there is none.
    pub band: String,
    /// What the score is and is not.
    pub say: String,
    /// Help, where an answer speaks for it.
    pub help: Option<HelpView>,
}
