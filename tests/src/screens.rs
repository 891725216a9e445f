//! Pictures of every screen of the real app over the invented case: light and dark, in both sizes of the drawings.

use std::path::Path;

use anyhow::Result;

use crate::case::{self, TODAY};
use crate::journey::{self, Album};
use crate::page::Page;
use crate::panel::Panel;
use crate::world::{Needs, World};

const SIZES: [(u32, u32); 2] = [(1280, 800), (900, 700)];
const THEMES: [&str; 2] = ["light", "dark"];

/// Walks to every screen and leaves `name-theme-size.png` of each.
pub async fn all(pictures: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let letters = [
        case::scanned_denial(folder.path())?,
        case::claim_denial(folder.path())?,
    ];
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    let _panel = Panel::start(&world)?;
    let page = Page::open(&mut world, &[]).await?;
    page.at("first-run").await?;
    everywhere(&page, pictures, "first-run-vault").await?;
    journey::first_run(&page, &Album(Some(pictures))).await?;
    everywhere(&page, pictures, "today-empty").await?;
    for (letter, number) in letters.iter().zip(1..) {
        journey::file_letter(&world, &page, letter, number).await?;
    }
    everywhere(&page, pictures, "import-queue").await?;
    page.click("check-2").await?;
    page.at("review").await?;
    everywhere(&page, pictures, "letter-review").await?;
    page.click("nav-documents").await?;
    page.click("nav-import-queue").await.ok();
    for place in ["today", "documents", "appeals", "settings"] {
        page.click(&format!("nav-{place}")).await?;
        page.at(place).await?;
        everywhere(&page, pictures, place).await?;
    }
    page.click("nav-today").await?;
    page.click("day-why-1").await?;
    page.at("why").await?;
    everywhere(&page, pictures, "deadline-why").await?;
    page.click("why-close").await?;
    page.click("top-find").await?;
    page.write("find-words", "Larkmoor").await?;
    page.at("found-1").await?;
    everywhere(&page, pictures, "find").await?;
    page.write("find-words", "\u{e00c}").await?;
    page.click("top-lock").await?;
    page.at("locked").await?;
    everywhere(&page, pictures, "locked").await?;
    page.close().await
}

/// The page in both themes and sizes. The theme is put on the page alone: the setting is the person's.
async fn everywhere(page: &Page, folder: &Path, name: &str) -> Result<()> {
    for (width, height) in SIZES {
        page.size(width, height).await?;
        for theme in THEMES {
            page.run(&format!(
                "document.documentElement.dataset.theme = '{theme}'"
            ))
            .await?;
            page.run(
                "return new Promise(done => requestAnimationFrame(() => setTimeout(done, 120)))",
            )
            .await?;
            let file = folder.join(format!("{name}-{theme}-{width}x{height}.png"));
            std::fs::write(file, page.picture().await?)?;
        }
    }
    page.size(SIZES[0].0, SIZES[0].1).await?;
    page.run("document.documentElement.dataset.theme = 'light'")
        .await?;
    Ok(())
}
