//! A letter as faces see it.

use super::around::{Words, day_of};
use super::by_hand::is_by_hand;
use super::exhibits::{exhibit_of, is_filed_study, short_citation, title};
use super::own::is_declined;
use super::reasons::{ASKS, asks_for_own, is_about, papers, reasons_of, studies};
use super::things::word_of;
use crate::desk::{Inner, Opened};
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::view::{
    ChecklistRowView, ChecklistState, LetterAskView, LetterExhibitView, LetterGapView,
    LetterNodeInput, LetterNodeKind, LetterNodeView, LetterParagraphView, LetterPartyView,
    LetterPickView, LetterReLineView, LetterReasonView, LetterRowView, LetterSectionView,
    LetterStatementView, LetterView,
};
use chrono::NaiveDate;
use holdfast_case::letter::{
    Citation, Exhibit, ExhibitOf, Letter, Node, Party, Pick, Picked, exhibit_label,
};
use holdfast_case::{Call, Fact, Provision};
use holdfast_library::Library;
use holdfast_packet::compose::{
    LetterFacts, Proposal, compose, letter_kind, proposals, statements,
};
use holdfast_rules::bearing::About;

/// A letter in the list.
pub(super) fn row(kept: &Kept<Letter>, today: NaiveDate) -> LetterRowView {
    let letter = &kept.record;
    LetterRowView {
        id: kept.id.to_string(),
        kind: letter.kind.clone(),
        answers: letter.answers.map(|id| id.to_string()),
        subject: letter.subject.clone(),
        to: letter.to.name.reveal().clone(),
        is_final: letter.is_final,
        day: day_of(letter, today),
        state: letter.state().id().to_owned(),
        state_say: super::follow::state_say(letter, today),
    }
}

fn party(party: &Party) -> LetterPartyView {
    LetterPartyView {
        name: party.name.reveal().clone(),
        address: party.address.reveal().clone(),
        phone: party.phone.reveal().clone(),
        fax: party.fax.reveal().clone(),
        email: party.email.reveal().clone(),
    }
}

/// The nodes of a run as they are drawn.
pub(super) fn nodes(run: &[Node], letter: &Letter) -> Vec<LetterNodeView> {
    run.iter().map(|node| node_view(node, letter)).collect()
}

/// Nodes as they are shown.
pub(crate) fn node_views(nodes: &[Node], letter: &Letter) -> Vec<LetterNodeView> {
    nodes.iter().map(|node| node_view(node, letter)).collect()
}

fn node_view(node: &Node, letter: &Letter) -> LetterNodeView {
    let bare = |is: LetterNodeKind, say: String, of: String| LetterNodeView {
        is,
        say,
        strong: false,
        em: false,
        of,
    };
    match node {
        Node::Words { text, strong, em } => LetterNodeView {
            strong: *strong,
            em: *em,
            ..bare(LetterNodeKind::Words, text.clone(), String::new())
        },
        Node::Cite(citation) => {
            let say = citation.say(letter).unwrap_or_default();
            bare(LetterNodeKind::Cite, say, key_of(citation))
        }
        Node::Source { id, say } => bare(LetterNodeKind::Source, say.clone(), id.clone()),
        Node::Gap { id, say } => bare(LetterNodeKind::Gap, say.clone(), id.clone()),
    }
}

/// A thing as a word that faces hand back unread.
pub(super) fn key_of<T: serde::Serialize>(thing: &T) -> String {
    serde_json::to_string(thing).unwrap_or_default()
}

/// Nodes as a face hands them back. Errors: [`Code::BadRequest`] for a pointer that is none.
pub(crate) fn nodes_of(given: &[LetterNodeInput]) -> Result<Vec<Node>, Error> {
    given
        .iter()
        .map(|node| {
            Ok(match node.is {
                LetterNodeKind::Words => Node::Words {
                    text: node.say.clone(),
                    strong: node.strong,
                    em: node.em,
                },
                LetterNodeKind::Cite => Node::Cite(thing_of(&node.of)?),
                LetterNodeKind::Source => Node::Source {
                    id: node.of.clone(),
                    say: node.say.clone(),
                },
                LetterNodeKind::Gap => Node::Gap {
                    id: node.of.clone(),
                    say: node.say.clone(),
                },
            })
        })
        .collect()
}

/// A thing from its word. Errors: [`Code::BadRequest`].
pub(super) fn thing_of<T: serde::de::DeserializeOwned>(key: &str) -> Result<T, Error> {
    serde_json::from_str(key).map_err(|_| Error::of(Code::BadRequest))
}

