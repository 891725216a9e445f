//! The use cases: import, review, date, remind, answer, back up.
//!
//! Everything a person can do is one function here, a file per use case. The window, the tray and the command line
//! are thin faces on it. Here, and only here, the parts (`vault`, `reader`, `letters`, `rules`, `packet`) meet.
//! Never here: Tauri, a window, a terminal, SQL, or a rule of a plan.
//! Time comes in as an argument from the faces; errors go out as one list of codes .

pub mod view;
