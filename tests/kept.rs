//! What the product keeps in a browser is what `docs/threat-model.md` says that it keeps.

use std::fs;
use std::path::{Path, PathBuf};

/// Begins every key.
const OURS: &str = "enough-pipeline:";

#[test]
fn every_key_is_in_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let model = fs::read_to_string(root.join("docs/threat-model.md")).unwrap();
    let (_, table) = model.split_once("## What is kept where").expect("the table");
    let table = table.split("\n## ").next().unwrap();
    let mut keys = Vec::new();
    for file in sources(&root.join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        for after in text.split(&["\"", OURS].concat()).skip(1) {
            let key = after.split('"').next().unwrap().trim_end_matches(':');
            // A message to the console has words, and the beginning of all keys has none.
            if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase()) {
                keys.push(key.to_owned());
            }
        }
    }
    assert!(keys.len() >= 7, "{keys:?}");
    for key in keys {
        assert!(table.contains(&[":", &*key].concat()), "docs/threat-model.md does not name {key}");
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .collect()
}
