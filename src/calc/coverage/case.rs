//! The inputs as plain numbers, and the chances that follow from them.

use std::cell::OnceCell;

use super::{Conversion, Deals, Inputs, Period};
use crate::calc::cycle::Curve;
use crate::calc::normal;
use crate::calc::revenue::Precision;
use crate::calc::revenue::counts::{Arrivals, LikeDeals, Pipeline, Scored};
use crate::calc::revenue::market::Market;
use crate::calc::revenue::sizes::{Reach, Revenue, lattice_tail, smooth_tail};
use crate::calc::units::{Money, Percent};

/// Aged deals are taken to be at most this many cycles old (method 2).
pub(super) const OLDEST: f64 = 6.0;
pub(super) const DAYS_PER_WEEK: f64 = 7.0;
/// Where the Edgeworth expansion serves: conditional variance of wins, square of the skewness and
/// kurtosis of revenue; then the last two again where the market's width ([`Scored::width`]) is
/// small, so that averaging over the market smooths the error.
struct Domain {
    variance: f64,
    shape: (f64, f64),
    width: f64,
    smoothed: (f64, f64),
}

/// Error below 1e-4, measured for 150 to 10,000 deals, cv 0 to 2, correlation 0 and 3 %.
const INTERACTIVE: Domain =
    Domain { variance: 15.0, shape: (0.03, 0.05), width: 0.3, smoothed: (0.1, 0.5) };
/// Error about 1e-6, as that of the lattice.
const SETTLED: Domain =
    Domain { variance: 200.0, shape: (0.01, 0.012), width: 0.15, smoothed: (0.02, 0.06) };

/// The question in plain numbers: money in the visitor's currency, time in days, shares in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Case {
    pub goal: f64,
    pub closed_won: f64,
    /// Days until the period starts.
    pub before: f64,
    /// Days until it ends, both ends counted.
    pub days: f64,
    pub deals: u32,
    /// Value of an open deal.
    pub value: f64,
    /// Value of a new deal.
    pub new_value: f64,
    /// New pipeline per day.
    pub creation: f64,
    pub win_rate: f64,
    /// Win rate by value ÷ by count.
    pub ratio: f64,
    pub cycle: f64,
    pub aged_share: Option<f64>,
    /// Coefficient of variation of deal values.
    pub spread: f64,
    pub market: Market,
}

/// A case with its curve, and what a deal of it may bring.
#[derive(Clone, Copy, Debug)]
pub(super) struct Model {
    pub case: Case,
    pub curve: Curve,
    pub conversion: Conversion,
    pub aged_share: f64,
}

impl Case {
    pub fn of(inputs: &Inputs, period: &Period) -> Self {
        let (deals, value, new_value) = deal_sizes(inputs);
        let win_rate = inputs.win_rate.fraction();
        let by_value = inputs.win_rate_by_value.unwrap_or(inputs.win_rate).fraction();
        Self {
            goal: inputs.goal.0,
            closed_won: inputs.closed_won.0,
            before: period.days_before() as f64,
            days: period.days_left().max(0) as f64,
            deals,
            value,
            new_value,
            creation: inputs.new_pipeline.0 / DAYS_PER_WEEK,
            win_rate,
            ratio: if win_rate > 0.0 { by_value / win_rate } else { 1.0 },
            cycle: f64::from(inputs.sales_cycle.0),
            aged_share: inputs.aged_share.map(Percent::fraction),
            spread: inputs.deal_spread,
            market: Market::new(inputs.correlation.fraction()),
        }
    }

    /// What is still to be won.
    pub fn remaining(&self) -> f64 {
        (self.goal - self.closed_won).max(0.0)
    }

    /// Value of the open deals.
    pub fn pipeline(&self) -> f64 {
        f64::from(self.deals) * self.value
    }

    /// Average value of a won deal.
    pub fn won_value(&self) -> f64 {
        self.value * self.ratio
    }
}

