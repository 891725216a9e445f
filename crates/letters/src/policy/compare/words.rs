//! A change in words a person understands.

use super::super::headings;
use super::super::score::heading_points;
use super::super::terms::{Stem, Vocabulary};
use super::units::{Unit, Units};
use super::{Change, ChangeKind, Said, counts};
use holdfast_library::Library;

/// Signs of a quote within a sentence at most.
const MOST_SIGNS: usize = 220;
/// Words with which a policy asks for something.
const ASKS: &[&str] = &[
    "must",
    "require",
    "requires",
    "required",
    "unless",
    "documentation",
    "authorization",
    "authorized",
    "approval",
    "approved",
    "precertification",
    "tried",
    "need",
    "needs",
    "only",
];
const NOTS: &[&str] = &["not", "no", "never", "excluded", "except"];

/// Knows to which passage of the library a heading belongs.
pub struct Topics<'l> {
    lib: &'l Library,
    vocabulary: Vocabulary,
}

impl<'l> Topics<'l> {
    /// Of all passages.
    pub fn of(lib: &'l Library) -> Self {
        Self {
            lib,
            vocabulary: Vocabulary::of(lib),
        }
    }

    fn section(&self, said: &Said) -> Option<&str> {
        let stems = |text: &str| -> Vec<Stem> {
            let mut tokens = Vec::new();
            self.vocabulary.tokens(
                &headings::bare(text).to_lowercase(),
                0,
                true,
                false,
                &mut tokens,
            );
            tokens
                .into_iter()
                .map(|t| t.stem)
                .filter(|s| !self.vocabulary.is_small(*s))
                .collect()
        };
        let begin: String = said.text.chars().take(60).collect();
        let (heading, begin) = (stems(&said.heading), stems(&begin));
        let mut best: Option<(f32, &str)> = None;
        for wanted in &self.vocabulary.wanted {
            let mut points = heading_points(&wanted.heads, &heading, "").0;
            if wanted
                .defines
                .iter()
                .any(|term| begin.starts_with(term) || heading == *term)
            {
                points = points.max(2.5);
            }
            if points >= 1.5 && best.is_none_or(|(most, _)| points > most) {
                best = Some((points, wanted.id.as_str()));
            }
        }
        best.map(|(_, id)| id)
    }

    /// "The section on infusions", "The section ‘Hospice’", "This version".
    fn named(&self, section: Option<&str>, said: &Said) -> String {
        match section.and_then(|id| self.lib.section_finding(id)) {
            Some(finding) => format!("The section on {}", finding.about),
            None if said.heading.is_empty() => "The plan book".to_owned(),
            None => format!("The section \u{2018}{}\u{2019}", said.heading),
        }
    }
}

/// The change of one sentence; none where only signs between the words differ.
pub fn changed(
    lib: &Library,
    topics: &Topics<'_>,
    old: &Units,
    new: &Units,
    a: usize,
    b: usize,
) -> Option<Change> {
    let (before, after) = (old.get(a)?, new.get(b)?);
    let section = topics
        .section(&after.said)
        .or_else(|| topics.section(&before.said));
    let named = topics.named(section, &after.said);
    let numbers = counts::changed(lib, before, after);
    let (out, into) = difference(before, after);
    let asks = into.iter().any(|w| ASKS.contains(&w.as_str()));
    let flips = |words: &[String]| words.iter().any(|w| NOTS.contains(&w.as_str()));
    let say = if !numbers.is_empty() {
        let told: Vec<String> = numbers
            .iter()
            .map(|n| match &n.about {
                Some(about) => format!("{} went from {} to {}.", capital(about), n.before, n.after),
                None => format!("{named}: {} is now {}.", n.before, n.after),
            })
            .collect();
        told.join(" ")
    } else if flips(&into) && !flips(&out) {
        format!(
            "{named} has a new \u{2018}no\u{2019} or limit: \u{201c}{}\u{201d}",
            quote(&after.said.text)
        )
    } else if flips(&out) && !flips(&into) {
        format!(
            "{named} lost a \u{2018}no\u{2019} or limit: \u{201c}{}\u{201d}",
            quote(&after.said.text)
        )
    } else if out.is_empty() && asks {
        format!(
            "{named} now also asks for this: \u{201c}{}\u{201d}",
            quote(&into.join(" "))
        )
    } else if out.is_empty() {
        format!(
            "{named} now also says: \u{201c}{}\u{201d}",
            quote(&into.join(" "))
        )
    } else if into.is_empty() {
        format!(
            "{named} no longer says: \u{201c}{}\u{201d}",
            quote(&out.join(" "))
        )
    } else {
        format!(
            "{named} says this in other words: \u{201c}{}\u{201d} is now \u{201c}{}\u{201d}",
            quote(&out.join(" ")),
            quote(&into.join(" "))
        )
    };
    Some(Change {
        kind: ChangeKind::Changed,
        section: section.map(str::to_owned),
        old: Some(before.said.clone()),
        new: Some(after.said.clone()),
        numbers,
        asks: asks || (flips(&into) != flips(&out)),
        say,
    })
}

