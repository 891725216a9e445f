//! A record told in plain words, line by line, and what two tellings differ in.

use crate::view::DifferenceView;
use crate::words;
use chrono::{DateTime, FixedOffset, NaiveDate};
use holdfast_case::claim::{Typed, When};
use holdfast_case::{Cents, DocumentId, RoughDay};
use holdfast_library::Library;
use holdfast_vault::{Moment, Records};

/// What stands where nothing was said.
const NOTHING: &str = "nothing";

/// What a record says: under each label its words, none, one or several.
#[derive(Default)]
pub(crate) struct Telling(Vec<(String, Vec<String>)>);

impl Telling {
    /// Says something under a label; under the same label again it is one more of a list. Empty words keep the
    /// label's place in the order and say nothing.
    pub(crate) fn say(&mut self, what: impl Into<String>, words: impl AsRef<str>) {
        let what = what.into();
        let words = words.as_ref().trim();
        let at = match self.0.iter().position(|(label, _)| *label == what) {
            Some(at) => at,
            None => {
                self.0.push((what, Vec::new()));
                self.0.len() - 1
            }
        };
        if !words.is_empty() {
            // an address of several lines is told on one
            self.0[at]
                .1
                .push(words.lines().collect::<Vec<_>>().join(", "));
        }
    }

    /// Says "yes" where it is so, and nothing where it is not.
    pub(crate) fn say_yes(&mut self, what: &str, so: bool) {
        self.say(what, if so { "yes" } else { "" });
    }

    fn of(&self, what: &str) -> &[String] {
        let found = self.0.iter().find(|(label, _)| label == what);
        found.map_or(&[], |(_, words)| words)
    }
}

/// What one telling has other than the next, in the order of its labels. What stands in both of a list is left out,
/// wherever it stands: a line that moved is no change.
pub(super) fn differences(before: &Telling, after: &Telling) -> Vec<DifferenceView> {
    let new = after
        .0
        .iter()
        .map(|(what, _)| what)
        .filter(|what| before.0.iter().all(|(label, _)| label != *what));
    let labels = before.0.iter().map(|(what, _)| what).chain(new);
    let mut found = Vec::new();
    for what in labels {
        let gone = without(before.of(what), after.of(what));
        let come = without(after.of(what), before.of(what));
        for n in 0..gone.len().max(come.len()) {
            let words = |of: &[String]| of.get(n).map_or(NOTHING, String::as_str).to_owned();
            found.push(DifferenceView {
                what: what.clone(),
                before: words(&gone),
                after: words(&come),
            });
        }
    }
    found
}

/// The words of a list that another does not have, each as often as it has it more.
fn without(list: &[String], other: &[String]) -> Vec<String> {
    let mut there: Vec<&String> = other.iter().collect();
    let lacking = list.iter().filter(|words| {
        let at = there.iter().position(|each| each == words);
        at.map(|at| there.swap_remove(at)).is_none()
    });
    lacking.cloned().collect()
}

/// What it takes to tell a record: the library, the records it names, and the day it is.
pub(crate) struct Teller<'a> {
    /// Reference facts.
    pub(crate) lib: &'static Library,
    /// The day it is.
    pub(crate) today: NaiveDate,
    pub(super) now: DateTime<FixedOffset>,
    pub(super) read: Records<'a>,
}

