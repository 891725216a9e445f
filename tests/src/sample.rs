//! The sample case in the tests: its papers made from their words, and a vault that holds it.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use holdfast_casework::DeskParts;
use holdfast_reader::Reader;

use crate::after::Look;
use crate::case::{PASSPHRASE, TODAY};
use crate::page::Page;
use crate::paper::{Form, Letter, make};
use crate::policy::{Edition, book};
use crate::world::{Needs, World, program};

const F1: &str = "\u{e031}";
const ENTER: &str = "\u{e007}";

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

/// Makes the vault of this world: the sample case, opened by the passphrase of the tests.
pub fn vault(world: &World) -> Result<()> {
    let parts = DeskParts {
        reader: Some(Reader::with_programs(program("holdfast-reader")?, None)),
        ..DeskParts::of_this_machine()
    };
    let app = world.folder("data").join("app.holdfast.desktop");
    std::fs::create_dir_all(&app)?;
    let aside = tempfile::tempdir()?;
    holdfast_sample::make(&app.join("vault"), aside.path(), PASSPHRASE, parts)?;
    Ok(())
}

/// The window over that vault, unlocked, on the morning of the sample.
pub async fn unlocked(world: &mut World) -> Result<Page> {
    world.set_clock(TODAY)?;
    vault(world)?;
    let page = Page::open(world, &[]).await?;
    page.unlock().await?;
    Ok(page)
}

/// As somebody without a case meets it: offered on the first screen, looked through, tried out, left; by mouse.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    // long after the days of the story: inside it is November 23, 2026
    world.set_clock("2028-03-01T10:02:00-05:00")?;
    let page = Page::open(&mut world, &[]).await?;
    page.at("first-run").await?;
    page.click("first-sample").await?;
    page.at("sample").await?;
    page.at("next-step").await?;
    let bar = page.words("sample").await?;
    ensure!(
        bar.contains("Monday, November 23, 2026"),
        "the bar says {bar}"
    );
    let day = page.words("day-1").await?;
    ensure!(day.contains("December 4"), "the first day is {day}");
    look.look(&page, "sample-today").await?;
    for (place, shown) in [
        ("documents", "row-1"),
        ("appeals", "appeals"),
        ("plan", "plan-kind"),
        ("treatment", "trial-5"),
    ] {
        page.click(&format!("nav-{place}")).await?;
        page.at(shown).await?;
        look.look(&page, &format!("sample-{place}")).await?;
    }
    page.click("nav-appeals").await?;
    page.click("tab-claims").await?;
    page.at("claim-4").await?;
    // the row's middle may be its badge
    page.run("document.querySelector('[data-testid=\"claim-2\"]').click()")
        .await?;
    page.at("claim-sentence").await?;
    look.look(&page, "sample-claims").await?;
    page.keys(F1).await?;
    page.at("words").await?;
    let words = page.words("words").await?.to_lowercase();
    ensure!(words.contains("ndc"), "explained is: {words}");
    look.look(&page, "words").await?;
    page.keys(F1).await?;
    page.gone("words").await?;
    page.click("tab-steps").await?;
    page.click("open-checklist").await?;
    page.wait_for("row-claim-file", "data-state", "asked")
        .await?;
    look.look(&page, "sample-checklist").await?;

    // it can be tried out, and takes no papers of one's own
    page.write("own-title", "Letter from my employer").await?;
    page.keys(ENTER).await?;
    page.at("undo-bar").await?;
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.click("sample-leave").await?;
    page.at("first-run").await?;
    ensure!(!left(&world)?, "the sample lies on the disk still");
    page.close().await
}

/// By keyboard alone: in, to its claims, out.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    let page = Page::open(&mut world, &[]).await?;
    page.at("first-run").await?;
    page.reach("first-sample").await?;
    look.look(&page, "first-run-sample").await?;
    page.keys(ENTER).await?;
    page.at("sample").await?;
    page.at("next-step").await?;
    page.keys("\u{e009}3").await?;
    page.reach("tab-claims").await?;
    page.keys(ENTER).await?;
    page.at("claim-4").await?;
    page.reach("sample-leave").await?;
    page.keys(ENTER).await?;
    page.at("first-run").await?;
    ensure!(!left(&world)?, "the sample lies on the disk still");
    page.close().await
}

fn left(world: &World) -> Result<bool> {
    let folder = world.folder("data").join("app.holdfast.desktop/sample");
    Ok(folder.try_exists()?)
}
