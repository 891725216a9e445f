//! The shorter times that may hold beside a deadline, in one short line: under which condition, and by when.

use crate::words;
use chrono::NaiveDate;
use holdfast_case::Deadline;
use holdfast_case::deadline::SoonerIf;
use std::collections::BTreeSet;

/// "May be sooner if this is Medicare (November 3), TRICARE (November 10) or Medicaid (November 12)."
///
/// None where nothing shorter may hold, or the day itself has passed: then other ways are said.
pub(crate) fn line(deadline: &Deadline, today: NaiveDate) -> Option<String> {
    if deadline.sooner_if.is_empty() || deadline.due.is_some_and(|due| due < today) {
        return None;
    }
    let mut times: Vec<&SoonerIf> = deadline.sooner_if.iter().collect();
    // What lies ahead first, the nearest before the others; what has no day last.
    times.sort_by_key(|time| {
        let passed = time.date.is_some_and(|day| day < today);
        (passed, time.date.is_none(), time.date)
    });
    // Of several kinds of plan each stands for its own; of one kind it is the step that tells them apart.
    let several = times
        .iter()
        .map(|time| plan(time))
        .collect::<BTreeSet<_>>()
        .len()
        > 1;
    let said: Vec<String> = times
        .iter()
        .map(|time| {
            let day = match time.date {
                Some(day) if day < today => {
                    format!(" ({} has passed)", words::short_day(day, today))
                }
                Some(day) => format!(" ({})", words::short_day(day, today)),
                None => String::new(),
            };
            format!("{}{day}", if several { plan(time) } else { step(time) })
        })
        .collect();
    let lead = if several {
        "May be sooner if this is"
    } else {
        "May be sooner"
    };
    Some(format!("{lead} {}.", one_of(&said)))
}

/// What has to be asked for or to be so that a shorter time holds.
fn step(time: &SoonerIf) -> &'static str {
    match time.level.as_str() {
        "continuation-of-benefits" | "continuation-of-benefits-hearing" => {
            "if you want your care to go on"
        }
        "expedited-appeal" => "for a fast appeal",
        "qio-fast-appeal" => "if your hospital stay or care is ending",
        "qic-reconsideration" => "for a fast second look",
        "alj-hearing" => "for a fast hearing",
        _ => "in some cases",
    }
}

/// What people call the kind of plan that a shorter time comes from.
fn plan(time: &SoonerIf) -> &'static str {
    match time.plan_kind.as_str() {
        "tricare" => "TRICARE",
        "medicaid-managed-care" | "medicaid-fee-for-service" => "Medicaid",
        "original-medicare" | "medicare-advantage" | "medicare-part-d" => "Medicare",
        _ => "another kind of plan",
    }
}

/// "a, b or c".
fn one_of(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::DeadlineQuestion;
    use holdfast_library::Library;

    fn said(question: serde_json::Value, today: &str) -> Option<String> {
        let question: DeadlineQuestion = serde_json::from_value(question).unwrap();
        let found = holdfast_rules::answer(Library::builtin(), &question);
        line(&found, today.parse().unwrap())
    }

    #[test]
    fn where_the_kind_of_plan_is_not_known_each_is_named_with_its_day() {
        let question = serde_json::json!({ "notice_date": "2026-11-02" });
        assert_eq!(
            said(question.clone(), "2026-11-03").unwrap(),
            "May be sooner if this is Medicare (November 3), TRICARE (November 10) or Medicaid (November 12)."
        );
        assert_eq!(
            said(question.clone(), "2026-11-11").unwrap(),
            "May be sooner if this is Medicaid (November 12), Medicare (November 3 has passed) or TRICARE (November 10 has passed)."
        );
        assert_eq!(said(question, "2030-01-01"), None, "the day itself passed");
        assert_eq!(
            said(serde_json::json!({}), "2026-11-03").unwrap(),
            "May be sooner if this is Medicaid, TRICARE or Medicare."
        );
    }

    #[test]
    fn where_it_is_known_the_condition_is_named() {
        for (kind, words) in [
            (
                "medicaid-managed-care",
                "May be sooner if you want your care to go on (November 12).",
            ),
            ("tricare", "May be sooner for a fast appeal (November 10)."),
            (
                "medicare-advantage",
                "May be sooner if your hospital stay or care is ending (November 3).",
            ),
        ] {
            let question = serde_json::json!({ "plan_kind": kind, "notice_date": "2026-11-02" });
            assert_eq!(said(question, "2026-11-03").as_deref(), Some(words));
        }
        let question = serde_json::json!({ "plan_kind": "fehb", "notice_date": "2026-11-02" });
        assert_eq!(said(question, "2026-11-03"), None);
    }
}