impl Teller<'_> {
    /// "November 20"; with the year where it is not this one.
    pub(crate) fn day(&self, day: NaiveDate) -> String {
        words::short_day(day, self.today)
    }

    /// The same of a day that may not be there.
    pub(crate) fn day_if(&self, day: Option<NaiveDate>) -> String {
        day.map(|day| self.day(day)).unwrap_or_default()
    }

    /// A day or month of a claim; as typed where it can't be read.
    pub(crate) fn when(&self, when: &Typed<When>) -> String {
        match when.value {
            Some(When::Day(day)) => self.day(day),
            Some(month) => month.earliest().format("%B %Y").to_string(),
            None => when.typed.clone(),
        }
    }

    /// A rough day; as typed where it is no one day.
    pub(crate) fn rough(&self, day: &RoughDay) -> String {
        day.day()
            .map_or_else(|| day.text().to_owned(), |day| self.day(day))
    }

    /// An amount as money; as typed where it can't be read.
    pub(crate) fn amount(&self, amount: &Typed<Cents>) -> String {
        amount
            .value
            .map_or_else(|| amount.typed.clone(), words::money)
    }

    /// A filed paper by its title; empty for none.
    pub(crate) fn paper(&self, id: Option<DocumentId>) -> String {
        match id.map(|id| self.read.document(id)) {
            None => String::new(),
            Some(Ok(row)) => format!("\u{2018}{}\u{2019}", row.title.reveal()),
            // its trash was emptied
            Some(Err(_)) => "a paper that is no longer here".to_owned(),
        }
    }

    /// "November 3 to November 20"; within one day "November 3, 2:20 pm to 2:45 pm".
    pub(super) fn held(&self, from: Moment, until: Moment) -> String {
        let (from, until) = (self.local(from), self.local(until));
        let day = |at: DateTime<FixedOffset>| self.day(at.date_naive());
        if from.date_naive() != until.date_naive() {
            return format!("{} to {}", day(from), day(until));
        }
        let time = |at: DateTime<FixedOffset>| at.format("%-I:%M %P").to_string();
        if time(from) == time(until) {
            return format!("{}, {}", day(from), time(from));
        }
        format!("{}, {} to {}", day(from), time(from), time(until))
    }

    /// The day of a moment in the person's own time.
    pub(super) fn day_of(&self, moment: Moment) -> String {
        self.day(self.local(moment).date_naive())
    }

    fn local(&self, moment: Moment) -> DateTime<FixedOffset> {
        moment.with_timezone(self.now.offset())
    }
}

/// Words that are there, joined.
pub(crate) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let there = parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty());
    there.collect::<Vec<_>>().join(", ")
}

/// A word before words, where there are any: `("to ", "555 0100")`.
pub(crate) fn led(lead: &str, words: &str) -> String {
    match words.trim() {
        "" => String::new(),
        words => format!("{lead}{words}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(lines: &[(&str, &str)]) -> Telling {
        let mut told = Telling::default();
        for (what, words) in lines {
            told.say(*what, words);
        }
        told
    }

    fn said(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
        let found = differences(&telling(before), &telling(after));
        let line =
            |line: DifferenceView| format!("{}: {} > {}", line.what, line.before, line.after);
        found.into_iter().map(line).collect()
    }

    #[test]
    fn what_is_the_same_is_not_told_and_what_is_missing_is_nothing() {
        let before = [("Dose", "50 mg"), ("Note", ""), ("Day", "May 2")];
        let after = [("Dose", "75 mg"), ("Note", "dizzy"), ("Day", "May 2")];
        assert_eq!(
            said(&before, &after),
            ["Dose: 50 mg > 75 mg", "Note: nothing > dizzy"]
        );
        assert_eq!(said(&after, &after), Vec::<String>::new());
    }

    #[test]
    fn a_line_that_moved_is_no_change_and_one_of_two_alike_is_missed() {
        let two = [("Line", "a"), ("Line", "b")];
        let turned = [("Line", "b"), ("Line", "a")];
        assert_eq!(said(&two, &turned), Vec::<String>::new());
        let more = [("Line", "new"), ("Line", "a"), ("Line", "b")];
        assert_eq!(said(&two, &more), ["Line: nothing > new"]);
        let alike = [("Line", "a"), ("Line", "a")];
        assert_eq!(said(&alike, &[("Line", "a")]), ["Line: a > nothing"]);
    }

    #[test]
    fn a_label_of_the_later_one_alone_is_told_last() {
        assert_eq!(
            said(&[("Day", "May 2")], &[("New", "x"), ("Day", "May 3")]),
            ["Day: May 2 > May 3", "New: nothing > x"]
        );
        assert_eq!(said(&[("To", "a\nb")], &[]), ["To: a, b > nothing"]);
    }
}
