//! Scores readings against the labels of the letters, as the bench does: right, wrong, missed per field, and the
//! lines that decide: a lost appeal, or a false alarm about a letter that denies nothing.

use chrono::{Datelike, Months, NaiveDate};
use holdfast_case::Reading;
use holdfast_case::reading::StatedDeadline;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// One labelled letter.
pub struct Letter {
    pub name: String,
    pub text: String,
    pub want: Table,
}

impl Letter {
    /// Every third letter is kept aside: looked at only as a score.
    pub fn held_out(&self) -> bool {
        self.name
            .get(..2)
            .and_then(|n| n.parse::<u32>().ok())
            .is_some_and(|n| n % 3 == 0)
    }
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("letters")
}

/// All letters, in order.
pub fn letters() -> Vec<Letter> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|p| Letter {
            name: p.file_stem().unwrap().to_string_lossy().into_owned(),
            text: std::fs::read_to_string(p.with_extension("txt")).unwrap(),
            want: std::fs::read_to_string(&p).unwrap().parse().unwrap(),
        })
        .collect()
}

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

pub fn flat(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

fn table<'a>(t: &'a Table, key: &str) -> Option<&'a Table> {
    t.get(key).and_then(Value::as_table)
}
fn text<'a>(t: &'a Table, key: &str) -> &'a str {
    t.get(key).and_then(Value::as_str).unwrap_or("")
}
fn texts(t: &Table, key: &str) -> Vec<String> {
    t.get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|v| v.as_str().map(str::to_owned))
        .collect()
}
pub fn day(v: &Value) -> Option<NaiveDate> {
    v.as_datetime().and_then(|d| d.to_string().parse().ok())
}
fn days(t: &Table, key: &str) -> Vec<NaiveDate> {
    t.get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(day)
        .collect()
}

/// Plain counting from the letter alone: the notice taken as received on its own date, no roll-over.
pub fn due(d: &StatedDeadline, notice: Option<NaiveDate>) -> Option<NaiveDate> {
    if let Some(date) = d.limit.date {
        return d.clock_started.then_some(date);
    }
    if !d.clock_started {
        return None;
    }
    let (start, count) = (d.start.or(notice)?, d.limit.count?);
    match d.limit.unit.as_deref()? {
        "days" => Some(start + chrono::Days::new(count.into())),
        "hours" => Some(start + chrono::Days::new(u64::from(count.div_ceil(24)))),
        "months" => start.checked_add_months(Months::new(count)),
        "years" => start.checked_add_months(Months::new(count * 12)),
        "business-days" => {
            let (mut at, mut left) = (start, count);
            while left > 0 {
                at = at.succ_opt()?;
                left -= u32::from(at.weekday().number_from_monday() < 6);
            }
            Some(at)
        }
        _ => None,
    }
}

