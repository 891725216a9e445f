//! An open document whose pages can be asked for as pictures.

use super::Reader;
use super::process::{Helper, hand_over};
use crate::cancel::CancelToken;
use crate::error::ReaderError;
use crate::protocol::{Answer, Ask, Job, send};
use crate::secret::Password;
use std::process::ChildStdin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// A document held open by a helper of its own; dropped, that helper is ended. May be shared between threads;
/// questions are answered one after another.
pub struct Viewer {
    questions: Option<Sender<Question>>,
    keeper: Option<JoinHandle<()>>,
    page_count: u32,
}

struct Question {
    page: u32,
    width: u32,
    answer: Sender<Result<Vec<u8>, ReaderError>>,
}

impl Viewer {
    pub(super) fn open(
        reader: Reader,
        bytes: Arc<[u8]>,
        password: Option<Password>,
    ) -> Result<Self, ReaderError> {
        if bytes.is_empty() {
            return Err(ReaderError::Empty);
        }
        let (questions, asked) = channel();
        let (opened, told) = channel();
        // A helper dies with the *thread* that started it, so the thread must live as long as the viewer.
        let keeper = std::thread::spawn(move || keep(&reader, &bytes, password, &opened, &asked));
        let page_count = told.recv().unwrap_or(Err(ReaderError::Crashed))?;
        Ok(Self {
            questions: Some(questions),
            keeper: Some(keeper),
            page_count,
        })
    }

    /// How many pages the document has.
    pub fn page_count(&self) -> u32 {
        self.page_count
    }

    /// The picture of a page (from 1), `width_px` wide, as PNG. Errors: no such page, or the page made the helper
    /// fail; a new one is started for the next question.
    pub fn render(&self, page: u32, width_px: u32) -> Result<Vec<u8>, ReaderError> {
        let (answer, told) = channel();
        let question = Question {
            page,
            width: width_px,
            answer,
        };
        let questions = self.questions.as_ref().ok_or(ReaderError::Crashed)?;
        questions.send(question).map_err(|_| ReaderError::Crashed)?;
        told.recv().unwrap_or(Err(ReaderError::Crashed))
    }
}

impl Drop for Viewer {
    fn drop(&mut self) {
        self.questions = None;
        if let Some(keeper) = self.keeper.take() {
            let _ = keeper.join();
        }
    }
}

fn keep(
    reader: &Reader,
    bytes: &[u8],
    password: Option<Password>,
    opened: &Sender<Result<u32, ReaderError>>,
    asked: &Receiver<Question>,
) {
    let start = || Session::start(reader, bytes, password.clone());
    let mut session = match start() {
        Ok((session, count)) => {
            let _ = opened.send(Ok(count));
            Some(session)
        }
        Err(e) => {
            let _ = opened.send(Err(e));
            return;
        }
    };
    for question in asked {
        if session.is_none() {
            session = start().ok().map(|s| s.0);
        }
        let answer = match &mut session {
            Some(s) => s.ask(reader, question.page, question.width),
            None => Err(ReaderError::Crashed),
        };
        if matches!(
            answer,
            Err(ReaderError::Crashed | ReaderError::OutOfMemory | ReaderError::TimedOut { .. })
        ) {
            session = None;
        }
        let _ = question.answer.send(answer);
    }
}

struct Session {
    helper: Helper,
    input: ChildStdin,
}

impl Session {
    fn start(
        reader: &Reader,
        bytes: &[u8],
        password: Option<Password>,
    ) -> Result<(Self, u32), ReaderError> {
        let mut helper = Helper::start(&reader.helper, &[])?;
        let mut input = helper.take_input().ok_or(ReaderError::Crashed)?;
        // The helper takes the whole document before it answers more than one small frame, so this cannot lock up.
        let handed = hand_over(&mut input, &Job::View { password }, bytes);
        let never = CancelToken::new();
        loop {
            match helper.next(reader.page_time, &never)?.0 {
                Answer::Confined { .. } => {}
                Answer::Opened { page_count, .. } => {
                    return Ok((Self { helper, input }, page_count));
                }
                Answer::Failed { fault } => return Err(fault.into()),
                _ => {
                    handed.map_err(|_| ReaderError::Crashed)?;
                    return Err(ReaderError::Crashed);
                }
            }
        }
    }

    fn ask(&mut self, reader: &Reader, page: u32, width: u32) -> Result<Vec<u8>, ReaderError> {
        send(&mut self.input, &Ask::Render { page, width }, &[])
            .map_err(|_| ReaderError::Crashed)?;
        match self.helper.next(reader.page_time, &CancelToken::new()) {
            Ok((Answer::Rendered, png)) => Ok(png),
            Ok((Answer::Failed { fault }, _)) => Err(fault.into()),
            Ok(_) => Err(ReaderError::Crashed),
            Err(ReaderError::TimedOut { .. }) => Err(ReaderError::TimedOut { page }),
            Err(e) => Err(e),
        }
    }
}
