//! Calls about forms of the insurer.

use clap::{Args, Subcommand};

/// What can be done with forms.
#[derive(Subcommand)]
pub enum FormCall {
    /// Lists the papers that can be filled in
    List {
        /// The letter they may go with, or the beginning of its id
        #[arg(long, value_name = "ID")]
        letter: Option<String>,
    },
    /// Shows the boxes of a form, and what the record has for each
    Show {
        /// The paper, or the beginning of its id
        #[arg(value_name = "DOCUMENT")]
        id: String,
        /// The letter it is filled for, or the beginning of its id
        #[arg(long, value_name = "ID")]
        letter: Option<String>,
    },
    /// Fills a form with what looks right and what is set, and files it as a new paper
    Fill(FormFillArgs),
}

/// Options of `form fill`.
#[derive(Args)]
pub struct FormFillArgs {
    /// The paper, or the beginning of its id
    #[arg(value_name = "DOCUMENT")]
    pub id: String,
    /// The letter it goes along with, or the beginning of its id
    #[arg(long, value_name = "ID")]
    pub letter: Option<String>,
    /// Sets a box, such as 'member.name=Nora Hale'; of a box to tick its value, such as 'urgent=Yes'
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// Leaves a box empty, for the pen
    #[arg(long, value_name = "NAME")]
    pub leave: Vec<String>,
    /// Takes what we are not sure of too; without this it is left empty
    #[arg(long)]
    pub unsure: bool,
}
