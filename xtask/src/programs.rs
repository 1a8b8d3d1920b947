//! The programs beside the calculator's: those of the other calculators, of which a page loads what
//! its elements ask for, and what reads workbooks, loaded when one is given.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{paths, process, script, workspace};

/// A program that Trunk does not build.
pub struct Program {
    /// Name of its two files.
    pub name: &'static str,
    /// The file that cargo makes.
    binary: &'static str,
}

/// The programs of the other calculators: embed.js says which has which.
pub const OTHERS: [Other; 3] = [
    Other {
        program: Program { name: "deals", binary: "deals.wasm" },
        styles: &["sweep", "forecast"],
        reads_workbooks: true,
    },
    Other {
        program: Program { name: "plan", binary: "plan.wasm" },
        styles: &["leads", "review"],
        reads_workbooks: false,
    },
    Other {
        program: Program { name: "workspace", binary: "workspace.wasm" },
        styles: &["sweep", "forecast", "leads", "review", "workspace"],
        reads_workbooks: true,
    },
];
/// What reads workbooks.
pub const SHEETS: Program = Program { name: "sheets", binary: "enough_pipeline_sheets.wasm" };

/// A program with calculators in it.
pub struct Other {
    /// How it is built.
    pub program: Program,
    /// Sheets of `styles/` beside those of every calculator.
    pub styles: &'static [&'static str],
    /// Whether it takes workbooks, and so has to know what reads them.
    pub reads_workbooks: bool,
}

/// What the programs are compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// Where index.html says how Trunk calls wasm-opt.
const PARAMETERS: &str = "data-wasm-opt-params=\"";

/// A run of cargo that makes a program of the page, with the flags that Trunk is given too, so that
/// one finds made what the other has made.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = process::cargo(&["build", "--release", "--target", TARGET]);
    let (variable, flags) = paths::rust_flags();
    cargo.args(arguments).env(variable, flags);
    cargo
}

/// Fetches every crate: Trunk works offline.
pub fn fetch() -> Result<()> {
    process::run(&mut process::cargo(&["fetch"]))
}

/// Builds what Trunk will ask cargo for, which then is there already: the page's own program.
pub fn build_first() -> Result<()> {
    fetch()?;
    process::run(&mut cargo(&["--bin", "enough-pipeline", "--features", "web"]))
}

/// Builds every program but the page's own into `folder`, with the tools that
/// [`crate::page::Trunk`] has put on PATH. They share all but their last step.
pub fn build_others(folder: &Path) -> Result<()> {
    let names = OTHERS.iter().flat_map(|other| ["--bin", other.program.name]);
    let arguments: Vec<&str> = names.chain(["--features", "web"]).collect();
    process::run(&mut cargo(&arguments))?;
    process::run(&mut cargo(&["--package", "enough-pipeline-sheets", "--lib"]))?;
    let programs = OTHERS.iter().map(|other| &other.program).chain([&SHEETS]);
    process::all(programs.map(|program| move || finish(program, folder)))
}

/// Makes of what cargo has built what a browser loads.
fn finish(program: &Program, folder: &Path) -> Result<()> {
    let binary = target_folder().join(TARGET).join("release").join(program.binary);
    bind(program.name, &binary, folder)?;
    optimise(&folder.join(format!("{}.wasm", program.name)))?;
    let script = folder.join(format!("{}.js", program.name));
    fs::write(&script, script::without_comments(&fs::read_to_string(&script)?))?;
    Ok(())
}

/// Where cargo puts what it makes.
pub fn target_folder() -> PathBuf {
    let folder = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    folder.unwrap_or_else(|| workspace::root().join("target"))
}

fn bind(name: &str, binary: &Path, folder: &Path) -> Result<()> {
    let mut command = Command::new("wasm-bindgen");
    command.arg(binary).args(["--target", "web", "--no-typescript", "--out-name", name]);
    process::run(command.arg("--out-dir").arg(folder))?;
    let wasm = |name: &str| folder.join(format!("{name}.wasm"));
    fs::rename(wasm(&format!("{name}_bg")), wasm(name)).context("wasm-bindgen wrote no wasm")
}

/// Makes the file smaller where wasm-opt is there.
fn optimise(wasm: &Path) -> Result<()> {
    if process::find(&["wasm-opt"]).is_none() {
        return Ok(());
    }
    let page = fs::read_to_string(workspace::root().join("index.html"))?;
    let flags = page.split_once(PARAMETERS).and_then(|(_, rest)| rest.split_once('"'));
    let (flags, _) = flags.context("index.html has no parameters for wasm-opt")?;
    let mut command = Command::new("wasm-opt");
    command.arg("-Oz").args(flags.split_whitespace());
    process::run(command.args([wasm.as_os_str(), OsStr::new("-o"), wasm.as_os_str()]))
}
