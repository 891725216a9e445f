//! Windows: the one that leads, what harm it could do, and each of the others.

use super::{Score, day, due, table, text};
use chrono::NaiveDate;
use holdfast_case::Reading;
use toml::{Table, Value};

impl Score {
    pub fn deadlines(&mut self, letter: &str, want: &Table, kinds: &[String], got: &Reading) {
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
}
