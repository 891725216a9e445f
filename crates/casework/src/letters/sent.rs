//! A letter is marked as sent: how, when, where to, with the packet kept as it went out and the papers that prove it.
//!
//! Nothing is sent from here: the person sends it, and tells.

use super::follow::Follow;
use super::sending_names::name_proofs;
use super::shown;
use crate::dating;
use crate::desk::{Desk, change_view};
use crate::error::{Code, Error};
use crate::kept::{Kept, change_in};
use crate::made::{MadePaper, discard};
use crate::pictures::{PacketShown, PartShown};
use crate::view::{ChangeView, LetterSentRequest, PacketOptions};
use holdfast_case::claim::{SendWay, Submission, Typed, When};
use holdfast_case::letter::{LetterSent, LetterState};
use holdfast_case::{DeadlineId, DocumentId, Letter};
use holdfast_reader::CancelToken;
use holdfast_rules::sent::{ask_again_first, ask_again_next};
use holdfast_vault::{Arrival, DeadlineFilter, Operation, Sealed};
use zeroize::Zeroizing;

/// Without a day of sending it is asked after a week from now.
const NO_BY: Option<chrono::NaiveDate> = None;

/// A file as it went out: the packet, or a part of it.
struct WentOut {
    paper: MadePaper,
    pdf: Zeroizing<Vec<u8>>,
}

impl WentOut {
    fn new(title: String, file: PartShown) -> Self {
        let paper = MadePaper {
            title,
            file_name: file.name,
            pages: file.pages,
            by: Arrival::Sent,
        };
        Self {
            paper,
            pdf: file.pdf,
        }
    }
}

impl Desk {
    /// True where this id, or its beginning, is that of a letter and of no claim.
    pub fn is_letter(&self, id: &str) -> bool {
        self.inner.kept_one::<Letter>(id).is_ok()
    }

