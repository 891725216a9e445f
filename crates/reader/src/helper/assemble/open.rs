//! The parts as they came: what each is and which of its pages are wanted. Papers may come before the plan does.

use crate::assembly::{PartPage, PlanPart};
use crate::helper::pdf::look::Opened;
use crate::helper::{documents, mail, picture, sheet, text};
use crate::media::MediaKind;
use crate::protocol::Fault;
use crate::secret::Password;
use lopdf::{Document, LoadOptions};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Bytes that packed objects may swell to; honest files pack some hundreds of small ones together.
const MOST_PACKED: usize = 64 << 20;

/// Pages of an original that stays open at most.
const MOST_OPEN: usize = 20;

/// Bytes of papers that stand ready for being taken over while the packet is still planned.
const MOST_READY: usize = 32 << 20;

/// A paper as it came, known to open.
pub(in crate::helper) struct Original {
    /// Its bytes, or the PDF its text was set as.
    bytes: Arc<Vec<u8>>,
    /// Of its bytes as they came.
    hash: blake3::Hash,
    kind: MediaKind,
    /// It is text with signs that the type lacks in which it was set.
    respelled: bool,
    password: Option<String>,
    pages: usize,
    /// A short one stays open; of a long one the parser would keep what it unpacked of each page.
    opened: Option<Opened>,
    /// Ready to be taken over, once.
    ready: RefCell<Option<Document>>,
}

impl Original {
    /// Looks what it is and whether it opens.
    pub(super) fn open(bytes: Vec<u8>, password: Option<&Password>) -> Result<Self, Fault> {
        let hash = blake3::hash(&bytes);
        let mut password = password.map(|p| p.reveal().to_owned());
        let kind = documents::kind(&bytes)?;
        let written = match kind {
            MediaKind::Text => Some(text::decode(&bytes)),
            MediaKind::Mail => Some(mail::as_sheets(&bytes)?),
            _ => None,
        };
        let respelled = written.as_deref().is_some_and(sheet::is_respelled);
        let (kind, bytes) = match written {
            Some(written) => {
                password = None;
                (MediaKind::Pdf, sheet::as_pdf(&written))
            }
            None => (kind, bytes),
        };
        let bytes = Arc::new(bytes);
        let (pages, opened) = match kind {
            MediaKind::Pdf => {
                let opened = Opened::new(bytes.clone(), password.as_deref())?;
                let pages = opened.len();
                (pages, Some(opened).filter(|_| pages <= MOST_OPEN))
            }
            kind => (picture::count(kind, &bytes)?.0, None),
        };
        // nothing of it would be in the packet, and nobody would see that
        if pages == 0 {
            return Err(Fault::damaged("it has no pages"));
        }
        Ok(Self {
            bytes,
            hash,
            kind,
            respelled,
            password,
            pages,
            opened,
            ready: RefCell::new(None),
        })
    }

    /// Reads it for being taken over as well, as long as there is room for it.
    pub(in crate::helper) fn make_ready(&self, room: &mut usize) {
        if self.kind == MediaKind::Pdf && self.bytes.len() <= *room {
            *room -= self.bytes.len();
            *self.ready.borrow_mut() = self.read();
        }
    }

    /// Reads it for being taken over; `None` where it is too damaged for that.
    fn read(&self) -> Option<Document> {
        let options = LoadOptions {
            password: self.password.clone(),
            max_decompressed_size: Some(MOST_PACKED),
            ..LoadOptions::default()
        };
        let load = || Document::load_mem_with_options(&self.bytes, options);
        let doc = catch_unwind(AssertUnwindSafe(load)).ok()?.ok()?;
        // It takes a damaged file for one without pages, or with fewer, and says nothing.
        let whole = catch_unwind(AssertUnwindSafe(|| doc.page_iter().count() == self.pages));
        (whole.unwrap_or(false) && !doc.is_encrypted()).then_some(doc)
    }
}

/// Papers that were opened while the packet was still planned.
pub(in crate::helper) struct Ahead {
    papers: Vec<Option<Result<Original, Fault>>>,
    room: usize,
}

impl Default for Ahead {
    fn default() -> Self {
        Self {
            papers: Vec::new(),
            room: MOST_READY,
        }
    }
}

impl Ahead {
    /// Opens one more. What is wrong with it is told once it is asked for.
    pub(in crate::helper) fn open(&mut self, bytes: Vec<u8>, password: Option<&Password>) {
        let opened = Original::open(bytes, password);
        if let Ok(original) = &opened {
            original.make_ready(&mut self.room);
        }
        self.papers.push(Some(opened));
    }

    fn take(&mut self, at: usize) -> Result<Original, Fault> {
        let paper = self.papers.get_mut(at).and_then(Option::take);
        paper.unwrap_or_else(|| Err(Fault::damaged("it did not come")))
    }
}

/// One part, known to open.
pub(super) struct Part {
    original: Original,
    /// The pages wanted, each of which it has.
    pub(super) pages: Vec<PartPage>,
}

impl Part {
    /// Opens it, or takes what was opened ahead, and looks whether it has the pages named.
    pub(super) fn new(plan: &PlanPart, bytes: Vec<u8>, ahead: &mut Ahead) -> Result<Self, Fault> {
        let original = match plan.ahead {
            Some(at) => ahead.take(at)?,
            None => Original::open(bytes, plan.password.as_ref())?,
        };
        let count = u32::try_from(original.pages).unwrap_or(u32::MAX);
        let pages = if plan.pages.is_empty() {
            (1..=count)
                .map(|page| PartPage { page, turns: 0 })
                .collect()
        } else {
            plan.pages.clone()
        };
        match pages.iter().find(|p| p.page == 0 || p.page > count) {
            Some(missing) => Err(Fault::NoSuchPage { page: missing.page }),
            None => Ok(Self { original, pages }),
        }
    }

    /// PDF for all that is not a picture.
    pub(super) fn kind(&self) -> MediaKind {
        self.original.kind
    }

    /// Its bytes, or the PDF its text was set as.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.original.bytes
    }

    /// Told by its bytes as they came.
    pub(super) fn hash(&self) -> &blake3::Hash {
        &self.original.hash
    }

    /// True where it is text with signs that the type lacks in which it was set.
    pub(super) fn respelled(&self) -> bool {
        self.original.respelled
    }

    /// It as it was opened already, where it stayed open.
    pub(super) fn opened(&self) -> Option<&Opened> {
        self.original.opened.as_ref()
    }

    /// Opens it to be looked at and drawn.
    pub(super) fn open(&self) -> Result<Opened, Fault> {
        let original = &self.original;
        Opened::new(original.bytes.clone(), original.password.as_deref())
    }

    /// Opens it to be taken over; `None` where it is too damaged for that.
    pub(super) fn load(&self) -> Option<Document> {
        let ready = self.original.ready.take();
        ready.or_else(|| self.original.read())
    }
}
