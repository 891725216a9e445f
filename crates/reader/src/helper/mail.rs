//! A mail: its heading and body as pages of text, its attachments as bytes.

use super::text::{decode, send_doubted};
use super::{Answers, Request, Trouble};
use crate::media::MediaKind;
use crate::protocol::{Answer, Fault};
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

/// Attachments given back at most; the rest is told in a doubt.
const MAX_ATTACHMENTS: usize = 500;

/// Reads a mail.
pub(super) fn read(
    bytes: &[u8],
    request: &Request<'_>,
    answers: &mut Answers<'_>,
) -> Result<(), Trouble> {
    let message = parse(bytes)?;
    let text = wrap(&as_text(&message));
    let doubts = left_out(message.attachment_count());
    send_doubted(MediaKind::Mail, &text, &doubts, request, answers)?;
    // Asked to go on after a page that failed: the attachments were given before.
    if request.first > 1 {
        return Ok(());
    }
    for (index, part) in message.attachments().take(MAX_ATTACHMENTS).enumerate() {
        let name = part
            .attachment_name()
            .map(clean_name)
            .filter(|n| !n.is_empty());
        match &part.body {
            // A mail within a mail comes back as a mail: it is read when it is filed, one level at a time.
            PartType::Message(inner) => {
                let name = name.unwrap_or_else(|| format!("attached mail {}.eml", index + 1));
                answers(Answer::Attachment { name }, inner.raw_message())?;
            }
            PartType::Text(text) | PartType::Html(text) => {
                let name = name.unwrap_or_else(|| format!("attachment {}.txt", index + 1));
                answers(Answer::Attachment { name }, text.as_bytes())?;
            }
            PartType::Binary(data) | PartType::InlineBinary(data) => {
                let name = name.unwrap_or_else(|| format!("attachment {}", index + 1));
                answers(Answer::Attachment { name }, data)?;
            }
            PartType::Multipart(_) => {}
        }
    }
    Ok(())
}

/// What is said where a mail brings more than is taken out of it.
fn left_out(attachments: usize) -> Vec<String> {
    if attachments <= MAX_ATTACHMENTS {
        return Vec::new();
    }
    vec![format!(
        "This e-mail has {attachments} attachments. The first {MAX_ATTACHMENTS} were taken out; the others are in the \
         e-mail still. Save them from your mail program and add them."
    )]
}

fn parse(bytes: &[u8]) -> Result<Message<'_>, Fault> {
    MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| Fault::damaged("the mail has no readable heading"))
}

/// The text of a mail as it is set on sheets.
pub(super) fn as_sheets(bytes: &[u8]) -> Result<String, Fault> {
    Ok(wrap(&as_text(&parse(bytes)?)))
}

fn as_text(message: &Message<'_>) -> String {
    let mut text = String::new();
    let mut line = |label: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(label);
            text.push_str(": ");
            text.push_str(value.trim());
            text.push('\n');
        }
    };
    line("From", message.from().map(people));
    line("To", message.to().map(people));
    line("Cc", message.cc().map(people));
    line("Date", message.date().map(|d| d.to_rfc822()));
    line("Subject", message.subject().map(str::to_owned));
    text.push('\n');
    for index in 0..message.text_body_count().min(64) {
        if let Some(body) = message.body_text(index) {
            text.push_str(&body);
            text.push('\n');
        }
    }
    text
}

fn people(address: &Address<'_>) -> String {
    let mut all = Vec::new();
    for person in address.iter().take(100) {
        all.push(match (person.name(), person.address()) {
            (Some(name), Some(at)) => format!("{name} <{at}>"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => continue,
        });
    }
    all.join(", ")
}

/// The last part of a path, without control signs: a name, never a place.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let kept: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    kept.trim().trim_start_matches('.').to_owned()
}

/// Lines of a mail run as long as a paragraph: broken at blanks so that they fit a sheet.
fn wrap(text: &str) -> String {
    const COLUMNS: usize = 88;
    let mut wrapped = String::with_capacity(text.len() + text.len() / 64);
    for line in decode(text.as_bytes()).lines() {
        if line.chars().count() <= COLUMNS {
            wrapped.push_str(line);
            wrapped.push('\n');
            continue;
        }
        let mut width = 0;
        for word in line.split_inclusive(' ') {
            let long = word.trim_end().chars().count();
            if width > 0 && width + long > COLUMNS {
                wrapped.push('\n');
                width = 0;
            }
            wrapped.push_str(word);
            width += word.chars().count();
        }
        wrapped.push('\n');
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_a_path_keeps_only_its_last_part() {
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("C:\\letters\\denial.pdf"), "denial.pdf");
        assert_eq!(
            clean_name(".\u{7}hidden"),
            "\u{7}hidden".trim_start_matches('\u{7}')
        );
    }

    #[test]
    fn long_lines_break_at_blanks() {
        let line = "word ".repeat(60);
        assert!(
            wrap(&line)
                .lines()
                .all(|l| l.trim_end().chars().count() <= 88)
        );
    }
}
