//! One recognizer per core, fed with pages as the helper gives them.

use super::{OcrEngine, OcrPicture, OcrWord};
use crate::cancel::CancelToken;
use crate::error::ReaderError;
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

fn recognize(engine: Option<&dyn OcrEngine>, task: Task, cancel: &CancelToken) -> Finished {
    let mut page = task.page;
    let picture = OcrPicture {
        width: task.width,
        height: task.height,
        dpi: task.dpi,
        gray: &task.gray,
    };
    let found = match engine {
        Some(engine) => engine.recognize(&picture, cancel),
        None => Err(
            "This page is a picture, and the text recognizer (tesseract) is not installed."
                .to_owned(),
        ),
    };
    match found {
        Ok(found) => merge(&mut page, found, &task.way),
        Err(why) if page.words.is_empty() => page.source = PageSource::Unreadable { why },
        // Its own text stays, and what the picture would add is told as missing.
        Err(why) => {
            let doubt = format!(
                "Page {} has a picture whose words were not read. {why}",
                page.number
            );
            return (page, [task.doubts, vec![doubt]].concat());
        }
    }
    (page, task.doubts)
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
