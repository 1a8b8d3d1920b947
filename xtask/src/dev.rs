//! `cargo xtask dev`: the calculators as the sources are now, built again at each change.
//!
//! What counts is the time from a change to its picture: one unoptimised program holds every
//! calculator, and the first views, which a native program would have to print, are left out.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::page::Trunk;
use crate::release::{self, MOVING};
use crate::serve::free_port;
use crate::{process, style, views, words, workspace};

/// Set for the hook of the bundler that runs for this command.
pub const VARIABLE: &str = "EP_DEV";
/// What stands in `embed.js` before the table of programs.
const PROGRAMS: &str = "const PROGRAMS = {";
/// In place of the hashes by which a program vouches for its words and views.
const UNVOUCHED: &str = "export const words = {};\n";
/// Every calculator, and the workspace.
const CALCULATORS: [&str; 6] = ["coverage", "sweep", "forecast", "leads", "review", "workspace"];
/// The program that has every calculator.
const PROGRAM: &str = "dev";
/// The files of first views, all of which are empty here.
const VIEWS: [&str; 3] = ["coverage-open", "coverage-gated", views::SHARED];
/// What Trunk watches.
const WATCHED: [&str; 5] = ["src", "styles", "embed", "words", "Cargo.toml"];
/// Sheets of `styles/`, in the order of the release's.
const SHEETS: [&str; 10] = [
    "host",
    "theme",
    "calculator",
    "more",
    "sweep",
    "forecast",
    "leads",
    "review",
    "workspace",
    "print",
];

/// Builds, serves and watches until interrupted.
pub fn run(wished: u16, open: bool) -> Result<()> {
    let trunk = Trunk::prepare_unoptimised()?;
    let port = free_port(wished)?;
    let mut command = trunk.unoptimised("serve");
    command.args(["embed/dev.html", "--dist=target/dev-page", "--address=127.0.0.1"]);
    command.arg(format!("--port={port}")).arg("--disable-address-lookup=true");
    for place in WATCHED {
        command.arg(format!("--watch={place}"));
    }
    if open {
        command.arg("--open");
    }
    println!("\n    The calculators are at http://127.0.0.1:{port}/ once they are built\n");
    process::run(command.env(VARIABLE, "1"))
}

/// Completes the folder that Trunk is about to publish.
pub fn assemble(folder: &Path) -> Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    let fixed = folder.join(version);
    let moving = folder.join(MOVING);
    fs::create_dir_all(&fixed)?;
    fs::create_dir_all(&moving)?;
    fs::rename(folder.join("dev_bg.wasm"), fixed.join("dev.wasm")).context("Trunk made no wasm")?;
    let glue = fs::read_to_string(folder.join("dev.js"))?;
    let workbooks = fs::read_to_string(release::source("workbook.js"))?;
    let script = release::script(&glue, &stylesheet()?)? + UNVOUCHED + &workbooks;
    fs::write(fixed.join("dev.js"), script)?;
    put_views_and_words(&fixed)?;
    fs::write(moving.join("embed.js"), loader(version)?)?;
    for name in ["frame.js", "frame.css"] {
        fs::copy(release::source(name), moving.join(name))?;
    }
    Ok(())
}

/// One stylesheet for all.
fn stylesheet() -> Result<String> {
    let mut sheet = String::new();
    for name in SHEETS {
        let file = workspace::root().join("styles").join(name).with_extension("css");
        sheet += &fs::read_to_string(file)?;
    }
    Ok(style::without_rem(&style::without_comments(&sheet)))
}

fn put_views_and_words(fixed: &Path) -> Result<()> {
    let tables = words::tables(None)?;
    for language in tables.keys().map(|language| [".", language].concat()).chain([String::new()]) {
        for view in VIEWS {
            fs::write(fixed.join(format!("{view}{language}.json")), "[]")?;
        }
    }
    for (language, words) in tables {
        fs::write(fixed.join(format!("{PROGRAM}.{language}.txt")), words)?;
    }
    Ok(())
}

/// The element's script, which finds every calculator in the one program there is.
fn loader(version: &str) -> Result<String> {
    let script = fs::read_to_string(release::source("embed.js"))?;
    let (before, rest) = script.split_once(PROGRAMS).context("embed.js has another table")?;
    let (_, after) = rest.split_once("};").context("the table of programs has no end")?;
    let entries = CALCULATORS.map(|name| format!("{name}: \"{PROGRAM}\""));
    let table = format!("{PROGRAMS} {} }};", entries.join(", "));
    release::versioned(&[before, &table, after].concat(), version)
}

#[cfg(test)]
mod tests {
    use super::{CALCULATORS, loader};

    #[test]
    fn every_calculator_is_found_in_the_one_program() {
        let script = loader("1.2.3").unwrap();
        for name in CALCULATORS {
            assert!(script.contains(&format!("{name}: \"dev\"")), "{name}");
        }
        assert!(script.contains("../1.2.3/"));
    }
}
