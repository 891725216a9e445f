//! Forms of the insurer: their boxes, what the record has for each, and what the person chose.

use super::ChangeView;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The forms among the papers of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormsView {
    /// Forms, those nearest to the letter first.
    pub forms: Vec<FormRowView>,
}

/// A form in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormRowView {
    /// The paper.
    pub document: String,
    /// What it is called.
    pub title: String,
    /// How many boxes it has.
    pub boxes: u32,
    /// The filled paper for this letter; none where it was not filled yet.
    pub filled: Option<String>,
    /// True where the filled paper goes along with the letter.
    pub along: bool,
    /// True where it is the paper that the letter answers, or came with it.
    pub of_letter: bool,
}

/// A form to be checked.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormView {
    /// The paper.
    pub document: String,
    /// What it is called.
    pub title: String,
    /// The letter it is filled for.
    pub letter: Option<String>,
    /// Its pages that have boxes.
    pub pages: Vec<FormPageView>,
    /// Its boxes, from the top of the first page to the foot of the last.
    pub boxes: Vec<FormBoxView>,
    /// The filled paper; none where it was not filled yet.
    pub filled: Option<String>,
    /// True where the filled paper goes along with the letter.
    pub along: bool,
    /// True where the letter is final: the form is filled all the same, and what goes along stays.
    pub is_final: bool,
}

/// A page of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormPageView {
    /// Its number, from 1.
    pub number: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Address of its picture.
    pub picture: String,
}

/// A box of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormBoxView {
    /// Its name in the file, by which it is filled.
    pub name: String,
    /// `text`, `lines`, `check`, `one-of`, `choice` or `signature`.
    pub kind: String,
    /// What it asks for, in the words of the form.
    pub label: String,
    /// Where it stands.
    pub places: Vec<FormPlaceView>,
    /// What can be chosen or ticked.
    pub options: Vec<FormOptionView>,
    /// The most letters it takes.
    pub most: Option<u32>,
    /// What is to stand in it: what the person chose, else what the record has, else what stands there already.
    pub value: String,
    /// Where the value is from, in words; empty where the person chose it or there is none.
    pub from: String,
    /// The paper it is from.
    pub from_document: Option<String>,
    /// The page of that paper.
    pub from_page: Option<u32>,
    /// Why it should be looked at twice; empty where it looks right.
    pub unsure: String,
    /// Why it is left for the pen; empty where it is not.
    pub by_pen: String,
    /// True where the person decided it.
    pub chosen: bool,
    /// True where it can't be filled in here.
    pub locked: bool,
}

/// A place of a box.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormPlaceView {
    /// The page, from 1.
    pub page: u32,
    /// Left, top, right, foot, in points.
    pub corners: [f32; 4],
    /// Of a box to tick: the value it stands for.
    pub state: String,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormOptionView {
    /// The value.
    pub value: String,
    /// Its words.
    pub label: String,
}

/// A form as the person checked it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct FormFillRequest {
    /// The paper, or the beginning of its id.
    pub document: String,
    /// The letter it goes with.
    pub letter: Option<String>,
    /// What is to stand in each box; one that is not named stays as it is on the paper.
    pub boxes: Vec<FormBoxInput>,
}

/// A box as the person checked it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormBoxInput {
    /// Its name.
    pub name: String,
    /// Its value; empty to leave it for the pen.
    pub value: String,
}

/// A form that was filled.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormFilledView {
    /// The filled paper.
    pub filled: String,
    /// The change.
    pub change: ChangeView,
    /// What is left for the pen, by the labels of the boxes.
    pub by_pen: Vec<String>,
}
