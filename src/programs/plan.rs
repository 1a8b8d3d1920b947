//! Leads and the review.

use enough_pipeline::ui::{LEADS, REVIEW, offer};

fn main() {
    offer(&[LEADS, REVIEW]);
}
