//! The archive that a workbook is, looked through before anything believes it. A file of some kilobytes can unfold to
//! gigabytes, and name sizes that a reader makes room for: both end here.

use super::Unreadable;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What every archive begins with.
const MAGIC: &[u8] = b"PK\x03\x04";
/// What all parts together may unfold to, bytes.
const MAX_UNFOLDED: u64 = 30 * 1024 * 1024;
/// Parts of an archive; a workbook has a dozen.
const MAX_PARTS: usize = 1_000;
/// The attribute by which a workbook says how many texts it has. Its reader makes room for so many at once.
const COUNT: &[u8] = b"uniqueCount";
/// The most digits that this number may have. A million texts do not fit into what may be unfolded anyway.
const MAX_DIGITS: usize = 6;

/// Whether the file begins as an archive does.
pub(super) fn is_archive(file: &[u8]) -> bool {
    file.starts_with(MAGIC)
}

/// Unfolds every part of an archive once, throwing away what comes out, to know that no reader is overwhelmed by it.
///
/// # Errors
/// [`Unreadable::TooLarge`] where the archive says, or turns out, to be larger than is taken in; [`Unreadable::NoTable`]
/// where it is damaged.
pub(super) fn inspect(file: &[u8]) -> Result<(), Unreadable> {
    inspect_up_to(file, MAX_UNFOLDED)
}

/// As [`inspect`], where all parts together may unfold to so many bytes.
///
/// # Errors
/// As [`inspect`].
pub(super) fn inspect_up_to(file: &[u8], most: u64) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| Unreadable::NoTable)?;
    if archive.len() > MAX_PARTS {
        return Err(Unreadable::TooLarge);
    }
    // What it says is asked first: it costs nothing.
    let mut said = 0_u64;
    for place in 0..archive.len() {
        said = said.saturating_add(archive.by_index_raw(place).map_err(|_| Unreadable::NoTable)?.size());
    }
    if said > most {
        return Err(Unreadable::TooLarge);
    }
    // What it says may be wrong: the parts are counted as they unfold.
    let (mut left, mut part) = (most, Vec::new());
    for place in 0..archive.len() {
        part.clear();
        let reader = archive.by_index(place).map_err(|_| Unreadable::NoTable)?;
        reader.take(left + 1).read_to_end(&mut part).map_err(|_| Unreadable::NoTable)?;
        let size = u64::try_from(part.len()).unwrap_or(u64::MAX);
        left = left.checked_sub(size).ok_or(Unreadable::TooLarge)?;
        if asks_for_room(&part) {
            return Err(Unreadable::TooLarge);
        }
    }
    Ok(())
}

/// Whether a part says that it holds more texts than it can. The word is looked for in the bytes: the workbook's reader takes
/// no other encoding than UTF-8 either.
fn asks_for_room(part: &[u8]) -> bool {
    part.windows(COUNT.len()).enumerate().any(|(at, word)| word == COUNT && is_long(part, at))
}

/// Whether the number of the attribute at this place has more digits than it may.
fn is_long(part: &[u8], at: usize) -> bool {
    let rest = part.get(at + COUNT.len()..).unwrap_or_default().iter();
    let value = rest.skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'') || byte.is_ascii_whitespace());
    value.take_while(|byte| byte.is_ascii_digit()).count() > MAX_DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_that_unfolds_to_little_passes() {
        assert_eq!(inspect(&archive(&[("a.xml", b"<a/>"), ("b.bin", &[0; 1_000])])), Ok(()));
    }

    #[test]
    fn an_archive_that_unfolds_to_much_is_refused_whatever_it_says() {
        let (mega, half) = (vec![b' '; 31 * 1024 * 1024], vec![b' '; 16 * 1024 * 1024]);
        let bomb = archive(&[("xl/worksheets/sheet1.xml", &mega)]);
        assert!(bomb.len() < 100_000, "{}", bomb.len());
        assert_eq!(inspect(&bomb), Err(Unreadable::TooLarge));
        assert_eq!(inspect(&archive(&[("a", &half), ("b", &half)])), Err(Unreadable::TooLarge));
        // The same, whose directory and header say that it is one byte long.
        let size = u32::try_from(mega.len()).unwrap().to_le_bytes();
        let mut liar = bomb.clone();
        while let Some(at) = liar.windows(4).position(|four| four == size) {
            liar[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
        assert!(inspect(&liar).is_err());
    }

    #[test]
    fn a_number_that_a_reader_would_make_room_for_is_refused() {
        let strings = |count: &str| archive(&[("xl/sharedStrings.xml", format!("<sst uniqueCount{count}/>").as_bytes())]);
        assert_eq!(inspect(&strings("=\"999999\"")), Ok(()));
        for huge in ["=\"1000000\"", " =\n'99999999999999999999'", "=\"99999999999\""] {
            assert_eq!(inspect(&strings(huge)), Err(Unreadable::TooLarge), "{huge}");
        }
    }

    #[test]
    fn what_is_damaged_is_no_table() {
        let whole = archive(&[("a.xml", b"<a/>")]);
        assert_eq!(inspect(&whole[..whole.len() / 2]), Err(Unreadable::NoTable));
        assert_eq!(inspect(b"PK\x03\x04"), Err(Unreadable::NoTable));
    }
}
