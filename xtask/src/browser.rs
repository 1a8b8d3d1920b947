//! What the browser tests need: a browser, its driver, axe-core, and where they are told so.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{process, tools, workspace};

/// A program of Debian's that the tests need.
struct Program {
    /// The variable that may name another one to use.
    variable: Option<&'static str>,
    /// What it may be called on PATH, best first.
    names: &'static [&'static str],
    package: &'static str,
}

const CHROMIUM: Program = Program {
    variable: Some("CHROME"),
    names: &["chromium", "chromium-browser", "google-chrome"],
    package: "chromium",
};

const DRIVER: Program = Program {
    variable: Some("CHROMEDRIVER"),
    names: &["chromedriver"],
    package: "chromium-driver",
};

const NPM: Program = Program { variable: None, names: &["npm"], package: "npm" };

/// The environment that the browser tests and benchmarks read, with all it names installed.
pub fn environment() -> Result<[(&'static str, PathBuf); 4]> {
    Ok([
        ("EP_DIST", workspace::dist()),
        ("EP_CHROMIUM", ensure(&CHROMIUM)?),
        ("EP_CHROMEDRIVER", ensure(&DRIVER)?),
        ("EP_AXE", tools::axe_core()?),
    ])
}

/// Makes sure that npm is there, for axe-core and wasm-opt.
pub fn ensure_npm() -> Result<()> {
    ensure(&NPM).map(drop)
}

fn ensure(program: &Program) -> Result<PathBuf> {
    if let Some(path) = find(program) {
        return Ok(path);
    }
    let (name, package) = (program.names[0], program.package);
    let advice = || format!("install {name} (Debian's package `{package}`) and put it on PATH");
    apt_install(package).with_context(advice)?;
    find(program).with_context(advice)
}

fn find(program: &Program) -> Option<PathBuf> {
    match program.variable.and_then(env::var_os) {
        Some(path) if !path.is_empty() => Some(PathBuf::from(path)),
        _ => process::find(program.names),
    }
}

/// Installs a package where that needs no question: with apt, as root or with a sudo that does
/// not ask for a password. Elsewhere it does nothing.
fn apt_install(package: &str) -> Result<()> {
    let Some(prefix) = administrator().filter(|_| process::find(&["apt-get"]).is_some()) else {
        return Ok(());
    };
    println!("Installing {package} with apt-get");
    for arguments in [&["update"][..], &["install", "--yes", package]] {
        let mut words = prefix.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        let mut command = Command::new(words.next().expect("at least `env`"));
        process::run(command.args(words).args(arguments)).context("apt-get failed")?;
    }
    Ok(())
}

/// The words before a command that needs root, if we may be root.
fn administrator() -> Option<&'static [&'static str]> {
    if process::read("id", &["-u"]).as_deref() == Some("0") {
        return Some(&[]);
    }
    process::read("sudo", &["-n", "true"]).map(|_| &["sudo", "-n"][..])
}
