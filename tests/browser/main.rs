//! The page in a real browser, driven through `WebDriver`: what only a browser can show.
//!
//! `cargo xtask test` builds the release, says where it and the browser are, and runs these.

mod accessibility;
mod edges;
mod editing;
mod keyboard;
mod layout;
mod loading;
mod locales;
mod printing;
mod sharing;
mod storage;
mod support;
