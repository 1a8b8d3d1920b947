//! `cargo xtask audit`: licences, sources and known faults of everything that we depend on.

use std::process::Command;

use anyhow::{Context, Result};

use crate::{process, tools, workspace};

/// Checks the crates with cargo-deny and the npm packages of the tools with npm.
///
/// Both ask the network for the known faults; without it, the rest is checked and this fails.
pub fn run() -> Result<()> {
    println!("==> Licences, sources and duplicates of crates");
    deny(&["bans", "licenses", "sources"])?;
    println!("\n==> Known faults of npm packages");
    tools::wasm_opt()?;
    tools::axe_core()?;
    let mut npm = Command::new("npm");
    npm.args(["audit", "--prefix"]).arg(tools::npm_folder()?);
    process::run(&mut npm).context("npm audit")?;
    println!("\n==> Known faults of crates");
    deny(&["advisories"]).context("the advisories could not be checked, or name a crate of ours")
}

fn deny(checks: &[&str]) -> Result<()> {
    let mut command = Command::new(tools::cargo_deny()?);
    command.args(["--all-features", "check"]).args(checks);
    process::run(command.current_dir(workspace::root()))
}
