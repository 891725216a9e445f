//! Calls about checklists and the letter that asks for records.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What can be done with the checklist.
#[derive(Subcommand)]
pub enum ChecklistCall {
    /// Lists what to have; a star marks what to start with
    List {
        /// Take the list of this illness, such as trd or ptsd
        #[arg(long, value_name = "ID")]
        condition: Option<String>,
        /// Take the list of this stage, such as prior-auth or internal-appeal
        #[arg(long, value_name = "ID")]
        stage: Option<String>,
    },
    /// Shows one thing: why, who has it, how to ask
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Adds a thing of your own
    Add {
        /// What it is
        #[arg(required = true)]
        title: Vec<String>,
    },
    /// Says where a thing stands
    Edit(ChecklistEditArgs),
    /// Writes a letter that asks for your records, as a PDF that is not sealed
    Records(RecordsArgs),
}

/// Options of `checklist edit`.
#[derive(Args)]
pub struct ChecklistEditArgs {
    /// Its id, or the beginning of it
    pub id: String,
    /// The day you asked for it; empty takes that back
    #[arg(long, value_name = "DAY")]
    pub asked: Option<String>,
    /// Whom you asked
    #[arg(long, value_name = "WHO")]
    pub of: Option<String>,
    /// Day to look again; empty for none
    #[arg(long, value_name = "DAY")]
    pub follow_up: Option<String>,
    /// You have it: as this filed document, or elsewhere
    #[arg(long, value_name = "DOCUMENT", num_args = 0..=1, conflicts_with = "to_do")]
    pub have: Option<Option<String>>,
    /// You do not have it
    #[arg(long)]
    pub to_do: bool,
    /// The document that ticked it is not it
    #[arg(long, conflicts_with_all = ["have", "to_do", "asked"])]
    pub untick: bool,
    /// A note; empty for none
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Another name, for a thing of your own
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Takes a thing of your own off the list
    #[arg(long, conflicts_with_all = ["have", "to_do", "asked", "untick", "note", "title"])]
    pub drop: bool,
}

/// Options of `checklist records`.
#[derive(Args)]
pub struct RecordsArgs {
    /// Things to ask for, by their ids
    #[arg(required = true, value_name = "ID")]
    pub items: Vec<String>,
    /// Where to; the file must not be there
    #[arg(long, value_name = "F")]
    pub out: PathBuf,
    /// Whose records; else as read in your letters
    #[arg(long, value_name = "NAME")]
    pub patient: Option<String>,
    /// Where the copies go
    #[arg(long, value_name = "TEXT")]
    pub address: Option<String>,
    /// Who has the records; else as read in your letters
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// Their address
    #[arg(long, value_name = "TEXT")]
    pub to_address: Option<String>,
    /// First day wanted, in your own words
    #[arg(long, value_name = "WHEN")]
    pub since: Option<String>,
    /// Last day wanted, in your own words
    #[arg(long, value_name = "WHEN")]
    pub until: Option<String>,
    /// E-mail address for the copies; else on paper
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// It goes out today: note it as asked for
    #[arg(long)]
    pub asked: bool,
}
