//! What differs from browser to browser, all of it.

use std::process::Command;

use fantoccini::wd::Capabilities;
use serde_json::json;

use super::environment::{CHROMEDRIVER, CHROMIUM, required};

/// A browser that the tests can drive. Tests that call [`super::Page::devtools`], directly or by
/// [`super::Page::emulate`] and [`super::Page::resize`], need Chromium.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    /// Chromium through `ChromeDriver`.
    Chromium,
}

/// For a browser that runs on its own: no window, no first steps, no calls home.
const CHROMIUM_FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--window-size=1280,900",
];

impl Engine {
    /// The driver, to be started on a port of its own choice.
    pub fn driver(self) -> Command {
        match self {
            Self::Chromium => {
                let mut command = Command::new(required(CHROMEDRIVER));
                command.arg("--port=0");
                command
            }
        }
    }

    /// The port, if this line of the driver's output tells it.
    pub fn port(self, line: &str) -> Option<u16> {
        match self {
            Self::Chromium => {
                let (_, port) = line.split_once("started successfully on port ")?;
                port.trim_end_matches('.').parse().ok()
            }
        }
    }

    /// What to ask a new session for. The driver gives each session an empty profile
    /// in the folder for temporary files.
    pub fn capabilities(self) -> Capabilities {
        let wish = match self {
            Self::Chromium => json!({
                "goog:chromeOptions": { "binary": required(CHROMIUM), "args": CHROMIUM_FLAGS },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
        };
        wish.as_object().cloned().unwrap_or_default()
    }
}
