//! One thin function for each call.

mod add;
mod after;
mod checklist;
mod claims;
mod drafting;
mod fields;
mod forms;
mod ladder;
mod letters;
mod list_rows;
mod outside;
mod packet;
mod papers;
mod phone;
mod plan;
mod provision;
mod scale;
mod sent;
mod share;
mod treatment;
mod vault;
mod versions;

use crate::args::{Call, Cli, Common};
use crate::out::{self, Trouble};
use crate::secrets;
use clap::CommandFactory;
use holdfast_casework::{Code, Desk, DeskOptions, DeskParts};
use std::path::PathBuf;
use std::time::Duration;

/// How long a change waits for other programs that write to the same vault: nobody sits before it, and a call that
/// gave up would have to be made again.
const PATIENCE: Duration = Duration::from_secs(60);

/// Answers a call; gives the exit status.
pub fn answer(cli: &Cli) -> Result<u8, Trouble> {
    let common = &cli.common;
    match &cli.call {
        Call::Read(args) => outside::read(common, args),
        Call::Deadline(args) => outside::deadline(common, args),
        Call::Rules(args) => outside::rules(common, args),
        Call::Completions { shell } => {
            // Made whole first: a reader that goes away in the middle is no trouble of ours.
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "holdfast-cli", &mut script);
            out::bytes(&script);
            Ok(0)
        }
        Call::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command())
                .render(&mut page)
                .map_err(|_| holdfast_casework::Error::of(Code::Internal))?;
            out::bytes(&page);
            Ok(0)
        }
        Call::Rescue => {
            out::bytes(include_bytes!("../../../../docs/rescue.md"));
            Ok(0)
        }
        Call::Init => vault::init(common),
        Call::Status => vault::status(common),
        Call::Lock => vault::lock(common),
        Call::Unlock { .. } => vault::check(common),
        Call::Passphrase { new_fd } => vault::passphrase(common, *new_fd),
        Call::Recovery => vault::recovery(common),
        Call::Verify => vault::verify(common),
        Call::Undo => vault::undo(common),
        Call::History => vault::history(common),
        Call::Add(args) => add::add(common, args),
        Call::List(args) => papers::list(common, args),
        Call::Show { id } => papers::show(common, id),
        Call::Open { id, out } => papers::open(common, id, out),
        Call::Search { words } => papers::search(common, words),
        Call::Review(args) => papers::review(common, args),
        Call::Due { days } => papers::due(common, *days),
        Call::Reminders { at } => papers::reminders(common, at),
        Call::Trash { id } => papers::trash(common, id, true),
        Call::Restore { id } => papers::trash(common, id, false),
        Call::Versions { id, bring_back } => versions::versions(common, id, *bring_back),
        Call::Treatment { what } => treatment::treatment(common, what),
        Call::Scale { what } => scale::scale(common, what),
        Call::Ladder { id } => ladder::ladder(common, id.as_deref()),
        Call::After { id } => after::after(common, id.as_deref()),
        Call::Share { what } => share::share(common, what),
        Call::Draft(args) => letters::draft(common, args),
        Call::Letter { what } => letters::letter(common, what),
        Call::Form { what } => forms::form(common, what),
        Call::Drafting(args) => drafting::drafting(common, args),
        Call::Packet(args) => packet::packet(common, args),
        Call::Checklist { what } => checklist::checklist(common, what),
        Call::Provision { what } => provision::provision(common, what),
        Call::Claim { what } => claims::claim(common, what),
        Call::Sent(args) => sent::sent(common, args),
        Call::Decision(args) => sent::decision(common, args),
        Call::Case { what } => vault::case(common, what),
        Call::Plan {
            what: Some(what), ..
        } => plan::plan(common, what),
        Call::Plan {
            plan_kind, state, ..
        } => vault::plan(common, plan_kind.as_deref(), state.as_deref()),
        Call::Phone { what } => phone::call(common, what),
    }
}

/// The desk of this call, its vault still locked.
pub fn desk(common: &Common) -> Result<Desk, Trouble> {
    let options = DeskOptions {
        config_dir: folder("XDG_CONFIG_HOME", ".config").join("app.holdfast.desktop"),
        data_dir: folder("XDG_DATA_HOME", ".local/share").join("app.holdfast.desktop"),
        vault_folder: common.vault.clone(),
        clock: holdfast_casework::clock_of_this_run(),
    };
    let mut parts = DeskParts::of_this_machine();
    parts.patience = PATIENCE;
    parts.wait = Duration::from_secs(u64::from(common.wait));
    Ok(Desk::with_parts(options, parts)?)
}

/// The desk with its vault open.
pub fn open_desk(common: &Common) -> Result<Desk, Trouble> {
    let desk = desk(common)?;
    if let Some(trouble) = desk.app_state()?.trouble {
        return Err(holdfast_casework::Error::stored(&trouble.code)
            .saying(trouble.message)
            .into());
    }
    secrets::unlock(&desk, common)?;
    if let Some(why) = desk.why_only_looking().filter(|_| !common.json) {
        eprintln!("{}", out::sentence(&(&why).into()));
    }
    Ok(desk)
}

fn folder(variable: &str, below_home: &str) -> PathBuf {
    let given = std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    given.unwrap_or_else(|| {
        std::env::var_os("HOME")
            .map(PathBuf::from)
            .unwrap_or_default()
            .join(below_home)
    })
}
