//! A form with what is proposed for each box, where it is from, and what is left for the pen.

use super::known::{Record, Value};
use super::shape::shaped;
use crate::desk::Desk;
use crate::error::Error;
use crate::kept::Kept;
use crate::view::{FormBoxView, FormOptionView, FormPageView, FormPlaceView, FormView};
use holdfast_case::form::{BoxKind, FormBox};
use holdfast_case::{CaseRecordId, DocumentId, FilledForm, Form, Letter};
use holdfast_letters::forms::{Asked, Part, asked};
use holdfast_vault::DocumentRow;
use std::sync::Arc;

/// Letters of a label at most.
const MOST_LABEL: usize = 120;

/// What is proposed for a box.
#[derive(Default)]
struct Proposal {
    value: String,
    from: String,
    document: Option<DocumentId>,
    page: Option<u32>,
    unsure: String,
    by_pen: String,
}

/// A form with all that belongs to it.
pub(super) struct Open {
    pub(super) row: DocumentRow,
    pub(super) form: Arc<Form>,
    pub(super) letter: Option<Kept<Letter>>,
    pub(super) kept: Option<Kept<FilledForm>>,
    pub(super) boxes: Vec<FormBoxView>,
}

impl Desk {
    /// A form with what the record has for each of its boxes. Errors: why it can't be filled in here.
    pub fn form(&self, document: &str, letter: Option<&str>) -> Result<FormView, Error> {
        let open = self.open_form(document, letter)?;
        let id = open.row.id;
        let pages = open.form.pages.iter().map(|page| FormPageView {
            number: page.number,
            width: page.width,
            height: page.height,
            picture: format!("page://localhost/{id}/{}", page.number),
        });
        let filled = open.kept.as_ref().and_then(|kept| kept.record.filled);
        let letter = open.letter.as_ref().map(|kept| &kept.record);
        Ok(FormView {
            document: id.to_string(),
            title: open.row.title.reveal().clone(),
            pages: pages.collect(),
            along: letter
                .zip(filled)
                .is_some_and(|(letter, filled)| letter.forms.contains(&filled)),
            is_final: letter.is_some_and(|letter| letter.is_final),
            letter: open.letter.as_ref().map(|kept| kept.id.to_string()),
            filled: filled.map(|id| id.to_string()),
            boxes: open.boxes,
        })
    }

    /// The form, the letter it is filled for, and what was saved of it.
    pub(super) fn open_form(&self, document: &str, letter: Option<&str>) -> Result<Open, Error> {
        let inner = &self.inner;
        let id = self.document_id(document)?;
        let (row, form) = inner.form_at(id)?;
        let letter: Option<Kept<Letter>> = letter.map(|id| inner.kept_one(id)).transpose()?;
        let answers = match &letter {
            Some(kept) => kept.record.answers,
            None => self.next_denial()?,
        };
        let of: Option<CaseRecordId> = letter.as_ref().map(|kept| kept.id);
        let (record, kept) = inner.with(|open| {
            let record = inner.record_for_form(open, letter.as_ref(), answers)?;
            let kept: Vec<Kept<FilledForm>> = inner.kept_with(open)?;
            Ok((record, kept))
        })?;
        let mut kept = kept.into_iter();
        let kept = kept.find(|kept| kept.record.form == Some(id) && kept.record.letter == of);
        let asked = asked(inner.lib, &form);
        let boxes = form.boxes.iter().zip(&asked).map(|(one, asked)| {
            let saved = kept
                .as_ref()
                .and_then(|kept| kept.record.boxes.get(&one.name));
            view(
                one,
                proposal(one, asked, &record),
                saved.map(|value| value.reveal().as_str()),
            )
        });
        let boxes = boxes.collect();
        Ok(Open {
            row,
            boxes,
            form,
            letter,
            kept,
        })
    }
}

/// What the record has for a box; nothing for one that is the person's alone.
fn proposal(one: &FormBox, asked: &Asked, record: &Record) -> Proposal {
    match asked {
        Asked::Never(why) => Proposal {
            by_pen: by_pen(why).to_owned(),
            ..Proposal::default()
        },
        // what stands there already is theirs
        _ if one.read_only || !one.is_empty() => Proposal::default(),
        Asked::Unknown => Proposal::default(),
        Asked::Value { ask, part, sure } => value(one, ask, *part, *sure, record),
        Asked::Ticks { places, question } => tick(one, places, question, record),
    }
}

