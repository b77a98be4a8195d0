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

/// What wasm-bindgen makes of the compiled module.
pub struct Bound {
    /// The glue: a JavaScript module whose default export starts the application.
    pub js: String,
    /// The WebAssembly module that every visitor fetches.
    pub wasm: Vec<u8>,
    /// The modules that are fetched when they are wanted, by the names under which the glue asks for them.
    pub chunks: BTreeMap<String, Vec<u8>>,
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

/// Cuts the module, runs wasm-bindgen on its main part and, where npm's packages are at hand, wasm-opt on all parts.
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
    let shrink = |wasm: Vec<u8>| match packages {
        Some(packages) if finish != Finish::Quick => optimise(project, packages, &wasm),
        _ => Ok(wasm),
    };
    let wasm = shrink(output.wasm_mut().emit_wasm())?;
    let chunks = split.chunks.into_iter().map(|(name, wasm)| Ok((name, shrink(wasm)?))).collect::<Result<_>>()?;
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

/// `wasm-opt -Oz` until nothing changes; it also drops the names and the debug information.
///
/// Low memory is the far end of Rust's stack in the browser, which no object is ever near.
fn optimise(project: &Project, packages: &Path, wasm: &[u8]) -> Result<Vec<u8>> {
    let folder = project.cache();
    let (before, after) = (folder.join("before.wasm"), folder.join("after.wasm"));
    fs::write(&before, wasm).with_context(|| format!("cannot write {}", before.display()))?;
    process::run_logged(
        Command::new("node")
            .arg(packages.join("binaryen/bin/wasm-opt"))
            .args(["-Oz", "--converge", "--low-memory-unused", "--strip-debug", "--strip-producers", "--output"])
            .args([&after, &before]),
        &folder.join("wasm-opt.log"),
    )?;
    fs::read(&after).context("wasm-opt left no output")
}
