//! Claims and requests for approval: written down, looked through, sent, answered.
//!
//! No entry is ever refused for what stands in it: what can't be read is kept as typed, and said. Which statement
//! answers which claim is only ever asked.

mod answers;
mod book;
mod papers;
mod request;
mod says;
mod shown;
mod told;
mod waits;
mod words;

use crate::desk::{Desk, Inner, change_view};
use crate::error::{Code, Error};
use crate::kept::{CaseRecord, Kept, change_in, keep_in};
use crate::view::{
    ChangeView, ClaimLookView, ClaimRequest, ClaimTermsRequest, ClaimView, ClaimsView,
    SavedClaimView, SubmissionRequest,
};
use book::Book;
use holdfast_case::CaseRecordId;
use holdfast_case::claim::{Claim, ClaimTerms};
use holdfast_rules::claims::PlanSays;
use holdfast_vault::{Change, Operation};
pub(crate) use says::Time as SaidTimeToFile;
pub(crate) use words::title as claim_title;

impl CaseRecord for Claim {
    const KIND: &'static str = "claim";
}

impl CaseRecord for ClaimTerms {
    const KIND: &'static str = "claim-terms";
}

/// A claim that was changed: its id, and what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimChanged {
    /// Its id.
    pub id: CaseRecordId,
    /// What was done.
    pub change: ChangeView,
}

impl Desk {
    /// All claims and requests of the case in use, the newest first.
    pub fn claims(&self) -> Result<ClaimsView, Error> {
        Ok(self.inner.claim_book_with_statements()?.claims_view())
    }

    /// One of them, by its id or a beginning that fits only one.
    pub fn claim(&self, id: &str) -> Result<ClaimView, Error> {
        let kept = self.inner.kept_one::<Claim>(id)?;
        let book = self.inner.claim_book()?;
        Ok(book.claim_view(&kept))
    }

    /// What is understood of a claim that is being written, and what is to be looked at. Nothing is kept.
    pub fn look_at_claim(
        &self,
        id: Option<&str>,
        request: &ClaimRequest,
    ) -> Result<ClaimLookView, Error> {
        let says = self.inner.plan_says_lately()?;
        let book = self.inner.claim_book_with(says)?;
        let before = self.claim_before(id)?;
        let claim = self.claim_of(request, before.as_ref().map(|kept| &kept.record))?;
        Ok(book.look_view(before.map(|kept| kept.id), &claim))
    }

    /// Keeps a claim, a new one where `id` is none. Whatever was typed is kept, also what can't be read.
    pub fn save_claim(
        &self,
        id: Option<&str>,
        request: &ClaimRequest,
    ) -> Result<ClaimChanged, Error> {
        let before = self.claim_before(id)?;
        let mut claim = self.claim_of(request, before.as_ref().map(|kept| &kept.record))?;
        claim.lines.retain(|line| !line.is_empty());
        let title = words::title(self.inner.lib, &claim, self.inner.clock.today());
        match before {
            Some(kept) => {
                let said = format!("Changed \u{2018}{title}\u{2019}.");
                self.change_claim("change-claim", &kept, &claim, said)
            }
            None => {
                let said = format!("Wrote down \u{2018}{title}\u{2019}.");
                let operation = Operation::by_person("new-claim").described(said.clone());
                Ok(changed(&self.inner.keep_new(operation, &claim)?, said))
            }
        }
    }

    /// Begins a claim anew as another try of this one: the same lines, nothing sent yet.
    pub fn claim_again(&self, id: &str) -> Result<ClaimChanged, Error> {
        let kept = self.inner.kept_one::<Claim>(id)?;
        let claim = Claim {
            again_of: Some(kept.id.to_string()),
            number: String::new(),
            submissions: Vec::new(),
            answers: Vec::new(),
            not_answers: Vec::new(),
            clinic_bill: None,
            closed: false,
            ..kept.record
        };
        let said = "Began a new try of that claim.".to_owned();
        let operation = Operation::by_person("claim-again").described(said.clone());
        Ok(changed(&self.inner.keep_new(operation, &claim)?, said))
    }

    /// Puts a sentence into what goes with a claim, once.
    pub fn add_claim_sentence(&self, id: &str, sentence: &str) -> Result<ClaimChanged, Error> {
        let kept = self.inner.kept_one::<Claim>(id)?;
        let mut claim = kept.record.clone();
        if !claim.note.contains(sentence.trim()) {
            let before = claim.note.trim_end();
            let gap = if before.is_empty() { "" } else { " " };
            claim.note = format!("{before}{gap}{}", sentence.trim());
        }
        let said = "Added the sentence.".to_owned();
        self.change_claim("change-claim", &kept, &claim, said)
    }

