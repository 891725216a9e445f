//! Calls about the plan: its record, phone calls, plan books and provisions.

use super::FieldArgs;
use clap::Subcommand;

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
