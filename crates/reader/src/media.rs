//! What kind of file some bytes are, told by their content and never by their name.

use serde::{Deserialize, Serialize};

/// The kinds of content that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MediaKind {
    /// Portable Document Format.
    Pdf,
    /// PNG picture.
    Png,
    /// JPEG photo.
    Jpeg,
    /// TIFF, often a fax, often of several pages.
    Tiff,
    /// HEIC photo, as telephones make them.
    Heic,
    /// WebP picture.
    WebP,
    /// BMP picture.
    Bmp,
    /// Plain text.
    Text,
    /// A mail with its attachments.
    Mail,
}

/// How many bytes at the front are looked at.
const HEAD: usize = 4096;

impl MediaKind {
    /// True of what a camera or a scanner makes; a PDF may hold a picture, and is none.
    pub(crate) fn is_picture(self) -> bool {
        match self {
            Self::Png | Self::Jpeg | Self::Tiff | Self::Heic | Self::WebP | Self::Bmp => true,
            Self::Pdf | Self::Text | Self::Mail => false,
        }
    }

    /// The kind by content; `None` for nothing and for what is not known.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
        if head.is_empty() {
            return None;
        }
        if head.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if head.starts_with(&[0xff, 0xd8, 0xff]) {
            return Some(Self::Jpeg);
        }
        if head.starts_with(b"II*\0")
            || head.starts_with(b"MM\0*")
            || head.starts_with(b"II+\0")
            || head.starts_with(b"MM\0+")
        {
            return Some(Self::Tiff);
        }
        if head.get(4..8) == Some(b"ftyp".as_slice()) {
            let brand = head.get(8..12).unwrap_or_default();
            let known: [&[u8]; 9] = [
                b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1",
            ];
            return known.contains(&brand).then_some(Self::Heic);
        }
        if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP".as_slice()) {
            return Some(Self::WebP);
        }
        if head.starts_with(b"BM") && head.len() > 26 && head.get(6..10) == Some(&[0, 0, 0, 0]) {
            return Some(Self::Bmp);
        }
        // Readers look for the mark within the first kilobyte; a mail that carries a PDF as it is has headers first.
        let first = head.get(..head.len().min(1024)).unwrap_or(head);
        if let Some(at) = find(first, b"%PDF-")
            && (at < 8 || !looks_like_mail(first))
        {
            return Some(Self::Pdf);
        }
        // Cut off within its very mark: it was a PDF.
        if !head.is_empty() && b"%PDF-".starts_with(head) {
            return Some(Self::Pdf);
        }
        if looks_like_mail(head) {
            return Some(Self::Mail);
        }
        is_text(head).then_some(Self::Text)
    }

    /// The usual endings of files of this kind, the first the best known.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Tiff => &["tif", "tiff"],
            Self::Heic => &["heic", "heif", "hif"],
            Self::WebP => &["webp"],
            Self::Bmp => &["bmp", "dib"],
            Self::Text => &["txt", "text", "md", "csv", "log"],
            Self::Mail => &["eml"],
        }
    }

    /// The name of the kind for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Png => "PNG picture",
            Self::Jpeg => "JPEG photo",
            Self::Tiff => "TIFF picture or fax",
            Self::Heic => "HEIC photo",
            Self::WebP => "WebP picture",
            Self::Bmp => "BMP picture",
            Self::Text => "plain text",
            Self::Mail => "mail",
        }
    }
}

