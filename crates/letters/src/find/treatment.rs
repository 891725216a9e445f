//! What was asked for, in the letter's words: by its label, its claim line, the sentence that asks, or the code behind it.

use super::Ctx;
use super::labels::{self, Pair};
use super::people::name_at;
use crate::phrases::List;
use crate::structure::Sheet;
use crate::structure::text::any;
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

/// The service in the letter's words.
pub fn service(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    let mut best: Option<(i32, Fact<String>)> = None;
    for p in ctx.pairs.iter().filter(|p| p.strong && p.is("service")) {
        let row = sheet.cells.get(p.cell).map_or(0, |c| c.row);
        let in_table = sheet
            .tables
            .iter()
            .any(|t| (t.first..=t.last).contains(&row));
        if p.is("provider") || in_table || matches!(p.label.as_str(), "description" | "services") {
            continue;
        }
        let ids = labels::whole_value(sheet, p, &ctx.pairs);
        let text = sheet.quote(&ids);
        let low = text.to_ascii_lowercase();
        if text.len() < 4
            || !text.chars().any(char::is_alphabetic)
            || any(&low, &["member:", "notice of", "claim number", "member id"]).is_some()
            || matches!(
                low.as_str(),
                "service" | "services" | "amount charged" | "description"
            )
            || is_name(sheet, p)
        {
            continue;
        }
        let telling = matches!(p.label.as_str(), "re" | "about" | "from" | "treatment");
        let score = 2 - i32::from(telling)
            + i32::from(p.label.contains("request") || p.label.contains("service"));
        if best.as_ref().is_none_or(|b| score > b.0) {
            best = Some((
                score,
                sheet.fact(
                    text,
                    &ids,
                    if score >= 2 { 0.88 } else { 0.75 },
                    format!("label '{}'", p.label),
                ),
            ));
        }
    }
    // "Re: your request for a fast decision" names no treatment: what does comes before it.
    let best = best.map(|b| b.1);
    let names =
        |fact: &Fact<String>| any(&fact.value.to_ascii_lowercase(), &List("people.care")).is_some();
    let (named, unnamed) = match best {
        Some(fact) if names(&fact) => (Some(fact), None),
        other => (None, other),
    };
    let others = named
        .or_else(|| of_claim_line(ctx))
        .or_else(|| asked_for(ctx))
        .or_else(|| coded(ctx));
    let told = match others {
        Some(fact) if names(&fact) => Some(fact),
        other => first_named(ctx).or(unnamed).or(other),
    };
    told.map(|fact| in_full(ctx, fact))
}

/// Where the letter gives the full name of what was told by its letters alone, that: "TMS" is told as "transcranial
/// magnetic stimulation".
fn in_full(ctx: &Ctx<'_>, fact: Fact<String>) -> Fact<String> {
    static FULL: LazyLock<Vec<(Regex, Regex)>> = LazyLock::new(|| {
        [
            (
                r"(?i)\br?tms\b",
                r"(?i)\b(?:repetitive )?transcranial magnetic stimulation(?: \(r?TMS\))?",
            ),
            (
                r"(?i)\bect\b",
                r"(?i)\belectroconvulsive therapy(?: \(ECT\))?",
            ),
            (
                r"(?i)\biop\b",
                r"(?i)\bintensive outpatient (?:program|treatment|services)(?: \(IOP\))?",
            ),
            (
                r"(?i)\bphp\b",
                r"(?i)\bpartial hospital(?:ization)?(?: program)?(?: \(PHP\))?",
            ),
        ]
        .into_iter()
        .map(|(letters, name)| {
            let fixed = |p| Regex::new(p).expect("a fixed pattern");
            (fixed(letters), fixed(name))
        })
        .collect()
    });
    let short = |(letters, name): &&(Regex, Regex)| {
        letters.is_match(&fact.value) && !name.is_match(&fact.value)
    };
    let Some((_, name)) = FULL.iter().find(short) else {
        return fact;
    };
    let full = ctx.plain().find_map(|s| {
        let m = name.find(&s.text.raw)?;
        let ids = s.text.toks(s.text.parts_in_raw(m.range()));
        let sure = fact.confidence.min(0.8);
        Some(
            ctx.sheet
                .fact(m.as_str().to_owned(), &ids, sure, "its name in full"),
        )
    });
    full.unwrap_or(fact)
}

/// True where all of a value is a person's name: "About: Rosalind Achterberg".
fn is_name(sheet: &Sheet, pair: &Pair) -> bool {
    matches!(pair.label.as_str(), "re" | "about" | "from")
        && name_at(sheet, pair.value_cell, pair.from, pair.to)
            .is_some_and(|n| (2..=3).contains(&n.0.len()) && n.0.len() == pair.to - pair.from)
}

