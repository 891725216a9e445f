//! Right, wrong and missed per field.

use super::{Letter, day, days, flat, street, table, text, texts};
use chrono::NaiveDate;
use holdfast_case::Reading;
use std::collections::BTreeMap;
use toml::{Table, Value};

#[derive(Default, Clone, Copy, Debug)]
pub struct Count {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
    pub early: usize,
}

impl Count {
    pub fn all(self) -> usize {
        self.right + self.wrong + self.missed
    }
    /// Share of right ones, 1 where there are none.
    pub fn recall(self) -> f64 {
        if self.all() == 0 {
            1.0
        } else {
            self.right as f64 / self.all() as f64
        }
    }
    pub fn precision(self) -> f64 {
        let said = self.right + self.wrong;
        if said == 0 {
            1.0
        } else {
            self.right as f64 / said as f64
        }
    }
}

/// The table of one run.
#[derive(Default)]
pub struct Score {
    pub fields: BTreeMap<String, Count>,
    pub harm: Vec<String>,
    pub faults: Vec<String>,
    /// Field, confidence, whether it was right.
    pub sure: Vec<(String, f32, bool)>,
}

impl Score {
    pub fn mark(
        &mut self,
        letter: &str,
        field: &str,
        said: bool,
        good: bool,
        note: impl FnOnce() -> String,
    ) {
        let c = self.fields.entry(field.to_owned()).or_default();
        if !said {
            c.missed += 1;
        } else if good {
            c.right += 1;
        } else {
            c.wrong += 1;
        }
        if !good {
            self.faults.push(format!("{letter} {field}: {}", note()));
        }
    }

    pub fn trust(&mut self, field: &str, confidence: f32, right: bool) {
        self.sure.push((field.to_owned(), confidence, right));
    }

