//! How sendings and answers are called in words.

use holdfast_case::Letter;
use holdfast_case::claim::SendWay;
use holdfast_case::letter::LetterOutcome;

/// "By fax".
pub(super) fn way(way: SendWay) -> &'static str {
    match way {
        SendWay::Portal => "Through their web page",
        SendWay::Fax => "By fax",
        SendWay::CertifiedMail => "By certified mail",
        SendWay::Mail => "By mail",
        SendWay::Email => "By e-mail",
        SendWay::ByHand => "By hand",
        SendWay::Clinic => "By the clinic",
    }
}

/// "by fax", in the middle of a sentence.
pub(super) fn way_within(way: SendWay) -> &'static str {
    match way {
        SendWay::Portal => "through their web page",
        SendWay::Fax => "by fax",
        SendWay::CertifiedMail => "by certified mail",
        SendWay::Mail => "by mail",
        SendWay::Email => "by e-mail",
        SendWay::ByHand => "by hand",
        SendWay::Clinic => "by the clinic",
    }
}

/// "They changed their no".
pub(super) fn outcome(outcome: LetterOutcome) -> &'static str {
    match outcome {
        LetterOutcome::Won => "They changed their no",
        LetterOutcome::Partly => "They changed a part of their no",
        LetterOutcome::Lost => "They kept their no",
    }
}

/// Lines for an envelope: whose office, and where.
pub(super) fn envelope(letter: &Letter) -> Vec<String> {
    let to = &letter.to;
    let lines = to.name.reveal().lines().chain(to.address.reveal().lines());
    let lines = lines.map(|line| line.trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// Where a letter goes by this way, as the letter says.
pub(super) fn to_of(letter: &Letter, way: SendWay) -> String {
    let to = &letter.to;
    match way {
        SendWay::Fax => to.fax.reveal().trim().to_owned(),
        SendWay::Email => to.email.reveal().trim().to_owned(),
        SendWay::CertifiedMail | SendWay::Mail | SendWay::ByHand => envelope(letter).join(", "),
        SendWay::Portal | SendWay::Clinic => to
            .name
            .reveal()
            .lines()
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
    }
}
