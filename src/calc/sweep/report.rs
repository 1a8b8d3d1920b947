//! The answer from the inputs and the list.

use super::line::Lines;
use super::{
    Group, Inputs, Overrides, Part, Precision, Regret, Report, Side, Standing, Survivors, Verdict,
};
use crate::calc::portfolio::Portfolio;
use crate::calc::prospects::{
    Basis, Deciding, Prospect, Target, expected, pipeline, prospects, total_correlation,
};
use crate::calc::rates::closed_won;
use crate::calc::separate;
use crate::calc::units::Money;

/// Which open deals are dead, and what is left without them. `portfolio` must be that of `inputs`,
/// [`Inputs::portfolio`].
pub fn report(
    inputs: &Inputs,
    portfolio: &Portfolio,
    overrides: &Overrides,
    precision: Precision,
) -> Report {
    let (target, closed_won_deals) = target(inputs, portfolio);
    let lines = Lines::new(portfolio, inputs.dead_after, inputs.dead_days);
    let deals = verdicts(inputs, portfolio, overrides, &lines);
    let all: Vec<Prospect> = deals.iter().map(|deal| deal.prospect).collect();
    let alive: Vec<Prospect> = of(&deals, |deal| deal.standing != Standing::Dead);
    let before = side(&target, portfolio, &all, precision);
    let after = side(&target, portfolio, &alive, precision);
    let dead = of(&deals, |deal| deal.standing == Standing::Dead);
    let group = |part: &[Prospect]| Group::new(part, before.pipeline);
    Report {
        period: inputs.period(),
        rejected: portfolio.history.rejected,
        cut: portfolio.history.cut,
        default: portfolio.default,
        line: *lines.of(0),
        regret: Regret::new(portfolio, &lines),
        parts: parts(portfolio, &lines, &deals),
        closed_won: target.closed_won,
        closed_won_deals,
        remaining: remaining(&target),
        correlation: target.correlation,
        before,
        after,
        dead: group(&dead),
        aged: group(&of(&deals, |deal| deal.standing == Standing::Aged)),
        past_due: group(&of(&deals, |deal| deal.past_due.is_some())),
        stalled: group(&of(&deals, |deal| deal.stalled)),
        survivors: survivors(&target, &after, &dead),
        deals,
    }
}

/// What is asked of the open deals and their chances, for [`crate::calc::prospects::deciders`]: the
/// deals of `report` that are not dead, or all.
pub fn forecast(inputs: &Inputs, report: &Report, with_dead: bool) -> (Target, Vec<Prospect>) {
    let Report { closed_won, correlation, .. } = *report;
    let target = Target { goal: inputs.goal, closed_won, correlation };
    (target, of(&report.deals, |deal| with_dead || deal.standing != Standing::Dead))
}

/// What it takes to find the deals of `report` that decide the period, dead ones aside: by their
/// stages too where those matter, with the expected revenue and the chance of the goal as reported.
pub fn deciding(inputs: &Inputs, portfolio: &Portfolio, report: &Report) -> Deciding {
    let (target, deals) = forecast(inputs, report, false);
    if !portfolio.stages.is_on() {
        return Deciding::new(target, deals);
    }
    let ranked = portfolio.stages.ranked(portfolio, inputs.window(), &deals);
    Deciding::new(target, ranked).around(deals)
}

fn target(inputs: &Inputs, portfolio: &Portfolio) -> (Target, Option<usize>) {
    let period = inputs.period();
    let listed = closed_won(portfolio, period.start, period.end);
    let (won, deals) = match inputs.closed_won {
        Some(given) => (given, None),
        None => (listed.0, Some(listed.1)),
    };
    let default = &portfolio.default;
    let closed = default.own.map_or(0, |(_, closed)| closed);
    let rho = inputs.correlation.fraction();
    let correlation = total_correlation(rho, default.win_rate, closed);
    (Target { goal: inputs.goal, closed_won: won, correlation }, deals)
}

