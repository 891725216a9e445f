//! The main job, done as a person does it: from the first start to the reminder and back, in the real window.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::case::{PASSPHRASE, SECRETS, TODAY};
use crate::notices::Notices;
use crate::page::Page;
use crate::panel::Panel;
use crate::search;
use crate::world::{Needs, World, program, until};

/// A morning one week before the safe day of the letter.
const A_WEEK_BEFORE: &str = "2026-11-27T10:30:00-05:00";

/// Keeps pictures of what was seen, where a folder is given.
pub struct Album<'a>(pub Option<&'a Path>);

impl Album<'_> {
    /// A picture of the page.
    pub async fn page(&self, page: &Page, name: &str) -> Result<()> {
        if let Some(folder) = self.0 {
            std::fs::write(folder.join(format!("{name}.png")), page.picture().await?)?;
        }
        Ok(())
    }

    fn display(&self, world: &World, name: &str) -> Result<()> {
        match self.0 {
            Some(folder) => world.picture(&folder.join(format!("{name}.png"))),
            None => Ok(()),
        }
    }
}

/// First start to Today: a vault, a passphrase, three words of the sheet.
pub async fn first_run(page: &Page, album: &Album<'_>) -> Result<()> {
    page.at("first-run").await?;
    page.wait_for("first-vault-next", "aria-disabled", "false")
        .await?;
    album.page(page, "first-run-vault").await?;
    page.click("first-vault-next").await?;
    page.write("passphrase", PASSPHRASE).await?;
    page.write("passphrase-again", PASSPHRASE).await?;
    album.page(page, "first-run-passphrase").await?;
    page.click("passphrase-next").await?;
    page.at("sheet").await?;
    album.page(page, "first-run-recovery").await?;
    confirm_three_words(page).await?;
    page.click("sheet-next").await?;
    page.at("first-letter").await?;
    album.page(page, "first-run-letter").await?;
    page.click("first-letter-look").await?;
    page.at("today").await?;
    Ok(())
}

/// Types the three words of the sheet that are asked for by number.
pub async fn confirm_three_words(page: &Page) -> Result<()> {
    let asked = page
        .run("return [...document.querySelectorAll('[data-testid^=confirm-]')].map(e => e.dataset.number)")
        .await?;
    let asked: Vec<String> = serde_json::from_value(asked)?;
    ensure!(
        asked.len() == 3,
        "three words are asked for, not {}",
        asked.len()
    );
    for number in asked {
        let word = page.words(&format!("sheet-word-{number}")).await?;
        let word = word
            .split_whitespace()
            .last()
            .context("an empty word")?
            .to_owned();
        page.write(&format!("confirm-{number}"), &word).await?;
    }
    Ok(())
}

/// Hands the letter to the running app by a second start, and waits until it was read.
pub async fn file_letter(world: &World, page: &Page, letter: &Path, number: u32) -> Result<()> {
    let status = world.command(program("holdfast")?).arg(letter).status()?;
    ensure!(status.success(), "the second start ended with {status}");
    page.at("queue").await?;
    page.wait_for(&format!("file-{number}"), "data-state", "to-check")
        .await
}

/// Confirms, corrects, leaves open; saves; looks at why. Answers with the date line.
pub async fn review(page: &Page, number: u32, album: &Album<'_>) -> Result<String> {
    page.click(&format!("check-{number}")).await?;
    page.at("review").await?;
    page.pictured().await?;
    album.page(page, "letter-review").await?;
    for question in handles(page, "question-").await? {
        let first = format!("choice-{question}-1");
        let answer = if question != "received_date" && page.has(&first).await? {
            first
        } else {
            format!("choice-{question}-unknown")
        };
        page.click(&answer).await?;
    }
    let line = page.words("date-line").await?;
    page.click("review-save").await?;
    // what was saved leads to Today
    page.at("today").await?;
    Ok(line)
}

/// What follows this beginning in the handles on the page.
pub async fn handles(page: &Page, beginning: &str) -> Result<Vec<String>> {
    let script = format!(
        "return [...document.querySelectorAll('[data-testid^=\"{beginning}\"]')]\
         .map(e => e.dataset.testid.slice({}))",
        beginning.len()
    );
    Ok(serde_json::from_value(page.run(&script).await?)?)
}

/// All of it; answers with what a person saw, line by line.
pub async fn main_job(letter: &Path, pictures: Option<&Path>) -> Result<Vec<String>> {
    let album = Album(pictures);
    let mut saw = Vec::new();
    let mut world = World::new(Needs {
        manager: true,
        ..Needs::default()
    })?;
    world.set_clock(TODAY)?;
    let notices = Notices::start(&world)?;
    let panel = Panel::start(&world)?;
    let page = Page::open(&mut world, &[]).await?;
    let done = walk(&world, &page, (&notices, &panel), letter, &album, &mut saw).await;
    if done.is_err() {
        // what the window showed helps more than the error's words
        let stopped = std::env::temp_dir().join("holdfast-walk-stopped.png");
        if world.picture(&stopped).is_ok() {
            eprintln!("Where it stopped: {}", stopped.display());
        }
    }
    done?;
    Ok(saw)
}

