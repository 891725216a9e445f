//! The signs of a decision that stand in a letter, each weighed once.

use super::super::verbs::{self, Verbs};
use super::super::{Ctx, conditional};
use super::cues;
use super::negation::{
    REFUSED_NONE, bidden, negated, of_none, of_the_rest, only_likely, refuses_nothing,
    spares_something, stated, told_on,
};
use super::titles::{on_first_page, title};
use crate::phrases::List;
use crate::structure::Sentence;
use crate::structure::boxes::Mark;
use crate::structure::text::{any, at, has};
use regex::Regex;
use std::sync::LazyLock;

/// A sign with the tokens that show it.
#[derive(Clone, Debug, Default)]
pub struct Sign {
    /// All that was found, added up.
    pub weight: f32,
    /// Tokens of the strongest piece.
    pub ids: Vec<usize>,
    /// Words of the strongest piece.
    pub cue: String,
}

/// The tokens and words of a heading.
pub type Hit = Option<(Vec<usize>, String)>;

impl Sign {
    pub fn add(&mut self, weight: f32, ids: Vec<usize>, cue: &str) {
        if weight.abs() > 0.0 && (self.ids.is_empty() || self.weight < weight) {
            self.ids = ids;
            cue.clone_into(&mut self.cue);
        }
        self.weight += weight;
    }

    /// True where it stands for itself.
    pub fn strong(&self) -> bool {
        self.weight >= 2.0
    }
}

/// Adds up the cues and patterns of one meaning, leaving out conditions, denials of them and what `allow` refuses.
pub fn gather(
    ctx: &Ctx<'_>,
    cues: &[(&str, f32)],
    verbs: Option<&Verbs>,
    never: Option<&Regex>,
    allow: impl Fn(&Sentence, std::ops::Range<usize>) -> bool,
) -> Sign {
    let mut sign = Sign::default();
    let mut seen: Vec<&str> = Vec::new();
    for s in ctx.plain() {
        let low = &s.text.low;
        let mut told = 0.0_f32;
        for (cue, weight) in cues {
            if *weight == 0.0 || seen.contains(cue) {
                continue;
            }
            let Some(i) = at(low, cue) else { continue };
            if conditional(low, i)
                || negated(low, i)
                || bidden(low, i)
                || of_none(low, i, cue)
                || only_likely(low, i)
                || of_the_rest(low, i)
                || told_on(low, i)
                || !allow(s, i..i + cue.len())
            {
                continue;
            }
            seen.push(cue);
            told += weight;
            sign.add(*weight, s.text.toks(s.text.parts_in(i..i + cue.len())), cue);
        }
        // The same sentence counts once: the patterns only add what the phrases did not see.
        for (verb, weight) in verbs.map(|v| v.as_slice()).unwrap_or_default() {
            if told >= *weight {
                continue;
            }
            let hit = verb.find_iter(low).find(|m| {
                !conditional(low, m.start())
                    && !negated(low, m.start())
                    && !bidden(low, m.start())
                    && !of_none(low, m.start(), m.as_str())
                    && !only_likely(low, m.start())
                    && !of_the_rest(low, m.end())
                    && !told_on(low, m.start())
                    && !IFFY.is_match(m.as_str())
                    && never.is_none_or(|n| !n.is_match(m.as_str()))
                    && allow(s, m.range())
            });
            if let Some(m) = hit {
                sign.add(
                    weight - told,
                    s.text.toks(s.text.parts_in(m.range())),
                    m.as_str(),
                );
                told = *weight;
            }
        }
    }
    sign
}

/// "[X] Denied": what is ticked beside few words was decided.
fn ticked(ctx: &Ctx<'_>, words: &[&str], sign: &mut Sign) {
    let sentences = ctx.sheet.sentences.iter();
    let few = sentences.filter(|s| s.mark == Some(Mark::Ticked) && s.text.parts.len() <= 10);
    for s in few {
        if let Some((cue, i)) =
            any(&s.text.low, words).and_then(|cue| Some((cue, at(&s.text.low, cue)?)))
        {
            sign.add(3.0, s.text.toks(s.text.parts_in(i..i + cue.len())), cue);
        }
    }
}

