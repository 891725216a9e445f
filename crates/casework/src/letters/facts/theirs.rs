//! What the answered letter says: its numbers, days, codes, words and office.

use super::words::{inside, service_words};
use super::{Gathered, LIKELY, LIKELY_NUMBER, cited};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::letters::copies::of_copies;
use crate::letters::named::{Theirs, plan_name};
use crate::letters::refused::refused_codes;
use crate::letters::wording::{dollars, full_day};
use holdfast_case::reading::{ClaimNumber, NoticeKind, Outcome, Stage};
use holdfast_case::{Cents, Letter, Reading};
use holdfast_library::Library;
use holdfast_library::find_code::plain_of;
use holdfast_packet::compose::Slot;
use holdfast_rules::trials::{Known, find_known};
use holdfast_vault::DeadlineFilter;

impl Inner {
    pub(in crate::letters) fn of_codes(&self, all: &mut Gathered<'_>, reading: &Reading) {
        let of = |systems: &[&str]| -> Vec<&holdfast_case::reading::CodeFact> {
            let sure = reading
                .claim
                .codes
                .iter()
                .filter(|code| code.fact.confidence >= LIKELY);
            sure.filter(|code| systems.contains(&code.system.as_str()))
                .collect()
        };
        let outcome = reading.outcome.as_ref().map(|fact| fact.value);
        let services = refused_codes(of(&["cpt", "hcpcs"]), outcome);
        let words: Vec<&str> = services
            .iter()
            .map(|code| code.fact.value.as_str())
            .collect();
        if let Some(first) = services.first() {
            let slot = Slot {
                words: words.join(", "),
                proof: cited(all.document, &first.fact),
            };
            all.set("codes", slot);
        }
        let diagnoses = of(&["icd-10-cm"]);
        let words = diagnoses.iter().map(|code| {
            let known = self.lib.codes.diagnosis(&code.fact.value);
            match known {
                Some(known) => {
                    let plain = plain_of(&known.code, &known.plain, &code.fact.value);
                    format!("{} ({})", inside(&plain), code.fact.value)
                }
                None => code.fact.value.clone(),
            }
        });
        let words: Vec<String> = words.collect();
        if let Some(first) = diagnoses.first() {
            let slot = Slot {
                words: words.join(" and "),
                proof: cited(all.document, &first.fact),
            };
            all.set("diagnosis", slot);
            if first.fact.value.starts_with('F') {
                all.flag("mental_health");
            }
        }
    }

    /// True where this is not the first decision of the case: they decided on an appeal already.
    pub(super) fn is_decided_before(
        &self,
        open: &Opened,
        reading: &Reading,
    ) -> Result<bool, Error> {
        let sure = |confidence: f32| confidence >= LIKELY;
        let kind = reading.kind.as_ref();
        let kind = kind.filter(|fact| sure(fact.confidence));
        let stage = reading.stage.as_ref();
        let stage = stage.filter(|fact| sure(fact.confidence));
        if kind.is_some_and(|fact| fact.value == NoticeKind::AppealDecision)
            || stage.is_some_and(|fact| fact.value == Stage::FinalInternal)
        {
            return Ok(true);
        }
        // an answer to a request for papers decides nothing
        let letters: Vec<Kept<Letter>> = self.kept_with(open)?;
        let decides =
            |letter: &Letter| letter.answer.is_some() && crate::letters::is_an_appeal(&letter.kind);
        Ok(letters.iter().any(|kept| decides(&kept.record)))
    }

    /// What is taken from their letter word by word.
    pub(super) fn of_theirs(&self, all: &mut Gathered<'_>, theirs: &Theirs, reading: &Reading) {
        self.of_days(all, theirs, reading);
        of_copies(all, theirs, reading);
        let issuer = reading.plan.issuer.as_ref();
        let issuer = issuer.map_or("", |fact| fact.value.as_str());
        for (name, slot) in [
            ("criteria_set", theirs.criteria()),
            ("review_company", theirs.review_company(self, issuer)),
        ] {
            if let Some(slot) = slot {
                all.set(name, slot);
            }
        }
        if let Some(number) = theirs.doctors_call() {
            all.bare("p2p_number", number);
        }
        if theirs.is_to_a_guardian() {
            all.flag("for_a_child");
        }
    }

