//! Sentences that state something, and whether each points to a page.

use holdfast_case::letter::{ExhibitOf, Letter, Node, Role};

/// A sentence that states something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Place of its section.
    pub section: usize,
    /// Place of its paragraph in the section.
    pub paragraph: usize,
    /// Place of the sentence in the paragraph.
    pub sentence: usize,
    /// Its words, without citations.
    pub text: String,
    /// True where it points to an exhibit that goes along, or to a source.
    pub points: bool,
}

/// Abbreviations whose dot ends no sentence.
const SHORT: [&str; 34] = [
    "dr", "mr", "mrs", "ms", "no", "nos", "p", "pp", "ex", "e.g", "i.e", "vs", "etc", "st", "inc",
    "co", "u.s", "jr", "sr", "sec", "approx", "al", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec",
];

/// The statements of a letter, in reading order. Requests, greetings and lead-ins are none.
pub fn statements(letter: &Letter) -> Vec<Statement> {
    let mut all = Vec::new();
    for (section, one) in letter.sections.iter().enumerate() {
        for (paragraph, said) in one.paragraphs.iter().enumerate() {
            if said.role != Role::Statement {
                continue;
            }
            let found = sentences(&said.nodes, letter);
            all.extend(
                found
                    .into_iter()
                    .enumerate()
                    .map(|(sentence, (text, points))| Statement {
                        section,
                        paragraph,
                        sentence,
                        text,
                        points,
                    }),
            );
        }
    }
    all
}

fn sentences(nodes: &[Node], letter: &Letter) -> Vec<(String, bool)> {
    let mut all = Vec::new();
    let (mut text, mut points) = (String::new(), false);
    for node in nodes {
        match node {
            // what is to follow has no page yet
            Node::Cite(citation) => {
                points |= citation.say(letter).is_some()
                    && !matches!(citation.of, ExhibitOf::Awaited { .. });
            }
            Node::Source { say, .. } => {
                points = true;
                text.push_str(say);
            }
            Node::Gap { say, .. } => text.push_str(say),
            Node::Words { text: words, .. } => {
                for (at, sign) in words.char_indices() {
                    text.push(sign);
                    let after = words.get(at + sign.len_utf8()..).unwrap_or_default();
                    if ends_here(sign, &text, after) {
                        // closing quotes belong to the sentence before
                        all.push((std::mem::take(&mut text), std::mem::take(&mut points)));
                    }
                }
            }
        }
    }
    all.push((text, points));
    all.into_iter()
        .map(|(text, points)| {
            (
                text.trim()
                    .trim_start_matches(['”', '"', ')'])
                    .trim()
                    .to_owned(),
                points,
            )
        })
        .filter(|(text, points)| text.chars().any(char::is_alphanumeric) || *points)
        .collect()
}

fn ends_here(sign: char, so_far: &str, after: &str) -> bool {
    if !matches!(sign, '.' | '?' | '!') {
        return false;
    }
    let after = after.trim_start_matches(['”', '"', '’', ')']);
    if !after.is_empty() && !after.starts_with([' ', '\n']) {
        return false;
    }
    // a small letter goes on
    let next = after.trim_start().chars().next();
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    let before = so_far.trim_end_matches('.');
    let word = before.rsplit([' ', '(', '\n']).next().unwrap_or_default();
    let is_initial =
        word.chars().count() == 1 && word.chars().all(char::is_uppercase) && next.is_some();
    sign != '.' || !(SHORT.contains(&word.to_lowercase().as_str()) || is_initial)
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::letter::{Citation, Exhibit, ExhibitOf, ExhibitPages, Paragraph, Section};

    fn letter(nodes: Vec<Node>) -> Letter {
        Letter {
            exhibits: vec![Exhibit {
                of: ExhibitOf::TreatmentHistory,
                title: "Treatment history".to_owned(),
                pages: ExhibitPages::All,
            }],
            sections: vec![Section {
                paragraphs: vec![Paragraph {
                    nodes,
                    ..Paragraph::default()
                }],
                ..Section::default()
            }],
            ..Letter::default()
        }
    }

    fn cite(of: ExhibitOf) -> Node {
        Node::Cite(Citation { of, page: None })
    }

    #[test]
    fn each_sentence_is_asked_for_itself() {
        let letter = letter(vec![
            Node::words("I saw Dr. I. Varga on Oct. 5, 2026 and took 7.5 mg "),
            cite(ExhibitOf::TreatmentHistory),
            Node::words(". It did not help. The plan says “no conclusions.” It does "),
            cite(ExhibitOf::Timeline),
            Node::words("."),
        ]);
        let all = statements(&letter);
        let told: Vec<_> = all
            .iter()
            .map(|one| (one.text.as_str(), one.points))
            .collect();
        assert_eq!(
            told,
            [
                ("I saw Dr. I. Varga on Oct. 5, 2026 and took 7.5 mg .", true),
                ("It did not help.", false),
                ("The plan says “no conclusions.", false),
                // what does not go along proves nothing
                ("It does .", false),
            ]
        );
    }
}
