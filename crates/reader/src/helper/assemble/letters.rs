//! The two faces the packet's own marks are set in: how wide their signs are, and how text is spelled in their code.

use crate::helper::text::{nearest_windows_1252, to_windows_1252};
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// A face every viewer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::helper) enum Face {
    /// Helvetica.
    Plain,
    /// Helvetica-Bold.
    Bold,
}

/// Widths of the signs from blank to tilde, in thousandths of the size (from the faces' published metrics).
const PLAIN: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Text in the faces' code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::helper) struct Spelled {
    /// One byte a sign.
    pub(in crate::helper) bytes: Vec<u8>,
    /// Some sign is not in the code and was put as its nearest plain letter, or as a question mark.
    pub(in crate::helper) respelled: bool,
}

impl Spelled {
    /// Spells a text; control signs become blanks.
    pub(in crate::helper) fn new(text: &str) -> Self {
        let mut bytes = Vec::with_capacity(text.len());
        let mut respelled = false;
        for sign in text.nfc() {
            if sign.is_control() {
                bytes.push(b' ');
                continue;
            }
            if let Some(byte) = to_windows_1252(sign) {
                bytes.push(byte);
                continue;
            }
            respelled = true;
            bytes.push(nearest_windows_1252(sign).unwrap_or(b'?'));
        }
        Self { bytes, respelled }
    }

    /// How wide it is at a size.
    pub(in crate::helper) fn width(&self, face: Face, size: f64) -> f64 {
        let sum: u32 = self.bytes.iter().map(|b| u32::from(width(face, *b))).sum();
        f64::from(sum) * size / 1000.0
    }

    /// As a string of a content stream.
    pub(in crate::helper) fn hex(&self) -> String {
        let mut out = String::with_capacity(self.bytes.len() * 2 + 2);
        out.push('<');
        for byte in &self.bytes {
            let _ = write!(out, "{byte:02x}");
        }
        out.push('>');
        out
    }

    /// How many of its signs are drawn.
    pub(in crate::helper) fn letters(&self) -> usize {
        self.bytes
            .iter()
            .filter(|b| **b != b' ' && **b != 0xa0)
            .count()
    }
}

fn width(face: Face, byte: u8) -> u16 {
    let table = match face {
        Face::Plain => &PLAIN,
        Face::Bold => &BOLD,
    };
    let known = usize::from(byte)
        .checked_sub(32)
        .and_then(|at| table.get(at));
    match byte {
        _ if known.is_some() => known.copied().unwrap_or(556),
        0x91 | 0x92 | 0xb7 | 0xcc..=0xcf | 0xec..=0xef => 278,
        0x85 | 0x97 | 0x99 => 1000,
        0x93 | 0x94 => 500,
        0xc0..=0xde => 722,
        _ => 556,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_kept_where_the_code_has_them_and_dropped_where_not() {
        let kept = Spelled::new("Renée · Müller");
        assert!(!kept.respelled);
        assert_eq!(kept.bytes.len(), 14);
        let plain = Spelled::new("Nguyễn Đức\n王");
        assert!(plain.respelled);
        assert_eq!(plain.bytes, b"Nguyen Duc ?");
    }

    #[test]
    fn a_line_is_as_wide_as_its_signs() {
        assert_eq!(Spelled::new("Ai").width(Face::Plain, 10.0), 8.89);
        assert_eq!(Spelled::new("Ai").width(Face::Bold, 10.0), 10.0);
    }
}
