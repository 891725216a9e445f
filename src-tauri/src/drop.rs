//! Files over the window and let go on it. They come from the window's own drag events: the page never sees a path.
//!
//! The page says where its targets lie; which one is under the pointer is found here, so that what is lit is what
//! happens. Anywhere else, and wherever the page said nothing, files are read and filed.

use std::sync::{Mutex, MutexGuard, PoisonError};

use holdfast_casework::{CameBy, Filing, Then};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, DragDropEvent, Manager, PhysicalPosition};
use tauri_specta::Event;

use crate::events::{DropAim, DropHover, Dropped};
use crate::shell::{self, Shell};
use crate::window::MAIN;

/// What files can be dropped on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum DropTarget {
    /// They are filed and read.
    #[default]
    Read,
    /// They are filed, and not read.
    Keep,
}

impl DropTarget {
    /// What becomes of files dropped here.
    pub fn then(self) -> Then {
        match self {
            DropTarget::Read => Then::Read,
            DropTarget::Keep => Then::Keep,
        }
    }
}

/// Where a target lies on the page, in its own pixels.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DropArea {
    /// Which.
    pub target: DropTarget,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A drag over the window, as far as it is known.
#[derive(Default)]
pub struct Drag(Mutex<State>);

#[derive(Default)]
struct State {
    /// Counts the drags, so that what was found out about one is not said of the next.
    turn: u64,
    areas: Vec<DropArea>,
    at: Option<(f64, f64)>,
    aim: DropTarget,
}

impl Drag {
    fn held(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new drag, or none any more. Files may be told of twice while they hang there: the targets stay then.
    fn turn(&self, at: Option<(f64, f64)>) -> u64 {
        let mut state = self.held();
        let areas = match at {
            Some(_) => std::mem::take(&mut state.areas),
            None => Vec::new(),
        };
        *state = State {
            turn: state.turn + 1,
            areas,
            at,
            aim: DropTarget::default(),
        };
        state.turn
    }

    fn is_at(&self, turn: u64) -> bool {
        self.held().turn == turn
    }

    /// Moves the pointer; answers with the target where that changed.
    fn move_to(&self, at: (f64, f64)) -> Option<DropTarget> {
        let mut state = self.held();
        state.at = Some(at);
        state.aim_anew()
    }

    /// Takes in where the targets lie; answers with the one under the pointer where that changed.
    fn lay_out(&self, areas: Vec<DropArea>) -> Option<DropTarget> {
        let mut state = self.held();
        state.areas = areas;
        state.aim_anew()
    }
}

impl State {
    fn aim_anew(&mut self) -> Option<DropTarget> {
        let aim = self.at.map(|at| target_at(&self.areas, at));
        let aim = aim.unwrap_or_default();
        (std::mem::replace(&mut self.aim, aim) != aim).then_some(aim)
    }
}

/// The target at a point; the usual one beside all.
fn target_at(areas: &[DropArea], (x, y): (f64, f64)) -> DropTarget {
    let inside = |from: f64, length: f64, at: f64| at >= from && at < from + length;
    areas
        .iter()
        .find(|area| inside(area.x, area.width, x) && inside(area.y, area.height, y))
        .map(|area| area.target)
        .unwrap_or_default()
}

/// Passes on what the drag does.
pub fn dragged(app: &AppHandle, event: &DragDropEvent) {
    let drag = &app.state::<Shell>().drag;
    match event {
        DragDropEvent::Enter { paths, position } => {
            let turn = drag.turn(Some(on_page(app, *position)));
            let paths = paths.clone();
            // counting what is in a folder can take a moment
            shell::in_background(app, move |app, desk| {
                let over = desk.look_over(&paths);
                // it may be gone by now
                if app.state::<Shell>().drag.is_at(turn) {
                    tell(app, DropHover { over: Some(over) });
                }
                Ok(())
            });
        }
        DragDropEvent::Over { position } => {
            if let Some(aim) = drag.move_to(on_page(app, *position)) {
                tell(app, DropAim { aim });
            }
        }
        DragDropEvent::Leave => {
            drag.turn(None);
            tell(app, DropHover { over: None });
        }
        DragDropEvent::Drop { paths, position } => {
            app.state::<Shell>().hand.felt();
            drag.move_to(on_page(app, *position));
            let then = drag.held().aim.then();
            drag.turn(None);
            tell(app, DropHover { over: None });
            let paths = paths.clone();
            shell::in_background(app, move |app, desk| {
                let filing = Filing {
                    then,
                    ..CameBy::Dropped.into()
                };
                desk.add(&paths, filing)?;
                tell(app, Dropped {});
                Ok(())
            });
        }
        _ => {}
    }
}

/// The page has drawn its targets.
pub fn laid_out(app: &AppHandle, areas: Vec<DropArea>) {
    if let Some(aim) = app.state::<Shell>().drag.lay_out(areas) {
        tell(app, DropAim { aim });
    }
}

/// A place in the page's own pixels. GTK counts in those already, whatever the type says.
fn on_page(app: &AppHandle, at: PhysicalPosition<f64>) -> (f64, f64) {
    let scale = match app.get_webview_window(MAIN) {
        Some(window) if !cfg!(target_os = "linux") => window.scale_factor().unwrap_or(1.0),
        _ => 1.0,
    };
    (at.x / scale, at.y / scale)
}

fn tell(app: &AppHandle, event: impl Event + Serialize + Clone) {
    if event.emit(app).is_err() {
        tracing::warn!("the window could not be told of a drag");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas() -> Vec<DropArea> {
        let area = |target, x, width| DropArea {
            target,
            x,
            y: 280.0,
            width,
            height: 250.0,
        };
        vec![
            area(DropTarget::Read, 232.0, 480.0),
            area(DropTarget::Keep, 726.0, 320.0),
        ]
    }

    #[test]
    fn the_target_under_the_pointer_counts_and_reading_beside_all() {
        let at = |x, y| target_at(&areas(), (x, y));
        assert_eq!(at(300.0, 300.0), DropTarget::Read);
        assert_eq!(at(726.0, 280.0), DropTarget::Keep);
        assert_eq!(at(1045.9, 529.9), DropTarget::Keep);
        assert_eq!(at(1046.0, 300.0), DropTarget::Read);
        assert_eq!(at(800.0, 530.0), DropTarget::Read);
        assert_eq!(target_at(&[], (800.0, 300.0)), DropTarget::Read);
    }

    #[test]
    fn only_a_change_of_the_target_is_told() {
        let drag = Drag::default();
        drag.turn(Some((800.0, 300.0)));
        assert_eq!(drag.lay_out(areas()), Some(DropTarget::Keep));
        assert_eq!(drag.move_to((810.0, 300.0)), None);
        assert_eq!(drag.move_to((10.0, 10.0)), Some(DropTarget::Read));
    }

    #[test]
    fn a_new_drag_knows_nothing_of_the_last_one() {
        let drag = Drag::default();
        let first = drag.turn(Some((800.0, 300.0)));
        drag.lay_out(areas());
        drag.turn(None);
        assert!(!drag.is_at(first));
        assert_eq!(drag.held().aim, DropTarget::Read);
        // without a place the usual target holds, wherever the targets lie
        assert_eq!(drag.lay_out(areas()), None);
    }
}
