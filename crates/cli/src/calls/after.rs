//! After a decision: what is won, what is left, which ways are still open.

use super::open_desk;
use crate::args::Common;
use crate::out::{self, Trouble};
use holdfast_casework::view::{AfterDoorView, AfterPlaceView, AfterView};
use serde_json::{Value, json};

/// What to do after a decision.
pub fn after(common: &Common, id: Option<&str>) -> Result<u8, Trouble> {
    let view = open_desk(common)?.after(id)?;
    out::answer(common.json, object(&view), || text(&view));
    Ok(0)
}

fn object(view: &AfterView) -> Value {
    let doors: Vec<Value> = view.doors.iter().map(door).collect();
    let watch: Vec<Value> = view
        .watch
        .iter()
        .map(|one| json!({ "title": one.title, "say": one.say, "day": one.day }))
        .collect();
    json!({
        "document": view.document, "outcome": view.outcome, "headline": view.headline, "lead": view.lead,
        "checks": view.checks, "left": view.left, "open": doors, "watch": watch,
    })
}

fn door(door: &AfterDoorView) -> Value {
    let places: Vec<Value> = door.places.iter().map(place).collect();
    let act = door.act.as_ref().map(|act| {
        json!({ "what": act.what, "kind": act.kind, "answers": act.answers, "letter": act.letter })
    });
    json!({
        "id": door.id, "title": door.title, "why": door.why, "decides": door.decides, "by": door.by,
        "by_say": door.by_say, "deadline": door.deadline, "optional": door.optional, "last_say": door.last_say,
        "points": door.points, "places": places, "citation": door.source, "verified": door.verified,
        "checked": door.checked, "act": act,
    })
}

fn place(place: &AfterPlaceView) -> Value {
    json!({
        "name": place.name, "scope": place.scope, "reach": place.reach, "source": place.source,
        "verified": place.verified, "checked": place.checked,
    })
}

fn text(view: &AfterView) -> String {
    let mut lines = vec![view.headline.clone(), view.lead.clone()];
    lines.extend(
        view.left
            .iter()
            .map(|left| format!("Still refused: {left}")),
    );
    lines.extend(view.checks.iter().map(|check| format!("- {check}")));
    for door in &view.doors {
        let optional = match door.optional {
            true => " (you may leave this out)",
            false => "",
        };
        lines.extend([String::new(), format!("{}{optional}", door.title)]);
        let said = [&door.why, &door.decides, &door.by_say, &door.last_say];
        let said = said.into_iter().filter(|said| !said.is_empty());
        lines.extend(said.map(|said| format!("  {said}")));
        lines.extend(door.points.iter().map(|point| format!("  - {point}")));
        for place in &door.places {
            let reach = match place.reach.is_empty() {
                true => String::new(),
                false => format!(": {}", place.reach.join("; ")),
            };
            lines.push(format!("  {}{reach}", place.name));
            lines.push(format!("    {}{}", place.source, seen(place.verified)));
        }
        if let Some(source) = &door.source {
            lines.push(format!("  {source}{}", seen(door.verified)));
        }
        let act = door.act.as_ref().filter(|act| !act.kind.is_empty());
        if let Some(act) = act {
            let answers = act.answers.as_deref().unwrap_or_default();
            lines.push(match &act.letter {
                Some(letter) => format!("  letter show {letter}"),
                None => format!("  draft {} --answers {answers}", act.kind),
            });
        }
    }
    if !view.watch.is_empty() {
        lines.extend([String::new(), "Watch for".to_owned()]);
    }
    lines.extend(
        view.watch
            .iter()
            .map(|one| format!("- {}: {}", one.title, one.say)),
    );
    let lines: Vec<String> = lines.iter().map(|line| out::plain(line)).collect();
    lines.join("\n")
}

/// Whether the text of a source was seen.
fn seen(verified: bool) -> &'static str {
    match verified {
        true => "",
        false => " (we have not seen the text ourselves)",
    }
}
