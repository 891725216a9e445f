//! A letter set for US Letter paper.

use super::once::pointed_once;
use crate::PacketError;
use crate::world::{SetSheet, Typesetter};
use chrono::NaiveDate;
use holdfast_case::letter::{ExhibitOf, Letter, Node, Party, exhibit_label};
use serde::Serialize;

/// What a letter needs to be set beside itself.
#[derive(Clone, Copy)]
pub struct LetterLook<'a> {
    /// The day that is printed where the letter has none of its own.
    pub today: NaiveDate,
    /// Line at the head of its further pages: "Nora Hale · PA-2606-118374".
    pub running: &'a str,
    /// How it greets: "To the appeals department:".
    pub greeting: &'a str,
    /// The last words before the signature: "Sincerely,"; empty for a sheet that nobody signs.
    pub closing: &'a str,
    /// True where something is missing: the letter alone says so on each page. In a packet the packet does.
    pub draft: bool,
    /// A picture of the person's signature as a PNG of our own making; empty for a pen.
    pub signature: &'a [u8],
}

/// The kind of letter that holds from the day of its signature.
pub(crate) const DATED: &str = "representative";

/// The kind that somebody reads from while talking: all of it stands on one page.
pub(crate) const ONE_PAGE: &str = "peer-to-peer-sheet";

#[derive(Serialize)]
struct PartyData<'a> {
    name: &'a str,
    address: &'a str,
    phone: &'a str,
    fax: &'a str,
    email: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
enum NodeData<'a> {
    Words {
        text: &'a str,
        strong: bool,
        em: bool,
    },
    Cite {
        say: String,
        link: String,
    },
    Source {
        text: &'a str,
    },
    Gap {
        say: &'a str,
    },
}

#[derive(Serialize)]
struct LineData<'a> {
    label: &'a str,
    nodes: Vec<NodeData<'a>>,
}

#[derive(Serialize)]
struct ParagraphData<'a> {
    listed: bool,
    nodes: Vec<NodeData<'a>>,
}

#[derive(Serialize)]
struct SectionData<'a> {
    heading: &'a str,
    paragraphs: Vec<ParagraphData<'a>>,
}

#[derive(Serialize)]
struct Enclosed<'a> {
    label: String,
    title: &'a str,
    link: String,
}

#[derive(Serialize)]
struct Data<'a> {
    subject: &'a str,
    running: &'a str,
    from: PartyData<'a>,
    to: PartyData<'a>,
    written_on: String,
    re: Vec<LineData<'a>>,
    greeting: &'a str,
    sections: Vec<SectionData<'a>>,
    closing: &'a str,
    signer: &'a str,
    signature: &'a [u8],
    /// A line for the day stands beside that of the signature.
    dated: bool,
    draft: bool,
    enclosed: Vec<Enclosed<'a>>,
}

/// "June 17, 2026".
pub(crate) fn long_day(day: NaiveDate) -> String {
    day.format("%B %-d, %Y").to_string()
}

fn party(party: &Party) -> PartyData<'_> {
    PartyData {
        name: party.name.reveal(),
        address: party.address.reveal(),
        phone: party.phone.reveal(),
        fax: party.fax.reveal(),
        email: party.email.reveal(),
    }
}

/// Name of an exhibit for links within a packet: `exhibit-c`.
pub(crate) fn link_name(at: usize) -> String {
    format!("exhibit-{}", exhibit_label(at).to_lowercase())
}

/// The link to a page of an exhibit: rewritten to the page itself when the packet is put together.
fn link(letter: &Letter, of: &ExhibitOf, page: Option<u32>, stand_ins: &[usize]) -> String {
    let Some(at) = letter.exhibit_at(of) else {
        return String::new();
    };
    // of a sheet that stands in there is one page, wherever the letter points
    let page = page.filter(|_| !stand_ins.contains(&at));
    let place = page.and_then(|page| letter.exhibits.get(at)?.pages.place(page));
    format!("holdfast:{}/{}", link_name(at), place.unwrap_or(1))
}

