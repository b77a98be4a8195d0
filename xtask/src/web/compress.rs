//! Compressing ahead of time: the server only chooses, it never spends time on it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::digest::files_below;

/// Formats that are compressed in themselves.
const COMPACT: [&str; 5] = ["avif", "jpg", "png", "webp", "woff2"];
/// Brotli's largest window, 16 MiB: the whole of each file.
const WINDOW: i32 = 24;

/// Puts `NAME.br` and `NAME.gz` beside each file that becomes smaller by it.
pub fn folder(folder: &Path) -> Result<()> {
    for file in files_below(folder)? {
        let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        if COMPACT.contains(&extension.as_str()) {
            continue;
        }
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        keep_if_smaller(&file, "br", &brotli(&content)?, content.len())?;
        keep_if_smaller(&file, "gz", &gzip(&content)?, content.len())?;
    }
    Ok(())
}

fn keep_if_smaller(file: &Path, suffix: &str, compressed: &[u8], original: usize) -> Result<()> {
    if compressed.len() < original {
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{suffix}"));
        fs::write(PathBuf::from(name), compressed).with_context(|| format!("cannot compress {}", file.display()))?;
    }
    Ok(())
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: WINDOW, ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
