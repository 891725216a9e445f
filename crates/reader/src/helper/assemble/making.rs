//! Laying the pages of one part after another.

use super::build::Forced;
use super::carry::{self, Laid};
use super::check::Expected;
use super::copy::{Copier, Memory, Uncarried};
use super::fields::Fields;
use super::glyphless;
use super::links::Places;
use super::marks::{Marks, Names, draw, num};
use super::open::Part;
use super::outline::Shared;
use super::pictured::{self, Pictured, hidden};
use super::run::runs;
use super::sheet::{Sheet, turned};
use super::target::Target;
use super::{Steps, Trouble};
use crate::assembly::{DeadLink, PacketNote, PartPage, PictureReason, Plan, PlanPart};
use crate::helper::pdf::look::{Balance, Look, Opened};
use crate::helper::picture;
use crate::protocol::Fault;
use holdfast_case::pages::{BBox, Word};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Dots per inch at which a page is drawn that cannot be taken over.
const DRAWN_DPI: f32 = 300.0;
/// Bytes below which a page is not worth being made smaller.
const LIGHT: usize = 20_000;

/// A packet being made.
pub(super) struct Making<'m, 's, 'a> {
    pub(super) plan: &'m Plan,
    pub(super) forced: &'m Forced,
    pub(super) steps: &'m mut Steps<'s, 'a>,
    /// The tree of pages.
    pub(super) root: ObjectId,
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
struct Way<'p> {
    at: usize,
    nth: usize,
    own: &'p PlanPart,
    wanted: PartPage,
    of: usize,
    id: ObjectId,
}

impl Way<'_> {
    /// The page of the original, from 0.
    fn index(&self) -> usize {
        self.wanted.page.saturating_sub(1) as usize
    }

    /// Words that were recognized on it.
    fn recognized(&self) -> &[Word] {
        let page = self.own.words.iter().find(|p| p.number == self.wanted.page);
        page.map_or(&[], |p| &p.words)
    }
}

