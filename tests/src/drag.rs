//! A file dragged out of another program's window.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::world::{World, until};

/// A drag that hangs over the app.
pub struct Drag(());

impl Drag {
    /// Picks the file up beside the app's window and holds it over the middle of it.
    pub fn over(world: &mut World, file: &Path) -> Result<Drag> {
        let source = world.home.path().join("drag.py");
        std::fs::write(&source, SOURCE)?;
        let words = [
            source.to_str().context("a path that is no text")?,
            file.to_str().context("a path that is no text")?,
        ];
        world.start("/usr/bin/python3", &words)?;
        until("the window to drag from", Duration::from_secs(15), || {
            world
                .xdotool(&["search", "--onlyvisible", "--name", "^dragsrc$"])
                .ok()
        })?;
        std::thread::sleep(Duration::from_millis(400));
        let mut way = words_of("mousemove 1100 850 sleep 0.1 mousedown 1 sleep 0.1");
        for step in 1..=12 {
            let (x, y) = (1100 - step * 40, 850 - step * 40);
            way.extend(words_of(&format!("mousemove {x} {y} sleep 0.03")));
        }
        way.extend(words_of("sleep 0.3"));
        hand(world, &way)?;
        Ok(Drag(()))
    }

    /// Moves it on to this place of the app's page.
    pub fn to(&self, world: &World, (x, y): (i64, i64)) -> Result<()> {
        // the last step is a small one, so that the app hears of it wherever the drag stood
        let way = format!(
            "mousemove {} {} sleep 0.05 mousemove {x} {y} sleep 0.2",
            x - 3,
            y - 3
        );
        hand(world, &words_of(&way))
    }

    /// Gives it up, as the Esc key does.
    pub fn give_up(self, world: &World) -> Result<()> {
        hand(world, &words_of("key Escape sleep 0.2 mouseup 1"))
    }

    /// Lets it go.
    pub fn drop(self, world: &World) -> Result<()> {
        hand(world, &words_of("mouseup 1"))
    }
}

/// Puts a file on the clipboard, as *Copy* of a file manager does.
pub fn copy(world: &mut World, file: &Path) -> Result<()> {
    let source = world.home.path().join("copy.py");
    std::fs::write(&source, COPY)?;
    let words = [
        source.to_str().context("a path that is no text")?,
        file.to_str().context("a path that is no text")?,
    ];
    let said = world.home.path().join("copied");
    let told = said.to_str().context("a path that is no text")?;
    world.start("/usr/bin/python3", &[words[0], words[1], told])?;
    until("the file to be copied", Duration::from_secs(15), || {
        said.exists().then_some(())
    })
}

fn hand(world: &World, words: &[String]) -> Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    world.xdotool(&words).map(std::mem::drop)
}

fn words_of(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// A small window below the app's, out of which the files that are named can be dragged.
const SOURCE: &str = r#"
import gi, sys
gi.require_version("Gtk", "3.0")
from gi.repository import Gtk, Gdk
window = Gtk.Window(title="dragsrc")
window.set_default_size(200, 90)
window.set_decorated(False)
window.move(1040, 805)
box = Gtk.EventBox()
box.add(Gtk.Label(label="drag me"))
window.add(box)
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
box.drag_source_add_uri_targets()
box.connect("drag-data-get", lambda w, c, d, i, t: d.set_uris(["file://" + p for p in sys.argv[1:]]))
window.show_all()
Gtk.main()
"#;

/// Owns the clipboard with the file that is named; leaves a mark once it does.
const COPY: &str = r#"
import gi, sys
gi.require_version("Gtk", "3.0")
from gi.repository import Gtk, Gdk
box = Gtk.Invisible()
Gtk.selection_add_target(box, Gdk.SELECTION_CLIPBOARD, Gdk.atom_intern("text/uri-list", False), 0)
box.connect("selection-get", lambda w, data, i, t: data.set_uris(["file://" + sys.argv[1]]))
Gtk.selection_owner_set(box, Gdk.SELECTION_CLIPBOARD, 0)
open(sys.argv[2], "w").close()
Gtk.main()
"#;
