//! The steps of a ladder as they are shown: where each stands, by the days of their letters and by what went out.

use crate::letters::{Follow, KnownOf};
use crate::view::{
    DeadlineState, DeadlineView, LadderStepView, LetterFollowView, StepStandingView,
};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::DocumentId;
use holdfast_case::letter::LetterOutcome;
use holdfast_case::reading::Stage;
use holdfast_library::Library;
use holdfast_library::appeal::Rule;
use holdfast_rules::ladder::Rung;
use holdfast_rules::sent::{StepFacts, StepStanding, stand};
use holdfast_vault::{Records, VaultError};

/// The step that a lawyer writes for.
const COURT: &str = "court";
/// The steps that the plan itself decides.
const FIRST: &str = "internal-appeal";
const SECOND: &str = "second-level-appeal";
/// The step that somebody outside decides.
const OUTSIDE: &str = "external-review";

/// What is known beside the steps themselves.
pub(super) struct Stands<'a> {
    /// Place of the step that the letters lead to.
    pub(super) current: usize,
    /// True where nothing is left to appeal.
    pub(super) won: bool,
    /// Who said no, where that is sure.
    pub(super) issuer: Option<&'a str>,
    /// The newest letter of theirs: the next one of ours answers it.
    pub(super) latest: Option<DocumentId>,
    /// The reference facts.
    pub(super) lib: &'a Library,
    /// What their time to decide hangs on.
    pub(super) known: &'a KnownOf,
    /// The day it is.
    pub(super) today: NaiveDate,
}

/// True where the answer was yes.
pub(super) fn is_won(follow: &LetterFollowView) -> bool {
    follow.state == LetterOutcome::Won.id()
}

impl Follow {
    /// The letters of theirs around one: those that led to it, and the decisions that followed it.
    pub(crate) fn chain_of(&self, document: DocumentId) -> Vec<DocumentId> {
        let mut chain = self.chain_to(document);
        while let Some(next) = chain.last().and_then(|last| {
            let of = |record: &holdfast_case::Letter| record.answers == Some(*last);
            let letters = self.letters.iter().rev().filter(|kept| of(&kept.record));
            let answers = letters.filter_map(|kept| kept.record.answer.as_ref()?.document);
            let mut there = answers.filter(|id| self.papers.iter().any(|row| row.id == *id));
            there.find(|next| !chain.contains(next))
        }) {
            chain.push(next);
        }
        chain
    }
}

/// For each step, the letter of ours that was written for it, the newest that went out before one that did not.
pub(super) fn letters_on(
    read: Records<'_>,
    follow: &Follow,
    chain: &[DocumentId],
    rungs: &[Rung],
) -> Result<Vec<Option<LetterFollowView>>, VaultError> {
    let mut found = Vec::new();
    for rung in rungs {
        let of_step = follow.letters.iter().rev().filter(|kept| {
            let letter = &kept.record;
            let of_chain = letter.answers.is_some_and(|id| chain.contains(&id));
            of_chain && crate::letters::step_of(&letter.kind) == rung.level
        });
        let best = of_step.max_by_key(|kept| {
            let letter = &kept.record;
            (
                !letter.sent.is_empty() || letter.answer.is_some(),
                kept.made_at,
            )
        });
        found.push(match best {
            Some(kept) => Some(follow.view(read, kept)?),
            None => None,
        });
    }
    Ok(found)
}

/// The rung the letter leads to: the one its leading window names, the last that is waited for, else the one after what
/// it answers.
pub(super) fn current(
    rungs: &[Rung],
    views: &[DeadlineView],
    stage: Option<Stage>,
    letters: &[Option<LetterFollowView>],
) -> usize {
    let open = |view: &&DeadlineView| {
        !matches!(view.state, DeadlineState::Done | DeadlineState::NotStarted)
    };
    let leading = views
        .iter()
        .filter(open)
        .find(|view| view.primary)
        .or_else(|| views.iter().find(open));
    let named = leading.and_then(|view| rungs.iter().position(|rung| rung.level == view.level));
    let is = |state: fn(&LetterFollowView) -> bool| {
        letters
            .iter()
            .rposition(|letter| letter.as_ref().is_some_and(state))
    };
    let waited = is(|letter| letter.state == "sent");
    let answered = is(|letter| letter.answer.is_some());
    let done = views
        .iter()
        .filter(|view| view.state == DeadlineState::Done);
    let after_done = done
        .filter_map(|view| rungs.iter().position(|rung| rung.level == view.level))
        .max();
    let outside = || rungs.iter().position(|rung| rung.level == OUTSIDE);
    let by_stage = || match stage {
        Some(Stage::FinalInternal) => outside().unwrap_or(1),
        Some(Stage::FirstLevelAppeal) => 1,
        Some(Stage::ExternalReview | Stage::FairHearing) => 2,
        _ => 0,
    };
    let next = answered.max(after_done).map(|index| index + 1);
    named.or(waited).unwrap_or_else(|| {
        let at = next.unwrap_or_else(by_stage);
        // what their letter says there is none of is passed over
        let mut there = rungs.iter().enumerate().skip(at);
        there
            .find_map(|(at, rung)| (!rung.absent).then_some(at))
            .unwrap_or(at)
    })
}

