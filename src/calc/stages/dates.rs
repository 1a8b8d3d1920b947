//! Days on which deals entered stages, as a list tells them.

use chrono::NaiveDate;

/// Days on which the deals of a list entered stages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageDates {
    /// The stages that have such days, as the list names them, in its order. One may appear twice.
    pub stages: Vec<String>,
    /// The days, by ascending place of the deal.
    pub entries: Vec<Entry>,
}

/// A deal entered a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the list.
    pub position: usize,
    /// Which, an index into [`StageDates::stages`].
    pub stage: u16,
    /// When.
    pub day: NaiveDate,
}

/// A stage without what differs between a label, a header and a CRM's own name for it: in lower
/// case, letters and digits alone. "Qualified to buy" and "qualifiedtobuy" are the same.
pub(super) fn key(name: &str) -> String {
    name.chars().filter(|glyph| glyph.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The name without the pipeline behind it: "Demo" of "Demo (Sales Pipeline)".
pub(super) fn without_pipeline(name: &str) -> &str {
    let name = name.trim();
    let bare = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map(|(bare, _)| bare);
    bare.map(str::trim).filter(|bare| !bare.is_empty()).unwrap_or(name)
}
