//! Names and stamps made from contents.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Characters of a digest in a file name: 64 bits, enough that two contents never meet.
const SHORT: usize = 16;

/// The beginning of a content's SHA-256, in hexadecimal.
pub fn short(content: &[u8]) -> String {
    hexadecimal(&Sha256::digest(content))
}

/// One digest of many files and words, in the order in which they are added.
#[derive(Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a word, for instance the version of a tool.
    pub fn word(&mut self, word: &str) {
        self.content(word.as_bytes());
    }

    /// Adds a file, or every file below a folder, with its path relative to `root`.
    pub fn path(&mut self, root: &Path, path: &Path) -> Result<()> {
        for file in files_below(path)? {
            let name = file.strip_prefix(root).unwrap_or(&file);
            self.word(&name.to_string_lossy());
            let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            self.content(&content);
        }
        Ok(())
    }

    /// The digest of everything added.
    pub fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }

    /// The length comes first, so that moving a byte from one content to the next is noticed.
    fn content(&mut self, content: &[u8]) {
        self.0.update(content.len().to_le_bytes());
        self.0.update(content);
    }
}

/// All files below a folder in the order of their names, or the file itself.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))? {
        entries.push(entry?.path());
    }
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_below(&entry)?);
    }
    Ok(files)
}

fn hexadecimal(digest: &[u8]) -> String {
    let mut text = String::new();
    for byte in digest.iter().take(SHORT / 2) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, short};

    #[test]
    fn a_short_digest_has_sixteen_characters_and_follows_the_content() {
        assert_eq!(short(b"abc"), "ba7816bf8f01cfea");
        assert_ne!(short(b"abc"), short(b"abd"));
    }

    #[test]
    fn the_border_between_two_words_counts() {
        let of = |words: &[&str]| {
            let mut fingerprint = Fingerprint::default();
            words.iter().for_each(|word| fingerprint.word(word));
            fingerprint.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
