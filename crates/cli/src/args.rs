//! The calls there are. One place defines them; help, completions and the man page come from it.

mod checklists;
mod claims;
mod forms;
mod letters;
mod plan;
mod treatment;

pub use checklists::{ChecklistCall, ChecklistEditArgs, RecordsArgs};
pub use claims::{ClaimCall, DecisionArgs, SentArgs, TermsArgs};
pub use forms::{FormCall, FormFillArgs};
pub use letters::{DraftArgs, DraftingArgs, FromArgs, LetterCall, LetterEditArgs, PacketArgs};
pub use plan::{PhoneCall, PlanCall, ProvisionCall, RecordCall};
pub use treatment::{ScaleCall, TreatmentCall};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Files what an insurer sent, says by when to act and why, and keeps it sealed on this machine.
#[derive(Parser)]
#[command(
    name = "holdfast-cli",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
pub struct Cli {
    /// Options of every call.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub call: Call,
}

/// Options of every call.
#[derive(Args)]
pub struct Common {
    /// Print one JSON object instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// Folder of the vault; else the person's own
    #[arg(long, global = true, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// Read the passphrase from this file descriptor
    #[arg(long, global = true, value_name = "N", conflicts_with_all = ["passphrase_file", "recovery_fd"])]
    pub passphrase_fd: Option<i32>,
    /// Read the passphrase from this file ('-' is standard input)
    #[arg(long, global = true, value_name = "F", conflicts_with = "recovery_fd")]
    pub passphrase_file: Option<PathBuf>,
    /// Read the 24 recovery words from this file descriptor
    #[arg(long, global = true, value_name = "N")]
    pub recovery_fd: Option<i32>,
    /// Read a document's own password from this file descriptor
    #[arg(long, global = true, value_name = "N")]
    pub document_password_fd: Option<i32>,
    /// Wait this long for a program that holds the whole vault
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 0)]
    pub wait: u32,
}

