//! The plan record, the interview and the call to check, on a real vault.

use crate::common::{DENIAL, Home, add_one};
use holdfast_casework::view::{
    CallAnswerRequest, CallRequest, PlanEntry, PlanFieldView, PlanRequest, PlanView,
};
use holdfast_casework::{Code, Desk};

fn entry(field: &str, value: &str) -> PlanEntry {
    PlanEntry {
        field: field.to_owned(),
        value: value.to_owned(),
    }
}

fn save(desk: &Desk, entries: &[(&str, &str)]) -> String {
    let request = PlanRequest {
        entries: entries.iter().map(|(f, v)| entry(f, v)).collect(),
        state: None,
    };
    desk.save_plan(&request).unwrap().said
}

fn field(plan: &PlanView, id: &str) -> PlanFieldView {
    let mut all = plan.parts.iter().flat_map(|part| &part.fields);
    all.find(|field| field.field == id).unwrap().clone()
}

#[test]
fn what_a_letter_says_is_offered_and_only_taken_with_a_yes() {
    let home = Home::new();
    let desk = home.made();
    let letter = add_one(&desk, &home.file("denial.txt", DENIAL));
    let plan = desk.plan().unwrap();
    assert_eq!(field(&plan, "member-id").value, "", "never put in silently");
    let offer = plan.offers.iter().find(|o| o.field == "member-id").unwrap();
    assert!(offer.sure && DENIAL.contains(&offer.quote), "{offer:?}");
    assert_eq!((offer.document.clone(), offer.page), (letter, Some(1)));

    let value = offer.value.clone();
    desk.take_plan_offer("member-id", &value).unwrap();
    let plan = desk.plan().unwrap();
    let taken = field(&plan, "member-id");
    assert_eq!(taken.value, value);
    assert!(taken.source.unwrap().ends_with("page 1."));
    assert!(plan.offers.iter().all(|offer| offer.field != "member-id"));

    desk.undo().unwrap();
    assert_eq!(field(&desk.plan().unwrap(), "member-id").value, "");
    desk.decline_plan_offer("member-id", &value).unwrap();
    let plan = desk.plan().unwrap();
    assert!(plan.offers.iter().all(|offer| offer.field != "member-id"));
    let refused = desk.take_plan_offer("member-id", "another").unwrap_err();
    assert_eq!(refused.code(), Code::NotFound);

    desk.take_sure_plan_offers().unwrap();
    let plan = desk.plan().unwrap();
    assert!(
        plan.offers.iter().all(|offer| !offer.sure),
        "{:?}",
        plan.offers
    );
    assert_eq!(field(&plan, "member-id").value, "", "a no stays a no");
    assert!(plan.about.is_some());
}

#[test]
fn a_slip_of_the_pen_is_kept_beside_what_is_right() {
    let home = Home::new();
    let desk = home.made();
    let said = save(
        &desk,
        &[
            ("deductible-out", "2,000"),
            ("deductible-out-used", "$1,14O"),
            ("share-out", "40%"),
            ("year-end", "December 31, 2026"),
        ],
    );
    assert!(
        said.contains("Used of the deductible, out of network (\u{2018}$1,14O\u{2019})"),
        "{said}"
    );
    let plan = desk.plan().unwrap();
    let slip = field(&plan, "deductible-out-used");
    assert_eq!(
        (slip.value.as_str(), slip.shown.as_str()),
        ("$1,14O", "$1,14O")
    );
    assert!(slip.trouble.unwrap().contains("kept as you typed it"));
    assert_eq!(field(&plan, "deductible-out").shown, "$2,000.00");
    assert_eq!(plan.counters, [], "no counter of half an amount");
    let amounts: Vec<(&str, &str, bool)> = (plan.amounts.iter())
        .map(|a| (a.label.as_str(), a.shown.as_str(), a.trouble.is_some()))
        .collect();
    let half = [
        ("Deductible, out of network", "$2,000.00", false),
        ("Used of the deductible, out of network", "$1,14O", true),
    ];
    assert_eq!(amounts, half, "what is known is shown all the same");
    assert_eq!(
        plan.shares.as_deref(),
        Some("After the deductible you pay 40% out of network.")
    );

    let said = save(&desk, &[("deductible-out-used", "$1,140")]);
    assert_eq!(said, "Saved what you know of your plan.");
    let plan = desk.plan().unwrap();
    assert_eq!(plan.amounts, [], "both stand in the counter now");
    let counter = &plan.counters[0];
    assert_eq!(
        (counter.used.as_str(), counter.total.as_str()),
        ("$1,140.00", "$2,000.00")
    );
    assert_eq!(
        (counter.percent, counter.say.as_str()),
        (57, "$860.00 left.")
    );
    assert_eq!(counter.source, "You typed it.");

    let versions = desk.record_versions(&plan.record.unwrap()).unwrap();
    let said = &versions[0].lines[0];
    assert_eq!(
        (
            said.what.as_str(),
            said.before.as_str(),
            said.after.as_str()
        ),
        (
            "Used of the deductible, out of network",
            "$1,14O",
            "$1,140.00"
        ),
        "what it said before is kept"
    );
    desk.undo().unwrap();
    assert_eq!(
        field(&desk.plan().unwrap(), "deductible-out-used").value,
        "$1,14O"
    );
    assert_eq!(
        desk.save_plan(&PlanRequest {
            entries: vec![entry("moon-phase", "full")],
            state: None
        })
        .unwrap_err()
        .code(),
        Code::BadRequest
    );
}

