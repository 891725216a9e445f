//! Doubts as kinds: what is not sure of an answer, and which missing fact could make its day sooner.
//!
//! While an answer is worked out a doubt is a value, so that nothing is decided by the words of a sentence; the
//! sentence is said last, when the answer is handed out.

use crate::calendar::long;
use chrono::NaiveDate;
use holdfast_case::Deadline;
use holdfast_case::deadline::DoubtCode;

/// A fact that a question can leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    PlanKind,
    NoticeDate,
    ReceivedDate,
    DecisionDate,
    EffectiveDate,
}

impl Missing {
    fn words(self) -> &'static str {
        match self {
            Self::PlanKind => "the kind of plan",
            Self::NoticeDate => "the date of the notice",
            Self::ReceivedDate => "the day of receipt",
            Self::DecisionDate => "the day of the decision",
            Self::EffectiveDate => "the day the cut takes effect",
        }
    }
}

/// Facts in words, one beside the other.
fn either(facts: &[Missing]) -> String {
    let words: Vec<&str> = facts.iter().map(|f| f.words()).collect();
    words.join(" or ")
}

/// What is not sure of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Doubt {
    // Of the facts.
    OutsideCalendar,
    /// Receipt was given as a day that lies ahead.
    ReceivedAhead(NaiveDate),
    /// The paper is dated ahead of the day it is, or was filed; another day may stand in for its date.
    DatedAhead {
        day: NaiveDate,
        taken: Option<NaiveDate>,
    },
    PlanWord(String),
    ClaimWord(String),
    /// The day of the decision was taken to be the date of the notice.
    DecisionTaken(NaiveDate),
    /// The date of the notice was taken to be the day of the decision.
    NoticeTaken(NaiveDate),
    /// The date of the notice was taken to be so many days before it came.
    NoticeBeforeReceipt {
        days: u32,
        day: NaiveDate,
    },
    /// The decision that starts the clock was only written down: its paper is not here.
    OnlyTold {
        day: NaiveDate,
        told: bool,
    },
    // Of the clock.
    /// What the rule counts from is not known, in words.
    StartNotKnown(String),
    /// The same, where it is a paper that has no date.
    PaperNotDated(String),
    BeforeItsDate(NaiveDate),
    RuleIsNewer(NaiveDate),
    CameLate(NaiveDate),
    /// Receipt is not known: the date of this paper was taken.
    ReceiptUnknown(&'static str),
    /// Receipt is not known: the law presumes it so many days after the date.
    ReceiptPresumed(u32),
    // Of the count.
    Beyond,
    StateMayAllowLess {
        most: String,
        figure: u32,
    },
    StateSets {
        least: u32,
        most: String,
    },
    NoLimitKnown(u32),
    /// The rule gives no length: its own words.
    InItsWords(String),
    LengthElsewhere,
    CutMayBeLater,
    CutMayBeSooner,
    ObservedDay,
    // Of the choice between rules.
    AnotherLimit {
        day: NaiveDate,
        plain: String,
    },
    /// A rule whose day of discharge is not known.
    DischargeMayBeSooner(String),
    SeveralLimits {
        claim_known: bool,
    },
    OtherClaim,
    NoRule,
    // Of the state.
    StateNotSeen,
    StateUnknown,
    /// It is one of these.
    StateOneOf(Vec<String>),
    // Of the kind of plan.
    KindUnknown,
    /// The same, where no kind leads.
    NoKind,
    /// It is one of these.
    KindOneOf(Vec<String>),
    /// By another kind or state that is named, this day is over.
    OtherPassed {
        other: String,
        day: NaiveDate,
    },
    /// No day is named: of these kinds.
    PaperUnknown(Vec<String>),
    IfKind {
        kind: String,
        day: NaiveDate,
    },
    DateNeeded,
    /// The letter's own limit rules out every kind with a rule here.
    NoKindFits,
    // Of the letter.
    LetterBeyond,
    LetterUnread,
    LetterUnit(u32),
    /// The letter counts from this fact, or from a day that is no fact of the question: the earliest was taken.
    LetterStartTaken(Option<Missing>),
    /// The letter counts from something that has not happened, or from one of these.
    LetterWaits(Vec<Missing>),
    LetterStartsBefore,
    RuleAlone(NaiveDate),
    /// Only the letter gives a day: the rule waits for one of these, if it is a fact of the question at all.
    RuleWaits(Vec<Missing>),
    // Of the letter as a whole.
    /// It refuses nothing, whatever it says of appeals.
    NothingRefused,
    /// Its limit was read without being sure of it: its words.
    LetterFaint(String),
    OnlyMedicaid,
    /// The paper is in hand, its date is not read.
    PaperDateNeeded,
    /// The same: the last day, were it of the date that was read without being sure of it.
    IfDated {
        dated: NaiveDate,
        day: NaiveDate,
    },
    // Of a day gone by.
    Passed(NaiveDate),
    GoodCause(String),
}

