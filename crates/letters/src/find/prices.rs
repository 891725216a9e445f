//! Amounts that sentences tell by their verb, not by a label: "charged $410.00", "$525.00 in all", "liable for $90.00".

use super::{Ctx, conditional};
use holdfast_case::{Cents, Fact};
use regex::Regex;
use std::sync::LazyLock;

/// An amount with its dollar sign.
const AMOUNT: &str = r"\$ ?(?P<amount>\d{1,3}(?:,?\d{3})*(?:\.\d{2})?)\b";

static TOLD: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    [
        (
            "billed",
            r"\b(?:billed|charged)(?: us| you| the \w+)?(?: a total of| in all)? AMOUNT",
        ),
        (
            "billed",
            r"\b(?:charges?|bills?|claims?)(?: of| is| was| were| for [^.;$]{1,50} (?:is|was|are|were|comes? to|of)| totall?ing| in the amount of|,? which (?:is|was|comes? to))? AMOUNT",
        ),
        ("billed", r"\bbills? [^.;$]{1,120}\bin the amount of AMOUNT"),
        (
            "billed",
            r"AMOUNT(?:,)? (?:in all|altogether|all told|together|in total|(?:was |were )?(?:billed|charged)|in charges|of charges)\b",
        ),
        (
            "billed",
            r"\b(?:need of|(?:asked|ask) (?:\w+ ){1,4}?to (?:share in|pay|reimburse)(?: you)?) AMOUNT",
        ),
        // "An evaluation (90792, $325.00)": the price beside the code.
        ("billed", r"\([^()$]{4,40}[,;] AMOUNT\)"),
        (
            "not_covered",
            r"AMOUNT[^.;$]{0,40}\b(?:is|was|are|were) not (?:covered|payable)\b",
        ),
        (
            "paid",
            r"\b(?:we|plan|fund|trust|pool|medicare|carrier) (?:have |has )?(?:already )?(?:paid|sent)(?: (?:the|your|you) ?\w*| it| them)? AMOUNT",
        ),
        (
            "patient_owes",
            r"\b(?:you|the (?:member|patient|participant|enrollee))[^.;$]{0,40}\b(?:owe|owes|liable for|responsible for|left to pay)(?: the (?:full|whole|entire))? AMOUNT",
        ),
        ("patient_owes", r"\b(?:balance|liability) (?:of |is )?\(?AMOUNT"),
        (
            "patient_owes",
            r"\b(?:bill|ask) you for (?:the )?(?:full |whole |entire )?AMOUNT",
        ),
        (
            "patient_owes",
            r"\b(?:whole|full|entire) AMOUNT is (?:yours|between you)\b",
        ),
    ]
    .into_iter()
    .map(|(field, p)| {
        let regex = Regex::new(&p.replace("AMOUNT", AMOUNT)).expect("a fixed pattern");
        (field, regex)
    })
    .collect()
});

/// What sentences tell, in the order of the letter.
pub fn told(ctx: &Ctx<'_>) -> Vec<(&'static str, Fact<Cents>)> {
    let sheet = ctx.sheet;
    let mut out = Vec::new();
    for s in ctx.plain() {
        for (field, regex) in TOLD.iter() {
            for caught in regex.captures_iter(&s.text.low) {
                let (Some(whole), Some(m)) = (caught.get(0), caught.name("amount")) else {
                    continue;
                };
                if conditional(&s.text.low, whole.start()) || apiece(s.text.after(m.end())) {
                    continue;
                }
                let ids = s.text.toks(s.text.parts_in(m.range()));
                let Ok(amount) = m.as_str().parse() else {
                    continue;
                };
                let why = format!("told as '{}'", whole.as_str());
                out.push((*field, sheet.fact(amount, &ids, 0.8, why)));
            }
        }
    }
    out
}

/// "$410.00 a day": the price of one.
fn apiece(after: &str) -> bool {
    static ONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\)? ?(?:a|an|per|each|for each|for every|every) (?:\w+ )?(?:days?|visits?|sessions?|infusions?|units?|treatments?|hours?|weeks?|months?|night)\b|^ (?:each|apiece)\b")
            .expect("a fixed pattern")
    });
    ONE.is_match(after)
}
