//! Watches the built single-page application, which `src/spa` embeds.

use std::path::Path;

fn main() {
    // A path that does not exist would make cargo compile this crate anew every time, so without a
    // built application its crate is watched, where it will appear.
    let dist = "../frontend/dist";
    let watched = if Path::new(dist).is_dir() { dist } else { "../frontend" };
    println!("cargo::rerun-if-changed={watched}");
}
