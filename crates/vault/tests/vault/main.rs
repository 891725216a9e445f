//! Tests of the vault from outside, on a real database and real files.
#![allow(clippy::unwrap_used, clippy::panic)]

mod alarms;
mod areas;
mod children;
mod common;
mod crashes;
mod damage;
mod first;
mod folder;
mod inbox;
mod journal;
mod keys;
mod model;
mod plaintext;
mod queue;
mod search;
mod together;
