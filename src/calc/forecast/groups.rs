//! Open deals by what their labels say: owner, stage, product, segment.

use super::Lists;
use super::placing::Placed;
use crate::calc::units::Money;

/// What deals are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The seller.
    Owner,
    /// The stage, as the CRM names it.
    Stage,
    /// What is sold, or the kind of deal.
    Product,
    /// The kind of customer, or the region.
    Segment,
}

/// All of them.
pub const GROUPS: [GroupBy; 4] =
    [GroupBy::Owner, GroupBy::Stage, GroupBy::Product, GroupBy::Segment];

/// Deals of one name; together the groups are all open deals.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Empty where the list has none.
    pub name: String,
    /// Number of deals.
    pub count: usize,
    /// Their value.
    pub value: Money,
    /// What to expect from them, month by month.
    pub months: Vec<Money>,
    /// The same in all months.
    pub expected: Money,
}

/// The largest expectation first.
pub(super) fn groups(lists: &Lists, deals: &[Placed], by: GroupBy, months: usize) -> Vec<Group> {
    let name = |deal: &Placed| match by {
        GroupBy::Owner => deal.owner(lists),
        GroupBy::Stage => deal.stage(lists),
        GroupBy::Product => deal.product(lists),
        GroupBy::Segment => deal.segment(lists),
    };
    let mut positions = std::collections::BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for deal in deals {
        let position = *positions.entry(name(deal)).or_insert(groups.len());
        if position == groups.len() {
            groups.push(Group {
                name: name(deal).to_owned(),
                count: 0,
                value: Money(0.0),
                months: vec![Money(0.0); months],
                expected: Money(0.0),
            });
        }
        add(&mut groups[position], deal);
    }
    groups.sort_by(|a, b| b.expected.0.total_cmp(&a.expected.0));
    groups
}

fn add(group: &mut Group, deal: &Placed) {
    group.count += deal.count as usize;
    group.value = group.value + Money(deal.total());
    let mut before = 0.0;
    for (month, by) in group.months.iter_mut().zip(&deal.wins.by) {
        *month = *month + Money(deal.total() * (by - before));
        before = *by;
    }
    group.expected = group.expected + Money(deal.total() * deal.wins.last());
}
