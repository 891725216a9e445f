//! What follows a letter that went out: their time to decide, when to ask again, what can be done once they are late;
//! said on the letter, and among what Today waits for.

use super::shown;
use super::times::length_words;
use crate::desk::{Desk, Inner, Opened};
use crate::error::Error;
use crate::kept::{Kept, kept_in};
use crate::review::Facts;
use crate::view::{
    ClaimClockView, DayLineView, LetterFollowView, LetterSendingView, LettersSentView,
    NextStepKind, NextStepView, PaperChoiceView, WaitingView, WayOnView,
};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::claim::{Typed, When};
use holdfast_case::letter::{LetterSent, LetterState};
use holdfast_case::{CaseId, CaseRecordId, DocumentId, Letter};
use holdfast_library::Library;
use holdfast_rules::reminders::wording::Event;
use holdfast_rules::sent::{SentClock, sent_clock};
use holdfast_vault::{DocumentFilter, DocumentRow, Moment, Records, VaultError};

/// The rule that lets a person go on where the other side is late.
const MAY_GO_ON: &str = "exhaustion-excused";

/// The letters of a case, and what they are followed by.
pub(crate) struct Follow {
    pub(crate) lib: &'static Library,
    pub(crate) today: NaiveDate,
    /// Letters, oldest first.
    pub(crate) letters: Vec<Kept<Letter>>,
    /// Papers of the vault, the newest first, without the trash.
    pub(crate) papers: Vec<DocumentRow>,
}

/// "Sent November 28", or what came back; empty while it was not sent.
pub(super) fn state_say(letter: &Letter, today: NaiveDate) -> String {
    match &letter.answer {
        Some(answer) => shown::outcome(answer.outcome).to_owned(),
        None => match (letter.sent.is_empty(), letter.sent_on()) {
            (true, _) => String::new(),
            (false, Some(day)) => format!("Sent {}", words::short_day(day, today)),
            (false, None) => "Sent".to_owned(),
        },
    }
}

impl Desk {
    /// The letters of the case that went out, the newest first.
    pub fn letters_sent(&self) -> Result<LettersSentView, Error> {
        self.inner.with(|open| {
            let read = open.vault.read();
            let follow = Follow::load(&self.inner, read, open.case)?;
            let mut letters = Vec::new();
            for kept in follow.letters.iter().rev() {
                if !kept.record.sent.is_empty() || kept.record.answer.is_some() {
                    letters.push(follow.view(read, kept)?);
                }
            }
            Ok(LettersSentView {
                letters,
                papers: follow.papers.iter().map(choice).collect(),
            })
        })
    }

    /// One letter, and what became of it.
    pub fn letter_follow(&self, id: &str) -> Result<LetterFollowView, Error> {
        let kept: Kept<Letter> = self.inner.kept_one(id)?;
        self.inner.with(|open| {
            let read = open.vault.read();
            Ok(Follow::load(&self.inner, read, open.case)?.view(read, &kept)?)
        })
    }
}

impl Follow {
    /// Reads it of the case in use.
    pub(crate) fn load(inner: &Inner, read: Records<'_>, case: CaseId) -> Result<Self, VaultError> {
        Ok(Self {
            lib: inner.lib,
            today: inner.clock.today(),
            letters: kept_in(read, case)?,
            papers: read.documents(&DocumentFilter::default())?,
        })
    }

    /// The letter that a decision answers.
    pub(crate) fn answered_by(&self, document: DocumentId) -> Option<&Kept<Letter>> {
        let by = |kept: &&Kept<Letter>| {
            let answer = kept.record.answer.as_ref();
            answer.and_then(|answer| answer.document) == Some(document)
        };
        self.letters.iter().rev().find(by)
    }

    /// The papers that led from the first no to this letter of theirs, the first no first.
    pub(crate) fn chain_to(&self, document: DocumentId) -> Vec<DocumentId> {
        let mut chain = vec![document];
        while let Some(before) = chain
            .first()
            .and_then(|first| self.answered_by(*first))
            .and_then(|kept| kept.record.answers)
            .filter(|before| !chain.contains(before))
        {
            chain.insert(0, before);
        }
        chain
    }

