//! Where each figure of a forecast comes from.

use super::{Inputs, Method, Report};
use crate::calc::explain::{Explanation, Formula, Quantity};
use crate::calc::units::Money;

/// The formula behind each figure of `report`, which must be the report of `inputs`.
pub fn explanations(inputs: &Inputs, report: &Report) -> Vec<Explanation> {
    let mut all = vec![total(report)];
    all.extend(open(report));
    all.extend(new(inputs, report));
    all.extend(recurring(inputs, report));
    all.extend(gap(report));
    all.extend(flat(inputs, report));
    all.extend(run_rate(inputs, report));
    all.extend(categories(report));
    all
}

fn money(name: &'static str, amount: Money) -> Formula {
    Formula::Figure(name, Quantity::Money(amount.0))
}

fn share(name: &'static str, value: f64) -> Formula {
    Formula::Figure(name, Quantity::Share(value))
}

fn explain(
    (key, label): (&'static str, &'static str),
    result: Money,
    formula: Formula,
    note: &'static str,
) -> Explanation {
    Explanation { key, label, result: Quantity::Money(result.0), date: None, formula, note }
}

fn total(report: &Report) -> Explanation {
    let sum = report.total;
    let parts = [
        ("closed-won this month", sum.closed),
        ("from open deals", sum.open),
        ("from new deals", sum.new),
        ("from renewals", sum.renewals),
        ("recurring revenue", sum.recurring),
    ];
    let some = parts.into_iter().filter(|(_, amount)| amount.0 > 0.0);
    explain(
        ("total", "Expected in all months"),
        sum.total(),
        Formula::Sum(some.map(|(name, amount)| money(name, amount)).collect()),
        "Each month is the sum of the same parts. The ranges come from the distribution of all of \
         them together, in which deals win and lose together as far as the correlation says.",
    )
}

/// Value of the open deals.
fn pipeline(report: &Report) -> Money {
    report.by_stage.iter().map(|group| group.value).sum()
}

fn open(report: &Report) -> Option<Explanation> {
    let pipeline = pipeline(report);
    let chance = report.total.open.ratio_to(pipeline)?;
    Some(explain(
        ("open", "Expected from the open deals"),
        report.total.open,
        money("value of the open deals", pipeline)
            * share("their chance to be won in these months, weighted by value", chance),
        "Each deal counts with its own chance: its probability, its stage's or that of its age, \
         whichever comes first, and of that the part that falls into these months by the win curve.",
    ))
}

fn new(inputs: &Inputs, report: &Report) -> Option<Explanation> {
    // With leads too, there is no single value of which to take a share.
    if inputs.leads > 0.0 {
        return None;
    }
    let days = Formula::Figure("days", Quantity::Days(days(report)?));
    let created = money("new pipeline per week", inputs.new_pipeline) / Formula::Constant(7.0);
    let all = Money(created.evaluate() * days.evaluate());
    let chance = report.total.new.ratio_to(all)?;
    Some(explain(
        ("new", "Expected from new deals"),
        report.total.new,
        created * days * share("share of it that is won before the last day", chance),
        "A deal created late has little time to be won: the share is the win curve's mean over all \
         days on which one may be created.",
    ))
}

fn days(report: &Report) -> Option<f64> {
    let (first, last) = (report.months.first()?, report.months.last()?);
    Some(((last.end - first.start).num_days() + 1) as f64)
}

fn recurring(inputs: &Inputs, report: &Report) -> Option<Explanation> {
    let base = inputs.recurring;
    let times = report.total.recurring.ratio_to(base)?;
    Some(explain(
        ("recurring", "Recurring revenue"),
        report.total.recurring,
        money("recurring revenue this month", base)
            * Formula::Figure("months, each kept and grown", Quantity::Number(times)),
        "Each month keeps (1 − churn) × (1 + expansion) of the month before.",
    ))
}

fn gap(report: &Report) -> Option<Explanation> {
    let (goal, total) = (report.goal?, report.total.total());
    Some(explain(
        ("gap", "Short of the goal"),
        (goal - total).or_zero(),
        Formula::AtLeastZero(Box::new(
            money("goal", goal) - money("expected in all months", total),
        )),
        "",
    ))
}

fn method(report: &Report, method: Method) -> Option<Money> {
    report.methods.iter().find(|row| row.method == method).map(|row| row.amount)
}

fn flat(inputs: &Inputs, report: &Report) -> Option<Explanation> {
    let amount = method(report, Method::FlatWinRate)?;
    Some(explain(
        ("flat", "Win rate × pipeline"),
        amount,
        money("value of the open deals", pipeline(report))
            * share("win rate", inputs.win_rate.fraction()),
        "Whenever they close: also after the last of these months.",
    ))
}

fn run_rate(inputs: &Inputs, report: &Report) -> Option<Explanation> {
    Some(explain(
        ("run_rate", "Run rate"),
        method(report, Method::RunRate)?,
        money("mean of the last three months", report.run_rate?)
            * Formula::Figure("months", Quantity::Count(f64::from(inputs.months))),
        "",
    ))
}

fn categories(report: &Report) -> Option<Explanation> {
    const NAMES: [[&str; 2]; 5] = [
        ["closed-won", ""],
        ["in commit", "of which is won"],
        ["in best case", "of which is won"],
        ["other pipeline", "of which is won"],
        ["", ""],
    ];
    let amount = method(report, Method::Categories)?;
    let part = |(row, [name, rate]): (&super::CategoryRow, [&'static str; 2])| {
        let value = money(name, row.value);
        match rate {
            _ if row.value.0 <= 0.0 || name.is_empty() => None,
            "" => Some(value),
            rate => Some(value * share(rate, row.rate.fraction())),
        }
    };
    let parts = report.categories.iter().zip(NAMES).filter_map(part).collect();
    Some(explain(("categories", "By category"), amount, Formula::Sum(parts), ""))
}