/// The sentence to show where a file's ending belongs to another kind than its content; `None` where they agree
/// or the ending says nothing.
pub fn ending_disagrees(file_name: &str, kind: MediaKind) -> Option<String> {
    let ending = file_name.rsplit_once('.')?.1.to_ascii_lowercase();
    if kind.endings().contains(&ending.as_str()) {
        return None;
    }
    let other = [
        MediaKind::Pdf,
        MediaKind::Png,
        MediaKind::Jpeg,
        MediaKind::Tiff,
        MediaKind::Heic,
        MediaKind::WebP,
        MediaKind::Bmp,
        MediaKind::Text,
        MediaKind::Mail,
    ]
    .into_iter()
    .find(|k| k.endings().contains(&ending.as_str()));
    let foreign = [
        "doc", "docx", "xls", "xlsx", "zip", "exe", "msi", "html", "htm", "rtf", "odt", "gif",
        "mp4", "js",
    ];
    match other {
        // A mail or a table saved under another text ending is still the text it says it is.
        Some(MediaKind::Text) if kind == MediaKind::Mail => None,
        Some(MediaKind::Mail) if kind == MediaKind::Text => None,
        Some(claimed) => Some(format!(
            "The file is named like a {}, but its content is a {}.",
            claimed.name(),
            kind.name()
        )),
        None if foreign.contains(&ending.as_str()) => Some(format!(
            "The file's name ends in .{ending}, but its content is a {}.",
            kind.name()
        )),
        None => None,
    }
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

/// At least two headers that mails have, before the first empty line, and nothing but headers there.
fn looks_like_mail(head: &[u8]) -> bool {
    let known = [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "delivered-to",
        "content-type",
        "reply-to",
        "cc",
        "x-mailer",
        "dkim-signature",
        "content-transfer-encoding",
    ];
    let text = String::from_utf8_lossy(head);
    let mut found = 0;
    let mut strong = false;
    for line in text.trim_start_matches('\u{feff}').lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) || line.starts_with("From ") {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty()
            || !name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        {
            return false;
        }
        let name = name.to_ascii_lowercase();
        if known.contains(&name.as_str()) {
            found += 1;
        }
        // A letter typed as plain text may well begin with "From:", "To:", "Date:", "Subject:" lines.
        strong |= [
            "received",
            "return-path",
            "message-id",
            "mime-version",
            "content-type",
            "delivered-to",
        ]
        .contains(&name.as_str());
    }
    found >= 2 && strong
}

/// Text in UTF-8, UTF-16 with a mark, or an 8-bit code: no control signs but the usual ones.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(&[0xff, 0xfe])
        || head.starts_with(&[0xfe, 0xff])
        || head.starts_with(&[0xef, 0xbb, 0xbf])
    {
        return true;
    }
    let odd = head
        .iter()
        .filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127))
        .count();
    if odd > 0 {
        return false;
    }
    match std::str::from_utf8(head) {
        Ok(_) => true,
        // Cut within a sign at the end of the looked-at part.
        Err(e) if e.error_len().is_none() => true,
        // Latin-1: mostly letters of the common half.
        Err(_) => {
            let high = head.iter().filter(|b| **b >= 0x80).count();
            let c1 = head
                .iter()
                .filter(|b| matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d))
                .count();
            c1 == 0 && high * 5 < head.len()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_content() {
        let cases: [(&[u8], Option<MediaKind>); 15] = [
            (b"", None),
            (b"%PDF-1.7\n", Some(MediaKind::Pdf)),
            (b"%PDF", Some(MediaKind::Pdf)),
            (b"\x0a\x0a%PDF-1.4", Some(MediaKind::Pdf)),
            (b"\x89PNG\r\n\x1a\n....", Some(MediaKind::Png)),
            (&[0xff, 0xd8, 0xff, 0xe0], Some(MediaKind::Jpeg)),
            (b"II*\0....", Some(MediaKind::Tiff)),
            (b"MM\0*....", Some(MediaKind::Tiff)),
            (b"\0\0\0\x18ftypheic", Some(MediaKind::Heic)),
            (b"\0\0\0\x18ftypmp42", None),
            (b"PK\x03\x04\x14\0", None),
            (b"Dear member,\nwe have denied", Some(MediaKind::Text)),
            (&[0xff, 0xfe, b'D', 0, b'e', 0], Some(MediaKind::Text)),
            (
                b"caf\xe9 and a long line of plain old text\n",
                Some(MediaKind::Text),
            ),
            (
                b"From: a@b.example\nMessage-ID: <1@b>\nSubject: x\n\nbody",
                Some(MediaKind::Mail),
            ),
        ];
        for (bytes, kind) in cases {
            assert_eq!(
                MediaKind::sniff(bytes),
                kind,
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }

    #[test]
    fn a_letter_with_headings_like_a_mail_stays_a_letter() {
        let letter = b"Date: March 3, 2026\nTo: Ms. Hale\nSubject: your appeal\n\nWe have decided";
        assert_eq!(MediaKind::sniff(letter), Some(MediaKind::Text));
    }

    #[test]
    fn an_ending_that_belongs_to_another_kind_is_said() {
        assert!(ending_disagrees("letter.pdf", MediaKind::Jpeg).is_some());
        assert!(ending_disagrees("letter.docx", MediaKind::Pdf).is_some());
        assert_eq!(ending_disagrees("letter.PDF", MediaKind::Pdf), None);
        assert_eq!(ending_disagrees("photo.jpeg", MediaKind::Jpeg), None);
        assert_eq!(ending_disagrees("letter", MediaKind::Pdf), None);
        assert_eq!(ending_disagrees("letter.2026", MediaKind::Pdf), None);
    }
}
