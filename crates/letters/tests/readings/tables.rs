//! Case files of rows: what must be read from statements, bills, print-outs and cards, line by line.

use holdfast_case::statement::{AMOUNT_FIELDS, BillLine, CounterKind};
use holdfast_case::{CardFields, Cents, Counter, Fact, FillLine, Pages, StatementLine};
use holdfast_letters::{
    bill_lines, card_fields, counters, pages_from_text, pharmacy_fills, statement_lines,
};
use holdfast_library::Library;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// One line as a case has it: a key for each value.
type Row = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Written before the finder was ever run on anything.
    #[serde(default)]
    blind: bool,
    text: Option<String>,
    letter: Option<String>,
    #[serde(default)]
    lines: Vec<Row>,
    #[serde(default)]
    totals: Vec<Row>,
    #[serde(default)]
    doubts: usize,
    #[serde(default)]
    doubt_says: String,
    /// Of a bill.
    total: Option<String>,
    #[serde(default)]
    counters: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

impl Case {
    /// What is wrong with the doubts.
    fn doubted(&self, doubts: &[String]) -> Option<String> {
        let said = self.doubts == 0 || doubts.iter().any(|d| d.contains(&self.doubt_says));
        (doubts.len() != self.doubts || !said).then(|| format!("doubts: {doubts:?}"))
    }

    fn pages(&self) -> Pages {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("letters");
        let text = match (&self.text, &self.letter) {
            (Some(text), None) => text.clone(),
            (None, Some(letter)) => {
                std::fs::read_to_string(folder.join(format!("{letter}.txt"))).unwrap()
            }
            _ => panic!("{}: either its text or its letter", self.name),
        };
        pages_from_text(&text)
    }
}

