//! Cards whose lines slope, and what cards print of the deductible and the yearly limit.

use holdfast_case::statement::{CounterKind, PhoneRole};
use holdfast_case::{BBox, CardFields, PageSource, Pages};
use holdfast_letters::{card_fields, pages_from_text};
use holdfast_library::Library;

const CARD: &str = "\
LARKMOOR HEALTH                     PPO
Member: JORDAN P HALE
Member ID: LKM 4471 0099 21
Group: 70518
Effective 01/01/2026
RxBIN 610014  RxPCN ADV  RxGrp LKM01
Copay: Office $25  Specialist $50  ER $250
Deductible: In-network $1,500  Out-of-network $3,000
Out-of-pocket max: $6,000 / $12,000
Customer Service: 1-800-555-0140
Prior authorization: 1-800-555-0141
Mental health / Behavioral: 1-800-555-0144
Send claims to: PO Box 100, Dayton OH 45401
Administered by Larkmoor Health. Self-funded plan of Acme Tools, Inc.
";

fn card(pages: &Pages) -> CardFields {
    card_fields(Library::builtin(), pages)
}

/// The same words as a recognizer gives them of a card that was turned by so many degrees.
fn turned(text: &str, degrees: f32) -> Pages {
    let mut pages = pages_from_text(text);
    let (sin, cos) = degrees.to_radians().sin_cos();
    for page in &mut pages.pages {
        page.source = PageSource::Ocr;
        for word in &mut page.words {
            let b = word.bbox;
            let corner = |x: f32, y: f32| (x * cos - y * sin, x * sin + y * cos);
            let corners = [
                corner(b.x0, b.y0),
                corner(b.x1, b.y0),
                corner(b.x0, b.y1),
                corner(b.x1, b.y1),
            ];
            let least = |of: fn((f32, f32)) -> f32| corners.map(of).into_iter().reduce(f32::min);
            let most = |of: fn((f32, f32)) -> f32| corners.map(of).into_iter().reduce(f32::max);
            word.bbox = BBox {
                x0: least(|c| c.0).unwrap(),
                y0: least(|c| c.1).unwrap(),
                x1: most(|c| c.0).unwrap(),
                y1: most(|c| c.1).unwrap(),
            };
            word.confidence = 0.96;
        }
    }
    pages
}

fn phone(card: &CardFields, role: PhoneRole) -> Option<&str> {
    let found = card.phones.iter().find(|p| p.role == role)?;
    Some(&found.number.value)
}

fn limits(card: &CardFields) -> Vec<String> {
    let shown = |c: &holdfast_case::Counter| {
        let kind = match c.kind {
            CounterKind::Deductible => "deductible",
            CounterKind::OutOfPocket => "most",
        };
        let limit = c.limit.as_ref().unwrap();
        let (network, whose) = (c.network.as_deref(), c.whose.as_deref());
        let names: Vec<&str> = network.into_iter().chain(whose).collect();
        format!("{kind} {} {}", names.join(" "), limit.value.decimal())
    };
    card.limits.iter().map(shown).collect()
}

#[test]
fn labels_and_values_are_paired_along_lines_that_slope() {
    for degrees in [-8.0, -5.0, -3.0, -1.5, 0.0, 1.0, 2.0, 3.5, 5.0, 7.0, 9.0] {
        let pages = turned(CARD, degrees);
        let read = card(&pages);
        let value =
            |fact: &Option<holdfast_case::Fact<String>>| fact.as_ref().map(|f| f.value.clone());
        assert_eq!(
            value(&read.member_id).as_deref(),
            Some("LKM 4471 0099 21"),
            "{degrees}"
        );
        assert_eq!(value(&read.group).as_deref(), Some("70518"), "{degrees}");
        assert_eq!(value(&read.rx_bin).as_deref(), Some("610014"), "{degrees}");
        for (role, number) in [
            (PhoneRole::MemberServices, "1-800-555-0140"),
            (PhoneRole::PriorAuthorization, "1-800-555-0141"),
            (PhoneRole::BehavioralHealth, "1-800-555-0144"),
        ] {
            assert_eq!(
                phone(&read, role),
                Some(number),
                "{degrees}: {:?}",
                read.phones
            );
        }
        assert_eq!(
            limits(&read),
            [
                "deductible in-network 1500.00",
                "deductible out-of-network 3000.00"
            ],
            "{degrees}"
        );
        // the place is the one on the page as it lies
        let group = read.group.unwrap();
        let word = pages.pages[0]
            .words
            .iter()
            .find(|w| w.text == "70518")
            .unwrap();
        assert_eq!(group.place.unwrap().bbox, word.bbox, "{degrees}");
    }
}

#[test]
fn a_slope_is_seen_where_pieces_of_two_lines_were_taken_for_one() {
    let mut pages = turned(CARD, 5.0);
    // every other line ends in the number of the line before
    for word in &mut pages.pages[0].words {
        if word.text.starts_with("1-800") || word.text.starts_with('$') {
            word.line += 1;
        }
    }
    let read = card(&pages);
    assert_eq!(
        phone(&read, PhoneRole::BehavioralHealth),
        Some("1-800-555-0144")
    );
    assert_eq!(
        phone(&read, PhoneRole::PriorAuthorization),
        Some("1-800-555-0141")
    );
}

#[test]
fn limits_are_read_where_something_tells_them_apart_and_else_not() {
    let of = |line: &str| limits(&card(&pages_from_text(&format!("ACME HEALTH\n{line}\n"))));
    for (line, wanted) in [
        (
            "Deductible (in / out) $1,500 / $3,000",
            &[
                "deductible in-network 1500.00",
                "deductible out-of-network 3000.00",
            ][..],
        ),
        (
            "Out-of-pocket max (in-network/out-of-network): $6,000 / $12,000",
            &["most in-network 6000.00", "most out-of-network 12000.00"],
        ),
        ("Deductible individual/family $1,500/$3,000", &[]),
        (
            "Deductible individual / family: $1,500 / $3,000",
            &["deductible individual 1500.00", "deductible family 3000.00"],
        ),
        (
            "Out-of-pocket max $6,000 in-network, $12,000 out-of-network",
            &["most in-network 6000.00", "most out-of-network 12000.00"],
        ),
        (
            "Deductible $1,500   Out-of-pocket max $6,000",
            &["deductible  1500.00", "most  6000.00"],
        ),
        (
            "In-network deductible $1,500",
            &["deductible in-network 1500.00"],
        ),
        // nothing tells these apart: neither is offered
        ("Out-of-pocket max: $6,000 / $12,000", &[]),
        ("Deductible in-network $1,500 / $3,000", &[]),
    ] {
        assert_eq!(of(line), wanted, "{line}");
    }
}
