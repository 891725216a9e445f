//! Which packet is wanted: the newest that a window asked for, however the questions overtook each other on their way.

use holdfast_casework::CancelToken;
use std::sync::{Mutex, PoisonError};

/// The packet that is being put together, or was last.
#[derive(Default)]
pub struct PacketTurn(Mutex<Turn>);

#[derive(Default)]
struct Turn {
    /// The window, told by a number that it made up when it was loaded: a window that is loaded anew counts anew.
    window: u32,
    /// The newest question of that window.
    turn: u32,
    cancel: CancelToken,
}

impl PacketTurn {
    /// Calls off the one before and gives what calls off this one; none where a newer one was asked for already, or
    /// this one was called off before it came.
    pub fn begin(&self, window: u32, turn: u32) -> Option<CancelToken> {
        self.take(window, turn, true)
    }

    /// Calls off this one, and each before it.
    pub fn stop(&self, window: u32, turn: u32) {
        if let Some(cancel) = self.take(window, turn, false) {
            cancel.cancel();
        }
    }

    /// Calls off whatever there is: nobody may see it any more.
    pub fn stop_all(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .cancel
            .cancel();
    }

    fn take(&self, window: u32, turn: u32, begins: bool) -> Option<CancelToken> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_older = held.window == window && (turn < held.turn || (begins && turn == held.turn));
        if is_older {
            return None;
        }
        if held.window == window && turn == held.turn {
            return Some(held.cancel.clone());
        }
        held.cancel.cancel();
        *held = Turn {
            window,
            turn,
            cancel: CancelToken::new(),
        };
        Some(held.cancel.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_question_stays_whichever_comes_first() {
        let turns = PacketTurn::default();
        let first = turns.begin(7, 1).unwrap_or_default();
        let third = turns.begin(7, 3).unwrap_or_default();
        assert!(first.is_cancelled() && !third.is_cancelled());
        assert!(turns.begin(7, 2).is_none(), "it was overtaken");
        assert!(!third.is_cancelled());
        // called off before: only what was asked for until then
        turns.stop(7, 2);
        assert!(!third.is_cancelled());
        turns.stop(7, 3);
        assert!(third.is_cancelled());
    }

    #[test]
    fn what_was_called_off_before_it_came_is_not_begun() {
        let turns = PacketTurn::default();
        turns.stop(7, 1);
        assert!(turns.begin(7, 1).is_none());
        assert!(turns.begin(7, 2).is_some_and(|two| !two.is_cancelled()));
    }

    #[test]
    fn a_window_loaded_anew_counts_anew() {
        let turns = PacketTurn::default();
        let before = turns.begin(7, 40).unwrap_or_default();
        let anew = turns.begin(9, 1).unwrap_or_default();
        assert!(before.is_cancelled() && !anew.is_cancelled());
        turns.stop_all();
        assert!(anew.is_cancelled());
    }
}
