//! Set-up, run, test, bench and screenshots in one word each.
//!
//! `cargo xtask run` and `cargo xtask test` are all that a newcomer has to know. Both first lay the ground
//! (system packages, a Node that is new enough, npm packages, the window's page, the programs), which takes
//! under five seconds when nothing is missing, and then do what they are called.
//!
//! Here: calling other programs in the right order and saying what each step took. Never here: knowledge of
//! letters, rules or vaults. What walks through the app is `holdfast-walk`, what measures it is `holdfast-bench`,
//! both in `tests/`.
//!
//! Everything that is fetched or built lands in this folder (`target/`, `ui/node_modules/`) or in cargo's own
//! cache. Only system packages change the machine, and they are named before anything is installed.

mod bench;
mod checks;
mod ground;
mod node;
mod packages;
mod run;
mod step;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  run          set up, build, and open Holdfast; with no display: walk through it and leave pictures
  demo         the same over the sample case: an invented person with letters, days, a plan and claims
  test         set up, build, and check everything: format, lints, licenses, window, every test
  bench        measure letters, reading, start and rest, side by side with other programs
  screenshots  make the pictures of every screen in docs/pictures/
  bindings     write the window's generated types anew
  setup        only the set-up: system packages, npm packages, the window's page

  --release    (run) an optimized build
  letters, reading, start, rest
               (bench) only these parts; --all: every letter in the comparisons, not every twentieth
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["run"] => run::run(run::Build::Debug),
        ["run", "--release"] => run::run(run::Build::Release),
        ["test"] => checks::test(),
        ["demo"] => run::demo(run::Build::Debug),
        ["bench", rest @ ..] => bench::bench(rest),
        ["screenshots"] => run::screenshots(),
        ["bindings"] => run::bindings(),
        ["setup"] => ground::lay(packages::For::Run).map(|()| true),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("There is no such command: {}\n\n{HELP}", words.join(" "));
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nStopped: {error:#}");
            ExitCode::FAILURE
        }
    }
}
