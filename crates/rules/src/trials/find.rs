//! Which drug or treatment a name means. Generic names, brands, and forms of one drug (XR, patch) lead to one drug.

use holdfast_library::Library;
use holdfast_library::treatments::{Drug, Treatment};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Known<'a> {
    /// A drug: its plain name, and its entries, one for each use.
    Drug {
        /// Plain generic name, lowercase, without its form: what counts as one drug.
        name: String,
        /// What is known of it, by use.
        entries: Vec<&'a Drug>,
    },
    /// A therapy or procedure.
    Treatment(&'a Treatment),
    /// The library does not know it.
    Nothing,
}

/// A name that begins as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What to put in the field.
    pub name: String,
    /// The generic name, where `name` is a brand; what kind of treatment it is else.
    pub about: String,
    /// Label of its class; empty for what is no drug.
    pub class: String,
}

/// Words that tell the form of a drug and not which drug it is.
const FORMS: [&str; 24] = [
    "xl",
    "xr",
    "sr",
    "er",
    "cr",
    "ir",
    "la",
    "dr",
    "odt",
    "hcl",
    "hydrochloride",
    "extended",
    "immediate",
    "delayed",
    "sustained",
    "release",
    "patch",
    "tablet",
    "tablets",
    "capsule",
    "capsules",
    "generic",
    "added",
    "brand",
];

/// A name in the shape in which names are compared.
fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    let words: Vec<&str> = name
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '%'))
        .filter(|word| !word.is_empty() && !FORMS.contains(word) && !word.ends_with('%'))
        .collect();
    words.join(" ")
}

/// Plain names that an entry covers: `amitriptyline or nortriptyline (pain)` covers two.
fn names_of(drug: &Drug) -> Vec<String> {
    let whole = drug.generic.split(" (").next().unwrap_or_default();
    let mut names: Vec<String> = whole
        .split(", ")
        .flat_map(|part| part.split(" or "))
        .filter(|part| *part != "low dose")
        .map(plain)
        .collect();
    // in an entry for a whole class the brands are generic names, in small letters
    names.extend(
        drug.brands
            .iter()
            .filter(|brand| is_generic(brand))
            .map(|b| plain(b)),
    );
    names
}

fn is_generic(brand: &str) -> bool {
    brand.chars().next().is_some_and(char::is_lowercase)
}

/// The plain names that `typed` means: its own, or those behind a brand.
fn names_meant(lib: &Library, typed: &str) -> Vec<String> {
    let drugs = &lib.treatments.drugs;
    if drugs
        .iter()
        .any(|drug| names_of(drug).iter().any(|name| name == typed))
    {
        return vec![typed.to_owned()];
    }
    let mut meant: Vec<String> = Vec::new();
    for drug in drugs {
        let names = names_of(drug);
        for (at, brand) in drug.brands.iter().enumerate() {
            if plain(brand) != typed {
                continue;
            }
            // one brand beside each name: they belong together
            let name = if names.len() == drug.brands.len() {
                names.get(at)
            } else {
                names.first()
            };
            if let Some(name) = name.filter(|name| !meant.contains(name)) {
                meant.push(name.clone());
            }
        }
    }
    meant
}

/// What `taken` stands for, by its generic name, a brand, or the short name of a treatment.
pub fn find_known<'a>(lib: &'a Library, taken: &str) -> Known<'a> {
    let typed = plain(taken);
    if typed.is_empty() {
        return Known::Nothing;
    }
    let meant = names_meant(lib, &typed);
    if let Some(name) = meant.first() {
        let entries = lib.treatments.drugs.iter();
        return Known::Drug {
            entries: entries
                .filter(|drug| names_of(drug).iter().any(|name| meant.contains(name)))
                .collect(),
            name: name.clone(),
        };
    }
    let treatments = &lib.treatments.treatments;
    treatments
        .iter()
        .find(|treatment| {
            let names = short_names(treatment);
            // "ketamine infusions" is the same
            let one = typed.strip_suffix('s').unwrap_or(&typed);
            names.iter().any(|name| name == &typed || name == one)
        })
        .map_or(Known::Nothing, Known::Treatment)
}

/// `Electroconvulsive therapy (ECT)`: the whole, the part before the bracket, its short words, and its id.
fn short_names(treatment: &Treatment) -> Vec<String> {
    let whole = &treatment.name;
    let mut names = vec![plain(whole), plain(&treatment.id)];
    if let Some((before, inside)) = whole.split_once(" (") {
        names.push(plain(before));
        names.extend(inside.trim_end_matches(')').split(", ").map(plain));
    }
    let said = format!("{whole} {}", treatment.counts_as);
    let short = said
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 3 && word.chars().all(char::is_uppercase) && *word != "CRPS");
    names.extend(short.map(str::to_lowercase));
    names
}

