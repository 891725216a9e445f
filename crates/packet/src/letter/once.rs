//! Pointers as they are printed: sentences of a paragraph that lean on the same page share one pointer, behind the last of
//! them, as in any brief.

use holdfast_case::letter::{Letter, Node};

/// The letter with each run of the same pointer printed once, at its end.
pub(super) fn pointed_once(letter: &Letter) -> Letter {
    let mut letter = letter.clone();
    let sections = letter.sections.iter_mut();
    for paragraph in sections.flat_map(|section| &mut section.paragraphs) {
        once(&mut paragraph.nodes);
    }
    letter
}

fn once(nodes: &mut Vec<Node>) {
    let mut next = None;
    let mut kept: Vec<Node> = Vec::with_capacity(nodes.len());
    // from the end: what points where the next pointer points is left out, with the blank before it
    let mut dropped = false;
    for mut node in nodes.drain(..).rev() {
        match &mut node {
            Node::Cite(citation) => {
                if next.as_ref() == Some(citation) {
                    dropped = true;
                    continue;
                }
                next = Some(citation.clone());
            }
            Node::Words { text, .. } if dropped => {
                text.truncate(text.trim_end().len());
            }
            _ => {}
        }
        dropped = false;
        kept.push(node);
    }
    kept.reverse();
    *nodes = kept;
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::letter::{Citation, ExhibitOf};

    fn cite(scale: &str) -> Node {
        Node::Cite(Citation {
            of: ExhibitOf::ScaleScores {
                scale: scale.to_owned(),
            },
            page: None,
        })
    }

    #[test]
    fn a_run_of_one_pointer_is_printed_at_its_end() {
        let words = |text: &str| Node::words(text);
        let mut nodes = vec![
            words("One "),
            cite("a"),
            words(". Two "),
            cite("a"),
            words(". Three "),
            cite("b"),
            words(". Four "),
            cite("a"),
            words("."),
        ];
        once(&mut nodes);
        assert_eq!(
            nodes,
            vec![
                words("One"),
                words(". Two "),
                cite("a"),
                words(". Three "),
                cite("b"),
                words(". Four "),
                cite("a"),
                words("."),
            ]
        );
    }
}
