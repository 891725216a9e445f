//! The recovery sheet: shown once, proved by three of its words, checked later by all of them, made anew. A new sheet
//! takes the place of the old one only when it is proved; until then the old one opens the vault.

use crate::desk::{Desk, Inner, Opened, held};
use crate::error::{Code, Error};
use crate::view::{
    AppView, ChangeView, ConfirmedWordsView, RecordKind, RecoverySheetView, TypedWordRequest,
};
use chrono::NaiveDate;
use holdfast_packet::RecoverySheet;
use holdfast_vault::{
    Access, Change, NewRecovery, Operation, RecoveryCode, RecoveryMark, Tx, Vault, VaultError,
};
use secrecy::{ExposeSecret, SecretString};
use std::collections::HashMap;
use std::sync::Arc;

/// Day on which the confirmed sheet was made; unset where that is not known.
const MADE_ON: &str = "sheet-made-on";
/// Day on which the sheet was last checked.
const CHECKED_ON: &str = "sheet-checked-on";
/// The key file that the confirmed sheet opens: what was said of a sheet does not hold for the next one.
const CHECKED: &str = "sheet-checked";
/// The key file that was in force when a new sheet was begun; unset once the person knows how it ended.
const BEGUN: &str = "sheet-begun";

/// Recovery words that were made and wait to be copied down.
pub(crate) struct Sheet {
    words: Arc<Words>,
    made_on: NaiveDate,
    /// The three words asked for, 1 to 24.
    ask: Vec<u32>,
}

/// Which words a sheet shows.
enum Words {
    /// The first ones: they open the vault from its making on.
    First(RecoveryCode),
    /// New ones, which open it once they are proved.
    New(NewRecovery),
}

impl Words {
    fn code(&self) -> &RecoveryCode {
        match self {
            Self::First(code) => code,
            Self::New(new) => new.code(),
        }
    }
}

impl Sheet {
    /// True for the sheet of a vault that was just made.
    pub(crate) fn is_first(&self) -> bool {
        matches!(*self.words, Words::First(_))
    }
}

/// What is known of the sheet whose words are in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Checked {
    pub(crate) made_on: Option<NaiveDate>,
    pub(crate) checked_on: Option<NaiveDate>,
}

impl Checked {
    /// True where a person has held the words in their hands.
    pub(crate) fn is_any(self) -> bool {
        self.made_on.is_some() || self.checked_on.is_some()
    }

    pub(crate) fn of(vault: &Vault) -> Result<Self, VaultError> {
        let read = vault.read();
        let mark: Option<RecoveryMark> = read.setting(CHECKED)?;
        if mark.is_some_and(|mark| vault.recovery_mark().ok() != Some(mark)) {
            return Ok(Self::default());
        }
        Ok(Self {
            made_on: read.setting(MADE_ON)?,
            checked_on: read.setting(CHECKED_ON)?,
        })
    }
}

impl Desk {
    /// The recovery sheet again, while it is not confirmed.
    pub fn recovery_sheet(&self) -> Result<RecoverySheetView, Error> {
        self.inner.sheet_view()
    }

    /// The recovery sheet as a PDF, with a name for the file.
    pub fn recovery_sheet_pdf(&self) -> Result<(String, Vec<u8>), Error> {
        let inner = &self.inner;
        let (line, id) = inner.with(|open| Ok((open.vault.identity_line(), open.vault.id())))?;
        let (words, made_on, _) = inner.sheet()?;
        let bytes = holdfast_packet::recovery_sheet(&RecoverySheet {
            words: &words.code().words(),
            identity_line: line.expose_secret(),
            vault_path: &inner.folder().display().to_string(),
            vault_id: &id.to_string(),
            made_on,
        })?;
        Ok(("Holdfast recovery sheet.pdf".to_owned(), bytes))
    }

    /// Checks the words typed back from the sheet. Where all are right, a new sheet takes the place of the old one.
    pub fn confirm_recovery(
        &self,
        words: &[TypedWordRequest],
    ) -> Result<ConfirmedWordsView, Error> {
        let (shown, _, ask) = self.inner.sheet()?;
        let is_right = |number: u32| {
            let typed = words.iter().find(|typed| typed.number == number);
            typed.is_some_and(|typed| shown.code().word_is(number as usize, &typed.word))
        };
        let wrong: Vec<u32> = ask
            .into_iter()
            .filter(|number| !is_right(*number))
            .collect();
        let confirmed = wrong.is_empty();
        if confirmed {
            self.inner.put_in_force(true)?;
        }
        Ok(ConfirmedWordsView { confirmed, wrong })
    }

    /// Puts the new sheet in force without a proof, for a caller that keeps the words by itself.
    pub fn trust_recovery(&self) -> Result<(), Error> {
        self.inner.put_in_force(false)
    }

