//! What went out and what came back: of letters here, of claims by their own calls. Which of the two is meant is told by
//! the id.

use super::open_desk;
use crate::args::{Common, DecisionArgs, SentArgs};
use crate::out::{self, Trouble};
use holdfast_casework::view::{
    LetterAnswerRequest, LetterFollowView, LetterSentRequest, PaperChoiceView, QueueView,
};
use holdfast_casework::{CameBy, Code, Desk, Error, Filing, Then};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Records that something went out.
pub fn sent(common: &Common, args: &SentArgs) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let way = match args.way.as_str() {
        "certified" => "certified-mail",
        "hand" => "by-hand",
        way => way,
    };
    if !desk.is_letter(&args.id) {
        return super::claims::sent(common, &desk, args, way);
    }
    let at = place(args.correct)?;
    let mut proofs = Vec::new();
    for proof in &args.proof {
        proofs.push(self::proof(&desk, proof)?);
    }
    let change = desk.letter_sent(
        &args.id,
        &LetterSentRequest {
            at,
            way: way.to_owned(),
            day: args.day.clone(),
            received: args.received.clone(),
            to: args.to.clone(),
            tracking: args.tracking.clone(),
            pages: args.pages.clone(),
            proofs,
            fast: args.fast,
            anyway: args.anyway,
            cover: args.cover,
            max_pages: args.max_pages,
            max_mb: args.max_mb,
            shrink: args.shrink,
            note: String::new(),
        },
    )?;
    shown(common, &desk, &args.id, &change.said)
}

/// Records what was decided.
pub fn decision(common: &Common, args: &DecisionArgs) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    if !desk.is_letter(&args.id) {
        return super::claims::decision(common, &desk, args);
    }
    let amounts = [&args.billed, &args.allowed, &args.paid, &args.owes];
    if amounts.iter().any(|amount| !amount.is_empty()) || args.clinic_bill.is_some() {
        return Err(Trouble::Call(
            "The answer to a letter has no amounts. Nothing was changed.".to_owned(),
        ));
    }
    let outcome = match args.outcome.as_str() {
        "approved" => "won",
        "denied" => "lost",
        outcome => outcome,
    };
    let change = desk.answer_letter(
        &args.id,
        &LetterAnswerRequest {
            outcome: outcome.to_owned(),
            day: args.day.clone(),
            document: args.document.clone(),
        },
    )?;
    shown(common, &desk, &args.id, &change.said)
}

/// The place of a sending from what was typed, which counts from 1.
pub fn place(typed: Option<u32>) -> Result<Option<u32>, Trouble> {
    match typed {
        Some(0) => Err(Trouble::Call("Sendings are counted from 1.".to_owned())),
        typed => Ok(typed.map(|typed| typed - 1)),
    }
}

/// The paper of a proof: a file is filed first, as it is; what is no file is the id of a paper.
pub fn proof(desk: &Desk, text: &str) -> Result<String, Trouble> {
    let path = Path::new(text);
    if !path.is_file() {
        return Ok(text.to_owned());
    }
    let filing = Filing {
        then: Then::Keep,
        ..CameBy::CommandLine.into()
    };
    let paths: Vec<PathBuf> = vec![path.to_owned()];
    let added = desk.add(&paths, filing)?.into_iter().next();
    let added = added.ok_or_else(|| Error::of(Code::FileMissing))?;
    if let Some(id) = added.document {
        return Ok(id.to_string());
    }
    let Some(id) = added.id else {
        return Err(match added.trouble {
            Some(view) => Error::stored(&view.code).saying(view.message).into(),
            None => Error::of(Code::FileMissing).into(),
        });
    };
    let queue = desk.wait_for(&[id], &mut |_: &QueueView| true)?;
    let file = queue
        .files
        .into_iter()
        .find(|file| file.id == id.to_string());
    match file {
        Some(file) => match (file.document.or(file.already), file.trouble) {
            (Some(document), _) => Ok(document),
            (None, Some(view)) => Err(Error::stored(&view.code).saying(view.message).into()),
            (None, None) => Err(Error::of(Code::FileMissing).into()),
        },
        None => Err(Error::of(Code::FileMissing).into()),
    }
}