/// An appeal spoken of as made.
static APPEALED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:received|reviewed|considered|to consider|to hear|to decide|weighed|review of|read|heard|decided|looked at|studied|answer(?:s|ed|ing)? to|answering|response to|responding to|regarding|about|concerning|result of|outcome of|completed|granted|granting) (?:[\w-]+ ){0,3}?(?:appeal|grievance|request for reconsideration|request for redetermination)\b|\b(?:appeal|grievance) (?:that )?(?:you|we) (?:filed|sent|submitted|made|received)\b|\byou appealed\b|\byour appeal (?:of|dated|received|on)\b|\bin the matter of your (?:\w+ )?appeal\b|\byou (?:have )?asked (?:us|the plan|for|that we|that the plan)[^.;]{0,50}? (?:to reconsider|to look again|reconsider|a reconsideration|reconsideration|a redetermination)\b|\byou appealed (?:our|the|that|this|from)\b|\bon appeal,? (?:we|an?|the|our)\b|\byour (?:\w+ ){0,2}appeal,? (?:which|no|number|#)\b|\byour (?:[\w-]+ ){0,2}appeal (?:is|was|has been) (?:\w+ )?(?:approved|denied|granted|upheld|dismissed)\b").expect("a fixed pattern")
});

/// Conditions inside a match: "services that are not covered if …".
static IFFY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:if|when|may be|can be|could be|would be|might be|unless|should|to be|(?:will|shall|must) be (?:\w+ ){0,2}?(?:denied|declined|refused|rejected|disallowed|closed))\b")
        .expect("a fixed pattern")
});

/// "Claims for long visits are denied unless …": how it goes, not what was decided.
fn with_a_way_out(low: &str, end: usize) -> bool {
    let after: String = low.get(end..).unwrap_or("").chars().take(40).collect();
    after
        .split(['.', ';'])
        .next()
        .is_some_and(|a| has(a, "unless "))
}

/// A no inside what looks like a yes: "this stay cannot be certified".
static NOT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:not|cannot|never|neither|unable|nothing|none)\b|n't\b")
        .expect("a fixed pattern")
});

/// "This is not a denial of an insurance claim, since there is no insurance": what those who share bills must say.
fn of_insurance(s: &Sentence, end: usize) -> bool {
    s.text
        .after(end)
        .trim_start()
        .starts_with("of an insurance")
}

/// "This drug is covered only when …": how it goes, not what was decided.
fn only_if(low: &str, end: usize) -> bool {
    let after = low.get(end..).unwrap_or("").trim_start();
    any(
        after.get(..14).unwrap_or(after),
        &["only ", "when ", "if ", "where ", "unless ", "under "],
    )
    .is_some()
        && !after.starts_with("only until")
}

/// True where "approved" is said of something else than the request: FDA-approved, approved by the department.
fn approves_request(s: &Sentence, at: std::ops::Range<usize>) -> bool {
    let i = at.start;
    let low = &s.text.low;
    let before = low.get(i.saturating_sub(30)..i).unwrap_or("");
    let after = low.get(i..(i + 60).min(low.len())).unwrap_or("");
    any(before, &List("kind.fda")).is_none()
        && any(after, &List("kind.approved-by-the-food")).is_none()
        && !only_if(low, at.end)
}

/// The words of a heading, or of a sign where there is no heading.
pub fn cue(hit: &Hit, sign: &Sign) -> String {
    hit.as_ref()
        .map(|h| h.1.clone())
        .unwrap_or_else(|| sign.cue.clone())
}

/// The tokens of a heading, or none.
pub fn ids(hit: &Hit) -> Vec<usize> {
    hit.as_ref().map(|h| h.0.clone()).unwrap_or_default()
}

/// The tokens of a heading, or of a sign where there is no heading.
pub fn told(hit: &Hit, sign: &Sign) -> Vec<usize> {
    match hit {
        Some(h) => h.0.clone(),
        None => sign.ids.clone(),
    }
}

