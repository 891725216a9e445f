//! Who treats: by its label, by what the letter tells of it, by the kind of its name; the one named most goes first.

use super::Ctx;
use super::{labels, told};
use crate::phrases::List;
use crate::structure::text::{any, at_word};
use holdfast_case::reading::NoticeKind;
use holdfast_case::{Fact, Reading};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Somebody who may be the one that treats.
pub struct Named {
    /// How much speaks for it.
    pub score: f32,
    /// The name.
    pub name: String,
    /// Its tokens.
    pub ids: Vec<usize>,
    /// What it was known by.
    pub why: String,
}

/// Names of clinics by the kind of the name: a word of care in capitals behind other words in capitals.
static CLINIC: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = List("people.clinic-kinds").join("|");
    let behind = r"(?: (?:and|&|of) (?:the )?[A-Z][\w'-]*)*(?: [A-Z][\w'-]*){0,3}(?:, (?:LLC|PLLC|PC|P\.C\.|P\.A\.|S\.C\.|Inc\.))?";
    let words = r"[A-Z][\w.'&-]*(?: (?:[A-Z][\w.'&-]*|of|and|on|the|de|la|&)){0,5}?";
    let capitals = kinds.to_uppercase();
    Regex::new(&format!(r"\b({words} (?:{kinds}|{capitals})\b{behind})")).expect("a fixed pattern")
});

/// True of words that clinics have in their names.
pub fn clinic_like(name: &str) -> bool {
    let low = name.to_ascii_lowercase();
    any(&low, &List("people.clinic")).is_some()
}

/// True of a person's name with a title or a degree of medicine.
fn doctor(name: &str) -> bool {
    static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:dr)\.? |, ?(?:MD|DO|PhD|PsyD|NP|PA-C|PMHNP|APRN|DNP|CRNA|LCSW|LMFT|LPC)\b|, ?[MD]\.[DO]\.")
            .expect("a fixed pattern")
    });
    DEGREE.is_match(name)
}

/// The name at the beginning of a value, without what is said of it: "(in network)", ", by fax", "; received".
fn head(value: &str) -> &str {
    static ENDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r" \(|;| / |, (?:[a-z0-9]|on |in |by |via |fax|attn|(?i:dept|department)\b)| (?:by|asked|on|dated|from|for|in) |,? (?i:fax|tel|phone|npi)\b|[a-z]{3}\. [A-Z]")
            .expect("a fixed pattern")
    });
    let end = ENDS.find(value).map_or(value.len(), |m| m.start());
    value
        .get(..end)
        .unwrap_or(value)
        .trim_end_matches([',', '.', ';', ' ', ':'])
}

/// True of a word that begins with no small letter: "Coeur", "d'Alene".
fn capital(word: &str) -> bool {
    let inner = word
        .split_once('\'')
        .is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase));
    inner || word.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// True where all words are written as names are.
fn name_shaped(name: &str) -> bool {
    let low = name.to_ascii_lowercase();
    let words = name.split(' ').count();
    let starts = name
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let small = [
        "of", "and", "the", "for", "on", "at", "de", "la", "del", "&", "in",
    ];
    let code = name
        .split(' ')
        .next()
        .is_some_and(|w| w.len() == 5 && w.bytes().skip(1).all(|b| b.is_ascii_digit()));
    starts
        && !code
        && (4..=90).contains(&name.len())
        && words <= 10
        && !name.contains(['@', ':', '?', '<', '$'])
        && name.split(' ').all(|w| small.contains(&w) || capital(w))
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !nobody(&low)
        && !low
            .split([' ', '/'])
            .all(|w| List("people.care-words").contains(&w))
        && !name.split(' ').next().is_some_and(|w| {
            List("people.opens-no-provider").contains(&w.to_ascii_lowercase().as_str())
        })
}

/// True of words that no name of a clinic has: plans, boards, months.
pub fn nobody(low: &str) -> bool {
    let mut words = List("people.no-provider").iter().copied();
    words.any(|w| at_word(low, w).is_some())
}

