//! Filling templates.

use super::another::{self, of_another};
use super::medicaid::{self, of_medicaid};
use super::medicare::{FLAG, of_medicare};
use super::template::{Frame, Need, Part, Piece, Sentence, Templates};
use holdfast_case::letter::{Citation, Letter, Node, Paragraph, ReLine, Section, plain_text};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A value of the record, and what proves it.
#[derive(Clone, PartialEq)]
pub struct Slot {
    /// As it is printed.
    pub words: String,
    /// Where it is proven; none where nothing that can go along says it.
    pub proof: Option<Citation>,
}

impl Slot {
    /// A value that nothing proves.
    pub fn bare(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            proof: None,
        }
    }

    /// A value with its proof.
    pub fn proven(words: impl Into<String>, proof: Citation) -> Self {
        Self {
            words: words.into(),
            proof: Some(proof),
        }
    }
}

/// A row of a list, such as one trial.
#[derive(Clone, Default)]
pub struct Row {
    /// What tells it from the others, and stays.
    pub key: String,
    /// Its values by name.
    pub slots: BTreeMap<String, Slot>,
    /// Its flags.
    pub flags: BTreeSet<String>,
}

/// What is known around one reason of a denial.
#[derive(Clone, Default)]
pub struct ReasonFacts {
    /// Id of the reason.
    pub reason: String,
    /// The reason itself: its title, its words in the letter.
    pub row: Row,
    /// What was ticked for it, by list.
    pub lists: BTreeMap<String, Vec<Row>>,
}

/// All that a letter may say. A value that is not in here can't come into it.
#[derive(Clone, Default)]
pub struct LetterFacts {
    /// Values by name.
    pub slots: BTreeMap<String, Slot>,
    /// Flags that are set.
    pub flags: BTreeSet<String>,
    /// Lists by name.
    pub lists: BTreeMap<String, Vec<Row>>,
    /// Reasons, in the order in which they are answered.
    pub reasons: Vec<ReasonFacts>,
}

/// A letter's words as they are proposed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Composed {
    /// What it is called in one line.
    pub subject: String,
    /// The block at its head.
    pub re: Vec<ReLine>,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// What is at hand while a paragraph is filled: the letter's values, those of the reason, those of the row.
struct Scope<'a> {
    templates: &'a Templates,
    facts: &'a LetterFacts,
    reason: Option<&'a ReasonFacts>,
    row: Option<&'a Row>,
    /// An appeal about Original Medicare, which is no plan.
    medicare: bool,
    /// It is about Medicaid that the state pays itself.
    state_paid: bool,
    /// It is written for the patient by somebody else.
    for_another: bool,
}

/// Lists of what was ticked: each reason has its own.
const TICKED: [&str; 4] = ["studies", "against", "provisions", "papers"];