/// Number of open deals, their value and the value of a new one (method 2).
fn deal_sizes(inputs: &Inputs) -> (u32, f64, f64) {
    let pipeline = inputs.open_pipeline.0;
    let average = inputs.average_deal.map(|value| value.0);
    let deals = match (inputs.open_deals, average) {
        _ if pipeline <= 0.0 => 0,
        (Some(deals), _) => deals,
        (None, Some(value)) if value > 0.0 => (pipeline / value).round().max(1.0) as u32,
        (None, _) => 1,
    };
    let value = if deals > 0 { pipeline / f64::from(deals) } else { average.unwrap_or(0.0) };
    (deals, value, average.unwrap_or(value))
}

impl Model {
    pub fn new(case: Case) -> Self {
        let curve = Curve::new(case.win_rate, case.cycle);
        let oldest = OLDEST * case.cycle;
        let aged_share = case.aged_share.unwrap_or_else(|| {
            curve.open_between(case.cycle, oldest) / curve.open_between(0.0, oldest)
        });
        let fresh = curve.chance_between(0.0, case.cycle, case.before, case.days);
        let aged = curve.chance_between(case.cycle, oldest, case.before, case.days);
        let new = if case.days > 0.0 { landed(&curve, &case, case.days) / case.days } else { 0.0 };
        let old = if case.deals > 0 {
            f64::from(aged_deals(aged_share, case.deals)) / f64::from(case.deals)
        } else {
            0.0
        };
        let open = ((1.0 - old) * fresh + old * aged) * case.ratio;
        Self { case, curve, conversion: Conversion { fresh, aged, new, open }, aged_share }
    }

    /// Expected revenue from the open deals.
    pub fn expected_open(&self) -> f64 {
        self.case.pipeline() * self.conversion.open
    }

    /// Expected revenue from deals created at the present rate.
    pub fn expected_new(&self) -> f64 {
        self.case.creation * self.case.days * self.conversion.new * self.case.ratio
    }

    /// Wins in the period from one deal created on each of the first `days` days from today.
    pub fn landed(&self, days: f64) -> f64 {
        landed(&self.curve, &self.case, days)
    }

    pub fn deals(&self) -> Deals {
        let case = &self.case;
        Deals {
            count: case.deals,
            aged: self.aged(case.deals),
            aged_share: self.aged_share,
            value: Money(case.value),
            new_value: Money(case.new_value),
            won_value_ratio: case.ratio,
        }
    }

    fn aged(&self, deals: u32) -> u32 {
        aged_deals(self.aged_share, deals)
    }

    /// The case with another number of like open deals.
    pub fn wins(&self, deals: u32) -> Pipeline {
        let aged = self.aged(deals);
        let fresh = LikeDeals { count: deals - aged, chance: self.conversion.fresh };
        // All wins have the size of an open deal; the number of new ones keeps their expected value.
        let created = if self.case.value > 0.0 {
            self.case.creation * self.case.days / self.case.value
        } else {
            0.0
        };
        Pipeline {
            groups: [fresh, LikeDeals { count: aged, chance: self.conversion.aged }],
            arrivals: Arrivals { mean: created, chance: self.conversion.new },
            market: self.case.market,
        }
    }

    /// How the open deals and those to come may turn out.
    pub fn outcomes(&self, odds: &Odds) -> Revenue {
        let case = &self.case;
        let (size, goal) = (case.won_value(), case.remaining());
        let wins = self.wins(case.deals);
        let scored = wins.scored();
        if odds.expands(&scored, odds.precision) {
            Revenue::expanded(&expansions(&scored, case.spread), size, goal)
        } else {
            Revenue::new(&wins.wins(odds.precision), size, case.spread, goal, odds.precision)
        }
    }

    /// How many open deals a confidence takes, roughly: the large-number limit of method 2.
    pub fn deals_for(&self, confidence: f64) -> f64 {
        let z = normal::quantile(confidence);
        let q = (1.0 - self.aged_share) * self.conversion.fresh
            + self.aged_share * self.conversion.aged;
        let spread = 1.0 + self.case.spread * self.case.spread;
        let b = (spread - q).max(0.0).sqrt();
        let worst = self.case.market.chance(normal::quantile(q), z);
        let wins = self.case.remaining() / self.case.won_value();
        let root = (z * b + (z * z * b * b + 4.0 * worst * wins).max(0.0).sqrt()) / (2.0 * worst);
        root * root
    }
}

