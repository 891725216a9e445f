//! Where secrets come from: a file descriptor, a file, the terminal, the keychain. Never from the command line.

use crate::args::Common;
use crate::out::Trouble;
use holdfast_casework::view::UnlockRequest;
use holdfast_casework::{Code, Desk, Error};
use std::fs::File;
use std::io::{IsTerminal, Read};
use std::os::fd::{FromRawFd, RawFd};
use zeroize::Zeroizing;

/// Longest secret that is read: the 24 words with room to spare.
const LONGEST: u64 = 4096;

/// Opens the vault with what the call brings, else the keychain, else by asking on the terminal.
pub fn unlock(desk: &Desk, common: &Common) -> Result<(), Trouble> {
    if let Some(request) = given(common)? {
        desk.unlock(request)?;
        return Ok(());
    }
    if desk.app_state()?.keychain_remembers && desk.unlock(UnlockRequest::Keychain).is_ok() {
        return Ok(());
    }
    let passphrase = ask("Passphrase: ")?.ok_or_else(|| Error::of(Code::Locked))?;
    desk.unlock(UnlockRequest::Passphrase {
        passphrase: passphrase.to_string(),
    })?;
    Ok(())
}

/// The secret the call brings.
pub fn given(common: &Common) -> Result<Option<UnlockRequest>, Trouble> {
    if let Some(fd) = common.recovery_fd {
        return Ok(Some(UnlockRequest::Words {
            words: from_fd(fd)?.to_string(),
        }));
    }
    Ok(
        passphrase(common)?.map(|passphrase| UnlockRequest::Passphrase {
            passphrase: passphrase.to_string(),
        }),
    )
}

/// The passphrase the call brings.
pub fn passphrase(common: &Common) -> Result<Option<Zeroizing<String>>, Trouble> {
    match (&common.passphrase_fd, &common.passphrase_file) {
        (Some(fd), _) => from_fd(*fd).map(Some),
        (None, Some(path)) if path.as_os_str() == "-" => {
            read(&mut std::io::stdin().lock()).map(Some)
        }
        (None, Some(path)) => {
            let mut file = File::open(path)
                .map_err(|_| Trouble::Call("The passphrase file can't be read.".to_owned()))?;
            read(&mut file).map(Some)
        }
        (None, None) => Ok(None),
    }
}

/// A document's own password, where the call brings one.
pub fn document_password(common: &Common) -> Result<Option<Zeroizing<String>>, Trouble> {
    common.document_password_fd.map(from_fd).transpose()
}

/// A secret from a file descriptor, to its end or the end of its line.
pub fn from_fd(fd: i32) -> Result<Zeroizing<String>, Trouble> {
    if fd == 0 {
        return read(&mut std::io::stdin().lock());
    }
    if fd < 3 {
        return Err(Trouble::Call(
            "A secret can't come from this file descriptor.".to_owned(),
        ));
    }
    let copy =
        copy_of(fd).ok_or_else(|| Trouble::Call("This file descriptor is not open.".to_owned()))?;
    // SAFETY: `copy` was just made by the system for us and nobody else holds it.
    let mut file = unsafe { File::from_raw_fd(copy) };
    read(&mut file)
}

/// A descriptor of our own, so that closing it closes nobody else's.
fn copy_of(fd: RawFd) -> Option<RawFd> {
    // SAFETY: F_DUPFD_CLOEXEC reads no memory; a descriptor that is not open gives -1.
    let copy = unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 3) };
    (copy >= 0).then_some(copy)
}

fn read(from: &mut dyn Read) -> Result<Zeroizing<String>, Trouble> {
    let mut text = Zeroizing::new(String::new());
    from.take(LONGEST)
        .read_to_string(&mut text)
        .map_err(|_| Trouble::Call("The secret can't be read: it is no text.".to_owned()))?;
    let line = Zeroizing::new(text.trim_end_matches(['\n', '\r']).to_owned());
    Ok(line)
}

/// Asks on the terminal; none where there is none.
pub fn ask(question: &str) -> Result<Option<Zeroizing<String>>, Trouble> {
    if !std::io::stdin().is_terminal() {
        return Ok(None);
    }
    rpassword::prompt_password(question)
        .map(|typed| Some(Zeroizing::new(typed)))
        .map_err(|_| Trouble::Call("The terminal gave no passphrase.".to_owned()))
}
