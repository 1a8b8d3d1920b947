//! Where things are: told by `cargo xtask`, which also installs them.

use std::path::PathBuf;

/// The folder with the built release.
pub const DIST: &str = "EP_DIST";
/// The browser.
pub const CHROMIUM: &str = "EP_CHROMIUM";
/// Its driver.
pub const CHROMEDRIVER: &str = "EP_CHROMEDRIVER";
/// The accessibility checker's script.
pub const AXE: &str = "EP_AXE";

/// The path in a variable that must be set.
pub fn required(variable: &str) -> PathBuf {
    match std::env::var_os(variable) {
        Some(path) if !path.is_empty() => PathBuf::from(path),
        _ => panic!(
            "{variable} is not set: `cargo xtask test` and `cargo xtask bench` set it and install what it names"
        ),
    }
}
