//! How much a part of a policy speaks for each passage wanted: its heading, a definition, phrases close together.

use super::headings;
use super::lines::Line;
use super::parts::{Part, Policy};
use super::terms::{Hit, Stem, Token, Vocabulary};

/// Lines in which phrases count together.
const WINDOW: u32 = 14;
/// Tokens before a phrase in which "see" makes it a reference to elsewhere.
const REFERRING: usize = 7;

/// A part that speaks for a passage.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Index of the part.
    pub part: usize,
    /// Points of heading, definition and phrases together.
    pub points: f32,
    /// True where heading, definition or one phrase decides alone.
    pub decided: bool,
    /// The line that says most.
    pub best_line: u32,
    /// Why: the heading that fits, empty for none.
    pub head: String,
    /// Why: a definition stands there.
    pub defined: bool,
    /// Why: phrases, the heaviest first.
    pub phrases: Vec<String>,
}

/// How often each phrase stands in a policy: one that is on every page says nothing.
fn rarity(all: &[Vec<Hit>], vocabulary: &Vocabulary) -> Vec<f32> {
    let mut parts_with = vec![0_u32; vocabulary.len()];
    for hits in all {
        let mut seen: Vec<usize> = hits.iter().map(|h| h.phrase).collect();
        seen.sort_unstable();
        seen.dedup();
        for phrase in seen {
            if let Some(n) = parts_with.get_mut(phrase) {
                *n += 1;
            }
        }
    }
    let parts = all.len().max(1) as f32;
    parts_with
        .into_iter()
        .map(|n| {
            let share = n as f32 / parts;
            if parts < 12.0 || share < 0.08 {
                1.0
            } else if share < 0.2 {
                0.6
            } else {
                0.3
            }
        })
        .collect()
}

/// For every passage wanted, the parts that speak for it, best first.
pub fn candidates(policy: &Policy, vocabulary: &Vocabulary) -> Vec<Vec<Candidate>> {
    let read: Vec<(Vec<Token>, Vec<Hit>)> = policy
        .parts
        .iter()
        .map(|part| {
            let mut tokens = Vec::new();
            for (n, line) in part.lines.iter().enumerate() {
                let lower = line.text.to_lowercase();
                let begins = n
                    .checked_sub(1)
                    .and_then(|n| part.lines.get(n))
                    .is_none_or(|above| ends_there(above, line));
                vocabulary.tokens(&lower, n as u32, begins, line.ocr, &mut tokens);
            }
            let hits = vocabulary.hits(&tokens);
            (tokens, hits)
        })
        .collect();
    let all_hits: Vec<Vec<Hit>> = read.iter().map(|(_, hits)| hits.clone()).collect();
    let rarity = rarity(&all_hits, vocabulary);
    drop(all_hits);
    let mut found: Vec<Vec<Candidate>> = vec![Vec::new(); vocabulary.wanted.len()];
    for (n, (part, (tokens, hits))) in policy.parts.iter().zip(&read).enumerate() {
        let heading = content(vocabulary, &part.heading);
        let over = content(vocabulary, &part.over);
        let mut by_section: Vec<Vec<(u32, f32, usize)>> = vec![Vec::new(); vocabulary.wanted.len()];
        for hit in hits {
            let line = tokens.get(hit.token).map_or(0, |t| t.line);
            let rare = rarity.get(hit.phrase).copied().unwrap_or(1.0);
            let refers = refers_elsewhere(vocabulary, tokens, hit);
            for used in vocabulary.uses(hit.phrase) {
                // What decides alone does so however often it stands.
                let rare = if used.weight >= 2.0 {
                    rare.max(0.6)
                } else {
                    rare
                };
                let weight = used.weight * rare * if refers { 0.3 } else { 1.0 };
                if let Some(list) = by_section.get_mut(used.section) {
                    list.push((line, weight, hit.phrase));
                }
            }
        }
        for (section, wanted) in vocabulary.wanted.iter().enumerate() {
            let (head, head_text) = heading_points(&wanted.heads, &heading, &part.heading);
            let above = heading_points(&wanted.heads, &over, &part.over).0 * 0.35;
            let definition = definition(vocabulary, &wanted.defines, part, tokens, &heading);
            let hits = by_section
                .get(section)
                .map(Vec::as_slice)
                .unwrap_or_default();
            if head == 0.0 && definition.is_none() && hits.is_empty() {
                continue;
            }
            let window = best_window(hits);
            let phrase_points = window.as_ref().map_or(0.0, |w| w.points.min(6.0));
            let strong = hits.iter().any(|(_, weight, _)| *weight >= 1.5);
            let defined = definition.as_ref().map_or(0.0, |d| d.0);
            let shared = head > 0.0 && head < 1.0;
            let points = head
                + defined
                + phrase_points
                + if shared && phrase_points == 0.0 {
                    0.0
                } else {
                    above
                };
            let phrases: Vec<String> = window
                .as_ref()
                .map(|w| {
                    w.phrases
                        .iter()
                        .map(|p| vocabulary.text(*p).to_owned())
                        .collect()
                })
                .unwrap_or_default();
            let best_line = match (&definition, &window) {
                (Some((_, Some(line))), _) => *line,
                (_, Some(w)) => w.best_line,
                _ => 0,
            };
            let rules = rule_points(vocabulary, tokens, best_line);
            // A heading with nothing under it only names what follows.
            let share = if part.lines.is_empty() { 0.4 } else { 1.0 };
            let points = (points + rules) * share;
            let Some(list) = found.get_mut(section) else {
                continue;
            };
            list.push(Candidate {
                part: n,
                points,
                decided: head >= 1.6 || defined >= 1.0 || strong,
                best_line,
                head: head_text,
                defined: definition.is_some(),
                phrases,
            });
        }
    }
    for list in &mut found {
        list.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.part.cmp(&b.part)));
    }
    found
}

