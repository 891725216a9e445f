//! What was tried: trials, sessions, what the plan asks, and what of it counts.
//!
//! A wrong entry never costs what stands beside it: whatever is typed is kept as typed, and what can't be read is said
//! and counted as not known.

mod ask;
pub(crate) mod csv;
mod print_out;
mod session;
mod told;
mod trial;
mod when;

use crate::desk::{Desk, Inner};
use crate::error::Error;
use crate::kept::{CaseRecord, Kept};
use crate::scales;
use crate::view::{ClassCountView, CompletionView, GapView, TreatmentView, TrialRowView};
use holdfast_case::RoughDay;
use holdfast_case::treatment::{TreatmentSession, TreatmentTrial, TrialAsk};
use holdfast_library::Library;
use holdfast_rules::trials::{
    Counted, Judged, Known, Part, complete, count, find_known, purposes, what_is_asked,
};

impl CaseRecord for TreatmentTrial {
    const KIND: &'static str = "treatment-trial";
}

impl CaseRecord for TreatmentSession {
    const KIND: &'static str = "treatment-session";
}

impl CaseRecord for TrialAsk {
    const KIND: &'static str = "trial-ask";
}

impl Desk {
    /// The treatment history of the case in use, and what of it counts.
    pub fn treatment(&self) -> Result<TreatmentView, Error> {
        let inner = &self.inner;
        let today = inner.clock.today();
        let kept = inner.trials_in_order()?;
        let ask = inner.trial_ask()?;
        let asked = what_is_asked(inner.lib, &ask);
        let trials: Vec<TreatmentTrial> = kept.iter().map(|kept| kept.record.clone()).collect();
        let counted = count(inner.lib, &trials, asked.as_ref(), today);
        let rows = kept.iter().zip(&counted.judged);
        Ok(TreatmentView {
            trials: rows
                .map(|(kept, judged)| self.trial_row(kept, judged))
                .collect(),
            asked: counted.asked.clone(),
            have: counted.have.clone(),
            met: counted.met,
            classes: classes(inner.lib, &counted),
            gaps: gaps(&counted, &kept),
            overlaps: counted
                .overlaps
                .iter()
                .map(|overlap| overlap.say.clone())
                .collect(),
            ask: ask::view(inner.lib, &ask, asked.as_ref()),
            sessions: session::rows(&inner.sessions_in_order()?),
            scales: scales::choices(inner.lib, &inner.kept()?),
            purposes: purposes(inner.lib),
            checked: inner.lib.treatments.meta.checked.to_string(),
        })
    }

    /// Names of drugs and treatments that begin with these letters.
    pub fn complete_treatment(&self, letters: &str) -> Vec<CompletionView> {
        let about = |about: String, class: String| match (about.is_empty(), class.is_empty()) {
            (false, false) => format!("{about}, {class}"),
            _ => format!("{about}{class}"),
        };
        complete(self.inner.lib, letters)
            .into_iter()
            .map(|found| CompletionView {
                name: found.name,
                about: about(found.about, found.class),
            })
            .collect()
    }

    fn trial_row(&self, kept: &Kept<TreatmentTrial>, judged: &Judged) -> TrialRowView {
        let trial = &kept.record;
        let classes = &self.inner.lib.treatments.classes;
        let class = classes.iter().find(|class| class.id == judged.class);
        let happened = [trial.outcome.reveal(), trial.side_effects.reveal()]
            .into_iter()
            .filter(|words| !words.is_empty())
            .cloned()
            .collect::<Vec<_>>();
        TrialRowView {
            id: kept.id.to_string(),
            taken: trial.taken.reveal().clone(),
            class_plain: class.map_or_else(String::new, |class| class.plain.clone()),
            class: match judged.part {
                Part::Added => "Add-on".to_owned(),
                _ => class.map_or_else(String::new, |class| class.label.clone()),
            },
            dose: match judged.part {
                Part::Therapy if !trial.sessions.is_empty() => {
                    trial::sessions_words(&trial.sessions)
                }
                _ => trial.dose.text().to_owned(),
            },
            when: when::trial_words(trial, judged.days),
            happened: happened.join("; "),
            look: trial::look(self.inner.lib, judged),
            fields: trial::view(trial),
        }
    }
}

impl Inner {
    /// Trials by their first day, those without one last; then in the order they were added.
    pub(crate) fn trials_in_order(&self) -> Result<Vec<Kept<TreatmentTrial>>, Error> {
        Ok(in_order(self.kept()?, |trial| &trial.start))
    }

    /// Sessions by their day, those without one last.
    pub(crate) fn sessions_in_order(&self) -> Result<Vec<Kept<TreatmentSession>>, Error> {
        Ok(in_order(self.kept()?, |session| &session.day))
    }
}

/// Records by a day of theirs, those without one last.
pub(crate) fn in_order<T>(mut kept: Vec<Kept<T>>, day: impl Fn(&T) -> &RoughDay) -> Vec<Kept<T>> {
    kept.sort_by_key(|kept| {
        let span = day(&kept.record).span();
        (span.is_none(), span.map(|span| (span.first, span.last)))
    });
    kept
}

/// Day of a session, in a few words.
pub(crate) fn session_day(session: &TreatmentSession) -> String {
    when::day_words(&session.day)
}

/// When a trial was, in a few words.
pub(crate) fn trial_span(trial: &TreatmentTrial) -> String {
    when::span_words(&trial.start, &trial.end, trial.still_taken)
}

/// The other names of what was taken, so that it is found by each: its plain name and its brands.
pub(crate) fn names_of_drug(lib: &Library, taken: &str) -> String {
    match find_known(lib, taken) {
        Known::Drug { name, entries } => {
            let own = entries
                .iter()
                .filter(|drug| drug.generic.starts_with(&name))
                .flat_map(|drug| drug.brands.iter().map(String::as_str));
            let names: Vec<&str> = std::iter::once(name.as_str()).chain(own).collect();
            names.join(" ")
        }
        Known::Treatment(treatment) => treatment.name.clone(),
        Known::Nothing => String::new(),
    }
}

fn classes(lib: &Library, counted: &Counted) -> Vec<ClassCountView> {
    let plain = |label: &str| {
        let known = &lib.treatments.classes;
        let class = known.iter().find(|class| class.label == label);
        class.map_or_else(String::new, |class| class.plain.clone())
    };
    counted
        .classes
        .iter()
        .map(|(label, count)| ClassCountView {
            label: label.clone(),
            plain: plain(label),
            count: *count,
        })
        .collect()
}

fn gaps(counted: &Counted, kept: &[Kept<TreatmentTrial>]) -> Vec<GapView> {
    counted
        .gaps
        .iter()
        .map(|gap| GapView {
            trial: gap
                .trial
                .and_then(|at| kept.get(at))
                .map(|kept| kept.id.to_string()),
            say: gap.say.clone(),
        })
        .collect()
}