    /// Checks a sheet that somebody holds: all its words, as they are typed. Nothing typed is kept. There is no limit
    /// of tries, as there is none for opening the vault by words: they are too many to be guessed.
    pub fn check_recovery(&self, words: String) -> Result<ChangeView, Error> {
        self.inner.not_in_sample()?;
        let inner = &self.inner;
        let words = SecretString::from(words);
        let code = RecoveryCode::parse(words.expose_secret()).map_err(VaultError::from)?;
        drop(words);
        let change = inner.with(|open| {
            let mark = open.vault.recovery_mark()?;
            if !open.vault.opens_with(&code)? {
                return Err(VaultError::WrongRecoveryWords.into());
            }
            inner.note_check(open, &mark, true)
        })?;
        if let Some(change) = change {
            inner.told_change(&change);
        }
        Ok(ChangeView {
            said: "Your recovery sheet is checked. Its words open this vault.".to_owned(),
            undo: None,
            touched: vec![RecordKind::Settings],
        })
    }

    /// Goes on without a confirmed sheet.
    pub fn skip_recovery(&self) -> Result<AppView, Error> {
        *held(&self.inner.sheet) = None;
        self.app_state()
    }

    /// A new recovery sheet. Until three of its words were typed back the old one opens the vault.
    pub fn new_recovery_sheet(&self) -> Result<RecoverySheetView, Error> {
        self.inner.not_in_sample()?;
        let inner = &self.inner;
        let new = inner.with(|open| Ok(open.vault.make_recovery()?))?;
        // It is noted before the words are seen: whatever breaks off, the person is told how it ended.
        let operation = Operation::by_program("sheet-begun");
        inner.change(operation, |tx, _| tx.set_setting(BEGUN, new.instead_of()))?;
        inner.put_sheet(Words::New(new))
    }

    /// Breaks off a new sheet, or takes note that one was broken off, and says what opens the vault.
    pub fn drop_new_sheet(&self) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let shown = held(&inner.sheet).take_if(|sheet| !sheet.is_first());
        let (said, change) = inner.with(|open| {
            let said = how_it_stands(open, shown.as_ref().map(|sheet| &*sheet.words))?;
            let operation = Operation::by_program("sheet-dropped");
            let change = inner.change_in(open, operation, |tx, _| tx.unset_setting(BEGUN))?;
            Ok((said, change))
        })?;
        inner.told_change(&change);
        Ok(ChangeView {
            said: said.to_owned(),
            undo: None,
            touched: vec![RecordKind::Settings],
        })
    }
}

impl Inner {
    /// Notes that the vault was just opened by the words of its sheet: that is a check of all of them.
    pub(crate) fn sheet_checked(&self) -> Result<(), Error> {
        let change = self.with(|open| {
            let mark = open.vault.recovery_mark()?;
            // that a newer sheet was broken off is told all the same: it may lie beside this one
            self.note_check(open, &mark, false)
        })?;
        if let Some(change) = change {
            self.told_change(&change);
        }
        Ok(())
    }

    /// Notes a check of the sheet of this key file, and whether that ends a newer one that was begun. Where nothing can be written, it is true all the same.
    fn note_check(
        &self,
        open: &mut Opened,
        mark: &RecoveryMark,
        ends_begun: bool,
    ) -> Result<Option<Change<()>>, Error> {
        if open.vault.access() != Access::Full {
            return Ok(None);
        }
        // The day it was made is known only of a sheet that was confirmed before.
        let made_on = Checked::of(&open.vault)?.made_on;
        let today = self.clock.today();
        let operation = Operation::by_program("sheet-checked");
        let change = self.change_in(open, operation, |tx, _| {
            let begun: Option<RecoveryMark> = tx.setting(BEGUN)?;
            confirm(tx, mark, made_on, today)?;
            match begun.filter(|_| !ends_begun) {
                Some(begun) => tx.set_setting(BEGUN, &begun),
                None => Ok(()),
            }
        })?;
        Ok(Some(change))
    }

    /// Shows the first sheet of a vault.
    pub(crate) fn put_first_sheet(&self, code: RecoveryCode) -> Result<RecoverySheetView, Error> {
        self.put_sheet(Words::First(code))
    }

    fn put_sheet(&self, words: Words) -> Result<RecoverySheetView, Error> {
        let sheet = Sheet {
            words: Arc::new(words),
            made_on: self.clock.today(),
            ask: three_of_24()?,
        };
        *held(&self.sheet) = Some(sheet);
        self.sheet_view()
    }

    /// What the waiting sheet shows.
    fn sheet(&self) -> Result<(Arc<Words>, NaiveDate, Vec<u32>), Error> {
        let waiting = held(&self.sheet);
        let sheet = waiting.as_ref().ok_or(Code::NoSheet)?;
        Ok((sheet.words.clone(), sheet.made_on, sheet.ask.clone()))
    }