async fn walk(
    world: &World,
    page: &Page,
    (notices, panel): (&Notices, &Panel),
    letter: &Path,
    album: &Album<'_>,
    saw: &mut Vec<String>,
) -> Result<()> {
    first_run(page, album).await?;
    file_letter(world, page, letter, 1).await?;
    saw.push(format!(
        "Filed and read: {}",
        one_line(&page.words("file-1").await?)
    ));
    album.page(page, "import-queue").await?;
    let line = review(page, 1, album).await?;
    saw.push(format!("It leads to: {}", one_line(&line)));
    ensure!(
        line.contains("December 14"),
        "the letter says December 14, the window {line:?}"
    );

    page.click("nav-today").await?;
    page.at("day-1").await?;
    page.keys("w").await?;
    page.at("why-step-1").await?;
    album.page(page, "deadline-why").await?;
    let steps = handles(page, "why-step-").await?.len();
    ensure!(steps >= 2, "a date with {steps} steps");
    saw.push(format!(
        "Why: {} in {steps} steps",
        one_line(&page.words("why-date").await?)
    ));
    page.click("why-close").await?;
    album.page(page, "today").await?;
    let violations = page.violations().await?;
    ensure!(
        violations.is_empty(),
        "the content policy had to block {violations:?}"
    );

    let window = world.window().context("there is no window")?;
    let press = || world.xdotool(&["windowactivate", "--sync", &window, "key", "alt+F4"]);
    press()?;
    // The window manager loses a key now and then (about one in thirty): who sees the window stay presses again.
    let mut pressed = Instant::now();
    until("the window to go", Duration::from_secs(10), || {
        if world.window().is_some() && pressed.elapsed() > Duration::from_secs(3) {
            pressed = Instant::now();
            eprintln!(
                "pressed Alt+F4 again; the app {} asked to close",
                if world.log_of_app().contains("asked to close") {
                    "was"
                } else {
                    "was not"
                }
            );
            press().ok()?;
        }
        world.window().is_none().then_some(())
    })?;
    panel.wait_for("Open Holdfast", true)?;
    saw.push("Closed: the tray stays".into());

    world.set_clock(A_WEEK_BEFORE)?;
    let notice = notices.next(0)?;
    ensure!(notice.title == "Holdfast", "{notice:?}");
    ensure!(
        notice.text == "Something needs you this week.",
        "{notice:?}"
    );
    ensure!(
        notice.buttons.iter().any(|word| word == "Later today"),
        "{notice:?}"
    );
    saw.push(format!("Reminded: {}", notice.text));
    notices.press(&notice, "default")?;
    until("the window to come back", Duration::from_secs(10), || {
        world.window()
    })?;
    saw.push("Open: the window is back".into());

    panel.choose("Lock now")?;
    panel.wait_for("Lock now", false)?;
    ensure!(
        panel.count()?.is_empty(),
        "a count beside the icon while locked"
    );
    saw.push("Locked".into());
    unlock_by_hand(world, panel)?;
    std::thread::sleep(Duration::from_millis(600));
    album.display(world, "after-unlock")?;
    saw.push("Unlocked with the passphrase".into());
    ensure!(
        notices.shown().len() == 1,
        "reminded more than once: {:?}",
        notices.shown()
    );

    panel.choose("Quit")?;
    until("the app to end", Duration::from_secs(10), || {
        world.window().is_none().then_some(())
    })?;
    let files = search::count(world.home.path())?;
    ensure!(files > 10, "only {files} files to search");
    let found = search::find(world.home.path(), SECRETS)?;
    ensure!(found.is_empty(), "in plain form on disk: {found:?}");
    saw.push(format!(
        "Searched {files} files that were written: no name or number in plain form"
    ));
    Ok(())
}

/// Types the passphrase as a person does.
///
/// WebDriver serves only the first web view of a process; the second one is used by keyboard.
pub fn unlock_by_hand(world: &World, panel: &Panel) -> Result<()> {
    let window = until("the window", Duration::from_secs(10), || world.window())?;
    for _ in 0..20 {
        world.xdotool(&["windowfocus", "--sync", &window, "key", "ctrl+a"])?;
        world.xdotool(&["type", "--delay", "8", PASSPHRASE])?;
        world.xdotool(&["key", "Return"])?;
        let opened = until("it to open", Duration::from_secs(3), || {
            let menu = panel.menu().ok()?;
            menu.iter()
                .any(|entry| entry.words.contains("Lock now") && entry.enabled)
                .then_some(())
        });
        // the page may not have listened yet
        if opened.is_ok() {
            return Ok(());
        }
    }
    bail!("the passphrase typed by hand did not open it")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
