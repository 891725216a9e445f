//! Measures the making of a packet: `packet FILE… [--times N]` makes each file an exhibit, over and over, and tells
//! time, size and memory.
#![allow(clippy::unwrap_used)]

use holdfast_reader::{CancelToken, PacketPart, PacketRequest, Reader};
use std::time::Instant;

fn main() {
    let mut files = Vec::new();
    let mut times = 1;
    let mut out = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--times" => times = arguments.next().unwrap().parse().unwrap(),
            "--out" => out = arguments.next(),
            file => files.push(std::fs::read(file).unwrap()),
        }
    }
    let mut parts = Vec::new();
    for _ in 0..times {
        for bytes in &files {
            let name = format!("exhibit-{}", parts.len() + 1);
            let mut part = PacketPart::new(name.clone(), bytes.clone());
            part.stamp = Some(format!("Exhibit {}", parts.len() + 1));
            part.bookmark = Some(name);
            parts.push(part);
        }
    }
    let request = PacketRequest {
        parts,
        foot: Some("N. Hale · PA-2606-118374".into()),
        number_through: true,
        title: "Packet".into(),
        ..PacketRequest::default()
    };
    let start = Instant::now();
    let reader = Reader::locate().unwrap();
    let packet = reader.assemble(request, &CancelToken::new(), &mut |_, _| {});
    let packet = packet.unwrap();
    let pages: u32 = packet.parts.iter().map(|p| p.count).sum();
    println!(
        "{pages} pages of {} parts in {:.2} s, {} bytes, {} notes",
        packet.parts.len(),
        start.elapsed().as_secs_f64(),
        packet.pdf.len(),
        packet.notes.len()
    );
    for note in packet.notes.iter().take(20) {
        println!("{note:?}");
    }
    if let Some(out) = out {
        std::fs::write(out, &packet.pdf).unwrap();
    }
}
