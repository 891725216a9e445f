//! The person's yes: the form is filled, read back, and filed as a new paper; the empty one stays as it came.

use super::propose::Open;
use crate::desk::{Desk, change_view};
use crate::error::{Code, Error};
use crate::kept::{change_in, keep_in};
use crate::made::{MadePaper, discard};
use crate::view::{FormBoxView, FormFillRequest, FormFilledView};
use holdfast_case::form::BoxTrouble;
use holdfast_case::{FilledForm, Letter, Private};
use holdfast_packet::wide_type;
use holdfast_reader::FormRequest;
use holdfast_vault::{Arrival, Operation, Sealed};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Desk {
    /// Fills a form as the person checked it and files it as a new paper. With a letter it goes along before it, unless
    /// that is final. Errors: [`Code::BadRequest`] with the boxes that can't be filled so; nothing is filed then.
    pub fn fill_form(&self, request: &FormFillRequest) -> Result<FormFilledView, Error> {
        let inner = &self.inner;
        let form = self.open_form(&request.document, request.letter.as_deref())?;
        let boxes = wanted(&form, request)?;
        let reader = inner.parts.reader.as_ref().ok_or(Code::ReaderMissing)?;
        let blank = inner.with(|open| Ok(open.vault.open_original(form.row.original)?))?;
        let needs_more = boxes.iter().any(|(_, value)| !value.is_ascii());
        let filled = reader.fill_form(FormRequest {
            bytes: blank.as_slice().into(),
            password: inner.pictures.password(form.row.original),
            boxes: boxes.clone(),
            font: match needs_more {
                true => wide_type().into(),
                false => Arc::from([]),
            },
        })?;
        refuse(&form, &boxes, &filled.left)?;
        let pages = reader.count_pages(&filled.pdf, None)?;
        let by_pen = self.left_for_pen(&form, &boxes);
        let sealed = inner
            .with(|open| Ok(open.vault.sealer()))?
            .seal(&filled.pdf)?;
        let finished = MadePaper {
            title: format!("Filled form: {}", form.row.title.reveal()),
            file_name: file_name(form.row.file_name.reveal()),
            pages,
            by: Arrival::Made,
        };
        self.keep_filled(&form, boxes, sealed, finished, by_pen)
    }

    /// One change: the filled paper filed, what was chosen kept, and the paper put before the letter.
    fn keep_filled(
        &self,
        form: &Open,
        boxes: Vec<(String, String)>,
        sealed: Sealed,
        finished: MadePaper,
        by_pen: Vec<String>,
    ) -> Result<FormFilledView, Error> {
        let inner = &self.inner;
        let before = form.kept.as_ref().and_then(|kept| kept.record.filled);
        let record = FilledForm {
            form: Some(form.row.id),
            letter: form.letter.as_ref().map(|kept| kept.id),
            boxes: chosen(form, boxes),
            filled: None,
        };
        let open_letter = form.letter.as_ref().filter(|kept| !kept.record.is_final);
        let said = match (&form.letter, open_letter) {
            (_, Some(_)) => "Filled in the form. It goes along with the letter.",
            (Some(_), None) => {
                "Filled in the form. The letter is final, so its packet stays as it is."
            }
            (None, None) => "Filled in the form and filed it.",
        };
        let operation = Operation::by_person("fill-form").described(said);
        // what the letter will say with the form, worked out before the change
        let letter = match open_letter {
            Some(kept) => Some(inner.with(|open| {
                let mut letter: Letter = kept.record.clone();
                // any paper that is there will do: the filled one has no id yet
                letter.forms.retain(|id| Some(*id) != before);
                letter.forms.push(form.row.id);
                inner.propose(open, &mut letter)?;
                Ok((kept.id, letter))
            })?),
            None => None,
        };
        let changed = inner.change(operation, |tx, case| {
            let filled = finished.file(tx, case, &sealed)?;
            let record = FilledForm {
                filled: Some(filled),
                ..record
            };
            match &form.kept {
                Some(kept) => change_in(tx, kept.id, &record)?,
                None => drop(keep_in(tx, case, &record)?),
            }
            if let Some((id, mut letter)) = letter {
                letter.forms.pop();
                letter.forms.push(filled);
                change_in(tx, id, &letter)?;
            }
            // the one filled before is taken over by this one
            if let Some(before) = before.filter(|before| *before != filled) {
                tx.trash_document(before)?;
            }
            Ok(filled)
        });
        match changed {
            Ok(change) => Ok(FormFilledView {
                filled: change.value.to_string(),
                change: change_view(&change, said),
                by_pen,
            }),
            Err(error) => {
                discard(inner, vec![sealed]);
                Err(error)
            }
        }
    }

    /// The labels of boxes that stay empty.
    fn left_for_pen(&self, form: &Open, boxes: &[(String, String)]) -> Vec<String> {
        let value = |one: &FormBoxView| {
            let wanted = boxes.iter().find(|(name, _)| *name == one.name);
            wanted.map(|(_, value)| value.is_empty())
        };
        let is_left = |one: &&FormBoxView| {
            let is_tick = matches!(one.kind.as_str(), "check" | "one-of");
            let stands = !one.value.is_empty() && one.from.starts_with("It stands");
            match value(one) {
                Some(is_empty) => is_empty && !is_tick,
                None => !stands && (!is_tick || !one.by_pen.is_empty()),
            }
        };
        let left = form.boxes.iter().filter(is_left);
        crate::words::each_once(left.map(|one| one.label.clone()).collect())
    }
}