    /// Their time to decide a letter that went out and was not answered.
    pub(super) fn clock(
        &self,
        read: Records<'_>,
        kept: &Kept<Letter>,
    ) -> Result<Option<SentClock>, VaultError> {
        let letter = &kept.record;
        if letter.state() != LetterState::Sent || !super::is_an_appeal(&letter.kind) {
            return Ok(None);
        }
        let fast = letter.sent.iter().any(|sent| sent.fast);
        let known = self.known_of(read, kept.case, letter.answers)?;
        let ask = known.ask(&letter.kind, fast, self.today);
        let sent = letter.sent.iter().map(|sent| &sent.how);
        Ok(sent_clock(self.lib, sent, &ask))
    }

    /// A letter and what became of it.
    pub(crate) fn view(
        &self,
        read: Records<'_>,
        kept: &Kept<Letter>,
    ) -> Result<LetterFollowView, VaultError> {
        let letter = &kept.record;
        let clock = self.clock(read, kept)?;
        let by = clock.as_ref().and_then(|c| c.clock.deadline.due);
        let late = by.is_some_and(|by| by < self.today);
        let asked = letter
            .ask_again
            .filter(|_| letter.state() == LetterState::Sent);
        Ok(LetterFollowView {
            letter: kept.id.to_string(),
            kind: letter.kind.clone(),
            subject: letter.subject.clone(),
            to: letter.to.name.reveal().replace('\n', ", "),
            answers: letter.answers.map(|id| id.to_string()),
            state: letter.state().id().to_owned(),
            say: match &clock {
                Some(clock) => says(clock, self.today),
                None => state_say(letter, self.today),
            },
            sent: letter.sent.iter().map(|sent| self.sending(sent)).collect(),
            ways: match late {
                true => self.ways(read, letter)?,
                false => Vec::new(),
            },
            clock: clock.map(|clock| self.clock_view(&clock)),
            late,
            answer: self.answer_view(letter),
            asked: self.asked(read, kept)?,
            ask_again: asked.map(|day| day.to_string()),
            ask_say: asked.map_or_else(String::new, |day| self.ask_say(day, by)),
            ask_now: asked.is_some_and(|day| day <= self.today),
        })
    }

    fn sending(&self, sent: &LetterSent) -> LetterSendingView {
        let how = &sent.how;
        let day = match how.day.value {
            Some(When::Day(day)) => format!(" {}", words::short_day(day, self.today)),
            Some(month) => format!(" in {}", month.earliest().format("%B %Y")),
            None => String::new(),
        };
        let pages = sent.pages.map(|pages| {
            let count = usize::try_from(pages).unwrap_or(usize::MAX);
            let parts = match sent.parts.len() {
                0 => String::new(),
                n => format!(" in {}", words::count(n, "part", "parts")),
            };
            format!(", {}{parts}", words::count(count, "page", "pages"))
        });
        let way = shown::way_within(how.way);
        let mut doubts: Vec<String> = Vec::new();
        doubts.extend(unread(&how.day, "it went out"));
        doubts.extend(unread(&how.received, "they had it"));
        if !sent.lacked.is_empty() {
            doubts.push(format!(
                "It went out with this open: {}. You may have written it in by pen.",
                sent.lacked.join("; ")
            ));
        }
        if how.day.value.is_none() && !how.day.is_unread() {
            doubts.push(
                "You left its day open. Put it in, and we count how long they have.".to_owned(),
            );
        }
        if sent.proofs.is_empty() {
            doubts.push("No proof is filed yet. A fax report, a receipt or a picture of the screen will do.".to_owned());
        }
        LetterSendingView {
            say: format!("Sent{day} {way}{}.", pages.unwrap_or_default()),
            way: how.way.id().to_owned(),
            day: how.day.typed.clone(),
            received: how.received.typed.clone(),
            to: how.to.clone(),
            tracking: how.tracking.clone(),
            pages: sent
                .pages
                .map(|pages| pages.to_string())
                .unwrap_or_default(),
            fast: sent.fast,
            note: how.note.clone(),
            packet: self.paper(sent.packet),
            parts: sent
                .parts
                .iter()
                .filter_map(|id| self.paper(Some(*id)))
                .collect(),
            proofs: sent
                .proofs
                .iter()
                .filter_map(|id| self.paper(Some(*id)))
                .collect(),
            doubts,
        }
    }

