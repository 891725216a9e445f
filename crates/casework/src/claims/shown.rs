//! A claim as it is shown: its row, its lines with their codes in plain words, its checks, its sums.

use super::book::Book;
use super::request::fields;
use super::words;
use crate::kept::Kept;
use crate::view::{
    AmountView, CheckVerdict, ClaimAnswerView, ClaimCheckView, ClaimLookView, ClaimRowView,
    ClaimStanding, ClaimView, CodeView, FindingView, HowView, LineLookView, SubmissionView,
    SumView,
};
use holdfast_case::claim::{
    AnsweredLine, Claim, ClaimAnswer, ClaimOutcome, ClaimState, ServiceLine, Typed, When,
};
use holdfast_case::{CaseRecordId, Cents, DocumentId};
use holdfast_library::find_code::plain_of;
use holdfast_rules::claims::{Check, Reconciliation, Verdict, before_sending, dollars, reconcile};

impl Book {
    /// Its row in the table.
    pub(super) fn row_view(&self, kept: &Kept<Claim>) -> ClaimRowView {
        let claim = &kept.record;
        let last = claim.submissions.last();
        let (standing, say) = self.standing(kept);
        ClaimRowView {
            id: kept.id.to_string(),
            kind: claim.kind.id().to_owned(),
            title: words::title(self.lib, claim, self.today),
            number: claim.number.clone(),
            sent: last.map(|sent| self.typed_day(&sent.day)),
            way: last.map(|sent| sent.way.id().to_owned()),
            standing,
            say,
            billed: self.charged(claim),
            paid: claim.answers.last().and_then(|answer| {
                let told = self.reconciled(claim, answer);
                self.sum(answer, told.sums.paid, |line| line.paid)
            }),
        }
    }

    fn standing(&self, kept: &Kept<Claim>) -> (ClaimStanding, String) {
        let claim = &kept.record;
        let answered = |outcome: ClaimOutcome| {
            let day = claim
                .answers
                .last()
                .map(|answer| self.typed_day(&answer.day));
            format!("{} {}", words::outcome(outcome), day.unwrap_or_default())
                .trim_end()
                .to_owned()
        };
        match claim.state() {
            ClaimState::Draft => (ClaimStanding::Draft, "Not sent".to_owned()),
            ClaimState::Closed => (ClaimStanding::Closed, "Closed".to_owned()),
            ClaimState::Denied => (ClaimStanding::Denied, answered(ClaimOutcome::Denied)),
            ClaimState::PartlyPaid => (ClaimStanding::PartlyPaid, answered(ClaimOutcome::Partly)),
            ClaimState::Paid => (ClaimStanding::Paid, answered(ClaimOutcome::Paid)),
            ClaimState::Approved => (ClaimStanding::Approved, answered(ClaimOutcome::Approved)),
            ClaimState::Sent => self.waiting(kept),
        }
    }

    /// A claim that waits: day n of m, or that the time is over.
    fn waiting(&self, kept: &Kept<Claim>) -> (ClaimStanding, String) {
        let clock = self.running(kept);
        let due = clock.as_ref().and_then(|clock| clock.deadline.due);
        let Some((clock, due)) = clock.zip(due) else {
            return (ClaimStanding::Sent, "Sent".to_owned());
        };
        if due < self.today {
            // where the plan is not known, the shortest of several times is over
            let was = match clock.deadline.shortest_of.is_empty() {
                true => "Answer was due",
                false => "Answer may be due since",
            };
            let say = format!("{was} {}", words::day(due, self.today));
            return (ClaimStanding::Late, say);
        }
        let (day, of) = (self.today - clock.from, due - clock.from);
        let say = format!("Sent, day {} of {}", day.num_days().max(0), of.num_days());
        (ClaimStanding::Sent, say)
    }

    /// A day as it was understood, else as it was typed.
    fn typed_day(&self, typed: &Typed<When>) -> String {
        match typed.value {
            Some(when) => words::when(when, self.today),
            None => typed.typed.clone(),
        }
    }

