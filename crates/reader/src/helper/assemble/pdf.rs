//! Laying the pages of a PDF: taken over where that can be, drawn where it cannot or must not.

use super::Trouble;
use super::carry::{self, Laid};
use super::copy::{Copier, Memory, Uncarried};
use super::fields::Fields;
use super::links::Places;
use super::making::{Making, Way};
use super::open::Part;
use super::pictured::{self, Pictured};
use super::run::runs;
use super::sheet::{Sheet, turned};
use super::target::Target;
use crate::assembly::{DeadLink, PacketNote, PictureReason, PlanPart};
use crate::helper::pdf::look::{Kept, Look, Opened};
use crate::protocol::Fault;
use holdfast_case::pages::{BBox, Word};
use lopdf::{Document, ObjectId};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Dots per inch at which a page is drawn that cannot be taken over.
const DRAWN_DPI: f32 = 300.0;
/// Bytes below which a page is not worth being made smaller.
const LIGHT: usize = 20_000;

/// An original, open to both parsers.
struct Original<'p> {
    at: usize,
    own: &'p PlanPart,
    part: &'p Part,
    /// Its pages in the packet's file.
    pages: &'p [ObjectId],
    opened: &'p Opened,
    /// What its pages share while they are looked at.
    kept: Kept<'p>,
    /// `None` where it cannot be taken over.
    source: Option<Document>,
    /// Its pages in its own file.
    ids: Vec<ObjectId>,
    /// What pages before have brought along.
    weighed: HashSet<ObjectId>,
}

