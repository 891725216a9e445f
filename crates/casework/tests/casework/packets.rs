//! Packets that are too large for their way, that are stopped, that are blacked out, and that are signed.

use crate::common::{DENIAL, Home, add, add_one, reader};
use holdfast_casework::view::{
    DocumentsRequest, LetterChange, LetterCiteRequest, LetterExhibitView, LetterPartyInput,
    LetterSentRequest, LetterStartRequest, LetterView, PacketBuiltView, PacketLeftOutView,
    PacketOptions, PacketPartView, PacketRedact, PlanEntry, PlanRequest,
};
use holdfast_casework::{CancelToken, Code, Desk, Error, Reader};

/// A picture of noise on each page, with a line of words: no way of packing makes it small.
fn heavy(pages: usize, width: usize, height: usize) -> Vec<u8> {
    let mut seed = 7u32;
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        Vec::new(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    let mut kids = String::new();
    for _ in 0..pages {
        let noise = (0..width * height).map(|_| {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            seed as u8
        });
        let noise: Vec<u8> = noise.collect();
        let at = objects.len() + 1;
        kids.push_str(&format!("{at} 0 R "));
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R \
             /Resources << /Font << /F 3 0 R >> /XObject << /P {} 0 R >> >> >>",
            at + 1,
            at + 2
        );
        objects.push(page.into_bytes());
        objects.push(stream(
            "",
            b"q 300 0 0 350 72 72 cm /P Do Q BT /F 12 Tf 72 700 Td (The chart of the visit.) Tj ET",
        ));
        let picture = format!(
            "/Type /XObject /Subtype /Image /Width {width} /Height {height} \
             /ColorSpace /DeviceGray /BitsPerComponent 8"
        );
        objects.push(stream(&picture, &noise));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>").into_bytes();
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", index + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    let end = format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    out.extend(end.bytes());
    out
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

/// A paper of so many pages of words.
fn leaves(name: &str, pages: usize) -> String {
    let page = |n| format!("{name}, leaf {n}\n\nThe chart of the visit, as the clinic wrote it.\n");
    (1..=pages).map(page).collect::<Vec<_>>().join("\x0c")
}

fn appeal(desk: &Desk, home: &Home, papers: &[(&str, Vec<u8>)]) -> LetterView {
    add_one(desk, &home.file("denial.txt", DENIAL));
    let request = LetterStartRequest {
        kind: "internal-appeal".to_owned(),
        answers: None,
    };
    let id = desk.start_letter(&request).unwrap().letter;
    for (name, bytes) in papers {
        let document = add_one(desk, &home.file(name, bytes));
        let pick = desk.paper_to_pick(&document).unwrap();
        let (reason, on) = (String::new(), true);
        desk.change_letter(&id, &LetterChange::Tick { reason, pick, on })
            .unwrap();
    }
    desk.letter(&id).unwrap()
}

fn packet(desk: &Desk, letter: &str, options: &PacketOptions) -> Result<PacketBuiltView, Error> {
    desk.packet(letter, options, &CancelToken::new(), &mut |_, _| {})
}

/// The words of each page.
fn texts(pdf: &[u8]) -> Vec<String> {
    let reader = Reader::with_programs(reader(), None);
    let request = Default::default();
    let read = reader.read(pdf, &request, &mut |_| {}, &CancelToken::new());
    let pages = read.unwrap().pages.pages;
    pages.iter().map(|page| page.text()).collect()
}

/// Each page of the whole stands in the parts once, in order, with its number; each part has its cover sheet.
fn check_parts(built: &PacketBuiltView) {
    let mut next = 1;
    let of = built.files.len();
    for (file, part) in built.files.iter().zip(1..) {
        assert_eq!(file.first, next);
        next = file.last + 1;
        let texts = texts(&file.pdf);
        assert_eq!(texts.len(), file.pages as usize);
        assert_eq!(file.pages, file.last - file.first + 2);
        let range = match file.first == file.last {
            true => format!("page {}", file.first),
            false => format!("pages {} to {}", file.first, file.last),
        };
        let line = format!("Part {part} of {of}, {range} of {}", built.pages);
        assert!(texts[0].contains(&line), "{line}: {}", texts[0]);
        for (text, page) in texts[1..].iter().zip(file.first..) {
            let foot = format!("Packet page {page} of {}", built.pages);
            assert!(text.contains(&foot), "{foot}: {text}");
        }
    }
    assert_eq!(next, built.pages + 1);
    let all: u32 = built.files.iter().map(|file| file.pages).sum();
    assert_eq!(all as usize, built.pages as usize + of);
}

#[test]
fn a_packet_for_a_fax_comes_in_parts_that_hold_each_page_once() {
    for papers in [1, 9] {
        let home = Home::new();
        let desk = home.made();
        let names: Vec<String> = (0..papers).map(|n| format!("chart-{n}.txt")).collect();
        let files: Vec<(&str, Vec<u8>)> = names
            .iter()
            .map(|name| (name.as_str(), leaves(name, 36 / papers).into_bytes()))
            .collect();
        let letter = appeal(&desk, &home, &files).id;
        let options = PacketOptions {
            cover: true,
            max_pages: Some(15),
            ..PacketOptions::default()
        };
        let built = packet(&desk, &letter, &options).unwrap();
        assert!(built.files.len() >= 3, "{}", built.files.len());
        assert!(built.files.iter().all(|f| f.pages <= 15 && !f.is_over));
        check_parts(&built);
        let again = packet(&desk, &letter, &options).unwrap();
        assert!(again == built, "the same packet gives the same bytes");
        // what fits goes as one
        let options = PacketOptions {
            max_pages: Some(200),
            max_mb: Some(10),
            ..PacketOptions::default()
        };
        let one = packet(&desk, &letter, &options).unwrap();
        assert!(one.files.is_empty());
        let wrong = PacketOptions {
            max_pages: Some(1),
            ..PacketOptions::default()
        };
        let error = packet(&desk, &letter, &wrong).err().unwrap();
        assert_eq!(error.code(), Code::BadRequest);
    }
}

#[test]
fn a_packet_for_a_portal_is_made_smaller_or_parted_and_a_page_too_large_stands_alone() {
    let home = Home::new();
    let desk = home.made();
    let letter = appeal(&desk, &home, &[("scan.pdf", heavy(4, 900, 1000))]).id;
    let limit = |mb: u32, shrink: bool| PacketOptions {
        max_mb: Some(mb),
        shrink,
        ..PacketOptions::default()
    };
    let parted = packet(&desk, &letter, &limit(2, false)).unwrap();
    assert!(parted.files.len() >= 2, "{}", parted.files.len());
    let within = |file: &holdfast_casework::view::PacketFile| file.pdf.len() <= 2_000_000;
    assert!(parted.files.iter().all(|f| within(f) && !f.is_over));
    check_parts(&parted);

    let home = Home::new();
    let desk = home.made();
    let letter = appeal(&desk, &home, &[("scan.pdf", heavy(2, 1300, 1600))]).id;
    let smaller = packet(&desk, &letter, &limit(3, true)).unwrap();
    assert_eq!(
        smaller.less_sharp.len(),
        2,
        "told which pages are less sharp"
    );
    let of_scan = |part: &PacketPartView| {
        let pages = part.first..part.first + part.count;
        pages.eq(smaller.less_sharp.iter().copied())
    };
    assert!(smaller.parts.iter().any(of_scan), "{:?}", smaller.parts);
    assert!(
        smaller.pdf.len() * 3 < 1300 * 1600 * 2 * 2,
        "{}",
        smaller.pdf.len()
    );

    // one page of more than a million bytes
    let home = Home::new();
    let desk = home.made();
    let letter = appeal(&desk, &home, &[("scan.pdf", heavy(1, 1100, 1100))]).id;
    let alone = packet(&desk, &letter, &limit(1, false)).unwrap();
    check_parts(&alone);
    let over: Vec<_> = alone.files.iter().filter(|file| file.is_over).collect();
    assert_eq!(over.len(), 1);
    assert_eq!(over[0].first, over[0].last);
    let said = format!("Page {} alone is larger than the limit", over[0].first);
    assert!(
        alone.notes.iter().any(|note| note.contains(&said)),
        "{:?}",
        alone.notes
    );
}

#[test]
fn a_packet_that_is_stopped_leaves_nothing_half_there() {
    let home = Home::new();
    let desk = home.made();
    let paper = leaves("chart", 30).into_bytes();
    let letter = appeal(&desk, &home, &[("chart.txt", paper)]).id;
    let cancel = CancelToken::new();
    let mut told = Vec::new();
    let error = desk
        .show_packet(
            &letter,
            &PacketOptions::default(),
            &cancel,
            &mut |done, all| {
                told.push((done, all));
                if done > 5 {
                    cancel.cancel();
                }
            },
        )
        .unwrap_err();
    assert_eq!(error.code(), Code::Cancelled);
    assert!(
        told.iter().any(|(done, all)| *done > 0 && done < all),
        "{told:?}"
    );
    assert_eq!(
        desk.packet_files(&letter).unwrap_err().code(),
        Code::NotFound
    );
    assert!(packet(&desk, &letter, &PacketOptions::default()).is_ok());
}

#[test]
fn blacked_out_words_are_gone_from_the_packet_and_stay_in_the_vault() {
    let home = Home::new();
    let desk = home.made();
    let chart = "Seen today: Wilhelmina Okafor.\nMember ID QXZ 7741-0098.\nNothing else of note.\n";
    let letter = appeal(&desk, &home, &[("chart.txt", chart.into())]);
    let plain = packet(&desk, &letter.id, &PacketOptions::default()).unwrap();
    assert!(texts(&plain.pdf).join("\n").contains("Wilhelmina"));
    let words = ["wilhelmina okafor", "QXZ77410098"].map(str::to_owned);
    let options = PacketOptions {
        max_pages: Some(4),
        redact: PacketRedact {
            words: words.to_vec(),
            boxes: Vec::new(),
        },
        ..PacketOptions::default()
    };
    let built = packet(&desk, &letter.id, &options).unwrap();
    assert!(!built.files.is_empty());
    let files = built.files.iter().map(|file| &file.pdf);
    for pdf in files.chain([&built.pdf]) {
        let text = texts(pdf).join("\n");
        for gone in ["Wilhelmina", "Okafor", "QXZ", "7741", "0098"] {
            assert!(!text.contains(gone), "{gone}: {text}");
        }
    }
    assert!(
        texts(&built.pdf)
            .join("\n")
            .contains("Nothing else of note")
    );
    let said = "Nothing lies below";
    assert!(
        built.notes.iter().any(|note| note.contains(said)),
        "{:?}",
        built.notes
    );
    // the paper itself is as it was
    let again = packet(&desk, &letter.id, &PacketOptions::default()).unwrap();
    assert!(again == plain);
    let short = PacketOptions {
        redact: PacketRedact {
            words: vec!["a".to_owned()],
            boxes: Vec::new(),
        },
        ..PacketOptions::default()
    };
    let error = packet(&desk, &letter.id, &short).err().unwrap();
    assert_eq!(error.code(), Code::BadRequest);
}

#[test]
fn names_and_numbers_of_the_letter_are_proposed_where_they_stand() {
    let home = Home::new();
    let desk = home.made();
    let letter = appeal(&desk, &home, &[]);
    let options = PacketOptions::default();
    let view = desk
        .show_packet(&letter.id, &options, &CancelToken::new(), &mut |_, _| {})
        .unwrap();
    let words = desk.packet_words(&letter.id).unwrap();
    let of = |kind: &str| words.iter().filter(|one| one.kind == kind).count();
    assert!(of("name") >= 2 && of("number") >= 1, "{words:?}");
    assert!(words.iter().any(|one| one.words == letter.from.name));
    let on_pages = words.iter().flat_map(|one| &one.pages);
    assert!(
        on_pages
            .into_iter()
            .all(|page| (1..=view.pages).contains(page))
    );
}

#[test]
fn names_and_the_street_that_only_the_papers_have_are_offered_to_be_blacked_out() {
    let home = Home::new();
    let desk = home.made();
    let chart = "Bramble Creek Psychiatry Associates\n\nNora Hale\n917 Sycamore Lane\nWooster, OH 44691\n\n\
                 Seen by Dr. Ottoline Varga. Next visit with Per Lind, LCSW.\n";
    let letter = appeal(&desk, &home, &[("chart.txt", chart.into())]);
    let never = CancelToken::new();
    desk.show_packet(
        &letter.id,
        &PacketOptions::default(),
        &never,
        &mut |_, _| {},
    )
    .unwrap();
    let words = desk.packet_words(&letter.id).unwrap();
    let has = |kind: &str, what: &str| {
        words
            .iter()
            .any(|one| one.kind == kind && one.words == what)
    };
    for (kind, what) in [
        ("name", "Ottoline Varga"),
        ("name", "Ottoline"),
        ("name", "Per Lind"),
        ("name", "Bramble Creek Psychiatry Associates"),
        ("address", "917 Sycamore Lane"),
        ("address", "Wooster, OH 44691"),
    ] {
        assert!(has(kind, what), "{kind} {what}: {words:?}");
    }
    assert!(!has("name", "Associates"), "{words:?}");
}

#[test]
fn a_letter_is_signed_with_a_picture_until_it_is_taken_away() {
    let home = Home::new();
    let desk = home.made();
    let letter = appeal(&desk, &home, &[]).id;
    let pen = (
        desk.letter_pdf(&letter).unwrap(),
        desk.letter_docx(&letter).unwrap(),
    );
    let jpeg = include_bytes!("../../../reader/tests/files/upright.jpg");
    // it has no words to be read, and is filed all the same
    let path = home.file("signature.jpg", jpeg);
    let picture = add(&desk, &[path]).remove(0).document.unwrap();
    let sign = |document: Option<&str>| {
        let document = document.map(str::to_owned);
        desk.change_letter(&letter, &LetterChange::Signature { document })
    };
    sign(Some(&picture)).unwrap();
    let view = desk.letter(&letter).unwrap();
    assert_eq!(view.signature.unwrap().document, picture);
    assert_eq!(view.pictures.len(), 1);
    let (_, pdf) = desk.letter_pdf(&letter).unwrap();
    let is_in = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|here| here == what);
    assert!(is_in(&pdf, b"/Image") && !is_in(&pen.0.1, b"/Subtype/Image"));
    let (_, docx) = desk.letter_docx(&letter).unwrap();
    assert!(is_in(&docx, b"word/media/") && !is_in(&pen.1.1, b"word/media/rIdImage"));
    assert_eq!(desk.letter_docx(&letter).unwrap().1, docx);
    let denial = desk.letter(&letter).unwrap().answers.unwrap();
    let error = sign(Some(&denial)).unwrap_err();
    assert_eq!(error.code(), Code::BadRequest);
    sign(None).unwrap();
    assert_eq!(desk.letter_pdf(&letter).unwrap(), pen.0);
    assert_eq!(desk.letter_docx(&letter).unwrap(), pen.1);
}

fn member_id(desk: &Desk, value: &str) {
    let entry = PlanEntry {
        field: "member-id".to_owned(),
        value: value.to_owned(),
    };
    let request = PlanRequest {
        entries: vec![entry],
        state: None,
    };
    desk.save_plan(&request).unwrap();
}

#[test]
fn words_that_were_kept_are_not_asked_about_again_until_the_proposal_changes() {
    let home = Home::new();
    let desk = home.made();
    member_id(&desk, "QX 5519");
    // a paper that tells no member ID: the one of the plan stands in the letter
    let no = add_one(
        &desk,
        &home.file("no.txt", "We have denied your request.\n"),
    );
    let request = LetterStartRequest {
        kind: "internal-appeal".to_owned(),
        answers: Some(no),
    };
    let letter = desk.start_letter(&request).unwrap().letter;
    let letter = desk.letter(&letter).unwrap();
    for section in &letter.sections {
        for (paragraph, place) in section.paragraphs.iter().zip(0..) {
            let own = holdfast_casework::view::LetterNodeInput {
                is: holdfast_casework::view::LetterNodeKind::Words,
                say: format!("My own words {}.", paragraph.key),
                strong: false,
                em: false,
                of: String::new(),
            };
            let change = LetterChange::Paragraph {
                section: section.key.clone(),
                key: paragraph.key.clone(),
                place,
                nodes: vec![own],
            };
            desk.change_letter(&letter.id, &change).unwrap();
        }
    }
    let beside = |desk: &Desk| {
        let view = desk.letter(&letter.id).unwrap();
        let all = view.sections.into_iter().flat_map(|one| one.paragraphs);
        let newer = all.filter(|one| one.proposal.is_some());
        newer
            .map(|one| (one.key, one.declined))
            .collect::<Vec<(String, bool)>>()
    };
    assert_eq!(beside(&desk), []);
    member_id(&desk, "QX 5520");
    let newer = beside(&desk);
    let (key, declined) = newer.first().unwrap().clone();
    assert!(!declined);
    let keep = |on: bool| {
        let key = key.clone();
        desk.change_letter(&letter.id, &LetterChange::Keep { key, on })
    };
    keep(true).unwrap();
    let kept = (key.clone(), true);
    // also after the vault was closed
    desk.lock().unwrap();
    crate::common::unlock(&desk);
    assert!(beside(&desk).contains(&kept));
    keep(false).unwrap();
    assert!(!beside(&desk).contains(&kept));
    keep(true).unwrap();
    member_id(&desk, "QX 5521");
    assert!(beside(&desk).contains(&(key, false)), "another proposal");
}

#[test]
fn what_is_sent_is_what_was_split() {
    let home = Home::new();
    let desk = home.made();
    let papers = [("chart.txt", leaves("Chart", 9).into_bytes())];
    let letter = appeal(&desk, &home, &papers).id;
    let options = PacketOptions {
        max_pages: Some(6),
        cover: true,
        ..PacketOptions::default()
    };
    let shown = desk
        .show_packet(&letter, &options, &CancelToken::new(), &mut |_, _| {})
        .unwrap();
    let of = shown.files.len();
    assert!(of > 1);

    // the covers of the parts are shown as they go out
    for part in 0..of {
        let picture = desk.packet_part_page(&letter, part, 1, 200).unwrap();
        assert!(picture.starts_with(b"\x89PNG"));
    }
    let beyond = desk.packet_part_page(&letter, of, 1, 200).unwrap_err();
    assert_eq!(beyond.code(), Code::NotFound);

    // what to do speaks of the parts where the way has a limit, and of one packet where it has none
    let guide = desk.send_guide(&letter).unwrap();
    let way = |id: &str| guide.ways.iter().find(|way| way.id == id).unwrap();
    for (at, file) in shown.files.iter().enumerate() {
        let part = at + 1;
        let count = match file.pages {
            1 => "1 page".to_owned(),
            n => format!("{n} pages"),
        };
        let fax = format!("Send part {part} of {of}: {count} with its cover sheet.");
        assert!(way("fax").steps.contains(&fax), "{:?}", way("fax").steps);
        let portal = format!("Send part {part} of {of}: {count}, {}.", file.size);
        assert!(way("portal").steps.contains(&portal));
    }
    assert!(!way("fax").cover, "each part has its own");
    let mail = way("certified-mail").steps.join(" ");
    assert!(!mail.contains("part "), "{mail}");

    // each part is kept, byte by byte, with its cover sheet
    let files = desk.packet_files(&letter).unwrap();
    let sent = |way: &str, options: &PacketOptions| LetterSentRequest {
        way: way.to_owned(),
        day: "11/20/2026".to_owned(),
        anyway: true,
        cover: options.cover,
        max_pages: options.max_pages,
        max_mb: options.max_mb,
        shrink: options.shrink,
        ..LetterSentRequest::default()
    };
    desk.letter_sent(&letter, &sent("fax", &options)).unwrap();
    let follow = desk.letter_follow(&letter).unwrap();
    let sending = &follow.sent[0];
    assert!(sending.packet.is_none());
    assert_eq!(sending.parts.len(), of);
    let all: u32 = shown.files.iter().map(|file| file.pages).sum();
    assert_eq!(
        sending.say,
        format!("Sent November 20 by fax, {all} pages in {of} parts.")
    );
    for ((part, (_, bytes)), n) in sending.parts.iter().zip(&files).zip(1..) {
        let title = format!("Packet sent 2026-11-20, part {n} of {of}: ");
        assert!(part.title.starts_with(&title), "{}", part.title);
        assert_eq!(&desk.original(&part.document).unwrap().1, bytes);
        let pages = desk.document(&part.document, "").unwrap().pages.len();
        assert_eq!(pages, shown.files[n - 1].pages as usize);
    }
    // a slip that is mended leaves them; taking all of it back takes them along
    let mended = LetterSentRequest {
        at: Some(0),
        tracking: "7719".to_owned(),
        ..sent("fax", &options)
    };
    desk.letter_sent(&letter, &mended).unwrap();
    assert_eq!(desk.letter_follow(&letter).unwrap().sent[0].parts.len(), of);
    let kept = sending.parts[0].document.clone();
    desk.undo().unwrap();
    desk.undo().unwrap();
    assert!(desk.letter_follow(&letter).unwrap().sent.is_empty());
    let there = desk.documents(&DocumentsRequest::default()).unwrap();
    assert!(there.documents.iter().all(|row| row.id != kept));

    // an envelope holds all of it, however it was split for a fax; nobody looked, and it is put together now
    desk.letter_sent(&letter, &sent("certified-mail", &options))
        .unwrap();
    let sending = desk.letter_follow(&letter).unwrap().sent.remove(0);
    assert!(sending.packet.is_some() && sending.parts.is_empty());
    desk.letter_sent(&letter, &sent("portal", &options))
        .unwrap();
    let sending = desk.letter_follow(&letter).unwrap().sent.remove(1);
    assert_eq!(sending.parts.len(), of);
}

#[test]
fn a_paper_that_does_not_open_holds_up_no_packet_and_is_named() {
    let home = Home::new();
    let desk = home.made();
    let locked = include_bytes!("../../../reader/tests/files/encrypted-rc4-password-secret.pdf");
    let broken = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nnothing more".to_vec();
    add_one(&desk, &home.file("denial.txt", DENIAL));
    let request = LetterStartRequest {
        kind: "internal-appeal".to_owned(),
        answers: None,
    };
    let id = desk.start_letter(&request).unwrap().letter;
    let papers = [
        ("good.txt", leaves("good", 2).into_bytes()),
        ("locked.pdf", locked.to_vec()),
        ("broken.pdf", broken),
        ("binned.txt", leaves("binned", 3).into_bytes()),
    ];
    let ids = papers.map(|(name, bytes)| {
        let path = home.file(name, bytes);
        let document = add(&desk, &[path]).remove(0).document.unwrap();
        let pick = desk.paper_to_pick(&document).unwrap();
        let (reason, on) = (String::new(), true);
        desk.change_letter(&id, &LetterChange::Tick { reason, pick, on })
            .unwrap();
        document
    });
    let [_, locked, broken, binned] = ids;
    let before = desk.letter(&id).unwrap();
    desk.trash_document(&binned).unwrap();

    let options = PacketOptions::default();
    let built = packet(&desk, &id, &options).unwrap();
    assert_eq!(built.left_out.len(), 3, "{:?}", built.left_out);
    let of = |document: &str| {
        let one = |one: &&PacketLeftOutView| one.document.as_deref() == Some(document);
        built.left_out.iter().find(one).unwrap()
    };
    let told = of(&locked);
    assert!(told.say.contains("locked with a password"), "{told:?}");
    assert!(told.todo.contains("type its password"), "{told:?}");
    assert!(of(&broken).say.contains("damaged"), "{:?}", of(&broken));
    assert!(of(&binned).is_gone && of(&binned).say.contains("in the trash"));
    // a sheet stands in its place, stamped and listed like any exhibit
    let texts = texts(&built.pdf);
    for document in [&locked, &broken] {
        let at = of(document).exhibit.unwrap();
        let part = built.parts.iter().find(|part| part.exhibit == Some(at));
        let part = part.unwrap();
        assert_eq!(part.count, 1);
        let page = &texts[part.first as usize - 1];
        assert!(page.contains("could not be put into this packet"), "{page}");
        assert!(page.contains("page 1 of 1"), "{page}");
    }
    assert!(!texts.join("\n").contains("binned, leaf"));
    let view = desk.letter(&id).unwrap();
    let gone: Vec<_> = view.exhibits.iter().filter(|one| one.gone).collect();
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0].document.as_deref(), Some(binned.as_str()));
    assert!(packet(&desk, &id, &options).unwrap() == built, "same bytes");

    // taken out, it is no exhibit; put back from the trash, it is one again
    let take_out = |document: &str| {
        let document = document.to_owned();
        desk.change_letter(&id, &LetterChange::WithoutPaper { document })
    };
    take_out(&broken).unwrap();
    take_out(&locked[..8]).unwrap_or_else(|_| take_out(&locked).unwrap());
    desk.restore_document(&binned).unwrap();
    let built = packet(&desk, &id, &options).unwrap();
    assert_eq!(built.left_out, []);
    assert!(texts_of(&built).contains("binned, leaf 3"));
    let view = desk.letter(&id).unwrap();
    assert_eq!(view.exhibits.len(), before.exhibits.len() - 2);
    let error = take_out(&view.answers.unwrap()).unwrap_err();
    assert_eq!(error.code(), Code::BadRequest);
    desk.trash_document(&binned).unwrap();
    take_out(&binned).unwrap();
    desk.restore_document(&binned).unwrap();
    assert!(
        desk.letter(&id)
            .unwrap()
            .exhibits
            .iter()
            .all(|one| one.document.as_deref() != Some(&binned))
    );
}

