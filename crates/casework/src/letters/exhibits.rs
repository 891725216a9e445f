//! The exhibits of a letter, in step with what is ticked: each thing once, in an order that the person may change.

use super::sending_names::name_of_sending;
use super::wording::{full_day, page_ranges};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use holdfast_case::letter::{Exhibit, ExhibitOf, ExhibitPages, Pick, Picked};
use holdfast_case::{Call, DocumentId, Letter, Provision};
use holdfast_library::evidence::Study;
use holdfast_vault::DocumentRow;
use std::collections::{BTreeMap, BTreeSet};

/// True where we saw what a study found, so that it may be quoted.
pub(super) fn is_filed_study(study: &Study) -> bool {
    study.verified.iter().any(|seen| seen == "result")
}

/// What a pick is cited as.
pub(super) fn exhibit_of(
    inner: &Inner,
    open: &Opened,
    pick: &Pick,
) -> Result<Option<ExhibitOf>, Error> {
    Ok(Some(match &pick.picked {
        Picked::Study { id } => ExhibitOf::Study { id: id.clone() },
        Picked::Provision { id } => match provision(inner, open, *id)?.and_then(|pin| pin.document)
        {
            Some(document) => ExhibitOf::Document { id: document },
            None => return Ok(None),
        },
        Picked::Paper { document, .. } => ExhibitOf::Document { id: *document },
        Picked::History => ExhibitOf::TreatmentHistory,
        Picked::Scores { scale } => ExhibitOf::ScaleScores {
            scale: scale.clone(),
        },
        Picked::Call { id } => ExhibitOf::Call { id: *id },
    }))
}

/// A pin that was not taken away.
pub(super) fn provision(
    inner: &Inner,
    open: &Opened,
    id: holdfast_case::CaseRecordId,
) -> Result<Option<Provision>, Error> {
    let pins = inner.kept_with::<Provision>(open)?;
    Ok(pins
        .into_iter()
        .find(|pin| pin.id == id)
        .map(|pin| pin.record))
}

/// Order in which things stand to begin with: the denial, what led to it, the plan's own words, one's own record, calls,
/// studies.
fn rank(of: &ExhibitOf, letter: &Letter, around: &Around) -> u8 {
    match of {
        ExhibitOf::Document { id } if Some(*id) == letter.answers => 0,
        ExhibitOf::Document { id } if around.before.contains(id) => 1,
        ExhibitOf::Document { id } if around.books.contains_key(id) => 2,
        ExhibitOf::TreatmentHistory => 3,
        ExhibitOf::Document { .. } => 4,
        ExhibitOf::ScaleScores { .. } | ExhibitOf::Timeline => 5,
        ExhibitOf::Call { .. } => 6,
        ExhibitOf::Study { .. } => 7,
        ExhibitOf::Awaited { .. } => 8,
    }
}

/// What papers are to a letter.
#[derive(Default)]
struct Around {
    /// Plan books, with the pages of their pins: those alone go along.
    books: BTreeMap<DocumentId, Vec<u32>>,
    /// Papers that led to the answered letter.
    before: BTreeSet<DocumentId>,
}

/// False for a letter to which their decision is nobody's business, or nothing new.
pub(super) fn encloses_denial(kind: &str) -> bool {
    !matches!(
        kind,
        "records-request" | "representative" | "call-confirmation"
    )
}

/// Puts the exhibits in step with the picks. What stands already keeps its place; what nobody ticks any more goes,
/// unless the person cites it in their own words.
pub(super) fn in_step(inner: &Inner, open: &Opened, letter: &mut Letter) -> Result<(), Error> {
    let mut around = Around::default();
    let mut wanted: Vec<ExhibitOf> = Vec::new();
    if let Some(id) = letter.answers.filter(|_| encloses_denial(&letter.kind)) {
        wanted.push(ExhibitOf::Document { id });
    }
    for pick in &letter.picks {
        if let Picked::Provision { id } = &pick.picked
            && let Some(pin) = provision(inner, open, *id)?
            && let Some(document) = pin.document
        {
            let pages = around.books.entry(document).or_default();
            pages.push(pin.page);
            pages.extend(pin.places.iter().map(|spot| spot.page));
        }
        wanted.extend(exhibit_of(inner, open, pick)?);
    }
    let own_words = letter
        .sections
        .iter()
        .flat_map(|section| &section.paragraphs);
    for paragraph in own_words.filter(|paragraph| paragraph.is_own()) {
        for node in &paragraph.nodes {
            if let holdfast_case::Node::Cite(citation) = node {
                wanted.push(citation.of.clone());
            }
        }
    }
    letter.exhibits.retain(|exhibit| {
        wanted.contains(&exhibit.of)
            || matches!(exhibit.of, ExhibitOf::Awaited { .. } | ExhibitOf::Timeline)
    });
    if wanted.iter().any(|of| letter.exhibit_at(of).is_none()) {
        around.before = inner.papers_before(open, letter)?;
    }
    for of in wanted {
        if letter.exhibit_at(&of).is_some() {
            continue;
        }
        let Some(title) = title(inner, open, &of)? else {
            continue;
        };
        let place = rank(&of, letter, &around);
        let after = letter
            .exhibits
            .iter()
            .rposition(|had| rank(&had.of, letter, &around) <= place);
        letter.exhibits.insert(
            after.map_or(0, |at| at + 1),
            Exhibit {
                of,
                title,
                pages: ExhibitPages::All,
            },
        );
    }
    for exhibit in &mut letter.exhibits {
        if let ExhibitOf::Document { id } = &exhibit.of
            && let Some(pages) = around.books.get_mut(id)
        {
            pages.sort_unstable();
            pages.dedup();
            exhibit.pages = ExhibitPages::These {
                list: pages.clone(),
            };
            exhibit.title = with_pages(
                exhibit.title.split(", p. ").next().unwrap_or_default(),
                pages,
            );
        }
    }
    Ok(())
}