/// A no that names no kind of plan: 180 days could be too long for some.
const PLAIN_NO: &str = "Larkmoor Health\n\nNovember 12, 2026\n\nMember: Nora Hale\nMember ID: LMH 4471 0926 83\n\n\
    Dear Nora Hale:\n\nWe have denied your request for six ketamine infusions. Ketamine given by vein is experimental \
    for depression. You may appeal this decision. Write to Larkmoor Health, Appeals, P.O. Box 11, Wooster, OH 44691.\n";

#[test]
fn an_answer_says_what_it_means_and_which_days_it_moves_and_can_be_taken_back() {
    let home = Home::new();
    let desk = home.made();
    let letter = add_one(&desk, &home.file("no.txt", PLAIN_NO));
    let day = |desk: &Desk| {
        let found = desk.deadlines_of(&letter).unwrap();
        let leading = found
            .iter()
            .find(|(view, _)| view.primary && view.who == "member");
        leading.and_then(|(view, _)| view.due.clone())
    };
    let before = day(&desk);

    let first = desk.interview(&[]).unwrap();
    assert_eq!((first.number, first.found.is_none()), (1, true));
    assert!(first.of >= 3);
    // a job; a company; the plan pays for itself
    let third = desk.interview(&[0, 0]).unwrap();
    assert_eq!((third.number, third.of), (3, 3));
    assert_eq!(third.so_far.len(), 2);
    let end = desk.interview(&[0, 0, 0]).unwrap();
    let found = end.found.unwrap();
    assert_eq!(found.kind, "employer-self-funded");
    assert!(
        found.steps[0]
            .citation
            .as_ref()
            .unwrap()
            .contains("2560.503-1"),
        "{:?}",
        found.steps
    );
    assert_eq!(found.moves.len(), 1, "{:?}", found.moves);
    assert_eq!(found.moves[0].document, letter);
    assert_eq!(day(&desk), before, "looking moves nothing");

    let saved = desk.save_interview(&[0, 0, 0]).unwrap();
    assert!(saved.said.contains(&found.moves[0].say), "{}", saved.said);
    let after = day(&desk);
    assert_ne!(after, before);
    let plan = desk.plan().unwrap();
    assert_eq!(
        (plan.kind.as_str(), plan.kind_why.as_str()),
        ("employer-self-funded", "From your answers.")
    );
    assert_eq!(desk.saved_interview().unwrap(), [0, 0, 0]);

    desk.undo().unwrap();
    assert_eq!(day(&desk), before);
    assert_eq!(desk.plan().unwrap().kind, "unknown");

    // "I don't know" is an answer: the shortest time leads, as before.
    let said = desk.save_interview(&[0, 0, 3]).unwrap().said;
    assert!(said.contains("Not known yet"), "{said}");
    assert_eq!(day(&desk), before);
    assert_eq!(
        desk.save_interview(&[0]).unwrap_err().code(),
        Code::BadRequest
    );
    assert_eq!(desk.interview(&[77]).unwrap_err().code(), Code::BadRequest);
}

