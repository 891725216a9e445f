//! Everything in the record that a summary may not hold: names, numbers, days and addresses, gathered from all of it.

use super::guard::Known;
use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::review::Facts;
use crate::versions::kind_words;
use crate::view::ShareRequest;
use crate::words;
use holdfast_case::RoughDay;
use holdfast_library::Library;
use holdfast_rules::trials::{Known as Drug, find_known};
use holdfast_vault::{DocumentFilter, VaultError};
use serde_json::Value;
use std::collections::BTreeSet;

/// Keys under which the record keeps names of people and houses.
const NAMES: [&str; 22] = [
    "name",
    "patient",
    "subscriber",
    "provider",
    "prescriber",
    "clinic",
    "issuer",
    "administrator",
    "plan_name",
    "plan-name",
    "behavioral",
    "pharmacy-manager",
    "whom",
    "to",
    "email",
    "portal",
    "group",
    "funding",
    "birth_date",
    "doctor",
    "employer",
    "signed_by",
];
/// Keys under which it keeps places.
const PLACES: [&str; 3] = ["address", "patient_address", "city"];
/// Keys of what is no value of the person: citations of the library, ids, the reasons of the program.
const NOT_PRIVATE: [&str; 13] = [
    "id",
    "why",
    "key",
    "is",
    "node",
    "kind",
    "system",
    "level",
    "rule",
    "study",
    "scale",
    "script",
    "confidence",
];
/// Words that stand in many names and name nobody.
const COMMON: [&str; 79] = [
    "health",
    "care",
    "plan",
    "plans",
    "insurance",
    "medical",
    "center",
    "centre",
    "clinic",
    "group",
    "company",
    "inc",
    "llc",
    "the",
    "and",
    "for",
    "services",
    "service",
    "benefits",
    "benefit",
    "department",
    "appeals",
    "appeal",
    "member",
    "members",
    "review",
    "street",
    "avenue",
    "road",
    "suite",
    "box",
    "floor",
    "infusion",
    "infusions",
    "wellness",
    "psychiatry",
    "mental",
    "behavioral",
    "pharmacy",
    "state",
    "city",
    "north",
    "south",
    "east",
    "west",
    "new",
    "doctor",
    "treatment",
    "therapy",
    "employer",
    "job",
    "outside",
    "answer",
    "office",
    "national",
    "federal",
    "american",
    "letter",
    "unit",
    "claims",
    "claim",
    "with",
    "your",
    "hospital",
    "dr",
    "md",
    "do",
    "np",
    "in",
    "at",
    "of",
    "or",
    "on",
    "an",
    "is",
    "it",
    "no",
    "us",
    "to",
];

impl Inner {
    /// All that is known of the people of this vault; what the person allowed is not among it.
    pub(super) fn known_private(
        &self,
        open: &Opened,
        request: &ShareRequest,
        allowed: &[String],
    ) -> Result<Known, Error> {
        let read = open.vault.read();
        let mut gather = Gather {
            lib: self.lib,
            known: Known::default(),
        };
        for case in read.cases()? {
            gather.name(case.name.reveal(), 2);
            if let Some(state) = case.state.as_deref().filter(|_| !request.state) {
                gather.state(state);
            }
            for kind in kind_words() {
                for row in read.case_records(case.id, kind)? {
                    gather.walk("", &row.body);
                }
            }
        }
        for row in read.documents(&DocumentFilter::default())? {
            gather.days_in(row.title.reveal());
            if let Some(day) = row.received {
                gather.known.add_day(day);
            }
            let facts = Facts::load(read, self.lib, row.id, self.clock.today())?;
            let reading = serde_json::to_value(facts.reading_now())
                .map_err(|error| VaultError::Io(error.into()))?;
            gather.walk("", &reading);
            let as_read = serde_json::to_value(&facts.reading)
                .map_err(|error| VaultError::Io(error.into()))?;
            gather.walk("", &as_read);
            if let Some(state) = facts.state().value().filter(|_| !request.state) {
                gather.state(state);
            }
        }
        let mut known = gather.known;
        let bare = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        // what is allowed is allowed whole, in its parts, and word by word; never a piece of a word
        let parts = allowed.iter().flat_map(|one| one.split(','));
        let singles = allowed
            .iter()
            .flat_map(|one| one.split(|c: char| !c.is_alphanumeric()));
        let whole = allowed.iter().map(String::as_str);
        let allowed: BTreeSet<String> = whole.chain(parts).chain(singles).map(bare).collect();
        let is_private = |one: &String| !allowed.contains(&bare(one));
        known.phrases.retain(is_private);
        known.words.retain(is_private);
        Ok(known)
    }
}

