//! The date of the notice: by its label, by its place, or because the letter says so.

use super::Ctx;
use super::days::Day;
use crate::phrases::List;
use crate::structure::RowKind;
use crate::structure::text::{any, at_word, has};
use chrono::NaiveDate;
use holdfast_case::Fact;
use regex::Regex;
use std::sync::LazyLock;

static NOTICE: List = List("days.notice");
static DECISION: List = List("days.decision");
static PROCESSED: List = List("days.processed");
static NOT_NOTICE: List = List("days.not-notice");

/// A label that says when the letter was made or sent, whatever the letter calls itself.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let noun = r"(?:this |the |our |your )?(?:notice|letter|statement|document|doc|explanation|eob|bill|invoice|summary|report|correspondence|notification)(?: of \w+){0,2}";
    let spoken = r"(?:this |the |our )?(?:decision|determination)";
    let verb = r"(?:issued?|mailed|mailing|mail|sent|dated|posted|produced|generated|prepared|created|released|dispatched|postmarked|made up|written on|(?:put|placed) in the (?:mail|post))";
    Regex::new(&format!(
        r"^\W*(?:(?:(?:{noun}|{spoken}) )?(?:was |is |were |has been )?(?:(?:decided|made|reviewed|written|signed) and )?{verb}(?:(?: and|,| &|/) ?{verb})?(?: (?:on|this|the|date|day|by|mail|to|you|first-class|first|class|via|notice|letter|decision|statement))*|{noun} date(?: and time)?|(?:decision|determination) (?:made and |decided and )?served|(?:date|day) (?:of |on which |when |that )?(?:{noun}|{verb})(?: (?:was|is|were))?(?: {verb})?(?: of {noun})?|(?:date|day) (?:of )?(?:{verb} )?(?:of )?{noun})\W*$"
    ))
    .expect("a fixed pattern")
});

/// "180 days past the "Produced" date": the letter names the label of its own date.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"\b(?:days?|months?|years?) (?:of|from|after|past|following) the "?([a-z]+)(?: on)?"? date\b|\b(?:of|from|after|past|following) the date of ([a-z]+)\b"#)
        .expect("a fixed pattern")
});

/// Words by which the letter names its own date.
fn named(ctx: &Ctx<'_>) -> Vec<String> {
    ctx.plain()
        .flat_map(|s| NAMED.captures_iter(&s.text.low))
        .filter_map(|c| c.get(1).or(c.get(2)))
        .map(|m| m.as_str().chars().take(5).collect::<String>())
        .filter(|w| w.len() > 3 && !List("days.no-name-of-date").contains(&w.as_str()))
        .collect()
}

/// A time of day behind a date.
static CLOCK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^,? ?(?:at )?\d{1,2}:\d\d").expect("a fixed pattern"));

/// "Sent by first-class mail on …", of this letter and no other.
static MAILED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*(?:(?:this|the present) (?:\w+ ){1,2}(?:was|is|were|has been|being) )?(?:(?:decided|made|written|signed|printed) and )?(?:sent|mailed|posted|issued|dated)(?: (?:to|you|by|via|first|class|first-class|regular|certified|priority|registered|overnight|electronic|u\.?s\.?|usps|mail|post|and|fax|e-?mail|portal|online)){0,8}(?: on)?:?\s*$").expect("a fixed pattern")
});

/// "Date of the redetermination notice": this letter's own name, or that of one before it.
static PREFIXED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*(?:date (?:of|on) (?:this |the |our )?)?(?:redetermination|reconsideration|denial|determination|decision) (?:notice|letter)(?: date)?\W*$")
        .expect("a fixed pattern")
});

/// "Signed and sent this": the words over a signature that date what is signed.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W*this (?:\w+ )?(?:decision|determination|letter|notice) (?:was|is) (?:made|written|signed|sent|issued) on\s*$|^\W*(?:signed|dated|given|done|sent|mailed|issued|entered|executed|rendered|written|made|so ordered)(?:(?:,? and|,) (?:signed|dated|given|sent|mailed|issued|entered))*(?: (?:at|in) [\w ,]{2,40}?)?,?(?: on)?(?: this)?(?: the)?\s*$")
        .expect("a fixed pattern")
});

