//! Which studies bear on a case: those about its treatment and its condition. A study about another drug or another
//! illness proves nothing to a reviewer, however good it is.
//!
//! Conditions are told by the diagnosis (families of ICD-10-CM codes, by their titles), else by words.

use crate::trials::{Known, find_known};
use holdfast_library::Library;
use holdfast_library::evidence::Study;
use std::collections::BTreeSet;

/// What a case is about, as far as studies go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Ids of the drugs or procedures that were refused; none where it is not known.
    pub treatments: BTreeSet<String>,
    /// Ids of conditions as the library's studies name them; none where it is not known.
    pub conditions: BTreeSet<String>,
}

/// Families of diagnoses, by the beginning of their code, and what the studies call them.
const FAMILIES: [(&str, &str); 16] = [
    ("F32", "depression"),
    ("F33", "depression"),
    ("F341", "depression"),
    ("F31", "bipolar"),
    ("F431", "ptsd"),
    ("R45851", "suicidality"),
    ("T1491", "suicidality"),
    ("G905", "crps"),
    ("G564", "crps"),
    ("G577", "crps"),
    ("G89", "chronic-pain"),
    ("M792", "chronic-pain"),
    ("M797", "chronic-pain"),
    ("M54", "chronic-pain"),
    ("R52", "chronic-pain"),
    ("G50", "chronic-pain"),
];

/// Words of the same. None for suicidality: letters print the number of a crisis line.
const WORDS: [(&str, &str); 9] = [
    ("depressi", "depression"),
    ("bipolar", "bipolar"),
    ("post-traumatic", "ptsd"),
    ("posttraumatic", "ptsd"),
    ("ptsd", "ptsd"),
    ("complex regional pain", "crps"),
    ("crps", "crps"),
    ("neuropathic pain", "chronic-pain"),
    ("chronic pain", "chronic-pain"),
];

/// Billing codes that stand for one drug alone.
const DRUG_CODES: [(&str, &str); 3] = [
    ("S0013", "esketamine"),
    ("G2082", "esketamine"),
    ("G2083", "esketamine"),
];

impl About {
    /// Adds what the name of a service or a drug says.
    pub fn service(&mut self, lib: &Library, words: &str) {
        let lower = words.to_lowercase();
        let es = lower.contains("esketamine") || lower.contains("spravato");
        if es {
            self.treatments.insert("esketamine".to_owned());
        }
        if lower.replace("esketamine", "").contains("ketamine") {
            self.treatments.insert("ketamine".to_owned());
        }
        if self.treatments.is_empty() {
            let known = match find_known(lib, words) {
                Known::Drug { name, .. } => Some(name),
                Known::Treatment(treatment) => Some(treatment.id.clone()),
                Known::Nothing => None,
            };
            self.treatments.extend(known);
        }
    }

    /// Says that it is a treatment which no study of the library is about.
    pub fn other_service(&mut self) {
        if self.treatments.is_empty() {
            self.treatments.insert("other".to_owned());
        }
    }

    /// Adds what a billing code says.
    pub fn code(&mut self, code: &str) {
        let found = DRUG_CODES.iter().find(|(known, _)| *known == code);
        self.treatments
            .extend(found.map(|(_, drug)| (*drug).to_owned()));
    }

    /// Adds what a diagnosis (ICD-10-CM) says.
    pub fn diagnosis(&mut self, code: &str) {
        let bare: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let bare = bare.to_ascii_uppercase();
        let found = FAMILIES
            .iter()
            .filter(|(family, _)| bare.starts_with(family));
        self.conditions
            .extend(found.map(|(_, condition)| (*condition).to_owned()));
    }

    /// Adds the conditions that words name.
    pub fn words(&mut self, words: &str) {
        let lower = words.to_lowercase();
        let found = WORDS.iter().filter(|(word, _)| lower.contains(word));
        self.conditions
            .extend(found.map(|(_, condition)| (*condition).to_owned()));
    }

    /// Whether a study is about this treatment; none where it is not known which it is.
    pub fn is_about_treatment(&self, study: &Study) -> Option<bool> {
        if study.treatments.is_empty() {
            return Some(true);
        }
        let known = !self.treatments.is_empty();
        known.then(|| {
            study
                .treatments
                .iter()
                .any(|one| self.treatments.contains(one))
        })
    }

    /// Whether a study is about this condition; none where it is not known which it is.
    pub fn is_about_condition(&self, study: &Study) -> Option<bool> {
        if self.conditions.is_empty() {
            return None;
        }
        let has = |one: &str| self.conditions.contains(one);
        // who took part was chosen for thoughts of suicide: of others it says nothing
        if study.indications.iter().any(|one| one == "suicidality") && !has("suicidality") {
            return Some(false);
        }
        // that other treatments failed is shown by the record, and not by the diagnosis
        let fits = |one: &String| has(one) || (one == "trd" && has("depression"));
        Some(study.indications.iter().any(fits))
    }

