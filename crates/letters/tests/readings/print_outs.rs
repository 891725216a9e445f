//! Pharmacies' lists with something wrong in them: no row may vanish, and no figure may be short without a word.

use holdfast_case::{Fact, FillLine, FillTable};
use holdfast_letters::{pages_from_text, pharmacy_fills};
use holdfast_library::Library;

/// Below this a value is marked to be looked at.
const LOOKED_AT: f32 = 0.85;

fn read(text: &str) -> FillTable {
    pharmacy_fills(Library::builtin(), &pages_from_text(text))
}

fn shown<T: ToString>(fact: Option<&Fact<T>>) -> String {
    fact.map_or("-".to_owned(), |f| {
        let mark = if f.confidence < LOOKED_AT { "?" } else { "" };
        format!("{}{mark}", f.value.to_string())
    })
}

/// Day, drug, count and days, each with a `?` where it is to be looked at.
fn words(line: &FillLine) -> String {
    [
        shown(line.filled.as_ref()),
        shown(line.drug.as_ref()),
        shown(line.quantity.as_ref()),
        shown(line.days_supply.as_ref()),
    ]
    .join(" | ")
}

fn rows(table: &FillTable) -> Vec<String> {
    table.lines.iter().map(words).collect()
}

const FAULTY: &str = "\
CORNER PHARMACY Prescription records
Patient Ada B Quill

Date        Drug Name                 Qty   Days Supply   Prescriber
Jan 2020    ESCITALOPRAM 10 MG TABLET 30    30            LOPEZ
02/2020     ESCITALOPRAM 20 MG TABLET 30    30            LOPEZ
02/30/2020  ESCITALOPRAM 20 MG TABLET 30    30            LOPEZ
3/15/20     ESCITALOPRAM 20 MG TABLET 3O    30            LOPEZ
4/15/20     ESCITALOPRAM 20 MG TABLET 30    l4            LOPEZ
5/2/2020    KETAMINE HCL 50MG TROCHE 12     28            LOPEZ
5/3/2020    MIRTAZAPINE 15MG ODT      30    -30           LOPEZ
5/4/2020    DULOXETINE DR 60MG CAP    -30   30            LOPEZ
6/2/2020    LAMOTRIGINE 25 MG TAB     60    3x            LOPEZ
6/9/2020    QUETIAPINE 50MG (REVERSED) 30   30            LOPEZ
";

#[test]
fn a_row_whose_day_is_impossible_or_only_a_month_stays_with_its_day_left_open() {
    let table = read(FAULTY);
    assert_eq!(
        rows(&table)[..3],
        [
            "- | ESCITALOPRAM 10 MG TABLET | 30 | 30",
            "- | ESCITALOPRAM 20 MG TABLET | 30 | 30",
            "- | ESCITALOPRAM 20 MG TABLET | 30 | 30",
        ]
    );
    assert!(
        table.doubts.iter().any(|d| d
            == "Rows 1, 2, 3: we could not read a full day ('Jan 2020', '02/2020', '02/30/2020'). \
                Look at the paper and type the day, or leave the row out."),
        "{:?}",
        table.doubts
    );
}

#[test]
fn a_figure_with_a_letter_or_a_minus_is_marked_and_never_short() {
    let table = read(FAULTY);
    assert_eq!(
        rows(&table)[3..9],
        [
            "2020-03-15 | ESCITALOPRAM 20 MG TABLET | 30? | 30",
            "2020-04-15 | ESCITALOPRAM 20 MG TABLET | 30 | 14?",
            "2020-05-02 | KETAMINE HCL 50MG TROCHE | 12 | 28",
            "2020-05-03 | MIRTAZAPINE 15MG ODT | 30 | 30?",
            "2020-05-04 | DULOXETINE DR 60MG CAP | 30? | 30",
            // what cannot be read at all marks its row
            "2020-06-02 | LAMOTRIGINE 25 MG TAB? | 60 | -",
        ]
    );
    for said in [
        "Rows 4, 8: the count is not a plain figure ('3O', '-30'). Compare it with the paper.",
        "Rows 5, 7, 9: the number of days is not a plain figure ('l4', '-30', '3x'). Compare it with the paper.",
    ] {
        assert!(table.doubts.iter().any(|d| d == said), "{:?}", table.doubts);
    }
}

