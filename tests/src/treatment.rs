//! Treatment and scales, as a person meets them: once by mouse, once by keyboard alone, over the invented case.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::after::Look;
use crate::case::TODAY;
use crate::page::{Page, until};
use crate::sample;
use crate::terminal::{self, ask};
use crate::world::{Needs, World};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DOWN: &str = "\u{e015}";
const LEFT: &str = "\u{e012}";
/// Ctrl, as WebDriver writes it.
const CTRL: &str = "\u{e009}";

/// By mouse: the empty place, a treatment with a slip in it, what the plan asks, sessions, a score, help, the chart.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    empty(look).await?;
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.click("nav-treatment").await?;
    page.at("treatment").await?;
    page.click("treat-add").await?;
    page.at("trial").await?;
    page.write("trial-name", "zol").await?;
    page.at("name-1").await?;
    look.look(&page, "treatment-names").await?;
    page.click("name-1").await?;
    page.write("trial-dose", "two blue ones").await?;
    page.write("trial-start", "Feb 2021").await?;
    page.write("trial-end", "Jun 2021").await?;
    page.wait_for("look", "data-state", "not-enough-known")
        .await?;
    look.look(&page, "treatment-slip").await?;
    page.click("trial-save").await?;
    page.wait_for("trial-1", "data-state", "not-enough-known")
        .await?;
    // nothing of it was lost, and the dose can be mended
    run_click(&page, "[data-testid=trial-1] .name").await?;
    page.at("trial").await?;
    // the form comes, then what is in it
    let kept = async || {
        let kept = value(&page, "trial-dose").await?;
        Ok((kept == "two blue ones").then_some(()))
    };
    until(Duration::from_secs(20), kept)
        .await?
        .context("the dose was not kept")?;
    page.run("const e = document.querySelector('[data-testid=trial-dose]'); e.value = ''; e.dispatchEvent(new Event('input', { bubbles: true }))").await?;
    page.write("trial-dose", "200 mg").await?;
    page.wait_for("look", "data-state", "adequate").await?;
    look.look(&page, "treatment-form").await?;
    page.click("trial-save").await?;
    page.wait_for("trial-1", "data-state", "adequate").await?;
    page.click("undo").await?;
    page.wait_for("trial-1", "data-state", "not-enough-known")
        .await?;

    let all = async || {
        let said = page.words("asked").await?;
        let whole = said.contains("4 medicines of 2 classes") && page.has("trial-6").await?;
        Ok(whole.then_some(()))
    };
    until(Duration::from_secs(30), all)
        .await?
        .context("the case is not whole")?;
    page.at("chart").await?;
    let response = page.words("response").await?;
    ensure!(
        response.ends_with("since October 26"),
        "response: {response}"
    );
    look.look(&page, "treatment").await?;
    page.click("treat-view").await?;
    page.at("score-8").await?;
    look.look(&page, "treatment-table").await?;
    page.click("treat-view").await?;
    page.click("treat-ask").await?;
    page.at("ask-payer").await?;
    look.look(&page, "treatment-ask").await?;
    page.keys(ESCAPE).await?;
    page.click("add-sessions").await?;
    page.at("session-days").await?;
    page.write("session-days", "11/24/2026").await?;
    page.write("session-days", ENTER).await?;
    page.write("session-days", "some day").await?;
    look.look(&page, "treatment-sessions").await?;
    page.click("session-save").await?;
    // the dialog goes once it is saved
    page.gone("session-save").await?;
    // what was added is read again before the place stands still
    page.at("undo-bar").await?;
    let all = async || {
        Ok(page
            .words("all-sessions")
            .await?
            .contains('8')
            .then_some(()))
    };
    until(Duration::from_secs(20), all)
        .await?
        .context("the new sessions never showed")?;
    page.drawn(0).await?;
    page.click("all-sessions").await?;
    page.at("session-8").await?;

    page.click("treat-fill").await?;
    let before = ask(&world, &["scale", "show", "phq-9"])?;
    answer_by_mouse(&page, look).await?;
    let after = ask(&world, &["scale", "show", "phq-9"])?;
    ensure!(
        entries(&after) == entries(&before) + 1,
        "no score came: {after}"
    );
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// The place before anything is in it.
async fn empty(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    terminal::make_vault(&world)?;
    let page = Page::open(&mut world, &[]).await?;
    page.unlock().await?;
    page.click("nav-treatment").await?;
    page.at("treatment").await?;
    look.look(&page, "treatment-empty").await?;
    page.close().await
}

/// All answers by clicks; the last one speaks for help.
async fn answer_by_mouse(page: &Page, look: &mut impl Look) -> Result<()> {
    page.at("scale").await?;
    look.look(page, "scale-item").await?;
    for item in 0..8 {
        let asked = question(page).await?;
        page.click(if item % 2 == 0 {
            "answer-1"
        } else {
            "answer-0"
        })
        .await?;
        another(page, &asked).await?;
    }
    ensure!(!page.has("help").await?, "help came without a reason");
    page.click("answer-1").await?;
    page.at("help").await?;
    let help = page.words("help").await?;
    ensure!(help.contains("988"), "help says: {help}");
    ensure!(!page.has("scale-score").await?, "a score before the end");
    look.look(page, "scale-help").await?;
    page.click("help-go").await?;
    page.click("extra-1").await?;
    page.at("scale-done").await?;
    look.look(page, "scale-last").await?;
    page.click("scale-done").await?;
    let score = page.words("scale-score").await?;
    ensure!(score.starts_with('5'), "the score is: {score}");
    page.at("help").await?;
    look.look(page, "scale-score").await?;
    page.click("scale-close").await?;
    page.at("treatment").await.map(drop)
}

