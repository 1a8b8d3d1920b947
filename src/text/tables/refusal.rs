//! Why a block is no table of a forecast, and where it goes.

/// Why a block is no table of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing stands in it.
    Empty,
    /// It is a list of deals: the import of lists reads it.
    Deals,
    /// Quota and actual by rep, without periods.
    Attainment,
    /// Years of thirteen periods of four weeks.
    FourWeeks,
    /// All goals are of periods that are over.
    Over,
    /// All amounts are of periods that are not over yet.
    NoneOver,
    /// There are names but no amounts.
    NoAmounts,
    /// Neither periods nor stages nor days when contracts are due.
    Unknown,
    /// More rows or columns than any such table has.
    TooLarge,
}

impl Refusal {
    /// What is wrong and what to do.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Empty => say!("There is nothing in it: copy the cells again."),
            Self::Deals => say!(
                "This is a list of deals, with an amount and a close date each: use it as your deal \
                 list."
            ),
            Self::Attainment => say!(
                "This is attainment by rep, without months. For past forecasts, give forecast and \
                 actual by month or quarter. For goals, give each month's or quarter's quota."
            ),
            Self::FourWeeks => say!(
                "Years of 13 four-week periods don't fit months: give the amounts by month or \
                 quarter."
            ),
            Self::Over => {
                say!("All of these periods are over: give goals for this month and later.")
            }
            Self::NoneOver => {
                say!("None of these periods is over yet: give amounts of past months.")
            }
            Self::NoAmounts => say!("No amounts found: copy the cells with their figures."),
            Self::Unknown => say!(
                "No months, quarters, stages or renewal dates found: copy the cells together with \
                 their headers."
            ),
            Self::TooLarge => say!("This is more than a table of a forecast: copy fewer cells."),
        }
    }
}
