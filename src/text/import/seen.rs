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

    /// Takes the deal that comes after `deals`; the place of the one that has its id. Where rows of
    /// products may be joined, a deal without an id is known by name, account, owner and day of
    /// creation. Without a name it is nobody's. Two different ids with one hash are both used.
    pub fn insert(&mut self, deal: &Deal, deals: &[Deal], join: bool) -> Option<usize> {
        let labels = &deal.labels;
        let named = join && !labels.name.is_empty();
        if labels.id.is_empty() && !named {
            return None;
        }
        let names = [&labels.name, &labels.account, &labels.owner];
        let hash = if labels.id.is_empty() {
            hash(names.iter().flat_map(|name| name.bytes().chain([0x1f])))
        } else {
            hash(labels.id.bytes())
        };
        let Some(at) = self.0.get(&hash).map(|at| *at as usize) else {
            self.0.insert(hash, deals.len() as u32);
            return None;
        };
        let same = |other: &Deal| {
            let others = [&other.labels.name, &other.labels.account, &other.labels.owner];
            let alike = names == others && deal.created == other.created;
            other.labels.id == labels.id && (!labels.id.is_empty() || alike)
        };
        deals.get(at).is_some_and(same).then_some(at)
    }
}

/// FNV-1a, 64 bits.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
