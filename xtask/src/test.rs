//! `cargo xtask test`: everything CI checks, the quick first.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::page::WasmOpt;
use crate::{browser, build, process, rust, sizes, words, workspace};

/// Most browser tests that are run once more after a failure; more have a reason in common.
const MOST_AGAIN: usize = 24;

/// A step that is one run of cargo.
struct CargoStep {
    title: &'static str,
    arguments: &'static str,
    /// What helps when it fails.
    hint: &'static str,
}

const CARGO_STEPS: [CargoStep; 6] = [
    CargoStep {
        title: "Format",
        arguments: "fmt --all --check",
        hint: "`cargo fmt --all` formats the code",
    },
    CargoStep {
        title: "Lints",
        arguments: "clippy --workspace --all-targets --all-features -- -D warnings",
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
    CargoStep {
        title: "Unit, golden, property and view tests",
        arguments: "test --workspace --features more",
        hint: "the failed tests are listed above",
    },
];

/// Runs every step; stops at the first that fails.
pub fn run() -> Result<()> {
    let started = Instant::now();
    step("Rust components", || {
        rust::ensure_components()?;
        rust::ensure_wasm_target()
    })?;
    step("Words", words::check)?;
    for CargoStep { title, arguments, hint } in &CARGO_STEPS {
        step(title, || cargo(arguments).context(*hint))?;
    }
    step("Spreadsheets", spreadsheet_tests)?;
    step("Release", || {
        browser::ensure_npm()?;
        build::write(WasmOpt::Require)
    })?;
    step("Size", check_size)?;
    step("Browser tests", browser_tests)?;
    println!("\nEverything passed in {}.", clock(started.elapsed()));
    Ok(())
}

/// Runs one step under a heading, and says how long it took.
fn step(title: &str, action: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n==> {title}");
    let started = Instant::now();
    action().with_context(|| format!("{title} failed"))?;
    println!("==> {title}: passed in {}", clock(started.elapsed()));
    Ok(())
}

fn cargo(arguments: &str) -> Result<()> {
    let words: Vec<&str> = arguments.split(' ').collect();
    let mut command = process::cargo(&words);
    // Only `cargo doc` and doc tests read it.
    process::run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn check_size() -> Result<()> {
    let files = sizes::measure(&workspace::dist())?;
    print!("{}", sizes::table(&files));
    print!("{}", sizes::check_budget(&files)?);
    Ok(())
}

/// Runs the tests that open our workbooks in `LibreOffice`.
fn spreadsheet_tests() -> Result<()> {
    let mut tests = process::cargo(&["test", "--features", "office", "--test", "spreadsheets"]);
    process::run(tests.envs(browser::office_environment()?))
}

/// Runs the browser tests, and those that fail once more, one at a time: drivers of three engines
/// stumble now and then when two browsers share two cores. What fails twice has failed.
fn browser_tests() -> Result<()> {
    let environment = browser::test_environment()?;
    let tests = |more: &[&str]| {
        let mut command =
            process::cargo(&["test", "--features", "browser,web", "--test", "browser"]);
        command.args(more).envs(environment.clone());
        command
    };
    let (passed, printed) = process::watch(&mut tests(&[]))?;
    if passed {
        return Ok(());
    }
    let failed = failed_tests(&printed);
    ensure!((1..=MOST_AGAIN).contains(&failed.len()), "{} browser tests failed", failed.len());
    println!("\nOnce more, one at a time: {}", failed.join(", "));
    let again = [&["--", "--exact", "--test-threads=1"], &failed[..]].concat();
    process::run(&mut tests(&again)).context("these failed twice")
}

/// The names of the tests that failed, by what the test runner printed.
fn failed_tests(printed: &str) -> Vec<&str> {
    printed
        .lines()
        .filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"))
        .collect()
}

fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{clock, failed_tests};

    #[test]
    fn what_failed_is_known_by_name() {
        let printed =
            "running 3 tests\ntest a::b ... ok\ntest a::c ... FAILED\n\nfailures:\n    a::c\n";
        assert_eq!(failed_tests(printed), ["a::c"]);
    }

    #[test]
    fn durations_read_well() {
        assert_eq!(clock(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(clock(Duration::from_secs(125)), "2 min 5 s");
    }
}
