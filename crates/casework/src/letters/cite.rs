//! A pointer to a page of an exhibit, or to a passage of the plan book, to be put into the person's own words.

use super::exhibits::provision;
use super::view::{node_views, thing_of};
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::kept::Kept;
use crate::view::{LetterCiteRequest, LetterNodeView};
use holdfast_case::Letter;
use holdfast_case::letter::{Citation, ExhibitOf, Node, Picked, exhibit_label};

impl Desk {
    /// A pointer as a piece of a paragraph. Errors: [`Code::NotFound`] where the exhibit is not one of the letter, or
    /// the passage is in no paper; [`Code::BadRequest`] for a page that can't be read, or does not go along.
    pub fn letter_cite(
        &self,
        id: &str,
        request: &LetterCiteRequest,
    ) -> Result<LetterNodeView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        self.inner.with(|open| {
            let (letter, _) = self.inner.live(open, &kept.record)?;
            let citation = match (request.exhibit, request.passage.as_deref()) {
                (Some(at), None) => {
                    let at = usize::try_from(at).unwrap_or(usize::MAX);
                    let exhibit = letter.exhibits.get(at).ok_or(Code::NotFound)?;
                    Citation {
                        of: exhibit.of.clone(),
                        page: page_of(&request.page)?,
                    }
                }
                (None, Some(passage)) => {
                    let Picked::Provision { id } = thing_of(passage)? else {
                        return Err(Code::BadRequest.into());
                    };
                    let pin = provision(&self.inner, open, id)?.ok_or(Code::NotFound)?;
                    let document = pin.document.ok_or_else(|| {
                        Error::of(Code::NotFound)
                            .saying("This passage was typed in, so there is no page to point to.")
                            .hinting("Add the plan book and pin the passage in it.")
                    })?;
                    Citation {
                        of: ExhibitOf::Document { id: document },
                        page: Some(pin.page),
                    }
                }
                _ => return Err(Code::BadRequest.into()),
            };
            let at = letter.exhibit_at(&citation.of).ok_or_else(|| {
                Error::of(Code::NotFound).saying("This is no exhibit of the letter yet.")
            })?;
            self.inner.has_page(open, &citation)?;
            let node = Node::Cite(citation.clone());
            // a page that is not among those that go along would lead nowhere
            if citation.say(&letter).is_none() {
                return Err(no_page(&citation, at));
            }
            let views = node_views(&[node], &letter);
            views
                .into_iter()
                .next()
                .ok_or_else(|| Code::NotFound.into())
        })
    }
}

impl crate::desk::Inner {
    /// Errors: [`Code::BadRequest`] where a paper is known not to have that page.
    fn has_page(&self, open: &crate::desk::Opened, citation: &Citation) -> Result<(), Error> {
        let (ExhibitOf::Document { id }, Some(page)) = (&citation.of, citation.page) else {
            return Ok(());
        };
        let pages = open.vault.read().document(*id)?.page_count;
        match pages > 0 && page > pages {
            true => Err(Error::of(Code::BadRequest).saying(format!(
                "This paper has {}.",
                crate::words::count(
                    usize::try_from(pages).unwrap_or(usize::MAX),
                    "page",
                    "pages"
                )
            ))),
            false => Ok(()),
        }
    }
}

fn no_page(citation: &Citation, at: usize) -> Error {
    let page = citation.page.unwrap_or_default();
    Error::of(Code::BadRequest)
        .saying(format!(
            "Page {page} is not among the pages of Exhibit {} that go along.",
            exhibit_label(at)
        ))
        .hinting("Pin the passage on that page first.")
}

/// "4", "p. 4" and "page 4"; none for the whole.
fn page_of(typed: &str) -> Result<Option<u32>, Error> {
    let typed = typed.trim();
    let figures =
        typed.trim_start_matches(|sign: char| sign.is_alphabetic() || sign == '.' || sign == ' ');
    match (typed, figures.parse::<u32>()) {
        ("", _) => Ok(None),
        (_, Ok(page)) if page > 0 => Ok(Some(page)),
        _ => Err(Error::of(Code::BadRequest)
            .saying("We can\u{2019}t read this page number. Try 4.")
            .hinting("Leave it empty to point to the whole exhibit.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_people_write_it() {
        for (typed, page) in [
            ("", None),
            ("4", Some(4)),
            (" p. 12 ", Some(12)),
            ("Page 3", Some(3)),
        ] {
            assert_eq!(page_of(typed).unwrap(), page, "{typed}");
        }
        for typed in ["0", "four", "3-4", "-2"] {
            assert_eq!(
                page_of(typed).unwrap_err().code(),
                Code::BadRequest,
                "{typed}"
            );
        }
    }
}
