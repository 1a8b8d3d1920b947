//! `cargo xtask golden`: the golden tables, computed anew by an independent implementation.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{pins, process, tools, workspace};

/// What the scripts import.
const PACKAGES: [(&str, &str); 4] = [
    ("numpy", pins::NUMPY),
    ("scipy", pins::SCIPY),
    ("lifelines", pins::LIFELINES),
    ("statsmodels", pins::STATSMODELS),
];
/// In tests/golden; each writes its own tables.
const SCRIPTS: [&str; 7] =
    ["make.py", "deals.py", "stages.py", "separate.py", "history.py", "forecast.py", "leads.py"];

/// Runs every script with pinned packages.
pub fn run() -> Result<()> {
    let python = ensure_python()?;
    for script in SCRIPTS {
        let mut command = Command::new(&python);
        command.arg(format!("tests/golden/{script}"));
        process::run(command.current_dir(workspace::root()))?;
    }
    Ok(())
}

/// The interpreter of a virtual environment that has the pinned versions.
fn ensure_python() -> Result<PathBuf> {
    let folder = tools::cache()?.join("python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !is_ready(&python) {
        let packages = PACKAGES.map(|(name, version)| format!("{name}=={version}"));
        println!("Installing {} with pip, once", packages.join(", "));
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv", "--clear"]).arg(folder);
        process::run(&mut venv)
            .context("install Python 3.11 or newer with venv and pip (Debian: python3-venv)")?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet"]).args(packages);
        process::run(&mut pip)?;
    }
    Ok(python)
}

fn is_ready(python: &Path) -> bool {
    let names = PACKAGES.map(|(name, _)| name).join(", ");
    let versions = format!("import {names}; print(*[each.__version__ for each in ({names})])");
    let expected = PACKAGES.map(|(_, version)| version).join(" ");
    process::read(python, &["-c", &versions]) == Some(expected)
}
