//! The checklist as a person meets it: from a denial letter to records that were asked for and came back, and on into
//! the treatment history; once by mouse, once by keyboard alone.

use anyhow::{Context, Result, ensure};
use std::time::Duration;

use crate::after::Look;
use crate::page::{Page, until};
use crate::sample;
use crate::terminal;
use crate::world::{Needs, World};

const ENTER: &str = "\u{e007}";
/// Pressed, and let go when it comes again.
const CONTROL: &str = "\u{e009}";
const ESCAPE: &str = "\u{e00c}";

/// What the pharmacy sends: three fills, one course.
const PRINT_OUT: &str = "\
CORNERSTONE PHARMACY #4471                     Patient Prescription Record
118 Alder St, Wooster OH 44691                  01/01/2024 to 06/30/2026
Patient: Nora Hale

Rx #       Date Filled   Drug                            Qty    Days   Refills   Prescriber
6640118    01/14/2024    SERTRALINE HCL 50 MG TABLET     30     30     5         VARGA, I
6651920    02/13/2024    SERTRALINE HCL 100 MG TABLET    60     30     3         VARGA, I
6651920    03/15/2024    SERTRALINE HCL 100 MG TABLET    60     30     2         VARGA, I
";

/// By mouse: the list, the letter for the pharmacy's records, its wait on Today, what comes back and what it comes to.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.click("nav-appeals").await?;
    page.click("open-checklist").await?;
    page.at("checklist").await?;
    // the denial is filed, and its row says so by itself
    page.wait_for("row-denial", "data-state", "have").await?;
    look.look(&page, "checklist").await?;

    page.click("ask-pharmacy").await?;
    page.at("request").await?;
    page.write("request-who", "Cornerstone Pharmacy").await?;
    look.look(&page, "checklist-request").await?;
    page.click("request-mark").await?;
    page.wait_for("row-pharmacy", "data-state", "asked").await?;
    page.click("nav-today").await?;
    let waits = async || {
        let today = page.words("today").await?;
        Ok(today.contains("Cornerstone Pharmacy").then_some(()))
    };
    until(Duration::from_secs(20), waits)
        .await?
        .context("the wait does not stand on Today")?;
    look.look(&page, "today-records").await?;

    file_print_out(&world)?;
    page.click("nav-appeals").await?;
    page.click("open-checklist").await?;
    page.wait_for("row-pharmacy", "data-state", "have").await?;
    page.click("more-pharmacy").await?;
    page.click("rows-pharmacy").await?;
    page.at("course-1").await?;
    let course = page.words("course-1").await?;
    ensure!(course.contains("200 mg a day"), "the course is: {course}");
    look.look(&page, "checklist-rows").await?;
    // a row that the person finds wrong is mended, and what they come to follows
    page.click("fill-change-3").await?;
    anew(&page, "fill-quantity-3", "30").await?;
    let mended = async || {
        let course = page.words("course-1").await?;
        Ok(course.contains("100 mg a day").then_some(()))
    };
    until(Duration::from_secs(20), mended)
        .await?
        .context("the mended row changed nothing")?;
    anew(&page, "fill-filled-3", "some day").await?;
    page.at("fill-trouble-3").await?;
    look.look(&page, "checklist-rows-mended").await?;
    anew(&page, "fill-filled-3", "3/15/2024").await?;
    anew(&page, "fill-quantity-3", "60").await?;
    page.gone("fill-trouble-3").await?;
    let as_printed = async || {
        let course = page.words("course-1").await?;
        Ok(course.contains("200 mg a day").then_some(()))
    };
    until(Duration::from_secs(20), as_printed)
        .await?
        .context("the row was not counted again")?;
    page.click("fills-take").await?;
    page.gone("fills").await?;
    page.click("nav-treatment").await?;
    // the fifth by its first day, after the four of the years before
    page.wait_for("trial-6", "data-state", "too-short").await?;
    page.wait_for("trial-5", "data-state", "adequate").await?;
    page.click("undo").await?;
    page.gone("trial-6").await?;
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// By keyboard alone: to the list, a thing asked for, a thing of one's own, and back.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.keys("\u{e009}3").await?;
    page.reach("open-checklist").await?;
    page.keys(ENTER).await?;
    page.at("checklist").await?;
    page.reach("ask-pharmacy").await?;
    page.keys(ENTER).await?;
    page.at("request").await?;
    page.keys(ESCAPE).await?;
    page.gone("request").await?;
    page.reach("own-title").await?;
    page.keys("Letter from my employer").await?;
    page.keys(ENTER).await?;
    let there = async || {
        let list = page.words("checklist").await?;
        Ok(list.contains("Letter from my employer").then_some(()))
    };
    until(Duration::from_secs(20), there)
        .await?
        .context("the own thing never came")?;
    look.look(&page, "checklist-keyboard").await?;

    // a pharmacy's list from the treatments: two of its three rows are right
    file_print_out(&world)?;
    page.reach("nav-treatment").await?;
    page.keys(ENTER).await?;
    page.reach("treat-list").await?;
    page.keys(ENTER).await?;
    page.reach("list-1").await?;
    page.keys(ENTER).await?;
    page.at("course-1").await?;
    page.reach("fill-tick-1").await?;
    page.keys(" ").await?;
    let two = async || {
        let course = page.words("course-1").await?;
        Ok(course.contains("2 fills").then_some(()))
    };
    until(Duration::from_secs(20), two)
        .await?
        .context("the row without a tick was counted")?;
    look.look(&page, "treatment-list-keyboard").await?;
    page.reach("fills-take").await?;
    page.keys(ENTER).await?;
    page.gone("fills").await?;
    page.at("trial-5").await?;
    page.close().await
}

/// Types over what stands in a field.
async fn anew(page: &Page, handle: &str, words: &str) -> Result<()> {
    page.write(handle, &format!("{CONTROL}a{CONTROL}{words}"))
        .await
}

fn file_print_out(world: &World) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("print-out.txt");
    std::fs::write(&path, PRINT_OUT)?;
    terminal::file(world, &path).map(drop)
}
