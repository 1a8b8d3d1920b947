//! Where each figure of a forecast comes from.

use super::{GroupBy, Inputs, Method, Report};
use crate::calc::explain::{Explanation, Formula, Quantity};
use crate::calc::units::Money;
use crate::language::Word;

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

fn money(name: Word, amount: Money) -> Formula {
    Formula::Figure(name, Quantity::Money(amount.0))
}

fn share(name: Word, value: f64) -> Formula {
    Formula::Figure(name, Quantity::Share(value))
}

fn explain(
    (key, label): (&'static str, Word),
    result: Money,
    formula: Formula,
    note: Word,
) -> Explanation {
    Explanation { key, label, result: Quantity::Money(result.0), date: None, formula, note }
}

fn total(report: &Report) -> Explanation {
    let sum = report.total;
    let parts = [
        (word!("closed-won this month"), sum.closed),
        (word!("from open deals"), sum.open),
        (word!("from new deals"), sum.new),
        (word!("from renewals"), sum.renewals),
        (word!("recurring revenue"), sum.recurring),
    ];
    let some = parts.into_iter().filter(|(_, amount)| amount.0 > 0.0);
    explain(
        ("total", word!("Expected in all months")),
        sum.total(),
        Formula::Sum(some.map(|(name, amount)| money(name, amount)).collect()),
        word!(
            "Each month is the sum of the same parts. The ranges come from the distribution of all of \
         them together, in which deals win and lose together as far as the correlation says."
        ),
    )
}

/// Value of the open deals.
fn pipeline(report: &Report) -> Money {
    report.by(GroupBy::Stage).iter().map(|group| group.value).sum()
}

fn open(report: &Report) -> Option<Explanation> {
    let pipeline = pipeline(report);
    let chance = report.total.open.ratio_to(pipeline)?;
    Some(explain(
        ("open", word!("Expected from the open deals")),
        report.total.open,
        money(word!("value of the open deals"), pipeline)
            * share(word!("their chance to be won in these months, weighted by value"), chance),
        if report.without_age.is_some_and(|deals| deals.alone) {
            word!(
                "Each deal counts with its own chance, its stage's or the win rate, whichever comes \
                 first, in the month of its close date."
            )
        } else {
            word!(
                "Each deal counts with its own chance: its probability, its stage's or that of its age, \
         whichever comes first, and of that the part that falls into these months by the win curve."
            )
        },
    ))
}

fn new(inputs: &Inputs, report: &Report) -> Option<Explanation> {
    // With leads too, there is no single value of which to take a share.
    if inputs.leads > 0.0 {
        return from_leads(report);
    }
    let days = Formula::Figure(word!("days"), Quantity::Days(days(report)?));
    let created =
        money(word!("new pipeline per week"), inputs.new_pipeline) / Formula::Constant(7.0);
    let all = Money(created.evaluate() * days.evaluate());
    let chance = report.total.new.ratio_to(all)?;
    Some(explain(
        ("new", word!("Expected from new deals")),
        report.total.new,
        created * days * share(word!("share of it that is won before the last day"), chance),
        word!(
            "A deal created late has little time to be won: the share is the win curve's mean over all \
         days on which one may be created."
        ),
    ))
}

fn from_leads(report: &Report) -> Option<Explanation> {
    let wins = report.total.new.ratio_to(report.new_deal)?;
    Some(explain(
        ("new", word!("Expected from new deals")),
        report.total.new,
        money(word!("value of a new deal"), report.new_deal)
            * Formula::Figure(word!("new deals won before the last day"), Quantity::Count(wins)),
        word!(
            "Deals come from the new pipeline of each week and from the leads that become opportunities, \
         after the days that takes; each has the chance that the win curve leaves it until the last \
         day."
        ),
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
        ("recurring", word!("Recurring revenue")),
        report.total.recurring,
        money(word!("recurring revenue this month"), base)
            * Formula::Figure(word!("months, each kept and grown"), Quantity::Number(times)),
        word!("Each month keeps (1 − churn) × (1 + expansion) of the month before."),
    ))
}

fn gap(report: &Report) -> Option<Explanation> {
    let (goal, total) = (report.goal?, report.total.total());
    Some(explain(
        ("gap", word!("Short of the goal")),
        (goal - total).or_zero(),
        Formula::AtLeastZero(Box::new(
            money(word!("goal"), goal) - money(word!("expected in all months"), total),
        )),
        Word::NONE,
    ))
}

fn method(report: &Report, method: Method) -> Option<Money> {
    report.methods.iter().find(|row| row.method == method).map(|row| row.amount)
}

fn flat(inputs: &Inputs, report: &Report) -> Option<Explanation> {
    let amount = method(report, Method::FlatWinRate)?;
    Some(explain(
        ("flat", word!("Win rate × pipeline")),
        amount,
        money(word!("value of the open deals"), pipeline(report))
            * share(word!("win rate"), inputs.win_rate.fraction()),
        word!("Whenever they close: also after the last of these months."),
    ))
}

fn run_rate(inputs: &Inputs, report: &Report) -> Option<Explanation> {
    Some(explain(
        ("run_rate", word!("Run rate")),
        method(report, Method::RunRate)?,
        money(word!("mean of the last three months"), report.run_rate?)
            * Formula::Figure(word!("months"), Quantity::Count(f64::from(inputs.months))),
        Word::NONE,
    ))
}

fn categories(report: &Report) -> Option<Explanation> {
    const NAMES: [[Word; 2]; 5] = [
        [word!("closed-won"), Word::NONE],
        [word!("in commit"), word!("of which is won")],
        [word!("in best case"), word!("of which is won")],
        [word!("other pipeline"), word!("of which is won")],
        [Word::NONE, Word::NONE],
    ];
    let amount = method(report, Method::Categories)?;
    let part = |(row, [name, rate]): (&super::CategoryRow, [Word; 2])| {
        let value = money(name, row.value);
        match rate {
            _ if row.value.0 <= 0.0 || name.is_empty() => None,
            rate if rate.is_empty() => Some(value),
            rate => Some(value * share(rate, row.rate.fraction())),
        }
    };
    let parts = report.categories.iter().zip(NAMES).filter_map(part).collect();
    Some(explain(("categories", word!("By category")), amount, Formula::Sum(parts), Word::NONE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::forecast::tests::inputs;
    use crate::calc::forecast::{Category, Lists, Precision, Stage, report};
    use crate::calc::units::{Days, Percent};

    #[test]
    fn every_formula_comes_to_its_figure() {
        let stage =
            Stage { name: "Demo".into(), count: 9, value: Money(9e4), chance: Percent(40.0) };
        let lists = Lists {
            stages: &[stage],
            categories: &[("Demo".to_owned(), Category::Commit)],
            history: &[Money(9e3), Money(1e4), Money(1.2e4)],
            ..Lists::default()
        };
        let plain = Inputs {
            goal: Some(Money(9e5)),
            closed_won: Money(5e3),
            new_pipeline: Money(2e4),
            recurring: Money(1e4),
            churn: Percent(2.0),
            lead_conversion: Some(Percent(10.0)),
            lead_lag: Days(20),
            ..inputs()
        };
        for inputs in [plain, Inputs { leads: 20.0, ..plain }] {
            let report = report(&inputs, &lists, Precision::Settled);
            let all = explanations(&inputs, &report);
            let keys: Vec<&str> = all.iter().map(|one| one.key).collect();
            assert_eq!(
                keys,
                ["total", "open", "new", "recurring", "gap", "flat", "run_rate", "categories"]
            );
            for one in all {
                let (formula, result) = (one.formula.evaluate(), one.result.value());
                assert!((formula - result).abs() < 1e-6, "{}: {formula} {result}", one.key);
            }
        }
    }

    #[test]
    fn nothing_explains_nothing() {
        let report = report(&inputs(), &Lists::default(), Precision::Interactive);
        let all = explanations(&inputs(), &report);
        assert_eq!(all.iter().map(|one| one.key).collect::<Vec<_>>(), ["total"]);
        assert_eq!(all[0].formula.evaluate(), 0.0);
    }
}
