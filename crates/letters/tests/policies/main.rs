//! Policies: what is found in invented ones of different makers, measured; and what two versions differ in.
//!
//! Never here: a real policy, or an expectation made by looking at what the program says.

#![allow(clippy::unwrap_used)]

mod hardness;
mod made;
mod measured;
mod unread;
mod versions;
