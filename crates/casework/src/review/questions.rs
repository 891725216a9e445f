//! How each fact is asked for: its label, its question, the way it is typed, its choices.

use super::{fields, told};
use crate::view::{ChoiceView, FactInput};
use crate::words;
use holdfast_case::Reading;
use holdfast_case::reading::{NoticeKind, Outcome, Stage, StatedDeadline};
use holdfast_library::Library;
use holdfast_rules::reading::APPROVAL_END;

/// How a fact is asked for.
pub(crate) struct About {
    pub(crate) label: String,
    pub(crate) question: String,
    pub(crate) help: Option<String>,
    pub(crate) input: FactInput,
}

/// Facts that a date hangs on, the most telling first.
const FIRST: [&str; 9] = [
    "kind",
    "claim.date_of_notice",
    told::APPROVAL_END,
    "received_date",
    "plan.kind",
    "deadlines",
    told::ANSWER_BY,
    "outcome",
    "stage",
];

/// True for a fact that a date hangs on.
pub(crate) fn moves_most(field: &str) -> bool {
    rank(field) < FIRST.len()
}

/// How telling a fact is: what moves the date comes first.
pub(crate) fn rank(field: &str) -> usize {
    let list = fields::indexed(field).map_or(field, |(list, _)| list);
    let first = FIRST.iter().position(|known| *known == list);
    first.unwrap_or_else(|| {
        FIRST.len() + usize::from(!matches!(list, "reasons" | "plan.issuer" | "claim.numbers"))
    })
}

/// How a field is asked for.
pub(crate) fn about(field: &str, reading: &Reading) -> About {
    let (list, index) =
        fields::indexed(field).map_or((field, None), |(list, index)| (list, Some(index)));
    let stated = index
        .filter(|_| list == "deadlines")
        .and_then(|index| reading.deadlines.get(index));
    let (label, question, help, input) = match stated {
        Some(stated) if is_end(stated) => APPROVAL_END_ASKED,
        _ => of_field(list),
    };
    let (number, many) = match index {
        Some(index) => place_in(list, index, reading),
        None => (1, 1),
    };
    let label = match many {
        0 | 1 => label.to_owned(),
        _ => format!("{label} {number}"),
    };
    let question = match stated {
        Some(stated) if many > 1 && !is_end(stated) => format!(
            "How long does the letter give you for the {}?",
            words::thing(&stated.level)
        ),
        _ => question.to_owned(),
    };
    About {
        label,
        question,
        help: (!help.is_empty()).then(|| help.to_owned()),
        input,
    }
}

/// How the end of an approval is asked for.
const APPROVAL_END_ASKED: (&str, &str, &str, FactInput) = (
    "Approval ends",
    "On which day does this approval end?",
    "To go on after it, your clinic has to ask again before.",
    FactInput::Date,
);

/// True for the end of an approval.
pub(crate) fn is_end(stated: &StatedDeadline) -> bool {
    stated.level == APPROVAL_END
}

/// True for a time that the person is shown: their own, and the end of an approval.
pub(crate) fn is_shown(stated: &StatedDeadline) -> bool {
    stated.who == "member" || is_end(stated)
}

/// Which of how many a fact in a list is, as they are shown: the times of the other side are not.
fn place_in(list: &str, index: usize, reading: &Reading) -> (usize, usize) {
    if list != "deadlines" {
        return (index + 1, fields::length(reading, list));
    }
    let end = reading.deadlines.get(index).is_some_and(is_end);
    let ours = |upto: usize| {
        let stated = reading.deadlines.iter().take(upto);
        let alike = stated.filter(|stated| is_shown(stated) && is_end(stated) == end);
        alike.count()
    };
    (ours(index + 1).max(1), ours(usize::MAX))
}

