//! The smallest Tauri window: one page with one sentence. `cargo xtask bench` measures Holdfast's start against it.
//!
//! Never here: anything of Holdfast. What this window costs is what Tauri and the web view cost. It is not shipped.

use std::process::ExitCode;

fn main() -> ExitCode {
    match tauri::Builder::default().run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
