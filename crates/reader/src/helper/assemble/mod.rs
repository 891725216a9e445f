//! Putting a packet together: pages of originals taken over whole, stamped, numbered, joined by links, and read back
//! before they are given out.
//!
//! A page that cannot be taken over, or that does not read back as before, becomes a picture with its words under
//! it; the packet is then made anew. Nothing here trusts an original: what acts stays behind ([`copy`]), and what
//! the result says is what a second parser found in it ([`check`]).

mod about;
mod annots;
mod build;
mod carry;
mod check;
mod copy;
mod fields;
mod glyphless;
mod image;
pub(in crate::helper) mod letters;
mod links;
mod looks;
mod making;
pub(in crate::helper) mod marks;
mod open;
pub(in crate::helper) mod outline;
mod pdf;
mod pictured;
mod run;
mod sheet;
mod strip;
mod target;

use super::{Answers, Trouble};
use crate::assembly::{PictureReason, Plan};
use crate::protocol::{Answer, Fault};
use build::Forced;
use open::Part;

pub(in crate::helper) use open::Ahead;

/// Pages of a packet at most.
const MOST_PAGES: usize = 20_000;
/// How often a packet is made anew for pages that did not read back.
const MOST_ROUNDS: usize = 3;

/// Puts a packet together and sends it. Of parts that were opened ahead the bytes are not looked at.
pub(super) fn assemble(
    plan: &Plan,
    bytes: Vec<Vec<u8>>,
    mut ahead: Ahead,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    let mut parts = Vec::with_capacity(bytes.len());
    for (at, (one, bytes)) in plan.parts.iter().zip(bytes).enumerate() {
        let part = Part::new(one, bytes, &mut ahead);
        parts.push(part.map_err(|fault| Trouble::Part(at, fault))?);
    }
    drop(ahead);
    let id = name(plan, &parts);
    let total: usize = parts.iter().map(|p| p.pages.len()).sum();
    if total > MOST_PAGES {
        return Err(Fault::too_large("the packet has more than 20,000 pages").into());
    }
    // Each page is laid once and looked at once.
    let mut steps = Steps {
        answers,
        done: 0,
        of: 2 * u32::try_from(total).unwrap_or(u32::MAX / 4),
        told: None,
    };
    let mut forced = Forced::new();
    for round in 1.. {
        steps.done = 0;
        steps.told = None;
        let mut built = build::build(plan, &parts, &forced, &id, &mut steps)?;
        let wrong = check::wrong(&built, &parts, &mut steps)?;
        let Some(wrong) = wrong else {
            // Its very pages cannot be found: draw them all, and if that does not help, give nothing out.
            if round >= MOST_ROUNDS {
                return Err(Fault::damaged("the packet made of it did not read back").into());
            }
            forced.extend(
                built
                    .carried()
                    .map(|at| (at, PictureReason::ReadsOtherwise)),
            );
            continue;
        };
        if wrong.is_empty() || round >= MOST_ROUNDS {
            let answer = Answer::Assembled {
                parts: std::mem::take(&mut built.places),
                notes: std::mem::take(&mut built.notes),
            };
            return Ok((steps.answers)(answer, &built.pdf)?);
        }
        forced.extend(
            wrong
                .into_iter()
                .map(|at| (at, PictureReason::ReadsOtherwise)),
        );
    }
    Ok(())
}

/// The packet's name for ever, told by what it is made of.
fn name(plan: &Plan, parts: &[Part]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("Holdfast packet: name of the file");
    for part in parts {
        hasher.update(part.hash().as_bytes());
    }
    // Passwords are not asked into it: a name must tell nothing about them. Nor is when a part came.
    let mut open = plan.clone();
    for part in &mut open.parts {
        part.password = None;
        part.ahead = None;
        // Words are no part of the plan's own frame.
        hasher.update(&serde_json::to_vec(&part.words).unwrap_or_default());
    }
    hasher.update(&serde_json::to_vec(&open).unwrap_or_default());
    *hasher.finalize().as_bytes()
}

/// How many times a whole making tells how far it is: more than a person sees would be spent on telling.
const TELLINGS: u32 = 100;

/// Tells how far it is.
struct Steps<'s, 'a> {
    answers: &'s mut Answers<'a>,
    done: u32,
    of: u32,
    /// The part it was at when it last told, and how many of the tellings were due then.
    told: Option<(Option<usize>, u32)>,
}

impl Steps<'_, '_> {
    /// The helper is at this part; none: at the whole.
    fn at(&mut self, part: Option<usize>) -> Result<(), Trouble> {
        let (done, of) = (self.done, self.of);
        // Each new part is told of: should the helper fail, it is known which one it was at.
        let due = u64::from(done) * u64::from(TELLINGS) / u64::from(of.max(1));
        let now = Some((part, u32::try_from(due).unwrap_or(TELLINGS)));
        if self.told == now {
            return Ok(());
        }
        self.told = now;
        Ok((self.answers)(Answer::Assembling { part, done, of }, &[])?)
    }

    /// One step is done.
    fn step(&mut self, part: Option<usize>) -> Result<(), Trouble> {
        self.done += 1;
        self.at(part)
    }
}
