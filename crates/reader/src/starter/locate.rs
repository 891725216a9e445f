//! Where the helper and the text recognizer are.

use std::path::{Path, PathBuf};

/// The helper: where `HOLDFAST_READER` says, else beside the running program, else one folder up (programs of
/// tests stand in `deps`).
pub(super) fn helper() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("HOLDFAST_READER") {
        let named = PathBuf::from(named);
        return named.is_file().then_some(named);
    }
    let name = format!("holdfast-reader{}", std::env::consts::EXE_SUFFIX);
    let here = std::env::current_exe().ok()?;
    let folder = here.parent()?;
    [folder.join(&name), folder.parent()?.join(&name)]
        .into_iter()
        .find(|p| p.is_file())
}

/// The recognizer: beside our program, else the system's.
pub(super) fn tesseract() -> Option<PathBuf> {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|e| Some(e.parent()?.join("tesseract")));
    let usual = ["/usr/bin", "/usr/local/bin"].map(|d| Path::new(d).join("tesseract"));
    beside.into_iter().chain(usual).find(|p| p.is_file())
}
