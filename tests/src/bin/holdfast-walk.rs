//! Walks through Holdfast in a virtual display: the main job, or every screen, leaving pictures.
//!
//! `holdfast-walk main-job --pictures FOLDER [--times N]` · `holdfast-walk screens --pictures FOLDER` ·
//! `holdfast-walk changed --pictures FOLDER`: only a no that was changed ·
//! `holdfast-walk plan --pictures FOLDER`: only the plan ·
//! `holdfast-walk sample --pictures FOLDER`: the sample case, as one meets it on the first screen ·
//! `holdfast-walk treatment --pictures FOLDER`: only treatment and scales ·
//! `holdfast-walk policy --pictures FOLDER`: a plan book and its versions ·
//! `holdfast-walk claims --pictures FOLDER`: only claims and requests ·
//! `holdfast-walk checklists --pictures FOLDER`: only the checklist ·
//! `holdfast-walk letters --pictures FOLDER`: only letters and packets ·
//! `holdfast-walk form --pictures FOLDER`: only the insurer's own form ·
//! `holdfast-walk papers --pictures FOLDER`: no walk; writes the papers of the sample case anew

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use holdfast_tests::{case, journey, sample, screens};

struct Wish {
    what: String,
    pictures: PathBuf,
    times: u32,
}

fn main() -> Result<()> {
    let wish = read(std::env::args().skip(1))?;
    std::fs::create_dir_all(&wish.pictures)?;
    // started children end with this thread, so it must be the one that waits
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    match wish.what.as_str() {
        "main-job" => runtime.block_on(main_job(&wish)),
        "changed" => runtime.block_on(screens::changed(&wish.pictures)).map(drop),
        "checklists" => runtime
            .block_on(screens::checklists(&wish.pictures))
            .map(drop),
        "form" => runtime.block_on(screens::form(&wish.pictures)).map(drop),
        "letters" => runtime.block_on(screens::letters(&wish.pictures)).map(drop),
        "plan" => runtime.block_on(screens::plan(&wish.pictures)).map(drop),
        "sample" => runtime.block_on(screens::sample(&wish.pictures)).map(drop),
        "treatment" => runtime
            .block_on(screens::treatment(&wish.pictures))
            .map(drop),
        "policy" => runtime.block_on(screens::policy(&wish.pictures)).map(drop),
        "claims" => runtime.block_on(screens::claims(&wish.pictures)).map(drop),
        "papers" => sample::write_papers(&wish.pictures),
        "screens" => runtime.block_on(screens::all(&wish.pictures)),
        other => bail!("there is no walk called {other}"),
    }
}

async fn main_job(wish: &Wish) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let letter = case::scanned_denial(folder.path())?;
    for turn in 1..=wish.times {
        let begun = Instant::now();
        let pictures: Option<&Path> = (turn == 1).then_some(&wish.pictures);
        let saw = journey::main_job(&letter, pictures)
            .await
            .with_context(|| format!("walk {turn}"))?;
        if turn == 1 {
            for line in saw {
                println!("   {line}");
            }
        }
        println!(
            "   Walk {turn} of {}: {:.1} s",
            wish.times,
            begun.elapsed().as_secs_f32()
        );
    }
    println!("   Pictures: {}", wish.pictures.display());
    Ok(())
}

fn read(words: impl Iterator<Item = String>) -> Result<Wish> {
    let mut words = words.peekable();
    let what = words
        .next()
        .context("main-job, screens, changed, plan, treatment, policy or claims?")?;
    let (mut pictures, mut times) = (None, 1);
    while let Some(word) = words.next() {
        let value = words
            .next()
            .with_context(|| format!("{word} wants a value"))?;
        match word.as_str() {
            "--pictures" => pictures = Some(PathBuf::from(value)),
            "--times" => times = value.parse()?,
            other => bail!("{other} is not known"),
        }
    }
    Ok(Wish {
        what,
        pictures: pictures.context("--pictures FOLDER")?,
        times,
    })
}
