//! What moves the needle (method section 7).

use super::Precision;
use super::case::{Case, DAYS_PER_WEEK, Model, Odds};
use super::{Inputs, Report};
use crate::calc::field::Value;
use crate::calc::units::{Days, Money, Percent};

/// Halvings in the search for "enough": to a ten-thousandth of the way.
const HALVINGS: u32 = 14;
/// No lever is pulled further than this multiple of the present figure.
const FURTHEST: f64 = 20.0;

/// One thing that could be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeverKind {
    /// Win more of the deals.
    WinRate,
    /// Win larger deals, as many as now.
    DealSize,
    /// Close faster.
    SalesCycle,
    /// Create more pipeline per week.
    NewPipeline,
    /// Have fewer old deals among the open ones.
    AgedShare,
    /// Have more open deals of the same kind.
    OpenPipeline,
    /// Lower the goal.
    Goal,
}

impl LeverKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::WinRate,
        Self::DealSize,
        Self::SalesCycle,
        Self::NewPipeline,
        Self::AgedShare,
        Self::OpenPipeline,
        Self::Goal,
    ];
}

/// What one change would bring. Levers are not independent: their effects do not add up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lever {
    /// What is changed.
    pub kind: LeverKind,
    /// The figure now.
    pub from: Value,
    /// The figure after a change by the visitor's step.
    pub to: Value,
    /// The chance of making the goal after it, in [0, 1].
    pub chance: f64,
    /// Chance after less chance now.
    pub gain: f64,
    /// Expected total after less expected total now.
    pub expected_gain: Money,
    /// The figure at which this change alone gives the chosen confidence; `None` when nothing
    /// within reason does, or when it is there already.
    pub enough: Option<Value>,
}

/// Every lever that can be moved, the largest gain in chance first. Empty without an outlook.
pub fn levers(inputs: &Inputs, report: &Report) -> Vec<Lever> {
    let mut levers: Vec<Lever> =
        LeverKind::ALL.into_iter().filter_map(|kind| lever(inputs, report, kind)).collect();
    levers.sort_unstable_by(|a, b| b.gain.total_cmp(&a.gain));
    levers
}

/// One lever; `None` when it cannot be moved: there are no old deals to be rid of, or no outlook.
pub fn lever(inputs: &Inputs, report: &Report, kind: LeverKind) -> Option<Lever> {
    report.outlook.as_ref()?;
    let base = Model::new(Case::of(inputs, &report.period));
    let pull = Pull { kind, base, odds: Odds::new(&base.case, Precision::Interactive) };
    let step = inputs.lever_step.fraction();
    let after = pull.by(step)?;
    let (now, chance) = (pull.chance(&base.case), pull.chance(&after));
    let target = inputs.confidence.fraction();
    let enough = (report.chance < target).then(|| pull.until(target)).flatten();
    Some(Lever {
        kind,
        from: pull.figure(&base.case),
        to: pull.figure(&after),
        chance,
        gain: chance - now,
        expected_gain: Money(expected(&after) - expected(&base.case)),
        enough: enough.map(|case| pull.figure(&case)),
    })
}

fn expected(case: &Case) -> f64 {
    let model = Model::new(*case);
    model.expected_open() + model.expected_new()
}

/// A lever on a base case.
struct Pull {
    kind: LeverKind,
    base: Model,
    /// Shared by all levers that leave goal and deal size alone.
    odds: Odds,
}

impl Pull {
    /// The case with the lever pulled by a share of the present figure, in the helpful direction.
    fn by(&self, share: f64) -> Option<Case> {
        let mut case = self.base.case;
        // The aged share stays as it is, also where it was taken from the curve.
        case.aged_share = Some(self.base.aged_share);
        let (more, less) = (1.0 + share, (1.0 - share).max(0.0));
        match self.kind {
            LeverKind::WinRate if case.win_rate > 0.0 => {
                case.win_rate = (case.win_rate * more).min(1.0);
            }
            LeverKind::DealSize if case.value > 0.0 => {
                case.value *= more;
                case.new_value *= more;
                case.creation *= more;
            }
            LeverKind::SalesCycle => case.cycle = (case.cycle * less).max(1.0),
            LeverKind::NewPipeline => case.creation += share * self.creation(),
            LeverKind::AgedShare if self.base.aged_share > 0.0 && case.deals > 0 => {
                case.aged_share = Some(self.base.aged_share * less);
            }
            LeverKind::OpenPipeline if case.deals > 0 => {
                case.deals = (f64::from(case.deals) * more).round() as u32;
            }
            LeverKind::Goal => case.goal = (case.goal * less).max(case.closed_won),
            _ => return None,
        }
        Some(case)
    }

    /// New pipeline per day; without any, the pace that would build the open pipeline in a cycle.
    fn creation(&self) -> f64 {
        let case = &self.base.case;
        if case.creation > 0.0 { case.creation } else { case.pipeline() / case.cycle }
    }

    /// The share that takes the lever as far as it goes.
    fn furthest(&self) -> f64 {
        match self.kind {
            LeverKind::WinRate => 1.0 / self.base.case.win_rate - 1.0,
            LeverKind::SalesCycle | LeverKind::AgedShare | LeverKind::Goal => 1.0,
            _ => FURTHEST,
        }
    }

    /// The least pulled case that gives a chance of `target`, by bisection.
    fn until(&self, target: f64) -> Option<Case> {
        let enough = |share: f64| self.by(share).filter(|case| self.chance(case) >= target);
        let (mut low, mut high) = (0.0, self.furthest());
        let mut best = enough(high)?;
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if let Some(case) = enough(middle) {
                (high, best) = (middle, case);
            } else {
                low = middle;
            }
        }
        Some(best)
    }

    fn chance(&self, case: &Case) -> f64 {
        if case.remaining() <= 0.0 {
            return 1.0;
        }
        let model = Model::new(*case);
        match self.kind {
            LeverKind::DealSize | LeverKind::Goal => {
                Odds::new(case, Precision::Interactive).chance(&model, case.deals)
            }
            _ => self.odds.chance(&model, case.deals),
        }
    }

    fn figure(&self, case: &Case) -> Value {
        match self.kind {
            LeverKind::WinRate => Value::Percent(Percent(case.win_rate * 100.0)),
            LeverKind::DealSize => Value::Money(Money(case.value)),
            LeverKind::SalesCycle => Value::Days(Days(case.cycle.round() as u32)),
            LeverKind::NewPipeline => Value::Money(Money(case.creation * DAYS_PER_WEEK)),
            LeverKind::AgedShare => {
                Value::Percent(Percent(case.aged_share.unwrap_or(self.base.aged_share) * 100.0))
            }
            LeverKind::OpenPipeline => Value::Money(Money(case.pipeline())),
            LeverKind::Goal => Value::Money(Money(case.goal)),
        }
    }
}
