//! All that the typesetter may see: one template, its data, the built-in fonts, and the date it was given.

use std::sync::{Arc, LazyLock};

use chrono::{Datelike, NaiveDate};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart, Str, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_kit::fonts::{FontStore, embedded};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::PacketError;

/// How close the lines of a sheet stand: as usual, or a little closer.
const USUAL: &str = "no";
const CLOSE: &str = "yes";

static BUILT_IN: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::with_fonts(&[]));

/// The one path there is. An interned path is never freed, so all sheets share it.
static MAIN: LazyLock<FileId> = LazyLock::new(|| {
    let path = VirtualPath::new("sheet.typ").expect("a plain file name is a valid path");
    RootedPath::new(VirtualRoot::Project, path).intern()
});

/// The file of a type with many more letters than the usual one of forms.
pub fn wide_type() -> Vec<u8> {
    let ours = |font: &Font| font.info().family.as_str() == "Libertinus Serif";
    let plain = |font: &Font| {
        let variant = font.info().variant;
        variant.weight == typst::text::FontWeight::REGULAR
            && variant.style == typst::text::FontStyle::Normal
    };
    let mut fonts = embedded().map(|(font, _)| font);
    let found = fonts.find(|font| ours(font) && plain(font));
    found.map(|font| font.data().to_vec()).unwrap_or_default()
}

/// True where a built-in font has this sign.
pub(crate) fn type_has(sign: char) -> bool {
    static COVERED: LazyLock<Vec<typst::text::Coverage>> =
        LazyLock::new(|| embedded().map(|(_, info)| info.coverage.clone()).collect());
    COVERED.iter().any(|one| one.contains(u32::from(sign)))
}

/// Sets templates with the fonts it was given. Cheap to clone.
#[derive(Clone)]
pub struct Typesetter {
    fonts: Arc<FontStore>,
}

impl Typesetter {
    /// With the built-in fonts alone: what the program itself uses, the same on every machine.
    pub fn built_in() -> Typesetter {
        BUILT_IN.clone()
    }

    /// With further fonts (TrueType or OpenType files) beside the built-in ones.
    pub fn with_fonts(files: &[Vec<u8>]) -> Typesetter {
        let mut fonts = FontStore::new();
        fonts.extend(embedded());
        for file in files {
            let further = Font::iter(Bytes::new(file.clone()));
            fonts.extend(further.map(|font| (font.clone(), font.info().clone())));
        }
        Typesetter {
            fonts: Arc::new(fonts),
        }
    }

    /// Sets `template` with `data` (JSON text, which the template finds as `sys.inputs.data`); gives the PDF.
    /// Errors: [`PacketError::Typeset`] with the lines of the template, never with anything from the data.
    pub fn set(
        &self,
        template: &'static str,
        data: String,
        today: NaiveDate,
    ) -> Result<Vec<u8>, PacketError> {
        let sheet = self.set_sheet(template, data, today, &PdfOptions::default(), USUAL)?;
        Ok(sheet.pdf)
    }

    /// The same with the number of pages.
    pub(crate) fn set_plain(
        &self,
        template: &'static str,
        data: String,
        today: NaiveDate,
    ) -> Result<SetSheet, PacketError> {
        self.set_sheet(template, data, today, &PdfOptions::default(), USUAL)
    }

    /// The same as PDF/A-2b, which archives take, with the number of pages. Where it takes more than one, it is tried
    /// set a little closer as well, and stays so where that saves a page: none holds but a line.
    pub(crate) fn set_lasting(
        &self,
        template: &'static str,
        data: String,
        today: NaiveDate,
    ) -> Result<SetSheet, PacketError> {
        self.set_closer(template, data, today, &[CLOSE])
    }

    /// The same for what has its places already: it is laid out once.
    pub(crate) fn set_exactly(
        &self,
        template: &'static str,
        data: String,
        today: NaiveDate,
    ) -> Result<SetSheet, PacketError> {
        self.set_closer(template, data, today, &[])
    }

    /// The same for what has to stand on one page: it is set as close as that takes.
    pub(crate) fn set_on_one_page(
        &self,
        template: &'static str,
        data: String,
        today: NaiveDate,
    ) -> Result<SetSheet, PacketError> {
        self.set_closer(
            template,
            data,
            today,
            &[CLOSE, "closer", "closest", "least"],
        )
    }

