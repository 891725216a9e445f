//! The use cases: import, review, date, remind, answer
