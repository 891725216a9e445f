//! Pictures of every screen of the real app over the invented case: light and dark, in both sizes of the drawings.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::after;
use crate::by_hand;
use crate::case::{self, PASSPHRASE, TODAY};
use crate::checklists;
use crate::claims;
use crate::drafting;
use crate::drag::Drag;
use crate::form;
use crate::journey::{
    Album, confirm_three_words, file_letter, first_run as first_steps, handles, review,
};
use crate::letters;
use crate::notices::Notices;
use crate::page::{Page, until};
use crate::panel::Panel;
use crate::paper::{self, Form};
use crate::plan;
use crate::policy;
use crate::sample;
use crate::terminal;
use crate::treatment;
use crate::world::{Needs, World};

const SIZES: [(u32, u32); 2] = [(1280, 800), (900, 700)];
/// The Delete key, as WebDriver writes it.
const DELETE: &str = "\u{e017}";
const ESCAPE: &str = "\u{e00c}";
/// A morning on which the days of all letters have passed.
const LONG_AFTER: &str = "2027-08-02T10:02:00-05:00";
const THEMES: [&str; 2] = ["light", "dark"];

/// Takes the pictures and knows where they go.
pub struct Camera<'a> {
    page: &'a Page,
    folder: &'a Path,
    taken: usize,
}

impl Camera<'_> {
    /// The page in both themes and sizes. The theme is put on the page alone: the setting is the person's.
    pub async fn everywhere(&mut self, name: &str) -> Result<()> {
        for (width, height) in SIZES {
            self.page.size(width, height).await?;
            for theme in THEMES {
                self.wear(theme).await?;
                let file = self
                    .folder
                    .join(format!("{name}-{theme}-{width}x{height}.png"));
                std::fs::write(file, self.page.picture().await?)?;
                self.taken += 1;
            }
        }
        self.page.size(SIZES[0].0, SIZES[0].1).await?;
        self.wear("light").await
    }

    async fn wear(&self, theme: &str) -> Result<()> {
        let script = format!("document.documentElement.dataset.theme = '{theme}'");
        self.page.run(&script).await?;
        // sliding sheets come to rest
        tokio::time::sleep(Duration::from_millis(400)).await;
        self.page.drawn(0).await
    }
}

/// Walks to every screen and leaves `name-theme-size.png` of each.
pub async fn all(pictures: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let filed = papers_of_case(folder.path())?;
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    let _panel = Panel::start(&world)?;
    let _notices = Notices::start(&world)?;
    let page = Page::open(&mut world, &[]).await?;
    let mut camera = Camera {
        page: &page,
        folder: pictures,
        taken: 0,
    };
    first_run(&mut camera).await?;
    papers(&mut camera, &mut world, &filed).await?;
    places(&mut camera).await?;
    sheets(&mut camera).await?;
    over(&mut camera).await?;
    in_the_trash(&mut camera).await?;
    put_off(&mut camera).await?;
    locked(&mut camera).await?;
    long_after(&mut camera, &world).await?;
    let mut taken = camera.taken;
    page.close().await?;
    drop(world);
    taken += changed(pictures).await?;
    taken += sample(pictures).await?;
    taken += plan(pictures).await?;
    taken += checklists(pictures).await?;
    taken += letters(pictures).await?;
    taken += form(pictures).await?;
    taken += treatment(pictures).await?;
    taken += on_track(pictures).await?;
    taken += unproved(pictures).await?;
    taken += stuck(pictures).await?;
    taken += policy(pictures).await?;
    taken += claims(pictures).await?;
    ensure!(taken > 120, "only {taken} pictures");
    Ok(())
}

async fn first_run(camera: &mut Camera<'_>) -> Result<()> {
    let page = camera.page;
    page.at("first-run").await?;
    page.wait_for("first-vault-next", "aria-disabled", "false")
        .await?;
    camera.everywhere("first-run-vault").await?;
    page.click("first-vault-next").await?;
    page.write("passphrase", PASSPHRASE).await?;
    page.write("passphrase-again", PASSPHRASE).await?;
    camera.everywhere("first-run-passphrase").await?;
    page.click("passphrase-next").await?;
    page.at("sheet").await?;
    camera.everywhere("first-run-recovery").await?;
    confirm_three_words(page).await?;
    page.click("sheet-next").await?;
    page.at("first-letter").await?;
    camera.everywhere("first-run-letter").await?;
    page.click("first-letter-look").await?;
    page.at("today").await?;
    camera.everywhere("today-empty").await?;
    for place in ["documents", "appeals"] {
        page.click(&format!("nav-{place}")).await?;
        page.at(place).await?;
        camera.everywhere(&format!("{place}-empty")).await?;
    }
    Ok(())
}

