//! Who it is about: the patient, who may be another person than the one written to.

mod dependent;

use super::Ctx;
use super::labels::Pair;
use crate::phrases::List;
use crate::structure::Sheet;
use crate::structure::text::{any, at_word, has};
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

pub static TITLES: List = List("people.titles");
pub static NOT_NAMES: List = List("people.not-names");

/// A person's name at the beginning of these parts.
pub fn name_at(sheet: &Sheet, cell: usize, from: usize, to: usize) -> Option<(Vec<usize>, String)> {
    let text = &sheet.cells.get(cell)?.text;
    let mut ids = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for part in text.parts.get(from..to.min(text.parts.len()))? {
        let raw = text.raw.get(part.raw.clone())?;
        let low = raw.to_ascii_lowercase();
        // "Maribel Roe (dependent spouse)": what is in brackets is no name.
        if !words.is_empty() && raw.starts_with('(') {
            break;
        }
        if words.is_empty() && TITLES.contains(&low.as_str()) {
            continue;
        }
        let bare = raw
            .trim_end_matches([',', ';', ':'])
            .trim_start_matches('(');
        let initial = bare.len() <= 2 && bare.ends_with('.');
        // "Anneliese van der Poel": small words inside a name.
        let particle = !words.is_empty()
            && List("people.particles").contains(&low.as_str())
            && text
                .parts
                .iter()
                .find(|p| p.raw.start > part.raw.start)
                .and_then(|p| text.raw.get(p.raw.clone()))
                .is_some_and(|next| {
                    next.starts_with(char::is_uppercase) || List("people.particles").contains(&next)
                });
        let sound = (bare.chars().next().is_some_and(char::is_uppercase) || particle)
            && bare
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\''))
            && !NOT_NAMES.contains(&low.trim_matches(|c: char| !c.is_alphanumeric()));
        if !sound {
            break;
        }
        ids.push(part.tok);
        words.push(bare.to_owned());
        let last_first = words.len() == 1
            && raw.ends_with(',')
            && raw.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        if last_first {
            if let Some(w) = words.last_mut() {
                w.push(',');
            }
            continue;
        }
        if (raw.ends_with([',', ';', ':']) && !initial) || words.len() == 5 {
            break;
        }
    }
    let value = words.join(" ");
    (!words.is_empty() && value.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .then_some((ids, value))
}

pub fn named(ctx: &Ctx<'_>, wanted: &[&str]) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    wanted.iter().find_map(|w| {
        ctx.pairs
            .iter()
            .filter(|p| p.strong && p.is("member_name") && p.label.contains(w))
            .find_map(|p| {
                let near = sheet
                    .cells
                    .get(p.cell)
                    .map(|c| c.text.low.as_str())
                    .unwrap_or_default();
                if any(near, &List("people.provider")).is_some() && !has(near, w) {
                    return None;
                }
                let (ids, value) = name_at(sheet, p.value_cell, p.from, p.to)?;
                // What is called the patient is one, whatever the name.
                let person = List("people.called-persons")
                    .iter()
                    .any(|w| p.label.contains(w));
                (ids.len() > 1 && (person || !no_person(&value)))
                    .then(|| sheet.fact(value, &ids, 0.95, format!("label '{}'", p.label)))
            })
    })
}

/// The patient.
pub fn patient(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let labelled = named(ctx, &["patient"]);
    // A letter may tell of two people, or be sent to a parent.
    let (found, unsure) = match labelled {
        Some(patient) => {
            let several = several_patients(ctx, &patient.value);
            (patient, several)
        }
        None => match dependent::dependent(ctx) {
            Some(dependent) => (dependent, true),
            None => (whom(ctx)?, speaks_of_another(ctx)),
        },
    };
    let mut found = dependent::in_full(ctx, found);
    if unsure {
        found.confidence = found.confidence.min(0.88);
    }
    Some(found)
}

/// True where the letter speaks of somebody for whom another person reads it, or through whom that person is insured.
fn speaks_of_another(ctx: &Ctx<'_>) -> bool {
    static KIN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:your|her|his|their) (?:child|son|daughter|father|mother|parent|husband|wife|spouse|dependent)\b|\b(?:parent|guardian|representative)s? (?:of|for)\b|\b(?:spouse|dependent|daughter|son|child)\)|\bsponsor\b|^patient\b")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    sheet.cells.iter().any(|c| KIN.is_match(&c.text.low))
}

