//! The walks, over the plan books of the invented case: passages seen and pinned, the two editions compared, and the
//! book of the next year filed; once by mouse, once by keyboard alone.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Edition, book};
use crate::after::Look;
use crate::case::TODAY;
use crate::page::Page;
use crate::sample;
use crate::terminal;
use crate::world::{Needs, World};

/// Pages of the book, as the drawing has it.
const PAGES: usize = 142;
const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
const DOWN: &str = "\u{e015}";
const ESCAPE: &str = "\u{e00c}";
const CONTROL: &str = "\u{e009}";
const NULL: &str = "\u{e000}";
const SOON: Duration = Duration::from_secs(60);
/// What the sample case has pinned.
const PINNED: [&str; 3] = ["medical-necessity", "experimental", "mental-health"];

/// By mouse: the place without a book; then the passages of the sample's book, a pin, a page, the two editions, and the
/// book of the next year, which takes the place of this one.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    empty(look).await?;
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.click("nav-plan").await?;
    passages(&page).await?;
    page.run("document.getElementById('plan-book').scrollIntoView()")
        .await?;
    look.look(&page, "plan-book").await?;

    page.click("pin-infusion").await?;
    pinned(&page, "pin-infusion", true).await?;
    ensure!(pins(&world)?.len() == 4, "a fourth pin");
    page.click("undo").await?;
    pinned(&page, "pin-infusion", false).await?;
    ensure!(pins(&world)?.len() == 3, "the pin was taken back");

    page.click("see-appeals").await?;
    lit(&page).await?;
    look.look(&page, "plan-book-page").await?;
    page.click("page-next").await?;
    page.pictured().await?;
    page.keys(ESCAPE).await?;
    page.gone("passage-page").await?;
    page.click("all-topics").await?;
    page.at("passage-time-limits").await?;

    page.click("compare").await?;
    changes(&page, "26 visits").await?;
    look.look(&page, "plan-versions").await?;
    // the sample said already that the book of 2026 replaced it
    ensure!(!page.has("replace-book").await?, "it was replaced already");
    page.click("change-2").await?;
    page.wait_for("change-2", "aria-current", "true").await?;
    page.click("pin-change").await?;
    pinned(&page, "pin-change", true).await?;
    ensure!(changes_pinned(&world)? == 1, "the change is pinned");
    next_year(&page, &world).await?;
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// By keyboard alone: to the plan, a pin and its undo, a page, the two editions, a change pinned.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.keys(&format!("{CONTROL}4{NULL}")).await?;
    passages(&page).await?;
    page.reach("pin-infusion").await?;
    page.keys(SPACE).await?;
    pinned(&page, "pin-infusion", true).await?;
    ensure!(pins(&world)?.len() == 4, "a fourth pin");
    page.keys(&format!("{CONTROL}z{NULL}")).await?;
    pinned(&page, "pin-infusion", false).await?;
    ensure!(pins(&world)?.len() == 3, "the pin was taken back");

    page.reach("see-appeals").await?;
    page.keys(ENTER).await?;
    lit(&page).await?;
    page.reach("page-next").await?;
    page.keys(ENTER).await?;
    page.pictured().await?;
    page.keys(ESCAPE).await?;
    page.gone("passage-page").await?;
    page.reach("all-topics").await?;
    page.keys(ENTER).await?;
    page.at("passage-time-limits").await?;

    page.reach("compare").await?;
    page.keys(ENTER).await?;
    changes(&page, "26 visits").await?;
    page.reach("change-1").await?;
    page.keys(DOWN).await?;
    page.wait_for("change-2", "aria-current", "true").await?;
    page.reach("pin-change").await?;
    page.keys(SPACE).await?;
    pinned(&page, "pin-change", true).await?;
    ensure!(changes_pinned(&world)? == 1, "the change is pinned");
    look.look(&page, "plan-versions-keyboard").await?;
    page.close().await
}