/// "I certify that this notice was mailed to the patient … on the".
static CERTIFIED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bthis (?:notice|letter|decision|determination|order) was (?:mailed|sent|served|placed in the mail|deposited)\b[^.;]{0,160}\bon(?: this| the)?\s*$")
        .expect("a fixed pattern")
});

/// A weekday right before its date.
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[ :])(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[.,]*\s*$")
        .expect("a fixed pattern")
});

/// The words without a weekday at their end.
fn before_weekday(words: &str) -> &str {
    WEEKDAY
        .find(words)
        .map_or(words, |m| words.get(..m.start()).unwrap_or(words))
}

/// The date of the letter.
pub fn notice(ctx: &Ctx<'_>) -> Option<Fact<NaiveDate>> {
    if let Some(enclosed) = behind_a_cover(ctx)
        && let Some(found) = dated(ctx, enclosed)
        && found.confidence >= 0.85
    {
        return Some(found);
    }
    dated(ctx, 0)
}

/// The page on which the letter begins that refuses, where another one lies over it: a clinic's, that sends it on.
fn behind_a_cover(ctx: &Ctx<'_>) -> Option<usize> {
    let sheet = ctx.sheet;
    let cells = |page: usize, rows: usize| {
        let rows = sheet.rows.iter().filter(move |r| r.page == page).take(rows);
        rows.flat_map(|r| &r.cells)
            .filter_map(|&c| sheet.cells.get(c))
    };
    let titled = |page: usize| {
        cells(page, 24).any(|c| {
            c.text.parts.len() <= 14
                && any(
                    &c.text.low,
                    &List("kind.notice-of-adverse-benefit-determination"),
                )
                .is_some()
        })
    };
    let page_of = |row: usize| sheet.rows.get(row).map(|r| r.page);
    let mut greeted = super::salutations(sheet).filter_map(page_of);
    let first = greeted.next()?;
    if titled(first) {
        return None;
    }
    // Another one that greets, or one without a greeting under a letter that speaks of what it encloses.
    let refuses = |page: usize| {
        titled(page)
            || cells(page, usize::MAX).any(|c| {
                any(
                    &c.text.low,
                    &List("kind.notice-of-adverse-benefit-determination"),
                )
                .is_some()
            })
    };
    let encloses =
        cells(first, usize::MAX).any(|c| any(&c.text.low, &List("days.encloses")).is_some());
    let last = sheet.rows.last().map_or(0, |r| r.page);
    let greeting = greeted.find(|page| *page > first && titled(*page));
    greeting.or_else(|| (first + 1..=last).find(|page| encloses && refuses(*page)))
}

