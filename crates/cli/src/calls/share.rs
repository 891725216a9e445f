//! Copies to give to others: the case told without names.

use super::open_desk;
use super::papers::write_new;
use crate::args::{Common, ShareCall};
use crate::out::{self, Trouble};
use holdfast_casework::view::ShareRequest;
use serde_json::json;

/// Answers a call about copies for others.
pub fn share(common: &Common, what: &ShareCall) -> Result<u8, Trouble> {
    let ShareCall::Summary {
        id,
        out: place,
        insurer,
        state,
    } = what;
    let desk = open_desk(common)?;
    let request = ShareRequest {
        document: id.clone(),
        insurer: *insurer,
        state: *state,
    };
    let view = desk.share_summary(&request)?;
    if let Some(place) = place {
        let is_pdf = place
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
        let (_, bytes) = match is_pdf {
            true => desk.share_summary_pdf(&request)?,
            false => desk.share_summary_file(&request)?,
        };
        write_new(place, &bytes)?;
    }
    let saved = place.as_ref().map(|place| place.display().to_string());
    let object = json!({
        "text": view.text, "struck": view.struck, "said": view.said, "ready": view.ready, "out": saved,
    });
    out::answer(common.json, object, || {
        let mut lines: Vec<String> = view.text.lines().map(out::plain).collect();
        lines.extend([String::new(), out::plain(&view.said)]);
        if let Some(place) = &saved {
            lines.push(out::plain(&format!(
                "Wrote {place}. This copy is not sealed."
            )));
        }
        lines.join("\n")
    });
    Ok(0)
}