async fn papers(camera: &mut Camera<'_>, world: &mut World, letters: &[PathBuf]) -> Result<()> {
    let page = camera.page;
    page.click("nav-today").await?;
    let first = letters.first().context("no letter")?;
    let drag = Drag::over(world, first)?;
    page.at("drop").await?;
    camera.everywhere("drop-overlay").await?;
    drag.drop(world)?;
    page.at("queue").await?;
    page.wait_for("file-1", "data-state", "to-check").await?;
    for (number, letter) in (2..).zip(letters.iter().skip(1)) {
        file_letter(world, page, letter, number).await?;
    }
    let empty = world.home.path().join("empty.pdf");
    std::fs::write(&empty, b"")?;
    world
        .command(crate::world::program("holdfast")?)
        .args([&empty, first])
        .status()?;
    let last = letters.len() + 2;
    page.at(&format!("file-{last}")).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    camera.everywhere("import-queue").await?;
    page.click("nav-today").await?;
    page.at("next-step").await?;
    camera.everywhere("today").await?;
    page.click("nav-documents").await?;
    page.click("row-1").await?;
    page.at("preview").await?;
    page.pictured().await?;
    camera.everywhere("documents").await?;
    // the scanned one: its words come with boxes of their own kind
    page.click(&format!("row-{}", letters.len())).await?;
    page.click("check-facts").await?;
    page.at("review").await?;
    page.pictured().await?;
    camera.everywhere("letter-review-scan").await?;
    page.click("nav-documents").await?;
    page.click("row-1").await?;
    page.at("preview").await?;
    page.click("check-facts").await?;
    page.at("review").await?;
    page.pictured().await?;
    // a fact whose words light up
    page.run(
        "document.querySelector('[data-testid=\"fact-claim.date_of_notice\"] input')?.focus()",
    )
    .await?;
    camera.everywhere("letter-review").await?;
    for question in handles(page, "question-").await? {
        page.click(&format!("choice-{question}-unknown")).await?;
    }
    page.click("review-save").await?;
    page.click("nav-today").await?;
    page.at("today").await?;
    camera.everywhere("today-after-one").await
}

async fn places(camera: &mut Camera<'_>) -> Result<()> {
    let page = camera.page;
    page.click("nav-appeals").await?;
    page.at("appeals").await?;
    camera.everywhere("appeals").await?;
    page.click("nav-settings").await?;
    page.at("settings").await?;
    for section in handles(page, "section-").await? {
        page.click(&format!("section-{section}")).await?;
        camera.everywhere(&format!("settings-{section}")).await?;
    }
    Ok(())
}

/// A held sheet that is checked, and a new one that is broken off.
async fn sheets(camera: &mut Camera<'_>) -> Result<()> {
    let page = camera.page;
    page.click("section-lock").await?;
    page.click("set-check").await?;
    page.write("check-words", "1 harbor, 2 velvet, 3 sixteen")
        .await?;
    page.click("check-do").await?;
    page.at("trouble").await?;
    camera.everywhere("settings-check-sheet").await?;
    page.click("check-cancel").await?;
    page.click("set-sheet").await?;
    page.at("ask-yes").await?;
    camera.everywhere("settings-new-sheet-ask").await?;
    page.click("ask-yes").await?;
    page.at("new-sheet").await?;
    camera.everywhere("settings-new-sheet").await?;
    page.keys(ESCAPE).await?;
    page.at("ask-yes").await?;
    camera.everywhere("settings-new-sheet-leave").await?;
    page.click("ask-yes").await?;
    page.at("undo-bar").await?;
    camera.everywhere("settings-old-sheet-kept").await
}

async fn over(camera: &mut Camera<'_>) -> Result<()> {
    let page = camera.page;
    page.click("nav-today").await?;
    page.at("day-1").await?;
    page.keys("w").await?;
    page.at("why").await?;
    camera.everywhere("deadline-why").await?;
    page.click("why-close").await?;
    page.click("top-find").await?;
    page.write("find-words", "Larkmoor").await?;
    page.at("found-1").await?;
    camera.everywhere("find").await?;
    page.write("find-words", ESCAPE).await?;
    page.keys("?").await?;
    page.at("keys").await?;
    camera.everywhere("keys").await?;
    page.keys(ESCAPE).await
}

