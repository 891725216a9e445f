//! Letters that decide nothing: bills, records, questions, changes, reminders, advertising, receipts.

use super::super::{Ctx, conditional};
use super::signs::{Signs, cue, ids, told};
use super::{Told, stage};
use crate::phrases::List;
use crate::structure::text::any;
use holdfast_case::Reading;
use holdfast_case::reading::{NoticeKind, Outcome};
use regex::Regex;
use std::sync::LazyLock;

/// Somebody wants money, or gives what proves it.
pub fn money(signs: &Signs) -> Option<Told> {
    if signs.collect >= 2.0 {
        return Some(Told::undecided(
            NoticeKind::Bill,
            "collections",
            0.96,
            "a debt collector writes",
        ));
    }
    if signs.records_title.is_some()
        && signs.ask_title.is_none()
        && signs.change_title.is_none()
        && signs.ask.weight < 2.0
        && signs.deny.weight < 4.0
        && signs.clock.is_empty()
    {
        let why = format!("heading '{}'", cue(&signs.records_title, &signs.deny));
        return Some(Told {
            ids: ids(&signs.records_title),
            ..Told::undecided(NoticeKind::Records, "clinic-letter", 0.92, &why)
        });
    }
    let asks = signs
        .nothing
        .as_ref()
        .is_none_or(|n| !n.contains("nothing in"))
        && (signs.bill_title.is_some() && signs.bill_words >= 2.0 || signs.bill_words >= 4.0)
        && !signs.not_bill
        && signs.denial_title.is_none()
        && signs.clock.is_empty()
        && (signs.deny.weight < 5.0 || signs.bill_words >= 4.0);
    asks.then(|| Told {
        ids: ids(&signs.bill_title),
        ..Told::undecided(NoticeKind::Bill, "bill", 0.95, "asks for payment")
    })
}

/// True where the letter, or its heading, says no.
fn denied(signs: &Signs) -> bool {
    signs.deny.strong() || signs.denial_title.is_some()
}

/// A fast decision was refused, and the slower one is to come: the care itself is neither granted nor refused.
pub fn not_fast(ctx: &Ctx<'_>, reading: &Reading, signs: &Signs) -> Option<Told> {
    static REFUSED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:will not|won't|do not|cannot|not going to)\b[^.;]{0,70}\b(?:fast|faster|expedited|quick|quicker) (?:decision|review|request|determination|one)\b|\b(?:fast|faster|expedited|quick|quicker) (?:decision|review|determination)\b[^.;]{0,40}\b(?:denied|turned down|refused|declined|not (?:granted|approved))\b")
            .expect("a fixed pattern")
    });
    static SLOWER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:standard|usual|regular|ordinary) (?:track|time|timeframe|time frame|process|review|decision|request|\w+ days)\b")
            .expect("a fixed pattern")
    });
    let told = |words: &Regex| {
        ctx.plain().any(|s| {
            let mut found = words.find_iter(&s.text.low);
            found.any(|m| !conditional(&s.text.low, m.start()))
        })
    };
    let only = signs.clock.is_empty() && signs.denial_title.is_none() && signs.deny.weight < 4.0;
    (only && told(&REFUSED) && told(&SLOWER)).then(|| Told {
        outcome: Outcome::Pending,
        stage: stage::initial(ctx, reading),
        ..Told::undecided(
            NoticeKind::Other,
            "acknowledgement",
            0.8,
            "a fast decision was refused, the slower one is to come",
        )
    })
}

