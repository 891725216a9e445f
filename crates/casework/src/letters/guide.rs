//! How to send a letter: the ways there are, what each needs, and by when.

use super::copies::copy_of;
use super::sent::takes_parts;
use super::shown;
use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::kept::Kept;
use crate::view::{SendGuideView, SendWayView};
use crate::words;
use holdfast_case::claim::SendWay;
use holdfast_case::{Deadline, Letter};
use holdfast_vault::DeadlineFilter;

/// The ways a person can send, the surest first. What the clinic sends is a claim.
const WAYS: [SendWay; 6] = [
    SendWay::CertifiedMail,
    SendWay::Fax,
    SendWay::Portal,
    SendWay::ByHand,
    SendWay::Mail,
    SendWay::Email,
];

/// What many web pages take at most, in bytes.
const PORTAL_TAKES: usize = 10_000_000;

impl Desk {
    /// How to send a letter.
    pub fn send_guide(&self, id: &str) -> Result<SendGuideView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        let missing: Vec<String> = (self.letter(id)?.missing.into_iter())
            .map(|gap| gap.say)
            .collect();
        let letter = &kept.record;
        let packet = self.inner.pictures.packet(&kept.id.to_string());
        let sizes = packet.map(|packet| Sizes {
            bytes: packet.pdf.len(),
            // a fax has a cover sheet, whether the packet that was looked at has it yet or not
            pages: packet.pages + u32::from(!packet.options.cover),
            parts: (packet.files.iter())
                .map(|file| (file.pages, file.pdf.len()))
                .collect(),
        });
        let in_parts = |way| {
            let sizes = sizes.as_ref().filter(|_| takes_parts(way));
            sizes.is_some_and(|sizes| !sizes.parts.is_empty())
        };
        let due = self.inner.with(|open| self.inner.due_of(open, letter))?;
        let ways = WAYS.iter().map(|way| SendWayView {
            id: way.id().to_owned(),
            title: shown::way(*way).to_owned(),
            say: good_for(*way).to_owned(),
            // each part has its own
            cover: *way == SendWay::Fax && !in_parts(*way),
            steps: with_copy(steps(*way, letter, sizes.as_ref()), letter),
            label: match way {
                SendWay::CertifiedMail | SendWay::Mail => shown::envelope(letter),
                _ => Vec::new(),
            },
            to: shown::to_of(letter, *way),
        });
        Ok(SendGuideView {
            letter: kept.id.to_string(),
            subject: letter.subject.clone(),
            ways: ways.collect(),
            by: due.and_then(|due| by(&due, self.inner.clock.today())),
            missing_say: (!missing.is_empty()).then(|| {
                format!(
                    "This is still open: {}. If you write it in by pen, you can send it so.",
                    missing.join("; ")
                )
            }),
            missing,
            fast: letter.asks.iter().any(|ask| ask == "ask_fast"),
        })
    }
}

impl Inner {
    /// By when this letter should go out, in words.
    pub(super) fn by_of(&self, open: &Opened, letter: &Letter) -> Result<Option<String>, Error> {
        let due = self.due_of(open, letter)?;
        Ok(due.and_then(|due| by(&due, self.clock.today())))
    }

    /// The same in a few words: "Send it by Friday, December 4".
    pub(super) fn send_by(&self, open: &Opened, letter: &Letter) -> Result<Option<String>, Error> {
        let today = self.clock.today();
        let due = self.due_of(open, letter)?;
        Ok(due.and_then(|due| {
            let last = due.due?;
            let safe = due.safe_day.filter(|safe| *safe >= today);
            Some(match safe {
                Some(safe) => format!("Send it by {}", words::day(safe, today)),
                None if last >= today => format!("The last day is {}", words::day(last, today)),
                None => format!("{} was the last day", words::day(last, today)),
            })
        }))
    }

    /// The person's day that this letter is to meet, the nearest.
    fn due_of(&self, open: &Opened, letter: &Letter) -> Result<Option<Deadline>, Error> {
        let Some(document) = letter.answers else {
            return Ok(None);
        };
        let filter = DeadlineFilter {
            document: Some(document),
            only_member: true,
            ..DeadlineFilter::default()
        };
        let rows = open.vault.read().deadlines(&filter)?;
        let of_step = rows.into_iter().map(|row| row.deadline);
        let dated = of_step.filter(|deadline| {
            deadline.level == super::step_of(&letter.kind) && deadline.due.is_some()
        });
        Ok(dated.min_by_key(|deadline| deadline.due))
    }
}

/// "The last day is Monday, December 14. To be safe, send it by Friday, December 4: mail takes days."
fn by(deadline: &Deadline, today: chrono::NaiveDate) -> Option<String> {
    let due = deadline.due?;
    let last = words::day(due, today);
    if due < today {
        return Some(format!(
            "{last} was the last day. Send it all the same, and say why it comes late."
        ));
    }
    let safe = deadline.safe_day.filter(|safe| *safe >= today);
    Some(match (safe, deadline.safe_by.as_deref()) {
        (Some(safe), Some("mail" | "mail-counter")) => {
            let safe = words::day(safe, today);
            format!("The last day is {last}. To be safe, send it by {safe}: mail takes days.")
        }
        (Some(safe), _) => {
            let safe = words::day(safe, today);
            format!("The last day is {last}. To be safe, send it by {safe}.")
        }
        (None, _) => {
            format!("The last day is {last}. Mail may come too late: use fax or their web page.")
        }
    })
}

