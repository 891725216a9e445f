//! Names and addresses that stand only in the papers which go along: of those who treat, of their houses, and where the
//! patient lives. They are offered to be blacked out beside what the letter has.

use crate::desk::{Inner, Opened};
use crate::error::Error;
use crate::review::Facts;
use holdfast_case::letter::ExhibitOf;
use holdfast_case::{Letter, Page};
use holdfast_letters::names_in::{address_in, clinicians_in, houses_in};
use std::collections::BTreeSet;

/// Below this what was read is not offered.
const LIKELY: f32 = 0.5;
/// Lines below a name in which its address stands.
const BELOW: usize = 4;

/// Names beside those of the letter.
#[derive(Default)]
pub(super) struct More {
    /// Of people: also found by their parts.
    pub(super) people: BTreeSet<String>,
    /// Of houses: found whole.
    pub(super) houses: BTreeSet<String>,
    /// Lines of addresses.
    pub(super) addresses: BTreeSet<String>,
    /// Numbers by which the papers know the person.
    pub(super) numbers: BTreeSet<String>,
}

impl Inner {
    /// What was read in the papers that go along.
    pub(super) fn named_in_papers(&self, open: &Opened, letter: &Letter) -> Result<More, Error> {
        let mut more = More::default();
        let read = open.vault.read();
        for exhibit in &letter.exhibits {
            let ExhibitOf::Document { id } = exhibit.of else {
                continue;
            };
            if read.reading(id)?.is_none() {
                continue;
            }
            let reading = Facts::load(read, self.lib, id, self.clock.today())?.reading_now();
            let member = &reading.member;
            let sure = |fact: &holdfast_case::Fact<String>| {
                (fact.confidence >= LIKELY).then(|| fact.value.clone())
            };
            let people = [&member.patient, &member.subscriber];
            (more.people).extend(people.into_iter().flatten().filter_map(sure));
            more.houses
                .extend(reading.claim.provider.iter().filter_map(sure));
            more.numbers
                .extend(member.member_id.iter().filter_map(sure));
            let numbers = reading.claim.numbers.iter();
            (more.numbers).extend(numbers.filter_map(|number| sure(&number.fact)));
        }
        Ok(more)
    }
}

impl More {
    /// Adds what stands on these pages: whoever treats, by title or training, and the address below one of these names.
    pub(super) fn look(&mut self, pages: &[Page], patient: &[String]) {
        let plain = |text: &str| -> String {
            let signs = text.chars().filter(|sign| sign.is_alphanumeric());
            signs.flat_map(char::to_lowercase).collect()
        };
        let mut patient: Vec<String> = patient.iter().map(|name| plain(name)).collect();
        patient.extend(self.people.iter().map(|name| plain(name)));
        patient.retain(|name| name.chars().count() > 4);
        for page in pages {
            let mut left = 0;
            for line in lines(page) {
                self.people.extend(clinicians_in(&line));
                self.houses.extend(houses_in(&line));
                let bare = plain(&line);
                if patient.iter().any(|name| bare.contains(name.as_str())) {
                    left = BELOW;
                }
                if left > 0 {
                    self.addresses.extend(address_in(&line));
                    left -= 1;
                }
            }
        }
    }
}

/// The lines of a page.
fn lines(page: &Page) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut before = None;
    for word in &page.words {
        match lines.last_mut().filter(|_| before == Some(word.line)) {
            Some(line) => {
                line.push(' ');
                line.push_str(&word.text);
            }
            None => lines.push(word.text.clone()),
        }
        before = Some(word.line);
    }
    lines
}
