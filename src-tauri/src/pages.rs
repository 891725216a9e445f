//! The `page:` scheme: pictures of pages for our window, from memory, kept by nobody.
//!
//! `page://localhost/<document>/<page>?w=<pixels>`; for the document `packet-<letter>`, or `part-<n>-<letter>` for a part
//! of that packet, from 1, or `summary` for the case told without names.

use std::borrow::Cow;

use tauri::http::{Request, Response, StatusCode, Uri, header};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry};

use crate::shell::Shell;
use crate::window::MAIN;

/// Name of the scheme.
pub const SCHEME: &str = "page";

/// Before the id of a letter: a page of the packet that was put together for it.
const PACKET: &str = "packet-";

/// Before the number of a part and the id of a letter: a page of a file that its packet is parted into.
const PART: &str = "part-";

/// The case told without names, as it was set last.
const SUMMARY: &str = "summary";

const WIDTHS: std::ops::RangeInclusive<u32> = 16..=4000;

/// Answers on a thread of its own: drawing a page takes tens of milliseconds.
pub fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let wanted = (context.webview_label() == MAIN)
        .then(|| Wanted::read(request.uri()))
        .flatten();
    let Some(wanted) = wanted else {
        return responder.respond(empty(StatusCode::NOT_FOUND));
    };
    let desk = context.app_handle().state::<Shell>().desk.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let (page, width) = (wanted.page, wanted.width);
        let picture = match (wanted.document.strip_prefix(PACKET), wanted.part()) {
            (Some(letter), _) => desk.packet_page(letter, page, width),
            (None, Some((part, letter))) => desk.packet_part_page(letter, part, page, width),
            (None, None) if wanted.document == SUMMARY => desk.share_summary_page(page, width),
            (None, None) => desk.page_picture(&wanted.document, page, width),
        };
        responder.respond(match picture {
            Ok(png) => shown(Cow::Owned(png.to_vec())),
            Err(error) => {
                tracing::info!(code = %error.code(), "a page picture could not be made");
                empty(StatusCode::NOT_FOUND)
            }
        });
    });
}

#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    document: String,
    page: u32,
    width: u32,
}

impl Wanted {
    /// Which part of which letter's packet, from 0.
    fn part(&self) -> Option<(usize, &str)> {
        let (part, letter) = self.document.strip_prefix(PART)?.split_once('-')?;
        Some((part.parse::<usize>().ok()?.checked_sub(1)?, letter))
    }

    fn read(uri: &Uri) -> Option<Wanted> {
        let mut parts = uri.path().strip_prefix('/')?.split('/');
        let document = parts.next().filter(|id| !id.is_empty())?.to_owned();
        let page = parts.next()?.parse().ok()?;
        if parts.next().is_some() {
            return None;
        }
        let width = uri.query()?.strip_prefix("w=")?.parse().ok()?;
        WIDTHS.contains(&width).then_some(Wanted {
            document,
            page,
            width,
        })
    }
}

fn shown(png: Cow<'static, [u8]>) -> Response<Cow<'static, [u8]>> {
    let mut response = Response::new(png);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("image/png"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-store"),
    );
    response
}

fn empty(status: StatusCode) -> Response<Cow<'static, [u8]>> {
    let mut response = Response::new(Cow::Borrowed(&[][..]));
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(address: &str) -> Option<Wanted> {
        Wanted::read(&address.parse().unwrap())
    }

    #[test]
    fn an_address_names_document_page_and_width() {
        let want = wanted("page://localhost/0190-a/3?w=900").unwrap();
        assert_eq!(
            (want.document.as_str(), want.page, want.width),
            ("0190-a", 3, 900)
        );
    }

    #[test]
    fn a_part_of_a_packet_is_named_by_its_number() {
        let want = wanted("page://localhost/part-2-0190-a/1?w=900").unwrap();
        assert_eq!(want.part(), Some((1, "0190-a")));
        for address in [
            "page://localhost/part-0-a/1?w=900",
            "page://localhost/part-x-a/1?w=900",
            "page://localhost/0190-a/1?w=900",
        ] {
            assert_eq!(wanted(address).unwrap().part(), None, "{address}");
        }
    }

    #[test]
    fn other_addresses_get_nothing() {
        for address in [
            "page://localhost/",
            "page://localhost/a",
            "page://localhost/a/b?w=900",
            "page://localhost/a/1",
            "page://localhost/a/1?w=5",
            "page://localhost/a/1?w=90000",
            "page://localhost/a/1/2?w=900",
            "page://localhost//1?w=900",
        ] {
            assert_eq!(wanted(address), None, "{address}");
        }
    }
}
