//! A pharmacy's list that was filed: its rows are confirmed one by one, or typed over, and what they come to is put into
//! the treatment history.

use crate::checklists::pharmacy_lists;
use crate::desk::{Desk, change_view};
use crate::error::{Code, Error};
use crate::kept::{Kept, keep_in};
use crate::view::{
    ChangeView, FillRowInput, FillTroubleView, FillView, FilledCourseView, PaperView, PrintOutView,
    PrintOutsView,
};
use crate::words;
use chrono::{Datelike, NaiveDate};
use holdfast_case::{DocumentId, Dose, Fact, FillLine, Pages, Private, RoughDay, TreatmentTrial};
use holdfast_letters::pharmacy_fills;
use holdfast_library::Library;
use holdfast_rules::trials::{FilledCourse, Known, filled_courses, filled_drug, find_known};
use holdfast_vault::Operation;
use std::str::FromStr;

/// Below this a value of a row is marked to be looked at.
const UNSURE: f32 = 0.85;

impl Desk {
    /// The filed papers whose rows can be read, those that look like a pharmacy's list apart.
    pub fn print_outs(&self) -> Result<PrintOutsView, Error> {
        let (likely, others) = self.inner.with(|open| pharmacy_lists(open))?;
        Ok(PrintOutsView { likely, others })
    }

    /// The rows of a pharmacy's print-out that is filed, and what the confirmed ones come to; without `confirmed` those
    /// that are offered. Nothing is put into the treatment history by this.
    pub fn print_out(
        &self,
        document: &str,
        confirmed: Option<&[FillRowInput]>,
    ) -> Result<PrintOutView, Error> {
        let id = self.document_id(document)?;
        let (lib, today) = (self.inner.lib, self.inner.clock.today());
        let title = self
            .inner
            .with(|open| Ok(open.vault.read().document(id)?.title.reveal().clone()))?;
        let (lines, doubts) = self.read_print_out(id)?;
        let rows: Vec<FillView> = (1..)
            .zip(&lines)
            .map(|(n, line)| fill_view(lib, n, line, today))
            .collect();
        let offered: Vec<FillRowInput> = rows
            .iter()
            .filter(|row| row.offered)
            .map(FillRowInput::from)
            .collect();
        let (counted, troubles) =
            confirmed_lines(lib, &lines, confirmed.unwrap_or(&offered), today);
        Ok(PrintOutView {
            document: PaperView {
                id: id.to_string(),
                title,
            },
            rows,
            courses: self.courses(&counted)?,
            troubles,
            doubts,
        })
    }

    /// Puts what the confirmed rows of a print-out come to into the treatment history, but what is there already: one
    /// change. Errors: [`Code::BadRequest`] where no row is confirmed, one can't be counted, or nothing is new.
    pub fn take_print_out(
        &self,
        document: &str,
        confirmed: &[FillRowInput],
    ) -> Result<ChangeView, Error> {
        let id = self.document_id(document)?;
        let (lib, today) = (self.inner.lib, self.inner.clock.today());
        let (lines, _) = self.read_print_out(id)?;
        let (counted, troubles) = confirmed_lines(lib, &lines, confirmed, today);
        if let Some(trouble) = troubles.first() {
            let said = format!("Row {}: {}", trouble.row, trouble.say);
            return Err(Error::of(Code::BadRequest).saying(said));
        }
        if counted.is_empty() {
            return Err(Error::of(Code::BadRequest).saying("Tick the rows that are right first."));
        }
        let known = self.inner.kept::<TreatmentTrial>()?;
        let new: Vec<TreatmentTrial> = filled_courses(lib, &counted)
            .into_iter()
            .filter(|course| !in_history(lib, course, &known).is_there())
            .map(|course| trial(course, id))
            .collect();
        if new.is_empty() {
            let there = filled_courses(lib, &counted)
                .into_iter()
                .filter_map(|course| match in_history(lib, &course, &known) {
                    InHistory::There(named) => Some(named),
                    _ => None,
                });
            let there: Vec<String> = there.collect();
            return Err(Error::of(Code::BadRequest)
                .saying("All of this is in your treatment history already.")
                .hinting(format!("Look at: {}.", there.join("; "))));
        }
        let said = format!(
            "Put {} into your treatment history.",
            words::count(new.len(), "treatment", "treatments")
        );
        let operation = Operation::by_person("take-print-out").described(&said);
        let change = self.inner.change(operation, |tx, case| {
            for trial in &new {
                keep_in(tx, case, trial)?;
            }
            Ok(())
        })?;
        Ok(change_view(&change, said))
    }