/// One run through an original: what is remembered from page to page of it.
struct Run<'r> {
    places: &'r Places<'r>,
    memory: Memory,
    fields: Option<Fields>,
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
        let anew;
        let opened = match part.opened() {
            Some(opened) => opened,
            None => {
                anew = part.open().map_err(|fault| Trouble::Part(at, fault))?;
                &anew
            }
        };
        let source = if own.as_pictures { None } else { part.load() };
        let mut original = Original {
            at,
            own,
            part,
            pages,
            ids: source.iter().flat_map(Document::page_iter).collect(),
            opened,
            kept: Kept::default(),
            source,
            weighed: HashSet::new(),
        };
        let by_name = std::mem::take(&mut self.by_name);
        let mut left = BTreeSet::new();
        for (turn, range) in runs(&part.pages).into_iter().enumerate() {
            let places = Places {
                pages: original.places(&range),
                parts: &by_name,
            };
            let mut run = Run {
                places: &places,
                memory: Memory::default(),
                fields: None,
            };
            if let Some(copier) = original.copier(target, &mut run.memory, &places) {
                run.fields = Some(Fields::of(&copier));
            }
            for nth in range {
                self.page(target, &mut original, &mut run, nth)?;
            }
            let name = match turn {
                0 => own.name.clone(),
                again => format!("{} {}", own.name, again + 1),
            };
            let fields = run.fields.take();
            let joined = fields.and_then(|f| f.join(target, &format!("{} {name}", at + 1)));
            if let Some(mut copier) = original.copier(target, &mut run.memory, &places) {
                self.shared.take(&mut copier, joined);
            }
            left.append(&mut run.memory.left);
        }
        self.by_name = by_name;
        let left = left.into_iter();
        self.notes
            .extend(left.map(|what| PacketNote::LeftOut { part: at, what }));
        Ok(())
    }

    /// Lays one page, by whichever way is open to it.
    fn page(
        &mut self,
        target: &mut Target,
        original: &mut Original<'_>,
        run: &mut Run<'_>,
        nth: usize,
    ) -> Result<(), Trouble> {
        let Some(way) = original.way(nth) else {
            return Ok(());
        };
        let look = original.opened.look(way.index(), &original.kept);
        let mut why = self.reason(&way, original.source.is_none() || look.is_none());
        if why.is_none()
            && let Some(smaller) = self.smaller(&way, original)
        {
            return self.picture(target, &way, smaller, Some(PictureReason::Shrunk));
        }
        if let (None, Some(look)) = (why, &look) {
            match self.carry(target, original, run, &way, look) {
                Ok(laid) => return self.finish(target, &way, laid, look.lacks, look.picture, true),
                Err(Uncarried) => why = Some(PictureReason::Damaged),
            }
        }
        let boxes = self.boxes(&way);
        let dpi = self
            .plan
            .shrink
            .map_or(DRAWN_DPI, |s| f32::from(s.dpi.clamp(50, 300)));
        let drawn = self.draw(&way, original.opened, dpi, &boxes);
        let drawn = drawn.ok_or_else(|| {
            let what = format!("page {} cannot be drawn", way.wanted.page);
            Trouble::Part(way.at, Fault::Damaged { what })
        })?;
        self.picture(target, &way, drawn, why)
    }

    /// The picture of a page, where one was asked for and weighs less than the page.
    fn smaller(&self, way: &Way<'_>, original: &mut Original<'_>) -> Option<Pictured> {
        let shrink = self.plan.shrink?;
        let from = original.ids.get(way.index())?;
        let weight = carry::weight(original.source.as_ref()?, *from, &mut original.weighed);
        if weight <= LIGHT {
            return None;
        }
        let dpi = f32::from(shrink.dpi.clamp(50, 300));
        self.draw(way, original.opened, dpi, &[])
            .filter(|drawn| drawn.image.weight() * 11 / 10 < weight)
    }

    /// Takes a page over.
    fn carry(
        &mut self,
        target: &mut Target,
        original: &Original<'_>,
        run: &mut Run<'_>,
        way: &Way<'_>,
        look: &Look,
    ) -> Result<Laid, Uncarried> {
        let from = *original.ids.get(way.index()).ok_or(Uncarried)?;
        let fields = run.fields.as_mut().ok_or(Uncarried)?;
        let mut copier = original
            .copier(target, &mut run.memory, run.places)
            .ok_or(Uncarried)?;
        (fields.undrawn, fields.redrawn) = (false, false);
        let mut laid = carried(&mut copier, from, way, look, fields)?;
        let (part, page) = (way.at, way.wanted.page);
        if fields.undrawn {
            self.notes.push(PacketNote::EntryUndrawn { part, page });
        }
        if fields.redrawn {
            laid.kept = 0.8;
        }
        // A scan without words gets those that were recognized, under it and unseen.
        if look.letters == 0 && !way.recognized().is_empty() {
            let words = way.recognized().to_vec();
            let place = |w: &Word| turned(w.bbox, look.size, way.wanted.turns);
            laid.covered = words.iter().map(place).collect();
            laid.recognized = Some((words, Sheet::of(look, 0)));
        }
        let page = way.nth as u32 + 1;
        let dead = run.memory.dead.drain(..);
        self.dead
            .extend(dead.map(|target| DeadLink { part, page, target }));
        Ok(laid)
    }

    /// Why a page cannot be taken over as it is.
    fn reason(&self, way: &Way<'_>, damaged: bool) -> Option<PictureReason> {
        if !self.boxes(way).is_empty() {
            return Some(PictureReason::Redacted);
        }
        let forced = self.forced.get(&(way.at, way.nth)).copied();
        forced.or(damaged.then_some(PictureReason::Damaged))
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
}

impl<'p> Original<'p> {
    /// One of the pages wanted.
    fn way(&self, nth: usize) -> Option<Way<'p>> {
        Some(Way {
            at: self.at,
            nth,
            own: self.own,
            wanted: *self.part.pages.get(nth)?,
            of: self.pages.len(),
            id: *self.pages.get(nth)?,
        })
    }

    /// Where links lead: to the page of the same run, else to the first one of its kind.
    fn places(&self, run: &Range<usize>) -> HashMap<ObjectId, ObjectId> {
        let mut places = HashMap::new();
        let all = self.part.pages.iter().zip(self.pages).enumerate();
        for (nth, (wanted, page)) in all {
            if let Some(id) = self.ids.get(wanted.page.saturating_sub(1) as usize) {
                if run.contains(&nth) {
                    places.insert(*id, *page);
                } else {
                    places.entry(*id).or_insert(*page);
                }
            }
        }
        places
    }

    fn copier<'c>(
        &'c self,
        target: &'c mut Target,
        memory: &'c mut Memory,
        places: &'c Places<'c>,
    ) -> Option<Copier<'c>> {
        Some(Copier {
            source: self.source.as_ref()?,
            target,
            places,
            memory,
        })
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
