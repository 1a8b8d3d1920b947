//! The calculators of a workspace as they are drawn.

use yew::virtual_dom::VChild;
use yew::{Component, Html};

use super::{Workspace, WorkspaceProps};
use crate::state::State;
use crate::state::review::Review as Choices;
use crate::ui::calculator::{self, Calculator, CalculatorProps};
use crate::ui::forecast::{Forecast, ForecastProps};
use crate::ui::leads::{Leads, LeadsProps};
use crate::ui::review::{Review, ReviewProps};
use crate::ui::start::Allowed;
use crate::ui::steps::Steps;
use crate::ui::sweep::{Sweep, SweepProps};

/// Coverage.
pub fn coverage(workspace: &Workspace, props: &WorkspaceProps) -> Html {
    let props = CalculatorProps {
        formats: workspace.view.formats.clone(),
        today: props.today,
        initial: workspace.initial.clone(),
        id: [&*props.id, "-coverage"].concat().into(),
        level: props.level + 1,
        keep: None,
        locale: props.locale.clone(),
        gate: None,
        sharing: false,
        early: false,
        handle: workspace.coverage.clone(),
        steps: Steps::default(),
        host: calculator::nobody(),
    };
    drawn::<Calculator>(props)
}

/// The sweep.
pub fn sweep(workspace: &Workspace, props: &WorkspaceProps) -> Html {
    let props = SweepProps {
        formats: workspace.view.formats.clone(),
        today: props.today,
        id: [&*props.id, "-sweep"].concat().into(),
        level: props.level + 1,
        keep: props.keep,
        early: false,
        locale: props.locale.clone(),
        gate: None,
        opened: true,
        handle: workspace.sweep.clone(),
        steps: Steps::default(),
        host: calculator::nobody(),
    };
    drawn::<Sweep>(props)
}

/// The forecast. A list of the sweep's is its list too.
pub fn forecast(workspace: &Workspace, props: &WorkspaceProps) -> Html {
    let props = ForecastProps {
        formats: workspace.view.formats.clone(),
        today: props.today,
        id: [&*props.id, "-forecast"].concat().into(),
        level: props.level + 1,
        allowed: Allowed::default(),
        early: false,
        locale: props.locale.clone(),
        gate: None,
        opened: true,
        handle: workspace.forecast.clone(),
        steps: Steps::default(),
        host: calculator::nobody(),
    };
    drawn::<Forecast>(props)
}

/// Leads.
pub fn leads(workspace: &Workspace, props: &WorkspaceProps) -> Html {
    let props = LeadsProps {
        formats: workspace.view.formats.clone(),
        today: props.today,
        initial: None,
        id: [&*props.id, "-leads"].concat().into(),
        level: props.level + 1,
        allowed: Allowed::default(),
        early: false,
        locale: props.locale.clone(),
        gate: None,
        opened: true,
        handle: workspace.leads.clone(),
        steps: Steps::default(),
        host: calculator::nobody(),
    };
    drawn::<Leads>(props)
}

/// The review.
pub fn review(workspace: &Workspace, props: &WorkspaceProps) -> Html {
    let props = ReviewProps {
        formats: workspace.view.formats.clone(),
        today: props.today,
        initial: Choices::default(),
        known: State::default(),
        id: [&*props.id, "-review"].concat().into(),
        level: props.level + 1,
        keep: false,
        early: false,
        locale: props.locale.clone(),
        gate: None,
        opened: true,
        handle: workspace.review.clone(),
        steps: Steps::default(),
        host: calculator::nobody(),
    };
    drawn::<Review>(props)
}

fn drawn<C: Component>(props: C::Properties) -> Html {
    VChild::<C>::new(props, None).into()
}