#[test]
fn papers_are_quoted_beside_the_question_they_bear_on() {
    let home = Home::new();
    let desk = home.made();
    let book = "Plan booklet\n\nPinefield Freight Co. funds all benefits of this Plan. The Plan is self-funded and is \
        administered by Larkmoor Health.\n";
    let book = add_one(&desk, &home.file("booklet.txt", book));
    let evidence = desk.interview(&[0, 0]).unwrap().evidence;
    assert_eq!(evidence.len(), 1, "one page is quoted once");
    assert_eq!((evidence[0].document.clone(), evidence[0].page), (book, 1));
    assert!(evidence[0].quote.contains("administered by"));
    assert_eq!(desk.interview(&[]).unwrap().evidence, []);
    // "section 502(a)" in a question is no word to look for
    let last = desk.interview(&[]).unwrap().question.unwrap().answers.len() - 1;
    let at_laws = desk.interview(&[u32::try_from(last).unwrap()]).unwrap();
    assert_eq!(at_laws.evidence, [], "{:?}", at_laws.evidence);
}

#[test]
fn a_call_is_kept_with_its_number_and_its_answers_fall_into_the_plan() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("denial.txt", DENIAL));
    let script = desk.call_script("verification-of-benefits").unwrap();
    let year = script
        .steps
        .iter()
        .find(|s| s.fills == "plan.year")
        .unwrap();
    assert_eq!(year.fields.len(), 2);
    assert!(script.steps.last().unwrap().reference);
    assert!(!script.opener.contains('{'));

    let answer = |fills: &str, entries: Vec<PlanEntry>, words: &str| CallAnswerRequest {
        asked: "asked".to_owned(),
        fills: fills.to_owned(),
        answered: words.to_owned(),
        entries,
    };
    let request = CallRequest {
        script: Some("verification-of-benefits".to_owned()),
        whom: "Larkmoor Health".to_owned(),
        name: "Dana R.".to_owned(),
        number: "(937) 555-0142".to_owned(),
        minutes: Some(14),
        reference: "C-118".to_owned(),
        answers: vec![
            answer(
                "plan.year",
                vec![
                    entry("year-start", "1/1/2026"),
                    entry("year-end", "12/31/2026"),
                ],
                "",
            ),
            answer(
                "plan.limits",
                vec![entry("visit-limits", "")],
                "She did not know.",
            ),
        ],
        said: String::new(),
        promise: "The policy by mail".to_owned(),
        promised_by: "12/1/2026".to_owned(),
    };
    desk.save_call(&request).unwrap();
    let plan = desk.plan().unwrap();
    let call = &plan.calls[0];
    assert_eq!(call.title, "Larkmoor Health, Dana R.");
    assert_eq!(call.at, "Monday, November 23, 10:00 am");
    assert_eq!(call.reference, "C-118");
    assert_eq!(call.promise, "The policy by mail, by Tuesday, December 1.");
    assert_eq!(call.answers.len(), 2);
    assert_eq!(
        call.answers[0].answered,
        "Plan year starts: 1/1/2026; Plan year ends: 12/31/2026"
    );
    let end = field(&plan, "year-end");
    assert_eq!(end.shown, "Thu, Dec 31, 2026");
    assert_eq!(
        end.source.as_deref(),
        Some("Said on the call of Monday, November 23.")
    );
    assert_eq!(field(&plan, "visit-limits").value, "");

    desk.undo().unwrap();
    let plan = desk.plan().unwrap();
    assert!(plan.calls.is_empty() && field(&plan, "year-end").value.is_empty());
    let mut nothing = request;
    nothing.answers.clear();
    for text in [
        &mut nothing.whom,
        &mut nothing.name,
        &mut nothing.number,
        &mut nothing.reference,
        &mut nothing.promise,
        &mut nothing.promised_by,
    ] {
        text.clear();
    }
    assert_eq!(
        desk.save_call(&nothing).unwrap_err().code(),
        Code::BadRequest
    );
}

