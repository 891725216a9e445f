//! Holdfast, the desktop app.
fn main() {}
