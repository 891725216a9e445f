//! One row of a checklist: where it stands, and in words.

use super::made::Made;
use super::papers::{Paper, Papers};
use crate::kept::Kept;
use crate::view::{ChecklistRowView, ChecklistState, PaperView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::checklist::ChecklistEntry;
use holdfast_library::Library;
use holdfast_library::checklists::Item;
use holdfast_rules::checklists::{self, Row};

/// The paper that a row is: the one the person named, else of the kind that fits best the newest that is not said to be
/// another.
pub(super) fn paper_of<'a>(
    item: Option<&Item>,
    entry: &ChecklistEntry,
    papers: &'a Papers,
) -> Option<(&'a Paper, bool)> {
    let named = entry.have.as_ref().and_then(|h| h.document);
    if let Some(paper) = named.and_then(|id| papers.find(id)) {
        return Some((paper, false));
    }
    let item = item?;
    item.satisfied_by.iter().find_map(|kind| {
        let fits = |p: &&Paper| p.kinds.contains(&kind.as_str()) && !entry.not_it.contains(&p.id);
        papers.0.iter().find(fits).map(|p| (p, true))
    })
}

/// Who has it, in words.
fn who(item: &Item) -> String {
    let names: Vec<String> = item
        .who_has
        .iter()
        .map(|w| match w.as_str() {
            "patient" => "you".to_owned(),
            "family" => "someone who lives with you".to_owned(),
            "regulator" => "your state's insurance office".to_owned(),
            "agency" => "the agency that runs the hearing".to_owned(),
            "pain physician" => "your pain doctor".to_owned(),
            "physician" => "your doctor".to_owned(),
            other => format!("your {other}"),
        })
        .collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}

/// A row of the library's list.
pub(super) fn of_item(
    lib: &Library,
    listed: &Row<'_>,
    entry: Option<&ChecklistEntry>,
    papers: &Papers,
    made: &Made,
    today: NaiveDate,
) -> ChecklistRowView {
    let item = listed.item;
    let nothing = ChecklistEntry::default();
    let entry = entry.unwrap_or(&nothing);
    let mut view = stands(lib, Some(item), entry, papers, today);
    view.id.clone_from(&item.id);
    view.title.clone_from(&item.title);
    view.why.clone_from(&item.why);
    view.who = who(item);
    view.how_to_ask.clone_from(&item.how_to_ask);
    view.need.clone_from(&item.need);
    view.start = listed.start;
    view.record = checklists::is_a_record(item);
    view.source = source(item);
    view.askable = item.who_has.iter().any(|who| who != "patient");
    if let Some(made) = made.of(&item.id) {
        view.place = Some(made.place.to_owned());
        match made.there.as_deref() {
            Some(there) if view.state != ChecklistState::Have => {
                view.state = ChecklistState::Have;
                view.by_itself = true;
                view.say = format!("Holdfast has it: {there}");
                view.late = false;
                view.then = String::new();
            }
            _ => {}
        }
    }
    view
}

/// Where the item is from, for people; what was never checked against a text says so.
fn source(item: &Item) -> String {
    match item.source.split_once(" (see meta)") {
        Some((named, _)) => format!("Our own list; {named}"),
        None if item.source.starts_with("composed") => {
            "Our own list, from general practice; not checked against a source".to_owned()
        }
        None => item.source.clone(),
    }
}

/// A row of the person's own.
pub(super) fn own(
    lib: &Library,
    kept: &Kept<ChecklistEntry>,
    papers: &Papers,
    today: NaiveDate,
) -> ChecklistRowView {
    let mut view = stands(lib, None, &kept.record, papers, today);
    view.id = kept.id.to_string();
    view.title.clone_from(kept.record.title.reveal());
    view.need = "own".to_owned();
    view
}

/// Where it stands.
fn stands(
    lib: &Library,
    item: Option<&Item>,
    entry: &ChecklistEntry,
    papers: &Papers,
    today: NaiveDate,
) -> ChecklistRowView {
    let mut view = ChecklistRowView {
        id: String::new(),
        title: String::new(),
        why: String::new(),
        who: String::new(),
        how_to_ask: String::new(),
        need: String::new(),
        start: false,
        state: ChecklistState::ToDo,
        say: "To do".to_owned(),
        asked_on: None,
        asked_of: String::new(),
        day: None,
        of: None,
        by: None,
        late: false,
        then: String::new(),
        document: None,
        by_itself: false,
        record: false,
        askable: true,
        place: None,
        note: entry.note.reveal().clone(),
        source: String::new(),
    };
    if let Some(asked) = &entry.asked {
        view.state = ChecklistState::Asked;
        view.asked_on = Some(asked.on.to_string());
        view.asked_of.clone_from(asked.of.reveal());
        view.say = format!("Asked on {}.", words::short_day(asked.on, today));
        let clock = asked
            .records
            .then(|| checklists::records_clock(lib, asked.on, today))
            .flatten();
        if let Some(clock) = clock {
            view.say = match clock.passed {
                false => format!("{} Day {} of {}.", view.say, clock.day, clock.of),
                true => format!(
                    "{} {} days ago. They had {}.",
                    view.say, clock.day, clock.of
                ),
            };
            view.day = Some(clock.day);
            view.of = Some(clock.of);
            view.by = Some(clock.by.to_string());
            view.late = clock.passed;
            if clock.passed {
                view.then = late_words(clock.extended, today);
            }
        } else if let Some(again) = asked.follow_up {
            view.by = Some(again.to_string());
            view.late = today > again;
            view.say = format!("{} Look again {}.", view.say, on_day(again, today));
            if view.late {
                view.then = "Ask once more, and note whom you spoke to.".to_owned();
            }
        }
    }
    if let Some((paper, by_itself)) = paper_of(item, entry, papers) {
        view.state = ChecklistState::Have;
        view.say = format!("You have it: {}", paper.title);
        view.late = false;
        view.then = String::new();
        view.document = Some(PaperView {
            id: paper.id.to_string(),
            title: paper.title.clone(),
        });
        view.by_itself = by_itself;
    } else if entry.have.is_some() {
        view.state = ChecklistState::Have;
        view.say = "You have it, outside of Holdfast.".to_owned();
        view.late = false;
        view.then = String::new();
    }
    view
}

fn on_day(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("on {}", words::short_day(day, today)),
    }
}

/// What can be done when the time to answer has passed.
fn late_words(extended: Option<NaiveDate>, today: NaiveDate) -> String {
    let again = "Their time has passed. Ask once more in writing.";
    match extended {
        Some(day) if today <= day => format!(
            "{again} If they wrote that they need longer, they have until {}.",
            words::short_day(day, today)
        ),
        _ => format!(
            "{again} You can also tell the Office for Civil Rights of the US health department (hhs.gov/ocr)."
        ),
    }
}
