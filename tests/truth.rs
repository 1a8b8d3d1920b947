//! The calculation of lists of deals against firms whose truth is known.

use chrono::{Days, NaiveDate};
use enough_pipeline::calc::cycle::history::Cut;
use enough_pipeline::calc::deals::{Deal, Outcome};
use enough_pipeline::calc::portfolio::Portfolio;
use enough_pipeline::calc::replay::{Method, Replayed, accuracy, quarters, replay};
use enough_pipeline::calc::sweep::{Line, Rule};

#[path = "truth/firm.rs"]
mod firm;

use firm::{Fate, Firm};

const USUAL: Firm = Firm { deals: 600, days: 1095, win_rate: 0.3, cycle: 60.0, dead: 0.1 };

impl Firm {
    /// Share of all deals that are won by the end of their `x`-th day.
    pub fn won(&self, x: f64) -> f64 {
        (1.0 - self.dead) * self.win_rate * self.won_age().cumulative(x)
    }

    /// Chance that a deal still open after `x` days is ever won; dead deals are open too.
    pub fn ever(&self, x: f64) -> f64 {
        let alive = 1.0 - self.dead;
        let won = alive * self.win_rate * self.won_age().survival(x);
        let lost = alive * (1.0 - self.win_rate) * self.lost_age().survival(x);
        won / (won + lost + self.dead)
    }
}

fn today() -> NaiveDate {
    "2026-07-01".parse().unwrap()
}

fn portfolio(firm: &Firm, seed: u64) -> (Portfolio, Vec<Fate>) {
    let (deals, fates) = firm.list(today(), seed);
    (Portfolio::new(&deals, today(), Cut::Unknown, None).unwrap(), fates)
}

/// A share of a few counted things.
#[derive(Default)]
struct Share {
    of: u32,
    part: u32,
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.of += 1;
        self.part += u32::from(hit);
    }

    fn value(&self) -> f64 {
        f64::from(self.part) / f64::from(self.of)
    }
}

#[test]
fn planted_dead_deals_are_found_and_live_ones_left() {
    let (mut dead, mut old_dead, mut live) = (Share::default(), Share::default(), Share::default());
    for seed in 0..100 {
        let (portfolio, fates) = portfolio(&USUAL, seed);
        let line = Line::new(&portfolio, 2.0);
        assert!(matches!(line.rule, Rule::OwnHistory { .. }));
        for life in portfolio.history.open() {
            let age = portfolio.age(life);
            let flagged = line.is_dead(&portfolio, age);
            match fates[life.position] {
                Fate::Dead => {
                    dead.count(flagged);
                    if f64::from(age) > 3.0 * USUAL.cycle {
                        old_dead.count(flagged);
                    }
                }
                Fate::Won => live.count(flagged),
                Fate::Lost => {}
            }
        }
    }
    // Measured: 83.8 % of all dead deals, 99.2 % of the old ones, 0.7 % of those yet to be won.
    let found = (dead.value(), old_dead.value());
    assert!(found.0 > 0.8 && found.1 > 0.97, "{found:?}");
    assert!(live.value() < 0.01, "{} of {}", live.value(), live.of);
}

#[test]
fn the_band_holds_the_truth_about_as_often_as_it_says() {
    let mut held = Share::default();
    for seed in 0..200 {
        let (portfolio, _) = portfolio(&USUAL, 1000 + seed);
        for age in [20.0, 40.0, 60.0, 90.0, 120.0, 200.0, 400.0] {
            let (low, high) = portfolio.curve.won_band(age);
            held.count((low..=high).contains(&USUAL.won(age)));
        }
    }
    // Measured: 93.0 %.
    assert!((0.92..0.98).contains(&held.value()), "{}", held.value());
}

