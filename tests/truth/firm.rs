//! Firms whose deals follow a known truth, the same for a seed every time.

use chrono::{Days, NaiveDate};
use enough_pipeline::calc::deals::{Deal, Labels, Outcome};
use enough_pipeline::calc::normal::Lognormal;
use enough_pipeline::calc::units::Money;

/// How a firm's deals go. The shapes differ from those of the default curve on purpose.
#[derive(Clone, Copy)]
pub struct Firm {
    /// Deals created.
    pub deals: u32,
    /// Days over which they were created, until today.
    pub days: u32,
    /// Share of living deals that are won.
    pub win_rate: f64,
    /// Average age in days of a deal that is won.
    pub cycle: f64,
    /// Share of deals that die without anybody closing them.
    pub dead: f64,
}

/// What becomes of a deal in truth.
#[derive(Clone, Copy, PartialEq)]
pub enum Fate {
    Won,
    Lost,
    /// It stays in the list, open for ever.
    Dead,
}

/// A generator of numbers in (0, 1): `SplitMix64` by Steele, Lea and Flood (2014).
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((z ^ (z >> 31)) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }
}

impl Firm {
    /// The ages at which deals are won.
    pub fn won_age(&self) -> Lognormal {
        Lognormal::new(self.cycle, 0.5)
    }

    /// The ages at which deals are lost.
    pub fn lost_age(&self) -> Lognormal {
        Lognormal::new(1.2 * self.cycle, 0.7)
    }

    /// The firm's list on `today`, and what becomes of each deal.
    pub fn list(&self, today: NaiveDate, seed: u64) -> (Vec<Deal>, Vec<Fate>) {
        let mut random = Numbers::new(seed);
        (0..self.deals).map(|_| self.deal(today, &mut random)).unzip()
    }

    fn deal(&self, today: NaiveDate, random: &mut Numbers) -> (Deal, Fate) {
        let age = 1 + (random.next() * f64::from(self.days)) as u64;
        let fate = match (random.next(), random.next()) {
            (dead, _) if dead < self.dead => Fate::Dead,
            (_, won) if won < self.win_rate => Fate::Won,
            _ => Fate::Lost,
        };
        let ends = match fate {
            Fate::Won => self.won_age(),
            _ => self.lost_age(),
        };
        let open_for = ends.quantile(random.next()).floor() as u64;
        let value = Lognormal::new(25_000.0, 1.0).quantile(random.next()).round();
        let created = today - Days::new(age);
        let closed = created + Days::new(open_for);
        let outcome = match fate {
            Fate::Won if open_for < age => Outcome::Won(closed),
            Fate::Lost if open_for < age => Outcome::Lost(closed),
            _ => Outcome::Open,
        };
        let deal = Deal {
            created,
            outcome,
            value: Money(value),
            expected_close: None,
            last_activity: None,
            probability: None,
            labels: Labels::default(),
        };
        (deal, fate)
    }
}
