//! The filed papers as the checklists see them: which kinds each one is.

use crate::desk::Opened;
use crate::error::Error;
use crate::view::PaperView;
use holdfast_case::DocumentId;
use holdfast_case::reading::NoticeKind;
use holdfast_rules::checklists::paper_kinds;
use holdfast_vault::{DocumentFilter, DocumentRow};
use std::collections::HashMap;

/// Signs of a paper's first page that may name it.
const HEAD: usize = 240;

/// One filed paper.
pub(super) struct Paper {
    pub(super) id: DocumentId,
    pub(super) title: String,
    pub(super) kinds: Vec<&'static str>,
}

/// All papers of the case, the newest first, without the trash.
pub(super) struct Papers(pub(super) Vec<Paper>);

impl Papers {
    pub(super) fn of(open: &Opened) -> Result<Self, Error> {
        let read = open.vault.read();
        let fine: HashMap<DocumentId, String> = read
            .readings()?
            .into_iter()
            .filter_map(|r| Some((r.document, r.reading.fine_kind?)))
            .collect();
        let mut papers = Vec::new();
        for row in documents(open)? {
            // The head of a letter that the reading knows is not looked at: it names other papers.
            let known = !matches!(
                row.kind,
                None | Some(NoticeKind::Records | NoticeKind::Other | NoticeKind::Bill)
            );
            let head = if known {
                String::new()
            } else {
                let pages = read.document_pages(row.id)?;
                let text = pages.first().map(|p| p.text()).unwrap_or_default();
                text.chars().take(HEAD).collect()
            };
            let heads = [
                row.title.reveal().as_str(),
                row.file_name.reveal().as_str(),
                head.as_str(),
            ];
            let fine = fine.get(&row.id).map(String::as_str);
            papers.push(Paper {
                id: row.id,
                title: row.title.reveal().clone(),
                kinds: paper_kinds(row.kind, fine, &heads),
            });
        }
        Ok(Self(papers))
    }

    /// The paper with this id.
    pub(super) fn find(&self, id: DocumentId) -> Option<&Paper> {
        self.0.iter().find(|p| p.id == id)
    }
}

/// The papers whose rows can be read as a pharmacy's list: those that look like one, and the others.
pub(crate) fn pharmacy_lists(open: &Opened) -> Result<(Vec<PaperView>, Vec<PaperView>), Error> {
    let (likely, others): (Vec<Paper>, Vec<Paper>) = Papers::of(open)?
        .0
        .into_iter()
        .partition(|paper| paper.kinds.contains(&"pharmacy-record"));
    let shown = |papers: Vec<Paper>| {
        let views = papers.into_iter().map(|paper| PaperView {
            id: paper.id.to_string(),
            title: paper.title,
        });
        views.collect()
    };
    Ok((shown(likely), shown(others)))
}

fn documents(open: &Opened) -> Result<Vec<DocumentRow>, Error> {
    let filter = DocumentFilter {
        case: Some(open.case),
        ..DocumentFilter::default()
    };
    Ok(open.vault.read().documents(&filter)?)
}

/// The stage of a case in which nothing was chosen: by the newest letter that decides something.
pub(super) fn usual_stage(open: &Opened) -> Result<&'static str, Error> {
    let mut newest: Option<(chrono::NaiveDate, &'static str)> = None;
    for row in documents(open)? {
        let stage = match row.kind {
            Some(NoticeKind::Denial | NoticeKind::PartialDenial) => "internal-appeal",
            Some(NoticeKind::AppealDecision) => "external-review",
            Some(NoticeKind::Approval) => "claim",
            _ => continue,
        };
        let day = row.letter_date.unwrap_or(row.added_at.date_naive());
        if newest.is_none_or(|n| day > n.0) {
            newest = Some((day, stage));
        }
    }
    Ok(newest.map_or("prior-auth", |n| n.1))
}
