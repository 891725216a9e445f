//! Spans of time that limit something: "within 180 days after you receive this letter".

use super::super::Ctx;
use super::super::purpose;
use super::counts::{SPAN, number};
use super::trigger::{Trigger, trigger};
use super::{Window, must};
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::Reading;
use regex::Regex;
use std::sync::LazyLock;

/// What leads to a span that limits something.
pub static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(within|inside of|inside|in the next|in the coming|in the following|during|before the|before|by the|until the|on the|through the|in no more than|not less than|at any time within|period of|no later than|not later than|later than|no more than|not more than|you have|you get|you will get|you are given|you've got|you will have|will have|have|has|had|up to|limit of|limit is|time is|time allowed is|time you have is|deadline is|deadline of|expires|allowed|given|gives you|in)(?: (?:the|a|an|at least|only|up to|just|exactly|about|next|first))*|(?:must|may|can|should)[a-z ,]* (?:for|in|under))\s*$").expect("a fixed pattern")
});
/// What stands behind a span that limits something.
pub static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?(?:(?:from|after|of|following|beginning|since|starting|counted from|measured from|running from|as of|past|on which|that follow|once|which follow|(?:which|that) (?:begin|begins|start|starts|run)(?: on| from)?|(?:have |has )?(?:gone by|passed|elapsed|run|expired)(?: since| from| after)?|have (?:gone by|passed) since) [a-z\x22']|(?:is|are) (?:the|your|all the) (?:\w+ )?(?:time|limit|period|deadline|window)\b|(?:appeal |filing |review |time )?(?:period|window|limit|deadline) (?:(?:begins|starts|runs|opens)(?: on| with| from)?|following|after|from|beginning|starting|that follows) [a-z]|to (?:seek|take|challenge|contest|petition|reach|arrive|call|choose|pay|appeal|file|request|ask|respond|submit|send|write|dispute|do this|do so|return|reply|tell us|provide|contact|give|get|make|bring|start))").expect("a fixed pattern")
});

/// "You received this letter" right before the span.
static RECEIVED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:you|it|it was|notice|letter|mail|decision) (?:have |has |had |is |are |was |were )?(?:been )?(?:(?:received|got|arrives?|reaches|delivered)(?: (?:this|it|the|our|by|you))?|get (?:this|it|the|our))(?: (?:notice|letter|decision|determination|mail))? *$").expect("a fixed pattern")
});

/// So much in each span of time.
static RATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^ ?(?:a|per|each|every|in a|in each) (?:day|week|month|year|visit|session)\b")
        .expect("a fixed pattern")
});

/// A day right behind a span: the span is care, not a limit.
static FROM_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?(?:from|beginning|starting|of|(?:that|which) (?:begins?|began|starts?|started|runs?|ran))(?: on| with| from)? (?:\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d)|^ of (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b").expect("a fixed pattern")
});

/// The clock of a form that the person signs.
static SIGNING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^ ?(?:after|from|of) (?:the date )?(?:i|i have|my|you|your) ?(?:sign|signed|signature|signing)\b")
        .expect("a fixed pattern")
});

/// What a count of days can be counted "of".
static OF_EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?of (?:the|this|that|these|our|your|its|it|receiving|receipt|getting|being|having|when|such|any|an?|notice|notification|mailing|denial|delivery|issuance)\b").expect("a fixed pattern")
});

/// Care that a count of days can be counted "of".
static OF_CARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?of (?:this|that|these|the|your|such) (?:(?:kind|type|sort|form) of )?(?:\w+ )?(?:program|treatments?|services?|therapy|care|stay|drug|medicine|visits?|sessions?)\b")
        .expect("a fixed pattern")
});

/// True where the count is of care: "of this program", not "of the treatment denial".
fn of_care(after: &str) -> bool {
    OF_CARE.find(after).is_some_and(|m| {
        let next = after.get(m.end()..).unwrap_or("").trim_start();
        !["denial", "decision", "notice", "letter", "determination"]
            .iter()
            .any(|w| next.starts_with(w))
    })
}

