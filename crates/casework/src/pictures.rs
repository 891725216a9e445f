//! Pictures of pages: drawn by a reader kept open per document, held in memory only, wiped at lock.

use crate::desk::{Desk, held};
use crate::error::{Code, Error};
use crate::view::PacketOptions;
use holdfast_case::{ContentId, DocumentId, Form};
use holdfast_reader::{Password, Reader, ReaderError, Viewer};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use zeroize::Zeroizing;

/// Memory for pictures.
const MOST_BYTES: usize = 64 << 20;
/// Documents held open at a time.
const MOST_VIEWERS: usize = 3;

/// PNG bytes, wiped when nobody holds them any more.
pub type Picture = Arc<Zeroizing<Vec<u8>>>;
type Key = (ContentId, u32, u32);

#[derive(Default)]
pub(crate) struct Pictures(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    pictures: HashMap<Key, Picture>,
    /// Oldest use first.
    order: VecDeque<Key>,
    bytes: usize,
    viewers: VecDeque<(ContentId, Arc<Viewer>)>,
    passwords: HashMap<ContentId, Password>,
    /// The boxes of papers that were asked for them; no form where there are none.
    forms: HashMap<ContentId, Option<Arc<Form>>>,
    /// The packet that was put together last, to be looked at and saved.
    packet: Option<Arc<PacketShown>>,
    /// The case told without names, as it was set last.
    summary: Option<Arc<Viewer>>,
    /// Counts the wipes: what was begun before one is not kept after it.
    wipes: u64,
}

/// A packet in memory.
pub(crate) struct PacketShown {
    /// Id of its letter.
    pub(crate) letter: String,
    /// A name for its file.
    pub(crate) file_name: String,
    /// Its bytes.
    pub(crate) pdf: Zeroizing<Vec<u8>>,
    /// The files it is parted into; empty where it goes as one.
    pub(crate) files: Vec<PartShown>,
    /// How many pages it has.
    pub(crate) pages: u32,
    /// When its letter was last changed before it was put together.
    pub(crate) of: holdfast_vault::Moment,
    /// How it was wanted. One with black boxes is for sharing, and not what the plan gets.
    pub(crate) options: PacketOptions,
    /// Draws pages of the part that was looked at last, by its place.
    pub(crate) part_viewer: Mutex<Option<(usize, Arc<Viewer>)>>,
    /// Draws its pages.
    pub(crate) viewer: Viewer,
}

/// One of the files into which a packet in memory is parted.
pub(crate) struct PartShown {
    /// A name for it.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) pdf: Zeroizing<Vec<u8>>,
    /// How many pages it has, with its cover sheet.
    pub(crate) pages: u32,
}

impl PacketShown {
    /// Who draws the pages of a part; none where there is no such part.
    pub(crate) fn viewer_of(
        &self,
        reader: &Reader,
        part: usize,
    ) -> Result<Option<Arc<Viewer>>, ReaderError> {
        let Some(file) = self.files.get(part) else {
            return Ok(None);
        };
        let mut kept = held(&self.part_viewer);
        if let Some((_, viewer)) = kept.as_ref().filter(|(of, _)| *of == part) {
            return Ok(Some(viewer.clone()));
        }
        let viewer = Arc::new(reader.open_viewer(file.pdf.as_slice(), None)?);
        *kept = Some((part, viewer.clone()));
        Ok(Some(viewer))
    }
}

impl Pictures {
    /// Keeps a packet, unless there was a wipe since it was begun.
    pub(crate) fn keep_packet(&self, packet: PacketShown, begun: u64) {
        let mut kept = held(&self.0);
        let gone = match kept.wipes == begun {
            true => kept.packet.replace(Arc::new(packet)),
            false => None,
        };
        drop(kept);
        // Ending a reader takes a moment; nobody has to wait for it under the lock.
        drop(gone);
    }

    /// Keeps a summary, unless there was a wipe since it was begun.
    pub(crate) fn keep_summary(&self, viewer: Viewer, begun: u64) {
        let mut kept = held(&self.0);
        let gone = match kept.wipes == begun {
            true => kept.summary.replace(Arc::new(viewer)),
            false => None,
        };
        drop(kept);
        drop(gone);
    }

    /// The summary that was set last.
    pub(crate) fn summary(&self) -> Option<Arc<Viewer>> {
        held(&self.0).summary.clone()
    }

    /// The packet of this letter, where it was the last one put together.
    pub(crate) fn packet(&self, letter: &str) -> Option<Arc<PacketShown>> {
        let packet = held(&self.0).packet.clone();
        packet.filter(|packet| packet.letter == letter)
    }