/// The date of the letter that begins on this page.
fn dated(ctx: &Ctx<'_>, from: usize) -> Option<Fact<NaiveDate>> {
    let sheet = ctx.sheet;
    let before = sheet.rows.iter().take_while(|r| r.page < from).count();
    let first_page_rows = before + sheet.rows.iter().filter(|r| r.page == from).count().max(1);
    let salutation = super::salutations(sheet)
        .find(|&r| r >= before)
        .filter(|&r| sheet.rows.get(r).is_some_and(|r| r.page == from));
    let quoted = quoted_mail(ctx);
    let latest_past = ctx
        .days
        .iter()
        .filter(|d| any(&d.before, &List("days.received")).is_some() && d.before.len() < 200)
        .map(|d| d.spot.date)
        .max();
    let named = named(ctx);
    let mut best: Option<(f32, f32, &Day, &str)> = None;
    for day in &ctx.days {
        if day.page < from
            || quoted.is_some_and(|row| day.row >= row)
            || day.spot.first_of_range.is_some()
            || sheet.sentences.get(day.sentence).is_some_and(|s| s.foreign)
        {
            continue;
        }
        // A label may stand over its value as well as left of it.
        let over = day.over.trim_end_matches([':', '.', '#', ' ']).trim();
        let figures = |words: &str| words.bytes().filter(u8::is_ascii_digit).count();
        // In a box the cell to the left is a value with a label of its own over it.
        let value_left = figures(&day.name) > 3 && !day.name.trim_end().ends_with(':');
        let label_over = (day.name.trim().is_empty() || value_left)
            && day.alone
            && !over.is_empty()
            && over.split(' ').count() <= 5
            && !over.bytes().any(|b| b.is_ascii_digit())
            && (has(over, "date")
                || has(over, "birth")
                || has(over, "dob")
                || day.over.ends_with(':')
                || (value_left && (any(over, &NOT_NOTICE).is_some() || LABEL.is_match(over)))
                || NOTICE.contains(&over));
        // "Sent:   Mon, Aug 17": the weekday opens the value, the label is left of it.
        let name = match before_weekday(&day.name) {
            "" if !day.name.is_empty() => day
                .ids
                .first()
                .and_then(|&i| sheet.toks.get(i))
                .map(|t| super::labels::name_of(sheet, t.cell, 0))
                .unwrap_or_default(),
            name => name.to_owned(),
        };
        // What the sheet is called, at its very head, is no label of the day beside it.
        let title = day.row < 3
            && day.alone
            && any(&name, &["notice", "memorandum"]).is_some()
            && !name.starts_with("this ")
            && any(&name, &["date", "mailed", "sent", "issued"]).is_none();
        let name = if title { String::new() } else { name };
        let beside = name.trim_end_matches([':', '.', '#', ' ']).trim();
        // What stands beside it may be a value of its own: "Memb. OS4-11-903   Jan. 7, 2027".
        let value_beside = day.alone && figures(beside) > 3 && !day.name.trim_end().ends_with(':');
        let name = if label_over {
            over
        } else if value_beside || (day.alone && head_line(ctx, day)) {
            ""
        } else {
            beside
        };
        let tail = name
            .rsplit([':', ';', ',', '|'])
            .next()
            .unwrap_or(name)
            .trim();
        // In a sentence "dated" and "sent" speak of other papers; only a label of few words speaks of this one.
        let few = name.split(' ').count() <= 5;
        let words_before = day.before.split_whitespace().count();
        let own = name.rsplit([':', ';', '|']).next().unwrap_or(name).trim();
        // A line of few words stands for itself, whatever the lines over it were taken for.
        let short_line = day
            .ids
            .first()
            .and_then(|&i| sheet.toks.get(i))
            .and_then(|t| sheet.cells.get(t.cell))
            .is_some_and(|c| c.ids.len() <= 9);
        let ends = |list: &[&str]| {
            list.iter().any(|w| {
                (if w.contains(' ') {
                    tail == *w
                } else {
                    own == *w && (words_before <= 4 || short_line)
                }) || (few && w.contains(' ') && tail.ends_with(&format!(" {w}")))
            })
        };
        let in_table = sheet
            .tables
            .iter()
            .filter(|t| t.lines.len() > 1)
            .filter_map(|t| Some(t.lines.first()?.row..=t.last))
            .any(|rows| rows.contains(&day.row));
        if in_table {
            continue;
        }
        let kind = sheet.rows.get(day.row).map(|r| r.kind);
        let early = day.page == from
            && salutation.map_or(
                day.row < before + (first_page_rows - before) * 2 / 5 + 2,
                |s| day.row < s,
            )
            && !in_a_history(ctx, day);
        let (mut score, mut sure, mut why) = (0.0_f32, 0.6_f32, "a date");
        let label = LABEL.is_match(own) && few;
        // An appeal letter is the person's own.
        let of_appeal = has(own, "appeal letter");
        // "Check no. 0009917734", and below it "dated September 25": the day of the check.
        let of_value_over = !day.alone && own == "dated" && figures(over) > 3;
        if of_appeal || of_value_over {
            score = 0.0;
        } else if ends(&NOTICE) || (label && (words_before <= 5 || day.alone || short_line)) {
            (score, sure, why) = (11.0, 0.985, "label of a notice date");
            // When a program made the sheet is not always when the letter is dated.
            if any(own, &List("days.made")).is_some() {
                (score, sure) = if CLOCK.is_match(&day.after) {
                    (7.2, 0.89)
                } else {
                    (9.2, 0.95)
                };
            }
        } else if early && words_before <= 4 && List("days.bills").contains(&own) {
            // "Statement  November 24, 2026" over a table whose own column is called "Date".
            (score, sure, why) = (10.0, 0.95, "the name of the paper before its date");
        } else if ends(&DECISION) {
            (score, sure, why) = (8.0, 0.95, "label of a decision date");
        } else if ends(&PROCESSED) {
            // A day of printing need not be that of the letter.
            let sure_of_it = if own.contains("print") { 0.88 } else { 0.94 };
            (score, sure, why) = (7.5, sure_of_it, "label of a statement's date");
        } else if tail == "date" || day.over.trim_end_matches(':') == "date" {
            (score, sure, why) = (
                if day.page == from { 9.0 } else { 2.0 },
                0.97,
                "label 'Date'",
            );
        } else if day.alone && early && !ends_open(&day.before) {
            let labelled = !name.is_empty()
                && (label_over
                    || day.name.trim_end().ends_with(':')
                    || any(name, &NOT_NOTICE).is_some());
            if !labelled {
                (score, sure, why) = (7.0, 0.96, "stands alone before the salutation");
            }
        } else if day.page == from && words_before <= 9 && MAILED.is_match(&day.before) {
            (score, sure, why) = (8.5, 0.95, "the letter says when it was mailed");
        } else if words_before <= 9 && SIGNED.is_match(before_weekday(&day.before)) {
            (score, sure, why) = (6.5, 0.92, "dated over the signature");
        } else if few && PREFIXED.is_match(own) {
            (score, sure, why) = (3.0, 0.8, "label of a notice of this kind");
        } else if early && day.alone && day.page == from {
            score = 1.0;
        } else if any(&day.before, &List("days.this-letter-is-dated")).is_some() {
            (score, sure, why) = (7.0, 0.93, "the letter says so in a sentence");
        } else if early
            && words_before <= 8
            && kind == Some(RowKind::Body)
            && any(name, &NOT_NOTICE).is_none()
            && day.after.split_whitespace().count() <= 3
            && !leads_elsewhere(&day.before)
        {
            (score, sure, why) = (3.5, 0.85, "stands at the head of the letter");
        }
        if score == 0.0 && day.alone && (name.starts_with("/s/") || name.starts_with("by: ")) {
            (score, sure, why) = (5.0, 0.88, "stands beside the signature");
        }
        if score < 8.0 && CERTIFIED.is_match(&day.before) {
            (score, sure, why) = (8.0, 0.92, "the letter certifies when it was mailed");
        }
        let decided = List("days.we-decided");
        if score == 0.0
            && day.before.trim_end().ends_with("on")
            && any(&day.after, &decided).is_some()
        {
            (score, sure, why) = (2.0, 0.75, "the sentence tells when it was decided");
        } else if score == 0.0
            && day.alone
            && !ends_open(before_weekday(&day.before))
            && (name.is_empty() || value_beside)
            && kind == Some(RowKind::Body)
        {
            // Over a signature, where no date stood at the head.
            (score, sure, why) = (2.2, 0.75, "stands alone");
        }
        if kind == Some(RowKind::Printed) {
            score = score.min(1.5);
            sure = sure.min(0.6);
            why = "line of a fax machine or printer";
        }
        if kind == Some(RowKind::Foot) && score < 8.0 && why != "dated over the signature" {
            score = 0.0;
        }
        if score >= 7.0 && named.iter().any(|w| own.contains(w.as_str())) {
            score += 1.5;
        }
        if kind == Some(RowKind::Running) && score < 4.0 {
            score = score.max(2.5);
        }
        // A later label on the same line may speak of another day.
        if score > 0.0
            && !ends(&NOTICE)
            && !label
            && NOT_NOTICE
                .iter()
                .any(|w| at_word(tail, w).is_some() && *w != "by")
            && !ends(&PROCESSED)
            && !ends(&DECISION)
        {
            score -= 8.0;
        }
        let copy = List("days.reprint")
            .iter()
            .any(|w| has(name, w) || has(&day.before, w) || has(&day.after, w));
        if copy {
            score -= 9.0;
        }
        if has(name, "birth") || has(name, "dob") {
            score -= 20.0;
        }
        if latest_past.is_some_and(|p| day.spot.date < p) {
            score -= 4.0;
        }
        // Nearer the head is better, all else equal.
        score -= day.row as f32 * 0.002;
        if score > 0.5 && best.is_none_or(|b| score > b.0) {
            best = Some((score, sure, day, why));
        }
    }
    let (score, sure, day, why) = best?;
    // A rival with a date of its own lowers the confidence.
    let rival = ctx.days.iter().any(|d| {
        d.spot.date != day.spot.date
            && d.alone
            && d.page == from
            && d.row < day.row
            && d.name.is_empty()
            && score < 8.0
    });
    let repeated = ctx
        .days
        .iter()
        .filter(|d| d.spot.date == day.spot.date)
        .count()
        > 1;
    let sure = if rival {
        sure - 0.1
    } else if repeated {
        sure + 0.01
    } else {
        sure
    };
    Some(sheet.fact(day.spot.date, &day.ids, sure.min(0.99), why))
}

