//! Claims and requests in the real window, over the invented case: what came back is looked through, a claim is written,
//! mended, sent and answered, a bill's lines are taken over; once by mouse, once by keyboard alone.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::after::Look;
use crate::case::TODAY;
use crate::page::{Page, until};
use crate::sample;
use crate::terminal::{self, ask};
use crate::world::{Needs, World};

/// Keys as WebDriver writes them.
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
const CONTROL: &str = "\u{e009}";
const SHIFT: &str = "\u{e008}";
const NULL: &str = "\u{e000}";
const SOON: Duration = Duration::from_secs(30);

/// The clinic's next bill; its total is a hundred dollars more than its lines.
const BILL: &str = "\
MILLRACE INFUSION CLINIC
220 Mill Street, Wooster, OH 44691
NPI 1234567893

SUPERBILL

Patient: Nora Hale
Statement date: November 20, 2026
Diagnosis: F33.2

Date of service   CPT/HCPCS   Description                 Diagnosis   Units   Charge
11/16/2026        96365       IV infusion, first hour     F33.2       1       $340.00
11/16/2026        J3490       Ketamine                    F33.2       1       $185.00
11/20/2026        96365       IV infusion, first hour     F33.2       1       $340.00
11/20/2026        J3490       Ketamine                    F33.2       1       $185.00
Total charges                                                                 $1,150.00
";

/// By mouse: what the sample holds, a claim with a slip in it, its checks, the plan's time to file, sent, answered, and
/// another of a bill.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    empty(look).await?;
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.click("nav-appeals").await?;
    page.click("tab-claims").await?;
    came_back(&page, look).await?;
    written(&page, look).await?;
    let own = newest(&world)?;
    time_to_file(&page).await?;

    page.click("claim-mark-sent").await?;
    page.write("form-day", "11/20/2026").await?;
    page.write("form-tracking", "LH-91077").await?;
    look.look(&page, "claim-sent").await?;
    page.click("form-save").await?;
    page.gone("form-save").await?;
    says(&page, "claim-1", "Sent, day 3 of 30").await?;
    says(&page, "claim-clock", "December 20").await?;

    page.click("claim-put-answer").await?;
    page.write("form-day", "11/23/2026").await?;
    for (field, words) in [
        ("form-billed", "1,575.00"),
        ("form-paid", "0.00"),
        ("form-owes", "1,575.00"),
    ] {
        page.write(field, words).await?;
    }
    page.click("form-save").await?;
    page.gone("form-save").await?;
    says(&page, "claim-1", "Denied Nov 23").await?;
    says(
        &page,
        "claim-sentence",
        "plan paid $0.00, they say you owe $1,575.00",
    )
    .await?;
    page.click("how-0").await?;
    look.look(&page, "claims").await?;
    // taken back and done again by key
    page.keys(&format!("{CONTROL}z{NULL}")).await?;
    page.wait_for("claim-1", "data-standing", "sent").await?;
    page.keys(&format!("{CONTROL}{SHIFT}z{NULL}")).await?;
    page.wait_for("claim-1", "data-standing", "denied").await?;
    let told = ask(&world, &["claim", "show", &own])?;
    let state = told.pointer("/claims/0/state").and_then(Value::as_str);
    ensure!(state == Some("denied"), "the claim is: {told}");

    what_it_said_before(&page, look).await?;

    of_a_bill(&page, &world, look).await?;
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
    page.click("nav-appeals").await?;
    page.click("tab-claims").await?;
    page.at("claims").await?;
    look.look(&page, "claims-empty").await?;
    page.close().await
}

/// The claim of the sample that its statement answered: each amount with where it stands.
async fn came_back(page: &Page, look: &mut impl Look) -> Result<()> {
    page.at("claim-4").await?;
    // the row's middle may be its badge
    page.run("document.querySelector('[data-testid=\"claim-2\"]').click()")
        .await?;
    page.wait_for("claim-2", "data-standing", "denied").await?;
    says(
        page,
        "claim-sentence",
        "Billed $3,150.00, plan paid $0.00, they say you owe $3,150.00",
    )
    .await?;
    says(page, "check-filing", "Plan book p. 92: by October 5, 2027").await?;
    page.click("how-1").await?;
    says(page, "claim-sums", "96365").await?;
    look.look(page, "claims-sample").await
}

