//! What can be ticked, named in a word that can be typed: `history`, `scores:phq-9`, `passage:`, `call:`, `paper:` or
//! `study:` with an id or the beginning of one.

use super::view::key_of;
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::kept::Kept;
use holdfast_case::letter::Picked;
use holdfast_case::{Call, Provision};

/// The word for a thing.
pub(super) fn word_of(picked: &Picked) -> String {
    match picked {
        Picked::Study { id } => format!("study:{id}"),
        Picked::Provision { id } => format!("passage:{id}"),
        Picked::Paper { document, .. } => format!("paper:{document}"),
        Picked::History => "history".to_owned(),
        Picked::Scores { scale } => format!("scores:{scale}"),
        Picked::Call { id } => format!("call:{id}"),
    }
}

impl Desk {
    /// A thing by its word, to be ticked. Errors: [`Code::BadRequest`] for a word that names no kind of thing,
    /// [`Code::NotFound`] where there is no such thing.
    pub fn thing_to_pick(&self, word: &str) -> Result<String, Error> {
        let (kind, id) = word.split_once(':').unwrap_or((word, ""));
        Ok(match (kind, id) {
            ("history", "") => key_of(&Picked::History),
            ("scores", scale) => {
                let scale = self.inner.lib.scale(scale).ok_or(Code::NotFound)?;
                key_of(&Picked::Scores {
                    scale: scale.id.clone(),
                })
            }
            ("passage", id) => {
                let pin: Kept<Provision> = self.inner.kept_one(id)?;
                key_of(&Picked::Provision { id: pin.id })
            }
            ("call", id) => {
                let call: Kept<Call> = self.inner.kept_one(id)?;
                key_of(&Picked::Call { id: call.id })
            }
            ("paper", id) => self.paper_to_pick(id)?,
            ("study", id) => self.study_to_pick(id)?,
            _ => {
                return Err(Error::of(Code::BadRequest)
                    .saying("This names nothing that can be ticked. Nothing was changed.")
                    .hinting("There are: history, scores:SCALE, passage:ID, call:ID, paper:ID, study:ID."));
            }
        })
    }
}
