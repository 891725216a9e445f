//! Pages printed for everybody: a time limit under the name of one of several states.

use super::super::Ctx;
use super::super::appeal::left_label;
use crate::structure::Sentence;

/// For each sentence the state under whose name it stands, as its two letters, where the letter has a list of states.
pub fn listed(ctx: &Ctx<'_>) -> Vec<Option<String>> {
    let names: Vec<(String, &str)> = ctx
        .lib
        .appeal
        .states
        .iter()
        .map(|state| (state.name.to_ascii_lowercase(), state.state.as_str()))
        .collect();
    let all: Vec<Option<String>> = ctx
        .sheet
        .sentences
        .iter()
        .map(|s| named(ctx, s, &names).map(str::to_owned))
        .collect();
    // One state alone is the law that the letter goes by, not a list.
    let mut found = all.iter().flatten();
    let first = found.next();
    match found.any(|other| Some(other) != first) {
        true => all,
        false => vec![None; all.len()],
    }
}

/// The state that a sentence stands under: as the label left of it, or as the word that opens it or its paragraph.
fn named<'n>(ctx: &Ctx<'_>, s: &Sentence, names: &[(String, &'n str)]) -> Option<&'n str> {
    let sheet = ctx.sheet;
    if s.foreign || s.text.low.is_empty() {
        return None;
    }
    let cell = s
        .text
        .parts
        .first()
        .and_then(|p| sheet.toks.get(p.tok))
        .map(|t| t.cell)?;
    let label = left_label(sheet, cell);
    let opens = sheet
        .paras
        .get(s.para)
        .and_then(|p| p.sentences.first())
        .and_then(|&m| sheet.sentences.get(m))
        .map_or("", |o| o.text.low.as_str());
    let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let (label, opens) = (bare(&label), bare(opens));
    names
        .iter()
        .find(|(name, _)| label == *name || opens == *name || led_by(s, name))
        .map(|(_, state)| *state)
}

/// "OHIO: an external review may be asked for".
fn led_by(s: &Sentence, name: &str) -> bool {
    s.text
        .low
        .strip_prefix(name)
        .is_some_and(|rest| rest.trim_start().starts_with([':', '-', '.']))
}
