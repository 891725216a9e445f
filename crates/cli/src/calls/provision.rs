//! Plan books: passages, pins, versions.

use super::open_desk;
use super::versions::{version_lines, with_versions};
use crate::args::{Common, ProvisionCall};
use crate::out::{self, Trouble};
use holdfast_casework::view::{
    ChangeView, PageBoxView, PassageView, PassagesView, PayerPositionView, PinRequest,
    PolicyBookView, PolicyChangeView, ProvisionView, SaidView,
};
use holdfast_casework::{Code, Desk, Error};
use serde_json::{Value, json};

/// Answers a call about plan books.
pub fn provision(common: &Common, what: &ProvisionCall) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    match what {
        ProvisionCall::Books => books(common, &desk),
        ProvisionCall::Book {
            id,
            not,
            year,
            replaced_by,
        } => {
            let change = match replaced_by {
                Some(newer) => desk.replace_policy(id, newer)?,
                None => desk.call_policy(id, !not, year)?,
            };
            Ok(told(common, &change, None))
        }
        ProvisionCall::Find { id, section } => {
            find(common, &desk, id.as_deref(), section.as_deref())
        }
        ProvisionCall::Compare { older, newer } => compare(common, &desk, older, newer),
        ProvisionCall::Positions => positions(common, &desk),
        ProvisionCall::Add {
            id,
            section,
            place,
            note,
        } => {
            let pinned = desk.pin_passage(&PinRequest {
                document: id.clone(),
                section: section.clone(),
                number: place.saturating_sub(1),
                note: note.clone(),
            })?;
            Ok(told(common, &pinned.change, Some(&pinned.id)))
        }
        ProvisionCall::List => list(common, &desk.provisions()?),
        ProvisionCall::Show { id } => show(common, &desk, &desk.provision(id)?),
        ProvisionCall::Edit { id, note, remove } => {
            let change = match note {
                Some(note) if !remove => desk.note_provision(id, note)?,
                _ => desk.unpin(id)?,
            };
            Ok(told(common, &change, None))
        }
    }
}

fn told(common: &Common, change: &ChangeView, id: Option<&str>) -> u8 {
    let object = json!({ "said": change.said, "change": change.undo, "provision": id });
    out::answer(common.json, object, || {
        let id = id.map(|id| format!("{id}  ")).unwrap_or_default();
        out::plain(&format!("{id}{}", change.said))
    });
    0
}

