//! Tests of the vault from outside, on a real database and real files.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;
mod first;
