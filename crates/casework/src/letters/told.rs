//! A letter told in plain words.

use crate::versions::{Teller, Telling, Told};
use holdfast_case::Letter;
use holdfast_case::letter::{exhibit_label, plain_text};

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
        telling.say("Final", if self.is_final { "yes" } else { "no" });
    }
}
