//! The keychain, against a real gnome-keyring on a bus of its own. A program of its own, because the session's bus
//! is named by the environment, which must not change under other tests.
#![allow(clippy::unwrap_used, clippy::panic)]

use holdfast_vault::*;
use secrecy::SecretString;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The session's bus is named by the process's environment, so that only one test at a time can have one.
static SESSION: Mutex<()> = Mutex::new(());
const ADDRESS: &str = "DBUS_SESSION_BUS_ADDRESS";

/// A vault in a folder of its own.
struct Home(TempDir);

impl Home {
    fn make() -> (Self, Vault) {
        let home = Self(tempfile::tempdir().unwrap());
        let options = CreateOptions {
            strength: KeyStrength::weak_for_tests(),
            ..CreateOptions::at(now())
        };
        let (vault, _) = LockedVault::create(&home.folder(), &passphrase(), &options).unwrap();
        (home, vault)
    }
    fn folder(&self) -> std::path::PathBuf {
        self.0.path().join("vault")
    }
    fn locked(&self) -> LockedVault {
        LockedVault::open(&self.folder()).unwrap()
    }
    fn unlock(&self) -> Vault {
        self.locked()
            .unlock_with_passphrase(&passphrase(), &here())
            .unwrap()
    }
}

fn passphrase() -> SecretString {
    SecretString::from("correct horse battery".to_owned())
}

fn now() -> Moment {
    "2026-11-25T09:30:00Z".parse().unwrap()
}

fn here() -> UnlockOptions {
    UnlockOptions::at(now())
}

/// A session with a bus where nothing starts by itself.
struct Session {
    dir: TempDir,
    bus: Option<Child>,
    daemon: Option<Child>,
    _alone: MutexGuard<'static, ()>,
}

const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"#;

impl Session {
    fn without_bus() -> Self {
        let alone = SESSION.lock().unwrap_or_else(PoisonError::into_inner);
        let dir = tempfile::tempdir().unwrap();
        set_address(&format!(
            "unix:path={}",
            dir.path().join("no-bus").display()
        ));
        Self {
            dir,
            bus: None,
            daemon: None,
            _alone: alone,
        }
    }

    fn with_bus() -> Self {
        let mut session = Self::without_bus();
        session.start_bus();
        session
    }

    fn start_bus(&mut self) {
        let config = self.dir.path().join("bus.conf");
        std::fs::write(&config, BUS).unwrap();
        let mut bus = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the test needs Debian's package dbus");
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        set_address(address.trim());
        self.bus = Some(bus);
    }

