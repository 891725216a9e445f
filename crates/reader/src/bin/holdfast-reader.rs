//! The confined process that reads one document; not meant to be started by hand.
use std::process::ExitCode;

fn main() -> ExitCode {
    holdfast_reader::helper::main()
}