/// How many names are offered.
const MOST_OFFERED: usize = 8;

/// Letters from which a name is also offered that holds them further on, so that "keta" brings up esketamine.
const HOLDS_FROM: usize = 4;
/// Letters from which a slip of the pen is looked for, and from which two are.
const SLIP_FROM: usize = 5;
const TWO_SLIPS_FROM: usize = 9;

/// Names that begin with these letters, generics first, then brands, then treatments with a word that does; then
/// those that hold them. Where there is none, those that they miss by a slip of the pen.
pub fn complete(lib: &Library, letters: &str) -> Vec<Completion> {
    let typed = letters.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found = offered(lib, |name: &str| name.starts_with(&typed), true);
    if typed.chars().count() >= HOLDS_FROM {
        for more in offered(lib, |name: &str| name.contains(&typed), false) {
            if !found
                .iter()
                .any(|had| had.name.eq_ignore_ascii_case(&more.name))
            {
                found.push(more);
            }
        }
    }
    if found.is_empty() {
        found = offered(lib, |name: &str| is_slip_of(&typed, name), false);
    }
    found.truncate(MOST_OFFERED);
    found
}

/// The name that a whole name as typed misses by a slip of the pen; none where nothing is near.
pub(super) fn nearest(lib: &Library, taken: &str) -> Option<String> {
    let typed = plain(taken);
    let long = typed.chars().count();
    let near = |name: &str| {
        let whole = name.to_lowercase();
        let longer = whole.chars().count().abs_diff(long);
        (longer <= 2 && is_slip_of(&typed, &whole)).then(|| name.to_owned())
    };
    offered(lib, |name: &str| is_slip_of(&typed, name), false)
        .into_iter()
        .find_map(|found| near(&found.name))
}

/// True where the letters miss the beginning of a name by one slip, long ones by two: a letter too many, too few,
/// another one, or two that changed places. The first letter is right.
fn is_slip_of(typed: &str, name: &str) -> bool {
    let typed: Vec<char> = typed.chars().collect();
    if typed.len() < SLIP_FROM {
        return false;
    }
    let slips = if typed.len() < TWO_SLIPS_FROM { 1 } else { 2 };
    let name: Vec<char> = name
        .to_lowercase()
        .chars()
        .take(typed.len() + slips)
        .collect();
    typed.first() == name.first() && slips_to_beginning(&typed, &name) <= slips
}

/// The fewest slips between what was typed and any beginning of a name.
fn slips_to_beginning(typed: &[char], name: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (i, letter) in typed.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, other) in name.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&row, j + 1) + 1).min(at(&next, j) + 1);
            least = least.min(at(&row, j) + usize::from(letter != other));
            let swapped = i > 0
                && j > 0
                && typed.get(i - 1) == Some(other)
                && name.get(j - 1) == Some(letter);
            if swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.into_iter().min().unwrap_or(usize::MAX)
}

/// Names that pass `fits`, generics first, then brands, then treatments; of a treatment each word is asked where
/// `by_words`, else its whole short names.
fn offered(lib: &Library, fits: impl Fn(&str) -> bool, by_words: bool) -> Vec<Completion> {
    let class = |drug: &Drug| {
        let class = lib
            .treatments
            .classes
            .iter()
            .find(|class| class.id == drug.class);
        class.map_or_else(String::new, |class| class.label.clone())
    };
    let mut found: Vec<Completion> = Vec::new();
    let mut offer = |name: String, about: String, class: String| {
        if !found.iter().any(|had| had.name.eq_ignore_ascii_case(&name)) {
            found.push(Completion { name, about, class });
        }
    };
    for drug in &lib.treatments.drugs {
        for name in names_of(drug).into_iter().filter(|name| fits(name)) {
            offer(name, drug.purpose.join(", "), class(drug));
        }
    }
    for drug in &lib.treatments.drugs {
        let names = names_of(drug);
        for (at, brand) in drug.brands.iter().enumerate() {
            if fits(&brand.to_lowercase()) {
                let name = if names.len() == drug.brands.len() {
                    names.get(at)
                } else {
                    names.first()
                };
                offer(
                    brand.clone(),
                    name.cloned().unwrap_or_default(),
                    class(drug),
                );
            }
        }
    }
    for treatment in &lib.treatments.treatments {
        let words = short_names(treatment);
        let is_it = |name: &String| match by_words {
            true => name.split(' ').any(&fits),
            false => fits(name),
        };
        if words.iter().any(is_it) {
            offer(
                treatment.name.clone(),
                treatment.counts_as.clone(),
                String::new(),
            );
        }
    }
    found
}

/// What a treatment can be for, in the order of the library: the uses of its drugs, without the adding.
pub fn purposes(lib: &Library) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for drug in &lib.treatments.drugs {
        for purpose in &drug.purpose {
            if purpose != AUGMENTATION && !found.contains(purpose) {
                found.push(purpose.clone());
            }
        }
    }
    found
}