fn good_for(way: SendWay) -> &'static str {
    match way {
        SendWay::CertifiedMail => "You get a number, and a receipt that shows the day.",
        SendWay::Fax => "It is there the same day, and the report proves it.",
        SendWay::Portal => "It is there at once. Keep a picture of the last screen.",
        SendWay::ByHand => "Ask for a stamp with the day on your own copy.",
        SendWay::Mail => "It costs least. Nothing proves the day it came.",
        SendWay::Email => "Only if they ask for it. E-mail can be read on its way.",
        SendWay::Clinic => "Your clinic sends it for you.",
    }
}

/// How large a packet is that was put together.
struct Sizes {
    bytes: usize,
    pages: u32,
    /// Pages, with the cover sheet, and bytes of each part; empty where it goes as one.
    parts: Vec<(u32, usize)>,
}

fn pages_of(pages: u32) -> String {
    let count = usize::try_from(pages).unwrap_or(usize::MAX);
    words::count(count, "page", "pages")
}

fn size_of(bytes: usize) -> String {
    words::size(u64::try_from(bytes).unwrap_or(u64::MAX))
}

/// What to do with each part, in order.
fn part_steps(way: SendWay, parts: &[(u32, usize)]) -> Vec<String> {
    let of = parts.len();
    let one = |((pages, bytes), part): (&(u32, usize), usize)| {
        let (pages, size) = (pages_of(*pages), size_of(*bytes));
        match way {
            SendWay::Fax => format!("Send part {part} of {of}: {pages} with its cover sheet."),
            SendWay::Email => format!("Mail part {part} of {of}: {pages}, {size}."),
            _ => format!("Send part {part} of {of}: {pages}, {size}."),
        }
    };
    parts.iter().zip(1..).map(one).collect()
}

/// The same, and that somebody else gets a copy, where their letter asks for that.
fn with_copy(mut steps: Vec<String>, letter: &Letter) -> Vec<String> {
    steps.extend(copy_of(letter).map(|whom| {
        format!("Their letter asks for a copy: send the letter to {whom} too, and keep the proof.")
    }));
    steps
}

fn steps(way: SendWay, letter: &Letter, sizes: Option<&Sizes>) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    let mut step = |say: &str| steps.push(say.to_owned());
    let parts = sizes.map_or(&[][..], |sizes| sizes.parts.as_slice());
    let parts = if takes_parts(way) { parts } else { &[] };
    let in_parts = part_steps(way, parts);
    match way {
        SendWay::CertifiedMail | SendWay::Mail => {
            step("Save the packet as a PDF, print it, and sign the letter.");
            step("Write the address below on the envelope.");
            if way == SendWay::CertifiedMail {
                step("At the counter, ask for certified mail with a return receipt.");
                step("Keep the slip: its number goes in the next step.");
            }
        }
        SendWay::Fax => {
            if in_parts.is_empty() {
                step("Save the packet with its cover sheet, print it, and sign the letter.");
                if let Some(sizes) = sizes {
                    step(&format!(
                        "Fax all of it: {}, with the cover sheet.",
                        pages_of(sizes.pages)
                    ));
                }
            } else {
                step("Save all parts and print them. Sign the letter: it is in part 1.");
            }
            match shown::to_of(letter, way).as_str() {
                "" => step("We know no fax number. Look in their letter, or call and ask."),
                number => step(&format!("The number is {number}.")),
            }
            in_parts.iter().for_each(|part| step(part));
            match in_parts.is_empty() {
                true => {
                    step("Keep the report that the fax prints. It shows the day and the pages.")
                }
                false => step("Keep the report of each part. It shows the day and the pages."),
            }
        }
        SendWay::Portal => {
            match in_parts.is_empty() {
                true => {
                    step(
                        "Save the packet as a PDF. Sign in to their web page and look for appeals.",
                    );
                }
                false => step("Save all parts. Sign in to their web page and look for appeals."),
            }
            if let Some(sizes) = sizes.filter(|_| in_parts.is_empty()) {
                let said = size_of(sizes.bytes);
                step(&match sizes.bytes > PORTAL_TAKES {
                    true => format!(
                        "Your packet is {said}. Many pages take 10 MB at most, so a fax may be easier."
                    ),
                    false => format!("Your packet is {said}. Most pages take that much."),
                });
            }
            in_parts.iter().for_each(|part| step(part));
            match in_parts.is_empty() {
                true => step("Take a picture of the last screen, with its number and day."),
                false => {
                    step(
                        "After each part take a picture of the last screen, with its number and day.",
                    );
                }
            }
        }
        SendWay::ByHand => {
            step("Save the packet, print it twice, and sign the letter.");
            step("Bring both. They keep one and stamp the other with the day.");
        }
        SendWay::Email => {
            step("Ask them first if they take e-mail, and how to seal it.");
            if in_parts.is_empty() {
                step("Save the packet as a PDF and add it to your mail.");
            } else {
                step("Save all parts. Each goes in a mail of its own.");
            }
            in_parts.iter().for_each(|part| step(part));
        }
        SendWay::Clinic => step("Ask your clinic for a copy of what they send."),
    }
    steps
}
