//! A text as it was written, set on sheets of a typewriter, for texts with letters that the plain type of viewers lacks.

use crate::PacketError;
use crate::world::{Typesetter, type_has};
use chrono::NaiveDate;
use serde::Serialize;

/// Words that stand side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WrittenRun {
    /// Where they begin, in points from the left edge.
    pub x: f32,
    /// Where their base line is, in points from the upper edge.
    pub y: f32,
    /// The words.
    pub text: String,
}

/// A sheet of a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WrittenSheet {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Its words.
    pub runs: Vec<WrittenRun>,
}

#[derive(Serialize)]
struct Data<'a> {
    sheets: &'a [WrittenSheet],
}

/// Sets the sheets as a PDF, one page each. The same text gives the same bytes. For a sign that no font has a box stands;
/// see [`type_lacks`]. Errors: [`PacketError::Typeset`].
pub fn written_sheets(sheets: &[WrittenSheet], today: NaiveDate) -> Result<Vec<u8>, PacketError> {
    let data = serde_json::to_string(&Data { sheets }).map_err(PacketError::Data)?;
    let template = include_str!("sheets/written.typ");
    Ok(Typesetter::built_in()
        .set_exactly(template, data, today)?
        .pdf)
}

/// True where no built-in font has some letter of a text: a box stands for it where it is set.
pub fn type_lacks(text: &str) -> bool {
    let seen = |sign: &char| !sign.is_whitespace() && !sign.is_control() && !is_unseen(*sign);
    text.chars().filter(seen).any(|sign| !type_has(sign))
}

/// Signs that join or part others and are never drawn themselves.
fn is_unseen(sign: char) -> bool {
    matches!(u32::from(sign), 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x2064 | 0x2066..=0x2069 | 0xfe00..=0xfe0f | 0xfeff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_vietnamese_greek_and_cyrillic_are_there_and_those_of_chinese_and_khmer_are_not()
     {
        for text in [
            "Nguyễn Thị Hồng Đào",
            "Ελένη",
            "Юлия",
            "Jörg O’Neil — “a” • ☐",
            "Nguyê\u{303}n",
        ] {
            assert!(!type_lacks(text), "{text}");
        }
        for text in ["李小龙", "ខ្មែរ", "한국"] {
            assert!(type_lacks(text), "{text}");
        }
    }

    #[test]
    fn a_text_is_set_with_a_page_for_each_sheet_and_always_the_same() {
        let run = |y: f32, text: &str| WrittenRun {
            x: 36.0,
            y,
            text: text.to_owned(),
        };
        let sheet = |runs: Vec<WrittenRun>| WrittenSheet {
            width: 612.0,
            height: 792.0,
            runs,
        };
        let sheets = [
            sheet(vec![
                run(45.0, "Nguyễn Thị Hồng"),
                run(57.0, "#let x = 1 \\ *李*"),
            ]),
            sheet(Vec::new()),
        ];
        let day = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        let pdf = written_sheets(&sheets, day).unwrap();
        assert_eq!(pdf, written_sheets(&sheets, day).unwrap());
        let text = String::from_utf8_lossy(&pdf);
        let pages = text.matches("/Type /Page").count() - text.matches("/Type /Pages").count();
        assert!(text.contains("/Count 2") || pages == 2, "{pages}");
    }
}
