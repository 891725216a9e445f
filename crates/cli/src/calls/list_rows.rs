//! Rows of a pharmacy's list: shown, mended, confirmed, and put into the treatment history.

use super::fields::{object, pairs, request};
use super::papers::changed;
use crate::args::Common;
use crate::out::{self, Trouble};
use holdfast_casework::Desk;
use holdfast_casework::view::{FillRowInput, FillView, PrintOutView};
use serde_json::json;

const SET: &str = "--set ROW.field=value";

/// Shows the rows of a paper and what the confirmed ones come to, or takes them.
pub fn from_list(
    common: &Common,
    desk: &Desk,
    document: &str,
    rows: Option<&str>,
    set: &[String],
    take: bool,
) -> Result<(), Trouble> {
    let read = desk.print_out(document, None)?;
    let numbers = match rows {
        Some(text) => numbers(text).ok_or_else(|| {
            Trouble::Call("Rows are numbers such as 1,3-5, as they are listed.".to_owned())
        })?,
        None => read
            .rows
            .iter()
            .filter(|row| row.offered)
            .map(|row| row.row)
            .collect(),
    };
    let mut confirmed: Vec<FillRowInput> = numbers
        .into_iter()
        .map(
            |number| match read.rows.iter().find(|row| row.row == number) {
                Some(row) => Ok(FillRowInput::from(row)),
                None => Err(Trouble::Call(format!(
                    "There is no row {number} on this paper."
                ))),
            },
        )
        .collect::<Result<_, _>>()?;
    mend(&read, &mut confirmed, set)?;
    if take {
        changed(common, &desk.take_print_out(document, &confirmed)?);
    } else {
        let view = desk.print_out(document, Some(&confirmed))?;
        let counted: Vec<u32> = confirmed.iter().map(|row| row.row).collect();
        let answer = json!({
            "document": view.document.id,
            "rows": view.rows.iter().map(object).collect::<Vec<_>>(),
            "counted": counted,
            "courses": view.courses.iter().map(object).collect::<Vec<_>>(),
            "troubles": view.troubles.iter().map(object).collect::<Vec<_>>(),
            "doubts": view.doubts,
        });
        out::answer(common.json, answer, || text(&view, &confirmed));
    }
    Ok(())
}

/// Puts what was typed over the rows; a row that is mended is confirmed by it.
fn mend(
    read: &PrintOutView,
    confirmed: &mut Vec<FillRowInput>,
    set: &[String],
) -> Result<(), Trouble> {
    for one in set {
        let (number, pair) = one
            .split_once('.')
            .and_then(|(number, pair)| Some((number.parse::<u32>().ok()?, pair)))
            .ok_or_else(|| Trouble::Call(format!("Give {SET}.")))?;
        let row = read
            .rows
            .iter()
            .find(|row| row.row == number)
            .ok_or_else(|| Trouble::Call(format!("There is no row {number} on this paper.")))?;
        let at = confirmed.iter().position(|row| row.row == number);
        let before = at.map_or_else(|| FillRowInput::from(row), |at| confirmed.swap_remove(at));
        let fields = pairs(&[pair.to_owned()], SET)?;
        if fields.contains_key("row") {
            return Err(Trouble::Call("A row keeps its number.".to_owned()));
        }
        confirmed.push(request(Some(&values(&before)), fields)?);
    }
    confirmed.sort_by_key(|row| row.row);
    Ok(())
}

/// The values of a row by their names in a request.
fn values(row: &FillRowInput) -> serde_json::Value {
    json!({
        "row": row.row,
        "filled": row.filled,
        "drug": row.drug,
        "strength": row.strength,
        "quantity": row.quantity,
        "daysSupply": row.days_supply,
        "prescriber": row.prescriber,
    })
}

/// `1,3-5` as numbers, each once; none where it is something else.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let mut all = std::collections::BTreeSet::new();
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to): (u32, u32) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        // nobody's list has more rows than this
        if from == 0 || to < from || to > 10_000 {
            return None;
        }
        all.extend(from..=to);
    }
    Some(all.into_iter().collect())
}

fn text(view: &PrintOutView, confirmed: &[FillRowInput]) -> String {
    let mut lines: Vec<String> = view.rows.iter().map(|row| line(row, confirmed)).collect();
    if view.rows.is_empty() {
        lines.push("We found no rows on this paper.".to_owned());
    }
    for trouble in &view.troubles {
        lines.push(format!("Row {}: {}", trouble.row, trouble.say));
    }
    lines.extend(view.doubts.iter().cloned());
    if !view.courses.is_empty() {
        lines.push("The ticked rows come to:".to_owned());
    }
    for course in &view.courses {
        let there = if course.there {
            format!(" (already in your history: {})", course.like)
        } else if course.like.is_empty() {
            String::new()
        } else {
            format!(" (you also have: {})", course.like)
        };
        lines.push(format!("  {}: {}{there}", course.name, course.say));
    }
    lines.join("\n")
}

/// A row as it counts: with what was typed over it.
fn line(row: &FillView, confirmed: &[FillRowInput]) -> String {
    let own = confirmed.iter().find(|one| one.row == row.row);
    let tick = if own.is_some() { 'x' } else { ' ' };
    let read = FillRowInput::from(row);
    let is_mended = own.is_some_and(|own| *own != read);
    let now = own.unwrap_or(&read);
    let mut parts = vec![now.filled.as_str(), now.drug.as_str()];
    let count = match now.quantity.as_str() {
        "" => String::new(),
        count => format!("count {count}"),
    };
    let days = match now.days_supply.as_str() {
        "" => String::new(),
        days => format!("{days} days"),
    };
    parts.extend([count.as_str(), days.as_str(), now.prescriber.as_str()]);
    parts.retain(|part| !part.is_empty());
    let mut line = format!("[{tick}] {:>3}  {}", row.row, parts.join(", "));
    if is_mended {
        line.push_str("  (as you typed it)");
    } else if row.unsure {
        line.push_str("  (look at this one)");
    }
    if !row.counts && !is_mended {
        line.push_str("  (not known as a treatment that plans ask about)");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn rows_are_told_by_number_and_span() {
        assert_eq!(numbers("1,3-5, 3"), Some(vec![1, 3, 4, 5]));
        for wrong in ["", "0", "5-3", "a", "1,,2", "1-99999999"] {
            assert_eq!(numbers(wrong), None, "{wrong}");
        }
    }
}