    /// True for a study that is about the treatment and about the condition, both known.
    pub fn bears(&self, study: &Study) -> bool {
        self.is_about_treatment(study) == Some(true) && self.is_about_condition(study) == Some(true)
    }

    /// False for a study that is known to be about something else.
    pub fn may_bear(&self, study: &Study) -> bool {
        self.is_about_treatment(study) != Some(false)
            && self.is_about_condition(study) != Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(service: &str, diagnoses: &[&str], words: &str) -> About {
        let mut about = About::default();
        about.service(Library::builtin(), service);
        diagnoses.iter().for_each(|code| about.diagnosis(code));
        about.words(words);
        about
    }

    fn bear(about: &About) -> Vec<&'static str> {
        let studies = Library::builtin().evidence.studies.iter();
        studies
            .filter(|study| about.bears(study))
            .map(|study| study.id.as_str())
            .collect()
    }

    #[test]
    fn a_study_of_ketamine_bears_on_nothing_else() {
        for service in [
            "Repetitive transcranial magnetic stimulation (rTMS)",
            "Individual psychotherapy, 60 minutes",
            "acupuncture",
            "infliximab infusion",
            "Auvelity",
            "residential treatment",
        ] {
            let about = about(service, &["F33.2"], "");
            let of_ketamine = bear(&about);
            let no_drug = |id: &&&str| {
                let study = Library::builtin().study(id);
                study.is_none_or(|study| !study.treatments.is_empty())
            };
            assert_eq!(
                of_ketamine.iter().filter(no_drug).count(),
                0,
                "{service}: {of_ketamine:?}"
            );
        }
    }

    #[test]
    fn a_study_bears_on_its_own_illness() {
        for (diagnoses, words, bears, bears_not) in [
            (&["F33.2"][..], "", "anand-2023-elekt-d", "schwartzman-2009"),
            (&["G90.511"], "", "schwartzman-2009", "anand-2023-elekt-d"),
            (&["F43.12"], "", "feder-2021", "phillips-2019"),
            (&["F31.81"], "", "diazgranados-2010", "phillips-2019"),
            (
                &[],
                "complex regional pain syndrome",
                "sigtermans-2009",
                "feder-2014",
            ),
            (&["F33.2", "R45.851"], "", "grunebaum-2018", "feder-2014"),
            (&["F33.2"], "", "phillips-2019", "grunebaum-2018"),
        ] {
            let about = about("Ketamine infusion", diagnoses, words);
            let found = bear(&about);
            assert!(found.contains(&bears), "{diagnoses:?} {words}: {found:?}");
            assert!(!found.contains(&bears_not), "{diagnoses:?}: {bears_not}");
        }
    }

    #[test]
    fn the_spray_and_the_infusion_have_their_own_studies() {
        let spray = about("Spravato 84 mg", &["F33.2"], "");
        assert!(bear(&spray).contains(&"popova-2019-transform-2"));
        assert!(!bear(&spray).contains(&"phillips-2019"));
        let infusion = about("IV ketamine", &["F33.2"], "");
        assert!(!bear(&infusion).contains(&"popova-2019-transform-2"));
        assert!(
            bear(&infusion).contains(&"mcintyre-2021") && bear(&spray).contains(&"mcintyre-2021")
        );
        let mut coded = About::default();
        coded.code("G2083");
        assert!(coded.treatments.contains("esketamine"));
    }

    #[test]
    fn what_is_not_known_bears_on_nothing_and_may_bear() {
        let unknown = About::default();
        let study = Library::builtin().study("phillips-2019").unwrap();
        assert!(!unknown.bears(study) && unknown.may_bear(study));
        let half = about("ketamine infusions", &[], "");
        assert!(!half.bears(study) && half.may_bear(study));
        let other = about("acupuncture", &["F33.2"], "");
        // a treatment that no list has is not known until it is said to be another
        assert!(!other.bears(study) && other.may_bear(study));
        let mut other = other;
        other.other_service();
        assert!(!other.may_bear(study));
    }

    #[test]
    fn every_study_names_a_drug_of_the_library() {
        let lib = Library::builtin();
        for study in &lib.evidence.studies {
            for drug in &study.treatments {
                assert!(
                    !matches!(find_known(lib, drug), Known::Nothing),
                    "{}: {drug}",
                    study.id
                );
            }
        }
    }
}
