//! What a damaged file lacks, and how that is told: a page with words left says what may be missing from it; one
//! without is unreadable, never empty.
//!
//! A parser that is lenient with a file cut off in the middle gives an empty page and no error. That must not reach
//! the person as a page with nothing on it.

use crate::media::MediaKind;
use holdfast_case::pages::{Page, PageSource};
use serde::{Deserialize, Serialize};

/// What a page lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Gap {
    /// Some or all of what it draws is not in the file.
    PartMissing,
    /// What it draws breaks off.
    PartBroken,
    /// A picture it shows is not in the file.
    PictureMissing,
    /// A picture it shows breaks off, or cannot be decoded.
    PictureBroken,
    /// A font it needs is not in the file.
    FontMissing,
}

impl Gap {
    /// A sentence for the person.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::PartMissing => "A part of it is missing from the file.",
            Self::PartBroken => "A part of it breaks off.",
            Self::PictureMissing => "A picture on it is missing from the file.",
            Self::PictureBroken => "The picture on it breaks off or is damaged.",
            Self::FontMissing => "A font it needs is missing from the file.",
        }
    }
}

/// What a file lacks as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "loss")]
pub(crate) enum Loss {
    /// Its end is missing.
    EndsEarly,
    /// It tells of more pages than are in it.
    Pages {
        /// How many it tells of.
        told: u32,
        /// How many are in it.
        found: u32,
    },
    /// Its chain of pages breaks off, so nobody knows how many there were.
    Chain,
}

impl Loss {
    /// A sentence for the person.
    pub(crate) fn sentence(self) -> String {
        match self {
            Self::EndsEarly => {
                "The file ends too early: parts of it, or whole pages, may be missing.".to_owned()
            }
            Self::Pages { told, found } => format!(
                "The file tells of {told} pages, and only {found} could be found in it: the others are missing."
            ),
            Self::Chain => {
                "The file's list of pages breaks off: there may have been more pages.".to_owned()
            }
        }
    }

    /// Words for "The document is damaged: …".
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::EndsEarly => "it ends too early, and no word of it can be read",
            Self::Pages { .. } | Self::Chain => {
                "pages of it are missing, and no word of it can be read"
            }
        }
    }
}

/// Makes of a page with a gap what it may be shown as.
pub(crate) fn settle(page: &mut Page, gap: Option<Gap>, doubts: &mut Vec<String>) {
    let Some(gap) = gap else { return };
    match &mut page.source {
        // It was not read for another reason, and lacks something besides: one page, one sentence about it.
        PageSource::Unreadable { why } => {
            why.push(' ');
            why.push_str(gap.sentence());
        }
        source if page.words.is_empty() => *source = self::why(gap),
        _ => doubts.push(format!(
            "Page {} could not be read whole. {}",
            page.number,
            gap.sentence()
        )),
    }
}

/// What is said of a document of which every page was looked at.
pub(crate) enum Whole {
    /// Nothing beside what its pages say.
    Fine,
    /// No word anywhere, and nothing wrong with it.
    Wordless,
    /// No word anywhere, for it is damaged: words for "The document is damaged: …".
    Lost(&'static str),
}

/// Looks at a whole document: `gap` tells what a page lacks.
pub(crate) fn judge<'p>(
    pages: impl Iterator<Item = &'p Page>,
    gap: impl Fn(u32) -> Option<Gap>,
    loss: Option<Loss>,
) -> Whole {
    let mut first_gap = None;
    let mut unreadable = false;
    for page in pages {
        if !page.words.is_empty() {
            return Whole::Fine;
        }
        let lacks = gap(page.number);
        first_gap = first_gap.or(lacks);
        if let PageSource::Unreadable { .. } = page.source {
            unreadable = true;
            // Not for what it lacks: for want of a recognizer, of time, of memory. That reason stands.
            if lacks.is_none_or(|gap| page.source != why(gap)) {
                return Whole::Fine;
            }
        }
    }
    match (loss, first_gap) {
        (Some(loss), _) => Whole::Lost(loss.reason()),
        (None, Some(Gap::PictureMissing | Gap::PictureBroken)) => {
            Whole::Lost("the picture in it breaks off or cannot be decoded")
        }
        (None, Some(_)) => Whole::Lost("parts of it are missing, and no word of it can be read"),
        (None, None) if unreadable => Whole::Fine,
        (None, None) => Whole::Wordless,
    }
}

/// A sentence on a file without a word, and for a picture what helps: most often it was taken at a slant or in the dark.
pub(crate) fn wordless(media: MediaKind) -> &'static str {
    if media.is_picture() {
        "No words were found in this picture. Take it again from straight above, in good light, so that the card or paper fills the picture."
    } else {
        "No words were found in this file."
    }
}

fn why(gap: Gap) -> PageSource {
    PageSource::Unreadable {
        why: gap.sentence().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: PageSource) -> Page {
        Page {
            number: 2,
            width: 612.0,
            height: 792.0,
            source,
            words: Vec::new(),
        }
    }

    #[test]
    fn a_page_that_is_both_cut_and_unread_is_told_once() {
        let why = "Reading text in pictures is not available.".to_owned();
        let mut unread = page(PageSource::Unreadable { why });
        let mut doubts = Vec::new();
        settle(&mut unread, Some(Gap::PictureBroken), &mut doubts);
        let PageSource::Unreadable { why } = &unread.source else {
            panic!("{unread:?}");
        };
        assert_eq!(
            why,
            "Reading text in pictures is not available. The picture on it breaks off or is damaged."
        );
        assert!(doubts.is_empty(), "{doubts:?}");
        // It is still no proof that the file itself holds nothing: another computer may read it.
        let told = judge([unread].iter(), |_| Some(Gap::PictureBroken), None);
        assert!(matches!(told, Whole::Fine));
    }

    #[test]
    fn a_page_without_words_is_unreadable_for_what_it_lacks() {
        let mut empty = page(PageSource::Blank);
        let mut doubts = Vec::new();
        settle(&mut empty, Some(Gap::PartMissing), &mut doubts);
        assert_eq!(empty.source, why(Gap::PartMissing));
        assert!(doubts.is_empty(), "{doubts:?}");
        let told = judge([empty].iter(), |_| Some(Gap::PartMissing), None);
        assert!(matches!(told, Whole::Lost(_)));
    }
}
