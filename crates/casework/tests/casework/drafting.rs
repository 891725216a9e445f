//! Help with wording from a program on this computer: what goes out, what comes back, what is refused. The program is a
//! small server of this test on a real socket.

use crate::common::{DENIAL, Home, add_one};
use holdfast_casework::view::{
    DraftingInput, LetterNodeInput, LetterNodeView, LetterStartRequest, SuggestionTake,
};
use holdfast_casework::{Code, Desk};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

/// A program that answers each call with what `answer` makes of its message; what it got is told.
fn program(answer: impl Fn(&str) -> (u16, String) + Send + 'static) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/v1", listener.local_addr().unwrap());
    let (told, heard) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut reader = BufReader::new(stream.unwrap());
            let (mut first, mut length) = (String::new(), 0);
            reader.read_line(&mut first).unwrap();
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                if let Some(n) = line.to_lowercase().strip_prefix("content-length:") {
                    length = n.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let body = String::from_utf8(body).unwrap();
            let (status, text) = answer(&body);
            let kind = if first.contains("/models") {
                "models"
            } else {
                "completion"
            };
            let _ = told.send(format!("{kind} {body}"));
            let stream = reader.get_mut();
            let redirect = match status {
                302 => "Location: http://127.0.0.1:1/elsewhere\r\n",
                _ => "",
            };
            write!(
                stream,
                "HTTP/1.1 {status} X\r\n{redirect}Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
                text.len()
            )
            .unwrap();
        }
    });
    (address, heard)
}

