//! Papers of a packet on their way to a helper while the letter is still being set: it opens them meanwhile, so that
//! neither waits for the other.

use super::Reader;
use super::process::{Helper, hand_parts};
use crate::error::ReaderError;
use crate::protocol::Job;
use crate::secret::Password;
use std::process::ChildStdin;
use std::sync::Arc;
use std::thread::JoinHandle;

/// The pipe to the helper once all papers went through it; none where it broke.
type Handing = JoinHandle<Option<ChildStdin>>;

/// A paper, and the password it has of its own.
type Paper = (Arc<[u8]>, Option<Password>);

/// A helper with papers of a packet to come. Dropped, it is ended.
pub struct PacketAhead {
    helper: Helper,
    input: Option<Handing>,
    papers: Vec<Paper>,
}

impl Reader {
    /// Hands papers over to a helper, which opens them while the packet is planned. They count where the packet's parts
    /// hold the very same bytes ([`Arc::ptr_eq`]) and password; what is wrong with one is told when the packet is
    /// made. Must be called on the thread that puts the packet together: the helper ends with it.
    pub fn open_ahead(&self, papers: Vec<Paper>) -> Result<PacketAhead, ReaderError> {
        let mut helper = Helper::start(&self.helper, &[])?;
        let job = Job::Ahead {
            passwords: papers.iter().map(|(_, own)| own.clone()).collect(),
        };
        let bytes: Vec<Arc<[u8]>> = papers.iter().map(|(bytes, _)| bytes.clone()).collect();
        let input = helper.take_input().map(|mut input| {
            std::thread::spawn(move || {
                let frames: Vec<&[u8]> = bytes.iter().map(|b| &**b).collect();
                hand_parts(&mut input, &job, &frames).ok().map(|()| input)
            })
        });
        Ok(PacketAhead {
            helper,
            input,
            papers,
        })
    }
}

impl PacketAhead {
    /// Bytes that were handed over.
    pub(super) fn bytes(&self) -> usize {
        self.papers.iter().map(|(bytes, _)| bytes.len()).sum()
    }

    /// The papers, none of them used yet.
    pub(super) fn papers(&self) -> Unused {
        Unused(self.papers.iter().cloned().map(Some).collect())
    }

    /// The helper, and the pipe to it.
    pub(super) fn go(self) -> (Helper, Option<Handing>) {
        (self.helper, self.input)
    }
}

/// Papers that are there and in no part yet.
#[derive(Default)]
pub(super) struct Unused(Vec<Option<Paper>>);

impl Unused {
    /// The place of this very paper, once.
    pub(super) fn take(&mut self, bytes: &Arc<[u8]>, password: Option<&Password>) -> Option<usize> {
        let is_it = |paper: &Option<Paper>| {
            let paper = paper.as_ref();
            paper.is_some_and(|(own, with)| Arc::ptr_eq(own, bytes) && with.as_ref() == password)
        };
        let at = self.0.iter().position(is_it)?;
        self.0.get_mut(at)?.take();
        Some(at)
    }
}