/// Use of a drug that is added to an antidepressant.
pub(super) const AUGMENTATION: &str = "depression augmentation";
/// Use of an antidepressant.
pub(super) const DEPRESSION: &str = "depression";

#[cfg(test)]
mod tests {
    use super::*;

    fn name(taken: &str) -> String {
        match find_known(Library::builtin(), taken) {
            Known::Drug { name, .. } => name,
            Known::Treatment(treatment) => treatment.id.clone(),
            Known::Nothing => String::new(),
        }
    }

    #[test]
    fn brands_and_forms_lead_to_one_drug() {
        for (taken, expected) in [
            ("Sertraline", "sertraline"),
            ("ZOLOFT", "sertraline"),
            ("Bupropion XL", "bupropion"),
            ("Wellbutrin SR", "bupropion"),
            ("venlafaxine extended release", "venlafaxine"),
            ("Effexor XR", "venlafaxine"),
            ("quetiapine", "quetiapine"),
            ("Seroquel XR", "quetiapine"),
            ("Elavil", "amitriptyline"),
            ("Pamelor", "nortriptyline"),
            ("Emgality", "galcanezumab"),
            ("naproxen", "naproxen"),
            ("prednisone", "prednisone"),
            ("Emsam patch", "selegiline"),
            ("lidocaine 5% patch", "lidocaine"),
            ("citalopram", "citalopram"),
            ("escitalopram", "escitalopram"),
            ("TMS", "rtms"),
            ("ect", "ect"),
            ("CBT", "psychotherapy-depression"),
            ("EMDR", "psychotherapy-ptsd"),
            ("Vagus nerve stimulation", "vns"),
            ("ketamine", "ketamine"),
            ("IV ketamine", "ketamine"),
            ("Ketamine infusions", "ketamine"),
            ("Spravato", "esketamine"),
            ("", ""),
            ("xr", ""),
        ] {
            assert_eq!(name(taken), expected, "{taken}");
        }
    }

    #[test]
    fn a_few_letters_complete_generics_and_brands() {
        let names = |letters: &str| -> Vec<String> {
            complete(Library::builtin(), letters)
                .into_iter()
                .map(|c| c.name)
                .collect()
        };
        assert_eq!(names("sert"), ["sertraline"]);
        assert_eq!(names("zol"), ["Zoloft"]);
        assert_eq!(
            names("well"),
            ["Wellbutrin", "Wellbutrin SR", "Wellbutrin XL"]
        );
        assert_eq!(names("que"), ["quetiapine"]);
        assert!(names("tms").contains(&"Transcranial magnetic stimulation (TMS)".to_owned()));
        assert!(names("ket").contains(&"Ketamine infusion (IV ketamine)".to_owned()));
        assert_eq!(names("esket"), ["esketamine"]);
        assert_eq!(names("spra"), ["Spravato"]);
        assert!(names("ketam").contains(&"esketamine".to_owned()));
        assert!(names("").is_empty());
        assert!(names("a").len() <= MOST_OFFERED);
    }

    #[test]
    fn a_name_typed_with_a_slip_is_offered() {
        let first = |letters: &str| {
            complete(Library::builtin(), letters)
                .first()
                .map_or_else(String::new, |c| c.name.clone())
        };
        for (typed, offered) in [
            ("wellbutrn", "Wellbutrin"),
            ("Welbutrin", "Wellbutrin"),
            ("Wellburtin XL", "Wellbutrin XL"),
            ("sertaline", "sertraline"),
            ("Spravtao", "Spravato"),
            ("eskatamine", "esketamine"),
            ("ketamin", "Ketamine infusion (IV ketamine)"),
            ("ketemine", "Ketamine infusion (IV ketamine)"),
            ("lexparo", "Lexapro"),
            ("grandma's tea", ""),
            ("xyzzyq", ""),
        ] {
            assert_eq!(first(typed), offered, "{typed}");
        }
        let near = |taken: &str| nearest(Library::builtin(), taken);
        assert_eq!(near("wellbutrn").as_deref(), Some("Wellbutrin"));
        assert_eq!(near("grandma's tea"), None);
        // the beginning of a name is no slip of it
        assert_eq!(near("venla"), None);
    }

    #[test]
    fn every_name_of_the_library_is_found_again() {
        let lib = Library::builtin();
        for drug in &lib.treatments.drugs {
            for name in drug.brands.iter().cloned().chain(names_of(drug)) {
                assert!(
                    matches!(find_known(lib, &name), Known::Drug { entries, .. } if !entries.is_empty()),
                    "{name}"
                );
            }
        }
        for treatment in &lib.treatments.treatments {
            assert_eq!(
                find_known(lib, &treatment.name),
                Known::Treatment(treatment)
            );
        }
    }
}