    /// One claim with everything that is known of it.
    pub(super) fn claim_view(&self, kept: &Kept<Claim>) -> ClaimView {
        let claim = &kept.record;
        let answer = claim.answers.last();
        let told = answer.map(|answer| self.reconciled(claim, answer));
        let bill = claim.clinic_bill.as_ref();
        ClaimView {
            row: self.row_view(kept),
            fields: fields(claim),
            look: self.look_view(Some(kept.id), claim),
            again: !claim.submissions.is_empty(),
            clock: self.clock_view(kept),
            submissions: (claim.submissions.iter())
                .map(|sent| SubmissionView {
                    way: sent.way.id().to_owned(),
                    say: self.typed_day(&sent.day),
                    day: sent.day.typed.clone(),
                    received: sent.received.typed.clone(),
                    to: sent.to.clone(),
                    tracking: sent.tracking.clone(),
                    proof: self.paper(sent.proof),
                    note: sent.note.clone(),
                })
                .collect(),
            answers: (claim.answers.iter())
                .map(|answer| ClaimAnswerView {
                    outcome: answer.outcome.id().to_owned(),
                    say: format!(
                        "{} {}",
                        words::outcome(answer.outcome),
                        self.typed_day(&answer.day)
                    )
                    .trim_end()
                    .to_owned(),
                    document: self.paper(answer.document),
                    lines: u32::try_from(answer.lines.len()).unwrap_or(u32::MAX),
                    doubts: answer.doubts.clone(),
                })
                .collect(),
            sentence: told
                .as_ref()
                .map(|t| t.sentence.clone())
                .unwrap_or_default(),
            sums: (answer.zip(told.as_ref()))
                .map(|(answer, told)| self.sums(claim, answer, told))
                .unwrap_or_default(),
            findings: (answer.zip(told.as_ref()))
                .map(|(answer, told)| findings(answer, told))
                .unwrap_or_default(),
            clinic_bill: bill
                .map(|bill| bill.amount.typed.clone())
                .unwrap_or_default(),
            clinic_document: bill.and_then(|bill| bill.document).map(|id| id.to_string()),
            bill: self.paper(claim.document),
            again_of: claim.again_of.as_ref().and_then(|id| {
                let before = self.claims.iter().find(|kept| kept.id.to_string() == *id)?;
                Some(words::title(self.lib, &before.record, self.today))
            }),
        }
    }

    fn reconciled(&self, claim: &Claim, answer: &ClaimAnswer) -> Reconciliation {
        let clinic = claim.clinic_bill.as_ref();
        let clinic = clinic.and_then(|bill| bill.amount.value);
        reconcile(claim, &answer.lines, answer.totals.as_ref(), clinic)
    }

    /// What is asked, with the lines it is the sum of.
    fn charged(&self, claim: &Claim) -> Option<AmountView> {
        let amount = claim.charged()?;
        let of_bill = claim.document.filter(|id| self.paper(Some(*id)).is_some());
        let lines = claim.lines.iter().enumerate();
        let how = lines.filter_map(|(at, line)| {
            let charge = line.charge.value?;
            let code = line.code_key();
            let name = if code.is_empty() {
                String::new()
            } else {
                format!(", {code}")
            };
            Some(HowView {
                say: format!("Line {}{name}: {}", at + 1, dollars(charge)),
                document: of_bill.map(|id| id.to_string()),
                page: None,
            })
        });
        Some(AmountView {
            without: without(claim),
            ..amount_view(amount, how.collect())
        })
    }

    /// A sum of a statement, with where its parts stand.
    fn sum(
        &self,
        answer: &ClaimAnswer,
        sum: Option<Cents>,
        part: fn(&AnsweredLine) -> Option<Cents>,
    ) -> Option<AmountView> {
        let sum = sum?;
        let document = answer.document;
        let paper = self.paper_named(document);
        let at = |id: Option<DocumentId>| id.map(|id| id.to_string());
        let mut how: Vec<HowView> = (answer.lines.iter())
            .filter_map(|line| {
                let amount = part(line)?;
                let day = line.from.or(line.to).map(|day| words::day(day, self.today));
                let name: Vec<String> = [Some(line.code_key()).filter(|c| !c.is_empty()), day]
                    .into_iter()
                    .flatten()
                    .collect();
                Some(HowView {
                    say: format!("{}: {}", name.join(", "), dollars(amount)),
                    document: at(document),
                    page: line.page,
                })
            })
            .collect();
        if answer.lines.is_empty() {
            let totals = answer.totals.as_ref();
            how.push(HowView {
                say: match paper {
                    Some(paper) => format!("As it stands in {paper}"),
                    None => "As you told us".to_owned(),
                },
                document: at(document),
                page: totals.and_then(|totals| totals.page),
            });
        }
        Some(amount_view(sum, how))
    }

