//! The parts of the Rust toolchain that a plain installation lacks.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{pins, process};

const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that Rust can compile for the browser.
///
/// Asks rustc rather than rustup, because distributions ship the target without rustup.
pub fn ensure_wasm_target() -> Result<()> {
    let libraries = process::read("rustc", &["--print", "target-libdir", "--target", WASM]);
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("Adding Rust's {WASM} target");
    rustup(&["target", "add", WASM])
        .with_context(|| format!("install Rust's {WASM} target (`rustup target add {WASM}`)"))
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there.
pub fn ensure_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::read("cargo", &[subcommand, "--version"]).is_none() {
            println!("Adding Rust's {component}");
            rustup(&["component", "add", component]).with_context(|| {
                format!("install {component} (`rustup component add {component}`)")
            })?;
        }
    }
    Ok(())
}

/// The version of the compiler, such as 1.95.0.
pub fn version() -> Result<String> {
    let told = process::read("rustc", &["-vV"]).context("rustc does not run")?;
    let version = told.lines().find_map(|line| line.strip_prefix("release: "));
    Ok(version.context("rustc does not say its version")?.to_owned())
}

/// Says so where the programs will be other bytes than those of a release.
pub fn note_version() -> Result<()> {
    let version = version()?;
    if version != pins::RUST {
        println!(
            "This is Rust {version}. The programs will work, but only {} gives the bytes of a \
             release: `rustup run {} cargo xtask build`, once rustup has it.",
            pins::RUST,
            pins::RUST
        );
    }
    Ok(())
}

fn rustup(arguments: &[&str]) -> Result<()> {
    process::run(Command::new("rustup").args(arguments))
}
