//! Search over the words of pages.

use crate::common::*;
use holdfast_case::DocumentId;
use holdfast_vault::*;
use proptest::prelude::*;

fn with_pages(vault: &mut Vault, name: &str, pages: &[&[&str]]) -> DocumentId {
    let id = file(vault, name, name.as_bytes());
    let original = vault.read().document(id).unwrap().original;
    change(vault, |tx| {
        let mut listed = Vec::new();
        for (number, lines) in (1..).zip(pages) {
            tx.put_page(original, &page(number, lines))?;
            listed.push(PageRef {
                original,
                page: number,
                turn: 0,
                crop: None,
            });
        }
        tx.set_page_list(id, &listed)
    });
    id
}

fn search(vault: &Vault, words: &str) -> Vec<(DocumentId, u32)> {
    let request = SearchRequest {
        words: words.into(),
        ..SearchRequest::default()
    };
    vault
        .read()
        .search(&request)
        .unwrap()
        .into_iter()
        .map(|hit| (hit.document, hit.page))
        .collect()
}

#[test]
fn words_numbers_and_codes_are_found_as_a_person_types_them() {
    let (_home, mut vault) = Home::make();
    let denial = with_pages(
        &mut vault,
        "denial",
        &[
            &[
                "Your request for ketamine infusions was denied.",
                "Member ID: QWX 0042 7710 03",
                "Claim 24-118-0093",
            ],
            &[
                "Diagnosis F33.2, service J3490 and 96365",
                "José Núñez, M.D.",
            ],
        ],
    );
    let bill = with_pages(
        &mut vault,
        "bill",
        &[&["Amount you owe: $1,250.00", "ketamine clinic"]],
    );
    for (typed, expected) in [
        ("denies", vec![(denial, 1)]),
        ("request denied", vec![(denial, 1)]),
        ("KETAMINE infusion", vec![(denial, 1)]),
        ("QWX0042771003", vec![(denial, 1)]),
        ("qwx 0042 7710 03", vec![(denial, 1)]),
        ("24-118-0093", vec![(denial, 1)]),
        ("241180093", vec![(denial, 1)]),
        ("F33.2", vec![(denial, 2)]),
        ("f332", vec![(denial, 2)]),
        ("J3490", vec![(denial, 2)]),
        ("Nunez", vec![(denial, 2)]),
        ("nuñ", vec![(denial, 2)]),
        ("1,250", vec![(bill, 1)]),
        ("ketamine", vec![(bill, 1), (denial, 1)]),
        ("\"ketamine clinic\"", vec![(bill, 1)]),
        ("\"clinic ketamine\"", vec![]),
        ("approved", vec![]),
        ("", vec![]),
        ("-- \"", vec![]),
    ] {
        let mut found = search(&vault, typed);
        let mut expected = expected;
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{typed}");
    }
    change(&mut vault, |tx| tx.trash_document(bill));
    assert_eq!(search(&vault, "ketamine"), [(denial, 1)]);
    let rebuilt = change(&mut vault, |tx| tx.rebuild_search()).value;
    assert_eq!(rebuilt, 3);
    assert_eq!(search(&vault, "96365"), [(denial, 2)]);
}

#[test]
fn a_hit_shows_the_words_around_it_with_the_found_ones_marked() {
    let (_home, mut vault) = Home::make();
    with_pages(
        &mut vault,
        "denial",
        &[&["the service was denied as not", "medically necessary"]],
    );
    let request = SearchRequest {
        words: "necessary denying".into(),
        ..SearchRequest::default()
    };
    let hit = vault.read().search(&request).unwrap().remove(0);
    let parts: Vec<_> = hit
        .snippet
        .parts
        .iter()
        .map(|(text, hit)| (text.as_str(), *hit))
        .collect();
    assert_eq!(
        parts,
        [
            ("the service was ", false),
            ("denied", true),
            (" as not medically ", false),
            ("necessary", true)
        ]
    );
}

#[test]
fn a_slip_of_the_keyboard_gets_an_offer() {
    let (_home, mut vault) = Home::make();
    with_pages(
        &mut vault,
        "denial",
        &[&["Ketamine infusions are investigational."]],
    );
    let offer = |words: &str| vault.read().did_you_mean(words).unwrap();
    assert_eq!(
        offer("ketmaine infusion").as_deref(),
        Some("ketamine infusion")
    );
    assert_eq!(offer("ketamne").as_deref(), Some("ketamine"));
    assert_eq!(offer("ketamine"), None);
    assert_eq!(offer("zebra"), None);
}

#[test]
fn a_search_can_stay_in_one_document() {
    let (_home, mut vault) = Home::make();
    let a = with_pages(&mut vault, "a", &[&["appeal"], &["appeal"]]);
    with_pages(&mut vault, "b", &[&["appeal"]]);
    let request = SearchRequest {
        words: "appeal".into(),
        document: Some(a),
        most: 1,
        ..SearchRequest::default()
    };
    let hits = vault.read().search(&request).unwrap();
    assert_eq!(hits.iter().map(|hit| hit.document).collect::<Vec<_>>(), [a]);
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let (_home, mut vault) = Home::make();
    with_pages(&mut vault, "a", &[&["appeal AND OR NOT NEAR 12-34"]]);
    // signs alone, several of them: once taken for a number in parts
    for words in ["- {", "\" \" -", "( ) *"] {
        let request = SearchRequest {
            words: words.into(),
            ..SearchRequest::default()
        };
        assert_eq!(vault.read().search(&request).unwrap(), [], "{words:?}");
    }
    let vault = std::cell::RefCell::new(vault);
    proptest!(ProptestConfig::with_cases(300), |(words in "(\\PC|[\"*():^+\\- ]|AND|OR|NEAR|12){0,30}")| {
        let vault = vault.borrow();
        let request = SearchRequest { words: words.clone(), ..SearchRequest::default() };
        prop_assert!(vault.read().search(&request).is_ok(), "{words:?}");
        prop_assert!(vault.read().did_you_mean(&words).is_ok(), "{words:?}");
    });
}