/// A claim with a slip and a drug without its name; each check leads to its field, or to a sentence that goes with it.
async fn written(page: &Page, look: &mut impl Look) -> Result<()> {
    page.click("claim-new").await?;
    page.at("claim-editor").await?;
    for (field, words) in [
        ("field-from-1", "11/16/2026"),
        ("field-to-1", "11/20/2026"),
        ("field-code-1", "96365"),
        ("field-units-1", "3"),
        ("field-charge-1", "1,02O.00"),
    ] {
        page.write(field, words).await?;
    }
    page.click("line-add").await?;
    for (field, words) in [
        ("field-from-2", "11/16/2026"),
        ("field-to-2", "11/20/2026"),
        ("field-code-2", "J3490"),
        ("field-units-2", "3"),
        ("field-charge-2", "555.00"),
        ("field-diagnoses", "F33.2"),
        ("field-number", "26-325-60418-01"),
        ("field-clinic", "Millrace Infusion Clinic"),
    ] {
        page.write(field, words).await?;
    }
    // the meaning of the code, the slip and the sum come while it is written
    says(page, "plain-1", "first hour").await?;
    says(page, "check-charge-read-as-1", "$1,020.00").await?;
    says(page, "claim-total", "$1,575.00").await?;
    page.at("check-unlisted-drug-2").await?;
    look.look(page, "claim-editor").await?;
    page.click("claim-save").await?;
    says(page, "claim-1", "3 infusions, Nov 16 to 20").await?;
    page.at("claim-5").await?;

    // that approval was asked for and denied is known from the sample's own request
    says(page, "check-approval-missing", "No approval number").await?;
    page.click("mend-approval-missing").await?;
    page.at("undo-bar").await?;
    page.click("mend-unlisted-drug-2").await?;
    focused(page, "field-drug-2").await?;
    let note = page
        .run("return document.querySelector('[data-testid=\"field-note\"]').value")
        .await?;
    ensure!(
        note.as_str()
            .is_some_and(|note| note.contains("PA-2606-118374")),
        "the note is: {note}"
    );
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
    says(page, "claim-1", "3 infusions, Nov 16 to 20").await
}

/// What the plan says: the sample has it from its plan book; a change moves the last day, and is taken back.
async fn time_to_file(page: &Page) -> Result<()> {
    says(
        page,
        "check-filing",
        "Plan book p. 92: by November 16, 2027",
    )
    .await?;
    page.click("claim-terms").await?;
    page.click("form-filing-count").await?;
    page.write("form-filing-count", &format!("{CONTROL}a{NULL}"))
        .await?;
    page.write("form-filing-count", "6").await?;
    page.click("form-save").await?;
    page.gone("form-save").await?;
    says(page, "check-filing", "Plan book p. 92: by May 16, 2027").await?;
    page.click("undo").await?;
    says(
        page,
        "check-filing",
        "Plan book p. 92: by November 16, 2027",
    )
    .await
}

/// What the claim said before its answer: seen, brought back, and that taken back.
async fn what_it_said_before(page: &Page, look: &mut impl Look) -> Result<()> {
    page.at("before-claim").await?;
    page.run(
        "const all = document.querySelector('[data-testid=before-claim]'); \
         all.querySelector('summary').click(); all.scrollIntoView({ block: 'start' })",
    )
    .await?;
    says(page, "before-claim-1", "billed $1,575.00").await?;
    look.look(page, "claims-before").await?;
    page.click("bring-claim-1").await?;
    page.wait_for("claim-1", "data-standing", "sent").await?;
    page.click("undo").await?;
    page.wait_for("claim-1", "data-standing", "denied").await
}

