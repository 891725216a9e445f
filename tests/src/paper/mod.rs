//! Makes of each invented letter the files a person would really have: a PDF, scans, faxes, photos.
//!
//! All of it is made in memory, and from seeds: two runs on one machine give the same bytes.

mod bound;
mod chance;
pub mod statements;
mod typed;
mod worn;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use image::GrayImage;

use chance::Chance;

/// A letter of the labelled set.
pub struct Letter {
    /// Its file's name without ending, such as `01-esketamine-step-therapy`.
    pub name: String,
    /// Its words; a form feed begins a new page.
    pub text: String,
    /// What stands in it, as TOML.
    pub labels: String,
}

/// A form in which a letter reaches a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The words alone, as a text file.
    Text,
    /// A PDF as the insurer's program made it.
    BornDigital,
    /// An office scan: 300 dots per inch, gray, straight.
    CleanScan,
    /// A hurried scan: 200 dots per inch, skewed, specked, pale on one side.
    PoorScan,
    /// A fax in fine resolution: 204 by 196, one bit.
    Fax,
    /// A fax in standard resolution: 204 by 98, one bit.
    CoarseFax,
    /// Photos, one a page: perspective, shadow, tint; some stored lying down.
    Phone,
}

impl Form {
    /// Every form, in the order of the tables.
    pub const ALL: [Form; 7] = [
        Form::Text,
        Form::BornDigital,
        Form::CleanScan,
        Form::PoorScan,
        Form::Fax,
        Form::CoarseFax,
        Form::Phone,
    ];

    /// Its name in tables and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::BornDigital => "born-digital",
            Form::CleanScan => "clean-scan",
            Form::PoorScan => "poor-scan",
            Form::Fax => "fax",
            Form::CoarseFax => "coarse-fax",
            Form::Phone => "phone",
        }
    }
}

/// One file of a letter.
pub struct Sheet {
    /// A name with the fitting ending.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The labelled letters, in the order of their names.
pub fn letters() -> Result<Vec<Letter>> {
    let folder = folder();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            found.push(read(&path)?);
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The letter whose name begins so.
pub fn letter(beginning: &str) -> Result<Letter> {
    let all = letters()?;
    let wanted = all
        .into_iter()
        .find(|letter| letter.name.starts_with(beginning));
    wanted.with_context(|| format!("no letter is called {beginning}"))
}

/// The files of `letter` in `form`: one, or for photos one a page.
pub fn make(letter: &Letter, form: Form) -> Result<Vec<Sheet>> {
    let one = |ending: &str, bytes| {
        Ok(vec![Sheet {
            file_name: format!("{}.{ending}", letter.name),
            bytes,
        }])
    };
    // each form has its own seed, so that leaving one out does not change the others
    let mut chance = Chance::new(&format!("{} {}", letter.name, form.name()));
    match form {
        Form::Text => one("txt", letter.text.clone().into_bytes()),
        Form::BornDigital => one("pdf", typed::pdf(letter)?),
        Form::CleanScan => {
            let pages = pictures(letter, 300.0)?;
            let worn: Vec<GrayImage> = pages
                .iter()
                .map(|page| worn::clean(page, &mut chance))
                .collect();
            one("pdf", bound::pdf(&worn, 300.0, 80)?)
        }
        Form::PoorScan => {
            let pages = pictures(letter, 200.0)?;
            let worn: Vec<GrayImage> = pages
                .iter()
                .map(|page| worn::poor(page, &mut chance))
                .collect();
            one("pdf", bound::pdf(&worn, 200.0, 48)?)
        }
        Form::Fax | Form::CoarseFax => {
            let rows = if form == Form::Fax { 196 } else { 98 };
            let pages = pictures(letter, 200.0)?;
            let worn: Vec<GrayImage> = pages
                .iter()
                .map(|page| worn::faxed(page, rows, &mut chance))
                .collect();
            one("tif", bound::fax_tiff(&worn, rows)?)
        }
        Form::Phone => {
            let lying = letter
                .name
                .bytes()
                .take(2)
                .fold(0u32, |sum, b| sum + u32::from(b))
                % 3
                == 0;
            let mut sheets = Vec::new();
            for (at, page) in pictures(letter, 200.0)?.iter().enumerate() {
                let photo = worn::photographed(page, &mut chance);
                let file_name = format!("{}-p{}.jpg", letter.name, at + 1);
                sheets.push(Sheet {
                    file_name,
                    bytes: bound::photo(photo, lying, 72)?,
                });
            }
            Ok(sheets)
        }
    }
}

/// An office scan of a PDF: pictures of its pages without a text layer. Scans of one name are the same.
pub fn scanned(name: &str, pdf: Vec<u8>) -> Result<Vec<u8>> {
    let mut chance = Chance::new(name);
    let worn: Vec<GrayImage> = typed::pictures(pdf, 300.0)?
        .iter()
        .map(|page| worn::clean(page, &mut chance))
        .collect();
    bound::pdf(&worn, 300.0, 80)
}

/// The pages of the typed letter as gray pictures.
pub fn pictures(letter: &Letter, dots_per_inch: f32) -> Result<Vec<GrayImage>> {
    typed::pictures(typed::pdf(letter)?, dots_per_inch)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/letters/letters")
}

fn read(path: &Path) -> Result<Letter> {
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let beside = path.with_extension("toml");
    let labels = std::fs::read_to_string(&beside).with_context(|| beside.display().to_string())?;
    Ok(Letter { name, text, labels })
}
