//! Prints a statement in its layout: as a typewriter would, or as rows of cells for the typesetter.

use super::layouts::{Column, Layout, Money, What};
use super::{PROVIDERS, Served};

fn money(cents: i64, way: Money) -> String {
    let whole = (cents.abs() / 100).to_string();
    let grouped = if whole.len() > 3 && way != Money::Plain {
        let (thousands, rest) = whole.split_at(whole.len() - 3);
        format!("{thousands},{rest}")
    } else {
        whole
    };
    let plain = format!("{grouped}.{:02}", cents.abs() % 100);
    match (way, cents < 0) {
        (Money::Dollars, true) => format!("(${plain})"),
        (Money::Dollars, false) => format!("${plain}"),
        (_, true) => format!("{plain}-"),
        (_, false) => plain,
    }
}

fn is_right(column: &Column) -> bool {
    matches!(column.what, What::Amount(_) | What::Units)
}

/// What stands in a cell of a line; `first` where it is the first line of its claim.
fn cell(layout: &Layout, column: &Column, served: &Served, first: bool) -> String {
    let with_modifier = |code: &str| match served.modifier.filter(|_| layout.modifiers) {
        Some(modifier) => format!("{code}-{modifier}"),
        None => code.to_owned(),
    };
    let has = |what: What| layout.columns.iter().any(|c| c.what == what);
    match column.what {
        What::Day if layout.day_once && !first => String::new(),
        What::Day if column.width < 10 => served.day.format("%m/%d/%y").to_string(),
        What::Day => served.day.format("%m/%d/%Y").to_string(),
        What::Code if has(What::Modifier) => served.code.to_owned(),
        What::Code => with_modifier(served.code),
        What::Modifier => served.modifier.unwrap_or_default().to_owned(),
        What::Units => served.units.to_string(),
        What::Words if has(What::Code) => served.words.to_owned(),
        What::Words => format!("{} {}", with_modifier(served.code), served.words),
        What::Note => served.note.to_owned(),
        What::Amount(name) if layout.leaves_out(served.amount(name)) => String::new(),
        What::Amount(name) => money(served.amount(name), layout.money),
    }
}

/// The cells of a total: its name in the column of words or in the first one, and the sums.
fn total(layout: &Layout, name: &str, lines: &[&Served]) -> Vec<String> {
    let cells = layout.columns.iter().enumerate();
    cells
        .map(|(at, column)| match column.what {
            What::Amount(field) => {
                let sum = lines.iter().map(|line| line.amount(field)).sum();
                money(sum, layout.money)
            }
            _ if at == 0 => name.to_owned(),
            _ => String::new(),
        })
        .collect()
}

/// Words broken into lines of at most `width` signs.
fn broken(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A row as a typewriter's lines, all of it at the `left` of its columns or figures at their right.
fn row(layout: &Layout, cells: &[Vec<String>], left: bool) -> String {
    let deep = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for line in 0..deep {
        let mut text = String::new();
        let mut end = 0;
        for (column, cell) in layout.columns.iter().zip(cells) {
            let words = cell.get(line).map_or("", String::as_str);
            end += column.width;
            if !words.is_empty() {
                let start = if is_right(column) && !left {
                    end.saturating_sub(words.len())
                } else {
                    end - column.width
                };
                while text.len() < start {
                    text.push(' ');
                }
                text.push_str(words);
            }
            end += layout.gap;
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

fn heading(layout: &Layout) -> String {
    let deep = layout.columns.iter().map(|c| c.head.len()).max();
    let cells = layout.columns.iter().map(|column| {
        // Headings stand on one base line.
        let lead = deep.unwrap_or(0) - column.head.len();
        let above = std::iter::repeat_n(String::new(), lead);
        above
            .chain(column.head.iter().map(|line| (*line).to_owned()))
            .collect()
    });
    row(layout, &cells.collect::<Vec<_>>(), layout.heads_left)
}

fn letterhead(number: u32, layout: &Layout) -> String {
    let claim = if layout.blocks {
        String::new()
    } else {
        format!("Claim number: CB26-{number:04}-7\n")
    };
    format!(
        "CINDER BUTTE HEALTH COOPERATIVE            EXPLANATION OF BENEFITS\n\nStatement date: 09/15/2026\nMember ID: CBH-90-{number:04}\n{claim}\n"
    )
}

const RUNNING: &str = "CINDER BUTTE HEALTH COOPERATIVE            page";
const NOTES: &str = "\nA1  Not covered for your condition.\n";

/// The whole statement in a typewriter's columns; a form feed begins a page.
pub(super) fn typed(number: u32, layout: &Layout, served: &[Served]) -> String {
    let mut text = letterhead(number, layout);
    text.push_str(&heading(layout));
    let cells = |cells: Vec<String>| -> Vec<Vec<String>> {
        let all = layout.columns.iter().zip(cells);
        all.map(|(column, words)| match column.what {
            What::Words => broken(&words, column.width),
            _ => vec![words],
        })
        .collect()
    };
    for (at, line) in served.iter().enumerate() {
        let first = at
            .checked_sub(1)
            .and_then(|before| served.get(before))
            .is_none_or(|before| before.claim != line.claim);
        if at > 0 && at % layout.page == 0 {
            text.push_str(&format!("\u{c}{RUNNING} {}\n\n", at / layout.page + 1));
            if layout.again {
                text.push_str(&heading(layout));
            }
        }
        if layout.blocks && first {
            let provider = PROVIDERS.get(line.claim % PROVIDERS.len()).unwrap_or(&"");
            text.push_str(&format!(
                "\nClaim 26-{number:04}-{:02}     {provider}\n",
                line.claim + 1
            ));
        }
        let of_line = layout.columns.iter().map(|c| cell(layout, c, line, first));
        text.push_str(&row(layout, &cells(of_line.collect()), false));
        let last = served
            .get(at + 1)
            .is_none_or(|next| next.claim != line.claim);
        if layout.blocks && last {
            let own: Vec<&Served> = served.iter().filter(|s| s.claim == line.claim).collect();
            let sums = total(layout, "Claim total", &own);
            text.push_str(&row(layout, &one_line(sums), false));
        }
    }
    if layout.blocks {
        text.push('\n');
    }
    let name = if layout.blocks {
        "Total of all claims"
    } else {
        "TOTAL"
    };
    let all: Vec<&Served> = served.iter().collect();
    text.push_str(&row(layout, &one_line(total(layout, name, &all)), false));
    text.push_str(NOTES);
    text
}

fn one_line(cells: Vec<String>) -> Vec<Vec<String>> {
    cells.into_iter().map(|cell| vec![cell]).collect()
}

/// The whole statement for the typesetter: rows of cells with tabulators between them, the heading first.
pub(super) fn tabbed(number: u32, layout: &Layout, served: &[Served]) -> String {
    let mut rows = vec![
        layout
            .columns
            .iter()
            .map(|c| c.head.join(" "))
            .collect::<Vec<_>>(),
    ];
    rows.extend(served.iter().map(|line| {
        let cells = layout.columns.iter().map(|c| cell(layout, c, line, true));
        cells.collect()
    }));
    let all: Vec<&Served> = served.iter().collect();
    rows.push(total(layout, "Total", &all));
    let rows: Vec<String> = rows.iter().map(|cells| cells.join("\t")).collect();
    format!("{}{}\n{NOTES}", letterhead(number, layout), rows.join("\n"))
}
