//! A request as the browser has to make it.

use super::config::Provider;

/// Browsers let a page be closed during a request of up to 64 KiB, and fail larger ones.
const KEPT_ALIVE: usize = 60_000;

/// A POST. It carries no header besides these, so that only `HubSpot`'s is asked about before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where it goes.
    pub url: String,
    /// What it carries.
    pub body: String,
    /// The header `Content-Type`; without one the browser sends `text/plain;charset=UTF-8`.
    pub content_type: Option<&'static str>,
    /// The header `Accept`.
    pub accept: Option<&'static str>,
    /// Whether the answer can be read.
    pub mode: Mode,
    /// Whether it goes on when the page is closed.
    pub keepalive: bool,
}

/// The request's mode in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The answer can be read if the destination allows it.
    Cors,
    /// The answer can't be read.
    NoCors,
}

impl Request {
    /// A request in the form that this provider needs.
    pub fn new(provider: Provider, url: String, body: String) -> Self {
        const FORM: Option<&str> = Some("application/x-www-form-urlencoded;charset=UTF-8");
        let (content_type, accept, mode) = match provider {
            Provider::HubSpot => (Some("application/json"), None, Mode::Cors),
            Provider::FormJson => (FORM, Some("application/json"), Mode::Cors),
            Provider::FormPost => (FORM, None, Mode::NoCors),
            Provider::Webhook | Provider::Host => (None, None, Mode::Cors),
        };
        let keepalive = body.len() < KEPT_ALIVE;
        Self { url, body, content_type, accept, mode, keepalive }
    }

    /// Whether there will be an answer to read.
    pub fn readable(&self) -> bool {
        self.mode == Mode::Cors
    }
}
