//! Where things are: told by `cargo xtask`, which also installs them.

use std::path::PathBuf;

/// The folder with the built release.
pub const DIST: &str = "EP_DIST";
/// Chromium.
pub const CHROMIUM: &str = "EP_CHROMIUM";
/// Its driver.
pub const CHROMEDRIVER: &str = "EP_CHROMEDRIVER";
/// Firefox.
pub const FIREFOX: &str = "EP_FIREFOX";
/// Its driver.
pub const GECKODRIVER: &str = "EP_GECKODRIVER";
/// `WebKitGTK`'s small browser.
pub const MINIBROWSER: &str = "EP_MINIBROWSER";
/// Its driver.
pub const WEBKIT_DRIVER: &str = "EP_WEBKIT_DRIVER";
/// The display without a screen that `WebKitGTK` draws on.
pub const XVFB: &str = "EP_XVFB";
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