fn books(common: &Common, desk: &Desk) -> Result<u8, Trouble> {
    let view = desk.policy_books()?;
    let objects: Vec<Value> = view.books.iter().map(book_object).collect();
    out::answer(common.json, json!({ "books": objects }), || {
        if view.books.is_empty() {
            return "No plan book yet.".to_owned();
        }
        let lines = view.books.iter().map(|book| {
            let replaced = book
                .replaced_by
                .as_ref()
                .map(|_| "  replaced")
                .unwrap_or_default();
            out::plain(&format!(
                "{}  {}  {}  {} pages{replaced}",
                book.document, book.date, book.title, book.pages
            ))
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

fn book_object(book: &PolicyBookView) -> Value {
    json!({
        "document": book.document, "title": book.title, "year": book.year, "date": book.date,
        "pages": book.pages, "kind": book.kind, "note": book.note, "why": book.why,
        "replaced_by": book.replaced_by.as_ref().map(|b| &b.document),
    })
}

fn find(
    common: &Common,
    desk: &Desk,
    id: Option<&str>,
    section: Option<&str>,
) -> Result<u8, Trouble> {
    let id = match id {
        Some(id) => id.to_owned(),
        None => {
            let first = desk.policy_books()?.books.into_iter().next();
            first.ok_or(Error::of(Code::NotFound))?.document
        }
    };
    let mut view = desk.policy_passages(&id)?;
    if let Some(section) = section {
        view.found.retain(|found| found.section == section);
        view.not_found.retain(|missing| missing.section == section);
        if view.found.is_empty() && view.not_found.is_empty() {
            return Err(Trouble::Call("There is no such passage.".to_owned()));
        }
    }
    out::answer(common.json, passages_object(&view), || passages_text(&view));
    Ok(0)
}

fn passages_object(view: &PassagesView) -> Value {
    let found: Vec<Value> = view
        .found
        .iter()
        .map(|found| {
            json!({
                "section": found.section, "title": found.title, "rank": found.rank,
                "places": found.places.iter().map(place_object).collect::<Vec<_>>(),
            })
        })
        .collect();
    let missing: Vec<Value> = view
        .not_found
        .iter()
        .map(|m| json!({ "section": m.section, "title": m.title, "rank": m.rank, "ask": m.ask }))
        .collect();
    json!({
        "document": view.book.document, "searched": view.searched, "doubts": view.doubts,
        "passages": found, "not_found": missing,
    })
}

fn place_object(place: &PassageView) -> Value {
    json!({
        "page": place.page, "heading": place.heading, "quote": place.quote, "before": place.before,
        "after": place.after, "unsure": place.unsure, "why": place.why, "provision": place.pinned,
        "boxes": boxes(&place.boxes),
    })
}

fn boxes(boxes: &[PageBoxView]) -> Vec<Value> {
    boxes
        .iter()
        .map(|b| json!({ "page": b.page, "box": b.corners }))
        .collect()
}

fn passages_text(view: &PassagesView) -> String {
    let mut lines = vec![out::plain(&view.book.title), view.searched.clone()];
    lines.extend(view.doubts.iter().map(|doubt| format!("  ? {doubt}")));
    for found in &view.found {
        lines.push(out::plain(&format!("{}  ({})", found.title, found.section)));
        for place in &found.places {
            let mark = match (&place.pinned, place.unsure) {
                (Some(_), _) => "*",
                (None, true) => "?",
                (None, false) => " ",
            };
            lines.push(out::plain(&format!(
                "{mark} {}. p. {}  {}",
                place.number.saturating_add(1),
                place.page,
                place.quote
            )));
        }
    }
    if !view.not_found.is_empty() {
        let titles: Vec<&str> = view.not_found.iter().map(|m| m.title.as_str()).collect();
        lines.push(format!("Not found: {}.", titles.join("; ")));
        lines.push(view.not_found_note.clone());
    }
    lines.join("\n")
}

fn list(common: &Common, pins: &[ProvisionView]) -> Result<u8, Trouble> {
    let objects: Vec<Value> = pins.iter().map(pin_object).collect();
    out::answer(common.json, json!({ "provisions": objects }), || {
        if pins.is_empty() {
            return "Nothing is pinned yet.".to_owned();
        }
        pins.iter().map(pin_line).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

fn show(common: &Common, desk: &Desk, pin: &ProvisionView) -> Result<u8, Trouble> {
    let versions = desk.record_versions(&pin.id)?;
    let answer = json!({ "provisions": [with_versions(pin_object(pin), &versions)] });
    out::answer(common.json, answer, || {
        let mut lines = vec![pin_line(pin)];
        lines.extend(version_lines(&versions));
        lines.join("\n")
    });
    Ok(0)
}

fn pin_line(pin: &ProvisionView) -> String {
    let note = match pin.note.as_str() {
        "" => String::new(),
        note => format!("  ({note})"),
    };
    out::plain(&format!(
        "{}  p. {}  {}: {}{note}",
        pin.id, pin.page, pin.title, pin.quote
    ))
}

fn pin_object(pin: &ProvisionView) -> Value {
    json!({
        "provision": pin.id, "document": pin.document.as_ref().map(|d| &d.document),
        "book": pin.document.as_ref().map(|d| &d.title), "book_gone": pin.book_gone,
        "page": pin.page, "section": pin.section, "title": pin.title, "heading": pin.heading,
        "quote": pin.quote, "change": pin.change, "note": pin.note, "boxes": boxes(&pin.boxes),
        "replaced_by": pin.replaced_by.as_ref().map(|d| &d.document),
    })
}

fn compare(common: &Common, desk: &Desk, older: &str, newer: &str) -> Result<u8, Trouble> {
    let view = desk.compare_policies(older, newer)?;
    let said = |said: &Option<SaidView>| {
        said.as_ref().map(|s| {
            json!({ "page": s.page, "heading": s.heading, "text": s.text, "boxes": boxes(&s.boxes) })
        })
    };
    let object = |change: &PolicyChangeView| {
        json!({
            "kind": change.kind, "title": change.title, "say": change.say,
            "figures": change.figures, "asks": change.asks, "old": said(&change.old),
            "new": said(&change.new), "provision": change.pinned,
        })
    };
    let changes: Vec<Value> = view.changes.iter().map(object).collect();
    let all = json!({
        "older": view.older.document, "newer": view.newer.document, "summary": view.summary,
        "doubts": view.doubts, "changes": changes,
    });
    out::answer(common.json, all, || {
        let mut lines = vec![view.summary.clone()];
        lines.extend(view.doubts.iter().map(|doubt| format!("  ? {doubt}")));
        lines.extend(view.changes.iter().map(|change| {
            let mark = match change.kind.as_str() {
                "new" => "+",
                "gone" => "-",
                _ => "~",
            };
            let page = change
                .new
                .as_ref()
                .or(change.old.as_ref())
                .map_or(0, |s| s.page);
            out::plain(&format!("{mark} p. {page}  {}", change.say))
        }));
        lines.join("\n")
    });
    Ok(0)
}

fn positions(common: &Common, desk: &Desk) -> Result<u8, Trouble> {
    let view = desk.payer_positions()?;
    let object = |p: &PayerPositionView| {
        json!({
            "id": p.id, "payer": p.payer, "number": p.number, "title": p.title,
            "stances": p.stances, "criteria": p.criteria, "date": p.date, "source": p.source,
            "checked": p.checked, "verified": p.verified, "unverified": p.unverified,
        })
    };
    let all = |list: &[PayerPositionView]| list.iter().map(object).collect::<Vec<_>>();
    let whole = json!({
        "issuer": view.issuer, "positions": all(&view.own), "to_quote": all(&view.to_quote),
    });
    out::answer(common.json, whole, || {
        let mut lines = Vec::new();
        let sections = [
            ("Of your insurer:", &view.own),
            ("To quote:", &view.to_quote),
        ];
        for (title, list) in sections {
            lines.push(title.to_owned());
            if list.is_empty() {
                lines.push("  none known".to_owned());
            }
            for p in list {
                let doubt = if p.verified {
                    ""
                } else {
                    "  (not checked against the policy itself)"
                };
                lines.push(format!("  {}: {}{doubt}", p.payer, p.stances.join(". ")));
                lines.push(format!("    {}  checked {}", p.date, p.checked));
            }
        }
        lines.join("\n")
    });
    Ok(0)
}