/// All signs of one letter.
pub struct Signs {
    /// No.
    pub deny: Sign,
    /// Still no.
    pub uphold: Sign,
    /// After all.
    pub overturn: Sign,
    /// Yes.
    pub approve: Sign,
    /// Not yet.
    pub ask: Sign,
    /// Words that say that nothing is decided here.
    pub nothing: Option<String>,
    /// An outside reviewer in a heading.
    pub iro: Hit,
    /// A hearing in a heading.
    pub hearing: Hit,
    /// The answer to an appeal in a heading.
    pub appealed: Hit,
    /// Words of appeals in a heading, which a first refusal may have as well.
    pub appeal_words: Hit,
    /// True where an appeal is spoken of as made.
    pub appeal_told: bool,
    /// A statement of claims in a heading.
    pub eob: Hit,
    /// True where it says that it is no bill.
    pub not_bill: bool,
    /// A refusal in a heading.
    pub denial_title: Hit,
    /// A refusal in part in a heading.
    pub partial_title: Hit,
    /// A question in a heading.
    pub ask_title: Hit,
    /// A yes in a heading.
    pub approval_title: Hit,
    /// A change of the plan in a heading.
    pub change_title: Hit,
    /// True for the form by which a stay under Medicare ends.
    pub ends_stay: bool,
    /// A record in a heading.
    pub records_title: Hit,
    /// A bill in a heading.
    pub bill_title: Hit,
    /// Words that grant less than was asked for.
    pub less: Sign,
    /// An appeal whose time runs from this very letter: such a letter refuses something.
    pub clock: Vec<usize>,
    /// True where papers are asked for within a time that runs from this very letter.
    pub ask_clock: bool,
    /// How many words of a debt collector.
    pub collect: f32,
    /// How many words of a bill.
    pub bill_words: f32,
    /// How many words of a change of the plan.
    pub change_words: f32,
    /// How many words of a reminder.
    pub reminder: f32,
    /// How many words of advertising.
    pub advert: f32,
    /// How many words of an acknowledgement.
    pub ack: f32,
}

