//! Every snapshot belongs to a test.

use std::collections::BTreeSet;
use tests::project;

#[test]
fn no_snapshot_is_left_behind() {
    let tests = project::root().join("tests/api");
    let sources = project::files(&tests, |path| path.extension().is_some_and(|e| e == "rs"));
    let used: BTreeSet<String> = sources
        .iter()
        .flat_map(|file| {
            let text = project::read(file);
            let names = text.split("snapshots::matches(\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            names.collect::<Vec<_>>()
        })
        .collect();
    let kept: BTreeSet<String> = project::files(&tests.join("snapshots"), |_| true)
        .iter()
        .map(|file| {
            let name = file.file_name().unwrap().to_str().unwrap();
            name.strip_suffix(".snap").unwrap_or_else(|| panic!("{name} waits for review")).to_owned()
        })
        .collect();
    assert_eq!(kept, used, "snapshots on the left, tests on the right");
}
