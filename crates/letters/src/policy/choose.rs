//! The passages of a policy that matter: for each one wanted the best places, or that nothing was found.

use super::headings;
use super::parts::{Part, Policy};
use super::score::{self, Candidate};
use super::sentences::{self, Sentence};
use super::terms::Vocabulary;
use crate::phrases::List;
use holdfast_case::Place;
use holdfast_library::Library;

/// Points a place has at least. This and [`PLENTY`] were chosen on all labelled policies together: lower ones found more
/// and were wrong more often; all else was made on those worked on alone.
const LEAST: f32 = 1.5;
/// So many points are enough where no heading, no definition and no phrase decides alone.
const PLENTY: f32 = 1.7;
/// Places shown of one passage at most, as the library says.
const MOST_PLACES: usize = 5;
/// A further place has this share of the best one's points at least.
const NEAR: f32 = 0.6;
/// Signs of a quote at most.
const MOST_SIGNS: usize = 600;
/// The same where sentences around are taken in for what they say.
const SUBSTANCE_SIGNS: usize = 560;
/// Sentences behind, and before, that are looked at for it.
const SENTENCES_BEHIND: usize = 4;
const SENTENCES_BEFORE: usize = 2;
/// The same of a list.
const LIST_SIGNS: usize = 240;
/// Lines shown before and after a quote.
const AROUND: usize = 3;

/// A place of a policy that says something wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Page of its first words.
    pub page: u32,
    /// The heading it stands under, empty for none.
    pub heading: String,
    /// The heading over that one, empty for none.
    pub over: String,
    /// Its words.
    pub quote: String,
    /// Lines before it under the same heading.
    pub before: String,
    /// Lines after it under the same heading.
    pub after: String,
    /// Boxes of its lines, in points.
    pub places: Vec<Place>,
    /// How sure it is the right place, 0 to 1.
    pub confidence: f32,
    /// Why it was taken.
    pub why: String,
    /// True where it was recognized from a picture.
    pub recognized: bool,
}

/// The places of one passage wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionPassages {
    /// Id of the passage.
    pub section: String,
    /// Best first, at most five.
    pub passages: Vec<Passage>,
}

/// What was found in a policy, and what was not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// What was found, in the library's order.
    pub found: Vec<SectionPassages>,
    /// Ids of what was not found, in the library's order.
    pub not_found: Vec<String>,
}

/// Looks for all passages of the library.
pub fn find_passages(lib: &Library, policy: &Policy) -> Findings {
    let vocabulary = Vocabulary::of(lib);
    let mut findings = Findings::default();
    for (wanted, candidates) in vocabulary
        .wanted
        .iter()
        .zip(score::candidates(policy, &vocabulary))
    {
        let good: Vec<&Candidate> = candidates
            .iter()
            .filter(|c| (c.points >= LEAST && c.decided) || c.points >= PLENTY)
            .collect();
        let best = good.first().map_or(0.0, |c| c.points);
        let passages: Vec<Passage> = good
            .iter()
            .take_while(|c| c.points >= best * NEAR)
            .filter_map(|c| passage(policy.parts.get(c.part)?, c))
            .take(MOST_PLACES)
            .collect();
        if passages.is_empty() {
            findings.not_found.push(wanted.id.clone());
        } else {
            findings.found.push(SectionPassages {
                section: wanted.id.clone(),
                passages,
            });
        }
    }
    findings
}

fn passage(part: &Part, candidate: &Candidate) -> Option<Passage> {
    let all = sentences::of(&part.lines);
    let line = candidate.best_line as usize;
    let at = all.iter().position(|s| s.first <= line && line <= s.last);
    let (mut first, mut last) = match at {
        Some(at) => (at, at),
        // A heading with nothing under it: its own words are all there is.
        None => return heading_only(part, candidate),
    };
    // The sentence a definition or an entry of a list begins with belongs to it.
    let sentence = |n: usize| all.get(n);
    if sentence(first).is_some_and(|s| s.text.len() < 40)
        && let Some(next) = sentence(last + 1)
        && next.text.len() < MOST_SIGNS
    {
        last += 1;
    }
    // A list goes on behind its colon and its semicolons: as much of it as a quote may hold.
    let signs = |from: usize, to: usize| {
        all.get(from..=to)
            .map_or(0, |s| s.iter().map(|s| s.text.len()).sum::<usize>())
    };
    while sentence(last).is_some_and(|s| s.text.ends_with([';', ':']))
        && last + 1 < all.len()
        && signs(first, last + 1) < LIST_SIGNS
    {
        last += 1;
    }
    while first > 0
        && sentence(first - 1).is_some_and(|s| {
            s.text.ends_with(':') && sentence(first).is_some_and(|own| own.first <= s.last + 6)
        })
    {
        first -= 1;
    }
    if !candidate.defined {
        (first, last) = with_substance(part, &all, first, last);
    }
    let chosen: Vec<&Sentence> = all.get(first..=last)?.iter().collect();
    let text: Vec<&str> = chosen.iter().map(|s| s.text.as_str()).collect();
    let (from, to) = (chosen.first()?.first, chosen.last()?.last);
    let lines = part.lines.get(from..=to)?;
    let sure = lines.iter().map(|l| l.sure).sum::<f32>() / lines.len().max(1) as f32;
    let joined = |lines: &[super::lines::Line]| -> String {
        let words: Vec<&str> = lines.iter().map(|l| l.text.as_str()).collect();
        words.join(" ")
    };
    Some(Passage {
        page: lines.first()?.page,
        heading: headings::bare(&part.heading).to_owned(),
        over: part.over.clone(),
        quote: cut(&text.join(" ")),
        before: joined(
            part.lines
                .get(from.saturating_sub(AROUND)..from)
                .unwrap_or_default(),
        ),
        after: joined(
            part.lines
                .get(to + 1..(to + 1 + AROUND).min(part.lines.len()))
                .unwrap_or_default(),
        ),
        places: lines
            .iter()
            .map(|l| Place {
                page: l.page,
                bbox: l.bbox,
            })
            .collect(),
        confidence: confidence(candidate, sure),
        why: why(candidate),
        recognized: lines.iter().any(|l| l.ocr),
    })
}

