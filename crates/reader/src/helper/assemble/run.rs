//! The pages wanted of one original, divided so that none comes twice: notes and form entries belong to one page, so
//! a page that is wanted twice is taken over twice.

use crate::assembly::PartPage;
use std::collections::HashSet;
use std::ops::Range;

/// Ranges of the list, each without a page that comes twice.
pub(super) fn runs(pages: &[PartPage]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut seen = HashSet::new();
    let mut start = 0;
    for (at, page) in pages.iter().enumerate() {
        if !seen.insert(page.page) {
            runs.push(start..at);
            start = at;
            seen.clear();
            seen.insert(page.page);
        }
    }
    if start < pages.len() {
        runs.push(start..pages.len());
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_comes_again_begins_a_run() {
        let pages = |list: &[u32]| -> Vec<PartPage> {
            list.iter()
                .map(|page| PartPage {
                    page: *page,
                    turns: 0,
                })
                .collect()
        };
        assert_eq!(runs(&pages(&[1, 2, 3])), vec![0..3; 1]);
        assert_eq!(runs(&pages(&[1, 2, 1, 1, 3])), [0..2, 2..3, 3..5]);
        assert!(runs(&[]).is_empty());
    }
}