    pub(super) fn last_day(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        let rows = open.vault.read().deadlines(&DeadlineFilter {
            document: all.letter.answers,
            only_member: true,
            ..DeadlineFilter::default()
        })?;
        // a letter that only helps has the day of the appeal it helps, while that is ahead
        let kind = crate::letters::step_of(&all.letter.kind);
        let helps = !crate::letters::parties::is_step(kind);
        let today = self.clock.today();
        let days = rows.iter().filter_map(|row| {
            let deadline = &row.deadline;
            let helped = helps && crate::letters::parties::is_step(&deadline.level);
            let day = deadline.due?;
            (deadline.level == kind || (helped && day >= today)).then_some(day)
        });
        if let Some(due) = days.min() {
            all.bare("deadline", full_day(due));
            if due < self.clock.today() {
                all.flag("late");
            }
        }
        let calls = open.vault.read().deadlines(&DeadlineFilter {
            document: all.letter.answers,
            ..DeadlineFilter::default()
        })?;
        let calls = calls
            .iter()
            .filter(|row| row.deadline.level == "peer-to-peer");
        if let Some(due) = calls.filter_map(|row| row.deadline.due).min() {
            all.bare("p2p_until", full_day(due));
            if due < today {
                all.flag("p2p_passed");
            }
        }
        Ok(())
    }
}

pub(in crate::letters) fn of_reading(all: &mut Gathered<'_>, lib: &Library, reading: &Reading) {
    let as_is = |text: &String| text.clone();
    all.read("patient", reading.member.patient.as_ref(), |name| {
        crate::words::name(name)
    });
    all.read("member_id", reading.member.member_id.as_ref(), as_is);
    all.read("group", reading.plan.group.as_ref(), as_is);
    let numbers = reading.claim.numbers.iter();
    let numbers: Vec<&str> = numbers.map(|number| number.fact.value.as_str()).collect();
    all.read("plan_name", reading.plan.plan_name.as_ref(), |name| {
        plan_name(name, &numbers)
    });
    all.read("issuer", reading.plan.issuer.as_ref(), |name| {
        crate::words::name(name)
    });
    all.read(
        "notice_date",
        reading.claim.date_of_notice.as_ref(),
        |day| full_day(*day),
    );
    all.read("service", reading.claim.service.as_ref(), |text| {
        service_words(lib, text)
    });
    // a letter about a medicine names it, where that is what was refused
    all.read(
        "drug",
        reading.claim.service.as_ref(),
        |text| match find_known(lib, text) {
            Known::Drug { .. } => service_words(lib, text),
            _ => String::new(),
        },
    );
    all.read("provider", reading.claim.provider.as_ref(), |name| {
        crate::words::name(name)
    });
    all.read("amount_billed", reading.amounts.billed.as_ref(), |cents| {
        dollars(*cents)
    });
    all.read("amount_paid", reading.amounts.paid.as_ref(), |cents| {
        dollars(*cents)
    });
    all.read(
        "amount_owed",
        reading.amounts.patient_owes.as_ref(),
        // that nothing is left to pay is no reason to ask for money
        |cents| match *cents {
            Cents(0) => String::new(),
            cents => dollars(cents),
        },
    );
    let sure = |number: &&ClaimNumber| number.fact.confidence >= LIKELY_NUMBER;
    let mut numbers = reading.claim.numbers.iter().filter(sure);
    if let Some(first) = numbers.next() {
        let words = first.fact.value.clone();
        let proof = cited(all.document, &first.fact);
        all.set("number", Slot { words, proof });
    }
    let others: Vec<String> = numbers.map(|number| number.fact.value.clone()).collect();
    all.bare("numbers", others.join(", "));
}

pub(in crate::letters) fn of_stage(all: &mut Gathered<'_>, reading: &Reading) {
    let stage = reading
        .stage
        .as_ref()
        .filter(|stage| stage.confidence >= LIKELY);
    match stage.map(|stage| stage.value) {
        Some(Stage::InitialPreService) => all.flag("pre_service"),
        Some(Stage::InitialConcurrent) => all.flag("concurrent"),
        Some(Stage::InitialPostService) => all.flag("post_service"),
        Some(Stage::FinalInternal) => all.flag("final_level"),
        _ => {}
    }
    // care of days before their letter was given already
    let printed = reading.claim.date_of_notice.as_ref().map(|fact| fact.value);
    let days = reading.claim.dates_of_service.iter();
    let mut days = days.filter(|day| day.confidence >= LIKELY).peekable();
    let is_told = ["pre_service", "concurrent", "post_service"]
        .iter()
        .any(|flag| all.facts.flags.contains(*flag));
    if !is_told
        && days.peek().is_some()
        && printed.is_some_and(|printed| days.all(|day| day.value < printed))
    {
        all.flag("post_service");
    }
    let outcome = reading.outcome.as_ref();
    let outcome = outcome.filter(|fact| fact.confidence >= LIKELY);
    if outcome.is_some_and(|fact| {
        matches!(
            fact.value,
            Outcome::PartlyDenied | Outcome::Reduced | Outcome::ApprovedWithChange
        )
    }) {
        all.flag("partly");
    }
    match all.letter.kind.as_str() {
        "internal-appeal" => all.flag("first_level"),
        "second-level-appeal" | "second-reconsideration" | "qic-reconsideration" => {
            all.flag("second_level")
        }
        "external-review" => all.flag("external"),
        _ => {}
    }
}
