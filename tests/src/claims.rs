//! Claims and requests in the real window: written, looked through, mended, sent, answered; once with the mouse, once by
//! keyboard alone. Pictures in both themes and sizes.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::case::TODAY;
use crate::journey::{Album, first_run};
use crate::page::{Page, until};
use crate::world::{Needs, World};

/// Keys as WebDriver writes them.
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
const CONTROL: &str = "\u{e009}";
const NULL: &str = "\u{e000}";
const SOON: Duration = Duration::from_secs(20);
const SIZES: [(u32, u32); 2] = [(1280, 800), (900, 700)];

/// The whole walk; answers with what was seen.
pub async fn walk(pictures: Option<&Path>) -> Result<Vec<String>> {
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    let page = Page::open(&mut world, &[]).await?;
    first_run(&page, &Album(None)).await?;
    let mut saw = with_the_mouse(&page, pictures).await?;
    saw.extend(by_keyboard(&page, pictures).await?);
    let blocked = page.violations().await?;
    ensure!(blocked.is_empty(), "the content policy blocked {blocked:?}");
    page.close().await?;
    Ok(saw)
}

async fn with_the_mouse(page: &Page, pictures: Option<&Path>) -> Result<Vec<String>> {
    page.click("nav-appeals").await?;
    page.click("tab-claims").await?;
    page.at("claims").await?;
    everywhere(page, pictures, "claims-empty").await?;

    page.click("claim-new").await?;
    page.at("claim-editor").await?;
    for (field, words) in [
        ("field-from-1", "10/5/2026"),
        ("field-to-1", "10/22/2026"),
        ("field-code-1", "96365"),
        ("field-units-1", "6"),
        ("field-charge-1", "2,04O.00"),
    ] {
        page.write(field, words).await?;
    }
    page.click("line-add").await?;
    for (field, words) in [
        ("field-from-2", "10/5/2026"),
        ("field-to-2", "10/22/2026"),
        ("field-code-2", "J3490"),
        ("field-units-2", "6"),
        ("field-charge-2", "1,110.00"),
        ("field-diagnoses", "F33.2"),
        ("field-number", "26-300-55172-01"),
        ("field-clinic", "Millrace Infusion Clinic"),
    ] {
        page.write(field, words).await?;
    }
    // the meaning of the code, the slip and the sum come while it is written
    says(page, "plain-1", "first hour").await?;
    says(page, "check-charge-read-as-1", "$2,040.00").await?;
    says(page, "claim-total", "$3,150.00").await?;
    page.at("check-unlisted-drug-2").await?;
    everywhere(page, pictures, "claim-editor").await?;
    page.click("claim-save").await?;
    page.at("claims").await?;
    says(page, "claim-1", "6 infusions, Oct 5 to 22").await?;

    // a check leads to its field
    page.click("mend-unlisted-drug-2").await?;
    focused(page, "field-drug-2").await?;
    for (field, words) in [
        ("field-drug-2", "ketamine"),
        ("field-dose-2", "40 mg"),
        ("field-ndc-2", "00143-9509-01"),
    ] {
        page.write(field, words).await?;
    }
    page.gone("check-unlisted-drug-2").await?;
    page.click("claim-save").await?;
    page.at("claim-lines").await?;

    // what the plan says
    page.click("claim-terms").await?;
    page.write("form-covered-from", "1/1/2026").await?;
    page.write("form-filing-count", "365").await?;
    page.write("form-filing-said", "Plan book p. 92").await?;
    page.click("form-save").await?;
    page.gone("form-save").await?;
    says(page, "check-filing", "Plan book p. 92: by October 5, 2027").await?;

    page.click("claim-mark-sent").await?;
    page.write("form-day", "10/27/2026").await?;
    page.write("form-tracking", "LH-88201").await?;
    everywhere(page, pictures, "claim-sent").await?;
    page.click("form-save").await?;
    page.gone("form-save").await?;
    says(page, "claim-1", "Oct 27").await?;
    page.at("claim-clock").await?;

    page.click("claim-put-answer").await?;
    page.write("form-day", "11/12/2026").await?;
    for (field, words) in [
        ("form-billed", "3,150.00"),
        ("form-paid", "0.00"),
        ("form-owes", "3,150.00"),
    ] {
        page.write(field, words).await?;
    }
    page.click("form-save").await?;
    page.gone("form-save").await?;
    says(page, "claim-1", "Denied Nov 12").await?;
    says(
        page,
        "claim-sentence",
        "plan paid $0.00, they say you owe $3,150.00",
    )
    .await?;
    page.click("how-0").await?;
    everywhere(page, pictures, "claims").await?;

    // taken back and done again by key
    page.keys(&format!("{CONTROL}z{NULL}")).await?;
    // nobody knows the plan: the shortest time of all is over, and that is said as what may be
    page.wait_for("claim-1", "data-standing", "late").await?;
    page.keys(&format!("{CONTROL}\u{e008}z{NULL}")).await?;
    page.wait_for("claim-1", "data-standing", "denied").await?;
    let sentence = page.words("claim-sentence").await?;
    let before = what_it_said_before(page, pictures).await?;
    Ok(vec![sentence, before])
}

/// What the claim said before its answer: seen, brought back, and that taken back.
async fn what_it_said_before(page: &Page, pictures: Option<&Path>) -> Result<String> {
    page.at("before-claim").await?;
    page.run(
        "const all = document.querySelector('[data-testid=before-claim]'); \
         all.querySelector('summary').click(); all.scrollIntoView({ block: 'start' })",
    )
    .await?;
    says(page, "before-claim-1", "billed $3,150.00").await?;
    everywhere(page, pictures, "claims-before").await?;
    let said = page.words("before-claim-1").await?;
    page.click("bring-claim-1").await?;
    page.wait_for("claim-1", "data-standing", "late").await?;
    page.click("undo").await?;
    page.wait_for("claim-1", "data-standing", "denied").await?;
    Ok(format!("before the answer: {said}"))
}

