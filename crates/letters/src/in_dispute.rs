//! Which of several spans of days a letter refuses, where it grants the others or says which are in dispute.

use crate::quoting::Quotable;
use crate::structure::Text;
use chrono::{Datelike, NaiveDate};
use regex::Regex;
use std::sync::LazyLock;

static REFUSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:in dispute|disputed|(?:still |now |not |also )?(?:denied|refused)|not (?:covered|approved|certified|authorized|paid))\b",
    )
});
/// The letter itself calls the days those in dispute.
static IN_DISPUTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:in dispute|disputed)\b"));
static GRANTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:now (?:covered|approved|paid)|(?:is|are|were) (?:covered|approved|certified|authorized)|approved|granted|certified|authorized|allowed)\b",
    )
});
static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    let month =
        r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:,? (\d{4}))?";
    let joined = r"(?: (?:to|through|thru|until) | ?[-–—] ?)";
    pattern(&format!(r"\b{month}{joined}{month}\b"))
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a fixed pattern")
}

/// First and last day of a span.
type Span = (NaiveDate, NaiveDate);

impl Quotable {
    /// The span of days that the letter refuses and tells apart from another; `known` are the days of treatment it
    /// names, which give the year where none is printed.
    pub fn days_in_dispute(&self, known: &[NaiveDate]) -> Option<Span> {
        let (mut disputed, mut refused, mut granted) = (None, Vec::new(), 0);
        for row in &self.sheet.rows {
            let cells = row
                .cells
                .iter()
                .filter_map(|&cell| self.sheet.cells.get(cell));
            let ids: Vec<usize> = cells.flat_map(|cell| cell.ids.iter().copied()).collect();
            let text = Text::new(&self.sheet.toks, &ids);
            let Some(span) = span(&text.low, known) else {
                continue;
            };
            let rest = SPAN.replace_all(&text.low, "");
            if IN_DISPUTE.is_match(&rest) {
                disputed = disputed.or(Some(span));
            } else if REFUSED.is_match(&rest) {
                refused.push(span);
            } else if GRANTED.is_match(&rest) {
                granted += 1;
            }
        }
        refused.dedup();
        let told_apart = match refused.as_slice() {
            [only] if granted > 0 => Some(*only),
            _ => None,
        };
        disputed.or(told_apart)
    }
}

fn span(low: &str, known: &[NaiveDate]) -> Option<Span> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let found = SPAN.captures(low)?;
    let part = |at: usize| found.get(at).map(|part| part.as_str());
    let day = |month: usize, year: Option<i32>| {
        let number = MONTHS.iter().position(|one| Some(*one) == part(month))? + 1;
        NaiveDate::from_ymd_opt(
            year?,
            u32::try_from(number).ok()?,
            part(month + 1)?.parse().ok()?,
        )
    };
    let printed = part(6).or(part(3)).and_then(|year| year.parse().ok());
    let year = printed.or_else(|| known.iter().map(|day| day.year()).max());
    let last = day(4, year)?;
    // over the turn of a year the first day is of the year before
    let first = day(1, year).filter(|first| *first <= last);
    let first = first.or_else(|| day(1, year.map(|year| year - 1)))?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages_from_text;
    use holdfast_library::Library;

    #[test]
    fn days_that_were_granted_are_not_in_dispute() {
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        let known = [day("2026-10-05"), day("2026-10-25")];
        for (text, expected) in [
            (
                "     October 5 to October 14       10 days      NOW COVERED     We were wrong.\n     October 15 to October 25      11 days      STILL DENIED    See below.\n",
                Some(("2026-10-15", "2026-10-25")),
            ),
            (
                "     Dates of service:       September 14, 2026 through October 31, 2026\n     Dates in dispute:       October 3, 2026 through October 31, 2026 (29 days)\n",
                Some(("2026-10-03", "2026-10-31")),
            ),
            ("Your stay from October 5 to October 25 was denied.\n", None),
        ] {
            let quotable = Quotable::new(Library::builtin(), &pages_from_text(text));
            let found = quotable.days_in_dispute(&known);
            assert_eq!(found, expected.map(|(a, b)| (day(a), day(b))), "{text}");
        }
    }
}