    /// Writes down that a letter went out, keeps its packet as it was, and marks its day as met; or corrects a sending.
    /// Errors: [`Code::BadRequest`] where something is missing in the letter and the person did not say that it was
    /// sent all the same; [`Code::BadDate`] for a day that has not come yet.
    pub fn letter_sent(&self, id: &str, request: &LetterSentRequest) -> Result<ChangeView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let mut sending = self.sending_of(&kept.record, request)?;
        match request.at {
            Some(at) => self.correct_sending(&kept, at, sending),
            None => {
                sending.lacked = self.lacking(&kept, request.anyway)?;
                let packet = self.packet_as_it_went(&kept, request, &sending)?;
                self.keep_sending(&kept, sending, packet)
            }
        }
    }

    /// Nothing came yet: it is asked again later.
    pub fn nothing_yet(&self, id: &str) -> Result<ChangeView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        if kept.record.state() != LetterState::Sent {
            return Err(Error::of(Code::BadRequest)
                .saying("Nobody waits for an answer to this letter. Nothing was changed."));
        }
        let today = self.inner.clock.today();
        let by = self.inner.with(|open| {
            let read = open.vault.read();
            let clock = Follow::load(&self.inner, read, open.case)?.clock(read, &kept)?;
            Ok(clock.and_then(|clock| clock.clock.deadline.due))
        })?;
        self.set_next_ask(&kept, Some(ask_again_next(by, today)))
    }

    /// The day on which to ask after a letter next; empty for no such day.
    pub fn set_ask_again(&self, id: &str, day: &str) -> Result<ChangeView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let day = day.trim();
        let read = match day {
            "" => None,
            day => Some(crate::review::values::day(day).map_err(|_| Error::of(Code::BadDate))?),
        };
        self.set_next_ask(&kept, read)
    }

    fn set_next_ask(
        &self,
        kept: &Kept<Letter>,
        day: Option<chrono::NaiveDate>,
    ) -> Result<ChangeView, Error> {
        let letter = Letter {
            ask_again: day,
            ..kept.record.clone()
        };
        let said = match day {
            Some(day) => format!(
                "We ask again on {}.",
                crate::words::day(day, self.inner.clock.today())
            ),
            None => "We don\u{2019}t ask again.".to_owned(),
        };
        let operation = Operation::by_person("ask-again").described(said.clone());
        let told_under = kept.id.to_string().parse::<DeadlineId>().ok();
        let change = self.inner.change(operation, |tx, _| {
            // what was put off is settled with it
            for snooze in tx.snoozes()? {
                if told_under.is_some() && snooze.deadline == told_under {
                    tx.end_snooze(snooze.id)?;
                }
            }
            change_in(tx, kept.id, &letter)
        })?;
        Ok(change_view(&change, said))
    }

    fn sending_of(
        &self,
        letter: &Letter,
        request: &LetterSentRequest,
    ) -> Result<LetterSent, Error> {
        let today = self.inner.clock.today();
        let way = SendWay::find(&request.way).ok_or_else(|| {
            let ways: Vec<&str> = SendWay::ALL.iter().map(|way| way.id()).collect();
            Error::of(Code::BadRequest)
                .saying("There is no such way of sending. Nothing was changed.")
                .hinting(format!("There are: {}.", ways.join(", ")))
        })?;
        let day = |typed: &str| {
            let day = Typed::<When>::day(typed.trim(), today);
            match day.value.map(When::earliest) {
                Some(ahead) if ahead > today => Err(Error::of(Code::BadDate)
                    .saying("That day has not come yet. Nothing was changed.")
                    .hinting("Write down the day on which it went out.")),
                _ => Ok(day),
            }
        };
        let pages = Typed::<u32>::units(request.pages.trim());
        if pages.is_unread() {
            return Err(Error::of(Code::BadRequest)
                .saying("We can't read this number of pages. Nothing was changed.")
                .hinting("Try 12. You can leave it open."));
        }
        let mut proofs: Vec<DocumentId> = Vec::new();
        for proof in &request.proofs {
            let id = self.document_id(proof)?;
            let id = (self.inner).with(|open| Ok(open.vault.read().document(id)?.id))?;
            if !proofs.contains(&id) {
                proofs.push(id);
            }
        }
        Ok(LetterSent {
            how: Submission {
                way,
                day: day(&request.day)?,
                received: day(&request.received)?,
                to: match request.to.trim() {
                    "" => shown::to_of(letter, way),
                    to => to.to_owned(),
                },
                tracking: request.tracking.trim().to_owned(),
                proof: None,
                note: request.note.trim().to_owned(),
            },
            packet: None,
            parts: Vec::new(),
            pages: pages.value,
            proofs,
            fast: request.fast,
            lacked: Vec::new(),
        })
    }

    /// What is still missing. Errors: [`Code::BadRequest`] where the person did not say that it went out all the same.
    fn lacking(&self, kept: &Kept<Letter>, anyway: bool) -> Result<Vec<String>, Error> {
        let missing = self.letter(&kept.id.to_string())?.missing;
        let missing: Vec<String> = missing.into_iter().map(|gap| gap.say).collect();
        if missing.is_empty() || anyway {
            return Ok(missing);
        }
        Err(Error::of(Code::BadRequest)
            .saying(format!(
                "Something is still missing in this letter: {}. Nothing was changed.",
                missing.join("; ")
            ))
            .hinting("Fill it in first. Or, if you wrote it in by pen, say that you sent it so."))
    }

    /// The packet that was looked at last, if the letter is still the same and it is wanted so; else it is put together
    /// now. Its parts, where it went in some.
    fn packet_as_it_went(
        &self,
        kept: &Kept<Letter>,
        request: &LetterSentRequest,
        sending: &LetterSent,
    ) -> Result<Vec<WentOut>, Error> {
        let id = kept.id.to_string();
        let today = self.inner.clock.today();
        let when = sending.how.day.value.map_or(today, When::earliest);
        let subject = &kept.record.subject;
        // an envelope holds all of it
        let limits = takes_parts(sending.how.way);
        let options = PacketOptions {
            cover: request.cover,
            max_pages: request.max_pages.filter(|_| limits),
            max_mb: request.max_mb.filter(|_| limits),
            shrink: request.shrink,
            ..PacketOptions::default()
        };
        let went = |parts: Vec<PartShown>, whole: PartShown| {
            if parts.is_empty() {
                return vec![WentOut::new(
                    format!("Packet sent {when}: {subject}"),
                    whole,
                )];
            }
            let of = parts.len();
            let part = |(file, part): (PartShown, usize)| {
                let title = format!("Packet sent {when}, part {part} of {of}: {subject}");
                WentOut::new(title, file)
            };
            parts.into_iter().zip(1..).map(part).collect()
        };
        let shown = self.inner.pictures.packet(&id);
        let is_same =
            |packet: &PacketShown| packet.of == kept.changed_at && packet.options == options;
        if let Some(packet) = shown.filter(|packet| is_same(packet)) {
            let files = packet.files.iter().map(|file| PartShown {
                name: file.name.clone(),
                pdf: file.pdf.clone(),
                pages: file.pages,
            });
            let whole = PartShown {
                name: packet.file_name.clone(),
                pdf: packet.pdf.clone(),
                pages: packet.pages,
            };
            return Ok(went(files.collect(), whole));
        }
        let built = self.packet(&id, &options, &CancelToken::new(), &mut |_, _| {})?;
        let files = built.files.into_iter().map(|file| PartShown {
            name: file.name,
            pdf: Zeroizing::new(file.pdf),
            pages: file.pages,
        });
        let whole = PartShown {
            name: format!("{}.pdf", built.file_name),
            pdf: Zeroizing::new(built.pdf),
            pages: built.pages,
        };
        Ok(went(files.collect(), whole))
    }

    /// One change: the packet filed, the letter marked, its day done.
    fn keep_sending(
        &self,
        kept: &Kept<Letter>,
        mut sending: LetterSent,
        files: Vec<WentOut>,
    ) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let today = inner.clock.today();
        let pages = files.iter().map(|file| file.paper.pages).sum();
        sending.pages = sending.pages.or(Some(pages));
        let mut letter = kept.record.clone();
        // what went out is not changed any more without being opened again
        letter.is_final = true;
        letter.written_on.get_or_insert(today);
        let day = sending.how.day.value.map(When::earliest);
        letter.sent.push(sending);
        // sent once more after an answer, it is waited for once more
        let answered = letter.answer.as_ref().and_then(|answer| answer.day.value);
        if day > answered.map(When::latest) && answered.is_some() {
            letter.answer = None;
        }
        let (by, days) = inner.with(|open| {
            let read = open.vault.read();
            let follow = Follow::load(inner, read, open.case)?;
            let tried = Kept {
                record: letter.clone(),
                ..kept.clone()
            };
            let by = follow.clock(read, &tried)?;
            let met = inner.days_met(open, &letter)?;
            Ok((by.and_then(|clock| clock.clock.deadline.due), met))
        })?;
        letter.ask_again = Some(match day {
            Some(day) => ask_again_first(day, by, today),
            None => ask_again_next(NO_BY, today),
        });
        let due = days.iter().filter_map(|(_, due)| *due).min();
        let in_time = match (day, due) {
            (Some(day), Some(due)) if day <= due => " That is in time.",
            _ => "",
        };
        let on = day.map(|day| format!(" on {}", crate::words::short_day(day, today)));
        let said = format!(
            "Wrote down that \u{2018}{}\u{2019} went out{}.{in_time}",
            letter.subject,
            on.unwrap_or_default()
        );
        let sealer = inner.with(|open| Ok(open.vault.sealer()))?;
        let mut sealed: Vec<Sealed> = Vec::new();
        for file in &files {
            match sealer.seal(&file.pdf) {
                Ok(one) => sealed.push(one),
                Err(error) => {
                    discard(inner, sealed);
                    return Err(error.into());
                }
            }
        }
        let at = inner.clock.moment(
            day.unwrap_or(today)
                .min(today)
                .and_time(chrono::NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()),
        );
        let operation = Operation::by_person("letter-sent").described(said.clone());
        let changed = inner.change(operation, |tx, case| {
            let mut filed = Vec::new();
            for (file, sealed) in files.iter().zip(&sealed) {
                filed.push(file.paper.file(tx, case, sealed)?);
            }
            if let Some(last) = letter.sent.last_mut() {
                match filed.as_slice() {
                    [whole] => last.packet = Some(*whole),
                    _ => last.parts = filed,
                }
            }
            for (id, _) in &days {
                tx.set_deadline_done(*id, Some(at))?;
            }
            if let Some(last) = letter.sent.last() {
                name_proofs(tx, last, today)?;
            }
            change_in(tx, kept.id, &letter)?;
            // an answer that was set aside opened steps that are not open any more
            match letter.answers.filter(|_| kept.record.answer.is_some()) {
                Some(document) => dating::date_again(tx, inner.lib, document, today),
                None => Ok(()),
            }
        });
        match changed {
            Ok(change) => Ok(change_view(&change, said)),
            Err(error) => {
                discard(inner, sealed);
                Err(error)
            }
        }
    }

    fn correct_sending(
        &self,
        kept: &Kept<Letter>,
        at: u32,
        sending: LetterSent,
    ) -> Result<ChangeView, Error> {
        let mut letter = kept.record.clone();
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let place = letter.sent.get_mut(at).ok_or(Code::NotFound)?;
        *place = LetterSent {
            packet: place.packet,
            parts: std::mem::take(&mut place.parts),
            pages: sending.pages.or(place.pages),
            lacked: std::mem::take(&mut place.lacked),
            ..sending
        };
        let said = format!("Changed how \u{2018}{}\u{2019} went out.", letter.subject);
        let operation = Operation::by_person("letter-sent").described(said.clone());
        let today = self.inner.clock.today();
        let change = self.inner.change(operation, |tx, _| {
            if let Some(sent) = letter.sent.get(at) {
                name_proofs(tx, sent, today)?;
            }
            change_in(tx, kept.id, &letter)
        })?;
        Ok(change_view(&change, said))
    }
}

impl crate::desk::Inner {
    /// The person's open days that a letter meets: those of the step it is for, in the letter that it answers.
    fn days_met(
        &self,
        open: &crate::desk::Opened,
        letter: &Letter,
    ) -> Result<Vec<(DeadlineId, Option<chrono::NaiveDate>)>, Error> {
        let Some(document) = letter.answers else {
            return Ok(Vec::new());
        };
        let filter = DeadlineFilter {
            document: Some(document),
            only_member: true,
            ..DeadlineFilter::default()
        };
        let rows = open.vault.read().deadlines(&filter)?;
        let of_step = rows.into_iter().filter(|row| {
            row.deadline.level == super::step_of(&letter.kind) && row.deadline.clock_started
        });
        Ok(of_step.map(|row| (row.id, row.deadline.due)).collect())
    }
}

/// Ways that take so much at a time.
pub(super) const fn takes_parts(way: SendWay) -> bool {
    matches!(way, SendWay::Fax | SendWay::Portal | SendWay::Email)
}
