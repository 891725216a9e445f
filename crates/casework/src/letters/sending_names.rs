//! What the papers of a sending are called: the packet as it went out, and what proves that it did.

use super::shown;
use super::timeline::is_theirs;
use super::wording::full_day;
use crate::kept::Kept;
use crate::words;
use chrono::NaiveDate;
use holdfast_case::claim::{SendWay, When};
use holdfast_case::letter::LetterSent;
use holdfast_case::reading::NoticeKind;
use holdfast_case::{DocumentId, Letter, Private, Reading};
use holdfast_packet::compose::letter_kind;
use holdfast_vault::{DocumentEdit, DocumentRow, Records, Tx, VaultError};

/// "Fax confirmation".
const fn proof(way: SendWay) -> &'static str {
    match way {
        SendWay::Fax => "Fax confirmation",
        SendWay::CertifiedMail => "Certified mail receipt",
        SendWay::Mail => "Proof of mailing",
        SendWay::Portal => "Confirmation of their web page",
        SendWay::ByHand => "Copy stamped as received",
        SendWay::Email => "E-mail as it was sent",
        SendWay::Clinic => "Proof of sending by the clinic",
    }
}

/// "Fax confirmation, November 3"; of several the further ones have a number.
fn proof_title(sent: &LetterSent, at: usize, day: impl Fn(NaiveDate) -> String) -> String {
    let name = match at {
        0 => proof(sent.how.way).to_owned(),
        at => format!("{} {}", proof(sent.how.way), at + 1),
    };
    match sent.how.day.value {
        Some(When::Day(sent)) => format!("{name}, {}", day(sent)),
        Some(month) => format!("{name}, {}", month.earliest().format("%B %Y")),
        None => name,
    }
}

/// True where nobody gave this paper a name of its own: it has that of its file, or the one that its kind gets.
fn is_nameless(row: &DocumentRow, reading: Option<&Reading>) -> bool {
    let title = row.title.reveal();
    let read = reading.and_then(|reading| reading.kind.as_ref());
    let kinds = [read.map(|fact| fact.value), Some(NoticeKind::Other)];
    let mut of_kind = kinds.into_iter().flatten().map(words::kind);
    title == row.file_name.reveal()
        || of_kind.any(|name| {
            let rest = title.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
        })
}

/// True for a paper that decides or bills something: it may prove a sending, and stays what it is.
fn says_more(kind: Option<NoticeKind>) -> bool {
    kind == Some(NoticeKind::Bill) || is_theirs(kind)
}

/// Gives the papers that prove a sending their name, where they have none of their own; nothing is asked about them.
pub(super) fn name_proofs(
    tx: &mut Tx<'_>,
    sent: &LetterSent,
    today: NaiveDate,
) -> Result<(), VaultError> {
    for (at, id) in sent.proofs.iter().enumerate() {
        let records: Records<'_> = **tx;
        let row = match records.document(*id) {
            Ok(row) => row,
            Err(VaultError::NotFound(_)) => continue,
            Err(error) => return Err(error),
        };
        let stored = records.reading(*id)?;
        let reading = stored.as_ref().map(|stored| &stored.reading);
        if says_more(row.kind) || !is_nameless(&row, reading) {
            continue;
        }
        let title = proof_title(sent, at, |day| words::short_day(day, today));
        let edit = DocumentEdit {
            title: Some(Private::new(title)),
            kind: Some(NoticeKind::Records),
            ..DocumentEdit::default()
        };
        tx.edit_document(*id, &edit)?;
        let now = tx.now();
        tx.set_reviewed(*id, Some(now))?;
    }
    Ok(())
}

/// What a paper of a sending is called in a list of exhibits: "Appeal as it was sent on November 2, 2026". None for
/// any other paper, and for a proof that has a name of its own.
pub(super) fn name_of_sending(letters: &[Kept<Letter>], row: &DocumentRow) -> Option<String> {
    let of = |id: &DocumentId| *id == row.id;
    for kept in letters {
        let letter = &kept.record;
        for sent in &letter.sent {
            let part = sent.parts.iter().position(of);
            if sent.packet.as_ref().is_some_and(of) || part.is_some() {
                let kind = letter_kind(&letter.kind);
                let name = kind.map_or("Letter", |kind| kind.title.as_str());
                let day = match sent.how.day.value {
                    Some(When::Day(day)) => format!(" on {}", full_day(day)),
                    Some(month) => format!(" in {}", month.earliest().format("%B %Y")),
                    None => format!(" {}", shown::way_within(sent.how.way)),
                };
                let part = part.map(|at| format!(", part {} of {}", at + 1, sent.parts.len()));
                let part = part.unwrap_or_default();
                return Some(format!("{name} as it was sent{day}{part}"));
            }
            if let Some(at) = sent.proofs.iter().position(of) {
                let own = row.title.reveal().starts_with(proof(sent.how.way));
                let nameless = own || is_nameless(row, None);
                return nameless.then(|| proof_title(sent, at, full_day));
            }
        }
    }
    None
}
