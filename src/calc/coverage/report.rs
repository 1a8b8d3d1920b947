//! The answer from the inputs.

use super::Precision;
use super::case::{Case, DAYS_PER_WEEK, Model, Odds};
use super::needs::need;
use super::{
    Band, Coverage, Expected, Inputs, Latest, Need, Outlook, Period, Plan, Report, Rule, Status,
};
use crate::calc::revenue::sizes::Revenue;
use crate::calc::units::{Money, Percent};

/// Confidences that are always shown.
const CONFIDENCES: [f64; 3] = [50.0, 80.0, 90.0];
/// About so many bands of revenue are shown.
const BANDS: f64 = 12.0;

/// The answer to "Do I have enough pipeline?". `inputs` must have passed their fields' ranges and
/// [`super::check`]; other values give some answer but never a panic.
///
/// ```
/// use chrono::NaiveDate;
/// use enough_pipeline::calc::coverage::{Inputs, Precision, report};
/// use enough_pipeline::calc::units::{Days, Money, Percent};
///
/// // $600,000 to go in 90 days, 96 open deals of $25,000, a win rate of 25 %, a cycle of 60 days.
/// let inputs = Inputs {
///     goal: Money(1_000_000.0),
///     closed_won: Money(400_000.0),
///     period: 4,
///     fiscal_start: 0,
///     period_start: NaiveDate::from_ymd_opt(2026, 1, 1),
///     period_end: NaiveDate::from_ymd_opt(2026, 3, 31),
///     today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
///     open_pipeline: Money(2_400_000.0),
///     open_deals: Some(96),
///     average_deal: None,
///     win_rate: Percent(25.0),
///     sales_cycle: Days(60),
///     aged_share: Some(Percent(0.0)),
///     new_pipeline: Money(0.0),
///     win_rate_by_value: None,
///     deal_spread: 0.0,
///     lead_conversion: None,
///     confidence: Percent(80.0),
///     correlation: Percent(0.0),
///     lever_step: Percent(10.0),
/// };
/// let report = report(&inputs, Precision::Settled);
/// let outlook = report.outlook.unwrap();
///
/// // Four times what remains sounds plenty, and goal ÷ win rate calls it just enough. But one
/// // open deal in five, not one in four, is won within the 90 days:
/// assert_eq!(outlook.coverage.have, 4.0);
/// assert!((outlook.conversion.fresh - 0.200).abs() < 0.001);
/// // 24 wins are needed, 19.2 expected: 14 times in 100 it will do.
/// assert!((report.chance - 0.138).abs() < 0.001);
/// assert_eq!(outlook.chosen.open.unwrap().deals, 138);
/// ```
pub fn report(inputs: &Inputs, precision: Precision) -> Report {
    let period = Period::of(inputs);
    let case = Case::of(inputs, &period);
    let remaining = Money(case.remaining());
    let ended = |status, chance| Report { status, period, remaining, chance, outlook: None };
    if remaining.0 <= 0.0 {
        return ended(Status::GoalReached, 1.0);
    }
    if case.days <= 0.0 {
        return ended(Status::PeriodOver, 0.0);
    }
    let model = Model::new(case);
    let odds = Odds::new(&case, precision);
    let chance = odds.chance(&model, case.deals);
    let outlook = Some(outlook(inputs, &period, &model, &odds, chance, precision));
    Report { status: Status::Open, period, remaining, chance, outlook }
}

fn outlook(
    inputs: &Inputs,
    period: &Period,
    model: &Model,
    odds: &Odds,
    chance: f64,
    precision: Precision,
) -> Outlook {
    let expected = expected(model);
    let gap = (Money(model.case.goal) - expected.total).or_zero();
    let latest = latest(model);
    let (needs, chosen) = needs(inputs, model, odds, precision);
    let (range, bands) = outcomes(model, odds, chance);
    Outlook {
        deals: model.deals(),
        conversion: model.conversion,
        expected,
        coverage: coverage(model, expected.new),
        needs,
        chosen,
        gap,
        latest,
        plan: plan(inputs, period, model, latest.median, gap),
        three_times: rule(model, odds, 3.0 * model.case.remaining()),
        over_win_rate: (model.case.win_rate > 0.0)
            .then(|| rule(model, odds, model.case.remaining() / model.case.win_rate)),
        range,
        bands,
    }
}

fn expected(model: &Model) -> Expected {
    let (open, new) = (Money(model.expected_open()), Money(model.expected_new()));
    Expected { open, new, total: Money(model.case.closed_won) + open + new }
}

fn coverage(model: &Model, new: Money) -> Coverage {
    let remaining = Money(model.case.remaining());
    let conversion = model.conversion.open;
    let needed = (conversion > 0.0).then(|| (remaining - new).or_zero() * (1.0 / conversion));
    Coverage {
        have: model.case.pipeline() / remaining.0,
        need: needed.and_then(|pipeline| pipeline.ratio_to(remaining)),
        pipeline_needed: needed,
    }
}

