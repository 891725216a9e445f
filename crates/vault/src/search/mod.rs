//! Full-text search over the words of pages, and what goes into its index.

use crate::change::Kind;
use crate::error::VaultError;
use crate::records::{Columns, Records};
use holdfast_case::{CaseId, ContentId, DocumentId, Page};
use std::collections::BTreeSet;

/// What to search for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// Words as the person typed them. All must be on the page; `"…"` keeps words together; the last word may be
    /// unfinished.
    pub words: String,
    /// In this case only.
    pub case: Option<CaseId>,
    /// In this document only.
    pub document: Option<DocumentId>,
    /// At most this many hits; 0 is 50.
    pub most: u32,
}

/// A piece of text with the parts that fit marked.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Snippet {
    /// Pieces in order; `true` marks a hit.
    pub parts: Vec<(String, bool)>,
}

/// A page that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document.
    pub document: DocumentId,
    /// Page of the document, from 1.
    pub page: u32,
    /// The original that the page is of.
    pub original: ContentId,
    /// The words around the hit.
    pub snippet: Snippet,
}

/// Signs that never stand in text: they mark where a hit begins and ends.
const BEGIN: char = '\u{1}';
const END: char = '\u{2}';
/// How far a typed word may be from a word of the index to be offered in its place.
const SLIPS: usize = 2;

impl Records<'_> {
    /// Pages that fit, best first. Documents in the trash are left out.
    pub fn search(self, request: &SearchRequest) -> Result<Vec<Hit>, VaultError> {
        let Some(query) = query_of(&request.words) else {
            return Ok(Vec::new());
        };
        let most = if request.most == 0 { 50 } else { request.most };
        let with = rusqlite::named_params! {
            ":query": query,
            ":case_id": request.case.map(|id| id.to_string()),
            ":document": request.document.map(|id| id.to_string()),
            ":most": most,
        };
        self.all(include_str!("find.sql"), with, |row| {
            let row = Columns(Kind::Pages, row);
            Ok(Hit {
                document: row.parse("document")?,
                page: row.get("page")?,
                original: row.parse("original")?,
                snippet: read_snippet(&row.get::<String>("snippet")?),
            })
        })
    }

    /// The words in place of those that are nowhere in the index, where one is near enough: "did you mean".
    pub fn did_you_mean(self, words: &str) -> Result<Option<String>, VaultError> {
        let mut changed = false;
        let mut better = Vec::new();
        for word in plain_words(words) {
            let known = self
                .value::<i64>(include_str!("is-known.sql"), [quote(&word, true)])?
                .is_some();
            let near = if known || word.chars().count() < 4 {
                None
            } else {
                self.nearest(&word)?
            };
            changed |= near.is_some();
            better.push(near.unwrap_or(word));
        }
        Ok(changed.then(|| better.join(" ")))
    }

    /// The most frequent among the nearest words of the pages.
    fn nearest(self, word: &str) -> Result<Option<String>, VaultError> {
        let length = word.chars().count();
        let (least, most) = (length.saturating_sub(SLIPS), length.saturating_add(SLIPS));
        let (least, most) = (
            u32::try_from(least).unwrap_or(u32::MAX),
            u32::try_from(most).unwrap_or(u32::MAX),
        );
        // The index holds stems only, so the words themselves are looked up among the words of the pages.
        let found = self.all(include_str!("near-words.sql"), (least, most), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })?;
        let distance = |known: &str| strsim::damerau_levenshtein(known, word);
        let near = found
            .into_iter()
            .map(|(known, count)| (distance(&known), -count, known));
        Ok(near
            .filter(|(distance, ..)| (1..=SLIPS).contains(distance))
            .min()
            .map(|(.., known)| known))
    }
}

/// The text of a page for the index, with the signs that mark hits taken out.
pub(crate) fn search_text(page: &Page) -> String {
    page.text().replace([BEGIN, END], " ")
}