    /// True where a new sheet was begun, is not shown any more, and never took the place of the old one.
    pub(crate) fn sheet_broke_off(&self, open: &Opened) -> Result<bool, VaultError> {
        let begun: Option<RecoveryMark> = open.vault.read().setting(BEGUN)?;
        Ok(begun.is_some_and(|mark| {
            held(&self.sheet).is_none() && open.vault.recovery_mark().is_ok_and(|now| now == mark)
        }))
    }

    /// Makes the words that are shown those of the vault, and notes whether they were proved.
    fn put_in_force(&self, proved: bool) -> Result<(), Error> {
        let (words, made_on, _) = self.sheet()?;
        let (now, strength) = (self.moment(), self.parts.strength);
        let done = self.with(|open| {
            match &*words {
                Words::New(new) => open.vault.put_recovery(new, strength, now)?,
                // The words that were typed are those of the sheet; whether they open the vault, only its file tells.
                Words::First(code) if !open.vault.opens_with(code)? => {
                    return Err(Code::SheetReplaced.into());
                }
                Words::First(_) => {}
            }
            let mark = open.vault.recovery_mark()?;
            let operation = Operation::by_program("sheet-confirmed");
            self.change_in(open, operation, |tx, _| {
                if proved {
                    return confirm(tx, &mark, Some(made_on), made_on);
                }
                for name in [BEGUN, CHECKED, MADE_ON, CHECKED_ON] {
                    tx.unset_setting(name)?;
                }
                Ok(())
            })
        });
        // After any other trouble the same sheet can be tried again.
        let is_over = match &done {
            Ok(_) => true,
            Err(error) => error.code() == Code::SheetReplaced,
        };
        if is_over {
            held(&self.sheet).take_if(|sheet| Arc::ptr_eq(&sheet.words, &words));
        }
        self.told_change(&done?);
        Ok(())
    }

    fn sheet_view(&self) -> Result<RecoverySheetView, Error> {
        let line = self.with(|open| Ok(open.vault.identity_line()))?;
        let (words, made_on, ask) = self.sheet()?;
        let (qr_path, qr_size) = qr(line.expose_secret())?;
        let words = words.code().words();
        Ok(RecoverySheetView {
            words: words.into_iter().map(str::to_owned).collect(),
            identity_line: line.expose_secret().to_owned(),
            qr_path,
            qr_size,
            vault_folder: self.folder().display().to_string(),
            made_on: made_on.to_string(),
            ask,
        })
    }
}

/// Notes that the sheet of this key file is in somebody's hands.
fn confirm(
    tx: &mut Tx<'_>,
    mark: &RecoveryMark,
    made_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), VaultError> {
    tx.unset_setting(BEGUN)?;
    tx.set_setting(CHECKED, mark)?;
    tx.set_setting(CHECKED_ON, &today)?;
    match made_on {
        Some(day) => tx.set_setting(MADE_ON, &day),
        None => tx.unset_setting(MADE_ON),
    }
}

/// What opens the vault after a new sheet was broken off.
fn how_it_stands(open: &Opened, shown: Option<&Words>) -> Result<&'static str, VaultError> {
    let in_force = open.vault.recovery_mark()?;
    let begun: Option<RecoveryMark> = open.vault.read().setting(BEGUN)?;
    if begun.is_none_or(|mark| mark == in_force) {
        return Ok(if Checked::of(&open.vault)?.is_any() {
            "Nothing was changed. Your old sheet still opens your vault."
        } else {
            "Nothing was changed. The words you had before still open your vault."
        });
    }
    let new_one = shown.map_or(Ok(false), |words| open.vault.opens_with(words.code()))?;
    Ok(if new_one {
        "The new sheet is in force. Keep it: the old one opens your vault no more."
    } else {
        "Another program made a newer sheet meanwhile. That one opens your vault."
    })
}

/// The dark modules of a QR code as an SVG path, and its width in modules.
fn qr(text: &str) -> Result<(String, u32), Error> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M)
        .map_err(|error| Error::of(Code::SheetNotMade).because(error))?;
    let width = code.width();
    let dark = code.to_colors();
    let mut path = String::new();
    for (index, _) in dark
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == qrcode::Color::Dark)
    {
        path.push_str(&format!("M{} {}h1v1h-1z", index % width, index / width));
    }
    Ok((path, u32::try_from(width).unwrap_or(0)))
}

/// Three numbers of 1 to 24, each another, in order.
fn three_of_24() -> Result<Vec<u32>, Error> {
    let mut seen: HashMap<u32, ()> = HashMap::new();
    while seen.len() < 3 {
        let mut byte = [0_u8; 1];
        getrandom::fill(&mut byte).map_err(|_| Error::of(Code::Internal))?;
        // 240 is the largest multiple of 24 in a byte: each number is as likely as the others.
        if let Some(byte) = byte.first().filter(|byte| **byte < 240) {
            seen.insert(u32::from(byte % 24) + 1, ());
        }
    }
    let mut numbers: Vec<u32> = seen.into_keys().collect();
    numbers.sort_unstable();
    Ok(numbers)
}
