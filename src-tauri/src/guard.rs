//! What is shut before the first thread starts: remote control, core dumps, panic messages.

/// Shuts what must not stand open.
pub fn close_doors() {
    if cfg!(not(any(debug_assertions, feature = "automation"))) {
        // Tauri lets WebDriver in where this is set, in optimized builds too.
        // SAFETY: called first thing in `main`, before any thread was started.
        unsafe {
            std::env::remove_var("TAURI_WEBVIEW_AUTOMATION");
            std::env::remove_var("TAURI_AUTOMATION");
        }
    }
    holdfast_casework::close_doors();
    std::panic::set_hook(Box::new(|info| {
        // The message may hold anything; the place cannot.
        let place = info.location().map(ToString::to_string);
        let place = place.as_deref().unwrap_or("unknown");
        eprintln!("Holdfast: stopped at {place}");
        tracing::error!(place, "a part of the program stopped");
    }));
}

pub use holdfast_casework::display_is_there;

/// True where WebDriver drives this window. Only builds for developers let it.
pub fn is_driven() -> bool {
    cfg!(any(debug_assertions, feature = "automation"))
        && std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true")
}
