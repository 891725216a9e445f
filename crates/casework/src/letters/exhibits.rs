//! The exhibits of a letter, in step with what is ticked: each thing once, in an order that the person may change.

use super::sending_names::name_of_sending;
use super::wording::{full_day, page_ranges};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use holdfast_case::letter::{Exhibit, ExhibitOf, ExhibitPages, Pick, Picked};
use holdfast_case::{Call, DocumentId, Letter, Provision};
use holdfast_library::evidence::Study;
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
                Some(named.unwrap_or_else(|| row.title.reveal().clone()))
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
        ExhibitOf::Study { id } => inner
            .lib
            .study(id)
            .map(|study| format!("Study: {}", short_citation(study))),
        ExhibitOf::Awaited { what, .. } => Some(what.clone()),
    })
}

/// "Anand and others, 2023".
pub(super) fn short_citation(study: &Study) -> String {
    let first = study
        .citation
        .split([' ', ',', '.'])
        .next()
        .unwrap_or_default();
    format!("{first}, {}", study.year)
}