    fn sums(&self, claim: &Claim, answer: &ClaimAnswer, told: &Reconciliation) -> Vec<SumView> {
        type Part = fn(&AnsweredLine) -> Option<Cents>;
        let of: [(&str, Option<Cents>, Part); 10] = [
            ("Billed", told.sums.billed, |l| l.billed),
            ("Taken off", told.sums.discount, |l| l.discount),
            ("Allowed", told.sums.allowed, |l| l.allowed),
            ("Not covered", told.sums.not_covered, |l| l.not_covered),
            ("To your deductible", told.sums.deductible, |l| l.deductible),
            ("Copay", told.sums.copay, |l| l.copay),
            ("Coinsurance", told.sums.coinsurance, |l| l.coinsurance),
            ("Other insurance", told.sums.other_insurance, |l| {
                l.other_insurance
            }),
            ("Plan paid", told.sums.paid, |l| l.paid),
            ("They say you owe", told.sums.owes, |l| l.owes),
        ];
        let mut sums: Vec<SumView> = of
            .into_iter()
            .filter_map(|(name, sum, part)| {
                let amount = self.sum(answer, sum, part)?;
                Some(SumView {
                    name: name.to_owned(),
                    amount,
                })
            })
            .collect();
        if let Some((bill, asks)) = claim.clinic_bill.as_ref().zip(told.clinic) {
            let how = HowView {
                say: match self.paper_named(bill.document) {
                    Some(paper) => format!("As it stands in {paper}"),
                    None => "As you told us".to_owned(),
                },
                document: bill.document.map(|id| id.to_string()),
                page: None,
            };
            sums.push(SumView {
                name: "The clinic billed you".to_owned(),
                amount: amount_view(asks, vec![how]),
            });
        }
        sums
    }

    /// What is understood of a claim, and its checks.
    pub(super) fn look_view(&self, id: Option<CaseRecordId>, claim: &Claim) -> ClaimLookView {
        let others = self.others(id);
        let checks = before_sending(self.lib, claim, &self.known(&others));
        let answer = claim.answers.last();
        let told = answer.map(|answer| self.reconciled(claim, answer));
        let lines = claim.lines.iter().enumerate().map(|(at, line)| {
            let paid = answer.zip(told.as_ref()).and_then(|(answer, told)| {
                let pair = told.lines.iter().find(|pair| pair.claimed == Some(at))?;
                let own: Vec<AnsweredLine> = pair
                    .answered
                    .iter()
                    .filter_map(|at| answer.lines.get(*at).cloned())
                    .collect();
                let part = ClaimAnswer {
                    lines: own,
                    totals: None,
                    ..answer.clone()
                };
                if part.lines.is_empty() {
                    return None;
                }
                let sum = reconcile(claim, &part.lines, None, None).sums.paid;
                self.sum(&part, sum, |line| line.paid)
            });
            self.line_view(claim, line, paid)
        });
        ClaimLookView {
            lines: lines.collect(),
            diagnoses: (claim.diagnoses.iter())
                .map(|code| self.diagnosis(code))
                .collect(),
            place: Some(claim.place.trim())
                .filter(|place| !place.is_empty())
                .map(|place| {
                    let entry = self.lib.codes.place(place);
                    self.code(
                        place,
                        entry.map(|e| (&e.code, &e.plain, &e.note, &e.source)),
                    )
                }),
            total: self.charged(claim),
            checks: checks.into_iter().map(check_view).collect(),
        }
    }

