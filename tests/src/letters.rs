//! From a denial to a packet, as a person does it: the reasons and what answers them, the letter, the packet; once by
//! mouse, once by keyboard alone.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::time::Duration;

use crate::after::Look;
use crate::case;
use crate::page::{Page, until};
use crate::sample;
use crate::terminal::{ask, file};
use crate::world::{Needs, World};

const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
const SOON: Duration = Duration::from_secs(30);

/// By mouse: the letter is begun from the denial, a study ticked, what is missing filled in, the packet looked at and
/// called final.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.click("nav-appeals").await?;
    page.click("write-appeal").await?;
    page.at("letter").await?;
    page.at("reason-1").await?;
    page.at("section-1").await?;
    look.look(&page, "letter").await?;

    // what answers the first reason: one more is ticked, and stands among the exhibits
    let before = exhibits(&world)?;
    page.click("answers-studies").await?;
    let untaken = page
        .run(
            "const all = [...document.querySelectorAll('[data-testid^=\"pick-studies-\"]')]; \
             return all.find(one => !(one.checked || one.getAttribute('aria-checked') === 'true'))?.dataset.testid ?? ''",
        )
        .await?;
    let untaken = untaken.as_str().filter(|handle| !handle.is_empty());
    page.click(untaken.context("every study is ticked")?)
        .await?;
    until(SOON, async || {
        Ok((exhibits(&world)? == before + 1).then_some(()))
    })
    .await?
    .context("the study went nowhere")?;
    look.look(&page, "letter-study").await?;

    // who writes: the address was in no paper
    page.click("party-from").await?;
    page.write(
        "party-address",
        &format!("418 Quince Street{ENTER}Wooster, OH 44691"),
    )
    .await?;
    page.click("party-save").await?;
    page.gone("party-save").await?;
    let address = async || {
        let letter = letter(&world)?;
        let address = letter.pointer("/from/address").and_then(Value::as_str);
        Ok(address
            .is_some_and(|address| address.contains("418 Quince Street"))
            .then_some(()))
    };
    until(SOON, address)
        .await?
        .context("the address was not kept")?;

    page.click("see-packet").await?;
    page.at("packet").await?;
    page.at("part-1").await?;
    look.look(&page, "packet").await?;
    page.click("packet-next").await?;
    until(SOON, async || {
        Ok(page
            .words("packet-page")
            .await?
            .starts_with('2')
            .then_some(()))
    })
    .await?
    .context("the packet does not turn its pages")?;
    page.click("packet-cover").await?;
    until(SOON, async || {
        Ok(page.words("part-1").await?.contains("Cover").then_some(()))
    })
    .await?
    .context("no cover sheet came")?;
    look.look(&page, "packet-cover").await?;

    // a fax that takes few pages: it is too long, and fits in parts
    page.choose("packet-way", "pages").await?;
    page.write("packet-most", "\u{e009}a\u{e009}5").await?;
    page.at("packet-split").await?;
    look.look(&page, "packet-too-long").await?;
    page.click("packet-split").await?;
    page.at("packet-save-part-2").await?;
    look.look(&page, "packet-parts").await?;

    // a copy for somebody else: names and numbers are found, and gone below their boxes
    page.click("black-find").await?;
    page.click("black-word-1").await?;
    page.click("black-do").await?;
    page.at("black-undo").await?;
    look.look(&page, "packet-black").await?;
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// By mouse: the packet is sent by fax, its step is waited for, the answer that says no is filed and taken, and the next
/// step stands open.
pub async fn sent_by_mouse(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.click("nav-appeals").await?;
    page.click("write-appeal").await?;
    page.at("reason-1").await?;
    page.click("see-packet").await?;
    page.at("part-1").await?;
    page.click("packet-send").await?;
    page.at("send-how").await?;
    look.look(&page, "send-how").await?;
    page.click("way-fax").await?;
    page.click("send-next").await?;
    page.at("send-do").await?;
    // a fax has a cover sheet
    page.at("send-went").await?;
    look.look(&page, "send-fax").await?;
    until(SOON, async || {
        Ok(page.words("part-1").await?.contains("Cover").then_some(()))
    })
    .await?
    .context("no cover sheet came")?;
    page.click("send-went").await?;
    page.at("send-did").await?;
    page.write("sent-day", "11/2/2026").await?;
    page.write("sent-number", "7719").await?;
    // what is dropped or chosen while this stands open is its proof
    let report = world.home.path().join("fax-report.txt");
    std::fs::write(&report, "Fax report. All pages sent. Result OK.")?;
    ask(&world, &["add", &report.to_string_lossy()])?;
    page.at("proof-1").await?;
    if page.has("sent-anyway").await? {
        page.click("sent-anyway").await?;
    }
    look.look(&page, "send-did").await?;
    page.click("send-save").await?;
    page.at("letters-sent").await?;
    page.wait_for("follow-state-1", "data-state", "sent")
        .await?;
    let clock = page.words("follow-clock-1").await?;
    ensure!(clock.contains("30 days"), "the clock says {clock}");
    let sending = page.words("sending-1-1").await?;
    ensure!(
        sending.contains("by fax") && sending.contains("Proof"),
        "the sending says {sending}"
    );
    look.look(&page, "letters-sent").await?;

    page.click("follow-steps-1").await?;
    page.wait_for("ladder-standing-1", "data-standing", "waiting")
        .await?;
    look.look(&page, "appeals-waiting").await?;
    page.click("nav-today").await?;
    page.at("wait-letter").await?;
    look.look(&page, "today-waiting").await?;

    let decision = case::appeal_upheld(world.home.path())?;
    file(&world, &decision)?;
    page.at("answer-ask").await?;
    look.look(&page, "today-answer").await?;
    page.click("answer-yes").await?;
    page.gone("answer-ask").await?;
    page.click("nav-appeals").await?;
    opened_next(&page).await?;
    look.look(&page, "appeals-next").await?;
    page.click("ladder-after-1").await?;
    page.at("after").await?;
    look.look(&page, "appeals-after").await?;
    page.click("share-open").await?;
    page.at("share-all").await?;
    let told = page.words("share-all").await?;
    ensure!(
        !told.contains("Hale") && !told.contains("PA-2606"),
        "the summary names somebody: {told}"
    );
    look.look(&page, "share").await?;
    page.click("share-pdf").await?;
    page.at("share-page-1").await?;
    page.pictured().await?;
    look.look(&page, "share-pdf").await?;
    page.keys("\u{e00c}").await?;
    page.gone("share-pages").await?;
    page.click("write-appeal").await?;
    page.at("letter").await?;
    let next = letter(&world)?;
    let kind = next.get("kind").and_then(Value::as_str);
    ensure!(
        kind == Some("external-review"),
        "the next letter is {kind:?}"
    );
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// By keyboard alone: the packet is sent by hand, asked after later, and the answer put in.
pub async fn sent_by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.keys("\u{e009}3").await?;
    page.reach("write-appeal").await?;
    page.keys(ENTER).await?;
    page.at("reason-1").await?;
    page.reach("see-packet").await?;
    page.keys(ENTER).await?;
    page.at("part-1").await?;
    page.reach("packet-send").await?;
    page.keys(ENTER).await?;
    page.at("send-how").await?;
    page.reach("way-certified-mail").await?;
    // the arrows go on among the ways
    for _ in 0..3 {
        page.keys("\u{e015}").await?;
    }
    page.keys(ENTER).await?;
    page.at("send-do").await?;
    page.reach("send-went").await?;
    page.keys(ENTER).await?;
    page.at("send-did").await?;
    page.reach("sent-day").await?;
    page.keys("11/10").await?;
    if page.has("sent-anyway").await? {
        page.reach("sent-anyway").await?;
        page.keys(SPACE).await?;
    }
    page.reach("send-save").await?;
    page.keys(ENTER).await?;
    page.at("letters-sent").await?;
    let sending = page.words("sending-1-1").await?;
    ensure!(
        sending.contains("November 10 by hand"),
        "the sending says {sending}"
    );
    page.reach("follow-nothing-1").await?;
    page.keys(ENTER).await?;
    page.says("follow-ask-1", "December 11", SOON).await?;
    file(&world, &case::appeal_upheld(world.home.path())?)?;
    page.reach("answer-yes").await?;
    look.look(&page, "letters-sent-answer").await?;
    page.keys(ENTER).await?;
    page.wait_for("follow-state-1", "data-state", "lost")
        .await?;
    page.reach("follow-steps-1").await?;
    page.keys(ENTER).await?;
    opened_next(&page).await?;
    page.close().await
}