impl<'a> Scope<'a> {
    fn slot(&self, name: &str) -> Option<&'a Slot> {
        let found = (self.row.and_then(|row| row.slots.get(name)))
            .or_else(|| self.reason.and_then(|reason| reason.row.slots.get(name)))
            .or_else(|| self.facts.slots.get(name));
        found.filter(|slot| !slot.words.trim().is_empty())
    }

    fn list(&self, name: &str) -> &'a [Row] {
        let of_letter = || self.facts.lists.get(name);
        let found = match self.reason {
            // what was ticked for another reason answers that one
            Some(reason) if TICKED.contains(&name) => reason.lists.get(name),
            Some(reason) => reason.lists.get(name).or_else(of_letter),
            None => of_letter(),
        };
        found.map_or(&[], Vec::as_slice)
    }

    fn has(&self, name: &str) -> bool {
        self.slot(name).is_some()
            || self.row.is_some_and(|row| row.flags.contains(name))
            || self
                .reason
                .is_some_and(|reason| reason.row.flags.contains(name))
            || self.facts.flags.contains(name)
            || !self.list(name).is_empty()
    }

    fn holds(&self, when: &[String]) -> bool {
        when.iter().all(|name| match name.strip_prefix('!') {
            Some(name) => !self.has(name),
            None => self.has(name),
        })
    }

    /// The words of a template as this letter has them.
    fn voiced<'w>(&self, words: &'w str) -> Cow<'w, str> {
        let said = match (self.medicare, self.state_paid) {
            (true, _) => of_medicare(words),
            (_, true) => of_medicaid(words),
            _ => Cow::Borrowed(words),
        };
        match self.for_another {
            true => Cow::Owned(of_another(&said).into_owned()),
            false => said,
        }
    }

    /// True in an answer to a reason for which care already given was refused.
    fn is_about_payment(&self) -> bool {
        self.reason.is_some() && self.facts.flags.contains("post_service")
    }

    fn gap(&self, name: &str) -> Node {
        let words = self.templates.slots.one.get(name);
        Node::Gap {
            id: name.to_owned(),
            say: words.map_or_else(|| name.replace('_', " "), |words| words.gap.clone()),
        }
    }

    /// The nodes of a sentence; none where a value it can't do without is missing.
    fn sentence(&self, sentence: &Sentence) -> Option<Vec<Node>> {
        let mut nodes = Vec::new();
        for piece in &sentence.0 {
            match piece {
                Piece::Words(words) => {
                    let words = self.voiced(words);
                    match words.strip_suffix("to approve ") {
                        // care already given is paid for
                        Some(before) if self.is_about_payment() => {
                            push_words(&mut nodes, &format!("{before}to approve payment for "));
                        }
                        _ => push_words(&mut nodes, &words),
                    }
                }
                Piece::Slot { name, need } => match (self.slot(name), need) {
                    (Some(slot), _) => push_words(&mut nodes, &slot.words),
                    (None, Need::Sentence) => return None,
                    (None, Need::Gap) => nodes.push(self.gap(name)),
                    (None, Need::Nothing) => {}
                },
                Piece::Cite(name) => match self.slot(name).and_then(|slot| slot.proof.clone()) {
                    Some(proof) => nodes.push(Node::Cite(proof)),
                    // no pointer, and no space where it would stand
                    None => trim_end(&mut nodes),
                },
                Piece::Source(say) => nodes.push(Node::Source {
                    id: say.clone(),
                    say: say.clone(),
                }),
                // what the person filled in stands among the values under the id of its gap
                Piece::Gap { id, say } => match self.facts.slots.get(id) {
                    Some(slot) => push_words(&mut nodes, &slot.words),
                    None => nodes.push(Node::Gap {
                        id: id.clone(),
                        say: say.clone(),
                    }),
                },
            }
        }
        Some(nodes)
    }

    fn paragraph(&self, frame: &Frame, key: String) -> Option<Paragraph> {
        if !self.holds(&frame.when) {
            return None;
        }
        let mut nodes: Vec<Node> = Vec::new();
        for sentence in frame.say.iter().filter_map(|said| self.sentence(said)) {
            if !nodes.is_empty() {
                push_words(&mut nodes, " ");
            }
            for node in sentence {
                match node {
                    Node::Words { text, .. } => push_words(&mut nodes, &text),
                    node => nodes.push(node),
                }
            }
        }
        (!nodes.is_empty()).then(|| Paragraph {
            key,
            role: frame.role,
            listed: frame.listed,
            helped: false,
            taken: nodes.clone(),
            nodes,
        })
    }

    /// The papers of a list in one sentence: "The paper “Chart” (Ex. D) goes along."
    fn joined(&self, frame: &Frame, key: String) -> Option<Paragraph> {
        if !self.holds(&frame.when) {
            return None;
        }
        let rows = self.list(&frame.each).iter();
        let runs: Vec<Vec<Node>> = rows
            .filter_map(|row| {
                let scope = Scope {
                    row: Some(row),
                    ..*self
                };
                frame.say.iter().find_map(|said| scope.sentence(said))
            })
            .collect();
        let last = runs.len().checked_sub(1)?;
        let mut nodes: Vec<Node> = Vec::new();
        for (at, run) in runs.into_iter().enumerate() {
            let before = match at {
                0 if last == 0 => "The paper ",
                0 => "These papers go along: ",
                at if at == last => " and ",
                _ => ", ",
            };
            push_words(&mut nodes, before);
            for node in run {
                match node {
                    Node::Words { text, .. } => push_words(&mut nodes, &text),
                    node => nodes.push(node),
                }
            }
        }
        push_words(&mut nodes, if last == 0 { " goes along." } else { "." });
        Some(Paragraph {
            key,
            role: frame.role,
            listed: frame.listed,
            helped: false,
            taken: nodes.clone(),
            nodes,
        })
    }

    fn section(&self, part: &Part, key: String) -> Option<Section> {
        if !self.holds(&part.when) {
            return None;
        }
        let mut paragraphs = Vec::new();
        for frame in &part.paragraph {
            let of = format!("{key}/{}", frame.key);
            if frame.joined {
                paragraphs.extend(self.joined(frame, of));
                continue;
            }
            if frame.each.is_empty() {
                paragraphs.extend(self.paragraph(frame, of));
                continue;
            }
            for row in self.list(&frame.each) {
                let scope = Scope {
                    row: Some(row),
                    ..*self
                };
                paragraphs.extend(scope.paragraph(frame, format!("{of}/{}", row.key)));
            }
        }
        let heading = self.sentence(&part.heading).unwrap_or_default();
        (!paragraphs.is_empty()).then(|| Section {
            key,
            heading: plain_text(&heading, &Letter::default()),
            reason: self
                .reason
                .map_or_else(String::new, |reason| reason.reason.clone()),
            paragraphs,
        })
    }
}

