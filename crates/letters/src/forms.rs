//! What the boxes of a form ask for: from the words beside each, the hint in the file, its name, and the heading above.
//!
//! What is told here is a guess with its doubt: a box that is never ours to fill is told as such, and where two words
//! say two things, or only the file's own name says anything, it is not sure.

use holdfast_case::form::{BoxKind, Form, FormBox};
use holdfast_case::pages::BBox;
use holdfast_library::Library;

/// A part of a value that is divided over several boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The month of a day, two figures.
    Month,
    /// The day of the month, two figures.
    Day,
    /// The year.
    Year,
    /// Figures of a telephone number: from, and how many.
    Figures(usize, usize),
}

/// What a box asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// Nobody knows.
    Unknown,
    /// It is never ours to fill: `signature`, `day-signed`, `consent`, `secret`, `representative` or `office`.
    Never(String),
    /// A value.
    Value {
        /// What, by its id in the library.
        ask: String,
        /// Which part of it.
        part: Part,
        /// The words fit well, and nothing speaks for another value.
        sure: bool,
    },
    /// Which of its places is to be ticked: what each says, by its id in the library, and what the question asks.
    Ticks {
        /// For each place; empty where nobody knows.
        places: Vec<String>,
        /// What the question before them asks; empty where nobody knows.
        question: String,
    },
}

/// What each box of a form asks for, in the order of its boxes.
pub fn asked(lib: &Library, form: &Form) -> Vec<Asked> {
    let mut all: Vec<Asked> = form
        .boxes
        .iter()
        .map(|one| of_box(lib, form, one))
        .collect();
    divided(form, &mut all);
    all
}

fn of_box(lib: &Library, form: &Form, one: &FormBox) -> Asked {
    let fields = &lib.form_fields;
    if one.kind == BoxKind::Signature {
        return Asked::Never("signature".to_owned());
    }
    let (caption, hint) = (plain(&one.caption), plain(&one.hint));
    let name = plain(&split_name(&one.name));
    let whose = section(lib, form, one);
    if let Some("representative" | "office") = whose {
        return Asked::Never(whose.unwrap_or_default().to_owned());
    }
    let is_ticked = one.is_ticked_kind();
    let labels: Vec<String> = one.places.iter().map(|place| plain(&place.label)).collect();
    let words = [caption.as_str(), hint.as_str(), name.as_str()];
    // the longest words decide, whether they ask or forbid
    let mut forbidden: Option<(usize, &str)> = None;
    for never in &fields.nevers {
        // of a box to tick the words beside it count; "date" alone forbids no other word
        let said = words
            .iter()
            .copied()
            .chain(labels.iter().map(String::as_str));
        for text in said {
            let is_bare =
                |word: &str| matches!(word, "date" | "sign" | "signed" | "pin" | "tin" | "bank");
            let best = never
                .words
                .iter()
                .filter(|word| match is_bare(word) {
                    true => text == word.as_str(),
                    false => holds(text, word),
                })
                .map(String::len)
                .max();
            if let Some(length) = best
                && forbidden.is_none_or(|(had, _)| had < length)
            {
                forbidden = Some((length, never.why.as_str()));
            }
        }
    }
    if is_ticked {
        if let Some((_, why)) = forbidden {
            return Asked::Never(why.to_owned());
        }
        return ticks(lib, &labels, &caption, &hint);
    }
    let lines = matches!(one.kind, BoxKind::Text { lines: true, .. });
    let ask_of = |text: &str| best_ask(lib, text, lines, whose);
    let (by_caption, by_hint, by_name) = (ask_of(&caption), ask_of(&hint), ask_of(&name));
    let rival = ask_of(&plain(&one.rival));
    // the file's own hint is written for this box alone; where the paper says otherwise it is not sure
    let found = by_hint.clone().or(by_caption.clone()).or(by_name.clone());
    let longest = found.as_ref().map_or(0, |(_, length)| *length);
    if let Some((length, why)) = forbidden
        && length >= longest
    {
        return Asked::Never(why.to_owned());
    }
    let Some((ask, _)) = found else {
        return Asked::Unknown;
    };
    let agrees = |other: &Option<(String, usize)>| other.as_ref().is_none_or(|(id, _)| *id == ask);
    let is_printed = by_caption.is_some() || by_hint.is_some();
    let sure = is_printed && agrees(&by_caption) && agrees(&by_hint) && agrees(&rival);
    Asked::Value {
        part: Part::Whole,
        ask,
        sure,
    }
}

