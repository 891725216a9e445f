//! A newer proposal and the letter as it stands: what the person did not touch follows, what they wrote stays.

use super::fill::Composed;
use holdfast_case::letter::{Letter, Node, Paragraph, Section};

/// A newer proposal for a paragraph that the person changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Key of the paragraph.
    pub key: String,
    /// What is proposed now.
    pub nodes: Vec<Node>,
}

/// Puts what is proposed now into the letter. Paragraphs that the person changed or wrote stay as they are and where
/// they are; those they left out stay out.
pub fn merge(letter: &mut Letter, composed: &Composed) {
    letter.subject = composed.subject.clone();
    letter.re.clone_from(&composed.re);
    let before = std::mem::take(&mut letter.sections);
    let mut sections: Vec<Section> = Vec::new();
    for fresh in &composed.sections {
        let had = before.iter().find(|section| section.key == fresh.key);
        let paragraphs = match had {
            None => left_in(&fresh.paragraphs, &letter.left_out),
            Some(had) => paragraphs(had, fresh, &letter.left_out),
        };
        sections.push(Section {
            paragraphs,
            ..fresh.clone()
        });
    }
    // a section of which nothing is proposed any more stays with what the person wrote in it
    for (at, had) in before.iter().enumerate() {
        if sections.iter().any(|section| section.key == had.key) {
            continue;
        }
        let own: Vec<Paragraph> = had
            .paragraphs
            .iter()
            .filter(|one| one.is_own())
            .cloned()
            .collect();
        if !own.is_empty() {
            sections.insert(
                at.min(sections.len()),
                Section {
                    paragraphs: own,
                    ..had.clone()
                },
            );
        }
    }
    sections.retain(|section| !section.paragraphs.is_empty());
    letter.sections = sections;
}

fn left_in(paragraphs: &[Paragraph], out: &[String]) -> Vec<Paragraph> {
    let is_in = |one: &&Paragraph| !out.contains(&one.key);
    paragraphs.iter().filter(is_in).cloned().collect()
}

/// The paragraphs of a section: those proposed, in their order, each as the person has it; what they wrote themselves
/// after the paragraph it stood after.
fn paragraphs(had: &Section, fresh: &Section, out: &[String]) -> Vec<Paragraph> {
    let mut all = left_in(&fresh.paragraphs, out);
    for one in &mut all {
        let was = had.paragraphs.iter().find(|was| was.key == one.key);
        if let Some(was) = was.filter(|was| was.is_own()) {
            *one = was.clone();
        }
    }
    for (at, was) in had.paragraphs.iter().enumerate() {
        let is_there = !was.key.is_empty() && all.iter().any(|one| one.key == was.key);
        if is_there || !was.is_own() {
            continue;
        }
        let before = had.paragraphs.iter().take(at).rev();
        let after = before
            .filter_map(|earlier| {
                all.iter().position(|one| {
                    one == earlier || (!one.key.is_empty() && one.key == earlier.key)
                })
            })
            .next();
        all.insert(after.map_or(0, |place| place + 1), was.clone());
    }
    all
}

/// Newer proposals for what the person changed, where they differ from the one it was changed from.
pub fn proposals(letter: &Letter, composed: &Composed) -> Vec<Proposal> {
    let fresh = |key: &str| {
        let mut all = composed
            .sections
            .iter()
            .flat_map(|section| &section.paragraphs);
        all.find(|one| one.key == key)
    };
    let own = letter
        .sections
        .iter()
        .flat_map(|section| &section.paragraphs);
    own.filter(|one| one.is_own() && !one.key.is_empty())
        .filter_map(|one| {
            let now = fresh(&one.key)?;
            let is_newer = now.nodes != one.taken && now.nodes != one.nodes;
            is_newer.then(|| Proposal {
                key: one.key.clone(),
                nodes: now.nodes.clone(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(key: &str, text: &str) -> Paragraph {
        Paragraph {
            key: key.to_owned(),
            nodes: vec![Node::words(text)],
            taken: vec![Node::words(text)],
            ..Paragraph::default()
        }
    }

    fn composed(texts: &[(&str, &str)]) -> Composed {
        Composed {
            sections: vec![Section {
                key: "s".to_owned(),
                paragraphs: texts
                    .iter()
                    .map(|(key, text)| proposed(key, text))
                    .collect(),
                ..Section::default()
            }],
            ..Composed::default()
        }
    }

    fn texts(letter: &Letter) -> Vec<String> {
        letter
            .runs()
            .map(|run| holdfast_case::letter::plain_text(run, letter))
            .collect()
    }

    #[test]
    fn what_was_not_touched_follows_and_what_was_written_stays() {
        let mut letter = Letter::default();
        merge(
            &mut letter,
            &composed(&[("a", "A"), ("b", "B"), ("c", "C")]),
        );
        letter.sections[0].paragraphs[1].nodes = vec![Node::words("mine")];
        letter.sections[0].paragraphs.insert(
            2,
            Paragraph {
                nodes: vec![Node::words("alone")],
                ..Paragraph::default()
            },
        );
        letter.left_out.push("c".to_owned());
        let newer = composed(&[("a", "A2"), ("b", "B2"), ("c", "C2"), ("d", "D")]);
        merge(&mut letter, &newer);
        assert_eq!(texts(&letter), ["A2", "mine", "alone", "D"]);
        let beside = proposals(&letter, &newer);
        assert_eq!(beside.len(), 1);
        assert_eq!(
            (beside[0].key.as_str(), &beside[0].nodes),
            ("b", &vec![Node::words("B2")])
        );
        // once more changes nothing
        let before = letter.clone();
        merge(&mut letter, &newer);
        assert_eq!(letter, before);
    }

    #[test]
    fn a_section_that_is_not_proposed_any_more_keeps_what_was_written() {
        let mut letter = Letter::default();
        merge(&mut letter, &composed(&[("a", "A"), ("b", "B")]));
        letter.sections[0].paragraphs[0].nodes = vec![Node::words("mine")];
        merge(&mut letter, &Composed::default());
        assert_eq!(texts(&letter), ["mine"]);
    }
}
