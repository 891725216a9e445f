//! Help with wording from a program on this computer: turned on and off, asked, taken.

use super::open_desk;
use super::papers::changed;
use crate::args::{Common, DraftingArgs};
use crate::out::{self, Trouble};
use holdfast_casework::view::{
    DraftingInput, LetterNodeInput, SuggestedParagraphView, SuggestionTake, SuggestionView,
    WordChange,
};
use holdfast_casework::{Code, Desk, Error};
use serde_json::{Value, json};

/// Shows or sets where help comes from.
pub fn drafting(common: &Common, args: &DraftingArgs) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    if args.models {
        let address = args.address.clone().unwrap_or(desk.drafting()?.address);
        let models = desk.drafting_models(&address)?;
        let lines = models
            .iter()
            .map(|model| out::plain(model))
            .collect::<Vec<_>>()
            .join("\n");
        out::answer(common.json, json!({ "models": models }), || lines);
        return Ok(0);
    }
    if args.off || args.address.is_some() {
        let input = match args.off {
            true => DraftingInput::default(),
            false => DraftingInput {
                address: args.address.clone().unwrap_or_default(),
                model: args.model.clone().unwrap_or_default(),
            },
        };
        changed(common, &desk.set_drafting(&input)?);
        return Ok(0);
    }
    let view = desk.drafting()?;
    let object = json!({ "on": view.on, "address": view.address, "model": view.model });
    out::answer(common.json, object, || match view.on {
        true => out::plain(&format!("On: {}, model {}.", view.address, view.model)),
        false => "Off. No program is asked.".to_owned(),
    });
    Ok(0)
}

/// Shows what would be sent, or sends it and shows what came back.
pub fn suggest(
    common: &Common,
    id: &str,
    part: usize,
    send: bool,
    take: &[usize],
) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let letter = desk.letter(id)?;
    let section = part
        .checked_sub(1)
        .and_then(|at| letter.sections.get(at))
        .ok_or_else(|| Trouble::Call(format!("The letter has no part {part}.")))?;
    let prompt = desk.suggestion_prompt(&letter.id, &section.key)?;
    if !send {
        let object = json!({ "to": prompt.to, "model": prompt.model, "body": prompt.body });
        out::answer(common.json, object, || {
            out::plain(&format!(
                "Nothing was sent. With --send this goes to {}:\n{}",
                prompt.to, prompt.body
            ))
        });
        return Ok(0);
    }
    let came = desk.suggest(&letter.id, &section.key, &prompt.seal)?;
    for number in take {
        taken(&desk, &letter.id, &section.key, &came, *number)?;
    }
    let rows: Vec<Value> = came
        .paragraphs
        .iter()
        .map(|one| json!({ "refused": one.refused, "same": one.same, "words": after(one) }))
        .collect();
    out::answer(
        common.json,
        json!({ "paragraphs": rows, "taken": take }),
        || {
            let lines = (1..).zip(&came.paragraphs).map(|(n, one)| {
                let said = match (one.refused.is_empty(), one.same) {
                    (false, _) => format!("not used. {}", one.refused.join(" ")),
                    (true, true) => "stays as it is.".to_owned(),
                    (true, false) => after(one),
                };
                out::plain(&format!("{n}. {said}"))
            });
            lines.collect::<Vec<_>>().join("\n")
        },
    );
    Ok(0)
}

fn taken(
    desk: &Desk,
    letter: &str,
    section: &str,
    came: &SuggestionView,
    number: usize,
) -> Result<(), Trouble> {
    let one = number
        .checked_sub(1)
        .and_then(|at| came.paragraphs.get(at))
        .ok_or_else(|| Trouble::Call(format!("There is no paragraph {number}.")))?;
    if let Some(refused) = one.refused.first() {
        return Err(Error::of(Code::BadRequest)
            .saying(format!("Paragraph {number}: {refused} Nothing was taken."))
            .into());
    }
    let nodes = one.nodes.iter().map(|node| LetterNodeInput {
        is: node.is,
        say: node.say.clone(),
        strong: node.strong,
        em: node.em,
        of: node.of.clone(),
    });
    let take = SuggestionTake {
        section: section.to_owned(),
        place: one.place,
        instead_of: one.instead_of.clone(),
        nodes: nodes.collect(),
    };
    desk.take_suggestion(letter, &take)?;
    Ok(())
}

/// The words as they would stand.
fn after(one: &SuggestedParagraphView) -> String {
    one.pieces
        .iter()
        .filter(|piece| piece.change != WordChange::Went)
        .map(|piece| piece.text.as_str())
        .collect()
}
