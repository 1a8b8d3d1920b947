//! What a column can say about a deal.

use crate::language::Word;

/// What a column says about a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The CRM's own id.
    Id,
    /// The deal's name.
    Name,
    /// The firm that may buy.
    Account,
    /// The seller.
    Owner,
    /// The stage.
    Stage,
    /// Open, won or lost.
    Status,
    /// The pipeline, where a CRM has several.
    Pipeline,
    /// The amount.
    Value,
    /// The currency of the amount.
    Currency,
    /// Whether the amount is paid once, or each month or year.
    Recurs,
    /// The CRM's or the seller's chance of winning.
    Probability,
    /// The forecast category.
    Category,
    /// Day it was created.
    Created,
    /// Day on which it is expected to close.
    ExpectedClose,
    /// Day on which it was closed.
    Closed,
    /// Day on which it was won.
    WonOn,
    /// Day on which it was lost.
    LostOn,
    /// Day of the last activity.
    LastActivity,
    /// What the seller will do next.
    NextStep,
    /// Where the deal came from.
    Source,
    /// Whether it is won: true or false.
    IsWon,
    /// Whether it is lost: true or false.
    IsLost,
    /// Whether it is won or lost: true or false.
    IsClosed,
    /// Whether it is kept among the others: true, or false where it was archived.
    IsActive,
    /// What a won deal brought, where that differs from the amount.
    ActualValue,
    /// The kind of customer.
    Segment,
    /// What is sold, or the kind of deal.
    Product,
    /// Why it was lost.
    LossReason,
    /// How often its close date was put off.
    Pushes,
}

/// All roles with their keys and labels, in the order in which a form shows them.
pub const ROLES: [(Role, &str, Word); 29] = [
    (Role::Id, "id", word!("Id")),
    (Role::Name, "name", word!("Deal name")),
    (Role::Account, "account", word!("Account")),
    (Role::Owner, "owner", word!("Owner")),
    (Role::Stage, "stage", word!("Stage")),
    (Role::Status, "status", word!("Status: open, won or lost")),
    (Role::Pipeline, "pipeline", word!("Pipeline")),
    (Role::Value, "value", word!("Amount")),
    (Role::Currency, "currency", word!("Currency")),
    (Role::Recurs, "value_period", word!("Amount is once, monthly or yearly")),
    (Role::Probability, "probability", word!("Probability")),
    (Role::Category, "category", word!("Forecast category")),
    (Role::Created, "created", word!("Created date")),
    (Role::ExpectedClose, "expected_close", word!("Expected close date")),
    (Role::Closed, "closed", word!("Closed date")),
    (Role::WonOn, "won_on", word!("Won date")),
    (Role::LostOn, "lost_on", word!("Lost date")),
    (Role::LastActivity, "last_activity", word!("Last activity date")),
    (Role::NextStep, "next_step", word!("Next step")),
    (Role::Source, "source", word!("Lead source")),
    (Role::IsWon, "is_won", word!("Is won: yes or no")),
    (Role::IsLost, "is_lost", word!("Is lost: yes or no")),
    (Role::IsClosed, "is_closed", word!("Is closed: yes or no")),
    (Role::IsActive, "is_active", word!("Is active: yes or no")),
    (Role::ActualValue, "actual_value", word!("Actual amount of won deals")),
    (Role::Segment, "segment", word!("Segment")),
    (Role::Product, "product", word!("Product or type")),
    (Role::LossReason, "loss_reason", word!("Loss reason")),
    (Role::Pushes, "pushes", word!("Number of pushes")),
];

impl Role {
    /// Where it stands in [`ROLES`].
    pub(super) fn index(self) -> usize {
        self as usize
    }

    /// Its name in links and in the storage.
    pub fn key(self) -> &'static str {
        ROLES[self.index()].1
    }

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        ROLES[self.index()].2.text()
    }

    /// Whether its cells are days.
    pub fn is_day(self) -> bool {
        matches!(
            self,
            Self::Created
                | Self::ExpectedClose
                | Self::Closed
                | Self::WonOn
                | Self::LostOn
                | Self::LastActivity
        )
    }

    /// Whether its cells are true or false.
    pub fn is_flag(self) -> bool {
        matches!(self, Self::IsWon | Self::IsLost | Self::IsClosed | Self::IsActive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_stands_in_its_place_with_its_own_key() {
        for (place, (role, key, _)) in ROLES.into_iter().enumerate() {
            assert_eq!((role.index(), role.key()), (place, key));
            assert_eq!(ROLES.iter().filter(|(_, other, _)| *other == key).count(), 1);
        }
    }
}
