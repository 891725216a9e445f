//! Readings of the labelled letters and of the case files.

#![allow(clippy::unwrap_used)]

mod cases;
mod labelled;
mod support;
