//! One recognizer per core, fed with pages as the helper gives them.

use super::{OcrEngine, OcrPicture, OcrWord};
use crate::cancel::CancelToken;
use crate::error::ReaderError;
use crate::helper::gray::chain;
use crate::helper::layout;
use crate::protocol::Way;
use holdfast_case::pages::{BBox, Page, PageSource, Word};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::Scope;
use std::time::Duration;

/// A page whose picture must be read.
pub(in crate::starter) struct Task {
    pub(in crate::starter) page: Page,
    pub(in crate::starter) doubts: Vec<String>,
    pub(in crate::starter) width: u32,
    pub(in crate::starter) height: u32,
    pub(in crate::starter) dpi: u32,
    pub(in crate::starter) way: Way,
    pub(in crate::starter) gray: Vec<u8>,
}

type Finished = (Page, Vec<String>);

/// The recognizers of one reading.
pub(in crate::starter) struct Recognizers<'s> {
    tasks: Option<SyncSender<Task>>,
    finished: Receiver<Finished>,
    stop: CancelToken,
    caller: &'s CancelToken,
}

impl<'s> Recognizers<'s> {
    /// Starts them; without an engine each page says so.
    pub(in crate::starter) fn start<'scope, 'env>(
        scope: &'scope Scope<'scope, 'env>,
        engine: Option<Arc<dyn OcrEngine>>,
        caller: &'s CancelToken,
    ) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (tasks, taken) = sync_channel::<Task>(1);
        let (done, finished) = channel();
        let taken = Arc::new(Mutex::new(taken));
        let stop = CancelToken::new();
        for _ in 0..cores {
            let (taken, done, engine, stop) =
                (taken.clone(), done.clone(), engine.clone(), stop.clone());
            scope.spawn(move || {
                loop {
                    // The lock is held while waiting: the others wait for the lock instead, which is the same.
                    let task = match taken.lock() {
                        Ok(tasks) => tasks.recv(),
                        Err(_) => return,
                    };
                    let Ok(task) = task else { return };
                    if done
                        .send(recognize(engine.as_deref(), task, &stop))
                        .is_err()
                    {
                        return;
                    }
                }
            });
        }
        Self {
            tasks: Some(tasks),
            finished,
            stop,
            caller,
        }
    }

    /// Hands one page over, waiting while all are busy; pages done meanwhile go to `done`.
    pub(in crate::starter) fn give(
        &mut self,
        mut task: Task,
        cancel: &CancelToken,
        done: &mut dyn FnMut(Page, Vec<String>),
    ) -> Result<(), ReaderError> {
        let Some(tasks) = &self.tasks else {
            return Ok(());
        };
        loop {
            while let Ok((page, doubts)) = self.finished.try_recv() {
                done(page, doubts);
            }
            if cancel.is_cancelled() {
                return Err(ReaderError::Cancelled);
            }
            match tasks.try_send(task) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Full(back)) => task = back,
                Err(TrySendError::Disconnected(_)) => return Err(ReaderError::Crashed),
            }
            if let Ok((page, doubts)) = self.finished.recv_timeout(Duration::from_millis(20)) {
                done(page, doubts);
            }
        }
    }

    /// Waits for all pages handed over.
    pub(in crate::starter) fn finish(
        &mut self,
        done: &mut dyn FnMut(Page, Vec<String>),
    ) -> Result<(), ReaderError> {
        self.tasks = None;
        loop {
            if self.caller.is_cancelled() {
                self.stop.cancel();
                return Err(ReaderError::Cancelled);
            }
            match self.finished.recv_timeout(Duration::from_millis(50)) {
                Ok((page, doubts)) => done(page, doubts),
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }

    /// Lets go of all pages.
    pub(in crate::starter) fn abandon(&mut self) {
        self.stop.cancel();
        self.tasks = None;
    }
}

/// Mean confidence under which a page may stand on its head.
const DOUBTFUL: f32 = 0.6;

fn recognize(engine: Option<&dyn OcrEngine>, task: Task, cancel: &CancelToken) -> Finished {
    let (page, doubts) = (task.page, task.doubts);
    let Some(engine) = engine else {
        let why = "This page is a picture, and the text recognizer (tesseract) is not installed."
            .to_owned();
        return failed(page, doubts, why);
    };
    let mut gray = task.gray;
    let (width, height, dpi) = (task.width, task.height, task.dpi);
    let look = |gray: &[u8]| {
        engine.recognize(
            &OcrPicture {
                width,
                height,
                dpi,
                gray,
            },
            cancel,
        )
    };
    let (mut found, mut way) = match look(&gray) {
        Ok(found) => (found, task.way),
        Err(why) => return failed(page, doubts, why),
    };
    // Upside down, text reads as nonsense the recognizer is not sure of. Only then is the second look worth its time.
    if mean_confidence(&found) < DOUBTFUL {
        gray.reverse();
        if let Ok(other) = look(&gray)
            && mean_confidence(&other) > mean_confidence(&found)
        {
            found = other;
            let flip = [
                -1.0,
                0.0,
                f64::from(width),
                0.0,
                -1.0,
                f64::from(height),
                0.0,
                0.0,
                1.0,
            ];
            way = chain(&way, &flip);
        }
    }
    let mut page = page;
    merge(&mut page, found, &way);
    (page, doubts)
}

/// A page whose picture could not be read: its own text stays, and what is missing is told.
fn failed(mut page: Page, mut doubts: Vec<String>, why: String) -> Finished {
    if page.words.is_empty() {
        page.source = PageSource::Unreadable { why };
    } else {
        doubts.push(format!(
            "Page {} has a picture whose words were not read. {why}",
            page.number
        ));
    }
    (page, doubts)
}

/// How sure of its signs the recognizer is, on the whole; 0 where it found none.
fn mean_confidence(words: &[OcrWord]) -> f32 {
    let signs = |w: &OcrWord| w.text.chars().count() as f32;
    let all: f32 = words.iter().map(signs).sum();
    let sure: f32 = words.iter().map(|w| w.confidence * signs(w)).sum();
    if all > 0.0 { sure / all } else { 0.0 }
}

/// Adds words of the picture to words of the text layer; where both have one, the text layer's stays.
fn merge(page: &mut Page, found: Vec<OcrWord>, way: &Way) {
    let own = std::mem::take(&mut page.words);
    let had_own = !own.is_empty();
    let mut seen: Vec<Word> = found
        .into_iter()
        .map(|w| Word {
            text: w.text,
            bbox: w.bbox,
            confidence: w.confidence,
            line: 0,
            block: 0,
        })
        .collect();
    // Lines are put together in the straightened picture, where they are level, and then taken back to the page.
    layout::arrange(&mut seen);
    for word in &mut seen {
        word.bbox = back(word.bbox, way);
    }
    seen.retain(|w| !own.iter().any(|o| covers(o.bbox, w.bbox)));
    let added = !seen.is_empty();
    page.source = match (had_own, added) {
        (false, false) => PageSource::Blank,
        (false, true) => PageSource::Ocr,
        (true, false) => PageSource::TextLayer,
        (true, true) => PageSource::Mixed,
    };
    if had_own && added {
        seen.extend(own);
        layout::arrange(&mut seen);
    } else if had_own {
        seen = own;
    }
    page.words = seen;
}

/// The upright box around a box taken back to the page.
fn back(b: BBox, way: &Way) -> BBox {
    let corners = [(b.x0, b.y0), (b.x1, b.y0), (b.x1, b.y1), (b.x0, b.y1)];
    let points = corners.map(|(x, y)| crate::helper::gray::apply(way, f64::from(x), f64::from(y)));
    let mut bounds: Option<BBox> = None;
    for (x, y) in points {
        let point = BBox {
            x0: x as f32,
            y0: y as f32,
            x1: x as f32,
            y1: y as f32,
        };
        bounds = Some(bounds.map_or(point, |b| b.union(point)));
    }
    bounds.unwrap_or_default()
}

/// Whether most of `word` lies under `own`.
fn covers(own: BBox, word: BBox) -> bool {
    let x = own.x1.min(word.x1) - own.x0.max(word.x0);
    let y = own.y1.min(word.y1) - own.y0.max(word.y0);
    x > 0.0 && y > 0.0 && x * y > 0.4 * (word.width() * word.height()).max(0.01)
}