#[test]
fn the_upper_bound_holds_at_least_four_times_in_five() {
    // Of a deal open at an age: the truth of the firm, dead deals included.
    let mut above = Share::default();
    for seed in 0..400 {
        let (portfolio, _) = portfolio(&USUAL, 2000 + seed);
        for age in [1, 30, 60] {
            let truth = USUAL.ever(f64::from(age));
            above.count(portfolio.curve.chance_ever_upper(age) >= truth);
        }
    }
    // Measured: 86 %: shrinkage to a curve without dead deals makes it cautious.
    assert!((0.78..0.92).contains(&above.value()), "{}", above.value());
}

#[test]
fn cut_lists_are_recognised_and_full_ones_are_not() {
    let firm = Firm { deals: 900, ..USUAL };
    let since = today() - Days::new(365);
    let (mut cut, mut full) = (Share::default(), Share::default());
    for seed in 0..200 {
        let (deals, _) = firm.list(today(), 3000 + seed);
        let found = |deals: &[Deal]| {
            Portfolio::new(deals, today(), Cut::Unknown, None).unwrap().history.cut
        };
        full.count(found(&deals).is_some());
        let recent: Vec<Deal> =
            deals.into_iter().filter(|deal| closed_since(deal, since)).collect();
        let first = found(&recent);
        cut.count(first.is_some_and(|day| day >= since && day < since + Days::new(14)));
    }
    // Measured: all, and 2 %.
    assert!(cut.value() > 0.98 && full.value() < 0.04, "{} {}", cut.value(), full.value());
}

#[test]
fn delayed_entry_takes_the_bias_out_of_a_cut_list() {
    let firm = Firm { deals: 900, ..USUAL };
    let since = today() - Days::new(365);
    let age = 2.0 * firm.cycle;
    let (mut told, mut untold, runs) = (0.0, 0.0, 100);
    for seed in 0..runs {
        let (deals, _) = firm.list(today(), 4000 + seed);
        let recent: Vec<Deal> =
            deals.into_iter().filter(|deal| closed_since(deal, since)).collect();
        let won = |cut| Portfolio::new(&recent, today(), cut, None).unwrap().curve.won(age);
        told += (won(Cut::Since(since)) - firm.won(age)) / f64::from(runs as u32);
        untold += (won(Cut::Full) - firm.won(age)) / f64::from(runs as u32);
    }
    // Measured: 0.1 % and 4.4 % of all deals.
    assert!(told.abs() < 0.01 && untold.abs() > 0.03, "{told} {untold}");
}

#[test]
fn forecasts_of_the_past_are_right_on_average() {
    let firm = Firm { deals: 900, ..USUAL };
    let (mut sums, mut held, mut best) = ([0.0; 4], Share::default(), Share::default());
    for seed in 0..30 {
        let (portfolio, _) = portfolio(&firm, 5000 + seed);
        let periods: Vec<Replayed> = quarters(&portfolio, 0)
            .into_iter()
            .filter_map(|(start, days)| replay(&portfolio, start, days, 0.0))
            .collect();
        for period in &periods {
            let range = period.range[0]..=period.range[1];
            held.count(range.contains(&period.actual));
            let ways = [period.curve, period.flat, period.three_times, period.actual];
            for (sum, way) in sums.iter_mut().zip(ways) {
                *sum += way.0;
            }
        }
        best.count(accuracy(&periods).best == Some(Method::Curve));
    }
    let [curve, flat, three_times, actual] = sums;
    let bias = [curve, flat, three_times].map(|sum| sum / actual - 1.0);
    // Measured: 6 %, 162 % and 190 % too much; the curve was the best way for all firms, and
    // its range of 8 in 10 held in 78 %.
    assert!(bias[0].abs() < 0.1 && bias[1] > 1.0 && bias[2] > 1.0, "{bias:?}");
    assert!(best.value() > 0.9, "{}", best.value());
    assert!((0.72..0.88).contains(&held.value()), "{}", held.value());
}

fn closed_since(deal: &Deal, since: NaiveDate) -> bool {
    match deal.outcome {
        Outcome::Open => true,
        Outcome::Won(day) | Outcome::Lost(day) => day >= since,
    }
}
