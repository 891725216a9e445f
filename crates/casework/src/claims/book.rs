//! What the claims of a case are shown with: the other claims, the plan's words, the filed papers, the day it is.

use super::answers::Statement;
use crate::desk::Opened;
use crate::error::Error;
use crate::kept::{Kept, kept_in};
use crate::view::{ClaimsView, PaperChoiceView};
use chrono::NaiveDate;
use holdfast_case::claim::{Claim, ClaimTerms};
use holdfast_case::{CaseRecordId, DocumentId};
use holdfast_library::Library;
use holdfast_rules::claims::{Known, PlanSays};
use holdfast_vault::{DocumentFilter, DocumentRow};

/// The claims of a case and what they are held against.
pub(super) struct Book {
    pub(super) lib: &'static Library,
    pub(super) today: NaiveDate,
    pub(super) plan_kind: Option<String>,
    pub(super) terms: ClaimTerms,
    pub(super) claims: Vec<Kept<Claim>>,
    /// Papers of the case, the newest first.
    pub(super) papers: Vec<DocumentRow>,
    /// What plan record and plan book say of claims; nothing where it was not looked for.
    pub(super) says: PlanSays,
    /// What the papers that could be an answer say, where that was read.
    pub(super) statements: Vec<Statement>,
}

impl Book {
    /// Reads it of the case in use.
    pub(super) fn load(
        open: &Opened,
        lib: &'static Library,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let read = open.vault.read();
        let terms = kept_in::<ClaimTerms>(read, open.case)?.pop();
        Ok(Self {
            lib,
            today,
            plan_kind: read.case(open.case)?.plan_kind,
            terms: terms.map(|kept| kept.record).unwrap_or_default(),
            claims: kept_in(read, open.case)?,
            papers: read.documents(&DocumentFilter::default())?,
            says: PlanSays::default(),
            statements: Vec::new(),
        })
    }

    /// The same with what the papers say that could be an answer.
    pub(super) fn with_statements(mut self, open: &Opened) -> Result<Self, Error> {
        let read = open.vault.read();
        for paper in &self.papers {
            let statement = Statement::load(read, self.lib, paper, self.today)?;
            self.statements.extend(statement);
        }
        Ok(self)
    }

    /// The screen.
    pub(super) fn claims_view(&self) -> ClaimsView {
        ClaimsView {
            rows: (self.claims.iter().rev())
                .map(|kept| self.row_view(kept))
                .collect(),
            guesses: self.guesses(),
            terms: super::request::terms_fields(&self.terms),
            offer: self.terms_offer(),
            papers: self.papers.iter().map(choice).collect(),
        }
    }

    /// The claims beside this one.
    pub(super) fn others(&self, than: Option<CaseRecordId>) -> Vec<Claim> {
        let others = self.claims.iter().filter(|kept| Some(kept.id) != than);
        others.map(|kept| kept.record.clone()).collect()
    }

    /// What is known beside a claim.
    pub(super) fn known<'a>(&'a self, others: &'a [Claim]) -> Known<'a> {
        Known {
            today: self.today,
            plan_kind: self.plan_kind.as_deref(),
            terms: &self.terms,
            others,
            says: Some(&self.says),
        }
    }

    /// A paper to show; none where it is in the trash or gone.
    pub(super) fn paper(&self, id: Option<DocumentId>) -> Option<PaperChoiceView> {
        let id = id?;
        self.papers.iter().find(|row| row.id == id).map(choice)
    }

    /// The title of a paper in quotation marks.
    pub(super) fn paper_named(&self, id: Option<DocumentId>) -> Option<String> {
        let paper = self.paper(id)?;
        Some(format!("\u{2018}{}\u{2019}", paper.title))
    }
}

fn choice(row: &DocumentRow) -> PaperChoiceView {
    PaperChoiceView {
        document: row.id.to_string(),
        title: row.title.reveal().clone(),
        kind: row.kind.map_or("other", |kind| kind.id()).to_owned(),
    }
}
