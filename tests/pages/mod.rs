//! Pages of the docs that list what a vocabulary recognises.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Writes a page of `docs` anew where it differs from what is kept, and fails once. Behind `start` it
/// lists the vocabulary; `item` is the start of a line for the key of its names.
pub fn keep(name: &str, start: &str, vocabulary: &str, item: impl Fn(&str) -> String) {
    let mut page = start.to_owned();
    for line in vocabulary.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            write!(page, "\n## {title}\n\n").unwrap();
        } else if let Some((key, names)) = line.split_once(": ").filter(|_| !line.starts_with('#'))
        {
            writeln!(page, "- {}: {names}", item(key)).unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if fs::read_to_string(&path).unwrap_or_default() != page {
        fs::write(&path, page).unwrap();
        panic!("docs/{name} was written anew: commit it");
    }
}
