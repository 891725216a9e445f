//! Tauri's own preparation: the check of `tauri.conf.json`.
fn main() {
    tauri_build::build();
}