impl Doubt {
    /// The facts of which this doubt says that, were they known, the day could be sooner.
    pub(crate) fn sooner_by(&self) -> &[Missing] {
        match self {
            Self::NoKindFits => &[Missing::PlanKind],
            Self::NoticeTaken(_) | Self::NoticeBeforeReceipt { .. } => &[Missing::NoticeDate],
            Self::ReceiptPresumed(_) => &[Missing::ReceivedDate],
            Self::CutMayBeSooner | Self::DischargeMayBeSooner(_) => &[Missing::EffectiveDate],
            Self::LetterStartTaken(fact) => fact.as_slice(),
            Self::LetterWaits(facts) | Self::RuleWaits(facts) => facts,
            _ => &[],
        }
    }

    /// True for what has to be said of a kind of plan or a state that does not lead.
    pub(crate) fn is_of_others(&self) -> bool {
        !self.sooner_by().is_empty()
            || matches!(self, Self::StateOneOf(_) | Self::OtherPassed { .. })
    }

    /// True where a figure of our own stands in for a rule.
    pub(crate) fn is_own_figure(&self) -> bool {
        matches!(self, Self::StateMayAllowLess { .. } | Self::NoLimitKnown(_))
    }

    /// What a face may decide by.
    fn code(&self) -> DoubtCode {
        match self {
            Self::ReceivedAhead(day) => DoubtCode::ReceivedAhead { day: *day },
            Self::BeforeItsDate(day) => DoubtCode::ReceivedBeforeDate { day: *day },
            Self::DatedAhead { day, taken } => DoubtCode::DatedAhead {
                day: *day,
                taken: *taken,
            },
            Self::PaperNotDated(_) => DoubtCode::PaperNotDated,
            Self::DateNeeded | Self::PaperDateNeeded => DoubtCode::DateNeeded,
            Self::IfDated { dated, day } => DoubtCode::IfDated {
                dated: *dated,
                day: *day,
            },
            Self::OnlyTold { day, told } => DoubtCode::OnlyTold {
                day: *day,
                told: *told,
            },
            Self::ReceiptUnknown(_) => DoubtCode::ReceiptUnknown,
            Self::ReceiptPresumed(_) => DoubtCode::ReceiptPresumed,
            Self::KindUnknown | Self::NoKind => DoubtCode::KindUnknown,
            Self::PaperUnknown(kinds) => DoubtCode::PaperUnknown {
                kinds: kinds.clone(),
            },
            Self::IfKind { kind, day } => DoubtCode::IfKind {
                kind: kind.clone(),
                day: *day,
            },
            Self::StateUnknown => DoubtCode::StateUnknown,
            Self::StateOneOf(states) => DoubtCode::StateOneOf {
                states: states.clone(),
            },
            Self::KindOneOf(kinds) => DoubtCode::KindOneOf {
                kinds: kinds.clone(),
            },
            Self::OtherPassed { day, .. } => DoubtCode::OtherPassed { day: *day },
            Self::Passed(_) => DoubtCode::Passed,
            Self::GoodCause(_) => DoubtCode::GoodCause,
            _ => DoubtCode::Said,
        }
    }

    /// The doubt as it is handed out.
    pub(crate) fn said(&self) -> holdfast_case::deadline::Doubt {
        holdfast_case::deadline::Doubt {
            code: self.code(),
            say: self.say(),
        }
    }

