//! Optional help with wording, from a language model that the person runs on this very computer. Off until they give an
//! address; they see what is sent before it is; what comes back is checked, shown as a change, and marked.
//!
//! This is the one room of the use cases that opens a connection, and it never leaves the computer.

mod address;
mod check;
mod client;
mod prompt;

use crate::desk::{Desk, Inner, change_view};
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::letters::{node_views, nodes_of};
use crate::view::{
    ChangeView, DraftingInput, DraftingView, SuggestedParagraphView, SuggestionPieceView,
    SuggestionPromptView, SuggestionTake, SuggestionView, WordChange,
};
use address::{Loopback, NotLoopback};
use holdfast_case::Letter;
use holdfast_case::letter::{Node, Section, plain_text};
use holdfast_vault::Operation;
use prompt::{Prompt, Sent};
use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, utils::diff_words};

/// Name of the setting in the vault.
const SETTING: &str = "drafting";

/// The person's own program. Both empty: no help, and no connection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Drafting {
    address: String,
    model: String,
}

impl Desk {
    /// Whether help with wording is on, and from where.
    pub fn drafting(&self) -> Result<DraftingView, Error> {
        let kept = self.inner.drafting()?;
        Ok(DraftingView {
            on: !kept.address.is_empty(),
            address: kept.address,
            model: kept.model,
        })
    }

    /// Turns help with wording on or off; an empty address turns it off. Errors: [`Code::BadRequest`] for an address that
    /// is not on this computer, or without a model.
    pub fn set_drafting(&self, input: &DraftingInput) -> Result<ChangeView, Error> {
        let address = input.address.trim();
        let (kept, said) = if address.is_empty() {
            (Drafting::default(), "Turned help with wording off.")
        } else {
            let at = loopback(address)?;
            let model = input.model.trim();
            if model.is_empty() {
                return Err(Error::of(Code::BadRequest)
                    .saying("Which model should it use? Nothing was changed.")
                    .hinting("Ask the program for its list, and take one of it."));
            }
            let kept = Drafting {
                address: at.to_string(),
                model: model.to_owned(),
            };
            (kept, "Turned help with wording on.")
        };
        let operation = Operation::by_person("set-drafting").described(said);
        let change = self
            .inner
            .change(operation, |tx, _| tx.set_setting(SETTING, &kept))?;
        self.inner.tell(crate::DeskEvent::Changed(vec![
            crate::view::RecordKind::Settings,
        ]));
        Ok(change_view(&change, said))
    }

    /// Asks the program at this address for the models it has. This is a connection, begun by the person.
    pub fn drafting_models(&self, address: &str) -> Result<Vec<String>, Error> {
        client::models(&loopback(address)?)
    }

    /// What would be sent for a section, byte by byte. Nothing is sent by this.
    pub fn suggestion_prompt(
        &self,
        letter: &str,
        section: &str,
    ) -> Result<SuggestionPromptView, Error> {
        let kept = self.inner.drafting_on()?;
        let (letter, section) = self.section_to_word(letter, section)?;
        let prompt = Prompt::of(&section, &kept.model);
        if prompt.paragraphs.is_empty() {
            return Err(Error::of(Code::BadRequest)
                .saying("There are no words in this part yet.")
                .hinting("Tick what answers the reason first, or write a sentence of your own."));
        }
        Ok(SuggestionPromptView {
            letter: letter.id.to_string(),
            section: section.key,
            to: kept.address,
            model: kept.model,
            task: Prompt::task().to_owned(),
            text: prompt.text,
            seal: seal(&prompt.body),
            body: prompt.body,
        })
    }

    /// Sends what was shown and gives what came back, checked. Nothing of the letter is changed. Errors:
    /// [`Code::BadRequest`] where the letter is no longer as it was shown.
    pub fn suggest(
        &self,
        letter: &str,
        section: &str,
        shown: &str,
    ) -> Result<SuggestionView, Error> {
        let kept = self.inner.drafting_on()?;
        let at = loopback(&kept.address)?;
        let (letter, section) = self.section_to_word(letter, section)?;
        let prompt = Prompt::of(&section, &kept.model);
        if seal(&prompt.body) != shown {
            return Err(Error::of(Code::BadRequest)
                .saying("The letter changed since you looked. Nothing was sent.")
                .hinting("Look at what would be sent once more."));
        }
        // Outside of the lock: a model may think for minutes.
        let answer = client::complete(&at, &prompt.body)?;
        let answer = without_thoughts(&answer);
        let parts = prompt::parts(answer, prompt.paragraphs.len()).map_err(|why| {
            Error::of(Code::DraftingAnswer)
                .saying(format!("{why} None of it is used."))
                .hinting("Try once more, or go on with your own words.")
        })?;
        let paragraphs = prompt.paragraphs.iter().zip(parts);
        Ok(SuggestionView {
            paragraphs: paragraphs
                .map(|(sent, text)| self.inner.worded(&letter.record, &section, sent, &text))
                .collect(),
        })
    }

