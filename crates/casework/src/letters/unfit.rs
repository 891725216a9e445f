//! Exhibits that can't go into a packet: which they are, why, what the person can do, and the sheet that stands in
//! their place. One paper that does not open holds up no packet.

use super::exhibits::{exhibit_of, title};
use crate::desk::{Inner, Opened};
use crate::error::{Code, Error};
use crate::view::PacketLeftOutView;
use holdfast_case::Letter;
use holdfast_case::letter::{Exhibit, ExhibitOf, ExhibitPages, Node, exhibit_label};
use holdfast_packet::ExhibitSheet;
use std::collections::BTreeMap;

/// Exhibits that can't go in as they are, by their place in the letter.
pub(super) type Out = BTreeMap<usize, Unfit>;

/// Why a paper can't go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It has a password of its own, and nobody typed it since the vault was opened.
    Locked,
    /// It breaks off, contradicts itself, or holds nothing.
    Damaged,
    /// It made the reading program stop, or took too long.
    Stopped,
    /// It is no kind of file that has pages.
    Strange,
    /// It is larger than this program takes on.
    TooLarge,
    /// A page that was named is not in it.
    PageGone,
    /// It does not open in the vault any more.
    Seal,
}

impl Unfit {
    /// What an error says of the paper it is about; none where the paper is not at fault.
    pub(super) fn of(error: &Error) -> Option<Self> {
        Some(match error.code() {
            Code::FileEncrypted | Code::FilePasswordWrong => Self::Locked,
            Code::FileDamaged | Code::FileEmpty => Self::Damaged,
            Code::FileHostile | Code::ReadingTimedOut => Self::Stopped,
            Code::FileTypeUnknown => Self::Strange,
            Code::FileTooLarge => Self::TooLarge,
            Code::NoSuchPage => Self::PageGone,
            Code::OriginalDamaged => Self::Seal,
            _ => return None,
        })
    }

    /// Why, after "it": "is locked with a password".
    fn why(self) -> &'static str {
        match self {
            Self::Locked => "is locked with a password",
            Self::Damaged => "is damaged and does not open",
            Self::Stopped => "does not open",
            Self::Strange => "is of a kind that has no pages to print",
            Self::TooLarge => "is too large",
            Self::PageGone => "lacks a page that is meant",
            Self::Seal => "does not open any more",
        }
    }

    /// What the person can do.
    fn todo(self) -> &'static str {
        match self {
            Self::Locked => {
                "Open the paper and type its password, then look at the packet again. Or take it out of the letter."
            }
            Self::Damaged | Self::Stopped => {
                "Scan or photograph the paper again and add that. Or take this one out of the letter."
            }
            Self::Strange => {
                "Print it, scan it and add that as a PDF. Or take this one out of the letter."
            }
            Self::TooLarge => {
                "Split the file and add the parts you need. Or take this one out of the letter."
            }
            Self::PageGone => {
                "Look at the page in the letter that points to it. Or take it out of the letter."
            }
            Self::Seal => {
                "A safety copy may still hold it. Or take it out of the letter, and add the paper again."
            }
        }
    }

    /// The sheet that stands in its place: it says so to the one who gets the packet, and asks nothing of them.
    pub(super) fn sheet(self, title: &str, about: &[String]) -> ExhibitSheet {
        ExhibitSheet {
            title: title.to_owned(),
            about: about.to_vec(),
            lead: vec![
                format!(
                    "This paper could not be put into this packet: its file {}.",
                    self.why()
                ),
                "The sender keeps it, and sends a copy on request.".to_owned(),
            ],
            ..ExhibitSheet::default()
        }
    }

    /// What the person is told of it.
    pub(super) fn view(self, at: usize, exhibit: &Exhibit) -> PacketLeftOutView {
        let label = exhibit_label(at);
        PacketLeftOutView {
            exhibit: u32::try_from(at).ok(),
            say: format!(
                "Exhibit {label}, \u{2018}{}\u{2019}, could not be put in: its file {}. A sheet that says so stands in its place.",
                exhibit.title,
                self.why()
            ),
            title: exhibit.title.clone(),
            todo: self.todo().to_owned(),
            document: paper(exhibit),
            is_gone: false,
        }
    }
}

