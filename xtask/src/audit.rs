//! `cargo xtask audit`: licences, sources and known faults of everything that we depend on.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{process, tools, workspace};

/// Checks the crates with cargo-deny and the npm packages of the tools with npm.
///
/// Known faults come from the network. Without it all the rest is checked, a copy of the database that
/// an earlier run left counts, and this fails with what was left unchecked.
pub fn run() -> Result<()> {
    println!("==> Licences, sources and duplicates of crates");
    deny(&["check", "bans", "licenses", "sources"])?;
    println!("\n==> Known faults of crates");
    let crates = advisories();
    println!("\n==> Known faults of npm packages");
    let packages = npm();
    let faults: Vec<String> =
        [crates, packages].into_iter().filter_map(|it| Some(format!("{:#}", it.err()?))).collect();
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// Checks against the database as it is now, or else against the copy of an earlier run.
fn advisories() -> Result<()> {
    if deny(&["fetch", "db"]).is_ok() {
        return deny(&["check", "advisories"]).context("an advisory names a crate of ours");
    }
    println!(
        "The database of advisories cannot be fetched: this machine does not reach its host. What \
         follows is the check against an older copy, if there is one."
    );
    deny(&["--offline", "check", "advisories"]).context(
        "crates: known faults were NOT checked, since there is no copy of the database of \
         advisories, or the old copy names one of ours; run this where there is a network",
    )
}

fn npm() -> Result<()> {
    tools::wasm_opt()?;
    tools::axe_core()?;
    let mut npm = Command::new("npm");
    npm.args(["audit", "--prefix"]).arg(tools::npm_folder()?);
    process::run(&mut npm).context("npm packages: one has a known fault, or there is no network")
}

fn deny(arguments: &[&str]) -> Result<()> {
    let mut command = Command::new(tools::cargo_deny()?);
    command.args(["--workspace", "--all-features"]).args(arguments);
    process::run(command.current_dir(workspace::root()))
}