    fn line_view(
        &self,
        claim: &Claim,
        line: &ServiceLine,
        paid: Option<AmountView>,
    ) -> LineLookView {
        let codes = &self.lib.codes;
        let shown = |typed: &str, value: Option<String>| value.unwrap_or_else(|| typed.to_owned());
        LineLookView {
            days: words::days(line, self.today),
            code: Some(line.code_key())
                .filter(|code| !code.is_empty())
                .map(|code| {
                    let entry = codes.service(&code);
                    self.code(
                        &code,
                        entry.map(|e| (&e.code, &e.plain, &e.note, &e.source)),
                    )
                }),
            modifiers: (line.modifiers.iter())
                .map(|m| m.trim().to_ascii_uppercase())
                .filter(|m| !m.is_empty())
                .map(|m| {
                    let entry = codes.modifier(&m);
                    self.code(&m, entry.map(|e| (&e.code, &e.plain, &e.note, &e.source)))
                })
                .collect(),
            revenue: Some(line.revenue.trim())
                .filter(|code| !code.is_empty())
                .map(|code| {
                    let entry = codes.revenue(code);
                    self.code(code, entry.map(|e| (&e.code, &e.plain, &e.note, &e.source)))
                }),
            diagnoses: (claim.diagnoses_of(line).into_iter())
                .map(|code| self.diagnosis(code))
                .collect(),
            units: shown(
                &line.units.typed,
                line.units.value.map(|units| units.to_string()),
            ),
            charge: shown(&line.charge.typed, line.charge.value.map(dollars)),
            paid,
        }
    }

    fn diagnosis(&self, code: &str) -> CodeView {
        let code = code.trim().to_ascii_uppercase();
        let entry = self.lib.codes.diagnosis(&code);
        self.code(
            &code,
            entry.map(|e| (&e.code, &e.plain, &e.note, &e.source)),
        )
    }

    fn code(&self, code: &str, entry: Option<(&String, &String, &String, &String)>) -> CodeView {
        let codes = &self.lib.codes;
        let checked = codes.meta.checked.to_string();
        match entry {
            Some((names, plain, note, source)) => CodeView {
                code: code.to_owned(),
                plain: plain_of(names, plain, code),
                note: note.clone(),
                source: codes.source(source).to_owned(),
                checked,
                verified: source != "memory",
                known: true,
            },
            None => CodeView {
                code: code.to_owned(),
                plain: "Not in our list".to_owned(),
                note: String::new(),
                source: String::new(),
                checked,
                verified: false,
                known: false,
            },
        }
    }
}

fn amount_view(amount: Cents, how: Vec<HowView>) -> AmountView {
    AmountView {
        say: dollars(amount),
        decimal: amount.decimal(),
        without: String::new(),
        how,
    }
}

/// The lines whose charge can't be read, so that they are not in the sum.
fn without(claim: &Claim) -> String {
    let unread: Vec<String> = (claim.lines.iter().enumerate())
        .filter(|(_, line)| line.charge.is_unread())
        .map(|(at, _)| (at + 1).to_string())
        .collect();
    match unread.as_slice() {
        [] => String::new(),
        [one] => format!("Line {one} is not in this sum: we can't read its charge."),
        [before @ .., last] => format!(
            "Lines {} and {last} are not in this sum: we can't read their charges.",
            before.join(", ")
        ),
    }
}

fn findings(answer: &ClaimAnswer, told: &Reconciliation) -> Vec<FindingView> {
    let found = told.findings.iter();
    found
        .map(|finding| FindingView {
            kind: finding.kind.id().to_owned(),
            say: finding.say.clone(),
            difference: finding.difference.decimal(),
            page: finding
                .answered
                .and_then(|at| answer.lines.get(at))
                .and_then(|line| line.page),
        })
        .collect()
}

fn check_view(check: Check) -> ClaimCheckView {
    ClaimCheckView {
        verdict: match check.verdict {
            Verdict::Look => CheckVerdict::Look,
            Verdict::Open => CheckVerdict::Open,
            Verdict::Good => CheckVerdict::Good,
        },
        line: check.line.and_then(|at| u32::try_from(at + 1).ok()),
        field: check.field.map(|field| field.id().to_owned()),
        id: check.id,
        title: check.title,
        why: check.why,
        mend: check.mend,
        sentence: check.sentence,
        document: (check.place.as_ref()).map(|place| place.document.to_string()),
        page: check.place.and_then(|place| place.page),
        source: check.source.say,
        checked: check.source.checked.map(|day| day.to_string()),
        verified: check.source.verified,
    }
}
