//! The calls there are. One place defines them; help, completions and the man page come from it.

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
    /// Records that a claim or request went out
    Sent(SentArgs),
    /// Records what was answered to a claim or request
    Decision(DecisionArgs),
    /// Puts a document in the trash
    Trash {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Takes a document out of the trash
    Restore {
        /// Its id, or the beginning of it
        id: String,
    },
    /// The steps of a denial
    Ladder {
        /// The letter; else the newest denial
        id: Option<String>,
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

/// Fields of a record.
#[derive(Args)]
pub struct FieldArgs {
    /// A field: field=value, such as taken=sertraline, dose='200 mg' or start='Feb 2021'. Without this the fields are
    /// read as one JSON object from standard input, so that they stand in no list of processes
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
}

/// What can be done with the plan.
#[derive(Subcommand)]
pub enum PlanCall {
    /// What is known of the plan: who runs it, numbers, whom to call, amounts
    Record {
        /// What to do
        #[command(subcommand)]
        what: RecordCall,
    },
    /// What papers say of the plan and nobody answered yet
    Offers,
    /// Takes what a paper offers into the record
    Take {
        /// Field, such as member-id
        #[arg(required_unless_present = "sure")]
        field: Option<String>,
        /// The value as 'plan offers' gives it; needed where more than one is offered
        value: Option<String>,
        /// All that are sure, for fields that are still empty
        #[arg(long, conflicts_with_all = ["field", "value"])]
        sure: bool,
    },
    /// Says no to what a paper offers; it is not offered again
    Decline {
        /// Field, such as member-id
        field: String,
        /// The value as 'plan offers' gives it; needed where more than one is offered
        value: Option<String>,
    },
    /// The questions that find the kind of plan: asks the next one, or says what the answers mean
    Interview {
        /// Answers so far, each its number under its question, from 1
        #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        answers: Vec<u32>,
        /// Keeps the answers, and dates all letters by the kind they lead to
        #[arg(long)]
        save: bool,
        /// Begins from the answers that were saved last
        #[arg(long, conflicts_with = "answers")]
        saved: bool,
    },
}

/// What can be done with the record of the plan.
#[derive(Subcommand)]
pub enum RecordCall {
    /// Lists what is known, with where it is from
    List,
    /// Sets fields: field=value, such as year-end=12/31/2026 or deductible-in=1500; an empty value takes a field out.
    /// What can't be read as an amount or a day is kept as typed, and said
    Set {
        /// Fields. Without any they are read as one JSON object from standard input, so that they stand in no list of
        /// processes
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
}

/// What can be done with calls.
#[derive(Subcommand)]
pub enum PhoneCall {
    /// Keeps a call: whom=, name=, number=, minutes=, reference=, said=, promise=, promised_by=; fields of the plan
    /// record that were told go along by their names, such as deductible-in=1500
    Add(FieldArgs),
    /// Lists calls, newest first
    List,
    /// What to say on a call: the questions, in order
    Script {
        /// Script
        #[arg(default_value = "verification-of-benefits")]
        script: String,
    },
    /// Says that what was promised on a call came
    Came {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Changes by which day something was promised
    Day {
        /// Its id, or the beginning of it
        id: String,
        /// The day; empty where none was named
        day: String,
    },
    /// Moves a call to the trash
    Trash {
        /// Its id, or the beginning of it
        id: String,
    },
}

/// What can be done with plan books and provisions.
#[derive(Subcommand)]
pub enum ProvisionCall {
    /// Plan books of the case
    Books,
    /// Says that a document is a plan book
    Book {
        /// Its id, or the beginning of it
        id: String,
        /// It is none
        #[arg(long)]
        not: bool,
        /// Plan year or version
        #[arg(long, value_name = "Y", default_value = "")]
        year: String,
        /// The document that took its place; both are kept
        #[arg(long, value_name = "ID", conflicts_with_all = ["not", "year"])]
        replaced_by: Option<String>,
    },
    /// What was found in a plan book, and what was not
    Find {
        /// Its id, or the beginning of it; else the newest plan book
        id: Option<String>,
        /// Only this passage, such as appeals
        #[arg(long, value_name = "S")]
        section: Option<String>,
    },
    /// What changed from one plan book to another
    Compare {
        /// The older one
        older: String,
        /// The newer one
        newer: String,
    },
    /// What insurers say in public about the treatment
    Positions,
    /// Pins a passage
    Add {
        /// The plan book
        id: String,
        /// Which passage, such as medical-necessity
        #[arg(long, value_name = "S")]
        section: String,
        /// Which of its places, from 1
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        place: u32,
        /// Own note
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
    },
    /// Pinned passages
    List,
    /// One pinned passage
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Writes a note on a pin, or takes the pin away
    Edit {
        /// Its id, or the beginning of it
        id: String,
        /// The note
        #[arg(
            long,
            value_name = "TEXT",
            required_unless_present = "remove",
            conflicts_with = "remove"
        )]
        note: Option<String>,
        /// Takes the pin away; `undo` puts it back
        #[arg(long)]
        remove: bool,
    },
}

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
