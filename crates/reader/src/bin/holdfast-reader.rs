//! The confined reader process.
fn main() {}
