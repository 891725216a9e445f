//! What papers offer to the plan record: under the right name, as people write it, and nothing that is no value.

use crate::common::{Home, add_one};
use holdfast_casework::Desk;
use holdfast_casework::view::PlanOfferView;
use std::path::Path;

fn offers(desk: &Desk) -> Vec<PlanOfferView> {
    desk.plan().unwrap().offers
}

fn values(desk: &Desk, field: &str) -> Vec<String> {
    let offers = offers(desk).into_iter();
    let of_field = offers.filter(|offer| offer.field == field);
    of_field.map(|offer| offer.value).collect()
}

#[test]
fn a_card_from_a_file_gives_the_name_of_the_plan_and_nothing_of_its_kind() {
    let home = Home::new();
    let desk = home.made();
    let card = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample/papers/insurance-card.pdf");
    add_one(&desk, &card);
    assert_eq!(
        values(&desk, "plan-name"),
        ["Pinefield Freight Employee Health Plan"]
    );
    for (field, value) in [
        ("rx-bin", "555017"),
        ("rx-pcn", "LMH"),
        ("rx-group", "70518"),
        ("group", "70518"),
        ("member-phone", "1-800-555-0141"),
    ] {
        assert_eq!(values(&desk, field), [value], "{field}");
    }
}

#[test]
fn a_deductible_on_a_card_is_offered_under_no_network_that_it_does_not_name() {
    let home = Home::new();
    let desk = home.made();
    let card = "Gulfstream Mutual\nChoice HMO Silver\n\nName: Ofelia Brandt\nID#: GMX7741980032\nGroup: 77120\n\
        Deductible $1,500\nOut-of-pocket maximum, in network: $6,000\n\nRx BIN: 004336   PCN: ADV   Rx Group: RX8821\n\n\
        Customer service: (850) 555-0120\n";
    add_one(&desk, &home.file("card.txt", card));
    assert_eq!(values(&desk, "deductible"), ["$1,500.00"]);
    assert_eq!(values(&desk, "deductible-in"), Vec::<String>::new());
    assert_eq!(values(&desk, "limit-in"), ["$6,000.00"]);
    desk.take_plan_offer("deductible", "$1,500.00").unwrap();
    let plan = desk.plan().unwrap();
    assert_eq!(plan.amounts[0].label, "Deductible");
    assert_eq!(plan.amounts[0].shown, "$1,500.00");
}

#[test]
fn a_statement_that_names_no_network_offers_its_deductible_as_just_that() {
    let home = Home::new();
    let desk = home.made();
    let statement = "Larkmoor Health\n\nExplanation of Benefits\nThis is not a bill\n\nStatement date: November 12, 2026\n\n\
        Member: Nora Hale\nMember ID: LMH 4471 0926 83\n\n\
        Service date   Description   Billed   Allowed   Plan paid   You owe\n\
        10/05/2026     Office visit  $100.00  $80.00    $0.00       $80.00\n\n\
        You have met $860.00 of your $3,000.00 deductible.\n";
    add_one(&desk, &home.file("eob.txt", statement));
    assert_eq!(values(&desk, "deductible"), ["$3,000.00"]);
    assert_eq!(values(&desk, "deductible-used"), ["$860.00"]);
    assert_eq!(values(&desk, "deductible-in"), Vec::<String>::new());
}

/// A letter of a company that says it does not insure.
const ONLY_RUNS: &str = "Larkmoor Health\n\nNovember 12, 2026\n\nMember: Nora Hale\nMember ID: LMH 4471 0926 83\n\n\
    Dear Nora Hale:\n\nWe have denied your request for six ketamine infusions, because they are experimental. Your plan \
    is self-funded by your employer. Larkmoor Health administers the plan and does not insure it. You may appeal this \
    decision within 180 days of the day you get this letter.\n";

#[test]
fn a_company_that_does_not_insure_is_offered_as_who_runs_the_plan() {
    let home = Home::new();
    let desk = home.made();
    add_one(&desk, &home.file("no.txt", ONLY_RUNS));
    assert_eq!(values(&desk, "administrator"), ["Larkmoor Health"]);
    assert_eq!(values(&desk, "issuer"), Vec::<String>::new());
}

#[test]
fn a_print_out_of_a_pharmacy_says_nothing_of_who_manages_drugs() {
    let home = Home::new();
    let desk = home.made();
    let print_out = "Millrace Pharmacy\nPatient prescription history\n\nPatient: Nora Hale\n\n\
        Rx #      Fill date    Drug                 Qty   Days   Prescriber\n\
        7741102   03/02/2025   Sertraline 100 mg    30    30     A. Varga\n\
        7741102   04/01/2025   Sertraline 100 mg    30    30     A. Varga\n\
        7741988   06/11/2025   Bupropion XL 300 mg  30    30     A. Varga\n";
    add_one(&desk, &home.file("history.txt", print_out));
    for field in ["pharmacy-manager", "issuer", "administrator"] {
        assert_eq!(values(&desk, field), Vec::<String>::new(), "{field}");
    }
}

#[test]
fn what_stands_there_already_is_not_offered_in_other_signs() {
    let home = Home::new();
    let desk = home.made();
    let card = "Gulfstream Mutual\n\nName: Ofelia Brandt\nID#: GMX7741980032\nGroup: 77120\nDeductible $1,500\n\n\
        Customer service: (850) 555-0120\n";
    add_one(&desk, &home.file("card.txt", card));
    let entry = holdfast_casework::view::PlanEntry {
        field: "deductible".to_owned(),
        value: "1500".to_owned(),
    };
    let request = holdfast_casework::view::PlanRequest {
        entries: vec![entry],
        state: None,
    };
    desk.save_plan(&request).unwrap();
    assert_eq!(values(&desk, "deductible"), Vec::<String>::new());
}

#[test]
fn the_state_of_the_address_in_a_letter_is_offered_and_set_with_a_yes() {
    let home = Home::new();
    let desk = home.made();
    let address = "Nora Hale\n12 Mill Street\nWooster, OH 44691\n\nDear Nora Hale:";
    let letter = ONLY_RUNS.replace("Dear Nora Hale:", address);
    add_one(&desk, &home.file("no.txt", letter));
    let offer = offers(&desk).into_iter().find(|o| o.field == "state");
    let offer = offer.unwrap_or_else(|| panic!("{:?}", offers(&desk)));
    assert_eq!((offer.value.as_str(), offer.shown.as_str()), ("OH", "Ohio"));
    assert_eq!(desk.plan().unwrap().state, None, "never put in silently");
    desk.take_plan_offer("state", "OH").unwrap();
    assert_eq!(desk.plan().unwrap().state.as_deref(), Some("OH"));
    assert!(offers(&desk).iter().all(|o| o.field != "state"));
}
