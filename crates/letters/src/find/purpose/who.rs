//! Whose a window is: the subject that stands last before it, else the one behind it, else what the heading says.

use super::last;
use crate::phrases::List;
use crate::structure::text::{any, at};
use regex::Regex;
use std::sync::LazyLock;

static PROVIDER: List = List("purpose.provider");
static PLAN: List = List("purpose.plan");
static MEMBER: List = List("purpose.member");
/// Words of the person's side that a plan's own clock uses too: they count where nothing better does.
static MEMBER_WEAK: List = List("purpose.member-weak");

const MODAL: &str =
    r"(?:may|must|can|should|has|have|shall|will|needs? to|need|wants? to|is to|are to|ought to)";

fn regex(pattern: &str) -> Regex {
    Regex::new(&pattern.replace("MODAL", MODAL)).expect("a fixed pattern")
}

/// Those who treat, as the subject of a clause.
static TREATS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:dr\.? [a-z'-]+|providers?|doctors?|physicians?|prescribers?|clinics?|pharmac(?:y|ies)|facilit(?:y|ies)|hospitals?|practitioners?|clinicians?|psychiatrists?|therapists?)(?:(?: [^.;,:]{0,60}?)? (?:MODAL|(?:is|are) (?:welcome|free|invited|able))| (?:who|that|under|in|with|outside) [^.;:]{0,120} (?:may|must|shall|should|can))\b",
    )
});
/// The plan, or who decides for it, as the subject of a clause.
static DECIDES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:we|it|they|the (?:health )?(?:plan|insurer|company|fund|reviewers?|review organization|committee|panel|board|trustees|subcommittee|administrator|department|agency|organization|hearing officer|judge|entity))(?:'ll\b|(?: \w+ly)? (?:will|must|have up|has up|may take|may ask|shall|decides?|answers?|checks?|sends?|repl(?:y|ies)|responds?|finish(?:es)?|completes?|reviews?|makes?|gives?|tells?|issues?|mails?|process(?:es)?|looks?|rules?|sits|meets|hears?)\b)|\b(?:shall|will) pay (?:the|your|a) (?:clinic|doctor|provider|hospital|facility|pharmacy|claims?)\b|\bwe (?:have|get)(?: up to| at most| no more than)? *$|\b(?:an?|the|our) (?:\w+ ){0,2}(?:answer|decision|result|outcome|ruling|reply|response) (?:will|is|comes|must|may|follows|arrives|takes|can be expected)\b|\b(?:appeals|petitions|claims|reviews|requests|decisions) (?:are|will be) (?:\w+ )?(?:decided|answered|completed|processed|made|issued)\b|\b(?:hearings?|appeals?|requests?|reviews?|cases?|it) (?:is|are|will be|gets?) (?:\w+ )?(?:decided|answered|ruled on)\b|\byou will be (?:told|notified|informed)\b|\byou(?: will|'ll) (?:have|get|receive|hear) (?:an?|our|the) (?:\w+ )?(?:answer|decision|result|reply)\b",
    )
});
/// What must reach the plan, or the person, as the subject of a clause.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\byou(?:'ll)? (?:\w+ ){0,2}?(?:MODAL|had|get|disagree)\b|\byour (?:\w+ ){0,5}?(?:MODAL|is due|are due)\b|\byour (?:letter|appeal|request|petition|form|answer) is (?:posted|mailed|sent|received|filed|postmarked)\b|\b(?:appeals?|requests?|petitions?|letters?|forms?|grievances?|complaints?|statement of appeal|claimants?|participants?|members?|enrollees?|subscribers?|beneficiar(?:y|ies)|persons?|suits?|actions?) (?:[^.;:]{0,60}? )?(?:MODAL|is due|are due|comes? to us|lies|brought|commenced)\b|\b(?:it|this|that|they) (?:must|needs? to|has to|have to) (?:be|reach|arrive|come|get|start|begin|carry|bear|state|say)\b",
    )
});
/// "We must have your appeal": the person's to send.
static REACHES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\bwe (?:\w+ )?(?:must|need|have to|need to|should|has to) (?:\w+ )?(?:have|get|receive|hear|your|it|be in receipt|be in possession)\b|\b(?:if|once|when) we (?:have|get|receive)\b",
    )
});
/// True where the words say what must reach the plan.
pub fn must_reach(low: &str) -> bool {
    REACHES.is_match(low) || any(low, &List("purpose.we-must-get")).is_some()
}

