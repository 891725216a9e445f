//! A call told in plain words.

use super::promises;
use crate::versions::{Teller, Telling, Told};
use crate::words;
use holdfast_case::Call;

impl Told for Call {
    const NAME: &'static str = "Call";

    fn called(&self, teller: &Teller<'_>) -> String {
        match (promises::who(self), self.at) {
            (Some(who), _) => format!("the call with {who}"),
            (None, Some(at)) => format!("the call of {}", teller.day(at.date_naive())),
            (None, None) => "a call".to_owned(),
        }
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("Whom you called", &self.whom);
        telling.say("Who answered", &self.name);
        telling.say("Number you called", &self.number);
        telling.say("Day", teller.day_if(self.at.map(|at| at.date_naive())));
        let minutes = self
            .minutes
            .map(|n| words::count(n as usize, "minute", "minutes"));
        telling.say("How long", minutes.unwrap_or_default());
        telling.say("Number of this call", &self.reference);
        for answer in &self.answers {
            telling.say(answer.asked.clone(), &answer.answered);
        }
        telling.say("What else was said", &self.said);
        telling.say("What they promised", &self.promise);
        let by = match self.promised_by {
            Some(day) => teller.day(day),
            None => self.promised_typed.clone(),
        };
        telling.say("By which day", by);
        telling.say("It came", teller.day_if(self.came));
        telling.say("Paper it was about", teller.paper(self.about));
    }
}