    /// A paper to show; none where it is in the trash or gone.
    pub(super) fn paper(&self, id: Option<DocumentId>) -> Option<PaperChoiceView> {
        let id = id?;
        self.papers.iter().find(|row| row.id == id).map(choice)
    }

    /// The clock as it is shown, each doubt in a sentence.
    fn clock_view(&self, sent: &SentClock) -> ClaimClockView {
        let clock = &sent.clock;
        let deadline = &clock.deadline;
        let today = self.today;
        let days = |to: NaiveDate| (to - clock.from).num_days();
        let from = words::short_day(clock.from, today);
        let may = !deadline.shortest_of.is_empty();
        let mut doubts: Vec<String> = Vec::new();
        if clock.from_sending {
            doubts.push(format!(
                "We don't know the day they got it, so we count from {from}, when it went out."
            ));
        }
        for typed in &clock.unread {
            doubts.push(match typed.is_empty() {
                true => format!(
                    "We don't know the day it went out again, so we still count from {from}."
                ),
                false => format!(
                    "We can't read the day \u{201c}{typed}\u{201d} it went out again, so we still count from {from}."
                ),
            });
        }
        if may {
            doubts.push(
                "We don't know your plan's kind for sure, so we took the shortest time that could be its own."
                    .to_owned(),
            );
        }
        if sent.timing_unknown {
            doubts.push(
                "Their time is longer for care you had than for care to come. We took the shorter one."
                    .to_owned(),
            );
        }
        if sent.no_fast_rule {
            doubts.push(
                "We know no rule for a fast decision at this step, so we took the usual time."
                    .to_owned(),
            );
        }
        if sent.from_reviewer {
            doubts.push(
                "They count from the day the reviewer has it. That may be some days after you sent it."
                    .to_owned(),
            );
        }
        if let Some(extended) = clock.extended {
            let until = words::short_day(extended, today);
            doubts.push(format!(
                "They may take until {until} if they write to you why."
            ));
        }
        doubts.extend(sent.note.clone());
        ClaimClockView {
            say: says(sent, today),
            by: deadline.due.map(|due| due.to_string()),
            day: u32::try_from(days(today)).unwrap_or(0),
            of: deadline.due.and_then(|due| u32::try_from(days(due)).ok()),
            line: deadline.due.and_then(|due| {
                Some(DayLineView {
                    from: clock.from.to_string(),
                    to: due.to_string(),
                    today_day: i32::try_from(days(today)).ok()?,
                    days: u32::try_from(days(due)).ok()?,
                    safe_day: None,
                    unsure: clock.from_sending || may || sent.timing_unknown,
                })
            }),
            steps: deadline.steps.iter().map(|step| step.say.clone()).collect(),
            doubts,
            citation: deadline.citation.clone(),
            verified: deadline.rule_verified,
            checked: deadline.checked.map(|day| day.to_string()),
            then: "If they stay silent after that, call, and ask for the number of the call."
                .to_owned(),
        }
    }

