//! Forms: which boxes a document has, and filling them in a confined helper.

use super::Reader;
use crate::cancel::CancelToken;
use crate::error::{AssembleError, ReaderError};
use crate::protocol::{Answer, Job};
use crate::secret::Password;
use holdfast_case::form::{BoxTrouble, Form};
use std::sync::Arc;

/// A form to be filled.
#[derive(Clone, Debug)]
pub struct FormRequest {
    /// The empty form.
    pub bytes: Arc<[u8]>,
    /// Its own password.
    pub password: Option<Password>,
    /// Boxes by name, and what goes into each; empty to clear one. Of a box to tick the value it has when ticked.
    pub boxes: Vec<(String, String)>,
    /// A TrueType or OpenType font for letters that the usual one lacks; empty for none.
    pub font: Arc<[u8]>,
}

/// A form that was filled.
#[derive(Clone, Debug)]
pub struct FormFilled {
    /// The file. The same request gives the same bytes.
    pub pdf: Vec<u8>,
    /// What could not be put in: place among the boxes asked for, and why. All else was.
    pub left: Vec<(usize, BoxTrouble)>,
}

impl Reader {
    /// The boxes of a document that can be filled in. Errors: [`ReaderError::NoForm`] where there are none.
    pub fn form(&self, bytes: &[u8], password: Option<Password>) -> Result<Form, ReaderError> {
        if bytes.is_empty() {
            return Err(ReaderError::Empty);
        }
        let mut found = None;
        let never = CancelToken::new();
        self.talk(
            &Job::Form { password },
            &[bytes],
            &never,
            &mut |answer, _| match answer {
                Answer::Form { form } => {
                    found = Some(form);
                    Ok(())
                }
                Answer::Failed { fault } => Err(ReaderError::from(fault).into()),
                _ => Err(ReaderError::Crashed.into()),
            },
        )
        .map_err(AssembleError::into_reader)?;
        found.ok_or(ReaderError::Crashed)
    }

    /// Fills a form. What was filled in has been read back by a second parser before it is given out.
    pub fn fill_form(&self, request: FormRequest) -> Result<FormFilled, ReaderError> {
        if request.bytes.is_empty() {
            return Err(ReaderError::Empty);
        }
        let mut filled = None;
        let never = CancelToken::new();
        let job = Job::Fill {
            password: request.password,
            boxes: request.boxes,
        };
        self.talk(
            &job,
            &[&request.bytes, &request.font],
            &never,
            &mut |answer, body| match answer {
                Answer::Filled { left } => {
                    filled = Some(FormFilled { pdf: body, left });
                    Ok(())
                }
                Answer::Failed { fault } => Err(ReaderError::from(fault).into()),
                _ => Err(ReaderError::Crashed.into()),
            },
        )
        .map_err(AssembleError::into_reader)?;
        filled.ok_or(ReaderError::Crashed)
    }
}
