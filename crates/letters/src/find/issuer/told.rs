//! Whose letter it is, as the letter says it: "underwritten by …", "on behalf of …", the sender of a message.

use super::super::Ctx;
use super::{candidate, trim};
use crate::structure::text::any;
use regex::Regex;
use std::sync::LazyLock;

/// A name of a body in running text.
const NAME: &str = r"((?:[A-Z][\w.'&-]*)(?: (?:[A-Z][\w.'-]*|&|of|and|the|for))*)";

/// Each way to say it, and how much it weighs.
static SAYS: LazyLock<Vec<(Regex, f32)>> =
    LazyLock::new(|| {
        [
        (r"\b(?:[Uu]nderwritten|[Ii]nsured) by (?:the )?NAME", 2.8),
        (r"\b(?:[Oo]n|ON) behalf of (?:the )?NAME", 2.6),
        (r"\b(?:[Mm]anaged|[Aa]dministered|[Rr]un|[Oo]ffered|[Ss]ponsored) by (?:the )?NAME", 2.6),
        (r"\bNAME,? (?:which |that |who )?(?:underwrites|insures)\b", 2.6),
        (r"\bNAME (?:\([A-Z -]{2,10}\) )?(?:is|\() ?(?:called )?.our plan", 3.4),
        (r"\bNAME \((?:HMO|PPO|PDP|HMO-POS|HMO D-SNP|PPO D-SNP|D-SNP)\)", 2.8),
        (r"\b(?:payable|checks? out|remit) to:? (?:the )?NAME", 2.8),
        (r"\b(?:help with this (?:notice|letter)|questions),? (?:contact|call) (?:the )?NAME", 2.4),
        (r"\b(?:letters?|messages?|decisions?|notices?) (?:of|from) (?:the )?NAME", 2.2),
    ]
    .iter()
    .map(|(p, weight)| {
        let pattern = p.replace("NAME", NAME);
        (Regex::new(&pattern).expect("a fixed pattern"), *weight)
    })
    .collect()
    });

/// Sentences of the longest letter.
const LONGEST: usize = 800;

/// All that are named so.
pub fn all(ctx: &Ctx<'_>) -> Vec<(f32, String, Vec<usize>)> {
    let sheet = ctx.sheet;
    let mut out = Vec::new();
    for s in sheet.sentences.iter().filter(|s| !s.foreign).take(LONGEST) {
        for (says, weight) in SAYS.iter() {
            let Some(m) = says.captures(&s.text.raw).and_then(|c| c.get(1)) else {
                continue;
            };
            let name = trim(m.as_str());
            if candidate(&name) && name.split(' ').count() >= 2 {
                let ids = s
                    .text
                    .toks(s.text.parts_in_raw(m.start()..m.start() + name.len()));
                out.push((*weight, name, ids));
            }
        }
    }
    out.extend(sender(ctx));
    out
}

/// The sender of a message or a fax: "From: Claims Resolution, Seaboard Federal Employees Benefit Association".
fn sender(ctx: &Ctx<'_>) -> Vec<(f32, String, Vec<usize>)> {
    let sheet = ctx.sheet;
    ctx.pairs
        .iter()
        .filter(|p| p.strong && p.label == "from")
        .filter(|p| {
            let label = sheet.cells.get(p.cell);
            label.is_some_and(|c| c.page == 0 && c.row < 16 && c.text.low.starts_with("from"))
        })
        .flat_map(|p| {
            let value = p.value(sheet);
            let start = sheet
                .cells
                .get(p.value_cell)
                .and_then(|c| c.text.parts.get(p.from))
                .map_or(0, |x| x.raw.start);
            value
                .split([',', '<', ';'])
                .filter(|part| candidate(part.trim()))
                .filter_map(|part| {
                    let text = &sheet.cells.get(p.value_cell)?.text;
                    let at = start + value.find(part)?;
                    let name = trim(part.trim());
                    let ids = text.toks(text.parts_in_raw(at..at + part.len()));
                    // A team of the plan, not the plan.
                    let low = name.to_ascii_lowercase();
                    let team = any(&low, &["team", "desk", "unit", "department"]).is_some();
                    Some((if team { 2.2 } else { 3.6 }, name, ids))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}
