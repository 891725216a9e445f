//! From a question to a last day: which rule, from when, how long, what the letter says, and each step of it.
//!
//! The order is that of the rules of deadlines: choose (`basis`), start (`clock`, by a `trigger`), count and move (`count`), set
//! the letter beside it (`letter`), find the safe day (`safe`), and put the answer together (`answer`). Where the
//! kind of plan is not known, `unknown` works all of them out and lets the earliest lead, save those that `strike`
//! takes out by the letter's own limit; where the state is not known, `state` does. `assume` stands in for the date of a paper that is not known, and `sooner` says what shorter
//! times may run beside the day that leads. What is not sure is a `doubt`, put in words last.
//! Everything is total: what cannot be known becomes a doubt, never a panic and never a guess that is later.

pub mod answer;
pub(crate) mod assume;
pub(crate) mod basis;
pub(crate) mod clock;
pub(crate) mod count;
pub(crate) mod doubt;
#[cfg(test)]
mod knowing_less;
pub(crate) mod letter;
pub(crate) mod safe;
pub(crate) mod several;
pub(crate) mod sooner;
pub(crate) mod state;
pub(crate) mod strike;
pub(crate) mod trigger;
pub(crate) mod unknown;