/// What the person is told of an exhibit that is in the trash or gone.
pub(super) fn gone_view(exhibit: &Exhibit) -> PacketLeftOutView {
    PacketLeftOutView {
        exhibit: None,
        say: format!(
            "\u{2018}{}\u{2019} is in the trash, so it is no exhibit of this packet.",
            exhibit.title
        ),
        title: exhibit.title.clone(),
        todo: "Put it back from the trash, or take it out of the letter.".to_owned(),
        document: paper(exhibit),
        is_gone: true,
    }
}

fn paper(exhibit: &Exhibit) -> Option<String> {
    match &exhibit.of {
        ExhibitOf::Document { id } => Some(id.to_string()),
        _ => None,
    }
}

impl Inner {
    /// The letter as it stands now: what lies in the trash is no exhibit of it and answers nothing, and what came back
    /// is one again. Gives the exhibits that are gone, too.
    pub(super) fn live(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<(Letter, Vec<Exhibit>), Error> {
        let mut gone = Vec::new();
        for exhibit in &letter.exhibits {
            if title(self, open, &exhibit.of)?.is_none() {
                gone.push(exhibit.clone());
            }
        }
        let mut live = letter.clone();
        let points_nowhere = |of: &&ExhibitOf| letter.exhibit_at(of).is_none();
        let mut stands_out = !gone.is_empty() || letter.cited().iter().any(points_nowhere);
        live.picks.clear();
        for pick in &letter.picks {
            let of = exhibit_of(self, open, pick)?;
            let lies = |of: &ExhibitOf| gone.iter().any(|one| one.of == *of);
            match of {
                Some(of) if lies(&of) => continue,
                Some(of) if letter.exhibit_at(&of).is_none() => {
                    if title(self, open, &of)?.is_none() {
                        gone.push(Exhibit {
                            title: self.title_in_trash(open, &of)?,
                            of,
                            pages: ExhibitPages::All,
                        });
                        continue;
                    }
                    stands_out = true;
                }
                Some(_) | None => {}
            }
            live.picks.push(pick.clone());
        }
        // a final letter keeps its words, whatever became of its papers
        if stands_out && !live.is_final {
            self.propose(open, &mut live)?;
        }
        live.exhibits
            .retain(|exhibit| gone.iter().all(|one| one.of != exhibit.of));
        Ok((live, gone))
    }

    fn title_in_trash(&self, open: &Opened, of: &ExhibitOf) -> Result<String, Error> {
        let row = match of {
            ExhibitOf::Document { id } => match open.vault.read().document(*id) {
                Ok(row) => Some(row),
                Err(holdfast_vault::VaultError::NotFound(_)) => None,
                Err(error) => return Err(error.into()),
            },
            _ => None,
        };
        Ok(row.map_or_else(|| "A paper".to_owned(), |row| row.title.reveal().clone()))
    }
}

/// Words that point to what is no exhibit any more: they would point nowhere.
pub(super) fn lost_pointers(live: &Letter, gone: &[Exhibit]) -> Vec<String> {
    let mut lost: Vec<String> = Vec::new();
    let body = live.sections.iter().flat_map(|one| &one.paragraphs);
    let runs = body
        .map(|one| &one.nodes)
        .chain(live.re.iter().map(|line| &line.nodes));
    for node in runs.flatten() {
        let Node::Cite(citation) = node else {
            continue;
        };
        if live.exhibit_at(&citation.of).is_some() {
            continue;
        }
        let title = gone.iter().find(|one| one.of == citation.of);
        let say = match title {
            Some(one) => format!(
                "the words that point to \u{2018}{}\u{2019}, which is in the trash",
                one.title
            ),
            None => "the words that point to an exhibit that is gone".to_owned(),
        };
        if !lost.contains(&say) {
            lost.push(say);
        }
    }
    lost
}
