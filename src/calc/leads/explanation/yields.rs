//! Where the figures of teams, money and follow-up come from.

use super::{count, explain, money, number, share};
use crate::calc::explain::{Explanation, Formula, Quantity};
use crate::calc::leads::{Cost, FollowUp, Inputs, Outlook, SourceRow, Speed, Team, TeamRow};
use crate::calc::units::{Money, Percent};

pub(super) fn teams(outlook: &Outlook) -> Vec<Explanation> {
    let all: f64 = outlook.teams.iter().map(|row| row.pipeline.0).sum();
    let one = |row: &TeamRow| {
        let name = match row.team {
            Team::Marketing => ("marketing_share", "Marketing's share of sourced pipeline"),
            Team::Sales => ("sales_share", "Sales' share of sourced pipeline"),
            Team::Partners => ("partners_share", "Partners' share of sourced pipeline"),
        };
        let formula = money("opportunities of their leads", row.pipeline)
            / money("opportunities of all leads", Money(all));
        explain(
            name,
            Quantity::Share(row.share),
            formula,
            "Opportunities count with the average deal.",
        )
    };
    outlook.teams.iter().filter(|_| all > 0.0).map(one).collect()
}

pub(super) fn costs(inputs: &Inputs, outlook: &Outlook) -> Vec<Explanation> {
    let Some(cost) = outlook.cost else { return Vec::new() };
    let sum = |of: fn(&SourceRow) -> f64| outlook.sources.iter().map(of).sum::<f64>();
    let (opportunities, wins) = (sum(|row| row.opportunities), sum(|row| row.ever));
    let total = || money("cost of the leads", cost.total);
    let parts = outlook.sources.iter().filter_map(|row| {
        let lead = money("cost per lead", row.cost?.lead);
        Some(count(row.name.label, row.leads.leads) * lead)
    });
    let mut all = vec![explain(
        ("cost", "Cost of the leads"),
        Quantity::Money(cost.total.0),
        Formula::Sum(parts.collect()),
        "",
    )];
    all.extend(cost.opportunity.map(|each| {
        let formula = total() / count("opportunities that come of them", opportunities);
        explain(("cost_opportunity", "Cost per opportunity"), Quantity::Money(each.0), formula, "")
    }));
    all.extend(cost.win.map(|each| {
        let formula = total() / count("wins that come of them in the end", wins);
        explain(("cost_win", "Cost per win"), Quantity::Money(each.0), formula, "")
    }));
    all.extend(revenue(inputs, &cost, wins));
    all
}

fn revenue(inputs: &Inputs, cost: &Cost, wins: f64) -> Option<Explanation> {
    let brought = count("wins that come of them in the end", wins)
        * money("average deal", inputs.average_deal);
    let formula = brought / money("cost of the leads", cost.total);
    Some(explain(
        ("revenue_per_cost", "Revenue per amount spent on leads"),
        Quantity::Times(cost.revenue?),
        formula,
        "Revenue, not profit, and with the wins that come after the period. What sellers cost is not \
         in it unless you put it there.",
    ))
}

pub(super) fn losses(inputs: &Inputs, outlook: &Outlook) -> Option<Explanation> {
    let (leads, worth) = outlook.losses.unanswered?;
    let each = if leads > 0.0 { worth.0 / leads } else { 0.0 };
    let formula = Formula::Product(vec![
        count("leads in all", outlook.flow.leads),
        share("neither followed up nor returned", inputs.unanswered.map_or(0.0, Percent::fraction)),
        money("what a lead that is followed up brings", Money(each)),
    ]);
    Some(explain(
        ("unanswered", "Lost with leads neither followed up nor returned"),
        Quantity::Money(worth.0),
        formula,
        "If they were like the others: those followed up become an MQL more often than all leads \
         together, since these never do.",
    ))
}

pub(super) fn per_rep(inputs: &Inputs, outlook: &Outlook) -> Option<Explanation> {
    let [leads, ..] = outlook.per_rep?;
    let formula =
        count("leads a week", outlook.flow.weekly) / count("sellers", f64::from(inputs.reps?));
    Some(explain(("leads_per_rep", "Leads a week and seller"), Quantity::Count(leads), formula, ""))
}

pub(super) fn follow_up(inputs: &Inputs, answer: &FollowUp) -> Vec<Explanation> {
    const QUEUE: &str = "Leads come in at random and are answered in turn by whoever is free, in \
                         working hours (Erlang C).";
    let load = count("leads an hour", inputs.leads_per_hour.unwrap_or_default())
        * number("minutes each", inputs.minutes_per_lead.unwrap_or_default())
        / Formula::Constant(60.0);
    let mut all = vec![explain(
        ("load", "People kept busy by leads"),
        Quantity::Number(answer.load),
        load,
        "",
    )];
    let speed = |name, speed: &Speed| {
        let late = if speed.waits > 0.0 { (1.0 - speed.within) / speed.waits } else { 0.0 };
        let formula = Formula::Constant(1.0)
            - share("leads that wait", speed.waits) * share("of these, longer than wanted", late);
        explain(name, Quantity::Share(speed.within), formula, QUEUE)
    };
    all.extend(answer.now.iter().map(|now| speed(("within", "Leads answered in time"), now)));
    all.push(speed(("within_needed", "Answered in time with the people needed"), &answer.then));
    all
}