/// The spans of one sentence.
pub fn find(ctx: &Ctx<'_>, reading: &Reading, n: usize, out: &mut Vec<Window>) {
    let Some(s) = ctx.sheet.sentences.get(n) else {
        return;
    };
    let low = s.text.low.as_str();
    for c in SPAN.captures_iter(low) {
        let (Some(whole), Some(figure), Some(unit)) = (c.get(0), c.get(1), c.get(4)) else {
            continue;
        };
        let before = low.get(..whole.start()).unwrap_or("");
        let after = low.get(whole.end()..).unwrap_or("");
        let lead = LEAD.captures(before);
        let tail = TAIL.is_match(after);
        let word = lead
            .as_ref()
            .and_then(|l| l.get(1))
            .map(|m| m.as_str())
            .unwrap_or("");
        let weak = matches!(
            word,
            "in" | "have"
                | "has"
                | "had"
                | "up to"
                | "allowed"
                | "given"
                | "before"
                | "during"
                | ""
        ) || (unit.as_str() == "hour" && word.ends_with("have"));
        // "4 hours a week": how much care, not how long.
        if RATE.is_match(after) {
            continue;
        }
        let told_by_label = lead.is_none()
            && !tail
            && after
                .trim_start_matches([' ', ')'])
                .chars()
                .next()
                .is_none_or(|c| ".,;(".contains(c))
            && before.split_whitespace().count() <= 2
            && (time_label(ctx, s, whole.start()) || limit_before(ctx, n, before));
        if told_by_label {
            // "Time to appeal:   180 days".
        } else if (lead.is_none() && !tail)
            || (weak && !tail && word != "in" && counted_from(ctx, n, after).is_none())
        {
            continue;
        }
        if word == "in" && !tail && any(before, &List("windows.we-answer")).is_none() {
            continue;
        }
        // "Worse for two days after each treatment": a rhythm.
        if ["after each ", "after every ", "before each "]
            .iter()
            .any(|w| after.trim_start().starts_with(w))
        {
            continue;
        }
        // "30 days of residential treatment" is care, not a limit: only a few words can follow "of" here.
        if !matches!(
            word,
            "within" | "inside" | "inside of" | "no later than" | "not later than" | "later than"
        ) && after.trim_start().starts_with("of ")
            && (!OF_EVENT.is_match(after) || of_care(after))
        {
            continue;
        }
        // "We presume that you received it five days after its date": how mail is counted, nobody's limit.
        if any(before, &List("windows.presumed")).is_some()
            || (lead.is_none() && RECEIVED.is_match(before))
        {
            continue;
        }
        // "3 months, from March 8 to June 7": how long care may go on.
        if FROM_DAY.is_match(after) {
            continue;
        }
        // "This release ends one year after I sign": a form to fill in speaks.
        if SIGNING.is_match(after) {
            continue;
        }
        // "for", "the past", "a 60-day supply": no limit.
        if after.starts_with("-")
            || after.trim_start().starts_with("supply")
            || before.ends_with("past ")
            || before.ends_with("last ")
        {
            continue;
        }
        // Word and figure differ: the shorter counts.
        let given: Vec<u32> = [
            Some(figure.as_str()),
            c.get(2).map(|m| m.as_str()),
            c.get(5).map(|m| m.as_str()),
        ]
        .into_iter()
        .flatten()
        .filter_map(number)
        .collect();
        let Some(mut count) = given.iter().copied().min() else {
            continue;
        };
        let mut differ = given.iter().any(|g| *g != count);
        // "One hundred", and on the next line "twenty (120) days".
        if before.trim().is_empty() && hundred_before(ctx, n) {
            count = match given.iter().copied().max() {
                Some(most) if most > 100 => most,
                _ => count.saturating_add(100),
            };
            differ = false;
        }
        let kind = c.get(3).map(|m| m.as_str());
        let unit = match (unit.as_str(), kind) {
            ("hour", _) => "hours",
            ("day", Some("business" | "working")) => "business-days",
            ("day", _) => "days",
            ("week", _) => {
                count = count.saturating_mul(7);
                "days"
            }
            ("month", _) => "months",
            _ => "years",
        };
        if count == 0 || count > 730 {
            continue;
        }
        // "Within the four months": those that were told before.
        let definite = |l: regex::Match<'_>| l.as_str().trim_end().ends_with(" the");
        if !tail
            && lead.as_ref().and_then(|l| l.get(0)).is_some_and(definite)
            && told_before(out, count, unit)
        {
            continue;
        }
        let clause_end = after.find([';']).unwrap_or(after.len());
        let tail_text = after.get(..clause_end).unwrap_or(after);
        let p = purpose::of(ctx, reading, n, whole.start(), whole.end());
        let mut t = trigger(ctx, reading, n, before, tail_text, &p);
        // "You have 180 days; they are counted from the day this letter came."
        if !t.explicit
            && t.started
            && let Some(from) = counted_from(ctx, n, after)
        {
            let told = trigger(ctx, reading, n, before, &from, &p);
            if told.explicit {
                t = Trigger { used: 0, ..told };
            }
        }
        // "You have 30 days to appeal" in a line without a clock starts with the letter; a plan's own span does not.
        let lead_start = lead
            .as_ref()
            .and_then(|l| l.get(0))
            .map_or(whole.start(), |m| m.start());
        let quote_end = whole.end() + t.used.min(tail_text.len());
        let mut end = quote_end;
        while end < low.len() && !low.is_char_boundary(end) {
            end += 1;
        }
        let ids = s.text.toks(s.text.parts_in(lead_start..end));
        let sure: f32 = match (t.explicit, p.near) {
            (true, true) => 0.97,
            (true, false) => 0.93,
            (false, true) => 0.86,
            (false, false) => 0.7,
        };
        let (level, who) = settled(&p, t.name, low, reading);
        out.push(Window {
            level,
            who,
            count: Some(count),
            unit: Some(unit),
            date: None,
            trigger: t.name,
            start: t.start,
            started: t.started,
            must: must(low, whole.start()),
            of_state: ctx.states.get(n).cloned().flatten(),
            ids,
            told: t.explicit || p.near,
            differs: differ,
            sure,
            why: format!("'{}' for {level} ({})", whole.as_str(), p.why),
        });
    }
}

