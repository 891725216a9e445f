//! Spans and printed days of a letter, each with whose it is, what for, and what starts it.

use super::Ctx;
use super::purpose::{self, Purpose};
use crate::phrases::List;
use crate::structure::text::{any, at, has};
use chrono::NaiveDate;
use holdfast_case::Reading;
use holdfast_case::reading::{NoticeKind, Outcome, Stage};
use regex::Regex;
use std::sync::LazyLock;

/// A window as the words give it.
#[derive(Clone, Debug)]
pub struct Window {
    /// Level id.
    pub level: &'static str,
    /// Who must act.
    pub who: &'static str,
    /// How many units.
    pub count: Option<u32>,
    /// The unit.
    pub unit: Option<&'static str>,
    /// The printed day.
    pub date: Option<NaiveDate>,
    /// What starts the clock.
    pub trigger: &'static str,
    /// A day of its own the count starts from.
    pub start: Option<NaiveDate>,
    /// False while that has not happened.
    pub started: bool,
    /// Received or sent by then.
    pub must: &'static str,
    /// Its words.
    pub ids: Vec<usize>,
    /// Confidence on clean words.
    pub sure: f32,
    /// Why it was found.
    pub why: String,
}

impl Window {
    /// `duration`, `date` or `words`.
    pub fn form(&self) -> &'static str {
        match (self.date, self.count) {
            (Some(_), _) => "date",
            (None, Some(_)) => "duration",
            _ => "words",
        }
    }
}

const ONES: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// A number in figures or words; `one hundred and eighty` is 180.
pub fn number(text: &str) -> Option<u32> {
    if let Ok(n) = text.trim().parse::<u32>() {
        return Some(n);
    }
    let mut sum = 0_u32;
    let mut any = false;
    for word in text
        .split([' ', '-'])
        .filter(|w| !w.is_empty() && *w != "and")
    {
        if word == "hundred" {
            sum = sum.max(1).checked_mul(100)?;
        } else {
            sum = sum.checked_add(ONES.iter().find(|(w, _)| *w == word)?.1)?;
        }
        any = true;
    }
    any.then_some(sum)
}

static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    let ones: Vec<&str> = ONES.iter().map(|o| o.0).collect();
    let one = ones.join("|");
    Regex::new(&format!(
        r"\b(\d{{1,3}}|(?:{one})(?:[ -](?:and )?(?:hundred|{one}))*)(?: ?\( ?(\d{{1,3}}) ?\))?[ -](?:(calendar|business|working|full|consecutive)[ -])?(hour|day|week|month|year)s?\b'?(?: ?\( ?(\d{{1,3}}) ?\))?"
    ))
    .expect("a fixed pattern")
});
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(within|inside|in no more than|no later than|not later than|later than|no more than|not more than|you have|you will have|will have|have|has|had|up to|limit of|limit is|deadline is|deadline of|expires|allowed|given|gives you|in)(?: (?:the|a|an|at least|only|up to|just|exactly|about|next|first))*|(?:must|may|can|should)[a-z ,]* (?:for|in|under))\s*$").expect("a fixed pattern")
});
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?(?:(?:from|after|of|following|beginning|since|starting|counted from|as of|past) |to (?:appeal|file|request|ask|respond|submit|send|write|seek|dispute|do this|do so|return|reply|tell us|provide|contact|give|get|make|bring|start))").expect("a fixed pattern")
});

/// What a count of days can be counted "of".
static OF_EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^,? ?of (?:the|this|that|these|our|your|its|it|receiving|receipt|getting|being|having|when|such|any|an?|notice|notification|mailing|denial|delivery|issuance)\b").expect("a fixed pattern")
});

/// All windows.
pub fn all(ctx: &Ctx<'_>, reading: &Reading) -> Vec<Window> {
    let mut out = Vec::new();
    for n in 0..ctx.sheet.sentences.len() {
        let Some(s) = ctx.sheet.sentences.get(n) else {
            continue;
        };
        if s.foreign || s.aside || s.text.low.is_empty() {
            continue;
        }
        spans(ctx, reading, n, &mut out);
    }
    days(ctx, reading, &mut out);
    words(ctx, &mut out);
    out
}

