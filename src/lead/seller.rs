//! Who gets a lead, as keys that tell one seller and one destination from another.
//!
//! The storage is shared by all pages of an origin, and with the iframe by all pages that show it:
//! what a visitor did on one seller's page must not count on another's.

use super::config::{Config, Provider};
use super::digest::sha256;
use crate::text::texts::{Texts, push_pair};

/// Hexadecimal digits of a key.
pub const LENGTH: usize = 16;

impl Config {
    /// Where leads go and in what shape, as [`LENGTH`] hexadecimal digits: kind of destination,
    /// address, the names that fields have there, and what is sent along.
    pub fn destination(&self) -> String {
        let mut text = self.place();
        push_pair(&mut text, "subscription", self.subscription.as_deref().unwrap_or_default());
        push_all(&mut text, "map-", &self.names);
        push_all(&mut text, "constant-", &self.constants);
        key(&text)
    }

    /// Whose page this is, as [`LENGTH`] hexadecimal digits: the site of `page_url`, where leads go,
    /// and the seller's name, or, without one, what is sent along. Form services tell their
    /// customers by a constant.
    pub fn seller_key(&self, page_url: &str) -> String {
        let mut text = self.place();
        push_pair(&mut text, "site", site(page_url));
        match &self.seller {
            Some(seller) => push_pair(&mut text, "seller", seller),
            None => push_all(&mut text, "constant-", &self.constants),
        }
        key(&text)
    }

    fn place(&self) -> String {
        let provider = match self.provider {
            Provider::HubSpot => "hubspot",
            Provider::FormJson => "form-json",
            Provider::Webhook => "webhook",
            Provider::FormPost => "form-post",
            Provider::Host => "host",
        };
        let mut text = String::new();
        push_pair(&mut text, provider, &self.url);
        text
    }
}

/// Whether `text` has the form of a key.
pub fn is_key(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn push_all(text: &mut String, beginning: &str, texts: &Texts) {
    for (name, value) in texts.iter() {
        push_pair(text, &[beginning, name].concat(), value);
    }
}

/// Scheme, host and port of an address.
fn site(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    &url[..end]
}

fn key(text: &str) -> String {
    let mut hash = sha256(text);
    hash.truncate(LENGTH);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://bolt.example/tools";

    fn config(pairs: &[(&str, &str)]) -> Config {
        let own = [("lead-provider", "webhook"), ("lead-endpoint", "https://crm.example/x")];
        let all = own.iter().chain(pairs);
        Config::read(&all.map(|(key, text)| ((*key).into(), (*text).into())).collect()).0
    }

    #[test]
    fn whatever_changes_what_arrives_is_another_destination() {
        let first = config(&[]).destination();
        assert!(is_key(&first));
        assert_eq!(first, config(&[("ask-name", "optional")]).destination());
        let others = [
            ("lead-endpoint", "https://crm.example/y"),
            ("lead-provider", "form-json"),
            ("map-email", "EMAIL"),
            ("constant-oid", "00D"),
        ];
        for other in others {
            assert_ne!(first, config(&[other]).destination(), "{other:?}");
        }
    }

    #[test]
    fn a_seller_is_one_on_all_pages_of_a_site() {
        let bolt = config(&[("seller", "Bolt"), ("constant-source", "coverage")]);
        let page = bolt.seller_key(PAGE);
        let same = config(&[("seller", "Bolt"), ("constant-source", "forecast")]);
        assert_eq!(page, same.seller_key("https://bolt.example/other?x#y"));
        assert_ne!(page, config(&[("seller", "Acme")]).seller_key(PAGE));
        assert_ne!(page, bolt.seller_key("https://acme.example/tools"));
        let keyed = |key| config(&[("constant-access_key", key)]).seller_key(PAGE);
        assert_ne!(keyed("a"), keyed("b"));
        assert_ne!(Config::default().seller_key(PAGE), Config::default().seller_key("https://x"));
    }
}
