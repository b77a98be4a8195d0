//! Where things are in the checkout.

use std::path::{Path, PathBuf};

/// The checkout's folder.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lies in the workspace").to_owned()
}

/// The public data that imports are tried on, if this machine has it: `../shared/data` beside the checkout.
#[must_use]
pub fn public_data() -> Option<PathBuf> {
    let folder = root().join("../shared/data");
    folder.is_dir().then_some(folder)
}

/// Every file below `folder` that `wanted` takes, in the order of the paths.
#[must_use]
pub fn files(folder: &Path, wanted: impl Fn(&Path) -> bool + Copy) -> Vec<PathBuf> {
    let mut found = Vec::new();
    gather(folder, wanted, &mut found);
    found.sort();
    found
}

fn gather(folder: &Path, wanted: impl Fn(&Path) -> bool + Copy, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            gather(&path, wanted, found);
        } else if wanted(&path) {
            found.push(path);
        }
    }
}

/// The text of a file.
#[must_use]
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
