//! How long they have to decide a step, by their own letter and by the rules: for a letter that went out, for a step that
//! is still to come, and for what a letter of ours says of it. All three ask here.

use super::follow::Follow;
use super::own_times::own_times;
use crate::ladder::{ladder_said, state_shown};
use crate::review::Facts;
use crate::view::StepTimeView;
use crate::words;
use chrono::NaiveDate;
use holdfast_case::claim::{Submission, Typed};
use holdfast_case::reading::Stage;
use holdfast_case::{CaseId, DocumentId, LetterLimit};
use holdfast_library::Library;
use holdfast_library::appeal::Rule;
use holdfast_rules::sent::{SentAsk, SentClock, sent_clock};
use holdfast_vault::{Records, VaultError};

const FIRST: &str = "internal-appeal";
const SECOND: &str = "second-level-appeal";
const OUTSIDE: &str = "external-review";

/// What is known of the letter of theirs that is answered, as far as their time hangs on it.
#[derive(Default)]
pub(crate) struct KnownOf {
    kinds: Vec<String>,
    state: Option<String>,
    timing: Option<&'static str>,
    two_levels: bool,
    /// Their own time for a usual decision, and for a fast one.
    usual: Option<LetterLimit>,
    fast: Option<LetterLimit>,
}

/// Their time to decide, as a letter of ours says it.
pub(super) struct TheirTime {
    /// Such as "15 days".
    pub(super) words: String,
    /// True where their own letter gives it.
    pub(super) by_letter: bool,
    /// True where no rule that is sure gives as little.
    pub(super) is_shorter: bool,
    /// The page on which it does.
    pub(super) page: Option<u32>,
}

impl Follow {
    /// What is known of the letter that is answered; of the case alone, where none is.
    pub(crate) fn known_of(
        &self,
        read: Records<'_>,
        case: CaseId,
        answers: Option<DocumentId>,
    ) -> Result<KnownOf, VaultError> {
        let Some(id) = answers else {
            let case = read.case(case)?;
            return Ok(KnownOf {
                kinds: case.plan_kind.into_iter().collect(),
                state: case.state,
                ..KnownOf::default()
            });
        };
        // the kind of plan stands in the letter that is answered; when the care was, in the first no
        let facts = Facts::load(read, self.lib, id, self.today)?;
        let chain = self.chain_to(id);
        let timing = match chain.first() {
            Some(first) if *first != id => {
                timing_of(&Facts::load(read, self.lib, *first, self.today)?)
            }
            _ => timing_of(&facts),
        };
        let rungs = ladder_said(read, self.lib, &chain, &facts, self.today)?;
        let (usual, fast) = own_times(read, self.lib, &facts)?;
        Ok(KnownOf {
            kinds: facts.plan_kind().values(),
            state: state_shown(facts.state()),
            timing,
            two_levels: rungs.iter().any(|rung| {
                rung.level == SECOND && rung.said.is_some() && !rung.absent && !rung.optional
            }),
            usual,
            fast,
        })
    }
}

impl KnownOf {
    /// True where the plan has two levels that have to be gone through.
    pub(super) fn has_two_levels(&self) -> bool {
        self.two_levels
    }

    /// What is asked of a letter for this step.
    pub(super) fn ask<'a>(&'a self, level: &'a str, fast: bool, today: NaiveDate) -> SentAsk<'a> {
        let own = match fast {
            true => self.fast.as_ref(),
            false => self.usual.as_ref(),
        };
        SentAsk {
            level,
            plan_kinds: &self.kinds,
            state: self.state.as_deref(),
            timing: self.timing,
            fast,
            two_levels: self.two_levels,
            // what a letter says of its own appeals is no word on those of others
            letter: own.filter(|_| level == FIRST),
            today,
        }
    }

    /// Their time, were a letter for this step to go out today.
    fn clock(&self, lib: &Library, level: &str, fast: bool, today: NaiveDate) -> Option<SentClock> {
        let sent = Submission {
            day: Typed::of_day(today),
            ..Submission::default()
        };
        let clock = sent_clock(lib, [sent].iter(), &self.ask(level, fast, today))?;
        let counted = clock.clock.deadline.due.is_some();
        (counted && !(fast && clock.no_fast_rule)).then_some(clock)
    }

