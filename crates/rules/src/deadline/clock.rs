//! When the clock of a rule starts: the date of the paper, its receipt, the receipt that the law presumes.

use super::answer::step;
use super::basis::Basis;
use super::doubt::{Doubt, Missing};
use super::trigger::Trigger;
use crate::calendar::long;
use chrono::{Days, NaiveDate};
use holdfast_case::DeadlineQuestion;
use holdfast_case::deadline::{Step, StepKind};

/// The paper that a trigger speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    Notice,
    Decision,
    Bill,
}

impl Paper {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Decision => "decision",
            Self::Bill => "bill",
        }
    }

    /// The fact that dates it.
    fn date(self) -> Missing {
        match self {
            Self::Notice | Self::Bill => Missing::NoticeDate,
            Self::Decision => Missing::DecisionDate,
        }
    }
}

/// Where a rule's start is told, if by nothing that is listed.
const DOCUMENT: &str = "what the plan's document says";

/// What a trigger counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Receipt(Paper),
    Date(Paper),
    EffectiveDay,
    /// Something that no letter tells: in words.
    Elsewhere(&'static str),
}

impl From {
    fn of(trigger: &str) -> Self {
        let Some(trigger) = Trigger::read(trigger) else {
            return Self::Elsewhere(DOCUMENT);
        };
        match trigger {
            Trigger::ReceiptOfNotice => Self::Receipt(Paper::Notice),
            Trigger::DateOfNotice => Self::Date(Paper::Notice),
            Trigger::ReceiptOfDecision => Self::Receipt(Paper::Decision),
            Trigger::DateOfDecision => Self::Date(Paper::Decision),
            // Guides differ on whether receipt counts for a bill: its date is the earliest.
            Trigger::Bill => Self::Date(Paper::Bill),
            Trigger::DayOfDischarge => Self::EffectiveDay,
            Trigger::ReceiptOfRequest => Self::Elsewhere("the day the request came in"),
            Trigger::ReceiptOfExternalRequest => {
                Self::Elsewhere("the day the request for external review came in")
            }
            Trigger::ReceiptByReviewer => Self::Elsewhere("the day the reviewer got the case"),
            Trigger::ReceiptOfAppeal => Self::Elsewhere("the day the appeal came in"),
            Trigger::DateOfAppealSent => Self::Elsewhere("the day the appeal was sent"),
            Trigger::ReceiptOfPrescriberStatement => {
                Self::Elsewhere("the day the prescriber's statement came in")
            }
            Trigger::DateOfService => Self::Elsewhere("the day of the care"),
            Trigger::PlanMissedItsClock => {
                Self::Elsewhere("the day the plan missed its own time limit")
            }
            Trigger::PlanDecision => Self::Elsewhere("the plan's decision"),
            Trigger::DateOfFirstDelinquency => Self::Elsewhere("the day the bill was first late"),
            // No rule counts from these; a letter may.
            Trigger::FutureDecision
            | Trigger::FirstDenial
            | Trigger::Mailing
            | Trigger::EffectiveDate
            | Trigger::ReceiptOfInformation
            | Trigger::PlanStated => Self::Elsewhere(DOCUMENT),
        }
    }
}

/// The start of a clock and how it was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    /// The day counted from; none while it has not started or is not known.
    pub(crate) start: Option<NaiveDate>,
    /// The date of the paper (or its receipt, where that is noted as earlier).
    pub(crate) paper: Option<NaiveDate>,
    /// The day of receipt that counts, for limits of the letter that run from receipt.
    pub(crate) receipt: Option<NaiveDate>,
    /// Receipt later than the law presumes: a second day, to be proved.
    pub(crate) proved_receipt: Option<NaiveDate>,
    /// Days for the mail that the law presumes, where the clock starts with them because no receipt is known.
    pub(crate) presumed: Option<u32>,
    /// The facts any of which would start it, where it has no start; none where no fact of the question would.
    pub(crate) waits_for: Vec<Missing>,
    pub(crate) word: &'static str,
    pub(crate) steps: Vec<Step>,
    pub(crate) doubt: Vec<Doubt>,
}