impl Inner {
    pub(super) fn letter_view(
        &self,
        open: &Opened,
        kept: &Kept<Letter>,
    ) -> Result<LetterView, Error> {
        let (live, gone) = self.live(open, &kept.record)?;
        let letter = &live;
        let facts = self.letter_facts(open, letter)?;
        let composed = compose(&letter.kind, &facts).unwrap_or_default();
        let newer = proposals(letter, &composed);
        let newer_of = |key: &str| {
            let fits = |one: &&Proposal| !key.is_empty() && one.key == key;
            newer.iter().find(fits)
        };
        let kind = letter_kind(&letter.kind);
        let said = statements(letter);
        let sections = letter.sections.iter().map(|section| LetterSectionView {
            key: section.key.clone(),
            heading: section.heading.clone(),
            reason: section.reason.clone(),
            paragraphs: section
                .paragraphs
                .iter()
                .map(|paragraph| LetterParagraphView {
                    key: paragraph.key.clone(),
                    listed: paragraph.listed,
                    nodes: nodes(&paragraph.nodes, letter),
                    own: paragraph.is_own(),
                    helped: paragraph.helped,
                    proposal: newer_of(&paragraph.key).map(|one| nodes(&one.nodes, letter)),
                    declined: newer_of(&paragraph.key).is_some_and(|one| is_declined(letter, one)),
                })
                .collect(),
        });
        let exhibit_view = |label: String, exhibit: &Exhibit, gone: bool| -> Result<_, Error> {
            Ok(LetterExhibitView {
                label,
                title: exhibit.title.clone(),
                gone,
                awaited: matches!(exhibit.of, ExhibitOf::Awaited { .. }),
                came: self.came(open, &exhibit.of)?,
                by_hand: is_by_hand(letter, &exhibit.of),
                document: match &exhibit.of {
                    ExhibitOf::Document { id } => Some(id.to_string()),
                    _ => None,
                },
            })
        };
        let mut exhibits = Vec::new();
        for (at, one) in letter.exhibits.iter().enumerate() {
            exhibits.push(exhibit_view(exhibit_label(at), one, false)?);
        }
        // what is gone has no letter any more, and stands last until it comes back
        for one in &gone {
            exhibits.push(exhibit_view("\u{2013}".to_owned(), one, true)?);
        }
        let words = Words::of(letter);
        let offers = self.gap_offers(open, letter)?;
        let missing = self.still_lacking(open, letter, &gone)?.into_iter();
        let missing: Vec<LetterGapView> = missing
            .map(|(id, say)| LetterGapView {
                offer: offers.get(&id).cloned().unwrap_or_default(),
                id,
                say,
            })
            .collect();
        Ok(LetterView {
            id: kept.id.to_string(),
            kind: letter.kind.clone(),
            kind_title: kind.map(|kind| kind.title.clone()).unwrap_or_default(),
            plain: kind.map(|kind| kind.plain.clone()).unwrap_or_default(),
            answers: letter.answers.map(|id| id.to_string()),
            subject: letter.subject.clone(),
            day: day_of(letter, self.clock.today()),
            send_by: self.send_by(open, letter)?,
            from: party(&letter.from),
            to: party(&letter.to),
            to_source: letter.to_source.clone(),
            greeting: words.greeting().to_owned(),
            re: letter
                .re
                .iter()
                .map(|line| LetterReLineView {
                    label: line.label.clone(),
                    nodes: nodes(&line.nodes, letter),
                })
                .collect(),
            sections: sections.collect(),
            exhibits,
            reasons: self.reason_views(open, letter, &facts)?,
            signature: self.signature_view(open, letter)?,
            pictures: self.signature_pictures(open)?,
            asks: ASKS
                .iter()
                .map(|(id, say, hint)| LetterAskView {
                    id: (*id).to_owned(),
                    say: (*say).to_owned(),
                    hint: (*hint).to_owned(),
                    ticked: letter.asks.iter().any(|ask| ask == id),
                })
                .collect(),
            statements: u32::try_from(said.len()).unwrap_or(u32::MAX),
            pointing: u32::try_from(said.iter().filter(|one| one.points).count())
                .unwrap_or(u32::MAX),
            bare: said
                .iter()
                .filter(|one| !one.points)
                .map(|one| LetterStatementView {
                    section: u32::try_from(one.section).unwrap_or(u32::MAX),
                    paragraph: u32::try_from(one.paragraph).unwrap_or(u32::MAX),
                    sentence: u32::try_from(one.sentence).unwrap_or(u32::MAX),
                    text: one.text.clone(),
                })
                .collect(),
            missing,
            is_final: letter.is_final,
        })
    }

