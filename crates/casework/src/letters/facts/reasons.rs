//! What is picked for a reason, as rows of the letter.

use super::words::in_sentence;
use super::{Gathered, cited};
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::letters::exhibits::{is_filed_study, provision, short_citation, title};
use crate::letters::named::Theirs;
use crate::letters::reasons::studies;
use crate::letters::wording::{full_day, quoted};
use holdfast_case::letter::{Citation, ExhibitOf, Pick, Picked};
use holdfast_case::{Call, Fact, Letter, Reading};
use holdfast_library::Library;
use holdfast_packet::compose::{ReasonFacts, Row, Slot, study_words};
use std::collections::{BTreeMap, BTreeSet};

impl Inner {
    /// What was ticked for any reason, each once: for letters that do not go reason by reason.
    pub(super) fn of_picks(&self, all: &mut Gathered<'_>, open: &Opened) -> Result<(), Error> {
        // a reason without studies of its own does not tell those of the others again
        let none = ["studies", "against"].map(|name| (name.to_owned(), Vec::new()));
        let mut lists: BTreeMap<String, Vec<Row>> = BTreeMap::from(none);
        let reasons = all.facts.reasons.iter();
        for (name, rows) in reasons.flat_map(|reason| &reason.lists) {
            let list = lists.entry(name.clone()).or_default();
            for row in rows {
                if list.iter().all(|had| had.key != row.key) {
                    list.push(row.clone());
                }
            }
        }
        let bare = all
            .letter
            .picks
            .iter()
            .filter(|pick| pick.reason.is_empty());
        // what led here proves that it was asked for in time, and answers no reason
        let before = self.papers_before(open, all.letter)?;
        let led_here = |pick: &&Pick| matches!(&pick.picked, Picked::Paper { document, .. } if before.contains(document));
        for pick in bare.filter(|pick| !led_here(pick)) {
            if let (Some(name), Some(row)) =
                (list_of(self.lib, pick, ""), self.picked_row(open, pick)?)
            {
                let list = lists.entry(name.to_owned()).or_default();
                if list.iter().all(|had| had.key != row.key) {
                    list.push(row);
                }
            }
        }
        let reasons = all.facts.reasons.iter().map(|reason| reason.row.clone());
        lists.insert("reasons".to_owned(), reasons.collect());
        self.of_papers_before(all, &before);
        all.facts.lists.extend(lists);
        Ok(())
    }

    pub(super) fn reason_facts(
        &self,
        open: &Opened,
        letter: &Letter,
        (reading, theirs): (&Reading, &Theirs),
        fact: &Fact<String>,
    ) -> Result<ReasonFacts, Error> {
        let lib = self.lib;
        let mut row = Row {
            key: fact.value.clone(),
            ..Row::default()
        };
        let entry = lib.reason(&fact.value);
        if let Some(entry) = entry {
            row.slots
                .insert("reason_title".to_owned(), Slot::bare(&entry.title));
        }
        if let Some(quote) = theirs.quote(fact) {
            let proof = cited(letter.answers, fact);
            row.slots.insert(
                "reason_quote".to_owned(),
                Slot {
                    words: quote,
                    proof,
                },
            );
        }
        let (rule, lack) = theirs.grounds(fact);
        for (name, slot) in [("reason_rule", rule), ("reason_lack", lack)] {
            row.slots.extend(slot.map(|slot| (name.to_owned(), slot)));
        }
        if let Some(day) = &reading.claim.date_of_notice {
            row.slots
                .insert("reason_day".to_owned(), Slot::bare(full_day(day.value)));
        }
        let mut lists: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for pick in letter.picks.iter().filter(|pick| pick.reason == fact.value) {
            let Some(list) = list_of(lib, pick, &fact.value) else {
                continue;
            };
            if let Some(row) = self.picked_row(open, pick)? {
                lists.entry(list.to_owned()).or_default().push(row);
            }
        }
        Ok(ReasonFacts {
            reason: fact.value.clone(),
            row,
            lists,
        })
    }

