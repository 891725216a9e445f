//! The sentences of a version as they are compared.

use super::super::headings;
use super::super::parts::{Part, Policy};
use super::super::sentences;
use super::super::terms;
use super::Said;
use holdfast_case::Place;

/// One sentence.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Index of its part.
    pub part: usize,
    /// Its words in lower case, without the number or dot it begins with.
    pub words: Vec<String>,
    /// The same in one string.
    pub key: String,
    /// As it stands.
    pub said: Said,
}

/// All sentences of a version, and the names of its parts.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// In order.
    pub all: Vec<Unit>,
    /// For each part: its heading for matching, and that of the part over it.
    pub parts: Vec<(String, String)>,
    /// For each part: its sentences.
    pub of_part: Vec<Vec<usize>>,
}

impl Units {
    /// The sentences of a policy.
    pub fn of(policy: &Policy) -> Self {
        let mut units = Self::default();
        for (n, part) in policy.parts.iter().enumerate() {
            let name = |text: &str| {
                let low = headings::bare(text).to_lowercase();
                let words: Vec<&str> = terms::words(&low).map(|w| w.1).collect();
                words.join(" ")
            };
            units.parts.push((name(&part.heading), name(&part.over)));
            let from = units.all.len();
            for sentence in sentences::of(&part.lines) {
                units.all.extend(unit(n, part, sentence));
            }
            units.of_part.push((from..units.all.len()).collect());
        }
        units
    }

    /// The unit with this index.
    pub fn get(&self, n: usize) -> Option<&Unit> {
        self.all.get(n)
    }
}

fn unit(n: usize, part: &Part, sentence: sentences::Sentence) -> Option<Unit> {
    let low = sentence.text.to_lowercase();
    let low = without_mark(&low);
    let words: Vec<String> = terms::words(low).map(|w| w.1.to_owned()).collect();
    if words.is_empty() {
        return None;
    }
    let lines = part.lines.get(sentence.first..=sentence.last)?;
    Some(Unit {
        part: n,
        key: words.join(" "),
        words,
        said: Said {
            page: lines.first()?.page,
            heading: headings::bare(&part.heading).to_owned(),
            text: sentence.text,
            places: lines
                .iter()
                .map(|l| Place {
                    page: l.page,
                    bbox: l.bbox,
                })
                .collect(),
        },
    })
}

/// Without "•", "(a)", "3." at the begin: a list may be numbered anew.
fn without_mark(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '$');
    let first = rest.split(' ').next().unwrap_or_default();
    let bare = first.trim_start_matches('(').trim_end_matches([')', '.']);
    let marked = first.len() > bare.len() && first.ends_with([')', '.']) && bare.len() <= 3;
    let mark = marked
        && (bare.len() == 1
            || bare
                .chars()
                .all(|c| c.is_ascii_digit() || "ivx".contains(c)));
    if mark {
        rest.get(first.len()..).unwrap_or_default().trim_start()
    } else {
        rest
    }
}

/// Those of the given sentences that follow each other in one part, together.
pub fn runs(units: &Units, chosen: &[usize]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for &n in chosen {
        let part = units.get(n).map(|u| u.part);
        match runs.last_mut() {
            Some(run)
                if run.last().is_some_and(|last| {
                    last + 1 == n && units.get(*last).map(|u| u.part) == part
                }) =>
            {
                run.push(n)
            }
            _ => runs.push(vec![n]),
        }
    }
    runs
}
