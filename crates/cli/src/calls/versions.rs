//! What records said before, and records in the trash.

use super::fields::object;
use super::open_desk;
use super::papers::changed;
use crate::args::Common;
use crate::out::{self, Trouble};
use holdfast_casework::view::{RecordVersionView, TrashedRecordView};
use serde_json::{Value, json};

/// Tells what a record said before, or takes a version again.
pub fn versions(common: &Common, id: &str, bring_back: Option<u32>) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    if let Some(number) = bring_back {
        changed(common, &desk.bring_back_version(id, number)?);
        return Ok(0);
    }
    let versions = desk.record_versions(id)?;
    out::answer(
        common.json,
        json!({ "versions": version_objects(&versions) }),
        || match versions.is_empty() {
            true => "Nothing was changed since it was written.".to_owned(),
            false => version_lines(&versions).join("\n"),
        },
    );
    Ok(0)
}

/// Versions as objects.
fn version_objects(versions: &[RecordVersionView]) -> Vec<Value> {
    versions.iter().map(object).collect()
}

/// The object of a record with its versions.
pub fn with_versions(mut record: Value, versions: &[RecordVersionView]) -> Value {
    if let Value::Object(keys) = &mut record {
        keys.insert("versions".to_owned(), version_objects(versions).into());
    }
    record
}

/// The same as lines: when it held, then what each change changed.
pub fn version_lines(versions: &[RecordVersionView]) -> Vec<String> {
    let mut lines = Vec::new();
    for version in versions {
        lines.push(format!("{}  {}", version.number, version.held));
        lines.extend(version.lines.iter().map(|line| {
            out::plain(&format!(
                "     {}: {} \u{2192} {}",
                line.what, line.before, line.after
            ))
        }));
        lines.extend(
            version
                .trouble
                .iter()
                .map(|trouble| format!("     ? {trouble}")),
        );
    }
    lines
}

/// A record in the trash as an object.
pub fn trashed_object(record: &TrashedRecordView) -> Value {
    json!({
        "record": record.id, "kind": record.kind, "title": record.title, "day": record.day,
    })
}

/// The same as a line.
pub fn trashed_line(record: &TrashedRecordView) -> String {
    out::plain(&format!(
        "{}  {}  {}: {}",
        record.id, record.day, record.kind, record.title
    ))
}
