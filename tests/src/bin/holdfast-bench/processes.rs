//! What a program and the processes it started cost: memory, time on a core, wakeups. Read from `/proc`.

use std::collections::BTreeMap;
use std::path::Path;

/// What a family of processes used.
#[derive(Clone, Debug, Default)]
pub struct Used {
    /// How many processes.
    pub processes: usize,
    /// Proportional share of memory: what is shared is divided among those who share it.
    pub pss_kib: u64,
    /// Processes that let nobody but root see their share; counted whole instead, with what they share.
    pub whole: usize,
    /// Nanoseconds on a core since each began.
    pub nanoseconds: u64,
    /// How often a thread went to sleep, by the thread's name; each is a wakeup.
    pub wakeups: BTreeMap<String, u64>,
}

impl Used {
    /// Wakeups of all threads.
    pub fn all_wakeups(&self) -> u64 {
        self.wakeups.values().sum()
    }

    /// What was used since `before`, memory aside.
    pub fn since(&self, before: &Used) -> Used {
        let wakeups = self.wakeups.iter().filter_map(|(name, count)| {
            let more = count.saturating_sub(before.wakeups.get(name).copied().unwrap_or(0));
            (more > 0).then(|| (name.clone(), more))
        });
        Used {
            nanoseconds: self.nanoseconds.saturating_sub(before.nanoseconds),
            wakeups: wakeups.collect(),
            ..self.clone()
        }
    }
}

/// This process and all that descend from it.
pub fn family(process: u32) -> Vec<u32> {
    let mut parents = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let id = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok());
        let parent = std::fs::read_to_string(entry.path().join("stat"));
        if let (Some(id), Some(parent)) = (id, parent.ok().as_deref().and_then(parent_of)) {
            parents.push((id, parent));
        }
    }
    descendants(process, &parents)
}

fn descendants(process: u32, parents: &[(u32, u32)]) -> Vec<u32> {
    let mut family = vec![process];
    let mut at = 0;
    while let Some(one) = family.get(at).copied() {
        family.extend(
            parents
                .iter()
                .filter(|(_, parent)| *parent == one)
                .map(|(id, _)| *id),
        );
        at += 1;
    }
    family
}

/// The parent in a line of `stat`. The name in it may hold anything, even brackets.
fn parent_of(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

/// What they use; who ended meanwhile counts nothing.
pub fn used(family: &[u32]) -> Used {
    let mut used = Used::default();
    for process in family {
        let folder = Path::new("/proc").join(process.to_string());
        let Ok(status) = std::fs::read_to_string(folder.join("status")) else {
            continue;
        };
        used.processes += 1;
        let memory = std::fs::read_to_string(folder.join("smaps_rollup")).unwrap_or_default();
        used.pss_kib += number_after(&memory, "Pss:").unwrap_or_else(|| {
            used.whole += 1;
            number_after(&status, "VmRSS:").unwrap_or(0)
        });
        for thread in std::fs::read_dir(folder.join("task"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let read = |name: &str| std::fs::read_to_string(thread.path().join(name));
            let name = read("comm").unwrap_or_default().trim().to_owned();
            let on_core = read("schedstat").unwrap_or_default();
            let on_core = on_core.split_whitespace().next();
            used.nanoseconds += on_core.and_then(|text| text.parse().ok()).unwrap_or(0);
            let status = read("status").unwrap_or_default();
            *used.wakeups.entry(name).or_default() +=
                number_after(&status, "voluntary_ctxt_switches:").unwrap_or(0);
        }
    }
    used
}

/// The most memory this very process has held since it began, in bytes.
pub fn own_peak() -> std::io::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    Ok(number_after(&status, "VmHWM:").unwrap_or(0) * 1024)
}

/// The number on the line that begins so.
fn number_after(text: &str, label: &str) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(label))?;
    rest.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_and_blanks_hides_no_parent() {
        assert_eq!(parent_of("71 (we (b) view) S 40 71 1 0"), Some(40));
    }

    #[test]
    fn a_family_reaches_to_the_grandchildren_and_no_further() {
        let parents = [(11, 10), (12, 11), (20, 1), (21, 20), (13, 10)];
        assert_eq!(descendants(10, &parents), [10, 11, 13, 12]);
    }

    #[test]
    fn a_label_within_another_is_not_taken_for_it() {
        let status = "nonvoluntary_ctxt_switches:\t7\nvoluntary_ctxt_switches:\t150\n";
        assert_eq!(number_after(status, "voluntary_ctxt_switches:"), Some(150));
        assert_eq!(
            number_after("Pss_Anon:  3 kB\nPss:  12 kB\n", "Pss:"),
            Some(12)
        );
    }

    #[test]
    fn we_ourselves_use_memory_and_a_core() {
        let before = used(&family(std::process::id()));
        let end = std::time::Instant::now() + std::time::Duration::from_millis(30);
        while std::time::Instant::now() < end {
            std::hint::black_box(());
        }
        let after = used(&family(std::process::id()));
        assert!(after.processes >= 1 && after.pss_kib > 500);
        assert!(after.since(&before).nanoseconds > 10_000_000);
    }
}
