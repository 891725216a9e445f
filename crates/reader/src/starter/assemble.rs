//! Putting a packet together: the parts go to a confined helper, one finished PDF comes back.

use super::Reader;
use super::ahead::PacketAhead;
use super::process::{Helper, hand_next, hand_parts};
use crate::assembly::{
    FootLine, PacketNote, PartPage, PartPlace, Plan, PlanPart, Redaction, Shrink,
};
use crate::cancel::CancelToken;
use crate::error::{AssembleError, ReaderError};
use crate::protocol::{Answer, Job};
use crate::secret::Password;
use holdfast_case::pages::Page;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// Bytes of all parts together at most.
const MOST_BYTES: usize = 1 << 30;
/// Helpers that carrying pages may cost before it is given up.
const MOST_RESTARTS: usize = 8;

/// One part of a packet.
#[derive(Clone, Debug)]
pub struct PacketPart {
    /// A PDF, picture, text or mail: whatever can be read can be put in.
    pub bytes: Arc<[u8]>,
    /// The original's own password.
    pub password: Option<Password>,
    /// Which pages, in which order; none named means all of them.
    pub pages: Vec<PartPage>,
    /// What links call it, such as `exhibit-c`; no two parts have the same.
    pub name: String,
    /// What the packet's outline calls it; without one it has no entry there.
    pub bookmark: Option<String>,
    /// Further entries of the outline: which of the part's pages, counted from 1, and what each is called.
    pub bookmarks: Vec<(u32, String)>,
    /// What is stamped on each of its pages, such as "Exhibit C"; "page 3 of 12" is set under it.
    pub stamp: Option<String>,
    /// Words recognized on its pages, each page told by its number: a picture then keeps them as hidden text.
    pub words: Vec<Page>,
}

impl PacketPart {
    /// All pages of an original under a name, without stamp and outline entry.
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self {
            bytes: bytes.into(),
            password: None,
            pages: Vec::new(),
            name: name.into(),
            bookmark: None,
            bookmarks: Vec::new(),
            stamp: None,
            words: Vec::new(),
        }
    }
}

/// What a packet is to be.
#[derive(Clone, Debug, Default)]
pub struct PacketRequest {
    /// Its parts, in order.
    pub parts: Vec<PacketPart>,
    /// Set at the left of each page's foot.
    pub foot: Option<String>,
    /// The same as a line that is set already; where there is one, it stands instead.
    pub foot_line: Option<FootLine>,
    /// Whether "Packet page 12 of 47" is set at the right of each page's foot.
    pub number_through: bool,
    /// The title of the file, as viewers show it.
    pub title: String,
    /// Whether DRAFT stands across each page.
    pub draft: bool,
    /// Makes it smaller.
    pub shrink: Option<Shrink>,
    /// Places that are blacked out.
    pub redact: Vec<Redaction>,
}

/// A packet, ready to be sent.
#[derive(Clone, Debug)]
pub struct Packet {
    /// The file. The same request gives the same bytes.
    pub pdf: Vec<u8>,
    /// Where each part stands in it.
    pub parts: Vec<PartPlace>,
    /// What a person should know about it.
    pub notes: Vec<PacketNote>,
}

