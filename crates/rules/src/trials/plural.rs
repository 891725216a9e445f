//! Numbers with their words.

/// `1 week`, `6 weeks`.
pub(super) fn counted(n: impl Into<u64>, word: &str) -> String {
    match n.into() {
        1 => format!("1 {word}"),
        n if word.ends_with("ss") => format!("{n} {word}es"),
        n => format!("{n} {word}s"),
    }
}

/// A dose a day in the unit that reads best: `200 mg`, `25 mcg`, `0.5 mg`.
pub(super) fn dose(nanograms: u64) -> String {
    let mg = holdfast_case::treatment::NANOGRAMS_PER_MG;
    if nanograms < mg / 10 {
        return format!("{} mcg", nanograms / 1000);
    }
    let hundredths = nanograms / (mg / 100);
    let decimal = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    format!("{} mg", decimal.trim_end_matches('0').trim_end_matches('.'))
}

/// A name that begins a sentence.
pub(super) fn capital(name: &str) -> String {
    let mut signs = name.chars();
    signs
        .next()
        .map(|first| first.to_uppercase().chain(signs).collect())
        .unwrap_or_default()
}