    /// What can be done once they are late: the call, and what the rules open.
    fn ways(&self, read: Records<'_>, letter: &Letter) -> Result<Vec<WayOnView>, VaultError> {
        let mut ways = vec![WayOnView {
            say: "Call them. Ask where it stands, and write down the name, the day and the number of the call."
                .to_owned(),
            citation: None,
            verified: true,
        }];
        let Some(id) = letter.answers else {
            return Ok(ways);
        };
        let facts = Facts::load(read, self.lib, id, self.today)?;
        let kinds = facts.plan_kind().values();
        // a rule that holds for one of two kinds only is not promised
        let rule = self.lib.rule(MAY_GO_ON).filter(|rule| {
            let holds = |kind: &String| rule.plan_kinds.iter().any(|one| one == kind);
            !kinds.is_empty() && kinds.iter().all(holds)
        });
        let inside = matches!(
            letter.kind.as_str(),
            "internal-appeal" | "second-level-appeal"
        );
        if let Some(rule) = rule.filter(|_| inside) {
            let note = rule.note.as_deref().map(|note| format!(" {note}"));
            ways.push(WayOnView {
                say: format!("{}{}", rule.plain, note.unwrap_or_default()),
                citation: Some(rule.citation.clone()),
                verified: rule.verified,
            });
        }
        let ladders = kinds.first().filter(|_| kinds.len() == 1);
        let ladder = ladders.and_then(|kind| holdfast_rules::ladder(self.lib, kind, None));
        if let Some(ladder) = ladder.filter(|ladder| !ladder.regulator.is_empty()) {
            ways.push(WayOnView {
                say: format!(
                    "You can complain to whoever watches over the plan: {}.",
                    ladder.regulator.trim_end_matches('.')
                ),
                citation: None,
                verified: true,
            });
        }
        Ok(ways)
    }

    /// What to ask, and on which day.
    fn ask_say(&self, day: NaiveDate, by: Option<NaiveDate>) -> String {
        let late = by.is_some_and(|by| by < day.max(self.today));
        let what = match late {
            true => "ask where it stands: they are late",
            false => "ask whether it came, and where it stands",
        };
        match day <= self.today {
            true => format!("Call today and {what}."),
            false => format!("On {}, {what}.", words::day(day, self.today)),
        }
    }
}

/// "Decisions like this take up to 30 days. Today is day 9 of 30."
fn says(sent: &SentClock, today: NaiveDate) -> String {
    let deadline = &sent.clock.deadline;
    let may = !deadline.shortest_of.is_empty();
    let Some(due) = deadline.due else {
        return "We know no rule that sets their time to decide.".to_owned();
    };
    if due < today {
        let until = words::day(due, today);
        return match may {
            true => format!("They may have had until {until} to decide. Nothing came yet."),
            false => format!("They had until {until} to decide. They are late."),
        };
    }
    let day = (today - sent.clock.from).num_days();
    let of = (due - sent.clock.from).num_days();
    let length = sent
        .length
        .as_ref()
        .and_then(|(count, unit)| length_words(*count, unit));
    let length =
        length.unwrap_or_else(|| words::count(usize::try_from(of).unwrap_or(0), "day", "days"));
    let take = if may { "may take" } else { "take" };
    format!("Decisions like this {take} up to {length}. Today is day {day} of {of}.")
}

fn unread(typed: &Typed<When>, what: &str) -> Option<String> {
    let words = typed.typed.trim();
    typed.is_unread().then(|| {
        format!(
            "We can't read \u{201c}{words}\u{201d} as the day {what}. It is kept as you typed it."
        )
    })
}

pub(super) fn choice(row: &DocumentRow) -> PaperChoiceView {
    PaperChoiceView {
        document: row.id.to_string(),
        title: row.title.reveal().clone(),
        kind: row.kind.map_or("other", |kind| kind.id()).to_owned(),
    }
}

impl Inner {
    /// The letters of the case in use that wait for an answer.
    pub(crate) fn letter_waits(&self, open: &Opened) -> Result<Vec<WaitingView>, Error> {
        let read = open.vault.read();
        let follow = Follow::load(self, read, open.case)?;
        let mut rows = Vec::new();
        for kept in &follow.letters {
            let waits = kept.record.state() == LetterState::Sent;
            let Some(clock) = follow.clock(read, kept)? else {
                if waits && super::is_an_appeal(&kept.record.kind) {
                    rows.push(without_clock(&kept.record, kept.id));
                }
                continue;
            };
            let Some(due) = clock.clock.deadline.due else {
                continue;
            };
            let days = |to: NaiveDate| u32::try_from((to - clock.clock.from).num_days());
            rows.push(WaitingView {
                who: who(&kept.record),
                what: kept.record.subject.clone(),
                day: days(follow.today).unwrap_or(0),
                of: days(due).unwrap_or(0),
                by: due.to_string(),
                say: says(&clock, follow.today),
                letter: Some(kept.id.to_string()),
            });
        }
        Ok(rows)
    }

