//! The deadlines of a letter that was read: each window it names, and the one it should have named.
//!
//! What a person confirmed goes before what was read; a fact below half confidence counts as unknown. A letter
//! with nothing to appeal gets no day for an appeal, whatever its boilerplate says. Where the kind of plan is one of
//! several, `either` sees whether their steps are the same; where its date is not known or cannot be, `undated` says so.
//! Where the answer to an appeal was only written down, `decided` starts the clocks that waited for it.

mod approval;
mod decided;
mod either;
mod undated;

pub use approval::{APPROVAL_END, ApprovalStanding, approval_standing, is_approval_end};
pub use decided::DecidedStep;

use crate::deadline::answer::Ask;
use crate::deadline::basis;
use crate::deadline::doubt::Doubt;
use chrono::NaiveDate;
use either::one_or_several;
use holdfast_case::reading::{NoticeKind, Outcome, Stage, StatedDeadline};
use holdfast_case::{Deadline, DeadlineQuestion, Fact, LetterLimit, Reading};
use holdfast_library::Library;
use undated::date_of;

/// Below this a fact that was read counts as unknown.
pub const LEAST_CONFIDENCE: f32 = 0.5;

/// What the person confirmed or the case knows; it wins over what was read.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct KnownFacts {
    /// Plan kind id; several where it is one of these and nobody knows which, none where the letter alone tells.
    pub plan_kinds: Vec<String>,
    /// Two-letter state; several and none likewise.
    pub states: Vec<String>,
    /// Date printed on the letter, where the person put it right.
    pub notice_date: Option<NaiveDate>,
    /// Day the letter came.
    pub received_date: Option<NaiveDate>,
    /// Day a cut takes effect.
    pub effective_date: Option<NaiveDate>,
    /// Day the letter was filed: no letter is dated later, unless the person says so.
    pub filed_on: Option<NaiveDate>,
    /// Date of the first denial, where this letter is a later one.
    pub first_denial_date: Option<NaiveDate>,
    /// Appeals on this letter that were answered with a no of which there is no paper.
    pub decided: Vec<DecidedStep>,
    /// The day it is.
    pub today: Option<NaiveDate>,
}

/// The step that keeps care going on Medicaid.
const KEEPING_CARE: &str = "continuation-of-benefits";

/// Levels that are no step of an appeal.
const NO_APPEAL: [&str; 14] = [
    "information-response",
    "peer-to-peer",
    "provider-reconsideration",
    "plan-decision",
    "appeal-decision",
    "plan-compliance",
    APPROVAL_END,
    "payment",
    "enrollment",
    "offer",
    "timely-filing",
    "debt-dispute",
    "good-faith-estimate-dispute",
    "records-request",
];

/// What a letter means for deadlines.
#[derive(Clone)]
struct Letter<'a> {
    reading: &'a Reading,
    known: &'a KnownFacts,
    plan_kind: Option<String>,
    /// The kinds it can be, where it is one of several; else none.
    kinds: Vec<String>,
    state: Option<String>,
    /// The states it can be, likewise.
    states: Vec<String>,
    /// The date it is counted from.
    paper: Option<NaiveDate>,
    /// The date on it, where that lies ahead and `paper` stands in for it.
    ahead: Option<NaiveDate>,
    stage: Stage,
    /// True where it says no to something.
    refuses: bool,
}

/// The deadlines of a reading, the leading one first.
pub fn date_reading(lib: &Library, reading: &Reading, known: &KnownFacts) -> Vec<Deadline> {
    let letter = Letter::of(lib, reading, known);
    let mut found = letter.dated(lib);
    letter.say_if_dated(lib, &mut found);
    found
}

/// A value that was read with enough confidence.
fn sure<T>(fact: Option<&Fact<T>>) -> Option<&T> {
    fact.filter(|f| f.confidence >= LEAST_CONFIDENCE)
        .map(|f| &f.value)
}

impl<'a> Letter<'a> {
    fn of(lib: &Library, reading: &'a Reading, known: &'a KnownFacts) -> Self {
        let kind = |kind: &String| basis::plan_kind(lib, Some(kind)).map(|kind| kind.id.clone());
        let of_letter = || sure(reading.plan.kind.as_ref()).and_then(kind);
        let (plan_kind, kinds) = one_or_several(&known.plan_kinds, kind, of_letter);
        let state = |state: &String| basis::state(lib, Some(state)).map(|s| s.state.clone());
        let of_letter = || sure(reading.plan.state.as_ref()).and_then(state);
        let (state, states) = one_or_several(&known.states, state, of_letter);
        let (paper, ahead) = date_of(reading, known);
        Self {
            reading,
            known,
            plan_kind,
            kinds,
            state,
            states,
            paper,
            ahead,
            stage: sure(reading.stage.as_ref()).copied().unwrap_or(Stage::None),
            refuses: refuses(reading),
        }
    }

