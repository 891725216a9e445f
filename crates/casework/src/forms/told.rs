//! A filled form told in plain words.

use crate::versions::{Teller, Telling, Told};
use holdfast_case::FilledForm;

impl Told for FilledForm {
    const NAME: &'static str = "Filled form";

    fn called(&self, teller: &Teller<'_>) -> String {
        match teller.paper(self.form).as_str() {
            "" => "a form".to_owned(),
            paper => paper.to_owned(),
        }
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("Form", teller.paper(self.form));
        for (name, value) in &self.boxes {
            telling.say(name.clone(), value.reveal());
        }
        telling.say("Filled paper", teller.paper(self.filled));
    }

    /// The paper was filled with what stood then; it is made anew when the form is saved again.
    fn again(self, now: Self) -> Self {
        Self {
            filled: now.filled,
            letter: now.letter,
            ..self
        }
    }
}
