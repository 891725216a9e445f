//! Pages printed for everybody: a time limit under the name of one of several states.

use super::super::Ctx;
use super::super::appeal::left_label;
use crate::structure::Sentence;

/// The state under whose name sentence `n` stands, as its two letters, where the letter has a list of states.
pub fn listed(ctx: &Ctx<'_>, n: usize) -> Option<String> {
    let own = named(ctx, n)?;
    // One state alone is the law that the letter goes by, not a list.
    let several = (0..ctx.sheet.sentences.len())
        .filter_map(|m| named(ctx, m))
        .any(|other| other != own);
    several.then(|| own.to_owned())
}

/// The state that a sentence stands under: as the label left of it, or as the word that opens it or its paragraph.
fn named<'a>(ctx: &Ctx<'a>, n: usize) -> Option<&'a str> {
    let sheet = ctx.sheet;
    let s = sheet.sentences.get(n)?;
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
        .and_then(|&m| sheet.sentences.get(m));
    ctx.lib.appeal.states.iter().find_map(|state| {
        let name = state.name.to_ascii_lowercase();
        let alone = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()) == name;
        let under = alone(&label) || opens.is_some_and(|o| alone(&o.text.low)) || led_by(s, &name);
        under.then_some(state.state.as_str())
    })
}

/// "OHIO: an external review may be asked for".
fn led_by(s: &Sentence, name: &str) -> bool {
    s.text
        .low
        .strip_prefix(name)
        .is_some_and(|rest| rest.trim_start().starts_with([':', '-', '.']))
}