/// The sentences `first` to `last` with those around that say what a rule hangs on: amounts, times, limits, what
/// happens else. "You must call first" is half of a rule whose next sentence takes $400 off.
fn with_substance(part: &Part, all: &[Sentence], first: usize, last: usize) -> (usize, usize) {
    let signs = |from: usize, to: usize| {
        all.get(from..=to)
            .map_or(0, |s| s.iter().map(|s| s.text.len() + 1).sum::<usize>())
    };
    // An entry of a list or a row of a table says something of its own.
    let goes_on = |sentence: &Sentence| {
        let lines = part.lines.get(sentence.first..=sentence.last);
        let table = lines.is_some_and(|lines| lines.iter().any(|line| line.gaps > 0));
        !table && !sentences::is_entry(&sentence.text)
    };
    let (mut from, mut to) = (first, last);
    for n in (last + 1)..(last + 1 + SENTENCES_BEHIND).min(all.len()) {
        let Some(sentence) = all.get(n).filter(|s| goes_on(s)) else {
            break;
        };
        if signs(from, n) > SUBSTANCE_SIGNS {
            break;
        }
        if has_substance(&sentence.text) {
            to = n;
        }
    }
    for n in (first.saturating_sub(SENTENCES_BEFORE)..first).rev() {
        let Some(sentence) = all.get(n).filter(|s| goes_on(s)) else {
            break;
        };
        if signs(n, to) > SUBSTANCE_SIGNS {
            break;
        }
        if has_substance(&sentence.text) {
            from = n;
        }
    }
    (from, to)
}

/// True of a sentence with a number, a time or a condition.
fn has_substance(text: &str) -> bool {
    let low = text.to_lowercase();
    low.chars().any(|c| c.is_ascii_digit())
        || List("text.conditions")
            .iter()
            .any(|words| low.contains(words))
}

fn heading_only(part: &Part, candidate: &Candidate) -> Option<Passage> {
    let line = part.head_lines.first()?;
    Some(Passage {
        page: line.page,
        heading: headings::bare(&part.heading).to_owned(),
        over: part.over.clone(),
        quote: part.heading.clone(),
        before: String::new(),
        after: String::new(),
        places: part
            .head_lines
            .iter()
            .map(|l| Place {
                page: l.page,
                bbox: l.bbox,
            })
            .collect(),
        confidence: confidence(candidate, line.sure).min(0.5),
        why: why(candidate),
        recognized: line.ocr,
    })
}

/// The quote, cut at a word where it is too long.
fn cut(text: &str) -> String {
    if text.len() <= MOST_SIGNS {
        return text.to_owned();
    }
    let mut end = MOST_SIGNS;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or_default();
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{head} …")
}

/// Measured on the labelled policies (`tests/policies`): of places with so many points, so many are right.
fn confidence(candidate: &Candidate, sure: f32) -> f32 {
    let points = candidate.points;
    let base: f32 = if points >= 5.0 {
        0.95
    } else if points >= 3.5 {
        0.9
    } else if points >= 2.5 {
        0.8
    } else {
        0.6
    };
    (base * (0.6 + 0.4 * sure)).clamp(0.0, 1.0)
}

fn why(candidate: &Candidate) -> String {
    let mut said: Vec<String> = Vec::new();
    if candidate.defined {
        said.push("the words are explained here".to_owned());
    }
    if !candidate.head.is_empty() {
        said.push(format!("heading \u{2018}{}\u{2019}", candidate.head.trim()));
    }
    if !candidate.phrases.is_empty() {
        let words: Vec<String> = candidate
            .phrases
            .iter()
            .take(3)
            .map(|p| format!("\u{2018}{p}\u{2019}"))
            .collect();
        said.push(format!("words {}", words.join(", ")));
    }
    said.join("; ")
}
