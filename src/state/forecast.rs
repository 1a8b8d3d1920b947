//! How a visitor looks at a forecast.

use crate::calc::forecast::Method;

/// What a row or a column stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// A month.
    #[default]
    Month,
    /// A calendar quarter.
    Quarter,
}

/// How the visitor looks at a forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// By month or by quarter.
    pub period: Period,
    /// Each period with all before it.
    pub cumulative: bool,
    /// The method that leads; `None`: as recommended.
    pub leading: Option<Method>,
}

/// What changes the look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LookAction {
    /// Another period.
    Period(Period),
    /// With or without all before.
    Cumulate(bool),
    /// Another method leads.
    Lead(Option<Method>),
}

impl Look {
    /// The look after `action`.
    #[must_use]
    pub fn apply(self, action: LookAction) -> Self {
        match action {
            LookAction::Period(period) => Self { period, ..self },
            LookAction::Cumulate(cumulative) => Self { cumulative, ..self },
            LookAction::Lead(leading) => Self { leading, ..self },
        }
    }
}