fn verdicts(
    inputs: &Inputs,
    portfolio: &Portfolio,
    overrides: &Overrides,
    lines: &Lines,
) -> Vec<Verdict> {
    let curves: Vec<&Portfolio> = portfolio.curves().collect();
    let chances = prospects(portfolio, inputs.window(), inputs.listed(), &overrides.chances)
        .into_iter()
        .map(|prospect| follow(prospect, overrides.lesson.unwrap_or(1.0)));
    let mut deals: Vec<Verdict> = portfolio
        .history
        .open()
        .zip(chances)
        .map(|(life, prospect)| {
            let part = portfolio.part_of(life.position);
            Verdict::new(curves[part], lines.of(part), overrides, life, prospect)
        })
        .collect();
    deals.sort_by(Verdict::by_value);
    let by_age: Vec<Prospect> = deals.iter().map(|deal| deal.prospect).collect();
    let ranked = portfolio.stages.ranked(portfolio, inputs.window(), &by_age);
    for (deal, by_stage) in deals.iter_mut().zip(ranked) {
        deal.by_stage = by_stage;
    }
    deals
}

/// The deal with its chances, and with them what it lets expect, times the lesson of past quarters.
/// A chance that the visitor typed is none of the curve's.
pub fn follow(prospect: Prospect, lesson: f64) -> Prospect {
    if prospect.basis == Basis::Typed {
        return prospect;
    }
    let times = |chance: f64| (chance * lesson).min(1.0);
    let Prospect { chance, chance_ever, .. } = prospect;
    Prospect { chance: times(chance), chance_ever: times(chance_ever), ..prospect }
}

/// The parts with curves of their own.
fn parts(portfolio: &Portfolio, lines: &Lines, deals: &[Verdict]) -> Vec<Part> {
    let Some(parts) = &portfolio.parts else { return Vec::new() };
    let all = pipeline(&of(deals, |_| true));
    let part = |(at, one): (usize, &separate::Part)| {
        let belongs = |deal: &Verdict| portfolio.part_of(deal.prospect.position) == at;
        let dead = |deal: &Verdict| belongs(deal) && deal.standing == Standing::Dead;
        let Portfolio { default, curve, .. } = &one.portfolio;
        Part {
            name: one.name.clone(),
            default: *default,
            half: curve.won_quantile(0.5),
            line: *lines.of(at),
            open: Group::new(&of(deals, belongs), all),
            dead: Group::new(&of(deals, dead), all),
        }
    };
    (1..).zip(parts.all()).map(part).collect()
}

impl Group {
    /// `part` of open deals that are worth `all`.
    fn new(part: &[Prospect], all: Money) -> Self {
        let value = pipeline(part);
        let share = value.ratio_to(all).unwrap_or(0.0);
        Self { deals: part.len(), value, share, expected: expected(part) }
    }
}

fn of(deals: &[Verdict], belongs: impl Fn(&Verdict) -> bool) -> Vec<Prospect> {
    deals.iter().filter(|deal| belongs(deal)).map(|deal| deal.prospect).collect()
}

fn side(target: &Target, portfolio: &Portfolio, deals: &[Prospect], precision: Precision) -> Side {
    let value = pipeline(deals);
    Side {
        deals: deals.len(),
        pipeline: value,
        coverage: value.ratio_to(remaining(target)),
        expected_flat: value * portfolio.default.win_rate,
        expected: expected(deals),
        outcome: target.outcome(deals, precision),
    }
}

fn remaining(target: &Target) -> Money {
    (target.goal - target.closed_won).or_zero()
}

/// `dead` must be sorted by value.
fn survivors(target: &Target, after: &Side, dead: &[Prospect]) -> Survivors {
    let gap = (target.goal - after.outcome.expected).or_zero();
    let mut sum = Money(0.0);
    let enough = dead.iter().position(|deal| {
        sum = sum + deal.value;
        sum >= gap
    });
    let deals = if gap.0 > 0.0 { enough.map(|last| last + 1) } else { Some(0) };
    Survivors { gap, deals }
}
