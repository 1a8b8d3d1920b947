//! The settings of an element: a line each, "name=value".
#![no_main]

use enough_pipeline::lead::config::{Config, Provider};
use enough_pipeline::text::options::Options;
use enough_pipeline::text::texts::Texts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|lines: &str| {
    let pairs = lines.lines().filter_map(|line| line.split_once('='));
    let texts: Texts = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let _ = Options::read(&texts);
    let (config, _) = Config::read(&texts);
    let safe = ["https://", "http://localhost", "http://127.0.0.1", "http://[::1]"];
    let is_safe = |url: &str| safe.iter().any(|start| url.starts_with(start));
    assert!(config.provider == Provider::Host || is_safe(&config.url), "{}", config.url);
    assert!(config.privacy_url.as_deref().is_none_or(is_safe), "{:?}", config.privacy_url);
});
