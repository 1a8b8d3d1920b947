//! Sweep and forecast, which share the lists of one page.

use enough_pipeline::ui::{FORECAST, SWEEP, offer};

fn main() {
    offer(&[SWEEP, FORECAST]);
}