/// By keyboard alone: to the place, a treatment, table and chart, a scale stopped half-way and gone on with.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.keys(&format!("{CTRL}{}", place(&page).await?)).await?;
    page.at("chart").await?;
    page.keys("n").await?;
    page.at("trial").await?;
    focused(&page, "trial-name").await?;
    page.keys("rem").await?;
    page.at("name-1").await?;
    page.keys(DOWN).await?;
    page.keys(ENTER).await?;
    ensure!(
        value(&page, "trial-name").await? == "Remeron",
        "the name was not taken"
    );
    for words in ["30 mg", "", "Mar 2023", "Sep 2023"] {
        page.keys(TAB).await?;
        if !words.is_empty() {
            page.keys(words).await?;
        }
    }
    page.wait_for("look", "data-state", "adequate").await?;
    look.look(&page, "keyboard-form").await?;
    page.keys(ENTER).await?;
    page.at("trial-6").await?;
    page.keys("v").await?;
    page.at("score-table").await?;
    page.keys("v").await?;
    page.at("chart").await?;

    page.reach("treat-fill").await?;
    page.keys(ENTER).await?;
    page.at("scale-item").await?;
    for key in ["2", "1", "3"] {
        let asked = question(&page).await?;
        page.keys(key).await?;
        another(&page, &asked).await?;
    }
    let asked = question(&page).await?;
    page.keys(LEFT).await?;
    another(&page, &asked).await?;
    page.wait_for("answer-3", "aria-pressed", "true").await?;
    // a change of the place loses nothing; the first press puts the undo bar away
    page.keys(ESCAPE).await?;
    page.keys(ESCAPE).await?;
    page.at("treatment").await?;
    page.reach("treat-fill").await?;
    page.keys(ENTER).await?;
    page.at("scale-item").await?;
    page.reach("scale-stop").await?;
    page.keys(ENTER).await?;
    page.at("treatment").await?;
    let shown = ask(&world, &["scale", "show", "phq-9"])?;
    let newest = shown
        .pointer("/scales/0/entries/0/score")
        .and_then(Value::as_str);
    ensure!(newest == Some("3 of 9 answered"), "half-way is: {newest:?}");
    page.reach("treat-fill").await?;
    page.keys(ENTER).await?;
    page.at("scale-item").await?;
    for key in ["0", "1", "0", "0", "0", "0"] {
        let asked = question(&page).await?;
        page.keys(key).await?;
        another(&page, &asked).await?;
    }
    page.reach("scale-skip").await?;
    page.keys(ENTER).await?;
    page.at("scale-done").await?;
    page.reach("scale-done").await?;
    page.keys(ENTER).await?;
    let score = page.words("scale-score").await?;
    ensure!(score.starts_with('7'), "the score is: {score}");
    look.look(&page, "keyboard-score").await?;
    page.close().await
}

fn entries(shown: &Value) -> usize {
    shown
        .pointer("/scales/0/entries")
        .and_then(Value::as_array)
        .map_or(0, Vec::len)
}

/// The question that stands there; empty where none does.
async fn question(page: &Page) -> Result<String> {
    let script = "return document.querySelector('[data-testid=scale-item]')?.innerText ?? ''";
    Ok(page
        .run(script)
        .await?
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

/// Waits until another question, or none, stands there.
async fn another(page: &Page, before: &str) -> Result<()> {
    let moved = async || Ok((question(page).await? != before).then_some(()));
    until(Duration::from_secs(20), moved)
        .await?
        .with_context(|| format!("the question stays: {before}"))
}

async fn value(page: &Page, handle: &str) -> Result<String> {
    page.at(handle).await?;
    let script = format!("return document.querySelector('[data-testid={handle}]').value");
    Ok(page
        .run(&script)
        .await?
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

async fn run_click(page: &Page, selector: &str) -> Result<()> {
    page.run(&format!("document.querySelector('{selector}').click()"))
        .await
        .map(drop)
}

async fn focused(page: &Page, handle: &str) -> Result<()> {
    let script = "return document.activeElement?.dataset.testid ?? ''";
    let there = async || Ok((page.run(script).await?.as_str() == Some(handle)).then_some(()));
    until(Duration::from_secs(20), there)
        .await?
        .with_context(|| format!("{handle} has not the focus"))
}

/// Which of the places at left this one is, from 1: its digit.
async fn place(page: &Page) -> Result<u64> {
    page.at("nav-treatment").await?;
    let script = "const places = [...document.querySelectorAll('[data-testid^=nav-]')]; \
                  return places.findIndex((one) => one.dataset.testid === 'nav-treatment') + 1";
    page.run(script)
        .await?
        .as_u64()
        .context("a place without a number")
}
