//! The interview that finds the kind of plan: one question at a time, what papers say to it, what each answer means,
//! and which dates would move.

use crate::dating;
use crate::desk::{Desk, Inner, Opened, change_view};
use crate::error::{Code, Error};
use crate::plan_record;
use crate::review::Facts;
use crate::view::{
    AnswerView, CallAnswerView, ChangeView, DateMoveView, EvidenceView, InterviewView,
    KindStepView, KindView, QuestionView,
};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::{Deadline, DocumentId};
use holdfast_library::appeal::{PlanKind, Question};
use holdfast_rules::interview::{Interview, Next, interview};
use holdfast_rules::reading::is_approval_end;
use holdfast_vault::{CaseRow, DocumentFilter, Operation, SearchRequest};
use std::collections::BTreeSet;

/// Most words of papers shown beside a question.
const MOST_EVIDENCE: usize = 3;
/// Most steps of a kind shown.
const MOST_STEPS: usize = 4;
/// The kind where the answers lead to none.
const UNKNOWN: &str = "unknown";

impl Desk {
    /// Where the interview stands after these answers (the place of each under its question, from 0). Nothing is kept.
    pub fn interview(&self, answers: &[u32]) -> Result<InterviewView, Error> {
        let inner = &self.inner;
        let places = places(answers);
        let interview = interview(inner.lib);
        let so_far = so_far(interview, &places)?;
        let next = next(interview, &places)?;
        inner.with(|open| {
            let question = match next {
                Next::Ask(question) => Some(question),
                Next::Found { .. } => None,
            };
            let left = question.map_or(0, |question| interview.most_left(question));
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            Ok(InterviewView {
                answers: answers.to_vec(),
                number: count(places.len() + usize::from(question.is_some())),
                of: count(places.len() + left),
                question: question.map(question_view),
                so_far,
                evidence: match question {
                    Some(question) => evidence(open, question)?,
                    None => Vec::new(),
                },
                found: match next {
                    Next::Found { kind, .. } => Some(inner.kind_view(open, kind)?),
                    Next::Ask(_) => None,
                },
            })
        })
    }

    /// The answers that were saved last, to begin from.
    pub fn saved_interview(&self) -> Result<Vec<u32>, Error> {
        self.inner.with(|open| {
            let kept = plan_record::of_case(open.vault.read(), open.case)?;
            let answers = kept.map(|kept| kept.record.interview).unwrap_or_default();
            Ok(answers
                .into_iter()
                .filter_map(|place| u32::try_from(place).ok())
                .collect())
        })
    }

    /// Keeps the answers and the kind of plan they lead to, and dates all letters anew: one change.
    pub fn save_interview(&self, answers: &[u32]) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let places = places(answers);
        let Next::Found { kind, .. } = next(interview(inner.lib), &places)? else {
            return Err(Error::of(Code::BadRequest)
                .saying("The questions are not at their end yet. Nothing was changed."));
        };
        let moves = inner.with(|open| inner.moves(open, kind))?;
        let name = words::plan_kind(inner.lib, Some(kind).filter(|kind| *kind != UNKNOWN));
        let said = match moves.as_slice() {
            [] => format!("Saved: {name}. No date moved."),
            [one] => format!("Saved: {name}. {}", one.say),
            more => format!("Saved: {name}. {} dates moved.", more.len()),
        };
        let today = inner.clock.today();
        let operation = Operation::by_person("save-interview").described(&said);
        let change = inner.change(operation, |tx, case| {
            plan_record::change_record(tx, case, |record| record.interview = places.clone())?;
            let state = tx.case(case)?.state;
            let kind = Some(kind).filter(|kind| *kind != UNKNOWN);
            tx.set_plan(case, kind, state.as_deref())?;
            dating::date_all(tx, inner.lib, today)
        })?;
        Ok(change_view(&change, said))
    }
}

fn places(answers: &[u32]) -> Vec<usize> {
    answers.iter().map(|place| *place as usize).collect()
}

fn next<'a>(interview: Interview<'a>, places: &[usize]) -> Result<Next<'a>, Error> {
    interview.next(places).map_err(|_| {
        Error::of(Code::BadRequest).saying("There is no such answer. Nothing was changed.")
    })
}