/// What is asked by these words, and how many of their letters say so. Words that belong to somebody else are his.
fn best_ask(
    lib: &Library,
    text: &str,
    lines: bool,
    whose: Option<&str>,
) -> Option<(String, usize)> {
    if text.is_empty() {
        return None;
    }
    let mut best: Option<(String, usize)> = None;
    for ask in &lib.form_fields.asks {
        for word in &ask.words {
            // one short word in a long sentence says nothing
            let is_bare = !word.contains(' ');
            let fits = match is_bare && !ask.lines {
                true if ask.whose == "any" => text == word,
                true => {
                    text == word || (text.split(' ').count() <= 4 && ends_or_begins(text, word))
                }
                false => holds(text, word),
            };
            // "provider phone" asks for a telephone number, whatever stands before
            let fits = fits && (ask.lines || !asks_for_more(text, word));
            let better = best.as_ref().is_none_or(|(_, length)| *length < word.len());
            if fits && better && ask.lines == (lines && ask.lines) {
                best = Some((ask.id.clone(), word.len()));
            }
        }
    }
    let (id, length) = best?;
    let is_general = |id: &str| {
        let of_member = [
            "member-street",
            "member-city",
            "member-state",
            "member-zip",
            "member-city-state-zip",
            "member-email",
            "member-first",
            "member-last",
        ];
        matches!(id, "name" | "address" | "phone") || of_member.contains(&id)
    };
    let id = match (id.as_str(), whose) {
        ("name", Some("provider")) => "provider-name",
        (id, Some("provider")) if is_general(id) => return None,
        ("name", _) => "member-name",
        ("address", _) => "member-address",
        ("phone", _) => "member-phone",
        (id, _) => id,
    };
    // "provider phone" and the like are not the member's
    let others = [
        "provider",
        "physician",
        "doctor",
        "prescriber",
        "clinic",
        "facility",
        "pharmacy",
        "employer",
        "subscriber",
        "spouse",
        "contact person",
        "plan",
        "insurer",
        "company",
    ];
    let is_another = others.iter().any(|word| holds(text, word));
    (!(is_another && id.starts_with("member-") && id != "member-id"))
        .then(|| (id.to_owned(), length))
}

/// True where the text has a word beyond these that says what is asked for.
fn asks_for_more(text: &str, words: &str) -> bool {
    const KINDS: [&str; 24] = [
        "phone",
        "telephone",
        "fax",
        "address",
        "email",
        "npi",
        "license",
        "specialty",
        "city",
        "zip",
        "name",
        "number",
        "date",
        "code",
        "codes",
        "amount",
        "quantity",
        "dose",
        "strength",
        "relationship",
        "birth",
        "id",
        "county",
        "title",
    ];
    let has = |of: &str, kind: &str| of.split(' ').any(|word| word == kind);
    KINDS
        .iter()
        .any(|kind| has(text, kind) && !has(words, kind))
}

/// What boxes to tick say.
fn ticks(lib: &Library, labels: &[String], caption: &str, hint: &str) -> Asked {
    let of = |text: &str| {
        let mut best: Option<(&str, usize)> = None;
        for tick in &lib.form_fields.ticks {
            // a short word such as "no" has to stand first, a longer one anywhere
            let fits = |word: &&String| match word.len() {
                0..=8 => text == word.as_str() || text.starts_with(&format!("{word} ")),
                _ => holds(text, word),
            };
            for word in tick.words.iter().filter(fits) {
                if best.is_none_or(|(_, had)| had < word.len()) {
                    best = Some((&tick.id, word.len()));
                }
            }
        }
        best.map(|(id, _)| id.to_owned()).unwrap_or_default()
    };
    let anywhere = |text: &str| {
        let expedited = [
            "expedited",
            "urgent",
            "fast decision",
            "fast appeal",
            "72 hours",
        ];
        if expedited.iter().any(|word| holds(text, word)) {
            return "expedited".to_owned();
        }
        match holds(text, "relationship") {
            true => "relationship".to_owned(),
            false => String::new(),
        }
    };
    let question = match anywhere(caption) {
        question if question.is_empty() => anywhere(hint),
        question => question,
    };
    Asked::Ticks {
        places: labels.iter().map(|label| of(label)).collect(),
        question,
    }
}

