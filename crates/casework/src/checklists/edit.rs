//! What a person says of a row: asked, have it, not it, a note, one of their own.

use super::papers::Papers;
use super::row::paper_of;
use crate::desk::{Desk, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{Kept, change_in, keep_in, kept_in};
use crate::review::values;
use crate::view::{ChangeView, ChecklistEdit};
use chrono::NaiveDate;
use holdfast_case::checklist::{Asked, ChecklistEntry, Have};
use holdfast_case::{CaseRecordId, DocumentId, Private};
use holdfast_vault::Operation;

/// Longest title or note, in signs.
const LONGEST: usize = 2000;

/// The entry of a row: by the id of a library's item, or by the id of its record where it is the person's own.
pub(super) struct Found {
    pub(super) id: Option<CaseRecordId>,
    pub(super) entry: ChecklistEntry,
    pub(super) title: String,
}

impl Desk {
    /// Adds a thing of the person's own.
    pub fn add_to_checklist(&self, title: &str) -> Result<ChangeView, Error> {
        let entry = ChecklistEntry {
            title: Private::new(title_of(title)?),
            ..ChecklistEntry::default()
        };
        let said = format!(
            "Added \u{2018}{}\u{2019} to your checklist.",
            entry.title.reveal()
        );
        let operation = Operation::by_person("add-to-checklist").described(said.clone());
        let change = self.inner.keep_new(operation, &entry)?;
        Ok(change_view(&change, said))
    }

    /// Takes a thing of the person's own off the list; it lies in the trash.
    pub fn drop_from_checklist(&self, id: &str) -> Result<ChangeView, Error> {
        let kept = self.inner.kept_one::<ChecklistEntry>(id)?;
        if !kept.record.item.is_empty() {
            return Err(Error::of(Code::BadRequest)
                .saying("Only a thing you added yourself can be taken off. Nothing was changed."));
        }
        let said = format!(
            "Took \u{2018}{}\u{2019} off your checklist.",
            kept.record.title.reveal()
        );
        let operation = Operation::by_person("drop-from-checklist").described(said.clone());
        let change = self.inner.put_away::<ChecklistEntry>(operation, id)?;
        Ok(change_view(&change, said))
    }

    /// Says something of a row. Errors: [`Code::BadDate`] for a day of asking that lies ahead or cannot be read; nothing
    /// is changed then.
    pub fn edit_checklist(&self, id: &str, edit: &ChecklistEdit) -> Result<ChangeView, Error> {
        let today = self.inner.clock.today();
        let document = match edit.document.as_deref() {
            None | Some("") => None,
            Some(text) => Some(self.document_id(text)?),
        };
        let mut found = self.inner.with(|open| find(open, self.inner.lib, id))?;
        let said = apply(&mut found, edit, document, today)?;
        self.keep(found, "edit-checklist", said)
    }

    /// The paper is not it, or the person has it no longer: what ticked the row is taken off it.
    pub fn untick_checklist(&self, id: &str) -> Result<ChangeView, Error> {
        let lib = self.inner.lib;
        let mut found = self.inner.with(|open| {
            let mut found = find(open, lib, id)?;
            let item = lib
                .checklists
                .items
                .iter()
                .find(|i| i.id == found.entry.item);
            let papers = Papers::of(open)?;
            // An older paper that fits ticks it next, and says so.
            if let Some((paper, _)) = paper_of(item, &found.entry, &papers) {
                found.entry.not_it.push(paper.id);
            }
            Ok(found)
        })?;
        found.entry.have = None;
        let said = format!("Took the tick off \u{2018}{}\u{2019}.", found.title);
        self.keep(found, "untick-checklist", said)
    }

    fn keep(&self, found: Found, name: &'static str, said: String) -> Result<ChangeView, Error> {
        let operation = Operation::by_person(name).described(said.clone());
        let change = self.inner.change(operation, |tx, case| match found.id {
            Some(id) => change_in(tx, id, &found.entry),
            None => keep_in(tx, case, &found.entry).map(drop),
        })?;
        Ok(change_view(&change, said))
    }
}

/// The entry of a row, new where nothing was said of it yet. Errors: [`Code::NotFound`].
pub(super) fn find(
    open: &Opened,
    lib: &holdfast_library::Library,
    id: &str,
) -> Result<Found, Error> {
    let entries: Vec<Kept<ChecklistEntry>> = kept_in(open.vault.read(), open.case)?;
    if let Some(item) = lib.checklists.items.iter().find(|i| i.id == id) {
        let kept = entries.into_iter().find(|e| e.record.item == id);
        return Ok(Found {
            id: kept.as_ref().map(|k| k.id),
            entry: kept.map_or_else(
                || ChecklistEntry {
                    item: id.to_owned(),
                    ..ChecklistEntry::default()
                },
                |k| k.record,
            ),
            title: item.title.clone(),
        });
    }
    let mut own = entries
        .into_iter()
        .filter(|e| e.record.item.is_empty() && e.id.to_string().starts_with(id) && !id.is_empty());
    match (own.next(), own.next()) {
        (Some(kept), None) => Ok(Found {
            id: Some(kept.id),
            title: kept.record.title.reveal().clone(),
            entry: kept.record,
        }),
        (Some(_), Some(_)) => Err(Code::Ambiguous.into()),
        _ => Err(Code::NotFound.into()),
    }
}

fn title_of(text: &str) -> Result<String, Error> {
    let title: String = text.trim().chars().take(LONGEST).collect();
    if title.is_empty() {
        return Err(
            Error::of(Code::BadRequest).saying("Say what it is first. Nothing was changed.")
        );
    }
    Ok(title)
}

/// A day as people type it.
fn day_of(text: &str) -> Result<NaiveDate, Error> {
    values::day(text)
}

/// Changes the entry; gives what was done in words. Nothing is changed where one part does not fit.
fn apply(
    found: &mut Found,
    edit: &ChecklistEdit,
    document: Option<DocumentId>,
    today: NaiveDate,
) -> Result<String, Error> {
    let mut entry = found.entry.clone();
    let name = found.title.clone();
    let mut said = format!("Noted: \u{2018}{name}\u{2019}.");
    if let Some(title) = &edit.title {
        if !entry.item.is_empty() {
            return Err(Error::of(Code::BadRequest).saying(
                "Only a thing you added yourself can have another name. Nothing was changed.",
            ));
        }
        entry.title = Private::new(title_of(title)?);
    }
    if let Some(text) = &edit.asked_on {
        if text.trim().is_empty() {
            entry.asked = None;
            said = format!("\u{2018}{name}\u{2019} is not asked for any more.");
        } else {
            let on = day_of(text)?;
            if on > today {
                return Err(Error::of(Code::BadDate)
                    .saying("The day you asked lies ahead. Nothing was changed."));
            }
            let before = entry.asked.take();
            entry.asked = Some(Asked {
                on,
                of: before.as_ref().map(|a| a.of.clone()).unwrap_or_default(),
                records: before.as_ref().is_some_and(|a| a.records),
                follow_up: before.and_then(|a| a.follow_up),
            });
            said = format!("Asked for: \u{2018}{name}\u{2019}.");
        }
    }
    let mut of_asked = |change: &mut dyn FnMut(&mut Asked)| match &mut entry.asked {
        Some(asked) => {
            change(asked);
            Ok(())
        }
        None => Err(Error::of(Code::BadRequest)
            .saying("Say first when you asked for it. Nothing was changed.")),
    };
    if let Some(of) = edit
        .asked_of
        .as_ref()
        .filter(|of| !of.trim().is_empty() || entry_asked(found))
    {
        let of = Private::new(of.trim().chars().take(LONGEST).collect::<String>());
        of_asked(&mut |asked| asked.of = of.clone())?;
    }
    if let Some(text) = &edit.follow_up {
        let again = match text.trim() {
            "" => None,
            text => Some(day_of(text)?),
        };
        if again.is_some() || entry_asked(found) {
            of_asked(&mut |asked| asked.follow_up = again)?;
        }
    }
    match (edit.have, document) {
        (Some(false), _) => {
            entry.have = None;
            said = format!("\u{2018}{name}\u{2019} is to do.");
        }
        (Some(true), _) | (None, Some(_)) => {
            if let Some(id) = document {
                entry.not_it.retain(|not| *not != id);
            }
            entry.have = Some(Have { document });
            said = format!("You have \u{2018}{name}\u{2019}.");
        }
        (None, None) => {}
    }
    if let Some(note) = &edit.note {
        entry.note = Private::new(note.trim().chars().take(LONGEST).collect());
    }
    found.entry = entry;
    Ok(said)
}

fn entry_asked(found: &Found) -> bool {
    found.entry.asked.is_some()
}