/// Questions and answers up to here.
fn so_far(interview: Interview<'_>, places: &[usize]) -> Result<Vec<CallAnswerView>, Error> {
    let mut said = Vec::new();
    for at in 0..places.len() {
        if let Next::Ask(question) = next(interview, &places[..at])? {
            said.push(CallAnswerView {
                asked: question.ask.clone(),
                answered: question
                    .answers
                    .get(places[at])
                    .map(|answer| answer.say.clone())
                    .unwrap_or_default(),
            });
        }
    }
    Ok(said)
}

fn question_view(question: &Question) -> QuestionView {
    QuestionView {
        id: question.id.clone(),
        ask: question.ask.clone(),
        tip: question.tip.clone(),
        answers: question
            .answers
            .iter()
            .map(|answer| AnswerView {
                say: answer.say.clone(),
                unsure: answer.goto == UNKNOWN || answer.say.starts_with("I don\u{2019}t know"),
            })
            .collect(),
    }
}

/// The words in quotation marks within a question and its tip, and those in parentheses: what a card or booklet would
/// say.
fn quoted(question: &Question) -> Vec<String> {
    let said = || std::iter::once(&question.ask).chain(question.answers.iter().map(|a| &a.say));
    let mut found = Vec::new();
    for text in said().chain(&question.tip) {
        found.extend(between(text, '\u{201c}', '\u{201d}'));
    }
    for text in said() {
        found.extend(between(text, '(', ')'));
    }
    // A question to somebody is no word of a paper.
    found.retain(|words| !words.ends_with('?'));
    // a letter of a statute, as in "502(a)", stands on every page of every book
    found.retain(|words| words.chars().filter(|c| c.is_alphanumeric()).count() > 2);
    found
}

/// What stands between two signs, each time.
fn between(text: &str, open: char, close: char) -> Vec<String> {
    let parts = text.split(open).skip(1);
    parts
        .filter_map(|part| part.split_once(close))
        .map(|(inside, _)| inside.to_lowercase())
        .collect()
}

/// What filed papers say in the words of the question.
fn evidence(open: &Opened, question: &Question) -> Result<Vec<EvidenceView>, Error> {
    let read = open.vault.read();
    let mut found = Vec::new();
    let mut pages = BTreeSet::new();
    for phrase in quoted(question) {
        let request = SearchRequest {
            words: format!("\"{phrase}\""),
            case: Some(open.case),
            document: None,
            most: u32::try_from(MOST_EVIDENCE).unwrap_or(u32::MAX),
        };
        for hit in read.search(&request)? {
            if found.len() < MOST_EVIDENCE && pages.insert((hit.document, hit.page)) {
                let words = hit.snippet.parts.into_iter().map(|(words, _)| words);
                found.push(EvidenceView {
                    quote: words.collect::<String>().trim().to_owned(),
                    document: hit.document.to_string(),
                    title: read.document(hit.document)?.title.reveal().clone(),
                    page: hit.page,
                });
            }
        }
    }
    Ok(found)
}

impl Inner {
    /// A kind of plan, and what it means for this case.
    fn kind_view(&self, open: &Opened, kind: &str) -> Result<KindView, Error> {
        let entry = self.lib.plan_kind(kind).filter(|entry| entry.id != UNKNOWN);
        let state = open.vault.read().case(open.case)?.state;
        let rungs = entry.and_then(|entry| {
            holdfast_rules::ladder(self.lib, &entry.id, state.as_deref()).map(|l| l.rungs)
        });
        let steps = rungs.unwrap_or_default().into_iter().take(MOST_STEPS);
        let said = |text: fn(&PlanKind) -> &String| {
            entry
                .map(|entry| text(entry).clone())
                .filter(|t| !t.is_empty())
        };
        Ok(KindView {
            kind: kind.to_owned(),
            name: words::plan_kind(self.lib, entry.map(|entry| entry.id.as_str())),
            law: said(|entry| &entry.plain),
            law_source: said(|entry| &entry.law),
            regulator: said(|entry| &entry.regulator),
            steps: steps
                .map(|rung| {
                    let window = rung.windows.first();
                    KindStepView {
                        say: match window {
                            Some(window) => format!("{}: {}", rung.name, window.plain),
                            None => rung.name.clone(),
                        },
                        citation: window.map(|window| window.citation.clone()),
                        verified: window.is_none_or(|window| window.verified),
                    }
                })
                .collect(),
            moves: self.moves(open, kind)?,
        })
    }

