//! Trunk, set up so that it takes our tools and downloads none of its own.

use std::env;
use std::ffi::OsString;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{paths, process, programs, rust, tools, workspace};

/// Whether a build installs wasm-opt when it is missing.
#[derive(Clone, Copy)]
pub enum WasmOpt {
    /// Take it if it is there.
    IfPresent,
    /// Install it if npm is there.
    Install,
    /// Install it, or fail.
    Require,
}

/// Trunk with everything it needs, ready to run.
pub struct Trunk {
    program: PathBuf,
    path: OsString,
    optimise: bool,
}

impl Trunk {
    /// Installs what Trunk needs to build the page as it is released.
    pub fn prepare(wish: WasmOpt) -> Result<Self> {
        let tools = Self::tools(programs::build_first)?;
        let wasm_opt = ensure_wasm_opt(wish)?;
        Self::new(tools, wasm_opt)
    }

    /// Installs what Trunk needs to build for a look at what was just changed.
    pub fn prepare_unoptimised() -> Result<Self> {
        Self::new(Self::tools(programs::fetch)?, None)
    }

    fn tools(meanwhile: fn() -> Result<()>) -> Result<[PathBuf; 2]> {
        rust::ensure_wasm_target()?;
        tools::bundler(meanwhile)
    }

    fn new([program, wasm_bindgen]: [PathBuf; 2], wasm_opt: Option<PathBuf>) -> Result<Self> {
        let optimise = wasm_opt.is_some();
        let programs: Vec<PathBuf> = iter::once(wasm_bindgen).chain(wasm_opt).collect();
        Ok(Self { program, path: search_path(&programs)?, optimise })
    }

    /// A subcommand of Trunk's that makes a release.
    pub fn command(&self, subcommand: &str) -> Command {
        let mut command = self.unoptimised(subcommand);
        command.arg(self.profile());
        let (flags, value) = paths::rust_flags();
        command.env(flags, value);
        command
    }

    /// A subcommand of Trunk's that builds without optimising.
    pub fn unoptimised(&self, subcommand: &str) -> Command {
        let mut command = Command::new(&self.program);
        // Offline, Trunk fails where it would otherwise download a prebuilt tool.
        command.args([subcommand, "--offline=true"]);
        command.current_dir(workspace::root());
        command.env("PATH", &self.path);
        // The traces of its errors lead into Trunk itself.
        command.env("RUST_BACKTRACE", "0");
        command
    }

    /// This program once more, as Trunk's hook calls it.
    pub fn itself(&self, arguments: &[&str]) -> Command {
        let own = env::current_exe().unwrap_or_else(|_| "xtask".into());
        let mut command = Command::new(own);
        command.args(arguments).current_dir(workspace::root()).env("PATH", &self.path);
        command
    }

    /// Trunk runs wasm-opt in its own release mode and only there, so without wasm-opt we ask
    /// for cargo's release profile instead.
    fn profile(&self) -> &'static str {
        if self.optimise { "--release" } else { "--cargo-profile=release" }
    }
}

fn ensure_wasm_opt(wish: WasmOpt) -> Result<Option<PathBuf>> {
    let found = match wish {
        WasmOpt::Require => Some(tools::wasm_opt()?),
        WasmOpt::Install if process::find(&["npm"]).is_some() => Some(tools::wasm_opt()?),
        WasmOpt::Install | WasmOpt::IfPresent => tools::find_wasm_opt()?,
    };
    if found.is_none() {
        println!(
            "wasm-opt is not installed, so the page works but its file is larger than the \
             release's. With Node's npm on PATH, `cargo xtask build` installs it."
        );
    }
    Ok(found)
}

/// PATH with the folders of cached tools in front.
///
/// Only those: a system folder put in front could hide rustup's cargo behind another one.
fn search_path(programs: &[PathBuf]) -> Result<OsString> {
    let cache = tools::cache()?;
    let ours = programs
        .iter()
        .filter(|program| program.starts_with(&cache))
        .filter_map(|program| program.parent().map(Path::to_owned));
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(ours.chain(env::split_paths(&path))).context("PATH can't be extended")
}
