//! What to create, week by week.

use yew::{Html, html};

use super::{Answer, section};
use crate::calc::coverage::{Outlook, Plan};
use crate::ui::view::View;

/// What to create, week by week.
pub fn plan(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    match &outlook.plan {
        _ if outlook.gap.0 <= 0.0 => section(
            view,
            "plan",
            "No extra pipeline is needed to make the goal on average",
            html! { <p>{ "The open deals and those created at the present rate carry it." }</p> },
        ),
        Some(plan) => {
            section(view, "plan", &finding(view, answer, plan), weekly(view, answer, plan))
        }
        None => section(
            view,
            "plan",
            too_late(answer),
            html! {
                <p>
                    { format!(
                        "A deal created today is too late to count on. On average {} is still missing.",
                        view.money(outlook.gap),
                    ) }
                </p>
            },
        ),
    }
}

fn too_late(answer: &Answer) -> &'static str {
    if answer.inputs.open_pipeline.0 > 0.0 {
        "New deals cannot close the gap: the open ones must"
    } else {
        "New deals can no longer close the gap"
    }
}

fn finding(view: &View, answer: &Answer, plan: &Plan) -> String {
    let more = if answer.inputs.new_pipeline.0 > 0.0 { " more" } else { "" };
    format!(
        "Create {}{more} pipeline a week until {}",
        view.short(plan.weekly_pipeline),
        view.formats.date_short(plan.until),
    )
}

fn weekly(view: &View, answer: &Answer, plan: &Plan) -> Html {
    let on_top = if answer.inputs.new_pipeline.0 > 0.0 {
        format!(" on top of the {} you create now", view.money(answer.inputs.new_pipeline))
    } else {
        String::new()
    };
    let weeks = view.count(plan.weeks, 1, "week", "weeks");
    html! {
        <>
            <dl class="ep-stats">
                <div><dt>{ "Pipeline a week" }</dt><dd>{ view.money(plan.weekly_pipeline) }</dd></div>
                <div>
                    <dt>{ "Opportunities a week" }</dt>
                    <dd>{ view.formats.number(plan.weekly_opportunities, 1) }</dd>
                </div>
                if let Some(leads) = plan.weekly_leads {
                    <div><dt>{ "Leads a week" }</dt><dd>{ view.formats.number(leads, 0) }</dd></div>
                }
            </dl>
            <p>
                { format!(
                    "That is {}{on_top}: {} in {weeks}. It closes the gap on average, which is about an even chance; after {} half of the wins come too late.",
                    view.money(plan.weekly_pipeline),
                    view.money(plan.pipeline),
                    view.formats.date_short(plan.until),
                ) }
            </p>
            { answer.how(view, &["weekly_pipeline", "weekly_opportunities", "weekly_leads"]) }
        </>
    }
}
