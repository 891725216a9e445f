//! Calls about the vault itself, its secrets and its cases.

use super::papers::changed;
use super::{desk, open_desk};
use crate::args::{CaseCall, Common};
use crate::input;
use crate::out::{self, Trouble};
use crate::secrets;
use holdfast_casework::view::{
    ChangePassphraseRequest, CreateVaultRequest, Phase, TypedWordRequest, UnlockRequest,
};
use holdfast_casework::{CaseInfo, Code, Desk, Error};
use serde_json::{Value, json};
use std::io::IsTerminal;

/// Makes a vault; the words are printed once.
pub fn init(common: &Common) -> Result<u8, Trouble> {
    let desk = desk(common)?;
    let passphrase = match secrets::passphrase(common)? {
        Some(passphrase) => passphrase,
        None => {
            let first = secrets::ask("New passphrase: ")?.ok_or_else(|| {
                Trouble::Call(
                    "A passphrase is needed: --passphrase-fd or --passphrase-file.".to_owned(),
                )
            })?;
            let again = secrets::ask("Once more: ")?.unwrap_or_default();
            if first != again {
                return Err(Trouble::Call(
                    "The two passphrases differ. Nothing was made.".to_owned(),
                ));
            }
            first
        }
    };
    let sheet = desk.create_vault(CreateVaultRequest {
        // The desk has the folder of this call, by its bytes.
        folder: None,
        passphrase: passphrase.to_string(),
        remember: false,
    })?;
    let words = sheet.words.join(" ");
    let object =
        json!({"vault": sheet.vault_folder, "recovery": words, "identity": sheet.identity_line});
    out::answer(common.json, object, || {
        format!(
            "The vault is in {}.\n\nThese 24 words open it when the passphrase is forgotten. They are shown this once: \
             write them down.\n\n{words}\n",
            sheet.vault_folder
        )
    });
    Ok(0)
}

/// Where the vault is and how it stands. Needs no secret; with one it says whether that opens it.
pub fn status(common: &Common) -> Result<u8, Trouble> {
    let desk = desk(common)?;
    let state = desk.app_state()?;
    if let Some(trouble) = state.trouble {
        return Err(Error::stored(&trouble.code).saying(trouble.message).into());
    }
    // What came in is counted as it lies there: opening takes it in.
    let phase = match (state.phase, secrets::given(common)?) {
        (Phase::Locked, Some(secret)) => desk.unlock(secret)?.phase,
        (phase, _) => phase,
    };
    let phase = match phase {
        Phase::FirstRun => "no-vault",
        Phase::Locked => "locked",
        Phase::Open | Phase::Recovery => "open",
        Phase::Trouble => "trouble",
    };
    let object = json!({
        "vault": state.vault_folder, "state": phase, "received_while_locked": state.received_while_locked,
        "version": state.version,
    });
    out::answer(common.json, object, || match phase {
        "no-vault" => format!("No vault yet. It would be made in {}.", state.vault_folder),
        "open" => format!(
            "The vault is in {}. It opens. Received while locked: {}.",
            state.vault_folder, state.received_while_locked
        ),
        _ => {
            format!(
                "The vault is in {}. Received while locked: {}.",
                state.vault_folder, state.received_while_locked
            )
        }
    });
    Ok(0)
}

/// Whether the secret fits.
pub fn check(common: &Common) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    desk.lock()?;
    out::answer(common.json, json!({"unlocks": true}), || {
        "It opens the vault.".to_owned()
    });
    Ok(0)
}

/// Locks the running window: the program beside this one hands it on.
pub fn lock(common: &Common) -> Result<u8, Trouble> {
    let program = std::env::current_exe()
        .ok()
        .and_then(|own| Some(own.parent()?.join("holdfast")));
    let started = program.filter(|program| program.exists()).map(|program| {
        std::process::Command::new(program)
            .arg("--lock")
            .stdin(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status()
    });
    match started {
        Some(Ok(status)) if status.success() => {
            out::answer(common.json, json!({"locked": true}), || {
                "Locked.".to_owned()
            });
            Ok(0)
        }
        Some(_) if !holdfast_casework::display_is_there() => Err(Error::of(Code::NotFound)
            .saying("No window can be reached from here: this terminal belongs to no desktop.")
            .hinting("Call it in the session in which the window is open.")
            .into()),
        Some(_) => Err(Error::of(Code::Internal)
            .saying("The window could not be told to lock.")
            .into()),
        None => Err(Error::of(Code::NotFound)
            .saying("The window's program is not beside this one.")
            .hinting("Install Holdfast again.")
            .into()),
    }
}

/// Changes the passphrase.
pub fn passphrase(common: &Common, new_fd: Option<i32>) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let present = match secrets::given(common)? {
        Some(UnlockRequest::Passphrase { passphrase }) => passphrase,
        _ => secrets::ask("Present passphrase: ")?
            .map(|p| p.to_string())
            .unwrap_or_default(),
    };
    let new = match new_fd {
        Some(fd) => secrets::from_fd(fd)?,
        None => secrets::ask("New passphrase: ")?
            .ok_or_else(|| Trouble::Call("A new passphrase is needed: --new-fd.".to_owned()))?,
    };
    let change = desk.change_passphrase(ChangePassphraseRequest {
        present,
        new: new.to_string(),
    })?;
    changed(common, &change);
    Ok(0)
}