fn texts_of(built: &PacketBuiltView) -> String {
    texts(&built.pdf).join("\n")
}

#[test]
fn names_of_all_scripts_stand_whole_at_the_foot_of_each_page() {
    let home = Home::new();
    let desk = home.made();
    let chart = leaves("chart", 1).into_bytes();
    let letter = appeal(&desk, &home, &[("chart.txt", chart)]);
    let named = |name: &str| {
        let party = LetterPartyInput {
            name: name.to_owned(),
            address: "12 Elm Street\nWooster, OH 44691".to_owned(),
            ..LetterPartyInput::default()
        };
        desk.change_letter(&letter.id, &LetterChange::From { party })
            .unwrap();
        packet(&desk, &letter.id, &PacketOptions::default()).unwrap()
    };
    for name in [
        "Zoë O\u{2019}Hara",
        "Nguyễn Thị Hương",
        "Łukasz Żółć",
        "דוד כהן",
        "محمد عبد الله",
    ] {
        let built = named(name);
        let lacks = |note: &&String| note.contains("letters that the type lacks");
        assert_eq!(built.notes.iter().find(lacks), None, "{name}");
        let page = built.parts.last().unwrap().first;
        let text = &texts(&built.pdf)[page as usize - 1];
        for word in name.split(' ') {
            let turned: String = word.chars().rev().collect();
            assert!(
                text.contains(word) || text.contains(&turned),
                "{name}: {text}"
            );
        }
        assert!(!text.contains('?'), "{name}: {text}");
        let again = packet(&desk, &letter.id, &PacketOptions::default()).unwrap();
        assert!(again == built, "{name}: same bytes");
    }
    // no font of ours has these: a packet is made all the same, and it is told
    let built = named("王小明");
    assert!(
        built.notes.iter().any(|note| note.contains("type lacks")),
        "{:?}",
        built.notes
    );
    let name = "Your name is in letters that our type lacks";
    let told = |view: &PacketBuiltView| {
        let mut wrong = view.checks.iter().filter(|one| !one.is_good);
        wrong.any(|one| one.say.starts_with(name))
    };
    assert!(told(&built), "{:?}", built.checks);
    assert!(desk.letter_lacks(&letter.id).unwrap()[0].starts_with(name));
    assert!(!told(&named("Nguyễn Thị Hương")));
    assert!(desk.letter_lacks(&letter.id).unwrap().is_empty());
}

