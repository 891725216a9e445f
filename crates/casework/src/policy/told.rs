//! A pin, and what a person says of a plan book, told in plain words.

use crate::versions::{Teller, Telling, Told};
use holdfast_case::{PolicyBook, Provision};

impl Told for Provision {
    const NAME: &'static str = "Pin";

    fn called(&self, _: &Teller<'_>) -> String {
        format!("the pin on page {}", self.page)
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("Plan book", teller.paper(self.document));
        telling.say("Page", self.page.to_string());
        telling.say("Heading", &self.heading);
        telling.say("Words", &self.quote);
        telling.say("What is new", &self.change);
        telling.say("Your note", self.note.reveal());
    }
}

impl Told for PolicyBook {
    const NAME: &'static str = "Plan book";

    fn called(&self, teller: &Teller<'_>) -> String {
        match teller.paper(self.document).as_str() {
            "" => "a plan book".to_owned(),
            paper => format!("the word on {paper}"),
        }
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("A plan book", if self.is_book { "yes" } else { "no" });
        telling.say("Year", &self.year);
        telling.say("What took its place", teller.paper(self.replaced_by));
    }
}
