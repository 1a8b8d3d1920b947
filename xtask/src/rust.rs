//! The parts of the Rust toolchain that a plain installation lacks.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

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

fn rustup(arguments: &[&str]) -> Result<()> {
    process::run(Command::new("rustup").args(arguments))
}