/// They ask, tell or remind.
pub fn quiet(ctx: &Ctx<'_>, reading: &Reading, signs: &Signs) -> Option<Told> {
    let Signs {
        deny,
        approve,
        ask,
        nothing,
        ask_title,
        denial_title,
        ..
    } = signs;
    // Papers asked for by a day, and no appeal that could be made now.
    let waits = signs.ask_clock
        && signs.clock.is_empty()
        && denial_title.is_none()
        && ask.weight >= 1.5
        && deny.weight < ask.weight + 3.0;
    // What a letter says it is not, in one that tells of changes, asks for nothing.
    let merely_not = ask_title.is_none() && !signs.ask_clock && ask.cue.contains("not a ");
    let changes = signs.change_title.is_some() && reading.claim.numbers.is_empty();
    if !(merely_not && changes)
        && (ask.weight >= 3.0 || ask_title.is_some() && ask.weight >= 1.0 || waits)
        && (!denied(signs)
            || nothing.is_some()
            || waits
            || (deny.weight < 3.0 && denial_title.is_none() && ask.weight > deny.weight + 1.0))
        && !approve.strong()
        && (signs.clock.is_empty() || nothing.is_some())
    {
        return Some(Told {
            kind: NoticeKind::InformationRequest,
            fine: "information-request",
            outcome: Outcome::Pending,
            stage: stage::initial(ctx, reading),
            ids: told(ask_title, ask),
            // What a letter is not tells little of what it is.
            sure: match ask_title {
                None if !signs.ask_clock && ask.cue.contains("not a ") => 0.8,
                _ => 0.95,
            },
            why: format!("asks for something: '{}'", cue(ask_title, ask)),
        });
    }
    if (signs.change_title.is_some() || signs.change_words >= 2.0)
        && (signs.change_words >= 1.0
            || cue(&signs.change_title, deny).contains("material modifications"))
        && signs.clock.is_empty()
        && denial_title.is_none()
        && (deny.weight < 4.0 || nothing.is_some())
        && reading.claim.numbers.is_empty()
    {
        return Some(Told {
            ids: ids(&signs.change_title),
            ..Told::undecided(
                NoticeKind::PolicyChange,
                "policy-change",
                0.95,
                "the plan or its drug list changes",
            )
        });
    }
    (signs.reminder >= 1.0 && !denied(signs)).then(|| {
        Told::undecided(
            NoticeKind::Other,
            "appointment",
            0.94,
            "reminds of an appointment",
        )
    })
}

/// True where a person's request or claim is named.
pub fn anchored(reading: &Reading) -> bool {
    reading.member.member_id.is_some() || !reading.claim.numbers.is_empty()
}

/// True where the letter speaks to one person on one day, numbers or not.
pub fn addressed(ctx: &Ctx<'_>, reading: &Reading) -> bool {
    anchored(reading)
        || (reading.claim.date_of_notice.is_some()
            && (ctx.salutation.is_some()
                || ctx.pairs.iter().any(|p| p.strong && p.is("member_name"))))
}

/// True where somebody is greeted by a name, and not as a neighbor or a friend.
fn by_name(ctx: &Ctx<'_>) -> bool {
    let row = ctx.salutation.and_then(|row| ctx.sheet.rows.get(row));
    let cells = row.into_iter().flat_map(|row| &row.cells);
    let mut greetings = cells
        .filter_map(|&c| ctx.sheet.cells.get(c))
        .filter(|c| super::super::greets(&c.text.low));
    greetings.any(|c| {
        let mut words = c.text.low.split([' ', ',', ':']).skip(1);
        words
            .next()
            .is_some_and(|w| !List("people.not-names").contains(&w))
    })
}

/// True for mail to everybody: it names no member, no claim and no request.
pub fn to_nobody(ctx: &Ctx<'_>, reading: &Reading, signs: &Signs) -> bool {
    let Signs {
        deny, denial_title, ..
    } = signs;
    let rights = ctx.sheet.sentences.iter().any(|s| {
        !s.foreign
            && any(&s.text.low, &List("kind.appeal")).is_some()
            && any(&s.text.low, &List("kind.you-may-2")).is_some()
    });
    // A dated letter that greets somebody and says no.
    let greeted = reading.claim.date_of_notice.is_some() && by_name(ctx);
    // Nor has it a date, or a person it speaks to.
    let nobody = reading.claim.date_of_notice.is_none()
        && ctx.salutation.is_none()
        && !ctx.pairs.iter().any(|p| p.strong && p.is("member_name"));
    (denial_title.is_none() || (nobody && deny.weight < 2.5))
        && !anchored(reading)
        && (!greeted && (signs.advert >= 1.0 || !rights) || deny.weight < 2.5 || nobody)
        && !signs.approve.strong()
}

/// Advertising, and word that something came.
pub fn loud(reading: &Reading, signs: &Signs) -> Option<Told> {
    if signs.advert >= 2.0
        && signs.denial_title.is_none()
        && signs.deny.weight < 4.0
        && !anchored(reading)
    {
        return Some(Told::undecided(
            NoticeKind::Other,
            "advertising",
            0.92,
            "advertising",
        ));
    }
    let waits = signs.nothing.is_some() && signs.appeal_told && signs.clock.is_empty();
    (waits || (signs.ack >= 1.0 && !denied(signs) && signs.uphold.weight < 2.5)).then(|| Told {
        outcome: Outcome::Pending,
        ..Told::undecided(
            NoticeKind::Other,
            "acknowledgement",
            0.9,
            "confirms receipt",
        )
    })
}
