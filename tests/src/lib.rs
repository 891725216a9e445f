//! End-to-end tests on the real window, with a real bus, keychain and notification daemon.

pub mod after;
pub mod by_hand;
pub mod case;
pub mod checklists;
pub mod claims;
pub mod drafting;
pub mod drag;
pub mod form;
pub mod journey;
pub mod letters;
pub mod logind;
pub mod notices;
pub mod page;
pub mod panel;
pub mod paper;
pub mod plan;
pub mod policy;
pub mod sample;
pub mod screens;
pub mod search;
pub mod terminal;
pub mod treatment;
pub mod world;
