//! Timely filing: the last day on which a claim may come, by the plan's own words or by the rule of its kind.
//!
//! It is counted from the first day of treatment that any line can mean, for the others are later. Of two days that
//! could hold the earlier leads.

use super::Known;
use super::check::{Check, CheckSource, Field, Verdict};
use super::sentence::on;
use crate::calendar::{Calendar, Counting, Unit};
use crate::deadline::basis::{self, Basis};
use crate::deadline::count::month_end;
use chrono::NaiveDate;
use holdfast_case::claim::{Claim, ClaimKind, ClaimTerms, FilingUnit};
use holdfast_library::Library;
use holdfast_library::appeal::Rule;

/// The level of the rules on filing.
const LEVEL: &str = "timely-filing";
/// The shortest time that the library's entry on plans names (`timely-filing-plan`); our own caution, no rule.
const CAUTIOUS_DAYS: u32 = 90;

/// The last day to file, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Filing {
    /// The last day.
    pub by: NaiveDate,
    /// The day of treatment it is counted from.
    pub from: NaiveDate,
    /// "12 months".
    pub length: String,
    /// Id of the rule; none where the plan's own words count.
    pub rule: Option<String>,
    /// The plan's place, or the rule's citation.
    pub citation: String,
    /// True only where the text was seen.
    pub verified: bool,
    /// Day of the last look at the rule.
    pub checked: Option<NaiveDate>,
    /// True where neither plan nor rule is known and our own caution stands in.
    pub cautious: bool,
}

/// The last day to file a claim for care of this day; the earliest of those that could hold.
pub fn filing(
    lib: &Library,
    plan_kind: Option<&str>,
    terms: &ClaimTerms,
    from: NaiveDate,
) -> Option<Filing> {
    let calendar = Calendar::new(lib);
    let own = by_plan(&calendar, terms, from);
    let rules: Vec<Filing> = match basis::plan_kind(lib, plan_kind) {
        Some(kind) => rules(lib, &kind.id)
            .filter_map(|rule| by_rule(&calendar, rule, from))
            .collect(),
        None => Vec::new(),
    };
    let known = own.into_iter().chain(rules).min_by_key(|filing| filing.by);
    known.or_else(|| cautious(lib, &calendar, from))
}

fn rules<'l>(lib: &'l Library, kind: &str) -> impl Iterator<Item = &'l Rule> {
    let of_kind = lib.appeal.rules.iter().filter(|rule| rule.level == LEVEL);
    of_kind.filter(move |rule| rule.plan_kinds.iter().any(|own| own == kind))
}

fn by_plan(calendar: &Calendar, terms: &ClaimTerms, from: NaiveDate) -> Option<Filing> {
    let count = terms.filing_count.value?;
    let unit = unit_of(terms.filing_unit);
    let end = crate::calendar::MonthEnd::LastDay;
    let counted = calendar.count(from, count, unit, end, Counting::Member)?;
    let said = terms.filing_said.trim();
    Some(Filing {
        by: counted.day,
        from,
        length: unit.words(count),
        rule: None,
        citation: if said.is_empty() {
            "Your plan, as you told us"
        } else {
            said
        }
        .to_owned(),
        verified: !said.is_empty() || terms.filing_document.is_some(),
        checked: None,
        cautious: false,
    })
}

fn unit_of(unit: FilingUnit) -> Unit {
    match unit {
        FilingUnit::Days => Unit::Days,
        FilingUnit::Months => Unit::Months,
        FilingUnit::Years => Unit::Years,
    }
}

fn by_rule(calendar: &Calendar, rule: &Rule, from: NaiveDate) -> Option<Filing> {
    let unit = Unit::find(&rule.unit)?;
    let end = month_end(&Basis::of_rule(rule));
    let counted = calendar.count(from, rule.length, unit, end, Counting::Member)?;
    Some(Filing {
        by: counted.day,
        from,
        length: unit.words(rule.length),
        rule: Some(rule.id.clone()),
        citation: rule.citation.clone(),
        verified: rule.verified,
        checked: Some(rule.checked),
        cautious: false,
    })
}