/// What can be asked.
#[derive(Subcommand)]
pub enum Call {
    /// Reads letters and says what they are; nothing is stored
    Read(ReadArgs),
    /// Works out last days; the request as JSON on standard input, or as options
    Deadline(Box<DeadlineArgs>),
    /// The steps and time limits of a kind of plan, with citations
    Rules(RulesArgs),
    /// Makes a vault and prints its 24 recovery words once
    Init,
    /// Opens the vault to see whether the secret fits
    Unlock {
        /// Only check
        #[arg(long, required = true)]
        check: bool,
    },
    /// Changes the passphrase
    Passphrase {
        /// Read the new one from this file descriptor
        #[arg(long, value_name = "N")]
        new_fd: Option<i32>,
    },
    /// Makes new recovery words and prints them once; on a terminal three are typed back before they are in force
    Recovery,
    /// Locks the running window
    Lock,
    /// Files documents
    Add(AddArgs),
    /// Lists documents
    List(ListArgs),
    /// Shows one document: what was read, its dates
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Writes the original of a document, unsealed
    Open {
        /// Its id, or the beginning of it
        id: String,
        /// Where to; the file must not be there
        #[arg(long, value_name = "F")]
        out: PathBuf,
    },
    /// Searches in all pages
    Search {
        /// Words
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Shows, confirms and corrects the facts of a letter
    Review(ReviewArgs),
    /// Days to act on, nearest first
    Due {
        /// Only the next days
        #[arg(long, value_name = "N")]
        days: Option<u32>,
    },
    /// What would be told at a moment
    Reminders {
        /// The moment, such as 2026-12-04T09:30
        #[arg(long, value_name = "TIME", value_parser = moment)]
        at: chrono::NaiveDateTime,
    },
    /// Cases
    Case {
        /// What to do
        #[command(subcommand)]
        what: CaseCall,
    },
    /// Begins a letter, filled with what the case holds
    Draft(DraftArgs),
    /// Letters: their kinds, their words, what is missing
    Letter {
        /// What to do
        #[command(subcommand)]
        what: LetterCall,
    },
    /// Forms of the insurer: their boxes, what the record has for each, and filling them
    Form {
        /// What to do
        #[command(subcommand)]
        what: FormCall,
    },
    /// Help with wording from a language model on this computer: off unless an address is given
    Drafting(DraftingArgs),
    /// Puts a letter and its exhibits together as one PDF, which is not sealed
    Packet(PacketArgs),
    /// What to have for a request, a claim or an appeal; what was asked for, what is there
    Checklist {
        /// What to do
        #[command(subcommand)]
        what: ChecklistCall,
    },
    /// The plan: its kind and state, shown or set; with a further word its record, what papers offer, the interview
    #[command(args_conflicts_with_subcommands = true)]
    Plan {
        /// Kind of plan; 'unknown' where it is not known
        #[arg(long, value_name = "K")]
        plan_kind: Option<String>,
        /// State, two letters
        #[arg(long, value_name = "XX")]
        state: Option<String>,
        /// What to do
        #[command(subcommand)]
        what: Option<PlanCall>,
    },
    /// Calls: what was said and promised
    #[command(name = "call")]
    Phone {
        /// What to do
        #[command(subcommand)]
        what: PhoneCall,
    },
    /// What was tried, sessions, and what the plan asks for
    Treatment {
        /// What to do
        #[command(subcommand)]
        what: TreatmentCall,
    },
    /// Rating scales: scores, their course
    Scale {
        /// What to do
        #[command(subcommand)]
        what: ScaleCall,
    },
    /// Passages of plan books, and those pinned as provisions
    Provision {
        /// What to do
        #[command(subcommand)]
        what: ProvisionCall,
    },
    /// Claims and requests for approval
    Claim {
        /// What to do
        #[command(subcommand)]
        what: ClaimCall,
    },
    /// Records that a letter, a claim or a request went out
    Sent(SentArgs),
    /// Records what was answered to a letter, a claim or a request
    Decision(DecisionArgs),
    /// Puts a document in the trash
    Trash {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Takes a document or a record out of the trash
    Restore {
        /// Its id, or the beginning of it
        id: String,
    },
    /// What a record said before each of its changes, newest first; with --bring-back a version is taken again
    Versions {
        /// The record's id, or the beginning of it; plan, claim-terms, trial-ask, checklist-choice or records-request; a
        /// thing of the checklist by its own id; a plan book by the id of its document
        id: String,
        /// Takes the version with this number again; `undo` takes that back
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        bring_back: Option<u32>,
    },
    /// The steps of a denial
    Ladder {
        /// The letter; else the newest denial
        id: Option<String>,
    },
    /// After a decision: what to check after a yes, what is still open after a no
    After {
        /// The letter; else the denial to act on next
        id: Option<String>,
    },
    /// Copies to give to others
    Share {
        /// What to do
        #[command(subcommand)]
        what: ShareCall,
    },
    /// Checks the whole vault, every seal
    Verify,
    /// Where the vault is and how it stands
    Status,
    /// Takes back the last change
    Undo,
    /// What was done, newest first
    History,
    /// Tells how to get everything out of a vault without Holdfast
    Rescue,
    /// Prints shell completions
    Completions {
        /// For this shell
        shell: clap_complete::Shell,
    },
    /// Prints the man page
    Man,
}

/// What can be shared.
#[derive(Subcommand)]
pub enum ShareCall {
    /// Tells the case without names, numbers and dates, for fellow patients; the copy is not sealed
    Summary {
        /// The letter it is about; else the denial to act on next
        id: Option<String>,
        /// Where to; the file must not be there. A name that ends in .pdf gets it typeset. Without it the text is only
        /// shown
        #[arg(long, value_name = "F")]
        out: Option<PathBuf>,
        /// Name the insurer
        #[arg(long)]
        insurer: bool,
        /// Name the state
        #[arg(long)]
        state: bool,
    },
}

/// Options of `read`.
#[derive(Args)]
pub struct ReadArgs {
    /// Files, in the order wanted ('-' is standard input)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Kind of plan, where it is known
    #[arg(long, value_name = "K")]
    pub plan_kind: Option<String>,
    /// State, two letters
    #[arg(long, value_name = "XX")]
    pub state: Option<String>,
}

/// Options of `deadline`: the keys of a request.
#[derive(Args)]
pub struct DeadlineArgs {
    /// Kind of plan
    #[arg(long, value_name = "K")]
    pub plan_kind: Option<String>,
    /// Step
    #[arg(long, value_name = "L")]
    pub level: Option<String>,
    /// pre-service, post-service or concurrent
    #[arg(long, value_name = "T")]
    pub claim_type: Option<String>,
    /// State, two letters
    #[arg(long, value_name = "XX")]
    pub state: Option<String>,
    /// Date printed on the letter
    #[arg(long, value_name = "DAY")]
    pub notice_date: Option<NaiveDate>,
    /// Day the letter came
    #[arg(long, value_name = "DAY")]
    pub received_date: Option<NaiveDate>,
    /// Day of the decision of the step before
    #[arg(long, value_name = "DAY")]
    pub decision_date: Option<NaiveDate>,
    /// Day a cut takes effect
    #[arg(long, value_name = "DAY")]
    pub effective_date: Option<NaiveDate>,
    /// The letter's own limit, as a JSON object
    #[arg(long, value_name = "JSON")]
    pub letter: Option<String>,
    /// The day it is, for a request that looks back
    #[arg(long, value_name = "DAY")]
    pub today: Option<NaiveDate>,
}

/// Options of `rules`.
#[derive(Args)]
pub struct RulesArgs {
    /// Only this kind of plan
    #[arg(long, value_name = "K")]
    pub plan_kind: Option<String>,
    /// State, two letters
    #[arg(long, value_name = "XX")]
    pub state: Option<String>,
}

/// Options of `add`.
#[derive(Args)]
pub struct AddArgs {
    /// Files ('-' is standard input)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Case they go to, by its id or the beginning of it; else the one in use
    #[arg(long, value_name = "C")]
    pub case: Option<String>,
    /// Kind of letter they are, such as denial; else as it is read
    #[arg(long, value_name = "K", value_parser = notice_kind)]
    pub kind: Option<String>,
}

/// Options of `list`.
#[derive(Args)]
pub struct ListArgs {
    /// Only this kind of letter
    #[arg(long, value_name = "K", default_value = "")]
    pub kind: String,
    /// What is in the trash
    #[arg(long)]
    pub trash: bool,
}

/// Options of `review`.
#[derive(Args)]
pub struct ReviewArgs {
    /// The letter's id, or the beginning of it
    pub id: String,
    /// Confirm all facts that are sure
    #[arg(long)]
    pub accept_sure: bool,
    /// Correct a fact: field=value, such as received_date=2026-11-21, answer_by='180 days' or
    /// approval_end=2027-03-14; an empty value means it is not known. Fields are listed without this
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
}

/// What can be done with cases.
#[derive(Subcommand)]
pub enum CaseCall {
    /// Makes a case; its name is read from standard input
    New,
    /// Lists the cases
    List,
    /// Shows the case in use, or another
    Show {
        /// Its id, or the beginning of it
        id: Option<String>,
    },
    /// Takes a case in use
    Use {
        /// Its id, or the beginning of it
        id: String,
    },
}

/// Fields of a record.
#[derive(Args)]
pub struct FieldArgs {
    /// A field: field=value, such as taken=sertraline, dose='200 mg' or start='Feb 2021'. Without this the fields are
    /// read as one JSON object from standard input, so that they stand in no list of processes
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
}

/// A kind of letter by its id.
fn notice_kind(text: &str) -> Result<String, String> {
    match holdfast_case::reading::NoticeKind::find(text) {
        Some(kind) => Ok(kind.id().to_owned()),
        None => Err("not a kind of letter such as denial, eob or bill".to_owned()),
    }
}

/// A moment of this computer's own time; seconds may be left out, and without a time the day begins.
fn moment(text: &str) -> Result<chrono::NaiveDateTime, String> {
    let text = text.trim();
    for form in ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"] {
        if let Ok(at) = chrono::NaiveDateTime::parse_from_str(text, form) {
            return Ok(at);
        }
    }
    chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map(Into::into)
        .map_err(|_| "not a moment such as 2026-12-04T09:30".to_owned())
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_moment_may_leave_out_its_seconds_or_its_time() {
        for (text, means) in [
            ("2026-12-04T09:30:00", "2026-12-04T09:30:00"),
            ("2026-12-04T09:30", "2026-12-04T09:30:00"),
            ("2026-12-04 09:30", "2026-12-04T09:30:00"),
            ("2026-12-04", "2026-12-04T00:00:00"),
        ] {
            let at = moment(text).map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
            assert_eq!(at.as_deref(), Ok(means));
        }
        assert!(moment("Friday").is_err());
        assert!(moment("2026-13-01").is_err());
    }
}
