//! The tray: a menu, and the count beside the icon. What needs the person is said only while the vault is open.

use holdfast_casework::{PauseFor, TrayView};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Wry, include_image};
use zbus::blocking::{Proxy, fdo::DBusProxy};

use crate::shell::{self, Shell};
use crate::{dialogs, window};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

const FOR_DARK: Image<'static> = include_image!("../icons/tray-for-dark-32.png");
const FOR_LIGHT: Image<'static> = include_image!("../icons/tray-for-light-32.png");

/// What changes in the menu while it stands.
pub struct Tray {
    icon: TrayIcon,
    needs: MenuItem<Wry>,
    lock: MenuItem<Wry>,
    pause: Submenu<Wry>,
}

/// Puts the icon and its menu up. Where no panel shows trays this succeeds, and nothing is seen.
pub fn make(app: &AppHandle) -> tauri::Result<()> {
    let entry = |id: &str, words: &str| MenuItem::with_id(app, id, words, true, None::<&str>);
    let line = || PredefinedMenuItem::separator(app);
    let needs = entry("needs", "Open Holdfast to see what is next")?;
    let open = entry("open", "Open Holdfast")?;
    let file = entry("file", "File a document…")?;
    let lock = entry("lock", "Lock now")?;
    let tomorrow = entry("pause-tomorrow", "Until tomorrow")?;
    let week = entry("pause-week", "For a week")?;
    let end = entry("pause-end", "Not any more")?;
    let pause = Submenu::with_items(app, "Pause reminders", true, &[&tomorrow, &week, &end])?;
    let quit = entry("quit", "Quit")?;
    let menu = Menu::with_items(
        app,
        &[
            &needs,
            &line()?,
            &open,
            &file,
            &lock,
            &pause,
            &line()?,
            &quit,
        ],
    )?;
    let icon = TrayIconBuilder::with_id("holdfast")
        .icon(if panel_is_dark() { FOR_DARK } else { FOR_LIGHT })
        .menu(&menu)
        .on_menu_event(|app, event| chosen(app, event.id().as_ref()))
        .build(app)?;
    app.manage(Tray {
        icon,
        needs,
        lock,
        pause,
    });
    Ok(())
}

fn chosen(app: &AppHandle, entry: &str) {
    match entry {
        "needs" => window::go(app, "today", None),
        "open" => window::go_on_main(app),
        "file" => dialogs::file_letters(app),
        "lock" => shell::in_background(app, |_, desk| desk.lock().map(drop)),
        "pause-tomorrow" => pause(app, PauseFor::UntilTomorrow),
        "pause-week" => pause(app, PauseFor::AWeek),
        "pause-end" => pause(app, PauseFor::NoLonger),
        "quit" => app.exit(0),
        _ => {}
    }
}

fn pause(app: &AppHandle, how_long: PauseFor) {
    shell::in_background(app, move |_, desk| desk.pause(how_long));
}

/// Brings count and words up to date. From any thread.
pub fn refresh(app: &AppHandle) {
    let desk = &app.state::<Shell>().desk;
    let (view, open) = (desk.tray(), desk.is_open());
    let handle = app.clone();
    let sent = app.run_on_main_thread(move || {
        if let Some(tray) = handle.try_state::<Tray>()
            && let Err(error) = tray.show(&view, open)
        {
            tracing::warn!(%error, "the tray could not be brought up to date");
        }
    });
    if sent.is_err() {
        tracing::warn!("the tray could not be reached");
    }
}

impl Tray {
    fn show(&self, view: &TrayView, open: bool) -> tauri::Result<()> {
        let words = match &view.next_date {
            Some(date) => format!("{} · {date}", view.line),
            None => view.line.clone(),
        };
        self.needs.set_text(words)?;
        self.lock.set_enabled(open)?;
        self.pause.set_enabled(open)?;
        let count = (open && view.count > 0).then(|| view.count.to_string());
        // An empty title takes the count away; none would leave the old one standing.
        self.icon.set_title(Some(count.unwrap_or_default()))
    }
}

/// True where a panel shows trays right now. Asked at the moment it matters: panels come and go.
pub fn is_shown() -> bool {
    let ask = || -> zbus::Result<bool> {
        // A panel that hangs must not keep the window open.
        let bus = zbus::blocking::connection::Builder::session()?
            .method_timeout(std::time::Duration::from_secs(2))
            .build()?;
        if !DBusProxy::new(&bus)?.name_has_owner(WATCHER.try_into()?)? {
            return Ok(false);
        }
        let watcher = Proxy::new(&bus, WATCHER, "/StatusNotifierWatcher", WATCHER)?;
        watcher.get_property("IsStatusNotifierHostRegistered")
    };
    ask().unwrap_or(false)
}

/// GNOME's panel is always dark; elsewhere the panel follows the theme.
fn panel_is_dark() -> bool {
    let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    desktop.to_ascii_uppercase().contains("GNOME") || window::desktop_is_dark()
}
