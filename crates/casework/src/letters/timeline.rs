//! What happened, day by day: one sheet of the record for a letter, each line with its day and where it is from.
//!
//! It goes to whoever gets the letter. So it says that a call was made and not what was said in it, that a medicine was
//! taken and not how it felt, and names no paper that the letter does not bring along but those of the plan itself.

use super::exhibits::title;
use super::shown;
use super::wording::full_day;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use chrono::{Datelike, Months, NaiveDate};
use holdfast_case::claim::{Claim, ClaimKind, ClaimOutcome, SendWay, Submission, When};
use holdfast_case::letter::{ExhibitOf, exhibit_label};
use holdfast_case::reading::NoticeKind;
use holdfast_case::{Call, DaySpan, DocumentId, Grain, Letter, RoughDay};
use holdfast_packet::{Column, ExhibitSheet};
use holdfast_vault::{Arrival, DocumentFilter, DocumentRow};

/// What the sheet is called, also in the list of exhibits.
pub(super) const TITLE: &str = "What happened, day by day";

/// Where a line is from that no paper shows.
const OWN: &str = "My own record";

/// One line.
struct Line {
    span: DaySpan,
    what: String,
    source: String,
}

/// The lines as they are gathered.
struct Lines<'a> {
    letter: &'a Letter,
    today: NaiveDate,
    lines: Vec<Line>,
}

impl Lines<'_> {
    /// A line, where its day is known and has come.
    fn put(&mut self, span: Option<DaySpan>, what: impl Into<String>, source: impl Into<String>) {
        let (what, source) = (what.into(), source.into());
        let Some(span) = span.filter(|span| span.first <= self.today) else {
            return;
        };
        let is_there = |had: &Line| (had.span.first, &had.what) == (span.first, &what);
        if !what.trim().is_empty() && !self.lines.iter().any(is_there) {
            self.lines.push(Line { span, what, source });
        }
    }

    /// "Exhibit C" where the thing goes along.
    fn along(&self, of: &ExhibitOf) -> Option<String> {
        let at = self.letter.exhibit_at(of)?;
        Some(format!("Exhibit {}", exhibit_label(at)))
    }

    /// The paper that shows it where that goes along; else the person's own record.
    fn shown_by(&self, paper: Option<DocumentId>, own: ExhibitOf) -> String {
        let paper = paper.and_then(|id| self.along(&ExhibitOf::Document { id }));
        paper
            .or_else(|| self.along(&own))
            .unwrap_or_else(|| OWN.to_owned())
    }

    /// A letter of theirs, or a paper that goes along.
    fn paper(&mut self, row: &DocumentRow) {
        let along = self.along(&ExhibitOf::Document { id: row.id });
        // what was sent from here stands as a sending
        if row.arrival == Arrival::Sent || (along.is_none() && !is_theirs(row.kind)) {
            return;
        }
        let came = match (row.letter_date, row.received) {
            (Some(dated), Some(came)) if came > dated => format!(" (came {})", full_day(came)),
            _ => String::new(),
        };
        let day = row.letter_date.or(row.received).map(exact);
        let what = format!("{}{came}", row.title.reveal());
        self.put(
            day,
            what,
            along.unwrap_or_else(|| "Their letter".to_owned()),
        );
    }

    fn sending(&mut self, what: &str, how: &Submission, source: &str) {
        let day = how.day.value.and_then(span_of);
        // whose clinic sends does not send it themselves
        let by = match how.way {
            SendWay::Clinic => "sent by the clinic".to_owned(),
            way => format!("sent {}", shown::way_within(way)),
        };
        let number = match how.tracking.trim() {
            "" => String::new(),
            number => format!(", number {number}"),
        };
        self.put(day, format!("{what} {by}{number}"), source);
        self.put(
            how.received.value.and_then(span_of),
            format!("{what} received"),
            source,
        );
    }

    fn claim(&mut self, claim: &Claim, treated: &[NaiveDate]) {
        let what = match claim.kind {
            ClaimKind::Claim => "Claim",
            ClaimKind::Authorization => "Request for approval",
        };
        for how in &claim.submissions {
            self.sending(what, how, OWN);
        }
        for answer in &claim.answers {
            let paper = answer.document.map(|id| ExhibitOf::Document { id });
            // a paper with a day of its own stands there already, if it goes along or is theirs
            if answer.document.is_some() && paper.as_ref().and_then(|of| self.along(of)).is_some() {
                continue;
            }
            let outcome = match answer.outcome {
                ClaimOutcome::Denied => "denied",
                ClaimOutcome::Partly => "paid in part",
                ClaimOutcome::Paid => "paid",
                ClaimOutcome::Approved => "approved",
            };
            self.put(
                answer.day.value.and_then(span_of),
                format!("{what} {outcome}"),
                OWN,
            );
        }
        if claim.kind != ClaimKind::Claim {
            return;
        }
        for line in &claim.lines {
            // a session that was written down says more
            let Some(day) = line.first_day().filter(|day| !treated.contains(day)) else {
                continue;
            };
            let done = match line.description.trim() {
                "" if line.code.trim().is_empty() => String::new(),
                // a code alone is no word for a visit
                "" => format!("code {}", line.code.trim()),
                said => said.to_owned(),
            };
            let visit = match (done.as_str(), claim.clinic.trim()) {
                ("", "") => "Visit".to_owned(),
                ("", clinic) => format!("Visit: {clinic}"),
                (done, _) => format!("Visit: {done}"),
            };
            // the treatment table has no lines of claims
            let paper = claim.document.map(|id| ExhibitOf::Document { id });
            let source = paper.and_then(|of| self.along(&of));
            let source = source.unwrap_or_else(|| OWN.to_owned());
            self.put(Some(exact(day)), visit, source);
        }
    }
}

