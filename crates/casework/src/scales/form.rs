//! The form: what it asks, what an answer leads to, and keeping it. No score is told before the end, help is shown
//! as soon as an answer speaks for it, and the answer is kept either way.

use super::words;
use crate::desk::{Desk, change_view};
use crate::error::{Code, Error};
use crate::view::{
    ChangeView, ExtraItemView, HelpView, ScaleCheckView, ScaleEntryView, ScaleFormView,
    ScaleOptionView, ScalePartView, ScaleRequest, ScaleResultView, ScaleSavedView,
};
use chrono::NaiveDate;
use holdfast_case::{Private, RoughDay, ScaleEntry};
use holdfast_library::scales::Scale;
use holdfast_rules::scales::{Score, Tone, band, safety, score};
use holdfast_vault::Operation;

impl Desk {
    /// The form of a scale: a new one, or an entry to change.
    pub fn scale_form(&self, scale: &str, entry: Option<&str>) -> Result<ScaleFormView, Error> {
        let kept = entry
            .map(|id| self.inner.kept_one::<ScaleEntry>(id))
            .transpose()?;
        let scale = self.scale(kept.as_ref().map_or(scale, |kept| &kept.record.scale))?;
        let given = kept.as_ref().map(|kept| &kept.record);
        let today = self.inner.clock.today();
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        Ok(ScaleFormView {
            scale: scale.id.clone(),
            short: words::short(scale),
            name: scale.name.clone(),
            entry: entry_kind(scale).to_owned(),
            recall: scale.recall.clone(),
            stem: said(&scale.stem),
            intro: said(&scale.intro),
            gentle: said(&scale.gentle),
            credit: said(&scale.credit),
            licence: scale.licence.clone(),
            options: scale
                .options
                .iter()
                .map(|option| ScaleOptionView {
                    value: option.value,
                    say: option.label.clone(),
                })
                .collect(),
            items: scale.items.clone(),
            extra: scale.extra_item.as_ref().map(|extra| ExtraItemView {
                say: extra.text.clone(),
                options: extra.options.clone(),
            }),
            results: scale
                .results
                .iter()
                .map(|result| ScaleResultView {
                    value: result.value.clone(),
                    say: result.label.clone(),
                })
                .collect(),
            parts: scale
                .parts
                .iter()
                .map(|part| ScalePartView {
                    id: part.id.clone(),
                    note: part.note.clone(),
                    total: given
                        .and_then(|given| given.parts.get(&part.id).cloned())
                        .unwrap_or_default(),
                })
                .collect(),
            min: scale.min.unwrap_or(0),
            max: scale.max.unwrap_or(0),
            given: match &kept {
                Some(kept) => entry_view(&kept.id.to_string(), &kept.record),
                None => ScaleEntryView {
                    day: today.format("%-m/%-d/%Y").to_string(),
                    ..ScaleEntryView::default()
                },
            },
        })
    }

    /// What is seen of an entry while it is given: help, and what can't be read. Nothing is kept.
    pub fn check_scale(&self, request: &ScaleRequest) -> Result<ScaleCheckView, Error> {
        let scale = self.scale(&request.scale)?;
        let entry = self.entry(request)?;
        let score = score(scale, &entry);
        Ok(ScaleCheckView {
            help: safety(scale, &entry).map(|tone| self.help(tone)),
            trouble: trouble(scale, &score),
            day_trouble: day_trouble(&entry.day, self.inner.clock.today()),
            whole: matches!(score, Score::Points(_) | Score::Result(_)),
        })
    }

    /// Keeps an entry, whole or half-way.
    pub fn save_scale(&self, request: &ScaleRequest) -> Result<ScaleSavedView, Error> {
        let scale = self.scale(&request.scale)?;
        let entry = self.entry(request)?;
        let score = score(scale, &entry);
        if score == Score::Empty {
            return Err(empty(scale, &entry));
        }
        let short = words::short(scale);
        let said = match &score {
            Score::HalfWay { answered, items } => {
                format!("Kept {short} half-way, {answered} of {items} answered.")
            }
            _ if request.id.is_empty() => format!("Kept {short}."),
            _ => format!("Changed {short}."),
        };
        let operation = Operation::by_person("keep-scale").described(said.as_str());
        let change = if request.id.is_empty() {
            self.inner.keep_new(operation, &entry)?
        } else {
            self.inner.keep_changed(operation, &request.id, &entry)?
        };
        let points = score.points();
        Ok(ScaleSavedView {
            id: change.value.to_string(),
            score: match &score {
                Score::Result(result) => result.label.clone(),
                _ => points.map_or_else(String::new, |points| points.to_string()),
            },
            band: points
                .and_then(|points| band(scale, points))
                .unwrap_or_default()
                .to_owned(),
            say: saved_words(scale, &score, &entry, self.inner.clock.today()),
            help: safety(scale, &entry).map(|tone| self.help(tone)),
            change: change_view(&change, said),
        })
    }

