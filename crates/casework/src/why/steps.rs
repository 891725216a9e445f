//! The steps of a derivation in the words of a person: what the letter says, what the law gives, which of them we go
//! by, and the safe day with its reason. All of it is decided by what a step means. What stands in no list of meanings is shown as
//! the rules say it.

use super::doubts::names;
use crate::dating::Said;
use crate::review::Facts;
use crate::view::WhyStepView;
use crate::words;
use chrono::{Datelike, NaiveDate, Weekday};
use holdfast_case::deadline::{CountUnit, Lands, Step, StepKind};
use holdfast_case::reading::Place;
use holdfast_case::{Deadline, Fact};
use holdfast_library::Library;
use holdfast_rules::reading::is_approval_end;

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
        let (mut steps, mut safe) = (Vec::new(), None);
        let mut start: Option<&Step> = None;
        for step in &self.deadline.steps {
            match &step.kind {
                StepKind::Safe => safe = step.date,
                // ours says which of the two leads
                StepKind::EarlierLeads => {}
                kind => {
                    if kind.is_start() {
                        start = Some(step);
                    }
                    let (title, say, place) = self.words(step, start);
                    steps.push(self.view(step, title, say, place));
                }
            }
        }
        steps.extend(self.leading());
        // once the last day has passed, nothing can be sent "up to" it
        let ahead = self.deadline.due.is_none_or(|due| due >= self.today);
        steps.extend(safe.filter(|_| ahead).map(|day| self.safe(day)));
        steps
    }

    fn view(&self, step: &Step, title: String, say: String, place: Option<Place>) -> WhyStepView {
        let of_the_rule = self.deadline.citation.as_deref() == Some(step.citation.as_str());
        let cited = match &step.kind {
            StepKind::AssumedDate
            | StepKind::AssumedDecision
            | StepKind::Letter
            | StepKind::StruckOut { .. }
            | StepKind::EarlierLeads
            | StepKind::Safe => false,
            kind if kind.is_start() => place.is_none(),
            StepKind::Said => of_the_rule,
            _ => true,
        };
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
            // the day of another rule's last check is not known here
            checked: self
                .deadline
                .checked
                .filter(|_| cited && of_the_rule)
                .map(|day| day.to_string()),
            verified: !cited || self.deadline.rule_verified,
        }
    }

    /// What a step means, in a person's words.
    fn words(&self, step: &Step, start: Option<&Step>) -> Words {
        let plain = |title: &str, say: String| (title.to_owned(), say, None);
        let gives = |day: NaiveDate| format!("That gives {}.", self.day(day));
        let day = step.date;
        match (&step.kind, day) {
            (StepKind::AssumedDate, _) => {
                plain("We take a date for the letter", step.say.clone())
            }
            (StepKind::AssumedDecision, _) => {
                plain("We take a date for their decision", step.say.clone())
            }
            (StepKind::NotStarted, _) if !self.deadline.clock_started => {
                plain("This time has not started", step.say.clone())
            }
            (StepKind::NotStarted, _) => plain("The law's own day is not known", step.say.clone()),
            (StepKind::WithinState, _) => plain("The state sets how long", step.say.clone()),
            (StepKind::Letter, _) => self.letter(step),
            (StepKind::StruckOut { kinds }, _) => plain(
                "What kind of plan it is not",
                format!(
                    "The letter gives another time than the law of these kinds does: {}.",
                    names(self.lib, kinds)
                ),
            ),
            (kind, Some(day)) if kind.is_start() => self.start(day, step),
            (StepKind::Counted { count, unit, lands }, Some(day)) => {
                self.counted((*count, *unit, *lands), day, start)
            }
            (StepKind::LetterInside, Some(day)) => {
                plain("The letter's own day lies inside that", gives(day))
            }
            (StepKind::CutLater, Some(day)) => (
                format!("{}: the cut takes effect", self.short(day)),
                "That is later, and the later day counts.".to_owned(),
                None,
            ),
            (StepKind::CutSooner, Some(day)) => plain(
                "It has to be in before the cut",
                format!("That is by {}: the earlier day counts.", self.day(day)),
            ),
            (StepKind::NotMoved, Some(day)) => (
                match day.weekday() {
                    Weekday::Sat | Weekday::Sun => format!("That is a {}", day.format("%A")),
                    _ => "That is a holiday".to_owned(),
                },
                "The rule does not move it. Send it on the business day before.".to_owned(),
                None,
            ),
            (StepKind::Moved, Some(day)) => (
                format!("It moves to {}", self.day(day)),
                "The day falls on a weekend or a holiday. The rule takes the next one that is neither."
                    .to_owned(),
                None,
            ),
            (StepKind::FederalFloor, Some(day)) => plain(
                "The federal rule gives four months",
                format!(
                    "We did not see the text of the state's own rule, so we count both. {}",
                    gives(day)
                ),
            ),
            (StepKind::EarlierOfLaw, Some(day)) => (
                format!("The earlier of the two is {}", self.short(day)),
                "We take it until we know which holds.".to_owned(),
                None,
            ),
            (StepKind::ShortestKind { kind, among }, Some(day)) => {
                let name = words::plan_kind(self.lib, Some(kind));
                self.shortest("what kind of plan it is", *among, &name, day)
            }
            (StepKind::ShortestState { state, among }, Some(day)) => {
                let name = words::state(self.lib, state);
                self.shortest("which state's law holds", *among, &name, day)
            }
            _ => plain("What the rules say", step.say.clone()),
        }
    }

    fn letter(&self, step: &Step) -> Words {
        let Some(limit) = self.deadline.letter.as_ref() else {
            return ("What the letter says".to_owned(), step.say.clone(), None);
        };
        let title = match limit.date {
            Some(day) if is_approval_end(self.deadline) => {
                format!("The letter says when the approval ends: {}", self.day(day))
            }
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

    /// "The law gives 180 days from the day it came".
    fn counted(
        &self,
        (count, unit, lands): (u32, CountUnit, Lands),
        day: NaiveDate,
        start: Option<&Step>,
    ) -> Words {
        let (who, more) = match self.deadline.cautious_figure {
            true => ("We count", " This is our own careful figure, not a rule."),
            false => ("The law gives", self.at_least()),
        };
        let span = words::span(count, unit);
        let title = match (lands, count) {
            (Lands::EndOfYear, 0) => format!("{who} until the end of that year"),
            (Lands::EndOfYear, 1) => format!("{who} until the end of the year after"),
            (Lands::EndOfYear, _) => format!("{who} until the end of the year {span} later"),
            (_, 0) => "It is that same day".to_owned(),
            _ => format!("{who} {span}{}", self.from(start)),
        };
        let day = self.day(day);
        let say = match lands {
            Lands::OnIt | Lands::EndOfYear => format!("That gives {day}."),
            Lands::LastOfMonth => {
                format!("That month has no such day, so its last one counts: {day}.")
            }
            Lands::FirstOfNext => format!(
                "That month has no such day. The rule takes the first of the month after: {day}."
            ),
        };
        (title, format!("{say}{more}"), None)
    }

    /// "June 17: the date on the letter".
    fn start(&self, day: NaiveDate, step: &Step) -> Words {
        let short = self.short(day);
        let not_counted = "That day itself is not counted.";
        let came = self.facts.and_then(Facts::came_on);
        match &step.kind {
            StepKind::StartsAtReceipt => {
                let told = if came == Some(day) {
                    "You told us so. "
                } else {
                    ""
                };
                (
                    format!("{short}: the day it came"),
                    format!("{told}{not_counted}"),
                    None,
                )
            }
            StepKind::StartsBeforeDate => (
                format!("{short}: the day it came"),
                format!("It lies before the date on the letter, so we take it. {not_counted}"),
                None,
            ),
            StepKind::StartsAtPresumedReceipt { days } => (
                format!("{short}: the day it counts as delivered"),
                format!(
                    "The rule gives the mail {} from the letter's date. {not_counted}",
                    words::span(*days, CountUnit::Days)
                ),
                None,
            ),
            StepKind::StartsAtDate | StepKind::StartsAtDateForReceipt => {
                self.start_at_date(day, step.kind == StepKind::StartsAtDateForReceipt)
            }
            StepKind::StartsThatDay => (
                format!("{short}: the day itself counts"),
                "The time ends on it.".to_owned(),
                None,
            ),
            _ => (format!("{short}: the time starts"), step.say.clone(), None),
        }
    }

    /// The clock starts with the date of a paper: of this letter, or of another that is known or was assumed.
    fn start_at_date(&self, day: NaiveDate, for_receipt: bool) -> Words {
        let short = self.short(day);
        let earliest = match for_receipt {
            true => {
                " The time runs from the day it came. We don't know that day, so we take the earliest it can be."
            }
            false => "",
        };
        if self.facts.and_then(Facts::letter_date) != Some(day) {
            let assumed = |step: &Step| {
                let taken = matches!(step.kind, StepKind::AssumedDate | StepKind::AssumedDecision);
                taken && step.date == Some(day)
            };
            let say = match self.deadline.steps.iter().any(assumed) {
                true => "We count from the date we took. That day itself is not counted.",
                false => "We count from the date of that paper. That day itself is not counted.",
            };
            let title = match self.facts {
                Some(_) => format!("{short}: the time starts"),
                None => format!("{short}: the date on the letter"),
            };
            return (title, format!("{say}{earliest}"), None);
        }
        let title = format!("{short}: the date on the letter");
        let told = self
            .facts
            .and_then(|facts| facts.answers.get("claim.date_of_notice"))
            .is_some_and(|said| matches!(said, Said::Value(_)));
        let place = self.facts.and_then(|facts| date_of(facts)?.place);
        let say = match (place, told) {
            (Some(place), true) => {
                format!("We read it on page {}. You said that is right.", place.page)
            }
            (Some(place), false) => format!("We read it on page {}.", place.page),
            (None, true) => "You told us so.".to_owned(),
            (None, false) => "That day itself is not counted.".to_owned(),
        };
        (title, format!("{say}{earliest}"), place)
    }

    /// Something is not known: which of all that could hold leads. Of some that are named it need not be the shortest:
    /// a day that is still open goes before one that has passed.
    fn shortest(&self, what: &str, among: Option<u32>, name: &str, day: NaiveDate) -> Words {
        let (title, which) = match among {
            None => (
                "The shortest time that could be yours",
                "The shortest is that of this one",
            ),
            Some(_) => (
                "The one that comes first of those it could be",
                "We go by this one",
            ),
        };
        let day = self.day(day);
        (
            title.to_owned(),
            format!("We don't know {what}. {which}: {name}. That gives {day}."),
            None,
        )
    }

    /// The step that leads, filled.
    fn leading(&self) -> Option<WhyStepView> {
        let due = self.deadline.due?;
        let short = self.short(due);
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
                match &self.deadline.letter {
                    None => "The letter names no time of its own for this.",
                    Some(_) => "The letter's own words give no day that we can count.",
                }
                .to_owned(),
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
        if safe < self.today {
            return ours(
                format!("{} was the safe day", self.short(safe)),
                format!("The mail may be too slow by now. {ways} you can send up to {last}."),
                safe,
                false,
            );
        }
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

    /// "By fax to (312) 555-0191 or by portal", as far as the letter names them.
    fn quick_ways(&self) -> String {
        let appeal = self
            .facts
            .map(Facts::reading_now)
            .map(|reading| reading.appeal);
        let fax = appeal
            .and_then(|appeal| appeal.fax)
            .filter(|fax| fax.confidence >= words::ENOUGH);
        match fax {
            Some(fax) => format!("By fax to {} or by portal", fax.value),
            None => "By fax or portal".to_owned(),
        }
    }

    /// What is counted from, behind a span.
    fn from(&self, start: Option<&Step>) -> &'static str {
        let Some(start) = start else { return "" };
        let printed = self.facts.map(Facts::letter_date);
        match &start.kind {
            StepKind::StartsAtReceipt
            | StepKind::StartsAtDateForReceipt
            | StepKind::StartsBeforeDate
            | StepKind::StartsAtPresumedReceipt { .. } => " from the day it came",
            StepKind::StartsAtDate if printed.is_none_or(|printed| printed == start.date) => {
                " from the letter's date"
            }
            StepKind::StartsAtDate => " from that date",
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

    fn short(&self, day: NaiveDate) -> String {
        words::short_day(day, self.today)
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
