//! Proofs that the walls stand, asked for by the tests, and the launch of the text recognizer.
//!
//! `--probe WHAT` locks itself in and then tries what must not work. It exits with 0 and the word `done` where
//! the deed succeeded, with 3 where it was refused; where the process is ended for trying, that shows by itself.

use super::confine;
use std::ffi::OsString;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// Runs one deed behind the walls.
pub(super) fn run(deed: &str, seccomp: bool) -> ExitCode {
    if seccomp {
        confine::enter(0);
    } else {
        confine::enter_landlock_only();
    }
    let done = match deed {
        "nothing" => true,
        "read-file" => std::fs::File::open("/etc/passwd").is_ok(),
        "write-file" => std::fs::write(std::env::temp_dir().join("holdfast-probe"), b"x").is_ok(),
        "tcp" => std::net::TcpStream::connect(("127.0.0.1", 9)).is_ok_or_refused(),
        "udp" => std::net::UdpSocket::bind(("127.0.0.1", 0)).is_ok(),
        "execute" => Command::new("/bin/true").status().is_ok(),
        "thread" => std::thread::Builder::new().spawn(|| {}).is_ok(),
        "memory" => {
            let mut hoard: Vec<Vec<u8>> = Vec::new();
            for _ in 0..64 {
                hoard.push(vec![1; 64 << 20]);
            }
            hoard.len() == 64
        }
        "panic" => panic!("asked to"),
        _ => return ExitCode::from(2),
    };
    if done {
        let _ = std::io::stdout().write_all(b"done\n");
        return ExitCode::SUCCESS;
    }
    ExitCode::from(3)
}

trait OkOrRefused {
    /// A refused connection is a network that answered.
    fn is_ok_or_refused(&self) -> bool;
}

impl OkOrRefused for std::io::Result<std::net::TcpStream> {
    fn is_ok_or_refused(&self) -> bool {
        match self {
            Ok(_) => true,
            Err(e) => e.kind() == std::io::ErrorKind::ConnectionRefused,
        }
    }
}

/// `--recognize ALLOWED… -- PROGRAM ARGUMENTS…`: locks itself in, all but the listed files, and becomes the program.
pub(super) fn recognize(arguments: Vec<OsString>) -> ExitCode {
    confine::die_with_parent();
    let mut parts = arguments.splitn(2, |a| a == "--");
    let allowed: Vec<PathBuf> = parts
        .next()
        .unwrap_or_default()
        .iter()
        .map(PathBuf::from)
        .collect();
    let Some((program, rest)) = parts.next().and_then(|p| p.split_first()) else {
        return ExitCode::from(2);
    };
    confine::enter_recognizer(&allowed);
    let _why = Command::new(program).args(rest).exec();
    ExitCode::from(127)
}
