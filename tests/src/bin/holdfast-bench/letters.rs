//! How well letters are read, by form: text, PDF, scans, faxes, photos.
//!
//! The scorer is the one of the letters crate's own tests, so bench and tests cannot disagree.

#[allow(missing_docs, clippy::unwrap_used, dead_code)]
#[path = "../../../../crates/letters/tests/readings/support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use holdfast_case::{Pages, Reading};
use holdfast_letters::read;
use holdfast_library::Library;
use holdfast_reader::{CancelToken, ReadRequest, Reader};
use holdfast_tests::paper::{self, Form};
use support::Score;

/// Fields that are lists: something in them can be right, missed, or there in vain.
const LISTS: [&str; 2] = ["codes", "reasons"];

/// Of letters by other hands so many are one that is made a picture of, where not all are asked for.
const ONE_OF: usize = 6;

/// The letters of one form, by who knows them: worked on, by other hands, kept aside.
type Known = [Score; 3];

/// Reads the letters in every form and prints right ones of all, per field. Text and PDF are made of every letter;
/// scans, faxes and photos of those worked on and of one in six of the others, unless `all` are asked for.
pub fn table(all: bool) -> Result<()> {
    let reader = Reader::locate()?;
    let letters = paper::letters()?
        .into_iter()
        .map(|letter| {
            let want = letter.labels.parse().with_context(|| letter.name.clone())?;
            let label = support::Letter {
                name: letter.name.clone(),
                text: letter.text.clone(),
                want,
            };
            Ok((letter, label))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut scores: Vec<(Form, Known)> = Vec::new();
    for form in Form::ALL {
        let pictured = !matches!(form, Form::Text | Form::BornDigital);
        let ours: Vec<&(paper::Letter, support::Letter)> = letters
            .iter()
            .enumerate()
            .filter(|(n, (_, label))| all || !pictured || label.finished() || n % ONE_OF == 0)
            .map(|(_, both)| both)
            .collect();
        let mut known = Known::default();
        let readings = in_parallel(&ours, |(letter, _)| one(&reader, letter, form));
        for ((letter, label), reading) in ours.into_iter().zip(readings) {
            let reading = reading.with_context(|| format!("{} as {}", letter.name, form.name()))?;
            let [worked, others, aside] = &mut known;
            let score = match label {
                label if label.held_out() => aside,
                label if label.finished() => worked,
                _ => others,
            };
            score.add(label, &reading);
        }
        eprintln!("   letters: {} done", form.name());
        scores.push((form, known));
    }
    print(&scores, letters.len());
    Ok(())
}

/// Does it for each, on all cores; answers stand in the order of the items.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let answer = work(item);
                    done.lock()
                        .expect("no holder of this lock panics")
                        .push((at, answer));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no holder of this lock panics");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// What is read of one letter; photos of its pages are one document.
fn one(reader: &Reader, letter: &paper::Letter, form: Form) -> Result<Reading> {
    let mut all = Pages::default();
    for sheet in paper::make(letter, form)? {
        let request = ReadRequest {
            file_name: Some(sheet.file_name),
            ..ReadRequest::default()
        };
        let seen = reader.read(&sheet.bytes, &request, &mut |_| {}, &CancelToken::new())?;
        for mut page in seen.pages.pages {
            page.number = u32::try_from(all.pages.len() + 1)?;
            all.pages.push(page);
        }
        all.doubts.extend(seen.pages.doubts);
    }
    Ok(read(Library::builtin(), &all))
}

fn print(scores: &[(Form, Known)], letters: usize) {
    println!(
        "\nLetters: facts read right, of those that stand in {letters} letters: worked on | by other hands | kept aside"
    );
    let titles: Vec<String> = scores
        .iter()
        .map(|(form, _)| form.name().to_owned())
        .collect();
    line("", &titles);
    let fields: BTreeSet<&String> = scores
        .iter()
        .flat_map(|(_, known)| known.iter().flat_map(|score| score.fields.keys()))
        .collect();
    for field in fields {
        let count = |score: &Score| score.fields.get(field).copied().unwrap_or_default();
        if LISTS.contains(&field.as_str()) {
            row(scores, &format!("{field}: found"), |score| {
                let found = count(score);
                format!("{}/{}", found.right, found.right + found.missed)
            });
            row(scores, &format!("{field}: right of said"), |score| {
                let said = count(score);
                format!("{}/{}", said.right, said.right + said.wrong)
            });
        } else {
            row(scores, field, |score| {
                format!("{}/{}", count(score).right, count(score).all())
            });
        }
    }
    row(scores, "HARM", |score| score.harm.len().to_string());
    row(scores, "sure (0.9 up) and right", |score| {
        format!("{:.1}%", score.precision_at(0.9).0 * 100.0)
    });
    // Of letters kept aside nobody is told which.
    for (form, [worked, others, _]) in scores {
        for harm in worked.harm.iter().chain(&others.harm) {
            println!("HARM {}: {harm}", form.name());
        }
    }
}

fn row(scores: &[(Form, Known)], title: &str, show: impl Fn(&Score) -> String) {
    let cells: Vec<String> = scores
        .iter()
        .map(|(_, known)| known.each_ref().map(&show).join(" | "))
        .collect();
    line(title, &cells);
}

fn line(title: &str, cells: &[String]) {
    let cells: String = cells.iter().map(|cell| format!("{cell:>26}")).collect();
    println!("{title:<26}{cells}");
}

#[cfg(test)]
mod tests {
    use super::in_parallel;

    #[test]
    fn answers_keep_the_order_of_the_items() {
        let items: Vec<u64> = (0..40).collect();
        let answers = in_parallel(&items, |item| {
            std::thread::sleep(std::time::Duration::from_micros(400 - item * 10));
            item * 2
        });
        assert_eq!(
            answers,
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
    }
}