/// Where a question's clock starts under a basis. `given` is a start that the letter itself names.
pub(crate) fn clock(basis: &Basis<'_>, ask: &DeadlineQuestion, given: Option<NaiveDate>) -> Clock {
    let from = From::of(basis.trigger);
    let step = |kind: StepKind, say: String, date: Option<NaiveDate>| {
        step(kind, say, date, basis.citation)
    };
    let not_known = |mut clock: Clock, what: String, waits_for: &[Missing]| {
        let of_paper = |fact: &Missing| matches!(fact, Missing::NoticeDate | Missing::DecisionDate);
        let doubt = if waits_for.iter().any(of_paper) {
            Doubt::PaperNotDated(what)
        } else {
            Doubt::StartNotKnown(what)
        };
        clock
            .steps
            .push(step(StepKind::NotStarted, doubt.say(), None));
        clock.doubt.push(doubt);
        clock.waits_for = waits_for.to_vec();
        clock
    };
    let paper = match from {
        From::Receipt(p) | From::Date(p) => p,
        From::EffectiveDay | From::Elsewhere(_) => Paper::Notice,
    };
    let (printed, mut clock) = papers(paper, ask);
    match from {
        From::Elsewhere(what) => match given {
            Some(day) => {
                clock.start = Some(day);
                clock.steps.push(step(
                    StepKind::StartsElsewhere,
                    format!(
                        "The clock starts with {what}: {}. That day is not counted.",
                        long(day)
                    ),
                    given,
                ));
                clock
            }
            None => not_known(clock, what.to_owned(), &[]),
        },
        From::EffectiveDay => match ask.effective_date {
            Some(day) => {
                clock.start = Some(day);
                clock.steps.push(step(
                    StepKind::StartsThatDay,
                    format!("The day itself counts: {}.", long(day)),
                    Some(day),
                ));
                clock
            }
            None => not_known(
                clock,
                "the day care ends".to_owned(),
                &[Missing::EffectiveDate],
            ),
        },
        From::Date(p) => from_date(clock, p, printed, ask.received_date, step, not_known),
        From::Receipt(p) => {
            from_receipt(clock, basis, p, printed, ask.received_date, step, not_known)
        }
    }
}

/// The paper's own date, and a clock that knows paper and receipt but no start yet.
fn papers(paper: Paper, ask: &DeadlineQuestion) -> (Option<NaiveDate>, Clock) {
    let printed = match paper {
        Paper::Notice | Paper::Bill => ask.notice_date,
        Paper::Decision => ask.decision_date,
    };
    // Without its decision, a day of receipt belongs to the paper before.
    let received = ask
        .received_date
        .filter(|_| paper != Paper::Decision || printed.is_some());
    let earliest = [printed, received]
        .into_iter()
        .flatten()
        .min()
        .filter(|_| printed.is_some());
    let clock = Clock {
        paper: earliest,
        receipt: received.or(printed),
        word: paper.word(),
        ..Clock::default()
    };
    (printed, clock)
}

fn before_its_date(clock: &mut Clock, received: NaiveDate) -> String {
    let word = clock.word;
    clock.doubt.push(Doubt::BeforeItsDate(received));
    format!(
        "The {word} came on {}, before the date printed on it: the earlier day was taken. That day is not counted.",
        long(received)
    )
}