fn spans(ctx: &Ctx<'_>, reading: &Reading, n: usize, out: &mut Vec<Window>) {
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

/// What starts a clock.
struct Trigger {
    name: &'static str,
    started: bool,
    explicit: bool,
    start: Option<NaiveDate>,
    /// How much of the words behind the span belong to it.
    used: usize,
}

static THIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:this|our) (?:\w+ ){0,3}?(?:notice|letter|decision|determination|denial|statement|explanation|eob|form|redetermination|reconsideration|summary|document|order|ruling|bill|notification|msn|report|page)\b|\bthis\b").expect("a fixed pattern")
});
static IF_NO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:if|when|once|after|should|unless) (?:we|the plan|our|your (?:first |internal |level one |first-level )?appeal|the (?:first |internal |plan )?(?:appeal|reconsideration|redetermination|reviewer|review|board|decision)|opm|both levels|that|they|the insurer|it|you (?:finish|complete|have (?:finished|completed|exhausted))|all|the board)\b[^.;]{0,60}?(?:den(?:y|ied|ies)|say no|says no|said no|uph[eo]ld|upholds|not (?:decided )?in your favor|against you|still|unfavorable|is no\b|decides|exhaust|finish|complete|not approve|not agree|not changed|turn)").expect("a fixed pattern")
});

fn trigger(
    ctx: &Ctx<'_>,
    reading: &Reading,
    n: usize,
    before: &str,
    after: &str,
    p: &Purpose,
) -> Trigger {
    let kind = reading.kind.as_ref().map(|k| k.value);
    let stage = reading.stage.as_ref().map(|s| s.value);
    let near = after
        .get(..after.char_indices().nth(95).map_or(after.len(), |x| x.0))
        .unwrap_or(after);
    let near = near.split(". ").next().unwrap_or(near);
    // A trigger ends where the next clause begins.
    let mut used = near.len();
    for stop in [
        ", that is",
        ", and ",
        ", or fax",
        " to send it",
        ". ",
        ", whichever",
        " and we ",
        " if ",
    ] {
        if let Some(i) = near.find(stop) {
            used = used.min(i);
        }
    }
    let near = near.get(..used).unwrap_or(near);
    let words_only = !TAIL.is_match(near);
    let t = |name, started, explicit, start| Trigger {
        name,
        started,
        explicit,
        start,
        used: if words_only { 0 } else { used },
    };
    let received = any(near, &List("windows.receive")).is_some();
    let this = THIS.is_match(near) || any(near, &List("windows.date-above")).is_some();

    if any(near, &List("windows.date-of-service")).is_some() {
        let last = reading.claim.dates_of_service.iter().map(|f| f.value).min();
        return t("date-of-service", last.is_some(), true, last);
    }
    if any(near, &List("windows.first-denied")).is_some() && !this {
        if matches!(
            kind,
            Some(NoticeKind::AppealDecision | NoticeKind::ExternalReviewDecision)
        ) {
            let start = first_denial(ctx);
            return t("first-denial", start.is_some(), true, start);
        }
        return t(
            if received {
                "receipt-of-notice"
            } else {
                "date-of-notice"
            },
            true,
            true,
            None,
        );
    }
    if any(near, &List("windows.become-aware")).is_some() {
        return t("awareness", false, true, None);
    }
    if any(
        near,
        &["remittance", "date of payment", "payment date", "voucher"],
    )
    .is_some()
    {
        return t("remittance", false, true, None);
    }
    if p.who == "plan" || any(near, &List("windows.getting-your")).is_some() {
        if this && received && p.who == "plan" && p.level == "plan-compliance" {
            return t("receipt-of-notice", true, true, None);
        }
        if this && p.level == "plan-compliance" {
            return t("date-of-notice", true, true, None);
        }
        let information = any(near, &["information", "records"]).is_some()
            || any(before, &["information", "once we have it", "records"]).is_some()
                && kind == Some(NoticeKind::InformationRequest);
        return t(
            if information {
                "receipt-of-information"
            } else {
                "receipt-of-appeal"
            },
            false,
            !words_only,
            None,
        );
    }
    let later = any(near, &List("windows.final-denial"));
    if let Some(cue) = later {
        let here = any(near, &List("windows.this-final")).is_some();
        let own = match kind {
            Some(NoticeKind::AppealDecision) if cue.starts_with("final") => {
                stage == Some(Stage::FinalInternal) || stage == Some(Stage::FairHearing)
            }
            Some(NoticeKind::AppealDecision) => {
                !matches!(p.level, "court")
                    && any(near, &["the board", "second-level", "opm's", "exhaust"]).is_none()
            }
            Some(NoticeKind::ExternalReviewDecision) => true,
            _ => false,
        };
        if here || own {
            return t(
                if received {
                    "receipt-of-notice"
                } else {
                    "date-of-notice"
                },
                true,
                true,
                None,
            );
        }
        return t("future-decision", false, true, None);
    }
    if this {
        return t(
            if received {
                "receipt-of-notice"
            } else {
                "date-of-notice"
            },
            true,
            true,
            None,
        );
    }
    // The words before it may say when: "After you receive this letter, you have 60 days".
    let sentence_this = any(before, &List("windows.receive-this"));
    let prior = previous(ctx, n);
    let condition = IF_NO.is_match(before)
        || IF_NO.is_match(near)
        || (words_only
            && IF_NO.is_match(&prior)
            && before.len() < 40
            && any(before, &["you", "this"]).is_some());
    let refused_now = super::deadlines::refuses(reading);
    let of_now = any(near, &List("windows.the-denial")).is_some();
    if let Some(cue) = sentence_this {
        return t(
            if has(cue, "date") {
                "date-of-notice"
            } else {
                "receipt-of-notice"
            },
            !condition,
            true,
            None,
        );
    }
    if condition {
        return t("future-decision", false, true, None);
    }
    if of_now {
        let conditional_text = any(
            before,
            &["if a claim", "if any claim", "ever denied", "any denial"],
        )
        .is_some();
        if conditional_text && !refused_now {
            return t("future-decision", false, true, None);
        }
        return t(
            if received {
                "receipt-of-notice"
            } else {
                "date-of-notice"
            },
            true,
            true,
            None,
        );
    }
    // Later steps without a word on their start wait for the decision before them.
    let initial = matches!(
        kind,
        Some(
            NoticeKind::Denial
                | NoticeKind::PartialDenial
                | NoticeKind::Eob
                | NoticeKind::Approval
                | NoticeKind::InformationRequest
        )
    );
    if initial
        && matches!(
            p.level,
            "second-level-appeal" | "external-review" | "court" | "alj-hearing" | "opm-review"
        )
        && p.who == "member"
    {
        return t("future-decision", false, false, None);
    }
    if received {
        return t("receipt-of-notice", true, false, None);
    }
    t("date-of-notice", true, false, None)
}

