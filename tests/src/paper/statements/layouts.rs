//! The layouts of statements: which columns, what they are called, and how amounts are written.

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Day,
    Code,
    Modifier,
    Units,
    Words,
    Note,
    Amount(&'static str),
}

/// How an amount is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Money {
    /// `1480.00`
    Plain,
    /// `1,480.00`, and `1,480.00-` where it is taken back.
    Commas,
    /// `$1,480.00`, and `($1,480.00)` where it is taken back.
    Dollars,
}

/// A column from left to right.
pub(super) struct Column {
    pub(super) what: What,
    /// The heading, a line each; the last one stands lowest.
    pub(super) head: &'static [&'static str],
    pub(super) width: usize,
}

/// How a kind of insurer prints.
pub(super) struct Layout {
    pub(super) name: &'static str,
    pub(super) columns: Vec<Column>,
    /// Blanks between two columns.
    pub(super) gap: usize,
    pub(super) money: Money,
    /// True where headings stand at the left of their columns, though figures stand at the right.
    pub(super) heads_left: bool,
    /// True where nothing is printed for zero.
    pub(super) blanks: bool,
    /// True where a claim has its own head and total.
    pub(super) blocks: bool,
    /// True where only the first line of a claim has its day.
    pub(super) day_once: bool,
    /// True where modifiers are printed, in a column of their own or behind the code.
    pub(super) modifiers: bool,
    /// True where money is taken back in lines of its own.
    pub(super) takes_back: bool,
    /// Lines on a page, and whether the heading stands on each.
    pub(super) page: usize,
    pub(super) again: bool,
    /// True where a typesetter makes the table, in a book face with words broken within their cells.
    pub(super) set: bool,
}

impl Layout {
    /// True where it prints nothing for this amount.
    pub(super) fn leaves_out(&self, cents: i64) -> bool {
        self.blanks && cents == 0
    }

    /// The amounts it prints.
    pub(super) fn amounts(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().filter_map(|c| match c.what {
            What::Amount(name) => Some(name),
            _ => None,
        })
    }
}

fn columns(all: &[(What, &'static [&'static str], usize)]) -> Vec<Column> {
    let column = |&(what, head, width)| Column { what, head, width };
    all.iter().map(column).collect()
}

/// The layout of the statement with this number.
pub(super) fn layout(number: u32) -> Layout {
    match number % 6 {
        0 => plain(),
        1 => one_blank(),
        2 => stacked(),
        3 => claim_blocks(),
        4 => landscape(),
        _ => set(),
    }
}

use What::{Amount, Code, Day, Modifier, Note, Units, Words};

/// What most statements have in common.
fn usual() -> Layout {
    Layout {
        name: "",
        columns: Vec::new(),
        gap: 2,
        money: Money::Plain,
        heads_left: false,
        blanks: false,
        blocks: false,
        day_once: false,
        modifiers: false,
        takes_back: false,
        page: 40,
        again: true,
        set: false,
    }
}

/// Headings of one line, wide apart.
fn plain() -> Layout {
    Layout {
        name: "plain",
        columns: columns(&[
            (Day, &["Date"], 10),
            (Code, &["Code"], 5),
            (Words, &["Service"], 22),
            (Amount("billed"), &["Billed"], 8),
            (Amount("discount"), &["Discount"], 8),
            (Amount("not_covered"), &["Not covered"], 11),
            (Amount("allowed"), &["Allowed"], 8),
            (Amount("paid"), &["Paid"], 8),
            (Amount("patient_owes"), &["You owe"], 8),
            (Note, &["Nt"], 2),
        ]),
        page: 40,
        ..usual()
    }
}

/// The words first, and headings with one blank between them.
fn one_blank() -> Layout {
    Layout {
        name: "one blank",
        columns: columns(&[
            (Words, &["Service"], 23),
            (Day, &["Date"], 10),
            (Code, &["Code"], 5),
            (Amount("billed"), &["Charge"], 8),
            (Amount("discount"), &["Savings"], 8),
            (Amount("not_covered"), &["Denied"], 8),
            (Amount("allowed"), &["Plan rate"], 9),
            (Amount("paid"), &["Plan pays"], 9),
            (Amount("patient_owes"), &["Your share"], 10),
            (Note, &["Nt"], 2),
        ]),
        gap: 1,
        heads_left: true,
        page: 40,
        ..usual()
    }
}

