//! Statements, bills, print-outs of pharmacies and cards as pictures: what is read of them is what stands there, or a
//! doubt is said.

#![allow(clippy::unwrap_used)]

use holdfast_case::{BillTable, Pages, StatementTable};
use holdfast_letters::{bill_lines, card_fields, pages_from_text, pharmacy_fills, statement_lines};
use holdfast_library::Library;
use holdfast_reader::{CancelToken, ReadRequest, Reader};
use holdfast_tests::paper::statements::{Statement, statement};
use holdfast_tests::paper::{Form, Letter, Sheet, make};

fn read(sheets: &[Sheet]) -> Pages {
    let pages = sheets.iter().flat_map(|sheet| read_whole(sheet).pages);
    Pages {
        pages: pages.collect(),
        doubts: Vec::new(),
    }
}

fn read_whole(sheet: &Sheet) -> Pages {
    let request = ReadRequest {
        file_name: Some(sheet.file_name.clone()),
        ..ReadRequest::default()
    };
    let reader = Reader::locate().unwrap();
    let seen = reader.read(&sheet.bytes, &request, &mut |_| {}, &CancelToken::new());
    seen.unwrap().pages
}

fn letter(name: &str, text: &str) -> Letter {
    Letter {
        name: name.to_owned(),
        text: text.to_owned(),
        labels: "layout = \"table\"".to_owned(),
    }
}

fn scanned(name: &str, text: &str, form: Form) -> Pages {
    read(&make(&letter(name, text), form).unwrap())
}

fn read_statement(made: &Statement, form: Form) -> StatementTable {
    statement_lines(Library::builtin(), &read(&made.make(form).unwrap()))
}

/// True where every line has its day, code, charge and share.
fn is_right(made: &Statement, read: &StatementTable) -> bool {
    let same = made.lines.iter().zip(&read.lines).all(|(want, got)| {
        let printed = |field: &str| want.amounts.iter().find(|a| a.0 == field).map(|a| a.1);
        let amount = |field: &str| got.amount(field).map(|f| f.value.0);
        got.service_from
            .as_ref()
            .is_some_and(|d| d.value == want.day)
            && got.code.as_ref().is_some_and(|c| c.value == want.code)
            && ["billed", "paid", "patient_owes"]
                .iter()
                .all(|f| amount(f) == printed(f))
    });
    same && made.lines.len() == read.lines.len()
}

#[test]
fn a_clean_scan_of_thirty_lines_is_read_line_by_line() {
    for number in [0, 3, 4] {
        let made = statement(number, 30);
        let table = read_statement(&made, Form::CleanScan);
        assert!(
            is_right(&made, &table),
            "{}: {:?}",
            made.layout,
            table.doubts
        );
    }
}

#[test]
fn a_picture_that_is_misread_is_doubted() {
    for (number, form) in [(0, Form::Phone), (2, Form::Phone), (1, Form::CleanScan)] {
        let made = statement(number, 30);
        let table = read_statement(&made, form);
        assert!(
            is_right(&made, &table) || !table.doubts.is_empty(),
            "{} in silence",
            made.layout
        );
    }
}

#[test]
fn a_clean_scan_of_a_bill_says_what_its_text_says() {
    let text = include_str!("../fixtures/scanned-bill.txt");
    let told = |pages: &Pages| {
        let bill = bill_lines(Library::builtin(), pages);
        let lines: Vec<_> = bill
            .lines
            .iter()
            .map(|l| {
                (
                    l.day.as_ref().unwrap().value,
                    l.code.as_ref().unwrap().value.clone(),
                    l.charge.as_ref().unwrap().value,
                )
            })
            .collect();
        (lines, bill.total.map(|t| t.value), bill.doubts)
    };
    let scan = told(&scanned("bill", text, Form::CleanScan));
    assert_eq!(scan, told(&pages_from_text(text)));
    assert_eq!(scan.0.len(), 12);
}

#[test]
fn a_photo_of_a_bill_is_read_as_it_stands_or_says_what_to_compare() {
    let text = include_str!("../fixtures/scanned-bill.txt");
    let wanted = bill_lines(Library::builtin(), &pages_from_text(text));
    for form in [Form::Phone, Form::PoorScan] {
        let bill = bill_lines(Library::builtin(), &scanned("bill", text, form));
        let charges = |table: &BillTable| -> Vec<_> {
            let charges = table.lines.iter().map(|l| l.charge.as_ref());
            charges.map(|c| c.map(|c| c.value)).collect()
        };
        let said = bill.doubts.join("\n");
        let total = bill.total.as_ref().map(|t| t.value);
        let same = charges(&bill) == charges(&wanted);
        assert!(same || !said.is_empty(), "{} in silence", form.name());
        match total {
            None => assert!(said.contains("No total was found"), "{said}"),
            Some(_) => assert!(same || said.contains("add up to"), "{said}"),
        }
    }
}

#[test]
fn a_print_out_of_a_pharmacy_is_read_from_a_scan_and_from_a_photo_without_a_wrong_count() {
    let text = include_str!("../fixtures/scanned-fills.txt");
    let told = |pages: &Pages| {
        pharmacy_fills(Library::builtin(), pages)
            .lines
            .into_iter()
            .map(|f| {
                (
                    f.filled.map(|d| d.value),
                    f.drug.map(|d| d.value),
                    f.quantity.map(|q| q.value),
                    f.days_supply.map(|d| d.value),
                )
            })
            .collect::<Vec<_>>()
    };
    let wanted = told(&pages_from_text(text));
    assert_eq!(wanted.len(), 30);
    assert_eq!(told(&scanned("fills", text, Form::CleanScan)), wanted);
    // In a photo some counts are not read; none is read that is not there.
    let photo = told(&scanned("fills", text, Form::Phone));
    assert_eq!(photo.len(), wanted.len());
    for (got, want) in photo.iter().zip(&wanted) {
        assert_eq!((got.0, &got.1), (want.0, &want.1));
        assert!(got.2.is_none() || got.2 == want.2, "{got:?}");
        assert!(got.3.is_none() || got.3 == want.3, "{got:?}");
    }
}

#[test]
fn a_card_keeps_its_numbers_in_a_scan_and_in_a_photo_at_a_slant() {
    let text = include_str!("../fixtures/scanned-card.txt");
    let told = |pages: &Pages| {
        let card = card_fields(Library::builtin(), pages);
        let numbers = [
            card.member_id,
            card.group,
            card.payer_id,
            card.rx_bin,
            card.rx_pcn,
            card.rx_group,
            card.subscriber,
        ]
        .map(|fact| fact.map(|f| f.value));
        let phones: Vec<_> = card
            .phones
            .into_iter()
            .map(|p| (p.role, p.number.value))
            .collect();
        (numbers, phones)
    };
    let wanted = told(&pages_from_text(text));
    assert!(wanted.0.iter().all(Option::is_some), "{wanted:?}");
    for form in [Form::CleanScan, Form::Phone] {
        assert_eq!(
            told(&scanned("card", text, form)),
            wanted,
            "{}",
            form.name()
        );
    }
}

#[test]
fn a_picture_without_a_word_says_how_to_take_it_again() {
    let dark = image::GrayImage::from_pixel(900, 600, image::Luma([120]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    dark.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    let card = Sheet {
        file_name: "card.jpg".to_owned(),
        bytes: bytes.into_inner(),
    };
    let said = read_whole(&card).doubts.join(" ");
    assert!(
        said.contains("Take it again from straight above, in good light"),
        "{said}"
    );
}
