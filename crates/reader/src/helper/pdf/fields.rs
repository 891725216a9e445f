//! Values of form fields that the file gives no look: the parser draws nothing for them, yet they are what a
//! person filled in.

use crate::helper::layout::Sign;
use hayro::hayro_interpret::util::{RectExt, TransformExt};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as PdfString};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, Shape};

/// How far up a field's parents are asked for what it inherits.
const MAX_PARENTS: usize = 16;

/// What the document says about its forms.
pub(super) struct Forms {
    /// The looks in the file are declared out of date.
    need_appearances: bool,
}

impl Forms {
    /// Asks the document's catalog.
    pub(super) fn of(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let form = xref
            .get::<Dict<'_>>(xref.root_id())
            .and_then(|catalog| catalog.get::<Dict<'_>>("AcroForm"));
        Self {
            need_appearances: form
                .and_then(|f| f.get::<bool>("NeedAppearances"))
                .unwrap_or(false),
        }
    }

    /// The signs of all field values of a page that are not drawn already.
    pub(super) fn values_of(&self, page: &Page<'_>, drawn: &[Sign]) -> Vec<Sign> {
        let mut signs = Vec::new();
        let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else {
            return signs;
        };
        let to_page = page.initial_transform(true).to_kurbo();
        for widget in annotations.iter::<Dict<'_>>().take(5000) {
            if widget.get::<Name<'_>>("Subtype").as_deref() != Some(b"Widget".as_slice()) {
                continue;
            }
            let hidden = widget.get::<i32>("F").unwrap_or(0) & 0b10_0010 != 0;
            if hidden || (widget.contains_key("AP") && !self.need_appearances) {
                continue;
            }
            let Some(rect) = widget.get::<Rect>("Rect") else {
                continue;
            };
            let Some(value) = value_of(&widget) else {
                continue;
            };
            let bounds = (to_page * rect.to_kurbo().to_path(0.1)).bounding_box();
            let inside = |s: &&Sign| {
                let (x, y) = (f64::from(s.start.0), f64::from(s.start.1));
                bounds.inflate(1.0, 1.0).contains((x, y))
            };
            if drawn
                .iter()
                .filter(|s| !s.text.trim().is_empty())
                .any(|s| inside(&s))
            {
                continue;
            }
            set(&value, bounds, &mut signs);
        }
        signs
    }
}

/// The value as text, its own or the one it inherits.
fn value_of(widget: &Dict<'_>) -> Option<String> {
    let kind = inherited(widget, "FT")?.into_name()?;
    let value = inherited(widget, "V");
    match kind.as_str() {
        "Tx" | "Ch" => {
            let text = match value? {
                Object::String(s) => decode(&s),
                Object::Array(list) => list
                    .iter::<PdfString<'_>>()
                    .map(|s| decode(&s))
                    .collect::<Vec<_>>()
                    .join(", "),
                Object::Stream(s) => s.decoded().ok().map(|b| decode_bytes(&b))?,
                _ => return None,
            };
            (!text.trim().is_empty()).then_some(text)
        }
        "Btn" => {
            let state = widget.get::<Name<'_>>("AS").map(|n| n.as_str().to_owned());
            let state = state.or_else(|| value?.into_name().map(|n| n.as_str().to_owned()))?;
            (state != "Off").then(|| "X".to_owned())
        }
        _ => None,
    }
}

fn inherited<'a>(widget: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    let mut field = widget.clone();
    for _ in 0..MAX_PARENTS {
        if let Some(found) = field.get::<Object<'a>>(key) {
            return Some(found);
        }
        field = field.get::<Dict<'a>>("Parent")?;
    }
    None
}

fn decode(s: &PdfString<'_>) -> String {
    decode_bytes(s.as_bytes())
}

/// PDF text strings: UTF-16 or UTF-8 with a mark, else a Latin code.
fn decode_bytes(bytes: &[u8]) -> String {
    crate::helper::text::decode(bytes)
}

/// Sets the value into its box, line by line, as wide as it fits.
fn set(value: &str, bounds: hayro::kurbo::Rect, signs: &mut Vec<Sign>) {
    let lines: Vec<&str> = value
        .split(['\r', '\n'])
        .filter(|l| !l.trim().is_empty())
        .take(200)
        .collect();
    let pitch = (bounds.height() / lines.len().max(1) as f64).clamp(1.0, 14.0);
    let size = pitch * 0.8;
    for (row, line) in lines.iter().enumerate() {
        let count = line.chars().count().max(1) as f64;
        let advance = (bounds.width() / count).min(size * 0.5);
        let base = if lines.len() == 1 {
            bounds.center().y + size * 0.3
        } else {
            bounds.y0 + pitch * (row as f64 + 0.8)
        };
        for (column, sign) in line.chars().take(4000).enumerate() {
            let x = bounds.x0 + 2.0 + column as f64 * advance;
            let place = Affine::translate((x, base));
            let start = place * hayro::kurbo::Point::ZERO;
            signs.push(Sign {
                text: sign.to_string(),
                start: (start.x as f32, start.y as f32),
                end: ((start.x + advance) as f32, start.y as f32),
                up: (0.0, -size as f32),
                hidden: false,
            });
        }
    }
}