fn needs(inputs: &Inputs, model: &Model, odds: &Odds, precision: Precision) -> (Vec<Need>, Need) {
    let mut confidences = CONFIDENCES.to_vec();
    if !confidences.contains(&inputs.confidence.0) {
        confidences.push(inputs.confidence.0);
        confidences.sort_unstable_by(f64::total_cmp);
    }
    let needs: Vec<Need> = confidences
        .into_iter()
        .map(|confidence| need(model, odds, Percent(confidence), precision))
        .collect();
    let chosen = needs.iter().find(|need| need.confidence == inputs.confidence).copied();
    let chosen = chosen.unwrap_or(Need { confidence: inputs.confidence, open: None });
    (needs, chosen)
}

/// Method 2, "Latest creation dates": the end less the average cycle, and less the ages by which a
/// half and a tenth of all wins have happened.
fn latest(model: &Model) -> Latest {
    let days = model.case.days;
    Latest {
        average: days - model.case.cycle,
        median: days - model.curve.won_quantile(0.5),
        last: days - model.curve.won_quantile(0.1),
    }
}

/// Method 2, "Extra creation per week until the median date". With less than a day until then, no
/// pace of creation would be sensible.
fn plan(inputs: &Inputs, period: &Period, model: &Model, until: f64, gap: Money) -> Option<Plan> {
    let case = &model.case;
    let won_per_daily_money = if until >= 1.0 { case.ratio * model.landed(until) } else { 0.0 };
    if won_per_daily_money <= 0.0 || case.new_value <= 0.0 {
        return None;
    }
    let weekly = DAYS_PER_WEEK * gap.0 / won_per_daily_money;
    let weeks = until / DAYS_PER_WEEK;
    let leads = |opportunities: f64| {
        inputs
            .lead_conversion
            .filter(|rate| rate.0 > 0.0)
            .map(|rate| opportunities / rate.fraction())
    };
    let (weekly_opportunities, opportunities) =
        (weekly / case.new_value, weekly * weeks / case.new_value);
    Some(Plan {
        until: period.day(until),
        weeks,
        weekly_pipeline: Money(weekly),
        weekly_opportunities,
        weekly_leads: leads(weekly_opportunities),
        pipeline: Money(weekly * weeks),
        opportunities,
        leads: leads(opportunities),
    })
}

/// What a rule of thumb calls enough, and the chance of making the goal with just that much.
fn rule(model: &Model, odds: &Odds, pipeline: f64) -> Rule {
    let deals =
        if model.case.value > 0.0 { (pipeline / model.case.value).round() as u32 } else { 0 };
    Rule {
        pipeline: Money(pipeline),
        coverage: pipeline / model.case.remaining(),
        chance: odds.chance(model, deals),
    }
}

/// The range and the bands of total revenue. The bands on either side of the goal are scaled to
/// agree with `chance`, which is known more exactly than the lattice knows it.
fn outcomes(model: &Model, odds: &Odds, chance: f64) -> ([Money; 3], Vec<Band>) {
    let case = &model.case;
    let remaining = case.remaining();
    if case.won_value() <= 0.0 {
        let nothing =
            Band { from: Money(case.closed_won), to: Some(Money(case.goal)), chance: 1.0 };
        return ([Money(case.closed_won); 3], vec![nothing]);
    }
    let revenue = model.outcomes(odds);
    let total = |won: f64| Money(case.closed_won + won);
    let range = [0.1, 0.5, 0.9].map(|p| total(revenue.quantile(p)));
    let step = nice_step(
        (revenue.quantile(0.99).max(remaining) - revenue.quantile(0.01).min(remaining)) / BANDS,
    );
    let edges = edges(remaining, step, revenue.quantile(0.005), revenue.quantile(0.995));
    let mut low = (0.0, 0.0);
    let mut bands = Vec::with_capacity(edges.len() + 1);
    for edge in edges {
        let below = scaled(&revenue, edge, remaining, chance);
        bands.push(Band {
            from: total(low.0),
            to: Some(total(edge)),
            chance: (below - low.1).max(0.0),
        });
        low = (edge, below);
    }
    bands.push(Band { from: total(low.0), to: None, chance: 1.0 - low.1 });
    (range, bands)
}

/// The chance of less than `amount`, made to meet `1 - chance` at the goal.
fn scaled(revenue: &Revenue, amount: f64, goal: f64, chance: f64) -> f64 {
    let (below, below_goal) = (revenue.below(amount), revenue.below(goal));
    let part = |of: f64, whole: f64| if whole > 0.0 { of / whole } else { 1.0 };
    if amount < goal {
        (1.0 - chance) * part(below, below_goal)
    } else {
        1.0 - chance * part(1.0 - below, 1.0 - below_goal)
    }
}

/// Inner edges of the bands: the goal and steps from it, from `low` to `high`.
fn edges(goal: f64, step: f64, low: f64, high: f64) -> Vec<f64> {
    let first = -((goal - low.max(step / 2.0)) / step).floor().max(0.0);
    let last = ((high - goal) / step).floor().max(0.0);
    (first as i32..=last as i32)
        .map(|i| goal + f64::from(i) * step)
        .filter(|edge| *edge > 0.0)
        .collect()
}

/// The least of 1, 2, 5 times a power of ten that is not less than `least`.
fn nice_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.max(f64::MIN_POSITIVE).log10().floor());
    let lead = least / power;
    let nice = [1.0, 2.0, 5.0].into_iter().find(|nice| *nice >= lead).unwrap_or(10.0);
    nice * power
}
