//! Calls about letters and packets.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Options of `draft`.
#[derive(Args)]
pub struct DraftArgs {
    /// The kind: a step of appeal such as internal-appeal, or another; see 'letter kinds'
    #[arg(value_name = "LETTER-KIND")]
    pub kind: String,
    /// The letter it answers; else the denial to act on next
    #[arg(long, value_name = "DOCUMENT")]
    pub answers: Option<String>,
    /// Who writes
    #[command(flatten)]
    pub from: FromArgs,
}

/// Options of `drafting`.
#[derive(Args)]
pub struct DraftingArgs {
    /// Address of the program, such as http://127.0.0.1:11434/v1; turns help on
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// The model it uses
    #[arg(long, value_name = "MODEL")]
    pub model: Option<String>,
    /// Asks the program for the models it has
    #[arg(long)]
    pub models: bool,
    /// Turns help off
    #[arg(long, conflicts_with_all = ["address", "models"])]
    pub off: bool,
}

/// Who writes a letter.
#[derive(Args)]
pub struct FromArgs {
    /// Your name, where it is not as read in the letter
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,
    /// Your postal address; lines are parted by ';'
    #[arg(long, value_name = "TEXT")]
    pub from_address: Option<String>,
    /// Your telephone number
    #[arg(long, value_name = "NUMBER")]
    pub from_phone: Option<String>,
    /// Your e-mail address
    #[arg(long, value_name = "ADDRESS")]
    pub from_email: Option<String>,
}

/// What can be done with letters.
#[derive(Subcommand)]
pub enum LetterCall {
    /// Lists the kinds there are
    Kinds,
    /// Lists the letters of the case
    List,
    /// Shows a letter: its words, its exhibits, what is missing
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Changes a letter
    Edit(Box<LetterEditArgs>),
    /// Shows what would be sent to the program on this computer for other words of a part; with --send, what came back
    Suggest {
        /// Its id, or the beginning of it
        id: String,
        /// The part: its number, from 1
        part: usize,
        /// Sends it: without this nothing goes out
        #[arg(long)]
        send: bool,
        /// Takes what came back of these paragraphs, by their numbers
        #[arg(long, value_name = "N", requires = "send")]
        take: Vec<usize>,
    },
    /// Moves a letter to the trash
    Trash {
        /// Its id, or the beginning of it
        id: String,
    },
}

/// Options of `letter edit`.
#[derive(Args)]
pub struct LetterEditArgs {
    /// Its id, or the beginning of it
    pub id: String,
    /// Who writes
    #[command(flatten)]
    pub from: FromArgs,
    /// Who gets it
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// Their postal address; lines are parted by ';'
    #[arg(long, value_name = "TEXT")]
    pub to_address: Option<String>,
    /// Their fax number
    #[arg(long, value_name = "NUMBER")]
    pub to_fax: Option<String>,
    /// Fills in what is missing, such as 'birth_date=May 4, 1989'
    #[arg(long, value_name = "GAP=WORDS")]
    pub fill: Vec<String>,
    /// Adds a request, such as ask_file
    #[arg(long, value_name = "REQUEST")]
    pub ask: Vec<String>,
    /// Takes a request out
    #[arg(long, value_name = "REQUEST")]
    pub no_ask: Vec<String>,
    /// Ticks a study for the reason, as REASON:STUDY
    #[arg(long, value_name = "REASON:STUDY")]
    pub study: Vec<String>,
    /// Takes a study out again
    #[arg(long, value_name = "REASON:STUDY")]
    pub no_study: Vec<String>,
    /// Ticks a paper for the reason, as REASON:DOCUMENT
    #[arg(long, value_name = "REASON:DOCUMENT")]
    pub paper: Vec<String>,
    /// Adds 'What happened, day by day' to the exhibits
    #[arg(long, conflicts_with = "no_timeline")]
    pub timeline: bool,
    /// Takes it out again
    #[arg(long)]
    pub no_timeline: bool,
    /// Adds a paper that is not here yet: the id of an open row of the checklist, or what it is in words
    #[arg(long, value_name = "ROW|WORDS")]
    pub to_follow: Vec<String>,
    /// Puts a paper in the place of the exhibit that was to follow, as EXHIBIT=DOCUMENT; EXHIBIT alone where 'letter show'
    /// names the paper that came
    #[arg(long, value_name = "EXHIBIT[=DOCUMENT]")]
    pub here: Vec<String>,
    /// Takes out an exhibit that was put in by hand, by its letter
    #[arg(long, value_name = "EXHIBIT")]
    pub take_out: Vec<String>,
    /// Ticks a thing for the reason, as REASON:THING: history, scores:SCALE, passage:ID, call:ID, paper:ID, study:ID;
    /// 'letter show --json' lists them
    #[arg(long, value_name = "REASON:THING")]
    pub tick: Vec<String>,
    /// Takes a thing out again
    #[arg(long, value_name = "REASON:THING")]
    pub untick: Vec<String>,
    /// Takes a paper out again: for one reason as REASON:DOCUMENT, or for all
    #[arg(long, value_name = "DOCUMENT")]
    pub no_paper: Vec<String>,
    /// Signs with this picture, a paper of the case; 'pen' for pen on paper
    #[arg(long, value_name = "DOCUMENT|pen")]
    pub signature: Option<String>,
    /// Sends a filled form along before the letter, by the id of the filled paper
    #[arg(long, value_name = "DOCUMENT")]
    pub form: Vec<String>,
    /// Takes a filled form out of the packet again
    #[arg(long, value_name = "DOCUMENT")]
    pub no_form: Vec<String>,
    /// Keeps your words of this paragraph beside newer ones, by its key; newer ones again are shown
    #[arg(long, value_name = "KEY")]
    pub keep_mine: Vec<String>,
    /// Works out anew what is proposed; what you wrote stays
    #[arg(long)]
    pub refresh: bool,
    /// Calls it final: refused while something is missing
    #[arg(long, conflicts_with = "open")]
    pub r#final: bool,
    /// Opens it again for changes
    #[arg(long)]
    pub open: bool,
}

/// Options of `packet`.
#[derive(Args)]
pub struct PacketArgs {
    /// The letter, or the beginning of its id
    #[arg(value_name = "LETTER")]
    pub letter: String,
    /// Where to; the file must not be there. A name that ends in .docx gets the letter alone, for a word processor
    #[arg(long, value_name = "F")]
    pub out: PathBuf,
    /// With a cover sheet, as for a fax
    #[arg(long)]
    pub cover: bool,
    /// The letter alone
    #[arg(long, conflicts_with_all = ["max_mb", "max_pages", "shrink", "redact"])]
    pub letter_only: bool,
    /// In parts of at most so many million bytes, each with a cover sheet: F, F-2, F-3
    #[arg(long, value_name = "MB")]
    pub max_mb: Option<u32>,
    /// In parts of at most so many pages, each with a cover sheet: F, F-2, F-3
    #[arg(long, value_name = "PAGES")]
    pub max_pages: Option<u32>,
    /// Heavy pages become less sharp pictures; which ones is told
    #[arg(long)]
    pub shrink: bool,
    /// Blacks these words out wherever they stand; below the boxes nothing is left
    #[arg(long, value_name = "WORDS", num_args = 1..)]
    pub redact: Vec<String>,
}