/// Headings of three lines, dollar signs, money taken back, two pages with the heading on each.
fn stacked() -> Layout {
    Layout {
        name: "stacked",
        columns: columns(&[
            (Day, &["Date of", "service"], 8),
            (Words, &["Type of service"], 20),
            (Code, &["Service", "code"], 8),
            (Amount("billed"), &["Amount", "billed"], 11),
            (Amount("discount"), &["Plan", "discounts"], 11),
            (Amount("paid"), &["Your", "plan", "paid"], 11),
            (Amount("deductible"), &["Deduct-", "ible"], 9),
            (Amount("copay"), &["Copay"], 8),
            (Amount("coinsurance"), &["Coin-", "surance"], 9),
            (Amount("not_covered"), &["Non-", "covered"], 11),
            (Amount("patient_owes"), &["Amount", "you", "owe"], 11),
        ]),
        gap: 1,
        money: Money::Dollars,
        modifiers: true,
        takes_back: true,
        page: 18,
        ..usual()
    }
}

/// A head and a total for each claim, its day once, the heading on the first page alone.
fn claim_blocks() -> Layout {
    Layout {
        name: "claim blocks",
        columns: columns(&[
            (Day, &["Service", "date"], 8),
            (Words, &["", "Procedure"], 30),
            (Amount("billed"), &["Submitted", "charge"], 9),
            (Amount("discount"), &["Network", "savings"], 9),
            (Amount("not_covered"), &["Not", "payable"], 9),
            (Amount("paid"), &["Fund", "paid"], 9),
            (Amount("copay"), &["", "Copay"], 7),
            (Amount("patient_owes"), &["You may", "owe"], 9),
            (Note, &["", "Code"], 4),
        ]),
        money: Money::Commas,
        blanks: true,
        blocks: true,
        day_once: true,
        modifiers: true,
        page: 21,
        again: false,
        ..usual()
    }
}

/// A page lying down, with every amount there is.
fn landscape() -> Layout {
    Layout {
        name: "landscape",
        columns: columns(&[
            (Day, &["Service Date"], 12),
            (Code, &["CPT"], 5),
            (Modifier, &["Mod"], 3),
            (Units, &["Units"], 5),
            (Words, &["Description"], 24),
            (Amount("billed"), &["Billed Charge"], 13),
            (Amount("discount"), &["Discount"], 10),
            (Amount("allowed"), &["Allowed"], 10),
            (Amount("not_covered"), &["Not Covered"], 11),
            (Amount("deductible"), &["Deductible"], 10),
            (Amount("copay"), &["Copay"], 8),
            (Amount("coinsurance"), &["Coinsurance"], 11),
            (Amount("other_insurance"), &["Other Ins"], 9),
            (Amount("paid"), &["Plan Paid"], 10),
            (Amount("patient_owes"), &["Member Resp"], 11),
            (Note, &["Remark"], 6),
        ]),
        money: Money::Commas,
        modifiers: true,
        takes_back: true,
        page: 24,
        again: false,
        ..usual()
    }
}

/// Made by a typesetter: narrow cells in which headings and words break.
fn set() -> Layout {
    Layout {
        name: "set",
        columns: columns(&[
            (Day, &["Date of", "service"], 10),
            (Words, &["Service", "provided"], 15),
            (Code, &["Code"], 8),
            (Amount("billed"), &["What your", "provider", "charged"], 10),
            (Amount("discount"), &["Your", "discount"], 10),
            (Amount("allowed"), &["Allowed", "amount"], 10),
            (Amount("paid"), &["What we", "paid"], 10),
            (Amount("deductible"), &["Deductible"], 10),
            (Amount("not_covered"), &["Not", "covered"], 10),
            (Amount("patient_owes"), &["What you", "may owe"], 10),
            (Note, &["See", "note"], 4),
        ]),
        money: Money::Dollars,
        modifiers: true,
        page: 20,
        set: true,
        ..usual()
    }
}
