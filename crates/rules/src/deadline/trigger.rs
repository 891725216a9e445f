//! What starts a clock: one list for the rules, the states' entries and the letters.

/// What starts a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trigger {
    ReceiptOfNotice,
    DateOfNotice,
    ReceiptOfDecision,
    DateOfDecision,
    /// A decision that lies ahead for the letter that speaks of it.
    FutureDecision,
    FirstDenial,
    Mailing,
    Bill,
    DayOfDischarge,
    EffectiveDate,
    DateOfService,
    DateOfFirstDelinquency,
    ReceiptOfInformation,
    ReceiptOfRequest,
    ReceiptOfExternalRequest,
    ReceiptByReviewer,
    ReceiptOfAppeal,
    DateOfAppealSent,
    ReceiptOfPrescriberStatement,
    PlanDecision,
    PlanMissedItsClock,
    PlanStated,
}

impl Trigger {
    /// The trigger with this id of rules or letters; none where nobody listed it.
    pub(crate) fn read(id: &str) -> Option<Self> {
        Some(match id {
            "receipt-of-notice" => Self::ReceiptOfNotice,
            "date-of-notice" => Self::DateOfNotice,
            "receipt-of-final-decision" | "receipt-of-decision" => Self::ReceiptOfDecision,
            "date-of-final-decision" | "date-of-decision" => Self::DateOfDecision,
            "future-decision" | "final-decision" => Self::FutureDecision,
            "first-denial" => Self::FirstDenial,
            "mailing" => Self::Mailing,
            "receipt-of-bill" | "date-of-first-bill" => Self::Bill,
            "day-of-discharge" => Self::DayOfDischarge,
            "effective-date" | "effective-date-of-action" => Self::EffectiveDate,
            "date-of-service" => Self::DateOfService,
            "date-of-first-delinquency" => Self::DateOfFirstDelinquency,
            "receipt-of-information" => Self::ReceiptOfInformation,
            "receipt-of-request" => Self::ReceiptOfRequest,
            "receipt-of-external-request" => Self::ReceiptOfExternalRequest,
            "receipt-by-reviewer" => Self::ReceiptByReviewer,
            "receipt-of-appeal" => Self::ReceiptOfAppeal,
            "date-of-appeal-sent" => Self::DateOfAppealSent,
            "receipt-of-prescriber-statement" => Self::ReceiptOfPrescriberStatement,
            "plan-decision" => Self::PlanDecision,
            "plan-missed-its-clock" => Self::PlanMissedItsClock,
            "plan-stated" => Self::PlanStated,
            _ => return None,
        })
    }

    /// True where it lies in time to come for the letter that names it: its number says nothing of this clock.
    pub(crate) fn is_to_come(self) -> bool {
        matches!(
            self,
            Self::ReceiptOfInformation
                | Self::ReceiptOfRequest
                | Self::ReceiptOfExternalRequest
                | Self::ReceiptByReviewer
                | Self::ReceiptOfAppeal
                | Self::DateOfAppealSent
                | Self::ReceiptOfPrescriberStatement
                | Self::PlanDecision
                | Self::PlanMissedItsClock
        )
    }

    /// True where a paper of the question starts it, a notice or a decision.
    pub(crate) fn is_paper(self) -> bool {
        matches!(
            self,
            Self::ReceiptOfNotice
                | Self::DateOfNotice
                | Self::ReceiptOfDecision
                | Self::DateOfDecision
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_library::Library;

    #[test]
    fn every_trigger_of_the_library_is_known() {
        let lib = Library::builtin();
        let rules = lib.appeal.rules.iter().map(|r| &r.trigger);
        let states = lib.appeal.states.iter().map(|s| &s.trigger);
        for id in rules.chain(states) {
            assert!(Trigger::read(id).is_some(), "{id}");
        }
    }

    #[test]
    fn what_the_other_side_does_is_to_come() {
        let to_come = |id| Trigger::read(id).is_some_and(Trigger::is_to_come);
        assert!(to_come("receipt-of-information") && to_come("plan-missed-its-clock"));
        assert!(!to_come("date-of-notice") && !to_come("date-of-service") && !to_come("banana"));
    }
}
