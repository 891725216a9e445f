//! Files over the window and let go on it. They come from the window's own drag events: the page never sees a path.

use holdfast_casework::CameBy;
use tauri::{AppHandle, DragDropEvent, Manager};
use tauri_specta::Event;

use crate::events::{DropHover, Dropped};
use crate::shell::{self, Shell};

/// Passes on what the drag does.
pub fn dragged(app: &AppHandle, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { paths, .. } => {
            let paths = paths.clone();
            // counting what is in a folder can take a moment
            shell::in_background(app, move |app, desk| {
                let over = desk.look_over(&paths);
                tell(app, DropHover { over: Some(over) });
                Ok(())
            });
        }
        DragDropEvent::Leave => tell(app, DropHover { over: None }),
        DragDropEvent::Drop { paths, .. } => {
            app.state::<Shell>().hand.felt();
            tell(app, DropHover { over: None });
            let paths = paths.clone();
            shell::in_background(app, move |app, desk| {
                desk.add_paths(&paths, CameBy::Dropped)?;
                tell(app, Dropped {});
                Ok(())
            });
        }
        _ => {}
    }
}

fn tell(app: &AppHandle, event: impl Event + serde::Serialize + Clone) {
    if event.emit(app).is_err() {
        tracing::warn!("the window could not be told of a drag");
    }
}