    /// Moves an entry to the trash.
    pub fn trash_scale(&self, id: &str) -> Result<ChangeView, Error> {
        let kept = self.inner.kept_one::<ScaleEntry>(id)?;
        let short = self
            .scale(&kept.record.scale)
            .map_or_else(|_| "a scale".to_owned(), words::short);
        let said = format!("Moved {short} of {} to the trash.", kept.record.day.text());
        let operation = Operation::by_person("trash-scale").described(said.as_str());
        let change = self.inner.put_away::<ScaleEntry>(operation, id)?;
        Ok(change_view(&change, said))
    }

    /// Says that this is the score from before treatment, or that it is not.
    pub fn set_baseline(&self, id: &str, baseline: bool) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let chosen = inner.kept_one::<ScaleEntry>(id)?;
        let of_scale: Vec<_> = inner
            .kept::<ScaleEntry>()?
            .into_iter()
            .filter(|kept| kept.record.scale == chosen.record.scale)
            .collect();
        let said = if baseline {
            "Set the score to count from."
        } else {
            "We choose again which score to count from."
        };
        let operation = Operation::by_person("set-baseline").described(said);
        let change = inner.change(operation, |tx, _| {
            for mut kept in of_scale {
                let is_it = baseline && kept.id == chosen.id;
                if kept.record.baseline != is_it {
                    kept.record.baseline = is_it;
                    crate::kept::change_in(tx, kept.id, &kept.record)?;
                }
            }
            Ok(())
        })?;
        Ok(change_view(&change, said))
    }

    pub(super) fn scale(&self, id: &str) -> Result<&'static Scale, Error> {
        self.inner.lib.scale(id).ok_or_else(|| {
            let known: Vec<&str> = self
                .inner
                .lib
                .scales
                .scales
                .iter()
                .map(|scale| scale.id.as_str())
                .collect();
            Error::of(Code::BadRequest)
                .saying("There is no such scale. Nothing was changed.")
                .hinting(format!("The scales are: {}.", known.join(", ")))
        })
    }

    fn entry(&self, request: &ScaleRequest) -> Result<ScaleEntry, Error> {
        let day = match request.day.trim() {
            "" => RoughDay::from(self.inner.clock.today()),
            day => RoughDay::typed(day),
        };
        Ok(ScaleEntry {
            scale: request.scale.clone(),
            day,
            answers: request.answers.clone(),
            extra: request.extra,
            total: request.total.trim().to_owned(),
            result: result_of(self.scale(&request.scale)?, &request.result),
            parts: request
                .parts
                .iter()
                .filter(|part| !part.total.trim().is_empty())
                .map(|part| (part.id.clone(), part.total.trim().to_owned()))
                .collect(),
            baseline: request.baseline,
            note: Private::new(request.note.trim().to_owned()),
        })
    }

    fn help(&self, tone: Tone) -> HelpView {
        let notice = &self.inner.lib.scales.safety_notice;
        let (text, word) = match tone {
            Tone::Soft => (
                "This answer can mean many things. If thoughts of death or of hurting yourself are a part of it, please talk to someone. Call or text 988, day or night, free, anywhere in the United States. Veterans: 988, then press 1. In danger right now: 911.".to_owned(),
                "soft",
            ),
            Tone::Plain => (notice.text.clone(), "plain"),
            Tone::Today => (notice.text.clone(), "today"),
        };
        HelpView {
            title: notice.title.clone(),
            text,
            also: notice.also.clone(),
            tone: word.to_owned(),
        }
    }
}

/// Why an entry holds nothing that this scale has: nothing was given, or what was given belongs to another way.
fn empty(scale: &Scale, entry: &ScaleEntry) -> Error {
    let answered = entry.answers.iter().any(Option::is_some);
    let given = answered
        || !entry.total.is_empty()
        || !entry.result.trim().is_empty()
        || !entry.parts.is_empty();
    if !given {
        return Error::of(Code::BadRequest)
            .saying("Nothing was answered yet, so nothing was kept.")
            .hinting("Answer one question, or leave.");
    }
    let short = words::short(scale);
    let refused = Error::of(Code::BadRequest);
    if !scale.results.is_empty() {
        return refused
            .saying(format!(
                "{short} is kept by its result, not by single answers or a total. Nothing was kept."
            ))
            .hinting(format!(
                "Give the result: {}. If an answer was yes, call or text 988.",
                results_words(scale)
            ));
    }
    if !scale.parts.is_empty() {
        let parts: Vec<&str> = scale.parts.iter().map(|part| part.id.as_str()).collect();
        return refused
            .saying(format!(
                "{short} is kept by the totals of its parts. Nothing was kept."
            ))
            .hinting(format!("Its parts are: {}.", parts.join(", ")));
    }
    if scale.items.is_empty() {
        return refused
            .saying(format!(
                "{short} is kept by its total: its questions do not stand here, so we can't add answers up. Nothing was kept."
            ))
            .hinting("Give the total from your clinic.");
    }
    let values: Vec<String> = scale.options.iter().map(|o| o.value.to_string()).collect();
    refused
        .saying(format!(
            "None of the answers is one that {short} has. Nothing was kept."
        ))
        .hinting(format!("Its answers are: {}.", values.join(", ")))
}