#[test]
fn units_behind_a_count_are_no_letters_among_its_figures() {
    let table = read(
        "\
Date        Drug Name                   Qty        Days   Prescriber
5/3/2020    MIRTAZAPINE 15MG ODT        30.000EA   30     LOPEZ
5/4/2020    MIRTAZAPINE 15MG ODT        #30        30D    LOPEZ
5/5/2020    MIRTAZAPINE 15MG ODT        30 TABS    30     LOPEZ
",
    );
    assert!(
        rows(&table).iter().all(|r| r.ends_with("| 30 | 30")),
        "{:?}",
        rows(&table)
    );
    assert!(table.doubts.is_empty(), "{:?}", table.doubts);
}

#[test]
fn a_fill_that_was_taken_back_is_marked_and_said() {
    let table = read(FAULTY);
    assert_eq!(
        words(&table.lines[9]),
        "2020-06-09 | QUETIAPINE 50MG (REVERSED)? | 30 | 30"
    );
    assert!(
        table.doubts.iter().any(|d| d
            == "Row 10: the paper says 'reversed'. This fill may have been taken back. \
                Leave the row out unless you got the medicine."),
        "{:?}",
        table.doubts
    );
    // in a column of its own, and in other words
    let table = read(
        "\
Date        Drug Name                 Qty   Days   Status
5/3/2020    MIRTAZAPINE 15MG ODT      30    30     Sold
6/3/2020    MIRTAZAPINE 15MG ODT      30    30     Returned to stock
7/3/2020    MIRTAZAPINE 15MG ODT      30    30     Not picked up
",
    );
    let marked: Vec<bool> = rows(&table).iter().map(|r| r.contains('?')).collect();
    assert_eq!(marked, [false, true, true], "{:?}", rows(&table));
}

#[test]
fn two_fills_of_one_drug_on_one_day_are_said() {
    let table = read(
        "\
Date        Drug Name                 Qty   Days   Prescriber
5/2/2020    MIRTAZAPINE 15MG ODT      30    30     LOPEZ
5/2/2020    MIRTAZAPINE 15MG ODT      30    30     LOPEZ
5/2/2020    SERTRALINE 50MG TAB       30    30     LOPEZ
5/2/2020    SERTRALINE 100MG TAB      30    30     LOPEZ
",
    );
    assert_eq!(
        table.doubts,
        [
            "Two fills of MIRTAZAPINE 15MG ODT on the same day: look whether one was taken back. \
             They are rows 1, 2."
        ]
    );
}

#[test]
fn a_block_of_labels_whose_day_is_only_a_month_stays_too() {
    let table = read(
        "\
Rx Number: 100200
Drug Name: SERTRALINE HCL 50 MG TABLET
Date Filled: 03/2024
Quantity: 3O
Days Supply: 30

Rx Number: 100201
Drug Name: BUPROPION XL 150 MG TABLET
Date Filled: 04/02/2024
Quantity: 30
Days Supply: 30
",
    );
    assert_eq!(
        rows(&table),
        [
            "- | SERTRALINE HCL 50 MG TABLET | 30? | 30",
            "2024-04-02 | BUPROPION XL 150 MG TABLET | 30 | 30",
        ]
    );
    assert_eq!(table.doubts.len(), 2, "{:?}", table.doubts);
}

