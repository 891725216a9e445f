//! What follows once a letter went out: how long the other side has, where each step of the ladder stands, and when to
//! ask again.

mod again;
mod clock;
mod steps;

pub use again::{ask_again_first, ask_again_next};
pub use clock::{SentAsk, SentClock, sent_clock};
pub use steps::{StepFacts, StepStanding, stand};
