//! What the window is told without having asked.

use holdfast_casework::view::{DropHoverView, RecordKind};
use serde::Serialize;
use specta::Type;
use tauri_specta::Event;

use crate::drop::DropTarget;

/// Records changed: read these kinds again.
#[derive(Clone, Debug, Serialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// The kinds.
    pub touched: Vec<RecordKind>,
}

/// The import queue moved on.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct QueueChanged {}

/// Files hang over the window; none once they left it.
#[derive(Clone, Debug, Serialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct DropHover {
    /// What hangs there.
    pub over: Option<DropHoverView>,
}

/// The pointer came over another target of the drop.
#[derive(Clone, Debug, Serialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct DropAim {
    /// The target that would take the files now.
    pub aim: DropTarget,
}

/// Files were let go over the window and are being filed.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct Dropped {}

/// A packet is being put together and has come so far.
#[derive(Clone, Debug, PartialEq, Serialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct PacketProgress {
    /// Id of its letter, as it was asked for.
    pub letter: String,
    /// Pages that are put together now.
    pub pages: u32,
    /// How far it is, in hundredths.
    pub share: u32,
}

/// While locked: something came due, or was received; where the app stands has to be asked anew.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct WhileLocked {}

/// The vault was locked: nothing of it may stay on the screen.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct Locked {}

/// Show this screen: the tray or a notice asked for it.
#[derive(Clone, Debug, PartialEq, Serialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct Go {
    /// `today`, `queue` or `deadline`.
    pub screen: String,
    /// Which one.
    pub id: Option<String>,
}