/// A name without the words that only lead up to it: "Your", "The", "At".
fn opened(name: &str) -> &str {
    let mut name = name;
    while let Some((first, rest)) = name.split_once(' ') {
        let low = first.to_ascii_lowercase();
        if low != "the" && !List("people.opens-no-provider").contains(&low.as_str()) {
            break;
        }
        name = rest;
    }
    name
}

/// The values of labels.
fn labelled(ctx: &Ctx<'_>, out: &mut Vec<Named>) {
    let sheet = ctx.sheet;
    for p in ctx
        .pairs
        .iter()
        .filter(|p| p.strong && (p.is("provider") || p.is("facility")))
    {
        let value = p.value(sheet);
        let name = head(value);
        // The person or the family asked.
        let family = any(&value.to_ascii_lowercase(), &List("people.family")).is_some();
        if family || !name_shaped(name) {
            continue;
        }
        let clinic = clinic_like(name);
        let known = clinic || doctor(name);
        let words = name.split(' ').count();
        // "From", "With" and "Where" are said of many things.
        let vague = List("people.vague-labels").contains(&p.label.as_str());
        if !known && (words < 2 || vague) {
            continue;
        }
        let score = match (vague, p.label.as_str()) {
            (true, _) => 3.5,
            (_, "from") => 3.0,
            _ => 5.5,
        };
        let n = words.min(p.to.saturating_sub(p.from));
        let ids = p.toks(sheet);
        // "Priya Roe, MD" over the name of the clinic.
        let below = labels::below(sheet, p.value_cell).and_then(|b| sheet.cells.get(b));
        if let Some(b) = below.filter(|_| doctor(name)) {
            let clinic = head(&b.text.raw);
            if clinic_like(clinic) && name_shaped(clinic) && clinic.split(' ').count() >= 2 {
                out.push(Named {
                    score: score + 2.2,
                    name: clinic.to_owned(),
                    ids: b.text.toks(0..clinic.split(' ').count()),
                    why: format!("below the doctor of label '{}'", p.label),
                });
            }
        }
        out.push(Named {
            score: score + f32::from(u8::from(clinic)) * 1.5 + f32::from(u8::from(known)) * 0.5,
            name: name.to_owned(),
            ids: ids.get(..n.min(ids.len())).unwrap_or_default().to_vec(),
            why: format!("label '{}'", p.label),
        });
    }
}

/// Clinics by the kind of their name, in the text and where a name fills its cell.
fn by_kind(ctx: &Ctx<'_>, biller: bool, out: &mut Vec<Named>) {
    let sheet = ctx.sheet;
    // A name may go on in the next line, and the next line may be of something else.
    let sentences = sheet.sentences.iter().filter(|s| !s.foreign);
    let texts = sentences
        .map(|s| &s.text)
        .chain(sheet.cells.iter().map(|c| &c.text));
    for text in texts {
        for m in CLINIC.find_iter(&text.raw) {
            let name = head(m.as_str());
            let name = opened(name);
            if name.split(' ').count() < 2 || !name_shaped(name) {
                continue;
            }
            let from = m.start() + m.as_str().find(name).unwrap_or(0);
            let ids = text.toks(text.parts_in_raw(from..from + name.len()));
            let whole = text.raw.len() <= m.len() + 2;
            // In capitals throughout, a name is what fills its line or its part of one.
            let loud = !text.raw.chars().any(char::is_lowercase);
            let before = text.raw.get(..from).unwrap_or("").trim_end();
            let parted = before.is_empty() || before.ends_with([',', ':', ';', '(']);
            if loud && !(parted && name.split(' ').count() <= 6) {
                continue;
            }
            let first = ids.first().and_then(|&i| sheet.toks.get(i));
            let letterhead = biller && first.is_some_and(|t| t.page == 0 && t.row < 4);
            out.push(Named {
                score: if letterhead {
                    7.0
                } else if whole {
                    2.5
                } else {
                    2.0
                },
                name: name.to_owned(),
                ids,
                why: "the kind of name that clinics have".to_owned(),
            });
        }
    }
}