fn from_date(
    mut clock: Clock,
    paper: Paper,
    printed: Option<NaiveDate>,
    received: Option<NaiveDate>,
    step: impl Fn(StepKind, String, Option<NaiveDate>) -> Step,
    not_known: impl Fn(Clock, String, &[Missing]) -> Clock,
) -> Clock {
    let word = paper.word();
    let Some(printed) = printed else {
        return not_known(clock, format!("the date on the {word}"), &[paper.date()]);
    };
    let (start, kind, say) = match received {
        Some(received) if received < printed => (
            received,
            StepKind::StartsBeforeDate,
            before_its_date(&mut clock, received),
        ),
        _ => (
            printed,
            StepKind::StartsAtDate,
            format!(
                "The clock starts with the date on the {word}: {}, not with its receipt. That day is not counted.",
                long(printed)
            ),
        ),
    };
    clock.start = Some(start);
    clock.steps.push(step(kind, say, Some(start)));
    clock
}

fn from_receipt(
    mut clock: Clock,
    basis: &Basis<'_>,
    paper: Paper,
    printed: Option<NaiveDate>,
    received: Option<NaiveDate>,
    step: impl Fn(StepKind, String, Option<NaiveDate>) -> Step,
    not_known: impl Fn(Clock, String, &[Missing]) -> Clock,
) -> Clock {
    let word = paper.word();
    let counted = |day: NaiveDate| {
        format!(
            "The clock starts with receipt of the {word}: {}. That day is not counted.",
            long(day)
        )
    };
    let presumption = basis.rule.receipt_presumption_days;
    let Some(printed) = printed else {
        // A presumed day hangs on the date of the paper, and may be earlier than the day it came.
        return match received.filter(|_| paper != Paper::Decision) {
            Some(received) if presumption == 0 => {
                clock.start = Some(received);
                clock.steps.push(step(
                    StepKind::StartsAtReceipt,
                    counted(received),
                    Some(received),
                ));
                clock
            }
            Some(_) => not_known(
                clock,
                format!("the date on the {word}, with days for the mail"),
                &[paper.date()],
            ),
            // The day a decision came starts nothing without the decision itself.
            None if presumption == 0 && paper != Paper::Decision => not_known(
                clock,
                format!("receipt of the {word}"),
                &[paper.date(), Missing::ReceivedDate],
            ),
            None => not_known(clock, format!("receipt of the {word}"), &[paper.date()]),
        };
    };
    let holds = basis.rule.effective_from.is_none_or(|from| printed >= from);
    let presumed = printed
        .checked_add_days(Days::new(u64::from(presumption)))
        .filter(|_| presumption > 0 && holds);
    if let Some(from) = basis.rule.effective_from.filter(|_| !holds) {
        clock.doubt.push(Doubt::RuleIsNewer(from));
    }
    let (start, kind, say) = match (received, presumed) {
        (Some(received), _) if received < printed => (
            received,
            StepKind::StartsBeforeDate,
            before_its_date(&mut clock, received),
        ),
        (Some(received), Some(presumed)) if received < presumed => (
            received,
            StepKind::StartsAtReceipt,
            format!(
                "The {word} came on {}, sooner than the {presumption} days for the mail that the rule presumes: the day it came counts.",
                long(received)
            ),
        ),
        (received, Some(presumed)) => {
            if let Some(late) = received.filter(|r| *r > presumed) {
                clock.proved_receipt = Some(late);
                clock.doubt.push(Doubt::CameLate(late));
            }
            clock.presumed = Some(presumption).filter(|_| received.is_none());
            (
                presumed,
                StepKind::StartsAtPresumedReceipt { days: presumption },
                format!(
                    "The {word} is dated {}; the rule takes it as received {presumption} days later: {}.",
                    long(printed),
                    long(presumed)
                ),
            )
        }
        (Some(received), None) if holds => (received, StepKind::StartsAtReceipt, counted(received)),
        (_, None) => {
            if received.is_none() {
                clock.doubt.push(Doubt::ReceiptUnknown(word));
            }
            (
                printed,
                StepKind::StartsAtDateForReceipt,
                format!(
                    "The clock starts with receipt of the {word}: {} (date of the paper, receipt not known). That day is not counted.",
                    long(printed)
                ),
            )
        }
    };
    clock.start = Some(start);
    clock.receipt = Some(start);
    clock.steps.push(step(kind, say, Some(start)));
    clock
}