/// The step that went out was lost, and the next that one has to take stands open with a day of its own; the second
/// appeal between them may be left out.
async fn opened_next(page: &Page) -> Result<()> {
    page.wait_for("ladder-standing-1", "data-standing", "lost")
        .await?;
    page.wait_for("ladder-standing-3", "data-standing", "open")
        .await?;
    page.at("ladder-why-3").await.map(drop)
}

/// By keyboard alone: from Today to the letter, a request ticked, and to the packet.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.keys("\u{e009}3").await?;
    page.at("appeals").await?;
    page.reach("write-appeal").await?;
    page.keys(ENTER).await?;
    page.at("reason-1").await?;
    page.reach("letter-ask-ask_new_evidence").await?;
    page.keys(SPACE).await?;
    let asked = async || {
        let letter = letter(&world)?;
        let asks = letter.get("asks").and_then(Value::as_array).cloned();
        let is_in = asks.is_some_and(|asks| asks.iter().any(|ask| ask == "ask_new_evidence"));
        Ok(is_in.then_some(()))
    };
    until(SOON, asked)
        .await?
        .context("the request was not kept")?;
    look.look(&page, "letter-keyboard").await?;
    page.reach("see-packet").await?;
    page.keys(ENTER).await?;
    page.at("packet").await?;
    page.at("part-1").await?;
    page.close().await
}

/// The newest letter of the case.
pub(crate) fn letter(world: &World) -> Result<Value> {
    let list = ask(world, &["letter", "list"])?;
    let id = list.pointer("/letters/0/id").and_then(Value::as_str);
    let told = ask(
        world,
        &["letter", "show", id.context("no letter was begun")?],
    )?;
    told.get("letter").cloned().context("no letter")
}

fn exhibits(world: &World) -> Result<usize> {
    let letter = letter(world)?;
    let exhibits = letter.get("exhibits").and_then(Value::as_array);
    Ok(exhibits.map_or(0, Vec::len))
}
