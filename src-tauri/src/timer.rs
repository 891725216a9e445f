//! The one timer. It sleeps until the next moment that matters, a minute at most, and asks the desk only when there
//! is a reason: the next alarm came, something changed, the clock was set, the zone changed, the computer woke. A window
//! that stands open is told when the day is another, forward or back.
//!
//! A minute is the longest that a changed clock stays unnoticed. A look at the clock costs microseconds; the desk
//! is left alone. Only for a locked window is it asked each time what can be known then: a day comes near by the clock
//! alone, and what another program hands in rings no bell.

use std::sync::{Condvar, Mutex};
use std::time::Duration;

use chrono::{DateTime, Local, NaiveDate};
use holdfast_casework::view::RecordKind;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::events::{Changed, WhileLocked};
use crate::idle::since_boot;
use crate::shell::Shell;
use crate::{notices, tray, window};

const LONGEST: Duration = Duration::from_secs(60);
/// How soon a window that is open shows what another program changed in the vault.
const OTHERS: Duration = Duration::from_secs(3);
/// Clocks of computers drift and are put right by fractions of a second; more than this is a change.
const DRIFT: Duration = Duration::from_secs(5);

/// Wakes the timer.
#[derive(Default)]
pub struct Bell {
    rung: Mutex<bool>,
    ear: Condvar,
}

impl Bell {
    /// Have it ask again now.
    pub fn ring(&self) {
        if let Ok(mut rung) = self.rung.lock() {
            *rung = true;
            self.ear.notify_one();
        }
    }

    /// Waits for the bell, at most so long; tells whether it rang.
    fn wait(&self, longest: Duration) -> bool {
        let Ok(rung) = self.rung.lock() else {
            std::thread::sleep(longest);
            return true;
        };
        let waited = self.ear.wait_timeout_while(rung, longest, |rung| !*rung);
        waited.is_ok_and(|(mut rung, _)| std::mem::take(&mut *rung))
    }
}

/// What the clocks said when the desk was last asked.
struct Mark {
    wall: DateTime<Local>,
    boot: Duration,
}

impl Mark {
    /// True where the wall clock did not go on as the other did, or its zone is another.
    fn is_broken(&self, wall: DateTime<Local>, boot: Duration) -> bool {
        let by_wall = wall.signed_duration_since(self.wall).num_milliseconds();
        let by_boot = boot.saturating_sub(self.boot).as_millis() as i64;
        by_wall.abs_diff(by_boot) > DRIFT.as_millis() as u64 || wall.offset() != self.wall.offset()
    }
}

/// Starts the timer's thread.
pub fn start(app: &AppHandle) {
    let app = app.clone();
    let started = std::thread::Builder::new()
        .name("timer".into())
        .spawn(move || run(&app));
    if started.is_err() {
        tracing::error!("there is no timer: nothing will be reminded of");
    }
}

fn run(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let (desk, bell, hand) = (shell.desk.clone(), shell.bell.clone(), shell.hand.clone());
    let longest = longest();
    let mut asked: Option<Mark> = None;
    let mut next: Option<DateTime<Local>> = None;
    let mut rang = true;
    let mut known = None;
    let mut day = None;
    loop {
        // Locked or without a vault there is nothing to look at; what another changed rings the bell by itself.
        let _ = desk.look_for_changes();
        let wall = desk.now();
        let boot = since_boot();
        let broken = asked.as_ref().is_none_or(|mark| mark.is_broken(wall, boot));
        if rang || broken || next.is_some_and(|at| at <= wall) {
            next = ask(app, wall);
            asked = Some(Mark { wall, boot });
        }
        let shown = app.get_webview_window(window::MAIN).is_some();
        let now_known = desk.while_locked().filter(|_| shown);
        if now_known.is_some() && now_known != known && (WhileLocked {}).emit(app).is_err() {
            tracing::warn!("the window could not be told what came while it is locked");
        }
        known = now_known;
        if !on_the_same_day(&mut day, wall.date_naive()) && shown && desk.is_open() {
            let touched = vec![RecordKind::Deadlines];
            if (Changed { touched }).emit(app).is_err() {
                tracing::warn!("the window could not be told that the day is another");
            }
        }
        let minutes = desk.lock_minutes();
        let rest = Duration::from_secs(u64::from(minutes) * 60);
        let mut wait = longest;
        if minutes > 0 && desk.is_open() {
            if hand.resting() >= rest {
                lock(app);
            } else {
                wait = wait.min(rest - hand.resting());
            }
        }
        if desk.is_open() && shown {
            wait = wait.min(OTHERS);
        }
        if let Some(at) = next {
            let left = at.signed_duration_since(wall).to_std().unwrap_or_default();
            wait = wait.min(left);
        }
        // never busy, whatever the desk says
        rang = bell.wait(wait.max(Duration::from_millis(200)));
    }
}

/// False where the day is another than at the last look: midnight came, or the clock was set.
fn on_the_same_day(before: &mut Option<NaiveDate>, today: NaiveDate) -> bool {
    before.replace(today).is_none_or(|before| before == today)
}

/// Shows what is due, brings the tray up to date; answers with the next moment something can be due.
fn ask(app: &AppHandle, wall: DateTime<Local>) -> Option<DateTime<Local>> {
    let told = notices::show_due(app);
    tray::refresh(app);
    match app.state::<Shell>().desk.next_alarm() {
        // What could not be shown is tried again in a minute, not at once.
        Some(at) if !told && at <= wall => Some(wall + LONGEST),
        at => at,
    }
}

/// Nobody is there. The page is emptied at once; a queue that reads may end first.
fn lock(app: &AppHandle) {
    tracing::info!("locking: nobody was here");
    if let Err(error) = app.state::<Shell>().desk.lock_idle() {
        tracing::error!(code = %error.code(), "it could not be locked");
    }
}

/// With a clock made for tests, which jumps, the wait is short.
fn longest() -> Duration {
    if cfg!(debug_assertions) && std::env::var_os("HOLDFAST_TEST_CLOCK").is_some() {
        Duration::from_millis(300)
    } else {
        LONGEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark {
            wall: "2026-11-23T09:00:00-05:00".parse().unwrap(),
            boot: Duration::from_secs(1000),
        }
    }

    #[test]
    fn a_clock_that_goes_on_is_whole_and_one_that_was_set_is_broken() {
        let later = |seconds| mark().wall + chrono::Duration::seconds(seconds);
        let boot = Duration::from_secs(1060);
        assert!(!mark().is_broken(later(60), boot));
        assert!(!mark().is_broken(later(62), boot));
        assert!(mark().is_broken(later(3660), boot), "set forward");
        assert!(mark().is_broken(later(-3600), boot), "set back");
    }

    #[test]
    fn another_day_is_told_once_forward_and_back() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 11, n).unwrap();
        let mut before = None;
        let told: Vec<bool> = [23, 23, 24, 24, 20, 20]
            .map(|n| !on_the_same_day(&mut before, day(n)))
            .into();
        assert_eq!(told, [false, false, true, false, true, false]);
    }

    #[test]
    fn sleep_is_no_break_for_both_clocks_count_it() {
        let hours = 8 * 3600;
        let wall = mark().wall + chrono::Duration::seconds(hours);
        assert!(!mark().is_broken(wall, Duration::from_secs(1000 + hours as u64)));
    }

    #[test]
    fn the_bell_ends_the_wait_and_is_heard_once() {
        let bell = Bell::default();
        bell.ring();
        assert!(bell.wait(Duration::from_secs(60)));
        assert!(!bell.wait(Duration::from_millis(1)));
    }
}
