//! Names and addresses within a line of any paper: of those who treat, of the houses they work in, of streets. For what is
//! blacked out: rather one too many than one too few.

use regex::Regex;
use std::sync::LazyLock;

/// Letters of which a name is made, behind its first.
const REST: &str = r"[\p{L}'\u{2019}-]+";

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern")
}

/// "Dr. Ana Varga", "Doctor Varga".
static TITLED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(&format!(
        r"\b(?:Dr\.?|DR\.?|Doctor) ((?:\p{{Lu}}\.? )?\p{{Lu}}{REST}(?: \p{{Lu}}\.)?(?: \p{{Lu}}{REST})?)"
    ))
});

/// "Ana M. Varga, MD", "Jo Lee LCSW".
static TRAINED: LazyLock<Regex> = LazyLock::new(|| {
    fixed(&format!(
        r"\b(\p{{Lu}}{REST}(?: \p{{Lu}}\.?)?(?: \p{{Lu}}{REST}){{1,2}}),? (?:M\.?D|D\.?O|Ph\.?D|Psy\.?D|D\.?N\.?P|N\.?P|PMHNP(?:-BC)?|APRN|CRNA|PA-C|LCSW|LICSW|LMFT|LMHC|LPCC?|R\.?N)\b"
    ))
});

/// "Linden Psychiatry Associates", "Arkansas River Pain Clinic".
static HOUSE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(&format!(
        r"\b(\p{{Lu}}{REST}\.?(?: (?:\p{{Lu}}{REST}|of|and|&|for|the)){{0,5}} (?:Clinics?|Cent(?:er|re)|Hospital|Psychiatry|Psychiatric|Counseling|Therapy|Wellness|Institute|Infusions?|Physicians|Pharmacy)(?: (?:Associates|Group|Center|Clinic|Services|PLLC|LLC|PC|Inc))*)"
    ))
});

/// "41 Quince Street", "5512 N. Propeller Dr, Apt 3".
static STREET: LazyLock<Regex> = LazyLock::new(|| {
    fixed(&format!(
        r"(?i)\b(\d{{1,6}}[A-Z]? (?:[NSEW]{{1,2}}\.? )?(?:\p{{L}}{REST}\.? ){{0,3}}(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|boulevard|blvd|way|place|pl|terrace|ter|circle|cir|parkway|pkwy|highway|hwy|trail|trl)\b\.?(?:,? (?:apt|unit|suite|ste|#)\.? ?[\w-]+)?)"
    ))
});

/// "P.O. Box 17", "APT 2B".
static BOX: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"(?i)\b(p\. ?o\. ?box \d+|po box \d+|apt\.? \w+|unit \d\w*)\b"));

/// "Derby, KS 67037".
static TOWN: LazyLock<Regex> = LazyLock::new(|| {
    fixed(&format!(
        r"\b(\p{{Lu}}{REST}(?: \p{{Lu}}{REST}){{0,2}},? [A-Z]{{2}} \d{{5}}(?:-\d{{4}})?)\b"
    ))
});

fn all(pattern: &Regex, line: &str) -> Vec<String> {
    let found = pattern.captures_iter(line).filter_map(|hit| hit.get(1));
    found.map(|hit| hit.as_str().trim().to_owned()).collect()
}

/// Names of people who treat, as this line has them.
pub fn clinicians_in(line: &str) -> Vec<String> {
    let mut found = all(&TITLED, line);
    found.extend(all(&TRAINED, line));
    found
}

/// Names of the houses where they work.
pub fn houses_in(line: &str) -> Vec<String> {
    all(&HOUSE, line)
}

/// Parts of a postal address.
pub fn address_in(line: &str) -> Vec<String> {
    let mut found = all(&STREET, line);
    found.extend(all(&BOX, line));
    found.extend(all(&TOWN, line));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_treat_are_found_by_title_and_by_training() {
        for (line, names) in [
            ("Seen by Dr. Ana Varga today.", &["Ana Varga"][..]),
            ("DR. VARGA wrote it", &["VARGA"]),
            ("Signed, Jo M. Lee-Ortiz, PMHNP-BC", &["Jo M. Lee-Ortiz"]),
            ("Nguyễn Hồng Đào, M.D.", &["Nguyễn Hồng Đào"]),
            ("The doctor saw me and my mood is better.", &[]),
        ] {
            assert_eq!(clinicians_in(line), names, "{line}");
        }
    }

    #[test]
    fn houses_and_addresses_are_found() {
        assert_eq!(
            houses_in("Visit at Linden Psychiatry Associates on May 2"),
            ["Linden Psychiatry Associates"]
        );
        assert_eq!(
            houses_in("the clinic and the hospital"),
            Vec::<String>::new()
        );
        for (line, parts) in [
            ("41 Quince Street", &["41 Quince Street"][..]),
            (
                "5512 Propeller Dr., Apt 3, Derby, KS 67037",
                &["5512 Propeller Dr., Apt 3", "Apt 3", "Derby, KS 67037"],
            ),
            ("P.O. BOX 17", &["P.O. BOX 17"]),
            ("12 weeks of treatment on the way", &[]),
        ] {
            assert_eq!(address_in(line), parts, "{line}");
        }
    }
}
