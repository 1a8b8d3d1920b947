//! Which ids were there before.

use std::collections::HashMap;

use crate::calc::deals::Deal;

/// The deal of each id, by the hash of the id, so that no id is kept twice.
#[derive(Debug, Default)]
pub(super) struct Seen(HashMap<u64, u32>);

impl Seen {
    /// With room for so many ids: growing later would take long at once.
    pub fn with_capacity(ids: usize) -> Self {
        Self(HashMap::with_capacity(ids))
    }

    /// Takes the id of the deal that comes after `deals`; whether one of them has it. An empty id
    /// is nobody's. Two different ids with one hash are both used.
    pub fn insert(&mut self, id: &str, deals: &[Deal]) -> bool {
        if id.is_empty() {
            return false;
        }
        let hash = hash(id.bytes());
        if let Some(at) = self.0.get(&hash) {
            return deals.get(*at as usize).is_some_and(|deal| deal.labels.id == id);
        }
        self.0.insert(hash, deals.len() as u32);
        false
    }
}

/// FNV-1a, 64 bits.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
