//! A packet, put together and written: as one file, or in parts that its way takes.

use super::open_desk;
use super::papers::write_new;
use crate::args::{Common, PacketArgs};
use crate::out::{self, Trouble};
use holdfast_casework::view::{PacketBuiltView, PacketOptions, PacketRedact};
use holdfast_casework::{CancelToken, Desk};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Puts a packet together and writes it.
pub fn packet(common: &Common, args: &PacketArgs) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let ending = args.out.extension().and_then(|ending| ending.to_str());
    let is_word = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    if is_word || args.letter_only {
        return letter_alone(common, &desk, args, is_word);
    }
    let bar = out::bar(common.json);
    let options = PacketOptions {
        cover: args.cover,
        max_pages: args.max_pages,
        max_mb: args.max_mb,
        shrink: args.shrink,
        redact: PacketRedact {
            words: args.redact.clone(),
            boxes: Vec::new(),
        },
    };
    let built = desk.packet(
        &args.letter,
        &options,
        &CancelToken::new(),
        &mut |done, all| {
            bar.set_length(u64::from(all));
            bar.set_position(u64::from(done));
        },
    )?;
    bar.finish_and_clear();
    let written = write(&built, &args.out)?;
    answer(common, &built, &written);
    Ok(0)
}

fn letter_alone(
    common: &Common,
    desk: &Desk,
    args: &PacketArgs,
    is_word: bool,
) -> Result<u8, Trouble> {
    let (_, bytes) = match is_word {
        true => desk.letter_docx(&args.letter)?,
        false => desk.letter_pdf(&args.letter)?,
    };
    let is_draft = !desk.letter(&args.letter)?.missing.is_empty();
    // the Word copy has every letter
    let notes = match is_word {
        true => Vec::new(),
        false => desk.letter_lacks(&args.letter)?,
    };
    write_new(&args.out, &bytes)?;
    let said = format!(
        "Wrote the letter to {}. It is not sealed.{}",
        args.out.display(),
        draft_say(is_draft)
    );
    let object = json!({ "said": said, "draft": is_draft, "notes": notes });
    out::answer(common.json, object, || {
        let lines = std::iter::once(&said).chain(&notes);
        lines
            .map(|line| out::plain(line))
            .collect::<Vec<_>>()
            .join("\n")
    });
    Ok(0)
}

/// A file that was written: where, how many pages and bytes, which pages of the packet.
struct Written {
    path: PathBuf,
    pages: u32,
    bytes: usize,
    first: u32,
    last: u32,
    is_over: bool,
}

/// All files or none: where one cannot be written, those before it go again.
fn write(built: &PacketBuiltView, to: &Path) -> Result<Vec<Written>, Trouble> {
    let mut written: Vec<Written> = Vec::new();
    let mut put = |pdf: &[u8], one: Written| {
        if let Err(trouble) = write_new(&one.path, pdf) {
            for before in &written {
                let _ = std::fs::remove_file(&before.path);
            }
            return Err(trouble);
        }
        written.push(one);
        Ok(())
    };
    if built.files.is_empty() {
        put(
            &built.pdf,
            Written {
                path: to.to_owned(),
                pages: built.pages,
                bytes: built.pdf.len(),
                first: 1,
                last: built.pages,
                is_over: false,
            },
        )?;
    }
    for (file, part) in built.files.iter().zip(1..) {
        put(
            &file.pdf,
            Written {
                path: numbered(to, part),
                pages: file.pages,
                bytes: file.pdf.len(),
                first: file.first,
                last: file.last,
                is_over: file.is_over,
            },
        )?;
    }
    Ok(written)
}

/// `appeal.pdf`, `appeal-2.pdf`, `appeal-3.pdf`.
fn numbered(path: &Path, part: u32) -> PathBuf {
    if part == 1 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{part}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

fn draft_say(is_draft: bool) -> &'static str {
    match is_draft {
        true => " It is a draft: something is still missing, see 'letter show'.",
        false => "",
    }
}

fn answer(common: &Common, built: &PacketBuiltView, written: &[Written]) {
    let draft = draft_say(built.is_draft);
    let names: Vec<String> = written
        .iter()
        .map(|one| one.path.display().to_string())
        .collect();
    let said = match written {
        [_] => format!(
            "Wrote {} pages to {}. It is not sealed.{draft}",
            built.pages,
            names.join(", ")
        ),
        _ => format!(
            "Wrote {} pages in {} parts, each with a cover sheet: {}. They are not sealed.{draft}",
            built.pages,
            written.len(),
            names.join(", ")
        ),
    };
    let parts: Vec<Value> = built
        .parts
        .iter()
        .map(|part| json!({ "title": part.title, "exhibit": part.exhibit, "first": part.first, "count": part.count }))
        .collect();
    let files: Vec<Value> = written
        .iter()
        .map(|one| {
            json!({ "file": one.path.display().to_string(), "pages": one.pages, "bytes": one.bytes,
                    "first": one.first, "last": one.last, "over": one.is_over })
        })
        .collect();
    let checks: Vec<Value> = built
        .checks
        .iter()
        .map(|one| json!({ "good": one.is_good, "said": one.say, "pages": one.pages }))
        .collect();
    let left_out: Vec<Value> = built
        .left_out
        .iter()
        .map(|one| {
            json!({ "exhibit": one.exhibit, "title": one.title, "said": one.say, "todo": one.todo,
                    "document": one.document, "in_trash": one.is_gone })
        })
        .collect();
    let object = json!({
        "said": said, "pages": built.pages, "bytes": built.pdf.len(), "draft": built.is_draft, "parts": parts,
        "notes": built.notes, "left_out": left_out, "checks": checks, "files": files, "less_sharp": built.less_sharp,
    });
    out::answer(common.json, object, || {
        let mut lines = vec![out::plain(&said)];
        if !built.less_sharp.is_empty() {
            let pages: Vec<String> = built.less_sharp.iter().map(u32::to_string).collect();
            lines.push(format!("Less sharp now: page {}.", pages.join(", ")));
        }
        for one in &built.left_out {
            lines.push(out::plain(&format!("{} {}", one.say, one.todo)));
        }
        for one in built.checks.iter().filter(|one| !one.is_good) {
            let pages: Vec<String> = one.pages.iter().map(u32::to_string).collect();
            lines.push(out::plain(
                format!("{} {}", one.say, pages.join(", ")).trim_end(),
            ));
        }
        lines.extend(built.notes.iter().map(|note| out::plain(note)));
        lines.join("\n")
    });
}
