//! A desk on which the story is told, and its clock.

use crate::papers::Paper;
use crate::{SampleError, moment};
use holdfast_casework::view::{AnswerRequest, QueueView, ReviewRequest};
use holdfast_casework::{CameBy, Desk, FakeClock, Filing, Then};

/// A desk and the clock it goes by.
pub struct Told<'a> {
    /// The use cases.
    pub desk: &'a Desk,
    clock: &'a FakeClock,
}

impl<'a> Told<'a> {
    /// This desk, which goes by this clock.
    pub fn new(desk: &'a Desk, clock: &'a FakeClock) -> Self {
        Self { desk, clock }
    }

    /// The story goes on at this moment, RFC 3339.
    pub(crate) fn on(&self, rfc3339: &str) -> Result<(), SampleError> {
        self.clock.set(moment(rfc3339)?);
        Ok(())
    }

    /// Files a paper, waits until it is read, and answers with its id.
    pub(crate) fn file(&self, paper: &Paper) -> Result<String, SampleError> {
        self.taken(paper, Then::Read)
    }

    fn taken(&self, paper: &Paper, then: Then) -> Result<String, SampleError> {
        let filing = Filing {
            then,
            ..Filing::from(CameBy::Chosen)
        };
        let added = self.desk.add_bytes(paper.file_name, paper.pdf, filing)?;
        let wrong = || SampleError::Story(format!("{} was not filed", paper.file_name));
        let id = added.id.ok_or_else(wrong)?;
        let queue = self.desk.wait_for(&[id], |_: &QueueView| true)?;
        let id = id.to_string();
        let file = queue.files.iter().find(|file| file.id == id);
        file.and_then(|file| file.document.clone())
            .ok_or_else(wrong)
    }

    /// Confirms what was read of a letter, but for these fields, which are put right or answered.
    pub(crate) fn check(&self, document: &str, set: &[(&str, &str)]) -> Result<(), SampleError> {
        let view = self.desk.review(document)?;
        let facts = view.questions.iter().chain(&view.more).chain(&view.sure);
        let is_set = |field: &str| set.iter().any(|(name, _)| *name == field);
        let mut answers: Vec<AnswerRequest> = facts
            .filter(|fact| !is_set(&fact.field) && fact.state == "open" && fact.value.is_some())
            .map(|fact| AnswerRequest {
                field: fact.field.clone(),
                answer: "confirm".to_owned(),
                value: None,
            })
            .collect();
        answers.extend(set.iter().map(|(field, value)| AnswerRequest {
            field: (*field).to_owned(),
            answer: "correct".to_owned(),
            value: Some((*value).to_owned()),
        }));
        self.desk.save_review(&ReviewRequest {
            document: document.to_owned(),
            answers,
        })?;
        Ok(())
    }
}
