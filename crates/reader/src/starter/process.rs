//! One helper process: its pipes, its clock and its end.

use crate::cancel::CancelToken;
use crate::error::ReaderError;
use crate::protocol::{Answer, PartFollows, receive, send};
use serde::Serialize;
use std::io::Write;
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// The largest body taken from a helper: a page picture, or an attachment.
const MAX_BODY: u64 = 1 << 30;
/// Bytes a pipe to or from a helper may hold; the most that Linux grants to anybody.
const PIPE: usize = 1 << 20;
/// How often a wait looks whether it was called off.
const GLANCE: Duration = Duration::from_millis(50);

/// A frame of a helper, the end of its frames, or why there is none.
type Frame = std::io::Result<Option<(Answer, Vec<u8>)>>;

/// A running helper; dropped, it is ended.
pub(super) struct Helper {
    child: Child,
    input: Option<ChildStdin>,
    frames: Receiver<Frame>,
}

impl Helper {
    /// Starts one with an empty environment.
    pub(super) fn start(program: &Path, arguments: &[&str]) -> Result<Self, ReaderError> {
        let mut child = Command::new(program)
            .args(arguments)
            .env_clear()
            .env("RUST_BACKTRACE", "0")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a parser prints when it fails may hold words of the document.
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| match e.kind() {
                std::io::ErrorKind::NotFound => ReaderError::ProgramMissing,
                kind => ReaderError::NotStarted {
                    why: kind.to_string(),
                },
            })?;
        let input = child.stdin.take();
        let output = child.stdout.take();
        if let (Some(input), Some(output)) = (&input, &output) {
            widen(input);
            widen(output);
        }
        // One frame ahead: a helper that is faster than we are waits at its pipe.
        let (to, frames) = sync_channel(1);
        std::thread::spawn(move || {
            let Some(mut output) = output else { return };
            loop {
                let frame = receive(&mut output, MAX_BODY);
                let last = !matches!(frame, Ok(Some(_)));
                if to.send(frame).is_err() || last {
                    return;
                }
            }
        });
        Ok(Self {
            child,
            input,
            frames,
        })
    }

    /// Takes the pipe to the helper, to be written by a thread of its own.
    pub(super) fn take_input(&mut self) -> Option<ChildStdin> {
        self.input.take()
    }

    /// Tells the helper that nothing more comes.
    pub(super) fn close_input(&mut self) {
        self.input = None;
    }

    /// The next answer, waited for at most `time`.
    pub(super) fn next(
        &mut self,
        time: Duration,
        cancel: &CancelToken,
    ) -> Result<(Answer, Vec<u8>), ReaderError> {
        let end = Instant::now() + time;
        loop {
            if cancel.is_cancelled() {
                return Err(ReaderError::Cancelled);
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.frames.recv_timeout(left.min(GLANCE)) {
                Ok(Ok(Some(frame))) => return Ok(frame),
                // It hung up, sent nonsense or half a frame: how it ended tells why.
                Ok(_) | Err(RecvTimeoutError::Disconnected) => return Err(self.how_it_ended()),
                Err(RecvTimeoutError::Timeout) if left.is_zero() => {
                    return Err(ReaderError::TimedOut { page: 1 });
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn how_it_ended(&mut self) -> ReaderError {
        let end = Instant::now() + Duration::from_secs(2);
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return reason(status),
                Ok(None) if Instant::now() < end => std::thread::sleep(Duration::from_millis(5)),
                _ => return ReaderError::Crashed,
            }
        }
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Gives a pipe room for a whole page or paper, so that neither side waits for the other at every 64 KiB. Where the
/// system grants no more, the pipe stays as it is.
fn widen(pipe: &impl AsFd) {
    let _ = rustix::pipe::fcntl_setpipe_size(pipe, PIPE);
}

/// What the way a helper ended says about the document.
fn reason(status: ExitStatus) -> ReaderError {
    match status.signal() {
        // Rust's answer to memory it does not get.
        Some(libc::SIGABRT) => ReaderError::OutOfMemory,
        Some(libc::SIGXCPU) => ReaderError::TimedOut { page: 1 },
        // No document sends these: a person, a shutdown, or a system that ran out of memory.
        Some(libc::SIGKILL | libc::SIGTERM | libc::SIGINT | libc::SIGHUP) => ReaderError::Ended,
        // The system could not load it, such as for a library that is missing.
        None if matches!(status.code(), Some(126 | 127)) => ReaderError::Ended,
        _ => ReaderError::Crashed,
    }
}

/// Writes the length, the job and the document, as the helper expects them at its start.
pub(super) fn hand_over<T: Serialize>(
    input: &mut impl Write,
    job: &T,
    bytes: &[u8],
) -> std::io::Result<()> {
    input.write_all(&(bytes.len() as u64).to_le_bytes())?;
    send(input, job, bytes)
}

/// Writes the room the parts need, the job, and the parts behind it, a frame for each.
pub(super) fn hand_parts<T: Serialize>(
    input: &mut impl Write,
    job: &T,
    parts: &[&[u8]],
) -> std::io::Result<()> {
    // Each stands in memory as its bytes, as its objects, and as a piece of what is written.
    let room: usize = parts.iter().map(|p| p.len().saturating_mul(2)).sum();
    input.write_all(&(room as u64).to_le_bytes())?;
    hand_next(input, job, parts)
}

/// Writes a job and the parts behind it to a helper that is at work already.
pub(super) fn hand_next<T: Serialize>(
    input: &mut impl Write,
    job: &T,
    parts: &[&[u8]],
) -> std::io::Result<()> {
    send(input, job, &[])?;
    for part in parts {
        send(input, &PartFollows {}, part)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_helper_that_was_killed_says_nothing_against_the_document() {
        for (raw, reason_given) in [
            (libc::SIGKILL, ReaderError::Ended),
            (libc::SIGTERM, ReaderError::Ended),
            (127 << 8, ReaderError::Ended),
            (libc::SIGSEGV, ReaderError::Crashed),
            (libc::SIGSYS, ReaderError::Crashed),
            (libc::SIGABRT, ReaderError::OutOfMemory),
            (1 << 8, ReaderError::Crashed),
        ] {
            assert_eq!(reason(ExitStatus::from_raw(raw)), reason_given, "{raw}");
        }
    }
}
