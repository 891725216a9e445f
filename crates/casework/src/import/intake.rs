//! Looking at what is to be filed: is it a file, can it be read, is it what its name says. Originals are only read.

use crate::error::{Code, Error};
use holdfast_reader::{MediaKind, ending_disagrees};
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Larger files are not taken at all.
const MOST_BYTES: u64 = 4 << 30;
/// Files taken out of one dropped folder.
const MOST_IN_FOLDER: usize = 500;

/// Bytes that can be filed.
pub(crate) struct Taken {
    /// The bytes; wiped when dropped.
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    /// What they are, by their content.
    pub(crate) media: MediaKind,
}

/// Reads a file whole, or says why it is not taken.
pub(crate) fn look_at(path: &Path) -> Result<Taken, Error> {
    let bytes = read_whole(path)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let media = kind_of(&name, &bytes)?;
    Ok(Taken { bytes, media })
}

/// What bytes are; refused where they are nothing we read, or something else than their name says.
pub(crate) fn kind_of(name: &str, bytes: &[u8]) -> Result<MediaKind, Error> {
    if bytes.is_empty() {
        return Err(Code::FileEmpty.into());
    }
    let media = MediaKind::sniff(bytes).ok_or(Code::FileTypeUnknown)?;
    match ending_disagrees(name, media) {
        None => Ok(media),
        Some(say) => {
            let ending = media.endings().first().copied().unwrap_or_default();
            Err(Error::of(Code::FileEndingWrong)
                .saying(say)
                .hinting(format!(
                    "If you trust it, let its name end in .{ending} and add it again."
                )))
        }
    }
}

fn read_whole(path: &Path) -> Result<Zeroizing<Vec<u8>>, Error> {
    let link = fs::symlink_metadata(path).map_err(|error| trouble(&error))?;
    let there = fs::metadata(path).map_err(|error| match error.kind() {
        _ if link.file_type().is_symlink() => Error::of(Code::FileLinkBroken),
        _ => trouble(&error),
    })?;
    check_type(there.file_type())?;
    let mut file = open(path).map_err(|error| trouble(&error))?;
    // What lies there may be another thing by now; the open handle is what is read.
    let opened = file.metadata().map_err(|error| trouble(&error))?;
    check_type(opened.file_type())?;
    if opened.len() > MOST_BYTES {
        return Err(Code::FileTooLarge.into());
    }
    let size = usize::try_from(opened.len()).map_err(|_| Error::of(Code::FileTooLarge))?;
    let mut bytes = Zeroizing::new(Vec::new());
    bytes
        .try_reserve_exact(size + 1)
        .map_err(|_| Error::of(Code::FileTooLarge))?;
    let limit = opened.len().saturating_add(1);
    (&mut file)
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|_| Error::of(Code::FileGone))?;
    if bytes.len() as u64 != opened.len() {
        return Err(Code::FileGone.into());
    }
    Ok(bytes)
}

/// Opens without waiting: a pipe that took the file's place must not hold everything up.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        libc::O_NONBLOCK | libc::O_NOCTTY,
    );
    options.open(path)
}

fn check_type(kind: FileType) -> Result<(), Error> {
    if kind.is_file() {
        return Ok(());
    }
    if kind.is_dir() {
        return Err(Code::FileIsFolder.into());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() || kind.is_socket() {
            return Err(Code::FileIsPipe.into());
        }
    }
    Err(Code::FileIsDevice.into())
}

fn trouble(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Code::FileMissing.into(),
        io::ErrorKind::PermissionDenied => Code::FileUnreadable.into(),
        io::ErrorKind::IsADirectory => Code::FileIsFolder.into(),
        _ => Code::FileGone.into(),
    }
}

/// Before a path that is no text: its bytes in hex digits follow. A whole path never begins like this.
const BYTES: &str = "bytes:";

/// A whole path as the queue keeps it.
pub(crate) fn path_text(path: &Path) -> String {
    match path.to_str() {
        Some(text) => text.to_owned(),
        None => format!(
            "{BYTES}{}",
            hex::encode(path.as_os_str().as_encoded_bytes())
        ),
    }
}

/// The path that the queue kept.
pub(crate) fn path_of(text: &str) -> PathBuf {
    #[cfg(unix)]
    if let Some(Ok(bytes)) = text.strip_prefix(BYTES).map(hex::decode) {
        use std::os::unix::ffi::OsStringExt;
        return PathBuf::from(std::ffi::OsString::from_vec(bytes));
    }
    PathBuf::from(text)
}

/// The paths, dropped folders replaced by the files in them; hidden ones stay out.
pub(crate) fn with_folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in paths {
        let inside = if path.is_dir() {
            files_in(path)
        } else {
            Vec::new()
        };
        if inside.is_empty() {
            found.push(path.clone());
        }
        found.extend(inside);
    }
    found
}

/// Files in a folder and those below it, by name. Links to folders are not followed: they may lead round.
pub(super) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut here: Vec<_> = entries
            .filter(|e| !e.file_name().to_string_lossy().starts_with('.'))
            .collect();
        here.sort_by_key(fs::DirEntry::file_name);
        for entry in here {
            if found.len() >= MOST_IN_FOLDER {
                return found;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) => found.push(entry.path()),
                Err(_) => {}
            }
        }
    }
    found
}

/// Whether a file can be taken, by a look from outside.
pub(super) fn glance(path: &Path) -> Result<(), Error> {
    let there = fs::metadata(path).map_err(|error| trouble(&error))?;
    check_type(there.file_type())?;
    match there.len() {
        0 => Err(Code::FileEmpty.into()),
        size if size > MOST_BYTES => Err(Code::FileTooLarge.into()),
        _ => Ok(()),
    }
}

/// The media type as it is stored.
pub(crate) fn media_type(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Pdf => "application/pdf",
        MediaKind::Png => "image/png",
        MediaKind::Jpeg => "image/jpeg",
        MediaKind::Tiff => "image/tiff",
        MediaKind::Heic => "image/heic",
        MediaKind::WebP => "image/webp",
        MediaKind::Bmp => "image/bmp",
        MediaKind::Text => "text/plain",
        MediaKind::Mail => "message/rfc822",
    }
}

/// A stored media type in words.
pub(crate) fn media_words(media: &str) -> &'static str {
    match media {
        "application/pdf" => "PDF",
        "image/png" => "Picture (PNG)",
        "image/jpeg" => "Photo (JPEG)",
        "image/tiff" => "Scan or fax (TIFF)",
        "image/heic" => "Photo (HEIC)",
        "image/webp" => "Picture (WebP)",
        "image/bmp" => "Picture (BMP)",
        "text/plain" => "Text",
        "message/rfc822" => "E-mail",
        _ => "File",
    }
}

/// The ending of a file with this media type.
pub(crate) fn ending_of(media: &str) -> &'static str {
    match media {
        "application/pdf" => ".pdf",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/tiff" => ".tif",
        "image/heic" => ".heic",
        "image/webp" => ".webp",
        "image/bmp" => ".bmp",
        "text/plain" => ".txt",
        "message/rfc822" => ".eml",
        _ => "",
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn a_path_that_is_no_text_comes_back_by_its_bytes() {
        for bytes in [
            b"/home/a/letter.pdf".as_slice(),
            b"/home/a/nonutf\xff\xfe.txt",
            "/home/a/B\u{e9}a.pdf".as_bytes(),
        ] {
            let path = Path::new(std::ffi::OsStr::from_bytes(bytes));
            assert_eq!(path_of(&path_text(path)), path);
        }
    }
}