    /// The sentence.
    pub(crate) fn say(&self) -> String {
        match self {
            Self::OutsideCalendar => {
                "A date that was given lies beyond any calendar and was left out: look at it again."
                    .to_owned()
            }
            Self::ReceivedAhead(day) => format!(
                "The day of receipt that was given lies ahead of today ({}): nothing is counted from it until it is put right.",
                long(*day)
            ),
            Self::DatedAhead { day, taken: None } => format!(
                "The date of the letter lies ahead of today ({}): look at it again.",
                long(*day)
            ),
            Self::DatedAhead {
                day,
                taken: Some(taken),
            } => format!(
                "The date on the letter reads {}, but the letter was here before. We count from {} until the date is put right.",
                long(*day),
                long(*taken)
            ),
            Self::PlanWord(word) => {
                format!("We do not know this kind of plan: \u{201c}{word}\u{201d}.")
            }
            Self::ClaimWord(word) => {
                format!("We do not know this kind of claim: \u{201c}{word}\u{201d}.")
            }
            Self::DecisionTaken(paper) => format!(
                "The day of the decision is not known: the date of the notice was taken, {}, the earliest it can have been.",
                long(*paper)
            ),
            Self::NoticeTaken(decision) => format!(
                "The date on the notice is not known: the day of the decision was taken, {}. If the notice is older, it is sooner.",
                long(*decision)
            ),
            Self::NoticeBeforeReceipt { days, day } => format!(
                "The date on the notice is not known; it can be no later than the day it came. {days} days for the post were taken, our own cautious figure: {}.",
                long(*day)
            ),
            Self::OnlyTold { day, told: true } => format!(
                "You wrote down that they kept their no on {}. Their letter is not here, so this is the earliest the last day can be.",
                long(*day)
            ),
            Self::OnlyTold { day, told: false } => format!(
                "The day they kept their no is not known. We count from {}, the earliest it can have been.",
                long(*day)
            ),
            Self::StartNotKnown(what) | Self::PaperNotDated(what) => {
                format!("The rule counts from {what}, which is not known.")
            }
            Self::BeforeItsDate(received) => format!(
                "The day of receipt that was given lies before the date on the letter ({}): we count from the earlier of the two until one is put right.",
                long(*received)
            ),
            Self::RuleIsNewer(from) => format!(
                "This rule holds for papers from {} on; for an older one its own date was taken, the earliest it can have been.",
                long(*from)
            ),
            Self::CameLate(late) => format!(
                "It came later than presumed ({}): a later last day holds only with proof of that.",
                long(*late)
            ),
            Self::ReceiptUnknown(word) => format!(
                "The day of receipt is not known: the date of the {word} was taken, the earliest it can have been."
            ),
            Self::ReceiptPresumed(days) => format!(
                "The day of receipt is not known: the law presumes it {days} days after the date. If it came sooner, the last day may be sooner."
            ),
            Self::Beyond => {
                "The day lies beyond any calendar: look at the dates again.".to_owned()
            }
            Self::StateMayAllowLess { most, figure } => format!(
                "The state may allow up to {most} and the letter does not say: {figure} days is our own cautious figure, not a rule."
            ),
            Self::StateSets { least, most } => format!(
                "The state sets {least} to {most} and the letter does not say: the shortest was taken."
            ),
            Self::NoLimitKnown(figure) => format!(
                "No time limit is known: {figure} days is our own cautious figure, not a rule."
            ),
            Self::InItsWords(plain) => plain.clone(),
            Self::LengthElsewhere => {
                "Only the letter or the plan's document says how long.".to_owned()
            }
            Self::CutMayBeLater => {
                "The day the cut takes effect is not known: if it is later, there is time until then."
                    .to_owned()
            }
            Self::CutMayBeSooner => {
                "The day the cut takes effect is not known: if it is sooner, it has to be in before that day."
                    .to_owned()
            }
            Self::ObservedDay => {
                "The day is kept as a holiday by federal offices but is not the holiday itself: it was not moved."
                    .to_owned()
            }
            Self::AnotherLimit { day, plain } => {
                format!("Another time limit may hold: {}. {plain}", long(*day))
            }
            Self::DischargeMayBeSooner(plain) => format!("It may be sooner: {plain}"),
            Self::SeveralLimits { claim_known: true } => {
                "More than one time limit could hold here: the earliest was taken.".to_owned()
            }
            Self::SeveralLimits { claim_known: false } => {
                "The kind of claim is not known and more than one time limit could hold: the earliest was taken."
                    .to_owned()
            }
            Self::OtherClaim => {
                "The rule known for this step is for another kind of claim: it was taken all the same."
                    .to_owned()
            }
            Self::NoRule => {
                "No rule is known for this step of this kind of plan: only the letter can say."
                    .to_owned()
            }
            Self::StateNotSeen => {
                "The state's entry was not seen in its own text: the earlier of it and the federal four months was taken."
                    .to_owned()
            }
            Self::StateUnknown => {
                "The state is not known: the shortest time of all states was taken. It is in the letter's address."
                    .to_owned()
            }
            Self::KindUnknown => {
                "The kind of plan is not known: the shortest time that could apply was taken."
                    .to_owned()
            }
            Self::StateOneOf(states) => format!(
                "It is not known which of these states it is: {}. The day that comes first was taken.",
                states.join(", ")
            ),
            Self::KindOneOf(kinds) => format!(
                "It is not known which of these kinds of plan it is: {}. The day that comes first was taken.",
                kinds.join(", ")
            ),
            Self::OtherPassed { other, day } => format!(
                "If it is {other}, {} has passed. Act all the same.",
                long(*day)
            ),
            Self::NoKind => "The kind of plan is not known.".to_owned(),
            Self::PaperUnknown(kinds) => format!(
                "The kind of plan is not known, and for some the clock starts with a paper whose date is not known ({}): no day is named, it could be too late.",
                kinds.join(", ")
            ),
            Self::IfKind { kind, day } => format!("If it is {kind}: {}.", long(*day)),
            Self::NoKindFits => {
                "Only the letter gives a day: its limit is that of no kind of plan that has this step. Look at both."
                    .to_owned()
            }
            Self::DateNeeded => "The date printed on the letter is needed.".to_owned(),
            Self::LetterBeyond => {
                "The letter's own limit lies beyond any calendar: look at it again.".to_owned()
            }
            Self::LetterUnread => {
                "The letter gives a limit of its own that could not be read as a day: look at it, it may be sooner."
                    .to_owned()
            }
            Self::LetterUnit(count) => format!(
                "The letter gives {count} without a unit that we know: days were taken. Look at it, it may be sooner."
            ),
            Self::LetterStartTaken(None) => {
                "The day that the letter counts from is not known: it was counted from the earliest day we know of. Look at it."
                    .to_owned()
            }
            Self::LetterStartTaken(Some(fact)) => format!(
                "The day that the letter counts from is not known ({}): it was counted from the earliest day we know of. If it is earlier, it is sooner.",
                fact.words()
            ),
            Self::LetterWaits(facts) if facts.is_empty() => {
                "What the letter counts from has not happened, or is not known.".to_owned()
            }
            Self::LetterWaits(facts) => format!(
                "What the letter counts from has not happened, or is not known: {}. By the letter it may be sooner.",
                either(facts)
            ),
            Self::LetterStartsBefore => {
                "The letter counts from an earlier day that is not known: give it, no day can be named before."
                    .to_owned()
            }
            Self::RuleAlone(day) => format!(
                "By the rule alone it is {}, but the letter's own limit may be over sooner.",
                long(*day)
            ),
            Self::RuleWaits(facts) if facts.is_empty() => {
                "Only the letter gives a day: the rule's start is not known, and it may be sooner."
                    .to_owned()
            }
            Self::RuleWaits(facts) => format!(
                "Only the letter gives a day: the rule's start is not known ({}), and it may be sooner.",
                either(facts)
            ),
            Self::NothingRefused => {
                "This letter says no to nothing: its words about appeals start no clock.".to_owned()
            }
            Self::LetterFaint(quote) => format!(
                "We are not sure what the letter gives here (\u{201c}{quote}\u{201d}): look at it."
            ),
            Self::OnlyMedicaid => {
                "Only if this is Medicaid: then the care can go on while you appeal.".to_owned()
            }
            Self::PaperDateNeeded => {
                "The date printed on the letter is needed to work out the last day.".to_owned()
            }
            Self::IfDated { dated, day } => format!(
                "If the letter is from {}, the last day is {}.",
                long(*dated),
                long(*day)
            ),
            Self::Passed(due) => format!("{} has passed.", long(*due)),
            Self::GoodCause(cause) => format!("There may still be a way: {cause}"),
        }
    }
}

/// An answer being put together: its doubts are not yet words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) deadline: Deadline,
    pub(crate) doubt: Vec<Doubt>,
}

impl Draft {
    /// Adds a doubt that is not there yet.
    pub(crate) fn doubt_once(&mut self, doubt: Doubt) {
        if !self.doubt.contains(&doubt) {
            self.doubt.push(doubt);
        }
    }

    /// The answer with its doubts in words.
    pub(crate) fn said(self) -> Deadline {
        Deadline {
            doubt: self.doubt.iter().map(Doubt::said).collect(),
            ..self.deadline
        }
    }
}
