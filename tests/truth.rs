//! The calculation of lists of deals against firms whose truth is known.

use chrono::{Datelike, Days, NaiveDate};
use enough_pipeline::calc::cycle::Curve;
use enough_pipeline::calc::cycle::calendar::{Calendar, Dimension, Effect};
use enough_pipeline::calc::cycle::history::Cut;
use enough_pipeline::calc::deals::{Deal, Outcome};
use enough_pipeline::calc::portfolio::Portfolio;
use enough_pipeline::calc::replay::{Method, Replayed, accuracy, quarters, replay};
use enough_pipeline::calc::sweep::{Line, Rule};

#[path = "truth/firm.rs"]
mod firm;
#[path = "truth/separate.rs"]
mod separate;
#[path = "truth/stages.rs"]
mod stages;

use firm::{Fate, Firm, Numbers};

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
        let line = Line::new(&portfolio, 2.0, None);
        assert_eq!(line.rule, Rule::OwnHistory);
        for life in portfolio.history.open() {
            let age = portfolio.age(life);
            let flagged = line.is_dead(age);
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
    // Measured: 87.2 % of all dead deals, 99.9 % of the old ones, 1.4 % of those yet to be won.
    let found = (dead.value(), old_dead.value());
    assert!(found.0 > 0.8 && found.1 > 0.97, "{found:?}");
    assert!(live.value() < 0.02, "{} of {}", live.value(), live.of);
}

/// Of the deals that never close, those older than three cycles that are flagged; and of those yet
/// to be won, those that are.
fn flagged(firm: &Firm, runs: u64, tidy: impl Fn(&mut Vec<Deal>)) -> (Share, Share) {
    let (mut dead, mut live) = (Share::default(), Share::default());
    for seed in 0..runs {
        let (mut deals, fates) = firm.list(today(), 6000 + seed);
        tidy(&mut deals);
        let Some(portfolio) = Portfolio::new(&deals, today(), Cut::Unknown, None) else { continue };
        let line = Line::new(&portfolio, 2.0, None);
        for life in portfolio.history.open() {
            let age = portfolio.age(life);
            match fates[life.position] {
                Fate::Dead if f64::from(age) > 3.0 * firm.cycle => dead.count(line.is_dead(age)),
                Fate::Won => live.count(line.is_dead(age)),
                Fate::Lost | Fate::Dead => {}
            }
        }
    }
    (dead, live)
}

#[test]
fn deals_that_never_close_are_found_from_15_to_3000_wins() {
    for (deals, runs) in [(60, 40), (120, 40), (600, 30), (3_000, 8), (12_000, 2)] {
        let (dead, live) = flagged(&Firm { deals, ..USUAL }, runs, |_| {});
        // Measured: all of the dead ones, and 0 to 2.9 % of those yet to be won.
        let (dead, live) = (dead.value(), live.value());
        assert!(dead > 0.97 && live < 0.03, "{deals} deals: {dead} {live}");
    }
}

#[test]
fn a_clean_up_in_bulk_hides_no_dead_deals() {
    // A year ago everything older than three months was closed as lost on one day.
    let day = today() - Days::new(365);
    let tidy = |deals: &mut Vec<Deal>| {
        for deal in deals.iter_mut() {
            let open_then = !closed_before(deal, day);
            if open_then && deal.created + Days::new(90) < day {
                deal.outcome = Outcome::Lost(day);
            }
        }
    };
    let (dead, live) = flagged(&USUAL, 40, tidy);
    // Measured: all, and 0.6 % of those yet to be won.
    assert!(dead.value() > 0.97 && live.value() < 0.03, "{} {}", dead.value(), live.value());
}

fn closed_before(deal: &Deal, day: NaiveDate) -> bool {
    match deal.outcome {
        Outcome::Open => false,
        Outcome::Won(on) | Outcome::Lost(on) => on < day,
    }
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
    // Measured: 83 %: shrinkage to a curve without dead deals makes it cautious.
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
    // Measured: 4 %, 160 % and 182 % too much; the curve was the best way for all firms, and
    // its range of 8 in 10 held in 79 %.
    assert!(bias[0].abs() < 0.1 && bias[1] > 1.0 && bias[2] > 1.0, "{bias:?}");
    assert!(best.value() > 0.9, "{}", best.value());
    assert!((0.72..0.88).contains(&held.value()), "{}", held.value());
}