    /// Starts the keychain; with `unlocked` it gets a login collection that is open.
    fn start_keychain(&mut self, unlocked: bool) {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets"]);
        if unlocked {
            command.arg("--unlock");
        }
        for place in [
            "XDG_DATA_HOME",
            "XDG_RUNTIME_DIR",
            "XDG_CONFIG_HOME",
            "HOME",
        ] {
            command.env(place, self.dir.path());
        }
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        let mut daemon = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the test needs Debian's package gnome-keyring");
        let mut password = daemon.stdin.take().unwrap();
        password.write_all(b"\n").unwrap();
        drop(password);
        self.daemon = Some(daemon);
        let bus = zbus::blocking::connection::Builder::session()
            .unwrap()
            .build()
            .unwrap();
        let names = zbus::blocking::fdo::DBusProxy::new(&bus).unwrap();
        let name = zbus::names::BusName::try_from("org.freedesktop.secrets").unwrap();
        let began = Instant::now();
        while !names.name_has_owner(name.clone()).unwrap() {
            assert!(
                began.elapsed() < Duration::from_secs(10),
                "the keychain did not come"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn lock_login_collection(&self) {
        let bus = zbus::blocking::connection::Builder::session()
            .unwrap()
            .build()
            .unwrap();
        let login =
            zbus::zvariant::ObjectPath::try_from("/org/freedesktop/secrets/collection/login")
                .unwrap();
        bus.call_method(
            Some("org.freedesktop.secrets"),
            "/org/freedesktop/secrets",
            Some("org.freedesktop.Secret.Service"),
            "Lock",
            &(vec![login],),
        )
        .unwrap();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for child in [&mut self.daemon, &mut self.bus].into_iter().flatten() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn set_address(address: &str) {
    // SAFETY: every test of this program holds one lock while it runs, and has done nothing else before.
    unsafe { std::env::set_var(ADDRESS, address) }
}

fn keychain() -> Keychain {
    Keychain::of_this_session(Duration::from_secs(10))
}

fn by_keychain(home: &Home) -> Result<Vault, KeychainTrouble> {
    home.locked()
        .unlock_with_keychain(keychain(), &here())
        .map_err(|error| match error {
            VaultError::Keychain(trouble) => trouble,
            other => panic!("{other:?}"),
        })
}

#[test]
fn a_vault_remembered_in_the_keychain_opens_without_a_passphrase_until_it_is_forgotten() {
    let mut session = Session::with_bus();
    session.start_keychain(true);
    let (home, vault) = Home::make();
    assert_eq!(
        by_keychain(&home).err(),
        Some(KeychainTrouble::NothingStored)
    );
    vault.remember_in_keychain(keychain()).unwrap();
    vault.lock().unwrap();
    let vault = by_keychain(&home).unwrap();
    vault.remember_in_keychain(keychain()).unwrap();
    let (other, _vault) = Home::make();
    assert_eq!(
        by_keychain(&other).err(),
        Some(KeychainTrouble::NothingStored),
        "each vault has its own entry"
    );
    vault.forget_in_keychain(keychain()).unwrap();
    vault.forget_in_keychain(keychain()).unwrap();
    drop(vault);
    assert_eq!(
        by_keychain(&home).err(),
        Some(KeychainTrouble::NothingStored)
    );
    home.unlock();
}

#[test]
fn a_locked_keychain_refuses_and_the_passphrase_opens() {
    let mut session = Session::with_bus();
    session.start_keychain(true);
    let (home, vault) = Home::make();
    vault.remember_in_keychain(keychain()).unwrap();
    session.lock_login_collection();
    assert_eq!(by_keychain(&home).err(), Some(KeychainTrouble::Refused));
    assert_eq!(
        vault.remember_in_keychain(keychain()),
        Err(KeychainTrouble::Refused)
    );
    vault.lock().unwrap();
    home.unlock();
}

#[test]
fn without_a_bus_or_a_service_the_passphrase_is_the_way() {
    let session = Session::without_bus();
    let (home, vault) = Home::make();
    assert_eq!(
        vault.remember_in_keychain(keychain()),
        Err(KeychainTrouble::NoService)
    );
    assert_eq!(by_keychain(&home).err(), Some(KeychainTrouble::NoService));
    assert_eq!(
        vault.forget_in_keychain(keychain()),
        Err(KeychainTrouble::NoService)
    );
    drop(session);
    let _session = Session::with_bus();
    assert_eq!(by_keychain(&home).err(), Some(KeychainTrouble::NoService));
    vault.lock().unwrap();
    home.unlock();
}

#[test]
fn a_keychain_that_starts_after_the_program_is_found() {
    let mut session = Session::without_bus();
    let (home, vault) = Home::make();
    assert_eq!(
        vault.remember_in_keychain(keychain()),
        Err(KeychainTrouble::NoService)
    );
    session.start_bus();
    assert_eq!(
        vault.remember_in_keychain(keychain()),
        Err(KeychainTrouble::NoService)
    );
    session.start_keychain(true);
    vault.remember_in_keychain(keychain()).unwrap();
    vault.lock().unwrap();
    by_keychain(&home).unwrap();
}

#[test]
fn a_keychain_that_does_not_answer_costs_its_patience_and_no_more() {
    let mut session = Session::with_bus();
    session.start_keychain(true);
    let (home, vault) = Home::make();
    vault.remember_in_keychain(keychain()).unwrap();
    vault.lock().unwrap();
    // A stopped daemon holds its name and never answers, as one whose prompt stands on the screen.
    let pid = i32::try_from(session.daemon.as_ref().unwrap().id()).unwrap();
    // SAFETY: a signal to a child of this test.
    assert_eq!(unsafe { libc::kill(pid, libc::SIGSTOP) }, 0);
    let began = Instant::now();
    let impatient = Keychain::of_this_session(Duration::from_millis(300));
    let stuck = home.locked().unlock_with_keychain(impatient, &here());
    assert!(
        matches!(stuck, Err(VaultError::Keychain(KeychainTrouble::TimedOut))),
        "{:?}",
        stuck.err()
    );
    assert!(began.elapsed() < Duration::from_secs(3));
    // SAFETY: as above.
    assert_eq!(unsafe { libc::kill(pid, libc::SIGCONT) }, 0);
    by_keychain(&home).unwrap();
}

#[test]
fn a_key_of_another_vault_under_this_ones_name_is_refused_as_such() {
    let mut session = Session::with_bus();
    session.start_keychain(true);
    let (home, vault) = Home::make();
    vault.remember_in_keychain(keychain()).unwrap();
    vault.lock().unwrap();
    // The folder is made anew under the id that the keychain knows.
    let (other, vault) = Home::make();
    vault.lock().unwrap();
    let read = |home: &Home| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(home.folder().join("vault.json")).unwrap()).unwrap()
    };
    let mut json = read(&other);
    json["vault"] = read(&home)["vault"].clone();
    std::fs::write(other.folder().join("vault.json"), json.to_string()).unwrap();
    assert_eq!(by_keychain(&other).err(), Some(KeychainTrouble::WrongKey));
    other.unlock();
}
