//! Codes as they stand on a bill, found in the entries that may name several: `F33.0-F33.2`, `90832 / 90834`,
//! `G56.4-` (any code that begins so). Many codes exist that this library does not know; only within its whole stretches
//! can it say that there is no such code.

use crate::codes::{
    BillingRule, CodeSystem, Codes, DiagnosisCode, PlainCode, ServiceCode, WholeStretch,
};

impl Codes {
    /// The entry of a CPT or HCPCS code.
    pub fn service(&self, code: &str) -> Option<&ServiceCode> {
        self.procedures
            .iter()
            .chain(&self.hcpcs)
            .find(|entry| names(&entry.code, code))
    }

    /// The entry of a diagnosis code.
    pub fn diagnosis(&self, code: &str) -> Option<&DiagnosisCode> {
        self.icd10.iter().find(|entry| names(&entry.code, code))
    }

    /// The entry of a modifier.
    pub fn modifier(&self, code: &str) -> Option<&PlainCode> {
        self.modifiers.iter().find(|entry| names(&entry.code, code))
    }

    /// The entry of a place of service.
    pub fn place(&self, code: &str) -> Option<&PlainCode> {
        let places = &self.places_of_service;
        places.iter().find(|entry| names(&entry.code, code))
    }

    /// The entry of a revenue code; `636` is `0636`.
    pub fn revenue(&self, code: &str) -> Option<&PlainCode> {
        let four = format!("{code:0>4}");
        self.revenue_codes
            .iter()
            .find(|entry| names(&entry.code, &four))
    }

    /// The stretch, written out whole, into which a code falls by its beginning.
    pub fn whole_stretch(&self, system: CodeSystem, code: &str) -> Option<&WholeStretch> {
        self.whole_stretches
            .iter()
            .find(|stretch| stretch.system == system && stretch.covers(code))
    }

    /// The words of a source that entries name in short.
    pub fn source<'a>(&'a self, short: &'a str) -> &'a str {
        self.sources.get(short).map_or(short, String::as_str)
    }
}

impl WholeStretch {
    /// True where a code begins like one of this stretch.
    fn covers(&self, code: &str) -> bool {
        code.get(..self.from.len())
            .is_some_and(|head| (self.from.as_str()..=self.to.as_str()).contains(&head))
    }

    /// True where a code stands in it.
    pub fn has(&self, code: &str) -> bool {
        self.codes.iter().any(|own| names(own, code))
    }

    /// True where a code is the beginning of longer ones.
    pub fn goes_on(&self, code: &str) -> bool {
        self.codes
            .iter()
            .any(|own| own.len() > code.len() && own.starts_with(code))
    }

    /// Codes of the stretch that differ in one sign or by two that changed places, in order, three at most.
    pub fn close_to(&self, code: &str) -> Vec<&str> {
        let close = |own: &&String| {
            let pairs: Vec<(u8, u8)> = own.bytes().zip(code.bytes()).collect();
            let differ: Vec<&(u8, u8)> = pairs.iter().filter(|(a, b)| a != b).collect();
            own.len() == code.len()
                && match differ.as_slice() {
                    [_] => true,
                    [first, second] => first.0 == second.1 && first.1 == second.0,
                    _ => false,
                }
        };
        let found = self.codes.iter().filter(close).map(String::as_str);
        found.take(3).collect()
    }
}

impl BillingRule {
    /// True where the rule speaks of this code.
    pub fn is_of(&self, code: &str) -> bool {
        self.codes.iter().any(|entry| names(entry, code))
    }

    /// True where this code is what it has to stand with, or may not stand with.
    pub fn is_with(&self, code: &str) -> bool {
        self.with.iter().any(|entry| names(entry, code))
    }
}

/// True where an entry speaks of this code.
pub fn names(entry: &str, code: &str) -> bool {
    place_in(entry, code).is_some()
}

/// What an entry says of one of its codes: of "mild / moderate / severe" the part that stands in its place.
pub fn plain_of(entry: &str, plain: &str, code: &str) -> String {
    let Some(((at, of), (head, parts))) = place_in(entry, code).zip(plain.split_once(": ")) else {
        return plain.to_owned();
    };
    let parts: Vec<&str> = parts.split(" / ").collect();
    match parts.get(at).filter(|_| parts.len() == of && of > 1) {
        Some(part) => format!("{head}: {part}"),
        None => plain.to_owned(),
    }
}

