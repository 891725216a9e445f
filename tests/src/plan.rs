//! The plan as a person meets it, over the invented case: what a new card offers, the interview and what would move, the
//! record with a slip in it, the call to check; once by mouse, once by keyboard alone.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::after::Look;
use crate::case::PASSPHRASE;
use crate::page::{Page, until};
use crate::sample;
use crate::terminal::ask;
use crate::world::{Needs, World};

const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
const CONTROL: &str = "\u{e009}";
const NULL: &str = "\u{e000}";
/// The Delete key, as WebDriver writes it.
const DELETE: &str = "\u{e017}";
const SOON: Duration = Duration::from_secs(30);
/// A job plan that the employer pays for itself, as the sample case has it.
const OWN_KIND: &str = "employer-self-funded";

/// The card of the next year: a new group, a line for mental health and a web address that no paper had.
const NEW_CARD: &str = "\
LARKMOOR HEALTH

Pinefield Freight Employee Health Plan

Member: NORA HALE
Member ID: LMH 4471 0926 83
Group: 70527
Plan type: PPO

RxBIN 555017
RxPCN LMH

Member services: 1-800-555-0141
Mental health: 1-800-555-0144
Prior authorization: 1-800-555-0143

www.larkmoor.example
";

/// By mouse: the record of the sample, offers of a new card, the interview, a slip in the record, a call beside the first.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.click("nav-plan").await?;
    page.at("plan-kind").await?;
    says(&page, "counter-deductible-out", "$1,140.00").await?;
    says(&page, "plan-member-id", "LMH 4471 0926 83").await?;
    ensure!(
        !page.has("plan-offers").await?,
        "the sample has looked through its offers"
    );
    offers(&page, &world, look).await?;
    interview_by_mouse(&page, &world, look).await?;
    record_by_mouse(&page, look).await?;

    page.click("plan-call").await?;
    page.at("call-step-1").await?;
    page.click("call-start").await?;
    page.at("call-clock").await?;
    write_over(&page, "call-whom", "Larkmoor Health").await?;
    write_over(&page, "call-name", "Lee T.").await?;
    write_over(&page, "call-field-year-end", "6/30/2027").await?;
    look.look(&page, "plan-call").await?;
    write_over(&page, "call-reference", "C-121 077").await?;
    write_over(&page, "call-promise", "The new plan book by mail").await?;
    write_over(&page, "call-by", "12/8/2026").await?;
    page.click("call-save").await?;
    // the newest call stands first, the one of the sample below it
    says(&page, "call-1", "C-121 077").await?;
    says(&page, "call-2", "C-118 204").await?;
    says(&page, "plan-year-end", "Jun 30, 2027").await?;
    look.look(&page, "plan").await?;
    page.click("call-came-2").await?;
    page.gone("call-came-2").await?;
    let calls = ask(&world, &["call", "list"])?.to_string();
    ensure!(calls.contains("C-121 077"), "the calls are: {calls}");
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// Files a new card: what it says waits for a yes or a no, beside what stands there now. And what was emptied is offered
/// again from the papers of the sample.
async fn offers(page: &Page, world: &World, look: &mut impl Look) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let card = folder.path().join("new-card.txt");
    std::fs::write(&card, NEW_CARD)?;
    let path = card.to_str().context("a path that is no text")?;
    ask(world, &["add", path, "--kind", "records"])?;
    says(page, "offer-1", "70527").await?;
    says(page, "offer-1", "70518").await?;
    look.look(page, "plan-offers").await?;
    page.click("offer-take-1").await?;
    says(page, "plan-group", "70527").await?;
    page.click("undo").await?;
    says(page, "plan-group", "70518").await?;
    says(page, "offer-1", "70527").await?;
    page.click("offer-no-1").await?;
    says(page, "offer-1", "larkmoor.example").await?;
    page.click("offer-take-1").await?;
    says(page, "plan-portal", "larkmoor.example").await?;
    says(page, "offer-1", "1-800-555-0144").await?;
    page.click("offer-take-1").await?;
    says(page, "plan-behavioral-phone", "1-800-555-0144").await?;
    page.gone("plan-offers").await?;
    nothing_offered(world)?;

    page.click("plan-fill").await?;
    page.at("plan-form").await?;
    for field in ["plan-field-member-id", "plan-field-appeals-fax"] {
        write_over(page, field, DELETE).await?;
    }
    page.click("plan-save").await?;
    page.gone("plan-form").await?;
    page.gone("plan-member-id").await?;
    page.click("offers-all").await?;
    page.gone("plan-offers").await?;
    says(page, "plan-member-id", "LMH 4471 0926 83").await?;
    says(page, "plan-appeals-fax", "1-800-555-0142").await?;
    nothing_offered(world)
}

/// The command line knows of no offer.
fn nothing_offered(world: &World) -> Result<()> {
    let told = ask(world, &["plan", "offers"])?;
    let left = told.pointer("/offers").and_then(Value::as_array);
    ensure!(left.is_some_and(Vec::is_empty), "still offered: {told}");
    Ok(())
}

