//! How long a letter says that they take to decide an appeal: the usual time told from the urgent one, and from times
//! that are none, such as those for mailing a decision that is made.

use crate::find::counts::{SPAN, number};
use crate::quoting::Quotable;
use crate::structure::{Row, Sentence, Text};
use holdfast_case::Place;
use regex::Regex;
use std::sync::LazyLock;

/// What kind of appeal a time is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// An appeal that cannot wait.
    Fast,
    /// Told as the usual one, or as the one that holds for this request.
    Usual,
    /// No word tells the kind.
    Untold,
}

/// A time in which they decide an appeal.
#[derive(Clone, Debug, PartialEq)]
pub struct Deciding {
    /// How many.
    pub count: u32,
    /// `hours`, `days`, `business-days`, `weeks` or `months`.
    pub unit: &'static str,
    /// What kind of appeal it is for.
    pub pace: Pace,
    /// The words.
    pub quote: String,
    /// Where they stand.
    pub place: Option<Place>,
}

/// Words of a decision that is still to be made.
static DECIDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:decide[sd]?|deciding|decision|answer(?:s|ed)?|rul(?:es?|ed|ing)|resolve[sd]?|resolution|determin(?:es?|ed|ation)|(?:be|is|are) (?:completed?|finished|issued)|completed?|hear (?:from us )?(?:with)?in|tell you|let you know|respond|response|reply|replies)\b",
    )
});
/// Words of an appeal that cannot wait.
static FAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:urgent(?:ly)?|expedited?|fast(?:er|-track)?|emergenc(?:y|ies)|quick(?:er|ly)?|rush|jeopardi[sz]e|danger|at risk|(?:cannot|can't|can not) wait|waiting (?:may|could|might|would|puts)|speedy|sooner|serious(?:ly)? harm)\b",
    )
});
/// Words of the usual one, and of the one that holds here.
static USUAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:standard|otherwise|usual(?:ly)?|regular|ordinar(?:y|ily)|normal(?:ly)?|routine|non-urgent|not urgent|all other|(?:and|as) this is(?: one)?|yours is|like (?:this|yours))\b",
    )
});
/// What is decided is no appeal to the plan, or nothing is decided.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:external|outside|independent|hearing|judge|grievances?|complaints?|exceptions?|second[- ](?:level|appeal|review)|reconsideration|peer|acknowledge[sd]?|acknowledgment|(?:that|says) we (?:have|got) it|qualif(?:y|ies)|preliminary|(?:shall|will|to) pay|paying you back|payment requests?|reimburse(?:d|ment)?|extend(?:ed)?|extension|longer|more time|(?:file|records?|copies|papers) (?:is|are|will be) sent)\b",
    )
});
/// The time runs from a decision: it is one to go on, or to mail it.
static AFTER_DECISION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^.;]{0,30}?\b(?:from|of|after|following)\b[^.;]{0,30}?\b(?:(?:it|that|the decision) (?:is|was) made|our (?:final |first )?(?:decision|answer|letter|notice|appeal)|(?:this|that) letter|(?:the|this|that|a|final|your|adverse) (?:final |adverse )?(?:decision|answer|notice|denial|determination|meeting|sitting|vote)|you (?:get|receive|received|learn)|becoming aware)\b",
    )
});
/// Somebody else has to act in the time.
static OTHERS_ACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:you|member|participant|claimant|doctor|provider|clinic|prescriber|facility)\b[^.;]{0,25}\b(?:has|have|may|can|must|should|need|get|ask|appeal|file|write|call)\b[^.;]*$",
    )
});
/// A decision that is made is mailed.
static MAILED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:mailed|mail|sent|send)\b[^.;]{0,25}$"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a fixed pattern")
}

impl Quotable {
    /// The times to decide an appeal, in the letter's order. `told` are the places of times that were read as theirs,
    /// `not` of those that others have to keep.
    pub fn deciding(&self, told: &[Place], not: &[Place]) -> Vec<Deciding> {
        let all = &self.sheet.sentences;
        let mut found: Vec<Deciding> = Vec::new();
        for (n, sentence) in all.iter().enumerate() {
            if sentence.foreign || sentence.aside {
                continue;
            }
            let back = |by: usize| {
                let before = n.checked_sub(by).and_then(|n| all.get(n));
                let before = before.filter(|before| is_near(before, sentence));
                before.map_or("", |before| before.text.low.as_str())
            };
            // "When will you answer? 30 days after we have it. For a drug, and this is one, 7 days."
            let asked = DECIDES.is_match(back(1)) || DECIDES.is_match(back(2));
            for time in self.in_sentence(sentence, (back(1), asked), (told, not)) {
                let had = found
                    .iter_mut()
                    .find(|had| had.count == time.count && had.unit == time.unit);
                match had {
                    Some(had) if had.pace == Pace::Untold => had.pace = time.pace,
                    Some(_) => {}
                    None => found.push(time),
                }
            }
        }
        found.extend(self.standard_row(&found, not));
        found
    }

