//! Coverage, for any page, and on the demo page where that asks for it.

use enough_pipeline::ui::{COVERAGE, mount, offer};

fn main() {
    offer(&[COVERAGE]);
    mount();
}
