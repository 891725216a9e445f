//! The letter that asks for records, read back from its PDF.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use holdfast_packet::{PacketError, RecordsRequestLetter, RecordsRule, records_request};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn letter<'a>(wanted: &'a [&'a str], by_email: &'a str) -> RecordsRequestLetter<'a> {
    RecordsRequestLetter {
        patient: "Nora Hale",
        address: "12 Tidewater Lane\nBangor, ME 04401",
        holder: "Elk Meadow #Pharmacy",
        holder_address: "Attn: $records$\n4 Mill Road",
        span: "from 2022 to today",
        wanted,
        by_email,
        written_on: day("2026-11-02"),
        by: day("2026-12-02"),
        rule: RecordsRule {
            citation: "45 CFR 164.524(b)(2)",
            days: 30,
            source_url: "https://www.ecfr.gov/current/title-45/section-164.524",
            checked: day("2026-11-23"),
        },
    }
}

/// The words of a PDF with every run of blanks as one.
fn text_of(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("pdftotext (package poppler-utils): {error}"));
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_letter_names_what_is_asked_by_when_and_under_which_law() {
    let wanted = ["Pharmacy print-out", "Infusion records"];
    let text = text_of(&records_request(&letter(&wanted, "")).unwrap());
    for said in [
        "Nora Hale",
        "November 2, 2026",
        "Pharmacy print-out",
        "Infusion records",
        "45 CFR 164.524.",
        "45 CFR 164.524(b)(2)",
        "December 2, 2026",
        "from 2022 to today",
        "30 days from the day",
        "on paper",
    ] {
        assert!(
            text.contains(said),
            "{said:?} is not in the letter:\n{text}"
        );
    }
}

#[test]
fn signs_of_the_typesetter_stay_text() {
    let wanted = ["#strong[notes] $x^2$ *all* _of_ them"];
    let text = text_of(&records_request(&letter(&wanted, "nora@mail.example")).unwrap());
    for said in [
        "#strong[notes] $x^2$ *all* _of_ them",
        "Elk Meadow #Pharmacy",
        "Attn: $records$",
        "nora@mail.example",
    ] {
        assert!(
            text.contains(said),
            "{said:?} is not in the letter:\n{text}"
        );
    }
}

#[test]
fn the_same_letter_gives_the_same_bytes_and_a_letter_that_asks_nothing_is_none() {
    let wanted = ["Pharmacy print-out"];
    let one = records_request(&letter(&wanted, "")).unwrap();
    assert_eq!(one, records_request(&letter(&wanted, "")).unwrap());
    assert!(matches!(
        records_request(&letter(&[], "")),
        Err(PacketError::NothingAsked)
    ));
}
