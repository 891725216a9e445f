//! A claim, and what the plan says of claims, told in plain words.

use super::words;
use crate::versions::{Teller, Telling, Told, joined, led};
use crate::words::{count, money};
use holdfast_case::Cents;
use holdfast_case::claim::{
    AnsweredLine, Claim, ClaimAnswer, ClaimKind, ClaimTerms, ClaimTiming, FilingUnit, SendWay,
    ServiceLine, Submission,
};

impl Told for Claim {
    const NAME: &'static str = "Claim or request";

    fn called(&self, teller: &Teller<'_>) -> String {
        format!(
            "\u{2018}{}\u{2019}",
            words::title(teller.lib, self, teller.today)
        )
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say(
            "What it is",
            match self.kind {
                ClaimKind::Claim => "a claim",
                ClaimKind::Authorization => "a request for approval",
            },
        );
        telling.say("How soon", self.timing.map_or("", soon));
        telling.say("Your name for it", &self.title);
        telling.say("Number they gave it", &self.number);
        telling.say("Approval number", &self.authorization);
        telling.say("Clinic", &self.clinic);
        telling.say("NPI of the clinic", &self.clinic_npi);
        telling.say("Clinician", &self.provider);
        telling.say("NPI of the clinician", &self.provider_npi);
        telling.say("Place of service", &self.place);
        telling.say("Diagnosis codes", joined(texts(&self.diagnoses)));
        for line in &self.lines {
            telling.say("Line", service(teller, line));
        }
        telling.say("A sentence that goes with it", &self.note);
        telling.say("Bill", teller.paper(self.document));
        for sent in &self.submissions {
            telling.say("How it went out", sending(teller, sent));
        }
        for answer in &self.answers {
            telling.say("What came back", answered(teller, answer));
        }
        for paper in &self.not_answers {
            telling.say("Not an answer to it", teller.paper(Some(*paper)));
        }
        let bill = self.clinic_bill.as_ref().map(|bill| {
            let (amount, paper) = (teller.amount(&bill.amount), teller.paper(bill.document));
            joined([amount.as_str(), paper.as_str()])
        });
        telling.say("What the clinic asks", bill.unwrap_or_default());
        telling.say_yes("Closed", self.closed);
    }
}

impl Told for ClaimTerms {
    const NAME: &'static str = "What your plan says of claims";

    fn called(&self, _: &Teller<'_>) -> String {
        "the part on claims".to_owned()
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("Coverage began", teller.when(&self.covered_from));
        telling.say("Coverage ended", teller.when(&self.covered_to));
        telling.say(
            "Time to file a claim",
            match (self.filing_count.value, self.filing_unit) {
                (None, _) => self.filing_count.typed.clone(),
                (Some(n), FilingUnit::Days) => count(n as usize, "day", "days"),
                (Some(n), FilingUnit::Months) => count(n as usize, "month", "months"),
                (Some(n), FilingUnit::Years) => count(n as usize, "year", "years"),
            },
        );
        telling.say("Where it says so", &self.filing_said);
        telling.say("Paper that says so", teller.paper(self.filing_document));
        telling.say(
            "Wants to be asked first",
            match self.asks_first {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            },
        );
    }
}

fn soon(timing: ClaimTiming) -> &'static str {
    match timing {
        ClaimTiming::PreService => "before the care",
        ClaimTiming::Urgent => "urgent: waiting could do harm",
        ClaimTiming::Concurrent => "it goes on with care they approved",
        ClaimTiming::PostService => "after the care",
    }
}

fn way(way: SendWay) -> &'static str {
    match way {
        SendWay::Portal => "by portal",
        SendWay::Fax => "by fax",
        SendWay::CertifiedMail => "by certified mail",
        SendWay::Mail => "by mail",
        SendWay::Email => "by e-mail",
        SendWay::ByHand => "by hand",
        SendWay::Clinic => "by the clinic",
    }
}

/// "Oct 5–22, 96365, 6 units, $2,040.00".
fn service(teller: &Teller<'_>, line: &ServiceLine) -> String {
    let units = match line.units.value {
        Some(n) => count(n as usize, "unit", "units"),
        None => line.units.typed.clone(),
    };
    let parts = [
        words::days(line, teller.today),
        line.code.clone(),
        joined(texts(&line.modifiers)),
        units,
        teller.amount(&line.charge),
        line.drug.clone(),
        line.dose.clone(),
        led("NDC ", &line.ndc),
        led("diagnosis ", &joined(texts(&line.diagnoses))),
        led("revenue code ", &line.revenue),
        led("place ", &line.place),
        line.description.clone(),
    ];
    joined(texts(&parts))
}

/// "by fax, June 3, there June 4, to 555 0100, number 7, proof ‘Fax page’".
fn sending(teller: &Teller<'_>, sent: &Submission) -> String {
    let parts = [
        way(sent.way).to_owned(),
        teller.when(&sent.day),
        led("there ", &teller.when(&sent.received)),
        led("to ", &sent.to),
        led("number ", &sent.tracking),
        led("proof ", &teller.paper(sent.proof)),
        sent.note.clone(),
    ];
    joined(texts(&parts))
}

/// "Denied, November 12, ‘Benefits statement’, billed $3,150.00, plan paid $0.00"; with each of its lines where it
/// prints no totals.
fn answered(teller: &Teller<'_>, answer: &ClaimAnswer) -> String {
    let mut parts = vec![
        words::outcome(answer.outcome).to_owned(),
        teller.when(&answer.day),
        teller.paper(answer.document),
    ];
    match &answer.totals {
        Some(totals) => parts.push(amounts(totals)),
        None => parts.extend(answer.lines.iter().map(|line| {
            let amounts = amounts(line);
            joined([line.code.as_str(), amounts.as_str()])
        })),
    }
    joined(texts(&parts))
}

fn amounts(line: &AnsweredLine) -> String {
    let amount = |name: &str, cents: Option<Cents>| {
        cents.map_or_else(String::new, |cents| format!("{name} {}", money(cents)))
    };
    let parts = [
        amount("billed", line.billed),
        amount("discount", line.discount),
        amount("allowed", line.allowed),
        amount("not covered", line.not_covered),
        amount("deductible", line.deductible),
        amount("copay", line.copay),
        amount("coinsurance", line.coinsurance),
        amount("other insurance", line.other_insurance),
        amount("plan paid", line.paid),
        amount("you owe", line.owes),
    ];
    joined(texts(&parts))
}

fn texts(all: &[String]) -> impl Iterator<Item = &str> {
    all.iter().map(String::as_str)
}
