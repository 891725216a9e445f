//! Cases and the little that is known of their plan.

use crate::checked;
use crate::dating;
use crate::desk::{Desk, change_view};
use crate::error::{Code, Error};
use crate::view::ChangeView;
use holdfast_case::{CaseId, Private};
use holdfast_vault::{CaseRow, NewCase, Operation};

/// Longest name of a case.
const LONGEST_NAME: usize = 100;

/// Signs that command a terminal or turn the line around instead of showing something.
pub fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(
            sign,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
        )
        || matches!(sign, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// A case, and whether it is the one in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseInfo {
    /// Its id.
    pub id: CaseId,
    /// Its name.
    pub name: String,
    /// Plan kind id.
    pub plan_kind: Option<String>,
    /// Two-letter state.
    pub state: Option<String>,
    /// True for the one in use.
    pub in_use: bool,
}

impl Desk {
    /// All cases, oldest first.
    pub fn cases(&self) -> Result<Vec<CaseInfo>, Error> {
        self.inner.with(|open| {
            let cases = open.vault.read().cases()?;
            Ok(cases.into_iter().map(|row| info(row, open.case)).collect())
        })
    }

    /// One case, by the beginning of its id; none for the one in use.
    pub fn case(&self, id: Option<&str>) -> Result<CaseInfo, Error> {
        let id = self.case_id(id)?;
        self.inner
            .with(|open| Ok(info(open.vault.read().case(id)?, open.case)))
    }

    /// Makes a case.
    pub fn new_case(&self, name: &str) -> Result<CaseInfo, Error> {
        let name = checked_name(name)?;
        let case = NewCase {
            name: Private::new(name.to_owned()),
            ..NewCase::default()
        };
        let operation = Operation::by_person("new-case")
            .described(format!("Made the case \u{2018}{name}\u{2019}."));
        let change = self.inner.change(operation, |tx, _| tx.add_case(&case))?;
        self.case(Some(&change.value.to_string()))
    }

    /// Gives the case in use another name.
    pub fn rename_case(&self, name: &str) -> Result<ChangeView, Error> {
        let name = checked_name(name)?;
        let said = format!("The case is called \u{2018}{name}\u{2019} now.");
        let operation = Operation::by_person("rename-case").described(said.as_str());
        let change = self.inner.change(operation, |tx, case| {
            tx.rename_case(case, &Private::new(name.to_owned()))
        })?;
        Ok(change_view(&change, said))
    }

    /// Takes a case in use: what is added from now on goes there.
    pub fn use_case(&self, id: &str) -> Result<CaseInfo, Error> {
        let id = self.case_id(Some(id))?;
        self.inner.change(
            Operation::by_person("use-case").described("Changed the case in use."),
            |tx, _| tx.set_setting("case", &id),
        )?;
        self.inner.with(|open| {
            open.case = id;
            Ok(())
        })?;
        self.case(None)
    }

    /// Sets plan kind and state of a case, and dates its letters anew. None says that it is not known.
    pub fn set_plan(
        &self,
        id: Option<&str>,
        plan_kind: Option<&str>,
        state: Option<&str>,
    ) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let plan_kind = plan_kind
            .map(|kind| checked::plan_kind(inner.lib, kind))
            .transpose()?;
        let plan_kind = plan_kind.as_deref();
        let state = state
            .map(|state| checked::state(inner.lib, state))
            .transpose()?;
        let id = self.case_id(id)?;
        let kind = plan_kind.filter(|kind| *kind != "unknown");
        let said = "Changed the type of plan. All dates were worked out anew.";
        let today = inner.clock.today();
        let change = inner.change(Operation::by_person("set-plan").described(said), |tx, _| {
            tx.set_plan(id, kind, state.as_deref())?;
            dating::date_all(tx, inner.lib, today)
        })?;
        Ok(change_view(&change, said))
    }

    fn case_id(&self, text: Option<&str>) -> Result<CaseId, Error> {
        self.inner.with(|open| match text {
            None => Ok(open.case),
            Some(text) => match text.parse() {
                Ok(id) => Ok(id),
                Err(_) => Ok(open.vault.read().case_by_beginning(text)?),
            },
        })
    }
}

/// The name, trimmed.
fn checked_name(name: &str) -> Result<&str, Error> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::of(Code::BadRequest).saying("A case needs a name. Nothing was changed."));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(is_unseen) {
        return Err(Error::of(Code::BadRequest)
            .saying("This can't be the name of a case. Nothing was changed.")
            .hinting(format!(
                "A name is one line of at most {LONGEST_NAME} letters, digits and signs that can be seen."
            )));
    }
    Ok(name)
}

fn info(row: CaseRow, in_use: CaseId) -> CaseInfo {
    CaseInfo {
        id: row.id,
        name: row.name.into_inner(),
        plan_kind: row.plan_kind,
        state: row.state,
        in_use: row.id == in_use,
    }
}