impl Reader {
    /// Puts a packet together. `progress` is told how many steps are done and how many there are. An original that
    /// cannot be taken over as it is becomes pictures with hidden text; no page is ever left out.
    pub fn assemble(
        &self,
        request: PacketRequest,
        cancel: &CancelToken,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<Packet, AssembleError> {
        self.assemble_ahead(None, request, cancel, progress)
    }

    /// The same with papers that were handed over before; see [`Reader::open_ahead`]. The packet is the same.
    pub fn assemble_ahead(
        &self,
        mut ahead: Option<PacketAhead>,
        request: PacketRequest,
        cancel: &CancelToken,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<Packet, AssembleError> {
        check(&request)?;
        let (mut plan, frames) = split(request);
        let mut restarts = 0;
        loop {
            let mut at = None;
            let came_ahead = ahead.is_some();
            match self.assemble_once(&plan, &frames, ahead.take(), cancel, progress, &mut at) {
                // Opening one ahead may have cost it: which one is told where each comes in its turn.
                Err(AssembleError::Reader(
                    ReaderError::Crashed
                    | ReaderError::OutOfMemory
                    | ReaderError::Ended
                    | ReaderError::TimedOut { .. },
                )) if came_ahead && at.is_none() => {}
                // Carrying this part has cost the helper: its pages can still be drawn.
                Err(AssembleError::Reader(
                    e @ (ReaderError::Crashed
                    | ReaderError::OutOfMemory
                    | ReaderError::TimedOut { .. }),
                )) if let Some(part) = at => {
                    restarts += 1;
                    let Some(failed) = plan.parts.get_mut(part) else {
                        return Err(AssembleError::Reader(e));
                    };
                    if failed.as_pictures || restarts > MOST_RESTARTS {
                        return Err(AssembleError::Part { part, error: e });
                    }
                    failed.as_pictures = true;
                }
                other => return other,
            }
        }
    }

    /// How many pages a document has.
    pub fn count_pages(
        &self,
        bytes: &[u8],
        password: Option<Password>,
    ) -> Result<u32, ReaderError> {
        if bytes.is_empty() {
            return Err(ReaderError::Empty);
        }
        let parts: [&[u8]; 1] = [bytes];
        let never = CancelToken::new();
        let mut count = None;
        self.talk(
            &Job::Count { password },
            &parts,
            &never,
            &mut |answer, _| match answer {
                Answer::Opened { page_count, .. } => {
                    count = Some(page_count);
                    Ok(())
                }
                Answer::Failed { fault } => Err(ReaderError::from(fault).into()),
                _ => Err(ReaderError::Crashed.into()),
            },
        )
        .map_err(AssembleError::into_reader)?;
        count.ok_or(ReaderError::Crashed)
    }

    fn assemble_once(
        &self,
        plan: &Plan,
        frames: &[Arc<[u8]>],
        ahead: Option<PacketAhead>,
        cancel: &CancelToken,
        progress: &mut dyn FnMut(u32, u32),
        at: &mut Option<usize>,
    ) -> Result<Packet, AssembleError> {
        let mut packet = None;
        let mut plan = Box::new(plan.clone());
        let mut parts: Vec<&[u8]> = Vec::with_capacity(frames.len());
        let mut there = ahead.as_ref().map(PacketAhead::papers).unwrap_or_default();
        for (part, frames) in plan.parts.iter_mut().zip(frames.chunks(2)) {
            let [bytes, words] = frames else { continue };
            part.ahead = there.take(bytes, part.password.as_ref());
            if part.ahead.is_none() {
                parts.push(bytes);
            }
            parts.push(words);
        }
        let job = Job::Assemble { plan };
        let mut take = |answer, body| match answer {
            Answer::Assembling { part, done, of } => {
                *at = part;
                progress(done, of);
                Ok(())
            }
            Answer::Assembled { parts, notes } => {
                packet = Some(Packet {
                    pdf: body,
                    parts,
                    notes,
                });
                Ok(())
            }
            Answer::PartFailed { part, fault } => Err(AssembleError::Part {
                part,
                error: fault.into(),
            }),
            Answer::DeadLinks { links } => Err(AssembleError::DeadLinks { links }),
            Answer::Failed { fault } => Err(ReaderError::from(fault).into()),
            _ => Err(ReaderError::Crashed.into()),
        };
        match ahead {
            Some(ahead) => {
                let total = ahead.bytes() + parts.iter().map(|p| p.len()).sum::<usize>();
                let (helper, input) = ahead.go();
                let hand = || {
                    // A helper that ends early breaks the pipe; how it ended is told on the other side.
                    if let Some(mut input) = input.and_then(|input| input.join().ok().flatten()) {
                        let _ = hand_next(&mut input, &job, &parts);
                    }
                };
                converse(helper, hand, self.time_for(total), cancel, &mut take)?;
            }
            None => self.talk(&job, &parts, cancel, &mut take)?,
        }
        packet.ok_or(AssembleError::Reader(ReaderError::Crashed))
    }

    /// Starts a helper, hands it the job and the parts, and takes its answers until it is done.
    pub(super) fn talk(
        &self,
        job: &Job,
        parts: &[&[u8]],
        cancel: &CancelToken,
        take: &mut dyn FnMut(Answer, Vec<u8>) -> Result<(), AssembleError>,
    ) -> Result<(), AssembleError> {
        let mut helper = Helper::start(&self.helper, &[])?;
        let input = helper.take_input();
        let total = parts.iter().map(|p| p.len()).sum();
        let hand = || {
            // A helper that ends early breaks the pipe; how it ended is told on the other side.
            if let Some(mut input) = input {
                let _ = hand_parts(&mut input, job, parts);
            }
        };
        converse(helper, hand, self.time_for(total), cancel, take)
    }

    /// How long a step may take. Handing over and opening counts with every step: a large original may take its time in
    /// any of them.
    fn time_for(&self, bytes: usize) -> Duration {
        self.page_time + Duration::from_millis(bytes as u64 / 20_000)
    }
}

/// Hands a helper what it still needs, and takes its answers until it is done.
fn converse(
    mut helper: Helper,
    hand: impl FnOnce() + Send,
    time: Duration,
    cancel: &CancelToken,
    take: &mut dyn FnMut(Answer, Vec<u8>) -> Result<(), AssembleError>,
) -> Result<(), AssembleError> {
    std::thread::scope(|scope| {
        scope.spawn(hand);
        let outcome = loop {
            match helper.next(time, cancel) {
                Ok((Answer::Confined { .. }, _)) => {}
                Ok((Answer::Done, _)) => break Ok(()),
                Ok((answer, body)) => {
                    if let Err(e) = take(answer, body) {
                        break Err(e);
                    }
                }
                Err(e) => break Err(e.into()),
            }
        };
        // Ends the process and with it both pipe threads, so that the scope can close.
        drop(helper);
        outcome
    })
}

/// What can be said against a request before a byte of it is looked at.
fn check(request: &PacketRequest) -> Result<(), AssembleError> {
    if request.parts.is_empty() {
        return Err(AssembleError::NoParts);
    }
    let mut names = BTreeSet::new();
    for (part, one) in request.parts.iter().enumerate() {
        if !names.insert(one.name.as_str()) {
            return Err(AssembleError::NameTwice { part });
        }
        if one.bytes.is_empty() {
            let error = ReaderError::Empty;
            return Err(AssembleError::Part { part, error });
        }
    }
    let total: usize = request.parts.iter().map(|p| p.bytes.len()).sum();
    if total > MOST_BYTES {
        let what = "its parts together pass 1 GiB".to_owned();
        return Err(ReaderError::TooLarge { what }.into());
    }
    Ok(())
}

/// The request without bytes, and for each part its bytes and its words.
fn split(request: PacketRequest) -> (Plan, Vec<Arc<[u8]>>) {
    let mut frames: Vec<Arc<[u8]>> = Vec::with_capacity(2 * request.parts.len());
    let mut parts = Vec::with_capacity(request.parts.len());
    for part in request.parts {
        let wanted =
            |page: &Page| part.pages.is_empty() || part.pages.iter().any(|p| p.page == page.number);
        let words: Vec<&Page> = part.words.iter().filter(|page| wanted(page)).collect();
        // Words are plain data: this cannot fail.
        let words = serde_json::to_vec(&words).unwrap_or_else(|_| b"[]".to_vec());
        frames.push(part.bytes);
        frames.push(words.into());
        parts.push(PlanPart {
            password: part.password,
            pages: part.pages,
            name: part.name,
            bookmark: part.bookmark,
            bookmarks: part.bookmarks,
            stamp: part.stamp,
            words: Vec::new(),
            as_pictures: false,
            ahead: None,
        });
    }
    let plan = Plan {
        parts,
        foot: request.foot,
        foot_line: request.foot_line,
        number_through: request.number_through,
        title: request.title,
        draft: request.draft,
        shrink: request.shrink,
        redact: request.redact,
    };
    (plan, frames)
}
