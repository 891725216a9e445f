//! The walk: a plan book filed, its passages seen and pinned, by mouse and by keyboard, and two editions compared.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Edition, book};
use crate::case::{TODAY, denial};
use crate::notices::Notices;
use crate::page::Page;
use crate::screens::Camera;
use crate::terminal;
use crate::world::{Needs, World};

/// Pages of the book, as the drawing has it.
const PAGES: usize = 142;
const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
const DOWN: &str = "\u{e015}";
const ESCAPE: &str = "\u{e00c}";

/// Walks through a plan book; pictures go to the folder. Answers with how many were taken.
pub async fn walk(pictures: &Path) -> Result<usize> {
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    terminal::make_vault(&world)?;
    let _notices = Notices::start(&world)?;
    let page = Page::open(&mut world, &[]).await?;
    let mut camera = Camera::new(&page, pictures);
    page.at("locked").await?;
    page.unlock().await?;
    page.click("nav-plan").await?;
    page.at("plan-book").await?;
    camera.everywhere("plan-book-empty").await?;

    let files = world.folder("papers");
    std::fs::create_dir_all(&files)?;
    terminal::file_and_check(&world, &denial(&files)?)?;
    let present = filed(&world, &files, "plan-book-2026", Edition::Present)?;
    page.at("passage-appeals").await?;
    passages(&page, &mut camera, &world).await?;

    let before = filed(&world, &files, "plan-book-2025", Edition::Before)?;
    versions(&page, &mut camera, &world, &before, &present).await?;
    let taken = camera.taken();
    page.close().await?;
    Ok(taken)
}

fn filed(world: &World, folder: &Path, name: &str, edition: Edition) -> Result<String> {
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, book(edition, PAGES)?)?;
    terminal::file(world, &path)
}

/// How many passages are pinned, as another program sees it.
fn pins(world: &World) -> Result<Vec<Value>> {
    let answer = terminal::ask(world, &["provision", "list"])?;
    let pins = answer.get("provisions").and_then(Value::as_array);
    Ok(pins.context("no list of pins")?.clone())
}

async fn passages(page: &Page, camera: &mut Camera<'_>, world: &World) -> Result<()> {
    for section in [
        "medical-necessity",
        "experimental",
        "infusion",
        "limitation",
    ] {
        page.at(&format!("passage-{section}")).await?;
    }
    let said = page
        .run("return document.querySelector('[data-testid=\"passage-appeals\"]').textContent")
        .await?
        .to_string();
    ensure!(said.contains("within 180 days"), "{said}");
    ensure!(
        page.has("missing-step-therapy").await?,
        "what is not there is not said"
    );

    page.click("pin-medical-necessity").await?;
    page.wait_for("pin-medical-necessity", "data-pinned", "true")
        .await?;
    ensure!(pins(world)?.len() == 1, "one pin");
    page.click("undo").await?;
    page.wait_for("pin-medical-necessity", "data-pinned", "false")
        .await?;
    ensure!(pins(world)?.is_empty(), "the pin was taken back");
    // by keyboard alone
    for section in ["medical-necessity", "experimental", "mental-health"] {
        focus(page, &format!("pin-{section}")).await?;
        page.keys(SPACE).await?;
        page.wait_for(&format!("pin-{section}"), "data-pinned", "true")
            .await?;
    }
    ensure!(pins(world)?.len() == 3, "three pins");
    page.run(
        "document.activeElement.blur(); document.getElementById('plan-book').scrollIntoView()",
    )
    .await?;
    camera.everywhere("plan-book").await?;

    focus(page, "see-appeals").await?;
    page.keys(ENTER).await?;
    page.at("passage-page").await?;
    page.pictured().await?;
    let lit = page
        .run("return document.querySelectorAll('[data-testid=\"passage-page\"] [data-box]').length")
        .await?;
    ensure!(lit.as_u64().is_some_and(|lit| lit > 0), "no words are lit");
    // the picture is made for the width of the sheet, which slides in first
    tokio::time::sleep(Duration::from_millis(600)).await;
    page.pictured().await?;
    camera.everywhere("plan-book-page").await?;
    page.click("page-next").await?;
    page.pictured().await?;
    page.keys(ESCAPE).await?;
    page.gone("passage-page").await?;
    page.click("all-topics").await?;
    page.at("passage-time-limits").await?;
    Ok(())
}

async fn versions(
    page: &Page,
    camera: &mut Camera<'_>,
    world: &World,
    before: &str,
    present: &str,
) -> Result<()> {
    page.at("compare").await?;
    page.run(&format!("location.hash = '#/versions/{before}/{present}'"))
        .await?;
    page.at("change-1").await?;
    let list = page.run("return [...document.querySelectorAll('[data-testid^=\"change-\"][data-kind]')].map(e => e.dataset.kind)").await?;
    let kinds: Vec<String> = serde_json::from_value(list)?;
    for kind in ["new", "gone", "changed"] {
        ensure!(
            kinds.iter().any(|k| k == kind),
            "nothing is {kind}: {kinds:?}"
        );
    }
    let first = page.words("change-1").await?;
    ensure!(
        first.contains("26 visits") || first.contains("three years"),
        "figures come first: {first}"
    );
    camera.everywhere("plan-versions").await?;
    focus(page, "change-1").await?;
    page.keys(DOWN).await?;
    page.wait_for("change-2", "aria-current", "true").await?;
    page.click("pin-change").await?;
    page.wait_for("pin-change", "data-pinned", "true").await?;
    let pinned = pins(world)?;
    let changed = pinned.iter().filter(|p| {
        p.get("change")
            .and_then(Value::as_str)
            .is_some_and(|c| !c.is_empty())
    });
    ensure!(changed.count() == 1, "the change is pinned");
    page.click("replace-book").await?;
    page.gone("replace-book").await?;
    let books = terminal::ask(world, &["provision", "books"])?;
    let replaced = books
        .pointer("/books/1/replaced_by")
        .and_then(Value::as_str);
    ensure!(
        replaced == Some(present),
        "the older book is kept and named: {books}"
    );
    Ok(())
}

async fn focus(page: &Page, handle: &str) -> Result<()> {
    page.at(handle).await?;
    page.run(&format!(
        "document.querySelector('[data-testid=\"{handle}\"]').focus()"
    ))
    .await?;
    tokio::time::sleep(Duration::from_millis(60)).await;
    Ok(())
}