    /// A table of times: the row that is called the standard one, under words that tell what it is a time for.
    fn standard_row(&self, had: &[Deciding], not: &[Place]) -> Option<Deciding> {
        static STANDARD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bstandard\b[ .:]*$"));
        const OVER: usize = 3;
        let rows: Vec<Vec<usize>> = self
            .sheet
            .rows
            .iter()
            .map(|row| self.toks_of(row))
            .collect();
        let texts: Vec<Text> = rows
            .iter()
            .map(|ids| Text::new(&self.sheet.toks, ids))
            .collect();
        texts.iter().enumerate().find_map(|(n, text)| {
            let span = SPAN.captures(&text.low)?;
            let hit = span.get(0)?;
            let over = texts.get(n.saturating_sub(OVER)..=n).unwrap_or_default();
            let asked = over.iter().any(|row| DECIDES.is_match(&row.low));
            let (count, unit) = length(&span)?;
            let known = had.iter().any(|had| had.count == count && had.unit == unit);
            if !asked || known || !STANDARD.is_match(text.low.get(..hit.start())?) {
                return None;
            }
            let ids = text.toks(text.parts_in(hit.start()..hit.end()));
            let place = self.sheet.place(&ids);
            let is_others = place.is_some_and(|place| not.iter().any(|one| touches(one, &place)));
            (!is_others).then(|| Deciding {
                count,
                unit,
                pace: Pace::Usual,
                quote: self.sheet.quote(&ids),
                place,
            })
        })
    }

    fn toks_of(&self, row: &Row) -> Vec<usize> {
        let cells = row
            .cells
            .iter()
            .filter_map(|&cell| self.sheet.cells.get(cell));
        cells.flat_map(|cell| cell.ids.iter().copied()).collect()
    }

    fn in_sentence(
        &self,
        sentence: &Sentence,
        (before, asked): (&str, bool),
        (told, not): (&[Place], &[Place]),
    ) -> Vec<Deciding> {
        let low = sentence.text.low.as_str();
        let spans: Vec<_> = SPAN.captures_iter(low).collect();
        let whole = |at: usize| spans.get(at).and_then(|span| span.get(0));
        let mut found = Vec::new();
        for (at, span) in spans.iter().enumerate() {
            let Some(hit) = whole(at) else { continue };
            let from = at
                .checked_sub(1)
                .and_then(whole)
                .map_or(0, |last| last.end());
            let to = whole(at + 1).map_or(low.len(), |next| next.start());
            let left = low.get(from..hit.start()).unwrap_or_default();
            let right = low.get(hit.end()..to).unwrap_or_default();
            let clause = right.split([',', ';', ':']).next().unwrap_or_default();
            let head = low.get(..hit.start()).unwrap_or_default();
            // "we write in 5 days that we have it, and decide within 30": the words after the last comma
            let near = match at {
                0 => left,
                _ => left.rsplit([',', ';']).next().unwrap_or_default(),
            };
            let Some((count, unit)) = length(span) else {
                continue;
            };
            let ids: Vec<usize> = sentence
                .text
                .toks(sentence.text.parts_in(hit.start()..hit.end()));
            let place = self.sheet.place(&ids);
            let stands_in = |all: &[Place]| {
                place.is_some_and(|place| all.iter().any(|one| touches(one, &place)))
            };
            let is_usual = USUAL.is_match(left) || USUAL.is_match(clause);
            let is_fast = unit == "hours"
                || (count <= LONGEST_FAST
                    && (FAST.is_match(left)
                        || FAST.is_match(clause)
                        || (FAST.is_match(before) && at == 0)));
            let decides = match is_usual {
                true => DECIDES.is_match(low) || asked,
                false => DECIDES.is_match(near),
            };
            let part = head.rsplit([',', ';']).next().unwrap_or_default();
            let goes_on = at == 0 && OTHER.is_match(before);
            let is_others = goes_on || OTHERS_ACT.is_match(head) || stands_in(not);
            let is_short = !matches!(unit, "weeks" | "months");
            let is_theirs = stands_in(told) || (decides && is_short && !is_others);
            if !is_theirs
                || OTHER.is_match(part)
                || OTHER.is_match(clause)
                || AFTER_DECISION.is_match(right)
                || DOES.is_match(right)
                || MAILED.is_match(head)
            {
                continue;
            }
            let pace = match (is_usual, is_fast) {
                (true, _) => Pace::Usual,
                (false, true) => Pace::Fast,
                (false, false) => Pace::Untold,
            };
            found.push(Deciding {
                count,
                unit,
                pace,
                quote: self.sheet.quote(&ids),
                place,
            });
        }
        found
    }
}

