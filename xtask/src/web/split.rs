//! Cutting the linked module into the part that every visitor fetches and chunks that arrive when they are wanted.
//!
//! Functions marked `#[wasm_split(NAME)]` are the places to cut. What only one of them needs becomes the module `NAME`,
//! what several need a chunk of its own, and all the rest, with everything that JavaScript calls, stays in the main module.
//! The linker's relocations say who needs whom, so the compiler is told to keep them. The cut comes before wasm-bindgen,
//! which sees the main module alone; the chunks take the main module's memory and call through its table of functions.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::project::Project;

/// By this name the main module imports the functions that fetch chunks.
const LOADERS: &str = "./__wasm_split.js";
/// Where the tool expects wasm-bindgen's output; we put both into one file instead.
const GLUE: &str = "./main.js";

/// A module in parts.
pub struct Split {
    /// What wasm-bindgen has to be given.
    pub main: Vec<u8>,
    /// The other modules by their file names.
    pub chunks: BTreeMap<String, Vec<u8>>,
    loaders: String,
}

/// Cuts the module at `path`.
///
/// # Errors
/// When the module carries no relocations.
pub fn cut(project: &Project, path: &Path) -> Result<Split> {
    let module = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let folder = project.cache().join("split");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let main = folder.join("main.wasm");
    let mut options = Options::new(&module);
    (options.output_dir, options.main_out_path) = (&folder, &main);
    (options.link_name, options.main_module) = (LOADERS, GLUE);
    let parts = transform(options).map_err(|error| anyhow!("cutting the module: {error:#}"))?;
    let mut chunks = BTreeMap::new();
    for path in parts.split_modules {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        chunks.insert(name, fs::read(&path)?);
    }
    Ok(Split { main: fs::read(&main)?, chunks, loaders: fs::read_to_string(folder.join(LOADERS))? })
}

impl Split {
    /// Puts the functions that fetch chunks into wasm-bindgen's glue, which imports them from a file of their own. The
    /// two would import each other, and names with digests allow no circles; one file is also one journey less.
    ///
    /// # Errors
    /// When one of the tools writes its JavaScript differently than we know.
    pub fn join(&self, glue: &str) -> Result<String> {
        let (glue, aliases) = without_imports(glue);
        let import = format!("import {{ initSync }} from \"{GLUE}\";");
        let mut loaders = self.loaders.strip_prefix(&import).context("the loaders do not import the glue")?.to_owned();
        for name in self.chunks.keys() {
            loaders = loaders.replace(&format!("\"./{name}\""), &format!("\"{{{{asset:{name}}}}}\""));
        }
        let names = loaders.lines().filter_map(|line| Some(line.strip_prefix("export const ")?.split_once(" = ")?.0));
        let object = format!("{{ {} }}", names.collect::<Vec<_>>().join(", "));
        let aliases: String = aliases.iter().map(|alias| format!("const {alias} = {object};\n")).collect();
        Ok(format!("{glue}\n{}\n{aliases}", loaders.replace("export const ", "const ")))
    }
}

/// The glue without its lines `import * as ALIAS from "./__wasm_split.js"`, one for each function, and the aliases.
fn without_imports(glue: &str) -> (String, Vec<&str>) {
    let is_import = |line: &&str| line.starts_with("import * as ") && line.contains(LOADERS);
    let (imports, rest): (Vec<&str>, Vec<&str>) = glue.lines().partition(is_import);
    (rest.join("\n"), imports.iter().filter_map(|line| line.split_whitespace().nth(3)).collect())
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, Split};

    #[test]
    fn the_glue_gets_the_loaders_instead_of_importing_them() {
        let split = Split {
            main: Vec::new(),
            chunks: BTreeMap::from([("split_a.wasm".to_owned(), Vec::new())]),
            loaders: "import { initSync } from \"./main.js\";\nexport const load_a = fetch(\"./split_a.wasm\");\n"
                .to_owned(),
        };
        let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nrest";
        assert_eq!(
            split.join(glue).expect("both are written as we know them"),
            "rest\n\nconst load_a = fetch(\"{{asset:split_a.wasm}}\");\n\nconst import1 = { load_a };\nconst import2 = { load_a };\n"
        );
    }
}
