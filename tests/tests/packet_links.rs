//! A packet as another program sees it: where its links and bookmarks lead, and what stands there.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use holdfast_case::letter::{Citation, Node, Paragraph, Party, exhibit_label};
use holdfast_case::{Exhibit, ExhibitOf, ExhibitPages, Letter, Private, Section};
use holdfast_packet::{
    CoverSheet, ExhibitBody, LabeledLine, LetterLook, PacketRequest, PartBytes, PartKind,
    PlannedPacket, plan_packet,
};
use holdfast_reader::{CancelToken, PacketPart, PacketRequest as Assembly, Reader};
use holdfast_tests::world::program;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};
use serde_json::Value;

/// A paper of so many pages, each of which says which it is; every other one lies on its side.
fn paper(exhibit: usize, pages: usize) -> Vec<u8> {
    let mut next = 1;
    let mut id = || {
        next += 1;
        Ref::new(next - 1)
    };
    let (catalog, tree, font) = (id(), id(), id());
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    let mut kids = Vec::new();
    for page in 1..=pages {
        let (this, content) = (id(), id());
        kids.push(this);
        let mut words = Content::new();
        words
            .begin_text()
            .set_font(Name(b"F"), 12.0)
            .next_line(72.0, 400.0);
        words
            .show(Str(format!("paper {exhibit} sheet {page}").as_bytes()))
            .end_text();
        pdf.stream(content, &words.finish());
        let mut set = pdf.page(this);
        set.media_box(Rect::new(0.0, 0.0, 612.0, 792.0))
            .parent(tree)
            .contents(content);
        if page % 2 == 0 {
            set.rotate(90);
        }
        set.resources().fonts().pair(Name(b"F"), font);
        set.finish();
    }
    let count = i32::try_from(pages).unwrap();
    pdf.pages(tree).kids(kids).count(count);
    pdf.finish()
}

fn pages_of(at: usize) -> usize {
    2 + at % 3
}

fn of(at: usize) -> ExhibitOf {
    ExhibitOf::ScaleScores {
        scale: format!("scale-{at}"),
    }
}

/// A letter that cites the second page of each exhibit.
fn letter(count: usize) -> Letter {
    let mut nodes = vec![Node::words("I answer. ")];
    for at in 0..count {
        let citation = Citation {
            of: of(at),
            page: Some(2),
        };
        nodes.extend([Node::Cite(citation), Node::words(" says so. ")]);
    }
    Letter {
        kind: "internal-appeal".to_owned(),
        from: Party {
            name: Private::new("Nora Hale".to_owned()),
            ..Party::default()
        },
        subject: "Appeal of your decision of June 17, 2026".to_owned(),
        sections: vec![Section {
            paragraphs: vec![Paragraph {
                nodes,
                ..Paragraph::default()
            }],
            ..Section::default()
        }],
        exhibits: (0..count)
            .map(|at| Exhibit {
                of: of(at),
                title: format!("Paper number {at}"),
                pages: ExhibitPages::All,
            })
            .collect(),
        ..Letter::default()
    }
}

fn planned(count: usize) -> PlannedPacket {
    plan_packet(&PacketRequest {
        forms: Vec::new(),
        letter: &letter(count),
        look: LetterLook {
            today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            running: "Nora Hale",
            greeting: "To the appeals department:",
            closing: "Sincerely,",
            draft: false,
            signature: &[],
        },
        cover: Some(CoverSheet {
            title: "Fax".to_owned(),
            facts: vec![LabeledLine::new("To", "Larkmoor Health")],
            sender_call: "call the sender".to_owned(),
        }),
        bodies: (0..count)
            .map(|at| ExhibitBody::Paper {
                pages: u32::try_from(pages_of(at)).unwrap(),
            })
            .collect(),
    })
    .unwrap()
}

fn made(planned: &PlannedPacket) -> Vec<u8> {
    let part = |part: &holdfast_packet::PlannedPart| {
        let bytes = match (&part.bytes, &part.kind) {
            (PartBytes::Set(pdf), _) => pdf.clone(),
            (_, PartKind::Exhibit(at)) => paper(*at, pages_of(*at)),
            _ => panic!("a front without bytes"),
        };
        PacketPart {
            bookmark: Some(part.title.clone()),
            stamp: part.stamp.clone(),
            ..PacketPart::new(part.name.as_str(), bytes)
        }
    };
    let request = Assembly {
        parts: planned.parts.iter().map(part).collect(),
        foot: Some("Nora Hale".to_owned()),
        number_through: true,
        title: "Appeal".to_owned(),
        ..Assembly::default()
    };
    let reader = Reader::with_programs(program("holdfast-reader").unwrap(), None);
    let built = reader.assemble(request, &CancelToken::new(), &mut |_, _| {});
    built.unwrap().pdf
}

/// A packet as qpdf and poppler tell it.
struct Told {
    /// Text of each page, every run of blanks as one.
    pages: Vec<String>,
    /// For each page the pages its links lead to, from 1, in their order.
    links: Vec<Vec<usize>>,
    /// Bookmarks with their pages.
    outline: Vec<(String, usize)>,
}

