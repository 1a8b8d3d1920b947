//! Everything in one program, for `cargo xtask dev`, where the time to build it is what counts.

use enough_pipeline::ui::{COVERAGE, FORECAST, LEADS, REVIEW, SWEEP, WORKSPACE, offer};

fn main() {
    offer(&[COVERAGE, SWEEP, FORECAST, LEADS, REVIEW, WORKSPACE]);
}