/// True where a sentence cannot go on from the line above.
fn ends_there(above: &Line, line: &Line) -> bool {
    above.text.ends_with(['.', ':', ';', '?', '!'])
        || (above.page == line.page && above.block != line.block)
        || line.text.starts_with(['\u{2022}', '"'])
}

fn content(vocabulary: &Vocabulary, heading: &str) -> Vec<Stem> {
    let mut tokens = Vec::new();
    vocabulary.tokens(
        &headings::bare(heading).to_lowercase(),
        0,
        true,
        false,
        &mut tokens,
    );
    tokens
        .into_iter()
        .map(|t| t.stem)
        .filter(|s| !vocabulary.is_small(*s))
        .collect()
}

/// Points of a heading: 3 where it is the one looked for, less where it holds it among other words, little where
/// several passages have the same.
pub(super) fn heading_points(
    heads: &[(Vec<Stem>, bool)],
    heading: &[Stem],
    text: &str,
) -> (f32, String) {
    let mut best = 0.0_f32;
    for (stems, shared) in heads {
        if stems.is_empty()
            || heading.len() < stems.len()
            || !heading
                .windows(stems.len())
                .any(|run| run == stems.as_slice())
        {
            continue;
        }
        let share = stems.len() as f32 / heading.len() as f32;
        let early = if heading.starts_with(stems) { 0.4 } else { 0.0 };
        let points = (1.0 + 2.0 * share + early).min(3.0);
        best = best.max(if *shared { points * 0.3 } else { points });
    }
    (
        best,
        if best > 0.0 {
            text.to_owned()
        } else {
            String::new()
        },
    )
}

