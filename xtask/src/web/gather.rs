//! Collecting the files of the SPA under the names by which they refer to each other.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::assets::Asset;
use super::compile::Bound;
use super::first_view;
use super::lean;
use crate::digest::files_below;
use crate::project::Project;

/// Files from npm that the page loads on demand: name in the SPA, path below `node_modules`.
const VENDOR: [(&str, &str); 5] = [
    ("vendor/leaflet.js", "leaflet/dist/leaflet.js"),
    ("vendor/leaflet.css", "leaflet/dist/leaflet.css"),
    ("vendor/images/layers.png", "leaflet/dist/images/layers.png"),
    ("vendor/images/layers-2x.png", "leaflet/dist/images/layers-2x.png"),
    ("vendor/images/marker-icon.png", "leaflet/dist/images/marker-icon.png"),
];

/// The pages, the modules with their glue, the style sheet, the crate's own assets and those of npm.
///
/// Without npm's packages the vendor's names lead to empty files.
pub fn all(project: &Project, bound: Bound, views: &str, packages: Option<&Path>) -> Result<Vec<Asset>> {
    let frontend = project.root.join("frontend");
    let template = fs::read_to_string(frontend.join("index.html")).context("frontend/index.html")?;
    let mut assets = first_view::pages(&template, views)?;
    assets.push(Asset::new("styles/main.css", style_sheet(&frontend.join("styles"))?));
    assets.extend(code(bound));
    assets.extend(own(&frontend.join("assets"))?);
    for (name, path) in VENDOR {
        let content = packages.map(|packages| vendor(name, &packages.join(path))).transpose()?;
        assets.push(Asset::new(name, content.unwrap_or_default()));
    }
    Ok(assets)
}

/// Glue, modules and snippets; the glue finds its snippets by their final names.
fn code(bound: Bound) -> Vec<Asset> {
    let mut js = bound.js;
    let mut assets = Vec::new();
    for (path, content) in bound.snippets {
        let name = format!("snippets/{path}");
        js = js.replace(&format!("./{name}"), &format!("{{{{asset:{name}}}}}"));
        assets.push(Asset::new(&name, content.into_bytes()));
    }
    assets.push(Asset::new("app.js", js.into_bytes()));
    assets.push(Asset::new("app.wasm", bound.wasm));
    assets.extend(bound.chunks.into_iter().map(|(name, wasm)| Asset::new(&name, wasm)));
    assets
}

/// All style sheets in the order of their file names, as one.
fn style_sheet(folder: &Path) -> Result<Vec<u8>> {
    let mut sheet = String::new();
    for file in files_below(folder)? {
        if file.extension().is_some_and(|extension| extension == "css") {
            sheet += &fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            sheet.push('\n');
        }
    }
    Ok(lean::style_sheet(&sheet).into_bytes())
}

/// The files of `frontend/assets` under their paths below it.
fn own(folder: &Path) -> Result<Vec<Asset>> {
    let mut assets = Vec::new();
    for file in files_below(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        assets.push(Asset::new(&name, fs::read(&file)?));
    }
    Ok(assets)
}

/// A file of a package, with its references to other files in our own notation.
fn vendor(name: &str, path: &Path) -> Result<Vec<u8>> {
    let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if !name.ends_with(".css") && !name.ends_with(".js") {
        return Ok(content);
    }
    let Ok(text) = String::from_utf8(content) else {
        bail!("{} is not UTF-8", path.display());
    };
    let mut linked = text;
    for (other, _) in VENDOR {
        let relative = other.trim_start_matches("vendor/");
        linked = linked.replace(&format!("url({relative})"), &format!("url({{{{asset:{other}}}}})"));
    }
    // Source maps are not delivered; a browser's tools would ask for them in vain.
    let lines = linked.lines().filter(|line| !line.contains("sourceMappingURL="));
    Ok(lines.collect::<Vec<_>>().join("\n").into_bytes())
}
