//! Compiling the frontend, binding it to JavaScript and shrinking it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::{Bindgen, Output};

use super::Finish;
use super::split;
use super::toolchain::{TARGET, Toolchain};
use crate::process;
use crate::project::Project;

/// WebAssembly modules by their file names.
pub type Modules = BTreeMap<String, Vec<u8>>;

/// What wasm-bindgen makes of the compiled module.
pub struct Bound {
    /// The glue: a JavaScript module whose default export starts the application.
    pub js: String,
    /// The WebAssembly module that every visitor fetches.
    pub wasm: Vec<u8>,
    /// The modules that are fetched when they are wanted, by the names under which the glue asks for them.
    pub chunks: Modules,
    /// JavaScript that crates bring along, by its path below `snippets/`.
    pub snippets: BTreeMap<String, String>,
}

/// Compiles the crate `frontend` and returns where its module is.
pub fn module(project: &Project, toolchain: Toolchain, finish: Finish) -> Result<PathBuf> {
    let (profile, folder) = match finish {
        Finish::Quick => ("dev", "debug"),
        Finish::Full | Finish::Strict => ("wasm", "wasm"),
    };
    process::run(toolchain.cargo(project, "build").args(["--profile", profile, "--package", "frontend"]))?;
    Ok(toolchain.target_dir(project).join(TARGET).join(folder).join("frontend.wasm"))
}

/// Cuts the module, runs wasm-bindgen on its main part and, where npm's packages are at hand, Binaryen on all parts.
pub fn bind(project: &Project, module: &Path, packages: Option<&Path>, finish: Finish) -> Result<Bound> {
    let split = split::cut(project, module)?;
    let mut output = Bindgen::new()
        .input_bytes("app", split.main.clone())
        .web(true)?
        .typescript(false)
        // The page's start-up file says where the module is, because its name has a digest.
        .omit_default_module_path(true)
        .remove_producers_section(true)
        // The chunks need the memory and the table of functions under their linker's names.
        .keep_lld_exports(true)
        .generate_output()
        .context("wasm-bindgen")?;
    let snippets = snippets(&output);
    let js = split.join(output.js())?;
    let wasm = output.wasm_mut().emit_wasm();
    let (wasm, chunks) = match packages {
        Some(packages) if finish != Finish::Quick => shrink(project, packages, wasm, split.chunks)?,
        _ => (wasm, split.chunks),
    };
    Ok(Bound { js, wasm, chunks, snippets })
}

/// Inline snippets and local modules under the paths by which the glue imports them.
fn snippets(output: &Output) -> BTreeMap<String, String> {
    let inline = output.snippets().iter().flat_map(|(crate_id, list)| {
        list.iter().enumerate().map(move |(index, js)| (format!("{crate_id}/inline{index}.js"), js.clone()))
    });
    let local = output.local_modules().iter().map(|(path, js)| (path.clone(), js.clone()));
    inline.chain(local).collect()
}

/// The program that makes modules smaller; it says how.
const SHRINK: &str = include_str!("shrink.mjs");
/// The main module among the chunks, whose names are identifiers.
const MAIN: &str = "-main.wasm";

/// Main module and chunks as small as they get, without names and debug information.
fn shrink(project: &Project, packages: &Path, wasm: Vec<u8>, mut modules: Modules) -> Result<(Vec<u8>, Modules)> {
    modules.insert(MAIN.to_owned(), wasm);
    let folder = project.cache().join("shrink");
    let (before, after) = (folder.join("before"), folder.join("after"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&before)?;
    fs::create_dir_all(&after)?;
    for (name, wasm) in &modules {
        fs::write(before.join(name), wasm).with_context(|| format!("cannot write {name}"))?;
    }
    let script = folder.join("shrink.mjs");
    fs::write(&script, SHRINK)?;
    let mut node = Command::new("node");
    node.arg(&script).arg(packages.join("binaryen/index.js")).args([&before, &after]);
    process::run_logged(&mut node, &folder.join("log"))?;
    for (name, wasm) in &mut modules {
        *wasm = fs::read(after.join(name)).with_context(|| format!("{name} was not made smaller"))?;
    }
    let main = modules.remove(MAIN).context("the main module is one of them")?;
    Ok((main, modules))
}
