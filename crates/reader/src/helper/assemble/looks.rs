//! Looks of form entries that have none: without one some viewers show the entry empty.

use super::copy::Copier;
use super::fields::inherited;
use super::letters::{Face, Spelled};
use super::marks::num;
use super::target::Target;
use crate::helper::text::decode;
use lopdf::{Dictionary, Object, Stream};
use std::fmt::Write;

/// Lines of an entry at most.
const MOST_LINES: usize = 400;
/// Flags of a text field.
const MULTILINE: i64 = 1 << 12;
const PASSWORD: i64 = 1 << 13;

/// A look to be given to an entry.
pub(super) struct Look {
    content: String,
    size: (f64, f64),
    /// The state it belongs to, for boxes to tick.
    state: Option<Vec<u8>>,
    /// Some sign of it could not be drawn.
    pub(super) undrawn: bool,
}

impl Look {
    /// Gives it to the entry.
    pub(super) fn put(self, target: &mut Target, entry: &mut Dictionary) {
        let fonts = target.fonts();
        let mut faces = Dictionary::new();
        faces.set("Hf", fonts[0]);
        faces.set("Hb", fonts[1]);
        let mut resources = Dictionary::new();
        resources.set("Font", faces);
        let mut form = Dictionary::new();
        form.set("Type", "XObject");
        form.set("Subtype", "Form");
        let corners = [0.0, 0.0, self.size.0, self.size.1];
        form.set(
            "BBox",
            Object::Array(corners.map(|c| Object::Real(c as f32)).to_vec()),
        );
        form.set("Resources", resources);
        let normal = target.add(Stream::new(form, self.content.into_bytes()));
        let mut looks = Dictionary::new();
        match self.state {
            Some(state) => {
                let mut states = Dictionary::new();
                states.set(state.clone(), normal);
                looks.set("N", states);
                entry.set("AS", Object::Name(state));
            }
            None => looks.set("N", normal),
        }
        entry.set("AP", looks);
    }
}

/// The look an entry needs; `None` where it has one, or nothing is filled in.
pub(super) fn needed(
    copier: &Copier<'_>,
    entry: &Dictionary,
    stale: bool,
    default_look: Option<&Object>,
) -> Option<Look> {
    let kind = inherited(copier, entry, b"FT")?.as_name().ok()?;
    let has = copier
        .get(entry, b"AP")
        .and_then(|ap| ap.as_dict().ok())
        .and_then(|ap| copier.get(ap, b"N"))
        .is_some();
    let words = matches!(kind, b"Tx" | b"Ch");
    if has && !(stale && words) {
        return None;
    }
    let size = size_of(copier, entry)?;
    if !words {
        return ticked(copier, entry, size);
    }
    let flags = inherited(copier, entry, b"Ff")
        .and_then(|f| f.as_i64().ok())
        .unwrap_or(0);
    if kind == b"Tx" && flags & PASSWORD != 0 {
        return None;
    }
    let text = value(copier, entry)?;
    let asked = inherited(copier, entry, b"DA")
        .or(default_look)
        .and_then(|da| da.as_str().ok())
        .and_then(font_size)
        .filter(|size| *size > 0.0);
    let multiline = kind == b"Tx" && flags & MULTILINE != 0;
    let align = inherited(copier, entry, b"Q")
        .and_then(|q| q.as_i64().ok())
        .unwrap_or(0);
    Some(written(&text, size, asked, multiline, align))
}

