//! Chromium, told to take pictures of pages.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs, process, thread};

use base64ct::{Base64, Encoding};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use url::{ParseError, Url};

use crate::bitmap::Pixels;

/// No window and no calls home; and letters that look the same wherever they stand, so that
/// pictures are small and the same on every machine with this Chromium.
const FLAGS: [&str; 13] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--disable-font-subpixel-positioning",
];
/// Waits for the fonts, lays the page out from nothing (what was laid out before they came stands
/// a pixel off now and then), and tells how tall it is and by how much it is too wide.
const READY: &str = "const [done] = arguments, root = document.documentElement;
    document.fonts.ready.then(() => {
        root.style.display = 'none';
        root.getBoundingClientRect();
        root.style.display = '';
        requestAnimationFrame(() => done([
            Math.ceil(root.getBoundingClientRect().height),
            document.scrollingElement.scrollWidth - root.clientWidth,
        ]));
    })";

/// A page as it is seen.
pub struct Picture {
    /// From its top on.
    pub pixels: Pixels,
    /// Pixels by which it can be moved sideways.
    pub beyond: u64,
}

/// A Chromium of its own with a page in it.
pub struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Child,
    folder: PathBuf,
}

impl Browser {
    /// Starts it; `number` tells it from others.
    pub fn start(number: usize) -> Self {
        let folder = env::temp_dir().join(format!("gallery-{}-{number}", process::id()));
        fs::create_dir_all(&folder).expect("a folder for the browser");
        let mut driver = Command::new(required("EP_CHROMEDRIVER"))
            .arg("--port=0")
            .env("TMPDIR", &folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let mut output = BufReader::new(driver.stdout.take().expect("a piped output"));
        let port = port(&mut output);
        // A driver may die when it can't print, and wait when nobody reads what it prints.
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let wish = json!({
            "goog:chromeOptions": { "binary": required("EP_CHROMIUM"), "args": FLAGS },
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wish.as_object().cloned().unwrap_or_default());
        let address = format!("http://127.0.0.1:{port}");
        let client = runtime.block_on(builder.connect(&address)).expect("a browser session");
        Self { runtime, client, driver, folder }
    }

    /// Makes pages so wide, and shows them as to someone who prefers this theme.
    pub fn look(&self, width: u32, theme: &str) {
        let size =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
        let feature = json!({ "name": "prefers-color-scheme", "value": theme });
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": [feature] }));
    }

    /// A picture of a page from its top to its end, but no taller than `tallest`.
    pub fn picture(&self, page: &Path, width: u32, tallest: u64) -> Picture {
        let (height, beyond) = self.open(page);
        let height = height.clamp(1, tallest);
        let shot = self.devtools(
            "Page.captureScreenshot",
            &json!({
                "format": "png",
                "optimizeForSpeed": true,
                "captureBeyondViewport": true,
                "clip": { "x": 0, "y": 0, "width": width, "height": height, "scale": 1 },
            }),
        );
        let png = Base64::decode_vec(shot["data"].as_str().unwrap_or_default());
        Picture { pixels: Pixels::from_png(&png.expect("a picture")), beyond }
    }

    /// Pixels by which a page can be moved sideways.
    pub fn beyond(&self, page: &Path) -> u64 {
        self.open(page).1
    }

    /// Opens a page; how tall it is, and by how much it is too wide.
    fn open(&self, page: &Path) -> (u64, u64) {
        let address = Url::from_file_path(page).expect("an address");
        self.runtime.block_on(self.client.goto(address.as_str())).expect("the page");
        let told = self.runtime.block_on(self.client.execute_async(READY, vec![]));
        serde_json::from_value(told.expect("its size")).expect("its size")
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let command = DevTools(json!({ "cmd": command, "params": parameters }));
        self.runtime.block_on(self.client.issue_cmd(command)).expect("an answer of DevTools")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Killing the driver alone would leave the browser behind.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A command of the `DevTools` protocol.
#[derive(Debug)]
struct DevTools(Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.0.to_string()))
    }
}

/// The port that the driver says it listens on.
fn port(output: &mut impl BufRead) -> u16 {
    let told = output.lines().map_while(Result::ok).find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    told.expect("the driver says where it listens")
}

fn required(variable: &str) -> PathBuf {
    match env::var_os(variable) {
        Some(path) if !path.is_empty() => PathBuf::from(path),
        _ => panic!(
            "{variable} is not set: `cargo xtask gallery --check` sets it and installs what it names"
        ),
    }
}
