//! Names as people write them, where a letter prints them in capitals.

/// Short forms that stay large.
const SHORT: [&str; 26] = [
    "HMO", "PPO", "EPO", "POS", "LLC", "LLP", "PLLC", "USA", "US", "UMR", "BCBS", "VA", "CVS",
    "TPA", "TMS", "ECT", "IOP", "PHP", "MD", "DO", "RN", "PC", "PA", "II", "III", "IV",
];
/// Words between names that stay small, where they are not the first.
const SMALL: [&str; 9] = ["van", "von", "der", "den", "de", "la", "of", "and", "the"];
/// A name as people write it: one that shouts is taken down, short forms aside.
pub(crate) fn name(name: &str) -> String {
    match is_loud(name) {
        true => quiet(name),
        false => name.to_owned(),
    }
}

fn is_loud(name: &str) -> bool {
    !name.chars().any(char::is_lowercase) && name.chars().filter(|c| c.is_alphabetic()).count() >= 5
}

fn quiet(name: &str) -> String {
    let words = name.split(' ').enumerate();
    let words = words.map(|(at, word)| quiet_word(at, word));
    words.collect::<Vec<String>>().join(" ")
}

fn quiet_word(at: usize, word: &str) -> String {
    let bare: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    // "P.A." and "J.R." are short forms too
    let is_short = SHORT.contains(&bare.as_str()) || (word.contains('.') && bare.len() == 2);
    if is_short && bare != "ST" && bare != "DR" {
        return word.to_owned();
    }
    let lower = bare.to_lowercase();
    if at > 0 && SMALL.contains(&lower.as_str()) {
        return word.to_lowercase();
    }
    let letters: Vec<char> = word.chars().collect();
    let mut first = true;
    let mut out = String::new();
    for (n, c) in letters.iter().enumerate() {
        if first {
            out.push(*c);
        } else {
            out.extend(c.to_lowercase());
        }
        // the second half of a name stays large: "Alvarado-Price", "O'Hara"; what is owned does not: "Brendan's"
        let is_apostrophe = matches!(c, '\'' | '\u{2019}');
        let rest = letters.get(n + 1..).unwrap_or_default();
        let is_owned = is_apostrophe
            && rest.first().is_some_and(|c| c.eq_ignore_ascii_case(&'s'))
            && !rest.get(1).is_some_and(|c| c.is_alphabetic());
        // "McCandless"
        let is_mc = n == 1 && letters.len() >= 6 && lower.starts_with("mc");
        first = (first && !c.is_alphabetic()) || *c == '-' || (is_apostrophe && !is_owned) || is_mc;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_people_write_them() {
        for (printed, written) in [
            ("ST. BRENDAN'S HOSPITAL", "St. Brendan's Hospital"),
            ("RUTGER VAN DER MEULEN", "Rutger van der Meulen"),
            ("ORLA MCCANDLESS", "Orla McCandless"),
            ("BLUE RIVER TMS", "Blue River TMS"),
            ("SIOBHAN O'HARA", "Siobhan O'Hara"),
            ("LUZ ALVARADO-PRICE", "Luz Alvarado-Price"),
            (
                "TALLOW & REED SERVICES, INC",
                "Tallow & Reed Services, Inc.",
            ),
            ("Elm Psychiatry, P.A", "Elm Psychiatry, P.A."),
            ("Blackhawk Psychiatry, LLC", "Blackhawk Psychiatry, LLC"),
            ("LAKEHEAD CLINIC PLLC", "Lakehead Clinic PLLC"),
            ("DEPARTMENT OF HEALTH", "Department of Health"),
        ] {
            assert_eq!(name(printed), written);
        }
    }
}
