//! What to look at later: the next bill after a yes; after a no what can open a new way.

use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::plan_record;
use crate::view::AfterWatchView;
use crate::words;
use chrono::NaiveDate;
use holdfast_case::{DocumentId, PlanField, RoughDay};
use holdfast_rules::reading::is_approval_end;
use holdfast_vault::{DeadlineFilter, Records, VaultError};

/// What to check on the next bill, and the end of the yes where the letter gives one.
pub(super) fn on_the_next_bill(
    read: Records<'_>,
    document: DocumentId,
    today: NaiveDate,
) -> Result<Vec<String>, VaultError> {
    let mut checks: Vec<String> = [
        "Look for this care on the next statement of your plan. It should say paid, not denied.",
        "Look at your share. A copay or a part of your deductible can still be yours to pay.",
        "Did you pay the clinic yourself? Ask the plan and the clinic how you get that back.",
        "Hold the clinic\u{2019}s bill against the statement. Pay no more than it says is yours.",
        "If nothing changes in a month, call the plan. Name this letter and its date.",
    ]
    .map(str::to_owned)
    .to_vec();
    let days = read.deadlines(&DeadlineFilter {
        document: Some(document),
        ..DeadlineFilter::default()
    })?;
    let mut ends = days
        .iter()
        .filter(|day| is_approval_end(&day.deadline))
        .filter_map(|day| day.deadline.due);
    checks.push(match ends.next() {
        Some(end) => format!(
            "This yes ends on {}. Ask for the next one before then.",
            words::day(end, today)
        ),
        None => {
            "Many a yes has an end. Look for it in the letter, and ask anew before it.".to_owned()
        }
    });
    Ok(checks)
}

impl Inner {
    /// What can open a new way.
    pub(super) fn to_watch(&self, open: &Opened) -> Result<Vec<AfterWatchView>, Error> {
        let today = self.clock.today();
        let plan = plan_record::of_case(open.vault.read(), open.case)?;
        let end = plan.and_then(|plan| {
            let fact = plan.record.facts.get(PlanField::YearEnd.id())?;
            RoughDay::typed(&fact.value).day()
        });
        let end = end.filter(|day| *day >= today);
        let year = match end {
            Some(day) => format!(
                "Your plan year ends on {}. The new one can have new rules. Ask for the new plan book then.",
                words::day(day, today)
            ),
            None => "A new plan year can bring new rules, and you may be able to change plans. Find out when yours ends."
                .to_owned(),
        };
        let watch = |title: &str, say: String, day: Option<NaiveDate>| AfterWatchView {
            title: title.to_owned(),
            say,
            day: day.map(|day| day.to_string()),
        };
        Ok(vec![
            watch(
                "Their policy",
                "Plans change their rules for a treatment. File the new one when it comes: we show you what is new."
                    .to_owned(),
                None,
            ),
            watch(
                "New studies",
                "A study that came after their no is a new fact. Ask your doctor now and then."
                    .to_owned(),
                None,
            ),
            watch("Your plan year", year, end),
        ])
    }
}
