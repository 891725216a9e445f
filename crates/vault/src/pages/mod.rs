//! Words of pages, and with them the full-text index. Both can be made again from the originals, so they are
//! outside the journal's undo.

use crate::change::Kind;
use crate::error::VaultError;
use crate::journal::Tx;
use crate::records::{Columns, Records, to_json};
use crate::search::{codes_of, search_text};
use holdfast_case::{BBox, ContentId, DocumentId, Page, PageSource, Word};

/// Words of one page of an original.
#[derive(Clone, Debug, PartialEq)]
pub struct PageTextRow {
    /// The original.
    pub original: ContentId,
    /// The page; its number counts within the original.
    pub page: Page,
}

/// A word as it is stored: signs, box, confidence, line, block. An array, for there are hundreds on a page.
type StoredWord = (String, f32, f32, f32, f32, f32, u32, u32);

impl Tx<'_> {
    /// Stores the words of a page of an original, in place of older ones, and indexes them.
    pub fn put_page(&mut self, original: ContentId, page: &Page) -> Result<(), VaultError> {
        let id = original.to_string();
        let words: Vec<StoredWord> = page.words.iter().map(store_word).collect();
        let row = rusqlite::named_params! {
            ":original": id,
            ":page": page.number,
            ":width": page.width,
            ":height": page.height,
            ":source": to_json(&page.source)?,
            ":words": to_json(&words)?,
        };
        let search_row: i64 = self
            .connection()
            .prepare_cached(include_str!("put.sql"))?
            .query_row(row, |row| row.get(0))?;
        self.touch(Kind::Pages);
        self.run(Kind::Pages, include_str!("unindex.sql"), [search_row])?;
        let indexed = (search_row, search_text(page), codes_of(page));
        self.run(Kind::Pages, include_str!("index.sql"), indexed)
            .map(drop)
    }

    /// Forgets all words of an original.
    pub fn forget_pages(&mut self, original: ContentId) -> Result<(), VaultError> {
        let id = original.to_string();
        self.run(Kind::Pages, include_str!("unindex-all.sql"), [&id])?;
        self.run(Kind::Pages, include_str!("delete-all.sql"), [&id])
            .map(drop)
    }

    /// Makes the full-text index anew from the stored words.
    pub fn rebuild_search(&mut self) -> Result<usize, VaultError> {
        self.run(Kind::Pages, include_str!("unindex-everything.sql"), [])?;
        let rows = self.all(include_str!("all.sql"), [], |row| {
            Ok((row.get::<_, i64>("search_row")?, read_page(row)?))
        })?;
        for (search_row, stored) in &rows {
            let indexed = (
                search_row,
                search_text(&stored.page),
                codes_of(&stored.page),
            );
            self.run(Kind::Pages, include_str!("index.sql"), indexed)?;
        }
        Ok(rows.len())
    }
}

impl Records<'_> {
    /// Words of one page of an original.
    pub fn page(self, original: ContentId, page: u32) -> Result<Option<Page>, VaultError> {
        let found = self.one(
            include_str!("one.sql"),
            (original.to_string(), page),
            read_page,
        )?;
        Ok(found.map(|row| row.page))
    }

    /// Words of all pages of an original, in order.
    pub fn original_pages(self, original: ContentId) -> Result<Vec<Page>, VaultError> {
        let found = self.all(
            include_str!("of-original.sql"),
            [original.to_string()],
            read_page,
        )?;
        Ok(found.into_iter().map(|row| row.page).collect())
    }

    /// Words of the pages a document lists, numbered as the document numbers them; pages without words are left out.
    pub fn document_pages(self, document: DocumentId) -> Result<Vec<Page>, VaultError> {
        let found = self.all(
            include_str!("of-document.sql"),
            [document.to_string()],
            read_page,
        )?;
        Ok(found.into_iter().map(|row| row.page).collect())
    }
}

impl Records<'_> {
    /// Hands out the pages a document lists one by one, as [`Self::document_pages`] gives them: of a book of thousands,
    /// only one is in memory at a time.
    pub fn each_document_page(
        self,
        document: DocumentId,
        mut with: impl FnMut(Page),
    ) -> Result<(), VaultError> {
        self.each(
            include_str!("of-document.sql"),
            [document.to_string()],
            |row| {
                with(read_page(row)?.page);
                Ok(())
            },
        )
    }
}

fn store_word(word: &Word) -> StoredWord {
    let BBox { x0, y0, x1, y1 } = word.bbox;
    (
        word.text.clone(),
        x0,
        y0,
        x1,
        y1,
        word.confidence,
        word.line,
        word.block,
    )
}

fn read_page(row: &rusqlite::Row<'_>) -> Result<PageTextRow, VaultError> {
    let row = Columns(Kind::Pages, row);
    let source: PageSource = row.json("source")?;
    let words: Vec<StoredWord> = row.json("words")?;
    let words = words
        .into_iter()
        .map(|(text, x0, y0, x1, y1, confidence, line, block)| Word {
            text,
            bbox: BBox { x0, y0, x1, y1 },
            confidence,
            line,
            block,
        });
    Ok(PageTextRow {
        original: row.parse("original")?,
        page: Page {
            number: row.get("page")?,
            width: row.get("width")?,
            height: row.get("height")?,
            source,
            words: words.collect(),
        },
    })
}
