//! Whether two documents are the same letter in another form: a photo, a fax or a scan of it.

use holdfast_case::{Pages, Reading};

/// Words looked at: no letter has more, and of a book the beginning tells enough.
const MOST_WORDS: usize = 20_000;
/// Signs looked at, where words are very long.
const MOST_SIGNS: usize = 200_000;

/// What a letter is known again by: its runs of five signs, look-alikes folded, each as a number. Small enough to be
/// kept for many letters, where their pages would not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPrint(Vec<u32>);

impl TextPrint {
    /// The print of these pages.
    pub fn of(pages: &Pages) -> Self {
        let text: Vec<char> = pages
            .pages
            .iter()
            .flat_map(|p| &p.words)
            .take(MOST_WORDS)
            .flat_map(|w| plain(&w.text).chars().collect::<Vec<_>>())
            .take(MOST_SIGNS)
            .collect();
        let mut runs: Vec<u32> = text.windows(5).map(number).collect();
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }
}

/// How likely `a` and `b` are one letter, 0 to 1. Facts that name the letter count most; the words decide the rest,
/// taken as overlapping runs of signs so that single misread signs cost little.
pub fn same_letter(a: &Reading, a_print: &TextPrint, b: &Reading, b_print: &TextPrint) -> f32 {
    (overlap(&a_print.0, &b_print.0) + by_facts(a, b)).clamp(0.0, 1.0)
}

/// The most [`same_letter`] can say of these two, whatever their words: where it is little, no words need to be looked
/// at.
pub fn same_letter_at_most(a: &Reading, b: &Reading) -> f32 {
    (1.0 + by_facts(a, b)).clamp(0.0, 1.0)
}

/// From this confidence on a fact that differs makes two letters.
const SURE: f32 = 0.9;
/// The same of names and days of service, which are seldom read as surely.
const NEARLY: f32 = 0.85;

/// True where what both say surely can't be said by one letter: each has a number that the other lacks, they are about
/// other days of service, or about other people. Two claims denied in the same words on the same day are two letters;
/// that one of them hides the other's last day would be the worst that can happen.
///
/// A number of which one sign differs is another one here, though a poor copy may have misread it: then two days are
/// shown where one would do.
pub fn contradict(a: &Reading, b: &Reading) -> bool {
    let numbers = |reading: &Reading| -> Vec<String> {
        let sure = reading.claim.numbers.iter();
        sure.filter(|n| n.fact.confidence >= SURE)
            .map(|n| plain(&n.fact.value))
            .collect()
    };
    let (ours, theirs) = (numbers(a), numbers(b));
    let lacks = |some: &[String], other: &[String]| some.iter().any(|n| !other.contains(n));
    if lacks(&ours, &theirs) && lacks(&theirs, &ours) {
        return true;
    }
    let days = |reading: &Reading| -> Vec<chrono::NaiveDate> {
        let days = reading.claim.dates_of_service.iter();
        days.filter(|day| day.confidence >= NEARLY)
            .map(|day| day.value)
            .collect()
    };
    let (ours, theirs) = (days(a), days(b));
    if !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|day| theirs.contains(day)) {
        return true;
    }
    let patient = |reading: &Reading| {
        let patient = reading.member.patient.as_ref();
        patient
            .filter(|name| name.confidence >= NEARLY)
            .map(|name| plain(&name.value))
    };
    patient(a)
        .zip(patient(b))
        .is_some_and(|(ours, theirs)| strsim::normalized_levenshtein(&ours, &theirs) < 0.6)
}

/// What the facts add to the words or take from them.
fn by_facts(a: &Reading, b: &Reading) -> f32 {
    let mut score = 0.0;
    let numbers = numbers_agree(a, b);
    match numbers {
        Some(true) => score += 0.15,
        // A number behind an unsure label may be another one of the same letter.
        Some(false) => score -= 0.3 * first_sure(a).min(first_sure(b)),
        None => {}
    }
    let member = a.member.member_id.as_ref().zip(b.member.member_id.as_ref());
    let same_member = member
        .map(|(x, y)| strsim::normalized_levenshtein(&plain(&x.value), &plain(&y.value)) > 0.85);
    if let Some((x, y)) = member {
        score += match (same_member, numbers) {
            (Some(true), _) => 0.05,
            // One sign too many misread, or the number of another person's letter: the case tells.
            (_, Some(true)) => -0.15 * x.confidence.min(y.confidence),
            _ => -0.35 * x.confidence.min(y.confidence),
        };
    }
    // Two different dates, both read surely, make two letters of the same form; but where person and case are the
    // same, one of them was misread, or the letter was printed again.
    if let (Some(x), Some(y)) = (&a.claim.date_of_notice, &b.claim.date_of_notice) {
        let known = numbers == Some(true) && same_member == Some(true);
        if x.value == y.value {
            score += 0.1;
        } else {
            score -= if known { 0.12 } else { 0.45 } * x.confidence.min(y.confidence);
        }
    }
    if let (Some(x), Some(y)) = (&a.kind, &b.kind)
        && x.value != y.value
    {
        score -= 0.1;
    }
    score
}

/// How sure the number is that names the case first.
fn first_sure(reading: &Reading) -> f32 {
    reading
        .claim
        .numbers
        .first()
        .map_or(0.0, |n| n.fact.confidence)
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            's' => '5',
            'z' => '2',
            'b' => '8',
            c => c,
        })
        .collect()
}

/// True where a number of one is a number of the other but for look-alikes; none where one letter has none.
fn numbers_agree(a: &Reading, b: &Reading) -> Option<bool> {
    a.claim.numbers.first()?;
    b.claim.numbers.first()?;
    Some(a.claim.numbers.iter().any(|x| {
        let x = plain(&x.fact.value);
        b.claim
            .numbers
            .iter()
            .any(|y| strsim::normalized_levenshtein(&x, &plain(&y.fact.value)) > 0.85)
    }))
}

/// A run of signs as one number (FNV-1a): two runs hardly ever share one.
fn number(run: &[char]) -> u32 {
    run.iter().fold(0x811c_9dc5, |sum, sign| {
        (sum ^ u32::from(*sign)).wrapping_mul(0x0100_0193)
    })
}

/// Share of the smaller set that stands in the other: a fax may lack a page. Both are sorted.
fn overlap(a: &[u32], b: &[u32]) -> f32 {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if small.len() < 40 {
        return 0.0;
    }
    let both = small
        .iter()
        .filter(|run| large.binary_search(run).is_ok())
        .count();
    let share = both as f32 / small.len() as f32;
    // Forms share their printed words: half of the runs in common is no sign yet. A worn copy keeps three in four.
    ((share - 0.5) / 0.3).clamp(0.0, 1.0)
}
