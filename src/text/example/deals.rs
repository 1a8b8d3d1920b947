//! An example list of deals: a firm that sells to firms, with a bloated pipeline.

use chrono::{Days, NaiveDate};

use crate::calc::deals::{Deal, Labels, Outcome};
use crate::calc::sweep::Inputs;
use crate::calc::units::{Money, Percent};
use crate::language::Word;

/// Deals that are closed.
const CLOSED: usize = 220;
/// Open deals that may still be won.
const OPEN: usize = 48;
/// Open deals that nobody has closed, although nothing happens in them.
const DEAD: usize = 24;
/// The closed deals were created within so many days before today.
const HISTORY: u64 = 540;

const OWNERS: [&str; 4] = ["A. Novak", "B. Okafor", "C. Lindqvist", "D. Moreau"];
const STAGES: [Word; 4] = [
    word!("Discovery" in "stage of a deal"),
    word!("Evaluation" in "stage of a deal"),
    word!("Proposal" in "stage of a deal"),
    word!("Negotiation" in "stage of a deal"),
];
const FIRST: [&str; 12] = [
    "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Hazel", "Juniper", "Linden", "Maple",
    "Oak", "Rowan",
];
const LAST: [&str; 8] =
    ["Foods", "Labs", "Logistics", "Mills", "Optics", "Pharma", "Steel", "Works"];

/// What the visitor gives beside the example list.
pub fn example_sweep(today: NaiveDate) -> Inputs {
    Inputs {
        goal: Money(350_000.0),
        dead_after: 2.0,
        correlation: Percent(3.0),
        ..blank_sweep(today)
    }
}

/// Inputs of the sweep with nothing in them but the day.
pub fn blank_sweep(today: NaiveDate) -> Inputs {
    Inputs {
        goal: Money(0.0),
        closed_won: None,
        period: 0,
        fiscal_start: 0,
        period_start: None,
        period_end: None,
        today,
        win_rate: None,
        sales_cycle: None,
        dead_after: 0.0,
        dead_days: None,
        probabilities: 0,
        closed_since: None,
        correlation: Percent(0.0),
        separate_by: 0,
    }
}

/// The example list as it stands on a day.
pub fn example_deals(today: NaiveDate) -> Vec<Deal> {
    let mut dice = Dice(0x5eed);
    let closed = (0..CLOSED).map(|_| Kind::Closed);
    let open = (0..OPEN).map(|_| Kind::Open);
    let kinds = closed.chain(open).chain((0..DEAD).map(|_| Kind::Dead));
    kinds.enumerate().map(|(index, kind)| deal(&mut dice, index, kind, today)).collect()
}

enum Kind {
    Closed,
    Open,
    Dead,
}

fn deal(dice: &mut Dice, index: usize, kind: Kind, today: NaiveDate) -> Deal {
    let before = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let won = dice.below(100) < 28;
    // Won deals take about two months, lost ones half as long again.
    let length = if won { 12 + dice.bell(90) } else { 10 + dice.bell(170) };
    let age = match kind {
        Kind::Closed => length + 1 + dice.below(HISTORY - length),
        Kind::Open => 3 + dice.bell(100),
        Kind::Dead => 190 + dice.below(260),
    };
    let closed_on = before(age - length.min(age));
    let outcome = match (kind, won) {
        (Kind::Closed, true) => Outcome::Won(closed_on),
        (Kind::Closed, false) => Outcome::Lost(closed_on),
        _ => Outcome::Open,
    };
    let open = outcome == Outcome::Open;
    Deal {
        created: before(age),
        outcome,
        value: Money(value(dice)),
        expected_close: open.then(|| before(age).checked_add_days(Days::new(90)).unwrap_or(today)),
        last_activity: open.then(|| before(dice.below(age / 2 + 1))),
        probability: None,
        labels: labels(dice, index, open),
    }
}

/// Between 8,000 and about 130,000, most of them small.
fn value(dice: &mut Dice) -> f64 {
    let size = dice.below(100) as f64 / 100.0;
    (8.0 + 32.0 * size + 90.0 * size.powi(6)).round() * 1000.0
}

fn labels(dice: &mut Dice, index: usize, open: bool) -> Labels {
    let pick = |dice: &mut Dice, names: &[&str]| names[dice.place(names.len())].to_owned();
    let account = [&*pick(dice, &FIRST), " ", &*pick(dice, &LAST)].concat();
    Labels {
        id: ["EX-", &(1001 + index).to_string()].concat(),
        name: say!("{account}, new business", account = &account),
        account,
        owner: pick(dice, &OWNERS),
        stage: if open {
            STAGES[dice.place(STAGES.len())].text().to_owned()
        } else {
            String::new()
        },
        ..Labels::default()
    }
}

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides.max(1)
    }

    /// A place in a list of so many.
    fn place(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// Below `sides`, most often around its half.
    fn bell(&mut self, sides: u64) -> u64 {
        u64::midpoint(self.below(sides), self.below(sides))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::sweep::{Overrides, Precision, Rule, check, report};

    #[test]
    fn the_example_shows_a_bloated_pipeline_on_any_day() {
        for day in ["2026-01-05", "2026-02-28", "2026-11-16", "2028-02-29"] {
            let today = day.parse().unwrap();
            let (inputs, deals) = (example_sweep(today), example_deals(today));
            let portfolio = inputs.portfolio(&deals).unwrap();
            assert_eq!(check(&inputs, Some(&portfolio)), [], "{day}");
            let report = report(&inputs, &portfolio, &Overrides::default(), Precision::Interactive);
            assert_eq!(report.rejected.total(), 0, "{day}");
            assert!(report.line.rule == Rule::OwnHistory, "{day}");
            assert!((10..=40).contains(&report.dead.deals), "{day}: {}", report.dead.deals);
            assert!(report.after.expected.0 > 0.9 * report.before.expected.0, "{day}");
        }
    }
}
