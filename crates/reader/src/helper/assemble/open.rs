//! The parts as they came: what each is and which of its pages are wanted.

use crate::assembly::{PartPage, PlanPart};
use crate::helper::pdf::look::Opened;
use crate::helper::{documents, mail, picture, sheet, text};
use crate::media::MediaKind;
use crate::protocol::Fault;
use lopdf::{Document, LoadOptions};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Bytes that packed objects may swell to; honest files pack some hundreds of small ones together.
const MOST_PACKED: usize = 64 << 20;

/// Pages of an original that stays open at most.
const MOST_OPEN: usize = 20;

/// One part, known to open.
pub(super) struct Part {
    /// Its bytes, or the PDF its text was set as.
    pub(super) bytes: Arc<Vec<u8>>,
    /// PDF for all that is not a picture.
    pub(super) kind: MediaKind,
    /// The pages wanted, each of which it has.
    pub(super) pages: Vec<PartPage>,
    /// It is text with signs that the type lacks in which it was set.
    pub(super) respelled: bool,
    password: Option<String>,
    /// A short one stays open; of a long one the parser would keep what it unpacked of each page.
    opened: Option<Opened>,
}

impl Part {
    /// Looks what it is and whether it has the pages named.
    pub(super) fn new(plan: &PlanPart, bytes: Vec<u8>) -> Result<Self, Fault> {
        let mut password = plan.password.as_ref().map(|p| p.reveal().to_owned());
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
        let mut part = Self {
            bytes: Arc::new(bytes),
            kind,
            pages: Vec::new(),
            respelled,
            password,
            opened: None,
        };
        let count = match kind {
            MediaKind::Pdf => {
                let opened = part.open()?;
                let count = opened.len();
                part.opened = Some(opened).filter(|_| count <= MOST_OPEN);
                count
            }
            kind => picture::count(kind, &part.bytes)?.0,
        };
        // nothing of it would be in the packet, and nobody would see that
        if count == 0 {
            return Err(Fault::damaged("it has no pages"));
        }
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        part.pages = if plan.pages.is_empty() {
            (1..=count)
                .map(|page| PartPage { page, turns: 0 })
                .collect()
        } else {
            plan.pages.clone()
        };
        match part.pages.iter().find(|p| p.page == 0 || p.page > count) {
            Some(missing) => Err(Fault::NoSuchPage { page: missing.page }),
            None => Ok(part),
        }
    }

    /// It as it was opened already, where it stayed open.
    pub(super) fn opened(&self) -> Option<&Opened> {
        self.opened.as_ref()
    }

    /// Opens it to be looked at and drawn.
    pub(super) fn open(&self) -> Result<Opened, Fault> {
        Opened::new(self.bytes.clone(), self.password.as_deref())
    }

    /// Opens it to be taken over; `None` where it is too damaged for that. `count` is how many pages it has.
    pub(super) fn load(&self, count: usize) -> Option<Document> {
        let options = LoadOptions {
            password: self.password.clone(),
            max_decompressed_size: Some(MOST_PACKED),
            ..LoadOptions::default()
        };
        let load = || Document::load_mem_with_options(&self.bytes, options);
        let doc = catch_unwind(AssertUnwindSafe(load)).ok()?.ok()?;
        // It takes a damaged file for one without pages, or with fewer, and says nothing.
        let whole = catch_unwind(AssertUnwindSafe(|| doc.page_iter().count() == count));
        (whole.unwrap_or(false) && !doc.is_encrypted()).then_some(doc)
    }
}
