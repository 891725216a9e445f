//! Sessions: infusions, TMS, ECT. Several days can be added at once.

use super::trial::day_trouble;
use super::when::day_words;
use crate::desk::{Desk, change_view};
use crate::error::{Code, Error};
use crate::kept::{Kept, keep_in};
use crate::view::{ChangeView, SessionRequest, SessionRowView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::treatment::TreatmentSession;
use holdfast_case::{Dose, Private, RoughDay};
use holdfast_vault::Operation;

/// Most days taken at once: two years of a session each day, and not a pasted book.
const MOST_DAYS: usize = 800;

impl Desk {
    /// Adds a session for each of the days. A day that can't be read is kept as it was typed.
    pub fn add_sessions(&self, request: &SessionRequest) -> Result<ChangeView, Error> {
        let days: Vec<&str> = lines(&request.days);
        if days.is_empty() {
            return Err(Error::of(Code::BadRequest)
                .saying("On which day was it? Nothing was lost.")
                .hinting("Type a day. Several days go one a line."));
        }
        if days.len() > MOST_DAYS {
            return Err(Error::of(Code::BadRequest)
                .saying("These are more days than fit at once. Nothing was changed.")
                .hinting(format!("Add at most {MOST_DAYS} at once.")));
        }
        let sessions: Vec<TreatmentSession> =
            days.iter().map(|day| session(request, day)).collect();
        let said = match sessions.len() {
            1 => "Added a session.".to_owned(),
            n => format!("Added {n} sessions."),
        };
        let operation = Operation::by_person("add-sessions").described(said.as_str());
        let change = self.inner.change(operation, |tx, case| {
            sessions
                .iter()
                .try_for_each(|session| keep_in(tx, case, session).map(drop))
        })?;
        let said = with_unread(&said, &sessions);
        let doubts = self.doubts_of_days(&sessions)?;
        Ok(change_view(&change, said + &doubts))
    }

    /// What is odd about days that were just added: they lie ahead, or another session stands on one of them.
    fn doubts_of_days(&self, added: &[TreatmentSession]) -> Result<String, Error> {
        let today = self.inner.clock.today();
        let days: Vec<NaiveDate> = added.iter().filter_map(|one| one.day.day()).collect();
        let kept: Vec<Kept<TreatmentSession>> = self.inner.kept()?;
        let on = |day: NaiveDate| {
            let all = kept.iter().filter(|one| one.record.day.day() == Some(day));
            all.count()
        };
        let twice: Vec<NaiveDate> = days.iter().copied().filter(|day| on(*day) > 1).collect();
        let mut said = String::new();
        if let Some(day) = twice.first() {
            let day = words::short_day(*day, today);
            said += &format!(" More than one session stands on {day} now. Is that right?");
        }
        if let Some(day) = days.iter().find(|day| **day > today) {
            let day = words::short_day(*day, today);
            said += &format!(" {day} lies ahead. It counts once it has come.");
        }
        Ok(said)
    }

    /// Changes one session; its day is the first line.
    pub fn change_session(&self, id: &str, request: &SessionRequest) -> Result<ChangeView, Error> {
        let day = lines(&request.days).first().copied().unwrap_or_default();
        let before: TreatmentSession = self.inner.kept_one(id)?.record;
        let changed = TreatmentSession {
            document: before.document,
            ..session(request, day)
        };
        let said = "Changed a session.";
        let operation = Operation::by_person("change-session").described(said);
        let change = self.inner.keep_changed(operation, id, &changed)?;
        Ok(change_view(&change, with_unread(said, &[changed])))
    }

    /// Moves a session to the trash.
    pub fn trash_session(&self, id: &str) -> Result<ChangeView, Error> {
        let said = "Moved a session to the trash.";
        let operation = Operation::by_person("trash-session").described(said);
        let change = self.inner.put_away::<TreatmentSession>(operation, id)?;
        Ok(change_view(&change, said))
    }

    /// What is not right with days that are typed, one a line; none where all is.
    pub fn session_days_trouble(&self, days: &str) -> Option<String> {
        let lines = lines(days);
        let alone = lines.len() == 1;
        lines.iter().find_map(|day| {
            let trouble = day_trouble(&RoughDay::typed(day))?;
            Some(match alone {
                true => trouble,
                false => format!("\u{201c}{day}\u{201d}: {trouble}"),
            })
        })
    }
}

/// So many days that can't be read are named at once; the rest is counted.
const MOST_NAMED: usize = 3;

/// What was done, and which of the days can't be read: they are kept, and stand in no chart.
fn with_unread(said: &str, sessions: &[TreatmentSession]) -> String {
    let unread: Vec<&str> = sessions
        .iter()
        .map(|session| &session.day)
        .filter(|day| !day.is_empty() && day.span().is_none())
        .map(RoughDay::text)
        .collect();
    let named: Vec<String> = unread
        .iter()
        .take(MOST_NAMED)
        .map(|day| format!("\u{201c}{day}\u{201d}"))
        .collect();
    match unread.len() {
        0 => said.to_owned(),
        1 => format!(
            "{said} We can't read the day {}. It is kept as you typed it.",
            named.join("")
        ),
        n if n <= MOST_NAMED => format!(
            "{said} We can't read the days {}. They are kept as you typed them.",
            named.join(", ")
        ),
        n => format!(
            "{said} We can't read {n} of the days, such as {}. They are kept as you typed them.",
            named.join(", ")
        ),
    }
}

fn lines(days: &str) -> Vec<&str> {
    days.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

fn session(request: &SessionRequest, day: &str) -> TreatmentSession {
    TreatmentSession {
        what: Private::new(request.what.trim().to_owned()),
        day: RoughDay::typed(day),
        dose: Dose::typed(&request.dose),
        note: Private::new(request.note.trim().to_owned()),
        document: None,
    }
}

/// Sessions for the list.
pub(super) fn rows(kept: &[Kept<TreatmentSession>]) -> Vec<SessionRowView> {
    kept.iter()
        .map(|kept| SessionRowView {
            id: kept.id.to_string(),
            what: kept.record.what.reveal().clone(),
            day: kept.record.day.text().to_owned(),
            day_shown: day_words(&kept.record.day),
            unmarked: kept.record.day.day().is_none(),
            dose: kept.record.dose.text().to_owned(),
            note: kept.record.note.reveal().clone(),
        })
        .collect()
}