/// Sentences that stand in one version only.
pub fn new_or_gone(
    topics: &Topics<'_>,
    units: &Units,
    run: &[usize],
    kind: ChangeKind,
    other: &Units,
) -> Option<Change> {
    let first = units.get(*run.first()?)?;
    let all: Vec<&Unit> = run.iter().filter_map(|&n| units.get(n)).collect();
    let text: Vec<&str> = all.iter().map(|u| u.said.text.as_str()).collect();
    let said = Said {
        text: text.join(" "),
        places: all
            .iter()
            .flat_map(|u| u.said.places.iter().copied())
            .collect(),
        ..first.said.clone()
    };
    let section = topics.section(&said);
    let named = topics.named(section, &said);
    let whole = units
        .of_part
        .get(first.part)
        .is_some_and(|part| part.len() == run.len());
    let heading = units
        .parts
        .get(first.part)
        .map(|p| p.0.as_str())
        .unwrap_or_default();
    let unknown = !heading.is_empty() && other.parts.iter().all(|p| p.0 != heading);
    let asks = kind == ChangeKind::New
        && all
            .iter()
            .flat_map(|u| &u.words)
            .any(|w| ASKS.contains(&w.as_str()));
    let quoted = quote(&said.text);
    let say = match (kind, whole && unknown) {
        (ChangeKind::Gone, true) => {
            format!("The section \u{2018}{}\u{2019} is gone.", said.heading)
        }
        (ChangeKind::Gone, false) => format!("{named} no longer says: \u{201c}{quoted}\u{201d}"),
        (_, true) => format!(
            "There is a new section \u{2018}{}\u{2019}: \u{201c}{quoted}\u{201d}",
            said.heading
        ),
        (_, false) if asks => format!("{named} now also asks for this: \u{201c}{quoted}\u{201d}"),
        (_, false) => format!("{named} now also says: \u{201c}{quoted}\u{201d}"),
    };
    let section = section.map(str::to_owned);
    let (old, new) = match kind {
        ChangeKind::Gone => (Some(said), None),
        ChangeKind::New | ChangeKind::Changed => (None, Some(said)),
    };
    Some(Change {
        kind,
        section,
        old,
        new,
        numbers: Vec::new(),
        asks,
        say,
    })
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs
        .next()
        .map(|c| c.to_uppercase().collect::<String>() + signs.as_str())
        .unwrap_or_default()
}

fn quote(text: &str) -> String {
    if text.chars().count() <= MOST_SIGNS {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST_SIGNS).collect();
    let head = head
        .rsplit_once(' ')
        .map_or(head.as_str(), |(head, _)| head);
    format!("{head} …")
}

/// The words that went and the words that came, by the longest common run of words.
fn difference(before: &Unit, after: &Unit) -> (Vec<String>, Vec<String>) {
    const MOST: usize = 400;
    let a: Vec<&String> = before.words.iter().take(MOST).collect();
    let b: Vec<&String> = after.words.iter().take(MOST).collect();
    let width = b.len() + 1;
    let mut best = vec![0_u16; (a.len() + 1) * width];
    let at = |best: &[u16], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0);
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let value = if a.get(i) == b.get(j) {
                at(&best, i + 1, j + 1) + 1
            } else {
                at(&best, i + 1, j).max(at(&best, i, j + 1))
            };
            if let Some(cell) = best.get_mut(i * width + j) {
                *cell = value;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut out, mut into) = (Vec::new(), Vec::new());
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            (i, j) = (i + 1, j + 1);
        } else if at(&best, i + 1, j) >= at(&best, i, j + 1) {
            out.push((*x).clone());
            i += 1;
        } else {
            into.push((*y).clone());
            j += 1;
        }
    }
    out.extend(a.get(i..).unwrap_or_default().iter().map(|w| (*w).clone()));
    into.extend(b.get(j..).unwrap_or_default().iter().map(|w| (*w).clone()));
    (out, into)
}
