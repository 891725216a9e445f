//! The answer to a question: rule and letter side by side, the earlier leads, and why.

use super::basis::{self, Basis, Fit, STATE_REVIEW_RULE};
use super::clock::Clock;
use super::count::{Worked, month_end, work};
use super::doubt::{Doubt, Draft};
use super::letter::letter_day;
use super::safe::safe_day;
use super::state::shortest_state;
use super::unknown;
use super::{assume, sooner};
use crate::calendar::{Calendar, MonthEnd, long, weekday};
use chrono::NaiveDate;
use holdfast_case::deadline::{LaterIf, Step, StepKind};
use holdfast_case::{Deadline, DeadlineQuestion};
use holdfast_library::Library;
use holdfast_library::appeal::Rule;

/// Works out the last day to act. Total: what is not known becomes a doubt.
///
/// The answer does not hang on `today`, save that a day gone by is said to be so, and that a day of receipt that lies
/// ahead is not counted from; what is left of the ways to send it is asked of [`super::safe::standing`].
pub fn answer(lib: &Library, question: &DeadlineQuestion) -> Deadline {
    Ask::of(question).answer(lib)
}

/// Citation of a step that the letter itself gives.
pub(crate) const LETTER: &str = "the letter";
/// Citation of a step that is our own care.
pub(crate) const SAFE_DAY: &str = "safe_day";

/// A question with what only a letter can add.
#[derive(Clone, Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) question: &'a DeadlineQuestion,
    /// Whose window: `member`, `provider`, `plan` or `other`; none lets the level decide.
    pub(crate) actor: Option<&'a str>,
    /// Level under which the rule is looked up, where it is not the one shown.
    pub(crate) rule_level: Option<&'a str>,
    /// A start that the letter names.
    pub(crate) given: Option<NaiveDate>,
    /// What has to have happened by the last day, as the letter has it.
    pub(crate) must: Option<&'a str>,
    /// The kinds of plan that it can be, where it is one of several; else none, and the question says.
    pub(crate) kinds: &'a [String],
    /// The states whose law can hold, likewise.
    pub(crate) states: &'a [String],
    /// True where the date of the paper was assumed (`assume`): a day worked out may be so much too early.
    pub(crate) assumed: bool,
}

/// Rule and day found for a plan kind that is known.
pub(crate) struct Found<'a> {
    pub(crate) basis: Basis<'a>,
    pub(crate) worked: Worked,
    /// Verified as a whole, the state's entry included.
    pub(crate) verified: bool,
    /// States among which the shortest was taken.
    pub(crate) shortest_of: Vec<String>,
    /// True where the level has only rules for other kinds of claim.
    pub(crate) other_claim: bool,
}

impl<'a> Ask<'a> {
    pub(crate) fn of(question: &'a DeadlineQuestion) -> Self {
        Self {
            question,
            actor: None,
            rule_level: None,
            given: None,
            must: None,
            kinds: &[],
            states: &[],
            assumed: false,
        }
    }

