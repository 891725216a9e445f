//! "Find or do anything": papers, days, letters, claims, treatments and calls that hold some words, each with what tells it
//! from another like it.

use crate::claims::claim_title;
use crate::deadlines::Stored;
use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::kept::{Kept, kept_in};
use crate::review::Facts;
use crate::treatment::{names_of_drug, trial_span};
use crate::view::{DeadlineState, DeadlineView, DocumentRowView, DocumentsRequest, FoundView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::claim::{Claim, ClaimKind};
use holdfast_case::letter::plain_text;
use holdfast_case::treatment::TreatmentTrial;
use holdfast_case::{Call, CaseId, CaseRecordId, DocumentId, Letter};
use holdfast_packet::compose::letter_kind;
use holdfast_rules::reading::is_approval_end;
use holdfast_vault::{CaseRow, DeadlineFilter, DocumentRow};

/// Papers shown without words, and with some.
const MOST: (usize, usize) = (5, 12);

impl Desk {
    /// Documents and deadlines that hold these words.
    pub fn find(&self, words: &str) -> Result<Vec<FoundView>, Error> {
        let inner = &self.inner;
        let request = DocumentsRequest {
            words: words.to_owned(),
            ..DocumentsRequest::default()
        };
        let wanted = said_words(words);
        inner.with(|open| {
            let filter = DeadlineFilter {
                with_done: true,
                ..DeadlineFilter::default()
            };
            let stored = inner.stored_deadlines(open.vault.read(), &filter)?;
            let cases = open.vault.read().cases()?;
            let days = stored.iter().filter(|s| !wanted.is_empty() && is_found(s));
            let mut found = Vec::new();
            for stored in days {
                let view = inner.stored_view(stored);
                if inner.is_meant(open, stored, &view, &wanted)? {
                    found.push(inner.found_day(open, stored, view, &cases)?);
                }
            }
            if !wanted.is_empty() {
                found.extend(inner.found_letters(open, &wanted)?);
                found.extend(inner.found_records(open, &wanted)?);
            }
            let most = if words.trim().is_empty() {
                MOST.0
            } else {
                MOST.1
            };
            let papers = inner.documents_view(open, &request)?.documents;
            for row in papers.into_iter().take(most) {
                found.push(inner.found_paper(open, row, &stored, &cases)?);
            }
            Ok(found)
        })
    }
}

/// Records of one kind shown at once.
const MOST_RECORDS: usize = 6;

/// A record that holds the words.
fn record(group: &str, id: CaseRecordId, title: String, note: String, about: &[&str]) -> FoundView {
    let about: Vec<&str> = about
        .iter()
        .copied()
        .filter(|one| !one.is_empty())
        .collect();
    FoundView {
        group: group.to_owned(),
        id: id.to_string(),
        title,
        note,
        about: about.join(" \u{b7} "),
        page: None,
    }
}

/// A day that can be looked for: the person's own, and the end of an approval.
fn is_found(stored: &Stored) -> bool {
    let deadline = &stored.row.deadline;
    (deadline.who == "member" || is_approval_end(deadline)) && deadline.due.is_some()
}

/// The words of a text, without commas and the like, in small letters.
fn said_words(text: &str) -> Vec<String> {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// True where each wanted word begins one of these; a number is meant whole, so that "June 2" finds no June 27.
fn holds(words: &[String], wanted: &[String]) -> bool {
    wanted.iter().all(|wanted| {
        let whole = wanted.chars().all(|sign| sign.is_ascii_digit());
        let is_it = |word: &String| match whole {
            true => word == wanted,
            false => word.starts_with(wanted.as_str()),
        };
        words.iter().any(is_it)
    })
}

/// Words shown around the first that was found, before and after it.
const AROUND: (usize, usize) = (4, 10);

/// A few words of a text around the first that was wanted.
fn around(text: &str, wanted: &[String]) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_it = |word: &&str| {
        let said = said_words(word);
        wanted
            .iter()
            .any(|one| holds(&said, std::slice::from_ref(one)))
    };
    let Some(at) = words.iter().position(is_it) else {
        return String::new();
    };
    let first = at.saturating_sub(AROUND.0);
    let last = words.len().min(at + AROUND.1);
    let shown = words.get(first..last).unwrap_or_default().join(" ");
    let before = if first > 0 { "\u{2026} " } else { "" };
    let after = if last < words.len() { " \u{2026}" } else { "" };
    format!("{before}{shown}{after}")
}

impl Inner {
    /// Letters that the person wrote: by what they are called, to whom they go, and what they say. Those that are
    /// called so come first, then the newest.
    fn found_letters(&self, open: &Opened, wanted: &[String]) -> Result<Vec<FoundView>, Error> {
        let today = self.clock.today();
        let letters: Vec<Kept<Letter>> = kept_in(open.vault.read(), open.case)?;
        let (mut called, mut said) = (Vec::new(), Vec::new());
        for kept in letters.iter().rev() {
            let letter = &kept.record;
            let kind = letter_kind(&letter.kind).map_or("", |kind| kind.title.as_str());
            let to = letter.to.name.reveal().lines().next().unwrap_or_default();
            let state = crate::letters::letter_state(letter, today);
            let to_whom = match to {
                "" => String::new(),
                to => format!("To {to}"),
            };
            let hit = |about: &[&str]| {
                record(
                    "letter",
                    kept.id,
                    letter.subject.clone(),
                    state.clone(),
                    about,
                )
            };
            let name = [&letter.subject, kind, to, "letter"].join(" ");
            if holds(&said_words(&name), wanted) {
                called.push(hit(&[kind, &to_whom]));
                continue;
            }
            let text: Vec<String> = letter.runs().map(|run| plain_text(run, letter)).collect();
            let text = text.join(" ");
            if holds(&said_words(&format!("{name} {text}")), wanted) {
                said.push(hit(&[&around(&text, wanted), &to_whom]));
            }
        }
        called.extend(said);
        called.truncate(MOST_RECORDS);
        Ok(called)
    }

    /// Claims, treatments and calls of the case in use that hold the words, the newest first.
    fn found_records(&self, open: &Opened, wanted: &[String]) -> Result<Vec<FoundView>, Error> {
        let (read, today) = (open.vault.read(), self.clock.today());
        let is_meant = |parts: &[&str]| holds(&said_words(&parts.join(" ")), wanted);
        let mut found = Vec::new();
        let claims: Vec<Kept<Claim>> = kept_in(read, open.case)?;
        let claims = claims.iter().rev().filter_map(|kept| {
            let claim = &kept.record;
            let title = claim_title(self.lib, claim, today);
            let mut parts: Vec<&str> = vec![
                &title,
                &claim.number,
                &claim.authorization,
                &claim.clinic,
                &claim.provider,
            ];
            let lines = claim.lines.iter();
            parts.extend(lines.flat_map(|line| [line.code.as_str(), line.drug.as_str()]));
            let kind = match claim.kind {
                ClaimKind::Claim => "Claim",
                ClaimKind::Authorization => "Request for approval",
            };
            parts.push(kind);
            let about = [kind, claim.clinic.as_str()];
            is_meant(&parts).then(|| {
                record(
                    "claim",
                    kept.id,
                    title.clone(),
                    claim.number.clone(),
                    &about,
                )
            })
        });
        found.extend(claims.take(MOST_RECORDS));
        let trials: Vec<Kept<TreatmentTrial>> = kept_in(read, open.case)?;
        let trials = trials.iter().rev().filter_map(|kept| {
            let trial = &kept.record;
            let taken = trial.taken.reveal();
            let names = names_of_drug(self.lib, taken);
            let span = trial_span(trial);
            let prescriber = trial.prescriber.reveal();
            let about = [trial.dose.text(), prescriber.as_str()];
            is_meant(&[taken, &names, prescriber])
                .then(|| record("trial", kept.id, taken.clone(), span.clone(), &about))
        });
        found.extend(trials.take(MOST_RECORDS));
        let calls: Vec<Kept<Call>> = kept_in(read, open.case)?;
        let calls = calls.iter().rev().filter_map(|kept| {
            let call = &kept.record;
            let day = call.at.map(|at| at.date_naive());
            let note = day.map_or_else(String::new, |day| words::short_day(day, today));
            let title = match call.whom.as_str() {
                "" => "A call".to_owned(),
                whom => format!("Call to {whom}"),
            };
            let parts = [&title, &call.name, &call.reference, &call.number, &note];
            let about = [call.name.as_str(), call.reference.as_str()];
            is_meant(&parts.map(String::as_str))
                .then(|| record("call", kept.id, title.clone(), note.clone(), &about))
        });
        found.extend(calls.take(MOST_RECORDS));
        Ok(found)
    }

    /// True where the words name this day: its step, its letter, who sent that, and its last day or its safe day.
    fn is_meant(
        &self,
        open: &Opened,
        stored: &Stored,
        view: &DeadlineView,
        wanted: &[String],
    ) -> Result<bool, Error> {
        let mut named = format!("{} {}", view.title, view.document_title);
        if let Some(row) = &stored.document {
            let facts = Facts::load(open.vault.read(), self.lib, row.id, self.clock.today())?;
            named.push(' ');
            named.push_str(&facts.issuer().unwrap_or_default());
        }
        let deadline = &stored.row.deadline;
        // one of the two at a time: a month of the one goes with no number of the other
        let mut days = [deadline.due, deadline.safe_day].into_iter().flatten();
        Ok(days.any(|day| {
            let text = format!("{named} {}", day.format("%A, %B %-d, %Y"));
            holds(&said_words(&text), wanted)
        }))
    }

    /// A day: what is to be done by when, and from which letter, of which day, in which case.
    fn found_day(
        &self,
        open: &Opened,
        stored: &Stored,
        view: DeadlineView,
        cases: &[CaseRow],
    ) -> Result<FoundView, Error> {
        let mut about = vec![self.to_do(stored, view.state)];
        if let Some(row) = &stored.document {
            about.push(self.letter_of(open, row)?);
        }
        about.extend(case_of(stored.row.case, cases));
        Ok(FoundView {
            group: "deadline".to_owned(),
            id: view.id,
            title: view.title,
            note: match view.state {
                // the whole sentence stands below
                _ if is_approval_end(&stored.row.deadline) => String::new(),
                _ => view.say,
            },
            about: about.join(" \u{b7} "),
            page: None,
        })
    }

    /// A paper: what it is and of which day, in which case, and what is to be done next for it.
    fn found_paper(
        &self,
        open: &Opened,
        row: DocumentRowView,
        stored: &[Stored],
        cases: &[CaseRow],
    ) -> Result<FoundView, Error> {
        let mut about = Vec::new();
        if let Ok(id) = row.id.parse::<DocumentId>() {
            let paper = open.vault.read().document(id)?;
            let letter = self.letter_of(open, &paper)?;
            // where the title says it already it is not said again
            about.extend((!letter.starts_with(row.title.as_str())).then_some(letter));
            about.extend(case_of(paper.case, cases));
            let mut days = stored
                .iter()
                .filter(|s| s.row.document == Some(id) && is_found(s));
            let next = days.find_map(|stored| {
                let state = self.stored_view(stored).state;
                (state != DeadlineState::Done).then(|| self.to_do(stored, state))
            });
            about.extend(next);
        }
        Ok(FoundView {
            group: "document".to_owned(),
            note: match row.snippet.is_empty() {
                true => row.from.unwrap_or_default(),
                false => row.snippet.iter().map(|part| part.text.as_str()).collect(),
            },
            about: about.join(" \u{b7} "),
            page: row.hit_pages.first().copied(),
            id: row.id,
            title: row.title,
        })
    }

    /// "Denial letter, October 14", whatever the person calls it; with the year where it is not this one.
    fn letter_of(&self, open: &Opened, row: &DocumentRow) -> Result<String, Error> {
        let today = self.clock.today();
        let facts = Facts::load(open.vault.read(), self.lib, row.id, today)?;
        let title = words::title(&facts.reading_now(), today);
        Ok(title.unwrap_or_else(|| row.title.reveal().clone()))
    }

    /// "Your appeal is to be there by Monday, December 14".
    fn to_do(&self, stored: &Stored, state: DeadlineState) -> String {
        let deadline = &stored.row.deadline;
        let today = self.clock.today();
        let Some(due) = deadline.due else {
            return String::new();
        };
        if is_approval_end(deadline) {
            return crate::approvals::line(due, today);
        }
        match state {
            DeadlineState::Done => {
                let verb = if due < today { "was" } else { "is" };
                format!("Last day {verb} {}", words::day(due, today))
            }
            DeadlineState::Passed => format!("{} has passed", words::day(due, today)),
            _ => by_when(&deadline.level, deadline.safe_day, due, today),
        }
    }
}

/// "Send your appeal by Friday, December 4, at the latest Monday, December 14".
fn by_when(level: &str, safe: Option<NaiveDate>, due: NaiveDate, today: NaiveDate) -> String {
    let thing = words::thing(level);
    match safe.filter(|safe| *safe >= today && *safe < due) {
        Some(safe) => format!(
            "Send your {thing} by {}, at the latest {}",
            words::short_day(safe, today),
            words::short_day(due, today)
        ),
        None => format!("Your {thing} has to be there by {}", words::day(due, today)),
    }
}

/// The name of a case, where there are several.
fn case_of(case: Option<CaseId>, cases: &[CaseRow]) -> Option<String> {
    if cases.len() < 2 {
        return None;
    }
    let found = cases.iter().find(|row| Some(row.id) == case)?;
    Some(found.name.reveal().clone())
}
