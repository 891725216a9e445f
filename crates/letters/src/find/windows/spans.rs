//! Spans of time that limit something: "within 180 days after you receive this letter".

use super::super::Ctx;
use super::super::purpose;
use super::counts::{SPAN, number};
use super::trigger::trigger;
use super::{Window, must};
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::Reading;
use regex::Regex;
use std::sync::LazyLock;

static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(within|inside|in no more than|no later than|not later than|later than|no more than|not more than|you have|you will have|will have|have|has|had|up to|limit of|limit is|deadline is|deadline of|expires|allowed|given|gives you|in)(?: (?:the|a|an|at least|only|up to|just|exactly|about|next|first))*|(?:must|may|can|should)[a-z ,]* (?:for|in|under))\s*$").expect("a fixed pattern")
});
/// What stands behind a span that limits something.
pub static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?(?:(?:from|after|of|following|beginning|since|starting|counted from|as of|past) |to (?:appeal|file|request|ask|respond|submit|send|write|seek|dispute|do this|do so|return|reply|tell us|provide|contact|give|get|make|bring|start))").expect("a fixed pattern")
});

/// What a count of days can be counted "of".
static OF_EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?of (?:the|this|that|these|our|your|its|it|receiving|receipt|getting|being|having|when|such|any|an?|notice|notification|mailing|denial|delivery|issuance)\b").expect("a fixed pattern")
});

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
            "in" | "have" | "has" | "had" | "up to" | "allowed" | "given" | ""
        );
        if (lead.is_none() && !tail) || (weak && !tail && word != "in") {
            continue;
        }
        if word == "in" && !tail && any(before, &List("windows.we-answer")).is_none() {
            continue;
        }
        // "30 days of residential treatment" is care, not a limit: only a few words can follow "of" here.
        if lead.is_none() && after.trim_start().starts_with("of ") && !OF_EVENT.is_match(after) {
            continue;
        }
        // "We presume that you received it five days after its date": how mail is counted, nobody's limit.
        if any(before, &List("windows.presumed")).is_some() {
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
        let differ = given.iter().any(|g| *g != count);
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
        let clause_end = after.find([';']).unwrap_or(after.len());
        let tail_text = after.get(..clause_end).unwrap_or(after);
        let p = purpose::of(ctx, reading, n, whole.start(), whole.end());
        let t = trigger(ctx, reading, n, before, tail_text, &p);
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
        let mut sure: f32 = match (t.explicit, p.near) {
            (true, true) => 0.97,
            (true, false) => 0.93,
            (false, true) => 0.86,
            (false, false) => 0.7,
        };
        if differ {
            sure = sure.min(0.6);
        }
        out.push(Window {
            level: p.level,
            who: p.who,
            count: Some(count),
            unit: Some(unit),
            date: None,
            trigger: t.name,
            start: t.start,
            started: t.started,
            must: must(low, whole.start()),
            ids,
            sure,
            why: format!("'{}' for {} ({})", whole.as_str(), p.level, p.why),
        });
    }
}
