//! On whose pages a visitor has opened the whole answer, without who they are: the time by
//! [`Config::seller_key`].
//!
//! [`Config::seller_key`]: super::config::Config::seller_key

use super::seller::is_key;
use crate::text::texts::{Texts, push_pair};

/// How long that is known, in milliseconds: 90 days.
pub const REMEMBERED: u64 = 90 * 86_400_000;
/// Most sellers that are known; the longest ago gives way.
const MOST: usize = 20;

/// The text that is kept, with `seller` in it from `now` on.
pub fn remember(kept: Option<&str>, seller: &str, now: u64) -> String {
    let mut known = read(kept, now);
    known.retain(|(key, _)| key != seller);
    known.push((seller.to_owned(), now));
    write(&known).unwrap_or_default()
}

/// Whether the whole answer was opened on a page of `seller`, not too long ago.
pub fn was_opened(kept: Option<&str>, seller: &str, now: u64) -> bool {
    read(kept, now).iter().any(|(key, _)| key == seller)
}

/// The text without what is too old; `None` when nothing is left.
pub fn tidied(kept: &str, now: u64) -> Option<String> {
    write(&read(Some(kept), now))
}

/// What is kept, the longest ago first. What an earlier version kept is of no seller, and left out.
fn read(kept: Option<&str>, now: u64) -> Vec<(String, u64)> {
    let texts = kept.and_then(Texts::decode).unwrap_or_default();
    let known = |(key, text): (&str, &str)| {
        let at = text.parse::<u64>().ok()?.min(now);
        (is_key(key) && now - at < REMEMBERED).then(|| (key.to_owned(), at))
    };
    let mut all: Vec<_> = texts.iter().filter_map(known).collect();
    all.sort_by_key(|(_, at)| *at);
    all
}

fn write(known: &[(String, u64)]) -> Option<String> {
    let mut text = String::new();
    for (key, at) in &known[known.len().saturating_sub(MOST)..] {
        push_pair(&mut text, key, &at.to_string());
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_800_000_000_000;
    const BOLT: &str = "00000000000000b0";

    #[test]
    fn each_seller_is_opened_alone_and_for_ninety_days() {
        let kept = remember(None, BOLT, NOW);
        let kept = remember(Some(&kept), "00000000000000ac", NOW + 1);
        for (seller, opened) in [(BOLT, true), ("00000000000000ac", true), ("0", false)] {
            assert_eq!(was_opened(Some(&kept), seller, NOW + 2), opened);
        }
        assert!(!was_opened(Some(&kept), BOLT, NOW + REMEMBERED));
        assert!(tidied(&kept, NOW + REMEMBERED).is_some_and(|left| !left.contains(BOLT)));
        assert_eq!(tidied(&kept, NOW + REMEMBERED + 1), None);
    }

    #[test]
    fn what_an_earlier_version_kept_opens_nothing() {
        for earlier in ["1800000000000", "", "=", "x=1", "%"] {
            assert!(!was_opened(Some(earlier), BOLT, NOW));
            assert_eq!(tidied(earlier, NOW), None);
        }
    }

    #[test]
    fn a_clock_that_was_ahead_and_many_sellers_do_no_harm() {
        let mut kept = remember(None, BOLT, NOW + REMEMBERED * 9);
        assert!(was_opened(Some(&kept), BOLT, NOW));
        for seller in 0..50_u64 {
            kept = remember(Some(&kept), &format!("{seller:016x}"), NOW + seller);
        }
        assert_eq!(kept.split('&').count(), MOST);
    }
}
