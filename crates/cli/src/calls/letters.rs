//! Letters and packets: begun, shown, changed, put together.

use super::open_desk;
use crate::args::{Common, DraftArgs, FromArgs, LetterCall, LetterEditArgs};
use crate::out::{self, Trouble};
use holdfast_casework::view::{
    LetterChange, LetterNodeKind, LetterNodeView, LetterPartyInput, LetterPartyView,
    LetterStartRequest, LetterView,
};
use holdfast_casework::{Code, Desk, Error};
use serde_json::{Value, json};

/// Begins a letter.
pub fn draft(common: &Common, args: &DraftArgs) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    let started = desk.start_letter(&LetterStartRequest {
        kind: args.kind.clone(),
        answers: args.answers.clone(),
    })?;
    from(&desk, &started.letter, &args.from)?;
    let view = desk.letter(&started.letter)?;
    let said = &started.change.said;
    let object = json!({ "letter": object(&view), "said": said });
    out::answer(common.json, object, || {
        // another step than the one that was asked for comes first
        match args.kind == view.kind || !said.contains("first step") {
            true => text(&view),
            false => format!("{}\n\n{}", out::plain(said), text(&view)),
        }
    });
    Ok(0)
}

/// Answers a call about letters.
pub fn letter(common: &Common, what: &LetterCall) -> Result<u8, Trouble> {
    let desk = open_desk(common)?;
    match what {
        LetterCall::Kinds => kinds(common, &desk),
        LetterCall::List => list(common, &desk),
        LetterCall::Show { id } => shown(common, &desk, id),
        LetterCall::Edit(args) => edit(common, &desk, args),
        LetterCall::Suggest {
            id,
            part,
            send,
            take,
        } => super::drafting::suggest(common, id, *part, *send, take),
        LetterCall::Trash { id } => {
            let said = desk.trash_letter(id)?.said;
            out::answer(common.json, json!({ "said": said }), || out::plain(&said));
            Ok(0)
        }
    }
}