    /// The deadlines of this letter, by the ladder of its kind of plan or of each that it can be.
    fn dated(&self, lib: &Library) -> Vec<Deadline> {
        if self.kinds.is_empty() || self.steps_are_the_same(lib) {
            self.deadlines(lib)
        } else {
            self.each_by_itself(lib)
        }
    }

    /// The deadlines of this letter, by one ladder.
    fn deadlines(&self, lib: &Library) -> Vec<Deadline> {
        let mut deadlines: Vec<Deadline> = Vec::new();
        let mut stated_levels: Vec<String> = Vec::new();
        let mut listed: Vec<bool> = Vec::new();
        for stated in &self.reading.deadlines {
            if stated.level == APPROVAL_END && self.gives_nothing() {
                continue;
            }
            let mut deadline = match stated.level.as_str() {
                APPROVAL_END => self.approval_end(stated),
                _ => match self.opened(lib, stated) {
                    Some(deadline) => deadline,
                    None => self.stated(lib, stated),
                },
            };
            if self.is_for_another_state(stated) {
                "other".clone_into(&mut deadline.who);
                deadline.primary = false;
            }
            if deadline.who == "member" && deadline.clock_started {
                stated_levels.push(deadline.level.clone());
            }
            listed.push(stated.of_state.is_some() && deadline.who == "member");
            deadlines.push(deadline);
        }
        lead_by_state(&mut deadlines, &listed);
        if self.refuses {
            self.add_unstated(lib, &mut deadlines, &stated_levels);
        }
        choose_primary(&mut deadlines, self.refuses);
        self.add_opened(lib, &mut deadlines);
        in_order(&mut deadlines);
        deadlines
    }

    /// True where a limit stands under the name of a state that is not the person's, and the letter gives the same
    /// step a time for everybody. While nobody knows the state each of them may be the person's.
    fn is_for_another_state(&self, stated: &StatedDeadline) -> bool {
        let Some(of) = &stated.of_state else {
            return false;
        };
        let mut mine = self.states.iter().chain(&self.state).peekable();
        let known = mine.peek().is_some();
        let for_all = self.reading.deadlines.iter().any(|other| {
            other.of_state.is_none()
                && other.level == stated.level
                && other.who == "member"
                && other.clock_started
                && other.confidence >= LEAST_CONFIDENCE
        });
        known && for_all && mine.all(|state| state != of)
    }

    /// The kind by whose ladder the letter is read: of several that have the same steps, any.
    fn ladder_kind(&self) -> Option<&str> {
        let first = self.kinds.first();
        self.plan_kind.as_ref().or(first).map(String::as_str)
    }

    /// A question as it is asked of this letter.
    fn ask<'q>(&'q self, question: &'q DeadlineQuestion) -> Ask<'q> {
        Ask {
            kinds: &self.kinds,
            states: &self.states,
            ..Ask::of(question)
        }
    }

    fn claim_type(&self) -> Option<String> {
        let id = match self.stage {
            Stage::InitialPreService => "pre-service",
            Stage::InitialConcurrent => "concurrent",
            Stage::InitialPostService => "post-service",
            _ => return None,
        };
        Some(id.to_owned())
    }

    /// True where the letter answers an appeal, so that it is itself the decision of the level before.
    fn is_decision(&self) -> bool {
        matches!(
            self.stage,
            Stage::FirstLevelAppeal
                | Stage::FinalInternal
                | Stage::ExternalReview
                | Stage::FairHearing
        ) || matches!(
            sure(self.reading.kind.as_ref()),
            Some(NoticeKind::AppealDecision | NoticeKind::ExternalReviewDecision)
        )
    }

    /// A question with what is known; `started` where this very paper starts the clock.
    fn question(&self, level: &str, limit: Option<LetterLimit>, started: bool) -> DeadlineQuestion {
        let paper = self.paper.filter(|_| started);
        DeadlineQuestion {
            plan_kind: self.plan_kind.clone(),
            level: Some(level.to_owned()),
            claim_type: self.claim_type(),
            state: self.state.clone(),
            notice_date: paper,
            received_date: self.known.received_date.filter(|_| started),
            decision_date: paper,
            effective_date: self.known.effective_date,
            letter: limit,
            today: self.known.today,
        }
    }

