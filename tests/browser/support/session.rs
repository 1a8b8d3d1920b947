//! A browser under a driver's control, which one test after the other uses.

use std::time::Duration;

use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use super::driver::Driver;
use super::engine::Engine;
use super::page::Page;
use super::server::Server;

/// How long the browser may take to close, or to become as it was.
const CLOSING: Duration = Duration::from_secs(10);
/// How long a test may take: more means that its browser no longer answers.
const LONGEST: Duration = Duration::from_mins(3);

/// A browser and its driver, both ended when dropped.
///
/// Its profile is empty at first. Each test has servers on ports that no other test has had, so that
/// what one leaves in storages and caches is of other origins than those of the next.
pub struct Session {
    engine: Engine,
    client: Client,
    /// Width and height of the window.
    window: (u64, u64),
    runtime: Runtime,
    _driver: Driver,
}

impl Session {
    /// A browser of this engine that nobody has used before.
    pub fn open(engine: Engine) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let driver = Driver::start(engine);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(engine.capabilities());
        let client = runtime.block_on(builder.connect(&driver.address()));
        let client = client.expect("a new browser session");
        let window = runtime.block_on(client.get_window_size()).expect("the window's size");
        Self { engine, client, window, runtime, _driver: driver }
    }

    /// Runs `test` with a page and a server of its own; whether the browser is then as before.
    pub fn run(&self, test: impl AsyncFnOnce(&Page)) -> bool {
        let page = Page::new(self.engine, self.client.clone(), Server::start());
        self.runtime.block_on(async {
            timeout(LONGEST, test(&page)).await.expect("the test to come to its end");
            matches!(timeout(CLOSING, self.tidy(&page)).await, Ok(Ok(true)))
        })
    }

    /// Takes back what a test may have changed; false where more than one window is left.
    async fn tidy(&self, page: &Page) -> Result<bool, CmdError> {
        let [window] = &self.client.windows().await?[..] else { return Ok(false) };
        // A test may end inside a frame.
        self.client.switch_to_window(window.clone()).await?;
        self.client.release_actions().await?;
        // Unlike everything else, cookies are those of a host, whatever its port.
        self.client.delete_all_cookies().await?;
        page.restore(self.window).await?;
        self.client.goto("about:blank").await?;
        Ok(true)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Killing the driver would leave the browser behind.
        let _timers = self.runtime.enter();
        let closing = timeout(CLOSING, self.client.clone().close());
        if !matches!(self.runtime.block_on(closing), Ok(Ok(()))) {
            eprintln!("The browser did not close.");
        }
    }
}
