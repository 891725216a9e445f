//! Kinds of plan, the interview that leads to one, their ladders, time limits, states and calendar.
//! How to read and compute them is the business of `rules`.

use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How the safe day is found.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafeDay {
    /// Calendar days the post is given.
    pub mail_margin_days: u32,
    /// Business days before, where the postmark counts.
    pub postmark_margin_business_days: u32,
    /// Business days before, for fax, portal and telephone.
    pub electronic_margin_business_days: u32,
    /// The words.
    pub text: String,
    /// Why it matters.
    pub why: String,
}

/// About the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealMeta {
    /// Title of the file.
    pub title: String,
    /// Version of its shape.
    pub schema: u32,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// How many rules there are.
    pub rules: u32,
    /// How many of them were seen.
    pub rules_verified: u32,
    /// How many states there are.
    pub states: u32,
    /// How many of them were seen.
    pub states_verified: u32,
    /// Letter against law.
    pub precedence: String,
    /// What holds where the day of receipt is not known.
    pub unknown_receipt: String,
    /// What a late receipt does.
    pub late_receipt: String,
    /// Units.
    pub units: String,
    /// What starts a clock.
    pub triggers: String,
    /// Days combined.
    pub combination: String,
    /// Windows.
    pub windows: String,
    /// How the safe day is found.
    pub safe_day: SafeDay,
}

/// A kind of plan.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanKind {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Other names met in letters.
    pub aliases: Vec<String>,
    /// The law it stands under, in plain words.
    pub plain: String,
    /// The law by its citations.
    pub law: String,
    /// Who watches over it.
    pub regulator: String,
    /// What tells it.
    pub recognise: Vec<String>,
    /// What rules it out.
    pub not_this_if: Vec<String>,
    /// Who reviews from outside.
    pub external_review: String,
    /// How many levels a person may be made to go through.
    pub levels_mandatory_max: u32,
}

/// An answer and where it leads.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The words of the answer.
    pub say: String,
    /// Id of another question or of a plan kind.
    pub goto: String,
}

/// A question of the interview.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Answers, in order.
    pub answers: Vec<Answer>,
    /// Who may know.
    #[serde(default)]
    pub tip: Option<String>,
}

/// A step of a ladder.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Id of the plan kind.
    pub plan_kind: String,
    /// Place in the ladder, from 1.
    pub order: u32,
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Who decides.
    pub decides: String,
    /// True where the next step needs this one.
    pub mandatory: bool,
    /// Ids of what comes next, in words (`a or b`), empty at the end.
    pub next: String,
}

/// A time that runs beside another step, and how it is said there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Levels of its plan kinds at which it is said.
    pub at: Vec<String>,
    /// Place among those said at once, from 1.
    pub order: u32,
    /// What to do and by when, without the day. Rules that say the same are said once, with the earliest day.
    pub say: String,
}

/// Whether a rule lets a late request be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Late {
    /// The rule allows it for a good reason.
    Yes,
    /// The rule names no reason for it.
    No,
    /// It hangs on something that this library does not know: ask.
    Ask,
}

/// A time limit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Id, kebab-case; it stays.
    pub id: String,
    /// Plan kinds it holds for.
    pub plan_kinds: Vec<String>,
    /// Level id.
    pub level: String,
    /// `member`, `provider`, `plan`, `reviewer` or `other`.
    pub actor: String,
    /// Claim types it holds for; `any` for all.
    pub claim_types: Vec<String>,
    /// How many units.
    pub length: u32,
    /// `calendar-days`, `business-days`, `hours`, `months`, `years`, `years-end`, `plan-stated` or `none`.
    pub unit: String,
    /// What starts the clock.
    pub trigger: String,
    /// `fixed`, `minimum`, `maximum`, `state-set` or `plan-stated`.
    pub window: String,
    /// Days after its date at which the law presumes receipt.
    pub receipt_presumption_days: u32,
    /// `none` or `next-business-day`.
    pub roll_over: String,
    /// What happens where a month has no such day.
    pub month_rule: String,
    /// What has to have happened by the last day.
    pub must: String,
    /// Whether a late request can be taken.
    #[serde(default)]
    pub late: Option<Late>,
    /// What helps a late request: words to follow "There may still be a way".
    #[serde(default)]
    pub good_cause: Option<String>,
    /// Where that is said, if elsewhere than the rule.
    #[serde(default)]
    pub good_cause_citation: Option<String>,
    /// Id of the rule of the fast way's decision.
    #[serde(default)]
    pub expedited: Option<String>,
    /// Citation.
    pub citation: String,
    /// Where it is from.
    pub source: String,
    /// Address of the source.
    pub source_url: String,
    /// How the text was seen: `regulation`, `statute`, `agency`, `transcript`, `secondary` or `memory`.
    pub seen: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// What it means, in plain words.
    pub plain: String,
    /// What else to know.
    #[serde(default)]
    pub note: Option<String>,
    /// How many units at each of two levels, where the plan has two.
    #[serde(default)]
    pub length_of_two: Option<u32>,
    /// The level beside which it may run, where both are urgent.
    #[serde(default)]
    pub at_once_with: Option<String>,
    /// Our own cautious figure in days, never called a rule.
    #[serde(default)]
    pub unknown_state_length: Option<u32>,
    /// How much longer the other side may take.
    #[serde(default)]
    pub extension_length: Option<u32>,
    /// Unit of that.
    #[serde(default)]
    pub extension_unit: Option<String>,
    /// Holds for notices and requests from this day on.
    #[serde(default)]
    pub effective_from: Option<NaiveDate>,
    /// What has to be at stake.
    #[serde(default)]
    pub amount_in_controversy: Option<String>,
    /// The later of the counted day and this.
    #[serde(default)]
    pub later_of: Option<String>,
    /// The longest, where the state sets it.
    #[serde(default)]
    pub length_max: Option<u32>,
    /// The earlier of the counted day and this.
    #[serde(default)]
    pub earlier_of: Option<String>,
    /// Money that goes with it.
    #[serde(default)]
    pub money: Option<String>,
    /// Where it is said beside another step.
    #[serde(default)]
    pub beside: Option<Beside>,
    /// True for a faster track beside the ordinary step of its level: whoever misses it still has the ordinary time.
    #[serde(default)]
    pub optional: bool,
}

