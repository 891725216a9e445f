//! After a decision: won, partly, or no; what is still open, by when, and why.

mod doors;
mod outcome;
mod places;
mod watch;

use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::review::Facts;
use crate::view::{AfterOutcome, AfterView, LadderView, StepStandingView};
use holdfast_case::DocumentId;
use holdfast_case::reading::NoticeKind;

impl Desk {
    /// What to do after a decision on this letter, or on the denial to act on next.
    pub fn after(&self, document: Option<&str>) -> Result<AfterView, Error> {
        let ladder = self.ladder(document)?;
        let id: Option<DocumentId> = ladder.document.as_deref().and_then(|id| id.parse().ok());
        match id {
            Some(id) => self
                .inner
                .with(|open| self.inner.after_view(open, &ladder, id)),
            None => Ok(nothing_yet()),
        }
    }
}

/// What is said where no letter says no.
fn nothing_yet() -> AfterView {
    AfterView {
        document: None,
        title: String::new(),
        shown: false,
        outcome: AfterOutcome::None,
        headline: "There is no denial yet.".to_owned(),
        lead: "Once a decision comes, we show here what is still open.".to_owned(),
        checks: Vec::new(),
        left: Vec::new(),
        doors: Vec::new(),
        watch: Vec::new(),
    }
}

impl Inner {
    fn after_view(
        &self,
        open: &Opened,
        ladder: &LadderView,
        id: DocumentId,
    ) -> Result<AfterView, Error> {
        let read = open.vault.read();
        let facts = Facts::load(read, self.lib, id, self.clock.today())?;
        let outcome = outcome::of(ladder, &facts);
        let (headline, lead) = outcome::words(outcome, ladder);
        let is_no = !matches!(outcome, AfterOutcome::None | AfterOutcome::Won);
        let is_yes = matches!(outcome, AfterOutcome::Won | AfterOutcome::Partly);
        let checks = match is_yes {
            true => watch::on_the_next_bill(read, id, self.clock.today())?,
            false => Vec::new(),
        };
        let (doors, watch) = match is_no {
            true => (doors::all(self.lib, ladder, &facts), self.to_watch(open)?),
            false => (Vec::new(), Vec::new()),
        };
        Ok(AfterView {
            document: Some(id.to_string()),
            title: facts.document.title.reveal().clone(),
            shown: is_decided(ladder, &facts),
            outcome,
            headline: headline.to_owned(),
            lead: lead.to_owned(),
            checks,
            left: match outcome {
                AfterOutcome::Partly => outcome::left(self.lib, &facts),
                _ => Vec::new(),
            },
            doors,
            watch,
        })
    }
}

/// True where what is open belongs on the screen unasked.
fn is_decided(ladder: &LadderView, facts: &Facts) -> bool {
    let kind = facts.document.kind;
    let is_decision = matches!(
        kind,
        Some(NoticeKind::AppealDecision | NoticeKind::ExternalReviewDecision)
    );
    let standing = |wanted: StepStandingView| {
        let mut steps = ladder.steps.iter();
        steps.any(|step| step.standing == wanted)
    };
    is_decision
        || standing(StepStandingView::Lost)
        || standing(StepStandingView::Won)
        || ladder.won.is_some()
        || !(standing(StepStandingView::Open) || standing(StepStandingView::Waiting))
}

/// What was decided on a letter, as the ladder and the letter say.
pub(crate) fn decided(
    inner: &Inner,
    open: &Opened,
    ladder: &LadderView,
    id: DocumentId,
) -> Result<AfterOutcome, Error> {
    let facts = Facts::load(open.vault.read(), inner.lib, id, inner.clock.today())?;
    Ok(outcome::of(ladder, &facts))
}
