//! Fields of a record, by `--set` or as one JSON object on standard input.

use crate::args::FieldArgs;
use crate::input;
use crate::out::Trouble;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The fields given, by their names in the answers (`at_dose_since`).
pub fn given(args: &FieldArgs) -> Result<Map<String, Value>, Trouble> {
    pairs(&args.set, "--set field=value")
}

/// Pairs of `field=value`; without any the fields are one JSON object on standard input. `how` says how to give them.
pub fn pairs(set: &[String], how: &str) -> Result<Map<String, Value>, Trouble> {
    let mut fields = Map::new();
    if set.is_empty() {
        let object: Value = serde_json::from_slice(&input::bytes()?)
            .map_err(|_| Trouble::Call(format!("Give {how}, or one JSON object.")))?;
        let Value::Object(object) = object else {
            return Err(Trouble::Call("The fields are one JSON object.".to_owned()));
        };
        return Ok(object);
    }
    for pair in set {
        let (field, value) = pair
            .split_once('=')
            .ok_or_else(|| Trouble::Call(format!("Give {how}.")))?;
        let value = match (field, value) {
            ("still_taken" | "baseline", "true" | "yes") => Value::Bool(true),
            ("still_taken" | "baseline", "false" | "no" | "") => Value::Bool(false),
            _ => Value::from(value),
        };
        fields.insert(field.to_owned(), value);
    }
    Ok(fields)
}

/// A request of these fields over what there was. A field that the record does not have is a wrong call.
pub fn request<T: DeserializeOwned>(
    before: Option<&impl Serialize>,
    fields: Map<String, Value>,
) -> Result<T, Trouble> {
    let mut object = match before.map(serde_json::to_value) {
        Some(Ok(Value::Object(object))) => object,
        _ => Map::new(),
    };
    for (field, value) in fields {
        object.insert(camel(&field), value);
    }
    // what stands in the message is a name of ours, or a field that was typed: no value
    serde_json::from_value(Value::Object(object)).map_err(|error| {
        let say = error.to_string();
        let field = say.split('`').nth(1).map(snake).unwrap_or_default();
        match say.starts_with("unknown field") {
            true => Trouble::Call(format!("There is no field {field} here.")),
            false => Trouble::Call("A field does not hold what belongs there.".to_owned()),
        }
    })
}

/// The text of a field that was given: words, or a number as it stands.
pub fn text(value: &Value) -> Result<String, Trouble> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Null => Ok(String::new()),
        _ => Err(Trouble::Call(
            "A field does not hold what belongs there.".to_owned(),
        )),
    }
}

fn camel(field: &str) -> String {
    let mut parts = field.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut name, part| {
        let mut signs = part.chars();
        name.extend(signs.next().map(|sign| sign.to_ascii_uppercase()));
        name.push_str(signs.as_str());
        name
    })
}

fn snake(field: &str) -> String {
    let mut name = String::new();
    for sign in field.chars() {
        if sign.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(sign.to_ascii_lowercase());
    }
    name
}

/// A view as an object of the command line: its keys with underscores.
pub fn object(view: &impl Serialize) -> Value {
    renamed(serde_json::to_value(view).unwrap_or(Value::Null))
}

fn renamed(value: Value) -> Value {
    match value {
        Value::Object(keys) => Value::Object(
            keys.into_iter()
                .map(|(key, value)| (snake(&key), renamed(value)))
                .collect(),
        ),
        Value::Array(values) => Value::Array(values.into_iter().map(renamed).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_go_both_ways() {
        for (snake_name, camel_name) in [("taken", "taken"), ("at_dose_since", "atDoseSince")] {
            assert_eq!(camel(snake_name), camel_name);
            assert_eq!(snake(camel_name), snake_name);
        }
    }
}