fn nodes<'a>(run: &'a [Node], letter: &'a Letter, stand_ins: &[usize]) -> Vec<NodeData<'a>> {
    run.iter()
        .map(|node| match node {
            Node::Words { text, strong, em } => NodeData::Words {
                text,
                strong: *strong,
                em: *em,
            },
            Node::Cite(citation) => match citation.say(letter) {
                Some(say) => NodeData::Cite {
                    say,
                    // what is awaited has no page to go to
                    link: match citation.of {
                        ExhibitOf::Awaited { .. } => String::new(),
                        _ => link(letter, &citation.of, citation.page, stand_ins),
                    },
                },
                None => NodeData::Gap {
                    say: "this exhibit is gone",
                },
            },
            Node::Source { say, .. } => NodeData::Source { text: say },
            Node::Gap { say, .. } => NodeData::Gap { say },
        })
        .collect()
}

/// The letter as a PDF/A for US Letter paper. The same letter gives the same bytes.
pub fn letter_pdf(letter: &Letter, look: &LetterLook<'_>) -> Result<Vec<u8>, PacketError> {
    Ok(letter_sheet(letter, look, None)?.pdf)
}

/// The letter alone, or as it stands in a packet: there its pointers can be followed. `packet` are the places of
/// exhibits for which a sheet stands in there.
pub(crate) fn letter_sheet(
    letter: &Letter,
    look: &LetterLook<'_>,
    packet: Option<&[usize]>,
) -> Result<SetSheet, PacketError> {
    let stand_ins = packet.unwrap_or_default();
    let letter = &pointed_once(letter);
    let sections = letter.sections.iter().map(|section| SectionData {
        heading: &section.heading,
        paragraphs: section
            .paragraphs
            .iter()
            .map(|paragraph| ParagraphData {
                listed: paragraph.listed,
                nodes: nodes(&paragraph.nodes, letter, stand_ins),
            })
            .collect(),
    });
    let enclosed = letter.exhibits.iter().enumerate();
    let enclosed = enclosed.filter(|(_, one)| !matches!(one.of, ExhibitOf::Awaited { .. }));
    let day = letter.written_on.unwrap_or(look.today);
    let mut data = Data {
        subject: &letter.subject,
        running: look.running,
        from: party(&letter.from),
        to: party(&letter.to),
        written_on: long_day(day),
        re: letter
            .re
            .iter()
            .map(|line| LineData {
                label: &line.label,
                nodes: nodes(&line.nodes, letter, stand_ins),
            })
            .collect(),
        greeting: look.greeting,
        sections: sections.collect(),
        closing: look.closing,
        signer: letter.from.name.reveal(),
        signature: look.signature,
        dated: letter.kind == DATED,
        draft: look.draft && packet.is_none(),
        enclosed: enclosed
            .map(|(at, one)| Enclosed {
                label: format!("Exhibit {}", exhibit_label(at)),
                title: &one.title,
                link: format!("holdfast:{}/1", link_name(at)),
            })
            .collect(),
    };
    if packet.is_none() {
        data.without_links();
    }
    let data = serde_json::to_string(&data).map_err(PacketError::Data)?;
    let template = include_str!("../sheets/letter.typ");
    let setter = Typesetter::built_in();
    match letter.kind == ONE_PAGE {
        true => setter.set_on_one_page(template, data, day),
        false => setter.set_lasting(template, data, day),
    }
}

impl Data<'_> {
    /// Alone, a pointer has no page to go to.
    fn without_links(&mut self) {
        let runs = self
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.paragraphs);
        let runs = runs.map(|paragraph| &mut paragraph.nodes);
        let head = self.re.iter_mut().map(|line| &mut line.nodes);
        for node in runs.chain(head).flatten() {
            if let NodeData::Cite { link, .. } = node {
                link.clear();
            }
        }
        for one in &mut self.enclosed {
            one.link.clear();
        }
    }
}