    /// The rows of a paper and what is in doubt about them.
    fn read_print_out(&self, id: DocumentId) -> Result<(Vec<FillLine>, Vec<String>), Error> {
        let pages = self.inner.with(|open| {
            Ok(Pages {
                pages: open.vault.read().document_pages(id)?,
                doubts: Vec::new(),
            })
        })?;
        // Outside of the lock: reading two hundred pages takes a moment.
        let read = pharmacy_fills(self.inner.lib, &pages);
        Ok((read.lines, read.doubts))
    }

    fn courses(&self, rows: &[FillLine]) -> Result<Vec<FilledCourseView>, Error> {
        let (lib, today) = (self.inner.lib, self.inner.clock.today());
        let known = self.inner.kept::<TreatmentTrial>()?;
        Ok(filled_courses(lib, rows)
            .into_iter()
            .map(|course| {
                let day = |day| words::short_day(day, today);
                let dose = course
                    .dose
                    .as_ref()
                    .map(|dose| format!("{dose} a day since {}, ", day(course.at_dose_since)))
                    .unwrap_or_default();
                let history = in_history(lib, &course, &known);
                FilledCourseView {
                    there: history.is_there(),
                    like: match history {
                        InHistory::New => String::new(),
                        InHistory::There(named) | InHistory::Perhaps(named) => named,
                    },
                    say: format!(
                        "{dose}{} to {}, {}",
                        day(course.first),
                        day(course.last),
                        words::count(course.fills, "fill", "fills")
                    ),
                    name: words::sentence_start(&course.name),
                }
            })
            .collect())
    }
}

/// The confirmed rows with what was typed over them, and those that can't be counted.
fn confirmed_lines(
    lib: &Library,
    read: &[FillLine],
    confirmed: &[FillRowInput],
    today: NaiveDate,
) -> (Vec<FillLine>, Vec<FillTroubleView>) {
    let (mut counted, mut troubles) = (Vec::new(), Vec::new());
    for input in confirmed {
        let at = usize::try_from(input.row)
            .ok()
            .and_then(|n| n.checked_sub(1));
        let line = at.and_then(|at| read.get(at));
        match line.map_or(Err("There is no such row on this paper."), |line| {
            confirmed_line(lib, line, input, today)
        }) {
            Ok(line) => counted.push(line),
            Err(say) => troubles.push(FillTroubleView {
                row: input.row,
                say: say.to_owned(),
            }),
        }
    }
    (counted, troubles)
}

/// One row as the person confirms it. Errors: in plain words, why it can't be counted.
fn confirmed_line(
    lib: &Library,
    read: &FillLine,
    input: &FillRowInput,
    today: NaiveDate,
) -> Result<FillLine, &'static str> {
    let span = RoughDay::typed(&input.filled).span();
    let day = span
        .filter(|span| span.first == span.last)
        .map(|span| span.first)
        .ok_or("We can't read the day. Write it like 3/15/2024, or leave this row out.")?;
    if day > today {
        return Err("This day lies ahead. Look at it again, or leave this row out.");
    }
    let drug = input.drug.trim();
    if drug.is_empty() {
        return Err("The name of the drug is missing. Write it, or leave this row out.");
    }
    if filled_drug(lib, drug).is_none() {
        return Err(
            "We do not know this as a treatment that plans ask about. Mend its name, or leave this row out.",
        );
    }
    let quantity = typed_over(read.quantity.as_ref(), &input.quantity)
        .ok_or("We can't read the count. Write it like 30, or leave it empty.")?;
    let days_supply = typed_over(read.days_supply.as_ref(), &input.days_supply)
        .ok_or("We can't read the days. Write them like 30, or leave them empty.")?;
    Ok(FillLine {
        filled: Some(by_person(day)),
        drug: Some(by_person(drug.to_owned())),
        strength: typed_over(read.strength.as_ref(), &input.strength).flatten(),
        quantity,
        days_supply,
        prescriber: typed_over(read.prescriber.as_ref(), &input.prescriber).flatten(),
        ..read.clone()
    })
}

/// A value as the person left it: the one that was read where nothing else stands there, none where it is empty. `None`
/// outside where what was typed can't be read.
fn typed_over<T: FromStr + ToString + Clone>(
    read: Option<&Fact<T>>,
    typed: &str,
) -> Option<Option<Fact<T>>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(None);
    }
    match read.filter(|fact| fact.value.to_string() == typed) {
        Some(fact) => Some(Some(fact.clone())),
        None => typed.parse().ok().map(|value| Some(by_person(value))),
    }
}

