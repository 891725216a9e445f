//! A font whose signs draw nothing: with it a picture's words can be searched for and copied in any writing, and the
//! file needs no font from outside.

use super::target::Target;
use lopdf::{Dictionary, Object, ObjectId, Stream};
use std::fmt::Write;

/// Width of every sign, in thousandths of the size.
pub(super) const ADVANCE: f64 = 500.0;

/// Adds the font; one serves a whole packet.
pub(super) fn add(target: &mut Target) -> ObjectId {
    let mut file = Dictionary::new();
    let font = true_type();
    file.set("Length1", font.len() as i64);
    let file = target.add_once(Stream::new(file, font));
    let mut about = Dictionary::new();
    about.set("Type", "FontDescriptor");
    about.set("FontName", "Glyphless");
    // Symbolic, every sign as wide as the other.
    about.set("Flags", 5);
    about.set(
        "FontBBox",
        Object::Array([0, 0, 500, 1000].map(Object::Integer).to_vec()),
    );
    about.set("ItalicAngle", 0);
    about.set("Ascent", 1000);
    about.set("Descent", 0);
    about.set("CapHeight", 1000);
    about.set("StemV", 80);
    about.set("FontFile2", file);
    let about = target.add_once(about);
    let mut system = Dictionary::new();
    system.set("Registry", Object::string_literal("Adobe"));
    system.set("Ordering", Object::string_literal("Identity"));
    system.set("Supplement", 0);
    // All signs are the one that draws nothing.
    let all_to_none = target.add_once(Stream::new(Dictionary::new(), vec![0; 2 * 0x1_0000]));
    let mut signs = Dictionary::new();
    signs.set("Type", "Font");
    signs.set("Subtype", "CIDFontType2");
    signs.set("BaseFont", "Glyphless");
    signs.set("CIDSystemInfo", system);
    signs.set("FontDescriptor", about);
    signs.set("DW", ADVANCE as i64);
    signs.set("CIDToGIDMap", all_to_none);
    let signs = target.add_once(signs);
    let meaning = target.add_once(Stream::new(Dictionary::new(), meaning().into_bytes()));
    let mut font = Dictionary::new();
    font.set("Type", "Font");
    font.set("Subtype", "Type0");
    font.set("BaseFont", "Glyphless");
    font.set("Encoding", "Identity-H");
    font.set("DescendantFonts", Object::Array(vec![signs.into()]));
    font.set("ToUnicode", meaning);
    target.add_once(font)
}

/// A text as a string in this font: each sign is its own code.
pub(super) fn hex(text: &str) -> String {
    let mut out = String::from("<");
    for sign in text.chars() {
        let code = u16::try_from(u32::from(sign)).unwrap_or(0xfffd);
        let _ = write!(out, "{code:04x}");
    }
    out.push('>');
    out
}

/// Each code means itself. A range may not pass the end of a row of 256.
fn meaning() -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) \
         /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // The rows between hold halves of signs, which mean nothing alone.
    let rows: Vec<u32> = (0..0xd8).chain(0xe0..0x100).collect();
    for part in rows.chunks(100) {
        let _ = writeln!(out, "{} beginbfrange", part.len());
        for row in part {
            let _ = writeln!(out, "<{row:02x}00> <{row:02x}ff> <{row:02x}00>");
        }
        out.push_str("endbfrange\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend");
    out
}

/// The smallest font there is: one empty sign.
fn true_type() -> Vec<u8> {
    let words = |words: &[u16]| -> Vec<u8> { words.iter().flat_map(|w| w.to_be_bytes()).collect() };
    // Version, revision, sum (0), magic, flags, 1000 units, no dates, box, style, least size, direction, short loca.
    let head = words(&[
        1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500, 1000, 0, 8,
        2, 0, 0,
    ]);
    let hhea = words(&[1, 0, 1000, 0, 0, 500, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    let hmtx = words(&[500, 0]);
    let loca = words(&[0, 0]);
    let maxp = words(&[1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    let tables: [(&[u8; 4], Vec<u8>); 6] = [
        (b"glyf", vec![0; 4]),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
    ];
    let mut out = words(&[1, 0, 6, 64, 2, 32]);
    let mut at = 12 + 16 * tables.len();
    let mut body = Vec::new();
    for (tag, table) in &tables {
        let sum = table
            .chunks(4)
            .map(|c| c.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (4 - c.len())))
            .fold(0u32, u32::wrapping_add);
        out.extend(tag.as_slice());
        out.extend(sum.to_be_bytes());
        out.extend((at as u32).to_be_bytes());
        out.extend((table.len() as u32).to_be_bytes());
        body.extend(table);
        body.resize(body.len().next_multiple_of(4), 0);
        at = 12 + 16 * tables.len() + body.len();
    }
    out.extend(body);
    out
}
