//! What every program of ours shuts first thing, before its first thread: core dumps, and the signal that would end
//! it in the middle of a write.

/// True where a window can be reached or opened at all; GTK's event loop panics otherwise.
pub fn display_is_there() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Shuts them. Programs that are started later inherit it.
pub fn close_doors() {
    let none = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: plain system calls on a value of ours. A core dump would hold letters and keys; a file that grows past
    // its limit is to be an error like a full disk, after which nothing is half there.
    let shut = unsafe {
        libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
        libc::setrlimit(libc::RLIMIT_CORE, &none) == 0 && libc::prctl(libc::PR_SET_DUMPABLE, 0) == 0
    };
    if !shut {
        eprintln!("Holdfast: the system does not let core dumps be switched off.");
    }
}
