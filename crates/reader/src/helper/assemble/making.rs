//! A packet while it is made, and what is done to every page of it: pictures are laid, marks are set.

use super::build::Forced;
use super::carry::{self, Laid};
use super::check::Expected;
use super::glyphless;
use super::marks::{Marks, Names, draw, num};
use super::open::Part;
use super::outline::Shared;
use super::pictured::{self, Pictured, hidden};
use super::sheet::turned;
use super::strip::Strip;
use super::target::Target;
use super::{Steps, Trouble};
use crate::assembly::{DeadLink, PacketNote, PartPage, PictureReason, Plan, PlanPart, Redaction};
use crate::helper::pdf::look::Balance;
use crate::helper::pdf::same::Around;
use crate::helper::picture;
use crate::protocol::Fault;
use holdfast_case::pages::{BBox, Word};
use lopdf::{Dictionary, Object, ObjectId, Stream};
use std::collections::{BTreeSet, HashMap};

/// A packet being made.
pub(super) struct Making<'m, 's, 'a> {
    pub(super) plan: &'m Plan,
    pub(super) forced: &'m Forced,
    pub(super) steps: &'m mut Steps<'s, 'a>,
    /// The tree of pages.
    pub(super) root: ObjectId,
    /// The foot's line, where it was set already.
    pub(super) strip: Option<Strip>,
    /// Pages of the packet.
    pub(super) total: u32,
    pub(super) by_name: HashMap<String, Vec<ObjectId>>,
    pub(super) shared: Shared,
    pub(super) notes: Vec<PacketNote>,
    pub(super) respelled: bool,
    pub(super) dead: Vec<DeadLink>,
    pub(super) expected: Vec<Expected>,
}

/// One page on its way: which part, which of its pages, and its number in the packet's file.
#[derive(Clone, Copy)]
pub(super) struct Way<'p> {
    pub(super) at: usize,
    pub(super) nth: usize,
    pub(super) own: &'p PlanPart,
    pub(super) wanted: PartPage,
    pub(super) of: usize,
    pub(super) id: ObjectId,
}

impl Way<'_> {
    /// The page of the original, from 0.
    pub(super) fn index(&self) -> usize {
        self.wanted.page.saturating_sub(1) as usize
    }

    /// Words that were recognized on it.
    pub(super) fn recognized(&self) -> &[Word] {
        let page = self.own.words.iter().find(|p| p.number == self.wanted.page);
        page.map_or(&[], |p| &p.words)
    }
}