/// The sentence before in the same paragraph.
fn previous(ctx: &Ctx<'_>, n: usize) -> String {
    let para = ctx.sheet.sentences.get(n).map(|s| s.para);
    n.checked_sub(1)
        .and_then(|i| ctx.sheet.sentences.get(i))
        .filter(|s| Some(s.para) == para)
        .map(|s| s.text.low.clone())
        .unwrap_or_default()
}

/// The day of the first denial, as an appeal decision tells it.
fn first_denial(ctx: &Ctx<'_>) -> Option<NaiveDate> {
    ctx.days
        .iter()
        .find(|d| {
            let tail = d
                .before
                .get(d.before.len().saturating_sub(50)..)
                .unwrap_or(&d.before);
            any(tail, &List("windows.our-denial-dated")).is_some()
        })
        .map(|d| d.spot.date)
}

/// Whether it must be there or sent by the day.
pub fn must(low: &str, at: usize) -> &'static str {
    let before = low
        .get(at.saturating_sub(90)..at)
        .unwrap_or(low.get(..at).unwrap_or(""));
    if any(before, &List("windows.postmarked-or-received")).is_some() {
        "be-sent"
    } else if any(before, &List("windows.must-get")).is_some() {
        "be-received"
    } else if any(before, &["filed", "file "]).is_some() {
        "be-filed"
    } else {
        "not-stated"
    }
}

static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\b(?:by|before|on or before|no later than|not later than|later than|until|deadline(?: is| of)?|due(?: by| on| date)?|expires(?: on)?|postmarked|ends(?: on)?|last day(?: to [a-z ]+)? is|through|valid (?:until|through|to)|good (?:until|through)|offer ends|respond by|not after))(?: or before| midnight| the end of| the close of business on| close of business| 5 p\.?m\.? on)?\s*[:.,-]?\s*(?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)?,?\s*(?:the )?$").expect("a fixed pattern")
});

