//! The ladder: which steps exist for this kind of plan, and where a letter stands on it.

mod steps;

use crate::changed::is_closed;
use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::letters::{Follow, KnownOf};
use crate::plan::Known;
use crate::review::Facts;
use crate::view::{DeadlineState, DeadlineView, DenialChoiceView, LadderView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::reading::{NoticeKind, Outcome};
use holdfast_case::{DocumentId, Reading};
use holdfast_library::Library;
use holdfast_rules::ladder::{Rung, as_the_letters_say};
use holdfast_rules::reading::refuses;
use holdfast_vault::{DeadlineFilter, DocumentFilter, DocumentRow, Records, VaultError};

/// From here on what a letter says of its outcome is taken at its word.
const LIKELY: f32 = 0.8;

impl Desk {
    /// The steps of a denial, or of the newest.
    pub fn ladder(&self, document: Option<&str>) -> Result<LadderView, Error> {
        let id = document.map(|text| self.document_id(text)).transpose()?;
        self.inner.with(|open| {
            let papers = open.vault.read().documents(&DocumentFilter::default())?;
            let denials = self.inner.denials_of(open, papers)?;
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

impl Inner {
    /// Those papers that say no: letters of refusal, and statements that refuse a line.
    fn denials_of(
        &self,
        open: &Opened,
        papers: Vec<DocumentRow>,
    ) -> Result<Vec<DocumentRow>, Error> {
        let mut found = Vec::new();
        for row in papers {
            let says_no = match row.kind {
                Some(NoticeKind::Eob) => {
                    let read = open.vault.read();
                    let facts = Facts::load(read, self.lib, row.id, self.clock.today())?;
                    refuses(&facts.reading_now())
                }
                kind => kind.is_some_and(is_denial),
            };
            if says_no {
                found.push(row);
            }
        }
        Ok(found)
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

/// The steps of the plan that a letter is of, with what the letters that led to it say of them; of two that differ the
/// newest holds.
pub(crate) fn ladder_said(
    read: Records<'_>,
    lib: &'static Library,
    chain: &[DocumentId],
    facts: &Facts,
    today: NaiveDate,
) -> Result<Vec<Rung>, VaultError> {
    let mut rungs = ladder_of(lib, facts);
    say_of_letters(read, lib, &mut rungs, chain, today)?;
    Ok(rungs)
}

/// Lays over the steps what these letters of theirs say of them, the oldest letter given first.
fn say_of_letters(
    read: Records<'_>,
    lib: &'static Library,
    rungs: &mut [Rung],
    chain: &[DocumentId],
    today: NaiveDate,
) -> Result<(), VaultError> {
    let mut said: Vec<Reading> = Vec::new();
    for document in chain.iter().rev() {
        said.push(Facts::load(read, lib, *document, today)?.reading_now());
    }
    let said: Vec<&Reading> = said.iter().collect();
    as_the_letters_say(rungs, &said);
    Ok(())
}

fn rungs(lib: &Library, kind: &str, state: Option<&str>) -> Vec<Rung> {
    holdfast_rules::ladder(lib, kind, state)
        .map(|ladder| ladder.rungs)
        .unwrap_or_default()
}

/// The kind of plan whose steps are shown; "unknown" where nothing says it.
pub(crate) fn kind_shown(known: &Known) -> String {
    match known {
        // Both ways are dated; the steps shown are the letter's own.
        Known::Differs { read, .. } => read.value.clone(),
        known => known.value().unwrap_or("unknown").to_owned(),
    }
}

pub(crate) fn state_shown(state: Known) -> Option<String> {
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

/// What is said of a no where the answer to the person's own letter was yes.
const ANSWERED_YES: &str = "This one is won: they said yes to your letter. Nothing is left to appeal. On the next bill, \
                            check that the plan paid its part.";

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
        // a decision that was answered, and what came back, stand on the same steps
        let follow = Follow::load(self, read, open.case)?;
        let chain = chosen
            .as_ref()
            .map(|row| follow.chain_of(row.id))
            .unwrap_or_default();
        let mut views: Vec<DeadlineView> = Vec::new();
        for document in chain.iter().rev() {
            let filter = DeadlineFilter {
                document: Some(*document),
                with_done: true,
                only_member: true,
                ..DeadlineFilter::default()
            };
            let stored = self.stored_deadlines(read, &filter)?;
            views.extend(stored.iter().map(|stored| self.stored_view(stored)));
        }
        let mut rungs = rungs(self.lib, &kind, state.as_deref());
        say_of_letters(read, self.lib, &mut rungs, &chain, today)?;
        let known_of = match chain.last() {
            Some(last) => follow.known_of(read, open.case, Some(*last))?,
            None => KnownOf::default(),
        };
        let stage = letter.as_ref().and_then(|l| l.stage.as_ref());
        let letters = steps::letters_on(read, &follow, &chain, &rungs)?;
        let current = steps::current(&rungs, &views, stage.map(|stage| stage.value), &letters);
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
        let answered_yes = letters.iter().flatten().any(steps::is_won);
        let won = facts.as_ref().and_then(won);
        let won = won
            .or(closed.then_some(CLOSED))
            .or(answered_yes.then_some(ANSWERED_YES));
        let won = won.filter(|_| !to_act_on);
        let issuer = facts.as_ref().and_then(Facts::sure_issuer);
        let steps = steps::views(
            &rungs,
            &views,
            letters,
            &steps::Stands {
                current,
                won: won.is_some(),
                issuer: issuer.as_deref(),
                latest: chain.last().copied(),
                lib: self.lib,
                known: &known_of,
                today,
            },
        );
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
            steps,
        })
    }
}
