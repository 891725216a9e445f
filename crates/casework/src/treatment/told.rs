//! What was tried, a session, and what the plan asks to have been tried, told in plain words.

use crate::versions::{Teller, Telling, Told};
use holdfast_case::treatment::{
    Adherence, Ended, Episode, Standing, TreatmentSession, TreatmentTrial, TrialAsk,
};

impl Told for TreatmentTrial {
    const NAME: &'static str = "Treatment";

    fn called(&self, _: &Teller<'_>) -> String {
        format!("\u{2018}{}\u{2019}", self.taken.reveal())
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("What it was", self.taken.reveal());
        telling.say("What it was for", &self.purpose);
        telling.say("Dose you came to", self.dose.text());
        telling.say("At this dose since", teller.rough(&self.at_dose_since));
        telling.say("First day", teller.rough(&self.start));
        telling.say("Last day", teller.rough(&self.end));
        telling.say_yes("You still take it", self.still_taken);
        telling.say("How many sessions", &self.sessions);
        telling.say(
            "Alone or added",
            match self.standing {
                Standing::NotSaid => "",
                Standing::Alone => "taken alone",
                Standing::Added => "added to another drug",
            },
        );
        telling.say(
            "Taken on most days",
            match self.adherence {
                Adherence::NotSaid => "",
                Adherence::MostDays => "yes",
                Adherence::ManyMissed => "no, many were missed",
            },
        );
        telling.say(
            "Why it ended",
            match self.ended {
                Ended::NotSaid => "",
                Ended::NoHelp => "it did not help enough",
                Ended::WoreOff => "it helped, then no more",
                Ended::SideEffects => "side effects",
                Ended::Other => "something else",
            },
        );
        telling.say(
            "In this time of illness",
            match self.episode {
                Episode::NotSaid => "",
                Episode::Present => "yes",
                Episode::Earlier => "no, in an earlier one",
            },
        );
        telling.say("What happened", self.outcome.reveal());
        telling.say("Side effects", self.side_effects.reveal());
        telling.say("Who prescribed it", self.prescriber.reveal());
        telling.say("Paper that shows it", teller.paper(self.document));
        telling.say("Anything else", self.note.reveal());
    }
}

impl Told for TreatmentSession {
    const NAME: &'static str = "Session";

    fn called(&self, teller: &Teller<'_>) -> String {
        match teller.rough(&self.day).as_str() {
            "" => "a session".to_owned(),
            day => format!("the session of {day}"),
        }
    }

    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling) {
        telling.say("What it was", self.what.reveal());
        telling.say("Day", teller.rough(&self.day));
        telling.say("Dose", self.dose.text());
        telling.say("Note", self.note.reveal());
        telling.say("Paper that shows it", teller.paper(self.document));
    }
}

impl Told for TrialAsk {
    const NAME: &'static str = "What your plan asks for";

    fn called(&self, _: &Teller<'_>) -> String {
        "the part on what your plan asks for".to_owned()
    }

    fn tell(&self, _: &Teller<'_>, telling: &mut Telling) {
        let number = |n: u32| match n {
            0 => String::new(),
            n => n.to_string(),
        };
        telling.say("Insurer", &self.payer);
        telling.say("Medicines", number(self.drugs));
        telling.say("Of how many classes", number(self.classes));
        telling.say("Weeks each", number(self.weeks));
        telling.say("Added on top", number(self.added));
    }
}
