//! Waiting for files of the queue, whoever works on them.

use super::Desk;
use crate::error::{Code, Error};
use crate::view::{QueueView, QueuedFileView};
use holdfast_case::ImportId;
use std::time::{Duration, Instant};

/// Between two looks at the queue.
const BETWEEN: Duration = Duration::from_millis(60);
/// The same while another program holds the records.
const BETWEEN_WHILE_BUSY: Duration = Duration::from_millis(200);

impl Desk {
    /// Waits until these files are done with, whoever does them. `tell` hears how far each is; it answers false to
    /// stop.
    pub fn wait_for(
        &self,
        ids: &[ImportId],
        tell: impl FnMut(&QueueView) -> bool,
    ) -> Result<QueueView, Error> {
        let look = || self.queue();
        let ends = |queue: &QueueView| {
            if !still_running(queue, ids) {
                return true;
            }
            self.inner.wake_queue();
            false
        };
        watch(look, ends, tell, self.inner.parts.patience)
    }
}

fn still_running(queue: &QueueView, ids: &[ImportId]) -> bool {
    let ours = |file: &&QueuedFileView| ids.iter().any(|id| id.to_string() == file.id);
    let running = |file: &QueuedFileView| file.state.is_under_way();
    queue.files.iter().filter(ours).any(running)
}

/// Looks until it ends. Records that stay busy are waited for as long as a change would wait, and `tell` is asked all
/// the while: whoever wants to stop is heard before every pause.
fn watch(
    mut look: impl FnMut() -> Result<QueueView, Error>,
    mut ends: impl FnMut(&QueueView) -> bool,
    mut tell: impl FnMut(&QueueView) -> bool,
    patience: Duration,
) -> Result<QueueView, Error> {
    let mut last = QueueView {
        files: Vec::new(),
        done: 0,
        total: 0,
        running: true,
        brought_in: 0,
        undoable: 0,
        seconds_left: None,
    };
    let mut seen = Instant::now();
    loop {
        let pause = match look() {
            Err(error) if error.code() == Code::RecordsBusy => {
                if seen.elapsed() >= patience {
                    return Err(error);
                }
                BETWEEN_WHILE_BUSY.min(patience)
            }
            queue => {
                last = queue?;
                if ends(&last) {
                    return Ok(last);
                }
                seen = Instant::now();
                BETWEEN
            }
        };
        if !tell(&last) {
            return Err(Code::Cancelled.into());
        }
        std::thread::sleep(pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn busy() -> Result<QueueView, Error> {
        Err(Code::RecordsBusy.into())
    }

    #[test]
    fn who_wants_to_stop_is_heard_while_the_records_are_busy() {
        let mut asked = 0;
        let tell = |_: &QueueView| {
            asked += 1;
            asked < 2
        };
        let ended = watch(busy, |_| false, tell, Duration::from_secs(60));
        assert_eq!(ended.map_err(|error| error.code()), Err(Code::Cancelled));
        assert_eq!(asked, 2);
    }

    #[test]
    fn records_that_stay_busy_are_given_up() {
        let ended = watch(busy, |_| false, |_| true, Duration::from_millis(20));
        assert_eq!(ended.map_err(|error| error.code()), Err(Code::RecordsBusy));
    }

    #[test]
    fn records_that_are_free_again_are_looked_at_further() {
        let mut looks = 0;
        let look = || {
            looks += 1;
            if looks == 1 {
                return busy();
            }
            Ok(QueueView {
                files: Vec::new(),
                done: 3,
                total: 3,
                running: false,
                brought_in: 0,
                undoable: 0,
                seconds_left: None,
            })
        };
        let ended = watch(
            look,
            |queue| queue.done == 3,
            |_| true,
            Duration::from_secs(60),
        );
        assert_eq!(ended.map(|queue| queue.total).ok(), Some(3));
    }
}
