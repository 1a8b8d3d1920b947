//! Where each figure of a sweep comes from.

use super::{Inputs, Report, Rule, Side};
use crate::calc::explain::{Explanation, Formula, Quantity};
use crate::calc::units::Money;
use crate::language::Word;

/// What the age model leaves out of a formula.
const BY_AGE: Word = word!(
    "Each open deal counts with its value times the chance that deals of its age \
                      are won within the period, by the win curve of your own deals."
);

/// The formula behind each figure of `report`, which must be the report of `inputs`.
pub fn explanations(inputs: &Inputs, report: &Report) -> Vec<Explanation> {
    let mut all = vec![remaining(inputs, report)];
    all.extend(win_rate(report));
    all.extend(line(report));
    all.push(dead_share(report));
    all.extend(side(report, &report.before, &BEFORE));
    all.extend(side(report, &report.after, &AFTER));
    all.push(gap(inputs, report));
    all
}

/// Keys and labels of the figures of a side.
struct Names {
    coverage: (&'static str, Word),
    flat: (&'static str, Word),
    total: (&'static str, Word),
}

const BEFORE: Names = Names {
    coverage: ("coverage_before", word!("Coverage with all open deals")),
    flat: ("flat_before", word!("What win rate × pipeline expects from all open deals")),
    total: ("expected_before", word!("Expected in all, with all open deals")),
};

const AFTER: Names = Names {
    coverage: ("coverage_after", word!("Coverage without the dead deals")),
    flat: ("flat_after", word!("What win rate × pipeline expects without the dead deals")),
    total: ("expected_after", word!("Expected in all, without the dead deals")),
};

fn money(name: Word, amount: Money) -> Formula {
    Formula::Figure(name, Quantity::Money(amount.0))
}

fn count(name: Word, number: usize) -> Formula {
    Formula::Figure(name, Quantity::Count(number as f64))
}

fn explain(
    (key, label): (&'static str, Word),
    result: Quantity,
    formula: Formula,
    note: Word,
) -> Explanation {
    Explanation { key, label, result, date: None, formula, note }
}

fn remaining(inputs: &Inputs, report: &Report) -> Explanation {
    let formula =
        money(word!("goal"), inputs.goal) - money(word!("closed-won so far"), report.closed_won);
    explain(
        ("remaining", word!("Still to win")),
        Quantity::Money(report.remaining.0),
        Formula::AtLeastZero(Box::new(formula)),
        Word::NONE,
    )
}

fn win_rate(report: &Report) -> Option<Explanation> {
    let (won, closed) = report.default.own?;
    Some(explain(
        ("win_rate", word!("Win rate of your list")),
        Quantity::Share(report.default.win_rate),
        count(word!("deals won"), won) / count(word!("deals closed"), closed),
        word!("Closed deals are those won, lost and without a decision."),
    ))
}

fn line(report: &Report) -> Option<Explanation> {
    // Separate curves have a line each, unless the visitor drew one for all.
    let moved = report.line.rule == Rule::Moved;
    let one = Some(&report.line).filter(|_| moved || report.parts.is_empty())?;
    let days = Quantity::Days(one.days?);
    let name = ("dead_line", word!("Age at which an open deal is dead"));
    Some(match one.rule {
        Rule::Cycles { multiple } => explain(
            name,
            days,
            Formula::Figure(word!("sales cycles"), Quantity::Number(multiple))
                * Formula::Figure(
                    word!("average sales cycle"),
                    Quantity::Days(report.default.cycle),
                ),
            word!("Without wins or deals that old, a multiple of the sales cycle draws the line."),
        ),
        Rule::OwnHistory => explain(
            name,
            days,
            Formula::Figure(word!("first age with too small a chance"), days),
            word!(
                "From this age on, the chance to be won within two sales cycles is, with a confidence \
                 of 80 %, at most a quarter of a new deal's chance to be ever won. The fewer wins the \
                 list has, the nearer the line is to a multiple of the sales cycle."
            ),
        ),
        Rule::Moved => explain(
            name,
            days,
            Formula::Figure(word!("your own line"), days),
            word!("You moved the line; older deals are dead."),
        ),
    })
}

fn dead_share(report: &Report) -> Explanation {
    let part = if report.before.pipeline.0 > 0.0 {
        money(word!("value of the dead deals"), report.dead.value)
            / money(word!("open pipeline"), report.before.pipeline)
    } else {
        Formula::Constant(0.0)
    };
    explain(
        ("dead_share", word!("Share of the pipeline that is dead")),
        Quantity::Share(report.dead.share),
        part,
        Word::NONE,
    )
}

fn side(report: &Report, side: &Side, names: &Names) -> Vec<Explanation> {
    let pipeline = || money(word!("open pipeline"), side.pipeline);
    let rate = Formula::Figure(word!("win rate"), Quantity::Share(report.default.win_rate));
    let total = money(word!("closed-won so far"), report.closed_won)
        + money(word!("expected from open deals"), side.expected);
    let mut all = vec![
        explain(names.flat, Quantity::Money(side.expected_flat.0), pipeline() * rate, Word::NONE),
        explain(names.total, Quantity::Money(side.outcome.expected.0), total, BY_AGE),
    ];
    all.extend(side.coverage.map(|coverage| {
        let formula = pipeline() / money(word!("still to win"), report.remaining);
        explain(names.coverage, Quantity::Times(coverage), formula, Word::NONE)
    }));
    all
}

fn gap(inputs: &Inputs, report: &Report) -> Explanation {
    let formula = money(word!("goal"), inputs.goal)
        - money(word!("expected in all"), report.after.outcome.expected);
    explain(
        ("gap", word!("Short of the goal without the dead deals")),
        Quantity::Money(report.survivors.gap.0),
        Formula::AtLeastZero(Box::new(formula)),
        word!("Deals yet to be created are not counted."),
    )
}
