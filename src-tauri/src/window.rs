//! The one window: made when wanted, destroyed when closed (half the memory, and no page stays behind).

use std::sync::{Mutex, PoisonError};

use tauri::webview::Color;
use tauri::{AppHandle, LogicalSize, Manager, WebviewUrl, WebviewWindowBuilder, Window};
use tauri_specta::Event;

use crate::events::Go;
use crate::shell::{self, Shell};
use crate::{guard, idle, tray};

/// Name of the window to Tauri.
pub const MAIN: &str = "main";

const OPENS: (f64, f64) = (1280.0, 800.0);
const LEAST: (f64, f64) = (900.0, 700.0);

/// A window on its way out. Tauri knows it until the desktop has taken it away, and drops what it is told in silence:
/// who opens Holdfast in that moment would wait for nothing.
#[derive(Default)]
pub struct Leaving(Mutex<Option<WantedAgain>>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum WantedAgain {
    No,
    Yes,
}

impl Leaving {
    fn end(&self) -> Option<WantedAgain> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The window begins to go; false where it does already. What was wanted meanwhile stays wanted.
    fn begin(&self) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let begins = held.is_none();
        if begins {
            *held = Some(WantedAgain::No);
        }
        begins
    }

    /// True where the window is on its way out; it will be made again once it is gone.
    fn want_again(&self) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_some() {
            *held = Some(WantedAgain::Yes);
        }
        held.is_some()
    }
}

/// Shows the window, making it if there is none. On the main thread. Gives back whether its page listens already.
pub fn show(app: &AppHandle) -> tauri::Result<bool> {
    let shell = app.state::<Shell>();
    if shell.leaving.want_again() {
        return Ok(false);
    }
    if let Some(window) = app.get_webview_window(MAIN) {
        window.unminimize()?;
        window.show()?;
        window.set_focus()?;
        return Ok(true);
    }
    make(app, None)?;
    Ok(false)
}

/// Makes the first window of a start. What it is to show goes with it: the page need not ask before it paints.
pub fn make_first(app: &AppHandle) -> tauri::Result<()> {
    let view = app.state::<Shell>().desk.app_state();
    // In trouble the page asks, and hears of it in words.
    let json = view.ok().and_then(|view| serde_json::to_string(&view).ok());
    make(app, json)
}

fn make(app: &AppHandle, view: Option<String>) -> tauri::Result<()> {
    let shell = app.state::<Shell>();
    let looks = shell.desk.looks();
    let (width, height) = looks.window.unwrap_or(OPENS);
    let mut builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Holdfast")
        .inner_size(width.max(LEAST.0), height.max(LEAST.1))
        .min_inner_size(LEAST.0, LEAST.1)
        .background_color(page(&looks.theme))
        // Nothing of the page on disk: no storage, no cache. WebDriver cannot reach a private view: wry gives such
        // a view a context of its own, in which automation is off.
        .incognito(!guard::is_driven());
    let mut first = String::new();
    if looks.theme != "system"
        && let Ok(theme) = serde_json::to_string(&looks.theme)
    {
        // the page's first picture comes before it asks for its looks
        first = format!("document.documentElement.dataset.theme={theme};");
    }
    if let Some(json) = view {
        first += &format!("window.holdfastStart={json};");
    }
    if !first.is_empty() {
        builder = builder.initialization_script(first);
    }
    let window = builder.build()?;
    idle::feel(&window, shell.hand.clone());
    shell.hand.felt();
    Ok(())
}

/// The desktop took the window away.
pub fn gone(app: &AppHandle) {
    if app.state::<Shell>().leaving.end() == Some(WantedAgain::Yes)
        && let Err(error) = show(app)
    {
        tracing::error!(%error, "the window could not be opened again");
    }
}

/// The page's own background, so that nothing flashes before it paints.
fn page(theme: &str) -> Color {
    if theme == "dark" || (theme == "system" && desktop_is_dark()) {
        Color(0x12, 0x18, 0x17, 0xff)
    } else {
        Color(0xf4, 0xf6, 0xf5, 0xff)
    }
}

/// True where the desktop's theme is dark.
pub fn desktop_is_dark() -> bool {
    use gtk::prelude::GtkSettingsExt;
    gtk::Settings::default().is_some_and(|settings| {
        let name = settings.gtk_theme_name().unwrap_or_default();
        settings.is_gtk_application_prefer_dark_theme()
            || name.to_ascii_lowercase().contains("dark")
    })
}

/// Shows the window at a screen: at once where the page listens, else as soon as it does.
pub fn go(app: &AppHandle, screen: &str, id: Option<String>) {
    let to = Go {
        screen: screen.into(),
        id,
    };
    if let Ok(mut going) = app.state::<Shell>().going.lock() {
        *going = Some(to);
    }
    go_on_main(app);
}

/// Shows the window, from any thread.
pub fn go_on_main(app: &AppHandle) {
    let handle = app.clone();
    let sent = app.run_on_main_thread(move || {
        match show(&handle) {
            Ok(true) => deliver(&handle),
            // Its page says when it listens.
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the window could not be opened"),
        }
    });
    if sent.is_err() {
        tracing::error!("the window could not be asked for");
    }
}

/// The page shows its first picture and listens.
pub fn painted(app: &AppHandle, ms: f64) {
    tracing::info!(ms, "painted");
    deliver(app);
}

fn deliver(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let going = shell.going.lock().ok().and_then(|mut going| going.take());
    if let Some(to) = going
        && to.emit(app).is_err()
    {
        tracing::warn!("the window could not be sent to a screen");
    }
}

/// Closes to the tray; where no tray would show us, minimizes. Locks if that was chosen.
pub fn close(app: &AppHandle) {
    let shell = app.state::<Shell>();
    if shell.desk.looks().lock_on_close {
        shell::in_background(app, |_, desk| desk.lock().map(drop));
    }
    put_away(app);
}

/// Takes the window away at once. On any thread.
pub fn hide(app: &AppHandle) {
    // Off the screen first: asking for a tray can take a moment.
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(error) = window.hide()
    {
        tracing::warn!(%error, "the window could not be hidden");
    }
    put_away(app);
}

fn put_away(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    // From here on, so that who opens Holdfast while the bus is asked is not forgotten.
    if !app.state::<Shell>().leaving.begin() {
        return;
    }
    let app = app.clone();
    // The bus is asked away from the main thread, which must stay free.
    std::thread::spawn(move || {
        let gone = if tray::is_shown() {
            window.destroy()
        } else {
            let done = window.show().and_then(|()| window.minimize());
            stays(&app);
            done
        };
        if let Err(error) = gone {
            tracing::warn!(%error, "the window could not be put away");
            stays(&app);
        }
    });
}

/// The window did not go after all: whoever wanted it meanwhile has it in front.
fn stays(app: &AppHandle) {
    if app.state::<Shell>().leaving.end() == Some(WantedAgain::Yes) {
        go_on_main(app);
    }
}

/// Remembers the size for the next time.
pub fn resized(window: &Window) {
    if window.is_maximized().unwrap_or(true) || window.is_minimized().unwrap_or(true) {
        return;
    }
    let (Ok(size), Ok(scale)) = (window.inner_size(), window.scale_factor()) else {
        return;
    };
    let size: LogicalSize<f64> = size.to_logical(scale);
    window
        .state::<Shell>()
        .desk
        .remember_window(size.width, size.height);
}
