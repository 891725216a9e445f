//! The reference facts: typed entries, each with source and day of last check