/// Points of a definition and the line it stands on: "X means", "X:" at the begin of a sentence, or X as heading.
fn definition(
    vocabulary: &Vocabulary,
    terms: &[Vec<Stem>],
    part: &Part,
    tokens: &[Token],
    heading: &[Stem],
) -> Option<(f32, Option<u32>)> {
    if terms.is_empty() {
        return None;
    }
    let means = [
        vocabulary.id("means"),
        vocabulary.id("defined"),
        vocabulary.id("refers"),
        vocabulary.id("definition"),
    ];
    let bare: Vec<Stem> = heading.to_vec();
    let among_terms = {
        let over = part.over.to_lowercase();
        ["definition", "glossary", "words", "terms"]
            .iter()
            .any(|w| over.contains(w))
    };
    let mut best: Option<(f32, Option<u32>)> = None;
    for term in terms {
        let small_free: Vec<Stem> = term
            .iter()
            .copied()
            .filter(|s| !vocabulary.is_small(*s))
            .collect();
        if bare == small_free {
            let points = if among_terms { 3.0 } else { 1.0 };
            if best.is_none_or(|b| b.0 < points) {
                best = Some((points, Some(0)));
            }
        }
        for (at, token) in tokens.iter().enumerate() {
            let Some(run) = tokens.get(at..at + term.len()) else {
                break;
            };
            if !token.first || !run.iter().zip(term).all(|(t, s)| t.stem == *s) {
                continue;
            }
            let after = tokens.get(at + term.len()..).unwrap_or_default();
            let said = after.iter().take(9).position(|t| means.contains(&t.stem));
            let dashed = run.last().is_some_and(|t| t.dash)
                && after
                    .first()
                    .is_none_or(|t| !t.first || t.line == token.line);
            let points = match said {
                Some(0..=4) => 4.0,
                Some(_) => 3.0,
                None if dashed => 2.5,
                None => continue,
            };
            if best.is_none_or(|b| b.0 < points) {
                best = Some((points, Some(token.line)));
            }
        }
    }
    best
}

/// Half a point where the lines at hand say what holds: what is paid, asked for, left out, and by when.
fn rule_points(vocabulary: &Vocabulary, tokens: &[Token], line: u32) -> f32 {
    let rules = [
        "cover", "pay", "benefit", "require", "must", "within", "not", "day", "means", "eligible",
    ];
    let rules: Vec<Stem> = rules.iter().map(|w| vocabulary.id(w)).collect();
    let near = tokens
        .iter()
        .filter(|t| t.line + 1 >= line && t.line <= line + 2);
    let mut met: Vec<Stem> = near.map(|t| t.stem).filter(|s| rules.contains(s)).collect();
    met.sort_unstable();
    met.dedup();
    (met.len() as f32 * 0.25).min(0.5)
}

/// True where the words before a phrase send the reader elsewhere: "see the section on appeals".
fn refers_elsewhere(vocabulary: &Vocabulary, tokens: &[Token], hit: &Hit) -> bool {
    let (see, refer, described, titled, entitled) = (
        vocabulary.id("see"),
        vocabulary.id("refer"),
        vocabulary.id("described"),
        vocabulary.id("titled"),
        vocabulary.id("entitled"),
    );
    let from = hit.token.saturating_sub(REFERRING);
    let before = tokens.get(from..hit.token).unwrap_or_default();
    before
        .iter()
        .rev()
        .take_while(|t| !t.first || t.stem == see || t.stem == refer)
        .any(|t| t.stem != 0 && [see, refer, described, titled, entitled].contains(&t.stem))
}

struct Window {
    points: f32,
    best_line: u32,
    phrases: Vec<usize>,
}

/// The lines in which the phrases of one passage say most together; each counts once.
fn best_window(hits: &[(u32, f32, usize)]) -> Option<Window> {
    let mut best: Option<Window> = None;
    for (n, (line, _, _)) in hits.iter().enumerate() {
        let within = hits
            .get(n..)
            .unwrap_or_default()
            .iter()
            .take_while(|h| h.0 <= line + WINDOW)
            .take(60);
        let mut counted: Vec<(usize, f32, u32)> = Vec::new();
        for (line, weight, phrase) in within {
            match counted.iter_mut().find(|c| c.0 == *phrase) {
                Some(known) if known.1 < *weight => *known = (*phrase, *weight, *line),
                Some(_) => {}
                None => counted.push((*phrase, *weight, *line)),
            }
        }
        let points: f32 = counted.iter().map(|c| c.1).sum();
        if best.as_ref().is_some_and(|b| b.points >= points) {
            continue;
        }
        let mut by_line: Vec<(u32, f32)> = Vec::new();
        for (_, weight, line) in &counted {
            match by_line.iter_mut().find(|b| b.0 == *line) {
                Some(known) => known.1 += weight,
                None => by_line.push((*line, *weight)),
            }
        }
        let best_line = by_line
            .iter()
            .copied()
            .reduce(|a, b| if b.1 > a.1 { b } else { a })
            .map_or(*line, |b| b.0);
        counted.sort_by(|a, b| b.1.total_cmp(&a.1));
        best = Some(Window {
            points,
            best_line,
            phrases: counted.into_iter().map(|c| c.0).collect(),
        });
    }
    best
}
