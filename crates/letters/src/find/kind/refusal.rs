//! No, yes and no, and yes.

use super::super::Ctx;
use super::signs::{Sign, Signs, cue, gather, told};
use super::{Told, cues, others, parts, stage, statement};
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::Reading;
use holdfast_case::reading::{NoticeKind, Outcome, Stage};

/// A refusal, whole or in part.
pub fn no(ctx: &Ctx<'_>, reading: &Reading, signs: &Signs) -> Option<Told> {
    let Signs {
        deny,
        approve,
        denial_title,
        partial_title,
        ..
    } = signs;
    let nothing = signs.nothing.is_some() && signs.clock.is_empty();
    let cut_back = parts::cut_back(ctx);
    if !(deny.strong() || denial_title.is_some() || cut_back.is_some() || signs.ends_stay)
        || nothing
    {
        return None;
    }
    // "Care outside of these dates is not covered" in a yes that starts no clock is how the yes goes.
    let by_the_way = approve.strong()
        && deny.weight < 3.0
        && denial_title.is_none()
        && partial_title.is_none()
        && cut_back.is_none()
        && !signs.ends_stay
        && signs.clock.is_empty()
        && (signs.approval_title.is_some() || approve.weight >= deny.weight + 1.0);
    if by_the_way {
        return None;
    }
    let stage = stage::initial(ctx, reading);
    let approved = approve.weight >= 1.5 || partial_title.is_some();
    let cut = gather(ctx, cues::CUT, None, None, |_, _| true);
    let stage = if cut_back.is_some() || signs.ends_stay {
        Stage::InitialConcurrent
    } else {
        stage
    };
    if cut_back.is_none()
        && !signs.ends_stay
        && (partial_title.is_some() || (approved && deny.weight > 0.0))
    {
        return Some(Told {
            kind: NoticeKind::PartialDenial,
            fine: "partial-denial",
            outcome: if elsewhere(ctx, approve) {
                Outcome::ApprovedWithChange
            } else {
                Outcome::PartlyDenied
            },
            stage,
            ids: told(partial_title, deny),
            sure: 0.94,
            why: format!("'{}' and '{}'", cue(partial_title, approve), deny.cue),
        });
    }
    // More of it that is refused takes nothing away that was granted.
    let reduced = cut_back.is_some()
        || cut.weight >= 2.0
            && gather(ctx, cues::ENDED, None, None, |_, _| true).weight < 2.0
            && stage == Stage::InitialConcurrent
            && !stage::more_asked(ctx);
    let partly = statement::refused(ctx, reading) == Some(Outcome::PartlyDenied)
        || parts::paid(ctx)
        || parts::paid_beside(reading)
        || parts::each_its_own(ctx);
    let (ids, words) = match cut_back {
        _ if !deny.cue.is_empty() => (deny.ids.clone(), deny.cue.clone()),
        Some(cut_back) => cut_back,
        None => (cut.ids.clone(), cut.cue.clone()),
    };
    let sure = if denial_title.is_some() && deny.strong() {
        0.98
    } else if deny.weight >= 4.0 {
        0.97
    } else {
        0.93
    };
    Some(Told {
        kind: NoticeKind::Denial,
        fine: if reduced { "reduction" } else { "denial" },
        outcome: if reduced {
            Outcome::Reduced
        } else if partly {
            Outcome::PartlyDenied
        } else {
            Outcome::Denied
        },
        stage,
        ids,
        sure,
        why: format!("says no: '{words}'"),
    })
}

/// A letter from which the time for an appeal runs refuses something, whatever else it says: all, or the part that
/// a yes leaves out.
pub fn by_its_clock(ctx: &Ctx<'_>, reading: &Reading, signs: &Signs) -> Option<Told> {
    if !others::addressed(ctx, reading) || signs.advert >= 2.0 {
        return None;
    }
    let Signs {
        approve,
        approval_title,
        less,
        ..
    } = signs;
    let granted = approve.strong() || approval_title.is_some();
    let lines = statement::refused(ctx, reading).filter(|_| {
        !signs.clock.is_empty() || (signs.bill_title.is_none() && signs.bill_words < 3.0)
    });
    if let Some(outcome) = lines {
        return Some(Told {
            kind: NoticeKind::Eob,
            fine: "eob",
            outcome,
            stage: Stage::InitialPostService,
            ids: signs.clock.clone(),
            sure: 0.85,
            why: "claim lines that were not paid".to_owned(),
        });
    }
    if !signs.clock.is_empty() && !granted && (signs.appeal_told || signs.appealed.is_some()) {
        return Some(Told {
            kind: NoticeKind::AppealDecision,
            fine: "appeal-upheld",
            outcome: Outcome::Upheld,
            stage: Stage::FirstLevelAppeal,
            ids: signs.clock.clone(),
            sure: 0.8,
            why: "speaks of an appeal that was made, and the time for the next step runs"
                .to_owned(),
        });
    }
    if signs.clock.is_empty() || granted && less.weight < 1.5 {
        return None;
    }
    Some(Told {
        kind: if granted {
            NoticeKind::PartialDenial
        } else {
            NoticeKind::Denial
        },
        fine: if granted { "partial-denial" } else { "denial" },
        outcome: if granted {
            Outcome::ApprovedWithChange
        } else {
            Outcome::Denied
        },
        stage: stage::initial(ctx, reading),
        ids: signs.clock.clone(),
        sure: 0.85,
        why: "the time for an appeal runs from this letter".to_owned(),
    })
}

/// True where the care was granted, but at another place.
fn elsewhere(ctx: &Ctx<'_>, approve: &Sign) -> bool {
    let told = |list: List| {
        ctx.sheet
            .sentences
            .iter()
            .any(|s| any(&s.text.low, &list).is_some())
    };
    told(List("kind.place-of-care"))
        && any(&approve.cue, &["partially", "in part"]).is_none()
        && told(List("kind.site-of-care"))
}

/// A yes, or a question that nothing stronger outweighs.
pub fn yes(ctx: &Ctx<'_>, reading: &Reading, signs: &Signs) -> Option<Told> {
    let Signs {
        approve,
        approval_title,
        ask,
        ..
    } = signs;
    if approve.strong() || (approval_title.is_some() && approve.weight > 0.5) {
        return Some(Told {
            kind: NoticeKind::Approval,
            fine: "approval",
            outcome: Outcome::Approved,
            stage: stage::initial(ctx, reading),
            ids: told(approval_title, approve),
            sure: 0.95,
            why: format!("says yes: '{}'", cue(approval_title, approve)),
        });
    }
    (ask.weight >= 2.0).then(|| Told {
        kind: NoticeKind::InformationRequest,
        fine: "information-request",
        outcome: Outcome::Pending,
        stage: stage::initial(ctx, reading),
        ids: ask.ids.clone(),
        sure: 0.8,
        why: format!("asks for something: '{}'", ask.cue),
    })
}