    /// Letters to ask after: their day is here and nothing came.
    pub(crate) fn letters_to_ask_after(&self, open: &Opened) -> Result<Vec<NextStepView>, Error> {
        let read = open.vault.read();
        let follow = Follow::load(self, read, open.case)?;
        let mut steps = Vec::new();
        for kept in &follow.letters {
            let view = match kept.record.ask_again {
                Some(day) if day <= follow.today => follow.view(read, kept)?,
                _ => continue,
            };
            if !view.ask_now {
                continue;
            }
            let thing = words::thing(&view.kind);
            let mut why = vec![format!("{}.", view.subject.trim_end_matches('.'))];
            why.extend(view.clock.iter().map(|clock| clock.say.clone()));
            steps.push(NextStepView {
                id: format!("ask/{}/{}", kept.id, view.ask_again.unwrap_or_default()),
                kind: NextStepKind::AskAfterLetter,
                title: match view.late {
                    true => format!("They are late: ask where your {thing} stands"),
                    false => format!("Ask whether your {thing} came"),
                },
                why: why.join(" "),
                minutes: 10,
                document: None,
                deadline: None,
                letter: Some(kept.id.to_string()),
                soon: false,
                sooner: None,
            });
        }
        Ok(steps)
    }
}

/// A letter to ask after, for the reminders.
pub(crate) struct AskAfter {
    /// The letter, under whose id it is told.
    pub(crate) letter: CaseRecordId,
    /// The day.
    pub(crate) day: NaiveDate,
    /// Since when that day stands.
    pub(crate) since: Moment,
    /// What is told.
    pub(crate) event: Event,
}

impl Inner {
    /// The letters of all cases that are to be asked after, on whatever day.
    pub(crate) fn asks_to_come(&self, read: Records<'_>) -> Result<Vec<AskAfter>, VaultError> {
        let mut asks = Vec::new();
        for case in read.cases()? {
            // a change is made often: where no letter waits, nothing more is read
            let waits = |kept: &Kept<Letter>| {
                kept.record.ask_again.is_some() && kept.record.state() == LetterState::Sent
            };
            let letters: Vec<Kept<Letter>> = kept_in(read, case.id)?;
            if !letters.iter().any(waits) {
                continue;
            }
            let follow = Follow::load(self, read, case.id)?;
            for kept in follow.letters.iter().filter(|kept| waits(kept)) {
                let Some(day) = kept.record.ask_again else {
                    continue;
                };
                let clock = follow.clock(read, kept)?;
                let by = clock.and_then(|clock| clock.clock.deadline.due);
                let who = who(&kept.record);
                asks.push(AskAfter {
                    letter: kept.id,
                    day,
                    since: kept.changed_at,
                    event: match by.filter(|by| *by < day) {
                        Some(by) => Event::DecisionLate { who, day: by },
                        None => Event::AskAfter {
                            what: words::thing(&kept.record.kind).to_owned(),
                            to: who,
                        },
                    },
                });
            }
        }
        Ok(asks)
    }
}

/// A letter that is waited for without our knowing how long.
fn without_clock(letter: &Letter, id: CaseRecordId) -> WaitingView {
    let say = match letter.sent_on() {
        None => "You left open when it went out. Put in the day, and we count how long they have.",
        Some(_) => "We know no rule for how long they have.",
    };
    WaitingView {
        who: who(letter),
        what: letter.subject.clone(),
        day: 0,
        of: 0,
        by: String::new(),
        say: say.to_owned(),
        letter: Some(id.to_string()),
    }
}

/// Who owes the answer, on one line.
fn who(letter: &Letter) -> String {
    match letter
        .to
        .name
        .reveal()
        .lines()
        .next()
        .unwrap_or_default()
        .trim()
    {
        "" => "The insurer".to_owned(),
        name => name.to_owned(),
    }
}
