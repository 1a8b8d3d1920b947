//! `cargo xtask gallery`: every view in every state that is worth seeing, on one page.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::test::native_test;
use crate::{browser, process, programs};

/// Tells the test to keep the pictures of now.
const UPDATE: &str = "EP_UPDATE_PICTURES";

/// What is done with the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Draw the page.
    Draw {
        /// Whether to open it in a browser.
        open: bool,
    },
    /// Compare with the pictures that are kept.
    Check,
    /// Keep the pictures of now.
    Update,
}

/// Does it.
pub fn run(task: Task) -> Result<()> {
    match task {
        Task::Draw { open } => draw(open),
        Task::Check => check(),
        Task::Update => {
            process::run(pictures()?.env(UPDATE, "1"))?;
            println!("\nThe pictures of now are kept in tests/gallery/pictures.");
            Ok(())
        }
    }
}

/// Compares every scene with the pictures that are kept.
pub fn check() -> Result<()> {
    process::run(&mut pictures()?).context("`cargo xtask gallery --update` keeps what is right")
}

fn draw(open: bool) -> Result<()> {
    process::run(native_test("gallery").args(["--quiet", "every_scene_is"]))?;
    let page = page();
    println!("\nThe gallery is {}", page.display());
    if open {
        open::that_detached(&page).context("no program opens pages here")?;
    }
    Ok(())
}

fn page() -> PathBuf {
    programs::target_folder().join("gallery/index.html")
}

/// The test that takes the pictures, with all it needs installed.
fn pictures() -> Result<Command> {
    let mut command = native_test("gallery");
    command.args(["--", "--ignored"]);
    // The benchmarks run in the same browser.
    command.envs(browser::bench_environment()?);
    Ok(command)
}
