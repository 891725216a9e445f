//! Two calls to a program on this computer: which models it has, and one answer. No proxy, no other address, no more
//! than one try.

use super::address::Loopback;
use crate::error::{Code, Error};
use serde::Deserialize;
use std::time::Duration;

/// A model on a slow computer may think for long; the person can close the window before.
const LONGEST: Duration = Duration::from_secs(600);
/// The list of models is there at once.
const LIST: Duration = Duration::from_secs(10);
/// An answer in bytes; more is no section of a letter.
const MOST: u64 = 512 * 1024;

#[derive(Deserialize)]
struct Models {
    data: Vec<Model>,
}

#[derive(Deserialize)]
struct Model {
    id: String,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
}

fn agent(longest: Duration) -> ureq::Agent {
    ureq::Agent::config_builder()
        // neither the environment nor an answer sends us elsewhere
        .proxy(None)
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(longest))
        .user_agent("")
        .build()
        .into()
}

/// The models that the program has, as it names them.
pub(super) fn models(at: &Loopback) -> Result<Vec<String>, Error> {
    let answer = agent(LIST).get(at.url("models")).call();
    let models: Models = read(answer)?;
    Ok(models.data.into_iter().map(|model| model.id).collect())
}

/// Sends this message, byte by byte, and gives the words of the answer.
pub(super) fn complete(at: &Loopback, body: &str) -> Result<String, Error> {
    let answer = agent(LONGEST)
        .post(at.url("chat/completions"))
        .header("content-type", "application/json")
        .send(body);
    let completion: Completion = read(answer)?;
    let first = completion.choices.into_iter().next();
    first
        .and_then(|choice| choice.message.content)
        .filter(|words| !words.trim().is_empty())
        .ok_or_else(|| Code::DraftingAnswer.into())
}

/// The answer as what was asked for. Nothing of it goes to the log: it may hold words of the letter.
fn read<T: serde::de::DeserializeOwned>(
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<T, Error> {
    let mut answer = answer.map_err(|error| match error {
        ureq::Error::Timeout(_) => Error::from(Code::DraftingSilent),
        _ => Code::DraftingMissing.into(),
    })?;
    if !answer.status().is_success() {
        let status = answer.status().as_u16();
        return Err(Error::of(Code::DraftingAnswer).saying(format!(
            "The program answered with an error ({status}). Your letter is as it was."
        )));
    }
    let text = answer.body_mut().with_config().limit(MOST).read_to_string();
    let text = text.map_err(|_| Error::from(Code::DraftingAnswer))?;
    serde_json::from_str(&text).map_err(|_| Code::DraftingAnswer.into())
}
