//! What a setting may hold.

use super::{Asking, BusinessEmail, Figures, Provider};

pub(super) const PROVIDERS: &[(&str, Provider)] = &[
    ("hubspot", Provider::HubSpot),
    ("form-json", Provider::FormJson),
    ("webhook", Provider::Webhook),
    ("form-post", Provider::FormPost),
    ("host", Provider::Host),
];

pub(super) const BUSINESS_EMAIL: &[(&str, BusinessEmail)] = &[
    ("off", BusinessEmail::Off),
    ("warn", BusinessEmail::Warn),
    ("require", BusinessEmail::Require),
];

pub(super) const ASKING: &[(&str, Asking)] =
    &[("off", Asking::Off), ("optional", Asking::Optional), ("require", Asking::Require)];

pub(super) const FIGURES: &[(&str, Figures)] =
    &[("bands", Figures::Bands), ("exact", Figures::Exact), ("none", Figures::None)];

/// "was not used: give it one of off, warn, require".
pub(super) fn one_of(names: &[&str]) -> String {
    let mut text = "was not used: give it one of ".to_string();
    text.push_str(&names.join(", "));
    text
}

/// Whether this is an address that may be opened or written to: https, or http on this machine
/// for tests and development.
pub(in crate::lead) fn is_address(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let odd =
        |char: char| char.is_whitespace() || char.is_control() || "\"'<>\\^`{|}".contains(char);
    if url.len() > 1000 || url.contains(odd) || url.contains('#') {
        return false;
    }
    match scheme {
        "https" => is_host(&rest[..end]),
        "http" => is_here(&rest[..end]),
        _ => false,
    }
}

/// Whether this is a host with or without a port; a name and password before it are refused.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let fits = |char: char| char.is_alphanumeric() || char == '.' || char == '-';
    is_here(host) || (!name.is_empty() && name.chars().all(fits) && is_port(port))
}

/// Whether this is the visitor's own machine.
fn is_here(host: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|here| {
        let port = host.strip_prefix(here).map(|rest| rest.strip_prefix(':').unwrap_or(rest));
        port.is_some_and(|port| host.len() == here.len() || is_port(port))
    })
}

fn is_port(port: &str) -> bool {
    port.len() <= 5 && is_number(port)
}

/// Digits, and no more than a whole number in JSON can have.
pub(super) fn is_number(text: &str) -> bool {
    matches!(text.len(), 1..=15) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number or id of `HubSpot`'s.
pub(super) fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    matches!(text.len(), 1..=64) && text.bytes().all(fits)
}

/// A region of `HubSpot`'s data centres: "na1", "eu1".
pub(super) fn is_region(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    matches!(text.len(), 2..=8) && text.bytes().all(fits)
}

/// A field's name at a destination.
pub(super) fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-[]".contains(&byte);
    matches!(text.len(), 1..=100) && text.bytes().all(fits)
}