impl Making<'_, '_, '_> {
    /// Lays the pages of a PDF.
    pub(super) fn pdf(
        &mut self,
        target: &mut Target,
        at: usize,
        part: &Part,
        own: &PlanPart,
        pages: &[ObjectId],
    ) -> Result<(), Trouble> {
        let opened = part.open().map_err(|fault| Trouble::Part(at, fault))?;
        let source = if own.as_pictures {
            None
        } else {
            part.load(opened.len())
        };
        let ids: Vec<ObjectId> = source.iter().flat_map(Document::page_iter).collect();
        let by_name = std::mem::take(&mut self.by_name);
        let mut weighed = HashSet::new();
        let mut left = std::collections::BTreeSet::new();
        for (turn, run) in runs(&part.pages).into_iter().enumerate() {
            // Links lead to the page of the same run, else to the first one of its kind.
            let mut to: HashMap<ObjectId, ObjectId> = HashMap::new();
            let all = part.pages.iter().zip(pages).enumerate();
            for (nth, (wanted, page)) in all {
                if let Some(id) = ids.get(wanted.page.saturating_sub(1) as usize) {
                    if run.contains(&nth) {
                        to.insert(*id, *page);
                    } else {
                        to.entry(*id).or_insert(*page);
                    }
                }
            }
            let places = Places {
                pages: to,
                parts: &by_name,
            };
            let mut memory = Memory::default();
            let mut fields = source.as_ref().map(|source| {
                Fields::of(&Copier {
                    source,
                    target: &mut *target,
                    places: &places,
                    memory: &mut memory,
                })
            });
            for nth in run {
                let (Some(wanted), Some(id)) = (part.pages.get(nth), pages.get(nth)) else {
                    continue;
                };
                let way = Way {
                    at,
                    nth,
                    own,
                    wanted: *wanted,
                    of: pages.len(),
                    id: *id,
                };
                let look = opened.look(way.index());
                let mut why = self.reason(&way, source.is_none() || look.is_none());
                if let (None, Some(source), Some(from)) = (why, &source, ids.get(way.index()))
                    && let Some(shrink) = self.plan.shrink
                {
                    let weight = carry::weight(source, *from, &mut weighed);
                    let drawn = (weight > LIGHT)
                        .then(|| self.draw(&way, &opened, f32::from(shrink.dpi), &[]))
                        .flatten();
                    if let Some(drawn) = drawn.filter(|d| d.image.weight() * 11 / 10 < weight) {
                        self.picture(target, &way, drawn, Some(PictureReason::Shrunk))?;
                        continue;
                    }
                }
                if let (None, Some(source), Some(look), Some(fields), Some(from)) =
                    (why, &source, &look, &mut fields, ids.get(way.index()))
                {
                    let mut copier = Copier {
                        source,
                        target: &mut *target,
                        places: &places,
                        memory: &mut memory,
                    };
                    let carried = carried(&mut copier, *from, &way, look, fields);
                    let (undrawn, redrawn) = (fields.undrawn, fields.redrawn);
                    (fields.undrawn, fields.redrawn) = (false, false);
                    match carried {
                        Ok(mut laid) => {
                            if undrawn {
                                let (part, page) = (at, wanted.page);
                                self.notes.push(PacketNote::EntryUndrawn { part, page });
                            }
                            if redrawn {
                                laid.kept = 0.8;
                            }
                            // A scan without words gets those that were recognized, under it and unseen.
                            if look.letters == 0 && !way.recognized().is_empty() {
                                let words = way.recognized().to_vec();
                                let place = |w: &Word| turned(w.bbox, look.size, wanted.turns);
                                laid.covered = words.iter().map(place).collect();
                                laid.recognized = Some((words, Sheet::of(look, 0)));
                            }
                            let page = nth as u32 + 1;
                            let dead = memory.dead.drain(..);
                            self.dead.extend(dead.map(|target| DeadLink {
                                part: at,
                                page,
                                target,
                            }));
                            self.finish(target, &way, laid, look.lacks, look.picture, true)?;
                            continue;
                        }
                        Err(Uncarried) => why = Some(PictureReason::Damaged),
                    }
                }
                let boxes = self.boxes(&way);
                let dpi = self
                    .plan
                    .shrink
                    .map_or(DRAWN_DPI, |s| f32::from(s.dpi.clamp(50, 300)));
                let drawn = self.draw(&way, &opened, dpi, &boxes).ok_or_else(|| {
                    let what = format!("page {} cannot be drawn", wanted.page);
                    Trouble::Part(at, Fault::Damaged { what })
                })?;
                self.picture(target, &way, drawn, why)?;
            }
            if let (Some(source), Some(fields)) = (&source, fields) {
                let name = match turn {
                    0 => own.name.clone(),
                    again => format!("{} {}", own.name, again + 1),
                };
                let joined = fields.join(target, &format!("{} {name}", at + 1));
                let mut copier = Copier {
                    source,
                    target: &mut *target,
                    places: &places,
                    memory: &mut memory,
                };
                self.shared.take(&mut copier, joined.is_some());
                if let Some(joined) = joined {
                    self.shared.field(joined);
                }
            }
            left.append(&mut memory.left);
        }
        self.by_name = by_name;
        let left = left.into_iter();
        self.notes
            .extend(left.map(|what| PacketNote::LeftOut { part: at, what }));
        Ok(())
    }

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
            let shown = picture::decode(part.kind, &part.bytes, way.index()).map_err(failed)?;
            let drawn = pictured::original(
                part.kind,
                &part.bytes,
                shown,
                way.recognized(),
                wanted.turns,
                &boxes,
                self.plan.shrink,
            );
            let drawn =
                drawn.ok_or_else(|| failed(Fault::damaged("its picture cannot be made")))?;
            // That a picture stands as a picture is nothing to tell; what was done to it is.
            let why = (!boxes.is_empty()).then_some(PictureReason::Redacted);
            self.picture(target, &way, drawn, why)?;
        }
        Ok(())
    }

    /// Why a page cannot be taken over as it is.
    fn reason(&self, way: &Way<'_>, damaged: bool) -> Option<PictureReason> {
        if !self.boxes(way).is_empty() {
            return Some(PictureReason::Redacted);
        }
        let forced = self.forced.get(&(way.at, way.nth)).copied();
        forced.or(damaged.then_some(PictureReason::Damaged))
    }

    /// The places on a page that are blacked out.
    fn boxes(&self, way: &Way<'_>) -> Vec<BBox> {
        let here = |r: &&crate::Redaction| r.part == way.at && r.page == way.wanted.page;
        self.plan
            .redact
            .iter()
            .filter(here)
            .map(|r| r.area)
            .collect()
    }

    /// The picture of a page of a PDF.
    fn draw(&self, way: &Way<'_>, opened: &Opened, dpi: f32, boxes: &[BBox]) -> Option<Pictured> {
        let index = way.index();
        let picture = opened.picture(index, dpi)?;
        let mut words = opened.words(index);
        if words.is_empty() {
            words = way.recognized().to_vec();
        }
        let turns = way.wanted.turns;
        let size = opened.size(index)?;
        pictured::page(picture, words, size, turns, boxes, self.plan.shrink)
    }

    /// Lays a page that is a picture.
    fn picture(
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
        };
        self.finish(target, way, laid, lacks, 0.0, false)
    }

    /// Sets the marks on a page and puts it in.
    fn finish(
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
        } = laid;
        let number = self.expected.len() as u32 + 1;
        let marks = Marks {
            stamp: (way.own.stamp.as_deref()).map(|s| (s, way.nth as u32 + 1, way.of as u32)),
            foot: self.plan.foot.as_deref().filter(|foot| !foot.is_empty()),
            number: self.plan.number_through.then_some((number, self.total)),
            draft: self.plan.draft,
            scan: picture > 0.5,
        };
        let names = Names {
            plain: fresh(&resources, "Font", "HfPlain"),
            bold: fresh(&resources, "Font", "HfBold"),
            faint: fresh(&resources, "ExtGState", "HfFaint"),
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
        });
        self.steps.step(Some(way.at))
    }
}

/// Takes a page over, or leaves everything as it was before.
fn carried(
    copier: &mut Copier<'_>,
    from: ObjectId,
    way: &Way<'_>,
    look: &Look,
    fields: &mut Fields,
) -> Result<Laid, Uncarried> {
    let before = fields.clone();
    let turns = way.wanted.turns;
    let take = || carry::page(copier, from, way.id, look, turns, fields);
    let result = catch_unwind(AssertUnwindSafe(take)).unwrap_or(Err(Uncarried));
    if result.is_err() {
        // What was begun is no ground for the pages that follow.
        let left = std::mem::take(&mut copier.memory.left);
        *copier.memory = Memory::default();
        copier.memory.left = left;
        *fields = before;
    }
    result
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
