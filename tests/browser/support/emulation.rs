//! Sizes, media and whatever else a browser can be asked to be, and the way back.

use fantoccini::error::CmdError;
use serde_json::{Value, json};

use super::engine::Engine;
use super::page::Page;
use super::vendor::VendorCommand;

/// What ends each emulation of Chromium's; without parameters a medium is the usual one.
const USUAL: [&str; 4] = [
    "Emulation.clearDeviceMetricsOverride",
    "Emulation.setEmulatedMedia",
    "Network.disable",
    "HeapProfiler.disable",
];

impl Page {
    /// Makes the page this large, as a phone, a window or a zoomed window does.
    pub async fn resize(&self, width: u32, height: u32) {
        self.changed.set(true);
        match self.engine() {
            Engine::Chromium => {
                let size = json!({
                    "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false
                });
                self.devtools("Emulation.setDeviceMetricsOverride", size).await;
            }
            Engine::Firefox => self.resize_firefox(width, height).await,
            Engine::WebKit => self.resize_window(width, height).await,
        }
        self.until(&format!("innerWidth === {width} && innerHeight === {height}")).await;
    }

    /// Firefox's window can't be as narrow as a phone, but the page in it can.
    async fn resize_firefox(&self, width: u32, height: u32) {
        let resized = self.style_firefox(&format!("{width}px"), &format!("{height}px")).await;
        resized.expect("a page of another size");
    }

    /// Gives the box of the page its width and height; with "" it fills the window.
    async fn style_firefox(&self, width: &str, height: &str) -> Result<(), CmdError> {
        const RESIZE: &str = "
            const browser = gBrowser.selectedBrowser;
            for (const [name, size] of [['width', arguments[0]], ['height', arguments[1]]])
                for (const limit of ['', 'min-', 'max-'])
                    browser.style.setProperty(limit + name, size)";
        self.order("moz/context", json!({ "context": "chrome" })).await?;
        let resized = self.client().execute(RESIZE, vec![width.into(), height.into()]).await;
        self.order("moz/context", json!({ "context": "content" })).await?;
        resized.map(drop)
    }

    /// Makes the window as much larger than the page as its tool bar is.
    async fn resize_window(&self, width: u32, height: u32) {
        const BEYOND: &str = "[outerWidth - innerWidth, outerHeight - innerHeight]";
        let beyond: [u32; 2] = self.eval(BEYOND).await;
        let resized = self.client().set_window_size(width + beyond[0], height + beyond[1]).await;
        resized.expect("a window of another size");
    }

    /// Makes media features, and "" or "print", match. Chromium only.
    pub async fn emulate(&self, media: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        let media = json!({ "media": media, "features": features });
        self.devtools("Emulation.setEmulatedMedia", media).await;
    }

    /// What the console shows since the last call: errors, warnings and refusals. Chromium only.
    pub async fn console(&self) -> Vec<String> {
        let log = self.vendor("se/log", json!({ "type": "browser" })).await;
        let entries = log.as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect()
    }

    /// A command of the `DevTools` protocol. Chromium only.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.changed.set(true);
        let body = json!({ "cmd": command, "params": parameters });
        self.vendor("goog/cdp/execute", body).await
    }

    /// Makes sizes, media and the network again what they are without a wish, in a window that was
    /// once this large, and forgets what the console has shown.
    pub(super) async fn restore(&self, (width, height): (u64, u64)) -> Result<(), CmdError> {
        if self.engine() == Engine::Chromium {
            self.order("se/log", json!({ "type": "browser" })).await?;
        }
        if !self.changed.get() {
            return Ok(());
        }
        match self.engine() {
            Engine::Chromium => {
                for command in USUAL {
                    let body = json!({ "cmd": command, "params": {} });
                    self.order("goog/cdp/execute", body).await?;
                }
                Ok(())
            }
            Engine::Firefox => self.style_firefox("", "").await,
            Engine::WebKit => {
                let size = [width, height].map(|size| u32::try_from(size).unwrap_or_default());
                self.client().set_window_size(size[0], size[1]).await
            }
        }
    }

    async fn vendor(&self, path: &'static str, body: Value) -> Value {
        let result = self.order(path, body).await;
        result.unwrap_or_else(|error| panic!("{error}\nin {path}"))
    }

    /// A command that only one driver knows.
    async fn order(&self, path: &'static str, body: Value) -> Result<Value, CmdError> {
        self.client().issue_cmd(VendorCommand { path, body }).await
    }
}
