//! How fast pages are read, and how long the rest will take by that.

use super::Desk;
use crate::view::{ImportState as Shown, QueuedFileView};
use std::time::{Duration, Instant};

/// Less than this was seen too shortly to say anything of the rest.
const LEAST: Duration = Duration::from_secs(2);

/// Pages read since the queue began to run.
#[derive(Default)]
pub(crate) struct Pace {
    since: Option<Instant>,
    pages: u32,
}

impl Pace {
    /// A file begins to be read.
    pub(crate) fn begin(&mut self) {
        self.since.get_or_insert_with(Instant::now);
    }

    /// One more page is read.
    pub(crate) fn page(&mut self) {
        self.pages = self.pages.saturating_add(1);
    }

    /// The queue came to rest.
    pub(crate) fn rest(&mut self) {
        *self = Self::default();
    }

    /// Seconds until all of these are read; none where nothing can be said yet.
    pub(crate) fn seconds_left(&self, files: &[QueuedFileView]) -> Option<u32> {
        seconds_left(self.since?.elapsed(), self.pages, files)
    }
}

fn seconds_left(spent: Duration, pages: u32, files: &[QueuedFileView]) -> Option<u32> {
    if spent < LEAST || pages == 0 {
        return None;
    }
    let known: Vec<u64> = files
        .iter()
        .filter(|file| file.pages > 0)
        .map(|file| u64::from(file.pages))
        .collect();
    // Of a file that was not opened yet the pages are unknown: it is taken to be like the others.
    let usual = known
        .iter()
        .sum::<u64>()
        .div_ceil((known.len() as u64).max(1));
    let left: u64 = files
        .iter()
        .map(|file| match file.state {
            Shown::Reading if file.pages > 0 => u64::from(file.pages.saturating_sub(file.page)),
            state if state.is_under_way() => usual.max(1),
            _ => 0,
        })
        .sum();
    if left == 0 {
        return None;
    }
    let milliseconds = u64::try_from(spent.as_millis()).unwrap_or(u64::MAX);
    let seconds = milliseconds.saturating_mul(left) / u64::from(pages) / 1000;
    Some(u32::try_from(seconds.max(1)).unwrap_or(u32::MAX))
}

impl Desk {
    /// The rest of the queue in seconds, for the line beside its bar.
    pub(super) fn seconds_left(&self, files: &[QueuedFileView]) -> Option<u32> {
        crate::desk::held(&self.inner.queue.state)
            .pace
            .seconds_left(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(state: Shown, page: u32, pages: u32) -> QueuedFileView {
        QueuedFileView {
            page,
            pages,
            ..super::super::view::bare(String::new(), state, None)
        }
    }

    #[test]
    fn the_rest_takes_as_long_as_the_pages_before() {
        let files = [file(Shown::Filed, 0, 3), file(Shown::Reading, 41, 64)];
        let left = seconds_left(Duration::from_secs(44), 44, &files);
        assert_eq!(left, Some(23));
    }

    #[test]
    fn a_file_not_opened_yet_counts_like_the_others() {
        let files = [file(Shown::Filed, 0, 4), file(Shown::Waiting, 0, 0)];
        assert_eq!(seconds_left(Duration::from_secs(8), 4, &files), Some(8));
    }

    #[test]
    fn nothing_is_said_too_early_or_when_all_is_done() {
        let files = [file(Shown::Reading, 1, 4)];
        assert_eq!(seconds_left(Duration::from_secs(1), 1, &files), None);
        assert_eq!(seconds_left(Duration::from_secs(9), 0, &files), None);
        let files = [file(Shown::Filed, 0, 4)];
        assert_eq!(seconds_left(Duration::from_secs(9), 4, &files), None);
    }
}