/// The row with which an older message begins that an answer carries below itself.
fn quoted_mail(ctx: &Ctx<'_>) -> Option<usize> {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W*(?:original|forwarded) message\W*$|^\W*begin forwarded message\b|^on .{6,60} wrote:$")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    sheet.rows.iter().position(|row| {
        let mut cells = row.cells.iter().filter_map(|&c| sheet.cells.get(c));
        cells.any(|c| QUOTED.is_match(&c.text.low))
    })
}

/// True where the day opens a line of what happened when: others stand over or under it, each with its own words.
fn in_a_history(ctx: &Ctx<'_>, day: &Day) -> bool {
    let sheet = ctx.sheet;
    let place = |d: &Day| {
        let cell = d.ids.first().and_then(|&i| sheet.toks.get(i))?.cell;
        let row = sheet.rows.get(d.row)?;
        let told = row
            .cells
            .iter()
            .filter(|&&c| c > cell)
            .filter_map(|&c| sheet.cells.get(c))
            .any(|c| c.text.parts.len() > 2);
        Some((sheet.cells.get(cell)?.bbox.x0, told))
    };
    let Some((x, true)) = place(day) else {
        return false;
    };
    let pitch = sheet.measure(day.page).pitch;
    let others = ctx.days.iter().filter(|d| {
        d.alone
            && d.page == day.page
            && d.row != day.row
            && d.row.abs_diff(day.row) <= 4
            && place(d).is_some_and(|(at, told)| told && (at - x).abs() < pitch / 2.0)
    });
    others.count() >= 2
}

