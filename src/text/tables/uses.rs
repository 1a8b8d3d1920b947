//! What the columns of a block are used as.

use crate::language::Word;

/// What a column is used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Use {
    /// Left out.
    LeftOut,
    /// A month, a quarter, a half or a whole year.
    Period,
    /// The year of a month or a quarter in another column.
    Year,
    /// Amounts of one period, which the header names.
    Across,
    /// A stage of open deals.
    Stage,
    /// Number of deals.
    Count,
    /// Amount.
    Value,
    /// Average amount of a deal.
    Average,
    /// Chance of winning or renewing.
    Chance,
    /// Goal.
    Goal,
    /// Revenue.
    Revenue,
    /// What was forecast.
    Forecast,
    /// What came.
    Actual,
    /// Where the forecast's range began.
    Low,
    /// Where the forecast's range ended.
    High,
    /// Customer.
    Customer,
    /// When a contract is due.
    Due,
    /// Seller.
    Rep,
    /// Product.
    Product,
    /// Region or team.
    Region,
    /// Any other name of the row.
    Group,
}

/// All of them with their keys in the vocabulary and what they are called.
pub(super) const USES: [(Use, &str, Word); 21] = [
    (Use::LeftOut, "left out", word!("Left out")),
    (Use::Period, "period", word!("Period")),
    (Use::Year, "year", word!("Year")),
    (Use::Across, "across", word!("Amounts of one period")),
    (Use::Stage, "stage", word!("Stage")),
    (Use::Count, "count", word!("Number of deals")),
    (Use::Value, "value", word!("Value")),
    (Use::Average, "average", word!("Average deal")),
    (Use::Chance, "chance", word!("Chance")),
    (Use::Goal, "goal", word!("Goal")),
    (Use::Revenue, "revenue", word!("Revenue")),
    (Use::Forecast, "forecast", word!("Forecast")),
    (Use::Actual, "actual", word!("Actual")),
    (Use::Low, "low", word!("Range from")),
    (Use::High, "high", word!("Range to")),
    (Use::Customer, "customer", word!("Customer")),
    (Use::Due, "due", word!("Due on")),
    (Use::Rep, "rep", word!("Rep")),
    (Use::Product, "product", word!("Product")),
    (Use::Region, "region", word!("Region or team")),
    (Use::Group, "group", word!("Name")),
];

impl Use {
    /// Whether its cells are amounts of money.
    pub(super) fn is_amount(self) -> bool {
        matches!(
            self,
            Self::Value
                | Self::Average
                | Self::Goal
                | Self::Revenue
                | Self::Forecast
                | Self::Actual
                | Self::Low
                | Self::High
                | Self::Across
        )
    }

    /// Whether it is the name of what amounts are divided by.
    pub(super) fn is_name(self) -> bool {
        matches!(
            self,
            Self::Rep | Self::Product | Self::Region | Self::Customer | Self::Group | Self::Stage
        )
    }

    /// What it is called.
    pub fn words(self) -> &'static str {
        USES[self as usize].2.text()
    }
}

/// A column of the block.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnUse {
    /// Its place, the first being 0: for [`super::Choices::set_column`].
    pub column: usize,
    /// Its header as it is written; empty without one.
    pub header: String,
    /// Its first different values.
    pub samples: Vec<String>,
    /// What it is used as.
    pub used: Use,
    /// What else it may be used as.
    pub may_be: Vec<Use>,
}
