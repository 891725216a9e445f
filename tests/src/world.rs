//! A world of its own for each test: display, session bus, home, clock, WebDriver. All of it ends with the value.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// A private desktop.
pub struct World {
    /// Everything the app may write lies below.
    pub home: TempDir,
    /// `:7`.
    pub display: String,
    /// Address of the session bus.
    pub bus: String,
    children: Vec<Child>,
}

/// What a world is to have.
#[derive(Clone, Copy, Default)]
pub struct Needs {
    /// A real keychain.
    pub keychain: bool,
    /// A window manager, for the focus of dialogs.
    pub manager: bool,
}

impl World {
    /// Display, bus and WebDriver.
    pub fn new(needs: Needs) -> Result<World> {
        let home = tempfile::tempdir()?;
        for folder in ["data", "config", "cache", "run", "state", "log", "tmp"] {
            std::fs::create_dir(home.path().join(folder))?;
        }
        private(&home.path().join("run"))?;
        let mut children = Vec::new();
        let display = match said(
            Command::new("Xvfb").args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
                // Without this the server begins anew when its only client goes, and takes along who comes just then.
                "-noreset",
            ]),
            &mut children,
        ) {
            Ok(number) => format!(":{number}"),
            Err(error) => return Err(error.context("Xvfb")),
        };
        let config = home.path().join("bus.conf");
        std::fs::write(&config, BUS)?;
        let bus = said(
            Command::new("dbus-daemon")
                .arg(format!("--config-file={}", config.display()))
                .args(["--nofork", "--print-address=1"]),
            &mut children,
        )
        .context("dbus-daemon")?;
        let mut world = World {
            home,
            display,
            bus,
            children,
        };
        if needs.manager {
            world.start("openbox", &[] as &[&str])?;
            until("the window manager", Duration::from_secs(60), || {
                world.xdotool(&["get_num_desktops"]).ok()
            })?;
        }
        if needs.keychain {
            world.keychain()?;
        }
        Ok(world)
    }

    /// A folder of this world: `data`, `config`, …
    pub fn folder(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Puts the clock of the app.
    pub fn set_clock(&self, rfc3339: &str) -> Result<()> {
        let file = self.folder("clock");
        let beside = self.folder("clock.new");
        std::fs::write(&beside, rfc3339)?;
        Ok(std::fs::rename(beside, file)?)
    }

    /// A command that lives in this world.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XAUTHORITY")
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.folder("data"))
            .env("XDG_CONFIG_HOME", self.folder("config"))
            .env("XDG_CACHE_HOME", self.folder("cache"))
            .env("XDG_STATE_HOME", self.folder("state"))
            .env("XDG_RUNTIME_DIR", self.folder("run"))
            // What is written for a moment lies below too, where it is searched.
            .env("TMPDIR", self.folder("tmp"))
            .env("TZ", "America/New_York")
            .env("NO_AT_BRIDGE", "1")
            .env("HOLDFAST_TEST_CLOCK", self.folder("clock"))
            .env("HOLDFAST_TEST_WEAK_KEYS", "1")
            // the web view's own sandbox refuses to work for root, as which build servers run
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        command
    }

    /// Starts a program that ends with this world; what it says goes into a file of its own.
    pub fn start(
        &mut self,
        program: impl AsRef<OsStr>,
        words: &[impl AsRef<OsStr>],
    ) -> Result<u32> {
        let log = self.log(&program);
        let mut command = self.command(program);
        command.args(words);
        self.begin(command, &log)
    }

    /// Starts a command of this world, made by [`World::command`].
    pub fn begin(&mut self, mut command: Command, log: &Path) -> Result<u32> {
        command
            .stdin(Stdio::null())
            .stdout(File::create(log)?)
            .stderr(File::options().append(true).open(log)?);
        let child = ending_with_us(&mut command)
            .spawn()
            .with_context(|| log.display().to_string())?;
        let id = child.id();
        self.children.push(child);
        Ok(id)
    }

    /// A file for what a program says.
    pub fn log(&self, program: impl AsRef<OsStr>) -> PathBuf {
        let program = program.as_ref();
        let name = Path::new(program).file_name().unwrap_or(program);
        let name = name.to_string_lossy();
        self.folder("log")
            .join(format!("{name}-{}.log", self.children.len()))
    }

    /// WebDriver, listening; answers with its address. What it starts has this environment too.
    pub fn driver(&mut self, environment: &[(&str, &str)]) -> Result<String> {
        let port = free_port()?;
        let log = self.log("WebKitWebDriver");
        let mut command = self.command("WebKitWebDriver");
        command
            .args([format!("--port={port}"), "--host=127.0.0.1".into()])
            .envs(environment.iter().copied());
        self.begin(command, &log)?;
        until("WebDriver to listen", Duration::from_secs(10), || {
            TcpStream::connect(("127.0.0.1", port)).ok()
        })?;
        Ok(format!("http://127.0.0.1:{port}"))
    }

    /// A real secret service with an open login collection.
    fn keychain(&mut self) -> Result<()> {
        let mut daemon = self
            .command("gnome-keyring-daemon")
            .args(["--unlock", "--components=secrets", "--foreground"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("gnome-keyring-daemon")?;
        // any line is a password and makes the collection; nothing at all does not
        std::io::Write::write_all(
            &mut daemon.stdin.take().context("no standard input")?,
            b"\n",
        )?;
        self.children.push(daemon);
        let bus = self.connect()?;
        let names = zbus::blocking::fdo::DBusProxy::new(&bus)?;
        until("the keychain", Duration::from_secs(10), || {
            names
                .name_has_owner("org.freedesktop.secrets".try_into().ok()?)
                .ok()
                .filter(|owned| *owned)
        })?;
        Ok(())
    }

    /// A connection to this world's bus.
    pub fn connect(&self) -> Result<zbus::blocking::Connection> {
        Ok(zbus::blocking::connection::Builder::address(self.bus.as_str())?.build()?)
    }

    /// `xdotool`, done when it says so.
    pub fn xdotool(&self, words: &[&str]) -> Result<String> {
        let done = self
            .command("xdotool")
            .args(words)
            .output()
            .context("xdotool")?;
        if !done.status.success() {
            bail!(
                "xdotool {}: {}",
                words.join(" "),
                String::from_utf8_lossy(&done.stderr)
            );
        }
        Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
    }

    /// What the app wrote in its log so far; empty where it has none.
    pub fn log_of_app(&self) -> String {
        let file = self
            .folder("state")
            .join("app.holdfast.desktop/holdfast.log");
        std::fs::read_to_string(file).unwrap_or_default()
    }

    /// The app's window as X knows it, if it is on the screen.
    pub fn window(&self) -> Option<String> {
        let found = self
            .xdotool(&["search", "--onlyvisible", "--name", "^Holdfast$"])
            .ok()?;
        found.lines().last().map(str::to_owned)
    }

    /// A picture of the whole display.
    pub fn picture(&self, file: &Path) -> Result<()> {
        let status = self
            .command("import")
            .args(["-window", "root"])
            .arg(file)
            .status()?;
        if !status.success() {
            bail!("no picture of the display");
        }
        Ok(())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A bus on which nothing starts by itself.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"#;

/// Where cargo left a program of this build.
pub fn program(name: &str) -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here
        .ancestors()
        .find(|folder| folder.join(name).is_file() && folder.join("deps").is_dir());
    let Some(folder) = folder else {
        bail!("{name} is not built: `cargo build --workspace --bins` first");
    };
    Ok(folder.join(name))
}

/// Waits, without guessing how long things take, until there is an answer.
pub fn until<T>(what: &str, longest: Duration, mut ask: impl FnMut() -> Option<T>) -> Result<T> {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return Ok(answer);
        }
        if begun.elapsed() > longest {
            bail!("waited {longest:?} for {what}");
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}

/// Starts a child that says one line; answers with the line.
fn said(command: &mut Command, children: &mut Vec<Child>) -> Result<String> {
    let mut child = ending_with_us(command)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let output = child.stdout.take().context("no standard output")?;
    children.push(child);
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

/// Even a test that is killed leaves nothing behind.
fn ending_with_us(command: &mut Command) -> &mut Command {
    // SAFETY: a plain system call between fork and exec.
    unsafe {
        command.pre_exec(|| {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            Ok(())
        })
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn private(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::set_permissions(
        folder,
        std::fs::Permissions::from_mode(0o700),
    )?)
}
