//! Delivery under faults: random schedules of closed tabs, broken networks, refusing storages and
//! jumping clocks. Time is virtual; the same seed makes the same schedule.

#[path = "delivery/model.rs"]
mod model;
#[path = "delivery/schedule.rs"]
mod schedule;
#[path = "delivery/server.rs"]
mod server;

use schedule::{Breakage, faults};

const SCHEDULES: u64 = 1000;

#[test]
fn every_lead_arrives_once_and_every_state_is_true() {
    let mut posts = 0;
    for seed in 0..SCHEDULES {
        let (found, made) = faults(seed, Breakage::None);
        assert!(found.is_empty(), "seed {seed}: {found:#?}");
        posts += made;
    }
    assert!(posts > SCHEDULES * 5, "the schedules hardly send anything: {posts}");
}

/// The test must be able to see what it looks for.
#[test]
fn without_the_lock_leads_are_doubled() {
    let doubled =
        |seed| faults(seed, Breakage::Lock).0.iter().any(|fault| fault.contains("delivered twice"));
    assert!((0..SCHEDULES).any(doubled));
}