/// Behind the span: who acts within it.
static PLAN_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^,? ?(?:(?:after|of|from) (?:the day (?:on which )?)?(?:we|it is|it|they|the (?:plan|contractor|insurer|company)) (?:\w+ )?(?:gets?|receives?|have|received|has)|we(?:'ll)?\b|you will (?:have|get|hear|receive)|you'll (?:have|get|hear))",
    )
});

/// True where what stands last before `at` speaks of the person too: "you, your doctor or a friend may".
fn together(low: &str, at: usize) -> bool {
    let upto = low.get(..at).unwrap_or("");
    let near = upto.get(upto.len().saturating_sub(90)..).unwrap_or(upto);
    List("purpose.you-your").iter().any(|w| near.contains(w))
}

/// True where the words before `at` make what follows a side clause: "while we decide, ask for …".
fn subordinate(low: &str, at: usize) -> bool {
    low.get(..at)
        .unwrap_or("")
        .split_whitespace()
        .next_back()
        .is_some_and(|w| List("purpose.side-clause").contains(&w))
}

/// True where the pronoun that opens a sentence means one who treats: they are spoken of last in the sentence before,
/// and nobody of the person's side after them. "It" is a house, "she" a person; what "must be received" is neither.
pub fn means_treating(low: &str, before: &str) -> bool {
    static HOUSES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:providers?|clinics?|pharmac(?:y|ies)|facilit(?:y|ies)|hospitals?|practices?)\b",
        )
        .expect("a fixed pattern")
    });
    static PERSONS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:dr\.? [a-z'-]+|providers?|doctors?|physicians?|prescribers?|practitioners?|clinicians?|psychiatrists?|therapists?)\b")
            .expect("a fixed pattern")
    });
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:you|your|members?|enrollees?|patients?|sons?|daughters?|child|children|spouse|husband|wife|dependents?|we|plan|panel|board|committee|reviewers?|appeals?|requests?)\b")
            .expect("a fixed pattern")
    });
    let mut words = low.split(' ');
    let (pronoun, verb) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let named: &Regex = match pronoun {
        "it" => &HOUSES,
        "he" | "she" => &PERSONS,
        "they" if HOUSES.is_match(before) => &HOUSES,
        "they" => &PERSONS,
        _ => return false,
    };
    !matches!(verb, "must" | "needs" | "need" | "should" | "shall")
        && last_of(named, before).is_some_and(|(start, end)| {
            !together(before, start) && before.get(end..).is_some_and(|rest| !OTHERS.is_match(rest))
        })
}

/// The last match, as its end.
fn last_of(regex: &Regex, low: &str) -> Option<(usize, usize)> {
    regex.find_iter(low).last().map(|m| (m.start(), m.end()))
}

/// "We tell you that we have it": the plan confirms.
static CONFIRMS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\bwe (?:will |shall )?(?:tell|write|confirm to|let) you (?:know )?(?:that )?(?:we|it) (?:have|has|got|received|came)\b[^.;]*$",
    )
});

/// "We answer an appeal about care you have already had within 60 days": whatever is told of the person in between.
static ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\W*(?:we|the plan) (?:will |shall |usually |must )?(?:answer|decide|reply|respond|rule)s?\b[^.;,:]*$",
    )
});

