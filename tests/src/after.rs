//! What a decision leads to, as a person meets it: the question on the no that it changes, and the end of its approval.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::case::{self, TODAY};
use crate::journey::{Album, file_letter, first_run};
use crate::page::{Page, until};
use crate::panel::Panel;
use crate::world::{Needs, World};

/// Takes pictures of a place, by its name.
pub trait Look {
    /// The page as it stands.
    fn look(&mut self, page: &Page, name: &str) -> impl Future<Output = Result<()>>;
}

/// Looks at nothing.
pub struct NoLook;

impl Look for NoLook {
    async fn look(&mut self, _: &Page, _: &str) -> Result<()> {
        Ok(())
    }
}

/// A no of June, and a letter of November that changes it and approves six infusions until December 18: both filed,
/// the question answered with yes, that taken back, and answered again from review.
pub async fn a_no_that_was_changed(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    let _panel = Panel::start(&world)?;
    let page = Page::open(&mut world, &[]).await?;
    first_run(&page, &Album(None)).await?;
    let (no, yes) = letters(world.home.path())?;
    file_letter(&world, &page, &no, 1).await?;
    file_letter(&world, &page, &yes, 2).await?;
    page.click("check-2").await?;
    page.at("review").await?;
    page.pictured().await?;
    let line = page.words("date-line").await?;
    ensure!(
        line == "This approval ends on Friday, December 18",
        "the line is: {line}"
    );
    page.at("changed").await?;
    ensure!(!page.has("changed-letter").await?, "it is open already");
    look.look(&page, "letter-review-changed").await?;
    page.click("review-save").await?;
    page.at("today").await?;

    page.at("changed").await?;
    let row = page.words("approval-1").await?;
    ensure!(row.contains("This approval ends on"), "the row is: {row}");
    look.look(&page, "today-changed").await?;
    page.click("top-find").await?;
    page.write("find-words", "letter").await?;
    page.at("found-about-1").await?;
    look.look(&page, "find-letters").await?;
    page.keys("\u{e00c}").await?;

    page.at("day-1").await?;
    page.click("changed-yes").await?;
    page.gone("day-1").await?;
    page.gone("changed").await?;
    look.look(&page, "today-changed-done").await?;
    page.click("undo").await?;
    page.at("day-1").await?;
    page.at("changed").await?;

    page.click("changed-letter").await?;
    page.at("review").await?;
    page.click("changed-yes").await?;
    page.gone("changed").await?;
    page.click("nav-today").await?;
    page.gone("day-1").await?;

    page.click("approval-done-1").await?;
    let gone = async || Ok((!page.has("approvals").await?).then_some(()));
    until(Duration::from_secs(10), gone)
        .await?
        .context("an approval that is taken care of goes")?;
    page.close().await
}

/// The no and the letter that changes it.
fn letters(folder: &Path) -> Result<(std::path::PathBuf, std::path::PathBuf)> {
    Ok((case::denial(folder)?, case::appeal_won(folder)?))
}