fn kinds(common: &Common, desk: &Desk) -> Result<u8, Trouble> {
    let kinds = desk.letter_kinds();
    let rows: Vec<Value> = kinds
        .iter()
        .map(|kind| json!({ "id": kind.id, "title": kind.title, "plain": kind.plain }))
        .collect();
    out::answer(common.json, json!({ "kinds": rows }), || {
        let line = |kind: &holdfast_casework::view::LetterKindView| {
            out::plain(&format!("{:<24} {}", kind.id, kind.plain))
        };
        kinds.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

fn list(common: &Common, desk: &Desk) -> Result<u8, Trouble> {
    let letters = desk.letters()?.letters;
    let rows: Vec<Value> = letters
        .iter()
        .map(|row| {
            json!({ "id": row.id, "kind": row.kind, "subject": row.subject, "to": row.to, "final": row.is_final,
                    "day": row.day, "state": row.state })
        })
        .collect();
    out::answer(common.json, json!({ "letters": rows }), || {
        if letters.is_empty() {
            return "There is no letter yet. Begin one with 'draft internal-appeal'.".to_owned();
        }
        let line = |row: &holdfast_casework::view::LetterRowView| {
            out::plain(&format!("{}  {}  {}", row.id, row.state, row.subject))
        };
        letters.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

fn words(nodes: &[LetterNodeView]) -> String {
    let said = nodes.iter().map(|node| match node.is {
        LetterNodeKind::Words | LetterNodeKind::Source => node.say.clone(),
        LetterNodeKind::Cite if node.say.is_empty() => "(exhibit gone)".to_owned(),
        LetterNodeKind::Cite => format!("({})", node.say),
        LetterNodeKind::Gap => format!("[{}]", node.say),
    });
    said.collect()
}

fn party(party: &LetterPartyView) -> Value {
    json!({ "name": party.name, "address": party.address, "phone": party.phone, "fax": party.fax,
            "email": party.email })
}

fn object(view: &LetterView) -> Value {
    let sections: Vec<Value> = view
        .sections
        .iter()
        .map(|section| {
            let paragraphs: Vec<Value> = section
                .paragraphs
                .iter()
                .map(|one| {
                    json!({ "key": one.key, "text": words(&one.nodes), "own": one.own,
                            "proposal": one.proposal.as_ref().map(|nodes| words(nodes)),
                            "declined": one.declined })
                })
                .collect();
            json!({ "key": section.key, "heading": section.heading, "reason": section.reason,
                    "paragraphs": paragraphs })
        })
        .collect();
    let exhibits: Vec<Value> = view
        .exhibits
        .iter()
        .map(|one| {
            json!({ "label": one.label, "title": one.title, "gone": one.gone, "awaited": one.awaited,
                    "document": one.document, "by_hand": one.by_hand,
                    "came": one.came.as_ref().map(|paper| json!({ "document": paper.id, "title": paper.title })) })
        })
        .collect();
    let reasons: Vec<Value> = view
        .reasons
        .iter()
        .map(|reason| {
            let picks: Vec<Value> = reason
                .picks
                .iter()
                .map(|one| {
                    json!({ "tick": format!("{}:{}", reason.id, one.thing), "title": one.title,
                            "about": one.about, "place": one.place, "ticked": one.ticked, "label": one.label })
                })
                .collect();
            json!({ "id": reason.id, "picks": picks, "title": reason.title, "plain": reason.plain, "quote": reason.quote,
                    "page": reason.page, "answered": reason.answered, "exhibits": reason.exhibits })
        })
        .collect();
    let missing: Vec<Value> = view
        .missing
        .iter()
        .map(|gap| json!({ "id": gap.id, "say": gap.say }))
        .collect();
    let asks: Vec<&str> = view
        .asks
        .iter()
        .filter(|ask| ask.ticked)
        .map(|ask| ask.id.as_str())
        .collect();
    json!({
        "id": view.id, "kind": view.kind, "subject": view.subject, "day": view.day, "answers": view.answers,
        "from": party(&view.from), "to": party(&view.to), "to_source": view.to_source,
        "re": view.re.iter().map(|line| json!({ "label": line.label, "text": words(&line.nodes) })).collect::<Vec<_>>(),
        "sections": sections, "exhibits": exhibits, "reasons": reasons, "asks": asks, "missing": missing,
        "statements": view.statements, "pointing": view.pointing,
        "bare": view.bare.iter().map(|one| &one.text).collect::<Vec<_>>(), "final": view.is_final,
        "signature": view.signature.as_ref().map(|one| &one.document),
    })
}

fn shown(common: &Common, desk: &Desk, id: &str) -> Result<u8, Trouble> {
    let view = desk.letter(id)?;
    out::answer(common.json, json!({ "letter": object(&view) }), || {
        text(&view)
    });
    Ok(0)
}

fn text(view: &LetterView) -> String {
    let mut lines = vec![format!("{}  {}", view.id, view.subject), String::new()];
    for line in view.to.name.lines().chain(view.to.address.lines()) {
        lines.push(line.to_owned());
    }
    for line in &view.re {
        lines.push(format!("{}: {}", line.label, words(&line.nodes)));
    }
    lines.push(String::new());
    lines.push(view.greeting.clone());
    for section in &view.sections {
        if !section.heading.is_empty() {
            lines.extend([String::new(), section.heading.clone()]);
        }
        for paragraph in &section.paragraphs {
            let mark = if paragraph.listed { "- " } else { "" };
            lines.extend([String::new(), format!("{mark}{}", words(&paragraph.nodes))]);
        }
    }
    if !view.exhibits.is_empty() {
        lines.push(String::new());
    }
    for one in &view.exhibits {
        let state = match (one.gone, one.awaited, &one.came) {
            (true, ..) => " (gone)".to_owned(),
            (_, true, Some(paper)) => format!(
                " (to follow; ‘{}’ came: put it in with --here {})",
                paper.title, one.label
            ),
            (_, true, None) => " (to follow)".to_owned(),
            _ => String::new(),
        };
        lines.push(format!("Exhibit {}: {}{state}", one.label, one.title));
    }
    lines.push(String::new());
    lines.push(format!(
        "{} of {} statements point to a page.",
        view.pointing, view.statements
    ));
    for gap in &view.missing {
        let id = match gap.id.as_str() {
            "" => String::new(),
            id => format!(" ({id})"),
        };
        lines.push(format!("Missing: {}{id}.", gap.say));
    }
    lines
        .iter()
        .map(|line| out::plain(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Lines of an address are parted by ';' on a command line.
fn lines(text: &str) -> String {
    let lines: Vec<&str> = text.split(';').map(str::trim).collect();
    lines.join("\n")
}

fn from(desk: &Desk, id: &str, args: &FromArgs) -> Result<(), Trouble> {
    let given = [
        &args.from,
        &args.from_address,
        &args.from_phone,
        &args.from_email,
    ];
    if given.iter().all(|one| one.is_none()) {
        return Ok(());
    }
    let had = desk.letter(id)?.from;
    let or = |given: &Option<String>, had: String| given.clone().unwrap_or(had);
    desk.change_letter(
        id,
        &LetterChange::From {
            party: LetterPartyInput {
                name: or(&args.from, had.name),
                address: args.from_address.as_deref().map_or(had.address, lines),
                phone: or(&args.from_phone, had.phone),
                email: or(&args.from_email, had.email),
                fax: had.fax,
            },
        },
    )?;
    Ok(())
}

/// The two halves of `REASON:THING`.
fn halves(text: &str) -> Result<(String, String), Trouble> {
    let wrong = || {
        Error::of(Code::BadRequest)
            .hinting("Give it as reason:id, such as experimental-investigational:x.")
    };
    let (reason, id) = text.split_once(':').ok_or_else(wrong)?;
    Ok((reason.to_owned(), id.to_owned()))
}

/// Exhibits that are put in and taken out by hand.
fn by_hand(desk: &Desk, id: &str, args: &LetterEditArgs) -> Result<(), Trouble> {
    if args.timeline || args.no_timeline {
        let on = args.timeline;
        desk.change_letter(id, &LetterChange::Timeline { on })?;
    }
    for given in &args.to_follow {
        let rows = desk.letter_by_hand(id)?.to_follow;
        let (row, what) = match rows
            .into_iter()
            .find(|row| row.row == *given || row.title.eq_ignore_ascii_case(given))
        {
            Some(found) => (found.row, String::new()),
            None => (String::new(), given.clone()),
        };
        desk.change_letter(id, &LetterChange::Await { row, what })?;
    }
    for given in &args.here {
        let (label, paper) = given
            .split_once('=')
            .map_or((given.as_str(), None), |(label, paper)| {
                (label, Some(paper))
            });
        let place = desk.exhibit_place(id, label)?;
        let document = match paper {
            Some(paper) => desk.paper_id(paper)?,
            None => {
                let exhibits = desk.letter(id)?.exhibits;
                let at = usize::try_from(place).unwrap_or(usize::MAX);
                let came = exhibits.into_iter().nth(at).and_then(|one| one.came);
                came.map(|paper| paper.id).ok_or_else(|| {
                    Error::of(Code::NotFound)
                        .saying("We know no paper that came for it. Nothing was changed.")
                        .hinting("Say which, such as --here D=1f3a.")
                })?
            }
        };
        desk.change_letter(id, &LetterChange::Here { place, document })?;
    }
    for label in &args.take_out {
        let place = desk.exhibit_place(id, label)?;
        desk.change_letter(id, &LetterChange::TakeOut { place })?;
    }
    Ok(())
}

fn edit(common: &Common, desk: &Desk, args: &LetterEditArgs) -> Result<u8, Trouble> {
    let id = desk.letter(&args.id)?.id;
    if args.open {
        desk.change_letter(&id, &LetterChange::Final { on: false })?;
    }
    from(desk, &id, &args.from)?;
    if args.to.is_some() || args.to_address.is_some() || args.to_fax.is_some() {
        let had = desk.letter(&id)?.to;
        desk.change_letter(
            &id,
            &LetterChange::To {
                party: LetterPartyInput {
                    name: args.to.clone().unwrap_or(had.name),
                    address: args.to_address.as_deref().map_or(had.address, lines),
                    fax: args.to_fax.clone().unwrap_or(had.fax),
                    phone: had.phone,
                    email: had.email,
                },
            },
        )?;
    }
    for (asks, on) in [(&args.ask, true), (&args.no_ask, false)] {
        for ask in asks {
            let ask = ask.clone();
            desk.change_letter(&id, &LetterChange::Ask { ask, on })?;
        }
    }
    for (studies, on) in [(&args.study, true), (&args.no_study, false)] {
        for study in studies {
            let (reason, study) = halves(study)?;
            let pick = desk.study_to_pick(&study)?;
            desk.change_letter(&id, &LetterChange::Tick { reason, pick, on })?;
        }
    }
    for paper in &args.paper {
        let (reason, paper) = halves(paper)?;
        let pick = desk.paper_to_pick(&paper)?;
        desk.change_letter(
            &id,
            &LetterChange::Tick {
                reason,
                pick,
                on: true,
            },
        )?;
    }
    by_hand(desk, &id, args)?;
    for (things, on) in [(&args.tick, true), (&args.untick, false)] {
        for thing in things {
            let (reason, thing) = halves(thing)?;
            let pick = desk.thing_to_pick(&thing)?;
            desk.change_letter(&id, &LetterChange::Tick { reason, pick, on })?;
        }
    }
    for paper in &args.no_paper {
        let change = match paper.split_once(':') {
            Some((reason, paper)) => LetterChange::Tick {
                reason: reason.to_owned(),
                pick: desk.paper_to_pick(paper)?,
                on: false,
            },
            None => LetterChange::WithoutPaper {
                document: paper.clone(),
            },
        };
        desk.change_letter(&id, &change)?;
    }
    if let Some(signature) = &args.signature {
        let document = (signature != "pen")
            .then(|| desk.picture_to_sign_with(signature))
            .transpose()?;
        desk.change_letter(&id, &LetterChange::Signature { document })?;
    }
    for (forms, on) in [(&args.form, true), (&args.no_form, false)] {
        for form in forms {
            let document = desk.paper_id(form)?;
            desk.change_letter(&id, &LetterChange::Form { document, on })?;
        }
    }
    for key in &args.keep_mine {
        let (key, on) = (key.clone(), true);
        desk.change_letter(&id, &LetterChange::Keep { key, on })?;
    }
    if args.refresh {
        desk.change_letter(&id, &LetterChange::Refresh)?;
    }
    for fill in &args.fill {
        let wrong = || {
            Error::of(Code::BadRequest)
                .hinting("Give it as gap=words, such as birth_date=May 4, 1989.")
        };
        let (gap, words) = fill.split_once('=').ok_or_else(wrong)?;
        desk.change_letter(
            &id,
            &LetterChange::Gap {
                id: gap.to_owned(),
                words: words.to_owned(),
            },
        )?;
    }
    if args.r#final {
        desk.change_letter(&id, &LetterChange::Final { on: true })?;
    }
    shown(common, desk, &id)
}
