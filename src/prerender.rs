//! The first view of each page as markup, for the release: a name and the markup on each line.

use enough_pipeline::text::draft::Draft;
use enough_pipeline::ui::{Calculator, first_view};
use yew::LocalServerRenderer;

/// Name of the view, level of its heading, whether a form stands before the whole answer.
const VIEWS: &[(&str, u8, bool)] =
    &[("page", 1, false), ("coverage-open", 2, false), ("coverage-gated", 2, true)];

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    for (name, level, gated) in VIEWS {
        let props = first_view(*level, *gated, Draft::default());
        let view = LocalServerRenderer::<Calculator>::with_props(props).render();
        let markup = tokio::task::LocalSet::new().block_on(&runtime, view);
        println!("{name}\t{markup}");
    }
    Ok(())
}
