//! A form that came along with a letter, still empty. Its labels ("Date of denial", "Service denied") read like a
//! decision, and it is none: nobody has said anything in it yet.

use holdfast_case::form::{BoxKind, Form, FormBox};
use holdfast_case::reading::NoticeKind;
use holdfast_case::{Fact, Pages, Reading};

/// Lines at the head of a paper in which it says what it is.
const HEAD: usize = 14;
/// Fewer boxes make no form.
const FEWEST: usize = 3;
/// A longer line is a sentence, and no title.
const LONGEST_TITLE: usize = 80;

/// How a form begins that does not call itself one.
const BEGINS: [&str; 8] = [
    "request for",
    "application for",
    "appointment of",
    "authorization for",
    "authorization to",
    "member appeal",
    "appeal request",
    "questionnaire",
];

/// What a paper calls itself, where its head is that of a form and nobody is greeted in it. Its words alone do not make
/// it one: see [`is_blank`].
pub fn title_of_form(pages: &Pages) -> Option<String> {
    let first = pages.pages.first()?.text();
    let lines = || first.lines().map(str::trim).filter(|line| !line.is_empty());
    if lines().any(|line| line.to_lowercase().starts_with("dear ")) {
        return None;
    }
    let head = || lines().take(HEAD);
    let says_what_was_decided = |line: &str| {
        let low = line.to_lowercase();
        low.contains("notice of ") || low.contains("explanation of benefits")
    };
    if head().any(says_what_was_decided) {
        return None;
    }
    head().find(|line| is_title(line)).map(shown)
}

fn is_title(line: &str) -> bool {
    let low = line.to_lowercase();
    let has_form = low
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word == "form");
    let is_short = line.chars().count() <= LONGEST_TITLE && !line.ends_with(['.', ':', '?']);
    let of_an_office = low.starts_with("form ") || low.contains("form cms");
    is_short && !of_an_office && (has_form || BEGINS.iter().any(|begin| low.starts_with(begin)))
}

/// A title that shouts is made quiet.
fn shown(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().any(char::is_lowercase) {
        return line;
    }
    let low = line.to_lowercase();
    let mut signs = low.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(signs).collect()
    })
}

/// True where there are boxes to fill in from its first page on, and most of them are empty: an office that types its
/// decision into the boxes of a template leaves them full.
pub fn is_blank(form: &Form) -> bool {
    let mine = |one: &&FormBox| one.kind != BoxKind::Signature && !one.read_only;
    let boxes: Vec<&FormBox> = form.boxes.iter().filter(mine).collect();
    let on_first = boxes
        .iter()
        .any(|one| one.places.iter().any(|place| place.page == 1));
    let for_words: Vec<&&FormBox> = boxes
        .iter()
        .filter(|one| matches!(one.kind, BoxKind::Text { .. }))
        .collect();
    let empty = for_words.iter().filter(|one| one.is_empty()).count();
    boxes.len() >= FEWEST && on_first && empty >= 2 && empty * 3 >= for_words.len() * 2
}

/// The reading of an empty form: it decides nothing, sets no day and names no reason.
pub fn as_form(reading: Reading, title: &str) -> Reading {
    Reading {
        kind: Some(Fact {
            value: NoticeKind::Records,
            confidence: 0.97,
            quote: title.to_owned(),
            place: None,
            why: "a form with boxes that nobody has filled in".to_owned(),
        }),
        doubts: reading.doubts,
        ..Reading::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages_from_text;
    use holdfast_case::form::BoxPlace;
    use holdfast_case::pages::BBox;

    #[test]
    fn a_form_says_so_at_its_head_and_greets_nobody() {
        for (text, title) in [
            (
                "Elm Health\nMember appeal form\nMember name\nDate of denial letter",
                Some("Member appeal form"),
            ),
            ("APPEAL REQUEST FORM\nName", Some("Appeal request form")),
            (
                "Request for Redetermination of a Drug Denial\nName",
                Some("Request for Redetermination of a Drug Denial"),
            ),
            ("NOTICE OF DENIAL\nForm CMS-10003\nName", None),
            (
                "Elm Health\nDear Ms. Vance:\nYour appeal form is enclosed",
                None,
            ),
            (
                "Elm Health\nWe have denied your request.\nYou may use the enclosed form.",
                None,
            ),
        ] {
            assert_eq!(
                title_of_form(&pages_from_text(text)).as_deref(),
                title,
                "{text}"
            );
        }
    }

    #[test]
    fn boxes_from_the_first_page_on_most_of_them_empty() {
        let one = |page: u32, value: &str| FormBox {
            name: String::new(),
            kind: BoxKind::Text {
                lines: false,
                most: None,
                comb: false,
            },
            places: vec![BoxPlace {
                page,
                area: BBox {
                    x0: 0.0,
                    y0: 0.0,
                    x1: 1.0,
                    y1: 1.0,
                },
                state: String::new(),
                label: String::new(),
            }],
            caption: String::new(),
            rival: String::new(),
            hint: String::new(),
            value: value.to_owned(),
            read_only: false,
            required: false,
        };
        let form = |boxes: Vec<FormBox>| Form {
            pages: Vec::new(),
            boxes,
        };
        assert!(is_blank(&form(vec![one(1, ""), one(1, ""), one(2, "")])));
        assert!(is_blank(&form(vec![
            one(1, ""),
            one(1, ""),
            one(1, "Elm Health")
        ])));
        // a letter with a form behind it, a template that was typed into, a box or two
        assert!(!is_blank(&form(vec![one(3, ""), one(3, ""), one(3, "")])));
        assert!(!is_blank(&form(vec![
            one(1, "Denied"),
            one(1, "Nora"),
            one(1, "")
        ])));
        assert!(!is_blank(&form(vec![one(1, ""), one(1, "")])));
    }
}
