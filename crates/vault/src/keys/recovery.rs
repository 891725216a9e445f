//! The recovery code: 24 words that open the vault when the passphrase is lost. It is no wallet.

use crate::hazmat;
use bip39::{Language, Mnemonic};
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// How many words a recovery code has.
const WORDS: usize = 24;

/// 24 English words, 256 bits with a checksum.
pub struct RecoveryCode(Mnemonic);

/// Why typed words are no recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryWordsError {
    /// Not 24 words.
    #[error("{found} words instead of 24")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// This word (from 1) is not in the list, nor does it begin one alone.
    #[error("word {position} is not a recovery word")]
    Unknown {
        /// Its position, from 1.
        position: usize,
    },
    /// Every word is in the list, but together they don't fit: one is mistaken or two are swapped.
    #[error("the words do not fit together")]
    Checksum,
}

impl RecoveryCode {
    pub(crate) fn make_random() -> std::io::Result<Self> {
        let mut entropy = Zeroizing::new([0_u8; 32]);
        getrandom::fill(entropy.as_mut_slice())
            .map_err(|_| std::io::Error::other("no random numbers"))?;
        Mnemonic::from_entropy(entropy.as_slice())
            .map(Self)
            .map_err(std::io::Error::other)
    }

    /// Reads typed words: any case, any white space and punctuation, and the first four letters of a word stand for
    /// the word. Numbers between them are left out; where each word has its own before it, they tell the order, so
    /// that a sheet may be read across its columns.
    pub fn parse(typed: &str) -> Result<Self, RecoveryWordsError> {
        let lower = Zeroizing::new(typed.to_lowercase());
        let parts = in_order(&lower);
        if parts.len() != WORDS {
            return Err(RecoveryWordsError::Count { found: parts.len() });
        }
        let mut phrase = Zeroizing::new(String::with_capacity(WORDS * 9));
        for (index, part) in parts.iter().enumerate() {
            let word = whole_word(part).ok_or(RecoveryWordsError::Unknown {
                position: index + 1,
            })?;
            if index > 0 {
                phrase.push(' ');
            }
            phrase.push_str(word);
        }
        Mnemonic::parse_in_normalized(Language::English, &phrase)
            .map(Self)
            .map_err(|_| RecoveryWordsError::Checksum)
    }

    /// The words in order, for the sheet.
    pub fn words(&self) -> Vec<&'static str> {
        self.0.words().collect()
    }

    /// The words joined by single blanks: the passphrase of `keys/recovery.age`.
    pub fn phrase(&self) -> Zeroizing<String> {
        let mut phrase = Zeroizing::new(String::with_capacity(WORDS * 9));
        for (index, word) in self.0.words().enumerate() {
            if index > 0 {
                phrase.push(' ');
            }
            phrase.push_str(word);
        }
        phrase
    }

    /// True if `typed` is the word at `position` (from 1): for the proof that the sheet was kept.
    pub fn word_is(&self, position: usize, typed: &str) -> bool {
        let Some(word) = position
            .checked_sub(1)
            .and_then(|index| self.0.words().nth(index))
        else {
            return false;
        };
        whole_word(&typed.trim().to_lowercase()) == Some(word)
    }

    /// Password of backup repositories, derived from the words; it is kept in the records and printed on the sheet.
    pub fn backup_password(&self) -> Zeroizing<String> {
        hazmat::derive_backup_password(&self.phrase())
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(•••)")
    }
}

impl Drop for RecoveryCode {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// The typed words, in the order of their numbers where each of the 24 has one.
fn in_order(typed: &str) -> Vec<&str> {
    let mut number = None;
    let mut numbered: Vec<(Option<usize>, &str)> = Vec::with_capacity(WORDS);
    for part in typed.split(|sign: char| !sign.is_alphanumeric()) {
        // A number may stand right at its word, as in "7absorb".
        let digits = part.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let (figures, rest) = part.split_at(part.len() - digits.len());
        number = figures.parse().ok().or(number);
        for word in rest
            .split(|sign: char| !sign.is_alphabetic())
            .filter(|word| !word.is_empty())
        {
            numbered.push((number.take(), word));
        }
    }
    let mut numbers: Vec<usize> = numbered.iter().filter_map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    if numbers.into_iter().eq(1..=WORDS) && numbered.len() == WORDS {
        numbered.sort_by_key(|(number, _)| *number);
    }
    numbered.into_iter().map(|(_, word)| word).collect()
}

/// The word itself, or the only word that begins with these four letters or more.
fn whole_word(typed: &str) -> Option<&'static str> {
    let list = Language::English.word_list();
    if let Ok(index) = list.binary_search(&typed) {
        return list.get(index).copied();
    }
    // The first four letters tell the words of the list apart.
    let mut fitting = Language::English.words_by_prefix_iter(typed);
    match (fitting.next(), fitting.next()) {
        (Some(word), None) if typed.len() >= 4 => Some(word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_read_however_they_are_typed() {
        let code = RecoveryCode::make_random().unwrap();
        let words = code.words();
        assert_eq!(words.len(), 24);
        let short: Vec<String> = words
            .iter()
            .map(|w| w.chars().take(4).collect::<String>().to_uppercase())
            .collect();
        let numbered: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(i, w)| format!("{}. {w},\n", i + 1))
            .collect();
        // Read across the four columns of the sheet, each word with its number.
        let across: Vec<String> = (0..24)
            .map(|n| (n % 4) * 6 + n / 4)
            .map(|n| format!("{} {}\n", n + 1, words[n]))
            .collect();
        let close: Vec<String> = across.iter().map(|line| line.replace(' ', "")).collect();
        let typed = [
            words.join(" "),
            words.join(", "),
            words.join("\r\n\n"),
            short.join("\t"),
            numbered.concat(),
            across.concat(),
            close.concat(),
            format!("24 words: {}", words.join(" ")).replace(" words:", ""),
        ];
        for typed in typed {
            assert_eq!(RecoveryCode::parse(&typed).unwrap().phrase(), code.phrase());
        }
        assert!(code.word_is(1, &format!(" {} ", words[0].to_uppercase())));
        assert!(!code.word_is(0, words[0]) && !code.word_is(25, words[0]));
    }

    #[test]
    fn mistakes_are_told_apart() {
        let code = RecoveryCode::make_random().unwrap();
        let mut words = code.words();
        assert_eq!(
            RecoveryCode::parse("abandon ability").unwrap_err(),
            RecoveryWordsError::Count { found: 2 }
        );
        words[6] = "zzzz";
        let error = RecoveryCode::parse(&words.join(" ")).unwrap_err();
        assert_eq!(error, RecoveryWordsError::Unknown { position: 7 });
        // The number is the one on the sheet, whatever the order they were typed in.
        let turned: Vec<String> = (0..24)
            .rev()
            .map(|n| format!("{}. {}", n + 1, words[n]))
            .collect();
        let error = RecoveryCode::parse(&turned.join(" ")).unwrap_err();
        assert_eq!(error, RecoveryWordsError::Unknown { position: 7 });
        let all = ["abandon"; 24].join(" ");
        assert_eq!(
            RecoveryCode::parse(&all).unwrap_err(),
            RecoveryWordsError::Checksum
        );
    }

    #[test]
    fn a_code_never_prints_itself() {
        let code = RecoveryCode::make_random().unwrap();
        assert_eq!(format!("{code:?}"), "RecoveryCode(•••)");
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_makes_it_panic(typed in "\\PC{0,200}") {
            let _ = RecoveryCode::parse(&typed);
        }
    }
}