    /// How often it was wiped: what is begun before a wipe is not kept after it.
    pub(crate) fn wipes(&self) -> u64 {
        held(&self.0).wipes
    }

    pub(crate) fn wipe(&self) {
        let wipes = held(&self.0).wipes + 1;
        let old = std::mem::replace(
            &mut *held(&self.0),
            Kept {
                wipes,
                ..Kept::default()
            },
        );
        drop(old);
    }

    pub(crate) fn remember_password(&self, original: ContentId, password: Password) {
        held(&self.0).passwords.insert(original, password);
    }

    pub(crate) fn password(&self, original: ContentId) -> Option<Password> {
        held(&self.0).passwords.get(&original).cloned()
    }

    /// The boxes of a paper, where it was asked for them since the vault was opened.
    pub(crate) fn form(&self, original: ContentId) -> Option<Option<Arc<Form>>> {
        held(&self.0).forms.get(&original).cloned()
    }

    /// Remembers the boxes of a paper, unless there was a wipe since it was asked.
    pub(crate) fn remember_form(&self, original: ContentId, form: Option<Arc<Form>>, begun: u64) {
        let mut kept = held(&self.0);
        if kept.wipes == begun {
            kept.forms.insert(original, form);
        }
    }

    fn find(&self, key: Key) -> Option<Picture> {
        let mut kept = held(&self.0);
        let picture = kept.pictures.get(&key).cloned()?;
        kept.order.retain(|other| *other != key);
        kept.order.push_back(key);
        Some(picture)
    }

    fn keep(&self, key: Key, picture: &Picture, begun: u64) {
        let mut kept = held(&self.0);
        if kept.wipes != begun || kept.pictures.contains_key(&key) {
            return;
        }
        kept.bytes += picture.len();
        kept.pictures.insert(key, picture.clone());
        kept.order.push_back(key);
        while kept.bytes > MOST_BYTES {
            let Some(oldest) = kept.order.pop_front() else {
                break;
            };
            if let Some(gone) = kept.pictures.remove(&oldest) {
                kept.bytes = kept.bytes.saturating_sub(gone.len());
            }
        }
    }
}

impl Desk {
    /// The picture of a page of a document, so many pixels wide, as PNG.
    pub fn page_picture(&self, document: &str, page: u32, width: u32) -> Result<Picture, Error> {
        let inner = &self.inner;
        let id: DocumentId = document.parse().map_err(|_| Error::of(Code::NotFound))?;
        let (original, number) = inner.with(|open| {
            let read = open.vault.read();
            let row = read.document(id)?;
            let index = page.checked_sub(1).ok_or(Code::NotFound)? as usize;
            let shown = read
                .page_list(id)?
                .get(index)
                .map(|shown| (shown.original, shown.page));
            // A document that could not be read lists no pages, but may still be shown.
            Ok(shown.unwrap_or((row.original, page)))
        })?;
        let key = (original, number, width);
        if let Some(picture) = inner.pictures.find(key) {
            return Ok(picture);
        }
        let begun = held(&inner.pictures.0).wipes;
        let viewer = self.viewer(original)?;
        let picture: Picture = Arc::new(Zeroizing::new(viewer.render(number, width)?));
        inner.pictures.keep(key, &picture, begun);
        Ok(picture)
    }

    fn viewer(&self, original: ContentId) -> Result<Arc<Viewer>, Error> {
        let pictures = &self.inner.pictures;
        let known = held(&pictures.0)
            .viewers
            .iter()
            .find(|(id, _)| *id == original)
            .map(|(_, viewer)| viewer.clone());
        if let Some(viewer) = known {
            return Ok(viewer);
        }
        let reader = self
            .inner
            .parts
            .reader
            .as_ref()
            .ok_or(Code::ReaderMissing)?;
        let begun = held(&pictures.0).wipes;
        let bytes = self
            .inner
            .with(|open| Ok(open.vault.open_original(original)?))?;
        let viewer = Arc::new(reader.open_viewer(bytes.as_slice(), pictures.password(original))?);
        let mut kept = held(&pictures.0);
        let mut gone = None;
        if kept.wipes == begun {
            kept.viewers.push_back((original, viewer.clone()));
            if kept.viewers.len() > MOST_VIEWERS {
                gone = kept.viewers.pop_front();
            }
        }
        drop(kept);
        // Ending a reader takes a moment; nobody has to wait for it under the lock.
        drop(gone);
        Ok(viewer)
    }
}
