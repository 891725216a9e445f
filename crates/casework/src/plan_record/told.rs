//! The plan record told in plain words.

use super::fields;
use crate::versions::{Teller, Telling, Told};
use holdfast_case::{PlanField, PlanRecord};

impl Told for PlanRecord {
    const NAME: &'static str = "Plan";

    fn called(&self, _: &Teller<'_>) -> String {
        "your plan".to_owned()
    }

    fn tell(&self, _: &Teller<'_>, telling: &mut Telling) {
        for field in PlanField::ALL {
            let fact = self.facts.get(field.id());
            let shown = fact.map(|fact| fields::shown(*field, &fact.value).0);
            telling.say(fields::full_label(*field), shown.unwrap_or_default());
        }
        for declined in &self.declined {
            let field = PlanField::find(&declined.field);
            let words = match field {
                Some(field) => format!(
                    "{}: {}",
                    fields::full_label(field),
                    fields::shown(field, &declined.value).0
                ),
                None => declined.value.clone(),
            };
            telling.say("You said no to", words);
        }
    }

    /// The answers of the interview stay: the kind of plan they led to stands in the case and is not taken back here.
    fn again(self, now: Self) -> Self {
        Self {
            interview: now.interview,
            ..self
        }
    }
}
