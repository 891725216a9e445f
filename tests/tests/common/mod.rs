//! What the tests of the desktop share: a world of their own, an open vault in it.

#![allow(clippy::unwrap_used)]
#![allow(dead_code, reason = "each test program takes what it needs")]

use std::time::Duration;

use holdfast_tests::page::Page;
use holdfast_tests::world::{Needs, World};
use holdfast_tests::{case, terminal};

/// How long anything here may take.
pub const SOON: Duration = Duration::from_secs(15);
/// With a window manager.
pub const MANAGED: Needs = Needs {
    manager: true,
    keychain: false,
};

/// A world on the day of the invented case.
pub fn world(needs: Needs) -> World {
    let world = World::new(needs).unwrap();
    world.set_clock(case::TODAY).unwrap();
    world
}

/// The window of an open, empty vault.
pub async fn unlocked(world: &mut World) -> Page {
    terminal::make_vault(world).unwrap();
    let page = Page::open(world, &[]).await.unwrap();
    page.write("unlock-passphrase", case::PASSPHRASE)
        .await
        .unwrap();
    page.click("unlock").await.unwrap();
    page.at("today").await.unwrap();
    page
}
