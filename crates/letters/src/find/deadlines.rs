//! Windows: what must be done, by whom, how long it may take, and what starts the clock.
//!
//! A window is a span ("within 180 days after you receive this letter") or a printed day ("by July 27, 2026").
//! Whose it is goes by the subject nearest before it, what for by the nearest words of a purpose, when it starts by
//! the words behind it. A clock that waits for another letter has not started and can never lead.

use super::Ctx;
use super::windows::{self, Window};
use crate::dates;
use crate::phrases::List;
use chrono::NaiveDate;
use holdfast_case::Reading;
use holdfast_case::deadline::LetterLimit;
use holdfast_case::reading::{NoticeKind, Outcome, Stage, StatedDeadline};

/// Levels that can lead a letter, the one to think of first in front.
static LADDER: List = List("deadlines.ladder");

/// True where what was decided is a no, whole or in part.
pub fn says_no(reading: &Reading) -> bool {
    matches!(
        reading.outcome.as_ref().map(|o| o.value),
        Some(
            Outcome::Denied
                | Outcome::PartlyDenied
                | Outcome::Reduced
                | Outcome::Upheld
                | Outcome::ApprovedWithChange
        )
    )
}

/// True where the letter refuses something that can be fought.
pub fn refuses(reading: &Reading) -> bool {
    let kind = reading.kind.as_ref().map(|k| k.value);
    says_no(reading)
        && matches!(
            kind,
            Some(
                NoticeKind::Denial
                    | NoticeKind::PartialDenial
                    | NoticeKind::Eob
                    | NoticeKind::AppealDecision
                    | NoticeKind::ExternalReviewDecision
            )
        )
}

/// The day a window ends if the letter came on its own date.
pub fn due(w: &Window, notice: Option<NaiveDate>) -> Option<NaiveDate> {
    if let Some(date) = w.date {
        return Some(date);
    }
    if !w.started {
        return None;
    }
    dates::plus(w.start.or(notice)?, w.count?, w.unit?)
}

/// All windows, the leading one first.
pub fn deadlines(ctx: &Ctx<'_>, reading: &Reading) -> Vec<StatedDeadline> {
    let mut found = windows::all(ctx, reading);
    let notice = reading.claim.date_of_notice.as_ref().map(|f| f.value);
    settle(&mut found, reading);
    let primary = primary(&found, reading, notice);
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&i| Some(i) != primary);
    order
        .into_iter()
        .filter_map(|i| found.get(i).map(|w| (i, w)))
        .map(|(i, w)| {
            let ids = w.ids.as_slice();
            StatedDeadline {
                level: w.level.to_owned(),
                who: w.who.to_owned(),
                primary: Some(i) == primary,
                limit: LetterLimit {
                    form: w.form().to_owned(),
                    count: w.count,
                    unit: w.unit.map(str::to_owned),
                    trigger: Some(w.trigger.to_owned()),
                    date: w.date,
                    quote: ctx.sheet.quote(ids),
                    place: ctx.sheet.place(ids),
                },
                confidence: crate::calibrate::with_signs(
                    // A person looks at it, but it leads as the others do: the shorter figure counts.
                    if w.differs { w.sure.min(0.6) } else { w.sure },
                    ctx.sheet.sureness(ids),
                ),
                must: w.must.to_owned(),
                start: w.start,
                clock_started: w.started,
                of_state: w.of_state.clone(),
                why: w.why.clone(),
            }
        })
        .collect()
}

/// What the kind of the letter says about its windows.
fn settle(found: &mut Vec<Window>, reading: &Reading) {
    let refuses = refuses(reading);
    let stage = reading.stage.as_ref().map(|s| s.value);
    let kind = reading.kind.as_ref().map(|k| k.value);
    for w in found.iter_mut() {
        let appeal = LADDER.contains(&w.level)
            || w.level == "expedited-appeal"
            || w.level == "continuation-of-benefits"
            || w.level == "reopening";
        if appeal && !refuses && w.date.is_none() {
            // Nothing was refused: a right to appeal named as a matter of form.
            w.started = false;
            w.trigger = "future-decision";
        }
        // A printed day for an appeal in a letter that refuses nothing has to be looked at, but does not run.
        if appeal && !refuses && w.date.is_some() {
            w.started = false;
        }
        // Medicaid that the state itself runs has no plan to appeal to: what can be asked for first is a hearing.
        if reading
            .plan
            .kind
            .as_ref()
            .is_some_and(|p| p.value == "medicaid-fee-for-service")
            && w.who == "member"
            && w.level == "internal-appeal"
        {
            w.level = "fair-hearing";
        }
        if kind == Some(NoticeKind::AppealDecision)
            && w.level == "internal-appeal"
            && stage != Some(Stage::FairHearing)
        {
            w.level = "second-level-appeal";
        }
    }
    // A board is the second step only where there is a first one.
    let first = found
        .iter()
        .any(|w| w.level == "internal-appeal" && w.who == "member");
    if !first && kind != Some(NoticeKind::AppealDecision) {
        for w in found
            .iter_mut()
            .filter(|w| w.level == "second-level-appeal" && w.who == "member")
        {
            w.level = "internal-appeal";
        }
    }
    // The same window said twice is one.
    let mut kept: Vec<Window> = Vec::new();
    for w in found.drain(..) {
        let twin = kept.iter_mut().find(|k| {
            k.level == w.level
                && k.who == w.who
                && k.count == w.count
                && k.unit == w.unit
                && k.date == w.date
                && k.of_state == w.of_state
        });
        match twin {
            Some(k) if !k.started && w.started => *k = w,
            Some(_) => {}
            None => kept.push(w),
        }
    }
    // Where the step has a time that is told as such, a span that names neither purpose nor beginning is not its.
    let told = |level: &str, who: &str| {
        kept.iter()
            .any(|w| w.level == level && w.who == who && w.started && w.told)
    };
    let guessed: Vec<bool> = kept
        .iter()
        .map(|w| w.date.is_none() && !w.told && told(w.level, w.who))
        .collect();
    let mut guessed = guessed.into_iter();
    kept.retain(|_| !guessed.next().unwrap_or(false));
    *found = kept;
}

