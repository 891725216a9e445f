//! Tauri's own preparation: capabilities, icons, the check of `tauri.conf.json`.
fn main() {
    tauri_build::build();
}
