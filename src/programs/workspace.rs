//! The consultant's workspace, with every calculator in it.

use enough_pipeline::ui::{WORKSPACE, offer};

fn main() {
    offer(&[WORKSPACE]);
}
