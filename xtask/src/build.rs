//! `cargo xtask build`: the optimised release in `dist/`.

use anyhow::Result;

use crate::page::{Trunk, WasmOpt};
use crate::{process, rust, sizes, workspace};

/// Builds the release, with wasm-opt if that can be had, and lists its files.
pub fn run() -> Result<()> {
    rust::note_version()?;
    write(WasmOpt::Install)?;
    print!("\n{}", sizes::table(&sizes::measure(&workspace::dist())?));
    Ok(())
}

/// Builds the release into `dist/`.
pub fn write(wasm_opt: WasmOpt) -> Result<()> {
    process::run(&mut Trunk::prepare(wasm_opt)?.command("build"))
}
