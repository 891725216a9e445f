//! Plan books: found, pinned, compared; nothing is lost, and everything can be taken back.

use crate::common::{Home, add, add_one};
use holdfast_casework::view::{PassagesView, PinRequest, PlanEntry, PlanRequest};
use holdfast_casework::{Code, Desk};

/// A plan book as typed text, a page for each chapter.
fn book(days: &str, more: &str) -> String {
    let chapter = |title: &str, words: &str| format!("{title}\n\n{words}\n\u{c}");
    [
        chapter("PINEFIELD FREIGHT HEALTH PLAN", "Summary Plan Description. The Plan Sponsor is Pinefield Freight.\nThe Employer Identification Number is 00-0000000."),
        chapter("HOW THE PLAN IS FUNDED", "The Plan is self-funded. Pinefield Freight pays claims from its general assets."),
        chapter("INFUSION THERAPY", &format!("Drugs given by infusion are covered when given by a licensed provider in a\nclinic.{more}")),
        chapter("WHAT THE PLAN DOES NOT PAY FOR", "The Plan does not pay for the following: cosmetic surgery; hearing aids;\ncare that is not medically necessary."),
        chapter("YOUR RIGHT TO APPEAL", &format!("If your claim is denied you may appeal in writing within {days} days of the\nday you receive the notice.")),
        chapter("DEFINITIONS", "Medically Necessary means care that a prudent doctor would give a patient, in\nline with generally accepted standards of medical practice."),
    ]
    .concat()
}

fn filed(home: &Home, desk: &Desk, name: &str, text: &str) -> String {
    add_one(desk, &home.file(name, text))
}

fn pin(desk: &Desk, document: &str, section: &str) -> String {
    let request = PinRequest {
        document: document.to_owned(),
        section: section.to_owned(),
        ..PinRequest::default()
    };
    desk.pin_passage(&request).unwrap().id
}

fn quote<'v>(view: &'v PassagesView, section: &str) -> &'v str {
    let found = view.found.iter().find(|f| f.section == section);
    &found.unwrap().places[0].quote
}

#[test]
fn a_filed_plan_book_is_known_and_searched_and_what_is_missing_is_said() {
    let home = Home::new();
    let desk = home.made();
    assert!(desk.policy_books().unwrap().books.is_empty());
    let id = filed(&home, &desk, "book.txt", &book("180", ""));
    let books = desk.policy_books().unwrap();
    assert_eq!(books.books.len(), 1);
    assert_eq!(
        books.books[0].kind.as_deref(),
        Some("Summary plan description")
    );
    let view = desk.policy_passages(&id).unwrap();
    assert!(
        view.searched.starts_with("We searched all"),
        "{}",
        view.searched
    );
    assert!(
        quote(&view, "appeals").contains("within 180 days"),
        "{view:?}"
    );
    assert!(quote(&view, "medical-necessity").contains("prudent doctor"));
    assert!(quote(&view, "self-funded").contains("general assets"));
    let step = view
        .not_found
        .iter()
        .find(|m| m.section == "step-therapy")
        .unwrap();
    assert!(step.ask.as_deref().unwrap().contains("other drugs"));
    let place = &view
        .found
        .iter()
        .find(|f| f.section == "appeals")
        .unwrap()
        .places[0];
    assert!(place.boxes.iter().all(|b| b.page == place.page) && !place.boxes.is_empty());
    assert_eq!(
        desk.policy_page(&id, place.page).unwrap().number,
        place.page
    );
    assert_eq!(
        desk.policy_page(&id, 900).unwrap_err().code(),
        Code::NoSuchPage
    );
}

#[test]
fn a_plan_book_that_could_not_be_read_says_so_and_calls_nothing_missing() {
    let home = Home::new();
    let desk = home.made();
    let broken = home.file("book.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cata");
    let id = add(&desk, &[broken]).remove(0).document.unwrap();
    desk.call_policy(&id, true, "2026").unwrap();
    let view = desk.policy_passages(&id).unwrap();
    assert_eq!(
        view.searched,
        "No page of it could be read, so nothing was searched."
    );
    assert!(view.doubts[0].contains("is damaged"), "{:?}", view.doubts);
    // what was not looked for is not missing, and nobody is sent to ask for it
    assert!(view.found.is_empty() && view.not_found.is_empty());
}