    /// The dates of letters that would be others if the plan were of this kind.
    fn moves(&self, open: &Opened, kind: &str) -> Result<Vec<DateMoveView>, Error> {
        let (read, today) = (open.vault.read(), self.clock.today());
        let now = read.case(open.case)?;
        let then = CaseRow {
            plan_kind: Some(kind.to_owned()).filter(|kind| kind != UNKNOWN),
            ..now.clone()
        };
        let filter = DocumentFilter {
            case: Some(open.case),
            ..DocumentFilter::default()
        };
        let mut moves = Vec::new();
        for document in read.documents(&filter)? {
            let facts = Facts::load(read, self.lib, document.id, today)?;
            let leading = |case: &CaseRow| -> Result<Option<(String, NaiveDate)>, Error> {
                let said = (&facts.reading, &facts.answers);
                let row = &facts.document;
                let found =
                    dating::deadlines_of_case(read, self.lib, row, Some(case), said, today)?;
                Ok(leading(&found))
            };
            if let Some(say) = moved(leading(&now)?, leading(&then)?, today) {
                moves.push(DateMoveView {
                    document: document_id(document.id),
                    say,
                });
            }
        }
        Ok(moves)
    }
}

fn document_id(id: DocumentId) -> String {
    id.to_string()
}

/// The day that leads a letter, with its level.
fn leading(found: &[Deadline]) -> Option<(String, NaiveDate)> {
    let ours = |d: &&Deadline| d.who == "member" && d.due.is_some() && !is_approval_end(d);
    let leading = found.iter().filter(ours).find(|d| d.primary);
    let leading = leading.or_else(|| found.iter().find(ours))?;
    Some((leading.level.clone(), leading.due?))
}

fn moved(
    before: Option<(String, NaiveDate)>,
    after: Option<(String, NaiveDate)>,
    today: NaiveDate,
) -> Option<String> {
    if before.as_ref().map(|b| b.1) == after.as_ref().map(|a| a.1) {
        return None;
    }
    Some(match (before, after) {
        (Some((level, before)), Some((_, after))) => format!(
            "The last day for your {} goes from {} to {}.",
            words::thing(&level),
            words::day(before, today),
            words::day(after, today)
        ),
        (None, Some((level, after))) => format!(
            "Your {} gets a last day: {}.",
            words::thing(&level),
            words::day(after, today)
        ),
        (Some((level, before)), None) => format!(
            "Your {} has no last day by these rules; it was {}.",
            words::thing(&level),
            words::day(before, today)
        ),
        (None, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_library::Library;

    #[test]
    fn what_a_card_would_say_is_taken_out_of_a_question() {
        let lib = Library::builtin();
        let of = |id: &str| {
            let question = lib.appeal.questions.iter().find(|q| q.id == id).unwrap();
            quoted(question)
        };
        let card = of("q3");
        for words in ["administered by", "self-funded", "underwritten by"] {
            assert!(card.iter().any(|found| found == words), "{card:?}");
        }
        assert!(
            !card.iter().any(|found| found.contains('?')),
            "a question to the benefits office is no word of a card"
        );
        assert!(of("q4").iter().any(|found| found == "self-funded"));
        assert!(of("q1").is_empty(), "{:?}", of("q1"));
    }

    #[test]
    fn a_move_is_told_with_both_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-23");
        let a = Some(("internal-appeal".to_owned(), day("2026-12-14")));
        let b = Some(("internal-appeal".to_owned(), day("2027-01-13")));
        assert_eq!(moved(a.clone(), a.clone(), today), None);
        assert_eq!(
            moved(a.clone(), b, today).unwrap(),
            "The last day for your appeal goes from Monday, December 14 to Wednesday, January 13, 2027."
        );
        assert!(moved(a, None, today).unwrap().contains("it was Monday"));
    }
}
