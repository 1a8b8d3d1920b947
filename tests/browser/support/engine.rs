//! What differs from browser to browser, all of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use super::environment::{
    CHROMEDRIVER, CHROMIUM, FIREFOX, GECKODRIVER, MINIBROWSER, WEBKIT_DRIVER, required,
};

/// A browser that the tests can drive. Tests that call [`super::Page::devtools`], directly or by
/// [`super::Page::emulate`] and [`super::Page::console`], need Chromium.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// Chromium through `ChromeDriver`.
    Chromium,
    /// Firefox through geckodriver.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser` through `WebKitWebDriver`.
    WebKit,
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

/// What geckodriver does not set by itself, so that the browser calls nobody.
const FIREFOX_PREFERENCES: [(&str, bool); 8] = [
    ("app.normandy.enabled", false),
    ("browser.region.update.enabled", false),
    ("browser.search.update", false),
    ("datareporting.policy.dataSubmissionEnabled", false),
    ("dom.push.connection.enabled", false),
    ("extensions.update.enabled", false),
    ("network.captive-portal-service.enabled", false),
    ("network.connectivity-service.enabled", false),
];

/// Lets `MiniBrowser`'s window become as narrow as a phone: its tool bar's buttons prevent that.
const NARROW_TOOL_BAR: &str = "* {
    min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0;
    font-size: 1px; -gtk-icon-transform: scale(0);
}";

impl Engine {
    /// All of them; the first is that of tests for which the engine makes no difference.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The part of a test's name that says where it runs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The driver, to be started on this port; 0 stands for a port of its own choice.
    /// It and its browser keep what they must in `folder`.
    pub fn driver(self, port: u16, folder: &Path) -> Command {
        let program = match self {
            Self::Chromium => CHROMEDRIVER,
            Self::Firefox => GECKODRIVER,
            Self::WebKit => WEBKIT_DRIVER,
        };
        let mut command = Command::new(required(program));
        command.arg(format!("--port={port}")).env("TMPDIR", folder);
        match self {
            Self::Chromium => {}
            Self::Firefox => {
                // For the size of the page, which only Firefox's own scripts may set.
                command.arg("--allow-system-access");
            }
            Self::WebKit => settle_in(&mut command, folder),
        }
        command
    }

    /// Whether the driver chooses its port by itself and tells it.
    pub fn tells_port(self) -> bool {
        self != Self::WebKit
    }

    /// The port, if this line of the driver's output tells it.
    pub fn port(self, line: &str) -> Option<u16> {
        let announcement = match self {
            Self::Chromium => "started successfully on port ",
            Self::Firefox => "Listening on 127.0.0.1:",
            Self::WebKit => return None,
        };
        let (_, port) = line.split_once(announcement)?;
        port.trim_end_matches('.').parse().ok()
    }

    /// Whether the browser needs a display to draw on.
    pub fn needs_display(self) -> bool {
        self == Self::WebKit
    }

    /// What to ask a new session for. The driver gives each session an empty profile
    /// in the folder for temporary files.
    pub fn capabilities(self) -> Capabilities {
        let wish = match self {
            Self::Chromium => json!({
                "goog:chromeOptions": { "binary": required(CHROMIUM), "args": CHROMIUM_FLAGS },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": {
                    "binary": required(FIREFOX),
                    "args": ["-headless"],
                    "prefs": firefox_preferences(),
                },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": required(MINIBROWSER),
                    "args": ["--automation"],
                },
            }),
        };
        wish.as_object().cloned().unwrap_or_default()
    }
}

fn firefox_preferences() -> Value {
    let mut preferences: Value =
        FIREFOX_PREFERENCES.iter().map(|&(name, value)| (name, json!(value))).collect();
    preferences["intl.accept_languages"] = "en-US".into();
    preferences
}

/// An empty home for `WebKitGTK`, in which it may run as root, as containers do.
fn settle_in(command: &mut Command, folder: &Path) {
    let style = folder.join("gtk-3.0");
    fs::create_dir_all(&style).expect("a folder for the tool bar's style");
    fs::write(style.join("gtk.css"), NARROW_TOOL_BAR).expect("the tool bar's style");
    for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
        command.env(variable, folder);
    }
    command
        .env("LANGUAGE", "en_US")
        .env("NO_AT_BRIDGE", "1")
        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
}
