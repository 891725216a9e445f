//! A system bus of its own with the part of `logind` that tells of sleep.

use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};

use anyhow::Result;
use zbus::blocking::Connection;

use crate::world::World;

const NAME: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";

/// Our end of the pipe that whoever holds sleep back has the other end of.
#[derive(Clone, Default)]
struct Manager(Arc<Mutex<Vec<UnixStream>>>);

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(
        &self,
        _what: String,
        _who: String,
        _why: String,
        mode: String,
    ) -> zbus::fdo::Result<zbus::zvariant::OwnedFd> {
        if mode != "delay" {
            return Err(zbus::fdo::Error::AccessDenied(mode));
        }
        let failed = |error: std::io::Error| zbus::fdo::Error::Failed(error.to_string());
        let (ours, theirs) = UnixStream::pair().map_err(failed)?;
        ours.set_nonblocking(true).map_err(failed)?;
        self.0
            .lock()
            .expect("no holder of this lock panics")
            .push(ours);
        Ok(OwnedFd::from(theirs).into())
    }
}

/// The service at work, on the world's bus, which serves as the system's too.
pub struct Logind {
    bus: Connection,
    manager: Manager,
    address: String,
}

impl Logind {
    /// Starts it.
    pub fn start(world: &World) -> Result<Logind> {
        let manager = Manager::default();
        let bus = zbus::blocking::connection::Builder::address(world.bus.as_str())?
            .serve_at(PATH, manager.clone())?
            .name(NAME)?
            .build()?;
        Ok(Logind {
            bus,
            manager,
            address: world.bus.clone(),
        })
    }

    /// Address of the bus it is on.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// True while somebody holds sleep back.
    pub fn is_held_back(&self) -> bool {
        let held = self
            .manager
            .0
            .lock()
            .expect("no holder of this lock panics");
        held.iter().any(|ours| {
            let mut poll = libc::pollfd {
                fd: std::os::fd::AsRawFd::as_raw_fd(&ours.as_fd()),
                events: libc::POLLIN,
                revents: 0,
            };
            // SAFETY: one descriptor that is open, and no waiting.
            let answered = unsafe { libc::poll(&mut poll, 1, 0) };
            // readable means the other end is gone
            answered == 0
        })
    }

    /// Tells that the computer is about to sleep, or that it woke.
    pub fn prepare_for_sleep(&self, about_to: bool) -> Result<()> {
        Ok(self
            .bus
            .emit_signal(None::<()>, PATH, MANAGER, "PrepareForSleep", &(about_to,))?)
    }
}