    /// True for a kind of plan that it can be, where the question does not say which.
    pub(crate) fn can_be(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|own| own == kind)
    }

    /// The place of a day among those that could hold. Of some that are named one that can still be met goes before
    /// one that has passed: an open day is never hidden behind it, and that the other has passed is said.
    pub(crate) fn place(&self, day: NaiveDate) -> (bool, NaiveDate) {
        (self.question.today.is_some_and(|today| day < today), day)
    }

    /// The answer, its doubts in words.
    pub(crate) fn answer(&self, lib: &Library) -> Deadline {
        self.draft(lib).said()
    }

    /// The answer, with what is doubted of the facts themselves and with shorter times beside it.
    pub(crate) fn draft(&self, lib: &Library) -> Draft {
        let (mut question, mut doubt) = assume::of_this_calendar(self.question);
        doubt.extend(assume::of_days_to_come(&mut question));
        doubt.extend(assume::words_not_known(lib, &question));
        let ask = Ask {
            question: &question,
            ..self.clone()
        };
        let mut draft = assume::answer(&ask, lib);
        if doubt.iter().any(|d| matches!(d, Doubt::ReceivedAhead(_))) {
            // That the day of receipt does not count is said already, and why.
            draft
                .doubt
                .retain(|d| !matches!(d, Doubt::ReceiptUnknown(_)));
        }
        draft.doubt.splice(0..0, doubt);
        sooner::add(&ask, lib, &mut draft);
        draft
    }

    /// The answer to the question as it stands, nothing assumed.
    pub(crate) fn plain_answer(&self, lib: &Library) -> Draft {
        let calendar = Calendar::new(lib);
        let kind = basis::plan_kind(lib, self.question.plan_kind.as_deref());
        let asked = self.question.level.as_deref().unwrap_or("internal-appeal");
        let level = match basis::level_id(lib, asked) {
            "none" => asked,
            level => level,
        };
        match kind {
            Some(kind) => {
                let level = if self.question.level.is_none() {
                    basis::ladder(lib, &kind.id)
                        .first()
                        .map_or(level, |first| first.id.as_str())
                } else {
                    basis::level_for(lib, &kind.id, level)
                };
                let found = self.find(lib, &calendar, &kind.id, self.rule_level.unwrap_or(level));
                let shown = if self.rule_level.is_some() {
                    asked
                } else {
                    level
                };
                self.assemble(lib, &calendar, shown, found)
            }
            // Some clocks (a debt, a self-pay bill) are the same whatever the plan.
            None => match self.find(
                lib,
                &calendar,
                basis::UNKNOWN,
                self.rule_level.unwrap_or(level),
            ) {
                Some(found) => self.assemble(lib, &calendar, level, Some(found)),
                None => unknown::answer(self, lib, &calendar, level),
            },
        }
    }

    /// Rule and day for a known plan kind.
    pub(crate) fn find<'l>(
        &self,
        lib: &'l Library,
        calendar: &Calendar,
        kind: &str,
        level: &str,
    ) -> Option<Found<'l>> {
        let (rules, fit) = basis::rules(
            lib,
            kind,
            level,
            self.actor,
            self.question.claim_type.as_deref(),
        );
        let found: Vec<Found<'l>> = rules
            .into_iter()
            .map(|rule| self.by_rule(lib, calendar, rule))
            .collect();
        let mut found = self.earliest(lib, found)?;
        found.other_claim = fit == Some(Fit::Other) && self.question.claim_type.is_some();
        Some(found)
    }

    /// Rule and day for one rule.
    pub(crate) fn by_rule<'l>(
        &self,
        lib: &'l Library,
        calendar: &Calendar,
        rule: &'l Rule,
    ) -> Found<'l> {
        let base = Basis::of_rule(rule);
        if rule.id == STATE_REVIEW_RULE {
            let known = self.question.state.as_deref();
            return match basis::state(lib, known.filter(|_| self.states.is_empty())) {
                Some(state) => self.guarded(calendar, Basis::of_state(rule, state), base),
                None => shortest_state(self, lib, calendar, rule),
            };
        }
        Found {
            basis: base,
            worked: work(calendar, &base, self.question, self.given),
            verified: base.verified,
            shortest_of: Vec::new(),
            other_claim: false,
        }
    }

    pub(crate) fn assemble(
        &self,
        lib: &Library,
        calendar: &Calendar,
        level: &str,
        found: Option<Found<'_>>,
    ) -> Draft {
        let alone = self.letter_alone(calendar);
        self.put_together(lib, calendar, level, found, alone)
    }

    /// The answer by what was found, or by the letter alone.
    pub(crate) fn put_together(
        &self,
        lib: &Library,
        calendar: &Calendar,
        level: &str,
        found: Option<Found<'_>>,
        alone: Worked,
    ) -> Draft {
        let mut draft = self.blank(level);
        let (worked, must) = match &found {
            Some(found) => {
                describe(&mut draft.deadline, found);
                if found.other_claim {
                    draft.doubt.push(Doubt::OtherClaim);
                }
                (found.worked.clone(), found.basis.must)
            }
            None => {
                if self.question.letter.is_none() {
                    draft.doubt.push(Doubt::NoRule);
                }
                (alone, "not-stated")
            }
        };
        draft.deadline.must = strictest(must, self.must).to_owned();
        draft.deadline.start = worked.clock.start;
        draft.doubt.extend(worked.doubt.iter().cloned());
        draft.deadline.steps = worked.steps.clone();
        draft.deadline.later_if = worked.later_if.clone();
        let other_side = found.as_ref().is_some_and(|f| f.basis.is_other_side());
        let citation = found.as_ref().map(|f| f.basis.citation);
        self.lead(&mut draft, &worked, citation);
        if !other_side {
            self.finish(lib, calendar, &mut draft.deadline, &worked);
        }
        self.say_passed(&mut draft);
        draft
    }

    /// An answer with nothing in it but what was asked.
    pub(crate) fn blank(&self, level: &str) -> Draft {
        let deadline = Deadline {
            level: level.to_owned(),
            who: self.actor.unwrap_or("member").to_owned(),
            letter: self.question.letter.clone(),
            must: "not-stated".to_owned(),
            ..Deadline::default()
        };
        Draft {
            deadline,
            doubt: Vec::new(),
        }
    }

    /// What the letter alone gives, where no rule is known.
    pub(crate) fn letter_alone(&self, calendar: &Calendar) -> Worked {
        let q = self.question;
        let decision = q.decision_date.is_some();
        let printed = if decision {
            q.decision_date
        } else {
            q.notice_date
        };
        let clock = Clock {
            paper: [printed, q.received_date]
                .into_iter()
                .flatten()
                .min()
                .filter(|_| printed.is_some()),
            receipt: q.received_date.or(printed),
            word: if decision { "decision" } else { "notice" },
            ..Clock::default()
        };
        let says = q
            .letter
            .as_ref()
            .map(|l| letter_day(calendar, l, q, &clock, self.given, MonthEnd::LastDay))
            .unwrap_or_default();
        Worked {
            clock,
            letter: says.day,
            letter_doubt: says.doubt,
            open: says.open,
            ..Worked::default()
        }
    }

    /// Sets the letter beside the rule: the earlier leads, both are shown. `citation` is none where no rule is known.
    pub(crate) fn lead(&self, draft: &mut Draft, worked: &Worked, citation: Option<&str>) {
        for doubt in &worked.letter_doubt {
            draft.doubt_once(doubt.clone());
        }
        let deadline = &mut draft.deadline;
        if worked.open {
            draft.doubt.extend(worked.day.map(Doubt::RuleAlone));
            deadline.clock_started = true;
            deadline.later_if.clear();
            return;
        }
        deadline.due_by_rule = worked.day;
        if let Some(letter) = &worked.letter {
            deadline.due_by_letter = Some(letter.day);
            deadline.steps.push(step(
                StepKind::Letter,
                letter.say.clone(),
                Some(letter.day),
                LETTER,
            ));
            let guessed = letter.from_receipt
                && self.question.received_date.is_none()
                && worked.clock.receipt == worked.clock.paper;
            let doubt = Doubt::ReceiptUnknown(if worked.clock.word.is_empty() {
                "notice"
            } else {
                worked.clock.word
            });
            if guessed && !draft.doubt.contains(&doubt) {
                draft.doubt.push(doubt);
            }
        }
        let (due, leads) = match (deadline.due_by_rule, deadline.due_by_letter) {
            (Some(rule), Some(letter)) if rule == letter => (rule, "both"),
            (Some(rule), Some(letter)) if rule < letter => {
                deadline.steps.push(step(
                    StepKind::EarlierLeads,
                    format!(
                        "The earlier leads, the rule's: {}. Both are shown.",
                        long(rule)
                    ),
                    Some(rule),
                    citation.unwrap_or(LETTER),
                ));
                deadline.later_if.push(LaterIf {
                    say: "by the letter".to_owned(),
                    date: letter,
                    plan_kind: None,
                });
                (rule, "rule")
            }
            (Some(rule), Some(letter)) => {
                deadline.steps.push(step(
                    StepKind::EarlierLeads,
                    format!(
                        "The earlier leads, the letter's: {}. Both are shown.",
                        long(letter)
                    ),
                    Some(letter),
                    LETTER,
                ));
                deadline.later_if.push(LaterIf {
                    say: "by the rule".to_owned(),
                    date: rule,
                    plan_kind: None,
                });
                (letter, "letter")
            }
            (Some(rule), None) => (rule, "rule"),
            (None, Some(letter)) => {
                if citation.is_some() && worked.clock.start.is_none() {
                    let waits = Doubt::RuleWaits(worked.clock.waits_for.clone());
                    draft.doubt.push(waits);
                }
                (letter, "letter")
            }
            (None, None) => {
                deadline.clock_started = worked.clock.start.is_some();
                deadline.later_if.clear();
                return;
            }
        };
        deadline.clock_started = true;
        deadline.due = Some(due);
        deadline.weekday = Some(weekday(due));
        deadline.leads = Some(leads.to_owned());
        deadline.later_if.retain(|later| later.date > due);
        if let Some(step) = deadline
            .steps
            .iter_mut()
            .rev()
            .find(|s| s.date == Some(due))
        {
            step.leads = true;
        }
    }

    /// Adds the safe day.
    pub(crate) fn finish(
        &self,
        lib: &Library,
        calendar: &Calendar,
        deadline: &mut Deadline,
        worked: &Worked,
    ) {
        let Some(due) = deadline.due else { return };
        // Before any roll-over, unless the letter's day comes sooner.
        let last = match (deadline.leads.as_deref(), worked.unmoved) {
            (Some("rule" | "both"), Some(unmoved)) => unmoved.min(due),
            _ => due,
        };
        let q = self.question;
        let paper = worked.clock.paper.or(q.decision_date).or(q.notice_date);
        let after = [paper, q.received_date]
            .into_iter()
            .flatten()
            .max()
            .unwrap_or(NaiveDate::MIN);
        let safe = safe_day(lib, calendar, last, &deadline.must, after);
        deadline
            .steps
            .push(step(StepKind::Safe, safe.say, Some(safe.day), SAFE_DAY));
        deadline.safe_day = Some(safe.day);
        deadline.safe_by = Some(safe.by.to_owned());
    }

    /// Says that the last day is over, and what helps a late request.
    pub(crate) fn say_passed(&self, draft: &mut Draft) {
        if let (Some(due), Some(today)) = (draft.deadline.due, self.question.today)
            && due < today
        {
            draft.doubt.push(Doubt::Passed(due));
            let cause = draft.deadline.good_cause.clone();
            draft.doubt.extend(cause.map(Doubt::GoodCause));
        }
    }
}