/// All steps as they are shown.
pub(super) fn views(
    rungs: &[Rung],
    days: &[DeadlineView],
    letters: Vec<Option<LetterFollowView>>,
    stands: &Stands<'_>,
) -> Vec<LadderStepView> {
    let day_of = |rung: &Rung| days.iter().find(|view| view.level == rung.level);
    let fast_inside = (rungs.iter().zip(&letters)).any(|(rung, letter)| {
        let inside = matches!(rung.level.as_str(), FIRST | SECOND);
        inside && letter.as_ref().is_some_and(waits_fast)
    });
    let beside = |rung: &Rung| match fast_inside {
        true => stands.known.beside(stands.lib, &rung.level),
        false => None,
    };
    let facts: Vec<StepFacts> = (rungs.iter().zip(&letters))
        .map(|(rung, letter)| StepFacts {
            required: !rung.optional && rung.level != COURT,
            absent: rung.absent,
            court: rung.level == COURT,
            beside: beside(rung).is_some(),
            ..facts(day_of(rung), letter.as_ref())
        })
        .collect();
    let standings = stand(&facts, stands.current, stands.won, stands.today);
    let steps = rungs.iter().zip(letters).zip(standings).enumerate();
    steps
        .map(|(at, ((rung, letter), standing))| {
            let day = day_of(rung).cloned();
            let beside = beside(rung).filter(|_| standing == StepStanding::Open);
            step(rung, at, (day, letter, standing), beside, stands)
        })
        .collect()
}

fn facts(day: Option<&DeadlineView>, letter: Option<&LetterFollowView>) -> StepFacts {
    let running =
        day.filter(|view| !matches!(view.state, DeadlineState::Done | DeadlineState::NotStarted));
    StepFacts {
        sent: letter.is_some_and(|letter| letter.state == "sent"),
        counted: letter.is_some_and(|letter| letter.clock.is_some()),
        answer: letter
            .and_then(|letter| letter.answer.as_ref())
            .and_then(|answer| LetterOutcome::find(&answer.outcome)),
        due: running.and_then(|view| view.due.as_ref()?.parse().ok()),
        done: day.is_some_and(|view| view.state == DeadlineState::Done),
        ..StepFacts::default()
    }
}

/// True where a fast answer is waited for.
fn waits_fast(letter: &LetterFollowView) -> bool {
    letter.state == "sent" && letter.sent.iter().any(|sent| sent.fast)
}

fn step(
    rung: &Rung,
    at: usize,
    (deadline, letter, standing): (Option<DeadlineView>, Option<LetterFollowView>, StepStanding),
    beside: Option<&Rule>,
    stands: &Stands<'_>,
) -> LadderStepView {
    let is_there = standing != StepStanding::Absent;
    let window = rung.windows.first().filter(|_| is_there);
    let waited = letter.as_ref().is_some_and(|letter| letter.state == "sent");
    let behind = at < stands.current
        || matches!(standing, StepStanding::Won | StepStanding::Lost)
        || deadline
            .as_ref()
            .is_some_and(|view| view.state == DeadlineState::Done);
    let state = match (waited, behind) {
        _ if !is_there => "later",
        _ if stands.won && !behind => "later",
        (true, _) if !stands.won => "now",
        (_, true) => "done",
        (_, false) if at == stands.current => "now",
        (_, false) => "later",
    };
    let decides = match rung.decides.as_str() {
        _ if !is_there => String::new(),
        "" => String::new(),
        who => format!("Decided by {who}."),
    };
    let title = if rung.level == "internal-appeal" {
        words::step(&rung.level, stands.issuer)
    } else {
        rung.name.clone()
    };
    let open = matches!(standing, StepStanding::Open | StepStanding::Expired);
    let ahead = rung.level != COURT
        && matches!(
            standing,
            StepStanding::Open | StepStanding::Expired | StepStanding::Later
        );
    LadderStepView {
        level: rung.level.clone(),
        title,
        say: decides,
        state: state.to_owned(),
        standing: view_of(standing),
        said: sentences(&[
            said(standing, letter.as_ref()),
            beside.map(at_once).unwrap_or_default(),
            of_letter(rung, standing),
        ]),
        earliest: earliest(deadline.as_ref()),
        decision: ahead
            .then(|| (stands.known).usual_time(stands.lib, &rung.level, stands.today))
            .flatten(),
        fast: ahead
            .then(|| (stands.known).fast_time(stands.lib, &rung.level, stands.today))
            .flatten(),
        optional: rung.optional && is_there,
        last_chance: rung.last_chance,
        last_say: match (rung.last_chance, rung.next.iter().any(|next| next == COURT)) {
            (true, true) => "This is the last chance. After it, only a court is left.".to_owned(),
            (true, false) => "This is the last chance. Nothing comes after it.".to_owned(),
            (false, _) => String::new(),
        },
        writes: rung.level != COURT
            && open
            && !stands.won
            && (state == "now" || deadline.is_some() || beside.is_some()),
        letter: letter.as_ref().map(|letter| letter.letter.clone()),
        answers: stands.latest.map(|id| id.to_string()),
        follow: letter.filter(|letter| !letter.sent.is_empty() || letter.answer.is_some()),
        deadline,
        window: window.map(|window| window.plain.clone()),
        citation: window.map(|window| window.citation.clone()),
        verified: window.is_none_or(|window| window.verified),
    }
}

