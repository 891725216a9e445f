//! age envelopes: to a public key, or to a passphrase. What is opened is given back only whole: age
//! authenticates in chunks, so nothing may act on a part.

use age::secrecy::{ExposeSecret, SecretString};
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

/// The vault identity.
#[derive(Clone)]
pub(crate) struct Identity(age::x25519::Identity);

/// Why an envelope did not open.
#[derive(Debug)]
pub(crate) enum OpenError {
    /// The secret does not fit.
    WrongSecret,
    /// The envelope is broken.
    Damaged,
    /// It could not be read.
    Io(io::Error),
}

/// Work that no file may ask for: a hostile key file would make the program hang.
const MOST_WORK: u8 = 22;

impl Identity {
    pub(crate) fn make_random() -> Self {
        Self(age::x25519::Identity::generate())
    }
    pub(crate) fn recipient(&self) -> super::Recipient {
        self.0.to_public()
    }
    /// `AGE-SECRET-KEY-1…`
    pub(crate) fn line(&self) -> SecretString {
        self.0.to_string()
    }
    /// What stands in a key slot: a stock identity file.
    pub(crate) fn file_text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!(
            "# The identity of a Holdfast vault\n{}\n",
            self.line().expose_secret()
        ))
    }
}

/// The identity in an identity file or line.
pub(crate) fn parse_identity(text: &str) -> Option<Identity> {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'))?;
    line.parse().ok().map(Identity)
}

pub(crate) fn parse_recipient(text: &str) -> Option<super::Recipient> {
    text.parse().ok()
}

/// Seals `bytes` to `recipient` into `output`.
pub(crate) fn seal_to(
    recipient: &super::Recipient,
    bytes: &[u8],
    output: impl Write,
) -> io::Result<()> {
    seal(recipient, bytes, output)
}

fn seal(recipient: &dyn age::Recipient, bytes: &[u8], output: impl Write) -> io::Result<()> {
    let encryptor =
        age::Encryptor::with_recipients(std::iter::once(recipient)).map_err(io::Error::other)?;
    let mut writer = encryptor.wrap_output(output)?;
    writer.write_all(bytes)?;
    writer.finish()?.flush()
}

/// Seals `bytes` to a passphrase with scrypt at 2^`work`.
pub(crate) fn seal_passphrase(passphrase: &str, work: u8, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(work);
    let mut sealed = Vec::new();
    seal(&recipient, bytes, &mut sealed)?;
    Ok(sealed)
}

/// Opens what was sealed to the identity's public half.
pub(crate) fn open_with(
    identity: &Identity,
    input: impl Read,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    open(&identity.0, input, 0)
}

/// Opens what was sealed to a passphrase.
pub(crate) fn open_passphrase(
    passphrase: &str,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    open(&identity, sealed, 256)
}

fn open(
    identity: &dyn age::Identity,
    input: impl Read,
    expected: usize,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let decryptor =
        age::Decryptor::new_buffered(io::BufReader::with_capacity(1 << 16, input)).map_err(sort)?;
    let mut reader = decryptor.decrypt(std::iter::once(identity)).map_err(sort)?;
    let mut plain = Zeroizing::new(Vec::with_capacity(expected));
    reader
        .read_to_end(&mut plain)
        .map_err(|error| match error.kind() {
            // A chunk that fails its seal, and a file that ends early.
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::Other => {
                OpenError::Damaged
            }
            _ => OpenError::Io(error),
        })?;
    Ok(plain)
}

fn sort(error: age::DecryptError) -> OpenError {
    use age::DecryptError as E;
    match error {
        E::NoMatchingKeys | E::DecryptionFailed | E::KeyDecryptionFailed => OpenError::WrongSecret,
        E::Io(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData
            ) =>
        {
            OpenError::Io(error)
        }
        _ => OpenError::Damaged,
    }
}
