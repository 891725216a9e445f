//! What the library says to people can be read by everybody who finished grade eight. Words in quotes stand as they are
//! written elsewhere, and so do names of drugs and plans.

#![allow(clippy::unwrap_used)]

use holdfast_library::Library;
use regex::Regex;

/// Grade by Flesch and Kincaid (1975): 0.39 words a sentence + 11.8 syllables a word − 15.59.
fn grade(sentence: &str) -> f64 {
    let words: Vec<&str> = sentence
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let count = words.len().max(1) as f64;
    0.39 * count + 11.8 * (syllables as f64 / count) - 15.59
}

/// Groups of vowels, less a silent e.
fn syllables(word: &str) -> usize {
    let plain: String = word
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_lowercase)
        .collect();
    if plain.len() <= 3 {
        return usize::from(!plain.is_empty());
    }
    let silent = Regex::new("(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$").unwrap();
    let groups = Regex::new("[aeiouy]+").unwrap();
    groups.find_iter(&silent.replace(&plain, "")).count().max(1)
}

/// The sentences of a text without its quotes, names and gaps; short ones are no sentences.
fn sentences(text: &str) -> Vec<String> {
    let quotes =
        Regex::new("(^|\\s)(?:[\u{2018}'][^\u{2019}']+[\u{2019}']|\u{201c}[^\u{201d}]+\u{201d})")
            .unwrap();
    let gaps = Regex::new(r"\{\w+\}").unwrap();
    let text = quotes.replace_all(text, " it");
    let mut text = gaps.replace_all(&text, "it").into_owned();
    for name in names() {
        text = text.replace(&name, "it");
    }
    let ends = Regex::new(r"([.?!:;])\s+").unwrap();
    ends.replace_all(&text, "$1\n")
        .lines()
        .filter(|one| one.split_whitespace().count() > 6)
        .map(str::to_owned)
        .collect()
}

fn names() -> Vec<String> {
    let lib = Library::builtin();
    let mut names: Vec<String> = lib
        .treatments
        .drugs
        .iter()
        .map(|d| d.generic.clone())
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

fn hard(all: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
    all.into_iter()
        .flat_map(|(place, text)| {
            sentences(&text)
                .into_iter()
                .filter(|one| grade(one) > 8.0)
                .map(move |one| format!("{place} ({:.1}): {one}", grade(&one)))
        })
        .collect()
}

#[test]
fn the_lists_are_read_by_everybody_who_finished_grade_eight() {
    let items = Library::builtin().checklists.items.iter();
    let found = hard(items.flat_map(|item| {
        [
            (format!("{}.why", item.id), item.why.clone()),
            (format!("{}.how_to_ask", item.id), item.how_to_ask.clone()),
        ]
    }));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn so_is_the_interview() {
    let questions = Library::builtin().appeal.questions.iter();
    let found = hard(questions.flat_map(|question| {
        let answers = question.answers.iter().map(|answer| answer.say.clone());
        let all: Vec<_> = std::iter::once(question.ask.clone())
            .chain(answers)
            .chain(question.tip.clone())
            .collect();
        all.into_iter().map(move |text| (question.id.clone(), text))
    }));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn so_are_the_calls() {
    let scripts = Library::builtin().scripts.scripts.iter();
    let found = hard(scripts.flat_map(|script| {
        let steps = script.steps.iter().map(|step| step.say.clone());
        let replies = script.if_they_say.iter().map(|reply| reply.answer.clone());
        let all: Vec<_> = steps.chain(replies).chain([script.aim.clone()]).collect();
        all.into_iter().map(move |text| (script.id.clone(), text))
    }));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn so_are_the_meanings_of_hard_words() {
    let terms = Library::builtin().glossary.terms.iter();
    let found = hard(terms.map(|term| (term.id.clone(), term.plain.clone())));
    assert!(found.is_empty(), "{found:#?}");
}