/// Which of how many codes of an entry this is, from 0.
fn place_in(entry: &str, code: &str) -> Option<(usize, usize)> {
    // "J3490 + J2250 / J2405": what stands beside the first
    let listed: Vec<&str> = entry
        .split('/')
        .map(|one| one.rsplit('+').next().unwrap_or(one).trim())
        .collect();
    let code = code.trim();
    let mut found = None;
    let mut before = 0;
    for one in listed {
        let (at, of) = among(one, code);
        found = found.or(at.map(|at| before + at));
        before += of;
    }
    found.map(|at| (at, before))
}

/// The place of a code in one part of an entry, and how many codes that part names.
fn among(part: &str, code: &str) -> (Option<usize>, usize) {
    let same = |one: &str| one.eq_ignore_ascii_case(code);
    if let Some(head) = part.strip_suffix('-').or(part.strip_suffix(".x")) {
        let begins = code
            .get(..head.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(head));
        return (begins.then_some(0), 1);
    }
    let Some((from, to)) = part.split_once('-') else {
        return (same(part).then_some(0), 1);
    };
    let Some((head, first, last)) = span(from, to) else {
        return ((same(from) || same(to)).then_some(0), 1);
    };
    let count = usize::try_from(last - first + 1).unwrap_or(1);
    let number = code
        .get(..head.len())
        .filter(|start| code.len() == from.len() && start.eq_ignore_ascii_case(head))
        .and_then(|_| code.get(head.len()..)?.parse::<u32>().ok())
        .filter(|number| (first..=last).contains(number));
    let at = number.and_then(|number| usize::try_from(number - first).ok());
    (at, count)
}

/// What two codes of a span have in common, and the numbers they end with.
fn span<'a>(from: &'a str, to: &str) -> Option<(&'a str, u32, u32)> {
    if from.len() != to.len() || !from.is_ascii() || !to.is_ascii() {
        return None;
    }
    let digits = from.bytes().rev().take_while(u8::is_ascii_digit).count();
    let head = from.get(..from.len() - digits)?;
    let first: u32 = from.get(head.len()..)?.parse().ok()?;
    let last: u32 = to.strip_prefix(head)?.parse().ok()?;
    (first <= last && last - first < 1000).then_some((head, first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    #[test]
    fn a_code_is_found_in_an_entry_of_several() {
        let codes = &Library::builtin().codes;
        let plain = |code: &str| {
            let entry = codes.diagnosis(code)?;
            Some(plain_of(&entry.code, &entry.plain, code))
        };
        let rows = [
            ("F33.2", Some("Recurrent major depression: severe")),
            ("f33.0", Some("Recurrent major depression: mild")),
            ("F43.12", Some("PTSD: chronic")),
            ("G57.71", Some("Causalgia (CRPS type II) of the arm / leg")),
            ("F42.2", Some("Obsessive-compulsive disorder")),
            ("G90.512", Some("CRPS type I of the upper limb: left")),
            ("F33.5", None),
            ("F3", None),
            ("", None),
        ];
        for (code, expected) in rows {
            assert_eq!(plain(code).as_deref(), expected, "{code}");
        }
        let kind = |code: &str| codes.service(code).map(|entry| entry.code.as_str());
        assert_eq!(kind("J3490"), Some("J3490"));
        assert_eq!(kind("J2405"), Some("J3490 + J2250 / J2405"));
        assert_eq!(kind("99204"), Some("99202-99205"));
        assert_eq!(kind("99206"), None);
        assert!(codes.revenue("636").is_some() && codes.place("11").is_some());
    }

    #[test]
    fn every_billing_rule_speaks_of_codes_that_are_listed() {
        let codes = &Library::builtin().codes;
        for rule in &codes.billing_rules {
            let first = |entry: &String| {
                let one = entry.split('-').next().unwrap_or(entry);
                // "F32.-" is each code that begins so
                let begins = entry.ends_with('-')
                    && codes.icd10.iter().any(|known| known.code.starts_with(one));
                begins || codes.service(one).is_some() || codes.diagnosis(one).is_some()
            };
            assert!(rule.codes.iter().all(first), "{}", rule.id);
            assert!(rule.with.iter().all(first), "{}", rule.id);
            let known = codes.sources.contains_key(&rule.source);
            assert!(known, "{}: source {}", rule.id, rule.source);
            for group in &rule.groups {
                assert!(codes.icd10.iter().any(|d| d.group == *group), "{group}");
            }
        }
    }
}
