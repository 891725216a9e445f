//! The form of codes and numbers: whether one can exist at all. Whether it does is a matter of the library.

/// True for the form of a CPT or HCPCS code.
pub(super) fn is_service_form(code: &str) -> bool {
    let bytes = code.as_bytes();
    let [first, middle @ .., last] = bytes else {
        return false;
    };
    let digits = bytes.len() == 5 && middle.iter().all(u8::is_ascii_digit);
    let cpt = first.is_ascii_digit() && (last.is_ascii_digit() || b"FTUM".contains(last));
    // no section of the list begins with F, I, N or O; the last two are taken for figures
    let hcpcs = b"ABCDEGHJKLMPQRSTUV".contains(first) && last.is_ascii_digit();
    digits && (cpt || hcpcs)
}

/// A diagnosis code with its point and in upper case.
pub(super) fn diagnosis_key(code: &str) -> String {
    let plain: String = code
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '.')
        .map(|c| c.to_ascii_uppercase())
        .collect();
    match (plain.get(..3), plain.get(3..)) {
        (Some(head), Some(tail)) if !tail.is_empty() => format!("{head}.{tail}"),
        _ => plain,
    }
}

/// True for the form of an ICD-10-CM code, as [`diagnosis_key`] writes it.
pub(super) fn is_diagnosis_form(key: &str) -> bool {
    let (head, tail) = key.split_once('.').unwrap_or((key, ""));
    let sign = |c: &u8| c.is_ascii_digit() || c.is_ascii_uppercase();
    let [first, second, third] = head.as_bytes() else {
        return false;
    };
    first.is_ascii_uppercase()
        && second.is_ascii_digit()
        && sign(third)
        && tail.len() <= 4
        && tail.bytes().all(|c| sign(&c))
}

/// True for a modifier's form.
pub(super) fn is_modifier_form(modifier: &str) -> bool {
    modifier.len() == 2 && modifier.bytes().all(|c| c.is_ascii_alphanumeric())
}

/// True for a place of service's form.
pub(super) fn is_place_form(place: &str) -> bool {
    place.len() == 2 && place.bytes().all(|c| c.is_ascii_digit())
}

/// True for a provider number whose last digit proves the others (Luhn, with the prefix 80840).
pub(super) fn is_npi(number: &str) -> bool {
    let digits: Vec<u32> = number
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .filter_map(|c| c.to_digit(10))
        .collect();
    let only = number
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '-');
    // 24 is what the digits 8, 0, 8, 4, 0 add
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, twice) => twice / 10 + twice % 10,
        })
        .sum();
    only && digits.len() == 10 && (sum + 24).is_multiple_of(10)
}

/// How the digits of a drug package number stand: eleven, or ten with dashes that tell where the zero belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ndc {
    /// Eleven digits, written 5-4-2.
    Whole(String),
    /// Ten digits: this is it with the zero put in.
    Short(String),
    /// Ten digits without dashes: nobody can tell where the zero belongs.
    ZeroUnknown,
    /// No package number.
    None,
}

/// Reads a package number as typed; a qualifier N4 before it is left out.
pub(super) fn ndc(typed: &str) -> Ndc {
    let text = typed.trim();
    let text = text.strip_prefix("N4").unwrap_or(text).trim();
    let parts: Vec<&str> = text.split(['-', ' ']).filter(|p| !p.is_empty()).collect();
    if !parts.iter().all(|p| p.bytes().all(|c| c.is_ascii_digit())) {
        return Ndc::None;
    }
    match parts.as_slice() {
        [one] if one.len() == 11 => {
            Ndc::Whole(format!("{}-{}-{}", &one[..5], &one[5..9], &one[9..]))
        }
        [one] if one.len() == 10 => Ndc::ZeroUnknown,
        [a, b, c] => match (a.len(), b.len(), c.len()) {
            (5, 4, 2) => Ndc::Whole(format!("{a}-{b}-{c}")),
            (4, 4, 2) | (5, 3, 2) | (5, 4, 1) => Ndc::Short(format!("{a:0>5}-{b:0>4}-{c:0>2}")),
            _ => Ndc::None,
        },
        _ => Ndc::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sources: CMS, HCPCS level II coding process (a letter A to V and four digits); AMA, CPT categories I, II (F) and
    /// III (T); CMS ICD-10-CM overview (3 to 7 signs); NPI check digit example 1234567893 of 45 CFR 162.406's standard.
    #[test]
    fn a_code_that_cannot_exist_is_told_by_its_form() {
        for code in ["96365", "J3490", "0101T", "3015F", "G2082", "V2020"] {
            assert!(is_service_form(code), "{code}");
        }
        for code in [
            "", "9636", "963655", "J349O", "O0364", "I3490", "W3490", "96A65", "JJ490", "96365X",
            "é3490",
        ] {
            assert!(!is_service_form(code), "{code}");
        }
        for code in [
            "F33.2", "f332", "R45.851", "F32.A", "G90.512", "T14.91XA", "U07.1", "F33",
        ] {
            assert!(is_diagnosis_form(&diagnosis_key(code)), "{code}");
        }
        for code in [
            "",
            "F3",
            "33.2",
            "FF3.2",
            "F33.22222",
            "F33.é",
            "depression",
        ] {
            assert!(!is_diagnosis_form(&diagnosis_key(code)), "{code}");
        }
        assert!(is_npi("1234567893") && is_npi("123 456 7893"));
        for number in [
            "1234567890",
            "123456789",
            "12345678931",
            "NPI 1234567893",
            "",
        ] {
            assert!(!is_npi(number), "{number}");
        }
    }

    /// Source: FDA, National Drug Code (10 digits in 4-4-2, 5-3-2 or 5-4-1) and the 11-digit form of claims, 5-4-2.
    #[test]
    fn a_package_number_is_written_with_eleven_digits() {
        let whole = |text: &str| Ndc::Whole(text.to_owned());
        let short = |text: &str| Ndc::Short(text.to_owned());
        for (typed, expected) in [
            ("00143-9509-01", whole("00143-9509-01")),
            ("N4 00143950901", whole("00143-9509-01")),
            ("0143-9509-01", short("00143-9509-01")),
            ("50458-028-02", short("50458-0028-02")),
            ("12345-6789-1", short("12345-6789-01")),
            ("0143950901", Ndc::ZeroUnknown),
            ("0143-9509-1", Ndc::None),
            ("vial", Ndc::None),
        ] {
            assert_eq!(ndc(typed), expected, "{typed}");
        }
    }
}
