//! `cargo xtask test`: everything CI checks.
//!
//! Three lanes run side by side, since most steps use one core at a time: what needs no browser,
//! the release, and the programs that the last steps need. Those steps come when all three are
//! through: the browser has the machine to itself.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::browser::Engines;
use crate::page::WasmOpt;
use crate::{browser, build, clock, gallery, paths, process, rust, sizes, words, workspace};

/// Tells the browser tests to run each in every engine.
const ALL_ENGINES: &str = "EP_ALL_ENGINES";

/// A step that is one run of cargo.
struct CargoStep {
    title: &'static str,
    arguments: &'static str,
    /// What helps when it fails.
    hint: &'static str,
}

const CARGO_STEPS: [CargoStep; 7] = [
    CargoStep {
        title: "Format",
        arguments: "fmt --all --check",
        hint: "`cargo fmt --all` formats the code",
    },
    CargoStep {
        title: "Unit, golden, property and view tests",
        arguments: "test --workspace --all-features",
        hint: "the failed tests are listed above",
    },
    CargoStep {
        title: "Building the tests of browsers and spreadsheets",
        arguments: "test --workspace --all-features --test browser --test spreadsheets --no-run",
        hint: "the errors above say what to change",
    },
    CargoStep {
        title: "Lints",
        arguments: "clippy --workspace --lib --bins --tests --benches --test browser \
                    --test spreadsheets --all-features -- -D warnings",
        hint: "the lints above say what to change",
    },
    CargoStep {
        title: "The core without a browser",
        arguments: "check --lib --no-default-features",
        hint: "code outside src/ui must not use what is behind the feature `web`",
    },
    CargoStep {
        title: "The core as wasm",
        arguments: "check --lib --no-default-features --target wasm32-unknown-unknown",
        hint: "code outside src/ui must not use what wasm lacks",
    },
    CargoStep {
        title: "Documentation",
        arguments: "doc --workspace --no-deps --all-features --document-private-items",
        hint: "the warnings above say which comment to change",
    },
];

/// Runs every step; stops at the first that fails.
pub fn run(engines: Engines) -> Result<()> {
    let started = Instant::now();
    step("Rust components", || {
        rust::ensure_components()?;
        rust::ensure_wasm_target()
    })?;
    step("Words", words::check)?;
    let lanes: [fn() -> Result<()>; 3] = [native, release, programs];
    process::all(lanes)?;
    step("Spreadsheets", spreadsheet_tests)?;
    step("Gallery", gallery::check)?;
    step("Browser tests", || browser_tests(engines))?;
    println!("\nEverything passed in {}.", clock::read(started.elapsed()));
    Ok(())
}

/// What needs neither a browser nor the release.
fn native() -> Result<()> {
    CARGO_STEPS.iter().try_for_each(|CargoStep { title, arguments, hint }| {
        step(title, || cargo(arguments).context(*hint))
    })
}

fn release() -> Result<()> {
    step("Release", || {
        browser::ensure_npm()?;
        build::write(WasmOpt::Require)
    })?;
    step("Folders of this machine", || paths::check(&workspace::dist()))?;
    step("Size", check_size)
}

/// Installs what the last steps need, as far as it is missing.
fn programs() -> Result<()> {
    step("Browsers and office", || {
        browser::office_environment()?;
        browser::test_environment().map(drop)
    })
}

/// Runs one step, and shows what it printed under a heading with the time that it took: steps run
/// side by side.
fn step(title: &str, action: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("    {title} …");
    let started = Instant::now();
    let (result, printed) = process::held(action);
    let end = if result.is_ok() { "passed in" } else { "FAILED after" };
    println!("\n==> {title}\n{printed}==> {title}: {end} {}", clock::read(started.elapsed()));
    result.with_context(|| format!("{title} failed"))
}

fn cargo(arguments: &str) -> Result<()> {
    let words: Vec<&str> = arguments.split_whitespace().collect();
    let mut command = process::cargo(&words);
    // Only `cargo doc` and doc tests read it.
    process::run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

/// One test program. Always with every member and every feature: with others, cargo would build
/// what we depend on once more.
pub fn native_test(name: &str) -> Command {
    process::cargo(&["test", "--workspace", "--all-features", "--test", name])
}

fn check_size() -> Result<()> {
    let files = sizes::measure(&workspace::dist())?;
    print!("{}", sizes::table(&files));
    print!("{}", sizes::check_budget(&files)?);
    Ok(())
}

/// Runs the tests that open our workbooks in `LibreOffice`.
fn spreadsheet_tests() -> Result<()> {
    process::run(native_test("spreadsheets").envs(browser::office_environment()?))
}

fn browser_tests(engines: Engines) -> Result<()> {
    let mut tests = native_test("browser");
    if engines == Engines::All {
        tests.env(ALL_ENGINES, "1");
    }
    process::run(tests.envs(browser::test_environment()?))
}
