//! What moves the needle, by name and kind.

use crate::calc::coverage::{FIELDS, LeverKind};
use crate::calc::field::Kind;

/// What a lever is called.
pub fn name(kind: LeverKind) -> &'static str {
    match kind {
        LeverKind::WinRate => say!("Win rate"),
        LeverKind::DealSize => say!("Deal size"),
        LeverKind::SalesCycle => say!("Sales cycle"),
        LeverKind::NewPipeline => say!("New pipeline per week"),
        LeverKind::AgedShare => say!("Share of old deals"),
        LeverKind::OpenPipeline => say!("Open pipeline"),
        LeverKind::Goal => say!("Goal"),
    }
}

/// What the figure is that a lever changes.
pub fn takes(kind: LeverKind) -> Kind {
    let field = FIELDS.iter().find(|field| field.key == key(kind));
    field.map_or(Kind::Number, |field| field.shape().kind)
}

/// The key of the field that a lever changes.
fn key(kind: LeverKind) -> &'static str {
    match kind {
        LeverKind::WinRate => "win_rate",
        LeverKind::DealSize => "average_deal",
        LeverKind::SalesCycle => "sales_cycle",
        LeverKind::NewPipeline => "new_pipeline",
        LeverKind::AgedShare => "aged_share",
        LeverKind::OpenPipeline => "open_pipeline",
        LeverKind::Goal => "goal",
    }
}
