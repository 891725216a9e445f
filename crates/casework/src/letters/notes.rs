//! What a person should know of a packet that was put together, in sentences.

use holdfast_packet::PlannedPacket;
use holdfast_reader::{LeftOut, PacketNote, PictureReason};

/// Each note once, as a sentence. `parts` gives for each part that was put in its place in the plan.
pub(super) fn sentences(
    notes: &[PacketNote],
    planned: &PlannedPacket,
    parts: &[usize],
) -> Vec<String> {
    let name = |part: usize| -> String {
        let planned = parts.get(part).and_then(|at| planned.parts.get(*at));
        planned.map_or_else(
            || "a part".to_owned(),
            |part| format!("\u{2018}{}\u{2019}", part.title),
        )
    };
    let mut said: Vec<String> = Vec::new();
    for note in notes {
        let sentence = match note {
            PacketNote::Pictured { part, page, why } => {
                let why = match why {
                    PictureReason::Damaged => "since it is damaged",
                    PictureReason::ReadsOtherwise => "since it would not have read the same",
                    PictureReason::Redacted => "so that nothing lies under the black boxes",
                    PictureReason::Shrunk => "so that the file is smaller",
                };
                format!("Page {page} of {} went in as a picture, {why}.", name(*part))
            }
            PacketNote::StampCovers { part, page } => {
                format!("On page {page} of {} the stamp covers something. Look at it.", name(*part))
            }
            PacketNote::Incomplete { part, page } => {
                format!("A part of page {page} of {} is missing in the paper itself. Look at it.", name(*part))
            }
            PacketNote::EntryUndrawn { part, page } => {
                format!("An entry of the form on page {page} of {} could not be drawn. Look at it.", name(*part))
            }
            PacketNote::LeftOut { part, what } => {
                let what = match what {
                    LeftOut::Action => "something that acts on a click",
                    LeftOut::AttachedFile => "an attached file",
                    LeftOut::Media => "sound, film or the like",
                    LeftOut::Link => "a link that leads nowhere",
                };
                format!("{what} of {} was left out.", name(*part))
            }
            PacketNote::TextRespelled { part } => {
                format!(
                    "{} is plain text with letters that our type lacks. They stand there as plain ones or as dots. \
                     A PDF of it shows them.",
                    name(*part)
                )
            }
            PacketNote::Respelled => {
                "A stamp or the foot has letters that the type lacks. They stand there as plain ones or as question marks."
                    .to_owned()
            }
        };
        let sentence = crate::words::sentence_start(&sentence);
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}
