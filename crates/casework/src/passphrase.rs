//! Passphrases: five words proposed, and how strong one's own is, in words.

use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::view::{ProposedPassphraseView, StrengthView};
use bip39::Language;

const WORDS: usize = 5;
/// Bits of one word out of 2048.
const BITS_A_WORD: f64 = 11.0;

impl Desk {
    /// Five words of a list of 2048, drawn at random: 55 bits, and each guess costs half a second.
    pub fn propose_passphrase(&self) -> Result<ProposedPassphraseView, Error> {
        let list = Language::English.word_list();
        let mut words = Vec::with_capacity(WORDS);
        for _ in 0..WORDS {
            let mut bytes = [0_u8; 2];
            getrandom::fill(&mut bytes).map_err(|_| Error::of(Code::Internal))?;
            // 65536 is a multiple of 2048: each word is as likely as the others.
            let index = usize::from(u16::from_le_bytes(bytes)) % list.len();
            words.extend(list.get(index).copied());
        }
        Ok(ProposedPassphraseView {
            passphrase: words.join(" "),
        })
    }

    /// How strong a passphrase is.
    pub fn passphrase_strength(&self, passphrase: &str) -> Result<StrengthView, Error> {
        Ok(strength(passphrase))
    }
}

/// How strong a passphrase is.
pub(crate) fn strength(passphrase: &str) -> StrengthView {
    let bits = bits(passphrase);
    let (level, say, enough) = match (passphrase.trim().chars().count(), bits) {
        (0..8, _) => (
            "too-short",
            "Too short. Take five words, or at least 12 signs.",
            false,
        ),
        (_, ..40.0) => ("weak", "This can be guessed. Add a word or two.", false),
        (_, ..52.0) => ("fair", "Good enough. One more word makes it strong.", true),
        _ => ("strong", "Strong. Nobody guesses this.", true),
    };
    StrengthView {
        level: level.to_owned(),
        say: say.to_owned(),
        enough,
    }
}

/// Bits of guessing, by the cheaper of two ways: word by word, or sign by sign.
fn bits(passphrase: &str) -> f64 {
    let lower = passphrase.trim().to_lowercase();
    let mut words: Vec<&str> = lower
        .split([' ', '-', '_', '.', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let by_sign = by_sign(passphrase.trim());
    words.sort_unstable();
    words.dedup();
    let is_word = |word: &&str| {
        word.chars().all(char::is_alphabetic) && (3..=12).contains(&word.chars().count())
    };
    if words.len() < 2 || !words.iter().all(is_word) {
        return by_sign;
    }
    // A word of one's own is worth no more than one of a list of 2048, a short one less.
    let by_word: f64 = words
        .iter()
        .map(|word| (word.chars().count() as f64 * 3.0).min(BITS_A_WORD))
        .sum();
    by_sign.min(by_word)
}

fn by_sign(text: &str) -> f64 {
    let signs: Vec<char> = text.chars().collect();
    let has = |test: fn(&char) -> bool| signs.iter().any(test);
    let mut kinds = 0.0;
    for (test, size) in [
        ((|c: &char| c.is_lowercase()) as fn(&char) -> bool, 26.0),
        (|c: &char| c.is_uppercase(), 26.0),
        (|c: &char| c.is_ascii_digit(), 10.0),
        (|c: &char| !c.is_alphanumeric(), 20.0),
    ] {
        if has(test) {
            kinds += size;
        }
    }
    // A sign that repeats the one before, or goes on from it (`aaa`, `123`, `qwe` by its letters), adds little.
    let mut worth = 0.0;
    for (index, sign) in signs.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| signs.get(i));
        let step = before.map(|before| i64::from(u32::from(*sign)) - i64::from(u32::from(*before)));
        let seen = signs.iter().take(index).any(|other| other == sign);
        worth += match step {
            Some(-1..=1) => 0.2,
            _ if seen => 0.7,
            _ => 1.0,
        };
    }
    // Letters of words are not drawn at random: half of what they could be.
    worth * f64::max(kinds, 2.0_f64).log2() * 0.7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strength_is_said_in_words() {
        for (passphrase, level) in [
            ("", "too-short"),
            ("abc", "too-short"),
            ("password", "weak"),
            ("aaaaaaaaaaaaaaaaaaaa", "weak"),
            ("1234567890123456", "weak"),
            ("dog cat dog cat dog", "weak"),
            ("orbit candle mango river fabric", "strong"),
            ("orbit candle mango river", "fair"),
            ("K7#mQ2vX!9pLz$4wRt", "strong"),
        ] {
            assert_eq!(
                strength(passphrase).level,
                level,
                "{passphrase} {}",
                bits(passphrase)
            );
        }
    }
}