    /// Records that a claim went out, or corrects a sending.
    pub fn claim_sent(&self, id: &str, request: &SubmissionRequest) -> Result<ClaimChanged, Error> {
        let kept = self.inner.kept_one::<Claim>(id)?;
        let sent = self.submission_of(request)?;
        let mut claim = kept.record.clone();
        let title = words::title(self.inner.lib, &claim, self.inner.clock.today());
        let said = match request.at {
            Some(at) => {
                let at = usize::try_from(at).unwrap_or(usize::MAX);
                let place = claim.submissions.get_mut(at).ok_or(Code::NotFound)?;
                *place = sent;
                format!("Changed how \u{2018}{title}\u{2019} went out.")
            }
            None => {
                claim.submissions.push(sent);
                format!("Wrote down that \u{2018}{title}\u{2019} went out.")
            }
        };
        self.change_claim("claim-sent", &kept, &claim, said)
    }

    /// Closes a claim, or opens it again.
    pub fn close_claim(&self, id: &str, closed: bool) -> Result<ClaimChanged, Error> {
        let kept = self.inner.kept_one::<Claim>(id)?;
        let claim = Claim {
            closed,
            ..kept.record.clone()
        };
        let title = words::title(self.inner.lib, &claim, self.inner.clock.today());
        let said = match closed {
            true => format!("Closed \u{2018}{title}\u{2019}."),
            false => format!("\u{2018}{title}\u{2019} is open again."),
        };
        self.change_claim("close-claim", &kept, &claim, said)
    }

    /// Puts a claim into the trash.
    pub fn put_claim_away(&self, id: &str) -> Result<ChangeView, Error> {
        let kept = self.inner.kept_one::<Claim>(id)?;
        let title = words::title(self.inner.lib, &kept.record, self.inner.clock.today());
        let said = format!("Moved \u{2018}{title}\u{2019} to the trash.");
        let operation = Operation::by_person("put-claim-away").described(said.clone());
        let change = self
            .inner
            .put_away::<Claim>(operation, &kept.id.to_string())?;
        Ok(change_view(&change, said))
    }

    /// Keeps what the plan says of claims.
    pub fn set_claim_terms(&self, request: &ClaimTermsRequest) -> Result<ChangeView, Error> {
        let terms = request::terms(request, self.inner.clock.today())?;
        let before = self.inner.kept::<ClaimTerms>()?.pop();
        let said = ["Changed what your plan says of claims."]
            .into_iter()
            .chain(odd_terms(&terms))
            .collect::<Vec<_>>()
            .join(" ");
        let operation = Operation::by_person("claim-terms").described(said.as_str());
        let change = self.inner.change(operation, |tx, case| match before {
            Some(kept) => change_in(tx, kept.id, &terms),
            None => keep_in(tx, case, &terms).map(drop),
        })?;
        Ok(change_view(&change, said))
    }

    fn claim_before(&self, id: Option<&str>) -> Result<Option<Kept<Claim>>, Error> {
        id.map(|id| self.inner.kept_one::<Claim>(id)).transpose()
    }

    fn change_claim(
        &self,
        operation: &'static str,
        kept: &Kept<Claim>,
        claim: &Claim,
        said: String,
    ) -> Result<ClaimChanged, Error> {
        let operation = Operation::by_person(operation).described(said.clone());
        let id = kept.id.to_string();
        Ok(changed(
            &self.inner.keep_changed(operation, &id, claim)?,
            said,
        ))
    }
}

/// What to look at again of what the plan says of claims. All of it is kept as it was typed.
fn odd_terms(terms: &ClaimTerms) -> Vec<&'static str> {
    let mut odd = Vec::new();
    let (from, to) = (&terms.covered_from, &terms.covered_to);
    if from.is_unread() {
        odd.push("We can't read the first day of your coverage. It is kept as you typed it.");
    }
    if to.is_unread() {
        odd.push("We can't read the last day of your coverage. It is kept as you typed it.");
    }
    if let (Some(from), Some(to)) = (from.value, to.value)
        && to.latest() < from.earliest()
    {
        odd.push("Your coverage would end before it begins. Look at the two days again.");
    }
    if terms.filing_count.is_unread() {
        odd.push("We can't read the time to send a claim. It is kept as you typed it.");
    } else if terms.filing_count.value == Some(0) {
        odd.push("No plan gives no time to send a claim. Look at that number again.");
    }
    odd
}

impl From<ClaimChanged> for SavedClaimView {
    fn from(changed: ClaimChanged) -> Self {
        Self {
            id: changed.id.to_string(),
            change: changed.change,
        }
    }
}

impl Inner {
    /// Everything that the claims of the case in use are shown with.
    fn claim_book(&self) -> Result<Book, Error> {
        self.claim_book_with(self.plan_says()?)
    }

    fn claim_book_with(&self, says: PlanSays) -> Result<Book, Error> {
        let (lib, today) = (self.lib, self.clock.today());
        let book = self.with(|open| Book::load(open, lib, today))?;
        Ok(Book { says, ..book })
    }

    /// The same with the papers that could be an answer.
    fn claim_book_with_statements(&self) -> Result<Book, Error> {
        let (lib, today) = (self.lib, self.clock.today());
        let says = self.plan_says()?;
        let book = self.with(|open| Book::load(open, lib, today)?.with_statements(open))?;
        Ok(Book { says, ..book })
    }
}

fn changed(change: &Change<CaseRecordId>, said: String) -> ClaimChanged {
    ClaimChanged {
        id: change.value,
        change: change_view(change, said),
    }
}
