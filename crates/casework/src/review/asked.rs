//! Which facts of a letter are worth a question: what its date hangs on, and what it may hold that was not read.

use super::facts::{Facts, LATE, LIKELY};
use super::{days, fields, questions, told};
use crate::dating::{self, NOTICE_DATE, PLAN_KIND, PLAN_STATE, RECEIVED};
use crate::plan::Known;
use crate::view::FactView;
use chrono::NaiveDate;
use holdfast_case::Deadline;
use holdfast_case::deadline::{Doubt, DoubtCode};
use holdfast_case::reading::{NoticeKind, Outcome, Stage, StatedDeadline};
use holdfast_rules::KnownFacts;

impl Facts {
    /// What every letter is asked about, and what a refusal hangs on.
    pub(super) fn is_asked_anyway(&self, field: &str) -> bool {
        match field {
            "kind" | NOTICE_DATE => true,
            RECEIVED => self.receipt_moves_a_date(),
            PLAN_KIND => {
                let known = self.plan_kind();
                let open = known.value().is_none() || known.is_in_doubt();
                open && self.plan_kind_moves_a_date()
            }
            PLAN_STATE => self.state_moves_a_date(),
            told::APPROVAL_END => self.is_yes_without_end(),
            told::ANSWER_BY => self.asks_without_a_day(),
            _ => false,
        }
    }

    /// True for a letter that says no, or asks for something, in which no time for that was read: it may have one.
    pub(super) fn asks_without_a_day(&self) -> bool {
        let read = |stated: &StatedDeadline| stated.who == "member" && stated.clock_started;
        let now = self.reading_now();
        let asks = matches!(
            now.kind.as_ref().map(|kind| kind.value),
            Some(
                NoticeKind::Denial
                    | NoticeKind::PartialDenial
                    | NoticeKind::AppealDecision
                    | NoticeKind::InformationRequest
            )
        );
        asks && told::wants(&now).is_some() && !self.reading.deadlines.iter().any(read)
    }

    /// True for a yes in which no last day was read: it is asked for, that it may not end unseen.
    pub(super) fn is_yes_without_end(&self) -> bool {
        let kind = self.reading_now().kind.map(|kind| kind.value);
        kind == Some(NoticeKind::Approval) && !self.reading.deadlines.iter().any(questions::is_end)
    }

    /// What is known of this letter's plan kind.
    pub(crate) fn plan_kind(&self) -> Known {
        dating::plan_kind(&self.reading, &self.answers, self.case.as_ref())
    }

    /// What is known of the state whose law holds for it.
    pub(crate) fn state(&self) -> Known {
        dating::state(&self.reading, &self.answers, self.case.as_ref())
    }

    /// True where the letter says one state, another was told, and a date hangs on which of them it is.
    pub(super) fn state_moves_a_date(&self) -> bool {
        let state = self.state();
        if !state.is_in_doubt() {
            return false;
        }
        let found = holdfast_rules::date_reading(self.lib, &self.reading_now(), &self.known());
        let of_state = |doubt: &Doubt| matches!(doubt.code, DoubtCode::StateOneOf { .. });
        found
            .iter()
            .any(|deadline| deadline.doubt.iter().any(of_state))
    }

    /// What the rules are told of it.
    pub(super) fn known(&self) -> KnownFacts {
        let (kind, state) = (self.plan_kind(), self.state());
        dating::told(&kind, &state, &self.answers, &self.document, self.today)
    }

    /// True where the steps of the person, or a last day of them, hang on which kind of plan it is.
    pub(super) fn plan_kind_moves_a_date(&self) -> bool {
        let reading = self.reading_now();
        let mut known = self.known();
        // Where the date of the letter is not known any will do: its steps are weighed, not their days.
        let date = days::dated(self).unwrap_or(days::filed_on(self));
        (known.notice_date, known.today) = (Some(date), None);
        let kinds = self.lib.appeal.plan_kinds.iter();
        let mut ways = kinds.map(|kind| {
            known.plan_kinds = vec![kind.id.clone()];
            let found = holdfast_rules::date_reading(self.lib, &reading, &known);
            // a time that starts with a later letter is asked about with that letter
            let ours = found
                .into_iter()
                .filter(|d| d.who == "member" && d.clock_started);
            let step = |d: Deadline| (d.level, d.due, d.primary);
            ours.map(step).collect::<Vec<_>>()
        });
        let first = ways.next();
        ways.any(|way| Some(way) != first)
    }

    /// True where a last day of the person would be another, had the letter come on its own date or long after it.
    pub(super) fn receipt_moves_a_date(&self) -> bool {
        let reading = self.reading_now();
        if !self.sets_a_date() && reading.deadlines.iter().all(|d| d.who != "member") {
            return false;
        }
        let mut known = self.known();
        // A day of receipt is weighed here that need not have been.
        known.today = None;
        let mut last_days = |received: Option<NaiveDate>| {
            known.received_date = received;
            let found = holdfast_rules::date_reading(self.lib, &reading, &known);
            let ours = found.into_iter().filter(|d| d.who == "member");
            ours.map(|d| (d.level, d.due)).collect::<Vec<_>>()
        };
        let without = last_days(None);
        let date = days::dated(self).unwrap_or(days::filed_on(self));
        !without.is_empty()
            && (last_days(Some(date)) != without
                || last_days(date.checked_add_days(LATE)) != without)
    }

    /// True for a fact that a date of this letter hangs on: one of these, or a time that it gives.
    pub(crate) fn moves_a_date(&self, field: &str) -> bool {
        matches!(field, NOTICE_DATE | told::APPROVAL_END | told::ANSWER_BY)
            || (field == PLAN_KIND && self.plan_kind_moves_a_date())
            || (field == RECEIVED && self.receipt_moves_a_date())
            || fields::indexed(field).is_some_and(|(list, _)| list == "deadlines")
            || (field == PLAN_STATE && self.state_moves_a_date())
    }

    /// True for a letter that may say no to something, so that a date hangs on the plan.
    pub(super) fn sets_a_date(&self) -> bool {
        let reading = dating::overlaid(&self.reading, &self.answers);
        let kind = reading.kind.map(|kind| kind.value);
        let refused = reading.outcome.is_some_and(|outcome| {
            matches!(
                outcome.value,
                Outcome::Denied | Outcome::PartlyDenied | Outcome::Reduced | Outcome::Upheld
            )
        });
        refused
            || matches!(
                kind,
                Some(NoticeKind::Denial | NoticeKind::PartialDenial | NoticeKind::AppealDecision)
            )
    }

    /// False for a "no" that stands nowhere in the letter: as one more unsure row it would tell nothing.
    pub(super) fn tells(&self, fact: &FactView) -> bool {
        if fact.place.is_some() || fact.state != "open" {
            return true;
        }
        match fact.field.as_str() {
            "external_review.offered" => fact.value.as_deref() != Some("no"),
            // of a letter that refuses it matters what it answers, also where that is nothing
            "stage" => fact.value.as_deref() != Some(Stage::None.id()) || self.sets_a_date(),
            _ => true,
        }
    }

    /// True for a fact that is worth a question: a date hangs on it, or what it says is in doubt. A letter that
    /// was checked is asked only for what can still move its date.
    pub(super) fn is_asked(&self, field: &str, confidence: f32) -> bool {
        if self.document.reviewed_at.is_some() {
            return self.moves_a_date(field);
        }
        match fields::indexed(field).map_or(field, |(list, _)| list) {
            "kind" => true,
            "outcome" | "stage" | "reasons" => confidence < LIKELY,
            _ => self.moves_a_date(field),
        }
    }
}
