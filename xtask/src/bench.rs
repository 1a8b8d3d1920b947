//! `cargo xtask bench`: the benchmarks, against a fresh release.

use anyhow::Result;

use crate::page::WasmOpt;
use crate::{browser, build, process};

/// Builds the release and runs every benchmark.
pub fn run() -> Result<()> {
    browser::ensure_npm()?;
    build::write(WasmOpt::Require)?;
    let environment = browser::bench_environment()?;
    let mut command = process::cargo(&["bench", "--all-features"]);
    process::run(command.envs(environment))
}
