//! What was checked of a packet before it goes out: where its pointers lead, whose name stands on each page, whether its
//! pages can be read, and whether it is small enough. Nothing here holds anything up.

use super::packet::Whole;
use crate::view::PacketCheckView;
use holdfast_case::letter::{ExhibitOf, Node};
use holdfast_case::{Letter, Page, PageSource};

/// Below this share of sureness, in the middle, recognized words say that the picture is hard to read.
const SURE: f32 = 0.62;
/// Letters lower than this, in points on paper, are hard to read, and lost in a fax.
const LOW: f32 = 4.6;
/// A side of a page beyond this, in points, is far more than paper has: twice that of the largest office paper.
const HUGE: f32 = 2.0 * 17.0 * 72.0;
/// Words from which on a page tells how well it can be read.
const WORDS: usize = 8;
/// What many web pages take at most, in bytes.
const TAKES: usize = 10_000_000;

/// How a page that goes along can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Legible {
    /// As far as we can tell.
    Well,
    /// Its words were hardly recognized: it is faint, blurred or crooked.
    Hardly,
    /// Its letters are very small.
    Small,
    /// It is far larger than paper: on paper its words are small, however large they are on it.
    Huge,
}

/// How a page can be read, told by what was read on it.
pub(super) fn legible(page: &Page) -> Legible {
    match page.source {
        PageSource::Unreadable { .. } => return Legible::Hardly,
        _ if page.width.max(page.height) > HUGE => return Legible::Huge,
        // what the file itself says is sharp, whatever its size
        PageSource::TextLayer | PageSource::Blank => return Legible::Well,
        PageSource::Ocr | PageSource::Mixed => {}
    }
    if page.words.len() < WORDS {
        return Legible::Well;
    }
    let sure = middle(page.words.iter().map(|word| word.confidence));
    let high = middle(page.words.iter().map(|word| word.bbox.y1 - word.bbox.y0));
    match (sure < SURE, high < LOW) {
        (true, _) => Legible::Hardly,
        (false, true) => Legible::Small,
        (false, false) => Legible::Well,
    }
}

fn middle(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f32::MAX)
}

/// What was checked of a packet. `hard` are its pages that are hard to read, and why.
pub(super) fn checks(
    letter: &Letter,
    whole: &Whole,
    hard: &[(u32, Legible)],
) -> Vec<PacketCheckView> {
    let mut checks = Vec::new();
    let mut say = |is_good: bool, say: String, pages: Vec<u32>| {
        checks.push(PacketCheckView {
            is_good,
            say,
            pages,
        });
    };
    let (right, wrong) = pointers(letter);
    match (right, wrong.as_slice()) {
        (0, []) => {}
        (1, []) => say(
            true,
            "The one exhibit reference is right.".to_owned(),
            Vec::new(),
        ),
        (right, []) => say(
            true,
            format!("All {right} exhibit references are right."),
            Vec::new(),
        ),
        (_, wrong) => {
            let said = format!("These references lead to no page: {}.", wrong.join("; "));
            say(false, said, Vec::new());
        }
    }
    let named = |what: &str| {
        letter
            .re
            .iter()
            .any(|line| line.label == what && is_said(&line.nodes))
    };
    match (
        letter.from.name.reveal().trim().is_empty(),
        named("Reference"),
    ) {
        (false, true) => {
            say(
                true,
                "Your name and the reference stand on each page.".to_owned(),
                Vec::new(),
            );
        }
        (false, false) => {
            let said = "Your name stands on each page. Their letter gives no reference number.";
            say(true, said.to_owned(), Vec::new());
        }
        (true, _) => say(false, "No page has your name yet.".to_owned(), Vec::new()),
    }
    if let Some(said) = super::in_type::name_lacks(letter) {
        say(false, said.to_owned(), Vec::new());
    }
    let of = |what: Legible| -> Vec<u32> {
        let pages = hard.iter().filter(|(_, how)| *how == what);
        pages.map(|(page, _)| *page).collect()
    };
    let (hardly, small) = (of(Legible::Hardly), of(Legible::Small));
    let huge = of(Legible::Huge);
    if hardly.is_empty() && small.is_empty() && huge.is_empty() && whole.less_sharp.is_empty() {
        say(
            true,
            "Every page is sharp enough to read.".to_owned(),
            Vec::new(),
        );
    }
    if !hardly.is_empty() {
        let said = "We could hardly read some pages. If you can\u{2019}t either, scan them again:";
        say(false, said.to_owned(), hardly);
    }
    if !small.is_empty() {
        let said = "Letters are very small on some pages. A fax may lose them:";
        say(false, said.to_owned(), small);
    }
    if !huge.is_empty() {
        let said = "Some pages are far larger than paper. Look whether their words, and the stamp, can be read once they \
                    are printed; a PDF keeps them whole:";
        say(false, said.to_owned(), huge);
    }
    let size = crate::words::size(u64::try_from(whole.pdf.len()).unwrap_or(u64::MAX));
    match whole.pdf.len() <= TAKES {
        true => say(
            true,
            "Under 10 MB, the usual limit of web pages.".to_owned(),
            Vec::new(),
        ),
        false => {
            let said = format!("It is {size}. Many web pages take 10 MB at most.");
            say(false, said, Vec::new());
        }
    }
    checks
}

