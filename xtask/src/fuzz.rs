//! `cargo xtask fuzz`: every parser, fed with what nobody would type.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{process, tools, workspace};

const FOLDER: &str = "tests/fuzz";
/// Longest input, in bytes; the worst that our parsers meet is found in far shorter ones.
const LONGEST: u32 = 64 * 1024;

/// Runs each target for so many seconds; stops at the first that finds something.
pub fn run(seconds: u32) -> Result<()> {
    let program = tools::cargo_fuzz()?;
    let targets = targets()?;
    for target in &targets {
        println!("\n==> {target}: {seconds} s");
        let mut command = Command::new(&program);
        // Sanitizers need a nightly compiler, and look for what safe code can't do.
        command.args(["fuzz", "run", "--fuzz-dir", FOLDER, "--sanitizer", "none", target, "--"]);
        command.args([format!("-max_total_time={seconds}"), format!("-max_len={LONGEST}")]);
        command.args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"]);
        let found = || format!("{target} found something: see {FOLDER}/artifacts/{target}");
        process::run(command.current_dir(workspace::root())).with_context(found)?;
    }
    println!("\n{} targets found nothing.", targets.len());
    Ok(())
}

/// The names of all targets.
fn targets() -> Result<Vec<String>> {
    let folder = workspace::root().join(FOLDER).join("targets");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))? {
        let path = entry?.path();
        names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    ensure!(!names.is_empty(), "there is no target in {}", folder.display());
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{FOLDER, targets};
    use crate::workspace;

    #[test]
    fn every_target_is_declared() {
        let manifest = workspace::root().join(FOLDER).join("Cargo.toml");
        let manifest = std::fs::read_to_string(manifest).unwrap();
        for target in targets().unwrap() {
            assert!(manifest.contains(&format!("name = \"{target}\"")), "{target}");
        }
    }
}
