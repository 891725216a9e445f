//! The words around a letter and its packet: the foot, the greeting, the cover sheet, a name for the file.

use super::wording::full_day;
use chrono::NaiveDate;
use holdfast_case::Letter;
use holdfast_packet::compose::letter_kind;
use holdfast_packet::{CoverSheet, LabeledLine, LetterLook};

/// True where the letter says where it goes.
pub(super) fn has_address(letter: &Letter) -> bool {
    let to = &letter.to;
    !to.address.reveal().trim().is_empty() || !to.fax.reveal().trim().is_empty()
}

/// The words around a letter.
pub(super) struct Words<'a> {
    letter: &'a Letter,
    running: String,
    greeting: String,
    signature: &'a [u8],
    draft: bool,
}

impl<'a> Words<'a> {
    pub(super) fn of(letter: &'a Letter) -> Self {
        let name = letter.from.name.reveal();
        let number = re_value(letter, "Reference");
        let parts: Vec<&str> = [name.as_str(), number.as_str()]
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect();
        Self {
            letter,
            running: parts.join(" \u{b7} "),
            greeting: greeting(letter),
            signature: &[],
            draft: false,
        }
    }

    /// The same where something is missing: each page of the letter alone says so.
    pub(super) fn drafted(self, draft: bool) -> Self {
        Self { draft, ..self }
    }

    /// The same with a picture of the signature as a PNG; empty for a pen.
    pub(super) fn signed(self, signature: &'a [u8]) -> Self {
        Self { signature, ..self }
    }

    pub(super) fn running(&self) -> String {
        self.running.clone()
    }

    pub(super) fn greeting(&self) -> &str {
        &self.greeting
    }

    pub(super) fn look(&self, today: NaiveDate) -> LetterLook<'_> {
        LetterLook {
            today,
            running: &self.running,
            greeting: &self.greeting,
            closing: if is_bare(self.letter) {
                ""
            } else {
                "Sincerely,"
            },
            draft: self.draft,
            signature: self.signature,
        }
    }

    /// Whose sheet it is: name, member ID, reference.
    pub(super) fn about(&self) -> Vec<String> {
        let mut about = Vec::new();
        let patient = re_value(self.letter, "Patient");
        let name = match patient.as_str() {
            "" => self.letter.from.name.reveal().clone(),
            _ => patient,
        };
        if !name.is_empty() {
            about.push(name);
        }
        for label in ["Member ID", "Reference"] {
            let value = re_value(self.letter, label);
            if !value.is_empty() {
                about.push(format!("{label} {value}"));
            }
        }
        about
    }

    /// What kind of letter it is, for people.
    fn kind_title(&self) -> String {
        letter_kind(&self.letter.kind).map_or_else(String::new, |kind| kind.title.clone())
    }

    /// What a cover sheet says of the letter below. It lies open beside a machine: whose it is and which treatment it is
    /// about stand inside, and what is missing is nobody's business.
    fn cover_about(&self) -> String {
        let subject = &self.letter.subject;
        let inside = ["Service", "Medicine", "Patient", "Days of service"];
        let tells = |label: &str| {
            let value = re_value(self.letter, label);
            !value.is_empty() && subject.contains(&value)
        };
        match subject.contains('[') || inside.into_iter().any(tells) {
            true => self.kind_title(),
            false => subject.clone(),
        }
    }

    pub(super) fn cover(&self) -> CoverSheet {
        let letter = self.letter;
        let (to, from) = (&letter.to, &letter.from);
        let has_fax = !to.fax.reveal().trim().is_empty();
        let title = match (has_fax, super::is_an_appeal(&letter.kind)) {
            (true, _) => "Fax".to_owned(),
            (false, true) => "Appeal".to_owned(),
            (false, false) => self.kind_title(),
        };
        let mut lines: Vec<&str> = vec![to.name.reveal()];
        lines.extend(to.address.reveal().lines());
        let (phone, email) = (from.phone.reveal(), from.email.reveal());
        let by_mail = if phone.is_empty() { email.as_str() } else { "" };
        let about = self.cover_about();
        let mut said = vec![
            ("To", lines.join("\n")),
            ("Fax", to.fax.reveal().clone()),
            ("From", from.name.reveal().clone()),
            ("Telephone", phone.clone()),
            ("E-mail", by_mail.to_owned()),
            ("About", if about == title { String::new() } else { about }),
        ];
        said.extend(["Member ID", "Reference"].map(|label| (label, re_value(letter, label))));
        // a line that says nothing would only look like one that was forgotten
        said.retain(|(_, value)| !value.trim().is_empty());
        let facts = said.into_iter();
        CoverSheet {
            title,
            facts: facts
                .map(|(label, value)| LabeledLine::new(label, value))
                .collect(),
            sender_call: match (phone.as_str(), email.as_str()) {
                ("", "") => "tell the sender".to_owned(),
                ("", email) => format!("write to {email}"),
                (phone, _) => format!("call {phone}"),
            },
        }
    }

    /// A name for the file: what it is and whose, without signs that a file system refuses.
    pub(super) fn file_name(&self) -> String {
        let subject = &self.letter.subject;
        let clean: String = subject
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || " ,-".contains(c) {
                    c
                } else {
                    ' '
                }
            })
            .collect();
        let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        match clean.is_empty() {
            true => "Letter".to_owned(),
            false => clean.chars().take(80).collect(),
        }
    }
}

/// A value of the block at the head; empty where it is a gap or not there.
fn re_value(letter: &Letter, label: &str) -> String {
    let line = letter.re.iter().find(|line| line.label == label);
    match line.map(|line| line.nodes.as_slice()) {
        Some([holdfast_case::Node::Words { text, .. }]) => text.clone(),
        _ => String::new(),
    }
}

/// True for a sheet to read from, which greets nobody and which nobody signs.
fn is_bare(letter: &Letter) -> bool {
    letter.kind == "peer-to-peer-sheet"
}

fn greeting(letter: &Letter) -> String {
    if is_bare(letter) {
        return String::new();
    }
    let to = letter_kind(&letter.kind).map_or("", |kind| kind.to.as_str());
    let name = letter.to.name.reveal().to_lowercase();
    if to == "appeals"
        && ["board", "trustees", "committee"]
            .iter()
            .any(|word| name.contains(word))
    {
        return match name.contains("committee") {
            true => "To the committee:",
            false => "To the board:",
        }
        .to_owned();
    }
    // an outside review of some plans is asked for at the plan
    let insurer = re_value(letter, "Insurer").to_lowercase();
    if to == "external-review" && !insurer.is_empty() && name.contains(&insurer) {
        return "To the office for external reviews:".to_owned();
    }
    if to == "regulator" {
        return super::regulators::greeting(letter.to.name.reveal());
    }
    match to {
        "appeals" => "To the appeals department:",
        "external-review" => "To the external reviewer:",
        "fair-hearing" => "To the hearing office:",
        "doctor" => "Dear Doctor:",
        "clinic" if letter.kind == "records-request" => "To the records office:",
        "clinic" => "To the billing office:",
        _ => "To whom it may concern:",
    }
    .to_owned()
}

/// The day of the letter in words.
pub(super) fn day_of(letter: &Letter, today: NaiveDate) -> String {
    full_day(letter.written_on.unwrap_or(today))
}
