//! Values of the plan that a face hands in, looked at before anything is done with them.

use crate::error::{Code, Error};
use holdfast_library::Library;

/// The kind of plan, where there is such a kind.
pub(crate) fn plan_kind(lib: &Library, kind: &str) -> Result<String, Error> {
    if lib.appeal.plan_kinds.iter().any(|known| known.id == kind) {
        return Ok(kind.to_owned());
    }
    let known: Vec<&str> = lib
        .appeal
        .plan_kinds
        .iter()
        .map(|known| known.id.as_str())
        .collect();
    Err(Error::of(Code::BadRequest)
        .saying("There is no such kind of plan. Nothing was changed.")
        .hinting(format!("The kinds are: {}.", known.join(", "))))
}

/// A state by its name or its two letters, as these letters in capitals.
pub(crate) fn state(lib: &Library, state: &str) -> Result<String, Error> {
    let state = state.trim();
    let named = lib.appeal.states.iter().find(|known| {
        known.state.eq_ignore_ascii_case(state) || known.name.eq_ignore_ascii_case(state)
    });
    named.map(|known| known.state.clone()).ok_or_else(|| {
        Error::of(Code::BadRequest)
            .saying("There is no such state. Nothing was changed.")
            .hinting("Give the state by its name, or with its two letters, like OH.")
    })
}
