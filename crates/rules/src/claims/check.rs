//! One check of a claim: what was seen, why it matters, what to do, and where that is from.

use super::said::SaidPlace;
use chrono::NaiveDate;
use holdfast_library::Library;
use holdfast_library::codes::{BillingRule, WholeStretch};

/// How a check came out, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Mend it before it goes out.
    Look,
    /// It can't be told: something is not known.
    Open,
    /// It is fine.
    Good,
}

impl Verdict {
    /// The id used on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Open => "open",
            Self::Good => "good",
        }
    }
}

/// The field that mends a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Field {
    From,
    To,
    Code,
    Modifiers,
    Units,
    Charge,
    Drug,
    Dose,
    Ndc,
    Place,
    Revenue,
    LineDiagnoses,
    Diagnoses,
    ClinicNpi,
    ProviderNpi,
    Authorization,
    Note,
    Lines,
    /// Of what the plan says: the first day of coverage.
    CoveredFrom,
    /// Of what the plan says: the time to file.
    FilingCount,
    /// Of what the plan says: whether it wants to be asked first.
    AsksFirst,
}

impl Field {
    /// The id used on the command line and by the window to find the field.
    pub const fn id(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
            Self::Code => "code",
            Self::Modifiers => "modifiers",
            Self::Units => "units",
            Self::Charge => "charge",
            Self::Drug => "drug",
            Self::Dose => "dose",
            Self::Ndc => "ndc",
            Self::Place => "place",
            Self::Revenue => "revenue",
            Self::LineDiagnoses => "line-diagnoses",
            Self::Diagnoses => "diagnoses",
            Self::ClinicNpi => "clinic-npi",
            Self::ProviderNpi => "provider-npi",
            Self::Authorization => "authorization",
            Self::Note => "note",
            Self::Lines => "lines",
            Self::CoveredFrom => "covered-from",
            Self::FilingCount => "filing-count",
            Self::AsksFirst => "asks-first",
        }
    }
}

/// Where a check is from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckSource {
    /// In words.
    pub say: String,
    /// True only where the source was seen.
    pub verified: bool,
    /// Day of the last look at it.
    pub checked: Option<NaiveDate>,
}

/// One check.
#[derive(Clone, PartialEq, Eq)]
pub struct Check {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// How it came out.
    pub verdict: Verdict,
    /// The line it is of, from 0; none for the whole claim.
    pub line: Option<usize>,
    /// Where to mend it.
    pub field: Option<Field>,
    /// What was seen.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What to do; empty where nothing is.
    pub mend: String,
    /// A day that goes with it.
    pub day: Option<NaiveDate>,
    /// A sentence that can be put into the claim.
    pub sentence: Option<String>,
    /// A paper of the person's own that speaks of it.
    pub place: Option<SaidPlace>,
    /// Where it is from.
    pub source: CheckSource,
}

impl std::fmt::Debug for Check {
    // its title may name a drug or a number
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Check({} {:?} line {:?})",
            self.id, self.verdict, self.line
        )
    }
}

impl Check {
    /// A check whose reason and source stand under `id` among the claim checks of the library.
    pub(super) fn new(lib: &Library, id: &str, verdict: Verdict) -> Self {
        let entry = lib.codes.claim_checks.iter().find(|check| check.id == id);
        let say = entry
            .map(|entry| match entry.remark.as_str() {
                "" => entry.source.clone(),
                remark => format!("{}; insurers send it back with {remark}", entry.source),
            })
            .unwrap_or_default();
        Self {
            id: id.to_owned(),
            verdict,
            line: None,
            field: None,
            title: String::new(),
            why: entry.map(|entry| entry.why.clone()).unwrap_or_default(),
            mend: String::new(),
            day: None,
            sentence: None,
            place: None,
            source: CheckSource {
                verified: !say.contains("unverified"),
                checked: Some(lib.codes.meta.checked),
                say,
            },
        }
    }

    /// A check by a rule of billing.
    pub(super) fn of_rule(lib: &Library, rule: &BillingRule) -> Self {
        Self {
            id: rule.id.clone(),
            why: rule.why.clone(),
            mend: rule.mend.clone(),
            source: source(lib, &rule.source),
            ..Self::new(lib, "", Verdict::Look)
        }
    }

    /// A check by a stretch of a code list that is known whole.
    pub(super) fn of_stretch(lib: &Library, stretch: &WholeStretch) -> Self {
        Self {
            source: source(lib, &stretch.source),
            ..Self::new(lib, "", Verdict::Look)
        }
    }

    /// The same under another id, where one reason has several findings.
    pub(super) fn named(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// At a line and a field.
    pub(super) fn at(mut self, line: usize, field: Field) -> Self {
        self.line = Some(line);
        self.field = Some(field);
        self
    }

    /// At a field of the whole claim.
    pub(super) fn of(mut self, field: Field) -> Self {
        self.field = Some(field);
        self
    }

    /// With these words; an empty reason leaves that of the library.
    pub(super) fn saying(
        mut self,
        title: impl Into<String>,
        why: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        let (why, mend) = (why.into(), mend.into());
        self.title = title.into();
        if !why.is_empty() || self.verdict == Verdict::Good {
            self.why = why;
        }
        if !mend.is_empty() {
            self.mend = mend;
        }
        self
    }

    /// True for a check of this family: its id begins so.
    pub(super) fn is_of(&self, family: &str) -> bool {
        self.id.starts_with(family)
    }
}

/// A source of the codes by its short name.
fn source(lib: &Library, short: &str) -> CheckSource {
    let say = lib.codes.source(short).to_owned();
    CheckSource {
        verified: !say.contains("unverified"),
        checked: Some(lib.codes.meta.checked),
        say,
    }
}
