//! The shell alone: one instance, the tray, closing, dropping. Without WebDriver: as a desktop starts it.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use holdfast_tests::case;
use holdfast_tests::panel::Panel;
use holdfast_tests::world::{Needs, World, program, until};

const SOON: Duration = Duration::from_secs(15);

fn world(needs: Needs) -> World {
    let world = World::new(needs).unwrap();
    world.set_clock(case::TODAY).unwrap();
    world
}

fn window_comes(world: &World) -> String {
    until("the window", SOON, || world.window()).unwrap()
}

/// Closes the window as a person would. The key goes to the window manager, which closes the window that is in front,
/// so that is waited for first.
fn close(world: &World, window: &str) {
    until("the window to be in front", SOON, || {
        let front = world.xdotool(&["getactivewindow"]).ok();
        if front.is_some_and(|front| front.trim() == window) {
            return Some(());
        }
        // Refused as long as the window manager does not know the window; then it is asked again.
        let _ = world.xdotool(&["windowactivate", window]);
        None
    })
    .unwrap();
    world.xdotool(&["key", "alt+F4"]).unwrap();
}

#[test]
fn closing_keeps_the_tray_and_the_tray_brings_the_window_back() {
    let mut world = world(Needs {
        manager: true,
        ..Needs::default()
    });
    let panel = Panel::start(&world).unwrap();
    let app = world
        .start(program("holdfast").unwrap(), &[] as &[&str])
        .unwrap();
    // more than once: asked for in the very moment in which it goes, it must come too
    for _ in 0..4 {
        let window = window_comes(&world);
        close(&world, &window);
        until("the window to go", SOON, || {
            world.window().is_none().then_some(())
        })
        .unwrap();
        panel.choose("Open Holdfast").unwrap();
    }
    window_comes(&world);
    panel.choose("Quit").unwrap();
    until("the app to end", SOON, || ended(app).then_some(())).unwrap();
}

#[test]
fn where_no_panel_shows_trays_closing_minimizes_and_nothing_is_lost() {
    let mut world = world(Needs {
        manager: true,
        ..Needs::default()
    });
    let app = world
        .start(program("holdfast").unwrap(), &[] as &[&str])
        .unwrap();
    let window = window_comes(&world);
    close(&world, &window);
    until("the window to be minimized", SOON, || {
        world.window().is_none().then_some(())
    })
    .unwrap();
    assert!(!ended(app), "it ended with its window");
    // a second start raises the very same window
    let second = world
        .command(program("holdfast").unwrap())
        .status()
        .unwrap();
    assert!(second.success(), "{second}");
    assert_eq!(window_comes(&world), window);
}

#[test]
fn hidden_it_starts_in_the_tray_and_a_second_start_shows_the_window() {
    let mut world = world(Needs::default());
    let panel = Panel::start(&world).unwrap();
    world
        .start(program("holdfast").unwrap(), &["--hidden"])
        .unwrap();
    panel.wait_for("Open Holdfast", true).unwrap();
    assert_eq!(world.window(), None);
    assert!(
        world
            .command(program("holdfast").unwrap())
            .status()
            .unwrap()
            .success()
    );
    window_comes(&world);
}

#[test]
fn where_the_open_one_gives_no_answer_a_second_start_says_so() {
    let world = world(Needs::default());
    let bus = world.connect().unwrap();
    bus.request_name("app.holdfast.desktop.SingleInstance")
        .unwrap();
    let mut second = world.command(program("holdfast").unwrap());
    let said = second.output().unwrap();
    assert_eq!(said.status.code(), Some(1));
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        words.starts_with("Holdfast is open already and does not answer."),
        "{words}"
    );
}

#[test]
fn without_a_bus_a_second_start_says_that_it_is_open_already() {
    let mut world = world(Needs::default());
    world
        .start(program("holdfast").unwrap(), &[] as &[&str])
        .unwrap();
    window_comes(&world);
    let mut second = world.command(program("holdfast").unwrap());
    let said = second
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        .output()
        .unwrap();
    assert_eq!(said.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&said.stderr).contains("Holdfast is open already."));
}

#[test]
fn without_a_display_it_says_so_in_one_sentence() {
    let world = world(Needs::default());
    let mut command = world.command(program("holdfast").unwrap());
    let said = command.env_remove("DISPLAY").output().unwrap();
    assert_eq!(said.status.code(), Some(1));
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        words.starts_with("Holdfast needs a screen") && words.lines().count() == 1,
        "{words}"
    );
}

fn ended(process: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat"));
    status.map_or(true, |status| status.contains(") Z "))
}
