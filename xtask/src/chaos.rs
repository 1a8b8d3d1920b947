//! `cargo xtask chaos`: leads under random faults in a real browser, against a fresh release.

use anyhow::Result;

use crate::{browser, build, process, test};

/// Tells the browser tests to run so many schedules, from which seed on, instead of themselves.
const CHAOS: &str = "EP_CHAOS";

/// Builds, runs the schedules, and shows how many leads arrived never, once and more often.
pub fn run(schedules: u64, seed: u64) -> Result<()> {
    build::run()?;
    let mut command = test::native_test("browser");
    command.env(CHAOS, format!("{schedules} {seed}"));
    process::run(command.envs(browser::test_environment()?))
}