/// What the person says has no place on the page and is certain.
fn by_person<T>(value: T) -> Fact<T> {
    Fact {
        value,
        confidence: 1.0,
        quote: String::new(),
        place: None,
        why: "confirmed by you".to_owned(),
    }
}

/// How a course stands to the treatment history.
enum InHistory {
    /// Nothing of this drug at that time.
    New,
    /// An entry of the same month: name and days of it.
    There(String),
    /// An entry whose first day is too rough to tell: name and days of it.
    Perhaps(String),
}

impl InHistory {
    fn is_there(&self) -> bool {
        matches!(self, Self::There(_))
    }
}

/// Looks for a course among what is kept. An entry known to the month is the same course, whoever wrote it down; one
/// that was told by a year, or can't be read, may be, and takes no place away.
fn in_history(lib: &Library, course: &FilledCourse, known: &[Kept<TreatmentTrial>]) -> InHistory {
    let mut perhaps = None;
    for kept in known {
        let trial = &kept.record;
        let same = match find_known(lib, trial.taken.reveal()) {
            Known::Drug { entries, .. } => entries.iter().any(|drug| drug.generic == course.name),
            _ => false,
        };
        if !same {
            continue;
        }
        let named = named(trial);
        match trial.start.span() {
            Some(span) if (span.last - span.first).num_days() <= 31 => {
                let month = |day: NaiveDate| (day.year(), day.month());
                if (month(span.first)..=month(span.last)).contains(&month(course.first)) {
                    return InHistory::There(named);
                }
            }
            Some(span) if span.last < course.first || span.first > course.last => {}
            _ => perhaps = Some(named),
        }
    }
    perhaps.map_or(InHistory::New, InHistory::Perhaps)
}

/// An entry as the person wrote it: "Effexor, spring 2020 to summer 2020".
fn named(trial: &TreatmentTrial) -> String {
    let (start, end) = (trial.start.text(), trial.end.text());
    let days = match (start, end) {
        ("", "") => String::new(),
        (one, "") | ("", one) => format!(", {one}"),
        (start, end) => format!(", {start} to {end}"),
    };
    format!("{}{days}", trial.taken.reveal())
}

fn trial(course: FilledCourse, document: DocumentId) -> TreatmentTrial {
    TreatmentTrial {
        taken: Private::new(words::sentence_start(&course.name)),
        dose: Dose::typed(&course.dose.unwrap_or_default()),
        at_dose_since: RoughDay::typed(&course.at_dose_since.to_string()),
        start: RoughDay::typed(&course.first.to_string()),
        end: RoughDay::typed(&course.last.to_string()),
        prescriber: Private::new(course.prescriber),
        document: Some(document),
        ..TreatmentTrial::default()
    }
}

fn fill_view(lib: &Library, row: u32, line: &FillLine, today: NaiveDate) -> FillView {
    fn text<T: ToString>(fact: Option<&Fact<T>>) -> String {
        fact.map(|f| f.value.to_string()).unwrap_or_default()
    }
    fn sure<T>(fact: Option<&Fact<T>>) -> bool {
        fact.is_none_or(|f| f.confidence >= UNSURE)
    }
    let place = line.filled.as_ref().and_then(|f| f.place);
    let place = place.or_else(|| line.drug.as_ref().and_then(|f| f.place));
    let unsure = line.filled.is_none()
        || !(sure(line.filled.as_ref())
            && sure(line.drug.as_ref())
            && sure(line.quantity.as_ref())
            && sure(line.days_supply.as_ref()));
    let counts = line
        .drug
        .as_ref()
        .is_some_and(|drug| filled_drug(lib, &drug.value).is_some());
    FillView {
        row,
        page: place.map_or(1, |p| p.page),
        filled: text(line.filled.as_ref()),
        drug: text(line.drug.as_ref()),
        strength: text(line.strength.as_ref()),
        quantity: text(line.quantity.as_ref()),
        days_supply: text(line.days_supply.as_ref()),
        prescriber: text(line.prescriber.as_ref()),
        ndc: text(line.ndc.as_ref()),
        unsure,
        counts,
        offered: counts && !unsure && line.filled.as_ref().is_some_and(|day| day.value <= today),
    }
}
