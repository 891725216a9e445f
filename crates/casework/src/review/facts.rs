//! The facts of one letter, with what the person said: which to ask, and how each is shown.

use super::days;
use super::fields::{self, Found, SINGLE};
use super::{questions, told};
use crate::dating::{self, Answers, NOTICE_DATE, PLAN_KIND, PLAN_STATE, RECEIVED, Said};
use crate::plan::Known;
use crate::view::{ChoiceView, FactInput, FactView, PageBoxView};
use crate::words;
use chrono::{Days, NaiveDate};
use holdfast_case::{Cents, DocumentId, Reading};
use holdfast_library::Library;
use holdfast_vault::{CaseRow, DocumentRow, Records, VaultError};

/// From here on a fact looks right.
pub(super) const SURE: f32 = 0.9;
/// Below this a fact that tells what the letter says is asked for; no date hangs on it alone.
pub(super) const LIKELY: f32 = 0.8;
/// Questions at a time.
const AT_A_TIME: usize = 5;
/// So many days after a letter's date it counts as having come late, to see whether that would move a last day.
pub(super) const LATE: Days = Days::new(40);

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
    pub(super) case: Option<CaseRow>,
    pub(super) lib: &'static Library,
    pub(super) today: NaiveDate,
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

    /// What is shown of a fact that was not read: as the person told it before, or as it is known elsewhere.
    pub(crate) fn shown_without_reading(&self, field: &str) -> Said {
        let told = self.answers.get(field).cloned();
        let elsewhere = || self.known_elsewhere(field).map(Said::Value);
        told.or_else(elsewhere).unwrap_or(Said::Unknown)
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
