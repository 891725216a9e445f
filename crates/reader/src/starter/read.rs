//! One reading: helper, recognizers beside it, and what becomes of pages that fail.

use super::ocr::{Recognizers, Task};
use super::process::{Helper, hand_over};
use super::{ReadDocument, ReadProgress, ReadRequest, Reader};
use crate::cancel::CancelToken;
use crate::damage::{Gap, Loss, Whole, judge, settle, wordless};
use crate::error::ReaderError;
use crate::media::MediaKind;
use crate::protocol::{Answer, Job};
use holdfast_case::pages::{Attachment, Page, PageSource, Pages};
use std::collections::BTreeMap;
use std::time::Duration;

/// Pages that may each cost a helper before the rest of the document is given up.
const MAX_RESTARTS: u32 = 12;
/// Bytes of attachments taken from one document.
const MAX_ATTACHED: usize = 2 << 30;
/// Size told for pages of which nothing is known: US Letter.
const LETTER: (f32, f32) = (612.0, 792.0);

pub(super) fn read(
    reader: &Reader,
    bytes: &[u8],
    request: &ReadRequest,
    progress: &mut dyn FnMut(ReadProgress),
    cancel: &CancelToken,
) -> Result<ReadDocument, ReaderError> {
    if bytes.is_empty() {
        return Err(ReaderError::Empty);
    }
    let first = request.first_page.max(1);
    let mut run = Run {
        reader,
        bytes,
        request,
        cancel,
        progress,
        media: None,
        count: 0,
        read_to: first.saturating_sub(1),
        pages: BTreeMap::new(),
        doubts: Vec::new(),
        loss: None,
        gaps: BTreeMap::new(),
        attachments: Vec::new(),
        attached: 0,
    };
    let mut restarts = 0;
    loop {
        match run.helper() {
            Ok(()) => break,
            // The page it was at cost the helper: begin again behind it. The document as a whole is at fault only
            // where it did not come as far as a page.
            Err(
                e
                @ (ReaderError::Crashed | ReaderError::OutOfMemory | ReaderError::TimedOut { .. }),
            ) => {
                if run.media.is_none() {
                    return Err(e);
                }
                let failed = run.read_to + 1;
                if failed > run.last() {
                    break;
                }
                restarts += 1;
                let alone = run.pages.is_empty() && run.last() == failed;
                if alone || restarts > MAX_RESTARTS {
                    let none_read = run
                        .pages
                        .values()
                        .all(|p| matches!(p.source, PageSource::Unreadable { .. }));
                    if none_read {
                        return Err(at_page(e, failed));
                    }
                    for number in failed..=run.last() {
                        run.unreadable(number, "Too many pages before this one could not be read.");
                    }
                    break;
                }
                run.unreadable(failed, &at_page(e, failed).to_string());
                run.read_to = failed;
                if failed >= run.last() {
                    break;
                }
            }
            Err(e) => return Err(e),
        }
    }
    run.finish()
}

fn at_page(error: ReaderError, page: u32) -> ReaderError {
    match error {
        ReaderError::TimedOut { .. } => ReaderError::TimedOut { page },
        other => other,
    }
}

struct Run<'r> {
    reader: &'r Reader,
    bytes: &'r [u8],
    request: &'r ReadRequest,
    cancel: &'r CancelToken,
    progress: &'r mut dyn FnMut(ReadProgress),
    media: Option<MediaKind>,
    count: u32,
    /// The last page the helper has given.
    read_to: u32,
    pages: BTreeMap<u32, Page>,
    doubts: Vec<(u32, String)>,
    /// What the document lacks as a whole.
    loss: Option<Loss>,
    /// What its pages lack.
    gaps: BTreeMap<u32, Gap>,
    attachments: Vec<Attachment>,
    attached: usize,
}

