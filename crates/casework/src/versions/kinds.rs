//! The kinds of records whose older versions are told: what each has to say of itself, and how it is found by its word.

use super::telling::{Teller, Telling};
use crate::kept::CaseRecord;
use holdfast_case::checklist::{ChecklistChoice, ChecklistEntry, RecordsRequest};
use holdfast_case::claim::{Claim, ClaimTerms};
use holdfast_case::treatment::{TreatmentSession, TreatmentTrial, TrialAsk};
use holdfast_case::{
    Call, CaseId, CaseRecordId, FilledForm, Letter, PlanRecord, PolicyBook, Provision, ScaleEntry,
};
use holdfast_vault::{Tx, VaultError};
use serde_json::Value;

/// A record that can be told in plain words. No kind can be kept that can't.
pub(crate) trait Told: Sized {
    /// What such a record is, for a list: "Claim".
    const NAME: &'static str;

    /// What this one is called in the middle of a sentence: "‘6 infusions’", "your plan".
    fn called(&self, teller: &Teller<'_>) -> String;

    /// Says all that a person can change of it.
    fn tell(&self, teller: &Teller<'_>, telling: &mut Telling);

    /// What stands once this older version is taken again: all of it, unless a part hangs together with something that
    /// stands elsewhere and is not taken back with it.
    fn again(self, _now: Self) -> Self {
        self
    }

    /// What has to be so in other records once this one stands again.
    fn settle(&self, _tx: &mut Tx<'_>, _case: CaseId, _id: CaseRecordId) -> Result<(), VaultError> {
        Ok(())
    }
}

/// A kind by its word; its functions read what the vault keeps, and give none where they can't.
pub(super) struct KindOfRecord {
    /// The word under which the vault keeps it.
    pub(super) word: &'static str,
    /// What such a record is.
    pub(super) name: &'static str,
    /// What a record is called.
    pub(super) called: fn(&Value, &Teller<'_>) -> Option<String>,
    /// What it says.
    pub(super) told: fn(&Value, &Teller<'_>) -> Option<Telling>,
    /// Puts an older version (first) in the place of what stands now (second).
    pub(super) put_again: PutAgain,
}

type PutAgain = fn(&mut Tx<'_>, CaseId, CaseRecordId, &Value, &Value) -> Result<(), VaultError>;

/// All kinds.
static KINDS: [KindOfRecord; 15] = [
    of::<Claim>(),
    of::<ClaimTerms>(),
    of::<TreatmentTrial>(),
    of::<TreatmentSession>(),
    of::<TrialAsk>(),
    of::<ScaleEntry>(),
    of::<ChecklistChoice>(),
    of::<ChecklistEntry>(),
    of::<RecordsRequest>(),
    of::<Call>(),
    of::<Letter>(),
    of::<FilledForm>(),
    of::<PolicyBook>(),
    of::<Provision>(),
    of::<PlanRecord>(),
];

/// Kinds of which a case has one record: they are found by their word.
pub(super) const ONE_OF_A_CASE: [&str; 5] = [
    PlanRecord::KIND,
    ClaimTerms::KIND,
    TrialAsk::KIND,
    ChecklistChoice::KIND,
    RecordsRequest::KIND,
];

/// The kind with this word; none for one of a later program.
pub(super) fn find(word: &str) -> Option<&'static KindOfRecord> {
    KINDS.iter().find(|kind| kind.word == word)
}

/// The words of all kinds.
pub(crate) fn kind_words() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.word)
}

/// True where older versions of this kind can be told.
pub(crate) fn is_told(word: &str) -> bool {
    find(word).is_some()
}

const fn of<T: CaseRecord>() -> KindOfRecord {
    KindOfRecord {
        word: T::KIND,
        name: T::NAME,
        called: |body, teller| Some(read::<T>(body)?.called(teller)),
        told: |body, teller| {
            let mut telling = Telling::default();
            read::<T>(body)?.tell(teller, &mut telling);
            Some(telling)
        },
        put_again: |tx, case, id, before, now| {
            let damaged = || VaultError::DamagedRecord(holdfast_vault::Kind::CaseRecords);
            let before: T = read(before).ok_or_else(damaged)?;
            let stands = before.again(read(now).ok_or_else(damaged)?);
            crate::kept::change_in(tx, id, &stands)?;
            stands.settle(tx, case, id)
        },
    }
}

fn read<T: CaseRecord>(body: &Value) -> Option<T> {
    serde_json::from_value(body.clone()).ok()
}
