//! Calls about treatments and rating scales.

use super::FieldArgs;
use clap::Subcommand;
use std::path::PathBuf;

/// What can be done with treatments.
#[derive(Subcommand)]
pub enum TreatmentCall {
    /// Adds a treatment
    Add(FieldArgs),
    /// Lists what was tried, whether it counts, and what is missing
    List,
    /// Shows one treatment, how it looks and what it said before
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Changes fields of a treatment; the others stay
    Edit {
        /// Its id, or the beginning of it
        id: String,
        /// Fields
        #[command(flatten)]
        fields: FieldArgs,
    },
    /// Moves a treatment to the trash
    Trash {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Names of drugs and treatments that begin with these letters
    Names {
        /// Letters
        letters: String,
    },
    /// Tells what the plan asks for: payer=…, or drugs=, classes=, weeks=, added=
    Ask(FieldArgs),
    /// Lists sessions
    Sessions,
    /// Adds sessions: what=, dose=, note=, and days=, several divided by ';'
    Session(FieldArgs),
    /// Reads the rows of a pharmacy's list that is filed; with --take those that were looked at go into the history
    FromList {
        /// The paper: its id, or the beginning of it
        document: String,
        /// Rows to count, such as 1,3-5; without it all that are sure
        #[arg(long, value_name = "ROWS")]
        rows: Option<String>,
        /// A value to mend: ROW.field=value, such as 3.filled=3/15/2024. Fields: filled, drug, strength, quantity,
        /// days_supply, prescriber
        #[arg(long, value_name = "ROW.FIELD=VALUE")]
        set: Vec<String>,
        /// Puts what they come to into the treatment history
        #[arg(long)]
        take: bool,
    },
    /// Writes what was tried as a table (CSV), unsealed
    Out {
        /// Where to; the file must not be there
        #[arg(long, value_name = "F")]
        out: PathBuf,
    },
}

/// What can be done with rating scales.
#[derive(Subcommand)]
pub enum ScaleCall {
    /// Keeps a score: answers=0,1,2,… or total=23, with day=, note=; what is left out is kept open
    Add {
        /// Scale, such as phq-9
        scale: String,
        /// Fields
        #[command(flatten)]
        fields: FieldArgs,
    },
    /// Lists scales, or the scores of one
    List {
        /// Scale, such as phq-9
        scale: Option<String>,
    },
    /// Shows the course of a scale: response, remission, all scores
    Show {
        /// Scale, such as phq-9
        scale: String,
    },
    /// Changes fields of an entry; the others stay
    Edit {
        /// Its id, or the beginning of it
        id: String,
        /// Fields
        #[command(flatten)]
        fields: FieldArgs,
    },
    /// Moves an entry to the trash
    Trash {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Writes the scores as a table (CSV) or, with --picture, the chart (SVG), unsealed
    Out {
        /// Scale, such as phq-9
        scale: String,
        /// The chart instead of the table
        #[arg(long)]
        picture: bool,
        /// Where to; the file must not be there
        #[arg(long, value_name = "F")]
        out: PathBuf,
    },
}