/// The chance of making a goal. It depends on a number of open deals and a model of them; what
/// depends only on the goal and the size of a deal is worked out once, and only if it is needed.
pub(in crate::calc) struct Odds {
    /// The goal as a multiple of the value of a won deal.
    amount: f64,
    spread: f64,
    precision: Precision,
    reach: OnceCell<Reach>,
}

impl Odds {
    pub(super) fn new(case: &Case, precision: Precision) -> Self {
        let size = case.won_value();
        let amount = if size > 0.0 { case.remaining() / size } else { f64::INFINITY };
        Self { amount, spread: case.spread, precision, reach: OnceCell::new() }
    }

    /// The chance of so many wins, whatever each brings.
    pub fn of_wins(wins: f64, precision: Precision) -> Self {
        Self { amount: wins, spread: 0.0, precision, reach: OnceCell::new() }
    }

    /// The chance with `deals` like open deals.
    pub(super) fn chance(&self, model: &Model, deals: u32) -> f64 {
        self.chance_to(self.precision, model, deals)
    }

    /// The same within 1e-4.
    pub(super) fn about(&self, model: &Model, deals: u32) -> f64 {
        self.chance_to(Precision::Interactive, model, deals)
    }

    fn chance_to(&self, precision: Precision, model: &Model, deals: u32) -> f64 {
        self.chance_from(&model.wins(deals), precision)
    }

    /// The chance with these deals.
    pub fn chance_of(&self, wins: &Pipeline) -> f64 {
        self.chance_from(wins, self.precision)
    }

    fn chance_from(&self, wins: &Pipeline, precision: Precision) -> f64 {
        let scored = wins.scored();
        if self.expands(&scored, precision) {
            return self.expanded(&scored);
        }
        if self.out_of_reach(&scored) {
            return 0.0;
        }
        self.reach
            .get_or_init(|| Reach::new(self.amount, 1.0, self.spread, self.precision))
            .chance(&wins.wins(precision))
    }

    /// Whether the Edgeworth expansion is exact enough for these wins.
    fn expands(&self, wins: &Scored, precision: Precision) -> bool {
        let domain = match precision {
            Precision::Interactive => INTERACTIVE,
            Precision::Settled => SETTLED,
        };
        let given = wins.given(0.0);
        if given.cumulants()[1] < domain.variance {
            return false;
        }
        let [_, variance, third, fourth] = given.revenue_cumulants(self.spread);
        let skew = third * third / variance.powi(3);
        let kurtosis = (fourth / (variance * variance)).abs();
        let within = |(most_skew, most_kurtosis)| skew <= most_skew && kurtosis <= most_kurtosis;
        within(domain.shape) || (within(domain.smoothed) && wins.width() <= domain.width)
    }

    /// Whether the amount is far beyond what the best market brings: then the chance is below 1e-6.
    fn out_of_reach(&self, wins: &Scored) -> bool {
        const BEST_MARKET: f64 = -6.0;
        let [best, ..] = wins.given(BEST_MARKET).cumulants();
        self.amount > 4.0 * best + 60.0 * (1.0 + self.spread).powi(2)
    }

    fn expanded(&self, wins: &Scored) -> f64 {
        let tail = if self.spread == 0.0 { lattice_tail } else { smooth_tail };
        expansions(wins, self.spread)
            .into_iter()
            .map(|(weight, cumulants)| weight * tail(self.amount, cumulants))
            .sum::<f64>()
            .clamp(0.0, 1.0)
    }
}

/// Weights of the market with the cumulants of revenue given it, in deals of mean size.
fn expansions(wins: &Scored, spread: f64) -> Vec<(f64, [f64; 4])> {
    let nodes = wins.nodes().into_iter();
    nodes.map(|(z, weight)| (weight, wins.given(z).revenue_cumulants(spread))).collect()
}

fn aged_deals(share: f64, deals: u32) -> u32 {
    ((share * f64::from(deals) + 0.5).floor() as u32).min(deals)
}

/// Wins within the period from one deal created a day over the first `days` days from today.
fn landed(curve: &Curve, case: &Case, days: f64) -> f64 {
    let by = |end: f64| curve.won_area(end) - curve.won_area((end - days).max(0.0));
    (by(case.days) - by(case.before)).max(0.0)
}
