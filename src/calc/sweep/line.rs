//! From which age on a deal is dead (method 10.1).

use crate::calc::portfolio::Portfolio;
use crate::calc::units::Days;

/// A deal is dead when its chance to be won soon has fallen to this part of a new deal's to be ever.
const DEAD_SHARE: f64 = 0.25;
/// With so many own wins the firm's own history weighs as much as the rule of thumb.
const HALF_WINS: f64 = 60.0;
/// So much of what was seen beyond the line must look dead.
const MOST: f64 = 0.9;
/// The least ratio of chances: no history is certain.
const LEAST_RATIO: f64 = 1e-9;
/// A deal of no days counts as half a day old.
const LEAST_AGE: f64 = 0.5;

/// From which age on a deal is dead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// What draws it.
    pub rule: Rule,
    /// Where it is, as an age in days; `None`: no age makes a deal dead.
    pub days: Option<f64>,
    /// Share of all wins that come at later ages, in [0, 1], by the firm's curve.
    pub late_wins: f64,
    /// Own wins that the curve rests on.
    pub wins: usize,
    /// Where it was before the visitor moved it.
    pub found: Option<f64>,
}

/// What draws the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// The firm's own history together with the rule of thumb, by `score`: deals of that age and
    /// older are dead.
    OwnHistory,
    /// No wins, or no deal that old: this multiple of the sales cycle, and older deals are dead.
    Cycles {
        /// How many sales cycles.
        multiple: f64,
    },
    /// The visitor: deals that are older are dead.
    Moved,
}

impl Line {
    /// The line for `portfolio`; `multiple` is the rule of thumb in sales cycles, `moved` is where
    /// the visitor wants it.
    pub fn new(portfolio: &Portfolio, multiple: f64, moved: Option<Days>) -> Self {
        let (rule, found) = found(portfolio, multiple);
        let (rule, days) = match moved {
            Some(days) => (Rule::Moved, Some(f64::from(days.0))),
            None => (rule, found),
        };
        let all = portfolio.curve.won(f64::INFINITY);
        let late = days.map_or(0.0, |days| all - portfolio.curve.won(days));
        Self {
            rule,
            days,
            late_wins: if all > 0.0 { late / all } else { 0.0 },
            wins: portfolio.curve.evidence().won,
            found,
        }
    }

    /// Whether a deal of so many days is dead.
    pub fn is_dead(&self, age: u32) -> bool {
        let age = f64::from(age);
        self.days.is_some_and(|days| match self.rule {
            Rule::Moved => age > days,
            Rule::OwnHistory | Rule::Cycles { .. } => age >= days,
        })
    }
}

/// The line of each curve of a list.
pub(super) struct Lines(Vec<Line>);

impl Lines {
    /// Those of [`Portfolio::curves`], each as [`Line::new`] draws it.
    pub fn new(portfolio: &Portfolio, multiple: f64, moved: Option<Days>) -> Self {
        Self(portfolio.curves().map(|one| Line::new(one, multiple, moved)).collect())
    }

    /// The line of a part, by [`Portfolio::part_of`]; 0: of the whole list.
    pub fn of(&self, part: usize) -> &Line {
        &self.0[part]
    }
}

/// The line by [`score`], the least age of a score of at most 1 with at least 90 % of the observed
/// deal-days at that age and later having one too; without own wins, or where no deal was seen as
/// old as that, the rule of thumb.
fn found(portfolio: &Portfolio, multiple: f64) -> (Rule, Option<f64>) {
    let curve = &portfolio.curve;
    let thumb = multiple * portfolio.default.cycle;
    let cycles = (Rule::Cycles { multiple }, Some(thumb));
    if curve.evidence().won == 0 {
        return cycles;
    }
    let (mut seen, mut dead, mut least) = (0.0, 0.0, None);
    for (age, upper) in portfolio.late_chances().iter().enumerate().rev() {
        let days = f64::from(curve.points()[age].at_risk);
        let is_dead = score(portfolio, thumb, age, *upper) <= 1.0;
        seen += days;
        dead += if is_dead { days } else { 0.0 };
        if is_dead && dead >= MOST * seen {
            least = Some(age as f64);
        }
    }
    match least {
        None if thumb > curve.oldest() as f64 => cycles,
        least => (Rule::OwnHistory, least),
    }
}

/// How alive a deal of an age is; at most 1: dead. A mean, on the log scale, of what the firm's own
/// history says and of the rule of thumb, in which `n` own wins weigh `w = n / (n + 60)`:
///
/// `s(a) = (U(a) / (0.25 C_w(inf)))^w (k C / a)^(1 - w)`, where `U(a)` is the upper 80 % bound of the
/// chance to be won within the next two sales cycles `C`.
fn score(portfolio: &Portfolio, thumb: f64, age: usize, upper: f64) -> f64 {
    let curve = &portfolio.curve;
    let wins = curve.evidence().won as f64;
    let weight = wins / (wins + HALF_WINS);
    let own = (upper / (DEAD_SHARE * curve.won(f64::INFINITY))).max(LEAST_RATIO);
    own.powf(weight) * (thumb / (age as f64).max(LEAST_AGE)).powf(1.0 - weight)
}
