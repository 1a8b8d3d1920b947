//! Trunk, set up so that it takes our tools and downloads none of its own.

use std::env;
use std::ffi::OsString;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{process, rust, tools, workspace};

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
    /// Installs what Trunk needs to build the page.
    pub fn prepare(wish: WasmOpt) -> Result<Self> {
        rust::ensure_wasm_target()?;
        let program = tools::trunk()?;
        let wasm_bindgen = tools::wasm_bindgen()?;
        let wasm_opt = ensure_wasm_opt(wish)?;
        fetch_crates()?;
        let optimise = wasm_opt.is_some();
        let programs: Vec<PathBuf> = iter::once(wasm_bindgen).chain(wasm_opt).collect();
        let path = search_path(&programs)?;
        Ok(Self { program, path, optimise })
    }

    /// A subcommand of Trunk's that makes a release.
    pub fn command(&self, subcommand: &str) -> Command {
        let mut command = Command::new(&self.program);
        // Offline, Trunk fails where it would otherwise download a prebuilt tool.
        command.args([subcommand, "--offline=true", self.profile()]);
        command.current_dir(workspace::root());
        command.env("PATH", &self.path);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", rust_flags());
        // The traces of its errors lead into Trunk itself.
        command.env("RUST_BACKTRACE", "0");
        command
    }

    /// Trunk runs wasm-opt in its own release mode and only there, so without wasm-opt we ask
    /// for cargo's release profile instead.
    fn profile(&self) -> &'static str {
        if self.optimise { "--release" } else { "--cargo-profile=release" }
    }
}

/// Panic messages name source files; what a visitor downloads must not name this machine's folders.
fn rust_flags() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let root = workspace::root();
    format!("--remap-path-prefix={}=cargo --remap-path-prefix={}=.", home.display(), root.display())
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

/// Trunk's offline mode holds for cargo too, so the crates must be there beforehand.
fn fetch_crates() -> Result<()> {
    process::run(&mut process::cargo(&["fetch"]))
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
