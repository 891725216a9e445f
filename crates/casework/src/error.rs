//! The one list of codes: what went wrong, in plain words, what is safe, and what the person can do.
//!
//! Faces branch on the code only; each code has its exit status for the command line. Nothing personal stands in
//! any sentence. The cause goes to the log by [`std::error::Error::source`], never to the person.

use crate::view::ErrorView;
use holdfast_packet::PacketError;
use holdfast_reader::ReaderError;
use holdfast_vault::{DatabaseDamage, KeySlot, KeychainTrouble, RecoveryWordsError, VaultError};
use serde_json::{Value, json};
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = ($id:literal, $status:literal, $message:literal, $hint:literal)),+ $(,)?) => {
        /// What went wrong. A code stays; its words may change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $variant),+ }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Kebab-case id.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
            /// The code with this id.
            pub fn find(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }
            /// Exit status of the command line.
            pub fn exit_status(self) -> u8 {
                match self { $(Self::$variant => $status),+ }
            }
            fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($message, $hint)),+ }
            }
        }
    };
}

codes! {
    /// This call does not fit.
    BadRequest = ("bad-request", 2, "This does not fit. Nothing was changed.", "Look at what you typed, and try again."),
    /// There is no such record.
    NotFound = ("not-found", 1, "There is no such record.", "Look at the list for its name."),
    /// More than one record begins like this.
    Ambiguous = ("ambiguous", 1, "More than one record begins like this.", "Give a few more letters of its name."),
    /// This letter has no such fact.
    WrongField = ("wrong-field", 2, "This letter has no such fact.", "See the facts of the letter first."),
    /// We can't read this date. Try 11/21/2026.
    BadDate = ("bad-date", 2, "We can't read this date. Try 11/21/2026.", "Nothing was changed. \"I don't know\" is fine too."),
    /// We can't read this amount. Try 525.00.
    BadAmount = ("bad-amount", 2, "We can't read this amount. Try 525.00.", "Nothing was changed. You can leave it open."),
    /// There is nothing to undo.
    NothingToUndo = ("nothing-to-undo", 1, "There is nothing to undo.", "The history shows what was done."),
    /// A later change stands in the way. Nothing was changed.
    UndoConflict = ("undo-conflict", 1, "A later change stands in the way. Nothing was changed.", "Undo the later change first."),
    /// This change can no longer be undone.
    NotUndoable = ("not-undoable", 1, "This change can no longer be undone.", "Nothing else was touched."),
    /// Stopped. Nothing is half there.
    Cancelled = ("cancelled", 130, "Stopped. Nothing is half there.", "You can start it again at any time."),
    /// No program answers at this address.
    DraftingMissing = ("drafting-missing", 1, "No program answers at this address.", "Start the program on this computer, then try again. Your letter is as it was."),
    /// The program took too long.
    DraftingSilent = ("drafting-silent", 1, "The program took too long. Your letter is as it was.", "A smaller model answers faster."),
    /// We can't use what the program answered.
    DraftingAnswer = ("drafting-answer", 1, "We can't use what the program answered. Your letter is as it was.", "Try once more, or go on with your own words."),
    /// Your vault is locked.
    Locked = ("locked", 3, "Your vault is locked.", "Open it with your passphrase."),
    /// That did not open it. Nothing was changed.
    WrongPassphrase = ("wrong-passphrase", 3, "That did not open it. Nothing was changed.", "Check Caps Lock, then try once more."),
    /// These words don't open this vault. They may be from an older sheet.
    WrongWords = ("wrong-words", 3, "These words don't open this vault. They may be from an older sheet.", "Nothing was changed. Look for a newer sheet, or for the vault these words belong to."),
    /// Five tries did not open it. Wait a moment before the next one.
    WaitBeforeNextTry = ("wait-before-next-try", 3, "Five tries did not open it. Wait a moment before the next one.", "The words on your recovery sheet open it too."),
    /// A passphrase needs at least one letter.
    EmptyPassphrase = ("empty-passphrase", 3, "A passphrase needs at least one letter.", "Five words are easy to keep in mind."),
    /// This passphrase is too easy to guess. Nothing was made yet.
    WeakPassphrase = ("weak-passphrase", 3, "This passphrase is too easy to guess. Nothing was made yet.", "Five words that have nothing to do with one another are good. The window proposes some."),
    /// This computer has no key store running.
    KeychainMissing = ("keychain-missing", 3, "This computer has no key store running.", "Your passphrase opens the vault as always."),
    /// The key store of this computer did not give the key.
    KeychainRefused = ("keychain-refused", 3, "The key store of this computer did not give the key.", "Your passphrase opens the vault as always."),
    /// The key store of this computer did not answer in time.
    KeychainSlow = ("keychain-slow", 3, "The key store of this computer did not answer in time.", "Your passphrase opens the vault as always."),
    /// The key store holds no key for this vault.
    KeychainEmpty = ("keychain-empty", 3, "The key store holds no key for this vault.", "Your passphrase opens the vault as always."),
    /// The vault's folder is not there.
    VaultMissing = ("vault-missing", 4, "The vault's folder is not there.", "Plug in the disk it was on, or choose the folder again."),
    /// The vault's folder went away in the middle. Nothing is half there.
    FolderGone = ("folder-gone", 1, "The vault's folder went away in the middle. Nothing is half there.", "Plug the disk in again, then open the vault."),
    /// This folder holds no vault. Nothing in it was touched.
    NotAVault = ("not-a-vault", 4, "This folder holds no vault. Nothing in it was touched.", "Choose another folder, or make a new vault."),
    /// A newer Holdfast wrote this vault. It was left as it is.
    VaultNewer = ("vault-newer", 4, "A newer Holdfast wrote this vault. It was left as it is.", "Update Holdfast on this computer: the newer one opens it."),
    /// The key file for this way in is damaged. Your papers are still sealed and safe.
    KeyDamaged = ("key-damaged", 4, "The key file for this way in is damaged. Your papers are still sealed and safe.", "Use another way in: your recovery words, or the passphrase."),
    /// The vault's description file is damaged. Your papers are still sealed and safe.
    VaultDamaged = ("vault-damaged", 4, "The vault's description file is damaged. Your papers are still sealed and safe.", "The command “holdfast-cli rescue” tells how to get everything out with your recovery sheet."),
    /// The records of this vault can't be read. Your sealed papers are still there.
    DatabaseDamaged = ("database-damaged", 4, "The records of this vault can't be read. Your sealed papers are still there.", "Put back a copy of the vault's folder if you have one. The command “holdfast-cli rescue” tells how to get your papers out without the records."),
    /// One record can't be read. All others are fine.
    RecordDamaged = ("record-damaged", 4, "One record can't be read. All others are fine.", "Check the whole vault in Settings."),
    /// One sealed paper does not open any more. All others are fine.
    OriginalDamaged = ("original-damaged", 4, "One sealed paper does not open any more. All others are fine.", "A safety copy may still hold it."),
    /// The vault's public key was changed by something else. Your papers are safe.
    RecipientChanged = ("recipient-changed", 4, "The vault's public key was changed by something else. Your papers are safe.", "Check the vault in Settings before you add more."),
    /// There is a vault in this folder already. It was not touched.
    AlreadyAVault = ("already-a-vault", 1, "There is a vault in this folder already. It was not touched.", "Open that one, or choose another folder."),
    /// This is the sample. Nothing was added.
    InSample = ("in-sample", 1, "This is the sample, which goes away when you leave it. Nothing was done.", "Leave the sample first. Your own papers go into a vault of your own."),
    /// This folder is not empty. Nothing in it was touched.
    FolderNotEmpty = ("folder-not-empty", 1, "This folder is not empty. Nothing in it was touched.", "Choose an empty folder, or a new name."),
    /// A cloud service copies this folder. A vault in use can be damaged by that.
    FolderSynced = ("folder-synced", 1, "A cloud service copies this folder. A vault in use can be damaged by that.", "Choose a folder that is not synced. Safety copies may go to the cloud."),
    /// Nothing can be written to this folder. Nothing is half there.
    FolderReadOnly = ("folder-read-only", 1, "Nothing can be written to this folder. Nothing is half there.", "Choose another folder, or allow writing to it."),
    /// The disk is full. Nothing is half there, and your own file was not touched.
    DiskFull = ("disk-full", 1, "The disk is full. Nothing is half there, and your own file was not touched.", "Make room on the disk, then try again."),
    /// Another program works on the whole vault.
    VaultHeld = ("vault-held", 1, "Another program works on the whole vault.", "Wait until it is done, then try again."),
    /// This vault is open on another computer.
    VaultOpenElsewhere = ("vault-open-elsewhere", 1, "This vault is open on another computer.", "Close it there first, or work on a copy."),
    /// Another program writes to the vault at this moment. Nothing was changed.
    RecordsBusy = ("records-busy", 1, "Another program writes to the vault at this moment. Nothing was changed.", "Try again in a moment."),
    /// The disk did not take or give what we asked. Nothing is half there.
    StorageTrouble = ("storage-trouble", 1, "The disk did not take or give what we asked. Nothing is half there.", "Check that the disk is connected, then try again."),
    /// Something in Holdfast did not work. Nothing is half there.
    Internal = ("internal", 1, "Something in Holdfast did not work. Nothing is half there.", "Try once more. If it stays, start Holdfast again."),
    /// The file is not there any more.
    FileMissing = ("file-missing", 5, "The file is not there any more.", "Look where it went, then add it again."),
    /// The file went away while it was being read. Nothing is half there.
    FileGone = ("file-gone", 5, "The file went away while it was being read. Nothing is half there.", "Look where it went, then add it again."),
    /// We are not allowed to read this file.
    FileUnreadable = ("file-unreadable", 5, "We are not allowed to read this file.", "Allow reading it, then add it again."),
    /// The file is empty.
    FileEmpty = ("file-empty", 5, "The file is empty.", "Save or scan it again, then add it."),
    /// This is a folder, not a file.
    FileIsFolder = ("file-is-folder", 5, "This is a folder, not a file.", "Add the files in it."),
    /// This is a pipe, not a plain file.
    FileIsPipe = ("file-is-pipe", 5, "This is a pipe, not a plain file.", "Add the file itself."),
    /// This is a device, not a plain file.
    FileIsDevice = ("file-is-device", 5, "This is a device, not a plain file.", "Add the file itself."),
    /// This is a link to a file that is not there.
    FileLinkBroken = ("file-link-broken", 5, "This is a link to a file that is not there.", "Add the file itself."),
    /// We don't know this kind of file.
    FileTypeUnknown = ("file-type-unknown", 5, "We don't know this kind of file.", "Letters, photos, PDFs and e-mails can be read."),
    /// The file's ending and its content do not fit.
    FileEndingWrong = ("file-ending-wrong", 5, "The file's ending and its content do not fit.", "Give it the right ending, then add it again."),
    /// This file is too large to take in.
    FileTooLarge = ("file-too-large", 5, "This file is too large to take in.", "Split it, then add the parts."),
    /// This file has a password of its own.
    FileEncrypted = ("file-encrypted", 5, "This file has a password of its own.", "Type its password to have it read."),
    /// That password does not open the file.
    FilePasswordWrong = ("file-password-wrong", 5, "That password does not open the file.", "Ask the sender for the password."),
    /// This file is damaged. Your own file was not touched.
    FileDamaged = ("file-damaged", 5, "This file is damaged. Your own file was not touched.", "Ask for the letter again, or take a photo of the paper."),
    /// This file made the reading program stop. Your vault is not affected.
    FileHostile = ("file-hostile", 5, "This file made the reading program stop. Your vault is not affected.", "Ask for the letter again, or take a photo of the paper."),
    /// One page took too long to read, so we stopped there.
    ReadingTimedOut = ("reading-timed-out", 5, "One page took too long to read, so we stopped there.", "You can still look at the pages."),
    /// The reading program is not beside Holdfast.
    ReaderMissing = ("reader-missing", 1, "The reading program is not beside Holdfast.", "Install Holdfast again. What was filed is read then."),
    /// The reading program was ended before it was done.
    ReaderEnded = ("reader-ended", 1, "The reading program was ended before it was done.", "The paper is filed, and is read when the vault is opened again."),
    /// This paper has no boxes that can be filled in here.
    FormNone = ("form-none", 1, "This paper has no boxes that can be filled in here.", "Look at it, and fill in the paper by pen."),
    /// This form can only be filled in with the program it was made for.
    FormOfOneMaker = ("form-of-one-maker", 1, "This form can only be filled in with the program it was made for.", "Print it, and fill it in by pen."),
    /// This form is signed already.
    FormSigned = ("form-signed", 1, "This form is signed already. Filling it in would break the signature.", "Print it, and fill it in by pen."),
    /// The document has no such page.
    NoSuchPage = ("no-such-page", 1, "The document has no such page.", "Look at the first page."),
    /// The sheet could not be set for printing. Your words are still on the screen.
    SheetNotMade = ("sheet-not-made", 1, "The sheet could not be set for printing. Your words are still on the screen.", "Copy the words by hand."),
    /// The recovery sheet that was shown opens nothing any more.
    SheetReplaced = ("sheet-replaced", 1, "Another program made a newer sheet meanwhile. The words of this one open nothing. Your papers are safe.", "Throw this one away. Check the newer one, or make a new sheet here."),
    /// There is no recovery sheet to show. It is shown once, when it is made.
    NoSheet = ("no-sheet", 1, "There is no recovery sheet to show. It is shown once, when it is made.", "Settings can make a new sheet."),
    /// A summary without names still holds something that could name a person.
    ShareRefused = ("share-refused", 1, "The check still found something that could name you. Nothing was saved.", "Leave out the insurer and the state, then look again."),
    /// This setting could not be kept.
    SettingsTrouble = ("settings-trouble", 1, "This setting could not be kept.", "Check that your settings folder can be written to."),
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// What went wrong, for the person.
#[derive(Debug)]
pub struct Error {
    code: Code,
    message: String,
    hint: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// The error with the words of its code.
    pub fn of(code: Code) -> Self {
        let (message, hint) = code.words();
        Self {
            code,
            message: message.to_owned(),
            hint: hint.to_owned(),
            source: None,
        }
    }
    /// An error of which only the code was kept.
    pub fn stored(id: &str) -> Self {
        Self::of(Code::find(id).unwrap_or(Code::Internal))
    }
    /// An error of which the code was kept, and what was said beyond the words of the code.
    pub(crate) fn kept(id: &str, said: Option<&Value>) -> Self {
        let stored = Self::stored(id);
        let words = |name: &str| said?.get(name)?.as_str().map(str::to_owned);
        Self {
            message: words("message").unwrap_or(stored.message),
            hint: words("hint").unwrap_or(stored.hint),
            ..stored
        }
    }
    /// What is said here beyond the words of the code, to be kept beside it; none where that is all.
    pub(crate) fn beyond_its_code(&self) -> Option<Value> {
        let (message, hint) = self.code.words();
        (self.message != message || self.hint != hint)
            .then(|| json!({"message": self.message, "hint": self.hint}))
    }
    /// Too many tries: how long until the next.
    pub fn wait(seconds: u32) -> Self {
        let seconds = if seconds == 1 {
            "1 second".to_owned()
        } else {
            format!("{seconds} seconds")
        };
        Self::of(Code::WaitBeforeNextTry)
            .saying(format!("That did not open it five times. Wait {seconds}."))
    }
    /// The same with another sentence, where it can say more.
    pub fn saying(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }
    /// The same with another hint.
    pub fn hinting(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
    /// The same with its cause, for the log.
    pub fn because(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }
    /// Its code.
    pub fn code(&self) -> Code {
        self.code
    }
    /// What happened and what is safe.
    pub fn message(&self) -> &str {
        &self.message
    }
    /// What to do.
    pub fn hint(&self) -> &str {
        &self.hint
    }
    /// Exit status of the command line.
    pub fn exit_status(&self) -> u8 {
        self.code.exit_status()
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::of(code)
    }
}

impl From<Error> for ErrorView {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

impl From<&Error> for ErrorView {
    fn from(error: &Error) -> Self {
        Self {
            code: error.code.id().to_owned(),
            message: error.message.clone(),
            hint: Some(error.hint.clone()),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (code {})", self.message, self.code)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_ref()
            .map(|s| &**s as &(dyn std::error::Error + 'static))
    }
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        use VaultError as V;
        let code = match &error {
            V::NoFolder => Code::FolderGone,
            V::NotAVault => Code::NotAVault,
            V::AlreadyAVault => Code::AlreadyAVault,
            V::NotEmpty => Code::FolderNotEmpty,
            V::SyncedFolder { service } => {
                return Self::of(Code::FolderSynced).saying(format!(
                    "{service} copies this folder. A vault in use can be damaged by that."
                ));
            }
            V::ReadOnlyFolder => Code::FolderReadOnly,
            V::NewerVault { .. } => Code::VaultNewer,
            V::WrongPassphrase => Code::WrongPassphrase,
            V::EmptyPassphrase => Code::EmptyPassphrase,
            V::WrongRecoveryWords => Code::WrongWords,
            V::NotRecoveryWords(why) => {
                let (said, hint) = not_words(*why);
                return Self::of(Code::WrongWords).saying(said).hinting(hint);
            }
            V::RecoveryReplaced => Code::SheetReplaced,
            V::Keychain(trouble) => keychain_code(*trouble),
            V::DamagedKey { slot } => {
                return Self::of(Code::KeyDamaged).hinting(match slot {
                    KeySlot::Passphrase => "Your 24 recovery words still open it.",
                    KeySlot::Recovery => "Your passphrase still opens it.",
                    KeySlot::Records => "Put back a copy of the vault's folder if you have one. The command “holdfast-cli rescue” tells how to get your papers out.",
                });
            }
            V::DamagedManifest => Code::VaultDamaged,
            V::RecipientChanged => Code::RecipientChanged,
            V::DamagedDatabase { damage } => {
                let said = match damage {
                    DatabaseDamage::Missing => {
                        "The file with the records is gone. Your sealed papers are still there."
                    }
                    DatabaseDamage::NotADatabase => {
                        "The file with the records can't be opened. Your sealed papers are still there."
                    }
                    DatabaseDamage::Pages => {
                        "Parts of the records are damaged. Your sealed papers are still there."
                    }
                };
                return Self::of(Code::DatabaseDamaged).saying(said).because(error);
            }
            V::DamagedOriginal(_) | V::OriginalMissing(_) => Code::OriginalDamaged,
            V::OpenElsewhere { machine, since } => {
                let since = since.format("%B %-d");
                let said = format!(
                    "This vault is open on another computer, {}, since {since}.",
                    machine.reveal()
                );
                return Self::of(Code::VaultOpenElsewhere).saying(said);
            }
            V::Held { holder } => {
                let said = holder.as_ref().map_or_else(
                    || "Another program works on the whole vault.".to_owned(),
                    |h| {
                        format!(
                            "{} (process {} on {}) works on the whole vault.",
                            h.program, h.pid, h.host
                        )
                    },
                );
                return Self::of(Code::VaultHeld).saying(said);
            }
            V::RecordsBusy => Code::RecordsBusy,
            V::DiskFull => Code::DiskFull,
            V::NotFound(_) => Code::NotFound,
            V::Ambiguous(_) => Code::Ambiguous,
            V::NothingToUndo => Code::NothingToUndo,
            V::NotUndoable => Code::NotUndoable,
            V::UndoConflict => Code::UndoConflict,
            V::DamagedRecord(_) => Code::RecordDamaged,
            V::Io(_) | V::Records(_) => Code::StorageTrouble,
        };
        Self::of(code).because(error)
    }
}

/// What is wrong with typed words, where that can be known before any is tried.
fn not_words(why: RecoveryWordsError) -> (String, &'static str) {
    match why {
        RecoveryWordsError::Count { found: 1 } => (
            "A sheet has 24 words. This is one.".to_owned(),
            "Nothing was changed. Type all the words, from 1 to 24.",
        ),
        RecoveryWordsError::Count { found } => (
            format!("A sheet has 24 words. These are {found}."),
            "Nothing was changed. Look whether a word is missing, or stands there twice.",
        ),
        RecoveryWordsError::Unknown { position } => (
            format!("Word {position} is not a word that a sheet can have."),
            "Nothing was changed. Compare it with the sheet; its first four letters are enough.",
        ),
        RecoveryWordsError::Checksum => (
            "Each of these can stand on a sheet, but together they don't fit.".to_owned(),
            "Nothing was changed. One word may be another, or two may have changed places: compare each with the sheet.",
        ),
    }
}

fn keychain_code(trouble: KeychainTrouble) -> Code {
    match trouble {
        KeychainTrouble::NoService => Code::KeychainMissing,
        KeychainTrouble::TimedOut => Code::KeychainSlow,
        KeychainTrouble::NothingStored | KeychainTrouble::WrongKey => Code::KeychainEmpty,
        KeychainTrouble::Refused => Code::KeychainRefused,
    }
}

impl From<KeychainTrouble> for Error {
    fn from(trouble: KeychainTrouble) -> Self {
        Self::of(keychain_code(trouble)).because(trouble)
    }
}

impl From<ReaderError> for Error {
    fn from(error: ReaderError) -> Self {
        use ReaderError as R;
        let code = match &error {
            R::Empty => Code::FileEmpty,
            R::UnknownType => Code::FileTypeUnknown,
            R::Encrypted => Code::FileEncrypted,
            R::WrongPassword => Code::FilePasswordWrong,
            R::Damaged { .. } => Code::FileDamaged,
            R::TooLarge { .. } => Code::FileTooLarge,
            R::TimedOut { .. } => Code::ReadingTimedOut,
            R::Crashed | R::OutOfMemory => Code::FileHostile,
            R::Ended => Code::ReaderEnded,
            R::Cancelled => Code::Cancelled,
            R::NoForm => Code::FormNone,
            R::FormOfOneMaker => Code::FormOfOneMaker,
            R::FormSigned => Code::FormSigned,
            R::NoSuchPage { .. } => Code::NoSuchPage,
            R::ProgramMissing | R::NotStarted { .. } => Code::ReaderMissing,
        };
        let said = match &error {
            R::Damaged { what } => Some(format!(
                "This file is damaged: {what}. Your own file was not touched."
            )),
            _ => None,
        };
        let told = Self::of(code).because(error);
        match said {
            Some(said) => told.saying(said),
            None => told,
        }
    }
}

impl From<PacketError> for Error {
    fn from(error: PacketError) -> Self {
        Self::of(Code::SheetNotMade).because(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn what_was_said_beyond_the_code_comes_back_and_nothing_else_is_kept() {
        assert_eq!(Error::of(Code::FileDamaged).beyond_its_code(), None);
        let told = Error::of(Code::FileDamaged).saying("It ends too early.");
        let said = told.beyond_its_code();
        let back = Error::kept("file-damaged", said.as_ref());
        assert_eq!(
            (back.code(), back.message(), back.hint()),
            (told.code(), told.message(), told.hint())
        );
        let plain = Error::kept("file-damaged", None);
        assert_eq!(plain.message(), Error::of(Code::FileDamaged).message());
        let strange = Error::kept("file-damaged", Some(&json!([1])));
        assert_eq!(strange.message(), plain.message());
    }

    #[test]
    fn every_code_stands_once_with_calm_words_and_a_hint() {
        let mut seen = HashSet::new();
        for code in Code::ALL {
            let ((message, hint), id) = (code.words(), code.id());
            assert!(seen.insert(id), "{id} stands twice");
            assert_eq!(Code::find(id), Some(*code));
            assert!(
                id.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{id}"
            );
            assert!(matches!(code.exit_status(), 1..=5 | 130), "{id}");
            assert!(message.ends_with('.') && hint.ends_with('.'), "{id}");
            for word in [
                "failed",
                "invalid",
                "error",
                "oops",
                "illegal",
                "please wait",
                "overdue",
            ] {
                assert!(!message.to_lowercase().contains(word), "{id} says {word}");
            }
        }
    }
}