#[test]
fn a_pin_is_kept_taken_off_and_put_back() {
    let home = Home::new();
    let desk = home.made();
    let id = filed(&home, &desk, "book.txt", &book("180", ""));
    let pinned = pin(&desk, &id, "appeals");
    assert_eq!(
        pin(&desk, &id, "appeals"),
        pinned,
        "pinned twice is one pin"
    );
    let pins = desk.provisions().unwrap();
    assert_eq!(pins.len(), 1);
    assert!(pins[0].quote.contains("180 days") && pins[0].title == "Time and way to appeal");
    desk.note_provision(&pinned, "quote this first").unwrap();
    assert_eq!(
        desk.provision(&pinned[..30]).unwrap().note,
        "quote this first"
    );
    assert_eq!(desk.record_versions(&pinned).unwrap().len(), 1);
    let change = desk.unpin(&pinned).unwrap();
    assert!(desk.provisions().unwrap().is_empty() && change.undo.is_some());
    desk.undo().unwrap();
    assert_eq!(desk.provisions().unwrap()[0].note, "quote this first");
    let view = desk.policy_passages(&id).unwrap();
    let appeals = view.found.iter().find(|f| f.section == "appeals").unwrap();
    assert_eq!(appeals.places[0].pinned.as_deref(), Some(pinned.as_str()));
    desk.trash_document(&id).unwrap();
    assert!(desk.provisions().unwrap()[0].book_gone);
}

