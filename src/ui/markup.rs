//! Views as markup, drawn natively: what the release shows first, and what tests look at.
//!
//! Here rather than where it is used, so that each component is compiled for it once.

use tokio::runtime::Builder;
use tokio::task::LocalSet;
use yew::{BaseComponent, LocalServerRenderer};

use super::{
    Calculator, CalculatorProps, Forecast, ForecastProps, Leads, LeadsProps, Review, ReviewProps,
    Sweep, SweepProps, Workspace, WorkspaceProps,
};

/// What a component is given, which can be drawn as markup.
pub trait Markup {
    /// The component as it is drawn first, with the marks by which a program in a browser takes it
    /// over, or without.
    fn markup(self, hydratable: bool) -> String;
}

macro_rules! drawn {
    ($($props:ident: $component:ident),+ $(,)?) => {
        $(impl Markup for $props {
            fn markup(self, hydratable: bool) -> String {
                draw::<$component>(self, hydratable)
            }
        })+
    };
}

drawn!(
    CalculatorProps: Calculator,
    SweepProps: Sweep,
    ForecastProps: Forecast,
    LeadsProps: Leads,
    ReviewProps: Review,
    WorkspaceProps: Workspace,
);

/// # Panics
/// Where the system gives no thread what it needs to wait.
fn draw<C: BaseComponent>(props: C::Properties, hydratable: bool) -> String {
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    let view = LocalServerRenderer::<C>::with_props(props).hydratable(hydratable).render();
    LocalSet::new().block_on(&runtime, view)
}