/// Words go on where words stand already.
fn push_words(nodes: &mut Vec<Node>, words: &str) {
    // a value that ends with a stop, before the stop of its sentence
    let ends = matches!(nodes.last(), Some(Node::Words { text, .. }) if text.ends_with('.'));
    let words = match words.strip_prefix('.') {
        Some(rest) if ends && !rest.starts_with('.') => rest,
        _ => words,
    };
    if words.is_empty() {
        return;
    }
    match nodes.last_mut() {
        Some(Node::Words {
            text,
            strong: false,
            em: false,
        }) => text.push_str(words),
        _ => nodes.push(Node::words(words)),
    }
}

fn trim_end(nodes: &mut [Node]) {
    if let Some(Node::Words { text, .. }) = nodes.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
    }
}

/// The words of a letter of this kind. None where there is no such kind.
pub fn compose(kind: &str, facts: &LetterFacts) -> Option<Composed> {
    compose_of(Templates::builtin(), kind, facts)
}

pub(super) fn compose_of(
    templates: &Templates,
    kind: &str,
    facts: &LetterFacts,
) -> Option<Composed> {
    let kind = templates.kind(kind)?;
    let scope = Scope {
        templates,
        facts,
        reason: None,
        row: None,
        medicare: facts.flags.contains(FLAG) && kind.parts.iter().any(|part| part == "reasons"),
        state_paid: facts.flags.contains(medicaid::FLAG)
            && kind.parts.iter().any(|part| part == "reasons"),
        for_another: facts.flags.contains(another::FLAG) && kind.by != "doctor",
    };
    let mut sections = Vec::new();
    for id in &kind.parts {
        if id != "reasons" {
            let part = templates.parts.get(id);
            sections.extend(part.and_then(|part| scope.section(part, id.clone())));
            continue;
        }
        let mut number = 0;
        for reason in &facts.reasons {
            let key = format!("reason/{}", reason.reason);
            let part = templates.parts.get(&key);
            let part = part.or_else(|| templates.parts.get("reason/any"));
            let scope = Scope {
                reason: Some(reason),
                ..scope
            };
            if let Some(mut section) = part.and_then(|part| scope.section(part, key)) {
                number += 1;
                if facts.reasons.len() > 1 && !section.heading.is_empty() {
                    section.heading = format!("{number}. {}", section.heading);
                }
                sections.push(section);
            }
        }
    }
    let re = kind.re.iter().filter_map(|name| {
        let words = templates.slots.one.get(name)?;
        let is_must = kind.must.contains(name);
        let nodes = match scope.slot(name) {
            Some(slot) => vec![Node::words(&slot.words)],
            None if is_must => vec![scope.gap(name)],
            None => return None,
        };
        let is_elsewhere = !matches!(kind.to.as_str(), "appeals" | "plan");
        let label = match is_elsewhere && !words.elsewhere.is_empty() {
            true => words.elsewhere.clone(),
            false => words.label.clone(),
        };
        Some(ReLine { label, nodes })
    });
    let subject = scope.sentence(&kind.subject).unwrap_or_default();
    Some(Composed {
        re: re.collect(),
        subject: plain_text(&subject, &Letter::default()),
        sections,
    })
}

