//! The system packages each command needs, and how the missing ones come in (Debian 12, Ubuntu 24.04).

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, bail};

use crate::step::{ask, must};

/// What the set-up is for; each kind includes the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    /// Building and opening the app.
    Run,
    /// Driving it in a display of its own.
    Walk,
    /// Every test.
    Test,
    /// Measuring it beside other programs.
    Bench,
}

/// A need is met by any one of its packages; the first is the one that gets installed.
type Need = &'static [&'static str];

const NEEDS: &[(For, &[Need])] = &[
    (
        For::Run,
        &[
            &["build-essential"],
            &["pkg-config", "pkgconf"],
            &["libwebkit2gtk-4.1-dev"],
            &["libayatana-appindicator3-dev"],
            &["libssl-dev"],
            // for the bindings of SQLite's session extension
            &[
                "libclang-dev",
                "libclang-14-dev",
                "libclang-15-dev",
                "libclang-16-dev",
                "libclang-18-dev",
            ],
            &["tesseract-ocr"],
            &["tesseract-ocr-eng"],
            &["tesseract-ocr-osd"],
        ],
    ),
    (
        For::Walk,
        &[
            &["xvfb"],
            &["dbus"],
            &["webkit2gtk-driver"],
            &["gnome-keyring"],
            &["openbox"],
            &["xdotool"],
            &["imagemagick"],
            // the file that is dragged over the window
            &["python3-gi"],
            &["gir1.2-gtk-3.0"],
        ],
    ),
    (
        For::Test,
        &[
            &["dunst"],
            &["age"],
            &["poppler-utils"],
            &["qpdf"],
            &["libheif-examples"],
            // opens the Word document of a letter
            &["libreoffice-writer-nogui", "libreoffice-writer"],
        ],
    ),
    (For::Bench, &[&["ocrmypdf"]]),
];

/// Installs what is missing, after naming it. Where there is no `apt-get`, names what would be needed and goes on.
pub fn install(purpose: For) -> Result<()> {
    let needs: Vec<Need> = NEEDS
        .iter()
        .filter(|(kind, _)| *kind <= purpose)
        .flat_map(|(_, needs)| needs.iter().copied())
        .collect();
    if ask("dpkg-query", &["--version"]).is_none() {
        let names: Vec<&str> = needs
            .iter()
            .filter_map(|need| need.first().copied())
            .collect();
        println!("   This is neither Debian nor Ubuntu, so nothing is installed here.");
        println!(
            "   Needed, under these or similar names: {}",
            names.join(" ")
        );
        return Ok(());
    }
    let present = installed(&needs);
    let missing: Vec<&str> = needs
        .iter()
        .filter(|need| !need.iter().any(|name| present.contains(*name)))
        .filter_map(|need| need.first().copied())
        .collect();
    apt_install(&missing)
}

/// Installs packages by name, if there are any; refreshes apt's lists first, once.
pub fn apt_install(names: &[&str]) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    println!(
        "   These system packages are missing and will be installed now: {}",
        names.join(" ")
    );
    static REFRESHED: AtomicBool = AtomicBool::new(false);
    if !REFRESHED.swap(true, Ordering::Relaxed) && must(apt()?.arg("update")).is_err() {
        println!("   The package lists could not be refreshed; going on with those at hand.");
    }
    must(
        apt()?
            .args(["install", "-y", "--no-install-recommends"])
            .args(names),
    )
}

/// Which of the named packages are installed.
fn installed(needs: &[Need]) -> BTreeSet<String> {
    // dpkg-query answers for those it knows and fails for the others, so its exit status says nothing.
    let output = Command::new("dpkg-query")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\n"])
        .args(needs.iter().copied().flatten())
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let text = output
        .map(|done| String::from_utf8_lossy(&done.stdout).into_owned())
        .unwrap_or_default();
    text.lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .map(str::to_owned)
        .collect()
}

fn apt() -> Result<Command> {
    let mut command = if ask("id", &["-u"]).as_deref() == Some("0") {
        Command::new("apt-get")
    } else if ask("sudo", &["--version"]).is_some() {
        let mut sudo = Command::new("sudo");
        sudo.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        bail!(
            "installing packages needs root or sudo; install the packages named above and start again"
        );
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}
