//! Letter review: what was read is looked at by the person, corrected, and only then used.

mod asked;
mod days;
mod facts;
pub(crate) mod fields;
mod questions;
mod sender;
mod told;
pub(crate) mod values;

pub(crate) use facts::Facts;
pub(crate) use sender::sure_sender;
pub(crate) use told::is_told;

use crate::approvals;
use crate::changed;
use crate::checked;
use crate::dating::{self, Answers, NOTICE_DATE, PLAN_KIND, RECEIVED, Said};
use crate::deadlines::{Shown, state_of};
use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::view::{
    AnswerRequest, ChoiceView, DateLineView, DeadlineState, DeadlineView, PageWordView,
    ReviewRequest, ReviewView, SavedReviewView,
};
use crate::why::{doubt_words, receipt_doubt};
use crate::words;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{Deadline, DocumentId, Private};
use holdfast_rules::reading::is_approval_end;
use holdfast_vault::{
    ConfirmationState, DeadlineFilter, DeadlineRow, DocumentEdit, Operation, ReadState,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Words with their places, for dragging over them.
fn page_words(pages: &[holdfast_case::Page]) -> Vec<PageWordView> {
    let of_page = |page: &holdfast_case::Page| {
        let number = page.number;
        let words = page.words.iter().map(move |word| PageWordView {
            page: number,
            corners: word.bbox.corners(),
            text: word.text.clone(),
        });
        words.collect::<Vec<_>>()
    };
    pages.iter().flat_map(of_page).collect()
}

impl Desk {
    /// The review of one letter.
    pub fn review(&self, document: &str) -> Result<ReviewView, Error> {
        let id = self.document_id(document)?;
        self.inner.with(|open| {
            let facts = Facts::load(
                open.vault.read(),
                self.inner.lib,
                id,
                self.inner.clock.today(),
            )?;
            let views = facts.views();
            Ok(ReviewView {
                document: self.inner.document_view(open, id, "")?,
                date: self.inner.date_line(open, &facts)?,
                changed: self.inner.changed_no(open, Some(id))?,
                kinds: questions::kinds(),
                questions: views.asked,
                more: views.more,
                sure: views.sure,
                words: page_words(&open.vault.read().document_pages(id)?),
            })
        })
    }

    /// How sure what was read of a letter is, 0 to 1, by the path of each field; 1 where the person said so.
    pub fn confidences(&self, document: &str) -> Result<BTreeMap<String, f32>, Error> {
        let id = self.document_id(document)?;
        let (lib, today) = (self.inner.lib, self.inner.clock.today());
        self.inner.with(|open| {
            let facts = Facts::load(open.vault.read(), lib, id, today)?;
            let reading = dating::overlaid(&facts.reading, &facts.answers);
            let views = facts.views();
            let all = views.all().filter_map(|fact| {
                let told = matches!(facts.answers.get(&fact.field), Some(Said::Value(_)));
                let read = fields::get(&reading, &fact.field).map(|found| found.confidence);
                let sure = if told { 1.0 } else { read? };
                let cannot_be = days::cannot_be(&facts, &fact.field).is_some();
                Some((fact.field.clone(), if cannot_be { 0.0 } else { sure }))
            });
            Ok(all.collect())
        })
    }

    /// The facts that words on a page can be used as.
    pub fn review_fields(&self) -> Result<Vec<ChoiceView>, Error> {
        let nothing = holdfast_case::Reading::default();
        let choice = |field: &str, path: String| ChoiceView {
            value: path,
            say: questions::about(field, &nothing).label,
        };
        let single = fields::SINGLE
            .iter()
            .filter(|field| !matches!(**field, "kind" | "outcome" | "stage"));
        let mut choices: Vec<ChoiceView> = single
            .map(|field| choice(field, (*field).to_owned()))
            .collect();
        for list in fields::LISTS.iter().filter(|list| **list != "deadlines") {
            choices.push(choice(&format!("{list}.0"), format!("{list}.+")));
        }
        Ok(choices)
    }

    /// The date these answers lead to; nothing is stored.
    pub fn preview_review(&self, request: &ReviewRequest) -> Result<DateLineView, Error> {
        let id = self.document_id(&request.document)?;
        self.inner.with(|open| {
            let mut facts = Facts::load(
                open.vault.read(),
                self.inner.lib,
                id,
                self.inner.clock.today(),
            )?;
            let said = said(&facts, &request.answers)?;
            facts.answers.extend(said);
            self.inner.date_line(open, &facts)
        })
    }

    /// Saves the answers, and dates the letter anew with them: all in one change.
    pub fn save_review(&self, request: &ReviewRequest) -> Result<SavedReviewView, Error> {
        let inner = &self.inner;
        let id = self.document_id(&request.document)?;
        let today = inner.clock.today();
        let (facts, said) = inner.with(|open| {
            let facts = Facts::load(open.vault.read(), inner.lib, id, today)?;
            let said = said(&facts, &request.answers)?;
            Ok((facts, said))
        })?;
        let mut answers: Answers = facts.answers.clone();
        answers.extend(said.clone());
        let edit = edit_of(&facts, &answers, inner);
        let plan = plan_answer(&said);
        let what = format!("Checked \u{2018}{}\u{2019}.", facts.document.title.reveal());
        let operation = Operation::by_person("review-letter").described(what.clone());
        let change = inner.change(operation, |tx, case| {
            for (field, said) in &said {
                let (state, value) = match said {
                    Said::Unknown => (ConfirmationState::Unknown, None),
                    Said::Value(value) => {
                        let read = fields::get(&facts.reading, field);
                        let same = read.is_some_and(|read| read.value == *value);
                        let state = if same {
                            ConfirmationState::Confirmed
                        } else {
                            ConfirmationState::Corrected
                        };
                        (state, Some(Value::String(value.clone())))
                    }
                };
                tx.confirm(id, field, state, value.as_ref())?;
            }
            tx.edit_document(id, &edit)?;
            tx.set_reviewed(id, Some(tx.now()))?;
            match &plan {
                // What kind of plan it is holds for the whole case: every letter of it is dated anew.
                Some(kind) => {
                    let state = tx.case(case)?.state;
                    tx.set_plan(case, Some(kind), state.as_deref())?;
                    dating::date_all(tx, inner.lib, today)
                }
                None => dating::date_again(tx, inner.lib, id, today),
            }
        })?;
        Ok(SavedReviewView {
            review: self.review(&request.document)?,
            change: change_view(&change, what),
        })
    }

    pub(crate) fn document_id(&self, text: &str) -> Result<DocumentId, Error> {
        match text.parse() {
            Ok(id) => Ok(id),
            Err(_) => self
                .inner
                .with(|open| Ok(open.vault.read().document_by_beginning(text)?)),
        }
    }
}

impl Inner {
    /// The date a letter leads to, with the answers so far.
    fn date_line(&self, open: &Opened, facts: &Facts) -> Result<DateLineView, Error> {
        let (read, today) = (open.vault.read(), self.clock.today());
        let found = dating::deadlines(
            read,
            self.lib,
            &facts.document,
            &facts.reading,
            &facts.answers,
            today,
        )?;
        let moves = |field: &str| {
            (questions::moves_most(field) && field != PLAN_KIND) || facts.moves_a_date(field)
        };
        let views = facts.views();
        let open_questions = views.open().filter(|fact| moves(&fact.field)).count();
        let ours = found.iter().find(|d| d.who == "member" && d.primary);
        let leading = ours.or_else(|| found.iter().find(|d| d.who == "member"));
        let end = found.iter().find(|d| is_approval_end(d) && d.due.is_some());
        // A yes that ends says so before what may come after some later no.
        let waits = leading.is_none_or(|d| !d.clock_started);
        let leading = end.filter(|_| waits).or(leading);
        let closed = match leading {
            Some(leading) => self.closed(open, facts, leading)?,
            None => None,
        };
        let end = end.and_then(|deadline| deadline.due);
        let (headline, say) = match end.filter(|_| waits) {
            Some(end) => (
                approvals::line(end, today),
                approvals::advice(end, today).to_owned(),
            ),
            None => line_words(self.lib, leading, facts, today),
        };
        let (headline, say) = match closed.as_ref().zip(leading) {
            Some((row, leading)) if !is_approval_end(leading) => {
                let view = self.view_of(facts, leading, Some(row));
                (
                    closed_words(row),
                    format!("{}.", view.say.trim_end_matches('.')),
                )
            }
            _ => (headline, say),
        };
        let why = leading.map(|deadline| {
            let view = self.view_of(facts, deadline, closed.as_ref());
            self.why_view(view, deadline, facts)
        });
        Ok(DateLineView {
            headline,
            say,
            why,
            approval: end
                .filter(|_| !waits)
                .map(|end| format!("{}.", approvals::line(end, today))),
            open: u32::try_from(open_questions).unwrap_or(u32::MAX),
        })
    }

    /// The stored day that this one stands for, where the person closed it or marked it as sent.
    fn closed(
        &self,
        open: &Opened,
        facts: &Facts,
        leading: &Deadline,
    ) -> Result<Option<DeadlineRow>, Error> {
        let filter = DeadlineFilter {
            document: Some(facts.document.id),
            with_done: true,
            ..DeadlineFilter::default()
        };
        let mut rows = open.vault.read().deadlines(&filter)?;
        rows.retain(|row| row.deadline.level == leading.level && row.deadline.who == leading.who);
        // an answer that is not saved yet may give it another day
        let same = rows.iter().position(|row| row.deadline.due == leading.due);
        let row = match same {
            Some(at) => Some(rows.swap_remove(at)),
            None => rows.into_iter().next(),
        };
        Ok(row.filter(|row| row.done_at.is_some()))
    }

    fn view_of(
        &self,
        facts: &Facts,
        deadline: &Deadline,
        closed: Option<&DeadlineRow>,
    ) -> DeadlineView {
        let zone = *self.clock.now().offset();
        let done_at = closed.and_then(|row| row.done_at);
        crate::deadlines::view(&Shown {
            lib: self.lib,
            today: self.clock.today(),
            id: String::new(),
            deadline,
            document: Some(&facts.document),
            issuer: facts.sure_issuer(),
            done_on: done_at.map(|at| at.with_timezone(&zone).date_naive()),
            closed: closed.map_or_else(String::new, |row| row.note.reveal().clone()),
        })
    }
}

/// What became of a day that is closed: "Closed: they changed this no", "Marked as sent".
fn closed_words(row: &DeadlineRow) -> String {
    match row.note.reveal().is_empty() {
        true => "Marked as sent".to_owned(),
        // which letter changed it stands below
        false if row.note.reveal().starts_with(changed::REASON) => {
            format!("Closed: {}", changed::REASON)
        }
        false => format!("Closed: {}", row.note.reveal()),
    }
}

/// The two lines at the foot of the review.
fn line_words(
    lib: &holdfast_library::Library,
    leading: Option<&Deadline>,
    facts: &Facts,
    today: chrono::NaiveDate,
) -> (String, String) {
    let Some(deadline) = leading else {
        if facts.document.read_state == ReadState::Partly {
            return (
                "We found no date, and could not read all of it".to_owned(),
                "It may set a date for you. Look at the paper itself.".to_owned(),
            );
        }
        let kind = dating::overlaid(&facts.reading, &facts.answers)
            .kind
            .map(|kind| kind.value);
        let say = match kind {
            Some(NoticeKind::Bill) => {
                "A bill sets no date for an appeal. It waits until you know what the plan pays."
            }
            Some(NoticeKind::Approval) => "They said yes. There is nothing to answer.",
            Some(NoticeKind::InformationRequest) => {
                "They wait for papers from you. No day was read: send them soon."
            }
            None => "We can't tell what this is. Pick a kind, or just keep it.",
            _ => "Keep it: it may be proof later.",
        };
        return (
            "This letter sets no date for you".to_owned(),
            say.to_owned(),
        );
    };
    match deadline.due {
        None if !deadline.clock_started => (
            "No date yet".to_owned(),
            "The time starts with a later letter. File that one when it comes.".to_owned(),
        ),
        None => (
            "No date yet".to_owned(),
            days::date_needed(deadline, today).unwrap_or_else(|| {
                let first = deadline.doubt.first();
                first.map_or_else(String::new, |doubt| doubt_words(lib, doubt, today))
            }),
        ),
        Some(due) => {
            let headline = match state_of(lib, deadline, false, today) {
                DeadlineState::Passed => format!("{} has passed", words::day(due, today)),
                _ => format!("Answer by {}", words::day(due, today)),
            };
            let impossible = deadline.doubt.iter().find_map(|d| days::said_of(d, today));
            let say = match (impossible, facts.came_on()) {
                (Some(said), _) => said,
                (None, Some(came)) => format!("If it came on {}.", words::short_day(came, today)),
                (None, None) => {
                    let receipt = deadline.doubt.iter().find_map(receipt_doubt);
                    receipt.unwrap_or("Counted by the safe side.").to_owned()
                }
            };
            (headline, say)
        }
    }
}

/// The answers of a request, checked, by field.
fn said(facts: &Facts, answers: &[AnswerRequest]) -> Result<Answers, Error> {
    let mut said = Answers::new();
    for answer in answers {
        let field = whole_field(facts, &said, &answer.field)?;
        let read = fields::get(&facts.reading, &field);
        let given = answer
            .value
            .as_deref()
            .map(str::trim)
            .filter(|value| !value.is_empty());
        let told = match (answer.answer.as_str(), given, read) {
            // What was shown is confirmed, not what was too faint to be shown.
            ("confirm", _, Some(read)) => {
                Said::Value(facts.told_elsewhere(&field).unwrap_or(read.value))
            }
            ("confirm" | "correct", Some(value), None) | ("correct", Some(value), Some(_)) => {
                Said::Value(plain(facts, &field, value)?)
            }
            ("confirm", None, None) => facts.shown_without_reading(&field),
            ("correct", None, _) | ("unknown", _, _) => Said::Unknown,
            _ => return Err(Code::BadRequest.into()),
        };
        said.insert(field, told);
    }
    // Each on top of all that was said, now and before: a told last day is for what the told kind asks for.
    let mut all = facts.answers.clone();
    all.extend(said.clone());
    let (_, refused) = dating::laid_over(&facts.reading, &all);
    let now = |(field, _): &(String, Error)| matches!(said.get(field), Some(Said::Value(_)));
    if let Some((_, error)) = refused.into_iter().find(now) {
        return Err(error);
    }
    days::look_at(facts, &said)?;
    Ok(said)
}

/// The path of a field; `+` stands for the next place in its list.
fn whole_field(facts: &Facts, said: &Answers, field: &str) -> Result<String, Error> {
    if let Some(list) = field
        .strip_suffix(".+")
        .filter(|list| fields::LISTS.contains(list))
    {
        let taken = said
            .keys()
            .chain(facts.answers.keys())
            .filter_map(|field| fields::indexed(field));
        let last = taken
            .filter(|(of, _)| *of == list)
            .map(|(_, index)| index + 1)
            .max()
            .unwrap_or(0);
        return Ok(format!(
            "{list}.{}",
            last.max(fields::length(&facts.reading, list))
        ));
    }
    if fields::is_known(field) {
        Ok(field.to_owned())
    } else {
        Err(Code::WrongField.into())
    }
}

/// A value as it is stored: days and money in one form.
fn plain(facts: &Facts, field: &str, value: &str) -> Result<String, Error> {
    let lib = facts.lib();
    let (list, index) =
        fields::indexed(field).map_or((field, None), |(list, index)| (list, Some(index)));
    let stated = index.and_then(|index| facts.reading.deadlines.get(index));
    Ok(match list {
        // an approval ends on a day, whatever else it counts
        "deadlines" if stated.is_some_and(questions::is_end) => values::day(value)?.to_string(),
        NOTICE_DATE | RECEIVED | "effective_date" | "claim.dates_of_service" => {
            values::day(value)?.to_string()
        }
        told::APPROVAL_END | told::ANSWER_BY => {
            values::limit_text(&told::written(list, value, &told::from_the_date())?)
        }
        "plan.state" => checked::state(lib, value)?,
        PLAN_KIND => checked::plan_kind(lib, value)?,
        list if list.starts_with("amounts.") => value
            .parse::<holdfast_case::Cents>()
            .map_err(|_| Error::of(Code::BadAmount))?
            .decimal(),
        _ => value.to_owned(),
    })
}

/// A plan kind the person told.
fn plan_answer(said: &Answers) -> Option<String> {
    match said.get(PLAN_KIND) {
        Some(Said::Value(kind)) => Some(kind.clone()),
        _ => None,
    }
}

/// Kind, days and title of the document by the answers.
fn edit_of(facts: &Facts, answers: &Answers, inner: &Inner) -> DocumentEdit {
    let reading = dating::overlaid(&facts.reading, answers);
    let received = match answers.get(RECEIVED) {
        Some(Said::Value(day)) => Some(day.parse().ok()),
        Some(Said::Unknown) => Some(None),
        None => None,
    };
    let today = inner.clock.today();
    let automatic = [
        words::title(&facts.reading, today),
        words::title(&dating::overlaid(&facts.reading, &facts.answers), today),
    ];
    let present = facts.document.title.reveal();
    let own = facts.document.title != facts.document.file_name
        && !automatic.iter().flatten().any(|title| title == present);
    DocumentEdit {
        title: words::title(&reading, today)
            .filter(|_| !own)
            .map(Private::new),
        kind: reading.kind.map(|kind| kind.value),
        received,
        letter_date: Some(reading.claim.date_of_notice.map(|date| date.value)),
        ..DocumentEdit::default()
    }
}