/// True where a kind of letter says something about a value or a list, such as `history` or `studies`.
pub fn letter_uses(kind: &str, name: &str) -> bool {
    let templates = Templates::builtin();
    let Some(kind) = templates.kind(kind) else {
        return false;
    };
    let says = |sentence: &Sentence| {
        sentence.0.iter().any(|piece| match piece {
            Piece::Slot { name: said, .. } | Piece::Cite(said) => said == name,
            _ => false,
        })
    };
    let parts = kind.parts.iter().filter_map(|id| templates.parts.get(id));
    let mut frames = parts.flat_map(|part| &part.paragraph);
    frames.any(|frame| frame.each == name || frame.say.iter().any(says))
}

/// What a letter of this kind must hold and this one does not: the words of each, such as "your member ID". What the
/// record does not hold counts as missing too.
pub fn must_hold(letter: &Letter, facts: &LetterFacts) -> Vec<String> {
    let templates = Templates::builtin();
    let Some(kind) = templates.kind(&letter.kind) else {
        return Vec::new();
    };
    let text: Vec<String> = letter.runs().map(|run| plain_text(run, letter)).collect();
    let text = text.join("\n") + "\n" + &letter.subject;
    let is_said = |name: &String| {
        let slot = facts.slots.get(name).map(|slot| slot.words.trim());
        slot.is_some_and(|words| !words.is_empty() && text.contains(words))
    };
    let gap = |name: &String| templates.slots.one.get(name).map(|words| words.gap.clone());
    let missing = kind.must.iter().filter(|name| !is_said(name));
    missing.filter_map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::letter::ExhibitOf;

    const TEXT: &str = r#"
[[kind]]
id = "appeal"
title = "Appeal"
plain = "x"
to = "appeals"
subject = "Appeal of your decision of {notice_date!}"
must = ["member_id"]
re = ["patient", "member_id", "group"]
parts = ["opening", "reasons"]
source = "x"
verified = false
checked = "2026-11-28"

[[part]]
id = "opening"
[[part.paragraph]]
key = "ask"
role = "ask"
say = ["I ask for {service!}.", "It was refused on {notice_date} {cite:notice_date}.", "My plan is {plan_name}."]
[[part.paragraph]]
key = "tried"
each = "trials"
listed = true
say = ["{trial}, {trial_dose}{cite:trial}."]
[[part.paragraph]]
key = "fast"
when = ["is_urgent"]
say = ["This is urgent."]

[[part]]
id = "reason/any"
heading = "{reason_title}"
[[part.paragraph]]
key = "quote"
say = ["Your letter says “{reason_quote}” {cite:reason_quote}."]
"#;

    fn history() -> Citation {
        Citation {
            of: ExhibitOf::TreatmentHistory,
            page: Some(1),
        }
    }

    fn said(composed: &Composed) -> Vec<String> {
        let letter = Letter {
            sections: composed.sections.clone(),
            ..Letter::default()
        };
        letter.runs().map(|run| plain_text(run, &letter)).collect()
    }

    #[test]
    fn what_is_missing_takes_its_sentence_or_leaves_a_gap() {
        let templates = Templates::of_test(TEXT);
        let bare = compose_of(&templates, "appeal", &LetterFacts::default()).unwrap();
        assert_eq!(said(&bare), ["I ask for [the treatment or service]."]);
        assert_eq!(
            bare.subject,
            "Appeal of your decision of [the date of their letter]"
        );
        // the member ID is needed, the others are not
        assert_eq!(bare.re.len(), 1);

        let mut facts = LetterFacts::default();
        for (name, words) in [
            ("service", "six infusions"),
            ("notice_date", "June 17, 2026"),
        ] {
            facts.slots.insert(name.to_owned(), Slot::bare(words));
        }
        let row = |name: &str| Row {
            key: name.to_owned(),
            slots: [
                ("trial".to_owned(), Slot::proven(name, history())),
                ("trial_dose".to_owned(), Slot::bare("200 mg")),
            ]
            .into(),
            ..Row::default()
        };
        facts
            .lists
            .insert("trials".to_owned(), vec![row("sertraline"), row("lithium")]);
        let full = compose_of(&templates, "internal-appeal", &facts).unwrap();
        assert_eq!(
            said(&full),
            [
                "I ask for six infusions. It was refused on June 17, 2026.",
                "sertraline, 200 mg(exhibit gone).",
                "lithium, 200 mg(exhibit gone).",
            ]
        );
        assert_eq!(
            full.sections[0].paragraphs[1].key,
            "opening/tried/sertraline"
        );
    }

    #[test]
    fn reasons_are_numbered_where_there_are_several() {
        let templates = Templates::of_test(TEXT);
        let reason = |id: &str| ReasonFacts {
            reason: id.to_owned(),
            row: Row {
                slots: [
                    ("reason_title".to_owned(), Slot::bare(id)),
                    ("reason_quote".to_owned(), Slot::bare("no")),
                ]
                .into(),
                ..Row::default()
            },
            ..ReasonFacts::default()
        };
        let mut facts = LetterFacts {
            reasons: vec![reason("one"), reason("two")],
            ..LetterFacts::default()
        };
        let headings = |facts: &LetterFacts| -> Vec<String> {
            let composed = compose_of(&templates, "appeal", facts).unwrap();
            let reasons = composed.sections.into_iter().skip(1);
            reasons.map(|section| section.heading).collect()
        };
        assert_eq!(headings(&facts), ["1. one", "2. two"]);
        facts.reasons.pop();
        assert_eq!(headings(&facts), ["one"]);
    }

    /// Two reasons of the real templates: papers and a study ticked for the first, nothing for the second.
    fn two_reasons() -> LetterFacts {
        let reason = |id: &str| ReasonFacts {
            reason: id.to_owned(),
            row: Row {
                slots: [("reason_title".to_owned(), Slot::bare(id))].into(),
                ..Row::default()
            },
            ..ReasonFacts::default()
        };
        let row = |slot: &str, words: &str| Row {
            key: words.to_owned(),
            slots: [(slot.to_owned(), Slot::proven(words, history()))].into(),
            ..Row::default()
        };
        let papers = vec![
            row("paper_title", "Chart"),
            row("paper_title", "List"),
            row("paper_title", "Note"),
        ];
        let studies = vec![row("study", "Anand, 2023")];
        let mut first = reason("experimental-investigational");
        first.lists.insert("papers".to_owned(), papers.clone());
        first.lists.insert("studies".to_owned(), studies.clone());
        LetterFacts {
            slots: [("service".to_owned(), Slot::bare("six infusions"))].into(),
            lists: [
                ("papers".to_owned(), papers),
                ("studies".to_owned(), studies),
            ]
            .into(),
            reasons: vec![first, reason("not-medically-necessary")],
            ..LetterFacts::default()
        }
    }

    #[test]
    fn papers_are_named_in_one_sentence_and_only_where_they_were_ticked() {
        let facts = two_reasons();
        let composed = compose("external-review", &facts).unwrap();
        let of = |reason: &str| -> String {
            let section = composed.sections.iter().find(|one| one.reason == reason);
            let alone = Composed {
                sections: section.cloned().into_iter().collect(),
                ..Composed::default()
            };
            said(&alone).join("\n")
        };
        let first = of("experimental-investigational");
        let many = "These papers go along: \u{201c}Chart\u{201d} (exhibit gone), \u{201c}List\u{201d} (exhibit gone) and \u{201c}Note\u{201d} (exhibit gone).";
        assert!(first.contains(many), "{first}");
        assert!(first.contains("Anand, 2023"), "{first}");
        // what nobody ticked for the second reason is not told there again
        let second = of("not-medically-necessary");
        assert!(!second.is_empty());
        assert!(
            !second.contains("Chart") && !second.contains("Anand"),
            "{second}"
        );

        let mut one = two_reasons();
        for reason in &mut one.reasons {
            if let Some(papers) = reason.lists.get_mut("papers") {
                papers.truncate(1);
            }
        }
        let composed = compose("external-review", &one).unwrap();
        let text = said(&composed).join("\n");
        assert!(
            text.contains("The paper \u{201c}Chart\u{201d} (exhibit gone) goes along."),
            "{text}"
        );
    }

    #[test]
    fn care_already_given_is_paid_for_also_in_the_answers_to_reasons() {
        let mut facts = two_reasons();
        let text = said(&compose("internal-appeal", &facts).unwrap()).join("\n");
        assert!(text.contains("and to approve six infusions"), "{text}");
        facts.flags.insert("post_service".to_owned());
        let text = said(&compose("internal-appeal", &facts).unwrap()).join("\n");
        assert!(
            text.contains("to approve payment for six infusions"),
            "{text}"
        );
        assert!(!text.contains("to approve six"), "{text}");
    }
}