/// Makes new recovery words. On a terminal they are in force once three of them were typed back; a script keeps what it
/// is given, so there they are in force as soon as they are out.
pub fn recovery(common: &Common) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let sheet = desk.new_recovery_sheet()?;
    let words = sheet.words.join(" ");
    let on_terminal = !common.json && std::io::stdin().is_terminal();
    let object = json!({"recovery": words, "identity": sheet.identity_line});
    let given = out::answer_that_counts(common.json, object, || {
        let when = if on_terminal {
            "The old ones open the vault until three of these are typed back.".to_owned()
        } else {
            format!("The old ones open the vault no more. {OLD_SHEET}")
        };
        format!("The new words, shown this once. {when}\n\n{words}\n")
    });
    if given.is_err() {
        desk.drop_new_sheet()?;
        return Err(Error::of(Code::SheetNotMade)
            .saying("The new words could not be given out. The old ones still open the vault.")
            .hinting("Call it again with an output that can be written to.")
            .into());
    }
    if !on_terminal {
        desk.trust_recovery()?;
        return Ok(0);
    }
    if proved(&desk, &sheet.ask)? {
        out::line(&format!(
            "The new words open the vault from now on. {OLD_SHEET}"
        ));
        Ok(0)
    } else {
        out::line(&desk.drop_new_sheet()?.said);
        Ok(1)
    }
}

/// What an old sheet still is.
const OLD_SHEET: &str =
    "The key line on an old sheet goes on opening the vault's files: destroy that sheet.";

/// Asks for words of the sheet until all are right; an empty line gives up.
fn proved(desk: &Desk, ask: &[u32]) -> Result<bool, Trouble> {
    loop {
        let mut typed = Vec::new();
        for number in ask {
            let word = secrets::ask(&format!("Word {number} (nothing to keep the old words): "))?;
            let word = word.filter(|word| !word.trim().is_empty());
            let Some(word) = word else { return Ok(false) };
            typed.push(TypedWordRequest {
                number: *number,
                word: word.to_string(),
            });
        }
        let answer = desk.confirm_recovery(&typed)?;
        if answer.confirmed {
            return Ok(true);
        }
        for number in answer.wrong {
            out::line(&format!("Word {number} is another. Look once more."));
        }
    }
}

/// Checks every seal.
pub fn verify(common: &Common) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let bar = out::bar(common.json);
    let view = desk.verify(|done, of| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
        true
    })?;
    bar.finish_and_clear();
    let object = json!({"seals": view.seals, "whole": view.whole, "findings": view.findings});
    out::answer(common.json, object, || {
        if view.whole {
            format!("All {} seals are whole.", view.seals)
        } else {
            view.findings.join("\n")
        }
    });
    Ok(if view.whole { 0 } else { 4 })
}

/// Takes back the last change.
pub fn undo(common: &Common) -> Result<u8, Trouble> {
    let change = open_desk(common)?.undo()?;
    changed(common, &change);
    Ok(0)
}

/// What was done.
pub fn history(common: &Common) -> Result<u8, Trouble> {
    let rows = open_desk(common)?.history()?;
    let objects: Vec<Value> = rows
        .iter()
        .map(|row| json!({"number": row.number, "at": row.at, "said": row.said, "undone": row.undone}))
        .collect();
    out::answer(common.json, json!({ "history": objects }), || {
        rows.iter()
            .map(|row| {
                out::plain(&format!(
                    "{}  {}  {}{}",
                    row.number,
                    row.at,
                    row.said,
                    if row.undone { " (undone)" } else { "" }
                ))
            })
            .collect::<Vec<_>>()
            .join("\n")
    });
    Ok(0)
}

/// Cases.
pub fn case(common: &Common, what: &CaseCall) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let cases = match what {
        CaseCall::New => vec![desk.new_case(&input::name()?)?],
        CaseCall::List => desk.cases()?,
        CaseCall::Show { id } => vec![desk.case(id.as_deref())?],
        CaseCall::Use { id } => vec![desk.use_case(id)?],
    };
    print_cases(common, &cases);
    Ok(0)
}

fn print_cases(common: &Common, cases: &[CaseInfo]) {
    let objects: Vec<Value> = cases
        .iter()
        .map(|c| {
            json!({"case": c.id.to_string(), "name": c.name, "plan_kind": c.plan_kind, "state": c.state, "in_use": c.in_use})
        })
        .collect();
    out::answer(common.json, json!({ "cases": objects }), || {
        let line = |c: &CaseInfo| {
            let mark = if c.in_use { "►" } else { " " };
            let kind = c.plan_kind.as_deref().map(crate::names::plan_kind);
            let kind = kind.as_deref().unwrap_or("plan not known");
            out::plain(&format!(
                "{mark} {}  {}  {kind}  {}",
                c.id,
                c.name,
                c.state.as_deref().unwrap_or("--")
            ))
        };
        cases.iter().map(line).collect::<Vec<_>>().join("\n")
    });
}

/// Shows or sets what is known of the plan.
pub fn plan(common: &Common, plan_kind: Option<&str>, state: Option<&str>) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let present = desk.case(None)?;
    if plan_kind.is_some() || state.is_some() {
        let kind = plan_kind
            .or(present.plan_kind.as_deref())
            .filter(|kind| *kind != "unknown");
        let state = state.or(present.state.as_deref());
        desk.set_plan(None, kind, state)?;
    }
    print_cases(common, &[desk.case(None)?]);
    Ok(0)
}