/// Sentences one after the other, without those that are empty.
fn sentences(all: &[String]) -> String {
    let said = all.iter().filter(|said| !said.is_empty());
    said.cloned().collect::<Vec<_>>().join(" ")
}

/// That the step may be asked for while the fast appeal inside is waited for, and by which rule.
fn at_once(rule: &Rule) -> String {
    let seen = match rule.verified {
        true => "",
        false => ", which we have not seen ourselves",
    };
    format!(
        "Your fast appeal to the plan waits. You can ask for a fast review outside at the same time ({}{seen}).",
        rule.citation
    )
}

/// Their letter's own words on a step, where they go before what is general.
fn of_letter(rung: &Rung, standing: StepStanding) -> String {
    let ahead = matches!(
        standing,
        StepStanding::Open | StepStanding::Later | StepStanding::Expired | StepStanding::Absent
    );
    let Some(words) = rung.said.as_deref().filter(|_| ahead) else {
        return String::new();
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let stop = match words.ends_with(['.', '!', '?']) {
        true => "",
        false => ".",
    };
    let quote = format!("\u{201c}{words}{stop}\u{201d}");
    match rung.absent {
        true => format!("Their letter says there is no such step: {quote}"),
        false => format!("Their letter says: {quote}"),
    }
}

/// That a day is the earliest it can be, and why; empty where it is not.
fn earliest(deadline: Option<&DeadlineView>) -> String {
    let open = deadline.filter(|day| day.state != DeadlineState::Done);
    open.and_then(|day| day.earliest.clone())
        .unwrap_or_default()
}

/// Where a step stands, in words.
fn said(standing: StepStanding, letter: Option<&LetterFollowView>) -> String {
    let sent = letter.and_then(|letter| letter.sent.last());
    let sent = sent.map(|sent| sent.say.clone()).unwrap_or_default();
    let answer = letter.and_then(|letter| letter.answer.as_ref());
    match standing {
        StepStanding::Waiting => {
            let clock = letter.map(|letter| letter.say.as_str()).unwrap_or_default();
            format!("{sent} {clock}").trim().to_owned()
        }
        StepStanding::Filed if sent.is_empty() => "You took this step.".to_owned(),
        StepStanding::Filed => sent,
        StepStanding::Won | StepStanding::Lost => {
            answer.map(|answer| answer.say.clone()).unwrap_or_default()
        }
        StepStanding::Expired => {
            "Its last day has passed. Ask all the same, and say why.".to_owned()
        }
        StepStanding::Open | StepStanding::Later | StepStanding::Behind | StepStanding::Absent => {
            String::new()
        }
    }
}

fn view_of(standing: StepStanding) -> StepStandingView {
    match standing {
        StepStanding::Later => StepStandingView::Later,
        StepStanding::Open => StepStandingView::Open,
        StepStanding::Filed => StepStandingView::Filed,
        StepStanding::Waiting => StepStandingView::Waiting,
        StepStanding::Won => StepStandingView::Won,
        StepStanding::Lost => StepStandingView::Lost,
        StepStanding::Expired => StepStandingView::Expired,
        StepStanding::Behind => StepStandingView::Behind,
        StepStanding::Absent => StepStandingView::Absent,
    }
}
