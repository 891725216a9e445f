//! The ladder: which steps exist for this kind of plan, and where a letter stands on it.

use crate::changed::is_closed;
use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::plan::Known;
use crate::review::Facts;
use crate::view::{DeadlineState, DeadlineView, DenialChoiceView, LadderStepView, LadderView};
use crate::words;
use holdfast_case::reading::{NoticeKind, Outcome, Stage};
use holdfast_library::Library;
use holdfast_rules::ladder::Rung;
use holdfast_vault::{DeadlineFilter, DocumentFilter, DocumentRow};

/// From here on what a letter says of its outcome is taken at its word.
const LIKELY: f32 = 0.8;

impl Desk {
    /// The steps of a denial, or of the newest.
    pub fn ladder(&self, document: Option<&str>) -> Result<LadderView, Error> {
        let id = document.map(|text| self.document_id(text)).transpose()?;
        self.inner.with(|open| {
            let denials: Vec<DocumentRow> = open
                .vault
                .read()
                .documents(&DocumentFilter::default())?
                .into_iter()
                .filter(|row| row.kind.is_some_and(is_denial))
                .collect();
            let chosen = match id {
                Some(id) => Some(open.vault.read().document(id)?),
                None => self.inner.next_to_act_on(open, &denials)?.cloned(),
            };
            // The one that is shown stands among them, whatever it is.
            let shown = chosen
                .iter()
                .filter(|row| denials.iter().all(|denial| denial.id != row.id));
            let choices = shown
                .chain(&denials)
                .map(|row| DenialChoiceView {
                    document: row.id.to_string(),
                    title: row.title.reveal().clone(),
                })
                .collect();
            self.inner.ladder_view(open, choices, chosen)
        })
    }
}

fn is_denial(kind: NoticeKind) -> bool {
    matches!(
        kind,
        NoticeKind::Denial
            | NoticeKind::PartialDenial
            | NoticeKind::AppealDecision
            | NoticeKind::ExternalReviewDecision
    )
}

/// The steps of the plan that a letter is of, as far as that is known.
pub(crate) fn ladder_of(lib: &Library, facts: &Facts) -> Vec<Rung> {
    rungs(
        lib,
        &kind_shown(&facts.plan_kind()),
        state_shown(facts.state()).as_deref(),
    )
}

fn rungs(lib: &Library, kind: &str, state: Option<&str>) -> Vec<Rung> {
    holdfast_rules::ladder(lib, kind, state)
        .map(|ladder| ladder.rungs)
        .unwrap_or_default()
}

fn kind_shown(known: &Known) -> String {
    match known {
        // Both ways are dated; the steps shown are the letter's own.
        Known::Differs { read, .. } => read.value.clone(),
        known => known.value().unwrap_or("unknown").to_owned(),
    }
}

fn state_shown(state: Known) -> Option<String> {
    match state {
        Known::Differs { read, .. } => Some(read.value),
        state => state.value().map(str::to_owned),
    }
}

/// What is said of a letter with which nothing is left to appeal; none where that is in doubt.
fn won(facts: &Facts) -> Option<&'static str> {
    let letter = crate::dating::overlaid(&facts.reading, &facts.answers);
    let outcome = letter.outcome.filter(|fact| fact.confidence >= LIKELY)?;
    let kind = facts.document.kind.or(letter.kind.map(|kind| kind.value));
    match (outcome.value, kind) {
        // A letter that says no and yes at once is no yes.
        (_, Some(NoticeKind::Denial | NoticeKind::PartialDenial)) => None,
        (Outcome::Overturned, _) => Some(
            "This one is won: they changed their no. Nothing is left to appeal. On the next bill, check that the plan \
             paid its part.",
        ),
        (Outcome::Approved, _) => Some(
            "This letter says yes. Nothing is left to appeal. On the next bill, check that the plan paid its part.",
        ),
        _ => None,
    }
}

/// What is said of a no that the person closed, since another letter changed it.
const CLOSED: &str = "This one is closed: they changed this no. Nothing is left to appeal. On the next bill, check that \
                      the plan paid its part.";