/// How many pointers lead to a page that goes along, and how those are written that do not.
fn pointers(letter: &Letter) -> (usize, Vec<String>) {
    let (mut right, mut wrong) = (0, Vec::new());
    let body = letter.sections.iter().flat_map(|one| &one.paragraphs);
    let runs = body
        .map(|one| &one.nodes)
        .chain(letter.re.iter().map(|line| &line.nodes));
    for node in runs.flatten() {
        let Node::Cite(citation) = node else {
            continue;
        };
        // what is awaited has no page yet, which the list of exhibits says
        if matches!(citation.of, ExhibitOf::Awaited { .. }) {
            continue;
        }
        let exhibit = letter
            .exhibit_at(&citation.of)
            .and_then(|at| letter.exhibits.get(at));
        let leads = exhibit.is_some_and(|exhibit| {
            citation
                .page
                .is_none_or(|page| exhibit.pages.place(page).is_some())
        });
        match (leads, citation.say(letter)) {
            (true, _) => right += 1,
            (false, Some(say)) if !wrong.contains(&say) => wrong.push(say),
            (false, None) if !wrong.iter().any(|one| one == "an exhibit that is gone") => {
                wrong.push("an exhibit that is gone".to_owned());
            }
            (false, _) => {}
        }
    }
    (right, wrong)
}

fn is_said(nodes: &[Node]) -> bool {
    matches!(nodes, [Node::Words { text, .. }] if !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::pages::{BBox, Word};

    fn page(source: PageSource, high: f32, sure: f32) -> Page {
        let word = |at: u32| Word {
            text: "word".to_owned(),
            bbox: BBox {
                x0: 0.0,
                y0: 0.0,
                x1: 20.0,
                y1: high,
            },
            confidence: if at == 0 { 0.0 } else { sure },
            line: at,
            block: 0,
        };
        Page {
            number: 1,
            width: 612.0,
            height: 792.0,
            source,
            words: (0u32..9).map(word).collect(),
        }
    }

    #[test]
    fn a_page_is_hard_to_read_where_its_words_were_hardly_recognized_or_are_very_small() {
        for (source, high, sure, how) in [
            (PageSource::Ocr, 9.0, 0.9, Legible::Well),
            (PageSource::Ocr, 9.0, 0.4, Legible::Hardly),
            (PageSource::Ocr, 3.5, 0.9, Legible::Small),
            (PageSource::Mixed, 3.5, 0.4, Legible::Hardly),
            (PageSource::TextLayer, 3.5, 0.1, Legible::Well),
            (PageSource::Blank, 3.5, 0.1, Legible::Well),
        ] {
            let text = format!("{source:?} {high} {sure}");
            assert_eq!(legible(&page(source, high, sure)), how, "{text}");
        }
        let lost = PageSource::Unreadable { why: String::new() };
        assert_eq!(legible(&page(lost, 9.0, 0.9)), Legible::Hardly);
        let mut wide = page(PageSource::TextLayer, 40.0, 0.9);
        wide.width = 14_400.0;
        assert_eq!(legible(&wide), Legible::Huge);
        let mut few = page(PageSource::Ocr, 9.0, 0.1);
        few.words.truncate(3);
        assert_eq!(legible(&few), Legible::Well);
    }
}
