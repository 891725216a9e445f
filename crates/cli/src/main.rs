//! The command line: a full face of the app
fn main() {}
