//! Fax and telephone numbers with how well they fit.

use super::super::Ctx;
use super::fit::{fit, left_label};
use super::{APPEAL, OTHER, Place};
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::Reading;
use regex::Regex;
use std::sync::LazyLock;

/// A telephone number.
pub static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\b1[-. ])?\(?\b[2-9]\d{2}\)?[-. ]{1,2}\d{3}[-. ]\d{4}\b")
        .expect("a fixed pattern")
});

/// What a fax number is called.
const FAX: &[&str] = &["fax", "facsimile", "telecop", "telefax"];

/// All that stand in the letter: faxes, then telephones.
pub fn numbers(
    ctx: &Ctx<'_>,
    reading: &Reading,
    beside: Option<holdfast_case::Place>,
) -> (Vec<Place>, Vec<Place>) {
    let sheet = ctx.sheet;
    let (mut faxes, mut phones) = (Vec::new(), Vec::new());
    for s in ctx.plain() {
        let mut from = 0;
        for m in PHONE.find_iter(&s.text.raw) {
            let parts = s.text.parts_in_raw(m.range());
            let ids = s.text.toks(parts.clone());
            let low_start = s.text.parts.get(parts.start).map_or(0, |p| p.low.start);
            let own = s
                .text
                .low
                .get(from.min(low_start)..low_start)
                .unwrap_or("")
                .to_owned();
            let own = own.rsplit([';', '.']).next().unwrap_or(&own).to_owned();
            from = s
                .text
                .parts
                .get(parts.end.saturating_sub(1))
                .map_or(low_start, |p| p.low.end);
            let Some(cell) = ids.first().and_then(|&i| sheet.toks.get(i)).map(|t| t.cell) else {
                continue;
            };
            // What begins its cell is called by what stands left of it or over it.
            let begins = sheet
                .cells
                .get(cell)
                .and_then(|c| c.text.parts.first())
                .is_some_and(|p| Some(&p.tok) == ids.first());
            let mut label = left_label(sheet, cell);
            let over = super::super::days::above(ctx, cell);
            let way = any(&label, &List("appeal.ways")).is_some();
            if begins && !way && (label.is_empty() || any(&over, &List("appeal.ways")).is_some()) {
                label = format!("{label} {over}").trim().to_owned();
            }
            let own = if begins && !label.is_empty() {
                String::new()
            } else {
                own
            };
            let after = s.text.after(from);
            let short = own.get(own.len().saturating_sub(34)..).unwrap_or(&own);
            let fax = any(short, FAX).is_some()
                || (own.trim().is_empty()
                    && any(&label, FAX).is_some()
                    && any(&label, &["phone", "tel"]).is_none());
            // "(TTY 711), fax …": what stands last before the number counts.
            let last = |words: &[&str]| words.iter().filter_map(|w| short.rfind(w)).max();
            let tty = last(&["tty", "tdd", "relay"]);
            if tty.is_some()
                && tty
                    > last(&[
                        "fax",
                        "facsimile",
                        "telecopier",
                        "call",
                        "phone",
                        "tel",
                        " or ",
                    ])
            {
                continue;
            }
            let value = m.as_str().trim_start_matches(' ').to_owned();
            let next: String = after.chars().take(60).collect();
            let mut context = own.clone();
            if next.trim_start().starts_with('(') {
                context.push_str(&next);
            }
            let mut score = fit(ctx, reading, &ids, &context);
            // A column of the ways to appeal: "STANDARD, by fax" over its number.
            if begins && any(&over, &List("appeal.ways")).is_some() {
                score += 1.0;
            }
            let sentence = s.text.low.as_str();
            // A number for those who cannot wait takes an appeal by word of mouth.
            let waits = List("appeal.cannot-wait");
            let before = s
                .text
                .parts
                .first()
                .and_then(|p| sheet.toks.get(p.tok))
                .and_then(|t| sheet.paras.get(t.para))
                .and_then(|p| {
                    let at = p.sentences.iter().position(|&x| {
                        sheet.sentences.get(x).is_some_and(|x| std::ptr::eq(x, s))
                    })?;
                    sheet.sentences.get(*p.sentences.get(at.checked_sub(1)?)?)
                });
            let urgent = (any(sentence, &waits).is_some()
                || before.is_some_and(|b| any(&b.text.low, &waits).is_some()))
                && any(sentence, &OTHER).is_none();
            if urgent && any(sentence, &APPEAL).is_none() {
                score += 3.0;
            }
            if any(sentence, &List("appeal.papers")).is_some() && any(sentence, &APPEAL).is_none() {
                score -= 3.0;
            }
            if any(&context, &OTHER).is_some() {
                score -= 2.0;
            }
            let mut belongs = false;
            // Right under the address it belongs to it.
            if let (Some(address), Some(place)) = (beside, sheet.place(&ids))
                && address.page == place.page
            {
                let pitch = ids
                    .first()
                    .and_then(|&i| sheet.toks.get(i))
                    .map_or(12.0, |t| sheet.measure(t.page).pitch);
                let down = (place.bbox.y0 - address.bbox.y1) / pitch;
                belongs =
                    (-1.2..3.0).contains(&down) && place.bbox.x0 < address.bbox.x1 + 8.0 * pitch;
                // "Call / Write / Fax": a list of ways, the address among them.
                let few = |s: &str| s.split_whitespace().count() <= 3;
                let ways = List("appeal.ways");
                let listed = (any(&label, &ways).is_some() && few(&label))
                    || (any(&own, &ways).is_some() && few(&own))
                    || (s.text.low.contains("call") && s.text.low.contains("write"));
                belongs |= listed && (-8.0..4.0).contains(&down) && place.bbox.x0 < address.bbox.x1;
                if belongs {
                    score += 2.0;
                }
            }
            // Two columns of ways: the plain appeal's number goes before the urgent one's.
            if begins && any(&over, &["standard", "regular", "ordinary"]).is_some() {
                score += 1.5;
            }
            let fast = any(&context, &["fast", "urgent", "expedited"]).is_some()
                || any(&label, &["fast", "urgent", "expedited"]).is_some();
            if fast {
                score += if fax { -0.8 } else { 0.8 };
            }
            if fax {
                // A number without words of its own follows the one before it: "or fax …".
                faxes.push(Place {
                    score: score + 0.5,
                    value,
                    ids,
                    contested: false,
                });
            } else {
                let called = any(
                    &context,
                    &["call", "phone", "telephone", "by phone", "tel", "voice"],
                )
                .is_some()
                    || any(&label, &["phone", "call", "tel", "voice", "say it"]).is_some()
                    || urgent;
                // A call that nobody ties to the appeal is for questions.
                let tied = any(sentence, &APPEAL).is_some()
                    || any(&label, &APPEAL).is_some()
                    || any(sentence, &["fast", "urgen", "expedit", "review"]).is_some()
                    || urgent
                    || belongs;
                if !tied {
                    score -= 1.2;
                }
                phones.push(Place {
                    score: score + if called { 0.5 } else { -1.5 },
                    value,
                    ids,
                    contested: false,
                });
            }
        }
    }
    (faxes, phones)
}