fn cautious(lib: &Library, calendar: &Calendar, from: NaiveDate) -> Option<Filing> {
    let rule = lib.rule("timely-filing-plan")?;
    let end = crate::calendar::MonthEnd::LastDay;
    let counted = calendar.count(from, CAUTIOUS_DAYS, Unit::Days, end, Counting::Member)?;
    Some(Filing {
        by: counted.day,
        from,
        length: Unit::Days.words(CAUTIOUS_DAYS),
        rule: Some(rule.id.clone()),
        citation: rule.citation.clone(),
        verified: false,
        checked: Some(rule.checked),
        cautious: true,
    })
}

fn of(lib: &Library, claim: &Claim, known: &Known<'_>) -> Option<Filing> {
    if claim.kind != ClaimKind::Claim {
        return None;
    }
    filing(lib, known.plan_kind, known.terms, claim.first_day()?)
}

/// What is to be said of the time to file where it is not simply in time.
pub(super) fn look(lib: &Library, claim: &Claim, known: &Known<'_>) -> Option<Check> {
    let filing = of(lib, claim, known)?;
    let past = filing.by < known.today;
    let by = on(filing.by, known.today);
    let care = on(filing.from, known.today);
    let (id, verdict, title, why, mend) = match (past, filing.cautious) {
        (false, false) => return None,
        (true, false) => (
            "filing-passed",
            Verdict::Look,
            "The time to file has passed".to_owned(),
            format!("It was {by}: {} after {care}.", filing.length),
            "Say why it comes late. It can be excused where it was not possible sooner.",
        ),
        (true, true) => (
            "filing-unknown",
            Verdict::Look,
            "The time to file may have passed".to_owned(),
            format!("Some plans give only {}. That was {by}.", filing.length),
            "Look in your plan book for 'filing a claim', and add the time here.",
        ),
        (false, true) => (
            "filing-unknown",
            Verdict::Open,
            format!("File it by {by} to be safe"),
            format!(
                "We don't know your plan's time. Some give only {} from the care.",
                filing.length
            ),
            "Look in your plan book for 'filing a claim', and add the time here.",
        ),
    };
    let said = known.says.and_then(|says| says.filing.as_ref());
    let said = said.filter(|_| filing.cautious);
    let (why, mend) = match said {
        Some(said) => (
            format!(
                "{}{} seems to give {}: \u{201c}{}\u{201d} We don't count by it before you say so.",
                if past {
                    format!("{why} ")
                } else {
                    String::new()
                },
                said.from,
                unit_of(said.unit).words(said.count),
                said.quote
            ),
            "Read the place. If it fits, take the time over.",
        ),
        None => (why, mend),
    };
    let mut check = Check::new(lib, "filing", verdict)
        .named(id)
        .of(Field::FilingCount)
        .saying(title, why, mend);
    check.place = said.and_then(|said| said.place.clone());
    check.day = Some(filing.by);
    check.source = source(&filing);
    Some(check)
}

/// The tick: in time, by what, until when.
pub(super) fn in_time(lib: &Library, claim: &Claim, known: &Known<'_>) -> Option<Check> {
    let filing = of(lib, claim, known).filter(|f| !f.cautious && f.by >= known.today)?;
    let why = format!("{}: by {}.", filing.citation, on(filing.by, known.today));
    let mut check = Check::new(lib, "filing", Verdict::Good).saying("In time to file", why, "");
    check.day = Some(filing.by);
    check.source = source(&filing);
    Some(check)
}

fn source(filing: &Filing) -> CheckSource {
    CheckSource {
        say: filing.citation.clone(),
        verified: filing.verified,
        checked: filing.checked,
    }
}
