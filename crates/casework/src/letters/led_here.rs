//! The papers that led to the letter that is answered: the first no, what was sent on it and its proof, the decisions in
//! between; and all that was written about one claim, where they ask for that.

use super::facts::Gathered;
use super::follow::Follow;
use crate::changed::fit::{Fit, Letter as Theirs, fit};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::review::Facts;
use holdfast_case::letter::{ExhibitOf, Pick, Picked};
use holdfast_case::reading::{NoticeKind, Stage};
use holdfast_case::{DocumentId, Letter, Reading};
use holdfast_rules::bearing::About;
use holdfast_rules::reading::refuses;
use holdfast_vault::{Records, VaultError};
use std::collections::BTreeSet;

/// Below this what was read of a decision's kind or stage is not gone by.
const LIKELY: f32 = 0.8;

/// The review that asks for all that was written: the rules of the office say so, whether the letter does or not.
const WANTS_ALL: &str = "opm-review";

impl Follow {
    /// The letters of theirs from the first no to this one, the first no first. Where nobody tied the first one to an
    /// appeal, it is the newest no before it that is surely about the same claim.
    pub(super) fn whole_chain(
        &self,
        read: Records<'_>,
        answered: DocumentId,
    ) -> Result<Vec<DocumentId>, VaultError> {
        let mut chain = self.chain_to(answered);
        while let Some(first) = chain.first().copied() {
            let Some(before) = self.no_before(read, first, &chain)? else {
                break;
            };
            let mut earlier = self.chain_to(before);
            earlier.retain(|id| !chain.contains(id));
            chain.splice(0..0, earlier);
        }
        Ok(chain)
    }

    /// The newest no that a decision on an appeal is surely about.
    fn no_before(
        &self,
        read: Records<'_>,
        decision: DocumentId,
        but: &[DocumentId],
    ) -> Result<Option<DocumentId>, VaultError> {
        let Some(row) = self.papers.iter().find(|row| row.id == decision) else {
            return Ok(None);
        };
        let Some(decision) = self.letter_of_theirs(read, row.clone())? else {
            return Ok(None);
        };
        if !is_later(&decision.reading) {
            return Ok(None);
        }
        let mut newest: Option<(chrono::NaiveDate, DocumentId)> = None;
        for other in self.theirs(read, but)? {
            let printed = |theirs: &Theirs| {
                let day = theirs.reading.claim.date_of_notice.as_ref();
                day.map(|fact| fact.value)
            };
            let is_older = printed(&other).zip(printed(&decision));
            if refuses(&other.reading)
                && other.document.case == decision.document.case
                && is_older.is_some_and(|(no, answer)| no < answer)
                && fit(&decision, &other) == Some(Fit::Sure)
                && let Some(day) = printed(&other)
                && newest.is_none_or(|(had, _)| day > had)
            {
                newest = Some((day, other.document.id));
            }
        }
        Ok(newest.map(|(_, id)| id))
    }

    /// The papers of theirs that were read, but these.
    fn theirs(&self, read: Records<'_>, but: &[DocumentId]) -> Result<Vec<Theirs>, VaultError> {
        let mut found = Vec::new();
        for row in &self.papers {
            if !but.contains(&row.id)
                && row.kind.is_some_and(is_letter_of_theirs)
                && let Some(theirs) = self.letter_of_theirs(read, row.clone())?
            {
                found.push(theirs);
            }
        }
        Ok(found)
    }

    /// What went out on these letters of theirs, in the order in which it went: each packet as it was kept, and what
    /// proves it.
    fn went_out<'a>(&'a self, on: &'a [DocumentId]) -> impl Iterator<Item = DocumentId> + 'a {
        let of = |kept: &&Kept<Letter>| kept.record.answers.is_some_and(|id| on.contains(&id));
        self.letters.iter().filter(of).flat_map(sent_papers)
    }
}

/// What of a letter that went out is kept: the packet, or its parts, and what proves the sending.
fn sent_papers(kept: &Kept<Letter>) -> Vec<DocumentId> {
    let sent = kept.record.sent.iter();
    let papers = sent.flat_map(|sent| {
        let whole = sent.packet.iter().chain(&sent.parts);
        whole.chain(&sent.proofs).copied()
    });
    papers.collect()
}

/// True for a decision on an appeal: something stands before it.
fn is_later(reading: &Reading) -> bool {
    let kind = reading.kind.as_ref();
    let kind = kind.filter(|fact| fact.confidence >= LIKELY);
    let stage = reading.stage.as_ref();
    let stage = stage.filter(|fact| fact.confidence >= LIKELY);
    kind.is_some_and(|fact| {
        matches!(
            fact.value,
            NoticeKind::AppealDecision | NoticeKind::ExternalReviewDecision
        )
    }) || stage.is_some_and(|fact| {
        matches!(
            fact.value,
            Stage::FirstLevelAppeal | Stage::FinalInternal | Stage::ExternalReview
        )
    })
}

const fn is_letter_of_theirs(kind: NoticeKind) -> bool {
    matches!(
        kind,
        NoticeKind::Denial
            | NoticeKind::PartialDenial
            | NoticeKind::AppealDecision
            | NoticeKind::ExternalReviewDecision
            | NoticeKind::InformationRequest
            | NoticeKind::Eob
    )
}

