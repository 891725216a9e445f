//! Papers that are plain text with letters that the plain type of viewers lacks: set anew, each word where it stood. And
//! what is said of letters that even our type lacks.

use holdfast_case::{Letter, Page};
use holdfast_packet::{WrittenRun, WrittenSheet, type_lacks};

/// Signs of the plain type beyond those of western Europe.
const MORE: &str = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/// What is said where a word is written in a script that the typesetter has no letters of.
const LACKS: &str = "Some words are in a script that our type has no letters for. Boxes stand there. Write them in by pen, \
     or use the Word copy.";

/// The same where it is the name of who signs.
const NAME_LACKS: &str = "Your name is in letters that our type lacks. Boxes stand there, at the head and below. Write it \
     in by pen, or use the Word copy.";

/// Gap between two words of one run: less than two columns.
const ONE_COLUMN: f32 = 9.0;

/// True where the plain type has this sign.
fn is_plain(sign: char) -> bool {
    u32::from(sign) <= 0xff || sign.is_whitespace() || MORE.contains(sign)
}

/// The sheets of a text, where it has letters beyond the plain type; `last` is its last page that is needed. A page whose
/// words are not known is no page to set: then nothing is.
pub(super) fn written(pages: &[Page], last: u32) -> Option<Vec<WrittenSheet>> {
    let all = || pages.iter().flat_map(|page| &page.words);
    if all().all(|word| word.text.chars().all(is_plain)) {
        return None;
    }
    (1..=last)
        .map(|number| pages.iter().find(|page| page.number == number).map(sheet))
        .collect()
}

fn sheet(page: &Page) -> WrittenSheet {
    let mut runs: Vec<WrittenRun> = Vec::new();
    let mut before: Option<(u32, f32)> = None;
    for word in &page.words {
        let joins = before.is_some_and(|(line, end)| {
            line == word.line && word.bbox.x0 - end < ONE_COLUMN && word.bbox.x0 >= end
        });
        match runs.last_mut().filter(|_| joins) {
            Some(run) => {
                run.text.push(' ');
                run.text.push_str(&word.text);
            }
            None => runs.push(WrittenRun {
                x: word.bbox.x0,
                // the base line sits a quarter above the bottom of its line
                y: word.bbox.y1 - (word.bbox.y1 - word.bbox.y0) * 0.25,
                text: word.text.clone(),
            }),
        }
        before = Some((word.line, word.bbox.x1));
    }
    WrittenSheet {
        width: page.width,
        height: page.height,
        runs,
    }
}

/// True where our type lacks a letter of a text that was set anew.
pub(super) fn is_lacking(sheets: &[WrittenSheet]) -> bool {
    let mut runs = sheets.iter().flat_map(|sheet| &sheet.runs);
    runs.any(|run| type_lacks(&run.text))
}

/// What is said of exhibits, by name, in whose text our type lacks letters.
pub(super) fn lacking_exhibit(title: &str) -> String {
    format!(
        "\u{2018}{title}\u{2019} has letters that our type lacks. Boxes stand for them. Put it in as a PDF or as a photo, \
         which shows them."
    )
}

/// What is said of a name that can't be printed; none where it can.
pub(super) fn name_lacks(letter: &Letter) -> Option<&'static str> {
    type_lacks(letter.from.name.reveal()).then_some(NAME_LACKS)
}

/// What is said of words but the name that can't be printed; `lacks_signs` where something was set with boxes.
pub(super) fn words_lack(letter: &Letter, lacks_signs: bool) -> Option<&'static str> {
    let others = [&letter.from.address, &letter.to.name, &letter.to.address];
    let others = others.iter().any(|words| type_lacks(words.reveal()));
    let body = letter.sections.iter().flat_map(|one| &one.paragraphs);
    let runs = body
        .map(|one| &one.nodes)
        .chain(letter.re.iter().map(|line| &line.nodes));
    // the name stands in the body too: what is left without it counts
    let own = letter.from.name.reveal().as_str();
    let lacks = |text: &str| match own {
        "" => type_lacks(text),
        own => type_lacks(&text.replace(own, "")),
    };
    let in_body = runs.flatten().any(|node| match node {
        holdfast_case::Node::Words { text, .. } => lacks(text),
        _ => false,
    });
    let by_name = name_lacks(letter).is_some();
    (others || in_body || (lacks_signs && !by_name)).then_some(LACKS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::PageSource;
    use holdfast_case::pages::{BBox, Word};

    fn page(number: u32, words: &[(u32, f32, &str)]) -> Page {
        let word = |(line, x, text): &(u32, f32, &str)| {
            let wide: f32 = text.chars().map(|_| 6.0).sum();
            let y0: f32 = (0..*line).map(|_| 12.0).sum();
            Word {
                text: (*text).to_owned(),
                bbox: BBox {
                    x0: *x,
                    y0,
                    x1: x + wide,
                    y1: y0 + 12.0,
                },
                confidence: 1.0,
                line: *line,
                block: 0,
            }
        };
        Page {
            number,
            width: 612.0,
            height: 792.0,
            source: PageSource::TextLayer,
            words: words.iter().map(word).collect(),
        }
    }

    #[test]
    fn a_text_with_further_letters_is_set_anew_with_its_columns() {
        let plain = page(1, &[(0, 36.0, "für"), (0, 60.0, "“a”")]);
        assert_eq!(written(&[plain], 1), None);
        let more = page(1, &[(0, 36.0, "Bác"), (0, 60.0, "sĩ"), (0, 120.0, "Hồng")]);
        let sheets = written(std::slice::from_ref(&more), 1).unwrap();
        let runs: Vec<(f32, f32, &str)> = (sheets[0].runs.iter())
            .map(|run| (run.x, run.y, run.text.as_str()))
            .collect();
        assert_eq!(runs, [(36.0, 9.0, "Bác sĩ"), (120.0, 9.0, "Hồng")]);
        assert!(!is_lacking(&sheets));
        let chinese = written(&[page(1, &[(0, 36.0, "李小龙")])], 1).unwrap();
        assert!(is_lacking(&chinese));
        // a page that is not known leaves the paper as it is
        assert_eq!(written(&[more], 2), None);
    }
}
