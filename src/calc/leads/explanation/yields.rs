//! Where the figures of teams, money and follow-up come from.

use super::{count, explain, money, number, share};
use crate::calc::explain::{Explanation, Formula, Quantity};
use crate::calc::leads::{Cost, FollowUp, Inputs, Outlook, SourceRow, Speed, Team, TeamRow};
use crate::calc::units::{Money, Percent};
use crate::language::Word;

pub(super) fn teams(outlook: &Outlook) -> Vec<Explanation> {
    let all: f64 = outlook.teams.iter().map(|row| row.pipeline.0).sum();
    let one = |row: &TeamRow| {
        let name = match row.team {
            Team::Marketing => ("marketing_share", word!("Marketing's share of sourced pipeline")),
            Team::Sales => ("sales_share", word!("Sales' share of sourced pipeline")),
            Team::Partners => ("partners_share", word!("Partners' share of sourced pipeline")),
        };
        let formula = money(word!("opportunities of their leads"), row.pipeline)
            / money(word!("opportunities of all leads"), Money(all));
        explain(
            name,
            Quantity::Share(row.share),
            formula,
            word!("Opportunities count with the average deal."),
        )
    };
    outlook.teams.iter().filter(|_| all > 0.0).map(one).collect()
}

pub(super) fn costs(inputs: &Inputs, outlook: &Outlook) -> Vec<Explanation> {
    let Some(cost) = outlook.cost else { return Vec::new() };
    let sum = |of: fn(&SourceRow) -> f64| outlook.sources.iter().map(of).sum::<f64>();
    let (opportunities, wins) = (sum(|row| row.opportunities), sum(|row| row.ever));
    let total = || money(word!("cost of the leads"), cost.total);
    let parts = outlook.sources.iter().filter_map(|row| {
        let lead = money(word!("cost per lead"), row.cost?.lead);
        Some(count(row.name.label, row.leads.leads) * lead)
    });
    let mut all = vec![explain(
        ("cost", word!("Cost of the leads")),
        Quantity::Money(cost.total.0),
        Formula::Sum(parts.collect()),
        Word::NONE,
    )];
    all.extend(cost.opportunity.map(|each| {
        let formula = total() / count(word!("opportunities that come of them"), opportunities);
        explain(
            ("cost_opportunity", word!("Cost per opportunity")),
            Quantity::Money(each.0),
            formula,
            Word::NONE,
        )
    }));
    all.extend(cost.win.map(|each| {
        let formula = total() / count(word!("wins that come of them in the end"), wins);
        explain(("cost_win", word!("Cost per win")), Quantity::Money(each.0), formula, Word::NONE)
    }));
    all.extend(revenue(inputs, &cost, wins));
    all
}

fn revenue(inputs: &Inputs, cost: &Cost, wins: f64) -> Option<Explanation> {
    let brought = count(word!("wins that come of them in the end"), wins)
        * money(word!("average deal"), inputs.average_deal);
    let formula = brought / money(word!("cost of the leads"), cost.total);
    Some(explain(
        ("revenue_per_cost", word!("Revenue per amount spent on leads")),
        Quantity::Times(cost.revenue?),
        formula,
        word!(
            "Revenue, not profit, and with the wins that come after the period. What sellers cost is not \
         in it unless you put it there."
        ),
    ))
}

pub(super) fn losses(inputs: &Inputs, outlook: &Outlook) -> Option<Explanation> {
    let (leads, worth) = outlook.losses.unanswered?;
    let each = if leads > 0.0 { worth.0 / leads } else { 0.0 };
    let formula = Formula::Product(vec![
        count(word!("leads in all"), outlook.flow.leads),
        share(
            word!("neither followed up nor returned"),
            inputs.unanswered.map_or(0.0, Percent::fraction),
        ),
        money(word!("what a lead that is followed up brings"), Money(each)),
    ]);
    Some(explain(
        ("unanswered", word!("Lost with leads neither followed up nor returned")),
        Quantity::Money(worth.0),
        formula,
        word!(
            "If they were like the others: those followed up become an MQL more often than all leads \
         together, since these never do."
        ),
    ))
}

pub(super) fn per_rep(inputs: &Inputs, outlook: &Outlook) -> Option<Explanation> {
    let [leads, ..] = outlook.per_rep?;
    let formula = count(word!("leads a week"), outlook.flow.weekly)
        / count(word!("sellers"), f64::from(inputs.reps?));
    Some(explain(
        ("leads_per_rep", word!("Leads a week and seller")),
        Quantity::Count(leads),
        formula,
        Word::NONE,
    ))
}

pub(super) fn follow_up(inputs: &Inputs, answer: &FollowUp) -> Vec<Explanation> {
    const QUEUE: Word = word!(
        "Leads come in at random and are answered in turn by whoever is free, in \
                         working hours (Erlang C)."
    );
    let load = count(word!("leads an hour"), inputs.leads_per_hour.unwrap_or_default())
        * number(word!("minutes each"), inputs.minutes_per_lead.unwrap_or_default())
        / Formula::Constant(60.0);
    let mut all = vec![explain(
        ("load", word!("People kept busy by leads")),
        Quantity::Number(answer.load),
        load,
        Word::NONE,
    )];
    let speed = |name, speed: &Speed| {
        let late = if speed.waits > 0.0 { (1.0 - speed.within) / speed.waits } else { 0.0 };
        let formula = Formula::Constant(1.0)
            - share(word!("leads that wait"), speed.waits)
                * share(word!("of these, longer than wanted"), late);
        explain(name, Quantity::Share(speed.within), formula, QUEUE)
    };
    all.extend(
        answer.now.iter().map(|now| speed(("within", word!("Leads answered in time")), now)),
    );
    all.push(speed(
        ("within_needed", word!("Answered in time with the people needed")),
        &answer.then,
    ));
    all
}
