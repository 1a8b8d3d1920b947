//! What to create, week by week.

use yew::Html;

use super::{Answer, section};
use crate::calc::coverage::{Outlook, Plan};
use crate::ui::element::{terms, worded};
use crate::ui::view::View;

/// What to create, week by week.
pub fn plan(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let (finding, body) = match &outlook.plan {
        _ if outlook.gap.0 <= 0.0 => (
            "No extra pipeline is needed to make the goal on average".into(),
            vec![worded("p", "", "The open deals and those created at the present rate carry it.")],
        ),
        Some(plan) => (finding(view, answer, plan), weekly(view, answer, plan)),
        None => {
            let missing = format!(
                "A deal created today is too late to count on. On average {} is still missing.",
                view.money(outlook.gap),
            );
            (too_late(answer).into(), vec![worded("p", "", missing)])
        }
    };
    section(view, "plan", finding, body)
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

fn weekly(view: &View, answer: &Answer, plan: &Plan) -> Vec<Html> {
    let mut figures = vec![
        ("Pipeline a week", view.money(plan.weekly_pipeline)),
        ("Opportunities a week", view.formats.number(plan.weekly_opportunities, 1)),
    ];
    if let Some(leads) = plan.weekly_leads {
        figures.push(("Leads a week", view.formats.number(leads, 0)));
    }
    let keys = ["weekly_pipeline", "weekly_opportunities", "weekly_leads"];
    vec![
        terms("ep-stats", figures),
        worded("p", "", sentence(view, answer, plan)),
        answer.how(view, &keys),
    ]
}

fn sentence(view: &View, answer: &Answer, plan: &Plan) -> String {
    let on_top = if answer.inputs.new_pipeline.0 > 0.0 {
        format!(" on top of the {} you create now", view.money(answer.inputs.new_pipeline))
    } else {
        String::new()
    };
    format!(
        "That is {}{on_top}: {} in {}. It closes the gap on average, which is about an even chance; after {} half of the wins come too late.",
        view.money(plan.weekly_pipeline),
        view.money(plan.pipeline),
        view.count(plan.weeks, 1, "week", "weeks"),
        view.formats.date_short(plan.until),
    )
}