const COMMAS: &str = "\
Fill Date,Rx #,Drug,Strength,Qty,Days,Prescriber,Copay
03/15/2019,700123,SERTRALINE HCL 100MG TAB,100 mg,30,30,DR A LOPEZ,$4.00
04/14/2019,700123,\"VENLAFAXINE ER, 75 MG CAP\",75 mg,60,30,\"LOPEZ, A\",$4.00
02/30/2021,700999,BUPROPION XL 300 MG TAB,300 mg,30,30,DR B KIM,$5.00
04/15/2021,700999,BUPROPION XL 300 MG TAB,,30,3O,DR B KIM,\"$1,005.00\"
,701000,ARIPIPRAZOLE 5MG TAB,5 mg,30,30,DR B KIM,$2.00";

#[test]
fn a_table_of_commas_is_read_like_a_printed_one() {
    for sign in [",", ";", "|"] {
        let text = match sign {
            "," => COMMAS.to_owned(),
            other => COMMAS
                .replace(", 75", "~ 75")
                .replace(", A", "~ A")
                .replace("$1,005", "$1~005")
                .replace(',', other)
                .replace('~', ","),
        };
        let table = read(&text);
        assert_eq!(
            rows(&table),
            [
                "2019-03-15 | SERTRALINE HCL 100MG TAB | 30 | 30",
                "2019-04-14 | VENLAFAXINE ER, 75 MG CAP | 60 | 30",
                "- | BUPROPION XL 300 MG TAB | 30 | 30",
                "2021-04-15 | BUPROPION XL 300 MG TAB | 30 | 30?",
                "- | ARIPIPRAZOLE 5MG TAB | 30 | 30",
            ],
            "{sign}: {:?}",
            table.doubts
        );
        let second = &table.lines[1];
        assert_eq!(second.prescriber.as_ref().unwrap().value, "LOPEZ, A");
        assert_eq!(second.strength.as_ref().unwrap().value, "75 mg");
        assert_eq!(table.lines[3].strength.as_ref().unwrap().value, "300 MG");
        assert_eq!(
            table.lines[0].prescription.as_ref().unwrap().value,
            "700123"
        );
        assert!(
            table.doubts.iter().any(|d| d.contains("'02/30/2021'")),
            "{:?}",
            table.doubts
        );
        // the place is that of the piece, not of the whole line
        let place = table.lines[0].quantity.as_ref().unwrap().place.unwrap();
        assert!(
            place.bbox.width() < 20.0 && place.bbox.x0 > 200.0,
            "{place:?}"
        );
    }
}

#[test]
fn a_table_of_tabs_is_read_like_a_printed_one() {
    let text = "\
Fill Date\tRx #\tDrug\tQty\tDays\tPrescriber
03/15/2019\t700123\tSERTRALINE HCL 100MG TAB\t30\t30\tDR A LOPEZ
06/20/2020\t700456\tVENLAFAXINE ER 75 MG CAP\t60\t30\tDR A LOPEZ
04/15/2021\t70099\tBUPROPION XL 300 MG TAB\t30\t\tKIM
05/02/2021\t701000\tARIPIPRAZOLE 5MG TABLET\t3O\t30\tDR B KIM
";
    let table = read(text);
    assert_eq!(
        rows(&table),
        [
            "2019-03-15 | SERTRALINE HCL 100MG TAB | 30 | 30",
            "2020-06-20 | VENLAFAXINE ER 75 MG CAP | 60 | 30",
            "2021-04-15 | BUPROPION XL 300 MG TAB | 30 | -",
            "2021-05-02 | ARIPIPRAZOLE 5MG TABLET | 30? | 30",
        ],
        "{:?}",
        table.doubts
    );
    assert_eq!(table.lines[2].prescriber.as_ref().unwrap().value, "KIM");
}

#[test]
fn another_day_of_a_table_of_commas_is_not_that_of_the_fill() {
    let table = read(
        "\
Patient,Date of Birth,Date Written,Date Filled,Medication,Quantity,Days Supply
Ada Quill,04/02/1985,03/01/2024,03/04/2024,Sertraline 50 mg tablet,30,30
",
    );
    assert_eq!(
        rows(&table),
        ["2024-03-04 | Sertraline 50 mg tablet | 30 | 30"]
    );
}
