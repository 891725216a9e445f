//! Locking the helper in, before it touches a byte from outside.
//!
//! Two walls, each enough for most harm: Landlock (no file, no TCP) and a list of the few system calls needed
//! (no `open`, no `socket`, no `execve`, no thread; anything else ends the process). Landlock may be missing in
//! containers and older kernels: then the report says so and the second wall stands alone.

use crate::confinement::{ConfinementReport, LandlockLevel};
use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, LandlockStatus, PathBeneath, PathFd,
    Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
};
use rustix::process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};
use std::collections::BTreeMap;
use std::path::Path;

/// Memory the helper may have beyond the document itself.
pub(crate) const MEMORY: u64 = 1 << 30;
/// Processor time for a whole document; the wall clock per page is the parent's to watch.
const CPU_SECONDS: u64 = 3600;

/// Ends this process when the one that started it ends.
pub(crate) fn die_with_parent() {
    // Where the call is missing the helper still ends with its pipes.
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
}

/// Takes memory, time and output limits.
pub(crate) fn limit(memory: u64, cpu_seconds: u64) -> bool {
    let set = |what, most| {
        setrlimit(
            what,
            Rlimit {
                current: Some(most),
                maximum: Some(most),
            },
        )
        .is_ok()
    };
    let mut all = set(Resource::As, memory);
    all &= set(Resource::Cpu, cpu_seconds);
    all &= set(Resource::Fsize, 0);
    all &= set(Resource::Core, 0);
    all &= set(Resource::Nproc, 0);
    all
}

/// Locks the reader in for good: `document` is the length of what it will read.
pub(crate) fn enter(document: u64) -> ConfinementReport {
    // What is loaded lazily from the system must be loaded now; our tables and fonts are part of the program.
    let limits = limit(
        MEMORY.saturating_add(document.saturating_mul(2)),
        CPU_SECONDS,
    );
    let landlock = landlock_nothing();
    let no_new_privileges = no_new_privileges();
    let filter = reader_filter().and_then(|f| apply_filter(&f).map_err(|_| ()));
    ConfinementReport {
        landlock,
        seccomp: filter.is_ok(),
        no_new_privileges,
        limits,
    }
}

/// Landlock alone, for the test that proves each wall by itself.
pub(crate) fn enter_landlock_only() -> LandlockLevel {
    landlock_nothing()
}

/// Locks the text recognizer in: it may read and execute its own files, and nothing else.
pub(crate) fn enter_recognizer(allowed: &[std::path::PathBuf]) -> ConfinementReport {
    let limits = limit(3 * MEMORY, 300);
    let landlock = landlock_only(allowed);
    let no_new_privileges = no_new_privileges();
    let filter = recognizer_filter().and_then(|f| apply_filter(&f).map_err(|_| ()));
    ConfinementReport {
        landlock,
        seccomp: filter.is_ok(),
        no_new_privileges,
        limits,
    }
}

fn no_new_privileges() -> bool {
    let _ = rustix::thread::set_no_new_privs(true);
    rustix::thread::no_new_privs().unwrap_or(false)
}

fn level(status: RulesetStatus, landlock: LandlockStatus) -> LandlockLevel {
    let abi = match landlock {
        LandlockStatus::Available { effective_abi, .. } => effective_abi as u32,
        _ => 0,
    };
    match status {
        RulesetStatus::FullyEnforced => LandlockLevel::Full { abi },
        RulesetStatus::PartiallyEnforced => LandlockLevel::Partial { abi },
        RulesetStatus::NotEnforced => LandlockLevel::None,
    }
}

fn landlock_nothing() -> LandlockLevel {
    landlock_only(&[])
}

fn landlock_only(allowed: &[std::path::PathBuf]) -> LandlockLevel {
    let build = || -> Result<LandlockLevel, landlock::RulesetError> {
        let mut rules = Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(ABI::V6))?
            .handle_access(AccessNet::from_all(ABI::V6))?
            .scope(Scope::from_all(ABI::V6))?
            .create()?;
        for path in allowed {
            if let Ok(fd) = PathFd::new(path) {
                let access = if Path::new(path).is_dir() {
                    AccessFs::ReadFile | AccessFs::ReadDir | AccessFs::Execute
                } else {
                    AccessFs::ReadFile | AccessFs::Execute
                };
                rules = rules.add_rule(PathBeneath::new(fd, access))?;
            }
        }
        let status = rules.restrict_self()?;
        Ok(level(status.ruleset, status.landlock))
    };
    build().unwrap_or(LandlockLevel::None)
}

/// System calls of Rust's standard library once everything is loaded. `mmap` and `mprotect` come with a
/// condition: never executable.
const ALLOWED: &[i64] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_brk,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_futex,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigaction,
    libc::SYS_sigaltstack,
    libc::SYS_clock_gettime,
    libc::SYS_getrandom,
    libc::SYS_close,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_tgkill,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_ppoll,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_poll,
    libc::SYS_fstat,
    libc::SYS_lseek,
];

fn reader_filter() -> Result<BpfProgram, ()> {
    let exec = || {
        SeccompCondition::new(
            2,
            SeccompCmpArgLen::Dword,
            SeccompCmpOp::MaskedEq(libc::PROT_EXEC as u64),
            0,
        )
        .and_then(|c| SeccompRule::new(vec![c]))
        .map_err(|_| ())
    };
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ALLOWED.iter().map(|s| (*s, vec![])).collect();
    rules.insert(libc::SYS_mmap, vec![exec()?]);
    rules.insert(libc::SYS_mprotect, vec![exec()?]);
    compile(rules, SeccompAction::KillProcess, SeccompAction::Allow)
}

/// The recognizer is a C++ program whose loader needs many calls, so its list names what it may *not* do:
/// reach the network, start or trace others, change what the system is.
const DENIED: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
    libc::SYS_open_by_handle_at,
    libc::SYS_memfd_create,
    libc::SYS_shmget,
    libc::SYS_msgget,
    libc::SYS_unlinkat,
    libc::SYS_mkdirat,
    libc::SYS_linkat,
    libc::SYS_symlinkat,
    libc::SYS_renameat2,
];

fn recognizer_filter() -> Result<BpfProgram, ()> {
    let rules = DENIED.iter().map(|s| (*s, vec![])).collect();
    compile(
        rules,
        SeccompAction::Allow,
        SeccompAction::Errno(libc::EPERM as u32),
    )
}

fn compile(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    otherwise: SeccompAction,
    listed: SeccompAction,
) -> Result<BpfProgram, ()> {
    let arch = std::env::consts::ARCH.try_into().map_err(|_| ())?;
    let filter = SeccompFilter::new(rules, otherwise, listed, arch).map_err(|_| ())?;
    BpfProgram::try_from(filter).map_err(|_| ())
}
