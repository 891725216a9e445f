//! A panel that shows trays: takes the app's item, reads its menu, and chooses from it, over D-Bus.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result};
use zbus::blocking::{Connection, Proxy};
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use crate::world::{World, until};

const NAME: &str = "org.kde.StatusNotifierWatcher";

type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

#[derive(Clone, Default)]
struct Watcher(Arc<Mutex<Vec<(String, String)>>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        self.0
            .lock()
            .expect("no holder of this lock panics")
            .push((sender, service));
    }
    fn register_status_notifier_host(&self, _service: String) {}
    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        Vec::new()
    }
    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// The panel at work.
pub struct Panel {
    bus: Connection,
    watcher: Watcher,
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    id: i32,
    /// Words.
    pub words: String,
    /// Whether it can be chosen.
    pub enabled: bool,
}

impl Panel {
    /// Starts it on the world's bus.
    pub fn start(world: &World) -> Result<Panel> {
        let watcher = Watcher::default();
        let bus = zbus::blocking::connection::Builder::address(world.bus.as_str())?
            .serve_at("/StatusNotifierWatcher", watcher.clone())?
            .name(NAME)?
            .build()?;
        Ok(Panel { bus, watcher })
    }

    fn item(&self) -> Result<(String, String)> {
        until("the tray's item", Duration::from_secs(15), || {
            self.watcher
                .0
                .lock()
                .expect("no holder of this lock panics")
                .last()
                .cloned()
        })
    }

    /// The text beside the icon.
    pub fn count(&self) -> Result<String> {
        let (sender, path) = self.item()?;
        let item = Proxy::new(&self.bus, sender, path, "org.kde.StatusNotifierItem")?;
        Ok(item.get_property("XAyatanaLabel")?)
    }

    /// The menu, submenus included.
    pub fn menu(&self) -> Result<Vec<Entry>> {
        let (_, root) = self
            .dbusmenu()?
            .call::<_, _, (u32, Node)>("GetLayout", &(0i32, -1i32, Vec::<String>::new()))?;
        let mut entries = Vec::new();
        gather(&root, &mut entries)?;
        Ok(entries)
    }

    /// Waits for an entry with these words, and for whether it can be chosen.
    pub fn wait_for(&self, words: &str, enabled: bool) -> Result<Entry> {
        let mut last = Vec::new();
        until("the tray's menu", Duration::from_secs(15), || {
            last = self.menu().ok()?;
            last.iter()
                .find(|entry| entry.words.contains(words) && entry.enabled == enabled)
                .cloned()
        })
        .with_context(|| format!("{words:?} enabled={enabled} in {last:?}"))
    }

    /// Chooses the entry with these words. A panel does not wait for an answer: the program may be gone before it
    /// gives one, as after "Quit".
    pub fn choose(&self, words: &str) -> Result<()> {
        let entry = self.wait_for(words, true)?;
        Ok(self
            .dbusmenu()?
            .call_noreply("Event", &(entry.id, "clicked", Value::from(0i32), 0u32))?)
    }

    fn dbusmenu(&self) -> Result<Proxy<'static>> {
        let (sender, path) = self.item()?;
        let item = Proxy::new(
            &self.bus,
            sender.clone(),
            path,
            "org.kde.StatusNotifierItem",
        )?;
        let menu: OwnedObjectPath = item.get_property("Menu")?;
        Ok(Proxy::new(
            &self.bus,
            sender,
            menu,
            "com.canonical.dbusmenu",
        )?)
    }
}

fn gather(node: &Node, entries: &mut Vec<Entry>) -> Result<()> {
    let (id, properties, children) = node;
    let text = |name: &str| {
        properties
            .get(name)
            .and_then(|value| String::try_from(value.clone()).ok())
    };
    if let Some(words) = text("label") {
        let enabled = properties
            .get("enabled")
            .and_then(|value| bool::try_from(value.clone()).ok());
        entries.push(Entry {
            id: *id,
            words: words.replace('_', ""),
            enabled: enabled.unwrap_or(true),
        });
    }
    for child in children {
        let child: Node = child.try_clone()?.try_into()?;
        gather(&child, entries)?;
    }
    Ok(())
}
