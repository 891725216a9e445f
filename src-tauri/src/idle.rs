//! When a hand was last at the window. Felt at the window itself, so that the page need not report it, and a page
//! that hangs cannot keep the vault open.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use gtk::prelude::*;
use tauri::WebviewWindow;

/// Remembers the latest touch.
pub struct Hand(AtomicU64);

impl Default for Hand {
    fn default() -> Hand {
        Hand(AtomicU64::new(since_boot().as_secs()))
    }
}

impl Hand {
    /// Somebody is there.
    pub fn felt(&self) {
        self.0.store(since_boot().as_secs(), Ordering::Relaxed);
    }

    /// How long nobody was.
    pub fn resting(&self) -> Duration {
        since_boot().saturating_sub(Duration::from_secs(self.0.load(Ordering::Relaxed)))
    }
}

/// Time since the computer started, sleep included: a clock nobody can set.
pub fn since_boot() -> Duration {
    let mut now = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the call writes one value of ours; this clock exists on every Linux we run on.
    unsafe { libc::clock_gettime(libc::CLOCK_BOOTTIME, &mut now) };
    Duration::new(now.tv_sec.unsigned_abs(), now.tv_nsec.unsigned_abs() as u32)
}

/// Notes every key, click, move and turn of the wheel over the window.
pub fn feel(window: &WebviewWindow, hand: Arc<Hand>) {
    let felt = window.with_webview(move |view| {
        view.inner().connect_event(move |_, event| {
            use gtk::gdk::EventType::*;
            if matches!(
                event.event_type(),
                KeyPress | ButtonPress | MotionNotify | Scroll | TouchBegin | TouchUpdate
            ) {
                hand.felt();
            }
            gtk::glib::Propagation::Proceed
        });
    });
    if let Err(error) = felt {
        tracing::error!(%error, "the window is not felt: it will lock by time alone");
    }
}