fn value(one: &FormBox, ask: &str, part: Part, sure: bool, record: &Record) -> Proposal {
    let Some(known) = record.get(ask) else {
        return Proposal::default();
    };
    let text = match &one.kind {
        BoxKind::Choice { options, free } => {
            let Value::Words(words) = &known.value else {
                return Proposal::default();
            };
            let is_it = |text: &str| text.eq_ignore_ascii_case(words.trim());
            let found = options
                .iter()
                .find(|option| is_it(&option.label) || is_it(&option.value));
            match found {
                Some(option) => Some(option.value.clone()),
                None => free.then(|| words.clone()),
            }
        }
        _ => shaped(one, part, &known.value),
    };
    let Some(value) = text else {
        return Proposal::default();
    };
    let unsure = match (sure, known.unsure.as_str()) {
        (true, why) => why.to_owned(),
        (false, "") => "Check that this box asks for it.".to_owned(),
        (false, why) => format!("{why} Check that this box asks for it."),
    };
    Proposal {
        value,
        from: known.from.clone(),
        document: known.document,
        page: known.page,
        unsure,
        by_pen: String::new(),
    }
}

/// Which place is to be ticked: the one that is true; none where nobody knows, or two are.
fn tick(one: &FormBox, places: &[String], question: &str, record: &Record) -> Proposal {
    let is_true = |id: &str| match (id, question) {
        ("yes", "expedited") => record.ticks.get("expedited").copied(),
        ("no", "expedited") => record.ticks.get("expedited").map(|fast| !fast),
        ("yes" | "no" | "", _) => None,
        (id, _) => record.ticks.get(id).copied(),
    };
    let mut true_ones = one
        .places
        .iter()
        .zip(places)
        .filter(|(_, id)| is_true(id) == Some(true));
    let (Some((place, id)), None) = (true_ones.next(), true_ones.next()) else {
        return Proposal::default();
    };
    // "member" beside a box may ask for something else than who writes
    let unsure = match id.as_str() == "self" && question != "relationship" {
        true => "Check that this box asks for it.",
        false => "",
    };
    Proposal {
        value: place.state.clone(),
        from: "Your letter".to_owned(),
        unsure: unsure.to_owned(),
        ..Proposal::default()
    }
}

/// Why a box is left for the pen.
fn by_pen(why: &str) -> &'static str {
    match why {
        "signature" => "Sign it by pen.",
        "day-signed" => "Write this date when you sign.",
        "consent" => "Only you can agree to this.",
        "secret" => "We never fill this in.",
        "representative" => "Only where somebody acts for you.",
        _ => "This is not for you to fill in.",
    }
}

fn view(one: &FormBox, proposal: Proposal, saved: Option<&str>) -> FormBoxView {
    let (kind, most, options) = match &one.kind {
        BoxKind::Text { lines, most, .. } => {
            (if *lines { "lines" } else { "text" }, *most, Vec::new())
        }
        BoxKind::Check => ("check", None, ticks(one)),
        BoxKind::OneOf => ("one-of", None, ticks(one)),
        BoxKind::Choice { options, .. } => {
            let options = options.iter().map(|option| FormOptionView {
                value: option.value.clone(),
                label: option.label.clone(),
            });
            ("choice", None, options.collect())
        }
        BoxKind::Signature => ("signature", None, Vec::new()),
    };
    let chosen = saved.is_some();
    let (value, from) = match saved {
        Some(saved) => (saved.to_owned(), String::new()),
        None if !one.is_empty() => (
            one.value.clone(),
            "It stands on the form already".to_owned(),
        ),
        None => (proposal.value.clone(), proposal.from.clone()),
    };
    let is_own = chosen || value.is_empty() || !one.is_empty();
    FormBoxView {
        name: one.name.clone(),
        kind: kind.to_owned(),
        label: label(one),
        places: one
            .places
            .iter()
            .map(|place| FormPlaceView {
                page: place.page,
                corners: place.area.corners(),
                state: place.state.clone(),
            })
            .collect(),
        options,
        most,
        value,
        from,
        from_document: proposal
            .document
            .filter(|_| !is_own)
            .map(|id| id.to_string()),
        from_page: proposal.page.filter(|_| !is_own),
        unsure: if is_own {
            String::new()
        } else {
            proposal.unsure
        },
        by_pen: proposal.by_pen,
        chosen,
        locked: one.read_only || one.kind == BoxKind::Signature,
    }
}

fn ticks(one: &FormBox) -> Vec<FormOptionView> {
    let mut options: Vec<FormOptionView> = Vec::new();
    for place in &one.places {
        if options.iter().all(|had| had.value != place.state) {
            options.push(FormOptionView {
                value: place.state.clone(),
                label: match place.label.trim() {
                    "" => place.state.clone(),
                    label => label.to_owned(),
                },
            });
        }
    }
    options
}

/// What a box asks for in the words of the form; where nothing is printed near it, what the file says.
fn label(one: &FormBox) -> String {
    let beside = match one.kind {
        BoxKind::Check => one.places.first().map_or("", |place| place.label.as_str()),
        _ => "",
    };
    let said = [beside, &one.caption, &one.hint, &one.name];
    let said = said
        .into_iter()
        .map(str::trim)
        .find(|words| !words.is_empty());
    said.unwrap_or_default()
        .trim_end_matches(':')
        .chars()
        .take(MOST_LABEL)
        .collect()
}