async fn by_keyboard(page: &Page, pictures: Option<&Path>) -> Result<Vec<String>> {
    // from Today, without the mouse: the third place, its second tab, N, the fields in their order
    page.keys(&format!("{CONTROL}1{NULL}")).await?;
    page.at("today").await?;
    page.keys(&format!("{CONTROL}3{NULL}")).await?;
    page.at("appeals").await?;
    tab_to(page, "tab-claims").await?;
    page.keys(ENTER).await?;
    page.at("claims").await?;
    tab_to_row(page).await?;
    page.keys("n").await?;
    page.at("claim-editor").await?;
    tab_to(page, "field-from-1").await?;
    page.keys("9/9/2026").await?;
    page.keys(TAB).await?;
    page.keys(TAB).await?;
    page.keys("99204").await?;
    page.keys(TAB).await?;
    page.keys(TAB).await?;
    page.keys("1").await?;
    page.keys(TAB).await?;
    page.keys("310.00").await?;
    says(page, "plain-1", "Office visit").await?;
    tab_to(page, "field-diagnoses").await?;
    page.keys("F33.2").await?;
    says(page, "claim-total", "$310.00").await?;
    page.keys(&format!("{CONTROL}{ENTER}{NULL}")).await?;
    page.at("claims").await?;
    says(page, "claim-1", "Visit, Sep 9").await?;
    everywhere(page, pictures, "claims-two").await?;

    // the table by its own keys
    tab_to_row(page).await?;
    page.keys(DOWN).await?;
    chosen(page, "claim-2").await?;
    page.keys("k").await?;
    chosen(page, "claim-1").await?;
    tab_to(page, "claim-mark-sent").await?;
    page.keys(ENTER).await?;
    tab_to(page, "form-day").await?;
    page.keys("9/28/2026").await?;
    page.keys(ENTER).await?;
    page.gone("form-save").await?;
    says(page, "claim-1", "Sep 28").await?;
    // Enter on the chosen row opens it
    tab_to_row(page).await?;
    page.keys(ENTER).await?;
    page.at("claim-editor").await?;
    Ok(vec!["all of it by keyboard alone".to_owned()])
}

/// Waits until the words of a handle hold these.
async fn says(page: &Page, handle: &str, words: &str) -> Result<()> {
    let found = until(SOON, async || {
        if !page.has(handle).await? {
            return Ok(None);
        }
        // it may be drawn anew between two looks
        let said = page.words(handle).await.unwrap_or_default();
        Ok(said.contains(words).then_some(()))
    })
    .await?;
    if found.is_none() {
        let said = page.words(handle).await.unwrap_or_default();
        anyhow::bail!("{handle} does not say {words:?} but {said:?}");
    }
    Ok(())
}

async fn focus_of(page: &Page) -> Result<String> {
    let script = "return document.activeElement?.closest('[data-testid]')?.dataset.testid ?? ''";
    let found = page.run(script).await?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}

async fn focused(page: &Page, handle: &str) -> Result<()> {
    let found = until(SOON, async || {
        Ok((focus_of(page).await? == handle).then_some(()))
    })
    .await?;
    found.with_context(|| format!("{handle} has not the focus"))
}

/// Goes on by Tab until this has the focus.
async fn tab_to(page: &Page, handle: &str) -> Result<()> {
    page.at(handle).await?;
    for _ in 0..120 {
        if focus_of(page).await? == handle {
            return Ok(());
        }
        page.keys(TAB).await?;
    }
    anyhow::bail!("{handle} cannot be reached by Tab")
}

/// Goes on by Tab to the chosen row of the table.
async fn tab_to_row(page: &Page) -> Result<()> {
    page.at("claim-1").await?;
    for _ in 0..120 {
        let on = page
            .run("return !!document.activeElement?.closest('tr[data-claim]')")
            .await?;
        if on == Value::Bool(true) {
            return Ok(());
        }
        page.keys(TAB).await?;
    }
    anyhow::bail!("the table cannot be reached by Tab")
}

async fn chosen(page: &Page, handle: &str) -> Result<()> {
    let script = format!(
        "return document.querySelector('[data-testid=\"{handle}\"]')?.classList.contains('on') ?? false"
    );
    let found = until(SOON, async || {
        Ok((page.run(&script).await? == Value::Bool(true)).then_some(()))
    })
    .await?;
    found.with_context(|| format!("{handle} is not the chosen one"))
}

/// Pictures in both themes and sizes, where a folder is given. The theme is put on the page alone.
async fn everywhere(page: &Page, pictures: Option<&Path>, name: &str) -> Result<()> {
    let Some(folder) = pictures else {
        return Ok(());
    };
    for (width, height) in SIZES {
        page.size(width, height).await?;
        for theme in ["light", "dark"] {
            page.run(&format!(
                "document.documentElement.dataset.theme = '{theme}'"
            ))
            .await?;
            // what changes its color comes to rest
            tokio::time::sleep(Duration::from_millis(400)).await;
            page.drawn(0).await?;
            let file = folder.join(format!("{name}-{theme}-{width}x{height}.png"));
            std::fs::write(file, page.picture().await?)?;
        }
    }
    page.run("document.documentElement.dataset.theme = 'light'")
        .await?;
    page.size(SIZES[0].0, SIZES[0].1).await
}
