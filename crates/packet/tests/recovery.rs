//! The recovery sheet, read back from its PDF.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use holdfast_packet::{PacketError, RecoverySheet, recovery_sheet};

const WORDS: [&str; 24] = [
    "abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd",
    "abuse", "access", "accident", "account", "accuse", "achieve", "acid", "acoustic", "acquire",
    "across", "act", "action", "actor", "actress", "zoo",
];
const IDENTITY: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

fn sheet<'a>(words: &'a [&'a str], vault_path: &'a str) -> RecoverySheet<'a> {
    RecoverySheet {
        words,
        identity_line: IDENTITY,
        vault_path,
        vault_id: "0199e1c2-7d1f-7a33-9c54-1f2a3b4c5d6e",
        made_on: NaiveDate::from_ymd_opt(2026, 11, 9).unwrap(),
    }
}

/// Hands `pdf` to a poppler program on standard input and gives its standard output.
fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> Vec<u8> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} (package poppler-utils): {error}"));
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{program} could not read the sheet"
    );
    output.stdout
}

/// The sheet's text with every run of blanks as one.
fn text_of(pdf: &[u8]) -> String {
    let text = String::from_utf8(poppler("pdftotext", &["-layout", "-", "-"], pdf)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_word_stands_beside_its_number() {
    let pdf = recovery_sheet(&sheet(&WORDS, "/home/nora/.local/share/holdfast/vault")).unwrap();
    let text = text_of(&pdf);
    for (at, word) in WORDS.iter().enumerate() {
        let numbered = format!("{} {word}", at + 1);
        assert!(
            text.contains(&numbered),
            "{numbered:?} is not on the sheet:\n{text}"
        );
    }
}

#[test]
fn the_sheet_says_where_the_vault_is_and_when_it_was_made() {
    let pdf = recovery_sheet(&sheet(&WORDS, "/home/nora/.local/share/holdfast/vault")).unwrap();
    let text = text_of(&pdf).replace('\u{200b}', "");
    assert!(
        text.contains("/home/nora/.local/share/holdfast/vault"),
        "{text}"
    );
    assert!(
        text.contains("0199e1c2-7d1f-7a33-9c54-1f2a3b4c5d6e"),
        "{text}"
    );
    assert!(text.contains("November 9, 2026"), "{text}");
    assert!(
        text.contains("They are not one"),
        "it must say that the words are no wallet:\n{text}"
    );
    assert!(
        text.contains("The key line below stays good even then"),
        "it must say what an old sheet still opens:\n{text}"
    );
}

#[test]
fn the_identity_line_is_whole_in_print_and_in_the_qr_code() {
    let pdf = recovery_sheet(&sheet(&WORDS, "/vault")).unwrap();
    let printed: String = text_of(&pdf).split(' ').collect();
    assert!(
        printed.contains(IDENTITY) || halves_stand(&printed),
        "{printed}"
    );

    let png = poppler("pdftoppm", &["-r", "200", "-gray", "-png", "-"], &pdf);
    let picture = image::load_from_memory(&png).unwrap().to_luma8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        picture.get_pixel(x as u32, y as u32)[0]
    });
    let codes = seen.detect_grids();
    assert_eq!(codes.len(), 1, "there is one QR code on the sheet");
    assert_eq!(codes[0].decode().unwrap().1, IDENTITY);
}

/// The line is printed in two parts, one below the other; other words may come between them in reading order.
fn halves_stand(printed: &str) -> bool {
    let (first, second) = IDENTITY.split_at(40);
    printed.contains(first) && printed.contains(second)
}

#[test]
fn it_is_one_page_even_with_a_very_long_folder_name() {
    let long = format!("/home/nora/{}", "a-folder-within/".repeat(30));
    for path in ["/v", long.as_str()] {
        let pdf = recovery_sheet(&sheet(&WORDS, path)).unwrap();
        let pages = hayro_syntax::Pdf::new(pdf).unwrap().pages().len();
        assert_eq!(
            pages,
            1,
            "a sheet of two pages gets separated: path of {} signs",
            path.len()
        );
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let one = recovery_sheet(&sheet(&WORDS, "/vault")).unwrap();
    let two = recovery_sheet(&sheet(&WORDS, "/vault")).unwrap();
    assert!(one == two, "two sheets from the same data differ");
}

#[test]
fn what_a_person_wrote_stays_text_whatever_signs_it_holds() {
    let path = "/home/#eval(\"1+1\")/*_$x$ <a> [b] \"c\" \\d #panic()";
    let text = text_of(&recovery_sheet(&sheet(&WORDS, path)).unwrap()).replace('\u{200b}', "");
    for part in ["#eval(", "#panic()", "$x$", "<a>", "[b]"] {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
}

#[test]
fn names_with_accents_are_kept() {
    let text = text_of(&recovery_sheet(&sheet(&WORDS, "/home/Zoë Nguyễn Đặng/Ängste")).unwrap());
    let text = text.replace('\u{200b}', "");
    assert!(
        text.contains("Zoë Nguyễn Đặng") && text.contains("Ängste"),
        "{text}"
    );
}

#[test]
fn a_code_of_another_length_is_refused() {
    for count in [0, 12, 23] {
        let error = recovery_sheet(&sheet(&WORDS[..count], "/vault")).unwrap_err();
        assert!(
            matches!(error, PacketError::WordCount(n) if n == count),
            "{error}"
        );
    }
}

#[test]
fn errors_say_nothing_of_the_sheet() {
    let long = "A".repeat(5_000);
    let sheet = RecoverySheet {
        identity_line: &long,
        ..sheet(&WORDS, "/vault")
    };
    let error = recovery_sheet(&sheet).unwrap_err();
    assert!(matches!(error, PacketError::Qr), "{error}");
    assert!(!format!("{error} {error:?}").contains("AAAA"));
}
