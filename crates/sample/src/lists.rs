//! The checklist: what was asked for, of whom, and what is there.

use crate::{SampleError, Told};
use holdfast_casework::view::{ChecklistEdit, RecordsRequestInput};

struct Asked {
    row: &'static str,
    on: &'static str,
    of: &'static str,
    /// Day to look again.
    again: &'static str,
}

const ASKED: [Asked; 2] = [
    Asked {
        row: "claim-file",
        on: "2026-11-10",
        of: "Larkmoor Health",
        again: "2026-12-10",
    },
    Asked {
        row: "lmn",
        on: "2026-11-12",
        of: "Dr. I. Varga",
        again: "2026-11-24",
    },
];

/// On November 4 the old practice is asked for its records.
pub(crate) fn records_are_asked_for(told: &Told<'_>) -> Result<(), SampleError> {
    told.on("2026-11-04T18:00:00-05:00")?;
    told.desk.choose_checklist("trd", "internal-appeal")?;
    told.desk.records_asked(&RecordsRequestInput {
        patient: "Nora Hale".to_owned(),
        address: "41 Quince Street\nWooster, OH 44691".to_owned(),
        holder: "Cedar Hollow Family Practice".to_owned(),
        from: "2021".to_owned(),
        to: "2024".to_owned(),
        items: vec!["medical-clearance".to_owned()],
        ..RecordsRequestInput::default()
    })?;
    Ok(())
}

/// The claim file and the doctor's letter were asked for.
pub(crate) fn what_was_asked_for(told: &Told<'_>) -> Result<(), SampleError> {
    told.on("2026-11-17T10:00:00-05:00")?;
    let desk = told.desk;
    for asked in ASKED {
        let edit = ChecklistEdit {
            asked_on: Some(asked.on.to_owned()),
            asked_of: Some(asked.of.to_owned()),
            follow_up: Some(asked.again.to_owned()),
            ..ChecklistEdit::default()
        };
        desk.edit_checklist(asked.row, &edit)?;
    }
    Ok(())
}
