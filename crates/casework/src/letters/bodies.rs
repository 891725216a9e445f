//! What exhibits are made of: papers with their bytes, and sheets set from the record.

use super::exhibits::{is_filed_study, title};
use super::unfit::{Out, Unfit};
use super::wording::full_day;
use crate::desk::{Inner, Opened};
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::scales;
use holdfast_case::letter::ExhibitOf;
use holdfast_case::{Call, ContentId, DocumentId, Letter};
use holdfast_packet::compose::study_words;
use holdfast_packet::{Column, ExhibitBody, ExhibitSheet, LabeledLine};
use holdfast_vault::VaultError;

impl Inner {
    /// The body of each exhibit, in the order of the letter's. Instead of a paper that is out, or that does not open
    /// here, a sheet stands that says so.
    pub(super) fn bodies(
        &self,
        open: &Opened,
        letter: &Letter,
        about: &[String],
        out: &mut Out,
    ) -> Result<Vec<ExhibitBody>, Error> {
        let mut bodies = Vec::new();
        for (at, exhibit) in letter.exhibits.iter().enumerate() {
            let body = match &exhibit.of {
                ExhibitOf::Document { id } => {
                    let row = open.vault.read().document(*id)?;
                    let pages = match (out.get(&at), row.page_count) {
                        (Some(_), _) => 0,
                        (None, 0) => match self.counted_pages(open, row.original) {
                            Ok(pages) => pages,
                            Err(error) => {
                                out.insert(at, Unfit::of(&error).ok_or(error)?);
                                0
                            }
                        },
                        (None, pages) => pages,
                    };
                    match out.get(&at) {
                        Some(unfit) => {
                            ExhibitBody::Sheet(Box::new(unfit.sheet(&exhibit.title, about)))
                        }
                        None => ExhibitBody::Paper { pages },
                    }
                }
                ExhibitOf::Awaited { .. } => ExhibitBody::Awaited,
                of => {
                    let mut sheet = self.sheet_of(open, letter, of)?;
                    sheet.about = about.to_vec();
                    ExhibitBody::Sheet(Box::new(sheet))
                }
            };
            bodies.push(body);
        }
        Ok(bodies)
    }