#[test]
fn an_answer_that_cannot_be_read_takes_no_good_values_place() {
    let home = Home::new();
    let desk = home.made();
    save(&desk, &[("deductible-in", "1,500.00")]);
    let request = |value: &str| CallRequest {
        script: Some("verification-of-benefits".to_owned()),
        whom: "Larkmoor Health".to_owned(),
        name: "Dana R.".to_owned(),
        number: String::new(),
        minutes: None,
        reference: String::new(),
        answers: vec![CallAnswerRequest {
            asked: "The deductible?".to_owned(),
            fills: "plan.cost_share".to_owned(),
            answered: String::new(),
            entries: vec![entry("deductible-in", value)],
        }],
        said: String::new(),
        promise: String::new(),
        promised_by: String::new(),
    };
    let said = desk.save_call(&request("abc")).unwrap().said;
    assert!(said.contains("abc"), "{said}");
    let plan = desk.plan().unwrap();
    assert_eq!(field(&plan, "deductible-in").value, "1,500.00");
    assert!(plan.calls[0].answers[0].answered.contains("abc"));
    desk.save_call(&request("2,000.00")).unwrap();
    assert_eq!(
        field(&desk.plan().unwrap(), "deductible-in").value,
        "2,000.00"
    );
}

/// Both sides of a card, as a photograph reads.
const CARD: &str = "Gulfstream Mutual\nChoice HMO Silver\n\nName: Ofelia Brandt\nID#: GMX7741980032\nGroup: 77120\n\
    Effective: 01/01/2026\n\nRx BIN: 004336   PCN: ADV   Rx Group: RX8821\n\n\
    Customer service: (850) 555-0120\nMental health and substance use: (850) 555-0121\n\
    Mail claims to: Gulfstream Mutual Claims, P.O. Box 4410, Tampa, FL 33601\n";

#[test]
fn a_card_fills_the_numbers_once_the_person_says_so() {
    let home = Home::new();
    let desk = home.made();
    let card = add_one(&desk, &home.file("card.txt", CARD));
    let plan = desk.plan().unwrap();
    for (field, value) in [
        ("member-id", "GMX7741980032"),
        ("group", "77120"),
        ("rx-bin", "004336"),
        ("member-phone", "(850) 555-0120"),
        ("behavioral-phone", "(850) 555-0121"),
    ] {
        let offer = plan.offers.iter().find(|o| o.field == field);
        let offer = offer.unwrap_or_else(|| panic!("no {field}: {:?}", plan.offers));
        assert_eq!((offer.value.as_str(), &offer.document), (value, &card));
    }
    desk.take_plan_offer("group", "77120").unwrap();
    assert_eq!(field(&desk.plan().unwrap(), "group").value, "77120");
}

#[test]
fn a_statement_offers_the_counters_of_the_year_and_only_the_newest_one() {
    let home = Home::new();
    let desk = home.made();
    let statement = |day: &str, met: &str, left: &str| {
        format!(
            "Larkmoor Health\n\nExplanation of Benefits\nThis is not a bill\n\nStatement date: {day}\n\n\
             Member: Nora Hale\nMember ID: LMH 4471 0926 83\n\n\
             Service date   Description   Billed   Allowed   Plan paid   You owe\n\
             10/05/2026     Office visit  $100.00  $80.00    $0.00       $80.00\n\n\
             Your plan year so far                        Limit         Used        Remaining\n\
             Individual deductible, in network         $1,500.00     {met}        {left}\n"
        )
    };
    add_one(
        &desk,
        &home.file(
            "old.txt",
            statement("October 12, 2026", "$860.00", "$640.00"),
        ),
    );
    home.set_clock("2026-11-24T10:00:00-05:00");
    add_one(
        &desk,
        &home.file(
            "new.txt",
            statement("November 12, 2026", "$940.00", "$560.00"),
        ),
    );
    let plan = desk.plan().unwrap();
    let used: Vec<&str> = plan
        .offers
        .iter()
        .filter(|offer| offer.field == "deductible-in-used")
        .map(|offer| offer.value.as_str())
        .collect();
    assert_eq!(used, ["$940.00"], "{:?}", plan.offers);
    desk.take_plan_offer("deductible-in-used", "$940.00")
        .unwrap();
    desk.take_plan_offer("deductible-in", "$1,500.00").unwrap();
    let plan = desk.plan().unwrap();
    assert_eq!(plan.counters[0].say, "$560.00 left.");
    assert!(plan.offers.iter().all(|o| o.field != "deductible-in-used"));
}
