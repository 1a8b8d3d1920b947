//! `cargo xtask golden`: the golden tables, computed anew by an independent implementation.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{pins, process, tools, workspace};

/// Runs tests/golden/make.py with pinned numpy and scipy.
pub fn run() -> Result<()> {
    let python = ensure_python()?;
    let mut command = Command::new(python);
    command.arg("tests/golden/make.py");
    process::run(command.current_dir(workspace::root()))
}

/// The interpreter of a virtual environment that has the pinned versions.
fn ensure_python() -> Result<PathBuf> {
    let folder = tools::cache()?.join("python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !is_ready(&python) {
        let packages = [format!("numpy=={}", pins::NUMPY), format!("scipy=={}", pins::SCIPY)];
        println!("Installing {} with pip, once", packages.join(" and "));
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
    let versions = "import numpy, scipy; print(numpy.__version__, scipy.__version__)";
    let expected = format!("{} {}", pins::NUMPY, pins::SCIPY);
    process::read(python, &["-c", versions]) == Some(expected)
}