impl Signs {
    /// Looks for all of them.
    pub fn of(ctx: &Ctx<'_>) -> Self {
        let sheet = ctx.sheet;
        let earlier = |s: &Sentence, at: std::ops::Range<usize>| {
            let i = at.start;
            // A denial told as history: "our denial of November 4", "correctly deny, on January 23".
            let before = s.text.low.get(i.saturating_sub(50)..i).unwrap_or("");
            any(before, &List("kind.insurer")).is_none()
                && !super::super::windows::of_any(s.text.before(i))
                && !with_a_way_out(&s.text.low, at.end)
        };
        let body = |cues: &[&str]| {
            cues.iter()
                .filter(|c| {
                    sheet.sentences.iter().any(|s| {
                        !s.foreign
                            && at(&s.text.low, c).is_some_and(|i| !conditional(&s.text.low, i))
                    })
                })
                .count() as f32
        };
        let mut deny = gather(
            ctx,
            cues::DENY,
            Some(&verbs::DENY),
            Some(&REFUSED_NONE),
            earlier,
        );
        ticked(ctx, &List("kind.ticked-no"), &mut deny);
        let uphold = gather(ctx, cues::UPHOLD, Some(&verbs::UPHOLD), None, |s, at| {
            let i = at.start;
            any(
                s.text.low.get(i.saturating_sub(12)..i).unwrap_or(""),
                &List("kind.not-yet-kept-up"),
            )
            .is_none()
        });
        let mut approve = gather(
            ctx,
            cues::APPROVE,
            Some(&verbs::APPROVE),
            Some(&NOT),
            approves_request,
        );
        ticked(ctx, &List("kind.ticked-yes"), &mut approve);
        let denial_title = title(ctx, &List("kind.notice-of-adverse-benefit-determination"));
        let says = |words: fn(&str) -> Option<&str>| {
            let sentences = sheet.sentences.iter().filter(|s| !s.foreign);
            sentences
                .filter_map(|s| words(&s.text.low))
                .next()
                .map(str::to_owned)
        };
        // That one claim was not refused, or that a refusal is none of care, tells nothing of what was refused.
        let refuses = deny.strong() || uphold.strong() || denial_title.is_some();
        let nothing = says(refuses_nothing).or_else(|| {
            let listed = || {
                says(|low| {
                    stated(low, &List("kind.nothing-decided"))
                        .filter(|_| !has(low, "denial of an insurance"))
                })
            };
            listed()
                .or_else(|| says(spares_something))
                .filter(|_| !refuses)
        });
        let clock = super::clock::find(ctx, nothing.is_some());
        Self {
            deny,
            uphold,
            overturn: gather(
                ctx,
                cues::OVERTURN,
                Some(&verbs::OVERTURN),
                None,
                |s, at| {
                    let i = at.start;
                    let before = s.text.low.get(i.saturating_sub(40)..i).unwrap_or("");
                    any(before, &List("kind.not")).is_none()
                        || has(before, "decided to")
                        || has(before, "agree to")
                },
            ),
            approve,
            ask: gather(ctx, cues::ASK, Some(&verbs::ASK), None, |s, at| {
                !of_insurance(s, at.end)
            }),
            nothing,
            iro: on_first_page(
                ctx,
                title(ctx, &List("kind.independent-review-organization")),
            ),
            hearing: on_first_page(ctx, title(ctx, &List("kind.administrative-hearings"))),
            // "About your appeal rights" is no answer to an appeal.
            appealed: title(ctx, &List("kind.appeal-decision")).filter(|hit| {
                let row = hit
                    .0
                    .first()
                    .and_then(|&i| sheet.toks.get(i))
                    .map(|t| t.row);
                row.is_none_or(|r| {
                    any(
                        &crate::structure::table::row_low(sheet, r),
                        &["rights", "how to", "your right"],
                    )
                    .is_none()
                })
            }),
            appeal_words: title(ctx, &List("kind.appeal-words")),
            appeal_told: appeal_told(ctx),
            eob: title(ctx, &List("kind.explanation-of-benefits")),
            not_bill: sheet
                .sentences
                .iter()
                .any(|s| has(&s.text.low, "this is not a bill") || has(&s.text.low, "not a bill")),
            denial_title,
            partial_title: title(ctx, &List("kind.partial-denial")),
            ask_title: title(ctx, &List("kind.request-for-information")),
            approval_title: title(ctx, &List("kind.notice-of-approval")),
            change_title: title(ctx, &List("kind.notice-of-change")).or_else(|| {
                let says = says(|low| stated(low, &["is a summary of material modifications"]))?;
                Some((Vec::new(), says))
            }),
            ends_stay: title(ctx, &List("kind.ends-stay")).is_some(),
            records_title: title(ctx, &List("kind.superbill")),
            bill_title: title(ctx, &List("kind.statement")),
            less: gather(ctx, cues::LESS, None, None, |_, _| true),
            clock,
            ask_clock: super::clock::asks(ctx),
            collect: body(&List("kind.debt-collector")),
            bill_words: body(&List("kind.amount-due")),
            change_words: body(&List("kind.will-renew")),
            reminder: body(&List("kind.reminder-of-your-appointment")),
            advert: body(&List("kind.unsubscribe")),
            ack: body(&List("kind.we-received-your-appeal")),
        }
    }
}

/// True where an appeal is spoken of as made: it has a number of its own, or the letter answers it.
fn appeal_told(ctx: &Ctx<'_>) -> bool {
    let sheet = ctx.sheet;
    // "Your appeal of this decision must reach us": one that may come.
    let to_come = |low: &str, i: usize| {
        let before = low.get(..i).unwrap_or("");
        conditional(low, i)
            || any(before, &List("kind.yet-to-come")).is_some()
            || any(low, &List("kind.appeal-to-send")).is_some()
    };
    sheet.sentences.iter().filter(|s| !s.foreign).any(|s| {
        any(&s.text.low, &List("kind.your-appeal-was-read"))
            .is_some_and(|cue| at(&s.text.low, cue).is_some_and(|i| !to_come(&s.text.low, i)))
    }) || ctx
        .pairs
        .iter()
        .any(|p| p.strong && p.is("appeal_number") && p.label.contains(' '))
        || ctx.plain().any(|s| {
            APPEALED.find_iter(&s.text.low).any(|m| {
                let after = s.text.after(m.end());
                !conditional(&s.text.low, m.start())
                    && any(&s.text.low, &List("kind.questions")).is_none()
                    && any(s.text.before(m.start()), &List("kind.yet-to-come")).is_none()
                    && any(after.get(..12).unwrap_or(after), &List("kind.right")).is_none()
            })
        })
}
