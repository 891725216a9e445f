//! From a denial to a packet, as a person does it: the reasons and what answers them, the letter, the packet; once by
//! mouse, once by keyboard alone.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::time::Duration;

use crate::after::Look;
use crate::page::until;
use crate::sample;
use crate::terminal::ask;
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
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
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
fn letter(world: &World) -> Result<Value> {
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