    /// Their time, and whether their own letter gives it; none where the kind of plan is not
    /// known and their letter gives none.
    pub(super) fn their_time(
        &self,
        lib: &Library,
        level: &str,
        today: NaiveDate,
    ) -> Option<TheirTime> {
        let page = |limit: Option<&LetterLimit>| Some(limit?.place?.page);
        let clock = self.clock(lib, level, false, today);
        let sure = clock.filter(|clock| clock.clock.deadline.shortest_of.is_empty());
        match sure {
            Some(clock) => {
                let leads = clock.clock.deadline.leads.as_deref();
                let by_letter = matches!(leads, Some("letter" | "both"));
                Some(TheirTime {
                    words: self.words(&clock, level, false)?,
                    by_letter,
                    is_shorter: leads == Some("letter"),
                    page: page(self.usual.as_ref()).filter(|_| by_letter),
                })
            }
            None => {
                let own = self.usual.as_ref().filter(|_| level == FIRST)?;
                Some(TheirTime {
                    words: length_words(own.count?, own.unit.as_deref()?)?,
                    by_letter: true,
                    is_shorter: true,
                    page: page(Some(own)),
                })
            }
        }
    }

    /// The length of a clock in words.
    fn words(&self, clock: &SentClock, level: &str, fast: bool) -> Option<String> {
        if let Some((count, unit)) = &clock.length {
            return length_words(*count, unit);
        }
        let limit = self.ask(level, fast, clock.clock.from).letter?;
        length_words(limit.count?, limit.unit.as_deref()?)
    }

    /// How long they have to decide a step, in a sentence.
    pub(crate) fn usual_time(
        &self,
        lib: &Library,
        level: &str,
        today: NaiveDate,
    ) -> Option<StepTimeView> {
        let clock = self.clock(lib, level, false, today)?;
        let time = self.words(&clock, level, false)?;
        let deadline = &clock.clock.deadline;
        let by_letter = deadline.leads.as_deref() == Some("letter");
        let say = if !deadline.shortest_of.is_empty() {
            format!("They may have as little as {time} to decide.")
        } else if by_letter {
            format!("Their letter gives them {time} to decide.")
        } else if clock.timing_unknown {
            format!("They have {time} to decide, or more for care you had already.")
        } else {
            format!("They have {time} to decide.")
        };
        Some(time_view(say, &clock, by_letter))
    }

    /// The fast way of a step, in a sentence; for a review outside also whether it may run beside the fast appeal.
    pub(crate) fn fast_time(
        &self,
        lib: &Library,
        level: &str,
        today: NaiveDate,
    ) -> Option<StepTimeView> {
        let clock = self.clock(lib, level, true, today)?;
        let time = self.words(&clock, level, true)?;
        let by_letter = clock.clock.deadline.leads.as_deref() == Some("letter");
        let is = match clock.clock.deadline.shortest_of.is_empty() {
            true => "is",
            false => "may be",
        };
        let mut say = format!("Urgent? Ask for a fast decision: it {is} due within {time}.");
        if self.beside(lib, level).is_some() {
            say.push_str(" You can ask for it at the same time as a fast appeal to the plan.");
        }
        Some(time_view(say, &clock, by_letter))
    }

    /// The rule by which this step may be asked for at the same time as a fast appeal inside; none where the kind of plan
    /// is not sure.
    pub(crate) fn beside<'l>(&self, lib: &'l Library, level: &str) -> Option<&'l Rule> {
        let [kind] = self.kinds.as_slice() else {
            return None;
        };
        let mut rules = lib.appeal.rules.iter().filter(|_| level == OUTSIDE);
        rules.find(|rule| rule.at_once_with.is_some() && rule.plan_kinds.contains(kind))
    }
}

fn time_view(say: String, clock: &SentClock, by_letter: bool) -> StepTimeView {
    let deadline = &clock.clock.deadline;
    StepTimeView {
        say,
        by: if by_letter { "letter" } else { "rule" }.to_owned(),
        citation: deadline.citation.clone().filter(|_| !by_letter),
        verified: by_letter || deadline.rule_verified,
    }
}

/// "72 hours", "15 days"; none for a unit that is not counted.
pub(super) fn length_words(count: u32, unit: &str) -> Option<String> {
    let (one, many) = match unit {
        "hours" => return Some(format!("{count} hours")),
        "days" | "calendar-days" => ("day", "days"),
        "business-days" => ("business day", "business days"),
        "weeks" => ("week", "weeks"),
        "months" => ("month", "months"),
        "years" => ("year", "years"),
        _ => return None,
    };
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    Some(words::count(count, one, many))
}

fn timing_of(facts: &Facts) -> Option<&'static str> {
    match facts.reading_now().stage.map(|stage| stage.value)? {
        Stage::InitialPreService => Some("pre-service"),
        Stage::InitialConcurrent => Some("concurrent"),
        Stage::InitialPostService => Some("post-service"),
        _ => None,
    }
}
