//! A letter told in plain words.

use crate::versions::{Teller, Telling, Told};
use holdfast_case::Letter;
use holdfast_case::letter::{LetterSent, exhibit_label, plain_text};

impl Told for Letter {
    const NAME: &'static str = "Letter";

    fn called(&self, _: &Teller<'_>) -> String {
        match self.subject.as_str() {
            "" => "a letter".to_owned(),
            subject => format!("\u{2018}{subject}\u{2019}"),
        }
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("Answers", teller.paper(self.answers));
        for (who, party) in [("From", &self.from), ("To", &self.to)] {
            telling.say(who, party.name.reveal());
            telling.say(
                format!("{who}: address"),
                party.address.reveal().replace('\n', ", "),
            );
            telling.say(format!("{who}: telephone"), party.phone.reveal());
            telling.say(format!("{who}: fax"), party.fax.reveal());
            telling.say(format!("{who}: e-mail"), party.email.reveal());
        }
        for line in &self.re {
            telling.say(line.label.clone(), plain_text(&line.nodes, self));
        }
        for section in &self.sections {
            let label = match section.heading.as_str() {
                "" => "Words".to_owned(),
                heading => heading.to_owned(),
            };
            let words: Vec<String> = section
                .paragraphs
                .iter()
                .map(|one| plain_text(&one.nodes, self))
                .collect();
            telling.say(label, words.join(" "));
        }
        for (at, exhibit) in self.exhibits.iter().enumerate() {
            telling.say(format!("Exhibit {}", exhibit_label(at)), &exhibit.title);
        }
        for form in &self.forms {
            telling.say("Form that goes along", teller.paper(Some(*form)));
        }
        telling.say("Final", if self.is_final { "yes" } else { "no" });
        for sent in &self.sent {
            telling.say("How it went out", sending(teller, sent));
        }
        if let Some(answer) = &self.answer {
            let parts = [
                super::shown::outcome(answer.outcome).to_owned(),
                teller.when(&answer.day),
                teller.paper(answer.document),
            ];
            telling.say("What came back", joined(&parts));
        }
        for paper in &self.not_answers {
            telling.say("Not an answer to it", teller.paper(Some(*paper)));
        }
        telling.say("Ask again on", teller.day_if(self.ask_again));
    }

    /// Its words are taken again; that it went out, and what came back, stays true.
    fn again(self, now: Self) -> Self {
        Self {
            sent: now.sent,
            answer: now.answer,
            not_answers: now.not_answers,
            ask_again: now.ask_again,
            ..self
        }
    }
}

/// "By fax, November 28, to 1-800-555-0142, number 7719, proof ‘Fax report’".
fn sending(teller: &Teller<'_>, sent: &LetterSent) -> String {
    let how = &sent.how;
    let led = |word: &str, text: &str| match text {
        "" => String::new(),
        text => format!("{word} {text}"),
    };
    let proofs: Vec<String> = (sent.proofs.iter())
        .map(|id| teller.paper(Some(*id)))
        .filter(|title| !title.is_empty())
        .collect();
    let parts: Vec<String> = (sent.parts.iter())
        .map(|id| teller.paper(Some(*id)))
        .filter(|title| !title.is_empty())
        .collect();
    joined(&[
        super::shown::way(how.way).to_owned(),
        teller.when(&how.day),
        led("there", &teller.when(&how.received)),
        led("to", &how.to),
        led("number", &how.tracking),
        led("packet", &teller.paper(sent.packet)),
        led("parts", &parts.join(", ")),
        led("proof", &proofs.join(", ")),
        how.note.clone(),
    ])
}

fn joined(parts: &[String]) -> String {
    let said: Vec<&str> = (parts.iter())
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    said.join(", ")
}