/// The first and last rows of tables with a refused line, where others have none: of several claims those are the ones
/// that the letter is read for.
fn refused(ctx: &Ctx<'_>) -> Vec<(usize, usize)> {
    let tables = &ctx.sheet.tables;
    if !(2..=MOST_TABLES).contains(&tables.len()) {
        return Vec::new();
    }
    let refuses = |t: &&crate::structure::Table| {
        let mut lines = t.lines.iter();
        lines.any(|l| super::codes::line_refuses(ctx, l.row) == Some(true))
    };
    let found: Vec<_> = tables
        .iter()
        .filter(refuses)
        .map(|t| (t.first, t.last))
        .collect();
    match found.len() == tables.len() {
        true => Vec::new(),
        false => found,
    }
}

/// More tables than that are no statement of claims to one person.
const MOST_TABLES: usize = 60;

/// True of a name in one of these tables, or right over it.
fn in_or_over(ctx: &Ctx<'_>, ids: &[usize], tables: &[(usize, usize)]) -> bool {
    let row = ids
        .first()
        .and_then(|&i| ctx.sheet.toks.get(i))
        .map(|t| t.row);
    let next = row.and_then(|row| {
        let own = ctx.sheet.tables.iter().filter(|t| t.last >= row);
        own.min_by_key(|t| t.first).filter(|t| t.first <= row + 6)
    });
    next.is_some_and(|t| tables.contains(&(t.first, t.last)))
}

/// Who sends a bill, at its very top.
fn biller_at_top(ctx: &Ctx<'_>) -> Option<Named> {
    let sheet = ctx.sheet;
    let cell = sheet.cells.get(*sheet.rows.first()?.cells.first()?)?;
    let name = head(&cell.text.raw);
    let words = name.split(' ').count();
    (name_shaped(name) && (2..=7).contains(&words)).then(|| Named {
        score: 4.0,
        name: name.to_owned(),
        ids: cell.text.toks(0..words.min(cell.text.parts.len())),
        why: "the first line of a bill".to_owned(),
    })
}

/// Doctor or clinic.
pub fn provider(ctx: &Ctx<'_>, reading: &Reading) -> Option<Fact<String>> {
    let biller = reading
        .kind
        .as_ref()
        .is_some_and(|k| matches!(k.value, NoticeKind::Bill | NoticeKind::Records));
    let mut found = Vec::new();
    labelled(ctx, &mut found);
    told::providers(ctx, &mut found);
    by_kind(ctx, biller, &mut found);
    if biller && reading.fine_kind.as_deref() != Some("collections") {
        found.extend(biller_at_top(ctx));
    }
    let issuer = reading
        .plan
        .issuer
        .as_ref()
        .map(|f| f.value.to_ascii_lowercase())
        .filter(|i| !clinic_like(i))
        .unwrap_or_default();
    let opening = |name: &str| {
        let low = name.to_ascii_lowercase();
        let words: Vec<&str> = low.split(' ').take(2).collect();
        words.join(" ")
    };
    let sender = opening(&issuer);
    let patient = reading
        .member
        .patient
        .as_ref()
        .map(|f| f.value.to_ascii_lowercase())
        .unwrap_or_default();
    let refused = refused(ctx);
    let mut named_often: HashMap<String, usize> = HashMap::new();
    let best = found
        .into_iter()
        .filter(|n| {
            let low = n.name.to_ascii_lowercase();
            (sender.len() < 5 || opening(&low) != sender) && low != patient
        })
        .map(|mut n| {
            let often = *named_often
                .entry(n.name.to_ascii_lowercase())
                .or_insert_with(|| ctx.naming(&n.name, 2));
            n.score += (often as f32).min(4.0) * 0.5;
            if !refused.is_empty() && in_or_over(ctx, &n.ids, &refused) {
                n.score += 2.0;
            }
            n
        })
        .fold(None, |best: Option<Named>, n| {
            if best.as_ref().is_none_or(|b| n.score > b.score + 0.01) {
                Some(n)
            } else {
                best
            }
        })?;
    let sure = if best.score >= 8.0 {
        0.92
    } else if best.score >= 5.0 {
        0.85
    } else {
        0.7
    };
    Some(ctx.sheet.fact(best.name, &best.ids, sure, best.why))
}
