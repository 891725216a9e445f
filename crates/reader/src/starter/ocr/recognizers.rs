//! One recognizer per core, fed with pages as the helper gives them.

use super::{OcrEngine, OcrPicture, OcrWord};
use crate::cancel::CancelToken;
use crate::error::ReaderError;
use crate::helper::clean::Leader;
use crate::helper::figures::{is_amount, is_number};
use crate::helper::gray::chain;
use crate::helper::order;
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
    pub(in crate::starter) leaders: Vec<Leader>,
    pub(in crate::starter) cut: Option<u32>,
    pub(in crate::starter) gray: Vec<u8>,
}

type Finished = (Page, Vec<String>);

/// One half of a page, or all of it: a page of its own would keep one core only.
struct Part {
    sheet: Arc<Sheet>,
    index: usize,
}

/// A page shared by those who read its parts.
struct Sheet {
    task: Task,
    /// First row and height of each part.
    parts: Vec<(u32, u32)>,
    read: Mutex<Vec<Option<OcrPart>>>,
}

impl Sheet {
    fn new(task: Task) -> Self {
        let height = task.height;
        let parts = match task.cut {
            Some(at) if at > 0 && at < height => vec![(0, at), (at, height - at)],
            _ => vec![(0, height)],
        };
        let read = Mutex::new(parts.iter().map(|_| None).collect());
        Self { task, parts, read }
    }

    /// Keeps what was read of one part; the last one is given all of them.
    fn keep(&self, index: usize, read: OcrPart) -> Option<Vec<OcrPart>> {
        let mut all = match self.read.lock() {
            Ok(all) => all,
            Err(broken) => broken.into_inner(),
        };
        if let Some(place) = all.get_mut(index) {
            *place = Some(read);
        }
        all.iter()
            .all(Option::is_some)
            .then(|| all.iter_mut().filter_map(Option::take).collect())
    }
}

/// What was read of one part, or why nothing was.
type OcrPart = Result<Vec<OcrWord>, String>;

