//! The facts of one letter, with what the person said: which to ask, and how each is shown.

use super::days;
use super::fields::{self, Found, SINGLE};
use super::{questions, told};
use crate::dating::{self, Answers, NOTICE_DATE, PLAN_KIND, PLAN_STATE, RECEIVED, Said};
use crate::plan::Known;
use crate::view::{ChoiceView, FactInput, FactView, PageBoxView};
use crate::words;
use chrono::{Days, NaiveDate};
use holdfast_case::deadline::{Doubt, DoubtCode};
use holdfast_case::reading::{NoticeKind, Outcome, Stage, StatedDeadline};
use holdfast_case::{Cents, Deadline, DocumentId, Reading};
use holdfast_library::Library;
use holdfast_rules::KnownFacts;
use holdfast_vault::{CaseRow, DocumentRow, Records, VaultError};

/// From here on a fact looks right.
pub(super) const SURE: f32 = 0.9;
/// Below this a fact that tells what the letter says is asked for; no date hangs on it alone.
const LIKELY: f32 = 0.8;
/// Questions at a time.
const AT_A_TIME: usize = 5;
/// So many days after a letter's date it counts as having come late, to see whether that would move a last day.
const LATE: Days = Days::new(40);

/// The facts of a letter, each in one of three lists, the most telling first.
#[derive(Debug, Default)]
pub(crate) struct Views {
    /// Asked as questions, at most [`AT_A_TIME`].
    pub(crate) asked: Vec<FactView>,
    /// Not sure either, to look at by those who like to.
    pub(crate) more: Vec<FactView>,
    /// These look right, or the person has said so.
    pub(crate) sure: Vec<FactView>,
}

impl Views {
    /// Those that are not sure.
    pub(crate) fn open(&self) -> impl Iterator<Item = &FactView> {
        self.asked.iter().chain(&self.more)
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &FactView> {
        self.open().chain(&self.sure)
    }
}

/// One letter as the person is asked about it.
pub(crate) struct Facts {
    pub(crate) document: DocumentRow,
    pub(crate) reading: Reading,
    pub(crate) page_doubts: Vec<String>,
    pub(crate) answers: Answers,
    case: Option<CaseRow>,
    lib: &'static Library,
    today: NaiveDate,
    /// False while it was not read.
    pub(crate) is_read: bool,
}

impl Facts {
    pub(crate) fn load(
        read: Records<'_>,
        lib: &'static Library,
        document: DocumentId,
        today: NaiveDate,
    ) -> Result<Self, VaultError> {
        let row = read.document(document)?;
        let stored = read.reading(document)?;
        let is_read = stored.is_some();
        let (reading, page_doubts) =
            stored.map_or_else(Default::default, |s| (s.reading, s.page_doubts));
        let case = match row.case {
            Some(case) => Some(read.case(case)?),
            None => None,
        };
        Ok(Self {
            answers: dating::answers(&read.confirmations(document)?),
            document: row,
            reading,
            page_doubts,
            case,
            lib,
            today,
            is_read,
        })
    }

    /// The day it is.
    pub(crate) fn today(&self) -> NaiveDate {
        self.today
    }

    /// The reference facts it goes by.
    pub(crate) fn lib(&self) -> &'static Library {
        self.lib
    }

    /// Fields that are shown: those that were read or answered, and those that are asked although nothing was read.
    fn shown_fields(&self) -> Vec<String> {
        let mut shown: Vec<String> = SINGLE
            .iter()
            .filter(|field| self.read_or_said(field) || self.is_asked_anyway(field))
            .map(|field| (*field).to_owned())
            .collect();
        for list in fields::LISTS {
            let read = fields::length(&self.reading, list);
            let said = self
                .answers
                .keys()
                .filter_map(|field| fields::indexed(field));
            let most = said
                .filter(|(of, _)| *of == list)
                .map(|(_, index)| index + 1)
                .max()
                .unwrap_or(0);
            for index in 0..read.max(most) {
                let stated = self.reading.deadlines.get(index);
                if list == "deadlines" && !stated.is_some_and(questions::is_shown) {
                    continue;
                }
                // the person gave it another day: that one is shown
                if stated.is_some_and(questions::is_end)
                    && self.answers.contains_key(told::APPROVAL_END)
                {
                    continue;
                }
                let field = format!("{list}.{index}");
                // of a letter that says yes its end is the day to know: it stands with the other days
                let days = shown.iter().position(|field| field == NOTICE_DATE);
                match days.filter(|_| list == "deadlines" && stated.is_some_and(questions::is_end))
                {
                    Some(after) => shown.insert(after + 1, field),
                    None => shown.push(field),
                }
            }
        }
        shown
    }