/// Deals over three years that go day by day, with the default hazards of their age times what the
/// calendar does to wins.
fn dated(deals: usize, seed: u64, won_on: impl Fn(NaiveDate) -> f64) -> Portfolio {
    let curve = Curve::new(0.3, 50.0);
    let hazards: Vec<[f64; 2]> =
        (0..1095).map(|x| curve.hazards(f64::from(x), f64::from(x + 1))).collect();
    let factors: Vec<f64> = (0..=1095).map(|ago| won_on(today() - Days::new(ago))).collect();
    let mut random = Numbers::new(seed);
    let template = USUAL.list(today(), 1).0[0].clone();
    let list: Vec<Deal> = (0..deals)
        .map(|_| {
            let age = 1 + (random.next() * 1095.0) as usize;
            let end = (0..age).find_map(|x| {
                let won = hazards[x][0] * factors[age - x];
                let draw = random.next();
                (draw < won + hazards[x][1]).then_some((x as u64, draw < won))
            });
            let created = today() - Days::new(age as u64);
            let outcome = match end {
                Some((x, true)) => Outcome::Won(created + Days::new(x)),
                Some((x, false)) => Outcome::Lost(created + Days::new(x)),
                None => Outcome::Open,
            };
            Deal { created, outcome, ..template.clone() }
        })
        .collect();
    Portfolio::new(&list, today(), Cut::Full, None).unwrap()
}

fn effect(calendar: &Calendar, dimension: Dimension) -> Option<&Effect> {
    calendar.won.iter().find(|effect| effect.dimension == dimension)
}

#[test]
fn planted_multipliers_are_found_and_shrunk_a_little() {
    // Half as many wins again in the last month of a quarter, hardly any on weekends.
    let planted = |day: NaiveDate| {
        let quarter = if day.month().is_multiple_of(3) { 1.5 } else { 1.0 };
        let weekend = if day.weekday().num_days_from_monday() > 4 { 0.05 } else { 1.0 };
        quarter * weekend
    };
    let (mut quarters, mut weekends, mut others) = (Vec::new(), Vec::new(), 0);
    for seed in 0..20 {
        let calendar = dated(3_000, 7000 + seed, planted).calendar;
        let ratio = |dimension, of: &dyn Fn(usize) -> bool| {
            effect(&calendar, dimension).and_then(|effect| effect.ratio(of))
        };
        quarters.extend(ratio(Dimension::MonthOfQuarter, &|month| month == 2));
        weekends.extend(ratio(Dimension::Weekday, &|day| day > 4));
        others += calendar.won.len() + calendar.lost.len();
    }
    let mean = |found: &[f64]| found.iter().sum::<f64>() / found.len() as f64;
    let (quarter, weekend) = (mean(&quarters), mean(&weekends));
    others -= quarters.len() + weekends.len();
    let told = format!("{} {quarter} {} {weekend} {others}", quarters.len(), weekends.len());
    // Measured: 19 times 1.45, 20 times 0.064 (planted: 1.5 and 0.05), and one other effect.
    assert!(quarters.len() >= 18 && (1.35..1.6).contains(&quarter), "{told}");
    assert!(weekends.len() == 20 && (0.04..0.12).contains(&weekend), "{told}");
    assert!(others <= 3, "{told}");
}

#[test]
fn a_list_without_a_calendar_gets_none() {
    let (mut on, mut off) = (Share::default(), 0.0_f64);
    for seed in 0..100 {
        let portfolio = dated(1_000, 8000 + seed, |_| 1.0);
        on.count(portfolio.calendar.is_on());
        let effects = portfolio.calendar.won.iter().chain(&portfolio.calendar.lost);
        for group in effects.flat_map(|effect| &effect.groups) {
            off = off.max((group.multiplier - 1.0).abs());
        }
    }
    // Measured: 3 %, and no multiplier further from 1 than 0.29.
    assert!(on.value() <= 0.12 && off < 0.5, "{} {off}", on.value());
}

#[test]
fn the_calendar_puts_a_part_of_a_quarter_where_it_belongs() {
    // Everything is won in the last month of a quarter: July brings less than its share.
    let planted = |day: NaiveDate| if day.month().is_multiple_of(3) { 3.0 } else { 0.1 };
    let (mut july, mut quarter) = ([0.0; 2], [0.0; 2]);
    for seed in 0..20 {
        let portfolio = dated(1_500, 9000 + seed, planted);
        let outlook = portfolio.outlook(92.0);
        for life in portfolio.history.open() {
            let age = portfolio.age(life);
            let (by, _) = outlook.chances(age, &[31.0, 92.0]);
            let plain = [31.0, 92.0].map(|days| portfolio.curve.chance(f64::from(age), days));
            july = [july[0] + by[0], july[1] + plain[0]];
            quarter = [quarter[0] + by[1], quarter[1] + plain[1]];
        }
    }
    let share = [july[0] / quarter[0], july[1] / quarter[1]];
    // Measured: 12 %, and 58 % by age alone.
    assert!(share[0] < 0.15 && share[1] > 0.3, "{share:?}");
}

fn closed_since(deal: &Deal, since: NaiveDate) -> bool {
    match deal.outcome {
        Outcome::Open => true,
        Outcome::Won(day) | Outcome::Lost(day) => day >= since,
    }
}