/// Whose boxes stand below the nearest heading above.
fn section<'l>(lib: &'l Library, form: &Form, one: &FormBox) -> Option<&'l str> {
    let place = one.places.first()?;
    let page = form.pages.iter().find(|page| page.number == place.page)?;
    let areas: Vec<BBox> = form
        .boxes
        .iter()
        .flat_map(|one| &one.places)
        .filter(|other| other.page == place.page)
        .map(|other| other.area)
        .collect();
    let mut nearest: Option<(f32, &str)> = None;
    for line in &page.lines {
        let middle = (line.area.y0 + line.area.y1) / 2.0;
        let is_above = line.area.y1 <= place.area.y0 + 2.0;
        let beside_a_box = areas
            .iter()
            .any(|a| a.y0 - 2.0 < middle && middle < a.y1 + 2.0);
        let caption_of_a_box = areas.iter().any(|a| {
            let off = a.y0 - line.area.y1;
            (-4.0..6.0).contains(&off) && line.area.x0 >= a.x0 - 8.0 && line.area.x0 < a.x1
        });
        let text = plain(&line.text);
        if !is_above || beside_a_box || caption_of_a_box || text.split(' ').count() > 14 {
            continue;
        }
        for section in &lib.form_fields.sections {
            let fits = section.words.iter().any(|word| holds(&text, word));
            if fits && nearest.is_none_or(|(y, _)| y < line.area.y1) {
                nearest = Some((line.area.y1, &section.whose));
            }
        }
    }
    nearest.map(|(_, whose)| whose)
}

/// Boxes in a row that take a day or a telephone number in parts.
fn divided(form: &Form, all: &mut [Asked]) {
    let most = |at: usize| match form.boxes.get(at).map(|one| &one.kind) {
        Some(BoxKind::Text {
            most: Some(most),
            lines: false,
            ..
        }) => *most,
        _ => 0,
    };
    let area = |at: usize| form.boxes.get(at)?.places.first().map(|p| (p.page, p.area));
    let follows = |a: usize, b: usize| match (area(a), area(b)) {
        (Some((page, a)), Some((other, b))) => {
            page == other && (a.y0 - b.y0).abs() < 4.0 && (-2.0..40.0).contains(&(b.x0 - a.x1))
        }
        _ => false,
    };
    for at in 0..all.len().saturating_sub(2) {
        let Some(Asked::Value { ask, sure, .. }) = all.get(at).cloned() else {
            continue;
        };
        if !follows(at, at + 1) || !follows(at + 1, at + 2) {
            continue;
        }
        let is_day = matches!(
            ask.as_str(),
            "member-birth" | "notice-date" | "service-dates" | "service-from" | "service-to"
        );
        let parts = match [most(at), most(at + 1), most(at + 2)] {
            [2, 2, 2 | 4] if is_day => [Part::Month, Part::Day, Part::Year],
            [3, 3, 4] if ask == "member-phone" => [
                Part::Figures(0, 3),
                Part::Figures(3, 3),
                Part::Figures(6, 4),
            ],
            _ => continue,
        };
        for (one, part) in all.iter_mut().skip(at).zip(parts) {
            *one = Asked::Value {
                ask: ask.clone(),
                part,
                sure,
            };
        }
    }
}

/// Lower-case words of letters and digits, one blank between.
fn plain(text: &str) -> String {
    let mut out = String::new();
    // a name of one's own form in brackets, such as (MM/DD/YYYY), says how and not what
    for word in text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        if matches!(
            word,
            "mm" | "dd"
                | "yyyy"
                | "yy"
                | "the"
                | "please"
                | "optional"
                | "required"
                | "if"
                | "known"
        ) {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// "MemberFirstName_2" as words; of a name in parts the last.
fn split_name(name: &str) -> String {
    let last = name.rsplit('.').next().unwrap_or_default();
    let signs: Vec<char> = last.chars().collect();
    let mut out = String::new();
    for (at, sign) in signs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| signs.get(at));
        let after = signs.get(at + 1);
        let is_small = |sign: Option<&char>| sign.is_some_and(|sign| sign.is_lowercase());
        // a word begins: "memberName", and after letters that are all large: "IDNumber"
        let begins = sign.is_uppercase()
            && (is_small(before) || (before.is_some_and(|b| b.is_uppercase()) && is_small(after)));
        if begins {
            out.push(' ');
        }
        out.push(if sign.is_alphabetic() { *sign } else { ' ' });
    }
    out
}

/// True where these words stand in the text as whole words.
fn holds(text: &str, words: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
        let (start, end) = (from + at, from + at + words.len());
        let before = text
            .get(..start)
            .is_none_or(|t| t.is_empty() || t.ends_with(' '));
        let after = text
            .get(end..)
            .is_none_or(|t| t.is_empty() || t.starts_with(' '));
        if before && after {
            return true;
        }
        from = end;
    }
    false
}