impl Run<'_> {
    /// The last page wanted.
    fn last(&self) -> u32 {
        let limit = self
            .request
            .first_page
            .max(1)
            .saturating_add(self.request.page_limit)
            .saturating_sub(1);
        self.count.min(limit)
    }

    /// Runs one helper from the page after the last one given.
    fn helper(&mut self) -> Result<(), ReaderError> {
        let mut helper = Helper::start(&self.reader.helper, &[])?;
        let mut input = helper.take_input();
        let first = self.read_to + 1;
        let end = self
            .request
            .first_page
            .max(1)
            .saturating_add(self.request.page_limit);
        let job = Job::Read {
            password: self.request.password.clone(),
            first,
            limit: end.saturating_sub(first),
            pictures: self.request.ocr && self.reader.engine.is_some(),
            steps: self.reader.steps,
        };
        let bytes = self.bytes;
        let engine = self.reader.engine.clone();
        let cancel = self.cancel.clone();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                // A helper that ends early breaks the pipe; how it ended is told on the other side.
                if let Some(input) = &mut input {
                    let _ = hand_over(input, &job, bytes);
                }
            });
            let mut recognizers = Recognizers::start(scope, engine, &cancel);
            let outcome = self.follow(&mut helper, &mut recognizers);
            // Ends the process and with it both pipe threads, so that the scope can close.
            drop(helper);
            match outcome {
                // Pages already handed to the recognizers are not lost with the helper.
                Ok(())
                | Err(
                    ReaderError::Crashed | ReaderError::OutOfMemory | ReaderError::TimedOut { .. },
                ) => recognizers
                    .finish(&mut |page, doubts| self.done(page, doubts))
                    .and(outcome),
                Err(e) => {
                    recognizers.abandon();
                    Err(e)
                }
            }
        })
    }

    fn follow(
        &mut self,
        helper: &mut Helper,
        recognizers: &mut Recognizers<'_>,
    ) -> Result<(), ReaderError> {
        // Opening a large document counts as its first page, and so does handing it over.
        let opening =
            self.reader.page_time + Duration::from_millis(self.bytes.len() as u64 / 20_000);
        let mut time = opening;
        loop {
            let (answer, body) = helper.next(time, self.cancel)?;
            match answer {
                Answer::Confined { .. } => {}
                Answer::Opened {
                    media,
                    page_count,
                    loss,
                } => {
                    if self.media.is_none() {
                        self.media = Some(media);
                        self.loss = loss;
                        self.count = page_count;
                        (self.progress)(ReadProgress::PageCount(page_count));
                    }
                    time = self.reader.page_time;
                }
                Answer::Page { page, doubts, gap } => {
                    self.expect(page.number)?;
                    self.lacks(page.number, gap);
                    self.done(page, doubts);
                }
                Answer::Picture {
                    page,
                    doubts,
                    gap,
                    width,
                    height,
                    dpi,
                    way,
                    leaders,
                    cut,
                } => {
                    self.expect(page.number)?;
                    self.lacks(page.number, gap);
                    if body.len() as u64 != u64::from(width) * u64::from(height) {
                        return Err(ReaderError::Crashed);
                    }
                    let task = Task {
                        page,
                        doubts,
                        width,
                        height,
                        dpi,
                        way,
                        leaders,
                        cut,
                        gray: body,
                    };
                    recognizers.give(task, self.cancel, &mut |page, doubts| {
                        self.done(page, doubts)
                    })?;
                }
                Answer::Attachment { name } => {
                    self.attached = self.attached.saturating_add(body.len());
                    if self.attached > MAX_ATTACHED {
                        return Err(ReaderError::TooLarge {
                            what: "its attachments together pass 2 GiB".to_owned(),
                        });
                    }
                    self.attachments.push(Attachment { name, bytes: body });
                }
                Answer::Failed { fault } => return Err(fault.into()),
                Answer::Done => return Ok(()),
                Answer::Rendered
                | Answer::Assembling { .. }
                | Answer::Assembled { .. }
                | Answer::PartFailed { .. }
                | Answer::DeadLinks { .. }
                | Answer::Form { .. }
                | Answer::Filled { .. } => return Err(ReaderError::Crashed),
            }
        }
    }

    /// A helper gives pages in order, each once; one that does otherwise is not ours any more.
    fn expect(&mut self, number: u32) -> Result<(), ReaderError> {
        if number != self.read_to + 1 || number > self.last() {
            return Err(ReaderError::Crashed);
        }
        self.read_to = number;
        Ok(())
    }

    fn lacks(&mut self, number: u32, gap: Option<Gap>) {
        self.gaps.extend(gap.map(|gap| (number, gap)));
    }

    fn done(&mut self, mut page: Page, mut doubts: Vec<String>) {
        let number = page.number;
        settle(&mut page, self.gaps.get(&number).copied(), &mut doubts);
        self.doubts.extend(doubts.into_iter().map(|d| (number, d)));
        self.pages.insert(number, page);
        let of = self
            .last()
            .saturating_sub(self.request.first_page.max(1).saturating_sub(1));
        (self.progress)(ReadProgress::PageDone {
            number,
            done: self.pages.len() as u32,
            of,
        });
    }

    fn unreadable(&mut self, number: u32, why: &str) {
        let (width, height) = LETTER;
        let source = PageSource::Unreadable {
            why: why.to_owned(),
        };
        self.done(
            Page {
                number,
                width,
                height,
                source,
                words: vec![],
            },
            vec![],
        );
    }

    fn finish(mut self) -> Result<ReadDocument, ReaderError> {
        let media = self.media.ok_or(ReaderError::Crashed)?;
        let beyond = self.count.saturating_sub(self.last());
        // Every page was looked at: is there a word in it at all?
        if beyond == 0 && self.request.first_page <= 1 {
            let gap = |number| self.gaps.get(&number).copied();
            match judge(self.pages.values(), gap, self.loss) {
                Whole::Fine => {}
                Whole::Wordless => self.doubts.push((0, wordless(media).to_owned())),
                Whole::Lost(what) => {
                    return Err(ReaderError::Damaged {
                        what: what.to_owned(),
                    });
                }
            }
        }
        let whole = self.loss.is_none() && self.gaps.is_empty();
        self.doubts
            .extend(self.loss.map(|loss| (0, loss.sentence())));
        // Every page of the document is accounted for, the ones not asked for too.
        for number in 1..=self.count.min(100_000) {
            self.pages.entry(number).or_insert_with(|| {
                let (width, height) = LETTER;
                let why = "This page was not read: it lies outside the pages asked for.".to_owned();
                Page {
                    number,
                    width,
                    height,
                    source: PageSource::Unreadable { why },
                    words: vec![],
                }
            });
        }
        let asked = self.request.first_page.max(1)..=self.read_to;
        self.doubts.sort_by_key(|d| d.0);
        let mut doubts: Vec<String> = self.doubts.into_iter().map(|d| d.1).collect();
        for page in self.pages.values() {
            if let PageSource::Unreadable { why } = &page.source
                && asked.contains(&page.number)
            {
                // In the words in which the letter's own doubts say it, so that it is told once.
                doubts.push(format!("Page {} could not be read: {why}", page.number));
            }
        }
        let pages = Pages {
            pages: self.pages.into_values().collect(),
            doubts,
        };
        Ok(ReadDocument {
            media,
            pages,
            beyond,
            whole,
            attachments: self.attachments,
        })
    }
}
