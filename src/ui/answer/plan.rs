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
            say!("No extra pipeline is needed to make the goal on average").into(),
            vec![worded(
                "p",
                "",
                say!("The open deals and those created at the present rate carry it."),
            )],
        ),
        Some(plan) => (finding(view, answer, plan), weekly(view, answer, plan)),
        None => {
            let missing = say!(
                "A deal created today is too late to count on. On average {gap} is still missing.",
                gap = view.money(outlook.gap),
            );
            (too_late(answer).into(), vec![worded("p", "", missing)])
        }
    };
    section(view, "plan", finding, body)
}

fn too_late(answer: &Answer) -> &'static str {
    if answer.inputs.open_pipeline.0 > 0.0 {
        say!("New deals cannot close the gap: the open ones must")
    } else {
        say!("New deals can no longer close the gap")
    }
}

fn finding(view: &View, answer: &Answer, plan: &Plan) -> String {
    let (amount, day) = (view.short(plan.weekly_pipeline), view.formats.date_short(plan.until));
    if answer.inputs.new_pipeline.0 > 0.0 {
        say!("Create {amount} more pipeline a week until {day}", amount = amount, day = day)
    } else {
        say!("Create {amount} pipeline a week until {day}", amount = amount, day = day)
    }
}

fn weekly(view: &View, answer: &Answer, plan: &Plan) -> Vec<Html> {
    let mut figures = vec![
        (say!("Pipeline a week"), view.money(plan.weekly_pipeline)),
        (say!("Opportunities a week"), view.formats.number(plan.weekly_opportunities, 1)),
    ];
    if let Some(leads) = plan.weekly_leads {
        figures.push((say!("Leads a week"), view.formats.number(leads, 0)));
    }
    let keys = ["weekly_pipeline", "weekly_opportunities", "weekly_leads"];
    vec![
        terms("ep-stats", figures),
        worded("p", "", sentence(view, answer, plan)),
        answer.how(view, &keys),
    ]
}

fn sentence(view: &View, answer: &Answer, plan: &Plan) -> String {
    let (amount, all) = (view.money(plan.weekly_pipeline), view.money(plan.pipeline));
    let (weeks, day) = (view.counted(plan.weeks, 1), view.formats.date_short(plan.until));
    if answer.inputs.new_pipeline.0 > 0.0 {
        say!(
            "That is {amount} on top of the {now} you create now: {all} in {weeks} {weeks?week|weeks}. It closes the gap on average, which is about an even chance; after {day} half of the wins come too late.",
            amount = amount,
            now = view.money(answer.inputs.new_pipeline),
            all = all,
            weeks = weeks,
            day = day,
        )
    } else {
        say!(
            "That is {amount}: {all} in {weeks} {weeks?week|weeks}. It closes the gap on average, which is about an even chance; after {day} half of the wins come too late.",
            amount = amount,
            all = all,
            weeks = weeks,
            day = day,
        )
    }
}