#[test]
fn two_versions_are_compared_and_the_older_one_is_kept_and_named() {
    let home = Home::new();
    let desk = home.made();
    let old = filed(&home, &desk, "2025.txt", &book("180", ""));
    let more = " Notes of four failed treatments must be sent first.";
    let new = filed(&home, &desk, "2026.txt", &book("90", more));
    let view = desk.compare_policies(&old, &new).unwrap();
    let said: Vec<&str> = view.changes.iter().map(|c| c.say.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:#?}");
    assert_eq!(said[0], "The time to appeal went from 180 days to 90 days.");
    assert!(
        said[1].starts_with("The section on drugs given by infusion now also asks for this:"),
        "{}",
        said[1]
    );
    assert!(view.changes[0].figures && view.changes[1].asks);
    let pinned = desk.pin_change(&old, &new, 0).unwrap();
    assert!(
        desk.provision(&pinned.id)
            .unwrap()
            .change
            .contains("90 days")
    );
    desk.replace_policy(&old, &new).unwrap();
    let books = desk.policy_books().unwrap().books;
    assert_eq!(books.len(), 2, "both are kept");
    assert_eq!(books[1].document, old);
    assert_eq!(books[1].title, "Plan book 2025", "no title was given");
    assert_ne!(view.older.title, view.newer.title);
    assert_eq!(books[1].replaced_by.as_ref().unwrap().document, new);
    assert_eq!(
        desk.compare_policies(&new, &new).unwrap_err().code(),
        Code::BadRequest
    );
}

#[test]
fn the_persons_word_makes_a_paper_a_plan_book_or_none() {
    let home = Home::new();
    let desk = home.made();
    let id = filed(
        &home,
        &desk,
        "notes.txt",
        "Rules of the house\n\u{c}Be kind.\n\u{c}",
    );
    let books = desk.policy_books().unwrap();
    assert!(books.books.is_empty() && books.others.len() == 1);
    desk.call_policy(&id, true, "2026").unwrap();
    let books = desk.policy_books().unwrap();
    assert_eq!(
        (books.books[0].year.as_str(), books.books[0].why.as_str()),
        ("2026", "You said so.")
    );
    let view = desk.policy_passages(&id).unwrap();
    assert!(view.found.is_empty() && !view.not_found.is_empty());
    desk.call_policy(&id, false, "").unwrap();
    assert!(desk.policy_books().unwrap().books.is_empty());
    desk.undo().unwrap();
    assert_eq!(desk.policy_books().unwrap().books.len(), 1);
}

#[test]
fn positions_are_those_of_the_insurer_of_the_letters_dated_and_marked() {
    let home = Home::new();
    let desk = home.made();
    let none = desk.payer_positions().unwrap();
    assert!(none.issuer.is_none() && none.own.is_empty() && !none.to_quote.is_empty());
    assert!(none.to_quote.iter().all(|p| !p.checked.is_empty()));
    assert!(
        none.to_quote.iter().any(|p| !p.verified),
        "what nobody read is marked"
    );
    desk.save_plan(&PlanRequest {
        entries: vec![PlanEntry {
            field: "issuer".to_owned(),
            value: "QualChoice".to_owned(),
        }],
        state: None,
    })
    .unwrap();
    let own = desk.payer_positions().unwrap();
    assert_eq!(own.own[0].id, "qualchoice-bi641");
    assert_eq!(own.issuer.as_deref(), Some("QualChoice"));
}

/// The same book, saying of which year it is.
fn book_of(year: &str) -> String {
    let front = format!(
        "PINEFIELD FREIGHT HEALTH PLAN\n\nSummary Plan Description. Effective January 1, {year}.\n\u{c}"
    );
    format!("{front}{}", book("180", ""))
}

#[test]
fn the_book_of_the_newest_year_leads_whichever_was_filed_last() {
    let home = Home::new();
    let desk = home.made();
    let new = filed(&home, &desk, "spd-a.txt", &book_of("2026"));
    home.set_clock("2026-11-24T10:00:00-05:00");
    let old = filed(&home, &desk, "spd-b.txt", &book_of("2025"));
    let books = desk.policy_books().unwrap().books;
    let told: Vec<(&str, &str, &str)> = books
        .iter()
        .map(|b| (b.document.as_str(), b.year.as_str(), b.title.as_str()))
        .collect();
    let wanted = [
        (new.as_str(), "2026", "Plan book 2026"),
        (old.as_str(), "2025", "Plan book 2025"),
    ];
    assert_eq!(told, wanted);
    // The person's own word goes before what the book says.
    desk.call_policy(&old, true, "2027").unwrap();
    let books = desk.policy_books().unwrap().books;
    assert_eq!((&books[0].document, books[0].year.as_str()), (&old, "2027"));
    // One that was replaced never leads.
    desk.replace_policy(&old, &new).unwrap();
    assert_eq!(desk.policy_books().unwrap().books[0].document, new);
    desk.rename_document(&new, "My big book").unwrap();
    let books = desk.policy_books().unwrap().books;
    assert_eq!(
        (books[0].title.as_str(), books[0].year.as_str()),
        ("My big book", "2026")
    );
}

#[test]
fn a_letter_or_a_statement_is_never_offered_as_a_plan_book() {
    let home = Home::new();
    let desk = home.made();
    let long = format!(
        "{}\n\u{c}\nMore of the same letter.\n",
        crate::common::DENIAL
    );
    let letter = filed(&home, &desk, "no.txt", &long);
    let books = desk.policy_books().unwrap();
    assert!(
        books.books.is_empty() && books.others.is_empty(),
        "{books:?}"
    );
    // A paper of no kind is.
    filed(
        &home,
        &desk,
        "notes.txt",
        "Rules of the house\n\u{c}Be kind.\n\u{c}",
    );
    let others = desk.policy_books().unwrap().others;
    assert!(others.len() == 1 && others[0].document != letter);
}

#[test]
fn a_passage_is_quoted_with_the_amounts_and_times_it_hangs_on() {
    let home = Home::new();
    let desk = home.made();
    let pages = [
        "HEALTH PLAN\n\nSummary Plan Description.\nThe Employer Identification Number is 00-0000000.\n\u{c}",
        "PRECERTIFICATION\n\nSome care must be approved before you get it. Your doctor may call, but it is your duty to see\n\
         that the call was made. The following need precertification: hospital stays, surgery outside a hospital,\n\
         infused drugs that cost more than $500 a dose, and genetic tests. If you do not get it, benefits will be\n\
         reduced by $400.\n\u{c}",
        "HOW TO FILE A CLAIM\n\nNetwork providers send the bill for you. If you used another provider, send an itemized\n\
         bill to the claims administrator within 12 months of the day of service. Later claims are not paid.\n\u{c}",
        "MATERNITY\n\nCare before and after birth, for 365 days.\n\u{c}",
    ];
    let id = filed(&home, &desk, "book.txt", &pages.concat());
    let view = desk.policy_passages(&id).unwrap();
    let asking = quote(&view, "prior-auth");
    for words in ["must be approved", "$500 a dose", "reduced by $400"] {
        assert!(asking.contains(words), "{words}: {asking}");
    }
    let sending = quote(&view, "claims-filing");
    for words in ["12 months", "Later claims are not paid"] {
        assert!(sending.contains(words), "{words}: {sending}");
    }
    assert!(!sending.contains("birth"), "it stays within its section");
}
