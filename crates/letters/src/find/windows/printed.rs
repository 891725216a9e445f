//! Printed days by which something must be done, and limits in words without a number.

use super::super::days::Day;
use super::super::{Ctx, labels, purpose};
use super::trigger::IF_NO;
use super::{Window, must};
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::Reading;
use holdfast_case::reading::{NoticeKind, Outcome};
use regex::Regex;
use std::sync::LazyLock;

/// What makes the day behind it the last one.
pub static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\b(?:by when|until when|at the latest|by|before|on or before|no later than|not later than|later than|until|deadline(?: (?:for|to) [^.;:]{0,60}?)?(?: is| of)?|due(?: by| on| date)?|expires(?: on)?|postmarked|ends(?: on)?|last (?:day|date)(?: (?:to|on|for|that|of)[^.;]{0,90}?)?(?: is|:)|through|valid (?:until|through|to)|good (?:until|through)|offer ends|respond by|not after|closes?(?: on)?|runs out(?: on)?|lapses?(?: on)?|is over(?: on)?))(?: or before| midnight| (?:the )?(?:end|close) of (?:the )?(?:business|day)(?: day)?|(?: \d{1,2}(?::\d\d)?)? noon| \d{1,2}(?::\d\d)? ?[ap]\.?m\.?| \([^()]{0,50}\)| (?:eastern|central|mountain|pacific|local|standard|daylight)(?: (?:standard|daylight))?(?: time)?,?| on| of)*\s*[:.,-]?\s*(?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)?,?\s*(?:the )?$").expect("a fixed pattern")
});

/// "Appeals received after June 28 cannot be taken".
static TOO_LATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:received?|postmarked|sent|filed|made|mailed|comes?|coming|arrives?|arriving|reach(?:es)?|dated|later than|us|in|we (?:get|have|receive)|asked for|submitted) after(?: [a-z]+day,?)? *$").expect("a fixed pattern")
});

/// How long a yes can be used.
static LASTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:used|valid|good|approved|approval|authorized|authorization|certified|certification|effective|expires?|ends?)\b[^.;]{0,60}\b(?:until|through|thru|before|on|to|and)\b").expect("a fixed pattern")
});

/// True where the day ends an approval: it is called so in a letter that approves, or the words say so in any.
fn approval_ends(ctx: &Ctx<'_>, day: &Day, approved: bool) -> bool {
    static ENDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:approval|authorization|certification|referral|order)\b[^.;]{0,50}\b(?:runs out|runs|expires?|ends?|lasts|lapses|(?:is )?(?:good|valid))(?: on| until| through| to)? *$")
            .expect("a fixed pattern")
    });
    let name = day.name.trim_end_matches([':', ' ', '.']);
    let label = day
        .ids
        .first()
        .and_then(|&i| ctx.sheet.toks.get(i))
        .map(|t| labels::name_of(ctx.sheet, t.cell, 0))
        .unwrap_or_default();
    let words = format!("{} {}", label.trim_end_matches(':'), day.before);
    let over = day.over.trim_end_matches([':', ' ', '.']);
    let ends = List("windows.expires");
    // "Valid from / until   August 25 / November 23": the second of the two.
    let second = name.ends_with("until") && name.contains("from") && day.before.contains('/');
    (approved && (ends.contains(&name) || ends.contains(&over) || second))
        || ENDS.is_match(words.trim_end())
}

/// True where the day is the second of two in a row that names neither, as the columns "From" and "Through" give them.
fn second_of_row(ctx: &Ctx<'_>, day: &Day) -> bool {
    let mut others = ctx.days.iter().filter(|d| {
        d.page == day.page
            && d.row == day.row
            && d.spot.first_of_range.is_none()
            && d.ids != day.ids
    });
    let Some(first) = others.next().filter(|_| others.next().is_none()) else {
        return false;
    };
    let named = |d: &Day| d.name.trim_end().ends_with(':');
    let left = |d: &Day| d.ids.first().copied().unwrap_or(usize::MAX);
    day.spot.first_of_range.is_none()
        && left(first) < left(day)
        && first.spot.date <= day.spot.date
        && !named(first)
        && !named(day)
}

