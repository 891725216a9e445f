//! Precision and recall over the labelled policies.

use super::made::{Made, make};
use holdfast_letters::policy::{Findings, Passage, Policy, PolicyText, find_passages};
use holdfast_library::Library;
use std::collections::BTreeMap;
use std::time::Instant;

/// Policies the rules were made on.
const WORKED_ON: &[(&str, &str, bool)] = &[
    (
        "employer booklet",
        include_str!("../../policies/employer-booklet.txt"),
        false,
    ),
    (
        "HMO, two columns",
        include_str!("../../policies/hmo-evidence.txt"),
        false,
    ),
    (
        "marketplace contract",
        include_str!("../../policies/marketplace-contract.txt"),
        false,
    ),
    (
        "Medicare evidence of coverage",
        include_str!("../../policies/medicare-evidence.txt"),
        false,
    ),
    (
        "bulletin on ketamine",
        include_str!("../../policies/bulletin-ketamine.txt"),
        false,
    ),
    (
        "booklet of questions",
        include_str!("../../policies/questions-booklet.txt"),
        false,
    ),
    (
        "Medicaid handbook",
        include_str!("../../policies/medicaid-handbook.txt"),
        false,
    ),
    (
        "federal brochure",
        include_str!("../../policies/federal-brochure.txt"),
        false,
    ),
    (
        "certificate, two columns",
        include_str!("../../policies/certificate.txt"),
        false,
    ),
    (
        "criteria for esketamine",
        include_str!("../../policies/esketamine-criteria.txt"),
        false,
    ),
    (
        "employer booklet, scanned",
        include_str!("../../policies/employer-booklet.txt"),
        true,
    ),
];

/// Policies written after the rules. Nothing was mended by looking at them: do not. (How many points are enough was
/// chosen on both sets.)
const KEPT_ASIDE: &[(&str, &str, bool)] = &[
    (
        "union trust fund",
        include_str!("../../policies/kept-trust-fund.txt"),
        false,
    ),
    (
        "student plan, two columns",
        include_str!("../../policies/kept-student-plan.txt"),
        false,
    ),
    (
        "state employees' handbook",
        include_str!("../../policies/kept-state-employees.txt"),
        false,
    ),
    (
        "point-of-service plan",
        include_str!("../../policies/kept-point-of-service.txt"),
        false,
    ),
    (
        "bulletin on infusions",
        include_str!("../../policies/kept-infusion-bulletin.txt"),
        false,
    ),
    (
        "union trust fund, scanned",
        include_str!("../../policies/kept-trust-fund.txt"),
        true,
    ),
];

/// Passages that are measured: those shown first, and the few of the second rank that a case hangs on.
fn measured(id: &str) -> bool {
    let first = Library::builtin().section(id).is_some_and(|s| s.rank == 1);
    first
        || [
            "step-therapy",
            "drug-benefit",
            "time-limits",
            "claims-filing",
            "parity",
            "oop",
        ]
        .contains(&id)
}

fn findings(made: &Made) -> Findings {
    let policy = Policy::new(PolicyText::of(&made.pages));
    find_passages(Library::builtin(), &policy)
}

fn right(made: &Made, id: &str, passage: &Passage) -> bool {
    made.labels.get(id).is_some_and(|(spots, _)| {
        passage.places.iter().any(|place| {
            spots.iter().any(|(page, bbox)| {
                *page == place.page
                    && bbox.y0 < place.bbox.y1 - 1.0
                    && place.bbox.y0 < bbox.y1 - 1.0
                    && bbox.x0 < place.bbox.x1
                    && place.bbox.x0 < bbox.x1
            })
        })
    })
}

#[derive(Default, Clone, Copy, Debug)]
struct Tally {
    wanted: u32,
    found: u32,
    right: u32,
    wanted_right: u32,
    right_among_five: u32,
    sure: u32,
    sure_right: u32,
}

fn tally(set: &[(&str, &str, bool)], say: &mut String) -> Tally {
    let mut all = Tally::default();
    for (name, text, ocr) in set {
        let made = make(name, text, *ocr);
        let found: BTreeMap<String, Vec<Passage>> = findings(&made)
            .found
            .into_iter()
            .map(|f| (f.section, f.passages))
            .collect();
        for section in Library::builtin()
            .policy_sections
            .sections
            .iter()
            .filter(|s| measured(&s.id))
        {
            let wanted = made.labels.get(&section.id).is_some_and(|l| l.1);
            all.wanted += u32::from(wanted);
            match found.get(&section.id) {
                None if wanted => say.push_str(&format!("{name}: {} not found\n", section.id)),
                None => {}
                Some(passages) => {
                    let first = passages.first().unwrap();
                    let ok = right(&made, &section.id, first);
                    all.found += 1;
                    all.right += u32::from(ok);
                    all.wanted_right += u32::from(ok && wanted);
                    all.right_among_five +=
                        u32::from(passages.iter().any(|p| right(&made, &section.id, p)));
                    all.sure += u32::from(first.confidence >= 0.9);
                    all.sure_right += u32::from(ok && first.confidence >= 0.9);
                    if !ok {
                        say.push_str(&format!(
                            "{name}: {} p. {} conf {:.2} [{}] {} ({})\n",
                            section.id,
                            first.page,
                            first.confidence,
                            first.heading,
                            first.quote,
                            first.why
                        ));
                    }
                }
            }
        }
    }
    let percent = |a: u32, b: u32| 100.0 * a as f32 / b.max(1) as f32;
    say.push_str(&format!(
        "precision {:.0}% ({}/{}), recall {:.0}% ({}/{}), right among the five {:.0}%, of the sure {:.0}% ({}/{})\n",
        percent(all.right, all.found), all.right, all.found, percent(all.wanted_right, all.wanted), all.wanted_right, all.wanted,
        percent(all.right_among_five, all.found), percent(all.sure_right, all.sure), all.sure_right, all.sure
    ));
    all
}

#[test]
fn the_policies_worked_on_are_read_right() {
    let mut say = String::new();
    let began = Instant::now();
    let t = tally(WORKED_ON, &mut say);
    println!("{say}{:?}", began.elapsed());
    assert!(
        t.right * 100 >= t.found * 94 && t.wanted_right * 100 >= t.wanted * 95,
        "{say}"
    );
}

#[test]
fn the_policies_kept_aside_are_read_as_well_as_the_bench_says() {
    let mut say = String::new();
    let t = tally(KEPT_ASIDE, &mut say);
    println!("{say}");
    // What was measured (99 % and 82 %), less a few: this fails when the rules get worse on what they were not made on.
    assert!(
        t.right * 100 >= t.found * 95 && t.wanted_right * 100 >= t.wanted * 78,
        "{say}"
    );
}
