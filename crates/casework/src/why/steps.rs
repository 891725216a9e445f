//! The steps of a derivation in the words of a person: what the letter says, what the law gives, which of them we go
//! by, and the safe day with its reason. What the rules say that is none of these is shown as they say it.

use crate::dating::Said;
use crate::review::Facts;
use crate::view::WhyStepView;
use crate::words;
use chrono::{Datelike, NaiveDate, Weekday};
use holdfast_case::deadline::Step;
use holdfast_case::reading::Place;
use holdfast_case::{Deadline, Fact};
use holdfast_library::Library;

/// What is needed to say why.
pub(super) struct Telling<'a> {
    pub(super) lib: &'a Library,
    pub(super) today: NaiveDate,
    pub(super) deadline: &'a Deadline,
    pub(super) facts: Option<&'a Facts>,
}

/// Title, sentence, and the place in the letter.
type Words = (String, String, Option<Place>);

impl Telling<'_> {
    /// All steps, the one that leads among them.
    pub(super) fn steps(&self) -> Vec<WhyStepView> {
        let deadline = self.deadline;
        let (mut steps, mut safe) = (Vec::new(), None);
        let mut counted: Option<NaiveDate> = None;
        let last = deadline.steps.len().saturating_sub(1);
        for (index, step) in deadline.steps.iter().enumerate() {
            if index == last && step.citation == "safe_day" && step.date == deadline.safe_day {
                safe = step.date;
                continue;
            }
            if self.says_which_leads(step, &deadline.steps[..index]) {
                continue;
            }
            let (title, say, place) = if step.citation == "safe_day" {
                // the date of the paper is not known and was assumed
                (
                    "We take a date for the letter".to_owned(),
                    step.say.clone(),
                    None,
                )
            } else if step.citation == "the letter" {
                self.letter(step)
            } else {
                let words = self.rule(step, index, counted);
                counted = counted.or(step.date.filter(|day| Some(*day) != deadline.start));
                words
            };
            steps.push(self.view(step, title, say, place));
        }
        steps.extend(self.leading());
        steps.extend(safe.map(|day| self.safe(day)));
        steps
    }

    fn view(&self, step: &Step, title: String, say: String, place: Option<Place>) -> WhyStepView {
        let by_rule = !matches!(step.citation.as_str(), "the letter" | "safe_day");
        let ours = step.date.is_some() && step.date == self.deadline.start && place.is_some();
        let cited = by_rule && !ours;
        WhyStepView {
            title,
            say,
            date: step.date.map(|day| day.to_string()),
            leads: false,
            document: self
                .facts
                .filter(|_| place.is_some())
                .map(|facts| facts.document.id.to_string()),
            page: place.map(|place| place.page),
            citation: cited.then(|| step.citation.clone()),
            checked: self
                .deadline
                .checked
                .filter(|_| cited)
                .map(|day| day.to_string()),
            verified: !cited || self.deadline.rule_verified,
        }
    }

    /// The rules close with a step that names the earlier of two days: ours says it instead.
    fn says_which_leads(&self, step: &Step, before: &[Step]) -> bool {
        let deadline = self.deadline;
        let two =
            matches!((deadline.due_by_rule, deadline.due_by_letter), (Some(a), Some(b)) if a != b);
        two && step.date == deadline.due
            && before.iter().any(|s| s.date == deadline.due)
            && before
                .iter()
                .any(|s| s.citation == "the letter" && s.date == deadline.due_by_letter)
    }

    fn letter(&self, step: &Step) -> Words {
        let Some(limit) = self.deadline.letter.as_ref() else {
            return ("What the letter says".to_owned(), step.say.clone(), None);
        };
        let title = match limit.date {
            Some(day) => format!("The letter names a last day: {}", self.day(day)),
            None => format!("The letter says: {}", words::limit(limit, self.today)),
        };
        let quote = match limit.quote.trim() {
            "" => String::new(),
            quote => format!("\u{201c}{quote}\u{201d} "),
        };
        let say = match step.date {
            Some(day) if limit.date == Some(day) => quote.trim_end().to_owned(),
            Some(day) => format!("{quote}That gives {}.", self.day(day)),
            None => step.say.clone(),
        };
        (title, say, limit.place)
    }

    fn rule(&self, step: &Step, index: usize, counted: Option<NaiveDate>) -> Words {
        let deadline = self.deadline;
        let Some(day) = step.date else {
            let title = match deadline.clock_started {
                true => "What the law says",
                false => "This time has not started",
            };
            return (title.to_owned(), step.say.clone(), None);
        };
        if Some(day) == deadline.start {
            return self.start(day, step);
        }
        if index == 0 && !deadline.shortest_of.is_empty() {
            return self.shortest(day, step);
        }
        let span = step.say.split_once(" later: ").map(|(span, _)| span);
        match (span, counted) {
            (Some(span), None) => {
                let (who, more) = match deadline.cautious_figure {
                    true => ("We count", " This is our own careful figure, not a rule."),
                    false => ("The law gives", self.at_least()),
                };
                let title = format!("{who} {span}{}", self.from());
                (title, format!("That gives {}.{more}", self.day(day)), None)
            }
            (None, Some(before)) if before == day => (
                match day.weekday() {
                    Weekday::Sat | Weekday::Sun => format!("That is a {}", day.format("%A")),
                    _ => "That is a holiday".to_owned(),
                },
                "The rule does not move it. Send it on the business day before.".to_owned(),
                None,
            ),
            (None, Some(_)) => (
                format!("It moves to {}", self.day(day)),
                step.say.clone(),
                None,
            ),
            _ => ("What the law says".to_owned(), step.say.clone(), None),
        }
    }

    /// "June 17: the date on the letter".
    fn start(&self, day: NaiveDate, step: &Step) -> Words {
        let short = words::short_day(day, self.today);
        let told = |field: &str| {
            self.facts
                .and_then(|facts| facts.answers.get(field))
                .is_some_and(|said| matches!(said, Said::Value(_)))
        };
        let printed = self.facts.and_then(Facts::letter_date);
        let came = self.facts.and_then(Facts::came_on);
        if came == Some(day) && (printed != Some(day) || self.starts_at_receipt()) {
            let say = "You told us so. That day itself is not counted.";
            return (format!("{short}: the day it came"), say.to_owned(), None);
        }
        let Some((Some(place), true)) = self.facts.map(|facts| {
            (
                date_of(facts).and_then(|fact| fact.place),
                printed == Some(day),
            )
        }) else {
            let title = match printed == Some(day) {
                true => format!("{short}: the date on the letter"),
                false => format!("{short}: the time starts"),
            };
            return (title, step.say.clone(), None);
        };
        let mut say = format!("We read it on page {}.", place.page);
        if told("claim.date_of_notice") {
            say.push_str(" You said that is right.");
        }
        if self.starts_at_receipt() && came.is_none() {
            say.push_str(
                " The time runs from the day it came. We don't know that day, so we take the earliest it can be.",
            );
        }
        (format!("{short}: the date on the letter"), say, Some(place))
    }

    /// The kind of plan, or the state, is not known: which of them has the shortest time.
    fn shortest(&self, day: NaiveDate, step: &Step) -> Words {
        let first = self.deadline.shortest_of.first();
        let kind = first
            .and_then(|line| line.split_once(':'))
            .and_then(|(kind, _)| self.lib.plan_kind(kind));
        let say = match kind {
            Some(kind) => format!(
                "We don't know what kind of plan it is. The shortest is that of this kind: {}. That gives {}.",
                kind.name,
                self.day(day)
            ),
            None => step.say.clone(),
        };
        (
            "The shortest time that could be yours".to_owned(),
            say,
            None,
        )
    }

    /// The step that leads, filled.
    fn leading(&self) -> Option<WhyStepView> {
        let due = self.deadline.due?;
        let short = words::short_day(due, self.today);
        let (title, say) = match (self.deadline.due_by_rule, self.deadline.due_by_letter) {
            (Some(rule), Some(letter)) if rule == letter => (
                format!("We go by {short}"),
                "The letter and the law give the same day.".to_owned(),
            ),
            (Some(rule), Some(letter)) => (
                format!("We go by the earlier one: {short}"),
                format!(
                    "You may have until {}. Do not plan on it.",
                    self.day(rule.max(letter))
                ),
            ),
            (None, Some(_)) => (
                format!("We go by {short}"),
                "Only the letter gives a day here.".to_owned(),
            ),
            _ => (
                format!("We go by {short}"),
                "The letter names no time of its own for this.".to_owned(),
            ),
        };
        Some(ours(title, say, due, true))
    }

    /// "Friday, December 4 is the safe day to mail", and why.
    fn safe(&self, safe: NaiveDate) -> WhyStepView {
        let deadline = self.deadline;
        let due = deadline.due.unwrap_or(safe);
        let (day, last) = (self.day(safe), words::short_day(due, self.today));
        let thing = words::thing(&deadline.level);
        let ways = self.quick_ways();
        let ahead = match usize::try_from((due - safe).num_days()).unwrap_or(0) {
            0 => "On the last day".to_owned(),
            n => format!("{} ahead", words::count(n, "day", "days")),
        };
        let (title, say) = match deadline.safe_by.as_deref() {
            Some("mail") => (
                format!("{day} is the safe day to mail"),
                format!(
                    "{ahead}, so slow mail cannot cost you the {thing}. {ways} you can send up to {last}."
                ),
            ),
            Some("mail-counter") => (
                format!("{day} is the safe day to mail"),
                format!(
                    "Hand it in at the post office and keep the dated receipt. {ways} you can send up to {last}."
                ),
            ),
            Some("fax-or-portal") => (
                format!("{day} is the safe day to send"),
                format!("The mail would be too slow. {ways} you can send up to {last}."),
            ),
            _ => (
                "Send it at once".to_owned(),
                format!("The mail would be too slow. {ways} you can send up to {last}."),
            ),
        };
        ours(title, say, safe, false)
    }

    /// "By fax (312-555-0191) or portal", as far as the letter names them.
    fn quick_ways(&self) -> String {
        let appeal = self
            .facts
            .map(Facts::reading_now)
            .map(|reading| reading.appeal);
        let fax = appeal
            .and_then(|appeal| appeal.fax)
            .filter(|fax| fax.confidence >= words::ENOUGH);
        match fax {
            Some(fax) => format!("By fax ({}) or portal", fax.value),
            None => "By fax or portal".to_owned(),
        }
    }

    /// What starts the rule's clock.
    fn trigger(&self) -> Option<&str> {
        let (appeal, deadline) = (&self.lib.appeal, self.deadline);
        if let Some(state) = &deadline.state_entry {
            let entry = appeal.states.iter().find(|entry| entry.state == *state);
            return entry.map(|entry| entry.trigger.as_str());
        }
        let rule = deadline.rule.as_deref()?;
        let rule = appeal.rules.iter().find(|own| own.id == rule)?;
        Some(rule.trigger.as_str())
    }

    fn starts_at_receipt(&self) -> bool {
        self.trigger()
            .is_some_and(|trigger| trigger.starts_with("receipt-of-"))
    }

    fn from(&self) -> &'static str {
        match self.trigger() {
            Some("receipt-of-notice" | "receipt-of-final-decision" | "receipt-of-bill") => {
                " from the day it came"
            }
            Some("date-of-notice" | "date-of-final-decision" | "date-of-first-bill") => {
                " from the letter's date"
            }
            _ => "",
        }
    }

    /// A window that a plan may lengthen, not shorten.
    fn at_least(&self) -> &'static str {
        let rule = self.deadline.rule.as_deref();
        let own = |id: &str| self.lib.appeal.rules.iter().find(|own| own.id == id);
        match rule.and_then(own) {
            Some(rule) if rule.window == "minimum" => " They must give at least this much.",
            _ => "",
        }
    }

    fn day(&self, day: NaiveDate) -> String {
        words::day(day, self.today)
    }
}

