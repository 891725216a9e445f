//! The sample case in the tests: its papers made from their words, and a vault that holds it.

use std::path::Path;

use anyhow::{Context, Result};

use crate::paper::{Form, Letter, make};
use crate::policy::{Edition, book};

/// Pages of the plan books.
const PAGES: usize = 142;

/// Writes every paper of the sample case as a PDF.
pub fn write_papers(folder: &Path) -> Result<()> {
    for (name, text) in holdfast_sample::TEXTS {
        let letter = Letter {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
            labels: String::new(),
        };
        let sheet = make(&letter, Form::BornDigital)?
            .into_iter()
            .next()
            .context("a letter without a file")?;
        std::fs::write(folder.join(sheet.file_name), sheet.bytes)?;
    }
    for (name, edition) in [
        ("plan-book-2026.pdf", Edition::Present),
        ("plan-book-2025.pdf", Edition::Before),
    ] {
        std::fs::write(folder.join(name), book(edition, PAGES)?)?;
    }
    Ok(())
}