impl Inner {
    /// The papers that led to the answered letter, ticked to go along: the earlier decisions, and on each of them the
    /// appeal as it went out, with its proof. Where all that was written is asked for, that.
    pub(super) fn picks_of_before(
        &self,
        open: &Opened,
        kind: &str,
        answered: DocumentId,
    ) -> Result<Vec<Pick>, Error> {
        let read = open.vault.read();
        let follow = Follow::load(self, read, open.case)?;
        let chain = follow.whole_chain(read, answered)?;
        let mut papers: Vec<DocumentId> = Vec::new();
        for id in &chain {
            if *id != answered {
                papers.push(*id);
            }
            for kept in &follow.letters {
                let letter = &kept.record;
                // on the answered letter itself only what was decided already, which is then written down alone
                let led_here = *id != answered || letter.answer.is_some();
                if letter.answers == Some(*id) && led_here && super::is_an_appeal(&letter.kind) {
                    papers.extend(sent_papers(kept));
                }
            }
        }
        if kind == WANTS_ALL || self.theirs(open, answered)?.asks_for_all_letters() {
            papers.extend(self.all_letters(read, &follow, &chain)?);
        }
        let mut picks: Vec<Pick> = Vec::new();
        for document in papers {
            let there = follow.papers.iter().any(|row| row.id == document);
            let pick = Pick {
                reason: String::new(),
                picked: Picked::Paper {
                    document,
                    page: None,
                },
            };
            if document != answered && there && !picks.contains(&pick) {
                picks.push(pick);
            }
        }
        Ok(picks)
    }

    /// The papers that led to the answered letter of an appeal.
    pub(super) fn papers_before(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<BTreeSet<DocumentId>, Error> {
        let answered = letter.answers.filter(|_| super::is_an_appeal(&letter.kind));
        let picks = match answered {
            Some(answered) => self.picks_of_before(open, &letter.kind, answered)?,
            None => Vec::new(),
        };
        let papers = picks.into_iter().filter_map(|pick| match pick.picked {
            Picked::Paper { document, .. } => Some(document),
            _ => None,
        });
        Ok(papers.collect())
    }

    /// Names those of these papers that go along, as the list of exhibits has them.
    pub(super) fn of_papers_before(&self, all: &mut Gathered<'_>, before: &BTreeSet<DocumentId>) {
        let exhibits = all.letter.exhibits.iter();
        let along = exhibits
            .filter(|one| matches!(&one.of, ExhibitOf::Document { id } if before.contains(id)));
        let titles: Vec<&str> = along.map(|one| one.title.as_str()).collect();
        all.bare("led_here", titles.join("; "));
    }

    /// What the letters before the answered one tell of the treatment and of the illness, where that tells neither.
    pub(super) fn about_before(
        &self,
        open: &Opened,
        letter: &Letter,
        about: &mut About,
    ) -> Result<(), Error> {
        let Some(answered) = letter.answers else {
            return Ok(());
        };
        let read = open.vault.read();
        let chain = Follow::load(self, read, open.case)?.whole_chain(read, answered)?;
        let (no_condition, no_treatment) =
            (about.conditions.is_empty(), about.treatments.is_empty());
        for before in chain.into_iter().filter(|id| *id != answered) {
            let facts = Facts::load(read, self.lib, before, self.clock.today())?;
            let claim = facts.reading_now().claim;
            for code in &claim.codes {
                match code.system.as_str() {
                    "icd-10-cm" if no_condition => about.diagnosis(&code.fact.value),
                    "cpt" | "hcpcs" | "ndc" if no_treatment => about.code(&code.fact.value),
                    _ => {}
                }
            }
            let service = claim.service.filter(|_| no_treatment);
            if let Some(service) = service.filter(|fact| fact.confidence >= LIKELY) {
                about.service(self.lib, &service.value);
            }
        }
        Ok(())
    }

    /// All that both sides wrote about the claim of these letters.
    fn all_letters(
        &self,
        read: Records<'_>,
        follow: &Follow,
        chain: &[DocumentId],
    ) -> Result<Vec<DocumentId>, VaultError> {
        let mut known = Vec::new();
        for id in chain {
            if let Some(row) = follow.papers.iter().find(|row| row.id == *id) {
                known.extend(follow.letter_of_theirs(read, row.clone())?);
            }
        }
        let mut of_claim: Vec<DocumentId> = Vec::new();
        for other in follow.theirs(read, chain)? {
            let is_same = |one: &Theirs| {
                one.document.case == other.document.case
                    && (fit(one, &other) == Some(Fit::Sure) || fit(&other, one) == Some(Fit::Sure))
            };
            if known.iter().any(is_same) {
                of_claim.push(other.document.id);
            }
        }
        let on: Vec<DocumentId> = chain.iter().chain(&of_claim).copied().collect();
        let ours: Vec<DocumentId> = follow.went_out(&on).collect();
        Ok(of_claim.into_iter().chain(ours).collect())
    }
}