/// The recognizers of one reading.
pub(in crate::starter) struct Recognizers<'s> {
    tasks: Option<SyncSender<Part>>,
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
        let (tasks, taken) = sync_channel::<Part>(1);
        let (done, finished) = channel();
        let taken = Arc::new(Mutex::new(taken));
        let stop = CancelToken::new();
        for _ in 0..cores {
            let (taken, done, engine, stop) =
                (taken.clone(), done.clone(), engine.clone(), stop.clone());
            scope.spawn(move || {
                loop {
                    // The lock is held while waiting: the others wait for the lock instead, which is the same.
                    let part = match taken.lock() {
                        Ok(tasks) => tasks.recv(),
                        Err(_) => return,
                    };
                    let Ok(part) = part else { return };
                    if let Some(page) = recognize(engine.as_deref(), &part, &stop)
                        && done.send(page).is_err()
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
        task: Task,
        cancel: &CancelToken,
        done: &mut dyn FnMut(Page, Vec<String>),
    ) -> Result<(), ReaderError> {
        let sheet = Arc::new(Sheet::new(task));
        for index in 0..sheet.parts.len() {
            let sheet = sheet.clone();
            self.give_part(Part { sheet, index }, cancel, done)?;
        }
        Ok(())
    }

    fn give_part(
        &mut self,
        mut part: Part,
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
            match tasks.try_send(part) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Full(back)) => part = back,
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
/// Marks that were counted, not recognized.
const LEADER_CONFIDENCE: f32 = 0.9;

/// Reads one part; the page, where it was the last one.
fn recognize(
    engine: Option<&dyn OcrEngine>,
    part: &Part,
    cancel: &CancelToken,
) -> Option<Finished> {
    let sheet = &part.sheet;
    let task = &sheet.task;
    let (top, height) = sheet.parts.get(part.index).copied()?;
    let row = task.width as usize;
    let rows = (top as usize * row)..((top + height) as usize * row);
    let read = match (engine, task.gray.get(rows)) {
        (Some(engine), Some(gray)) => look(engine, task, height, gray, false, cancel),
        _ => Err(
            "This page is a picture, and the text recognizer (tesseract) is not installed."
                .to_owned(),
        ),
    };
    let all = sheet.keep(part.index, read)?;
    let mut found: Vec<OcrWord> = Vec::new();
    for (part, (top, _)) in all.into_iter().zip(&sheet.parts) {
        let mut words = match part {
            Ok(words) => words,
            Err(why) => return Some(failed(task.page.clone(), task.doubts.clone(), why)),
        };
        let lines = found.last().map_or(0, |w| w.line + 1);
        for word in &mut words {
            word.bbox.y0 += *top as f32;
            word.bbox.y1 += *top as f32;
            word.line += lines;
        }
        found.extend(words);
    }
    let mut leaders = task.leaders.clone();
    let mut way = task.way;
    if let Some(engine) = engine {
        found = by_rows(engine, task, &task.gray, found, cancel);
    }
    // Upside down, text reads as nonsense the recognizer is not sure of. Only then is the second look worth its time.
    if let Some(engine) = engine
        && mean_confidence(&found) < DOUBTFUL
    {
        let mut gray = task.gray.clone();
        gray.reverse();
        if let Ok(other) = look(engine, task, task.height, &gray, false, cancel)
            && mean_confidence(&other) > mean_confidence(&found)
        {
            found = by_rows(engine, task, &gray, other, cancel);
            let (width, height) = (task.width as f32, task.height as f32);
            for leader in &mut leaders {
                let b = leader.bbox;
                leader.bbox = BBox {
                    x0: width - b.x1,
                    y0: height - b.y1,
                    x1: width - b.x0,
                    y1: height - b.y0,
                };
            }
            let (width, height) = (f64::from(width), f64::from(height));
            let flip = [-1.0, 0.0, width, 0.0, -1.0, height, 0.0, 0.0, 1.0];
            way = chain(&way, &flip);
        }
    }
    let mut page = task.page.clone();
    merge(&mut page, found, leaders, &way);
    Some((page, task.doubts.clone()))
}

/// The columns of a table are taken for columns of words, and amounts fall apart at their points. Where numbers are
/// many the page is read once more row by row, and the reading with more whole amounts counts.
fn by_rows(
    engine: &dyn OcrEngine,
    task: &Task,
    gray: &[u8],
    found: Vec<OcrWord>,
    cancel: &CancelToken,
) -> Vec<OcrWord> {
    if !is_table(&found) {
        return found;
    }
    match look(engine, task, task.height, gray, true, cancel) {
        Ok(other) if whole_amounts(&other) > whole_amounts(&found) => other,
        _ => found,
    }
}

fn look(
    engine: &dyn OcrEngine,
    task: &Task,
    height: u32,
    gray: &[u8],
    rows: bool,
    cancel: &CancelToken,
) -> Result<Vec<OcrWord>, String> {
    let picture = OcrPicture {
        width: task.width,
        height,
        dpi: task.dpi,
        gray,
        rows,
    };
    engine.recognize(&picture, cancel)
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

/// Words of a page from which it may be a table, and the share of numbers (or pieces of them) that makes it one.
const TABLE: usize = 40;
const TABLE_SHARE: usize = 4;

fn is_table(words: &[OcrWord]) -> bool {
    let numbers = words.iter().filter(|w| is_number(&w.text)).count();
    words.len() >= TABLE && numbers * TABLE_SHARE >= words.len()
}

fn whole_amounts(words: &[OcrWord]) -> usize {
    words.iter().filter(|w| is_amount(&w.text)).count()
}

/// How sure of its signs the recognizer is, on the whole; 0 where it found none.
fn mean_confidence(words: &[OcrWord]) -> f32 {
    let signs = |w: &OcrWord| w.text.chars().count() as f32;
    let all: f32 = words.iter().map(signs).sum();
    let sure: f32 = words.iter().map(|w| w.confidence * signs(w)).sum();
    if all > 0.0 { sure / all } else { 0.0 }
}

/// Adds words of the picture to words of the text layer; where both have one, the text layer's stays.
fn merge(page: &mut Page, found: Vec<OcrWord>, leaders: Vec<Leader>, way: &Way) {
    let own = std::mem::take(&mut page.words);
    let had_own = !own.is_empty();
    let word = |text: String, bbox: BBox, confidence: f32| Word {
        text,
        bbox,
        confidence,
        line: 0,
        block: 0,
    };
    let mut pieces: Vec<order::Line> = Vec::new();
    let mut open = None;
    for w in found {
        // What is seen where a leader was taken out is what was left of it.
        if leaders.iter().any(|l| covers(l.bbox, w.bbox)) && w.text.chars().count() < 3 {
            continue;
        }
        if open != Some(w.line) {
            open = Some(w.line);
            pieces.push(vec![]);
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(word(w.text, w.bbox, w.confidence));
        }
    }
    for leader in leaders {
        let b = leader.bbox;
        let marks: Vec<&str> = leader.text.split(' ').collect();
        let step = b.width() / marks.len().max(1) as f32;
        let words = marks.iter().enumerate().map(|(n, mark)| {
            let x0 = b.x0 + n as f32 * step;
            let x1 = x0 + step * if marks.len() > 1 { 0.5 } else { 1.0 };
            word((*mark).to_owned(), BBox { x0, x1, ..b }, LEADER_CONFIDENCE)
        });
        pieces.push(words.collect());
    }
    // Lines are put together in the straightened picture, where they are level, and then taken back to the page.
    let mut seen = order::arrange_pieces(pieces);
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
        order::arrange(&mut seen);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Sees one word in each part, named by the part's height, and another one only where the picture is upright.
    struct Fake;

    impl OcrEngine for Fake {
        fn recognize(
            &self,
            picture: &OcrPicture<'_>,
            _: &CancelToken,
        ) -> Result<Vec<OcrWord>, String> {
            let upright = picture.gray.first().is_some_and(|p| *p == 0);
            let text = format!("high{}", picture.height);
            let bbox = BBox {
                x0: 0.0,
                y0: 2.0,
                x1: 30.0,
                y1: 8.0,
            };
            let confidence = if upright { 0.9 } else { 0.3 };
            Ok(vec![OcrWord {
                text,
                bbox,
                confidence,
                line: 1,
            }])
        }
    }

    fn task(cut: Option<u32>, dark_at: usize) -> Task {
        let mut gray = vec![255; 100 * 60];
        gray[dark_at] = 0;
        gray[40 * 100] = 0;
        Task {
            page: Page {
                number: 1,
                width: 100.0,
                height: 60.0,
                source: PageSource::Blank,
                words: vec![],
            },
            doubts: vec![],
            width: 100,
            height: 60,
            dpi: 72,
            way: crate::helper::gray::STILL,
            leaders: vec![Leader {
                text: ".....".to_owned(),
                bbox: BBox {
                    x0: 40.0,
                    y0: 3.0,
                    x1: 90.0,
                    y1: 8.0,
                },
            }],
            cut,
            gray,
        }
    }

    fn read(task: Task) -> Page {
        let sheet = Arc::new(Sheet::new(task));
        let mut pages = (0..sheet.parts.len()).rev().filter_map(|index| {
            let sheet = sheet.clone();
            recognize(Some(&Fake), &Part { sheet, index }, &CancelToken::new())
        });
        let page = pages.next().unwrap().0;
        assert!(pages.next().is_none());
        page
    }

    #[test]
    fn parts_of_a_page_are_put_together_with_its_leaders() {
        let page = read(task(Some(40), 0));
        let words: Vec<_> = page
            .words
            .iter()
            .map(|w| (w.text.as_str(), w.line, w.bbox.y0))
            .collect();
        assert_eq!(
            words,
            [("high40", 0, 2.0), (".....", 0, 3.0), ("high20", 1, 42.0)]
        );
    }

    #[test]
    fn a_page_on_its_head_is_turned_with_its_leaders() {
        let page = read(task(None, 100 * 60 - 1));
        let word = |text: &str| page.words.iter().find(|w| w.text == text).unwrap().bbox;
        assert_eq!(word("high60").corners(), [70.0, 52.0, 100.0, 58.0]);
        assert_eq!(word(".....").corners(), [40.0, 3.0, 90.0, 8.0]);
    }

    /// Reads a table in pieces, unless it is told that rows go through.
    struct ByColumns;

    impl OcrEngine for ByColumns {
        fn recognize(
            &self,
            picture: &OcrPicture<'_>,
            _: &CancelToken,
        ) -> Result<Vec<OcrWord>, String> {
            let pieces: &[&str] = if picture.rows {
                &["48.95"]
            } else {
                &["48.", "95"]
            };
            let word = |(n, text): (usize, &&str)| OcrWord {
                text: (*text).to_owned(),
                bbox: BBox {
                    x0: n as f32 * 2.0,
                    y0: 2.0,
                    x1: n as f32 * 2.0 + 1.0,
                    y1: 8.0,
                },
                confidence: 0.9,
                line: 1,
            };
            Ok(pieces
                .iter()
                .cycle()
                .take(60)
                .enumerate()
                .map(word)
                .collect())
        }
    }

    #[test]
    fn a_table_whose_amounts_fell_apart_is_read_row_by_row() {
        let part = Part {
            sheet: Arc::new(Sheet::new(task(None, 0))),
            index: 0,
        };
        let (page, _) = recognize(Some(&ByColumns), &part, &CancelToken::new()).unwrap();
        assert!(page.words.iter().any(|w| w.text == "48.95"));
        assert!(!page.words.iter().any(|w| w.text == "48."));
    }

    #[test]
    fn a_cut_outside_the_picture_is_no_cut() {
        for at in [0, 60, 61, u32::MAX] {
            assert_eq!(Sheet::new(task(Some(at), 0)).parts, [(0, 60)]);
        }
    }
}