/// True where another name than this one is called the patient too.
fn several_patients(ctx: &Ctx<'_>, name: &str) -> bool {
    ctx.pairs
        .iter()
        .filter(|p| p.strong && p.is("member_name") && p.label.contains("patient"))
        .filter_map(|p| name_at(ctx.sheet, p.value_cell, p.from, p.to))
        .any(|(_, other)| !other.eq_ignore_ascii_case(name))
}

fn whom(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    named(ctx, &List("people.patient"))
        .or_else(|| exact(ctx, &["name", "to"]))
        .or_else(|| caption(ctx))
        .or_else(|| addressed(ctx))
        .or_else(|| over_address(ctx))
        .or_else(|| named(ctx, &["subscriber", "employee"]))
        .or_else(|| dependent::at_head(ctx))
}

/// True where a name has words that bodies and clinics have in theirs. Whole words: Carey and Paine are people.
pub fn no_person(name: &str) -> bool {
    let low = name.to_ascii_lowercase();
    let stem = |w: &&str| w.len() > 4 && has(&low, w);
    let word = |w: &&str| at_word(&low, w).is_some();
    let clinic = List("people.clinic");
    List("issuer.bodies").iter().any(word) || clinic.iter().any(|w| word(w) || stem(w))
}

/// A label that is just this word.
fn exact(ctx: &Ctx<'_>, labels: &[&str]) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let pair: &Pair = ctx.pairs.iter().find(|p| {
        p.strong
            && labels.contains(&p.label.as_str())
            // "Write to:" is a label of another kind.
            && sheet
                .cells
                .get(p.cell)
                .is_some_and(|c| {
                    // "1 Name": the boxes of a form are counted.
                    let low = c.text.low.trim_start_matches(|c: char| !c.is_alphabetic());
                    low.starts_with(&p.label)
                })
            && name_at(sheet, p.value_cell, p.from, p.to)
                .is_some_and(|n| n.0.len() > 1 && !no_person(p.value(sheet)))
    })?;
    let (ids, value) = name_at(sheet, pair.value_cell, pair.from, pair.to)?;
    Some(sheet.fact(value, &ids, 0.93, format!("label '{}'", pair.label)))
}

/// The party of a hearing, named over the word for it, or behind "In the appeal of".
fn caption(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static PARTY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:in )?re:? )?(?:in )?(?:the )?(?:matter|appeal|claim|request) of:? ")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    let behind = sheet.cells.iter().enumerate().find_map(|(n, c)| {
        let m = PARTY
            .find(&c.text.low)
            .filter(|_| c.page == 0 && c.row < 30)?;
        let from = c.text.parts_in(m.end()..m.end() + 1).start;
        let (ids, value) = name_at(sheet, n, from, c.text.parts.len())?;
        (ids.len() > 1 && !no_person(&value))
            .then(|| sheet.fact(value, &ids, 0.85, "the party of the appeal"))
    });
    if behind.is_some() {
        return behind;
    }
    let row = sheet.rows.iter().take(25).position(|r| {
        r.cells.iter().any(|&c| {
            sheet.cells.get(c).is_some_and(|c| {
                matches!(
                    c.text.low.trim_end_matches(['.', ',']),
                    "appellant" | "petitioner" | "claimant" | "in the matter of"
                )
            })
        })
    })?;
    (row.saturating_sub(4)..row + 4).find_map(|r| {
        sheet.rows.get(r)?.cells.iter().find_map(|&c| {
            let n = sheet.cells.get(c)?.text.parts.len();
            let (ids, value) = name_at(sheet, c, 0, n)?;
            (ids.len() > 1 && n == ids.len())
                .then(|| sheet.fact(value, &ids, 0.85, "the party of the hearing"))
        })
    })
}

/// Whom the letter greets, with the full name of the address if there is one.
fn addressed(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let row = ctx.salutation?;
    let cell = *sheet.rows.get(row)?.cells.first()?;
    let n = sheet.cells.get(cell)?.text.parts.len();
    let (ids, greeted) = name_at(sheet, cell, 1, n)?;
    let surname = greeted.split(' ').next_back().unwrap_or("").to_lowercase();
    for above in (0..row).rev() {
        for &c in &sheet.rows.get(above)?.cells {
            let n = sheet.cells.get(c)?.text.parts.len();
            if let Some((full, value)) = name_at(sheet, c, 0, n)
                && full.len() > 1
                && full.len() + 1 >= n
                && value.to_lowercase().split(' ').any(|w| w == surname)
            {
                return Some(sheet.fact(
                    value,
                    &full,
                    0.96,
                    "name over the address, as in the salutation",
                ));
            }
        }
    }
    if ids.len() == 1
        && let Some(full) =
            full_name(ctx, &greeted).or_else(|| dependent::from_first(ctx, &greeted))
    {
        return Some(full);
    }
    Some(sheet.fact(
        greeted,
        &ids,
        if ids.len() > 1 { 0.88 } else { 0.6 },
        "the salutation",
    ))
}