/// The words of the claim line that was refused.
fn of_claim_line(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    for table in &sheet.tables {
        let refused = table
            .lines
            .iter()
            .filter(|l| !l.total)
            .find(|l| super::codes::line_refuses(ctx, l.row) != Some(false))
            .or(table.lines.first());
        let Some(line) = refused else { continue };
        let words: Vec<usize> = crate::structure::table::row_toks(sheet, line.row)
            .into_iter()
            .take_while(|&i| {
                sheet
                    .toks
                    .get(i)
                    .is_some_and(|t| crate::structure::table::money(t).is_none())
            })
            .filter(|&i| {
                sheet.toks.get(i).is_some_and(|t| {
                    t.raw.chars().filter(char::is_ascii_digit).count() < 2
                        && t.raw.chars().any(char::is_alphabetic)
                        && !matches!(t.low.as_str(), "yes" | "no")
                })
            })
            .collect();
        let text = sheet.quote(&words);
        if text.chars().filter(|c| c.is_alphabetic()).count() > 5
            && any(&text.to_ascii_lowercase(), &List("people.no-item")).is_none()
        {
            return Some(sheet.fact(text, &words, 0.7, "the claim line"));
        }
    }
    None
}

/// The words before a service code in brackets: "ketamine infusions (96365)".
fn coded(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static CODED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:(?:for|of|about|:|provide|is|called|ask for|that|asked for) )?((?:[\w%/-]+ ?){1,7}(?:\([A-Za-z ]+\) ?)?)\((?:CPT |HCPCS |code )?(?:\d{5}|[A-V]\d{4})").expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    ctx.plain().find_map(|s| {
        let m = CODED.captures(&s.text.raw)?.get(1)?;
        let text = m.as_str();
        // What leads up to the service is no part of it.
        let cut = List("people.for")
            .iter()
            .filter_map(|w| text.rfind(w).map(|i| i + w.len()))
            .max()
            .unwrap_or(0);
        let value = text.get(cut..)?.trim().to_owned();
        let ids = s.text.toks(s.text.parts_in_raw(m.start() + cut..m.end()));
        (value.len() > 2).then(|| sheet.fact(value, &ids, 0.7, "the words before a service code"))
    })
}

/// What was asked for, behind the verb of asking or refusing.
static WANTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:asked (?:us )?(?:to (?:pay for|cover|approve|authorize|certify)|for)|requested|request (?:for|to (?:cover|pay for))|wanted us to (?:pay for|cover)|keep you on|(?:not )?able to (?:approve|cover|authorize|pay for)|(?:can't|cannot) (?:approve|cover|authorize|pay for)|(?:sent us )?claims? for|coverage (?:of|for)|authorization (?:of|for)|approval (?:of|for)|pay for|stay in) (?:your |the |a |an |his |her )?(?:(?:\w+ )?(?:more|further|added|additional|extra) )?(?:[\w-]+ (?:\w+ )?(?:days?|sessions?|weeks?|visits?|hours|treatments?|doses?|units?|months) of )?(?:your |the )?([A-Za-z][\w/%-]*(?: \([A-Za-z][\w ]+\))?(?: [\w/%-]+(?: \([A-Za-z][\w ]+\))?){0,6})")
        .expect("a fixed pattern")
});

/// The service in the letter's words, where no label says it.
fn asked_for(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    ctx.plain().find_map(|s| {
        let m = WANTED.captures(&s.text.raw)?.get(1)?;
        let text = m.as_str();
        let low = text.to_ascii_lowercase();
        // It ends where the sentence goes on to whom, when and why.
        let end = List("people.ends-service")
            .iter()
            .filter_map(|w| low.find(w))
            .min()
            .unwrap_or(text.len());
        let value = text.get(..end)?.trim_end();
        let said = value.to_ascii_lowercase();
        let clear = value.chars().filter(|c| c.is_alphabetic()).count() > 5
            && any(&said, &List("people.care")).is_some()
            && any(&said, &List("people.no-service")).is_none();
        clear.then(|| {
            let ids = s
                .text
                .toks(s.text.parts_in_raw(m.start()..m.start() + value.len()));
            sheet.fact(
                value.to_owned(),
                &ids,
                0.72,
                "the sentence tells what was asked for",
            )
        })
    })
}

/// The first treatment of the kinds this is for that the letter names.
fn first_named(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static TREATMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:(?:maintenance|continuous|intravenous|iv|outpatient|inpatient|in-office|nasal) ){0,2}(?:ketamine(?:-assisted (?:psycho)?therapy| infusions?| therapy| treatments?)?|esketamine(?: nasal spray)?(?: \(spravato\))?|spravato(?: nasal spray)?(?: \(esketamine\))?|(?:repetitive )?transcranial magnetic stimulation(?: \(r?tms\))?|theta-burst(?: stimulation| tms)?|tms(?: treatments?)?|electroconvulsive therapy(?: \(ect\))?|ect|vagus nerve stimulation|residential (?:psychiatric |mental health )?(?:treatment|care)|psychiatric residential treatment|partial hospital(?:ization)?(?: program)?|intensive outpatient(?: program| treatment| care| services)?(?: \(iop\))?|(?:individual |group |family )?psychotherapy|inpatient psychiatric (?:care|stay|admission))\b")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    ctx.plain().find_map(|s| {
        let m = TREATMENT.find(&s.text.raw)?;
        let ids = s.text.toks(s.text.parts_in_raw(m.range()));
        Some(sheet.fact(
            m.as_str().to_owned(),
            &ids,
            0.7,
            "the first treatment that is named",
        ))
    })
}