/// "Plan book, p. 60–62".
fn with_pages(title: &str, pages: &[u32]) -> String {
    format!("{title}, p. {}", page_ranges(pages))
}

/// What an exhibit is called; none where the thing is gone.
pub(super) fn title(inner: &Inner, open: &Opened, of: &ExhibitOf) -> Result<Option<String>, Error> {
    let read = open.vault.read();
    Ok(match of {
        ExhibitOf::Document { id } => match read.document(*id) {
            Ok(row) if row.trashed_at.is_none() => {
                let named = name_of_sending(&inner.kept_with(open)?, &row);
                Some(named.unwrap_or_else(|| own_name(&row)))
            }
            Ok(_) | Err(holdfast_vault::VaultError::NotFound(_)) => None,
            Err(error) => return Err(error.into()),
        },
        ExhibitOf::TreatmentHistory => Some("Treatment history".to_owned()),
        ExhibitOf::ScaleScores { scale } => inner
            .lib
            .scale(scale)
            .map(|scale| format!("{} scores and chart", crate::scales::short(scale))),
        ExhibitOf::Timeline => Some(super::timeline::TITLE.to_owned()),
        ExhibitOf::Call { id } => {
            let calls = inner.kept_with::<Call>(open)?;
            let call = calls.iter().find(|call| call.id == *id);
            call.map(|call| match call.record.at {
                Some(at) => format!("Record of the call of {}", full_day(at.date_naive())),
                None => "Record of a call".to_owned(),
            })
        }
        ExhibitOf::Study { id } => inner.lib.study(id).map(study_title),
        ExhibitOf::Awaited { what, .. } => Some(what.clone()),
    })
}

/// What a paper is called; of the name of a file without its ending, which says nothing to a reader.
fn own_name(row: &DocumentRow) -> String {
    let title = row.title.reveal();
    let stem = title.rsplit_once('.').map(|(stem, _)| stem.trim());
    match stem.filter(|stem| title == row.file_name.reveal() && !stem.is_empty()) {
        Some(stem) => stem.replace('_', " "),
        None => title.clone(),
    }
}

/// "Study: Anand, 2023"; what an office gave out is no study.
pub(super) fn study_title(study: &Study) -> String {
    let what = match office(study) {
        None => "Study",
        Some(_) if study.design.contains("alert") => "Safety notice",
        Some(_) => "Report",
    };
    format!("{what}: {}", short_citation(study))
}

/// "Anand, 2023", or the office: "U.S. Food and Drug Administration, 2023".
pub(super) fn short_citation(study: &Study) -> String {
    let first = study.citation.split([' ', ',', '.']).next();
    let author = office(study).unwrap_or(first.unwrap_or_default());
    format!("{author}, {}", study.year)
}

/// The office that speaks, where the citation begins with no person: persons have their initials behind a name, and a
/// comma between them.
fn office(study: &Study) -> Option<&str> {
    let mut end = None;
    for (at, _) in study.citation.match_indices(". ") {
        let before = &study.citation[..at];
        // a stop within a short form ends nothing: "U.S. Food and Drug Administration."
        let word = before.rsplit(' ').next().unwrap_or(before);
        if !word.contains('.') && word.len() > 1 {
            end = Some(before);
            break;
        }
    }
    let head = end?;
    let last = head.rsplit(' ').next().unwrap_or(head);
    let is_person = head.contains(',') || last.chars().all(|sign| sign.is_ascii_uppercase());
    (!is_person && head.contains(' ')).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_is_named_by_its_first_author_and_a_notice_by_its_office() {
        let library = holdfast_library::Library::builtin();
        let any = library.evidence.studies.first().cloned();
        let any = any.expect("the library has studies");
        for (citation, design, title) in [
            (
                "Anand A, Mathew SJ, Sanacora G, et al. Ketamine versus ECT.",
                "Randomized",
                "Study: Anand, 2023",
            ),
            (
                "Tran K, MacDougall D. Ketamine.",
                "Review",
                "Study: Tran, 2023",
            ),
            ("Smith JB. Ketamine alone.", "Review", "Study: Smith, 2023"),
            (
                "U.S. Food and Drug Administration. FDA warns of products. 2023.",
                "Regulator safety alert",
                "Safety notice: U.S. Food and Drug Administration, 2023",
            ),
            (
                "VA Office of Inspector General. Deficiencies in care. Report 1.",
                "Government inspection report",
                "Report: VA Office of Inspector General, 2023",
            ),
        ] {
            let study = Study {
                citation: citation.to_owned(),
                design: design.to_owned(),
                year: 2023,
                ..any.clone()
            };
            assert_eq!(study_title(&study), title);
        }
        // every one of the library has a name that says who it is
        for study in &library.evidence.studies {
            let name = short_citation(study);
            assert!(name.len() > 7 && !name.starts_with("U,"), "{name}");
        }
    }
}
