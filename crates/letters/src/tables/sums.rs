//! Do the figures of a statement add up? Each doubt says what was added, what is printed, and the difference.
//!
//! Insurers count differently: some leave out a column, some count what is not covered within the discount. A line is
//! doubted only where none of the usual ways of adding gives what is printed.

use crate::structure::Table;
use holdfast_case::statement::AMOUNT_FIELDS;
use holdfast_case::{Cents, StatementLine};

/// How a person would call the column.
pub fn name(field: &str) -> &'static str {
    match field {
        "billed" => "charges",
        "discount" => "discounts",
        "allowed" => "allowed amounts",
        "not_covered" => "amounts not covered",
        "deductible" => "deductible amounts",
        "copay" => "copays",
        "coinsurance" => "coinsurance amounts",
        "other_insurance" => "payments of other insurance",
        "paid" => "payments of the plan",
        _ => "amounts you owe",
    }
}

/// `40.00 more`, `0.01 less`.
fn differs(printed: i64, expected: i64) -> String {
    let by = printed.saturating_sub(expected);
    let way = if by > 0 { "more" } else { "less" };
    format!("{} {way}", Cents(by.saturating_abs()))
}

/// Settles by the figures what two columns mean that were taken for the same, or one whose heading says nothing.
pub fn settle(table: &Table, fields: &mut [Option<&'static str>]) {
    let figure = |line: usize, column: usize| {
        let line = table.lines.get(line)?;
        let found = line.figures.iter().find(|f| f.column == column)?;
        Some(found.amount.0)
    };
    let at =
        |fields: &[Option<&'static str>], name: &str| fields.iter().position(|f| *f == Some(name));
    // True where this holds in all lines that have the figures.
    let always = |holds: &dyn Fn(usize) -> Option<bool>| {
        let told: Vec<bool> = (0..table.lines.len()).filter_map(holds).collect();
        !told.is_empty() && told.iter().all(|t| *t)
    };
    let twice: Vec<usize> = (0..fields.len())
        .filter(|&c| fields.get(c).copied().flatten() == Some("allowed"))
        .collect();
    if let [first, second] = twice.as_slice() {
        let (first, second) = (*first, *second);
        let meant = match at(fields, "billed") {
            None => Some("billed"),
            Some(billed) => {
                let cut = at(fields, "not_covered");
                let adds_up = |line: usize| {
                    let whole = figure(line, billed)?;
                    let parts = figure(line, first)?.checked_add(figure(line, second)?)?;
                    let cut = cut.and_then(|c| figure(line, c)).unwrap_or(0);
                    Some(parts.checked_add(cut)? == whole)
                };
                (at(fields, "discount").is_none() && always(&adds_up)).then_some("discount")
            }
        };
        if let Some(slot) = fields.get_mut(first)
            && meant.is_some()
        {
            *slot = meant;
        }
    }
    // What the plan paid and this column make the allowed or the charged amount: it is the patient's share.
    if at(fields, "patient_owes").is_none()
        && let Some(paid) = at(fields, "paid")
    {
        let share = (paid + 1..fields.len())
            .filter(|&c| fields.get(c).is_some_and(Option::is_none))
            .find(|&column| {
                table.lines.len() > 1
                    && always(&|line: usize| {
                        let both = figure(line, paid)?.checked_add(figure(line, column)?)?;
                        let wholes = ["allowed", "billed"]
                            .iter()
                            .filter_map(|n| figure(line, at(fields, n)?));
                        Some(wholes.into_iter().any(|w| w == both))
                    })
            });
        if let Some(slot) = share.and_then(|c| fields.get_mut(c)) {
            *slot = Some("patient_owes");
        }
    }
}

/// The lines since the last total.
#[derive(Default)]
pub struct Sums {
    open: Vec<usize>,
    all: Vec<usize>,
}

impl Sums {
    /// One more line, by its index.
    pub fn add(&mut self, line: usize) {
        self.open.push(line);
        self.all.push(line);
    }

    /// True where no line stands between the last total and here.
    pub fn none_open(&self) -> bool {
        self.open.is_empty()
    }

    /// A printed total: what of it is not the sum of its lines. `grand` for the total of all claims.
    pub fn close(
        &mut self,
        total: &StatementLine,
        lines: &[StatementLine],
        grand: bool,
    ) -> Vec<String> {
        let mine = if grand {
            self.all.clone()
        } else {
            std::mem::take(&mut self.open)
        };
        if grand {
            self.open.clear();
        }
        if mine.is_empty() {
            return Vec::new();
        }
        let mut out = Vec::new();
        for field in AMOUNT_FIELDS {
            let Some(printed) = total.amount(field).map(|f| f.value.0) else {
                continue;
            };
            let read: Vec<i64> = mine
                .iter()
                .filter_map(|&n| lines.get(n)?.amount(field).map(|f| f.value.0))
                .collect();
            // A column of which no line was read says nothing.
            if read.is_empty() {
                continue;
            }
            let sum = read.iter().fold(0_i64, |s, x| s.saturating_add(*x));
            if sum == printed {
                continue;
            }
            let lacking = mine.len() - read.len();
            let mut doubt = format!(
                "The {} of {} add up to {}. The total printed is {}: {}.",
                name(field),
                if grand { "all lines" } else { "the lines" },
                Cents(sum),
                Cents(printed),
                differs(printed, sum)
            );
            match lacking {
                0 => {}
                1 => doubt.push_str(" One line has no figure there."),
                n => doubt.push_str(&format!(" {n} lines have no figure there.")),
            }
            out.push(doubt);
        }
        out
    }
}

/// What of one line's figures does not add up. `number` is its number from 1.
pub fn of_line(number: usize, line: &StatementLine) -> Vec<String> {
    let of = |field: &str| line.amount(field).map(|f| f.value.0);
    let zero = |field: &str| of(field).unwrap_or(0);
    let code = line
        .code
        .as_ref()
        .map(|c| format!(" ({})", c.value))
        .unwrap_or_default();
    let mut out = Vec::new();
    if let (Some(billed), Some(discount), Some(allowed)) =
        (of("billed"), of("discount"), of("allowed"))
    {
        let cut = zero("not_covered");
        // The allowed price may hold what is not covered, and the discount may count within it.
        let ways = [
            allowed.saturating_add(discount).saturating_add(cut),
            allowed.saturating_add(discount),
            allowed.saturating_add(cut),
            allowed,
        ];
        let whole = ways.first().copied().unwrap_or(allowed);
        let over = of("not_covered").is_none() && whole < billed;
        if !ways.contains(&billed) && !over {
            out.push(format!(
                "Line {number}{code}: discount {}, not covered {} and allowed {} make {}. The charge printed is {}: {}.",
                Cents(discount), Cents(cut), Cents(allowed), Cents(whole), Cents(billed),
                differs(billed, whole)
            ));
        }
    }
    if let (Some(paid), Some(owes)) = (of("paid"), of("patient_owes")) {
        let known: Vec<i64> = ["billed", "allowed"].iter().filter_map(|f| of(f)).collect();
        let (discount, cut, other) = (
            zero("discount"),
            zero("not_covered"),
            zero("other_insurance"),
        );
        let both = paid.saturating_add(owes);
        let ways: Vec<i64> = known
            .iter()
            .flat_map(|k| [*k, k - discount, k - cut, k + cut, k - discount - cut])
            .flat_map(|k| [k, k - other])
            .collect();
        // Where nothing is left to the patient, the rest is the provider's.
        let forgiven = owes == 0 || (cut > 0 && owes < cut);
        let nearest = ways.iter().copied().min_by_key(|k| (k - both).abs());
        // Where the network's discount is not printed, the rest of the charge is it.
        let unknown = of("allowed").is_none() && of("discount").is_none();
        if let Some(nearest) = nearest
            && !ways.contains(&both)
            && !forgiven
            && !(unknown && both < known.iter().copied().max().unwrap_or(0))
        {
            out.push(format!(
                "Line {number}{code}: paid {} and your share {} make {}. By the other figures it is {}: {}.",
                Cents(paid), Cents(owes), Cents(both), Cents(nearest),
                differs(both, nearest)
            ));
        }
        let parts = zero("deductible")
            .saturating_add(zero("copay"))
            .saturating_add(zero("coinsurance"));
        if parts > owes && other == 0 && owes > 0 {
            out.push(format!(
                "Line {number}{code}: deductible, copay and coinsurance make {}. The share printed is {}: {}.",
                Cents(parts), Cents(owes),
                differs(owes, parts)
            ));
        }
    }
    out
}