/// The place before any plan book is there.
async fn empty(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    terminal::make_vault(&world)?;
    let page = Page::open(&mut world, &[]).await?;
    page.unlock().await?;
    page.click("nav-plan").await?;
    page.at("plan-book").await?;
    look.look(&page, "plan-book-empty").await?;
    page.close().await
}

/// What the sample's book says, what is pinned of it, and what it does not say.
async fn passages(page: &Page) -> Result<()> {
    for section in ["infusion", "limitation", "appeals"] {
        page.at(&format!("passage-{section}")).await?;
    }
    for section in PINNED {
        pinned(page, &format!("pin-{section}"), true).await?;
    }
    page.says("passage-appeals", "within 180 days", SOON)
        .await?;
    ensure!(
        page.has("missing-step-therapy").await?,
        "what is not there is not said"
    );
    Ok(())
}

/// The page of a passage is shown, and its words are lit.
async fn lit(page: &Page) -> Result<()> {
    page.at("passage-page").await?;
    page.pictured().await?;
    let lit = page
        .run("return document.querySelectorAll('[data-testid=\"passage-page\"] [data-box]').length")
        .await?;
    ensure!(lit.as_u64().is_some_and(|lit| lit > 0), "no words are lit");
    // the picture is made for the width of the sheet, which slides in first
    tokio::time::sleep(Duration::from_millis(600)).await;
    page.pictured().await
}

/// What changed between two editions: all kinds, and figures come first.
async fn changes(page: &Page, first: &str) -> Result<()> {
    page.says("change-1", first, SOON).await?;
    let list = page.run("return [...document.querySelectorAll('[data-testid^=\"change-\"][data-kind]')].map(e => e.dataset.kind)").await?;
    let kinds: Vec<String> = serde_json::from_value(list)?;
    for kind in ["new", "gone", "changed"] {
        ensure!(
            kinds.iter().any(|k| k == kind),
            "nothing is {kind}: {kinds:?}"
        );
    }
    Ok(())
}

/// The book of the next year comes: it leads, and the one in use is kept as replaced.
async fn next_year(page: &Page, world: &World) -> Result<()> {
    let present = books(world, 0, "document")?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("plan-book-2027.pdf");
    std::fs::write(&path, book(Edition::Next, PAGES)?)?;
    let next = terminal::file(world, &path)?;
    page.click("nav-plan").await?;
    // compared with the book before it, so it is this one that is shown
    page.says("compare", "2026", SOON).await?;
    page.click("compare").await?;
    changes(page, "12 visits").await?;
    page.click("replace-book").await?;
    page.gone("replace-book").await?;
    ensure!(books(world, 0, "document")? == next, "the newest leads");
    ensure!(books(world, 1, "document")? == present, "the older is kept");
    ensure!(books(world, 1, "replaced_by")? == next, "and named");
    Ok(())
}

/// A word of the plan book at this place of the list, as another program sees it.
fn books(world: &World, at: usize, key: &str) -> Result<String> {
    let answer = terminal::ask(world, &["provision", "books"])?;
    let word = answer.pointer(&format!("/books/{at}/{key}"));
    let word = word.and_then(Value::as_str);
    Ok(word.with_context(|| answer.to_string())?.to_owned())
}

/// Waits until a pin is set, or is not.
async fn pinned(page: &Page, handle: &str, on: bool) -> Result<()> {
    page.wait_for(handle, "data-pinned", if on { "true" } else { "false" })
        .await
}

/// The passages that are pinned, as another program sees them.
fn pins(world: &World) -> Result<Vec<Value>> {
    let answer = terminal::ask(world, &["provision", "list"])?;
    let pins = answer.get("provisions").and_then(Value::as_array);
    Ok(pins.context("no list of pins")?.clone())
}

/// How many of them are changes.
fn changes_pinned(world: &World) -> Result<usize> {
    let told = |pin: &Value| {
        let change = pin.get("change").and_then(Value::as_str);
        change.is_some_and(|change| !change.is_empty())
    };
    Ok(pins(world)?.iter().filter(|pin| told(pin)).count())
}
