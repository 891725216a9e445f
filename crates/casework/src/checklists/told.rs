//! What a person said of the checklist, told in plain words.

use crate::versions::{Teller, Telling, Told, joined};
use holdfast_case::Private;
use holdfast_case::checklist::{ChecklistChoice, ChecklistEntry, RecordsRequest};
use holdfast_library::checklists::Titled;

impl Told for ChecklistChoice {
    const NAME: &'static str = "Checklist";

    fn called(&self, _: &Teller<'_>) -> String {
        "the choice of your checklist".to_owned()
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        let lists = &teller.lib.checklists;
        telling.say(
            "What is being treated",
            title(&lists.conditions, &self.condition),
        );
        telling.say("What it is for", title(&lists.stages, &self.stage));
    }
}

impl Told for ChecklistEntry {
    const NAME: &'static str = "Thing of your checklist";

    fn called(&self, teller: &Teller<'_>) -> String {
        let mut items = teller.lib.checklists.items.iter();
        let item = items.find(|item| item.id == self.item);
        let title = item.map_or(self.title.reveal(), |item| &item.title);
        format!("\u{2018}{title}\u{2019}")
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("Your name for it", self.title.reveal());
        let asked = self.asked.as_ref();
        telling.say("Day you asked", teller.day_if(asked.map(|asked| asked.on)));
        telling.say(
            "Whom you asked",
            asked.map_or("", |asked| asked.of.reveal().as_str()),
        );
        telling.say_yes(
            "Asked for as your records",
            asked.is_some_and(|asked| asked.records),
        );
        telling.say(
            "Look again on",
            teller.day_if(asked.and_then(|asked| asked.follow_up)),
        );
        let have = match &self.have {
            None => String::new(),
            Some(have) if have.document.is_none() => "yes, outside of Holdfast".to_owned(),
            Some(have) => format!("yes, {}", teller.paper(have.document)),
        };
        telling.say("You have it", have);
        for paper in &self.not_it {
            telling.say("Paper that is not it", teller.paper(Some(*paper)));
        }
        telling.say("Your note", self.note.reveal());
    }
}

impl Told for RecordsRequest {
    const NAME: &'static str = "Letter that asks for your records";

    fn called(&self, _: &Teller<'_>) -> String {
        "the letter that asks for your records".to_owned()
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("Who has the records", self.holder.reveal());
        telling.say("Their address", self.holder_address.reveal());
        telling.say("Your name", self.patient.reveal());
        telling.say("Your address", self.address.reveal());
        telling.say("From", self.from.reveal());
        telling.say("To", self.to.reveal());
        telling.say("E-mail for the copies", self.by_email.reveal());
        telling.say(
            "What you ask for",
            joined(self.wanted.iter().map(Private::reveal).map(String::as_str)),
        );
        for item in &self.items {
            let known = &teller.lib.checklists.items;
            let title = known.iter().find(|each| each.id == *item);
            telling.say(
                "Thing of the checklist",
                title.map_or(item, |item| &item.title),
            );
        }
    }
}

fn title(all: &[Titled], id: &str) -> String {
    let known = all.iter().find(|one| one.id == id);
    known.map_or_else(|| id.to_owned(), |one| one.title.clone())
}
