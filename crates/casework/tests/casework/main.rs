//! The use cases on a real vault in a folder of its own, with the real reading program and a clock that stands.

#![allow(clippy::unwrap_used)]

mod after;
mod approvals;
mod bad_input;
mod by_hand;
mod calls;
mod changed;
mod checklists;
mod claims;
mod common;
mod cut_off;
mod drafting;
mod drafts;
mod duties;
mod finding;
mod forms;
mod import;
mod impossible_days;
mod journey;
mod lacking;
mod less_sure;
mod letter_words;
mod letters;
mod letters_sent;
mod levels;
mod nothing_leaks;
mod packets;
mod plan;
mod plan_asked;
mod plan_offers;
mod policy;
mod reminders;
mod second_levels;
mod share;
mod sheets;
mod steps_said;
mod their_words;
mod today;
mod treatment;
mod twins;
mod unlocking;
mod versions;
mod why;
