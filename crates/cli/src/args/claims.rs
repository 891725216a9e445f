//! Calls about claims and requests.

use clap::builder::{PossibleValue, PossibleValuesParser};
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

/// The ways of sending, as they are named at a terminal.
fn ways() -> PossibleValuesParser {
    let way = PossibleValue::new;
    PossibleValuesParser::new([
        way("portal"),
        way("fax"),
        way("certified-mail").alias("certified"),
        way("mail"),
        way("email"),
        way("by-hand").alias("hand"),
        way("clinic"),
    ])
}

/// Options of `sent`.
#[derive(Args)]
pub struct SentArgs {
    /// The id of a letter, a claim or a request, or the beginning of it
    #[arg(value_name = "LETTER-OR-CLAIM")]
    pub id: String,
    /// The way it went
    #[arg(long = "by", visible_alias = "way", value_name = "W", value_parser = ways())]
    pub way: String,
    /// The day it went out
    #[arg(
        long = "on",
        visible_alias = "day",
        value_name = "DAY",
        default_value = ""
    )]
    pub day: String,
    /// The day they had it, where that is known
    #[arg(long, value_name = "DAY", default_value = "")]
    pub received: String,
    /// Where it went; of a letter, else what stands in it
    #[arg(long, value_name = "WHERE", default_value = "")]
    pub to: String,
    /// Tracking number
    #[arg(long, value_name = "N", default_value = "")]
    pub tracking: String,
    /// What proves it: a file, which is filed, or a filed paper; of a letter several
    #[arg(long, value_name = "FILE-OR-DOCUMENT")]
    pub proof: Vec<String>,
    /// How many pages went out; of a letter, else those of its packet
    #[arg(long, value_name = "N", default_value = "")]
    pub pages: String,
    /// A fast decision was asked for; of a letter
    #[arg(long)]
    pub fast: bool,
    /// It was sent although something was still missing; of a letter
    #[arg(long)]
    pub anyway: bool,
    /// With a cover sheet, as for a fax; of a letter
    #[arg(long)]
    pub cover: bool,
    /// It went in parts of at most so many pages, each with a cover sheet; of a letter
    #[arg(long, value_name = "PAGES")]
    pub max_pages: Option<u32>,
    /// It went in parts of at most so many million bytes; of a letter
    #[arg(long, value_name = "MB")]
    pub max_mb: Option<u32>,
    /// Heavy pages were made less sharp; of a letter
    #[arg(long)]
    pub shrink: bool,
    /// Which sending is corrected, from 1, instead of a new one
    #[arg(long, value_name = "N")]
    pub correct: Option<u32>,
}

/// Options of `decision`.
#[derive(Args)]
pub struct DecisionArgs {
    /// The id of a letter, a claim or a request, or the beginning of it
    #[arg(value_name = "LETTER-OR-CLAIM")]
    pub id: String,
    /// What was answered; to a letter: won, partly or lost
    #[arg(long, value_name = "O", value_parser = ["denied", "partly", "paid", "approved", "won", "lost"])]
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
