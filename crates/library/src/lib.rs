//! The reference facts: kinds of plan and their time limits, the phrase bank of letters, reasons, codes, evidence,
//! scales, scripts, checklists, ways to pay, who helps, words.
//!
//! Every entry is typed, and carries where it is from, whether the text was seen, and the day of its last check
//! (of its own, or of the head of its file). The files stand in `data/` and are compiled in; nothing is lost on
//! the way, because a key that no type knows is an error.
//! Here are only facts and plain look-ups by id. Never here: a clock, a file, a computed date (`rules`), the
//! recognition of a letter (`letters`), or anything about a person.

pub mod appeal;
pub mod checklists;
pub mod codes;
mod day;
pub mod evidence;
mod find;
pub mod find_code;
pub mod form_fields;
pub mod funding;
pub mod glossary;
pub mod organizations;
pub mod patterns;
pub mod payer_policies;
pub mod policy_finding;
pub mod policy_sections;
pub mod reasons;
pub mod rebuttals;
pub mod scales;
pub mod scripts;
pub mod treatments;

use serde::de::DeserializeOwned;
use std::sync::OnceLock;

pub use appeal::AppealRules;
pub use checklists::Checklists;
pub use codes::Codes;
pub use evidence::Evidence;
pub use form_fields::FormFields;
pub use funding::Funding;
pub use glossary::Glossary;
pub use organizations::Organizations;
pub use patterns::LetterPatterns;
pub use payer_policies::PayerPolicies;
pub use policy_finding::PolicyFinding;
pub use policy_sections::PolicySections;
pub use reasons::DenialReasons;
pub use rebuttals::Rebuttals;
pub use scales::Scales;
pub use scripts::Scripts;
pub use treatments::TreatmentAdequacy;

/// All reference facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Library {
    /// Kinds of plan, ladders, time limits, states, calendar.
    pub appeal: AppealRules,
    /// The phrase bank of letters.
    pub patterns: LetterPatterns,
    /// Reasons of denial.
    pub reasons: DenialReasons,
    /// Billing and diagnosis codes.
    pub codes: Codes,
    /// Words in plain words.
    pub glossary: Glossary,
    /// Studies and guidelines.
    pub evidence: Evidence,
    /// Answers to denials.
    pub rebuttals: Rebuttals,
    /// Rating scales.
    pub scales: Scales,
    /// Adequate trials.
    pub treatments: TreatmentAdequacy,
    /// Passages of policies.
    pub policy_sections: PolicySections,
    /// How passages of policies are found and named.
    pub policy_finding: PolicyFinding,
    /// Positions of payers.
    pub payer_policies: PayerPolicies,
    /// Phone scripts.
    pub scripts: Scripts,
    /// What the boxes of insurers' forms ask for.
    pub form_fields: FormFields,
    /// Ways to pay.
    pub funding: Funding,
    /// Who helps.
    pub organizations: Organizations,
    /// What to have.
    pub checklists: Checklists,
}

/// A reference file that does not read.
#[derive(Debug, thiserror::Error)]
#[error("the reference file {file} does not read: {why}")]
pub struct LibraryError {
    /// Name of the file.
    pub file: &'static str,
    /// What the parser says.
    pub why: String,
}

impl Library {
    /// The facts compiled into this program, read once.
    pub fn builtin() -> &'static Library {
        static BUILTIN: OnceLock<Library> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            Library::read()
                .expect("the compiled-in files read: a test of this crate reads them all")
        })
    }

    fn read() -> Result<Library, LibraryError> {
        macro_rules! file {
            ($name:literal) => {
                parse($name, include_str!(concat!("../data/", $name)))?
            };
        }
        Ok(Library {
            appeal: file!("appeal-rules.toml"),
            patterns: file!("letter-patterns.toml"),
            reasons: file!("denial-reasons.toml"),
            codes: file!("codes.toml"),
            glossary: file!("glossary.toml"),
            evidence: file!("evidence.toml"),
            rebuttals: file!("rebuttals.toml"),
            scales: file!("scales.toml"),
            treatments: file!("treatment-adequacy.toml"),
            policy_sections: file!("policy-sections.toml"),
            policy_finding: file!("policy-finding.toml"),
            payer_policies: file!("payer-policies.toml"),
            scripts: file!("scripts.toml"),
            form_fields: file!("form-fields.toml"),
            funding: file!("funding.toml"),
            organizations: file!("organizations.toml"),
            checklists: file!("checklists.toml"),
        })
    }
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, LibraryError> {
    toml::from_str(text).map_err(|e| LibraryError {
        file,
        why: e.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_library_reads() {
        let lib = Library::read().unwrap();
        assert_eq!(lib.appeal.rules.len() as u32, lib.appeal.meta.rules);
        assert_eq!(lib.appeal.states.len() as u32, lib.appeal.meta.states);
        assert!(lib.patterns.issuers.len() > 150);
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        let text = "[meta]\ntitle = \"x\"\nsurprise = 1\n";
        assert!(parse::<Glossary>("glossary.toml", text).is_err());
    }
}