/// Back to its first question, what another answer would move, and through to the end as it was answered before.
async fn interview_by_mouse(page: &Page, world: &World, look: &mut impl Look) -> Result<()> {
    page.click("plan-interview").await?;
    // it opens at its last question, with what was answered
    chosen(page, "answer-1").await?;
    page.at("answer-4").await?;
    page.click("interview-back").await?;
    page.at("answer-5").await?;
    page.click("interview-back").await?;
    page.at("answer-8").await?;
    chosen(page, "answer-1").await?;
    look.look(page, "plan-interview-first").await?;
    page.click("answer-6").await?;
    says(page, "kind-moves", "February 10, 2027").await?;
    page.click("answer-1").await?;
    page.gone("kind-moves").await?;
    page.click("interview-next").await?;
    page.gone("answer-8").await?;
    chosen(page, "answer-1").await?;
    page.click("interview-next").await?;
    page.gone("answer-5").await?;
    chosen(page, "answer-1").await?;
    page.at("kind-card").await?;
    look.look(page, "plan-interview").await?;
    page.click("interview-next").await?;
    page.at("interview-end").await?;
    look.look(page, "plan-interview-end").await?;
    page.click("interview-back").await?;
    page.at("answer-4").await?;
    page.click("interview-next").await?;
    page.click("interview-save").await?;
    page.at("plan-kind").await?;
    kind_is(world, OWN_KIND)
}

/// A slip in an amount takes its counter, loses nothing, and is mended.
async fn record_by_mouse(page: &Page, look: &mut impl Look) -> Result<()> {
    page.click("plan-fill").await?;
    page.at("plan-form").await?;
    for (field, words) in [
        ("deductible-out-used", "1,14O"),
        ("limit-out-used", "1300"),
        ("approvals-fax", "(937) 555-0142"),
    ] {
        write_over(page, &format!("plan-field-{field}"), words).await?;
    }
    look.look(page, "plan-form").await?;
    page.click("plan-save").await?;
    page.gone("plan-form").await?;
    says(page, "counter-limit-out", "$1,300.00").await?;
    says(page, "plan-approvals-fax", "(937) 555-0142").await?;
    page.gone("counter-deductible-out").await?;
    // the slip is there, with what is wrong with it
    page.click("plan-fill").await?;
    says(page, "plan-form", "We can't read this amount").await?;
    look.look(page, "plan-slip").await?;
    write_over(page, "plan-field-deductible-out-used", "1,140").await?;
    page.click("plan-save").await?;
    page.gone("plan-form").await?;
    says(page, "counter-deductible-out", "$1,140.00").await
}

/// By keyboard alone: to the plan, back through the questions, a lock in the middle, another kind saved and taken back,
/// a field, a call.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    let to_plan = format!("{CONTROL}4{NULL}");
    page.keys(&to_plan).await?;
    page.at("plan-kind").await?;
    page.reach("plan-interview").await?;
    page.keys(ENTER).await?;
    page.at("answer-4").await?;
    page.reach("interview-back").await?;
    page.keys(ENTER).await?;
    page.at("answer-5").await?;
    // the vault locks in the middle; the question is there as it was
    page.keys(&format!("{CONTROL}l{NULL}")).await?;
    page.at("locked").await?;
    page.write("unlock-passphrase", PASSPHRASE).await?;
    page.keys(ENTER).await?;
    page.gone("locked").await?;
    page.keys(&to_plan).await?;
    page.at("plan-interview").await?;
    page.reach("plan-interview").await?;
    page.keys(ENTER).await?;
    page.at("answer-5").await?;
    chosen(&page, "answer-1").await?;
    page.reach("interview-back").await?;
    page.keys(ENTER).await?;
    page.at("answer-8").await?;
    page.keys("6").await?;
    says(&page, "kind-moves", "February 10, 2027").await?;
    page.keys(ENTER).await?;
    page.at("interview-end").await?;
    page.reach("interview-save").await?;
    page.keys(SPACE).await?;
    says(&page, "plan-kind", "TRICARE").await?;
    kind_is(&world, "tricare")?;
    look.look(&page, "plan-keyboard").await?;
    page.keys(&format!("{CONTROL}z{NULL}")).await?;
    says(&page, "plan-kind", "employer").await?;
    kind_is(&world, OWN_KIND)?;

    page.reach("plan-fill").await?;
    page.keys(ENTER).await?;
    page.at("plan-form").await?;
    page.reach("plan-field-approvals-fax").await?;
    page.keys("(937) 555-0142").await?;
    page.keys(ENTER).await?;
    page.gone("plan-form").await?;
    says(&page, "plan-approvals-fax", "(937) 555-0142").await?;

    page.reach("plan-call").await?;
    page.keys(ENTER).await?;
    page.at("call-step-1").await?;
    page.reach("call-reference").await?;
    page.keys("C-121 077").await?;
    page.keys(ENTER).await?;
    says(&page, "call-1", "C-121 077").await?;
    says(&page, "call-2", "C-118 204").await?;
    page.close().await
}

/// What the command line says of the kind of plan.
fn kind_is(world: &World, kind: &str) -> Result<()> {
    let record = ask(world, &["plan", "record", "list"])?;
    let told = record.get("plan_kind").and_then(Value::as_str);
    ensure!(told == Some(kind), "the kind of plan is {told:?}");
    Ok(())
}

/// Waits until the words of a handle hold these.
async fn says(page: &Page, handle: &str, words: &str) -> Result<()> {
    page.says(handle, words, SOON).await
}

/// Waits until this answer is chosen.
async fn chosen(page: &Page, handle: &str) -> Result<()> {
    page.at(handle).await?;
    let script = format!("return !!document.querySelector('[data-testid={handle}]')?.checked");
    let on = async || Ok((page.run(&script).await? == Value::Bool(true)).then_some(()));
    until(SOON, on)
        .await?
        .with_context(|| format!("{handle} is not chosen"))
}

/// Puts words in the place of what a field holds.
async fn write_over(page: &Page, handle: &str, words: &str) -> Result<()> {
    page.click(handle).await?;
    page.write(handle, &format!("{CONTROL}a{NULL}")).await?;
    page.write(handle, words).await
}
