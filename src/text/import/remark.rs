//! What is to be said about a list as a whole.

use super::facts::Facts;
use super::layout::Layout;
use super::mapping::Mapping;
use super::role::Role;

/// What is to be said about a list as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// No column tells open, won and lost apart.
    AllOpen,
    /// A column says which deals are won, none which are lost.
    NoneLost,
    /// Amounts are in cents.
    Cents,
    /// Amounts are in thousands, as their header or a line of its own says.
    Thousands,
    /// Amounts are in millions, as their header or a line of its own says.
    Millions,
    /// Some amounts have no currency, and all others the same.
    Unnamed,
    /// "$" stands beside "USD".
    Dollars,
    /// Days of entering stages are there, which no age counts from.
    StageDates,
}

impl Remark {
    /// What was done, and what to do if it is wrong.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::AllOpen => say!(
                "No column says which deals are won or lost, so every row is read as an open deal \
                 and nothing can be learned from closed ones. Name the column with the stage or \
                 the status."
            ),
            Self::NoneLost => say!(
                "No column says which deals are lost, so every deal that is not won is read as \
                 open. Name the column with the stage or the status."
            ),
            Self::Cents => {
                say!("The amounts are in cents, as Close exports them: each is divided by 100.")
            }
            Self::Thousands => say!("The amounts are in thousands: each is multiplied by 1,000."),
            Self::Millions => say!("The amounts are in millions: each is multiplied by 1,000,000."),
            Self::Unnamed => {
                say!("Amounts without a currency are counted in the only one that the list names.")
            }
            Self::Dollars => say!("“$” is read as USD, the only dollars that the list names."),
            Self::StageDates => say!(
                "The dates on which deals entered a stage only rank single deals: age counts from \
                 the created date."
            ),
        }
    }
}

/// What is to be said about a list with these columns.
pub(super) fn remarks(layout: &Layout, mapping: &Mapping, facts: &Facts) -> Vec<Remark> {
    let any = |roles: &[Role]| roles.iter().any(|role| mapping.column(*role).is_some());
    let tells_lost = any(&[
        Role::Status,
        Role::Stage,
        Role::IsLost,
        Role::IsClosed,
        Role::IsActive,
        Role::LostOn,
    ]);
    let tells_won = any(&[Role::IsWon, Role::WonOn]);
    let is = |times: f64| facts.unit.times.total_cmp(&times).is_eq();
    let said = [
        (!tells_lost && !tells_won, Remark::AllOpen),
        (!tells_lost && tells_won, Remark::NoneLost),
        (mapping.cents, Remark::Cents),
        (is(1e3), Remark::Thousands),
        (is(1e6), Remark::Millions),
        (facts.some_unnamed(), Remark::Unnamed),
        (facts.dollars_are_usd(), Remark::Dollars),
        (!layout.stage_columns.is_empty(), Remark::StageDates),
    ];
    said.into_iter().filter(|(holds, _)| *holds).map(|(_, remark)| remark).collect()
}