    /// The filled forms that go along and are still here, each with its number of pages.
    pub(super) fn forms_along(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<Vec<(DocumentId, u32)>, Error> {
        let mut along = Vec::new();
        for id in &letter.forms {
            match open.vault.read().document(*id) {
                Ok(row) if row.trashed_at.is_none() => along.push((*id, row.page_count)),
                Ok(_) | Err(VaultError::NotFound(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(along)
    }

    /// What is missing where a form that was to go along is gone.
    pub(super) fn form_lacking(
        &self,
        open: &Opened,
        letter: &Letter,
    ) -> Result<Option<&'static str>, Error> {
        let along = self.forms_along(open, letter)?;
        Ok((along.len() < letter.forms.len()).then_some("the filled form, which is gone"))
    }

    /// How many pages a paper has that was filed without being read.
    fn counted_pages(&self, open: &Opened, original: ContentId) -> Result<u32, Error> {
        let reader = self.parts.reader.as_ref().ok_or(Code::ReaderMissing)?;
        let bytes = open.vault.open_original(original)?;
        Ok(reader.count_pages(&bytes, self.pictures.password(original))?)
    }

    fn sheet_of(
        &self,
        open: &Opened,
        letter: &Letter,
        of: &ExhibitOf,
    ) -> Result<ExhibitSheet, Error> {
        match of {
            ExhibitOf::TreatmentHistory => self.history_sheet(open),
            ExhibitOf::ScaleScores { scale } => self.scores_sheet(open, scale),
            ExhibitOf::Study { id } => self.study_sheet(id),
            ExhibitOf::Call { id } => {
                let calls: Vec<Kept<Call>> = self.kept_with(open)?;
                let call = calls.into_iter().find(|call| call.id == *id);
                Ok(call_sheet(&call.ok_or(Code::NotFound)?.record))
            }
            ExhibitOf::Timeline => self.timeline_sheet(open, letter),
            ExhibitOf::Document { .. } | ExhibitOf::Awaited { .. } => Err(Code::NotFound.into()),
        }
    }

    fn history_sheet(&self, open: &Opened) -> Result<ExhibitSheet, Error> {
        let trials = self.trials_of(open)?;
        let (counted, _) = self.counted(open, &trials)?;
        let mut papers = Vec::new();
        let mut rows = Vec::new();
        for (kept, judged) in trials.iter().zip(&counted.judged) {
            let trial = &kept.record;
            let weeks = judged
                .days
                .map(|days| days.least_weeks())
                .filter(|weeks| *weeks > 0);
            let mut happened: Vec<String> = Vec::new();
            for words in [trial.outcome.reveal(), trial.side_effects.reveal()] {
                if !words.trim().is_empty() {
                    happened.push(words.trim().to_owned());
                }
            }
            if trial.ended == holdfast_case::treatment::Ended::SideEffects
                && trial.side_effects.reveal().is_empty()
            {
                happened.push("Stopped for side effects".to_owned());
            }
            if let Some(id) = trial.document
                && let Some(title) = title(self, open, &ExhibitOf::Document { id })?
                && !papers.contains(&title)
            {
                papers.push(title);
            }
            let end = match trial.still_taken {
                true => "still taken".to_owned(),
                false => trial.end.text().to_owned(),
            };
            rows.push(vec![
                trial.taken.reveal().clone(),
                trial.dose.text().to_owned(),
                day_words(trial.start.text()),
                day_words(&end),
                weeks.map_or_else(String::new, |weeks| weeks.to_string()),
                happened.join(". "),
            ]);
        }
        for kept in self.sessions_of(open)? {
            let session = &kept.record;
            rows.push(vec![
                session.what.reveal().clone(),
                session.dose.text().to_owned(),
                day_words(session.day.text()),
                day_words(session.day.text()),
                String::new(),
                session.note.reveal().clone(),
            ]);
        }
        let mut notes = vec![
            "Days and doses are as the patient told them. Weeks are counted from the days given, at the least they can be."
                .to_owned(),
        ];
        if !papers.is_empty() {
            notes.push(format!("Papers that show it: {}.", papers.join("; ")));
        }
        Ok(ExhibitSheet {
            title: "Treatment history".to_owned(),
            columns: columns(
                &["Treatment", "Dose", "From", "To", "Weeks", "What happened"],
                5,
            ),
            rows,
            notes,
            ..ExhibitSheet::default()
        })
    }

    fn scores_sheet(&self, open: &Opened, id: &str) -> Result<ExhibitSheet, Error> {
        let course = scales::sheet(self, open, id)?;
        Ok(ExhibitSheet {
            title: course.title,
            chart: course.chart,
            chart_words: course.chart_words,
            columns: columns(&["Day", "Score", "What it means"], 2),
            rows: course.rows,
            notes: vec![format!(
                "How the scale is read: {}.",
                course.source.trim_end_matches('.')
            )],
            ..ExhibitSheet::default()
        })
    }

    fn study_sheet(&self, id: &str) -> Result<ExhibitSheet, Error> {
        let study = self.lib.study(id).ok_or(Code::NotFound)?;
        let mut facts = vec![
            LabeledLine::new("Publication", &study.citation),
            LabeledLine::new("Kind of study", &study.design),
        ];
        let seen = |what: &str| study.verified.iter().any(|one| one == what);
        if seen("n") {
            facts.push(LabeledLine::new("People in it", &study.n));
        }
        if is_filed_study(study) {
            facts.push(LabeledLine::new("What it found", &study.result));
        }
        // the library's own words on limits speak to the person
        let words = study_words(id).filter(|words| !words.limits.is_empty());
        // limits alone, without what was found, would only speak against the person
        if let Some(words) = words.filter(|_| is_filed_study(study)) {
            facts.push(LabeledLine::new(
                "Its limits",
                crate::words::sentence_start(&words.limits),
            ));
        }
        if !study.pmid.is_empty() && seen("pmid") {
            facts.push(LabeledLine::new("PubMed", format!("PMID {}", study.pmid)));
        }
        if !study.doi.is_empty() && seen("doi") {
            facts.push(LabeledLine::new("DOI", &study.doi));
        }
        if !study.url.is_empty() {
            facts.push(LabeledLine::new("Where it stands", &study.url));
        }
        Ok(ExhibitSheet {
            title: super::exhibits::study_title(study),
            facts,
            notes: vec![format!(
                "This sheet sums the publication up in other words; the publication itself decides. Last looked at on {}.",
                full_day(self.lib.evidence.meta.checked)
            )],
            ..ExhibitSheet::default()
        })
    }
}

fn call_sheet(call: &Call) -> ExhibitSheet {
    let mut facts = Vec::new();
    let mut put = |label: &str, text: &str| {
        if !text.trim().is_empty() {
            facts.push(LabeledLine::new(label, text.trim()));
        }
    };
    if let Some(at) = call.at {
        put("When", &at.format("%B %-d, %Y, %-I:%M %p").to_string());
    }
    put("With", &call.whom);
    put("Who answered", &call.name);
    put("Number called", &call.number);
    put("Reference", &call.reference);
    for answer in &call.answers {
        put(&answer.asked, &answer.answered);
    }
    put("What was said", &call.said);
    put("What was promised", &call.promise);
    ExhibitSheet {
        title: "Record of a call".to_owned(),
        facts,
        notes: vec!["Written down by the person who called.".to_owned()],
        ..ExhibitSheet::default()
    }
}

fn columns(heads: &[&str], wide: usize) -> Vec<Column> {
    let one = |(at, head): (usize, &&str)| Column {
        head: (*head).to_owned(),
        wide: at == wide,
    };
    heads.iter().enumerate().map(one).collect()
}

/// A day as it is printed; what was typed less exactly stands as it was typed.
fn day_words(text: &str) -> String {
    match text.parse::<chrono::NaiveDate>() {
        Ok(day) => day.format("%m/%d/%Y").to_string(),
        Err(_) => text.to_owned(),
    }
}