/// True where a cell begins with the title of a person.
fn titled(sheet: &Sheet, cell: usize) -> bool {
    sheet
        .cells
        .get(cell)
        .and_then(|c| c.text.low.split(' ').next())
        .is_some_and(|w| TITLES.contains(&w))
}

/// The full name that ends with this surname, anywhere in the letter.
fn full_name(ctx: &Ctx<'_>, surname: &str) -> Option<Fact<String>> {
    let pattern = format!(r"((?:[A-Z][\w'-]+\.? ){{1,3}}{})\b", regex::escape(surname));
    let full = Regex::new(&pattern).ok()?;
    ctx.sheet
        .cells
        .iter()
        .filter_map(|c| {
            let m = full.captures(&c.text.raw)?.get(1)?;
            let words: Vec<&str> = m.as_str().split(' ').collect();
            let from = words
                .iter()
                .rposition(|w| {
                    let low = w.to_ascii_lowercase();
                    TITLES.contains(&low.as_str())
                        || NOT_NAMES.contains(&low.as_str())
                        || List("people.before-names").contains(&low.as_str())
                })
                .map_or(0, |i| i + 1);
            let name = words.get(from..)?.join(" ");
            let ids = c.text.toks(c.text.parts_in_raw(m.range()));
            let ids = ids.get(from..)?.to_vec();
            (ids.len() > 1).then(|| {
                ctx.sheet
                    .fact(name, &ids, 0.88, "full name of the one who is greeted")
            })
        })
        .next()
}

/// A name over a street and a ZIP code on the first page, where nobody is greeted.
fn over_address(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    for para in sheet
        .paras
        .iter()
        .filter(|p| p.page == 0 && p.cells.len() >= 3)
        // Below the middle of the page stand the addresses of others.
        .filter(|p| {
            p.cells
                .first()
                .and_then(|&c| sheet.cells.get(c))
                .is_some_and(|c| c.row < 22)
        })
    {
        for n in 0..para.cells.len() {
            let texts: Vec<&str> = para
                .cells
                .iter()
                .skip(n)
                .take(4)
                .filter_map(|&c| sheet.cells.get(c))
                .map(|c| c.text.raw.as_str())
                .collect();
            // A house or a hall may stand between the name and the street.
            let Some(city) = texts.iter().skip(2).position(|t| ends_in_zip(t)) else {
                continue;
            };
            let street_like = texts.iter().skip(1).take(city + 1).any(|street| {
                street.bytes().any(|c| c.is_ascii_digit())
                    && street.chars().any(char::is_alphabetic)
            });
            let Some(&cell) = para.cells.get(n) else {
                continue;
            };
            let n = sheet.cells.get(cell).map_or(0, |c| c.text.parts.len());
            if let (true, Some((ids, value))) = (street_like, name_at(sheet, cell, 0, n))
                && ids.len() > 1
                && !no_person(&value)
                && (ids.len() == n || (ids.len() + 1 == n && titled(sheet, cell)))
            {
                return Some(sheet.fact(value, &ids, 0.9, "name over an address"));
            }
        }
    }
    None
}

/// True where a line ends in a ZIP code.
fn ends_in_zip(line: &str) -> bool {
    line.split(' ')
        .next_back()
        .is_some_and(|z| z.len() >= 5 && z.chars().take(5).all(|c| c.is_ascii_digit()))
}

/// The subscriber, where it is another person than the patient.
pub fn subscriber(ctx: &Ctx<'_>, patient: Option<&Fact<String>>) -> Option<Fact<String>> {
    let fact = named(ctx, &["subscriber", "employee", "sponsor", "policyholder"])?;
    patient
        .is_none_or(|p| !p.value.eq_ignore_ascii_case(&fact.value))
        .then_some(fact)
}
