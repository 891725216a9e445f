//! The machine a vault is open on.

use holdfast_case::Private;
use std::fs;

/// A machine, told apart by an id of its own; its name is for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    pub(crate) id: Vec<u8>,
    pub(crate) name: Private<String>,
}

impl Machine {
    /// A machine with a given id and name.
    pub fn new(id: impl Into<Vec<u8>>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: Private::new(name.into()),
        }
    }

    /// The machine this program runs on. Where the system keeps no machine id, its host name serves.
    pub fn this() -> Self {
        let name = host_name();
        let id = ["/etc/machine-id", "/var/lib/dbus/machine-id"]
            .iter()
            .find_map(|path| fs::read(path).ok())
            .map(|id| id.trim_ascii().to_vec())
            .filter(|id| !id.is_empty())
            .unwrap_or_else(|| name.clone().into_bytes());
        Self::new(id, name)
    }
}

/// The host name, or `this machine` where it isn't told.
pub(crate) fn host_name() -> String {
    let mut name = [0_u8; 256];
    // SAFETY: the buffer is writable for the length given, which leaves its last zero in place.
    #[cfg(unix)]
    let told = unsafe { libc::gethostname(name.as_mut_ptr().cast(), name.len() - 1) } == 0;
    #[cfg(not(unix))]
    let told = false;
    let end = name.iter().position(|&byte| byte == 0).unwrap_or(0);
    match std::str::from_utf8(&name[..end]) {
        Ok(name) if told && !name.is_empty() => name.to_owned(),
        _ => std::env::var("COMPUTERNAME").unwrap_or_else(|_| "this machine".to_owned()),
    }
}
