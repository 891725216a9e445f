//! The walls around the helper, tried from inside.

use super::{helper, reader};
use holdfast_reader::LandlockLevel;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};

fn probe(how: &str, deed: &str) -> Output {
    Command::new(helper())
        .args([how, deed])
        .env_clear()
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap()
}

#[test]
fn behind_the_walls_a_forbidden_deed_ends_the_process() {
    assert!(probe("--probe", "nothing").status.success());
    for deed in ["read-file", "write-file", "tcp", "udp", "execute", "thread"] {
        let tried = probe("--probe", deed);
        assert_eq!(
            tried.status.signal(),
            Some(libc::SIGSYS),
            "{deed}: {:?}",
            tried.status
        );
        assert!(tried.stdout.is_empty(), "{deed} succeeded");
    }
}

#[test]
fn landlock_alone_refuses_files_and_programs_where_the_kernel_has_it() {
    if reader().confinement().landlock == LandlockLevel::None {
        // Nothing to prove on such a kernel; the report says so, and the other wall is proved above.
        return;
    }
    for deed in ["read-file", "write-file", "execute"] {
        assert_eq!(
            probe("--probe-landlock", deed).status.code(),
            Some(3),
            "{deed}"
        );
    }
}

#[test]
fn memory_beyond_the_limit_is_not_to_be_had() {
    let tried = probe("--probe", "memory");
    assert!(
        tried.status.signal().is_some() && tried.stdout.is_empty(),
        "{:?}",
        tried.status
    );
}

#[test]
fn the_report_tells_what_was_reached() {
    let report = reader().confinement();
    assert!(
        report.seccomp && report.no_new_privileges && report.limits,
        "{report:?}"
    );
    assert_eq!(report.sentences().len(), 3);
}

#[test]
fn called_by_hand_it_says_what_it_is_for() {
    let called = Command::new(helper()).arg("letter.pdf").output().unwrap();
    assert_eq!(called.status.code(), Some(2));
}
