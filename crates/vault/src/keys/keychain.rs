//! The system's keychain, as a convenience: every trouble with it leads to the passphrase.
//!
//! Each call runs on a thread of its own with a time-out, since a prompt of the keychain blocks for as long as
//! it stands on the screen. The store is tried anew as long as it fails: the keychain may start after us.

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use uuid::Uuid;
use zeroize::Zeroizing;

const SERVICE: &str = "app.holdfast.desktop";

/// Why the keychain did not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum KeychainTrouble {
    /// No keychain runs here.
    #[error("no keychain is running")]
    NoService,
    /// It is locked and was not unlocked, or it refuses.
    #[error("the keychain refused")]
    Refused,
    /// It did not answer in time; a prompt may stand on the screen.
    #[error("the keychain did not answer in time")]
    TimedOut,
    /// It holds no key of this vault.
    #[error("the keychain holds no key of this vault")]
    NothingStored,
    /// It holds a key, but not the one of this vault.
    #[error("the keychain holds another key")]
    WrongKey,
}

/// A handle on the system's keychain.
#[derive(Clone, Copy, Debug)]
pub struct Keychain {
    patience: Duration,
}

impl Keychain {
    /// The keychain of the person's session; each call takes at most `patience`.
    pub fn of_this_session(patience: Duration) -> Self {
        Self { patience }
    }

    pub(crate) fn remember(self, vault: Uuid, line: SecretString) -> Result<(), KeychainTrouble> {
        let undo = move || {
            // Nobody waits any more: what was answered too late must not stay behind the person's back.
            let _ = entry(vault).and_then(|entry| entry.delete_credential());
        };
        self.call(
            move || entry(vault)?.set_secret(line.expose_secret().as_bytes()),
            undo,
        )
    }

    pub(crate) fn recall(self, vault: Uuid) -> Result<Zeroizing<Vec<u8>>, KeychainTrouble> {
        self.call(
            move || entry(vault)?.get_secret().map(Zeroizing::new),
            || (),
        )
    }

    pub(crate) fn forget(self, vault: Uuid) -> Result<(), KeychainTrouble> {
        let forget = move || match entry(vault)?.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            done => done,
        };
        self.call(forget, || ())
    }

    fn call<T: Send + 'static>(
        self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
        too_late: impl FnOnce() + Send + 'static,
    ) -> Result<T, KeychainTrouble> {
        let (answer, wait) = mpsc::sync_channel(1);
        let (taken, was_taken) = mpsc::sync_channel::<()>(1);
        std::thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || {
                let done = work();
                let ok = done.is_ok();
                let sent = answer.send(done).is_ok();
                if ok && !(sent && was_taken.recv().is_ok()) {
                    too_late();
                }
            })
            .map_err(|_| KeychainTrouble::Refused)?;
        match wait.recv_timeout(self.patience) {
            Ok(done) => {
                let _ = taken.send(());
                done.map_err(|error| sort(&error))
            }
            Err(RecvTimeoutError::Timeout) => Err(KeychainTrouble::TimedOut),
            Err(RecvTimeoutError::Disconnected) => Err(KeychainTrouble::Refused),
        }
    }
}

/// One connection for the process, made when it is first needed and again after it failed.
static STORE: Mutex<Option<Arc<CredentialStore>>> = Mutex::new(None);

fn entry(vault: Uuid) -> Result<Entry, Error> {
    let known = STORE.lock().unwrap_or_else(PoisonError::into_inner).clone();
    // A connection whose bus has gone must not be asked for ever.
    let store = match known.filter(is_alive) {
        Some(store) => store,
        None => {
            // Without a lock: a keychain that hangs must not hold up the next call.
            let store: Arc<CredentialStore> = zbus_secret_service_keyring_store::Store::new()
                .map_err(|_| Error::NoDefaultStore)?;
            *STORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(store.clone());
            store
        }
    };
    Entry::new_in_store(&store, SERVICE, &vault.to_string())
}

/// A search for nothing tells whether the service still answers.
fn is_alive(store: &Arc<CredentialStore>) -> bool {
    let nothing = std::collections::HashMap::from([("service", "app.holdfast.nothing")]);
    store.search(&nothing).is_ok()
}

fn sort(error: &Error) -> KeychainTrouble {
    match error {
        Error::NoDefaultStore | Error::PlatformFailure(_) => KeychainTrouble::NoService,
        Error::NoEntry => KeychainTrouble::NothingStored,
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => {
            KeychainTrouble::WrongKey
        }
        _ => KeychainTrouble::Refused,
    }
}