async fn locked(camera: &mut Camera<'_>) -> Result<()> {
    let page = camera.page;
    page.click("top-lock").await?;
    page.at("locked").await?;
    camera.everywhere("locked").await?;
    page.write("unlock-passphrase", "not this one").await?;
    page.click("unlock").await?;
    page.at("unlock-trouble").await?;
    camera.everywhere("locked-wrong").await
}

/// One paper in the trash, and back again.
async fn in_the_trash(camera: &mut Camera<'_>) -> Result<()> {
    let page = camera.page;
    page.click("nav-documents").await?;
    page.click("row-1").await?;
    page.at("preview").await?;
    page.keys(DELETE).await?;
    page.click("open-trash").await?;
    page.at("row-1").await?;
    page.click("row-1").await?;
    page.at("restore").await?;
    page.pictured().await?;
    camera.everywhere("trash").await?;
    page.click("restore").await?;
    page.gone("row-1").await
}

/// One thing at a time, then all of it put off.
async fn put_off(camera: &mut Camera<'_>) -> Result<()> {
    let page = camera.page;
    page.run("location.hash = '#/one'").await?;
    page.at("one").await?;
    camera.everywhere("one-thing").await?;
    page.run("location.hash = '#/today'").await?;
    page.at("today").await?;
    until(Duration::from_secs(60), async || {
        if page.has("quiet").await? {
            return Ok(Some(()));
        }
        // by script: the button of the step before may be gone by the time a pointer is there
        page.run("document.querySelector('[data-testid=next-later]')?.click()")
            .await?;
        Ok(None)
    })
    .await?
    .context("there is always one more step")?;
    camera.everywhere("today-put-off").await
}

/// Months later: days have passed, and why is said of one of them.
async fn long_after(camera: &mut Camera<'_>, world: &World) -> Result<()> {
    let page = camera.page;
    world.set_clock(LONG_AFTER)?;
    page.unlock().await?;
    page.at("next-step").await?;
    camera.everywhere("today-passed").await?;
    let rows = handles(page, "day-why-").await?.len();
    ensure!(rows > 0, "no day that matters");
    page.click(&format!("day-why-{rows}")).await?;
    page.at("why").await?;
    camera.everywhere("deadline-why-passed").await?;
    page.click("why-close").await
}

/// A no that was changed, and an approval that ends.
pub async fn changed(pictures: &Path) -> Result<usize> {
    let mut seen = Everywhere {
        folder: pictures,
        taken: 0,
    };
    after::a_no_that_was_changed(&mut seen).await?;
    Ok(seen.taken)
}

/// The plan, by mouse and by keyboard.
pub async fn plan(pictures: &Path) -> Result<usize> {
    let mut seen = Everywhere {
        folder: pictures,
        taken: 0,
    };
    plan::by_mouse(&mut seen).await?;
    plan::by_keyboard(&mut seen).await?;
    Ok(seen.taken)
}

/// The plan books, by mouse and by keyboard.
pub async fn policy(pictures: &Path) -> Result<usize> {
    let mut seen = Everywhere {
        folder: pictures,
        taken: 0,
    };
    policy::by_mouse(&mut seen).await?;
    policy::by_keyboard(&mut seen).await?;
    Ok(seen.taken)
}

/// Claims and requests, by mouse and by keyboard.
pub async fn claims(pictures: &Path) -> Result<usize> {
    let mut seen = Everywhere {
        folder: pictures,
        taken: 0,
    };
    claims::by_mouse(&mut seen).await?;
    claims::by_keyboard(&mut seen).await?;
    Ok(seen.taken)
}

/// The checklist, by mouse and by keyboard.
pub async fn checklists(pictures: &Path) -> Result<usize> {
    let mut seen = Everywhere {
        folder: pictures,
        taken: 0,
    };
    checklists::by_mouse(&mut seen).await?;
    checklists::by_keyboard(&mut seen).await?;
    Ok(seen.taken)
}

/// A letter and its packet, by mouse and by keyboard.
pub async fn letters(pictures: &Path) -> Result<usize> {
    let mut seen = Everywhere {
        folder: pictures,
        taken: 0,
    };
    letters::by_mouse(&mut seen).await?;
    letters::by_keyboard(&mut seen).await?;
    letters::sent_by_mouse(&mut seen).await?;
    letters::sent_by_keyboard(&mut seen).await?;
    by_hand::by_mouse(&mut seen).await?;
    by_hand::by_keyboard(&mut seen).await?;
    drafting::by_mouse(&mut seen).await?;
    Ok(seen.taken)
}

