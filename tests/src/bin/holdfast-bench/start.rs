//! From the start of the program to the first paint, beside an empty window of the same web view; and unlocking.
//!
//! First paint: from just before the process is made until the screen shows more than bare color. Whole: until it
//! changes no more. Holdfast paints its mark first and its screen after that, so both are told. The same eye looks at
//! all of them, they take turns, and each ran once before anything was counted.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use holdfast_tests::case::{self, PASSPHRASE};
use holdfast_tests::panel::Panel;

use crate::stage::{Painted, Stage};

const STARTS: usize = 15;
const UNLOCKS: usize = 7;

/// Prints both tables.
pub fn tables() -> Result<()> {
    first_paint()?;
    unlocking()
}

fn first_paint() -> Result<()> {
    let (fresh, kept) = (Stage::new()?, Stage::new()?);
    make_vault(&kept)?;
    let ways: [(&str, &Stage, &str); 3] = [
        ("empty Tauri window", &fresh, "holdfast-empty-window"),
        ("Holdfast, first start", &fresh, "holdfast"),
        ("Holdfast, vault locked", &kept, "holdfast"),
    ];
    let mut times = [const { Vec::new() }; 3];
    for turn in 0..=STARTS {
        for ((name, stage, program), times) in ways.iter().zip(&mut times) {
            let (_ends_here, painted) = stage.first_paint(program).context(*name)?;
            if turn > 0 {
                times.push(painted);
            }
        }
        eprint!(".");
    }
    eprintln!();
    type Moment = fn(&Painted) -> Duration;
    let moments: [(&str, Moment); 2] = [
        ("First paint", |painted| painted.first),
        ("The whole screen", |painted| painted.whole),
    ];
    for (title, moment) in moments {
        println!("\n{title}: {STARTS} starts each, by turns, warm");
        println!(
            "{:<28}{:>12}{:>12}{:>12}{:>16}",
            "", "median", "best", "worst", "of the empty"
        );
        let times = times
            .each_ref()
            .map(|seen| seen.iter().map(moment).collect::<Vec<_>>());
        let empty = times.first().map_or(Duration::ZERO, |times| median(times));
        for ((name, _, _), times) in ways.iter().zip(&times) {
            let ratio = median(times).as_secs_f64() / empty.as_secs_f64();
            println!("{name:<28}{}{ratio:>15.2}x", spread(times));
        }
    }
    Ok(())
}

fn unlocking() -> Result<()> {
    let stage = Stage::new()?;
    make_vault(&stage)?;
    let panel = Panel::start(&stage.world)?;
    let (_ends_here, _) = stage.first_paint("holdfast")?;
    let mut window = Vec::new();
    for _ in 0..UNLOCKS {
        window.push(unlock(&stage, &panel)?);
        panel.choose("Lock now")?;
        panel.wait_for("Lock now", false)?;
    }
    let mut terminal = Vec::new();
    for _ in 0..UNLOCKS {
        let begun = Instant::now();
        cli(&stage, &["unlock", "--check"])?;
        terminal.push(begun.elapsed());
    }
    println!("\nUnlocking with the passphrase, at full strength: {UNLOCKS} times");
    println!("{:<28}{:>12}{:>12}{:>12}", "", "median", "best", "worst");
    println!("{:<28}{}", "window: Return to open", spread(&window));
    println!("{:<28}{}", "holdfast-cli unlock --check", spread(&terminal));
    Ok(())
}

/// Types the passphrase into the window; the time is from the Return key until the tray offers to lock.
pub fn unlock(stage: &Stage, panel: &Panel) -> Result<Duration> {
    let world = &stage.world;
    for _ in 0..5 {
        // the page moves its cursor into the field when it is ready for words
        std::thread::sleep(Duration::from_millis(700));
        let window = world.window().context("there is no window")?;
        world.xdotool(&["windowfocus", "--sync", &window, "key", "ctrl+a"])?;
        world.xdotool(&["type", "--delay", "8", PASSPHRASE])?;
        let begun = Instant::now();
        world.xdotool(&["key", "Return"])?;
        while begun.elapsed() < Duration::from_secs(8) {
            let menu = panel.menu()?;
            if menu
                .iter()
                .any(|entry| entry.enabled && entry.words.contains("Lock now"))
            {
                return Ok(begun.elapsed());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    anyhow::bail!("the window was not unlocked by keyboard")
}

/// A vault with one letter in it, where the window looks for one.
pub fn make_vault(stage: &Stage) -> Result<()> {
    cli(stage, &["init"])?;
    let folder = tempfile::tempdir()?;
    let letter = case::claim_denial(folder.path())?;
    cli(stage, &["add", &letter.display().to_string()])
}

fn cli(stage: &Stage, words: &[&str]) -> Result<()> {
    let mut child = stage
        .command("holdfast-cli")?
        .args(["--passphrase-file", "-"])
        .args(words)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut pipe = child.stdin.take().context("no standard input")?;
    pipe.write_all(PASSPHRASE.as_bytes())?;
    drop(pipe);
    let done = child.wait_with_output()?;
    ensure!(
        done.status.success(),
        "holdfast-cli {}: {}",
        words.join(" "),
        String::from_utf8_lossy(&done.stderr)
    );
    Ok(())
}

fn spread(times: &[Duration]) -> String {
    let ms = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    format!(
        "{:>9.0} ms{:>9.0} ms{:>9.0} ms",
        ms(Some(&median(times))),
        ms(times.iter().min()),
        ms(times.iter().max())
    )
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::median;
    use std::time::Duration;

    #[test]
    fn one_slow_start_does_not_move_the_median() {
        let times = [500, 510, 4000, 490, 505].map(Duration::from_millis);
        assert_eq!(median(&times), Duration::from_millis(505));
    }
}