    fn reason_views(
        &self,
        open: &Opened,
        letter: &Letter,
        facts: &LetterFacts,
    ) -> Result<Vec<LetterReasonView>, Error> {
        let Some((_, reading)) = self.answered(open, letter)? else {
            return Ok(Vec::new());
        };
        let about = self.case_about(open, letter, &reading)?;
        let listed = self.checklist_view(open)?.rows;
        let mut views = Vec::new();
        for fact in reasons_of(&reading) {
            let mut view = self.reason_view(open, letter, fact, (&about, &listed))?;
            // the whole sentence, as the letter quotes it
            let said = facts.reasons.iter().find(|one| one.reason == fact.value);
            if let Some(slot) = said.and_then(|one| one.row.slots.get("reason_quote")) {
                view.quote.clone_from(&slot.words);
            }
            views.push(view);
        }
        Ok(views)
    }

    fn reason_view(
        &self,
        open: &Opened,
        letter: &Letter,
        fact: &Fact<String>,
        (about, listed): (&About, &[ChecklistRowView]),
    ) -> Result<LetterReasonView, Error> {
        let lib = self.lib;
        let entry = lib.reason(&fact.value);
        let section = letter.sections.iter().find(|one| one.reason == fact.value);
        let (cites, own_cites) = section.map_or((0, 0), |section| {
            let mut cited: Vec<&Citation> = Vec::new();
            for node in section.paragraphs.iter().flat_map(|one| &one.nodes) {
                if let Node::Cite(citation) = node
                    && Some(&citation.of)
                        != letter.answers.map(|id| ExhibitOf::Document { id }).as_ref()
                    && letter.exhibit_at(&citation.of).is_some()
                    && !matches!(citation.of, ExhibitOf::Awaited { .. })
                    && cited.iter().all(|had| had.of != citation.of)
                {
                    cited.push(citation);
                }
            }
            let is_study = |one: &&&Citation| matches!(one.of, ExhibitOf::Study { .. });
            let studies = cited.iter().filter(is_study).count();
            (cited.len(), cited.len() - studies)
        });
        let has_source = section.is_some_and(|section| {
            let mut nodes = section.paragraphs.iter().flat_map(|one| &one.nodes);
            nodes.any(|node| matches!(node, Node::Source { .. }))
        });
        // where the person's own record is the answer, a study alone is none
        let needs_own = asks_for_own(lib, &fact.value);
        let is_proven = match needs_own {
            true => own_cites > 0,
            false => cites > 0 || has_source,
        };
        let for_reason = self.studies_for(about, &fact.value);
        // what was ticked stays in sight
        let ticked = |study: &&holdfast_library::evidence::Study| {
            let mut picks = letter.picks.iter();
            picks.any(|pick| matches!(&pick.picked, Picked::Study { id } if *id == study.id))
        };
        let (all, _) = studies(lib, &fact.value);
        let mut supports = for_reason.supports;
        let others = all
            .into_iter()
            .filter(|study| supports.iter().all(|had| had.id != study.id));
        let others: Vec<_> = others.filter(ticked).collect();
        supports.extend(others);
        let against = for_reason.against;
        // also what an earlier letter ticked, and the library names for another reason: what is cited can be unticked
        for pick in letter.picks.iter().filter(|pick| pick.reason == fact.value) {
            if let Picked::Study { id } = &pick.picked
                && let Some(study) = lib.study(id)
                && (supports.iter().chain(&against)).all(|had| had.id != study.id)
            {
                supports.push(study);
            }
        }
        let mut picks = Vec::new();
        for study in &supports {
            let picked = Picked::Study {
                id: study.id.clone(),
            };
            let about = match is_filed_study(study) {
                true => study.result.clone(),
                false => "We did not see what it found. Read it before you use it.".to_owned(),
            };
            let place = match is_filed_study(study) {
                true => "studies",
                false => "reading",
            };
            picks.push(self.pick_view(
                open,
                letter,
                fact,
                picked,
                place,
                study_title(study),
                about,
            )?);
        }
        for study in &against {
            let picked = Picked::Study {
                id: study.id.clone(),
            };
            let about = study.answer.clone().unwrap_or_else(|| study.limits.clone());
            picks.push(self.pick_view(
                open,
                letter,
                fact,
                picked,
                "against",
                study_title(study),
                about,
            )?);
        }
        for pin in self.kept_with::<Provision>(open)? {
            let place = if is_about(lib, &pin.record, &fact.value) {
                "plan"
            } else {
                "plan-more"
            };
            let title = format!("{}, p. {}", pin.record.heading, pin.record.page);
            let picked = Picked::Provision { id: pin.id };
            picks.push(self.pick_view(
                open,
                letter,
                fact,
                picked,
                place,
                title,
                pin.record.quote.clone(),
            )?);
        }
        let trials = self.trials_of(open)?;
        if !trials.is_empty() {
            let (counted, _) = self.counted(open, &trials)?;
            let title = "What you tried".to_owned();
            picks.push(self.pick_view(
                open,
                letter,
                fact,
                Picked::History,
                "case",
                title,
                counted.have,
            )?);
        }
        for scale in self.scales_with_scores(open)? {
            let title = self
                .lib
                .scale(&scale)
                .map(crate::scales::short)
                .unwrap_or_default();
            let about = self.progress(open, &scale)?.and_then(|progress| {
                let (from, to) = (progress.before?, progress.best?);
                Some(format!("From {} to {}.", from.points(), to.points()))
            });
            let picked = Picked::Scores { scale };
            picks.push(self.pick_view(
                open,
                letter,
                fact,
                picked,
                "case",
                format!("{title} scores"),
                about.unwrap_or_default(),
            )?);
        }
        for call in self.kept_with::<Call>(open)? {
            let about = call.record.said.clone();
            let title = title(self, open, &ExhibitOf::Call { id: call.id })?.unwrap_or_default();
            picks.push(self.pick_view(
                open,
                letter,
                fact,
                Picked::Call { id: call.id },
                "case",
                title,
                about,
            )?);
        }
        for row in papers(open, letter)? {
            let picked = Picked::Paper {
                document: row.id,
                page: None,
            };
            let title = row.title.reveal().clone();
            picks.push(self.pick_view(open, letter, fact, picked, "case", title, String::new())?);
        }
        Ok(LetterReasonView {
            id: fact.value.clone(),
            title: entry.map(|entry| entry.title.clone()).unwrap_or_default(),
            plain: entry.map(|entry| entry.plain.clone()).unwrap_or_default(),
            quote: super::wording::quoted(&fact.quote),
            page: fact.place.map(|place| place.page),
            answered: section.is_some() && is_proven,
            exhibits: u32::try_from(cites).unwrap_or(u32::MAX),
            must_say: entry
                .map(|entry| entry.appeal_must_say.clone())
                .unwrap_or_default(),
            lacks: lacks(lib, &fact.value, listed, letter),
            will_ask: entry
                .map(|entry| entry.questions.clone())
                .unwrap_or_default(),
            beware: entry.map(|entry| entry.beware.clone()).unwrap_or_default(),
            picks,
        })
    }

