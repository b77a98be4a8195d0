//! The pages that the server sends: `frontend/index.html` around what the application looks like before it runs.
//!
//! The application draws that itself, outside of a browser, in each language (`frontend/src/first_view.rs`).

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::assets::Asset;
use crate::process;
use crate::project::Project;

/// The language whose words are in the main module; others have a chunk, `split_english.wasm`.
const AT_HAND: &str = "fr";

/// Lets the application draw its first views; the answer is its JSON.
pub fn draw(project: &Project) -> Result<String> {
    // With the whole workspace, so that its libraries are those of all other tasks.
    process::run(project.cargo().args(["build", "--workspace", "--bin", "frontend"]))?;
    process::output(&mut Command::new(project.target.join("debug/frontend")))
}

/// One page for each view: `landing.fr.html`, `page.en.html` …
pub fn pages(template: &str, views: &str) -> Result<Vec<Asset>> {
    let views: Vec<Value> = serde_json::from_str(views).context("the first views")?;
    views.iter().map(|view| page(template, view)).collect()
}

fn page(template: &str, view: &Value) -> Result<Asset> {
    let word = |name: &str| view.get(name).and_then(Value::as_str).with_context(|| format!("a first view has no {name}"));
    let language = word("language")?;
    let mut page = template.replace("{{view:html}}", word("html")?).replace("{{view:words}}", words(language));
    for name in ["language", "title", "description", "without_script"] {
        page = page.replace(&format!("{{{{view:{name}}}}}"), &escaped(word(name)?));
    }
    Ok(Asset::new(&format!("{}.{language}.html", word("name")?), page.into_bytes()))
}

/// A hint to fetch the words of the page's language along with the application.
fn words(language: &str) -> &'static str {
    if language == AT_HAND {
        return "";
    }
    r#"<link rel="preload" href="{{asset:split_english.wasm}}" as="fetch" type="application/wasm" crossorigin>"#
}

/// Text as it stands in HTML, also inside of double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::pages;
    use crate::web::assets::link;

    #[test]
    fn a_view_fills_the_template_and_keeps_its_name() {
        let views = r#"[{"name":"landing","language":"fr","title":"a \"b\"","description":"","without_script":"","html":"<p>c</p>"}]"#;
        let pages = pages("<title>{{view:title}}</title>{{view:words}}{{view:html}}", views).expect("the view is complete");
        let linked = link(pages).expect("there are no references");
        assert_eq!(linked.files["landing.fr.html"], b"<title>a &quot;b&quot;</title><p>c</p>");
    }
}
