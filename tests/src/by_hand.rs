//! What is put into a packet by hand, as a person does it: what happened day by day, a paper that is to follow, black
//! boxes; parts that are looked at and sent; what was typed while sending, there again. By mouse and by keyboard alone.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::time::Duration;

use crate::after::Look;
use crate::letters::letter;
use crate::page::{Page, until};
use crate::sample;
use crate::terminal::ask;
use crate::world::{Needs, World};

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const RIGHT: &str = "\u{e014}";
const DOWN: &str = "\u{e015}";
const SHIFT: &str = "\u{e008}";
const DELETE: &str = "\u{e017}";
const SOON: Duration = Duration::from_secs(30);

/// By mouse: the sheet of what happened and a paper that is to follow go in, the paper comes and is put in its place;
/// then the packet goes out in parts.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.click("nav-appeals").await?;
    page.click("write-appeal").await?;
    page.at("reason-1").await?;
    page.click("see-packet").await?;
    page.at("part-1").await?;
    page.click("hand-add").await?;
    page.at("hand-timeline").await?;
    look.look(&page, "hand-add").await?;
    page.click("hand-timeline").await?;
    page.gone("hand-close").await?;
    let timeline = place(&world, "What happened, day by day").await?;
    page.says(&format!("exhibit-{timeline}"), "What happened", SOON)
        .await?;
    shows(&page, &format!("exhibit-{timeline}")).await?;
    look.look(&page, "packet-timeline").await?;

    page.click("hand-add").await?;
    page.write("hand-own", "Letter of Dr. Varga").await?;
    page.click("hand-own-add").await?;
    page.gone("hand-close").await?;
    page.at("packet-follows").await?;
    let waits = place(&world, "Letter of Dr. Varga").await?;
    page.says(&format!("exhibit-{waits}"), "To follow", SOON)
        .await?;
    shows(&page, "part-2").await?;
    look.look(&page, "packet-to-follow").await?;

    // it comes, and is put in its place
    let note = world.home.path().join("varga.txt");
    std::fs::write(&note, "Ines Varga, MD. I treat this patient.")?;
    let added = ask(&world, &["add", &note.to_string_lossy()])?;
    let id = added.pointer("/files/0/document").and_then(Value::as_str);
    let id = id.context("the paper was not filed")?.to_owned();
    page.click(&format!("exhibit-here-{waits}")).await?;
    page.choose("hand-paper", &id).await?;
    look.look(&page, "hand-here").await?;
    page.click("hand-paper-do").await?;
    page.gone("hand-paper").await?;
    page.gone("packet-follows").await?;
    page.click("undo").await?;
    page.at("packet-follows").await?;
    page.click(&format!("exhibit-out-{waits}")).await?;
    page.gone("packet-follows").await?;

    // in parts: each cover sheet is seen, and each part is kept
    page.choose("packet-way", "pages").await?;
    page.write("packet-most", "\u{e009}a\u{e009}8").await?;
    page.click("packet-split").await?;
    page.click("packet-cover-2").await?;
    page.says("packet-page", "Cover sheet of part 2", SOON)
        .await?;
    page.at("cover-2").await?;
    page.pictured().await?;
    look.look(&page, "packet-part-cover").await?;
    page.click("packet-send").await?;
    page.click("way-fax").await?;
    page.click("send-next").await?;
    page.says("send-do", "Send part 1 of", SOON).await?;
    look.look(&page, "send-parts").await?;
    page.click("send-went").await?;
    page.write("sent-day", "11/2/2026").await?;
    page.write("sent-number", "7719").await?;
    // put off: what was typed is there again
    page.click("send-later").await?;
    page.gone("send-did").await?;
    page.click("packet-send").await?;
    page.at("send-did").await?;
    ensure!(
        value(&page, "sent-number").await? == "7719",
        "what was typed is gone"
    );
    if page.has("sent-anyway").await? {
        page.click("sent-anyway").await?;
    }
    page.click("send-save").await?;
    page.at("letters-sent").await?;
    page.at("part-kept-1-1-2").await?;
    look.look(&page, "letters-sent-parts").await?;

    // it is found by what it is called
    page.click("top-find").await?;
    page.write("find-words", "letter appeal").await?;
    page.says("find-list", "Letters you wrote", SOON).await?;
    look.look(&page, "find-written").await?;
    page.keys(ESCAPE).await?;
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// By keyboard alone: the same sheet and a paper that is to follow go in and out; a black box is placed, moved, sized,
/// taken away, placed again and kept.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.keys("\u{e009}3").await?;
    page.reach("write-appeal").await?;
    page.keys(ENTER).await?;
    page.at("reason-1").await?;
    page.reach("see-packet").await?;
    page.keys(ENTER).await?;
    page.at("part-1").await?;
    page.reach("hand-add").await?;
    page.keys(ENTER).await?;
    page.at("hand-own").await?;
    page.reach("hand-own").await?;
    page.keys("Letter of Dr. Varga").await?;
    page.keys(ENTER).await?;
    page.gone("hand-close").await?;
    page.at("packet-follows").await?;
    let waits = place(&world, "Letter of Dr. Varga").await?;
    page.reach("hand-add").await?;
    page.keys(ENTER).await?;
    page.at("hand-timeline").await?;
    page.reach("hand-timeline").await?;
    page.keys(ENTER).await?;
    page.gone("hand-close").await?;
    place(&world, "What happened, day by day").await?;
    page.reach(&format!("exhibit-out-{waits}")).await?;
    page.keys(ENTER).await?;
    page.gone("packet-follows").await?;
    has_focus(&page, "hand-add").await?;

    page.reach("black-place").await?;
    page.keys(ENTER).await?;
    has_focus(&page, "packet-box-1").await?;
    page.keys(&RIGHT.repeat(3)).await?;
    page.keys(DOWN).await?;
    page.says("black-told", "33% from the left, 46% from the top", SOON)
        .await?;
    page.keys(&format!("{SHIFT}{}{SHIFT}", DOWN.repeat(2)))
        .await?;
    page.says("black-told", "40% wide, 6% high", SOON).await?;
    look.look(&page, "packet-box-keys").await?;
    page.keys(DELETE).await?;
    page.gone("packet-box-1").await?;
    has_focus(&page, "black-place").await?;
    page.keys(ENTER).await?;
    has_focus(&page, "packet-box-1").await?;
    page.keys(ENTER).await?;
    page.says("black-told", "stays", SOON).await?;
    has_focus(&page, "black-place").await?;
    page.reach("black-do").await?;
    // nothing is blacked out while the pages are put together
    page.wait_for("black-do", "aria-disabled", "false").await?;
    page.keys(ENTER).await?;
    page.at("black-undo").await?;
    page.close().await
}

