//! Deals yet to be created: from the pipeline that is created every week, and from leads that become
//! opportunities after a while (method sections 4 and 8).

use super::Inputs;
use super::ages::Ages;
use super::months::Span;
use super::placing::share;
use crate::calc::revenue::counts::Arrivals;
use crate::calc::units::Money;

const DAYS_PER_WEEK: f64 = 7.0;

/// Deals yet to be created, by the end of each month.
pub(super) struct Flow {
    /// Value of such a deal; 0 when it is not known.
    pub size: f64,
    /// How many are created.
    created: Vec<f64>,
    /// How many of them are won.
    won: Vec<f64>,
}

impl Flow {
    /// `like_open` is the value of an average open deal, 0 without any. Without any size to go by, a
    /// week's pipeline is one deal.
    pub fn new(inputs: &Inputs, ages: &impl Ages, spans: &[Span], like_open: f64) -> Self {
        let like_open = if like_open > 0.0 { like_open } else { inputs.new_pipeline.0 };
        let size = inputs.average_deal.map_or(like_open, |value| value.0);
        let size = if size > 0.0 && size.is_finite() { size } else { 0.0 };
        let mut flow = Self { size, created: vec![0.0; spans.len()], won: vec![0.0; spans.len()] };
        if size > 0.0 {
            flow.add_pipeline(inputs.new_pipeline.0 / DAYS_PER_WEEK / size, ages, spans);
            flow.add_leads(inputs, ages, spans);
        }
        flow
    }

    fn add_pipeline(&mut self, daily: f64, ages: &impl Ages, spans: &[Span]) {
        if daily > 0.0 {
            let ends: Vec<f64> = spans.iter().map(|span| span.days).collect();
            let area = || ends.iter().map(|days| ages.won_area(*days)).collect();
            let won = ages.arrivals(&|_| 1.0, &ends).unwrap_or_else(area);
            for (month, span) in spans.iter().enumerate() {
                self.created[month] += daily * span.days;
                self.won[month] += daily * won[month];
            }
        }
    }

    fn add_leads(&mut self, inputs: &Inputs, ages: &impl Ages, spans: &[Span]) {
        let daily = inputs.leads / DAYS_PER_WEEK * inputs.lead_conversion.map_or(0.0, share);
        if daily > 0.0 && daily.is_finite() {
            let lag = f64::from(inputs.lead_lag.0);
            let ends: Vec<f64> = spans.iter().map(|span| span.days).collect();
            for (month, won) in lagged(ages, lag, &ends).into_iter().enumerate() {
                self.created[month] += daily * (ends[month] - waiting(lag, ends[month]));
                self.won[month] += daily * won;
            }
        }
    }

    /// Expected value of those won in a month.
    pub fn expected(&self, month: usize) -> Money {
        Money(self.size * (self.won[month] - self.won_before(month)))
    }

    /// Deals created until the end of month `to`, and their chance to be won from month `from` on.
    pub fn arrivals(&self, from: usize, to: usize) -> Arrivals {
        let created = self.created[to];
        if created <= 0.0 {
            return Arrivals::default();
        }
        let won = self.won[to] - self.won_before(from);
        Arrivals { mean: created, chance: (won / created).clamp(0.0, 1.0) }
    }

    fn won_before(&self, month: usize) -> f64 {
        month.checked_sub(1).map_or(0.0, |before| self.won[before])
    }
}

/// Of one opportunity a day, those not yet created after `days` because leads take `lag` days:
/// `L (1 - exp(-days/L))`.
fn waiting(lag: f64, days: f64) -> f64 {
    if lag > 0.0 { -lag * (-days / lag).exp_m1() } else { 0.0 }
}

/// Wins by each of the ascending `ends` in days, when leads that will become one opportunity a day
/// arrive from today on and the lag is exponential, a gamma law with cv 1 (method 8):
/// `D(h) = int_0^h C_w(h - s) (1 - exp(-s/L)) ds`.
///
/// By parts `D(h) = 1/L int_0^h W(u) exp(-(h - u)/L) du` with `W = int C_w`, which a recursion over
/// the days gives: on each day `W` is a line, with the correction of Euler and Maclaurin for its bend.
fn lagged(ages: &impl Ages, lag: f64, ends: &[f64]) -> Vec<f64> {
    let created = |day: u32| {
        let day = f64::from(day);
        1.0 - waiting(lag, day + 1.0) + waiting(lag, day)
    };
    if let Some(won) = ages.arrivals(&created, ends) {
        return won;
    }
    if lag <= 0.0 {
        return ends.iter().map(|days| ages.won_area(*days)).collect();
    }
    let stays = (-1.0 / lag).exp();
    let level = -lag * (-1.0 / lag).exp_m1();
    let slope = lag * (1.0 - level);
    let (mut day, mut share, mut area, mut wins) = (0.0, ages.won(0.0), 0.0, 0.0);
    let mut by_end = Vec::with_capacity(ends.len());
    for end in ends {
        while day < *end {
            let next = ages.won(day + 1.0);
            let more = (share + 4.0 * ages.won(day + 0.5) + next) / 6.0;
            let bend = (next - share) / 12.0;
            wins = stays * wins + (area * level + more * slope - bend * level) / lag;
            (day, share, area) = (day + 1.0, next, area + more);
        }
        by_end.push(wins);
    }
    by_end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::cycle::Curve;

    /// `D` by a fine sum.
    fn summed(curve: &Curve, lag: f64, end: f64) -> f64 {
        let steps = 20_000;
        let width = end / f64::from(steps);
        let at = |i: i32| {
            let s = (f64::from(i) + 0.5) * width;
            curve.won(end - s) * -(-s / lag).exp_m1()
        };
        (0..steps).map(at).sum::<f64>() * width
    }

    #[test]
    fn leads_come_late() {
        let curve = Curve::new(0.25, 60.0);
        let ends = [8.0, 38.0, 130.0, 400.0];
        for lag in [1.0, 5.0, 30.0, 400.0] {
            for (wins, end) in lagged(&curve, lag, &ends).into_iter().zip(ends) {
                let exact = summed(&curve, lag, end);
                assert!((wins - exact).abs() < 2e-5 * exact + 1e-6, "{lag} {end}: {wins} {exact}");
                assert!(wins < curve.won_area(end));
            }
        }
        assert_eq!(lagged(&curve, 0.0, &ends)[2], curve.won_area(130.0));
    }

    #[test]
    fn waiting_leads_are_those_of_the_lag() {
        assert!((waiting(30.0, 1e6) - 30.0).abs() < 1e-9);
        assert!((waiting(30.0, 0.001) - 0.001).abs() < 1e-7);
        assert_eq!(waiting(0.0, 5.0), 0.0);
    }
}