/// Printed days.
fn days(ctx: &Ctx<'_>, reading: &Reading, out: &mut Vec<Window>) {
    let sheet = ctx.sheet;
    let notice = reading.claim.date_of_notice.as_ref().map(|f| f.value);
    let kind = reading.kind.as_ref().map(|k| k.value);
    let outcome = reading.outcome.as_ref().map(|o| o.value);
    for day in &ctx.days {
        let Some(s) = sheet.sentences.get(day.sentence) else {
            continue;
        };
        if s.foreign || s.aside || notice.is_some_and(|d| day.spot.date <= d) {
            continue;
        }
        let approved = matches!(kind, Some(NoticeKind::Approval))
            || outcome == Some(Outcome::ApprovedWithChange)
            || (outcome == Some(Outcome::PartlyDenied)
                && any(&s.text.low, &["approved", "certified", "authorized"]).is_some());
        let name = day.name.trim_end_matches([':', ' ', '.']);
        let labelled = List("windows.due-date").iter().any(|l| name.ends_with(l));
        let by = BY.is_match(&day.before) || BY.is_match(&day.name);
        let until_end = day.spot.first_of_range == Some(false)
            && (approved || any(&s.text.low, &["between", "open enrollment", "enroll"]).is_some());
        if day.spot.first_of_range == Some(true) || !(by || labelled || until_end) {
            continue;
        }
        // The end of care or of an approval is no limit to act, save for an approval itself.
        let p = purpose::of(
            ctx,
            reading,
            day.sentence,
            day.spot.low.start,
            day.spot.low.end,
        );
        let (mut level, mut who) = (p.level, p.who);
        let care = any(
            &s.text.low,
            &["through", "to ", "valid", "good from", "until"],
        )
        .is_some();
        let pays = any(
            &s.text.low,
            &["appeal", "dispute", "send us", "request", "ask", "receive"],
        )
        .is_some();
        if until_end && approved && care {
            (level, who) = ("authorization-end", "other");
        } else if any(name, &["due date", "payment due", "pay by"]).is_some()
            && kind == Some(NoticeKind::Bill)
        {
            (level, who) = ("payment", "member");
        } else if !p.near && !pays && level == "internal-appeal" {
            continue;
        }
        let tail = day
            .before
            .get(day.before.len().saturating_sub(60)..)
            .unwrap_or(&day.before);
        let lead = tail
            .rfind(" by ")
            .map_or(day.spot.low.start.saturating_sub(12), |i| {
                day.spot.low.start - (tail.len() - i)
            });
        let mut ids = s.text.toks(s.text.parts_in(lead..day.spot.low.end));
        if labelled && day.alone {
            // The label stands in the cell left of it.
            if let Some(cell) = sheet
                .toks
                .get(*day.ids.first().unwrap_or(&0))
                .map(|t| t.cell)
            {
                let row = sheet.cells.get(cell).map_or(0, |c| c.row);
                if let Some(left) = sheet
                    .rows
                    .get(row)
                    .and_then(|r| r.cells.iter().take_while(|&&c| c != cell).last())
                {
                    let mut with = sheet
                        .cells
                        .get(*left)
                        .map(|c| c.ids.clone())
                        .unwrap_or_default();
                    with.extend(day.ids.iter().copied());
                    ids = with;
                }
            }
        }
        let started =
            !(p.who == "member" && IF_NO.is_match(&day.before) && p.level != "internal-appeal");
        let duty = must(&s.text.low, day.spot.low.start);
        let duty = if duty == "not-stated" {
            must(&day.name, day.name.len())
        } else {
            duty
        };
        out.push(Window {
            level,
            who,
            count: None,
            unit: None,
            date: Some(day.spot.date),
            trigger: "fixed",
            start: None,
            started,
            must: duty,
            ids,
            sure: if p.near { 0.95 } else { 0.8 },
            why: format!("printed day for {level} ({})", p.why),
        });
    }
}

/// Limits given in words without a number: "by December 31 of the third year after the year of the services".
fn words(ctx: &Ctx<'_>, out: &mut Vec<Window>) {
    for s in ctx
        .sheet
        .sentences
        .iter()
        .filter(|s| !s.foreign && !s.aside)
    {
        let low = &s.text.low;
        if let Some(i) = at(low, "by december 31 of the third year") {
            if any(low, &["suit", "sue", "court"]).is_none() {
                continue;
            }
            out.push(Window {
                level: "court",
                who: "member",
                count: None,
                unit: None,
                date: None,
                trigger: "future-decision",
                start: None,
                started: false,
                must: "be-filed",
                ids: s.text.toks(s.text.parts_in(i..(i + 90).min(low.len()))),
                sure: 0.9,
                why: "a limit in words for a suit".to_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_words_and_figures() {
        for (text, n) in [
            ("180", 180),
            ("one hundred eighty", 180),
            ("one hundred and twenty", 120),
            ("sixty-five", 65),
            ("four", 4),
            ("forty five", 45),
        ] {
            assert_eq!(number(text), Some(n), "{text}");
        }
        assert_eq!(number("several"), None);
    }

    #[test]
    fn spans_are_found_in_their_forms() {
        for text in [
            "within one hundred eighty (180) days",
            "within three (3) business days",
            "within 4 months",
            "no later than 60 calendar days",
            "within sixty days",
            "within two weeks",
        ] {
            assert!(SPAN.is_match(text), "{text}");
        }
    }
}
