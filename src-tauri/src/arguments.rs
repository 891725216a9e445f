//! What was wished for on the command line, at the first start or handed over by a second one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

const HELP: &str = "\
Holdfast keeps the letters of your health insurer, reads them, and says by when to act.

  holdfast              opens the window, or raises the one that is open
  holdfast FILE…        files these letters
  holdfast --hidden     starts in the tray, without a window
  holdfast --sample     opens the sample case, in place of a vault
  holdfast --lock       locks the running Holdfast
  holdfast --version    says the version

Without a screen, use holdfast-cli.";

/// What is wanted of the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Start in the tray.
    pub hidden: bool,
    /// Open the sample case.
    pub sample: bool,
    /// Lock what is running.
    pub lock: bool,
    /// Letters to file.
    pub files: Vec<PathBuf>,
}

/// The outcome of reading them.
#[derive(Debug, PartialEq, Eq)]
pub enum Read {
    /// Something to do.
    Wish(Wish),
    /// Something to print.
    Said(String),
    /// Not understood.
    Wrong(String),
}

/// Reads arguments, without the program's name.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Read {
    let mut wish = Wish::default();
    let mut files_only = false;
    for argument in arguments {
        let text = argument.to_str().unwrap_or_default();
        match text {
            _ if files_only => wish.files.push(argument.into()),
            "--" => files_only = true,
            "--hidden" => wish.hidden = true,
            "--sample" => wish.sample = true,
            "--lock" => wish.lock = true,
            "--help" | "-h" => return Read::Said(HELP.into()),
            "--version" | "-V" => {
                return Read::Said(format!("holdfast {}", env!("CARGO_PKG_VERSION")));
            }
            // The argument may be the name of a letter that begins with a dash: it is not repeated.
            _ if text.starts_with('-') => {
                return Read::Wrong(format!("That option is not known.\n\n{HELP}"));
            }
            _ => wish.files.push(file(&argument)),
        }
    }
    Read::Wish(wish)
}

/// What a second start handed over; its files are meant from where it was started.
pub fn handed_over(arguments: Vec<String>, folder: &str) -> Wish {
    match read(arguments.into_iter().skip(1).map(OsString::from)) {
        Read::Wish(wish) => wish.resolved_in(Path::new(folder)),
        Read::Said(_) | Read::Wrong(_) => Wish::default(),
    }
}

impl Wish {
    /// The same, with files resolved against `folder`.
    pub fn resolved_in(mut self, folder: &Path) -> Wish {
        for path in &mut self.files {
            *path = folder.join(&path);
        }
        self
    }
}

/// Desktops hand over plain paths (`%F`) or, some of them, addresses.
fn file(argument: &OsString) -> PathBuf {
    let address = argument.to_str().filter(|text| text.starts_with("file://"));
    address
        .and_then(|text| gtk::glib::filename_from_uri(text).ok())
        .map_or_else(|| PathBuf::from(argument), |(path, _)| path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(words: &[&str]) -> Wish {
        match read(words.iter().map(OsString::from)) {
            Read::Wish(wish) => wish,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn files_addresses_and_options_are_told_apart() {
        assert_eq!(wish(&[]), Wish::default());
        assert!(wish(&["--hidden"]).hidden && wish(&["--lock"]).lock);
        assert!(wish(&["--sample"]).sample);
        let files = wish(&["a b.pdf", "file:///tmp/c%20d.pdf", "--", "--lock"]).files;
        let files: Vec<_> = files.iter().filter_map(|path| path.to_str()).collect();
        assert_eq!(files, ["a b.pdf", "/tmp/c d.pdf", "--lock"]);
    }

    #[test]
    fn an_unknown_option_is_refused_without_repeating_it() {
        let Read::Wrong(text) = read([OsString::from("--denial-of-nora.pdf")]) else {
            panic!("taken");
        };
        assert!(!text.contains("nora"));
    }

    #[test]
    fn files_of_a_second_start_are_meant_from_its_folder() {
        let words = ["holdfast", "x.pdf", "/y.pdf"].map(String::from);
        let wish = handed_over(words.to_vec(), "/home/n");
        assert_eq!(
            wish.files,
            [PathBuf::from("/home/n/x.pdf"), "/y.pdf".into()]
        );
    }
}