/// External review in one state.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateReview {
    /// Two letters.
    pub state: String,
    /// Name for people.
    pub name: String,
    /// `state`, `federal` or `unsure`.
    pub process: String,
    /// How many units.
    pub length: u32,
    /// `calendar-days`, `business-days`, `hours`, `months`, `years`, `years-end`, `plan-stated` or `none`.
    pub unit: String,
    /// What starts the clock.
    pub trigger: String,
    /// What happens where a month has no such day.
    pub month_rule: String,
    /// `none` or `next-business-day`.
    pub roll_over: String,
    /// What has to have happened by the last day.
    pub must: String,
    /// Who gets the request.
    #[serde(rename = "where")]
    pub where_to: String,
    /// Telephone number as it stands.
    pub phone: String,
    /// Web address.
    pub url: String,
    /// Fee in words.
    pub fee: String,
    /// Citation.
    pub citation: String,
    /// How the text was seen: `regulation`, `statute`, `agency`, `transcript`, `secondary` or `memory`.
    pub seen: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// What else to know.
    #[serde(default)]
    pub note: Option<String>,
}

/// A state's rule on the internal appeal.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateInternal {
    /// Two letters.
    pub state: String,
    /// What it means, in plain words.
    pub plain: String,
    /// How many units.
    pub length: u32,
    /// `calendar-days`, `business-days`, `hours`, `months`, `years`, `years-end`, `plan-stated` or `none`.
    pub unit: String,
    /// Citation.
    pub citation: String,
    /// How the text was seen: `regulation`, `statute`, `agency`, `transcript`, `secondary` or `memory`.
    pub seen: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// A federal holiday.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Name for people.
    pub name: String,
    /// Day of the year in words.
    pub when: String,
    /// Citation.
    pub citation: String,
    /// How the text was seen: `regulation`, `statute`, `agency`, `transcript`, `secondary` or `memory`.
    pub seen: String,
    /// True only where the text of the source was seen.
    pub verified: bool,
    /// Day of the last check.
    pub checked: NaiveDate,
}

/// A federal holiday of a year.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarDay {
    /// The day itself.
    #[serde(deserialize_with = "crate::day::read")]
    pub date: NaiveDate,
    /// The day on which offices keep it.
    #[serde(deserialize_with = "crate::day::read")]
    pub observed: NaiveDate,
    /// English name of the day of the week.
    pub weekday: String,
    /// Name for people.
    pub name: String,
}

/// The federal holidays of a year.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year.
    pub year: u32,
    /// Its holidays.
    pub days: Vec<CalendarDay>,
}

/// How days are counted.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// How an observed day is found.
    pub observed: String,
    /// What an observed day does here.
    pub observed_use: String,
    /// True where that was seen.
    pub observed_verified: bool,
    /// Days given once.
    pub one_off: String,
    /// State holidays.
    pub state_holidays: String,
    /// Calendar days.
    pub calendar_day: String,
    /// Business days.
    pub business_day: String,
    /// The day of the event.
    pub day_of_event: String,
    /// The last day.
    pub last_day: String,
    /// Hours.
    pub hours: String,
    /// Months.
    pub months: String,
    /// Years.
    pub years: String,
    /// Months are not days.
    pub months_are_not_days: String,
    /// Roll-over.
    pub roll_over: String,
    /// Day of the last check.
    pub checked: NaiveDate,
    /// The year.
    pub year: Vec<CalendarYear>,
}

/// Everything about time limits.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealRules {
    /// About the file.
    pub meta: AppealMeta,
    /// A kind of plan.
    #[serde(rename = "plan_kind")]
    pub plan_kinds: Vec<PlanKind>,
    /// A question of the interview.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    /// A step of a ladder.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
    /// Words of letters and the level they mean; `none` means no level.
    #[serde(rename = "level_alias")]
    pub level_aliases: BTreeMap<String, String>,
    /// A time limit.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// External review in one state.
    #[serde(rename = "state_external_review")]
    pub states: Vec<StateReview>,
    /// A state's rule on the internal appeal.
    pub state_internal: Vec<StateInternal>,
    /// A federal holiday.
    #[serde(rename = "holiday")]
    pub holidays: Vec<Holiday>,
    /// How days are counted.
    pub calendar: Calendar,
}
