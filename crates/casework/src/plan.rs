//! Which plan a letter is about. The person's word on this very letter goes first, then what the letter says, then
//! what was told for another letter of the case. Where the last two differ nobody knows: the letter is dated by
//! the earlier of the two, says so, and asks. Else one answer would make the days of every other letter
//! later without a word (a person may have two plans, or may have changed from one to another).

use crate::dating::{Answers, Said};
use crate::words;
use holdfast_case::Fact;
use holdfast_library::Library;
use holdfast_rules::reading::LEAST_CONFIDENCE;

/// What is known of the plan kind, or of the state, of one letter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Known {
    /// The person said so of this letter.
    Told(String),
    /// The letter says so.
    Read(Fact<String>),
    /// So it was saved for the plan, of another letter or of none, and this one says nothing else.
    Elsewhere(String),
    /// This letter says one thing, another was saved for the plan: told, or read of another letter and left as it was.
    Differs {
        /// By this letter.
        read: Fact<String>,
        /// Saved before.
        told: String,
    },
    /// Nobody said.
    Nothing,
}

impl Known {
    /// Weighs the answer on this letter, what the letter says (without any answer laid over it) and what the case has.
    pub(crate) fn of(
        field: &str,
        answers: &Answers,
        read: Option<&Fact<String>>,
        case: Option<&str>,
    ) -> Self {
        match answers.get(field) {
            Some(Said::Value(value)) => return Self::Told(value.clone()),
            Some(Said::Unknown) => return Self::Nothing,
            None => {}
        }
        let read = read.filter(|fact| fact.confidence >= LEAST_CONFIDENCE);
        match (read, case) {
            (Some(read), Some(case)) if !read.value.eq_ignore_ascii_case(case) => Self::Differs {
                read: read.clone(),
                told: case.to_owned(),
            },
            (Some(read), None) => Self::Read(read.clone()),
            (_, Some(case)) => Self::Elsewhere(case.to_owned()),
            (None, None) => Self::Nothing,
        }
    }

    /// What to go by; none where it is not known.
    pub(crate) fn value(&self) -> Option<&str> {
        match self {
            Self::Told(value) | Self::Elsewhere(value) => Some(value),
            Self::Read(fact) => Some(&fact.value),
            Self::Differs { .. } | Self::Nothing => None,
        }
    }

    /// All that it can be: one where it is known, none where nobody said.
    pub(crate) fn values(&self) -> Vec<String> {
        match self {
            Self::Differs { read, told } => vec![read.value.clone(), told.clone()],
            known => known.value().map(str::to_owned).into_iter().collect(),
        }
    }

    /// True where the person should be asked, although something was told or read.
    pub(crate) fn is_in_doubt(&self) -> bool {
        matches!(self, Self::Differs { .. })
    }

    /// The sentence on a date that hangs on a plan kind nobody can be sure of.
    pub(crate) fn doubt_of_kind(&self, lib: &Library) -> Option<String> {
        self.differs(|kind| words::plan_kind(lib, Some(kind)))
            .map(until)
    }

    /// The same of the state whose law holds.
    pub(crate) fn doubt_of_state(&self, lib: &Library) -> Option<String> {
        self.differs(|state| words::state(lib, state)).map(until)
    }

    /// Why a plan kind is asked for although it was read: what each says. It holds whatever is chosen then.
    pub(crate) fn asks_kind(&self, lib: &Library) -> Option<String> {
        self.differs(|kind| words::plan_kind(lib, Some(kind)))
    }

    /// The same of a state.
    pub(crate) fn asks_state(&self, lib: &Library) -> Option<String> {
        self.differs(|state| words::state(lib, state))
    }

    fn differs(&self, name: impl Fn(&str) -> String) -> Option<String> {
        let Self::Differs { read, told } = self else {
            return None;
        };
        let quoted = |value: &str| format!("\u{201c}{}\u{201d}", name(value));
        Some(format!(
            "This letter reads like {}. For your plan you saved {} before.",
            quoted(&read.value),
            quoted(told),
        ))
    }

    /// Why a letter is shown with its plan kind.
    pub(crate) fn why(&self, lib: &Library) -> String {
        match self {
            Self::Told(_) => "You told us so.".to_owned(),
            Self::Elsewhere(_) => "So you saved it for your plan.".to_owned(),
            Self::Read(fact) if fact.quote.is_empty() => "The letter says so.".to_owned(),
            Self::Read(fact) => format!("The letter says: \u{201c}{}\u{201d}.", fact.quote),
            Self::Differs { .. } => self.doubt_of_kind(lib).unwrap_or_default(),
            Self::Nothing => {
                "We don't know it yet, so we go by the shortest time that could be yours."
                    .to_owned()
            }
        }
    }
}

/// What is gone by while nobody has said which of two it is.
fn until(differs: String) -> String {
    format!("{differs} Until you say which it is here, we go by the earlier of the two.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dating::PLAN_KIND;

    fn read(value: &str, confidence: f32) -> Fact<String> {
        Fact {
            value: value.to_owned(),
            confidence,
            quote: String::new(),
            place: None,
            why: String::new(),
        }
    }

    #[test]
    fn the_word_on_this_letter_goes_before_the_letter_and_that_before_the_case() {
        let ma = read("medicare-advantage", 0.96);
        let faint = read("medicare-advantage", 0.3);
        let none = Answers::new();
        let told = Answers::from([(PLAN_KIND.to_owned(), Said::Value("fehb".to_owned()))]);
        let unknown = Answers::from([(PLAN_KIND.to_owned(), Said::Unknown)]);
        let rows = [
            (&told, Some(&ma), Some("church"), Some("fehb")),
            (&unknown, Some(&ma), Some("church"), None),
            (&none, Some(&ma), None, Some("medicare-advantage")),
            (
                &none,
                Some(&ma),
                Some("medicare-advantage"),
                Some("medicare-advantage"),
            ),
            (&none, Some(&ma), Some("church"), None),
            (&none, Some(&faint), Some("church"), Some("church")),
            (&none, None, Some("church"), Some("church")),
            (&none, None, None, None),
        ];
        for (answers, read, case, expected) in rows {
            let known = Known::of(PLAN_KIND, answers, read, case);
            assert_eq!(known.value(), expected, "{known:?}");
        }
    }
}
