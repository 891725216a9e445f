//! Who treats, as sentences tell it: "Truckee Bend asked us to pay for 12 more days of …".

use super::Ctx;
use super::provider::{Named, clinic_like, nobody};
use regex::Regex;
use std::sync::LazyLock;

/// A name: words in capitals and the small words between them.
const NAME: &str = r"((?:[A-Z][\w.'’-]*)(?: (?:&|of|and|the|for|on|at|de|la))*(?: (?:[A-Z][\w.'’-]*|&|of|and|the))*)";

/// How a sentence tells who asked, billed or wrote, and how much each way of telling it weighs.
static ASKED: LazyLock<Vec<(Regex, f32)>> = LazyLock::new(|| {
    [
        (r"^(?:On [^,]{4,24}, )?(?:[Tt]he )?NAME(?:, [^,]{2,40},)? (?:has |have |had |also |then )?(?:asked|requested|telephoned|sent us|billed|wanted|wrote to us|charged|submitted|called us|ordered|prescribed|applied)\b", 4.5),
        (r"\b(?:[Yy]our|[Tt]he|[Hh]is|[Hh]er) (?:program|clinic|doctor|provider|hospital|facility|practice|center|therapist|psychiatrist|prescriber),? NAME, ", 4.5),
        (r"\b(?:[Ss]ervices|[Cc]are|[Tt]reatments?|[Ss]tay|[Vv]isits?|[Ss]essions?|[Ii]nfusions?|days|weeks|given|had|were) (?:of|at|by|from|given by|given at|with) (?:the )?NAME(?:[:.,;]|$| (?:in|on|from|between|which|which you|for|because|that)\b)", 4.0),
        (r"\b(?:[Rr]ecords|[Nn]otes|[Cc]hart|[Bb]ills?|[Cc]laims?|[Rr]equests?|superbill) (?:of|from|by|that) (?:the )?NAME(?:[:.,;]|$| (?:in|on|dated|for|sent|made|filed|\()\b)", 4.0),
        (r"\b(?:request|claim|bill|records|letter) (?:the )?NAME (?:sent|made|filed|gave|submitted)\b", 4.0),
        (r"\b(?:about|of|on|received|have) (?:the )?NAME's (?:request|claim|bill|letter|records|notes)\b", 4.0),
        (r"\b(?:which|that|and|by|with|whom) (Dr\. [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*)(?: (?:prescribed|asked|requested|ordered|wants|of|at)\b)", 1.5),
        (r"\b(?:[Dd]octors?|team|staff|[Tt]herapists?|people) (?:at|of) (?:the )?NAME (?:have |has )?(?:asked|sent|wants?|requested)\b", 4.5),
    ]
    .iter()
    .map(|(p, weight)| (Regex::new(&p.replace("NAME", NAME)).expect("a fixed pattern"), *weight))
    .collect()
});

/// All who are told to treat.
pub fn providers(ctx: &Ctx<'_>, out: &mut Vec<Named>) {
    for (asked, weight) in ASKED.iter() {
        for s in ctx.plain() {
            // In capitals throughout, no word stands out as a name.
            if !s.text.raw.chars().any(char::is_lowercase) {
                continue;
            }
            let Some(m) = asked.captures(&s.text.raw).and_then(|c| c.get(1)) else {
                continue;
            };
            let name = m.as_str().trim_end_matches(['.', ',', ' ']);
            let low = name.to_ascii_lowercase();
            let words = low.split(' ').count();
            let sound = (2..=8).contains(&words)
                && !nobody(&low)
                && !low.ends_with(" and")
                && !low.ends_with(" of");
            if sound {
                out.push(Named {
                    score: weight + f32::from(u8::from(clinic_like(name))),
                    name: name.to_owned(),
                    ids: s.text.toks(s.text.parts_in_raw(m.range())),
                    why: "a sentence tells who treats".to_owned(),
                });
            }
        }
    }
}
