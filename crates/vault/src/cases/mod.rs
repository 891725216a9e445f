//! Cases with the little that is known of their plan.

use crate::change::{Kind, Moment};
use crate::error::VaultError;
use crate::journal::Tx;
use crate::records::{Columns, Records, moment_text, to_json};
use holdfast_case::{CaseId, Private};
use serde_json::Value;

/// A case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// Its name.
    pub name: Private<String>,
    /// Plan kind id; none is not known.
    pub plan_kind: Option<String>,
    /// Two-letter state; none is not known.
    pub state: Option<String>,
    /// Further facts of the plan, as JSON.
    pub plan: Value,
    /// When it was made.
    pub created_at: Moment,
    /// When it was closed.
    pub closed_at: Option<Moment>,
}

/// A case to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCase {
    /// Its name.
    pub name: Private<String>,
    /// Plan kind id.
    pub plan_kind: Option<String>,
    /// Two-letter state.
    pub state: Option<String>,
}

impl Records<'_> {
    /// All cases, oldest first.
    pub fn cases(self) -> Result<Vec<CaseRow>, VaultError> {
        self.all(include_str!("list.sql"), [], read_row)
    }
    /// One case.
    pub fn case(self, id: CaseId) -> Result<CaseRow, VaultError> {
        self.one(include_str!("find.sql"), [id.to_string()], read_row)?
            .ok_or(VaultError::NotFound(Kind::Cases))
    }
    /// The one case whose id begins so.
    pub fn case_by_beginning(self, start: &str) -> Result<CaseId, VaultError> {
        self.by_beginning(Kind::Cases, include_str!("beginning.sql"), start)
    }
}

impl Tx<'_> {
    /// Makes a case.
    pub fn add_case(&mut self, case: &NewCase) -> Result<CaseId, VaultError> {
        let id = CaseId::make_random();
        let row = (
            id.to_string(),
            case.name.reveal(),
            &case.plan_kind,
            &case.state,
            moment_text(self.now),
        );
        self.run(Kind::Cases, include_str!("insert.sql"), row)?;
        Ok(id)
    }
    /// Renames a case.
    pub fn rename_case(&mut self, id: CaseId, name: &Private<String>) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Cases,
            include_str!("rename.sql"),
            (id.to_string(), name.reveal()),
        )
    }
    /// Sets plan kind and state of a case; none says that they are not known.
    pub fn set_plan(
        &mut self,
        id: CaseId,
        plan_kind: Option<&str>,
        state: Option<&str>,
    ) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Cases,
            include_str!("set-plan.sql"),
            (id.to_string(), plan_kind, state),
        )
    }
    /// Sets the further facts of the plan.
    pub fn set_plan_facts(&mut self, id: CaseId, plan: &Value) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Cases,
            include_str!("set-plan-facts.sql"),
            (id.to_string(), to_json(plan)?),
        )
    }
    /// Closes a case, or opens it again.
    pub fn set_case_closed(&mut self, id: CaseId, at: Option<Moment>) -> Result<(), VaultError> {
        self.run_on_one(
            Kind::Cases,
            include_str!("set-closed.sql"),
            (id.to_string(), at.map(moment_text)),
        )
    }
}

fn read_row(row: &rusqlite::Row<'_>) -> Result<CaseRow, VaultError> {
    let row = Columns(Kind::Cases, row);
    Ok(CaseRow {
        id: row.parse("id")?,
        name: Private::new(row.get("name")?),
        plan_kind: row.get("plan_kind")?,
        state: row.get("state")?,
        plan: row.json("plan")?,
        created_at: row.moment("created_at")?,
        closed_at: row.moment_if("closed_at")?,
    })
}