    pub(super) fn picked_row(&self, open: &Opened, pick: &Pick) -> Result<Option<Row>, Error> {
        let mut slots: BTreeMap<String, Slot> = BTreeMap::new();
        let mut put = |name: &str, words: &str, proof: Citation| {
            if !words.trim().is_empty() {
                slots.insert(name.to_owned(), Slot::proven(words.trim(), proof));
            }
        };
        let key = match &pick.picked {
            Picked::Study { id } => {
                let Some(study) = self.lib.study(id) else {
                    return Ok(None);
                };
                let proof = Citation {
                    of: ExhibitOf::Study { id: id.clone() },
                    page: None,
                };
                put("study", &short_citation(study), proof.clone());
                // what we did not see in the publication itself is quoted to nobody
                if is_filed_study(study) {
                    put(
                        "study_result",
                        &study_sentence(&study.result),
                        proof.clone(),
                    );
                }
                put("study_design", &in_sentence(&study.design), proof.clone());
                if study.verified.iter().any(|seen| seen == "n") {
                    let people = match study.n.parse::<u32>() {
                        Ok(people) => format!("{people} people"),
                        Err(_) => study.n.clone(),
                    };
                    put("study_n", &people, proof.clone());
                }
                if let Some(words) = study_words(id) {
                    // limits alone, without what was found, would only speak against the person
                    if is_filed_study(study) {
                        put("study_limits", &words.limits, proof.clone());
                    }
                    put("against_answer", &words.answer, proof);
                }
                id.clone()
            }
            Picked::Provision { id } => {
                let Some(pin) = provision(self, open, *id)? else {
                    return Ok(None);
                };
                let Some(document) = pin.document else {
                    return Ok(None);
                };
                let proof = Citation {
                    of: ExhibitOf::Document { id: document },
                    page: Some(pin.page),
                };
                put("provision_quote", &quoted(&pin.quote), proof.clone());
                put("provision_heading", &pin.heading, proof.clone());
                put("provision_page", &pin.page.to_string(), proof);
                id.to_string()
            }
            Picked::Paper { document, page } => {
                let of = ExhibitOf::Document { id: *document };
                let Some(title) = title(self, open, &of)? else {
                    return Ok(None);
                };
                let proof = Citation { of, page: *page };
                put("paper_title", &title, proof.clone());
                if let Some(page) = page {
                    put("paper_page", &page.to_string(), proof);
                }
                format!("{document}-{}", page.unwrap_or(0))
            }
            Picked::History | Picked::Scores { .. } | Picked::Call { .. } => return Ok(None),
        };
        Ok(Some(Row {
            key,
            slots,
            ..Row::default()
        }))
    }
}

/// The list in which a pick stands; none for what stands in no list.
fn list_of(lib: &Library, pick: &Pick, reason: &str) -> Option<&'static str> {
    Some(match &pick.picked {
        Picked::Study { id } => {
            let (_, against) = studies(lib, reason);
            match against.iter().any(|study| study.id == *id) {
                true => "against",
                false => "studies",
            }
        }
        Picked::Provision { .. } => "provisions",
        Picked::Paper { .. } => "papers",
        Picked::History | Picked::Scores { .. } | Picked::Call { .. } => return None,
    })
}

/// A study that an earlier reason told in full is only named again, and words that were quoted are not quoted again.
pub(super) fn say_once(reason: &mut ReasonFacts, said: &mut BTreeSet<String>) {
    for name in ["reason_quote", "reason_rule", "reason_lack"] {
        let slot = reason.row.slots.get(name);
        if slot.is_some_and(|slot| !said.insert(slot.words.clone())) {
            reason.row.slots.remove(name);
        }
    }
    for name in ["studies", "against"] {
        for row in reason.lists.get_mut(name).into_iter().flatten() {
            if !said.insert(row.key.clone()) {
                row.slots.retain(|slot, _| slot == "study");
            }
        }
    }
}

pub(super) fn call_row(call: &Kept<Call>) -> Row {
    let record = &call.record;
    let proof = Citation {
        of: ExhibitOf::Call { id: call.id },
        page: None,
    };
    let mut slots = BTreeMap::new();
    let mut put = |name: &str, words: String| {
        if !words.trim().is_empty() {
            slots.insert(name.to_owned(), Slot::proven(words, proof.clone()));
        }
    };
    if let Some(at) = record.at {
        put("call_day", full_day(at.date_naive()));
    }
    put("call_person", record.name.clone());
    put("call_number", record.reference.clone());
    put("call_said", in_sentence(&record.said));
    Row {
        key: call.id.to_string(),
        slots,
        ..Row::default()
    }
}

/// What a study found as a whole sentence: notes of the library may begin with their verb.
fn study_sentence(text: &str) -> String {
    const BEGINS: [(&str, &str); 7] = [
        ("Acknowledges ", "The statement acknowledges "),
        ("Finds ", "The paper finds "),
        ("Found ", "The report found "),
        ("Warns ", "The notice warns "),
        ("Repeated ", "The study repeated "),
        (
            "First placebo-controlled report",
            "This was the first placebo-controlled report",
        ),
        ("No clear evidence", "There was no clear evidence"),
    ];
    let text = in_sentence(text);
    for (begin, whole) in BEGINS {
        if let Some(rest) = text.strip_prefix(begin) {
            return format!("{whole}{rest}");
        }
    }
    text
}
