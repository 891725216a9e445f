//! An appeal whose time runs from this very letter. Only a letter that refuses something starts such a clock.

use super::super::{Ctx, conditional, windows};
use crate::phrases::List;
use crate::structure::Sentence;
use crate::structure::text::any;

/// The tokens of the first such clock; none where there is none. `nothing` is true of a letter that says of itself that
/// nothing is decided: then the time for a complaint is no time for an appeal.
pub fn find(ctx: &Ctx<'_>, nothing: bool) -> Vec<usize> {
    let sheet = ctx.sheet;
    for (n, s) in sheet.sentences.iter().enumerate() {
        if s.foreign
            || s.aside
            || any(&s.text.low, &List("kind.clock-of-others")).is_some()
            || !speaks_of_appeal(ctx, s)
            || (nothing && of_complaints(ctx, s))
        {
            continue;
        }
        // "An appeal has to be here by June 28, 2027".
        let printed = ctx.days.iter().find(|d| {
            d.sentence == n
                && windows::ends_on(&d.before)
                && any(
                    &s.text.low,
                    &["appeal", "reconsider", "petition", "redetermination"],
                )
                .is_some()
                && !conditional(&s.text.low, d.spot.low.start)
        });
        if let Some(day) = printed {
            return day.ids.clone();
        }
        // A span without a beginning counts where the sentence itself says what for, and the person may do it.
        let bare = if any(&s.text.low, &List("kind.clock-plain")).is_some()
            && any(&s.text.low, &List("kind.clock-answers")).is_none()
        {
            windows::without_beginning(&s.text.low)
        } else {
            Vec::new()
        };
        for range in windows::from_this_letter(&s.text.low)
            .into_iter()
            .chain(bare)
        {
            let before = s.text.before(range.start);
            if !conditional(&s.text.low, range.start)
                && any(before, &List("kind.if-it-were")).is_none()
                && !windows::of_any(before)
            {
                return s.text.toks(s.text.parts_in(range));
            }
        }
    }
    Vec::new()
}

/// True where the paragraph of the sentence speaks of complaints and of no appeal.
fn of_complaints(ctx: &Ctx<'_>, s: &Sentence) -> bool {
    ctx.sheet.paras.get(s.para).is_some_and(|p| {
        any(&p.text.low, &["grievance", "complaint"]).is_some()
            && any(&p.text.low, &["appeal", "reconsider", "redetermination"]).is_none()
    })
}

/// True where what can be asked for now is a redetermination, the first step in Medicare: then nothing was appealed yet.
pub fn first_step(ctx: &Ctx<'_>, clock: &[usize]) -> bool {
    let sheet = ctx.sheet;
    let Some(tok) = clock.first().and_then(|&i| sheet.toks.get(i)) else {
        return false;
    };
    let Some(para) = sheet.paras.get(tok.para) else {
        return false;
    };
    let mut near = para.text.low.clone();
    if let Some(h) = sheet.heading(tok.para) {
        near.push(' ');
        near.push_str(&h.low);
    }
    if let Some(above) = para.above.and_then(|a| sheet.paras.get(a)) {
        near.push(' ');
        near.push_str(&above.text.low);
    }
    near.contains("redetermination") && !near.contains("reconsideration")
}

/// True where papers are asked for within a time that runs from this very letter, or by a printed day.
pub fn asks(ctx: &Ctx<'_>) -> bool {
    let sentences = &ctx.sheet.sentences;
    sentences.iter().enumerate().any(|(n, s)| {
        let low = &s.text.low;
        let runs = !windows::from_this_letter(low).is_empty()
            || ctx
                .days
                .iter()
                .any(|d| d.sentence == n && windows::ends_on(&d.before));
        let words = List("kind.clock-papers");
        let before = n.checked_sub(1).and_then(|i| sentences.get(i));
        !s.foreign
            && !s.aside
            && runs
            && any(low, &List("kind.clock-appeal")).is_none()
            && any(low, &List("kind.clock-asks")).is_some()
            && (any(low, &words).is_some()
                || before.is_some_and(|b| b.para == s.para && any(&b.text.low, &words).is_some()))
    })
}

/// True where the sentence, one of the three before it in its paragraph, or the heading is about an appeal.
fn speaks_of_appeal(ctx: &Ctx<'_>, s: &Sentence) -> bool {
    let words = List("kind.clock-appeal");
    let first = s.text.parts.first().map(|p| p.tok);
    let before: Vec<&Sentence> = ctx
        .sheet
        .paras
        .get(s.para)
        .into_iter()
        .flat_map(|p| &p.sentences)
        .filter_map(|&n| ctx.sheet.sentences.get(n))
        .take_while(|p| p.text.parts.first().map(|p| p.tok) != first)
        .collect();
    any(&s.text.low, &words).is_some()
        || before
            .iter()
            .rev()
            .take(3)
            .any(|p| any(&p.text.low, &words).is_some())
        || ctx
            .sheet
            .heading(s.para)
            .is_some_and(|h| any(&h.low, &words).is_some())
}