    /// Set as usual; where that takes more than one page, each of these ways is tried until one page is left, and the
    /// first with the fewest stays.
    fn set_closer(
        &self,
        template: &'static str,
        data: String,
        today: NaiveDate,
        ways: &[&str],
    ) -> Result<SetSheet, PacketError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2b]);
        let options = PdfOptions {
            standards: standards.unwrap_or_default(),
            creator: Smart::Custom(Some("Holdfast".to_owned())),
            // what lasts says of which day it is; the day is the letter's, so that the bytes stay the same
            timestamp: moment(today).map(Timestamp::new_utc),
            ..PdfOptions::default()
        };
        let mut best = self.lay(template, data.clone(), today, USUAL)?;
        for way in ways {
            if best.pages() < 2 {
                break;
            }
            let close = self.lay(template, data.clone(), today, way)?;
            if close.pages() < best.pages() {
                best = close;
            }
        }
        let set = best.put(&options).or_else(|_| {
            // what lasts may hold no sign that no font has; a letter with boxes for them is better than none
            let plain = PdfOptions {
                standards: PdfStandards::default(),
                ..options
            };
            let lacking = best.put(&plain)?;
            Ok(SetSheet {
                lacks_signs: true,
                ..lacking
            })
        });
        drop(best);
        forget();
        set
    }

    /// The same for a piece that stands within a page of something else: its tags would lead nowhere there.
    pub(crate) fn set_piece(
        &self,
        template: &'static str,
        data: String,
        today: NaiveDate,
    ) -> Result<Vec<u8>, PacketError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2u]);
        let options = PdfOptions {
            standards: standards.unwrap_or_default(),
            timestamp: moment(today).map(Timestamp::new_utc),
            tagged: false,
            ..PdfOptions::default()
        };
        Ok(self.set_sheet(template, data, today, &options, USUAL)?.pdf)
    }

    fn set_sheet(
        &self,
        template: &'static str,
        data: String,
        today: NaiveDate,
        options: &PdfOptions,
        close: &str,
    ) -> Result<SetSheet, PacketError> {
        let set = self.lay(template, data, today, close)?.put(options);
        forget();
        set
    }

    /// Lays a sheet out, without writing its PDF yet.
    fn lay(
        &self,
        template: &'static str,
        data: String,
        today: NaiveDate,
        close: &str,
    ) -> Result<Laid, PacketError> {
        let mut inputs = Dict::new();
        inputs.insert(Str::from("close"), Value::Str(Str::from(close)));
        inputs.insert(Str::from("data"), Value::Str(Str::from(data)));
        let world = SheetWorld {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            template: Source::new(*MAIN, template.to_owned()),
            fonts: Arc::clone(&self.fonts),
            today,
        };
        match typst::compile::<PagedDocument>(&world).output {
            Ok(document) => Ok(Laid { document, world }),
            Err(problems) => {
                let notes = notes(&problems, &world);
                drop(world);
                forget();
                Err(PacketError::Typeset { notes })
            }
        }
    }
}

/// Nothing of a sheet may stay in the typesetter's memory for the next one.
fn forget() {
    comemo::evict(0);
}

/// A sheet laid out, and the world it stands in.
struct Laid {
    document: PagedDocument,
    world: SheetWorld,
}

impl Laid {
    fn pages(&self) -> u32 {
        u32::try_from(self.document.pages().len()).unwrap_or(u32::MAX)
    }

    /// Writes it as a PDF.
    fn put(&self, options: &PdfOptions) -> Result<SetSheet, PacketError> {
        let pdf = typst_pdf::pdf(&self.document, options);
        let pdf = pdf.map_err(|problems| PacketError::Typeset {
            notes: notes(&problems, &self.world),
        })?;
        Ok(SetSheet {
            pdf,
            pages: self.pages(),
            lacks_signs: false,
        })
    }
}

/// A sheet as it was set.
#[derive(Clone)]
pub(crate) struct SetSheet {
    /// The PDF.
    pub(crate) pdf: Vec<u8>,
    /// How many pages it has.
    pub(crate) pages: u32,
    /// True where no font has some sign of it: a box stands there.
    pub(crate) lacks_signs: bool,
}

/// The beginning of a day.
fn moment(day: NaiveDate) -> Option<Datetime> {
    let month = u8::try_from(day.month()).ok()?;
    let of_month = u8::try_from(day.day()).ok()?;
    Datetime::from_ymd_hms(day.year(), month, of_month, 0, 0, 0)
}

struct SheetWorld {
    library: LazyHash<Library>,
    template: Source,
    fonts: Arc<FontStore>,
    today: NaiveDate,
}

/// Lines of the template where the typesetter stopped. Its messages may quote the data, so they are left out.
fn notes(problems: &[SourceDiagnostic], world: &SheetWorld) -> String {
    let line = |problem: &SourceDiagnostic| {
        let range = world.range(problem.span)?;
        let before = world.template.text().get(..range.start)?;
        Some(before.matches('\n').count() + 1)
    };
    let places = problems
        .iter()
        .map(|problem| line(problem).map_or("no line".to_owned(), |n| format!("line {n}")));
    places.collect::<Vec<_>>().join(", ")
}

impl World for SheetWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *MAIN {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let month = u8::try_from(self.today.month()).ok()?;
        let day = u8::try_from(self.today.day()).ok()?;
        Datetime::from_ymd(self.today.year(), month, day)
    }
}
