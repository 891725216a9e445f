//! Whatever stands on a page, a reading comes of it: no failure, boxes on the page, quotes of its words.

use holdfast_case::pages::{BBox, Page, PageSource, Pages, Word};
use holdfast_case::{Place, Reading};
use holdfast_letters::{
    LOOKED_AT, bill_lines, card_fields, counters, pages_from_text, pharmacy_fills, read,
    statement_lines,
};
use holdfast_library::Library;
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "Member",
    "ID:",
    "JCX",
    "5530",
    "91827",
    "within",
    "180",
    "days",
    "of",
    "the",
    "date",
    "this",
    "notice",
    "appeal",
    "denied",
    "We",
    "cannot",
    "approve",
    "$1,020.00",
    "96365",
    "(J3490)",
    "March",
    "3,",
    "2027",
    "03/04/2026",
    "TOTAL",
    "Fax",
    "207-555-0134",
    "PO",
    "Box",
    "88,",
    "Bangor,",
    "ME",
    "04401",
    "external",
    "review",
    "one",
    "hundred",
    "(180)",
    "Explanation",
    "Benefits",
    "|",
    "....",
    "é",
    "日本",
    "\u{1F600}",
    "-",
    "and",
    "if",
    "Dear",
    "Ms.",
    "Okonjo:",
    "Plan",
    "paid",
    "you",
    "must",
    "by",
    "F33.2",
    "CO-29",
    "Claim",
    "number",
    "not",
    "covered",
    "İ",
    "ß",
    "hyphen-",
    "ated",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![4 => prop::sample::select(WORDS).prop_map(str::to_owned), 1 => "\\PC{1,12}"]
}

fn pages() -> impl Strategy<Value = Pages> {
    let place = (
        0.0f32..600.0,
        0.0f32..780.0,
        1.0f32..80.0,
        4.0f32..14.0,
        0.0f32..1.0,
    );
    let words = prop::collection::vec((word(), place), 0..120);
    prop::collection::vec((words, any::<bool>()), 0..4).prop_map(|pages| Pages {
        pages: pages
            .into_iter()
            .enumerate()
            .map(|(n, (words, ocr))| Page {
                number: n as u32 + 1,
                width: 700.0,
                height: 800.0,
                source: if ocr {
                    PageSource::Ocr
                } else {
                    PageSource::TextLayer
                },
                words: words
                    .into_iter()
                    .map(|(text, (x, y, w, h, c))| Word {
                        text,
                        bbox: BBox {
                            x0: x,
                            y0: y,
                            x1: x + w,
                            y1: y + h,
                        },
                        confidence: c,
                        line: 0,
                        block: 0,
                    })
                    .collect(),
            })
            .collect(),
        doubts: Vec::new(),
    })
}

/// Quote and place of every fact.
fn facts(r: &Reading) -> Vec<(String, Option<Place>)> {
    let mut out = Vec::new();
    macro_rules! take {
        ($($f:expr),+ $(,)?) => { $(for f in $f.iter() { out.push((f.quote.clone(), f.place)); })+ };
    }
    take!(
        r.kind,
        r.outcome,
        r.stage,
        r.plan.kind,
        r.plan.issuer,
        r.plan.issuer_role,
        r.plan.plan_name,
        r.plan.group,
        r.plan.state,
        r.member.patient,
        r.member.subscriber,
        r.member.member_id,
        r.claim.service,
        r.claim.provider,
        r.claim.date_of_notice,
        r.claim.dates_of_service,
        r.amounts.billed,
        r.amounts.allowed,
        r.amounts.paid,
        r.amounts.not_covered,
        r.amounts.patient_owes,
        r.amounts.discount,
        r.amounts.deductible,
        r.amounts.copay,
        r.amounts.coinsurance,
        r.amounts.other_insurance,
        r.reasons,
        r.appeal.address,
        r.appeal.fax,
        r.appeal.phone,
        r.appeal.portal,
        r.appeal.expedited_decision_within,
        r.external_review.offered,
        r.external_review.kind,
    );
    out.extend(
        r.claim
            .numbers
            .iter()
            .map(|n| (n.fact.quote.clone(), n.fact.place)),
    );
    out.extend(
        r.claim
            .codes
            .iter()
            .map(|c| (c.fact.quote.clone(), c.fact.place)),
    );
    out.extend(
        r.deadlines
            .iter()
            .map(|d| (d.limit.quote.clone(), d.limit.place)),
    );
    out
}