/// Writes rule, citation, marks and state of what was found.
pub(crate) fn describe(deadline: &mut Deadline, found: &Found<'_>) {
    let basis = &found.basis;
    deadline.rule = Some(basis.rule.id.clone());
    deadline.citation = Some(basis.citation.to_owned());
    deadline.rule_verified = found.verified;
    deadline.checked = Some(basis.checked);
    deadline.state_entry = basis.state.map(str::to_owned);
    deadline.cautious_figure = found.worked.cautious;
    deadline.good_cause = basis.rule.good_cause.clone();
    deadline.shortest_of = found.shortest_of.clone();
    if deadline.who == "member" && basis.is_other_side() {
        deadline.who = match basis.rule.actor.as_str() {
            who @ ("provider" | "plan") => who,
            _ => "other",
        }
        .to_owned();
    }
}

/// A step of a derivation.
pub(crate) fn step(kind: StepKind, say: String, date: Option<NaiveDate>, citation: &str) -> Step {
    Step {
        kind,
        say,
        date,
        citation: citation.to_owned(),
        leads: false,
    }
}

/// Of what the rule and the letter want by the last day, the stricter.
pub(crate) fn strictest<'a>(rule: &'a str, letter: Option<&'a str>) -> &'a str {
    const STRICT: [&str; 6] = [
        "be-received",
        "be-filed",
        "be-made",
        "be-postmarked-or-received",
        "be-sent",
        "not-stated",
    ];
    let rank = |must: &str| {
        STRICT
            .iter()
            .position(|s| *s == must)
            .unwrap_or(STRICT.len())
    };
    match letter {
        Some(letter) if rank(letter) < rank(rule) => letter,
        _ => rule,
    }
}

/// Month rule of what was found, for counts of the letter.
pub(crate) fn end_of(found: &Found<'_>) -> MonthEnd {
    month_end(&found.basis)
}