/// What goes into which box. Errors: [`Code::BadRequest`] for a box that the form does not have.
fn wanted(form: &Open, request: &FormFillRequest) -> Result<Vec<(String, String)>, Error> {
    let mut boxes: BTreeMap<String, String> = BTreeMap::new();
    for input in &request.boxes {
        let one = form.form.boxes.iter().find(|one| one.name == input.name);
        let Some(one) = one else {
            return Err(Error::of(Code::BadRequest)
                .saying(format!(
                    "The form has no box \u{2018}{}\u{2019}. Nothing was changed.",
                    input.name
                ))
                .hinting("Look at its boxes first."));
        };
        let value = input.value.trim().to_owned();
        // what stands there already, or stays empty, is not touched
        if value != one.value.trim() && !one.read_only {
            boxes.insert(input.name.clone(), value);
        }
    }
    Ok(boxes.into_iter().collect())
}

/// What the person decided of each box, those that stay empty too.
fn chosen(form: &Open, boxes: Vec<(String, String)>) -> BTreeMap<String, Private<String>> {
    let mut chosen: BTreeMap<String, Private<String>> = BTreeMap::new();
    for one in form.boxes.iter().filter(|one| !one.locked) {
        let found = boxes.iter().find(|(name, _)| *name == one.name);
        let stands = form.form.boxes.iter().find(|blank| blank.name == one.name);
        match found {
            Some((_, value)) => {
                chosen.insert(one.name.clone(), Private::new(value.clone()));
            }
            // proposed, and not taken: it is not proposed again
            None if stands.is_some_and(|blank| blank.is_empty())
                && (one.chosen || !one.value.is_empty()) =>
            {
                chosen.insert(one.name.clone(), Private::default());
            }
            None => {}
        }
    }
    chosen
}

/// Errors: [`Code::BadRequest`] with each box that could not be filled, and why.
fn refuse(
    form: &Open,
    boxes: &[(String, String)],
    left: &[(usize, BoxTrouble)],
) -> Result<(), Error> {
    let said: Vec<String> = left
        .iter()
        .filter_map(|(at, trouble)| {
            let (name, _) = boxes.get(*at)?;
            let label = form
                .boxes
                .iter()
                .find(|one| one.name == *name)?
                .label
                .clone();
            let why = match trouble {
                BoxTrouble::NoBox => "is not there",
                BoxTrouble::ReadOnly => "is not to be changed",
                BoxTrouble::ForPen => "is for your signature",
                BoxTrouble::NoSuchValue => "does not have this choice",
                BoxTrouble::TooLong => "does not take so many letters",
                BoxTrouble::NoRoom => "has no room for so many words",
                BoxTrouble::Letters => "can\u{2019}t take these letters here",
            };
            Some(format!("\u{2018}{label}\u{2019} {why}"))
        })
        .collect();
    match said.is_empty() {
        true => Ok(()),
        false => Err(Error::of(Code::BadRequest)
            .saying(format!("{}. Nothing was filed.", said.join(". ")))
            .hinting("Change it, or leave the box empty and write by pen.")),
    }
}

fn file_name(blank: &str) -> String {
    let stem = blank
        .rsplit_once('.')
        .map_or(blank, |(stem, _)| stem)
        .trim();
    match stem {
        "" => "form, filled.pdf".to_owned(),
        stem => format!("{stem}, filled.pdf"),
    }
}