/// Numbers and codes of a page as they are looked for: without the signs within them, and neighbors joined, so
/// that `QWX 0042 7710 03` is found as `QWX0042771003`.
pub(crate) fn codes_of(page: &Page) -> String {
    let mut codes = BTreeSet::new();
    let mut run: Vec<String> = Vec::new();
    let mut line = None;
    for word in &page.words {
        let bare = bare(&word.text);
        let here = Some((word.block, word.line));
        let is_code = bare.bytes().any(|byte| byte.is_ascii_digit());
        // Letters such as `QWX` may begin a number, never end one.
        let may_lead =
            (1..=4).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_alphabetic());
        if here != line || !is_code {
            join_run(&mut codes, &run);
            run.clear();
        }
        line = here;
        if is_code || may_lead {
            run.push(bare);
        }
    }
    join_run(&mut codes, &run);
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

/// Every code of a run alone, and every stretch of two to five joined.
fn join_run(codes: &mut BTreeSet<String>, run: &[String]) {
    for start in 0..run.len() {
        for length in 1..=5.min(run.len() - start) {
            let joined = run
                .iter()
                .skip(start)
                .take(length)
                .fold(String::new(), |all, part| all + part);
            if joined.bytes().any(|byte| byte.is_ascii_digit()) && joined.len() > 1 {
                codes.insert(joined);
            }
        }
    }
}

fn bare(word: &str) -> String {
    word.chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What was typed as a query of the index; every word is quoted, so that no sign of it is taken for an operator.
fn query_of(typed: &str) -> Option<String> {
    let mut parts = Vec::new();
    // Every second piece stood between quotation marks.
    let pieces: Vec<&str> = typed.split('"').collect();
    for (index, piece) in pieces.iter().enumerate() {
        if index % 2 == 1 {
            let words = plain_words(piece);
            if !words.is_empty() {
                parts.push(format!("words : {}", quote(&words.join(" "), false)));
            }
            continue;
        }
        let is_last = index + 1 == pieces.len() && !piece.ends_with(char::is_whitespace);
        let words: Vec<&str> = piece.split_whitespace().collect();
        for (number, word) in words.iter().enumerate() {
            let code = bare(word);
            if code.is_empty() {
                continue;
            }
            let prefix = is_last && number + 1 == words.len();
            let word = quote(&plain_words(word).join(" "), prefix);
            parts.push(if code.bytes().any(|byte| byte.is_ascii_digit()) {
                format!("(words : {word} OR codes : {})", quote(&code, prefix))
            } else {
                format!("words : {word}")
            });
        }
        // A number typed with blanks in it is looked for as a whole too.
        let joined: String = words.iter().map(|word| bare(word)).collect();
        let digits = joined.bytes().filter(u8::is_ascii_digit).count();
        if words.len() > 1
            && words.len() <= 5
            && digits > 0
            && digits * 2 >= joined.len()
            && index == 0
            && pieces.len() == 1
        {
            let all = parts.join(" AND ");
            return Some(format!("({all}) OR codes : {}", quote(&joined, true)));
        }
    }
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// The words in a text, without the signs between them.
fn plain_words(text: &str) -> Vec<String> {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A string of the query language. `plain` holds no quotation mark, for it was made of letters and digits.
fn quote(plain: &str, prefix: bool) -> String {
    format!("\"{plain}\"{}", if prefix { " *" } else { "" })
}

fn read_snippet(marked: &str) -> Snippet {
    let mut parts = Vec::new();
    let mut piece = String::new();
    let mut is_hit = false;
    for sign in marked.chars() {
        match sign {
            BEGIN | END => {
                if !piece.is_empty() {
                    parts.push((std::mem::take(&mut piece), is_hit));
                }
                is_hit = sign == BEGIN;
            }
            '\n' => piece.push(' '),
            sign => piece.push(sign),
        }
    }
    if !piece.is_empty() {
        parts.push((piece, is_hit));
    }
    Snippet { parts }
}