fn of_field(field: &str) -> (&'static str, &'static str, &'static str, FactInput) {
    use FactInput::{Choice, Date, Money, Text, YesNo};
    match field {
        "kind" => (
            "Kind of letter",
            "What is this?",
            "Pick the nearest, or just keep it.",
            Choice,
        ),
        "claim.date_of_notice" => (
            "Letter date",
            "Which date is printed on the letter?",
            "Look near the top of the first page.",
            Date,
        ),
        "received_date" => (
            "It came on",
            "When did this letter reach you?",
            "\"I don't know\" is fine. Then we count from the letter's own date, the safe side.",
            Date,
        ),
        told::APPROVAL_END => APPROVAL_END_ASKED,
        told::ANSWER_BY => (
            "Last day to answer",
            "By which day does the letter want your answer?",
            "Type a day, or a time such as 180 days.",
            Text,
        ),
        "outcome" => ("What they decided", "What did they decide?", "", Choice),
        "stage" => (
            "Where it stands",
            "What does this letter answer?",
            "",
            Choice,
        ),
        "plan.issuer" => ("Sender", "Who sent it?", "", Text),
        "plan.kind" => (
            "Type of plan",
            "What kind of plan is it?",
            "The time you have hangs on it. If you don't know, we take the shortest.",
            Choice,
        ),
        "plan.plan_name" => ("Plan", "What is the plan called?", "", Text),
        "plan.group" => ("Group number", "What is the group number?", "", Text),
        "plan.state" => (
            "State",
            "Which state is the plan from?",
            "Its name, or two letters like OH.",
            Text,
        ),
        "member.patient" => ("Patient", "Who is it about?", "", Text),
        "member.subscriber" => ("Plan holder", "In whose name is the plan?", "", Text),
        "member.member_id" => (
            "Member number",
            "What is the member number?",
            "It stands on the card too.",
            Text,
        ),
        "claim.service" => ("Treatment", "Which treatment is it about?", "", Text),
        "claim.provider" => ("Doctor or clinic", "Which doctor or clinic?", "", Text),
        "claim.numbers" => (
            "Number to quote",
            "Which number names this claim?",
            "",
            Text,
        ),
        "claim.dates_of_service" => (
            "Day of treatment",
            "On which day was the treatment?",
            "",
            Date,
        ),
        "claim.codes" => ("Code", "Which code is it?", "", Text),
        "amounts.billed" => ("Billed", "How much was billed?", "", Money),
        "amounts.allowed" => ("Allowed", "How much do they allow?", "", Money),
        "amounts.paid" => ("They paid", "How much did they pay?", "", Money),
        "amounts.not_covered" => ("Not covered", "How much is not covered?", "", Money),
        "amounts.patient_owes" => ("You may owe", "How much may you owe?", "", Money),
        "amounts.discount" => ("Discount", "How much is the discount?", "", Money),
        "amounts.deductible" => ("Deductible", "How much goes to the deductible?", "", Money),
        "amounts.copay" => ("Copay", "How much is the copay?", "", Money),
        "amounts.coinsurance" => ("Coinsurance", "How much is the coinsurance?", "", Money),
        "amounts.other_insurance" => (
            "Other insurance",
            "How much does other insurance pay?",
            "",
            Money,
        ),
        "reasons" => (
            "Why they refused",
            "Why do they say no?",
            "Pick the nearest.",
            Choice,
        ),
        "appeal.address" => ("Appeal address", "Where does an appeal go?", "", Text),
        "appeal.fax" => ("Appeal fax", "Which fax takes an appeal?", "", Text),
        "appeal.phone" => ("Appeal phone", "Which phone is for appeals?", "", Text),
        "appeal.portal" => ("Appeal portal", "Which website takes an appeal?", "", Text),
        "external_review.offered" => (
            "Independent review",
            "Do they offer an independent review?",
            "",
            YesNo,
        ),
        "external_review.kind" => ("Kind of review", "Which kind of review?", "", Choice),
        "effective_date" => (
            "It takes effect on",
            "When does the change take effect?",
            "",
            Date,
        ),
        "deadlines" => (
            "Time to answer",
            "How long does the letter give you?",
            "Type a day, or a time such as 180 days.",
            Text,
        ),
        _ => ("Fact", "What does it say?", "", Text),
    }
}

/// The choices of a field; the last is always not to know.
pub(crate) fn choices(field: &str, lib: &Library) -> Vec<ChoiceView> {
    let choice = |value: &str, say: &str| ChoiceView {
        value: value.to_owned(),
        say: say.to_owned(),
    };
    let list = fields::indexed(field).map_or(field, |(list, _)| list);
    let mut choices: Vec<ChoiceView> = match list {
        "kind" => kinds(),
        "outcome" => Outcome::ALL
            .iter()
            .map(|o| choice(o.id(), outcome(*o)))
            .collect(),
        "stage" => Stage::ALL
            .iter()
            .map(|s| choice(s.id(), stage(*s)))
            .collect(),
        "plan.kind" => {
            let kinds = lib
                .appeal
                .plan_kinds
                .iter()
                .filter(|kind| kind.id != "unknown");
            kinds.map(|kind| choice(&kind.id, &kind.name)).collect()
        }
        "reasons" => lib
            .reasons
            .reasons
            .iter()
            .map(|r| choice(&r.id, &r.title))
            .collect(),
        "external_review.offered" => vec![choice("yes", "Yes"), choice("no", "No")],
        "external_review.kind" => vec![
            choice("federal", "Under federal rules"),
            choice("state", "Under the state's rules"),
            choice(
                "program",
                "The program's own (Medicare, Medicaid, federal employees)",
            ),
        ],
        _ => Vec::new(),
    };
    let knows = matches!(
        list,
        "received_date" | "plan.kind" | "kind" | "effective_date"
    );
    choices.push(choice(
        "",
        if knows { "I don't know" } else { "Not stated" },
    ));
    choices
}

/// Kinds of letter to choose from.
pub(crate) fn kinds() -> Vec<ChoiceView> {
    let all = NoticeKind::ALL.iter().map(|kind| ChoiceView {
        value: kind.id().to_owned(),
        say: words::kind(*kind).to_owned(),
    });
    all.collect()
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Denied => "No",
        Outcome::PartlyDenied => "Partly no",
        Outcome::Reduced => "Less than before",
        Outcome::Approved => "Yes",
        Outcome::ApprovedWithChange => "Yes, but otherwise than asked",
        Outcome::Paid => "Paid",
        Outcome::Pending => "Not decided yet",
        Outcome::Upheld => "The no stands",
        Outcome::Overturned => "The no was turned into a yes",
        Outcome::None => "Nothing was decided",
    }
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::InitialPreService => "A request before treatment",
        Stage::InitialConcurrent => "Treatment that is going on",
        Stage::InitialPostService => "A claim after treatment",
        Stage::FirstLevelAppeal => "Your first appeal",
        Stage::FinalInternal => "Your last appeal to the insurer",
        Stage::ExternalReview => "An independent review",
        Stage::FairHearing => "A fair hearing",
        Stage::None => "None of these",
    }
}
