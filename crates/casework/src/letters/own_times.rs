//! The times that their letter gives for deciding an appeal: the usual one, and the one for an appeal that cannot wait.

use crate::review::Facts;
use crate::words;
use holdfast_case::{LetterLimit, Pages, Place};
use holdfast_letters::deciding::{Deciding, Pace};
use holdfast_letters::quoting::Quotable;
use holdfast_library::Library;
use holdfast_vault::{Records, VaultError};

/// Pages of a letter that are looked at; a longer paper is a book.
const MOST_PAGES: usize = 60;

/// Their usual time and their fast one. Where the letter gives several of a kind, and tells of none that it is the one
/// for this appeal, nobody knows which holds: then there is none.
pub(super) fn own_times(
    read: Records<'_>,
    lib: &Library,
    facts: &Facts,
) -> Result<(Option<LetterLimit>, Option<LetterLimit>), VaultError> {
    let mut pages = read.document_pages(facts.document.id)?;
    pages.truncate(MOST_PAGES);
    let pages = Pages {
        pages,
        doubts: Vec::new(),
    };
    let reading = facts.reading_now();
    let (mut told, mut not): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
    for stated in &reading.deadlines {
        let of_appeal = stated.level == "appeal-decision"
            || stated.limit.trigger.as_deref() == Some("receipt-of-appeal");
        match stated.who.as_str() {
            "plan"
                if of_appeal
                    && stated.confidence >= words::ENOUGH
                    && stated.limit.form == "duration" =>
            {
                told.extend(stated.limit.place);
            }
            _ => not.extend(stated.limit.place),
        }
    }
    let all = Quotable::new(lib, &pages).deciding(&told, &not);
    Ok(chosen(&all))
}

/// The one usual time, and the one fast time.
fn chosen(all: &[Deciding]) -> (Option<LetterLimit>, Option<LetterLimit>) {
    let only = |pace: Pace| {
        let mut of = all.iter().filter(|time| time.pace == pace);
        of.next().filter(|_| of.next().is_none())
    };
    let is_told = all.iter().any(|time| time.pace == Pace::Usual);
    let usual = match is_told {
        true => only(Pace::Usual),
        false => only(Pace::Untold),
    };
    (usual.map(limit), only(Pace::Fast).map(limit))
}

fn limit(time: &Deciding) -> LetterLimit {
    LetterLimit {
        form: "duration".to_owned(),
        count: Some(time.count),
        unit: Some(time.unit.to_owned()),
        trigger: Some("receipt-of-appeal".to_owned()),
        date: None,
        quote: time.quote.clone(),
        place: time.place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_urgent_time_is_never_the_usual_one_and_of_two_nobody_knows() {
        let time = |count, unit, pace| Deciding {
            count,
            unit,
            pace,
            quote: String::new(),
            place: None,
        };
        let urgent = time(72, "hours", Pace::Fast);
        let (thirty, seven) = (time(30, "days", Pace::Untold), time(7, "days", Pace::Usual));
        let counts = |all: &[Deciding]| {
            let (usual, fast) = chosen(all);
            (
                usual.and_then(|one| one.count),
                fast.and_then(|one| one.count),
            )
        };
        assert_eq!(counts(std::slice::from_ref(&urgent)), (None, Some(72)));
        let both = [thirty.clone(), urgent.clone()];
        assert_eq!(counts(&both), (Some(30), Some(72)));
        // "30 days; for a drug of this kind 7": the one that is told holds
        assert_eq!(
            counts(&[thirty.clone(), seven, urgent]),
            (Some(7), Some(72))
        );
        let sixty = time(60, "days", Pace::Untold);
        assert_eq!(counts(&[thirty, sixty]), (None, None));
    }
}