fn cases<T: for<'de> Deserialize<'de>>(file: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("cases/tables")
        .join(file);
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn put<T: ToString>(row: &mut Row, key: &str, fact: Option<&Fact<T>>) {
    if let Some(fact) = fact {
        row.insert(key.to_owned(), fact.value.to_string());
    }
}

fn list(row: &mut Row, key: &str, facts: &[Fact<String>]) {
    let all: Vec<&str> = facts.iter().map(|f| f.value.as_str()).collect();
    if !all.is_empty() {
        row.insert(key.to_owned(), all.join(" "));
    }
}

fn row_of(line: &StatementLine) -> Row {
    let mut row = Row::new();
    put(&mut row, "claim", line.claim_number.as_ref());
    put(&mut row, "provider", line.provider.as_ref());
    put(&mut row, "from", line.service_from.as_ref());
    put(&mut row, "to", line.service_to.as_ref());
    put(&mut row, "code", line.code.as_ref());
    put(&mut row, "description", line.description.as_ref());
    put(&mut row, "units", line.units.as_ref());
    for field in AMOUNT_FIELDS {
        put(&mut row, field, line.amount(field));
    }
    list(&mut row, "mods", &line.modifiers);
    list(&mut row, "remarks", &line.remarks);
    row
}

/// Keys that a case may leave out though they are read.
const OPTIONAL: [&str; 4] = ["claim", "provider", "description", "employer"];

/// What differs between the rows wanted and those read, as sentences.
pub fn differences(want: &[Row], got: &[Row]) -> Vec<String> {
    let mut out = Vec::new();
    if want.len() != got.len() {
        out.push(format!("{} rows wanted, {} read", want.len(), got.len()));
    }
    for (n, (want, got)) in want.iter().zip(got).enumerate() {
        for (key, value) in want {
            if got.get(key) != Some(value) {
                out.push(format!(
                    "row {}: {key} wanted {value:?}, read {:?}",
                    n + 1,
                    got.get(key)
                ));
            }
        }
        for (key, value) in got {
            if !want.contains_key(key) && !OPTIONAL.contains(&key.as_str()) {
                out.push(format!("row {}: {key} read {value:?}, none wanted", n + 1));
            }
        }
    }
    out
}

/// Cases that read as wanted; those written blind are counted for themselves.
#[derive(Default)]
struct Tally {
    faults: Vec<String>,
    blind: (usize, usize),
}

impl Tally {
    fn add(&mut self, case: &Case, faults: Vec<String>) {
        self.note(&case.name, case.blind, faults);
    }

    fn note(&mut self, name: &str, blind: bool, faults: Vec<String>) {
        if blind {
            self.blind.1 += 1;
            self.blind.0 += usize::from(faults.is_empty());
        }
        self.faults
            .extend(faults.iter().map(|f| format!("{name}: {f}")));
    }

    fn end(self) {
        println!("blind: {} of {}", self.blind.0, self.blind.1);
        assert!(self.faults.is_empty(), "\n{}", self.faults.join("\n"));
    }
}

#[test]
fn statements_are_read_line_by_line() {
    let file: File = cases("statements.toml");
    let mut tally = Tally::default();
    for case in &file.cases {
        let table = statement_lines(Library::builtin(), &case.pages());
        let got: Vec<Row> = table.lines.iter().map(row_of).collect();
        let totals: Vec<Row> = table.totals.iter().map(row_of).collect();
        let mut faults = differences(&case.lines, &got);
        faults.extend(
            differences(&case.totals, &totals)
                .iter()
                .map(|d| format!("total {d}")),
        );
        faults.extend(case.doubted(&table.doubts));
        tally.add(case, faults);
    }
    tally.end();
}

fn fill_row(line: &FillLine) -> Row {
    let mut row = Row::new();
    put(&mut row, "filled", line.filled.as_ref());
    put(&mut row, "drug", line.drug.as_ref());
    put(&mut row, "strength", line.strength.as_ref());
    put(&mut row, "quantity", line.quantity.as_ref());
    put(&mut row, "supply", line.days_supply.as_ref());
    put(&mut row, "prescriber", line.prescriber.as_ref());
    put(&mut row, "ndc", line.ndc.as_ref());
    put(&mut row, "rx", line.prescription.as_ref());
    put(&mut row, "pharmacy", line.pharmacy.as_ref());
    put(&mut row, "refills", line.refills.as_ref());
    row
}

#[test]
fn print_outs_of_pharmacies_are_read_row_by_row() {
    let file: File = cases("pharmacies.toml");
    let mut tally = Tally::default();
    for case in &file.cases {
        let fills = pharmacy_fills(Library::builtin(), &case.pages());
        let got: Vec<Row> = fills.lines.iter().map(fill_row).collect();
        let mut faults = differences(&case.lines, &got);
        faults.extend(case.doubted(&fills.doubts));
        tally.add(case, faults);
    }
    tally.end();
}

fn bill_row(line: &BillLine) -> Row {
    let mut row = Row::new();
    put(&mut row, "day", line.day.as_ref());
    put(&mut row, "code", line.code.as_ref());
    put(&mut row, "description", line.description.as_ref());
    put(&mut row, "units", line.units.as_ref());
    put(&mut row, "charge", line.charge.as_ref());
    put(&mut row, "paid", line.paid.as_ref());
    put(&mut row, "balance", line.balance.as_ref());
    list(&mut row, "mods", &line.modifiers);
    list(&mut row, "dx", &line.diagnosis);
    row
}

#[test]
fn bills_are_read_line_by_line() {
    let file: File = cases("bills.toml");
    let mut tally = Tally::default();
    for case in &file.cases {
        let bill = bill_lines(Library::builtin(), &case.pages());
        let got: Vec<Row> = bill.lines.iter().map(bill_row).collect();
        let mut faults = differences(&case.lines, &got);
        let total = bill.total.as_ref().map(|t| t.value.to_string());
        if total != case.total {
            faults.push(format!("total: {total:?} wanted {:?}", case.total));
        }
        faults.extend(case.doubted(&bill.doubts));
        tally.add(case, faults);
    }
    tally.end();
}

/// The same pages as a recognizer would give them: each word that holds one of these is hard to read, the others are
/// not; words in `lost` are not there.
fn recognized(text: &str, hard: &[&str], lost: &[&str]) -> Pages {
    let mut pages = pages_from_text(text);
    for page in &mut pages.pages {
        page.source = holdfast_case::PageSource::Ocr;
        page.words.retain(|w| !lost.iter().any(|l| w.text == *l));
        for word in &mut page.words {
            let is_hard = hard.iter().any(|h| word.text.contains(h));
            word.confidence = if is_hard { 0.55 } else { 0.96 };
        }
    }
    pages
}

const SCANNED_BILL: &str = "\
HOLLOW OAK COUNSELING                       Itemized bill
Date        CPT      Description              Units     Charge
05/04/26    90837    Psychotherapy, 60 min    1         181.00
05/11/26    90837    Psychotherapy, 60 min    1         182.00
05/18/26    90837    Psychotherapy, 60 min    1         183.00
Total charges                                           546.00
";

#[test]
fn a_recognized_bill_says_what_was_lost_and_what_was_hard_to_read() {
    let told = |hard: &[&str], lost: &[&str]| {
        let pages = recognized(SCANNED_BILL, hard, lost);
        bill_lines(Library::builtin(), &pages).doubts.join("\n")
    };
    assert_eq!(told(&[], &[]), "");
    // what the printed total confirms is not doubted
    assert_eq!(told(&["182.00"], &[]), "");
    assert_eq!(
        told(&["182.00"], &["546.00"]),
        "No total was found on this bill. The charges that were read add up to 546.00: compare that with the paper.\n\
         Line 2: the charge was hard to read. Compare it with the paper."
    );
    // a charge that is lost takes its line along, and neither passes in silence
    let lost = told(&[], &["183.00", "546.00"]);
    assert!(lost.contains("add up to 363.00"), "{lost}");
    assert!(
        lost.contains("1 row looks like a line and was not read: page 1."),
        "{lost}"
    );
    let less = told(&[], &["183.00"]);
    assert!(
        less.contains("The total printed is 546.00: 183.00 more."),
        "{less}"
    );
}

#[test]
fn a_recognized_print_out_says_what_was_lost_and_what_was_hard_to_read() {
    let text = "\
CORNERSTONE PHARMACY #4471                     Patient Prescription Record

Rx #       Date Filled   Drug                            Qty    Days
6640118    01/14/2024    SERTRALINE HCL 50 MG TABLET     31     28
6640118    02/12/2024    SERTRALINE HCL 50 MG TABLET     32     29
6640118    03/12/2024    SERTRALINE HCL 50 MG TABLET     33     30
";
    let told = |hard: &[&str], lost: &[&str]| {
        let pages = recognized(text, hard, lost);
        pharmacy_fills(Library::builtin(), &pages).doubts
    };
    assert!(told(&[], &[]).is_empty(), "{:?}", told(&[], &[]));
    assert_eq!(
        told(&["29"], &["33"]),
        [
            "Row 3: no count could be read, and most rows have one.",
            "Row 2: the number of days was hard to read. Compare it with the paper.",
        ]
    );
    assert_eq!(
        told(&[], &["02/12/2024"]),
        ["1 row looks like a fill and was not read. Compare with the paper."]
    );
}

fn counter_words(counter: &Counter) -> String {
    let amount = |f: &Option<Fact<Cents>>| f.as_ref().map_or("-".to_owned(), |f| f.value.decimal());
    let kind = match counter.kind {
        CounterKind::Deductible => "deductible",
        CounterKind::OutOfPocket => "out-of-pocket",
    };
    [
        kind.to_owned(),
        counter.whose.clone().unwrap_or("-".to_owned()),
        counter.network.clone().unwrap_or("-".to_owned()),
        amount(&counter.limit),
        amount(&counter.met),
        amount(&counter.left),
    ]
    .join(" ")
}

#[test]
fn yearly_counters_are_read_from_words_and_tables() {
    let file: File = cases("counters.toml");
    let mut tally = Tally::default();
    for case in &file.cases {
        let found = counters(Library::builtin(), &case.pages());
        let got: Vec<String> = found.iter().map(counter_words).collect();
        let faults = if got == case.counters {
            Vec::new()
        } else {
            vec![format!("{got:?} wanted {:?}", case.counters)]
        };
        tally.add(case, faults);
    }
    tally.end();
}

#[derive(Deserialize)]
struct Card {
    name: String,
    #[serde(default)]
    blind: bool,
    text: String,
    #[serde(default)]
    phones: Row,
    #[serde(flatten)]
    fields: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cards {
    #[serde(rename = "case")]
    cases: Vec<Card>,
}

fn card_row(card: &CardFields) -> Row {
    let mut row = Row::new();
    for (key, fact) in [
        ("issuer", &card.issuer),
        ("plan_name", &card.plan_name),
        ("employer", &card.employer),
        ("member_id", &card.member_id),
        ("subscriber", &card.subscriber),
        ("group", &card.group),
        ("rx_bin", &card.rx_bin),
        ("rx_pcn", &card.rx_pcn),
        ("rx_group", &card.rx_group),
        ("payer_id", &card.payer_id),
        ("claims_address", &card.claims_address),
        ("portal", &card.portal),
    ] {
        put(&mut row, key, fact.as_ref());
    }
    put(&mut row, "effective", card.effective.as_ref());
    put(&mut row, "self_funded", card.self_funded.as_ref());
    for counter in &card.limits {
        let key = match counter.kind {
            CounterKind::Deductible => "deductible",
            CounterKind::OutOfPocket => "out_of_pocket",
        };
        let limit = counter.limit.as_ref();
        row.extend(limit.map(|fact| (key.to_owned(), fact.value.decimal())));
    }
    let names: Vec<&str> = card.dependents.iter().map(|d| d.value.as_str()).collect();
    if !names.is_empty() {
        row.insert("dependents".to_owned(), names.join("; "));
    }
    for phone in &card.phones {
        let role = serde_json::to_value(phone.role).unwrap();
        row.insert(
            format!("phone {}", role.as_str().unwrap()),
            phone.number.value.clone(),
        );
    }
    row
}

#[test]
fn cards_are_read_field_by_field() {
    let file: Cards = cases("cards.toml");
    let mut tally = Tally::default();
    for card in &file.cases {
        let got = card_row(&card_fields(
            Library::builtin(),
            &pages_from_text(&card.text),
        ));
        let mut want: Row = card
            .fields
            .iter()
            .map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned()))
            .collect();
        want.extend(
            card.phones
                .iter()
                .map(|(k, v)| (format!("phone {k}"), v.clone())),
        );
        tally.note(&card.name, card.blind, differences(&[want], &[got]));
    }
    tally.end();
}