/// True for what the plan, or a reviewer, sent in this matter.
pub(super) fn is_theirs(kind: Option<NoticeKind>) -> bool {
    matches!(
        kind,
        Some(
            NoticeKind::Denial
                | NoticeKind::PartialDenial
                | NoticeKind::Approval
                | NoticeKind::InformationRequest
                | NoticeKind::Eob
                | NoticeKind::AppealDecision
                | NoticeKind::ExternalReviewDecision
                | NoticeKind::PolicyChange
        )
    )
}

fn exact(day: NaiveDate) -> DaySpan {
    DaySpan {
        first: day,
        last: day,
        grain: Grain::Day,
    }
}

fn span_of(when: When) -> Option<DaySpan> {
    match when {
        When::Day(day) => Some(exact(day)),
        When::Month { year, month } => {
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            Some(DaySpan {
                first,
                last: first.checked_add_months(Months::new(1))?.pred_opt()?,
                grain: Grain::Month,
            })
        }
    }
}

/// A day as exactly as it is known.
fn said(span: DaySpan) -> String {
    match span.grain {
        Grain::Day => full_day(span.first),
        Grain::Month => span.first.format("%B %Y").to_string(),
        Grain::Year => span.first.year().to_string(),
        // "about": the middle of what it can have been
        Grain::About => {
            let middle = span.first + (span.last - span.first) / 2;
            format!("About {}", middle.format("%B %Y"))
        }
    }
}

fn rough(day: &RoughDay) -> Option<DaySpan> {
    day.span()
}

impl Inner {
    /// True where the record knows a day of anything.
    pub(super) fn has_timeline(&self, open: &Opened, letter: &Letter) -> Result<bool, Error> {
        Ok(!self.happened(open, letter)?.is_empty())
    }

