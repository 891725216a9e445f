//! Values in the shape that a box asks for: days by its hint, numbers in cells, parts of an address.

use super::known::Value;
use chrono::NaiveDate;
use holdfast_case::form::{BoxKind, FormBox};
use holdfast_letters::forms::Part;

/// The figures of a number.
pub(super) fn figures(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// An address in parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) street: String,
    pub(super) city: String,
    pub(super) state: String,
    pub(super) zip: String,
    /// City, state and ZIP as one line.
    pub(super) line: String,
}

/// The parts of an address whose last line is "Dayton, OH 45401"; none for another.
pub(super) fn street_city(address: &str) -> Option<Address> {
    let lines: Vec<&str> = address
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    let (last, street) = lines.split_last()?;
    let (city, rest) = last.rsplit_once(',')?;
    let (state, zip) = rest.trim().rsplit_once(' ')?;
    let is_zip = matches!(figures(zip).len(), 5 | 9) && zip.len() <= 10;
    let is_state = state.len() == 2 && state.chars().all(|c| c.is_ascii_uppercase());
    (is_zip && is_state && !street.is_empty()).then(|| Address {
        street: street.join(", "),
        city: city.trim().to_owned(),
        state: state.to_owned(),
        zip: zip.to_owned(),
        line: (*last).to_owned(),
    })
}

/// A value as this box takes it; none where it does not fit in without being cut.
pub(super) fn shaped(one: &FormBox, part: Part, value: &Value) -> Option<String> {
    let (most, comb) = match one.kind {
        BoxKind::Text { most, comb, .. } => (most.map(|most| most as usize), comb),
        _ => (None, false),
    };
    let fits = |text: &str| most.is_none_or(|most| text.chars().count() <= most);
    let text = match (value, part) {
        (Value::Days(days), Part::Whole) => {
            let pattern = pattern(one, most);
            let said: Vec<String> = days
                .iter()
                .map(|day| day.format(pattern).to_string())
                .collect();
            said.join(", ")
        }
        (Value::Days(days), part) => match days.as_slice() {
            [day] => part_of(*day, part, most)?,
            _ => return None,
        },
        (Value::Words(words), Part::Figures(from, count)) => {
            let all = figures(words);
            let all = all
                .strip_prefix('1')
                .filter(|_| all.len() == 11)
                .unwrap_or(&all)
                .to_owned();
            if all.len() != 10 {
                return None;
            }
            all.get(from..from + count)?.to_owned()
        }
        (Value::Words(words), _) => words.clone(),
    };
    if fits(&text) && !(comb && text.contains(' ')) {
        return Some(text);
    }
    // cells, or a most, are meant for the letters and figures alone
    let bare: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_number = text.chars().any(|c| c.is_ascii_digit()) && matches!(value, Value::Words(_));
    match (fits(&text), is_number && fits(&bare)) {
        (_, true) => Some(bare),
        (true, false) => Some(text),
        (false, false) => None,
    }
}

fn part_of(day: NaiveDate, part: Part, most: Option<usize>) -> Option<String> {
    let pattern = match part {
        Part::Month => "%m",
        Part::Day => "%d",
        Part::Year if most == Some(2) => "%y",
        Part::Year => "%Y",
        Part::Whole | Part::Figures(..) => return None,
    };
    Some(day.format(pattern).to_string())
}

/// How days are written: as the words beside the box say, else as usual.
fn pattern(one: &FormBox, most: Option<usize>) -> &'static str {
    let said = format!("{} {}", one.caption, one.hint).to_lowercase();
    let has = |hint: &str| said.contains(hint);
    match most {
        _ if has("yyyy-mm-dd") => "%Y-%m-%d",
        _ if has("dd/mm/yyyy") => "%d/%m/%Y",
        _ if has("mm-dd-yyyy") => "%m-%d-%Y",
        _ if has("mmddyyyy") => "%m%d%Y",
        _ if has("mm/dd/yyyy") && most.is_none_or(|most| most >= 10) => "%m/%d/%Y",
        Some(8) if has("mm/dd/yy") && !has("mm/dd/yyyy") => "%m/%d/%y",
        None if has("mm/dd/yy") && !has("mm/dd/yyyy") => "%m/%d/%y",
        Some(8) => "%m%d%Y",
        Some(6) => "%m%d%y",
        _ => "%m/%d/%Y",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(caption: &str, most: Option<u32>, comb: bool) -> FormBox {
        FormBox {
            name: String::new(),
            kind: BoxKind::Text {
                lines: false,
                most,
                comb,
            },
            places: Vec::new(),
            caption: caption.to_owned(),
            rival: String::new(),
            hint: String::new(),
            value: String::new(),
            read_only: false,
            required: false,
        }
    }

    #[test]
    fn days_and_numbers_take_the_shape_of_their_box() {
        let born = Value::Days(vec![
            NaiveDate::from_ymd_opt(1989, 5, 4).unwrap_or_default(),
        ]);
        let id = Value::Words("QWX 0042 7710".to_owned());
        let phone = Value::Words("1 (555) 010-0199".to_owned());
        let rows = [
            (
                text("Born", None, false),
                Part::Whole,
                &born,
                Some("05/04/1989"),
            ),
            (
                text("Born (MM-DD-YYYY)", None, false),
                Part::Whole,
                &born,
                Some("05-04-1989"),
            ),
            (
                text("Born (MM/DD/YY)", None, false),
                Part::Whole,
                &born,
                Some("05/04/89"),
            ),
            (
                text("Born", Some(8), true),
                Part::Whole,
                &born,
                Some("05041989"),
            ),
            (text("Born", Some(5), false), Part::Whole, &born, None),
            (text("", Some(2), false), Part::Month, &born, Some("05")),
            (text("", Some(2), false), Part::Year, &born, Some("89")),
            (text("", Some(4), false), Part::Year, &born, Some("1989")),
            (
                text("ID", Some(11), true),
                Part::Whole,
                &id,
                Some("QWX00427710"),
            ),
            (
                text("ID", None, false),
                Part::Whole,
                &id,
                Some("QWX 0042 7710"),
            ),
            (text("ID", Some(9), false), Part::Whole, &id, None),
            (
                text("Tel", Some(3), false),
                Part::Figures(0, 3),
                &phone,
                Some("555"),
            ),
            (
                text("Tel", Some(4), false),
                Part::Figures(6, 4),
                &phone,
                Some("0199"),
            ),
        ];
        for (one, part, value, expected) in rows {
            assert_eq!(
                shaped(&one, part, value).as_deref(),
                expected,
                "{} {part:?}",
                one.caption
            );
        }
    }

    #[test]
    fn an_address_is_divided_where_it_reads_as_one() {
        let parts = street_city("12 Elm Road\nApartment 4\nDayton, OH 45401").unwrap();
        assert_eq!(parts.street, "12 Elm Road, Apartment 4");
        assert_eq!(
            (
                parts.city.as_str(),
                parts.state.as_str(),
                parts.zip.as_str()
            ),
            ("Dayton", "OH", "45401")
        );
        assert_eq!(street_city("Rue de la Paix 4, Paris"), None);
        assert_eq!(street_city("Dayton, OH 45401"), None);
    }
}
