//! Calls about claims and requests.

use clap::{Args, Subcommand};

/// What can be done with claims.
#[derive(Subcommand)]
pub enum ClaimCall {
    /// Writes one down: a JSON object on standard input, with the keys that 'show --json' has
    Add,
    /// Lists them, and the papers that may answer one
    List,
    /// Shows one: its lines, its checks, what came back
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Changes one: a JSON object on standard input with the keys to change
    Edit {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Reads the lines of a clinic's bill that is filed; what it prints can be given to 'add' or 'edit'
    Lines {
        /// The bill: its id, or the beginning of it
        document: String,
    },
    /// Moves one to the trash
    Trash {
        /// Its id, or the beginning of it
        id: String,
    },
    /// What the plan says of claims: shows it, or sets it
    Terms(TermsArgs),
}

/// Options of `claim terms`.
#[derive(Args)]
pub struct TermsArgs {
    /// First day of the coverage
    #[arg(long, value_name = "DAY")]
    pub covered_from: Option<String>,
    /// Last day of the coverage; empty while it goes on
    #[arg(long, value_name = "DAY")]
    pub covered_to: Option<String>,
    /// How long after the care a claim may come
    #[arg(long, value_name = "N")]
    pub filing_count: Option<String>,
    /// In what that counts
    #[arg(long, value_name = "U", value_parser = ["days", "months", "years"])]
    pub filing_unit: Option<String>,
    /// Where the plan says so
    #[arg(long, value_name = "WORDS")]
    pub filing_said: Option<String>,
    /// Whether the plan wants to be asked first
    #[arg(long, value_name = "A", value_parser = ["yes", "no", "unknown"])]
    pub asks_first: Option<String>,
}

/// Options of `sent`.
#[derive(Args)]
pub struct SentArgs {
    /// The claim's id, or the beginning of it
    pub id: String,
    /// The way it went
    #[arg(long, value_name = "W", value_parser = ["portal", "fax", "certified-mail", "mail", "email", "by-hand", "clinic"])]
    pub way: String,
    /// The day it went out
    #[arg(long, value_name = "DAY", default_value = "")]
    pub day: String,
    /// The day they had it, where that is known
    #[arg(long, value_name = "DAY", default_value = "")]
    pub received: String,
    /// Where it went
    #[arg(long, value_name = "WHERE", default_value = "")]
    pub to: String,
    /// Tracking number
    #[arg(long, value_name = "N", default_value = "")]
    pub tracking: String,
    /// The filed paper that proves it
    #[arg(long, value_name = "DOCUMENT")]
    pub proof: Option<String>,
}

/// Options of `decision`.
#[derive(Args)]
pub struct DecisionArgs {
    /// The claim's id, or the beginning of it
    pub id: String,
    /// What was answered
    #[arg(long, value_name = "O", value_parser = ["denied", "partly", "paid", "approved"])]
    pub outcome: String,
    /// Date of the answer; else that of the paper
    #[arg(long, value_name = "DAY", default_value = "")]
    pub day: String,
    /// The filed paper it stands on; its lines are read
    #[arg(long, value_name = "DOCUMENT")]
    pub document: Option<String>,
    /// What was billed
    #[arg(long, value_name = "AMOUNT", default_value = "")]
    pub billed: String,
    /// What was allowed
    #[arg(long, value_name = "AMOUNT", default_value = "")]
    pub allowed: String,
    /// What the plan paid
    #[arg(long, value_name = "AMOUNT", default_value = "")]
    pub paid: String,
    /// What they say is owed
    #[arg(long, value_name = "AMOUNT", default_value = "")]
    pub owes: String,
    /// What the clinic asks
    #[arg(long, value_name = "AMOUNT")]
    pub clinic_bill: Option<String>,
}
