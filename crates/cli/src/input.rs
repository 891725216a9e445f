//! Standard input, whole or not at all: half a letter is no letter, and half a name is another name.

use crate::out::Trouble;
use holdfast_casework::{Code, Error};
use std::io::Read;

/// Longest name that is read.
const LONGEST_NAME: u64 = 4096;

/// All bytes of standard input.
pub fn bytes() -> Result<Vec<u8>, Error> {
    whole(&mut std::io::stdin().lock())
}

/// A name from standard input, without the spaces and line ends around it.
pub fn name() -> Result<String, Trouble> {
    name_from(&mut std::io::stdin().lock())
}

fn whole(from: &mut dyn Read) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    match from.read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(_) => Err(Error::of(Code::FileGone)
            .saying("Standard input broke off before its end. Nothing of it is kept.")
            .hinting("Send it again from its beginning.")),
    }
}

fn name_from(from: &mut dyn Read) -> Result<String, Trouble> {
    let bytes = whole(&mut from.take(LONGEST_NAME + 1))?;
    if bytes.len() as u64 > LONGEST_NAME {
        return Err(Trouble::Call("This name is too long.".to_owned()));
    }
    let name = String::from_utf8(bytes)
        .map_err(|_| Trouble::Call("A name is text in UTF-8.".to_owned()))?;
    Ok(name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives some bytes, then breaks.
    struct Broken(Option<&'static [u8]>);

    impl Read for Broken {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            match self.0.take() {
                Some(mut bytes) => bytes.read(into),
                None => Err(std::io::ErrorKind::BrokenPipe.into()),
            }
        }
    }

    #[test]
    fn half_a_letter_is_none() {
        let half = whole(&mut Broken(Some(b"Dear member,")));
        assert_eq!(half.map_err(|error| error.code()), Err(Code::FileGone));
        assert!(name_from(&mut Broken(Some(b"My c"))).is_err());
    }

    #[test]
    fn a_name_is_text_and_is_not_cut() {
        let name = |bytes: Vec<u8>| name_from(&mut bytes.as_slice()).ok();
        assert_eq!(name(b" My case\n".to_vec()), Some("My case".to_owned()));
        assert_eq!(name(b"B\xffa".to_vec()), None);
        assert_eq!(name(vec![b'a'; 4096]).map(|name| name.len()), Some(4096));
        assert_eq!(name(vec![b'a'; 4097]), None);
    }
}