/// The words that were sent, as they stand in the message.
fn user_text(body: &str) -> String {
    let message: serde_json::Value = serde_json::from_str(body).unwrap();
    message["messages"][1]["content"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn completion(words: &str) -> (u16, String) {
    let answer = serde_json::json!({ "choices": [{ "message": { "role": "assistant", "content": words } }] });
    (200, answer.to_string())
}

fn begun(home: &Home) -> (Desk, String, String) {
    let desk = home.made();
    add_one(&desk, &home.file("denial.txt", DENIAL));
    let started = desk
        .start_letter(&LetterStartRequest {
            kind: "internal-appeal".to_owned(),
            answers: None,
        })
        .unwrap();
    let view = desk.letter(&started.letter).unwrap();
    let section = view
        .sections
        .iter()
        .find(|section| !section.reason.is_empty())
        .unwrap();
    (desk, started.letter, section.key.clone())
}

fn on(desk: &Desk, address: &str) {
    desk.set_drafting(&DraftingInput {
        address: address.to_owned(),
        model: "small".to_owned(),
    })
    .unwrap();
}

fn given_back(nodes: &[LetterNodeView]) -> Vec<LetterNodeInput> {
    nodes
        .iter()
        .map(|node| LetterNodeInput {
            is: node.is,
            say: node.say.clone(),
            strong: node.strong,
            em: node.em,
            of: node.of.clone(),
        })
        .collect()
}

#[test]
fn it_is_off_until_an_address_of_this_computer_is_given() {
    let home = Home::new();
    let (desk, letter, section) = begun(&home);
    assert!(!desk.drafting().unwrap().on);
    let off = desk.suggestion_prompt(&letter, &section).unwrap_err();
    assert_eq!(off.code(), Code::BadRequest);
    for address in [
        "http://192.168.1.4:11434/v1",
        "https://api.example.org/v1",
        "nonsense here",
    ] {
        let input = DraftingInput {
            address: address.to_owned(),
            model: "small".to_owned(),
        };
        assert_eq!(
            desk.set_drafting(&input).unwrap_err().code(),
            Code::BadRequest,
            "{address}"
        );
        assert!(!desk.drafting().unwrap().on);
    }
    // nobody listens there
    on(&desk, "http://127.0.0.1:1/v1");
    let seal = desk.suggestion_prompt(&letter, &section).unwrap().seal;
    assert_eq!(
        desk.suggest(&letter, &section, &seal).unwrap_err().code(),
        Code::DraftingMissing
    );
    desk.undo().unwrap();
    assert!(!desk.drafting().unwrap().on);
}

#[test]
fn exactly_what_is_shown_goes_out_and_only_after_a_yes() {
    let home = Home::new();
    let (address, heard) = program(|body| match body {
        "" => (
            200,
            r#"{"object":"list","data":[{"id":"small"},{"id":"large"}]}"#.to_owned(),
        ),
        body => completion(&user_text(body)),
    });
    let (desk, letter, section) = begun(&home);
    assert_eq!(desk.drafting_models(&address).unwrap(), ["small", "large"]);
    assert!(heard.recv().unwrap().starts_with("models"));
    on(&desk, &address);
    let prompt = desk.suggestion_prompt(&letter, &section).unwrap();
    assert!(prompt.text.starts_with("<P1> "), "{}", prompt.text);
    // a citation is a mark, not a letter that could be mixed up
    assert!(!prompt.text.contains("Ex. "), "{}", prompt.text);
    assert!(
        heard.try_recv().is_err(),
        "something was sent before the yes"
    );
    let came = desk.suggest(&letter, &section, &prompt.seal).unwrap();
    assert_eq!(heard.recv().unwrap(), format!("completion {}", prompt.body));
    assert!(
        came.paragraphs
            .iter()
            .all(|one| one.same && one.refused.is_empty()),
        "{came:?}"
    );
    // what was shown is no longer what would go out
    let stale = desk.suggest(&letter, &section, "0000").unwrap_err();
    assert_eq!(stale.code(), Code::BadRequest);
    assert!(
        heard.try_recv().is_err(),
        "something was sent that was not shown"
    );
}

#[test]
fn better_words_are_a_change_to_compare_and_marked_once_taken() {
    let home = Home::new();
    let (address, _heard) = program(|body| {
        let sent = user_text(body);
        // the first paragraph gets a word more, the others stay
        completion(&sent.replacen("<P1> ", "<think>hm</think><P1> Please note this. ", 1))
    });
    let (desk, letter, section) = begun(&home);
    on(&desk, &address);
    let prompt = desk.suggestion_prompt(&letter, &section).unwrap();
    let came = desk.suggest(&letter, &section, &prompt.seal).unwrap();
    let first = &came.paragraphs[0];
    assert_eq!(first.refused, Vec::<String>::new());
    assert!(!first.same);
    assert!(
        first
            .pieces
            .iter()
            .any(|piece| piece.text.contains("Please note this."))
    );
    let before = desk.letter(&letter).unwrap();
    let take = SuggestionTake {
        section: section.clone(),
        place: first.place,
        instead_of: first.instead_of.clone(),
        nodes: given_back(&first.nodes),
    };
    desk.take_suggestion(&letter, &take).unwrap();
    let after = desk.letter(&letter).unwrap();
    let at = usize::try_from(first.place).unwrap();
    let paragraph = |view: &holdfast_casework::view::LetterView| {
        let section = view.sections.iter().find(|one| one.key == section).unwrap();
        section.paragraphs[at].clone()
    };
    assert!(paragraph(&after).helped && !paragraph(&before).helped);
    let cites = |view: &holdfast_casework::view::LetterView| {
        let nodes = paragraph(view).nodes;
        nodes
            .into_iter()
            .filter(|node| !node.of.is_empty())
            .collect::<Vec<_>>()
    };
    assert_eq!(cites(&after), cites(&before));
    // it was taken of words that no longer stand there
    assert_eq!(
        desk.take_suggestion(&letter, &take).unwrap_err().code(),
        Code::BadRequest
    );
    desk.undo().unwrap();
    assert_eq!(
        paragraph(&desk.letter(&letter).unwrap()),
        paragraph(&before)
    );

    // what a face hands back is looked at once more
    let mut forged = take;
    forged.nodes.push(LetterNodeInput {
        is: holdfast_casework::view::LetterNodeKind::Words,
        say: " Dr. Novak saw 4,711 people.".to_owned(),
        strong: false,
        em: false,
        of: String::new(),
    });
    assert_eq!(
        desk.take_suggestion(&letter, &forged).unwrap_err().code(),
        Code::BadRequest
    );
}

#[test]
fn a_name_a_number_a_day_or_a_source_that_was_not_sent_is_refused() {
    let home = Home::new();
    let (address, _heard) = program(|body| {
        let sent = user_text(body);
        completion(&sent.replacen(
            "<P1> ",
            "<P1> On May 3, 2019, Dr. Novak of the FDA saw 4,711 people. ",
            1,
        ))
    });
    let (desk, letter, section) = begun(&home);
    on(&desk, &address);
    let prompt = desk.suggestion_prompt(&letter, &section).unwrap();
    let came = desk.suggest(&letter, &section, &prompt.seal).unwrap();
    let said = came.paragraphs[0].refused.join(" ");
    for part in ["May", "2019", "Novak", "FDA", "4711"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(came.paragraphs[0].nodes.is_empty());
}

#[test]
fn an_answer_that_is_none_changes_nothing_and_follows_nobody() {
    for (status, text) in [
        (500, "broken"),
        (302, ""),
        (200, "not json"),
        (200, r#"{"choices":[]}"#),
        (
            200,
            r#"{"choices":[{"message":{"content":"Sure, here you go!"}}]}"#,
        ),
    ] {
        let (address, _heard) = program(move |_| (status, text.to_owned()));
        let other = Home::new();
        let (desk, letter, section) = begun(&other);
        on(&desk, &address);
        let before = desk.letter(&letter).unwrap();
        let seal = desk.suggestion_prompt(&letter, &section).unwrap().seal;
        let refused = desk.suggest(&letter, &section, &seal).unwrap_err();
        assert_eq!(refused.code(), Code::DraftingAnswer, "{status} {text}");
        assert_eq!(desk.letter(&letter).unwrap(), before);
    }
}