/// True where the line before breaks off in front of the date: "which reached us on".
fn ends_open(before: &str) -> bool {
    leads_elsewhere(before)
        || before
            .split_whitespace()
            .next_back()
            .is_some_and(|w| matches!(w, "on" | "dated" | "the" | "and" | "or" | "for" | "in"))
}

/// True where the date stands in the line at the head of a page, between a name and the number of the page: what
/// stands left of it there is no label.
fn head_line(ctx: &Ctx<'_>, day: &Day) -> bool {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W*(?:page|pg\.?|sheet) ?\d{1,2}(?: ?(?:of|/) ?\d{1,2})?\W*$|^\d{1,2} (?:of|/) \d{1,2}$")
            .expect("a fixed pattern")
    });
    let sheet = ctx.sheet;
    let Some(row) = sheet.rows.get(day.row) else {
        return false;
    };
    let top = (0..day.row)
        .rev()
        .take_while(|&r| sheet.rows.get(r).is_some_and(|r| r.page == day.page))
        .count();
    top < 3
        && !day.name.trim_end().ends_with(':')
        && row.cells.len() > 2
        && row
            .cells
            .iter()
            .filter_map(|&c| sheet.cells.get(c))
            .any(|c| PAGE.is_match(&c.text.low))
}

/// "by", "until", "since" right before a date: it is the end or beginning of something.
fn leads_elsewhere(before: &str) -> bool {
    before
        .split_whitespace()
        .next_back()
        .is_some_and(|w| List("days.leads-elsewhere").contains(&w))
}
