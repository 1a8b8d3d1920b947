//! How large the release is, as files and as brotli sends them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The most that wasm and its JavaScript glue may take, in bytes after brotli. The aim for coverage
/// alone is 90 KiB; this holds what has been reached, so that it only falls.
const BUDGET: usize = 124 * 1024;

/// What static hosts use for files compressed ahead of time.
const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 22;

/// One file of the release.
#[derive(Debug, PartialEq, Eq)]
pub struct ReleaseFile {
    name: String,
    raw: usize,
    brotli: usize,
}

impl ReleaseFile {
    /// Whether it is wasm or its JavaScript glue, not markup or a style.
    fn is_program(&self) -> bool {
        let extension = Path::new(&self.name).extension();
        extension.is_some_and(|extension| extension == "wasm" || extension == "js")
    }
}

/// Every file under `folder`, by name; Trunk's own dot files are not part of the release.
pub fn measure(folder: &Path) -> Result<Vec<ReleaseFile>> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn collect(base: &Path, folder: &Path, files: &mut Vec<ReleaseFile>) -> Result<()> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if path.is_dir() {
            collect(base, &path, files)?;
        } else {
            let content = std::fs::read(&path)?;
            files.push(ReleaseFile {
                name: path.strip_prefix(base)?.display().to_string(),
                raw: content.len(),
                brotli: brotli_size(&content)?,
            });
        }
    }
    Ok(())
}

fn brotli_size(content: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let mut writer =
        brotli::CompressorWriter::new(&mut compressed, 4096, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(content)?;
    drop(writer); // writes what is left
    Ok(compressed.len())
}

/// The files with their sizes, and the sum.
pub fn table(files: &[ReleaseFile]) -> String {
    let total = |size: fn(&ReleaseFile) -> usize| files.iter().map(size).sum();
    let total = ReleaseFile {
        name: "total".to_owned(),
        raw: total(|file| file.raw),
        brotli: total(|file| file.brotli),
    };
    let width = files.iter().map(|file| file.name.len()).max().unwrap_or(0).max(5);
    let mut text = format!("{:width$}  {:>9}  {:>9}\n", "file", "KiB raw", "brotli-11");
    for ReleaseFile { name, raw, brotli } in files.iter().chain([&total]) {
        let (raw, brotli) = (kib(*raw), kib(*brotli));
        // Writing to a String can't fail.
        let _ = writeln!(text, "{name:width$}  {raw:>9.1}  {brotli:>9.1}");
    }
    text
}

/// Fails when wasm and its glue are above the budget; otherwise says how much is left.
pub fn check_budget(files: &[ReleaseFile]) -> Result<String> {
    let spent: usize = files.iter().filter(|file| file.is_program()).map(|file| file.brotli).sum();
    let (spent_kib, budget_kib) = (kib(spent), kib(BUDGET));
    ensure!(
        spent <= BUDGET,
        "wasm and JavaScript take {spent_kib:.1} KiB after brotli, more than the {budget_kib:.0} KiB budget"
    );
    Ok(format!("wasm and JavaScript: {spent_kib:.1} of {budget_kib:.0} KiB after brotli"))
}

fn kib(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}

#[cfg(test)]
mod tests {
    use super::{BUDGET, ReleaseFile, brotli_size, check_budget, table};

    fn file(name: &str, raw: usize, brotli: usize) -> ReleaseFile {
        ReleaseFile { name: name.to_owned(), raw, brotli }
    }

    #[test]
    fn the_table_lines_up_and_adds_up() {
        let files = [file("app.wasm", 4096, 1024), file("index.html", 1024, 512)];
        let expected = "\
file          KiB raw  brotli-11
app.wasm          4.0        1.0
index.html        1.0        0.5
total             5.0        1.5
";
        assert_eq!(table(&files), expected);
    }

    #[test]
    fn the_budget_counts_wasm_and_javascript_only() {
        let within = [file("a.wasm", 0, BUDGET - 1), file("a.js", 0, 1), file("a.css", 0, 9)];
        assert!(check_budget(&within).is_ok());
        let above = [file("a.wasm", 0, BUDGET), file("a.js", 0, 1)];
        assert!(check_budget(&above).is_err());
    }

    #[test]
    fn brotli_makes_repetition_small() {
        assert!(brotli_size(&[b'a'; 10_000]).unwrap() < 50);
    }
}