/// The insurer's own form, by mouse and by keyboard.
pub async fn form(pictures: &Path) -> Result<usize> {
    let mut seen = Everywhere {
        folder: pictures,
        taken: 0,
    };
    form::by_mouse(&mut seen).await?;
    form::by_keyboard(&mut seen).await?;
    Ok(seen.taken)
}

/// Treatment and scales, by mouse and by keyboard.
pub async fn treatment(pictures: &Path) -> Result<usize> {
    let mut seen = Everywhere {
        folder: pictures,
        taken: 0,
    };
    treatment::by_mouse(&mut seen).await?;
    treatment::by_keyboard(&mut seen).await?;
    Ok(seen.taken)
}

/// The sample case, by mouse and by keyboard.
pub async fn sample(pictures: &Path) -> Result<usize> {
    let mut seen = Everywhere {
        folder: pictures,
        taken: 0,
    };
    sample::by_mouse(&mut seen).await?;
    sample::by_keyboard(&mut seen).await?;
    Ok(seen.taken)
}

/// Looks in both themes and sizes.
struct Everywhere<'a> {
    folder: &'a Path,
    taken: usize,
}

impl after::Look for Everywhere<'_> {
    async fn look(&mut self, page: &Page, name: &str) -> Result<()> {
        let mut camera = Camera {
            page,
            folder: self.folder,
            taken: 0,
        };
        camera.everywhere(name).await?;
        self.taken += camera.taken;
        Ok(())
    }
}

/// A case in which nothing is open: the only paper says that all was paid, and was checked.
async fn on_track(pictures: &Path) -> Result<usize> {
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    let _panel = Panel::start(&world)?;
    let page = Page::open(&mut world, &[]).await?;
    first_steps(&page, &Album(None)).await?;
    let letter = paper::letter("07")?;
    let sheet = paper::make(&letter, Form::BornDigital)?
        .into_iter()
        .next()
        .context("a letter without a file")?;
    let file = world.home.path().join(sheet.file_name);
    std::fs::write(&file, sheet.bytes)?;
    file_letter(&world, &page, &file, 1).await?;
    review(&page, 1, &Album(None)).await?;
    page.at("quiet").await?;
    let mut camera = Camera {
        page: &page,
        folder: pictures,
        taken: 0,
    };
    camera.everywhere("today-quiet").await?;
    let taken = camera.taken;
    page.close().await?;
    Ok(taken)
}

/// A vault whose sheet nobody checked, and a new one that a lock broke off.
async fn unproved(pictures: &Path) -> Result<usize> {
    let mut world = World::new(Needs::default())?;
    world.set_clock(TODAY)?;
    terminal::make_vault(&world)?;
    let page = Page::open(&mut world, &[]).await?;
    let mut camera = Camera {
        page: &page,
        folder: pictures,
        taken: 0,
    };
    page.write("unlock-passphrase", PASSPHRASE).await?;
    page.click("unlock").await?;
    page.click("sheet-make").await?;
    page.click("set-sheet").await?;
    page.click("ask-yes").await?;
    page.at("new-sheet").await?;
    // the key for it: Ctrl+L
    page.keys("\u{e009}l").await?;
    page.write("unlock-passphrase", PASSPHRASE).await?;
    page.click("unlock").await?;
    page.at("set-sheet").await?;
    camera.everywhere("settings-sheet-broke-off").await?;
    page.click("nav-today").await?;
    page.at("sheet-broke").await?;
    camera.everywhere("today-sheet-broke-off").await?;
    let taken = camera.taken;
    page.close().await?;
    Ok(taken)
}

/// A vault whose first file is damaged: what happened, what is safe, what can be done.
async fn stuck(pictures: &Path) -> Result<usize> {
    let mut world = World::new(Needs::default())?;
    terminal::make_vault(&world)?;
    let vault = world.folder("data").join("app.holdfast.desktop/vault");
    std::fs::write(vault.join("vault.json"), b"{")?;
    let page = Page::open(&mut world, &[]).await?;
    page.at("stuck").await?;
    let mut camera = Camera {
        page: &page,
        folder: pictures,
        taken: 0,
    };
    camera.everywhere("stuck").await?;
    let taken = camera.taken;
    page.close().await?;
    Ok(taken)
}

/// The two letters of the drawings, and some of the labelled ones.
fn papers_of_case(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = vec![case::scanned_denial(folder)?, case::claim_denial(folder)?];
    for letter in paper::letters()?.into_iter().take(2) {
        for sheet in paper::make(&letter, Form::BornDigital)? {
            let path = folder.join(&sheet.file_name);
            std::fs::write(&path, &sheet.bytes)?;
            paths.push(path);
        }
    }
    Ok(paths)
}