/// The place of an exhibit by its title, from 1, once it is there.
async fn place(world: &World, title: &str) -> Result<usize> {
    let found = async || {
        let letter = letter(world)?;
        let exhibits = letter.get("exhibits").and_then(Value::as_array).cloned();
        let is_it = |one: &Value| one.get("title").and_then(Value::as_str) == Some(title);
        Ok(exhibits.unwrap_or_default().iter().position(is_it))
    };
    let at = until(SOON, found).await?;
    Ok(at.with_context(|| format!("no exhibit is called {title}"))? + 1)
}

/// Shows a part of the packet, once that is put together, and waits for its picture.
async fn shows(page: &Page, handle: &str) -> Result<()> {
    let is_shown = async || {
        page.click(handle).await?;
        let script = format!(
            "return document.querySelector('[data-testid=\"{handle}\"]')?.getAttribute('aria-current') === 'true'"
        );
        Ok((page.run(&script).await? == Value::Bool(true)).then_some(()))
    };
    until(SOON, is_shown)
        .await?
        .with_context(|| format!("{handle} is not shown"))?;
    page.pictured().await
}

async fn value(page: &Page, handle: &str) -> Result<String> {
    let script = format!("return document.querySelector('[data-testid=\"{handle}\"]').value");
    let value = page.run(&script).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

async fn has_focus(page: &Page, handle: &str) -> Result<()> {
    let here = async || {
        let now = page
            .run("return document.activeElement?.dataset.testid ?? ''")
            .await?;
        Ok((now == handle).then_some(()))
    };
    until(SOON, here)
        .await?
        .with_context(|| format!("{handle} does not get the focus"))
}