fn told(file: &Path) -> Told {
    let check = Command::new("qpdf")
        .arg("--check")
        .arg(file)
        .output()
        .unwrap();
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );
    assert!(
        check.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );
    let json = Command::new("qpdf")
        .arg("--json=2")
        .arg(file)
        .output()
        .unwrap();
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let objects = &json["qpdf"][1];
    let value = |reference: &Value| match reference.as_str() {
        Some(id) if id.ends_with(" R") => objects[format!("obj:{id}")]["value"].clone(),
        _ => reference.clone(),
    };
    let pages = json["pages"].as_array().unwrap();
    let numbers: BTreeMap<String, usize> = pages
        .iter()
        .enumerate()
        .map(|(at, page)| (page["object"].as_str().unwrap().to_owned(), at + 1))
        .collect();
    let links_of = |page: &Value| {
        let annots = value(&value(&page["object"])["/Annots"]);
        let annots = annots.as_array().cloned().unwrap_or_default();
        let leads = annots
            .iter()
            .map(value)
            .filter(|one| one["/Subtype"] == "/Link");
        let to = leads.map(|link| {
            let page = value(&link["/Dest"])[0].clone();
            *numbers
                .get(page.as_str().unwrap_or_default())
                .unwrap_or_else(|| panic!("a link to nowhere: {link}"))
        });
        to.collect()
    };
    let outline = json["outlines"].as_array().unwrap().iter().map(|entry| {
        let page = entry["destpageposfrom1"].as_u64().unwrap();
        (
            entry["title"].as_str().unwrap().to_owned(),
            usize::try_from(page).unwrap(),
        )
    });
    let text = Command::new("pdftotext")
        .arg(file)
        .arg("-")
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    Told {
        pages: text
            .trim_end_matches('\u{c}')
            .split('\u{c}')
            .map(words)
            .collect(),
        links: pages.iter().map(links_of).collect(),
        outline: outline.collect(),
    }
}

#[test]
fn every_pointer_leads_to_the_page_that_bears_its_stamp() {
    let folder = tempfile::tempdir().unwrap();
    // around the number at which the list of exhibits grows onto a second page, too
    let index_pages = |count: usize| {
        let parts = planned(count).parts;
        parts
            .iter()
            .find(|part| part.kind == PartKind::Index)
            .map_or(0, |part| part.count)
    };
    let grows = (2..60).find(|count| index_pages(*count) == 2).unwrap();
    for count in [0, 1, grows - 1, grows, 28, 100] {
        let plan = planned(count);
        let pdf = made(&plan);
        let path = folder.path().join("packet.pdf");
        std::fs::write(&path, &pdf).unwrap();
        let told = told(&path);
        assert_eq!(
            told.pages.len(),
            usize::try_from(plan.pages).unwrap(),
            "{count}"
        );
        assert!(
            told.pages.iter().all(|text| !text.is_empty()),
            "{count}: a page without text"
        );

        // each exhibit's pages bear its stamp, the number of the packet, and their own words
        let part = |kind: PartKind| plan.parts.iter().find(|part| part.kind == kind);
        let first =
            |at: usize| usize::try_from(part(PartKind::Exhibit(at)).unwrap().first).unwrap();
        for at in 0..count {
            for page in 1..=pages_of(at) {
                let text = &told.pages[first(at) + page - 2];
                let stamp = format!(
                    "Exhibit {} page {page} of {}",
                    exhibit_label(at),
                    pages_of(at)
                );
                for words in [stamp, format!("paper {at} sheet {page}")] {
                    assert!(text.contains(&words), "{count}: {words}: {text}");
                }
            }
        }

        // each pointer of the letter leads to the page it names, each line of its list and of the index to a first page
        let linked = |kind: PartKind| -> Vec<usize> {
            let Some(part) = part(kind) else {
                return Vec::new();
            };
            let from = usize::try_from(part.first).unwrap() - 1;
            let pages = from..from + usize::try_from(part.count).unwrap();
            let mut all: Vec<usize> = pages.flat_map(|page| told.links[page].clone()).collect();
            // a link that goes over two lines is two boxes
            all.dedup();
            all
        };
        let seconds = (0..count).map(|at| first(at) + 1);
        let firsts: Vec<usize> = (0..count).map(first).collect();
        let expected: Vec<usize> = seconds.chain(firsts.clone()).collect();
        assert_eq!(linked(PartKind::Letter), expected, "{count}");
        assert_eq!(linked(PartKind::Index), firsts, "{count}");

        // the index names the pages
        let index = part(PartKind::Index).map_or(String::new(), |index| {
            let from = usize::try_from(index.first).unwrap() - 1;
            told.pages[from..from + usize::try_from(index.count).unwrap()].join(" ")
        });
        for at in 0..count {
            let span = format!("{}\u{2013}{}", first(at), first(at) + pages_of(at) - 1);
            assert!(index.contains(&span), "{count}: {span}: {index}");
        }

        // bookmarks: each part once, at its first page
        let parts = plan.parts.iter();
        let bookmarks: Vec<(String, usize)> = parts
            .map(|part| (part.title.clone(), usize::try_from(part.first).unwrap()))
            .collect();
        assert_eq!(told.outline, bookmarks, "{count}");

        assert!(
            pdf == made(&planned(count)),
            "{count}: made twice, it differs"
        );
    }
}
