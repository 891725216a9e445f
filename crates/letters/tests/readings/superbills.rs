//! Superbills that print once, over their table, what holds for all lines.

use holdfast_case::{BillTable, Fact};
use holdfast_letters::{bill_lines, pages_from_text, read};
use holdfast_library::Library;

const SUPERBILL: &str = "\
Riverside Infusion Clinic     NPI 1234567893    Tax ID 31-1234567
5 River Rd, Columbus OH 43215    (614) 555-0100
SUPERBILL
Patient: Jordan P Hale    DOB 04/02/1985
Insurance: Larkmoor Health Member ID LKM 4471 0099 21
Rendering provider: Dana Cole MD NPI 1932102084

Diagnosis: F33.2 Major depressive disorder, recurrent severe
Place of service: 11

Date        Code    Modifier   Description                       Units   Charge
10/01/2026 96365               IV infusion, first hour           1       450.00
10/01/2026 96366               IV infusion, each additional hour 1       120.00
10/01/2026 J3490               Unclassified drug (ketamine 50mg) 1       150.00
10/01/2026 99214    25         Office visit, established         1       300.00
Total charges                                                            1,020.00
Amount paid by patient                                                   0.00
Balance due                                                              1,020.00
";

fn bill(text: &str) -> BillTable {
    bill_lines(Library::builtin(), &pages_from_text(text))
}

fn value(fact: &Option<Fact<String>>) -> &str {
    fact.as_ref().map_or("-", |f| f.value.as_str())
}

/// Place, clinic, its number, clinician, that number, tax number.
fn head(bill: &BillTable) -> [&str; 6] {
    [
        value(&bill.place),
        value(&bill.clinic),
        value(&bill.clinic_npi),
        value(&bill.provider),
        value(&bill.provider_npi),
        value(&bill.tax_number),
    ]
}

fn codes(facts: &[Fact<String>]) -> Vec<&str> {
    facts.iter().map(|f| f.value.as_str()).collect()
}

#[test]
fn what_stands_over_the_table_holds_for_all_lines() {
    let bill = bill(SUPERBILL);
    assert_eq!(bill.lines.len(), 4);
    for line in &bill.lines {
        assert_eq!(codes(&line.diagnosis), ["F33.2"]);
    }
    // codes that stand one blank behind their day, one sign beside their heading
    let services: Vec<&str> = bill.lines.iter().map(|l| value(&l.code)).collect();
    assert_eq!(services, ["96365", "96366", "J3490", "99214"]);
    assert_eq!(codes(&bill.diagnoses), ["F33.2"]);
    assert_eq!(
        head(&bill),
        [
            "11",
            "Riverside Infusion Clinic",
            "1234567893",
            "Dana Cole MD",
            "1932102084",
            "31-1234567"
        ]
    );
    assert!(bill.doubts.is_empty(), "{:?}", bill.doubts);
}

#[test]
fn lines_with_diagnoses_of_their_own_keep_them_and_lists_go_on_below_their_label() {
    let bill = bill(
        "\
Otter Creek Counseling
Clinician: Liv Abara, LCSW
NPI: 1234567893
Diagnoses:
A. F33.2  Major depressive disorder
B. F41.1  Generalized anxiety disorder

Date         POS   CPT     DX     Units    Charge
06/03/2026   10    90837   A,B    1        $240.00
06/10/2026   10    90837   A      1        $240.00
Total charges                              $480.00
",
    );
    assert_eq!(codes(&bill.diagnoses), ["F33.2", "F41.1"]);
    let own: Vec<_> = bill.lines.iter().map(|l| codes(&l.diagnosis)).collect();
    assert_eq!(own, [vec!["A", "B"], vec!["A"]]);
    assert_eq!(
        head(&bill),
        [
            "10",
            "Otter Creek Counseling",
            "-",
            "Liv Abara, LCSW",
            "1234567893",
            "-"
        ]
    );
}

#[test]
fn a_provider_number_whose_figures_do_not_check_is_not_sure() {
    let bill = bill(&SUPERBILL.replace("1234567893", "1234567839"));
    assert!(bill.clinic_npi.unwrap().confidence < 0.85);
    assert!(bill.provider_npi.is_some());
}

#[test]
fn the_date_of_a_statement_is_no_day_of_service() {
    let text = "\
Riverside Infusion Clinic
Statement   November 24, 2026
Patient: Jordan P Hale    Account 5512
Date        Description             Charges    Insurance paid   Adjustments   Balance
10/01/2026 96365 infusion           1,020.00   200.76           244.05        575.19
Amount due: $575.19
";
    let reading = read(Library::builtin(), &pages_from_text(text));
    let notice = reading.claim.date_of_notice.map(|f| f.value.to_string());
    assert_eq!(notice.as_deref(), Some("2026-11-24"));
    let days: Vec<String> = reading
        .claim
        .dates_of_service
        .iter()
        .map(|f| f.value.to_string())
        .collect();
    assert_eq!(days, ["2026-10-01"]);
    // the code one blank behind its day
    let bill = bill(text);
    assert_eq!(value(&bill.lines[0].code), "96365");
}
