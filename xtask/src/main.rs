//! Set-up, run, test, bench and screenshots in one word each.
fn main() {}