    /// Puts one suggested paragraph in the place of what stands there. It is checked once more, and marked.
    pub fn take_suggestion(
        &self,
        letter: &str,
        take: &SuggestionTake,
    ) -> Result<ChangeView, Error> {
        let kept_drafting = self.inner.drafting_on()?;
        let (kept, section) = self.section_to_word(letter, &take.section)?;
        let prompt = Prompt::of(&section, &kept_drafting.model);
        let place = usize::try_from(take.place).unwrap_or(usize::MAX);
        let sent = prompt
            .paragraphs
            .iter()
            .find(|sent| sent.place == place && sent.text == take.instead_of)
            .ok_or_else(|| {
                Error::of(Code::BadRequest)
                    .saying("This paragraph changed since. Nothing was taken.")
            })?;
        let nodes = nodes_of(&take.nodes)?;
        let text = with_marks(&nodes, sent).ok_or(Code::BadRequest)?;
        if let Some(refused) = check::refusals(self.inner.lib, &sent.text, &text).first() {
            return Err(Error::of(Code::BadRequest).saying(format!("{refused} Nothing was taken.")));
        }
        let mut record = kept.record;
        let paragraph = record
            .sections
            .iter_mut()
            .find(|one| one.key == take.section)
            .and_then(|one| one.paragraphs.get_mut(place))
            .ok_or(Code::NotFound)?;
        paragraph.nodes = nodes;
        paragraph.helped = true;
        let said = "Took the suggested words.";
        let operation = Operation::by_person("take-suggestion").described(said);
        let change = self
            .inner
            .keep_changed(operation, &kept.id.to_string(), &record)?;
        Ok(change_view(&change, said))
    }

    fn section_to_word(
        &self,
        letter: &str,
        section: &str,
    ) -> Result<(Kept<Letter>, Section), Error> {
        let kept: Kept<Letter> = self.inner.kept_one(letter)?;
        if kept.record.is_final {
            return Err(Error::of(Code::BadRequest)
                .saying("This letter is final. Nothing was changed.")
                .hinting("Open it again for changes first."));
        }
        let found = kept.record.sections.iter().find(|one| one.key == section);
        let found = found.cloned().ok_or(Code::NotFound)?;
        Ok((kept, found))
    }
}

impl Inner {
    fn drafting(&self) -> Result<Drafting, Error> {
        self.with(|open| Ok(open.vault.read().setting(SETTING)?.unwrap_or_default()))
    }

    /// Errors: [`Code::BadRequest`] where it is off.
    fn drafting_on(&self) -> Result<Drafting, Error> {
        let kept = self.drafting()?;
        match kept.address.is_empty() {
            true => Err(Error::of(Code::BadRequest)
                .saying("Help with wording is off. Nothing was sent.")
                .hinting("You can turn it on in the settings.")),
            false => Ok(kept),
        }
    }

    fn worded(
        &self,
        letter: &Letter,
        section: &Section,
        sent: &Sent,
        text: &str,
    ) -> SuggestedParagraphView {
        let mut refused = check::refusals(self.lib, &sent.text, text);
        let nodes = prompt::nodes(text, sent);
        if nodes.is_none() {
            refused.push("It lost or moved a mark that points to a page.".to_owned());
        }
        let nodes = nodes.unwrap_or_default();
        let before = section
            .paragraphs
            .get(sent.place)
            .map(|paragraph| plain_text(&paragraph.nodes, letter))
            .unwrap_or_default();
        let same = squeeze(&before) == squeeze(&plain_text(&nodes, letter));
        let pieces = match refused.is_empty() {
            true => pieces(&squeeze(&before), &squeeze(&plain_text(&nodes, letter))),
            false => Vec::new(),
        };
        SuggestedParagraphView {
            place: u32::try_from(sent.place).unwrap_or(u32::MAX),
            instead_of: sent.text.clone(),
            nodes: match refused.is_empty() {
                true => node_views(&nodes, letter),
                false => Vec::new(),
            },
            refused,
            same,
            pieces,
        }
    }
}

/// Reads an address of this computer. Errors: [`Code::BadRequest`], in words.
fn loopback(address: &str) -> Result<Loopback, Error> {
    Loopback::read(address).map_err(|why| {
        let say = match why {
            NotLoopback::Unreadable => "We can't read this address. Nothing was changed.",
            NotLoopback::Elsewhere => {
                "This address is not on this computer. Your letter would leave it, so we do not send it there."
            }
            NotLoopback::NotHttp => {
                "The address begins with http:// for a program on this computer. Nothing was changed."
            }
        };
        Error::of(Code::BadRequest)
            .saying(say)
            .hinting("It looks like http://127.0.0.1:11434/v1. The program's own help names it.")
    })
}

/// What stands for a message: the same bytes, the same seal.
fn seal(body: &str) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(body.as_bytes()))
}

/// Some models think aloud before they answer.
fn without_thoughts(answer: &str) -> &str {
    match answer.split_once("</think>") {
        Some((_, after)) => after,
        None => answer,
    }
}

/// The words of nodes with the marks that they had when they were sent. None where one has none.
fn with_marks(nodes: &[Node], sent: &Sent) -> Option<String> {
    let mut text = String::new();
    let mut used = Vec::new();
    for node in nodes {
        match node {
            Node::Words { text: words, .. } => text.push_str(words),
            other => {
                let mark = sent
                    .marks
                    .iter()
                    .find(|(number, mark)| mark == other && !used.contains(number))?;
                used.push(mark.0);
                text.push_str(&format!("[[{}]]", mark.0));
            }
        }
    }
    (used.len() == sent.marks.len()).then_some(text)
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stayed, came and went, word by word.
fn pieces(before: &str, after: &str) -> Vec<SuggestionPieceView> {
    diff_words(Algorithm::Myers, before, after)
        .into_iter()
        .map(|(tag, text)| SuggestionPieceView {
            change: match tag {
                ChangeTag::Equal => WordChange::Stays,
                ChangeTag::Insert => WordChange::Came,
                ChangeTag::Delete => WordChange::Went,
            },
            text: text.to_owned(),
        })
        .collect()
}