/// Printed days.
pub fn days(ctx: &Ctx<'_>, reading: &Reading, out: &mut Vec<Window>) {
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
            || matches!(
                outcome,
                Some(Outcome::ApprovedWithChange | Outcome::Overturned)
            )
            || (outcome == Some(Outcome::PartlyDenied)
                && any(&s.text.low, &["approved", "certified", "authorized"]).is_some());
        let name = day.name.trim_end_matches([':', ' ', '.']);
        let expires = approval_ends(ctx, day, approved);
        let labelled = expires || List("windows.due-date").iter().any(|l| name.ends_with(l));
        let by = BY.is_match(&day.before)
            || BY.is_match(&day.name)
            || (TOO_LATE.is_match(&day.before)
                && any(&day.after, &List("windows.refused")).is_some());
        let period = kind == Some(NoticeKind::Approval) && second_of_row(ctx, day);
        let until_end = day.spot.first_of_range == Some(false)
            && (approved || any(&s.text.low, &["between", "open enrollment", "enroll"]).is_some());
        if day.spot.first_of_range == Some(true) || !(by || labelled || until_end || period) {
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
        // "It has to get to us by June 3": an answer to a refusal, whatever it is called.
        let reaches = any(&s.text.low, &List("windows.reaches-us")).is_some();
        let in_context = p.why.ends_with("heading") || p.why.ends_with("sentence before");
        let lasts = expires || approved && LASTS.is_match(&s.text.low);
        if (until_end && approved && care) || lasts || period {
            (level, who) = ("authorization-end", "other");
        } else if any(name, &["due date", "payment due", "pay by"]).is_some()
            && kind == Some(NoticeKind::Bill)
        {
            (level, who) = ("payment", "member");
        } else if !p.near && !pays && !in_context && !reaches && level == "internal-appeal" {
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
            of_state: None,
            ids,
            told: p.near,
            differs: false,
            sure: match (p.near, in_context) {
                (true, _) => 0.95,
                (false, true) => 0.7,
                (false, false) if reaches => 0.7,
                (false, false) => 0.6,
            },
            why: format!("printed day for {level} ({})", p.why),
        });
    }
}

/// Limits given in words without a number: "by December 31 of the third year after the year of the services".
pub fn words(ctx: &Ctx<'_>, out: &mut Vec<Window>) {
    static YEAR_END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:by|before|until|no later than|not later than|on or before) dec(?:ember|\.)? 31 of the (?:\w+ ){0,2}?year (?:after|following|in which)\b[^.;]*")
            .expect("a fixed pattern")
    });
    for s in ctx.plain() {
        let low = &s.text.low;
        let Some(m) = YEAR_END.find(low) else {
            continue;
        };
        let before = s.text.before(m.start());
        let (level, who) = if any(before, &["suit", "sue", "court", "legal action"]).is_some() {
            ("court", "member")
        } else if any(before, &["claim"]).is_some() && any(before, &["appeal"]).is_none() {
            ("timely-filing", "other")
        } else {
            continue;
        };
        out.push(Window {
            level,
            who,
            count: None,
            unit: None,
            date: None,
            trigger: "future-decision",
            start: None,
            started: false,
            must: "be-filed",
            of_state: None,
            ids: s.text.toks(s.text.parts_in(m.range())),
            told: true,
            differs: false,
            sure: 0.89,
            why: "a limit in words".to_owned(),
        });
    }
}

/// "By noon of the day after the day you receive this notice": the next day, which leaves no time to lose.
pub fn next_day(ctx: &Ctx<'_>, reading: &Reading, out: &mut Vec<Window>) {
    static NEXT_DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:by|before|until|no later than|not later than) (?:(?:12(?::00)? )?noon|midnight|the end) (?:of|on) the (?:first |next )?(?:calendar )?day (?:after|following) (?:the (?:day|date) (?:on which |that )?)?(?:you (?:receive|get|received|got)|receipt of|this notice (?:is|was) (?:received|delivered))\b[^.;]{0,30}")
            .expect("a fixed pattern")
    });
    let sentences = ctx.sheet.sentences.iter().enumerate();
    for (n, s) in sentences.filter(|(_, s)| !s.foreign && !s.aside) {
        let Some(m) = NEXT_DAY.find(&s.text.low) else {
            continue;
        };
        let p = purpose::of(ctx, reading, n, m.start(), m.end());
        let level = match p.level {
            "internal-appeal" => "expedited-appeal",
            other => other,
        };
        out.push(Window {
            level,
            who: "member",
            count: Some(1),
            unit: Some("days"),
            date: None,
            trigger: "receipt-of-notice",
            start: None,
            started: true,
            must: "be-received",
            of_state: None,
            ids: s.text.toks(s.text.parts_in(m.range())),
            told: true,
            differs: false,
            sure: 0.89,
            why: format!("the day after it came, for {level} ({})", p.why),
        });
    }
}