fn shown(common: &Common, desk: &Desk, id: &str, said: &str) -> Result<u8, Trouble> {
    let view = desk.letter_follow(id)?;
    let object = json!({ "said": said, "letters": [follow_object(&view)] });
    out::answer(common.json, object, || {
        let mut lines = vec![said.to_owned()];
        lines.extend(follow_lines(&view));
        out::lines_plain(&lines.join("\n"))
    });
    Ok(0)
}

/// A letter and what became of it, in lines.
pub fn follow_lines(view: &LetterFollowView) -> Vec<String> {
    let mut lines = vec![format!(
        "{}  [{}] {}",
        view.letter, view.state, view.subject
    )];
    for sent in &view.sent {
        lines.push(format!("  {}", sent.say));
        lines.extend(sent.parts.iter().map(|part| format!("  {}", part.title)));
        lines.extend(
            sent.proofs
                .iter()
                .map(|proof| format!("  proof: {}", proof.title)),
        );
        lines.extend(sent.doubts.iter().map(|doubt| format!("  ? {doubt}")));
    }
    if let Some(clock) = &view.clock {
        let source = clock.citation.as_deref().unwrap_or("");
        lines.push(format!("  {} {source}", clock.say));
        lines.extend(clock.doubts.iter().map(|doubt| format!("  ? {doubt}")));
    }
    lines.extend(
        view.ways
            .iter()
            .map(|way| format!("  - {} {}", way.say, way.citation.as_deref().unwrap_or(""))),
    );
    if !view.ask_say.is_empty() {
        lines.push(format!("  {}", view.ask_say));
    }
    lines.extend(view.answer.iter().map(|answer| format!("  {}", answer.say)));
    lines.extend(view.asked.iter().map(|asked| {
        format!(
            "  ? {} {} ({})",
            asked.say, asked.outcome_say, asked.document
        )
    }));
    lines
}

/// A letter and what became of it, as the contract has it.
pub fn follow_object(view: &LetterFollowView) -> Value {
    let paper = |paper: &Option<PaperChoiceView>| paper.as_ref().map(|p| p.document.clone());
    let sent: Vec<Value> = (view.sent.iter())
        .map(|sent| {
            let proofs: Vec<&str> = sent.proofs.iter().map(|p| p.document.as_str()).collect();
            json!({ "way": sent.way, "day": sent.day, "received": sent.received, "to": sent.to,
                "tracking": sent.tracking, "pages": sent.pages, "fast": sent.fast, "packet": paper(&sent.packet),
                "parts": sent.parts.iter().map(|part| &part.document).collect::<Vec<_>>(),
                "proofs": proofs, "say": sent.say, "doubt": sent.doubts })
        })
        .collect();
    let ways: Vec<Value> = (view.ways.iter())
        .map(|way| json!({ "say": way.say, "citation": way.citation, "rule_verified": way.verified }))
        .collect();
    json!({
        "letter": view.letter, "kind": view.kind, "subject": view.subject, "to": view.to, "answers": view.answers,
        "state": view.state, "say": view.say, "submissions": sent, "late": view.late, "ways": ways,
        "decision": view.clock.as_ref().map(|clock| {
            json!({ "by": clock.by, "say": clock.say, "day": clock.day, "of": clock.of,
                "citation": clock.citation, "rule_verified": clock.verified, "checked": clock.checked,
                "steps": clock.steps, "doubt": clock.doubts })
        }),
        "answer": view.answer.as_ref().map(|answer| {
            json!({ "outcome": answer.outcome, "say": answer.say, "document": paper(&answer.document) })
        }),
        "answer_to_confirm": view.asked.as_ref().map(|asked| {
            json!({ "document": asked.document, "say": asked.say, "outcome": asked.outcome })
        }),
        "ask_again": view.ask_again,
    })
}