impl Making<'_, '_, '_> {
    /// Lays the pages of a picture.
    pub(super) fn pictures(
        &mut self,
        target: &mut Target,
        at: usize,
        part: &Part,
        own: &PlanPart,
        pages: &[ObjectId],
    ) -> Result<(), Trouble> {
        for (nth, (wanted, id)) in part.pages.iter().zip(pages).enumerate() {
            let way = Way {
                at,
                nth,
                own,
                wanted: *wanted,
                of: pages.len(),
                id: *id,
            };
            let boxes = self.boxes(&way);
            let failed = |fault| Trouble::Part(at, fault);
            let shown = picture::decode(part.kind(), part.bytes(), way.index()).map_err(failed)?;
            let drawn = pictured::original(
                part.kind(),
                part.bytes(),
                shown,
                way.recognized(),
                wanted.turns,
                &boxes,
                self.plan.shrink,
            );
            let drawn =
                drawn.ok_or_else(|| failed(Fault::damaged("its picture cannot be made")))?;
            // That a picture stands as a picture is nothing to tell; what was done to it is.
            let why = match (boxes.is_empty(), drawn.shrunk) {
                (false, _) => Some(PictureReason::Redacted),
                (true, true) => Some(PictureReason::Shrunk),
                (true, false) => None,
            };
            self.picture(target, &way, drawn, why)?;
        }
        Ok(())
    }

    /// The places on a page that are blacked out.
    pub(super) fn boxes(&self, way: &Way<'_>) -> Vec<BBox> {
        let here = |r: &&Redaction| r.part == way.at && r.page == way.wanted.page;
        self.plan
            .redact
            .iter()
            .filter(here)
            .map(|r| r.area)
            .collect()
    }

    /// Lays a page that is a picture.
    pub(super) fn picture(
        &mut self,
        target: &mut Target,
        way: &Way<'_>,
        drawn: Pictured,
        why: Option<PictureReason>,
    ) -> Result<(), Trouble> {
        if let Some(why) = why {
            let (part, page) = (way.at, way.wanted.page);
            self.notes.push(PacketNote::Pictured { part, page, why });
        }
        let (sheet, lacks) = (drawn.sheet, drawn.lacks);
        let (width, height) = sheet.flat();
        let turns = (sheet.rotate / 90) as u8;
        let size = (width as f32, height as f32);
        let taken = drawn
            .words
            .iter()
            .map(|w| turned(w.bbox, size, turns))
            .collect();
        let (resources, content) = drawn.put(target);
        let mut dict = Dictionary::new();
        dict.set("Type", "Page");
        dict.set("MediaBox", carry::corners([0.0, 0.0, width, height]));
        if sheet.rotate != 0 {
            dict.set("Rotate", sheet.rotate);
        }
        let content = target.add(Stream::new(Dictionary::new(), content.into_bytes()));
        let laid = Laid {
            dict,
            resources,
            contents: vec![content.into()],
            sheet,
            taken,
            balance: Balance::default(),
            recognized: None,
            covered: vec![],
            kept: 0.0,
            draws: BTreeSet::new(),
        };
        self.finish(target, way, laid, lacks, 0.0, false)
    }

    /// Sets the marks on a page and puts it in.
    pub(super) fn finish(
        &mut self,
        target: &mut Target,
        way: &Way<'_>,
        laid: Laid,
        lacks: bool,
        picture: f32,
        carried: bool,
    ) -> Result<(), Trouble> {
        let (part, page) = (way.at, way.wanted.page);
        let Laid {
            mut dict,
            mut resources,
            mut contents,
            sheet,
            taken,
            balance,
            recognized,
            covered,
            kept,
            draws,
        } = laid;
        let mut around = Around::default();
        let number = self.expected.len() as u32 + 1;
        let marks = Marks {
            stamp: (way.own.stamp.as_deref()).map(|s| (s, way.nth as u32 + 1, way.of as u32)),
            foot: self.plan.foot.as_deref().filter(|foot| !foot.is_empty()),
            strip: self.strip,
            number: self.plan.number_through.then_some((number, self.total)),
            draft: self.plan.draft,
            scan: picture > 0.5,
        };
        let names = Names {
            plain: fresh(&resources, "Font", "HfPlain"),
            bold: fresh(&resources, "Font", "HfBold"),
            faint: fresh(&resources, "ExtGState", "HfFaint"),
            strip: fresh(&resources, "XObject", "HfFoot"),
        };
        let standing = if covered.is_empty() { &taken } else { &covered };
        let drawn = draw(&sheet, &marks, standing, &names);
        if lacks {
            self.notes.push(PacketNote::Incomplete { part, page });
        }
        if drawn.covers {
            self.notes.push(PacketNote::StampCovers { part, page });
        }
        self.respelled |= drawn.respelled;
        let mut words = String::new();
        if let Some((found, sheet)) = recognized {
            let name = fresh(&resources, "Font", "HfWords");
            let font = glyphless::add(target);
            enter(&mut resources, "Font", &name, font);
            let matrix = sheet.to_file().map(num).join(" ");
            words = format!("q {matrix} cm ");
            hidden(&found, sheet.shown().1, &name, &mut words);
            words.push_str("Q\n");
        }
        if drawn.letters > 0 || !words.is_empty() {
            let [plain, bold] = target.fonts();
            enter(&mut resources, "Font", &names.plain, plain);
            enter(&mut resources, "Font", &names.bold, bold);
            if let Some(strip) = self.strip {
                enter(&mut resources, "XObject", &names.strip, strip.id);
            }
            if drawn.faint {
                let faint = target.faint();
                enter(&mut resources, "ExtGState", &names.faint, faint);
            }
            // What was on the page keeps its state to itself.
            let save = target.save_state(1 + balance.short);
            contents.insert(0, save.into());
            let end = if balance.in_text { "ET\n" } else { "" };
            let back = "Q\n".repeat(1 + balance.open);
            let content = format!("\n{end}{back}{words}{}\n", drawn.content);
            around.before = Target::saves(1 + balance.short);
            around.behind.clone_from(&content);
            let content = target.add(Stream::new(Dictionary::new(), content.into_bytes()));
            contents.push(content.into());
        }
        dict.set("Parent", self.root);
        dict.set("Resources", resources);
        match contents.as_slice() {
            [] => {}
            [one] => dict.set("Contents", one.clone()),
            _ => dict.set("Contents", Object::Array(contents)),
        }
        target.put(way.id, dict);
        self.expected.push(Expected {
            at: (way.at, way.nth),
            carried,
            size: sheet.shown(),
            letters: if carried { taken } else { vec![] },
            kept,
            marks: drawn.letters,
            picture,
            around,
            draws,
        });
        self.steps.step(Some(way.at))
    }
}

/// A name the page does not use yet.
fn fresh(resources: &Dictionary, kind: &str, name: &str) -> String {
    let used = resources
        .get(kind.as_bytes())
        .and_then(Object::as_dict)
        .ok();
    let mut fresh = name.to_owned();
    let mut count = 0;
    while used.is_some_and(|used| used.has(fresh.as_bytes())) {
        count += 1;
        fresh = format!("{name}{count}");
    }
    fresh
}

fn enter(resources: &mut Dictionary, kind: &str, name: &str, id: ObjectId) {
    if !matches!(resources.get(kind.as_bytes()), Ok(Object::Dictionary(_))) {
        resources.set(kind, Dictionary::new());
    }
    if let Ok(Object::Dictionary(entries)) = resources.get_mut(kind.as_bytes()) {
        entries.set(name, id);
    }
}