/// A time in days that is longer is for no appeal that cannot wait.
const LONGEST_FAST: u32 = 9;

/// The time itself does something: "7 days could harm you".
static DOES: LazyLock<Regex> = LazyLock::new(|| pattern(r"^ (?:could|would|might|may)\b"));

/// True for two sentences of which the second goes on where the first ends.
fn is_near(before: &Sentence, sentence: &Sentence) -> bool {
    before.para == sentence.para || before.para + 1 == sentence.para
}

fn length(span: &regex::Captures<'_>) -> Option<(u32, &'static str)> {
    // the figure in brackets is the surer one
    let count = span.get(2).or_else(|| span.get(1))?.as_str();
    let business = span
        .get(3)
        .is_some_and(|kind| matches!(kind.as_str(), "business" | "working"));
    let unit = match span.get(4)?.as_str() {
        "hour" => "hours",
        "day" if business => "business-days",
        "day" => "days",
        "week" => "weeks",
        "month" => "months",
        _ => return None,
    };
    Some((number(count)?, unit))
}

fn touches(one: &Place, other: &Place) -> bool {
    let (a, b) = (&one.bbox, &other.bbox);
    let middle = ((b.x0 + b.x1) / 2.0, (b.y0 + b.y1) / 2.0);
    one.page == other.page && (a.x0..=a.x1).contains(&middle.0) && (a.y0..=a.y1).contains(&middle.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages_from_text;
    use holdfast_library::Library;

    #[test]
    fn the_usual_time_is_told_from_the_urgent_one() {
        use Pace::{Fast, Untold, Usual};
        type Time = (u32, &'static str, Pace);
        let cases: &[(&str, &[Time])] = &[
            (
                "Urgent review. Where delay could seriously jeopardize health, review may be sought orally and will be \
                 completed within seventy-two (72) hours.",
                &[(72, "hours", Fast)],
            ),
            (
                "We write within 5 days that we have it, and decide within 30 days.\n\nIf waiting may hurt your child, ask \
                 for a fast appeal. We decide in 72 hours.",
                &[(30, "days", Untold), (72, "hours", Fast)],
            ),
            (
                "If health or life is at risk, say \"expedited\" on the phone. We then decide in 72 hours at most; \
                 otherwise in 30 days.",
                &[(72, "hours", Fast), (30, "days", Usual)],
            ),
            (
                "When will you answer? 30 calendar days after we have it. For a Part B drug, and this is one, 7 calendar \
                 days. A fast appeal: 72 hours.",
                &[
                    (30, "days", Untold),
                    (7, "days", Usual),
                    (72, "hours", Fast),
                ],
            ),
            (
                "How long our answer may take:\n\n    fast .......... 72 hours\n    standard ...... 7 calendar days\n    paying you back ... 14 calendar days\n",
                &[(72, "hours", Fast), (7, "days", Usual)],
            ),
            (
                "The Committee sits four times in the year. The decision is mailed within five (5) days after it is made.",
                &[],
            ),
            (
                "If we still say no after the appeal, you can ask the state for a fair hearing. You would have 120 days \
                 from the date of our letter about the appeal.",
                &[],
            ),
            (
                "If you need a quick answer because she could be in danger, say so. You will hear within 72 hours.",
                &[(72, "hours", Fast)],
            ),
        ];
        for (text, expected) in cases {
            let quotable = Quotable::new(Library::builtin(), &pages_from_text(text));
            let found: Vec<_> = quotable
                .deciding(&[], &[])
                .into_iter()
                .map(|time| (time.count, time.unit, time.pace))
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