    /// The sheet.
    pub(super) fn timeline_sheet(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<ExhibitSheet, Error> {
        let rows = self.happened(open, letter)?;
        let columns = [("Day", false), ("What happened", true), ("Source", false)];
        Ok(ExhibitSheet {
            title: TITLE.to_owned(),
            lead: match rows.is_empty() {
                true => vec!["No day is known yet.".to_owned()],
                false => Vec::new(),
            },
            columns: columns
                .iter()
                .map(|(head, wide)| Column {
                    head: (*head).to_owned(),
                    wide: *wide,
                })
                .collect(),
            rows: rows
                .into_iter()
                .map(|line| vec![said(line.span), line.what, line.source])
                .collect(),
            notes: vec![
                "Set from the record. What has no known day is left out; a month or a year stands where no more is known."
                    .to_owned(),
            ],
            ..ExhibitSheet::default()
        })
    }

    /// All that is known to have happened, in order.
    fn happened(&self, open: &Opened, letter: &Letter) -> Result<Vec<Line>, Error> {
        let mut lines = Lines {
            letter,
            today: self.clock.today(),
            lines: Vec::new(),
        };
        let filter = DocumentFilter {
            case: Some(open.case),
            ..DocumentFilter::default()
        };
        for row in open.vault.read().documents(&filter)? {
            lines.paper(&row);
        }
        for kept in self.trials_of(open)? {
            let trial = &kept.record;
            let source = lines.shown_by(trial.document, ExhibitOf::TreatmentHistory);
            let taken = trial.taken.reveal();
            let dose = match trial.dose.text() {
                "" => String::new(),
                dose => format!(", {dose}"),
            };
            lines.put(
                rough(&trial.start),
                format!("Began {taken}{dose}"),
                source.as_str(),
            );
            if !trial.still_taken {
                lines.put(rough(&trial.end), format!("Ended {taken}"), source);
            }
        }
        let mut treated = Vec::new();
        for kept in self.sessions_of(open)? {
            let session = &kept.record;
            treated.extend(session.day.day());
            let source = lines.shown_by(session.document, ExhibitOf::TreatmentHistory);
            let dose = match session.dose.text() {
                "" => String::new(),
                dose => format!(", {dose}"),
            };
            let what = format!("{}{dose}", session.what.reveal());
            lines.put(rough(&session.day), what, source);
        }
        for kept in self.kept_with::<Call>(open)? {
            let call = &kept.record;
            let source = lines.along(&ExhibitOf::Call { id: kept.id });
            let reference = match call.reference.trim() {
                "" => String::new(),
                number => format!(", reference {number}"),
            };
            lines.put(
                call.at.map(|at| exact(at.date_naive())),
                format!("Call with {}{reference}", call.whom),
                source.unwrap_or_else(|| "My own note".to_owned()),
            );
        }
        for kept in self.kept_with::<Claim>(open)? {
            lines.claim(&kept.record, &treated);
        }
        // whom else the person wrote to is no matter of whoever gets this
        let letters = self.kept_with::<Letter>(open)?.into_iter();
        for kept in letters.filter(|kept| super::is_an_appeal(&kept.record.kind)) {
            self.letter_lines(open, &mut lines, &kept.record)?;
        }
        let mut lines = lines.lines;
        lines.sort_by(|a, b| {
            let key = |line: &Line| (line.span.first, line.span.last);
            key(a).cmp(&key(b)).then_with(|| a.what.cmp(&b.what))
        });
        Ok(lines)
    }

    /// When one's own letters went out, and what was decided on them.
    fn letter_lines(
        &self,
        open: &Opened,
        lines: &mut Lines<'_>,
        letter: &Letter,
    ) -> Result<(), Error> {
        for sent in &letter.sent {
            let proof = sent.proofs.iter().chain(&sent.packet).chain(&sent.parts);
            let along = proof.map(|id| lines.along(&ExhibitOf::Document { id: *id }));
            let source = along.flatten().next().unwrap_or_else(|| OWN.to_owned());
            lines.sending(&letter.subject, &sent.how, &source);
        }
        let Some(answer) = &letter.answer else {
            return Ok(());
        };
        // their letter says it with its own day
        if let Some(id) = answer.document
            && title(self, open, &ExhibitOf::Document { id })?.is_some()
        {
            return Ok(());
        }
        let outcome = crate::words::sentence_start(shown::outcome(answer.outcome));
        lines.put(
            answer.day.value.and_then(span_of),
            format!("{outcome}: {}", letter.subject),
            OWN,
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<DaySpan> {
        RoughDay::typed(text).span()
    }

    #[test]
    fn a_day_is_said_as_exactly_as_it_is_known() {
        for (typed, told) in [
            ("2021-02-08", "February 8, 2021"),
            ("Feb 2021", "February 2021"),
            ("2021", "2021"),
            ("about June 2020", "About June 2020"),
        ] {
            assert_eq!(day(typed).map(said).as_deref(), Some(told));
        }
    }

    #[test]
    fn what_lies_ahead_or_has_no_day_or_stands_already_is_left_out() {
        let letter = Letter::default();
        let mut lines = Lines {
            letter: &letter,
            today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
            lines: Vec::new(),
        };
        for typed in ["2026-11-02", "2026-12-02", "after college", "2026-11-02"] {
            lines.put(day(typed), "Ketamine infusion", OWN);
        }
        assert_eq!(lines.lines.len(), 1);
    }

    #[test]
    fn a_month_is_a_span_of_its_own_length() {
        let span = span_of(When::Month {
            year: 2026,
            month: 2,
        });
        assert_eq!(
            span.map(|span| span.last),
            NaiveDate::from_ymd_opt(2026, 2, 28)
        );
    }
}