/// A bill is filed, its lines go into a new claim, and what does not add up on it is said.
async fn of_a_bill(page: &Page, world: &World, look: &mut impl Look) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("clinic-bill.txt");
    std::fs::write(&path, BILL)?;
    let path = path.to_str().context("a path that is no text")?;
    let added = ask(world, &["add", path, "--kind", "bill"])?;
    let bill = added.pointer("/files/0/document").and_then(Value::as_str);
    let bill = bill.with_context(|| added.to_string())?;
    page.click("claim-new").await?;
    page.at("claim-editor").await?;
    let listed = format!("return !!document.querySelector('option[value=\"{bill}\"]')");
    let there = async || Ok((page.run(&listed).await? == Value::Bool(true)).then_some(()));
    until(SOON, there)
        .await?
        .context("the bill is not listed")?;
    page.choose("claim-bill", bill).await?;
    says(page, "bill-doubt", "1150.00: 100.00 more").await?;
    says(page, "claim-total", "$1,050.00").await?;
    says(page, "plain-1", "first hour").await?;
    look.look(page, "claim-of-bill").await?;
    page.click("claim-save").await?;
    page.at("claim-6").await?;
    says(page, "claim-1", "$1,050.00").await
}

/// By keyboard alone: from Today to the table, a claim written, sent, and the table by its own keys.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    // the third place, its second tab, N, the fields in their order
    page.keys(&format!("{CONTROL}3{NULL}")).await?;
    page.at("appeals").await?;
    page.reach("tab-claims").await?;
    page.keys(ENTER).await?;
    page.at("claim-4").await?;
    tab_to_row(&page).await?;
    page.keys(DOWN).await?;
    chosen(&page, "claim-2").await?;
    says(&page, "claim-sentence", "they say you owe $3,150.00").await?;
    page.keys("n").await?;
    page.at("claim-editor").await?;
    page.reach("field-from-1").await?;
    page.keys("9/15/2026").await?;
    page.keys(TAB).await?;
    page.keys(TAB).await?;
    page.keys("99214").await?;
    page.keys(TAB).await?;
    page.keys(TAB).await?;
    page.keys("1").await?;
    page.keys(TAB).await?;
    page.keys("180.00").await?;
    says(&page, "plain-1", "Office visit").await?;
    page.reach("field-diagnoses").await?;
    page.keys("F33.2").await?;
    says(&page, "claim-total", "$180.00").await?;
    page.keys(&format!("{CONTROL}{ENTER}{NULL}")).await?;
    says(&page, "claim-1", "Visit, Sep 15").await?;
    page.at("claim-5").await?;
    look.look(&page, "claims-two").await?;

    // the table by its own keys
    tab_to_row(&page).await?;
    chosen(&page, "claim-1").await?;
    page.keys(DOWN).await?;
    chosen(&page, "claim-2").await?;
    page.keys("k").await?;
    chosen(&page, "claim-1").await?;
    page.reach("claim-mark-sent").await?;
    page.keys(ENTER).await?;
    page.reach("form-day").await?;
    page.keys("9/28/2026").await?;
    page.keys(ENTER).await?;
    page.gone("form-save").await?;
    // the plan of the sample has thirty days, and they are over
    page.wait_for("claim-1", "data-standing", "late").await?;
    let own = newest(&world)?;
    let told = ask(&world, &["claim", "show", &own])?;
    let by = told
        .pointer("/claims/0/decision/by")
        .and_then(Value::as_str);
    ensure!(by == Some("2026-10-28"), "their answer is due: {by:?}");
    // Enter on the chosen row opens it
    tab_to_row(&page).await?;
    page.keys(ENTER).await?;
    page.at("claim-editor").await?;
    page.close().await
}

/// The id of the newest claim, as another program sees it.
fn newest(world: &World) -> Result<String> {
    let list = ask(world, &["claim", "list"])?;
    let id = list.pointer("/claims/0/claim").and_then(Value::as_str);
    Ok(id.with_context(|| list.to_string())?.to_owned())
}

/// Waits until the words of a handle hold these.
async fn says(page: &Page, handle: &str, words: &str) -> Result<()> {
    page.says(handle, words, SOON).await
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