    fn read_or_said(&self, field: &str) -> bool {
        self.answers.contains_key(field) || fields::get(&self.reading, field).is_some()
    }

    /// What every letter is asked about, and what a refusal hangs on.
    fn is_asked_anyway(&self, field: &str) -> bool {
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
    fn asks_without_a_day(&self) -> bool {
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
    fn is_yes_without_end(&self) -> bool {
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
    fn state_moves_a_date(&self) -> bool {
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
    fn known(&self) -> KnownFacts {
        let (kind, state) = (self.plan_kind(), self.state());
        dating::told(&kind, &state, &self.answers, &self.document, self.today)
    }

    /// True where the steps of the person, or a last day of them, hang on which kind of plan it is.
    fn plan_kind_moves_a_date(&self) -> bool {
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
    fn receipt_moves_a_date(&self) -> bool {
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
    fn sets_a_date(&self) -> bool {
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

    /// All facts: those asked for, those that are not sure either, those that look right.
    pub(crate) fn views(&self) -> Views {
        let mut views = Views::default();
        let mut open: Vec<(usize, f32, String)> = Vec::new();
        for field in self.shown_fields() {
            let read = fields::get(&self.reading, &field);
            let confidence = read.as_ref().map_or(0.0, |read| read.confidence);
            let settled = match field.as_str() {
                PLAN_KIND => match self.plan_kind() {
                    Known::Elsewhere(_) => true,
                    // However well it was read: the person's word stands against it.
                    Known::Differs { .. } => false,
                    _ => confidence >= SURE,
                },
                PLAN_STATE if self.state_moves_a_date() => false,
                _ => confidence >= SURE,
            };
            let cannot_be = days::cannot_be(self, &field).is_some();
            if !cannot_be && (settled || self.answers.contains_key(&field)) {
                views.sure.push(self.view(&field, read.as_ref()));
            } else {
                open.push((questions::rank(&field), confidence, field));
            }
        }
        open.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        for (_, confidence, field) in open {
            let view = self.view(&field, fields::get(&self.reading, &field).as_ref());
            if views.asked.len() < AT_A_TIME && self.is_asked(&field, confidence) {
                views.asked.push(view);
            } else if self.tells(&view) {
                views.more.push(view);
            }
        }
        views
    }

    /// False for a "no" that stands nowhere in the letter: as one more unsure row it would tell nothing.
    fn tells(&self, fact: &FactView) -> bool {
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
    fn is_asked(&self, field: &str, confidence: f32) -> bool {
        if self.document.reviewed_at.is_some() {
            return self.moves_a_date(field);
        }
        match fields::indexed(field).map_or(field, |(list, _)| list) {
            "kind" => true,
            "outcome" | "stage" | "reasons" => confidence < LIKELY,
            _ => self.moves_a_date(field),
        }
    }

    /// How many questions are put.
    pub(crate) fn to_check(&self) -> u32 {
        if !self.is_read {
            return 0;
        }
        u32::try_from(self.views().asked.len()).unwrap_or(u32::MAX)
    }

    fn view(&self, field: &str, read: Option<&Found>) -> FactView {
        let about = questions::about(field, &self.reading);
        let cannot_be = days::cannot_be(self, field);
        let said = self.answers.get(field).filter(|_| cannot_be.is_none());
        let value = match said {
            // What cannot be is not offered again: it is asked for.
            None if cannot_be.is_some() => None,
            Some(Said::Value(value)) => Some(value.clone()),
            Some(Said::Unknown) => None,
            None => self
                .told_elsewhere(field)
                .or_else(|| read.map(|read| read.value.clone()))
                .or_else(|| self.known_elsewhere(field)),
        };
        let state = match (said, read) {
            (None, _) => "open",
            (Some(Said::Unknown), _) => "unknown",
            (Some(Said::Value(value)), Some(read)) if *value == read.value => "confirmed",
            (Some(Said::Value(_)), _) => "corrected",
        };
        let shown = match (&value, state) {
            (Some(value), _) => self.shown(field, value, about.input),
            (None, "unknown") => "I don't know".to_owned(),
            (None, _) => String::new(),
        };
        let mut choices = questions::choices(field, self.lib);
        // What was read is the first to pick where there is no list of values.
        if let Some(value) = &value
            && !choices.iter().any(|choice| choice.value == *value)
        {
            let read = ChoiceView {
                value: value.clone(),
                say: shown.clone(),
            };
            choices.insert(0, read);
        }
        let confidence = match read.map_or(0.0, |read| read.confidence) {
            _ if matches!(state, "confirmed" | "corrected") => "sure",
            _ if cannot_be.is_some() => "unsure",
            c if c >= SURE => "sure",
            c if c >= 0.5 => "likely",
            _ => "unsure",
        };
        FactView {
            field: field.to_owned(),
            label: about.label,
            question: about.question,
            // Why it is asked although it was read well stands beside the question.
            help: match field {
                PLAN_KIND => self.plan_kind().asks_kind(self.lib),
                PLAN_STATE => self.state().asks_state(self.lib),
                _ => cannot_be,
            }
            .or(about.help),
            value,
            shown,
            input: about.input,
            choices,
            // what a letter answers is told by many words of it: one of them as a quote would answer nothing
            quote: read
                .map(|read| read.quote.clone())
                .filter(|quote| !quote.is_empty() && field != "stage"),
            place: read.and_then(|read| read.place).map(|place| PageBoxView {
                page: place.page,
                corners: place.bbox.corners(),
            }),
            confidence: confidence.to_owned(),
            state: state.to_owned(),
            why: read
                .map(|read| read.why.clone())
                .filter(|why| !why.is_empty()),
        }
    }

    /// The plan kind where the letter is too faint to say another than the case has.
    pub(crate) fn told_elsewhere(&self, field: &str) -> Option<String> {
        match self.plan_kind() {
            Known::Elsewhere(kind) if field == PLAN_KIND => Some(kind),
            _ => None,
        }
    }

    fn known_elsewhere(&self, field: &str) -> Option<String> {
        match field {
            RECEIVED => self.document.received.map(|day| day.to_string()),
            PLAN_KIND => self.case.as_ref().and_then(|case| case.plan_kind.clone()),
            _ => None,
        }
    }

    /// A value as the person reads it.
    fn shown(&self, field: &str, value: &str, input: FactInput) -> String {
        if field == PLAN_KIND {
            return words::plan_kind(self.lib, Some(value));
        }
        if field == PLAN_STATE {
            return words::state(self.lib, value);
        }
        if matches!(
            field,
            "plan.issuer" | "member.patient" | "member.subscriber"
        ) {
            return words::name(value);
        }
        if input == FactInput::Date
            && let Ok(day) = value.parse::<NaiveDate>()
        {
            return words::fact_day(day);
        }
        if let Some(("deadlines", index)) = fields::indexed(field) {
            let reading = dating::overlaid(&self.reading, &self.answers);
            let stated = reading
                .deadlines
                .get(index)
                .map(|stated| words::limit(&stated.limit, self.today));
            return stated.unwrap_or_else(|| value.to_owned());
        }
        if field == told::ANSWER_BY {
            let limit = told::written(field, value, &told::from_the_date());
            return limit.map_or_else(
                |_| value.to_owned(),
                |limit| words::limit(&limit, self.today),
            );
        }
        match input {
            FactInput::Money => value
                .parse::<Cents>()
                .map_or_else(|_| value.to_owned(), words::money),
            FactInput::YesNo => if value == "yes" { "Yes" } else { "No" }.to_owned(),
            FactInput::Choice => questions::choices(field, self.lib)
                .into_iter()
                .find(|choice| choice.value == value)
                .map_or_else(|| value.to_owned(), |choice| choice.say),
            FactInput::Date | FactInput::Text => value.to_owned(),
        }
    }

    /// What was read, with the person's answers in place.
    pub(crate) fn reading_now(&self) -> Reading {
        dating::overlaid(&self.reading, &self.answers)
    }

    /// The date on the letter.
    pub(crate) fn letter_date(&self) -> Option<NaiveDate> {
        self.reading_now()
            .claim
            .date_of_notice
            .map(|date| date.value)
    }

    /// The day it came, where the person told it.
    pub(crate) fn came_on(&self) -> Option<NaiveDate> {
        match self.answers.get(RECEIVED) {
            Some(Said::Value(day)) => day.parse().ok(),
            _ => self.document.received,
        }
    }

    /// Sender and number: the second line of a row.
    pub(crate) fn second_line(&self) -> Option<String> {
        let reading = self.reading_now();
        let issuer = reading.plan.issuer.map(|issuer| words::name(&issuer.value));
        let number = reading
            .claim
            .numbers
            .first()
            .map(|number| format!("No. {}", number.fact.value));
        let parts: Vec<String> = [issuer, number].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}
