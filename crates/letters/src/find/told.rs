//! Who treats, as sentences tell it: "Truckee Bend asked us to pay for 12 more days of …".

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
        ctx.plain().find_map(|s| {
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
