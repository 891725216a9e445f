//! The checklist: what was asked for, of whom, and what is there.

use crate::{SampleError, Told};
use holdfast_casework::view::ChecklistEdit;

struct Asked {
    row: &'static str,
    on: &'static str,
    of: &'static str,
    /// Day to look again; empty leaves the one the list gives.
    again: &'static str,
}

const ASKED: [Asked; 3] = [
    Asked {
        row: "history",
        on: "2026-11-04",
        of: "Cedar Hollow Family Practice",
        again: "",
    },
    Asked {
        row: "claim-file",
        on: "2026-11-10",
        of: "Larkmoor Health",
        again: "",
    },
    Asked {
        row: "lmn",
        on: "2026-11-12",
        of: "Dr. I. Varga",
        again: "2026-11-24",
    },
];

/// Records, the claim file and the doctor's letter were asked for.
pub(crate) fn what_was_asked_for(told: &Told<'_>) -> Result<(), SampleError> {
    told.on("2026-11-17T10:00:00-05:00")?;
    let desk = told.desk;
    desk.choose_checklist("trd", "internal-appeal")?;
    for asked in ASKED {
        let edit = ChecklistEdit {
            asked_on: Some(asked.on.to_owned()),
            asked_of: Some(asked.of.to_owned()),
            follow_up: (!asked.again.is_empty()).then(|| asked.again.to_owned()),
            ..ChecklistEdit::default()
        };
        desk.edit_checklist(asked.row, &edit)?;
    }
    Ok(())
}