impl Inner {
    /// The denial whose day to act comes next; where none has a day ahead, the newest on which something is left to do;
    /// where all are won, the newest.
    fn next_to_act_on<'a>(
        &self,
        open: &Opened,
        denials: &'a [DocumentRow],
    ) -> Result<Option<&'a DocumentRow>, Error> {
        let (mut next, mut newest) = (None, None);
        let today = self.clock.today();
        for row in denials {
            let facts = Facts::load(open.vault.read(), self.lib, row.id, self.clock.today())?;
            if won(&facts).is_none() && !is_closed(open.vault.read(), row.id)? {
                newest = newest.or(Some(row));
                let filter = DeadlineFilter {
                    document: Some(row.id),
                    only_member: true,
                    ..DeadlineFilter::default()
                };
                let days = open.vault.read().deadlines(&filter)?;
                let due = days.into_iter().filter_map(|day| day.deadline.due);
                let Some(due) = due.filter(|due| *due >= today).min() else {
                    continue;
                };
                if next.is_none_or(|(known, _)| due < known) {
                    next = Some((due, row));
                }
            }
        }
        let next = next.map(|(_, row)| row);
        Ok(next.or(newest).or(denials.first()))
    }

    fn ladder_view(
        &self,
        open: &Opened,
        denials: Vec<DenialChoiceView>,
        chosen: Option<DocumentRow>,
    ) -> Result<LadderView, Error> {
        let (read, today) = (open.vault.read(), self.clock.today());
        let case = read.case(open.case)?;
        let facts = match &chosen {
            Some(row) => Some(Facts::load(read, self.lib, row.id, today)?),
            None => None,
        };
        let letter = facts
            .as_ref()
            .map(|facts| crate::dating::overlaid(&facts.reading, &facts.answers));
        let (known, state) = match &facts {
            Some(facts) => (facts.plan_kind(), facts.state()),
            None => {
                let told =
                    |value: &Option<String>| value.clone().map_or(Known::Nothing, Known::Elsewhere);
                (told(&case.plan_kind), told(&case.state))
            }
        };
        let kind = kind_shown(&known);
        let why = known.why(self.lib);
        let state = state_shown(state);
        let deadlines = match &chosen {
            Some(row) => {
                let filter = DeadlineFilter {
                    document: Some(row.id),
                    with_done: true,
                    only_member: true,
                    ..DeadlineFilter::default()
                };
                self.stored_deadlines(read, &filter)?
            }
            None => Vec::new(),
        };
        let views: Vec<DeadlineView> = deadlines
            .iter()
            .map(|stored| self.stored_view(stored))
            .collect();
        let rungs = rungs(self.lib, &kind, state.as_deref());
        let stage = letter.as_ref().and_then(|l| l.stage.as_ref());
        let current = current(&rungs, &views, stage.map(|stage| stage.value));
        // A day that a letter gives all the same stands, whatever it says of its outcome.
        let to_act_on = views.iter().any(|view| {
            view.due.is_some()
                && view.state != DeadlineState::Done
                && rungs.iter().any(|rung| rung.level == view.level)
        });
        let closed = match &chosen {
            Some(row) => is_closed(read, row.id)?,
            None => false,
        };
        let won = facts.as_ref().and_then(won);
        let won = won.or(closed.then_some(CLOSED)).filter(|_| !to_act_on);
        let issuer = facts.as_ref().and_then(Facts::sure_issuer);
        let steps = (0..).zip(&rungs).map(|(index, rung)| {
            let view = views.iter().find(|view| view.level == rung.level).cloned();
            step(
                rung,
                index,
                (current, won.is_some()),
                view,
                issuer.as_deref(),
            )
        });
        let about = facts
            .as_ref()
            .and_then(Facts::second_line)
            .unwrap_or_default();
        Ok(LadderView {
            denials,
            document: chosen.map(|row| row.id.to_string()),
            about,
            won: won.map(str::to_owned),
            plan_kind: words::plan_kind(self.lib, Some(&kind)),
            plan_kind_why: why,
            steps: steps.collect(),
        })
    }
}

/// The rung the letter leads to: the one its leading window names, else the one after what it answers.
fn current(rungs: &[Rung], views: &[DeadlineView], stage: Option<Stage>) -> usize {
    let open = |view: &&DeadlineView| {
        !matches!(view.state, DeadlineState::Done | DeadlineState::NotStarted)
    };
    let leading = views
        .iter()
        .filter(open)
        .find(|view| view.primary)
        .or_else(|| views.iter().find(open));
    let named = leading.and_then(|view| rungs.iter().position(|rung| rung.level == view.level));
    let done = views
        .iter()
        .filter(|view| view.state == DeadlineState::Done);
    let after_done = done
        .filter_map(|view| rungs.iter().position(|rung| rung.level == view.level))
        .max();
    named
        .or(after_done.map(|index| index + 1))
        .unwrap_or(match stage {
            Some(Stage::FirstLevelAppeal | Stage::FinalInternal) => 1,
            Some(Stage::ExternalReview | Stage::FairHearing) => 2,
            _ => 0,
        })
}

fn step(
    rung: &Rung,
    index: usize,
    (current, won): (usize, bool),
    deadline: Option<DeadlineView>,
    issuer: Option<&str>,
) -> LadderStepView {
    let window = rung.windows.first();
    let done = index < current
        || deadline
            .as_ref()
            .is_some_and(|view| view.state == DeadlineState::Done);
    let state = match (done, index == current) {
        (true, _) => "done",
        (false, true) if !won => "now",
        (false, _) => "later",
    };
    let decides = match rung.decides.as_str() {
        "" => String::new(),
        who => format!("Decided by {who}."),
    };
    let name = if rung.level == "internal-appeal" {
        words::step(&rung.level, issuer)
    } else {
        rung.name.clone()
    };
    LadderStepView {
        level: rung.level.clone(),
        title: name,
        say: decides,
        state: state.to_owned(),
        optional: rung.optional,
        deadline,
        window: window.map(|window| window.plain.clone()),
        citation: window.map(|window| window.citation.clone()),
        verified: window.is_none_or(|window| window.verified),
    }
}
