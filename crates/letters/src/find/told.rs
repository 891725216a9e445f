//! Who treats and what was asked for, as sentences tell it: "Truckee Bend asked us to pay for 12 more days of …".

use super::Ctx;
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

/// A name: words in capitals and the small words between them.
const NAME: &str = r"((?:[A-Z][\w.'’-]*)(?: (?:&|of|and|the|for|on|at|de|la))*(?: (?:[A-Z][\w.'’-]*|&|of|and|the))*)";

/// Who asked, billed or wrote, as the subject of a sentence or beside "your clinic".
static ASKED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"^(?:On [^,]{4,24}, )?(?:The )?NAME(?:, [^,]{2,40},)? (?:has |have |had |also )?(?:asked|requested|telephoned|sent us|billed|wanted|wrote to us|charged|submitted|called us)\b",
        r"\b(?:[Yy]our|[Tt]he) (?:program|clinic|doctor|provider|hospital|facility|practice|center|therapist|psychiatrist|prescriber),? NAME, ",
        r"\b(?:[Ss]ervices|[Cc]are|[Tt]reatment|[Ss]tay|[Vv]isits?|[Ii]nfusions?|days) (?:of|at|by|from|given by|with) NAME(?:[:.,;]| (?:in|on|from|between|which|which you|for)\b)",
        r"\b(?:records|notes|chart|bill|claims?|request) (?:of|from|by) (?:the )?NAME(?:[:.,;]| (?:in|on|dated|for|\()\b)",
    ]
    .iter()
    .map(|p| Regex::new(&p.replace("NAME", NAME)).expect("a fixed pattern"))
    .collect()
});

/// Who treats, where no label says it.
pub fn provider(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    ASKED.iter().find_map(|asked| {
        sheet
            .sentences
            .iter()
            .filter(|s| !s.foreign && !s.aside)
            .find_map(|s| {
                let m = asked.captures(&s.text.raw)?.get(1)?;
                let name = m.as_str().trim_end_matches(['.', ',', ' ']);
                let low = name.to_ascii_lowercase();
                let words = low.split(' ').count();
                let sound = (2..=8).contains(&words)
                    && any(&low, &List("people.no-provider")).is_none()
                    && !low.ends_with(" and")
                    && !low.ends_with(" of");
                sound.then(|| {
                    let ids = s.text.toks(s.text.parts_in_raw(m.range()));
                    sheet.fact(name.to_owned(), &ids, 0.75, "the sentence tells who asked")
                })
            })
    })
}

/// What was asked for, behind the verb of asking or refusing.
static WANTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:asked (?:us )?(?:to (?:pay for|cover|approve|authorize|certify)|for)|requested|request (?:for|to (?:cover|pay for))|wanted us to (?:pay for|cover)|keep you on|(?:not )?able to (?:approve|cover|authorize|pay for)|(?:can't|cannot) (?:approve|cover|authorize|pay for)|(?:sent us )?claims? for|coverage (?:of|for)|authorization (?:of|for)|approval (?:of|for)|pay for|stay in) (?:your |the |a |an |his |her )?(?:(?:\w+ )?(?:more|further|added|additional|extra) )?(?:[\w-]+ (?:\w+ )?(?:days?|sessions?|weeks?|visits?|hours|treatments?|doses?|units?|months) of )?(?:your |the )?([A-Za-z][\w/%-]*(?: \([A-Za-z][\w ]+\))?(?: [\w/%-]+(?: \([A-Za-z][\w ]+\))?){0,6})")
        .expect("a fixed pattern")
});

/// The service in the letter's words, where no label says it.
pub fn service(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    let sheet = ctx.sheet;
    sheet
        .sentences
        .iter()
        .filter(|s| !s.foreign && !s.aside)
        .find_map(|s| {
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
pub fn treatment(ctx: &Ctx<'_>) -> Option<Fact<String>> {
    static TREATMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:(?:maintenance|continuous|intravenous|iv|outpatient|inpatient|in-office|nasal) ){0,2}(?:ketamine(?:-assisted (?:psycho)?therapy| infusions?| therapy| treatments?)?|esketamine(?: nasal spray)?(?: \(spravato\))?|spravato(?: nasal spray)?(?: \(esketamine\))?|(?:repetitive )?transcranial magnetic stimulation(?: \(r?tms\))?|theta-burst(?: stimulation| tms)?|tms(?: treatments?)?|electroconvulsive therapy(?: \(ect\))?|ect|vagus nerve stimulation|residential (?:psychiatric |mental health )?(?:treatment|care)|psychiatric residential treatment|partial hospital(?:ization)?(?: program)?|intensive outpatient(?: program| treatment| care| services)?(?: \(iop\))?|(?:individual |group |family )?psychotherapy|inpatient psychiatric (?:care|stay|admission))\b")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    sheet
        .sentences
        .iter()
        .filter(|s| !s.foreign && !s.aside)
        .find_map(|s| {
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