/// Who must act: `member`, `provider` or `plan`. `before` holds the label left of the sentence too.
pub fn who(before: &str, after: &str, heading: &str) -> &'static str {
    let yours = ["you may", "you must", "you can", "you should", "ask us"];
    let answers = ANSWERS.is_match(before) && any(before, &yours).is_none();
    if CONFIRMS.is_match(before) || answers {
        return "plan";
    }
    let weak = last(before, &MEMBER_WEAK).map(|x| x.0);
    let listed = last(before, &MEMBER);
    let asks = last_of(&ASKS, before).map(|m| m.1);
    let plan_listed =
        last(before, &PLAN).filter(|(end, cue)| !subordinate(before, end - cue.len()));
    let decides = DECIDES
        .find_iter(before)
        .filter(|m| !subordinate(before, m.start()))
        .last()
        .map(|m| m.end());
    let plan = plan_listed.map(|x| x.0).max(decides);
    let reaches = last_of(&REACHES, before)
        .map(|m| m.1)
        .max(last(before, &List("purpose.we-must-get")).map(|x| x.0))
        .filter(|&r| plan.is_none_or(|p| p <= r));
    // What follows the plan's verb is its object: "we will send it within 10 days".
    let treats = last_of(&TREATS, before).map(|m| m.1);
    // "Your therapist may also send us": what follows the subject's verb is no subject.
    let of_treating = |end: usize, cue: &str| {
        treats.is_some_and(|t| {
            end > t
                && end - t < 40
                && any(cue, &["you", "member", "appeal", "request"]).is_none()
                && before.get(t..end).is_some_and(|b| !b.contains(['.', ';']))
        })
    };
    let listed = listed.filter(|(end, cue)| !of_treating(*end, cue));
    let member = match (listed, plan) {
        (Some((end, cue)), Some(p))
            if end > p && end - p < 28 && !cue.contains("you") && reaches.is_none() =>
        {
            asks
        }
        _ => listed.map(|x| x.0).max(asks),
    };
    let provider = last(before, &PROVIDER)
        .map(|x| x.0)
        .max(treats)
        .filter(|&i| !together(before, i));
    let of_providers = any(heading, &List("purpose.heading-of-providers")).is_some()
        && asks.is_none_or(|a| !before.get(..a).unwrap_or("").contains("you"));
    let mut who = match (member, plan, provider) {
        _ if of_providers => "provider",
        _ if PLAN_BEHIND.is_match(after) && reaches.is_none() && provider.is_none() => "plan",
        (m, p, Some(d))
            if p.is_none_or(|p| p <= d) && m.is_none_or(|m| m <= d + 12) && reaches.is_none() =>
        {
            "provider"
        }
        (_, Some(_), _) if reaches.is_some() => "member",
        (m, Some(p), _) if m.is_none_or(|m| m <= p) => "plan",
        (Some(_), ..) => "member",
        (None, None, _) if weak.is_some() || reaches.is_some() => "member",
        (None, None, _) => behind(after),
        _ => "member",
    };
    // "you will receive a decision", "you can get a decision": still the plan's.
    if who == "member"
        && plan_listed.is_some_and(|p| p.1.starts_with("you will") || p.1.contains("decision"))
        && member.is_some_and(|m| plan_listed.is_some_and(|p| m <= p.0 + 4))
    {
        who = "plan";
    }
    who
}

/// Who is named first behind the span.
fn behind(after: &str) -> &'static str {
    let first = |list: &List| list.iter().filter_map(|c| at(after, c)).min();
    let (m, p, d) = (first(&MEMBER), first(&PLAN), first(&PROVIDER));
    match (m, p, d) {
        (_, _, Some(d)) if m.is_none_or(|m| d < m) => "provider",
        (m, Some(p), _) if m.is_none_or(|m| p < m) => "plan",
        _ => "member",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_tells_whose_a_window_is() {
        for (before, after, expected) in [
            (
                "the ordering provider may discuss it by a call arranged ",
                " of the date of issue",
                "provider",
            ),
            (
                "you, your doctor, or a friend may ask for it ",
                " of this notice",
                "member",
            ),
            ("we must have your appeal ", " of this notice", "member"),
            ("it decides ", "", "plan"),
            (
                "we tell you that we have it within ",
                " at once, by phone",
                "plan",
            ),
            (
                "who may see it you may; ask us and we will send it all ",
                ", free",
                "plan",
            ),
            (
                "it needs to be with us ",
                " of the delivery of this notice to you",
                "member",
            ),
            (
                "a provider under contract who is dissatisfied with payment, and not with coverage, shall proceed ",
                " of the date of issue",
                "provider",
            ),
            ("", " we check that the request is complete", "plan"),
            (
                "send us that payer's statement ",
                " of the date of this notice and we will look again.",
                "member",
            ),
            (
                "22 this care may be covered by another payer per coordination of benefits. send us that payer's statement ",
                " of the date of this notice and we will look again.",
                "member",
            ),
            (
                "to keep your days covered while we decide, ask for a fast appeal ",
                "",
                "member",
            ),
            (
                "if we have it ",
                " of the mail date, a reviewer will look at the case again",
                "member",
            ),
            ("when we answer ", " after we get it, for payment", "plan"),
            (
                "appeals come to us ",
                " of the date you got this letter",
                "member",
            ),
            (
                "the petition must be in writing and must be received at the fund office ",
                " from the mailing date",
                "member",
            ),
        ] {
            assert_eq!(who(before, after, ""), expected, "{before}|{after}");
        }
    }
}
