//! A wrapper for what names a person: it shows dots wherever it could be printed by accident.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A value that names somebody. `Debug` and `Display` print dots, so that logs and error texts stay clean;
/// reading it takes a visible [`Private::reveal`].
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Hides `value`.
    pub fn new(value: T) -> Self {
        Self(value)
    }
    /// The hidden value.
    pub fn reveal(&self) -> &T {
        &self.0
    }
    /// Takes the hidden value out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

impl<T> fmt::Display for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_name_never_prints_itself() {
        let name = Private::new("Nora Hale".to_owned());
        assert_eq!(format!("{name:?} {name}"), "••• •••");
        assert_eq!(name.reveal(), "Nora Hale");
    }
}
