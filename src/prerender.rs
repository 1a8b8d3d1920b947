//! The first view of each page as markup, for the release: a name and the markup on each line.

use enough_pipeline::text::draft::Draft;
use enough_pipeline::ui::{Calculator, first_view};
use yew::LocalServerRenderer;

/// Name of the view, level of its heading.
const VIEWS: &[(&str, u8)] = &[("page", 1), ("coverage-open", 2), ("coverage-gated", 2)];

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    for (name, level) in VIEWS {
        let props = first_view(*level, Draft::default());
        let view = LocalServerRenderer::<Calculator>::with_props(props).render();
        let markup = tokio::task::LocalSet::new().block_on(&runtime, view);
        println!("{name}\t{markup}");
    }
    Ok(())
}
