//! How far the helper could lock itself in, for the person to see in Settings.

use serde::{Deserialize, Serialize};

/// How much of Landlock the running kernel enforces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "level")]
pub enum LandlockLevel {
    /// All that was asked for.
    Full {
        /// Version of the kernel's interface.
        abi: u32,
    },
    /// What an older kernel knows of it.
    Partial {
        /// Version of the kernel's interface.
        abi: u32,
    },
    /// Nothing: the kernel lacks it or it is switched off.
    None,
}

/// The level of confinement a helper reached before it touched a byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfinementReport {
    /// Files and network, by Landlock.
    pub landlock: LandlockLevel,
    /// System calls, by seccomp.
    pub seccomp: bool,
    /// Powers cannot be regained by starting another program.
    pub no_new_privileges: bool,
    /// Limits on memory, processor time, file size and processes are set.
    pub limits: bool,
}

impl ConfinementReport {
    /// A report for a system where the helper could not even be asked.
    pub fn none() -> Self {
        Self {
            landlock: LandlockLevel::None,
            seccomp: false,
            no_new_privileges: false,
            limits: false,
        }
    }

    /// True where both walls stand: no files or network, and no system calls beyond the few needed.
    pub fn is_whole(&self) -> bool {
        !matches!(self.landlock, LandlockLevel::None)
            && self.seccomp
            && self.no_new_privileges
            && self.limits
    }

    /// The same in plain sentences, one per wall.
    pub fn sentences(&self) -> Vec<String> {
        let mut say = Vec::new();
        say.push(match self.landlock {
            LandlockLevel::Full { abi } => {
                format!("The reading program cannot open files or reach the network (Landlock, version {abi}).")
            }
            LandlockLevel::Partial { abi } => format!(
                "The reading program cannot open files; this system's Landlock (version {abi}) is too old for the rest."
            ),
            LandlockLevel::None => "This system has no Landlock: files are kept closed by the next wall alone.".to_owned(),
        });
        say.push(
            if self.seccomp {
                "It is ended at once if it tries to open a file, reach the network or start a program (seccomp)."
            } else {
                "This system did not take the list of allowed system calls (seccomp): documents are read with less protection."
            }
            .to_owned(),
        );
        say.push(
            if self.limits {
                "Its memory, time and output are limited."
            } else {
                "Its memory and time could not be limited."
            }
            .to_owned(),
        );
        say
    }
}
