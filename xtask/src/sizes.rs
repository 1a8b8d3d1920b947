//! How large the release is, as files and as brotli sends them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// What a page loads together, its files in the release's fixed folder, and the most that they may
/// take in KiB after brotli. The aim for a program is 120; these hold what has been reached, so that
/// it only falls, but for what a calculator learns. The same sources differ by some 2 KiB from one
/// machine to another, which they leave room for.
const BUDGETS: [(&str, &[&str], f64); 7] = [
    ("The calculator", &["calculator.wasm", "calculator.js"], 226.5),
    ("Sweep and forecast", &["deals.wasm", "deals.js"], 628.0),
    ("Leads and review", &["plan.wasm", "plan.js"], 278.0),
    ("The workspace", &["workspace.wasm", "workspace.js"], 740.0),
    ("What reads workbooks", &["sheets.wasm", "sheets.js"], 281.0),
    ("What a page loads before the element is near", &["embed.js"], 3.2),
    ("Coverage's words in another language", &["calculator.de.txt"], 10.0),
];

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
    /// Whether it is called so in whatever folder.
    fn is_called(&self, name: &str) -> bool {
        Path::new(&self.name).file_name().is_some_and(|own| own == name)
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

/// Fails when something is above its budget; otherwise says how much each takes.
pub fn check_budget(files: &[ReleaseFile]) -> Result<String> {
    let mut told = String::new();
    for (what, names, budget) in BUDGETS {
        let largest = |name: &&str| {
            let sizes = files.iter().filter(|file| file.is_called(name)).map(|file| file.brotli);
            sizes.max().with_context(|| format!("the release has no {name}"))
        };
        let spent = names.iter().map(largest).sum::<Result<usize>>()?;
        let spent_kib = kib(spent);
        ensure!(
            spent_kib <= budget,
            "{what}: {spent_kib:.1} KiB after brotli, more than the {budget} KiB budget"
        );
        let _ = writeln!(told, "{what}: {spent_kib:.1} of {budget} KiB after brotli");
    }
    Ok(told)
}

fn kib(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}

#[cfg(test)]
mod tests {
    use super::{BUDGETS, ReleaseFile, brotli_size, check_budget, table};

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
    fn each_budget_counts_its_own_files() {
        let release = |more: usize| {
            let files = BUDGETS.iter().flat_map(|(_, names, budget)| {
                let share = (budget * 1024.0) as usize / names.len();
                names.iter().map(move |name| file(&format!("0.1.0/{name}"), 0, share + more))
            });
            files.chain([file("index.html", 0, usize::MAX / 2)]).collect::<Vec<_>>()
        };
        assert_eq!(check_budget(&release(0)).unwrap().lines().count(), BUDGETS.len());
        assert!(check_budget(&release(1)).is_err());
        assert!(check_budget(&[]).is_err());
    }

    #[test]
    fn brotli_makes_repetition_small() {
        assert!(brotli_size(&[b'a'; 10_000]).unwrap() < 50);
    }
}