/// Sets a text into a box of this size.
fn written(
    text: &str,
    box_size: (f64, f64),
    asked: Option<f64>,
    multiline: bool,
    align: i64,
) -> Look {
    let (width, height) = box_size;
    let room = (width - 4.0).max(1.0);
    let mut undrawn = false;
    let mut spell = |line: &str| {
        let spelled = Spelled::new(line);
        undrawn |= spelled.respelled;
        spelled
    };
    let (lines, size) = if multiline {
        let mut size = asked.unwrap_or(10.0).clamp(4.0, 24.0);
        loop {
            let lines = wrap(text, size, room);
            if lines.len() as f64 * size * 1.15 <= height - 2.0 || size <= 4.0 {
                break (lines.iter().map(|l| spell(l)).collect::<Vec<_>>(), size);
            }
            size -= 0.5;
        }
    } else {
        let line = spell(&text.split(['\r', '\n']).collect::<Vec<_>>().join(" "));
        let most = (height * 0.75).clamp(3.0, 14.0);
        let size = asked.unwrap_or(most).min(height.max(3.0));
        let wide = line.width(Face::Plain, size);
        let size = if wide > room {
            size * room / wide
        } else {
            size
        };
        (vec![line], size.max(1.0))
    };
    let mut content = String::from("/Tx BMC q\n");
    let _ = writeln!(content, "0 0 {} {} re W n", num(width), num(height));
    let mut base = if multiline {
        height - 2.0 - size
    } else {
        (height - size * 0.72) / 2.0
    };
    for line in &lines {
        let wide = line.width(Face::Plain, size);
        let x = match align {
            1 => (width - wide) / 2.0,
            2 => width - 2.0 - wide,
            _ => 2.0,
        };
        let _ = writeln!(
            content,
            "BT /Hf {} Tf 0 g {} {} Td {} Tj ET",
            num(size),
            num(x),
            num(base),
            line.hex()
        );
        base -= size * 1.15;
    }
    content.push_str("Q EMC");
    Look {
        content,
        size: box_size,
        state: None,
        undrawn,
    }
}

/// Lines of a text that are no wider than the room.
fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for part in text.split('\n') {
        let mut line = String::new();
        for word in part.split(' ') {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if !line.is_empty() && Spelled::new(&longer).width(Face::Plain, size) > room {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
            if lines.len() >= MOST_LINES {
                return lines;
            }
        }
        lines.push(line);
    }
    lines
}

/// The look of a box that is ticked.
fn ticked(copier: &Copier<'_>, entry: &Dictionary, size: (f64, f64)) -> Option<Look> {
    let state = copier
        .get(entry, b"AS")
        .or_else(|| inherited(copier, entry, b"V"))
        .and_then(|state| state.as_name().ok())?;
    if state == b"Off" {
        return None;
    }
    let cross = Spelled::new("X");
    let high = size.0.min(size.1).max(2.0) * 0.9;
    let wide = cross.width(Face::Bold, high);
    let content = format!(
        "q BT /Hb {} Tf 0 g {} {} Td {} Tj ET Q",
        num(high),
        num((size.0 - wide) / 2.0),
        num((size.1 - high * 0.72) / 2.0),
        cross.hex()
    );
    Some(Look {
        content,
        size,
        state: Some(state.to_vec()),
        undrawn: false,
    })
}

fn size_of(copier: &Copier<'_>, entry: &Dictionary) -> Option<(f64, f64)> {
    let rect = copier.get(entry, b"Rect")?.as_array().ok()?;
    let mut sides = [0.0; 4];
    for (side, value) in sides.iter_mut().zip(rect) {
        *side = f64::from(copier.deref(value)?.as_float().ok()?);
    }
    let [x0, y0, x1, y1] = sides;
    let size = ((x1 - x0).abs(), (y1 - y0).abs());
    (size.0 >= 1.0 && size.1 >= 1.0).then_some(size)
}

fn value(copier: &Copier<'_>, entry: &Dictionary) -> Option<String> {
    let text = match inherited(copier, entry, b"V")? {
        Object::String(bytes, _) => decode(bytes),
        Object::Array(list) => list
            .iter()
            .filter_map(|item| copier.deref(item)?.as_str().ok())
            .map(decode)
            .collect::<Vec<_>>()
            .join(", "),
        Object::Stream(stream) => decode(&stream.decompressed_content_with_limit(1 << 20).ok()?),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The size in `/Helv 12 Tf`.
fn font_size(look: &[u8]) -> Option<f64> {
    let text = String::from_utf8_lossy(look);
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let at = words.iter().rposition(|w| *w == "Tf")?;
    words.get(at.checked_sub(1)?)?.parse().ok()
}
