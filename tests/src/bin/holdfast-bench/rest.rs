//! Memory with the window open and closed, and what is done while nothing is to be done.

use std::time::Duration;

use anyhow::{Context, Result};
use holdfast_tests::panel::Panel;
use holdfast_tests::world::until;

use crate::processes::{Used, used};
use crate::stage::{Running, Stage};
use crate::start::{make_vault, unlock};

/// Until what a click set going has settled.
const SETTLES: Duration = Duration::from_secs(10);

/// Longer than the timer's longest sleep, so that one look at the clock is in it.
const RESTS: Duration = Duration::from_secs(65);

/// Prints the table: the empty window, then Holdfast locked, open, closed.
pub fn tables() -> Result<()> {
    println!(
        "\nAt rest: memory of all processes (PSS), and time on a core within {} s",
        RESTS.as_secs()
    );
    println!(
        "{:<32}{:>10}{:>12}{:>14}{:>12}",
        "", "processes", "memory", "on a core", "wakeups"
    );
    let stage = Stage::new()?;
    let (running, _) = stage.first_paint("holdfast-empty-window")?;
    look("empty Tauri window", &running);
    drop(running);

    make_vault(&stage)?;
    let mut stage = stage;
    stage.world.start("openbox", &[] as &[&str])?;
    let panel = Panel::start(&stage.world)?;
    let running = stage.open("holdfast", &[])?;
    let window = until("the window", Duration::from_secs(20), || {
        stage.world.window()
    })?;
    look("Holdfast, locked", &running);
    unlock(&stage, &panel)?;
    look("Holdfast, unlocked", &running);
    stage
        .world
        .xdotool(&["windowactivate", "--sync", &window, "key", "alt+F4"])?;
    until("the window to go", Duration::from_secs(10), || {
        stage.world.window().is_none().then_some(())
    })
    .context("closing by Alt+F4")?;
    let rest = look("Holdfast, window closed", &running);
    for (name, count) in &rest.wakeups {
        println!("      {name}: {count} wakeups");
    }
    Ok(())
}

/// Lets it settle, then watches it rest, and prints a line.
fn look(name: &str, running: &Running) -> Used {
    std::thread::sleep(SETTLES);
    let family = running.family();
    let before = used(&family);
    std::thread::sleep(RESTS);
    let after = used(&family);
    let rest = after.since(&before);
    println!(
        "{name:<32}{:>10}{:>8} MiB{:>11.1} ms{:>12}{}",
        after.processes,
        after.pss_kib / 1024,
        rest.nanoseconds as f64 / 1e6,
        rest.all_wakeups(),
        if after.whole > 0 {
            "  (memory with what is shared: only root sees shares)"
        } else {
            ""
        }
    );
    rest
}
