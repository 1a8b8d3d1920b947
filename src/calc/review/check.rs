//! Answers held against data: where they say more than the data show.

use super::{Answers, statement};

/// What other calculators know. What is unknown is `None`, and nothing is said about it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Facts {
    /// Share of the open pipeline's value whose closing date has passed, in [0, 1].
    pub past_due: Option<f64>,
    /// Share of the open pipeline's value in dead deals, in [0, 1].
    pub dead: Option<f64>,
    /// Average miss of past forecasts as a share of what came, positive when too high.
    pub forecast_bias: Option<f64>,
    /// Past forecasts that could be compared with what came.
    pub forecasts: Option<u32>,
    /// Share of leads answered within the target, in [0, 1].
    pub answered: Option<f64>,
    /// Share of leads neither followed up nor returned, in [0, 1].
    pub unanswered: Option<f64>,
}

/// An answer that the data do not bear out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// Place of the statement.
    pub statement: usize,
    /// The level that was given.
    pub level: u8,
    /// Which fact speaks against it.
    pub kind: Kind,
    /// The fact: a share in [0, 1], or a number of forecasts.
    pub value: f64,
}

/// Which fact speaks against an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`Facts::past_due`].
    PastDue,
    /// [`Facts::dead`].
    Dead,
    /// [`Facts::forecast_bias`].
    Bias,
    /// [`Facts::forecasts`].
    Forecasts,
    /// [`Facts::answered`].
    Answered,
    /// [`Facts::unanswered`].
    Unanswered,
}

/// A fact against a statement.
struct Rule {
    statement: usize,
    /// Lowest level that it speaks against.
    from: u8,
    kind: Kind,
    /// Whether this value of the fact speaks against the level.
    against: fn(value: f64) -> bool,
}

/// What the levels themselves promise, in the words of `statements.txt`. For one statement and
/// fact the stricter rule stands first, so that a level is held against what it says itself.
const RULES: [Rule; 11] = [
    Rule { statement: statement::CLEAN, from: 5, kind: Kind::Dead, against: |v| v > 0.1 },
    Rule { statement: statement::CLEAN, from: 4, kind: Kind::Dead, against: |v| v > 0.2 },
    Rule { statement: statement::CLEAN, from: 4, kind: Kind::PastDue, against: |v| v > 0.2 },
    Rule { statement: statement::DATES, from: 5, kind: Kind::PastDue, against: |v| v > 0.05 },
    Rule { statement: statement::DATES, from: 3, kind: Kind::PastDue, against: |v| v > 0.1 },
    Rule { statement: statement::ERROR, from: 5, kind: Kind::Bias, against: |v| v.abs() > 0.1 },
    Rule { statement: statement::ERROR, from: 4, kind: Kind::Forecasts, against: |v| v < 4.0 },
    Rule { statement: statement::SPEED, from: 4, kind: Kind::Answered, against: |v| v < 0.8 },
    Rule { statement: statement::RETURN, from: 4, kind: Kind::Unanswered, against: |v| v > 0.05 },
    Rule { statement: statement::OWNER, from: 5, kind: Kind::Unanswered, against: |v| v > 0.02 },
    Rule { statement: statement::OWNER, from: 4, kind: Kind::Unanswered, against: |v| v > 0.1 },
];

/// Every answer that the data do not bear out, in the order of the statements; each statement and
/// fact once.
pub fn findings(answers: &Answers, facts: &Facts) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for rule in &RULES {
        let known = found.iter().any(|f| f.statement == rule.statement && f.kind == rule.kind);
        let level = answers.0[rule.statement].level().map(|level| level as u8);
        if let (false, Some(level), Some(value)) = (known, level, rule.kind.of(facts))
            && level >= rule.from
            && (rule.against)(value)
        {
            found.push(Finding { statement: rule.statement, level, kind: rule.kind, value });
        }
    }
    found.sort_by_key(|finding| finding.statement);
    found
}

impl Kind {
    fn of(self, facts: &Facts) -> Option<f64> {
        let value = match self {
            Self::PastDue => facts.past_due,
            Self::Dead => facts.dead,
            Self::Bias => facts.forecast_bias,
            Self::Forecasts => facts.forecasts.map(f64::from),
            Self::Answered => facts.answered,
            Self::Unanswered => facts.unanswered,
        };
        value.filter(|value| value.is_finite())
    }
}
