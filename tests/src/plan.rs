//! The plan as a person meets it: what the letter offers, the interview, the record with a slip in it, the call to
//! check; once by mouse, once by keyboard alone.

use anyhow::{Result, ensure};

use crate::after::Look;
use crate::case::{self, PASSPHRASE, TODAY};
use crate::page::Page;
use crate::terminal;
use crate::world::{Needs, World};

const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
/// Ctrl, then the digit of the fourth place.
const TO_PLAN: &str = "\u{e009}4";
/// Ctrl+Z.
const UNDO: &str = "\u{e009}z";

async fn opened(world: &mut World) -> Result<Page> {
    world.set_clock(TODAY)?;
    terminal::make_vault(world)?;
    let folder = tempfile::tempdir()?;
    terminal::file(world, &case::claim_denial(folder.path())?)?;
    let page = Page::open(world, &[]).await?;
    page.unlock().await?;
    Ok(page)
}

/// By mouse: offers, the interview with what moves and its undo, the record, the call.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = opened(&mut world).await?;
    page.click("nav-plan").await?;
    page.at("plan-offers").await?;
    look.look(&page, "plan-offers").await?;
    page.click("offer-take-1").await?;
    page.at("undo").await?;
    page.click("undo").await?;
    page.at("plan-offers").await?;
    page.click("offers-all").await?;
    page.at("plan-member-id").await?;

    page.click("plan-interview").await?;
    page.at("answer-1").await?;
    look.look(&page, "plan-interview-first").await?;
    page.click("answer-1").await?;
    page.click("interview-next").await?;
    page.at("answer-5").await?;
    page.click("answer-1").await?;
    page.click("interview-next").await?;
    page.at("answer-4").await?;
    page.click("answer-1").await?;
    page.at("kind-card").await?;
    look.look(&page, "plan-interview").await?;
    page.click("interview-next").await?;
    page.at("interview-end").await?;
    look.look(&page, "plan-interview-end").await?;
    page.click("interview-back").await?;
    page.at("answer-4").await?;
    page.click("interview-next").await?;
    page.click("interview-save").await?;
    page.at("plan-kind").await?;

    page.click("plan-fill").await?;
    page.at("plan-form").await?;
    for (field, words) in [
        ("plan-name", "Pinefield Freight Employee Health Plan"),
        ("deductible-out", "2,000"),
        ("deductible-out-used", "1,14O"),
        ("limit-out", "8000"),
        ("limit-out-used", "1264"),
        ("share-out", "40%"),
        ("approvals-phone", "(937) 555-0142"),
        ("appeals-fax", "(937) 555-0177"),
    ] {
        write_over(&page, &format!("plan-field-{field}"), words).await?;
    }
    look.look(&page, "plan-form").await?;
    page.click("plan-save").await?;
    page.gone("plan-form").await?;
    page.at("counter-limit-out").await?;
    ensure!(
        !page.has("counter-deductible-out").await?,
        "a counter of an amount that does not read"
    );
    // the slip is there, with what is wrong with it
    page.click("plan-fill").await?;
    page.at("plan-form").await?;
    look.look(&page, "plan-slip").await?;
    write_over(&page, "plan-field-deductible-out-used", "1,140").await?;
    page.click("plan-save").await?;
    page.at("counter-deductible-out").await?;

    page.click("plan-call").await?;
    page.at("call-step-1").await?;
    page.click("call-start").await?;
    page.at("call-clock").await?;
    write_over(&page, "call-whom", "Larkmoor Health").await?;
    write_over(&page, "call-name", "Dana R.").await?;
    write_over(&page, "call-field-year-start", "1/1/2026").await?;
    write_over(&page, "call-field-year-end", "12/31/2026").await?;
    look.look(&page, "plan-call").await?;
    write_over(&page, "call-reference", "C-118 204").await?;
    write_over(&page, "call-promise", "The policy by mail").await?;
    write_over(&page, "call-by", "12/1/2026").await?;
    page.click("call-save").await?;
    page.at("call-1").await?;
    let call = page.words("call-1").await?;
    ensure!(call.contains("C-118 204"), "the call says: {call}");
    let year = page.words("plan-year-end").await?;
    ensure!(year.contains("Dec 31, 2026"), "the year ends: {year}");
    look.look(&page, "plan").await?;
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// By keyboard alone: to the plan, through the questions by their digits, left and gone on with, saved, taken back.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = opened(&mut world).await?;
    page.keys(TO_PLAN).await?;
    page.reach("plan-interview").await?;
    page.keys(ENTER).await?;
    page.at("answer-8").await?;
    page.keys("1").await?;
    page.keys(ENTER).await?;
    page.at("answer-5").await?;
    // the vault locks in the middle; the question is there as it was
    page.keys("\u{e009}l").await?;
    page.at("locked").await?;
    page.write("unlock-passphrase", PASSPHRASE).await?;
    page.keys(ENTER).await?;
    page.gone("locked").await?;
    page.keys(TO_PLAN).await?;
    if !page.has("answer-5").await? {
        page.reach("plan-interview").await?;
        page.keys(ENTER).await?;
    }
    page.at("answer-5").await?;
    page.keys("1").await?;
    page.keys(ENTER).await?;
    page.at("answer-4").await?;
    page.keys("1").await?;
    page.at("kind-card").await?;
    page.keys(ENTER).await?;
    page.at("interview-end").await?;
    page.reach("interview-save").await?;
    page.keys(SPACE).await?;
    page.at("plan-kind").await?;
    look.look(&page, "plan-keyboard").await?;
    page.keys(UNDO).await?;
    page.gone("plan-kind").await?;

    page.reach("plan-fill").await?;
    page.keys(ENTER).await?;
    page.at("plan-form").await?;
    page.reach("plan-field-member-id").await?;
    page.keys("LMH 4471 0926 83").await?;
    page.keys(ENTER).await?;
    page.at("plan-member-id").await?;
    page.close().await
}

/// Puts words in the place of what a field holds.
async fn write_over(page: &Page, handle: &str, words: &str) -> Result<()> {
    page.click(handle).await?;
    page.write(handle, "\u{e009}a").await?;
    page.write(handle, words).await
}
