//! What a first visit costs, and the limit for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::assets::MANIFEST;
use crate::steps::say;

/// Compressed bytes that a first visit may take; rural networks are slow.
pub const BUDGET: u64 = 300_000;
/// What every page fetches before it can be used.
const ALWAYS: [&str; 5] = ["boot.js", "app.js", "app.wasm", "styles/main.css", "icon.svg"];
/// Where visits begin, and what is fetched for that page besides [`ALWAYS`]: the board is in the main module.
const PAGES: [(&str, &str); 2] = [("the landing page", "landing.fr.html"), ("the board", "page.fr.html")];

/// Prints the sizes of the first load and of the chunks, and returns for each page where visits begin the compressed
/// bytes that the browser fetches until it can be used, without the answers of the API.
///
/// # Errors
/// When a part of the first load is missing.
pub fn first_loads(dist: &Path) -> Result<Vec<(&'static str, u64)>> {
    let manifest = fs::read(dist.join(MANIFEST)).context("the SPA has no manifest")?;
    let addresses: BTreeMap<String, String> = serde_json::from_slice(&manifest)?;
    let weigh = |name: &str| -> Result<u64> {
        let address = addresses.get(name).with_context(|| format!("the SPA has no {name}"))?;
        told_size(dist, name, address)
    };
    let mut always = 0;
    for name in ALWAYS {
        always += weigh(name)?;
    }
    let totals = PAGES.iter().map(|(page, file)| Ok((*page, always + weigh(file)?))).collect::<Result<Vec<_>>>()?;
    for chunk in addresses.keys().filter(|name| name.ends_with(".wasm") && !ALWAYS.contains(&name.as_str())) {
        weigh(chunk)?;
    }
    for (page, total) in &totals {
        say(&format!("    first load of {page}: {total} B of {BUDGET} B allowed"));
    }
    Ok(totals)
}

/// Prints the size of one file and returns it as compressed.
fn told_size(dist: &Path, name: &str, address: &str) -> Result<u64> {
    let path = address.trim_start_matches('/');
    let plain = size(&dist.join(path)).context("a file of the SPA vanished")?;
    let compressed = size(&dist.join(format!("{path}.br"))).unwrap_or(plain);
    say(&format!("    {name:<22} {plain:>9} B, {compressed:>7} B with brotli"));
    Ok(compressed)
}

fn size(file: &Path) -> Option<u64> {
    fs::metadata(file).ok().map(|metadata| metadata.len())
}
