//! Papers that were handed over before the packet was planned: the packet is the same, and so is what is said of bad
//! ones.

use super::packet_look::{ask, assemble, part};
use super::{file, reader};
use holdfast_reader::{
    AssembleError, CancelToken, Packet, PacketPart, PacketRequest, Password, ReaderError,
};

/// Hands these parts' papers over first, then asks for the packet.
fn ahead(papers: &[&PacketPart], request: PacketRequest) -> Result<Packet, AssembleError> {
    let papers = papers.iter();
    let papers = papers.map(|one| (one.bytes.clone(), one.password.clone()));
    let begun = reader().open_ahead(papers.collect()).unwrap();
    reader().assemble_ahead(Some(begun), request, &CancelToken::new(), &mut |_, _| {})
}

fn bytes(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

#[test]
fn the_packet_is_the_same_however_its_papers_came() {
    let mut locked = part("b", file("encrypted-aes256-password-secret.pdf"));
    locked.password = Some(Password::new("secret".into()));
    let parts = vec![
        part(
            "a",
            bytes("A letter, set after the papers were handed over."),
        ),
        locked,
        part("c", file("upright.jpg")),
        part("d", file("fax-two-pages-204x98.tif")),
        part("e", bytes("Words of a paper.")),
    ];
    let plain = assemble(ask(parts.clone())).unwrap();
    for papers in [
        vec![&parts[1], &parts[2], &parts[3], &parts[4]],
        // in another order, one of them never asked for, one twice
        vec![&parts[4], &parts[1], &parts[1], &parts[3]],
        vec![&parts[0]],
        vec![],
    ] {
        let made = ahead(&papers, ask(parts.clone())).unwrap();
        assert_eq!(made.pdf, plain.pdf);
        assert_eq!(made.notes, plain.notes);
    }
    let stray = part("x", bytes("Asked for by nobody."));
    assert_eq!(ahead(&[&stray], ask(parts)).unwrap().pdf, plain.pdf);
}

#[test]
fn a_paper_in_two_places_is_in_both() {
    let once = part("a", bytes("The same words."));
    let again = PacketPart {
        name: "b".to_owned(),
        ..once.clone()
    };
    let request = ask(vec![once.clone(), again]);
    let made = ahead(&[&once], request.clone()).unwrap();
    assert_eq!(made.parts.len(), 2);
    assert_eq!(made.pdf, assemble(request).unwrap().pdf);
}

#[test]
fn what_is_wrong_with_a_paper_is_told_of_its_part() {
    let good = part("a", bytes("Good."));
    let locked = part("b", file("encrypted-aes256-password-secret.pdf"));
    let error = ReaderError::Encrypted;
    let refused = ahead(&[&locked], ask(vec![good.clone(), locked.clone()])).unwrap_err();
    assert_eq!(refused, AssembleError::Part { part: 1, error });
    // one that is not asked for any more is no reason to give nothing
    let damaged = part("c", b"%PDF-1.7 and nothing more".to_vec());
    assert!(ahead(&[&locked, &damaged], ask(vec![good.clone()])).is_ok());
    let refused = ahead(&[&damaged], ask(vec![good, damaged.clone()])).unwrap_err();
    assert!(
        matches!(refused, AssembleError::Part { part: 1, .. }),
        "{refused:?}"
    );
}

#[test]
fn a_password_that_was_learned_later_counts() {
    let locked = part("a", file("encrypted-aes256-password-secret.pdf"));
    let opened = PacketPart {
        password: Some(Password::new("secret".into())),
        ..locked.clone()
    };
    let made = ahead(&[&locked], ask(vec![opened.clone()])).unwrap();
    assert_eq!(made.pdf, assemble(ask(vec![opened])).unwrap().pdf);
}

#[test]
fn calling_it_off_ends_it_while_papers_are_still_on_their_way() {
    let book = part("a", file("upright.jpg"));
    let papers = vec![(book.bytes.clone(), None); 200];
    drop(reader().open_ahead(papers.clone()).unwrap());
    let begun = reader().open_ahead(papers).unwrap();
    let cancel = CancelToken::new();
    cancel.cancel();
    let stopped = reader().assemble_ahead(Some(begun), ask(vec![book]), &cancel, &mut |_, _| {});
    assert_eq!(
        stopped.unwrap_err(),
        AssembleError::Reader(ReaderError::Cancelled)
    );
}