/// No first step anywhere runs longer than a year and a day: a longer one is a misread figure, and may not lead.
fn plausible(w: &Window) -> bool {
    match (w.unit, w.count) {
        _ if w.level == "court" => true,
        (Some("days" | "business-days"), Some(n)) => n <= 366,
        (Some("months"), Some(n)) => n <= 12,
        (Some("years"), Some(n)) => n <= 1,
        _ => true,
    }
}

/// The window that leads.
fn primary(found: &[Window], reading: &Reading, notice: Option<NaiveDate>) -> Option<usize> {
    if !refuses(reading) {
        return None;
    }
    let kind = reading.kind.as_ref().map(|k| k.value);
    // A page for everybody lists states: what the letter says outside the list leads. Whose state it is, and what
    // stands under its name, is for the rules, which know what the person said.
    let outside = |w: &Window| {
        found.iter().any(|o| {
            o.of_state.is_none() && o.level == w.level && o.who == "member" && o.started && o.told
        })
    };
    let running: Vec<usize> = (0..found.len())
        .filter(|&i| {
            found.get(i).is_some_and(|w| {
                w.who == "member"
                    && w.started
                    && (w.of_state.is_none() || !outside(w))
                    && LADDER.contains(&w.level)
                    && plausible(w)
                    && w.sure >= 0.65
                    && w.trigger != "first-denial"
            })
        })
        .collect();
    let rank = |level: &str| {
        let plain = LADDER
            .iter()
            .position(|l| *l == level)
            .unwrap_or(LADDER.len());
        // After an internal no, what the letter calls another review inside comes before the outside one.
        match (kind, level) {
            (Some(NoticeKind::AppealDecision), "external-review")
                if reading
                    .stage
                    .as_ref()
                    .is_some_and(|s| s.value == Stage::FinalInternal) =>
            {
                0
            }
            _ => plain,
        }
    };
    let level = running
        .iter()
        .filter_map(|&i| found.get(i))
        .map(|w| w.level)
        .min_by_key(|l| rank(l))?;
    let same: Vec<usize> = running
        .into_iter()
        .filter(|&i| found.get(i).is_some_and(|w| w.level == level))
        .collect();
    // Of several spans for one step the plainly told ones count, the shortest of them.
    let plain = same
        .iter()
        .copied()
        .filter_map(|i| found.get(i))
        .filter(|w| w.date.is_none())
        .map(|w| w.sure)
        .fold(0.0_f32, f32::max);
    let counted = same
        .iter()
        .copied()
        .filter(|&i| {
            found
                .get(i)
                .is_some_and(|w| w.date.is_none() && w.sure > plain - 0.08)
        })
        .min_by_key(|&i| found.get(i).and_then(|w| due(w, notice)));
    let printed = same
        .iter()
        .copied()
        .filter(|&i| found.get(i).is_some_and(|w| w.date.is_some()))
        .min_by_key(|&i| found.get(i).and_then(|w| w.date));
    match (counted, printed) {
        (Some(c), Some(p)) => {
            let by_count = found.get(c).and_then(|w| due(w, notice));
            let by_print = found.get(p).and_then(|w| w.date);
            let from_receipt = found
                .get(c)
                .is_some_and(|w| w.trigger == "receipt-of-notice");
            match (by_count, by_print) {
                // A day printed for the step itself outweighs a span that another sentence makes one for it.
                (Some(_), Some(_))
                    if found.get(c).is_some_and(|w| w.sure < 0.9)
                        && found.get(p).is_some_and(|w| w.told && w.sure >= 0.94) =>
                {
                    Some(p)
                }
                // The letter works its own span out, with some days for the mail.
                (Some(c_day), Some(p_day)) if p_day > c_day => {
                    let mail = (p_day - c_day).num_days();
                    Some(if mail <= if from_receipt { 12 } else { 5 } {
                        p
                    } else {
                        c
                    })
                }
                _ => Some(p),
            }
        }
        (Some(c), None) => Some(c),
        (None, p) => p,
    }
}

/// Sentences for the person about windows that do not fit together or are missing.
pub fn doubts(ctx: &Ctx<'_>, reading: &mut Reading) {
    let notice = reading.claim.date_of_notice.as_ref().map(|f| f.value);
    if !refuses(reading) {
        return;
    }
    if !reading.deadlines.iter().any(|d| d.primary) {
        reading.doubts.push("The letter says no, but no time limit for an answer to it was found on these pages. A page may be missing.".to_owned());
    }
    if notice.is_none() {
        reading
            .doubts
            .push("The date of the letter was not found.".to_owned());
    }
    if let Some(lead) = reading.deadlines.iter().find(|d| d.primary) {
        let of = |d: &StatedDeadline| {
            d.limit.date.or_else(|| {
                dates::plus(
                    d.start.or(notice)?,
                    d.limit.count?,
                    d.limit.unit.as_deref()?,
                )
            })
        };
        let first = of(lead);
        let other = reading
            .deadlines
            .iter()
            .filter(|d| !d.primary && d.level == lead.level && d.who == lead.who && d.clock_started)
            .filter_map(of)
            .find(|d| Some(*d) != first);
        if let (Some(a), Some(b)) = (first, other) {
            let doubt = format!(
                "The letter gives two last days for the same step, {a} and {b}. Both are shown."
            );
            reading.doubts.push(doubt);
        }
    }
    let _ = ctx;
}