fn ends_or_begins(text: &str, word: &str) -> bool {
    let rest = text.strip_suffix(word).filter(|rest| rest.ends_with(' '));
    rest.is_some()
        || text
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_case::form::BoxPlace;
    use holdfast_case::form::{FormLine, FormPage};

    fn text(caption: &str, hint: &str, name: &str) -> FormBox {
        FormBox {
            name: name.to_owned(),
            kind: BoxKind::Text {
                lines: false,
                most: None,
                comb: false,
            },
            places: vec![BoxPlace {
                page: 1,
                area: BBox {
                    x0: 100.0,
                    y0: 300.0,
                    x1: 200.0,
                    y1: 318.0,
                },
                state: String::new(),
                label: String::new(),
            }],
            caption: caption.to_owned(),
            rival: String::new(),
            hint: hint.to_owned(),
            value: String::new(),
            read_only: false,
            required: false,
        }
    }

    fn under(heading: &str, one: FormBox) -> Asked {
        let area = BBox {
            x0: 72.0,
            y0: 200.0,
            x1: 300.0,
            y1: 212.0,
        };
        let lines = vec![FormLine {
            text: heading.to_owned(),
            area,
        }];
        let page = FormPage {
            number: 1,
            width: 612.0,
            height: 792.0,
            lines,
        };
        let form = Form {
            pages: vec![page],
            boxes: vec![one],
        };
        asked(Library::builtin(), &form).remove(0)
    }

    #[test]
    fn the_words_beside_a_box_say_what_it_asks_for() {
        let rows = [
            ("Member name:", "", "", "member-name", true),
            ("Patient\u{2019}s Name", "", "", "member-name", true),
            ("Date of birth (MM/DD/YYYY)", "", "", "member-birth", true),
            ("Member ID #", "", "", "member-id", true),
            ("Group No.", "", "", "group", true),
            ("Claim number, if known", "", "", "claim-number", true),
            ("Date of denial letter", "", "", "notice-date", true),
            ("Date(s) of service", "", "", "service-dates", true),
            ("Treating provider", "", "", "provider-name", true),
            ("Field 7", "Member ID", "f7", "member-id", true),
            ("", "", "MemberIDNumber", "member-id", false),
            ("Member name", "Member ID", "x", "member-id", false),
            ("City, State, ZIP", "", "", "member-city-state-zip", true),
            ("Relationship to member", "", "", "relationship", true),
            ("Provider NPI", "", "", "provider-npi", true),
        ];
        for (caption, hint, name, ask, sure) in rows {
            let found = under("Appeal form", text(caption, hint, name));
            let Asked::Value {
                ask: found,
                sure: is_sure,
                ..
            } = found
            else {
                panic!("{caption} {hint} {name}: {found:?}");
            };
            assert_eq!(
                (found.as_str(), is_sure),
                (ask, sure),
                "{caption} {hint} {name}"
            );
        }
    }

    #[test]
    fn what_is_the_persons_alone_is_never_asked_of_us() {
        let rows = [
            ("Signature of member", "signature"),
            ("Date", "day-signed"),
            ("Date signed", "day-signed"),
            ("Social Security number", "secret"),
            ("Bank name and routing number", "secret"),
            ("Name of authorized representative", "representative"),
            ("Attorney", "representative"),
            ("For office use only", "office"),
        ];
        for (caption, why) in rows {
            let found = under("Appeal form", text(caption, "", ""));
            assert_eq!(found, Asked::Never(why.to_owned()), "{caption}");
        }
        let found = under("Section B: Authorized Representative", text("Name", "", ""));
        assert_eq!(found, Asked::Never("representative".to_owned()));
        let mut tick = text("", "", "agree");
        tick.kind = BoxKind::Check;
        tick.places[0].label = "I authorize the release of my records".to_owned();
        assert_eq!(under("", tick), Asked::Never("consent".to_owned()));
    }

    #[test]
    fn a_heading_says_whose_name_it_is() {
        let name = |heading: &str| under(heading, text("Name", "", ""));
        let value = |ask: &str| Asked::Value {
            ask: ask.to_owned(),
            part: Part::Whole,
            sure: true,
        };
        assert_eq!(name("1. Member information"), value("member-name"));
        assert_eq!(name("2. Provider information"), value("provider-name"));
        assert_eq!(
            under("Provider information", text("Phone", "", "")),
            Asked::Unknown
        );
        assert_eq!(under("", text("Provider phone", "", "")), Asked::Unknown);
        for other in [
            "Favorite color",
            "Group name",
            "Treating provider fax",
            "Employer name and address",
            "Drug strength",
            "Pharmacy phone",
        ] {
            assert_eq!(under("", text(other, "", "x")), Asked::Unknown, "{other}");
        }
    }

    #[test]
    fn boxes_to_tick_tell_what_each_says() {
        let mut ticks = text("Is this urgent?", "", "");
        ticks.kind = BoxKind::OneOf;
        let place = ticks.places[0].clone();
        ticks.places.push(place);
        ticks.places[0].label = "Yes".to_owned();
        ticks.places[1].label = "No".to_owned();
        let found = under("", ticks);
        let places = vec!["yes".to_owned(), "no".to_owned()];
        let question = "expedited".to_owned();
        assert_eq!(found, Asked::Ticks { places, question });
    }
}
