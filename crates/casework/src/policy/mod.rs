//! Plan books: which papers are one, what was found in them, what is pinned, what changed.

mod books;
mod passages;
mod positions;
mod provisions;
mod told;
mod versions;

pub(crate) use books::is_told_book;

use crate::kept::CaseRecord;
use crate::view::PageBoxView;
use holdfast_case::{Place, PolicyBook, Provision, Spot};

impl CaseRecord for PolicyBook {
    const KIND: &'static str = "policy-book";
}

impl CaseRecord for Provision {
    const KIND: &'static str = "provision";
}

fn boxes(places: &[Place]) -> Vec<PageBoxView> {
    places
        .iter()
        .map(|place| PageBoxView {
            page: place.page,
            corners: place.bbox.corners(),
        })
        .collect()
}

fn spots(places: &[Place]) -> Vec<Spot> {
    places
        .iter()
        .map(|place| Spot {
            page: place.page,
            bbox: place.bbox,
        })
        .collect()
}
