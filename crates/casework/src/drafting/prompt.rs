//! What is sent: the paragraphs of one section, with a mark in the place of each citation, and nothing else.

use holdfast_case::letter::{Node, Section};
use serde_json::json;
use std::fmt::Write as _;

/// What the program is told to do. It gets no fact but those of the section.
const TASK: &str = "You improve the wording of one section of a letter to a health insurer. \
Keep every fact exactly as it is. Add nothing: no name, no number, no date, no drug, no law, no study, no promise, \
no new claim. Keep the person who speaks: where it says 'I', go on with 'I'. Marks such as [[1]] stand for a page that \
proves the sentence: keep each mark once, in the same paragraph, right after what it proves. Write plain, firm, polite \
American English. Short sentences. No headings, no lists, no comments of your own. \
Each paragraph begins with its own mark <P1>, <P2> and so on: answer with the same marks, in the same order, and \
nothing before or after.";

/// One paragraph as it is sent, and what its marks stand for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sent {
    /// Place in the section.
    pub(super) place: usize,
    /// Words with marks.
    pub(super) text: String,
    /// What the marks of this paragraph stand for: number and node.
    pub(super) marks: Vec<(usize, Node)>,
}

/// What would be sent for a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Prompt {
    pub(super) paragraphs: Vec<Sent>,
    /// What the person's text is, as it is sent.
    pub(super) text: String,
    /// The whole message, byte by byte.
    pub(super) body: String,
}

impl Prompt {
    /// The paragraphs of a section that have words.
    pub(super) fn of(section: &Section, model: &str) -> Self {
        let mut next = 1;
        let mut paragraphs = Vec::new();
        for (place, paragraph) in section.paragraphs.iter().enumerate() {
            let (mut text, mut marks) = (String::new(), Vec::new());
            for node in &paragraph.nodes {
                match node {
                    Node::Words { text: words, .. } => text.push_str(words),
                    other => {
                        let _ = write!(text, "[[{next}]]");
                        marks.push((next, other.clone()));
                        next += 1;
                    }
                }
            }
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().any(char::is_alphabetic) {
                paragraphs.push(Sent { place, text, marks });
            }
        }
        let mut text = String::new();
        for (n, paragraph) in (1..).zip(&paragraphs) {
            let _ = writeln!(text, "<P{n}> {}", paragraph.text);
        }
        let message = json!({
            "model": model,
            "stream": false,
            "temperature": 0.2,
            "messages": [
                { "role": "system", "content": TASK },
                { "role": "user", "content": text },
            ],
        });
        Self {
            paragraphs,
            text,
            body: format!("{message:#}"),
        }
    }

    /// What the program is told to do.
    pub(super) fn task() -> &'static str {
        TASK
    }
}

/// The paragraphs of an answer. Errors: in plain words, where it does not have the form that was asked for.
pub(super) fn parts(answer: &str, wanted: usize) -> Result<Vec<String>, &'static str> {
    let mut rest = answer;
    let mut parts = Vec::new();
    for n in 1..=wanted {
        let mark = format!("<P{n}>");
        let (before, after) = rest
            .split_once(&mark)
            .ok_or("The program left a paragraph out.")?;
        match parts.last_mut() {
            Some(last) => *last = tidy(before),
            None if before.trim().is_empty() => {}
            None => return Err("The program wrote something of its own before the text."),
        }
        parts.push(String::new());
        rest = after;
    }
    if rest.contains(&format!("<P{}>", wanted + 1)) {
        return Err("The program added a paragraph.");
    }
    if let Some(last) = parts.last_mut() {
        *last = tidy(rest);
    }
    Ok(parts)
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of an answered paragraph with their citations again. None where a mark is missing, new or there twice.
pub(super) fn nodes(text: &str, sent: &Sent) -> Option<Vec<Node>> {
    let mut all: Vec<Node> = Vec::new();
    let mut used: Vec<usize> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let (number, later) = after.split_once("]]")?;
        let number: usize = number.trim().parse().ok()?;
        let node = &sent.marks.iter().find(|(n, _)| *n == number)?.1;
        if used.contains(&number) {
            return None;
        }
        used.push(number);
        if !before.is_empty() {
            all.push(Node::words(before));
        }
        all.push(node.clone());
        rest = later;
    }
    if !rest.is_empty() {
        all.push(Node::words(rest));
    }
    (used.len() == sent.marks.len() && !rest.contains("]]")).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::letter::{Citation, ExhibitOf, Paragraph};

    fn section() -> Section {
        let cite = Node::Cite(Citation {
            of: ExhibitOf::TreatmentHistory,
            page: None,
        });
        let paragraph = |nodes| Paragraph {
            nodes,
            ..Paragraph::default()
        };
        Section {
            paragraphs: vec![
                paragraph(vec![
                    Node::words("I took it "),
                    cite.clone(),
                    Node::words("."),
                ]),
                paragraph(vec![Node::words("  ")]),
                paragraph(vec![
                    Node::words("It is due by "),
                    Node::Gap {
                        id: "day".to_owned(),
                        say: "the day".to_owned(),
                    },
                    Node::words("."),
                ]),
            ],
            ..Section::default()
        }
    }

    #[test]
    fn citations_and_gaps_go_out_as_marks_and_come_back_as_they_were() {
        let prompt = Prompt::of(&section(), "small");
        assert_eq!(
            prompt.text,
            "<P1> I took it [[1]].\n<P2> It is due by [[2]].\n"
        );
        assert!(prompt.body.contains("\"model\": \"small\""));
        assert_eq!(prompt.paragraphs[1].place, 2);
        let answer = "<P1> I did take it [[1]].\n\n<P2> The last day is [[2]].";
        let parts = parts(answer, 2).unwrap();
        let back = nodes(&parts[0], &prompt.paragraphs[0]).unwrap();
        assert_eq!(back[1], section().paragraphs[0].nodes[1]);
        assert_eq!(back[0], Node::words("I did take it "));
        for wrong in [
            "I took it.",
            "I took it [[1]] [[1]].",
            "I took it [[2]].",
            "I took it [[x]].",
            "I took it [[1]] ]].",
        ] {
            assert_eq!(nodes(wrong, &prompt.paragraphs[0]), None, "{wrong}");
        }
    }

    #[test]
    fn an_answer_of_another_form_is_refused() {
        for wrong in [
            "I took it [[1]].",
            "<P1> one",
            "Sure! Here it is: <P1> one <P2> two",
            "<P2> two <P1> one",
            "<P1> one <P2> two <P3> three",
        ] {
            assert!(parts(wrong, 2).is_err(), "{wrong}");
        }
        assert_eq!(parts(" <P1>one\n<P2> two ", 2).unwrap(), ["one", "two"]);
    }
}