struct Gather {
    lib: &'static Library,
    known: Known,
}

impl Gather {
    /// Goes through a record: under a key of names each text is a name, and everywhere numbers and days are taken.
    fn walk(&mut self, key: &str, value: &Value) {
        match value {
            Value::String(text) => {
                if NAMES.contains(&key) || key.contains("name") || key.contains("clinic") {
                    self.name(text, 2);
                }
                if PLACES.contains(&key) {
                    self.name(text, 5);
                }
                if !NOT_PRIVATE.contains(&key) {
                    self.numbers_in(text);
                    self.days_in(text);
                }
            }
            Value::Array(all) => all.iter().for_each(|one| self.walk(key, one)),
            Value::Object(all) => {
                for (inner, one) in all {
                    // a fact is a value with its place: the value is of the fact's kind
                    let key = match inner.as_str() {
                        "value" | "typed" => key,
                        inner => inner,
                    };
                    self.walk(key, one);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// A name or an address: whole, line by line, and the words of it that are long enough to name somebody.
    fn name(&mut self, text: &str, least: usize) {
        for line in text.split(['\n', ',']).chain([text]) {
            let line = line.trim();
            let is_one_word = !line.contains(char::is_whitespace);
            if line.chars().filter(|c| c.is_alphanumeric()).count() >= 3 && !is_one_word {
                self.known.phrases.insert(line.to_owned());
                self.known.phrases.insert(words::name(line));
            }
        }
        for word in text.split(|c: char| !c.is_alphabetic()) {
            let lower = word.to_lowercase();
            let is_drug = || !matches!(find_known(self.lib, &lower), Drug::Nothing);
            if word.chars().count() >= least && !COMMON.contains(&lower.as_str()) && !is_drug() {
                self.known.words.insert(word.to_owned());
            }
        }
    }

    fn state(&mut self, state: &str) {
        self.known.phrases.insert(words::state(self.lib, state));
    }

    /// Numbers of four digits and more, and codes of letters and digits.
    fn numbers_in(&mut self, text: &str) {
        let is_part = |c: char| c.is_ascii_digit() || "-().+/ ".contains(c);
        let runs = text.split(|c| !is_part(c));
        let codes = text.split(|c: char| !c.is_alphanumeric() && c != '-');
        let found: BTreeSet<String> = runs
            .chain(codes)
            .map(|run| run.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|run| {
                let digits = run.chars().filter(char::is_ascii_digit).count();
                let all = run.chars().filter(|c| c.is_alphanumeric()).count();
                // a year alone names nobody, and stands in the names of studies
                let is_year = run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
                !is_year && (digits >= 4 || (digits >= 2 && all >= 6))
            })
            .map(str::to_owned)
            .collect();
        self.known.phrases.extend(found);
    }

    /// Days as they are kept and as they are typed.
    fn days_in(&mut self, text: &str) {
        let whole = RoughDay::typed(text.trim()).day();
        let parts = text
            .split(|c: char| c.is_whitespace() || c == ',' || c == 'T')
            .filter(|part| part.len() >= 8)
            .filter_map(|part| RoughDay::typed(part).day());
        let days: Vec<_> = whole.into_iter().chain(parts).collect();
        days.into_iter().for_each(|day| self.known.add_day(day));
    }
}