#[test]
fn a_text_in_further_letters_goes_in_as_it_was_written_and_what_our_type_lacks_is_told() {
    let home = Home::new();
    let desk = home.made();
    let visit = "Bác sĩ: Nguyễn Thị Hồng Đào     Ngày: 11/02/2026\n\nBệnh nhân đỡ nhiều.\n";
    let note = "The note of Dr. Li.\n\n李小龙\n";
    let papers = [
        ("visit.txt", visit.as_bytes().to_vec()),
        ("note.txt", note.as_bytes().to_vec()),
    ];
    let letter = appeal(&desk, &home, &papers);
    let built = packet(&desk, &letter.id, &PacketOptions::default()).unwrap();
    let text = texts_of(&built);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Bác sĩ: Nguyễn Thị Hồng Đào",
        "Ngày: 11/02/2026",
        "Bệnh nhân đỡ nhiều.",
    ] {
        assert!(line.contains(words), "{words}: {text}");
    }
    let lacks: Vec<&String> = (built.notes.iter())
        .filter(|note| note.contains("letters that our type lacks"))
        .collect();
    assert_eq!(lacks.len(), 1, "{:?}", built.notes);
    assert!(lacks[0].starts_with("\u{2018}Exhibit C: note"), "{lacks:?}");
    let again = packet(&desk, &letter.id, &PacketOptions::default()).unwrap();
    assert!(again == built, "same bytes");
}

