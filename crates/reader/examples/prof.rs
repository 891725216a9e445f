use holdfast_reader::helper::{Request, Steps, read_in_process};
fn main() {
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        for _ in 0..3 {
            let t = std::time::Instant::now();
            let r = Request { password: None, first: 1, limit: 100, pictures: true, steps: Steps::default() };
            read_in_process(b.clone(), &r).unwrap();
            eprintln!("{f} all {:?}", t.elapsed());
        }
    }
}
