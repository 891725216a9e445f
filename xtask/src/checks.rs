//! `cargo xtask test`: every check there is, cheap ones first, all of them even when one fails.

use std::process::Command;

use anyhow::{Context, Result};

use crate::ground;
use crate::packages::For;
use crate::step::{Report, ask, cargo, must, step, target};

const CARGO_DENY: &str = "0.20.2";
/// The one that this toolchain can build.
const CARGO_NEXTEST: &str = "0.9.143";

/// What of a person's session the tests must not touch: their own display, bus and keychain. Tests bring their own.
const NOT_OURS: &[&str] = &[
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS",
    "XAUTHORITY",
];

/// Lays the ground, runs all checks, prints the summary; tells whether all passed.
pub fn test() -> Result<bool> {
    ground::lay(For::Test)?;
    let node = ground::npm_packages()?;
    let mut report = Report::default();

    report.check("Format (rustfmt)", || {
        must(cargo().args(["fmt", "--all", "--check"]))
    });
    report.check("Licenses, bans, sources (cargo-deny)", deny);
    report.check("Window: types (svelte-check)", || {
        must(&mut node.npm(&["run", "--silent", "check"]))
    });
    report.check("Window: lints (eslint, prettier)", || {
        must(&mut node.npm(&["run", "--silent", "lint"]))
    });
    report.check("Window: tests (vitest)", || {
        must(node.npm(&["test", "--silent"]).env("CI", "true"))
    });
    report.check("Lints (clippy)", || {
        must(cargo().args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
    // One build for programs and tests alike: the end-to-end tests start the programs it leaves in the target folder.
    if report.check("Build of programs and tests", || {
        must(cargo().args(["build", "--workspace", "--all-targets"]))
    }) {
        report.check("Tests", tests);
        report.check("Examples in the documentation", || {
            must(quiet_session(cargo().args([
                "test",
                "--quiet",
                "--workspace",
                "--doc",
            ])))
        });
    }
    Ok(report.summary())
}

fn tests() -> Result<()> {
    let quick = ask("cargo", &["nextest", "--version"]).is_some()
        || install("cargo-nextest", Some(CARGO_NEXTEST)).is_ok();
    let mut command = cargo();
    if quick {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    } else {
        println!("   cargo-nextest could not be installed; going on with cargo test.");
        command.args([
            "test",
            "--workspace",
            "--no-fail-fast",
            "--lib",
            "--bins",
            "--tests",
        ]);
    }
    must(quiet_session(with_tools(&mut command)))
}

fn deny() -> Result<()> {
    if ask("cargo-deny", &["--version"]).is_none()
        && ask(target().join("tools/bin/cargo-deny"), &["--version"]).is_none()
    {
        install("cargo-deny", Some(CARGO_DENY)).context("the license check needs cargo-deny")?;
    }
    must(with_tools(&mut cargo()).args([
        "deny",
        "--log-level",
        "error",
        "check",
        "licenses",
        "bans",
        "sources",
    ]))
}

/// Installs a cargo tool into `target/tools/`, where it changes nothing of the person's own.
fn install(name: &str, version: Option<&str>) -> Result<()> {
    step(
        &format!("Installing {name} into target/tools/ (once)"),
        || {
            let mut command = cargo();
            command
                .args(["install", "--locked", "--quiet", "--root"])
                .arg(target().join("tools"))
                .arg(name);
            command.args(version.iter().flat_map(|number| ["--version", number]));
            // a build folder of its own, thrown away by cargo afterwards
            must(command.env_remove("CARGO_TARGET_DIR"))
        },
    )
}

fn with_tools(command: &mut Command) -> &mut Command {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = std::env::split_paths(&old).chain(std::iter::once(target().join("tools/bin")));
    match std::env::join_paths(all) {
        Ok(path) => command.env("PATH", path),
        Err(_) => command,
    }
}

fn quiet_session(command: &mut Command) -> &mut Command {
    for name in NOT_OURS {
        command.env_remove(name);
    }
    command.env("NO_AT_BRIDGE", "1")
}