/// True where the line before ends with the hundreds of a number in words.
fn hundred_before(ctx: &Ctx<'_>, n: usize) -> bool {
    n.checked_sub(1)
        .and_then(|i| ctx.sheet.sentences.get(i))
        .is_some_and(|s| {
            let low = s.text.low.trim_end();
            low.ends_with("one hundred") || low.ends_with("one hundred and")
        })
}

/// True where the letter has given the same time before.
fn told_before(out: &[Window], count: u32, unit: &str) -> bool {
    out.iter()
        .any(|w| w.count == Some(count) && w.unit == Some(unit))
}

/// "There is a time limit. It is 180 days."
fn limit_before(ctx: &Ctx<'_>, n: usize, before: &str) -> bool {
    matches!(before.trim(), "it is" | "that is" | "this is" | "it's")
        && n.checked_sub(1)
            .and_then(|i| ctx.sheet.sentences.get(i))
            .is_some_and(|s| any(&s.text.low, &List("windows.time-labels")).is_some())
}

/// What a span without a beginning is counted from, as a later clause or the next sentence says it.
fn counted_from(ctx: &Ctx<'_>, n: usize, after: &str) -> Option<String> {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[;:,.(] ?|\band )(?:it|they|these|that|this|which|(?:the|your|that|this|those|these) (?:[\w-]+ )?(?:time|clock|period|days|months|count))(?: is| are| has| have)? (?:counted|starts?|begins?|began|begun|runs?|started|measured|reckoned|dates?)(?: to run| running)?(?: to)? (from|with|on|when|the day|as soon as|upon|at)\b")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    let next = sheet
        .sentences
        .get(n + 1)
        .filter(|s| sheet.sentences.get(n).is_some_and(|x| x.para == s.para))
        .map(|s| s.text.low.as_str());
    [Some(after), next].into_iter().flatten().find_map(|text| {
        let c = COUNTED.captures(text)?;
        let rest = text.get(c.get(1)?.end()..)?;
        Some(format!(" from{rest}"))
    })
}

/// True where the label of a value says that it is a time: "Deadline", "When", "Time limit".
fn time_label(ctx: &Ctx<'_>, s: &crate::structure::Sentence, at: usize) -> bool {
    let sheet = ctx.sheet;
    let tok = s
        .text
        .toks(s.text.parts_in(at..at + 1))
        .first()
        .and_then(|&i| sheet.toks.get(i));
    let Some(tok) = tok else { return false };
    let left = super::super::labels::name_of(sheet, tok.cell, 0);
    let over = super::super::days::above(ctx, tok.cell);
    let labels = List("windows.time-labels");
    any(&left, &labels).is_some() || (left.is_empty() && any(&over, &labels).is_some())
}

/// Level and side once it is known what starts the clock: that tells more than the words around it.
fn settled(
    p: &purpose::Purpose,
    trigger: &str,
    low: &str,
    reading: &Reading,
) -> (&'static str, &'static str) {
    let appeal = matches!(p.level, "internal-appeal" | "second-level-appeal");
    match trigger {
        "receipt-of-appeal" if appeal || p.level == "external-review" => ("plan-decision", "plan"),
        // Payment advice goes to those who treat.
        "remittance" if p.who != "plan" => ("provider-reconsideration", "provider"),
        // A complaint about what happened is none about the decision.
        "awareness" if appeal => ("grievance", "member"),
        "date-of-service" if appeal && !low.contains("appeal") => ("timely-filing", "other"),
        "date-of-service"
            if p.level == "provider-reconsideration"
                && any(low, &List("windows.disputes")).is_none() =>
        {
            ("timely-filing", "provider")
        }
        // Nobody asks the person for money within the words of an appeal.
        _ if p.level == "payment" && super::super::deadlines::refuses(reading) => {
            ("internal-appeal", p.who)
        }
        // Medicare calls its outside review a reconsideration.
        _ if p.level == "external-review" && p.who == "member" && medicare(reading) => {
            ("reconsideration", "member")
        }
        _ => (p.level, p.who),
    }
}

fn medicare(reading: &Reading) -> bool {
    reading
        .plan
        .kind
        .as_ref()
        .is_some_and(|k| matches!(k.value.as_str(), "medicare-advantage" | "medicare-part-d"))
}