/// The id of the result that was meant; what can't be read stays as it was typed.
fn result_of(scale: &Scale, typed: &str) -> String {
    let meant = ScaleEntry {
        result: typed.to_owned(),
        ..ScaleEntry::default()
    };
    match score(scale, &meant) {
        Score::Result(result) => result.value.clone(),
        _ => typed.trim().to_owned(),
    }
}

fn results_words(scale: &Scale) -> String {
    let values: Vec<&str> = scale.results.iter().map(|r| r.value.as_str()).collect();
    values.join(", ")
}

/// What is said once an entry is kept, with what can't be read of it.
fn saved_words(scale: &Scale, score: &Score<'_>, entry: &ScaleEntry, today: NaiveDate) -> String {
    let day = &entry.day;
    let mut said = Vec::new();
    match score {
        Score::HalfWay { .. } => {
            said.push("It is kept as it is. You can go on with it later.".to_owned());
        }
        Score::OutOfRange | Score::NotRead => said.extend(trouble(scale, score)),
        _ => said.push(
            "A score is not a diagnosis. Your clinician knows what it means for you.".to_owned(),
        ),
    }
    said.extend(strange_answers(scale, entry));
    if !day.is_empty() && day.span().is_none() {
        said.push(format!(
            "We can't read the day \u{201c}{}\u{201d}, so it has no place in the chart. It is kept as you typed it.",
            day.text()
        ));
    } else {
        said.extend(day_trouble(day, today));
    }
    said.join(" ")
}

/// Answers that were given and that this scale does not have, so that they are counted nowhere.
fn strange_answers(scale: &Scale, entry: &ScaleEntry) -> Option<String> {
    let items = scale.items.len();
    if items == 0 {
        return None;
    }
    let is_option = |value: u32| scale.options.iter().any(|option| option.value == value);
    let given = || entry.answers.iter().enumerate();
    let strange: Vec<String> = given()
        .filter(|(at, answer)| *at < items && answer.is_some_and(|value| !is_option(value)))
        .map(|(at, _)| (at + 1).to_string())
        .collect();
    let too_many = given().any(|(at, answer)| at >= items && answer.is_some());
    let values: Vec<String> = scale.options.iter().map(|o| o.value.to_string()).collect();
    if !strange.is_empty() {
        return Some(format!(
            "The answer to question {} is none that this scale has and does not count. It has {}.",
            strange.join(", "),
            values.join(", ")
        ));
    }
    too_many.then(|| format!("It has {items} questions. The answers after that do not count."))
}

/// How a scale is entered. One whose items are free may also be kept by its total.
fn entry_kind(scale: &Scale) -> &str {
    if scale.parts.is_empty() {
        &scale.entry
    } else {
        "parts"
    }
}

fn entry_view(id: &str, entry: &ScaleEntry) -> ScaleEntryView {
    ScaleEntryView {
        id: id.to_owned(),
        day: entry.day.text().to_owned(),
        answers: entry.answers.clone(),
        extra: entry.extra,
        total: entry.total.clone(),
        result: entry.result.clone(),
        baseline: entry.baseline,
        note: entry.note.reveal().clone(),
    }
}

/// What is not right with an entry, for the person.
pub(super) fn trouble(scale: &Scale, score: &Score<'_>) -> Option<String> {
    match score {
        Score::OutOfRange => Some(format!(
            "This scale goes from {} to {}. It is kept as you typed it.",
            scale.min.unwrap_or(0),
            scale.max.unwrap_or(0)
        )),
        Score::NotRead if !scale.results.is_empty() => Some(format!(
            "We can't read this result. Try {}. It is kept as you typed it.",
            results_words(scale)
        )),
        Score::NotRead => {
            Some("We can't read this number. Try 12. It is kept as you typed it.".to_owned())
        }
        _ => None,
    }
}

pub(super) fn day_trouble(day: &RoughDay, today: NaiveDate) -> Option<String> {
    if day.span().is_some_and(|span| span.first > today) {
        return Some(
            "This day lies ahead. The score counts nowhere until you look at it again.".to_owned(),
        );
    }
    if day.day().is_some() {
        return None;
    }
    Some(match day.span() {
        Some(_) => "With a day, like 10/5/2026, it gets its place in the chart.".to_owned(),
        None => "We can't read this day. Try 10/5/2026. It is kept as you typed it.".to_owned(),
    })
}
