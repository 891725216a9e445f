//! Words of a letter of theirs, made to stand inside a sentence of ours.

use holdfast_library::Library;

/// Words as they stand inside a sentence: without a stop at their end.
pub(super) fn in_sentence(text: &str) -> String {
    text.trim().trim_end_matches('.').to_owned()
}

/// Words of a span with its months written out, as a letter has them.
pub(super) fn full_months(span: &str) -> String {
    const MONTHS: [(&str, &str); 11] = [
        ("Jan", "January"),
        ("Feb", "February"),
        ("Mar", "March"),
        ("Apr", "April"),
        ("Jun", "June"),
        ("Jul", "July"),
        ("Aug", "August"),
        ("Sep", "September"),
        ("Oct", "October"),
        ("Nov", "November"),
        ("Dec", "December"),
    ];
    let words = span.split(' ').map(|word| {
        let found = MONTHS.iter().find(|(short, _)| *short == word);
        found.map_or(word, |(_, month)| month)
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The name of an illness in the middle of a sentence: "recurrent major depression, severe". Short forms stay large.
pub(super) fn inside(plain: &str) -> String {
    let plain = plain.replace(": ", ", ");
    let first = plain.split([' ', ',']).next().unwrap_or_default();
    let is_short_form = first.chars().filter(|c| c.is_uppercase()).count() > 1;
    let mut signs = plain.chars();
    match signs.next().filter(|_| !is_short_form) {
        Some(sign) => sign.to_lowercase().chain(signs).collect(),
        None => plain,
    }
}

/// A service in the middle of a sentence: it does not shout, and begins small where its first word is a generic drug or
/// an ordinary word.
pub(super) fn service_words(lib: &Library, text: &str) -> String {
    let mut text = in_sentence(text);
    if !text.chars().any(char::is_lowercase) {
        let quiet = text.split(' ').map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let stays = SHORT_FORMS.contains(&bare) || bare.chars().any(|c| c.is_ascii_digit());
            if stays {
                word.to_owned()
            } else {
                word.to_lowercase()
            }
        });
        text = quiet.collect::<Vec<_>>().join(" ");
    }
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    let is_small =
        ORDINARY.contains(&first.as_str()) || lib.drug(&first).is_some() || first == "ketamine";
    let mut signs = text.chars();
    match signs.next().filter(|_| is_small) {
        Some(sign) => sign.to_lowercase().chain(signs).collect(),
        None => text,
    }
}

/// Words with which a service begins that are no names.
const ORDINARY: [&str; 14] = [
    "infusion",
    "infusions",
    "intravenous",
    "injection",
    "outpatient",
    "inpatient",
    "office",
    "repetitive",
    "transcranial",
    "psychotherapy",
    "therapy",
    "treatment",
    "six",
    "nasal",
];

/// Short forms that stay large where a service that shouts is made quiet.
const SHORT_FORMS: [&str; 18] = [
    "PTSD", "TRD", "MDD", "CRPS", "OCD", "IV", "TMS", "RTMS", "ECT", "HCPCS", "CPT", "ICD-10",
    "EMDR", "DBT", "CBT", "NDC", "IOP", "PHP",
];