fn holds(pages: &Pages) {
    let reading = read(Library::builtin(), pages);
    let words: std::collections::HashSet<&str> = pages
        .pages
        .iter()
        .flat_map(|p| &p.words)
        .flat_map(|w| w.text.split_whitespace())
        .collect();
    for (quote, place) in facts(&reading) {
        for word in quote.split_whitespace() {
            assert!(
                words.contains(word),
                "{word:?} of {quote:?} stands on no page"
            );
        }
        if let Some(place) = place {
            let page = &pages.pages[place.page as usize - 1];
            let b = place.bbox;
            assert!(
                b.x0 >= -0.01
                    && b.y0 >= -0.01
                    && b.x1 <= page.width + 0.01
                    && b.y1 <= page.height + 0.01
                    && b.x0 <= b.x1
                    && b.y0 <= b.y1,
                "{b:?} leaves the page"
            );
        }
    }
    assert!(reading.deadlines.iter().filter(|d| d.primary).count() <= 1);
    assert!(
        reading
            .deadlines
            .iter()
            .all(|d| !d.primary || d.clock_started),
        "a clock that stands still may not lead"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scattered_words_are_read_without_failing(pages in pages()) {
        holds(&pages);
    }

    #[test]
    fn lines_of_letter_words_are_read_without_failing(lines in prop::collection::vec(prop::collection::vec(word(), 0..14), 0..40)) {
        let text = lines.iter().map(|l| l.join(" ")).collect::<Vec<_>>().join("\n");
        holds(&pages_from_text(&text));
    }
}

/// Words that head columns and label cards, so that tables come about by chance.
const TABLE_WORDS: &[&str] = &[
    "Date",
    "Code",
    "Charge",
    "Billed",
    "Allowed",
    "Paid",
    "You",
    "owe",
    "Qty",
    "Days",
    "supply",
    "Drug",
    "Refills",
    "Prescriber",
    "Total",
    "Claim",
    "number:",
    "26-11-008",
    "03/04/2026",
    "96365-59",
    "(90837)",
    "1,020.00",
    "$0.00",
    "30",
    "7.5",
    "Member",
    "ID:",
    "RxBIN",
    "610011",
    "Group",
    "1-800-555-0100",
    "deductible",
    "met",
    "of",
    "$1,500",
    "F33.2",
    "A,B",
    "Ketamine",
    "50",
    "mg",
    "-",
    "(a)",
    "\u{fb01}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_of_any_words_are_read_without_failing(
        lines in prop::collection::vec(
            prop::collection::vec((prop::sample::select(TABLE_WORDS), 1..9_usize), 0..12), 0..40,
        ),
    ) {
        let line = |words: &Vec<(&str, usize)>| {
            words.iter().map(|(w, gap)| format!("{w}{}", " ".repeat(*gap))).collect::<String>()
        };
        let text = lines.iter().map(line).collect::<Vec<_>>().join("\n");
        let pages = pages_from_text(&text);
        let lib = Library::builtin();
        let table = statement_lines(lib, &pages);
        // Each amount is printed on the page: none is made up.
        for amount in table.lines.iter().chain(&table.totals).flat_map(|l| {
            holdfast_case::statement::AMOUNT_FIELDS.iter().filter_map(move |f| l.amount(f))
        }) {
            prop_assert!(text.contains(amount.quote.as_str()));
        }
        for fill in pharmacy_fills(lib, &pages).lines {
            prop_assert!(fill.drug.is_some());
        }
        for line in bill_lines(lib, &pages).lines {
            prop_assert!(line.charge.is_some());
        }
        card_fields(lib, &pages);
        counters(lib, &pages);
    }

    #[test]
    fn tables_parted_by_any_sign_are_read_without_failing(
        sign in prop::sample::select(vec![",", ";", "|", "\t"]),
        rows in prop::collection::vec("[0-9A-Za-z/\"$., ;|\t-]{0,60}", 0..12),
    ) {
        let head = ["Fill Date", "Drug", "Qty", "Days", "Rx #"].join(sign);
        let text = format!("{head}\n{}", rows.join("\n"));
        let pages = pages_from_text(&text);
        for fill in pharmacy_fills(Library::builtin(), &pages).lines {
            prop_assert!(fill.drug.is_some());
            // What was read stands in the text, whose quotes part nothing but columns.
            let quote = fill.drug.map(|f| f.quote).unwrap_or_default().replace('"', "");
            let bare = text.replace('"', "");
            prop_assert!(quote.split(' ').all(|w| bare.contains(w)), "{quote}");
        }
    }
}

#[test]
fn figures_out_of_all_bounds_are_no_trouble() {
    let odd = |x0: f32, y1: f32| Word {
        text: "Appeal".to_owned(),
        bbox: BBox {
            x0,
            y0: 0.0,
            x1: 10.0,
            y1,
        },
        confidence: f32::NAN,
        line: 0,
        block: 0,
    };
    let page = Page {
        number: 1,
        width: 0.0,
        height: 0.0,
        source: PageSource::Ocr,
        words: vec![
            odd(f32::NAN, 1.0),
            odd(f32::INFINITY, 1.0),
            odd(-1e30, 1e30),
            odd(3.0, f32::NEG_INFINITY),
        ],
    };
    let reading = read(
        Library::builtin(),
        &Pages {
            pages: vec![page],
            doubts: Vec::new(),
        },
    );
    assert!(reading.deadlines.is_empty());
}

#[test]
fn of_a_paper_of_thousands_of_pages_the_first_are_looked_at_and_that_is_said() {
    let mut text = "Acme Health              Member ID: AH-1002003\nJune 1, 2026\n\nDear Jane Roe:\n\n\
                    We denied your request for TMS. You may appeal within 180 days of this notice.\n"
        .to_owned();
    text.push_str(&"\u{c}Seen.\n".repeat(LOOKED_AT));
    let pages = pages_from_text(&text);
    assert_eq!(pages.pages.len(), LOOKED_AT + 1);
    let reading = read(Library::builtin(), &pages);
    assert_eq!(
        reading.kind.map(|k| k.value),
        Some(holdfast_case::reading::NoticeKind::Denial)
    );
    let said = format!("Only the first {LOOKED_AT} were looked at");
    assert!(reading.doubts.iter().any(|doubt| doubt.contains(&said)));
}