fn date_of(facts: &Facts) -> Option<&Fact<NaiveDate>> {
    facts.reading.claim.date_of_notice.as_ref()
}

/// A step of ours: no page and no rule says it.
fn ours(title: String, say: String, date: NaiveDate, leads: bool) -> WhyStepView {
    WhyStepView {
        title,
        say,
        date: Some(date.to_string()),
        leads,
        document: None,
        page: None,
        citation: None,
        checked: None,
        verified: true,
    }
}

/// A doubt of the rules, in the words of the window.
pub(super) fn doubt(doubt: &str) -> String {
    receipt(doubt).map_or_else(|| doubt.to_owned(), str::to_owned)
}

/// What is said where the day of receipt is not known: its paper's date was taken, or a day that the law presumes,
/// which is later. None for another doubt.
pub(crate) fn receipt(doubt: &str) -> Option<&'static str> {
    let how = doubt.strip_prefix("The day of receipt is not known: ")?;
    if how.starts_with("the date of the ") {
        Some("We don't know the day it came. We count from the letter's date.")
    } else {
        Some(
            "We don't know the day it came. If it came sooner than usual mail, the last day may be sooner.",
        )
    }
}

/// A condition of a later day; kinds of plan by their names.
pub(super) fn condition(lib: &Library, say: &str) -> String {
    let kind = say
        .strip_prefix("if it is ")
        .and_then(|kind| lib.plan_kind(kind));
    let said = match kind {
        Some(kind) => format!("if the plan is this kind: {}", kind.name),
        None => say.to_owned(),
    };
    words::sentence_start(&said)
}

#[cfg(test)]
mod tests {
    use super::receipt;
    use holdfast_case::DeadlineQuestion;
    use holdfast_library::Library;

    /// What the rules say of a step whose notice has a date and no day of receipt.
    fn doubts(plan_kind: Option<&str>, level: &str) -> Vec<String> {
        let question = DeadlineQuestion {
            plan_kind: plan_kind.map(str::to_owned),
            level: Some(level.to_owned()),
            notice_date: Some("2026-11-02".parse().unwrap()),
            ..DeadlineQuestion::default()
        };
        holdfast_rules::answer(Library::builtin(), &question).doubt
    }

    #[test]
    fn a_day_that_the_law_presumes_is_not_called_the_letters_date() {
        let taken = doubts(Some("employer-self-funded"), "internal-appeal");
        let said: Vec<&str> = taken.iter().filter_map(|d| receipt(d)).collect();
        assert_eq!(
            said,
            ["We don't know the day it came. We count from the letter's date."]
        );
        let presumed = doubts(None, "expedited-appeal");
        let said: Vec<&str> = presumed.iter().filter_map(|d| receipt(d)).collect();
        assert!(
            said.len() == 1 && said[0].contains("If it came sooner"),
            "{presumed:?}"
        );
    }
}
