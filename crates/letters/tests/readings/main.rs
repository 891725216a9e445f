//! Readings of the labelled letters and of the case files.

#![allow(clippy::unwrap_used)]

mod cards;
mod cases;
mod clocks;
mod labelled;
mod numbers;
mod print_outs;
mod reasons;
mod superbills;
mod support;
mod tables;
