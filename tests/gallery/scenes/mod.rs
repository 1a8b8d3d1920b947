//! Every view in every state that is worth seeing.

mod coverage;
mod forecast;
mod leads;
mod review;
mod sweep;
mod workspace;

use crate::scene::Scene;

/// All of them, in the order of the page.
pub fn all() -> Vec<Scene> {
    [
        coverage::scenes(),
        sweep::scenes(),
        forecast::scenes(),
        leads::scenes(),
        review::scenes(),
        workspace::scenes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