    /// Adds one letter.
    pub fn add(&mut self, letter: &Letter, got: &Reading) {
        let (name, want) = (letter.name.as_str(), &letter.want);
        let mut kinds = vec![text(want, "kind").to_owned()];
        kinds.extend(texts(want, "kind_also_accept"));
        let kind = got.kind.as_ref().map(|k| k.value.id());
        let good = kind.is_some_and(|k| kinds.iter().any(|w| w == k));
        self.mark(name, "kind", kind.is_some(), good, || {
            format!("{kind:?}, not {kinds:?}")
        });
        if let Some(k) = &got.kind {
            self.trust("kind", k.confidence, good);
        }
        let outcome = got.outcome.as_ref().map(|k| k.value.id());
        let good = outcome == Some(text(want, "outcome"));
        self.mark(name, "outcome", outcome.is_some(), good, || {
            format!("{outcome:?}, not {}", text(want, "outcome"))
        });
        if let Some(k) = &got.outcome {
            self.trust("outcome", k.confidence, good);
        }
        let stage = got.stage.as_ref().map(|k| k.value.id());
        let good = stage == Some(text(want, "stage"));
        self.mark(name, "stage", stage.is_some(), good, || {
            format!("{stage:?}, not {}", text(want, "stage"))
        });
        if let Some(k) = &got.stage {
            self.trust("stage", k.confidence, good);
        }
        let plan = table(want, "plan").unwrap();
        if text(plan, "kind") != "not-stated" {
            let mut accepted = vec![text(plan, "kind").to_owned()];
            accepted.extend(texts(plan, "kind_also_accept"));
            let said = got.plan.kind.as_ref();
            let good = said.is_some_and(|f| accepted.contains(&f.value));
            self.mark(name, "plan_kind", said.is_some(), good, || {
                format!("{:?}, not {accepted:?}", said.map(|f| &f.value))
            });
            if let Some(f) = said {
                self.trust("plan_kind", f.confidence, good);
            }
        }
        if !text(plan, "issuer").is_empty() {
            let mut names = vec![flat(text(plan, "issuer"))];
            names.extend(texts(plan, "issuer_also_accept").iter().map(|n| flat(n)));
            let said = got.plan.issuer.as_ref();
            let mine = said.map(|f| flat(&f.value)).unwrap_or_default();
            let good = !mine.is_empty()
                && names
                    .iter()
                    .any(|n| mine.contains(n.as_str()) || n.contains(&mine));
            self.mark(name, "issuer", said.is_some(), good, || {
                format!("{:?}, not {names:?}", said.map(|f| &f.value))
            });
            if let Some(f) = said {
                self.trust("issuer", f.confidence, good);
            }
        }
        let member = table(want, "member").unwrap();
        self.value(
            name,
            "member_id",
            text(member, "member_id"),
            got.member.member_id.as_ref(),
        );
        self.value(
            name,
            "patient",
            text(member, "patient"),
            got.member.patient.as_ref(),
        );
        self.value(
            name,
            "group",
            text(member, "group"),
            got.plan.group.as_ref(),
        );
        let claim = table(want, "claim").unwrap();
        let provider = text(claim, "provider");
        if !provider.is_empty() {
            let mine = got
                .claim
                .provider
                .as_ref()
                .map(|f| flat(&f.value))
                .unwrap_or_default();
            let good = !mine.is_empty()
                && (mine.contains(&flat(provider)) || flat(provider).contains(&mine));
            self.mark(name, "provider", !mine.is_empty(), good, || {
                format!("{mine}, not {provider}")
            });
            if let Some(f) = &got.claim.provider {
                self.trust("provider", f.confidence, good);
            }
        }
        let service = text(claim, "service");
        if !service.is_empty() {
            let mine = got
                .claim
                .service
                .as_ref()
                .map(|f| flat(&f.value))
                .unwrap_or_default();
            let good = !mine.is_empty()
                && (mine.contains(&flat(service)) || flat(service).contains(&mine));
            self.mark(name, "service", !mine.is_empty(), good, || {
                format!("{mine}, not {service}")
            });
            if let Some(f) = &got.claim.service {
                self.trust("service", f.confidence, good);
            }
        }
        let numbers: Vec<String> = claim
            .get("numbers")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|n| n.get("value"))
            .filter_map(Value::as_str)
            .map(flat)
            .collect();
        if let Some(first) = numbers.first() {
            let mine: Vec<String> = got
                .claim
                .numbers
                .iter()
                .map(|n| flat(&n.fact.value))
                .collect();
            let good = mine.contains(first);
            self.mark(name, "number", !mine.is_empty(), good, || {
                format!("{mine:?}, not {first}")
            });
            let lead = mine.first() == Some(first);
            self.mark(name, "number_first", !mine.is_empty(), lead, || {
                format!("{:?}, not {first}", mine.first())
            });
            if let Some(n) = got.claim.numbers.first() {
                self.trust(
                    "number",
                    n.fact.confidence,
                    numbers.contains(&flat(&n.fact.value)),
                );
            }
        }
        self.codes(name, claim, got);
        let notice = claim.get("date_of_notice").and_then(day).unwrap();
        let mut accepted = vec![notice];
        accepted.extend(days(claim, "date_of_notice_also_accept"));
        let said = got.claim.date_of_notice.as_ref();
        let good = said.is_some_and(|f| accepted.contains(&f.value));
        self.mark(name, "date_of_notice", said.is_some(), good, || {
            format!("{:?}, not {notice}", said.map(|f| (f.value, &f.why)))
        });
        if let Some(f) = said {
            self.trust("date_of_notice", f.confidence, good);
        }
        let service_days = days(claim, "dates_of_service");
        if !service_days.is_empty() {
            let mine: Vec<NaiveDate> = got.claim.dates_of_service.iter().map(|f| f.value).collect();
            let good = service_days.iter().all(|d| mine.contains(d));
            self.mark(name, "dates_of_service", !mine.is_empty(), good, || {
                format!("{mine:?}, not {service_days:?}")
            });
        }
        for f in &got.claim.dates_of_service {
            self.trust(
                "dates_of_service",
                f.confidence,
                service_days.contains(&f.value),
            );
        }
        if let Some(amounts) = table(want, "amounts") {
            let a = &got.amounts;
            for (key, value) in amounts.iter().filter(|(k, _)| *k != "of_claim") {
                let said = match key.as_str() {
                    "billed" => &a.billed,
                    "allowed" => &a.allowed,
                    "paid" => &a.paid,
                    "not_covered" => &a.not_covered,
                    "patient_owes" => &a.patient_owes,
                    "discount" => &a.discount,
                    "deductible" => &a.deductible,
                    "copay" => &a.copay,
                    "coinsurance" => &a.coinsurance,
                    _ => &a.other_insurance,
                };
                let good = said
                    .as_ref()
                    .is_some_and(|f| Some(f.value.decimal().as_str()) == value.as_str());
                self.mark(name, "amounts", said.is_some(), good, || {
                    format!(
                        "{key} {:?}, not {value}",
                        said.as_ref().map(|f| f.value.decimal())
                    )
                });
                if let Some(f) = said {
                    self.trust("amounts", f.confidence, good);
                }
            }
        }
        self.reasons(name, want, got);
        let appeal = table(want, "appeal").unwrap();
        for (field, key, said) in [
            ("appeal_fax", "fax", &got.appeal.fax),
            ("appeal_phone", "phone", &got.appeal.phone),
        ] {
            let last = |s: &str| {
                let d: String = s.chars().filter(char::is_ascii_digit).collect();
                d.get(d.len().saturating_sub(10)..).unwrap_or("").to_owned()
            };
            let expected = text(appeal, key);
            if !expected.is_empty() {
                let good = said
                    .as_ref()
                    .is_some_and(|f| last(&f.value) == last(expected));
                self.mark(name, field, said.is_some(), good, || {
                    format!("{:?}, not {expected}", said.as_ref().map(|f| &f.value))
                });
                if let Some(f) = said {
                    self.trust(field, f.confidence, good);
                }
            } else if let Some(f) = said {
                self.faults.push(format!(
                    "{name} {field}: {} although none is given",
                    f.value
                ));
                self.trust(field, f.confidence, false);
            }
        }
        let address = text(appeal, "address");
        if !address.is_empty() {
            let place = street(address).unwrap();
            let said = got.appeal.address.as_ref();
            let good = said.is_some_and(|f| flat(&f.value).contains(&flat(&place)));
            self.mark(name, "appeal_address", said.is_some(), good, || {
                format!("{:?}, not {address}", said.map(|f| &f.value))
            });
            if let Some(f) = said {
                self.trust("appeal_address", f.confidence, good);
            }
        } else if let Some(f) = &got.appeal.address {
            self.faults.push(format!(
                "{name} appeal_address: {} although none is given",
                f.value
            ));
            self.trust("appeal_address", f.confidence, false);
        }
        let review = table(want, "external_review").unwrap();
        let mut accepted = vec![review.get("offered").and_then(Value::as_bool).unwrap()];
        accepted.extend(
            review
                .get("offered_also_accept")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(Value::as_bool),
        );
        let said = got.external_review.offered.as_ref();
        let good = said.is_some_and(|f| accepted.contains(&f.value));
        self.mark(name, "external_review", said.is_some(), good, || {
            format!("{:?}", said.map(|f| (f.value, &f.quote)))
        });
        if let Some(f) = said {
            self.trust("external_review", f.confidence, good);
        }
        self.deadlines(name, want, &kinds, got);
    }

    fn value(
        &mut self,
        letter: &str,
        field: &str,
        want: &str,
        got: Option<&holdfast_case::Fact<String>>,
    ) {
        if want.is_empty() {
            return;
        }
        let good = got.is_some_and(|f| flat(&f.value) == flat(want));
        self.mark(letter, field, got.is_some(), good, || {
            format!("{:?}, not {want}", got.map(|f| (&f.value, &f.why)))
        });
        if let Some(f) = got {
            self.trust(field, f.confidence, good);
        }
    }

    fn codes(&mut self, letter: &str, claim: &Table, got: &Reading) {
        let want = texts(claim, "codes");
        let remarks = texts(claim, "remark_codes");
        let mine: Vec<_> = got
            .claim
            .codes
            .iter()
            .filter(|c| c.system == "cpt" || c.system == "hcpcs")
            .collect();
        let c = self.fields.entry("codes".to_owned()).or_default();
        for w in &want {
            if mine.iter().any(|m| m.fact.value == *w) {
                c.right += 1;
            } else {
                c.missed += 1;
                self.faults.push(format!("{letter} codes: {w} missed"));
            }
        }
        for m in &mine {
            let right = want.contains(&m.fact.value) || remarks.contains(&m.fact.value);
            if !right {
                self.fields.entry("codes".to_owned()).or_default().wrong += 1;
                self.faults
                    .push(format!("{letter} codes: {} is none", m.fact.value));
            }
            self.sure
                .push(("codes".to_owned(), m.fact.confidence, right));
        }
        if let Some(denied) = claim.get("denied_codes") {
            let denied: Vec<&str> = denied
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            for m in &mine {
                if want.contains(&m.fact.value) {
                    let good = denied.contains(&m.fact.value.as_str()) == m.denied;
                    self.mark(letter, "denied_codes", true, good, || {
                        format!("{} denied {}", m.fact.value, m.denied)
                    });
                }
            }
        }
    }

    fn reasons(&mut self, letter: &str, want: &Table, got: &Reading) {
        let denial = table(want, "denial").unwrap();
        let reasons = texts(denial, "reasons");
        let extra = texts(denial, "reasons_also_accept");
        let said: Vec<&str> = got.reasons.iter().map(|f| f.value.as_str()).collect();
        for r in &reasons {
            let good = said.contains(&r.as_str());
            self.mark(letter, "reasons", good, good, || {
                format!("{r} missed, said {said:?}")
            });
        }
        for f in &got.reasons {
            let right = reasons.contains(&f.value) || extra.contains(&f.value);
            if !right {
                self.fields.entry("reasons".to_owned()).or_default().wrong += 1;
                self.faults.push(format!(
                    "{letter} reasons: {} ({} {:?}) is none of {reasons:?}",
                    f.value, f.why, f.quote
                ));
            }
            self.trust("reasons", f.confidence, right);
        }
    }
}
