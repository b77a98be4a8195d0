//! What a first visit costs, and the limit for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::assets::{MANIFEST, PAGE};
use crate::steps::say;

/// Compressed bytes that the first visit may take; rural networks are slow.
pub const BUDGET: u64 = 350_000;
/// Everything that is loaded before the first page shows.
const FIRST_LOAD: [&str; 5] = [PAGE, "boot.js", "app.js", "app.wasm", "styles/main.css"];

/// Prints the sizes of the first load and returns their sum in compressed bytes.
///
/// # Errors
/// When a part of the first load is missing.
pub fn first_load(dist: &Path) -> Result<u64> {
    let manifest = fs::read(dist.join(MANIFEST)).context("the SPA has no manifest")?;
    let addresses: BTreeMap<String, String> = serde_json::from_slice(&manifest)?;
    let mut total = 0;
    for name in FIRST_LOAD {
        let address = addresses.get(name).with_context(|| format!("the SPA has no {name}"))?;
        let path = address.trim_start_matches('/');
        let plain = size(&dist.join(path)).context("a file of the SPA vanished")?;
        let compressed = size(&dist.join(format!("{path}.br"))).unwrap_or(plain);
        say(&format!("    {name:<16} {plain:>9} B, {compressed:>7} B with brotli"));
        total += compressed;
    }
    say(&format!("    first load {total} B of {BUDGET} B allowed"));
    Ok(total)
}

fn size(file: &Path) -> Option<u64> {
    fs::metadata(file).ok().map(|metadata| metadata.len())
}
