//! The half that is linked into the programs: starts helpers, watches the clock, gathers pages.

pub(crate) mod ahead;
pub(crate) mod assemble;
pub(crate) mod form;
mod locate;
pub(crate) mod ocr;
mod process;
mod read;
mod viewer;

pub use viewer::Viewer;

use crate::cancel::CancelToken;
use crate::confinement::ConfinementReport;
use crate::error::ReaderError;
use crate::helper::Steps;
use crate::media::MediaKind;
use crate::protocol::Answer;
use crate::secret::Password;
use holdfast_case::pages::{Attachment, Pages};
use ocr::{OcrEngine, Tesseract};
use process::Helper;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long one page may take by the clock on the wall.
const PAGE_TIME: Duration = Duration::from_secs(30);
/// Pages read of one document, unless the request says otherwise.
const PAGE_LIMIT: u32 = 5000;

/// Knows where the programs are. Cheap to clone, may be shared between threads.
#[derive(Clone)]
pub struct Reader {
    helper: PathBuf,
    engine: Option<Arc<dyn OcrEngine>>,
    page_time: Duration,
    steps: Steps,
}

/// What is asked of one reading.
#[derive(Clone, Debug)]
pub struct ReadRequest {
    /// A hint from the outside; content decides what a file is.
    pub file_name: Option<String>,
    /// The document's own password.
    pub password: Option<Password>,
    /// Whether pages without good text are recognized from their picture.
    pub ocr: bool,
    /// First page wanted, from 1.
    pub first_page: u32,
    /// How many pages at most; what lies beyond is counted and told, not read.
    pub page_limit: u32,
}

impl Default for ReadRequest {
    fn default() -> Self {
        Self {
            file_name: None,
            password: None,
            ocr: true,
            first_page: 1,
            page_limit: PAGE_LIMIT,
        }
    }
}

/// A document that was read.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    /// What it is.
    pub media: MediaKind,
    /// Its pages, all of them: one that could not be read says why.
    pub pages: Pages,
    /// How many pages lie beyond those asked for: they were counted, not read.
    pub beyond: u32,
    /// False where the file, or a page of these, lacks a part; the doubts say which.
    pub whole: bool,
    /// Files that came with it (of a mail).
    pub attachments: Vec<Attachment>,
}

/// How far a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadProgress {
    /// The document is open and has this many pages.
    PageCount(u32),
    /// One page is done; pages may be done out of order.
    PageDone {
        /// From 1.
        number: u32,
        /// How many are done.
        done: u32,
        /// How many will be.
        of: u32,
    },
}

impl Reader {
    /// Finds the helper beside the running program (or where `HOLDFAST_READER` says, for tests) and the text
    /// recognizer beside it or in the system. A missing recognizer is no error: its pages say so.
    pub fn locate() -> Result<Self, ReaderError> {
        let helper = locate::helper().ok_or(ReaderError::ProgramMissing)?;
        let engine = locate::tesseract()
            .map(|t| Arc::new(Tesseract::new(helper.clone(), t)) as Arc<dyn OcrEngine>);
        Ok(Self {
            helper,
            engine,
            page_time: PAGE_TIME,
            steps: Steps::default(),
        })
    }

    /// Uses these programs; without `tesseract` no picture is recognized.
    pub fn with_programs(helper: PathBuf, tesseract: Option<PathBuf>) -> Self {
        let engine =
            tesseract.map(|t| Arc::new(Tesseract::new(helper.clone(), t)) as Arc<dyn OcrEngine>);
        Self {
            helper,
            engine,
            page_time: PAGE_TIME,
            steps: Steps::default(),
        }
    }

    /// The same with another recognizer.
    pub fn with_engine(mut self, engine: Arc<dyn OcrEngine>) -> Self {
        self.engine = Some(engine);
        self
    }

    /// The same with another time for each page (30 seconds otherwise).
    pub fn with_page_time(mut self, page_time: Duration) -> Self {
        self.page_time = page_time;
        self
    }

    /// The same with other cleaning steps, for measuring what each is worth.
    #[doc(hidden)]
    pub fn with_steps(mut self, steps: Steps) -> Self {
        self.steps = steps;
        self
    }

    /// Whether pictures can be recognized here.
    pub fn can_recognize(&self) -> bool {
        self.engine.is_some()
    }

    /// Reads a document. Pages that fail are values in the answer; an error is what concerns the document as a whole.
    pub fn read(
        &self,
        bytes: &[u8],
        request: &ReadRequest,
        progress: &mut dyn FnMut(ReadProgress),
        cancel: &CancelToken,
    ) -> Result<ReadDocument, ReaderError> {
        read::read(self, bytes, request, progress, cancel)
    }

    /// Opens a document to show its pages; the helper stays until the viewer is dropped.
    pub fn open_viewer(
        &self,
        bytes: impl Into<Arc<[u8]>>,
        password: Option<Password>,
    ) -> Result<Viewer, ReaderError> {
        Viewer::open(self.clone(), bytes.into(), password)
    }

    /// Starts a helper only to see how far it can lock itself in on this system.
    pub fn confinement(&self) -> ConfinementReport {
        let asked = Helper::start(&self.helper, &["--confinement"]).and_then(|mut helper| {
            helper.close_input();
            helper.next(Duration::from_secs(10), &CancelToken::new())
        });
        match asked {
            Ok((Answer::Confined { report }, _)) => report,
            _ => ConfinementReport::none(),
        }
    }
}
