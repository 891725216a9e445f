//! What is said of the rows of a print-out: what one may hold other than what was read, and what may have been taken
//! back.

use super::{Row, figures, ndc, strength};
use crate::structure::Sheet;
use crate::tables::doubtful::{self, ROWS};
use crate::tables::grid::Record;
use crate::tables::total;
use holdfast_case::{Cents, FillLine};

/// So many wordings of one kind are quoted in a sentence.
const QUOTED: usize = 4;

/// What was odd about the words of one row.
#[derive(Clone, Debug, Default)]
pub struct Odd {
    /// The words of a day that is none.
    pub day: Option<String>,
    /// The words of a count that is no plain figure.
    pub count: Option<String>,
    /// The words of a number of days that is no plain figure.
    pub supply: Option<String>,
    /// The words that say that the fill was taken back.
    pub reversed: Option<String>,
}

/// All that is said of the rows, whatever they were read from.
pub fn of_rows(rows: &[Row]) -> Vec<String> {
    let those = |of: &dyn Fn(&Odd) -> Option<&String>| -> Vec<(usize, String)> {
        (0..)
            .zip(rows)
            .filter_map(|(n, row)| Some((n, of(&row.odd)?.clone())))
            .collect()
    };
    let mut out = Vec::new();
    let days = those(&|odd| odd.day.as_ref());
    if let Some((which, quoted)) = named(&days) {
        out.push(format!(
            "{which}: we could not read a full day ({quoted}). Look at the paper and type the day, or leave the row out."
        ));
    }
    let counts = those(&|odd| odd.count.as_ref());
    let supplies = those(&|odd| odd.supply.as_ref());
    for (what, found) in [("count", counts), ("number of days", supplies)] {
        if let Some((which, quoted)) = named(&found) {
            out.push(format!(
                "{which}: the {what} is not a plain figure ({quoted}). Compare it with the paper."
            ));
        }
    }
    let reversed = those(&|odd| odd.reversed.as_ref());
    if let Some((which, quoted)) = named(&reversed) {
        let (fill, row) = match reversed.len() {
            1 => ("This fill", "the row"),
            _ => ("These fills", "the rows"),
        };
        out.push(format!(
            "{which}: the paper says {quoted}. {fill} may have been taken back. Leave {row} out unless you got the medicine."
        ));
    }
    out.extend(same_day(rows));
    out
}

/// `Rows 1, 3` and `'3O', '-30'`; none where there are none.
fn named(found: &[(usize, String)]) -> Option<(String, String)> {
    let places: Vec<usize> = found.iter().map(|f| f.0).collect();
    let mut words: Vec<String> = Vec::new();
    for (_, said) in found {
        let said = format!("'{said}'");
        if !words.contains(&said) {
            words.push(said);
        }
    }
    let more = if words.len() > QUOTED {
        " and more"
    } else {
        ""
    };
    words.truncate(QUOTED);
    (!found.is_empty()).then(|| (ROWS.these(&places), format!("{}{more}", words.join(", "))))
}

/// Fills of one drug in one strength on one day: one of them is often the first one taken back.
fn same_day(rows: &[Row]) -> Vec<String> {
    let key = |line: &FillLine| {
        let day = line.filled.as_ref()?.value;
        let words = |text: &str| -> String {
            let signs = text.chars().filter(|c| c.is_alphanumeric());
            signs.map(|c| c.to_ascii_lowercase()).collect()
        };
        let strength = line.strength.as_ref().map(|s| words(&s.value));
        Some((day, words(&line.drug.as_ref()?.value), strength))
    };
    let mut groups: Vec<(_, Vec<usize>)> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let Some(key) = key(&row.line) else { continue };
        match groups.iter_mut().find(|g| g.0 == key) {
            Some(group) => group.1.push(n),
            None => groups.push((key, vec![n])),
        }
    }
    groups.retain(|g| g.1.len() > 1);
    let said = |(_, places): &(_, Vec<usize>)| {
        let first = rows.get(*places.first()?)?;
        let drug = &first.line.drug.as_ref()?.value;
        let count = match places.len() {
            2 => "Two".to_owned(),
            n => n.to_string(),
        };
        let which = ROWS.these(places).to_lowercase();
        Some(format!(
            "{count} fills of {drug} on the same day: look whether one was taken back. They are {which}."
        ))
    };
    groups.iter().filter_map(said).collect()
}

