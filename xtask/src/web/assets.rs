//! Names with digests, and the references between files.
//!
//! A text file refers to another one as `{{asset:NAME}}`. Linking replaces each reference by the
//! address under which that file is served. An address contains the digest of the content *after*
//! its own references were replaced, so files are linked in the order of their dependencies.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::digest;

/// Pages keep their names, since the server has to find them.
const PAGE: &str = "html";
/// From name to address, for the service worker and for tests.
pub const MANIFEST: &str = "asset-manifest.json";

/// The service worker. Its address must stay the same, for it is how browsers find its next version, and lie above all
/// that it serves.
const WORKER: &str = "sw.js";

const OPENING: &str = "{{asset:";
const CLOSING: &str = "}}";
/// Kinds of files that may refer to others.
const TEXT: [&str; 6] = ["css", "html", "js", "json", "svg", "webmanifest"];

/// A file before linking.
pub struct Asset {
    name: String,
    content: Vec<u8>,
}

impl Asset {
    /// A file under the name by which others refer to it.
    pub fn new(name: &str, content: Vec<u8>) -> Self {
        Self { name: name.to_owned(), content }
    }

    fn is_text(&self) -> bool {
        TEXT.contains(&extension(&self.name))
    }
}

/// All files after linking.
#[derive(Default)]
pub struct Linked {
    /// Path below `frontend/dist`, and content.
    pub files: BTreeMap<String, Vec<u8>>,
    /// From name to address.
    pub addresses: BTreeMap<String, String>,
}

/// Gives each file its final name and replaces all references.
///
/// # Errors
/// When a reference names no file, or files refer to each other in a circle.
pub fn link(assets: Vec<Asset>) -> Result<Linked> {
    let mut linked = Linked::default();
    let (workers, mut waiting): (Vec<_>, Vec<_>) = assets.into_iter().partition(|asset| asset.name == WORKER);
    while !waiting.is_empty() {
        let before = waiting.len();
        let mut blocked = Vec::new();
        for asset in waiting {
            match resolve(&asset, &linked.addresses)? {
                Resolution::Complete(content) => place(&mut linked, &asset.name, content),
                Resolution::WaitsFor(name) => blocked.push((asset, name)),
            }
        }
        if blocked.len() == before {
            let complaints = blocked.iter().map(|(asset, name)| format!("{} needs {name}", asset.name));
            bail!("references that lead nowhere: {}", complaints.collect::<Vec<_>>().join(", "));
        }
        waiting = blocked.into_iter().map(|(asset, _)| asset).collect();
    }
    for worker in workers {
        linked.files.insert(WORKER.to_owned(), service_worker(&worker, &linked)?);
    }
    let manifest = serde_json::to_vec_pretty(&linked.addresses)?;
    linked.files.insert(MANIFEST.to_owned(), manifest);
    Ok(linked)
}

/// The service worker with the list of files it keeps, and a name for that list which changes with any of them.
fn service_worker(template: &Asset, linked: &Linked) -> Result<Vec<u8>> {
    let text = std::str::from_utf8(&template.content).context("the service worker is not UTF-8")?;
    let lasting = linked.files.keys().filter(|path| path.starts_with("assets/")).map(|path| format!("/{path}"));
    let files = serde_json::to_string(&lasting.collect::<Vec<_>>())?;
    // Pages keep their names, so their content has to count.
    let pages = linked.files.iter().filter(|(path, _)| extension(path) == PAGE).flat_map(|(_, content)| content.iter());
    let all: Vec<u8> = text.bytes().chain(files.bytes()).chain(pages.copied()).collect();
    Ok(text.replace("{{files}}", &files).replace("{{digest}}", &digest::short(&all)).into_bytes())
}

enum Resolution {
    Complete(Vec<u8>),
    WaitsFor(String),
}

fn resolve(asset: &Asset, addresses: &BTreeMap<String, String>) -> Result<Resolution> {
    if !asset.is_text() {
        return Ok(Resolution::Complete(asset.content.clone()));
    }
    let text = std::str::from_utf8(&asset.content).with_context(|| format!("{} is not UTF-8", asset.name))?;
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPENING) {
        let (name, after) = after.split_once(CLOSING).with_context(|| format!("{}: unclosed {OPENING}", asset.name))?;
        let Some(address) = addresses.get(name) else {
            return Ok(Resolution::WaitsFor(name.to_owned()));
        };
        result.push_str(before);
        result.push_str(address);
        rest = after;
    }
    result.push_str(rest);
    Ok(Resolution::Complete(result.into_bytes()))
}

fn place(linked: &mut Linked, name: &str, content: Vec<u8>) {
    let path = if extension(name) == PAGE { name.to_owned() } else { hashed(name, &content) };
    linked.addresses.insert(name.to_owned(), format!("/{path}"));
    linked.files.insert(path, content);
}

/// `styles/main.css` becomes `assets/main-0123456789abcdef.css`.
fn hashed(name: &str, content: &[u8]) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    format!("assets/{stem}-{}.{}", digest::short(content), extension(name))
}

fn extension(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Asset, link};

    fn asset(name: &str, content: &str) -> Asset {
        Asset::new(name, content.as_bytes().to_vec())
    }

    #[test]
    fn a_reference_becomes_the_address_with_the_digest() {
        let linked = link(vec![
            asset("index.html", "<script src=\"{{asset:boot.js}}\">"),
            asset("boot.js", "import '{{asset:app.js}}'"),
            asset("app.js", "abc"),
        ])
        .expect("every reference has a file");
        let boot = linked.addresses["boot.js"].clone();
        assert_eq!(linked.addresses["app.js"], "/assets/app-ba7816bf8f01cfea.js");
        assert_eq!(linked.files[&boot[1..]], b"import '/assets/app-ba7816bf8f01cfea.js'");
        assert_eq!(linked.files["index.html"], format!("<script src=\"{boot}\">").into_bytes());
    }

    #[test]
    fn a_change_deep_down_changes_the_name_of_whatever_refers_to_it() {
        let boot = |app: &str| {
            let linked = link(vec![asset("boot.js", "{{asset:app.js}}"), asset("app.js", app)]);
            linked.expect("every reference has a file").addresses["boot.js"].clone()
        };
        assert_ne!(boot("one"), boot("two"));
    }

    #[test]
    fn the_service_worker_keeps_its_name_and_lists_the_files() {
        let worker = |page: &str| {
            let files = vec![asset("sw.js", "{{files}} {{digest}}"), asset("landing.fr.html", page), asset("app.js", "abc")];
            String::from_utf8(link(files).expect("there are no references").files["sw.js"].clone()).expect("ASCII")
        };
        assert!(worker("one").starts_with(r#"["/assets/app-ba7816bf8f01cfea.js"] "#), "{}", worker("one"));
        assert_ne!(worker("one"), worker("two"), "a new page is a new version");
    }

    #[test]
    fn a_reference_to_nothing_is_named() {
        let error = link(vec![asset("index.html", "{{asset:gone.css}}")]).err().expect("must fail");
        assert_eq!(error.to_string(), "references that lead nowhere: index.html needs gone.css");
    }

    #[test]
    fn a_binary_file_is_left_as_it_is() {
        let bytes = b"\xff{{asset:x}}".to_vec();
        let linked = link(vec![Asset::new("icon.png", bytes.clone())]).expect("binary files are not read");
        assert!(linked.files.values().any(|content| *content == bytes));
    }
}
