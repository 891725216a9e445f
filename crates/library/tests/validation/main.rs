//! The files against each other: ids, references, sources, dates.

#[macro_use]
mod support;

mod appeal;
mod entries;
mod every_file;