    fn stated(&self, lib: &Library, stated: &StatedDeadline) -> Deadline {
        let level = self.level_of(lib, stated);
        // A window of the other side, or of a paper with nothing to appeal, never becomes a day to appeal.
        let idle = !self.refuses && is_appeal(lib, &level);
        let started = stated.clock_started && !idle;
        let doubtful = stated.confidence < LEAST_CONFIDENCE;
        let limit = Some(stated.limit.clone()).filter(|_| !doubtful && !idle);
        let mut question = self.question(&level, limit, started);
        if stated.limit.trigger.as_deref() == Some("first-denial") {
            question.notice_date = self.known.first_denial_date;
        }
        let mut ask = self.ask(&question);
        ask.actor = Some(stated.who.as_str());
        ask.must = Some(stated.must.as_str()).filter(|_| !doubtful);
        ask.given = stated.start.filter(|_| started);
        // The plan's answer to an appeal is another clock than its answer to a request.
        if level == "plan-decision" && stated.limit.trigger.as_deref() == Some("receipt-of-appeal")
        {
            ask.rule_level = Some("appeal-decision");
        }
        let mut deadline = ask.answer(lib);
        deadline.letter = Some(stated.limit.clone());
        deadline.primary = stated.primary && !idle;
        if !started {
            deadline.sooner_if.clear();
        }
        if idle {
            deadline.doubt = vec![Doubt::NothingRefused.said()];
        } else if doubtful {
            let faint = Doubt::LetterFaint(stated.limit.quote.clone());
            deadline.doubt.push(faint.said());
        }
        self.say_of_date(&mut deadline, started);
        deadline
    }

    /// The level of a stated window: the word of the letter, read at the stage it stands at.
    fn level_of(&self, lib: &Library, stated: &StatedDeadline) -> String {
        let id = match basis::level_id(lib, &stated.level) {
            "none" => &stated.level,
            id => id,
        };
        let id = match self.kinds.first() {
            Some(kind) => basis::level_for(lib, kind, id),
            None => id,
        };
        // "Reconsideration" after a first appeal is the step above it, whatever the alias says.
        if id == "internal-appeal" && self.is_decision() && stated.clock_started {
            let next = self.next_levels(lib);
            if let Some(next) = next.first().filter(|_| next.len() == 1) {
                return next.clone();
            }
        }
        id.to_owned()
    }

    /// What comes next for the person, by plan kind and stage.
    fn next_levels(&self, lib: &Library) -> Vec<String> {
        let kind = self.ladder_kind().unwrap_or(basis::UNKNOWN);
        let ladder = basis::ladder(lib, kind);
        let has = |id: &str| ladder.iter().any(|l| l.id == id);
        let only = |ids: &[&str]| {
            ids.iter()
                .filter(|id| has(id))
                .map(|id| (*id).to_owned())
                .collect::<Vec<_>>()
        };
        let initial = || {
            ladder
                .first()
                .map(|l| vec![l.id.clone()])
                .unwrap_or_default()
        };
        match self.stage {
            Stage::InitialPreService | Stage::InitialConcurrent | Stage::InitialPostService => {
                initial()
            }
            Stage::None if !self.is_decision() => initial(),
            Stage::FirstLevelAppeal | Stage::FinalInternal | Stage::None => match kind {
                // The plan itself sends the case on; nothing is to be done.
                "medicare-advantage" => Vec::new(),
                "medicare-part-d" => only(&["ire"]),
                "original-medicare" => only(&["qic-reconsideration"]),
                "fehb" => only(&["opm-review"]),
                "tricare" => only(&["second-reconsideration", "formal-review"]),
                "medicaid-managed-care" | "chip" => only(&["fair-hearing"]),
                "champva" | "va-community-care" => only(&["second-level-appeal"]),
                _ if self.stage == Stage::FinalInternal => only(&["external-review"]),
                _ => only(&["second-level-appeal", "external-review"]),
            },
            Stage::ExternalReview => only(&["alj-hearing"]),
            Stage::FairHearing => Vec::new(),
        }
    }

    /// Adds what the letter leaves out: the next step by the rules, and the ten days that keep care going.
    fn add_unstated(&self, lib: &Library, deadlines: &mut Vec<Deadline>, stated: &[String]) {
        let next = self.next_levels(lib);
        if !next.iter().any(|level| stated.contains(level))
            && !stated
                .iter()
                .any(|level| is_step(lib, self.ladder_kind(), level))
        {
            for level in &next {
                let deadline = self.by_rule(lib, level);
                // Where nothing but the date is missing it is asked for, whatever the plan.
                if deadline.rule.is_some() || deadline.clock_started {
                    deadlines.push(deadline);
                }
            }
        }
        self.add_keeping_care(lib, deadlines);
    }

    fn by_rule(&self, lib: &Library, level: &str) -> Deadline {
        let question = self.question(level, None, true);
        let mut deadline = self.ask(&question).answer(lib);
        self.say_of_date(&mut deadline, true);
        deadline
    }