#[test]
fn a_packet_tells_its_language_and_title() {
    let home = Home::new();
    let desk = home.made();
    let letter = appeal(&desk, &home, &[]);
    let built = packet(&desk, &letter.id, &PacketOptions::default()).unwrap();
    let is_in = |what: &str| {
        built
            .pdf
            .windows(what.len())
            .any(|here| here == what.as_bytes())
    };
    assert!(is_in("<rdf:li xml:lang=\"x-default\">"));
    assert!(is_in(&letter.subject), "{}", letter.subject);
}

#[test]
fn a_pointer_leads_to_a_page_that_the_exhibit_has() {
    let home = Home::new();
    let desk = home.made();
    let letter = appeal(
        &desk,
        &home,
        &[("chart.txt", leaves("chart", 3).into_bytes())],
    );
    let is_chart =
        |one: &LetterExhibitView| one.document.is_some() && one.document != letter.answers;
    let at = letter.exhibits.iter().position(is_chart);
    let exhibit = u32::try_from(at.unwrap()).ok();
    let cite = |page: &str| {
        let page = page.to_owned();
        desk.letter_cite(
            &letter.id,
            &LetterCiteRequest {
                exhibit,
                page,
                passage: None,
            },
        )
    };
    let label = &letter.exhibits[at.unwrap()].label;
    assert_eq!(cite("").unwrap().say, format!("Ex. {label}"));
    assert_eq!(cite("p. 3").unwrap().say, format!("Ex. {label}, p. 3"));
    let error = cite("4").unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        (Code::BadRequest, "This paper has 3 pages.")
    );
    assert_eq!(cite("four").unwrap_err().code(), Code::BadRequest);
    let none = LetterCiteRequest {
        exhibit: Some(99),
        ..LetterCiteRequest::default()
    };
    assert_eq!(
        desk.letter_cite(&letter.id, &none).unwrap_err().code(),
        Code::NotFound
    );
}

#[test]
fn what_was_checked_of_a_packet_is_told() {
    let home = Home::new();
    let desk = home.made();
    let letter = appeal(&desk, &home, &[("scan.pdf", heavy(1, 200, 200))]);
    let view = desk
        .show_packet(
            &letter.id,
            &PacketOptions::default(),
            &CancelToken::new(),
            &mut |_, _| {},
        )
        .unwrap();
    let said: Vec<&str> = view.checks.iter().map(|one| one.say.as_str()).collect();
    for words in [
        "exhibit reference",
        "stand on each page",
        "sharp enough",
        "Under 10 MB",
    ] {
        assert!(
            said.iter().any(|say| say.contains(words)),
            "{words}: {said:?}"
        );
    }
    assert!(view.checks.iter().all(|one| one.is_good), "{said:?}");
    assert!(view.by.unwrap().contains("To be safe, send it by"));
}