impl Score {
    fn mark(
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

    fn trust(&mut self, field: &str, confidence: f32, right: bool) {
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

    fn deadlines(&mut self, letter: &str, want: &Table, kinds: &[String], got: &Reading) {
        let notice = got.claim.date_of_notice.as_ref().map(|f| f.value);
        let windows: Vec<&Table> = want
            .get("deadlines")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_table)
            .collect();
        let true_due = |d: &Table| {
            ["date", "due", "due_if_received_on_notice_date"]
                .iter()
                .find_map(|k| d.get(*k))
                .and_then(day)
        };
        let said = got
            .deadlines
            .iter()
            .find(|d| d.primary)
            .and_then(|d| due(d, notice));
        let kind = got.kind.as_ref().map(|k| k.value.id());
        let expected = table(want, "appeal")
            .unwrap()
            .get("deadline_expected")
            .and_then(Value::as_bool)
            .unwrap();
        if !expected {
            self.mark(
                letter,
                "no_false_appeal_deadline",
                true,
                said.is_none(),
                || format!("{said:?}"),
            );
            if let Some(s) = said {
                self.harm.push(format!(
                    "{letter}: nothing to appeal, yet an appeal date was given ({s})"
                ));
            }
            if matches!(kind, Some("denial" | "partial-denial")) {
                self.harm.push(format!(
                    "{letter}: called a {}, denies nothing",
                    kind.unwrap_or("")
                ));
            }
        } else if let Some(lead) = windows
            .iter()
            .find(|d| d.get("primary").and_then(Value::as_bool) == Some(true))
        {
            let right = true_due(lead).unwrap();
            let good = said == Some(right);
            self.mark(letter, "appeal_due", said.is_some(), good, || {
                format!(
                    "{said:?}, not {right} ({:?})",
                    got.deadlines
                        .iter()
                        .map(|d| (&d.level, &d.who, d.clock_started, &d.limit.quote))
                        .collect::<Vec<_>>()
                )
            });
            if let Some(d) = got.deadlines.iter().find(|d| d.primary) {
                self.trust("deadline", d.confidence, good || notice.is_none());
                let level = d.level == text(lead, "level");
                self.mark(letter, "primary_level", true, level, || {
                    format!("{}, not {}", d.level, text(lead, "level"))
                });
            }
            if let Some(s) = said {
                if s > right {
                    self.harm.push(format!(
                        "{letter}: LATE by {} days ({s}, true {right})",
                        (s - right).num_days()
                    ));
                } else if s < right {
                    self.fields
                        .entry("appeal_due".to_owned())
                        .or_default()
                        .early += 1;
                }
            }
            let denies = ["denial", "partial-denial", "eob"];
            if let Some(k) = kind
                && !denies.contains(&k)
                && !kinds.iter().any(|x| x == k)
            {
                self.harm.push(format!("{letter}: a denial, called {k}"));
            }
        }
        let mine: Vec<NaiveDate> = got
            .deadlines
            .iter()
            .filter_map(|d| due(d, notice))
            .collect();
        for d in &windows {
            let primary = d.get("primary").and_then(Value::as_bool) == Some(true);
            if let (false, Some(right), "member") = (primary, true_due(d), text(d, "who")) {
                let good = mine.contains(&right);
                self.mark(letter, "other_deadlines", !mine.is_empty(), good, || {
                    format!("{} {right}, said {mine:?}", text(d, "level"))
                });
            }
            // Finer than the bench: every window with its level, its side and whether it runs.
            let runs = true_due(d).is_some();
            let good = got.deadlines.iter().any(|g| {
                g.level == text(d, "level")
                    && g.who == text(d, "who")
                    && (due(g, notice).is_some() == runs || g.who == "plan")
            });
            self.mark(letter, "windows", !got.deadlines.is_empty(), good, || {
                format!(
                    "{} {} {:?} runs {runs}; said {:?}",
                    text(d, "level"),
                    text(d, "who"),
                    text(d, "quote"),
                    got.deadlines
                        .iter()
                        .map(|d| (&d.level, &d.who, d.clock_started, &d.limit.quote))
                        .collect::<Vec<_>>()
                )
            });
        }
    }

    /// Share of right facts among those with at least this confidence, and how many there are.
    pub fn precision_at(&self, least: f32) -> (f64, usize) {
        let shown: Vec<bool> = self
            .sure
            .iter()
            .filter(|s| s.1 >= least)
            .map(|s| s.2)
            .collect();
        let right = shown.iter().filter(|r| **r).count();
        (
            if shown.is_empty() {
                1.0
            } else {
                right as f64 / shown.len() as f64
            },
            shown.len(),
        )
    }

    /// The table as text.
    pub fn report(&self, title: &str) -> String {
        let mut out = format!("== {title}\n");
        for (field, c) in &self.fields {
            out += &format!(
                "{field:26} right {:3} of {:3}  wrong {:3}  missed {:3}  found {:5.1} %  of said {:5.1} %",
                c.right,
                c.all(),
                c.wrong,
                c.missed,
                c.recall() * 100.0,
                c.precision() * 100.0
            );
            if c.early > 0 {
                out += &format!("  early {}", c.early);
            }
            out.push('\n');
        }
        out += &format!("HARM {}\n", self.harm.len());
        for h in &self.harm {
            out += &format!("  {h}\n");
        }
        out += "confidence    facts  right\n";
        for (from, to) in [
            (0.95, 1.01),
            (0.9, 0.95),
            (0.8, 0.9),
            (0.6, 0.8),
            (0.0, 0.6),
        ] {
            let band: Vec<bool> = self
                .sure
                .iter()
                .filter(|s| s.1 >= from && s.1 < to)
                .map(|s| s.2)
                .collect();
            if !band.is_empty() {
                let right = band.iter().filter(|r| **r).count();
                out += &format!(
                    "{from:.2}-{:.2}   {:5}  {:.1} %\n",
                    f32::min(to, 1.0),
                    band.len(),
                    100.0 * right as f64 / band.len() as f64
                );
            }
        }
        let mut unsure: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (field, _, right) in self.sure.iter().filter(|s| s.1 >= 0.9) {
            let c = unsure.entry(field).or_default();
            c.0 += 1;
            c.1 += usize::from(!right);
        }
        for (field, (said, wrong)) in unsure.iter().filter(|u| u.1.1 > 0) {
            out += &format!("  sure and wrong: {field} {wrong} of {said}\n");
        }
        let (p, n) = self.precision_at(0.9);
        out += &format!("sure (>= 0.9): {n} facts, {:.1} % right\n", p * 100.0);
        out
    }
}

/// The box or street of an address, by which it is known.
fn street(address: &str) -> Option<String> {
    let re = regex::Regex::new(r"(?i)(P\.? ?O\.? ?Box \d+|\d+ [A-Z][a-z]+ [A-Z][a-z]+)").unwrap();
    re.find(address).map(|m| m.as_str().to_owned())
}