/// Where prices are printed, their total tells whether a row is missing.
pub fn prices(sheet: &Sheet, records: &[&Record]) -> Option<String> {
    let price = |record: &&Record| {
        let toks = record
            .cell("price")
            .iter()
            .filter_map(|&i| sheet.toks.get(i));
        toks.filter_map(crate::structure::table::money).next_back()
    };
    let read: Vec<i64> = records.iter().filter_map(price).map(|p| p.0).collect();
    let last = records.last().filter(|_| !read.is_empty())?;
    let sum = read
        .iter()
        .fold(0_i64, |sum, price| sum.saturating_add(*price));
    match total::behind(sheet, last).map(|total| total.value.0) {
        Some(printed) if printed == sum => None,
        Some(printed) => Some(total::differs("prices of the rows", sum, printed)),
        // Many print no total; a blank is a blank where the paper's own text says so.
        None => doubtful::is_recognized(sheet).then(|| {
            format!(
                "No total was found on this print-out. The prices that were read add up to {}: compare that with the paper.",
                Cents(sum)
            )
        }),
    }
}

/// What of recognized rows may be other than what was read.
pub fn recognized(sheet: &Sheet, records: &[&Record], rows: &[Row]) -> Vec<String> {
    let lacks = |what: &str, has: &dyn Fn(&Row) -> bool| {
        ROWS.lacking(what, rows.len(), &|n| rows.get(n).is_some_and(has))
    };
    let hard = |what: &str, field: &str| {
        let cell = |n: usize| records.get(n).map_or(&[][..], |r| r.cell(field));
        ROWS.hard(what, records.len(), &|n| doubtful::is_hard(sheet, cell(n)))
    };
    // What was seen and is odd is said already.
    let said = [
        lacks("day", &|r| r.line.filled.is_some() || r.odd.day.is_some()),
        lacks("count", &|r| {
            r.line.quantity.is_some() || r.odd.count.is_some()
        }),
        lacks("number of days", &|r| {
            r.line.days_supply.is_some() || r.odd.supply.is_some()
        }),
        hard("day", "filled"),
        hard("count", "quantity"),
        hard("number of days", "supply"),
    ];
    said.into_iter().flatten().collect()
}

/// Rows between the first and the last that was read that have a drug's code or strength, and belong to none.
pub fn missed(sheet: &Sheet, records: &[&Record]) -> Option<String> {
    let mut rows: Vec<usize> = records
        .iter()
        .flat_map(|r| r.rows.iter().copied())
        .collect();
    rows.sort_unstable();
    let (first, last) = (*rows.first()?, *rows.last()?);
    let lost =
        (first..last).filter(|row| rows.binary_search(row).is_err() && like_a_fill(sheet, *row));
    match lost.count() {
        0 => None,
        1 => Some("1 row looks like a fill and was not read. Compare with the paper.".to_owned()),
        n => Some(format!(
            "{n} rows look like fills and were not read. Compare with the paper."
        )),
    }
}

/// A drug's code, or a strength beside a figure of its own.
fn like_a_fill(sheet: &Sheet, row: usize) -> bool {
    let ids = crate::structure::table::row_toks(sheet, row);
    let is_figure = |&i: &usize| {
        sheet
            .toks
            .get(i)
            .is_some_and(|t| figures::figure(&t.raw).is_some())
    };
    ndc(sheet, &ids, false).is_some()
        || (strength(sheet, &ids).is_some() && ids.iter().filter(|i| is_figure(i)).count() >= 2)
}