    #[allow(clippy::too_many_arguments)]
    fn pick_view(
        &self,
        open: &Opened,
        letter: &Letter,
        fact: &Fact<String>,
        picked: Picked,
        place: &str,
        title: String,
        about: String,
    ) -> Result<LetterPickView, Error> {
        let pick = Pick {
            reason: fact.value.clone(),
            picked,
        };
        let label = match exhibit_of(self, open, &pick)? {
            Some(of) => letter.exhibit_at(&of).map(exhibit_label),
            None => None,
        };
        let ticked = letter.picks.contains(&pick);
        Ok(LetterPickView {
            pick: key_of(&pick.picked),
            thing: word_of(&pick.picked),
            place: place.to_owned(),
            title,
            about,
            label: label.filter(|_| ticked),
            ticked,
        })
    }
}

/// What would strengthen the answer to a reason and is not at hand, by the rows of the checklist; the first few.
fn lacks(lib: &Library, reason: &str, listed: &[ChecklistRowView], letter: &Letter) -> Vec<String> {
    const MOST: usize = 3;
    let items = lib
        .rebuttal(reason)
        .map_or(&[][..], |one| one.checklist_items.as_slice());
    let rows = items
        .iter()
        .filter_map(|item| listed.iter().find(|row| row.id == *item));
    let open = rows.filter(|row| matches!(row.state, ChecklistState::ToDo | ChecklistState::Asked));
    // studies that are ticked are there, whatever the list says
    let has_study = letter
        .picks
        .iter()
        .any(|pick| pick.reason == reason && matches!(pick.picked, Picked::Study { .. }));
    let open = open.filter(|row| !(has_study && row.id == "studies"));
    open.map(|row| row.title.clone()).take(MOST).collect()
}

fn study_title(study: &holdfast_library::evidence::Study) -> String {
    let pmid = match study.pmid.as_str() {
        "" => String::new(),
        pmid => format!(" \u{b7} PMID {pmid}"),
    };
    format!("{}{pmid}", short_citation(study))
}
