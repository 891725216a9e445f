//! Learns, from the example sentences beside the code, how letters say a thing in ordinary words.

#[path = "build/learn.rs"]
mod learn;
#[path = "src/learned/words.rs"]
mod words;

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/learned/words.rs");
    let out = std::env::var_os("OUT_DIR").expect("cargo gives it");
    for name in ["reasons", "decisions"] {
        let file = format!("sentences/{name}.txt");
        println!("cargo::rerun-if-changed={file}");
        let text = std::fs::read_to_string(&file).expect("the sentences lie beside this file");
        let learned = learn::learn(&text);
        std::fs::write(Path::new(&out).join(format!("{name}.learned")), learned)
            .expect("cargo's folder can be written");
    }
}