    /// True where care that was had is cut.
    fn cuts_care(&self) -> bool {
        let cut = sure(self.reading.outcome.as_ref()) == Some(&Outcome::Reduced)
            || self.stage == Stage::InitialConcurrent;
        cut && !self.is_decision()
    }

    /// Care that is being cut on Medicaid goes on if it is asked for within ten days: never left out.
    fn add_keeping_care(&self, lib: &Library, deadlines: &mut Vec<Deadline>) {
        if !self.cuts_care() || deadlines.iter().any(|d| d.level == KEEPING_CARE) {
            return;
        }
        match self.ladder_kind() {
            Some("medicaid-managed-care" | "medicaid-fee-for-service") => {
                deadlines.push(self.by_rule(lib, KEEPING_CARE))
            }
            None => {
                let mut question = self.question(KEEPING_CARE, None, true);
                question.plan_kind = Some("medicaid-fee-for-service".to_owned());
                let mut deadline = Ask::of(&question).answer(lib);
                deadline.doubt.insert(0, Doubt::OnlyMedicaid.said());
                self.say_of_date(&mut deadline, true);
                deadlines.push(deadline);
            }
            Some(_) => {}
        }
    }
}

/// True where a letter says no to something. A denial whose outcome was not read is taken as one.
pub fn refuses(reading: &Reading) -> bool {
    let outcome = sure(reading.outcome.as_ref());
    let says_no = outcome.map(|o| {
        matches!(
            o,
            Outcome::Denied
                | Outcome::PartlyDenied
                | Outcome::Reduced
                | Outcome::ApprovedWithChange
                | Outcome::Upheld
        )
    });
    match sure(reading.kind.as_ref()) {
        Some(NoticeKind::Denial | NoticeKind::PartialDenial | NoticeKind::AppealDecision) => {
            says_no.unwrap_or(true)
        }
        Some(NoticeKind::Eob | NoticeKind::ExternalReviewDecision) => says_no.unwrap_or(false),
        Some(_) => false,
        None => says_no.unwrap_or(false),
    }
}

/// True for a step of an appeal, on any ladder or beside it.
fn is_appeal(lib: &Library, level: &str) -> bool {
    !NO_APPEAL.contains(&level)
        && (lib.appeal.levels.iter().any(|l| l.id == level)
            || matches!(
                level,
                "expedited-appeal"
                    | "continuation-of-benefits"
                    | "qio-fast-appeal"
                    | "reopening"
                    | "grievance"
            ))
}

/// True for a step of this plan kind's ladder (of any, where the kind is not known).
fn is_step(lib: &Library, kind: Option<&str>, level: &str) -> bool {
    lib.appeal
        .levels
        .iter()
        .any(|l| l.id == level && kind.is_none_or(|k| l.plan_kind == k))
}

/// The leading one first, then by their days. The sort is stable: windows of the same day stay in the letter's order.
fn in_order(deadlines: &mut [Deadline]) {
    deadlines.sort_by_key(|d| (!d.primary, d.due.is_none(), d.due));
}

/// Of the times for the step that leads, one under the name of a state that is or may be the person's leads where it
/// ends sooner.
fn lead_by_state(deadlines: &mut [Deadline], listed: &[bool]) {
    let Some(marked) = deadlines.iter().position(|d| d.primary) else {
        return;
    };
    let (level, due) = (deadlines[marked].level.clone(), deadlines[marked].due);
    let sooner = (0..deadlines.len())
        .filter(|&at| listed.get(at).copied().unwrap_or(false))
        .filter(|&at| deadlines[at].level == level && deadlines[at].clock_started)
        .filter(|&at| {
            deadlines[at].due.is_some() && due.is_none_or(|day| deadlines[at].due < Some(day))
        })
        .min_by_key(|&at| deadlines[at].due);
    if let Some(at) = sooner {
        deadlines[marked].primary = false;
        deadlines[at].primary = true;
    }
}

/// One leads at most: the one the letter marks, else the earliest day of the person.
fn choose_primary(deadlines: &mut [Deadline], refuses: bool) {
    let marked = deadlines.iter().position(|d| d.primary);
    let earliest = || {
        let own = deadlines
            .iter()
            .enumerate()
            .filter(|(_, d)| d.who == "member" && d.clock_started && d.rule.is_some());
        let main = own.filter(|(_, d)| {
            !matches!(
                d.level.as_str(),
                "continuation-of-benefits" | "expedited-appeal"
            )
        });
        main.min_by_key(|(_, d)| (d.due.is_none(), d.due))
            .map(|(at, _)| at)
    };
    let leading = marked.or_else(|| if refuses { earliest() } else { None });
    for (at, deadline) in deadlines.iter_mut().enumerate() {
        deadline.primary = Some(at) == leading;
    }
}
