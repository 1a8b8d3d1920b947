//! What to expect of the open deals by owner, stage, product and segment, month by month.

use super::{Source, sum};
use crate::calc::forecast::{Group, GroupBy};
use crate::text::forecast::grid::{available, none};
use crate::text::xlsx::{Cell, Kind, Sheet, column};

/// A sheet for each label that the deals have.
pub(super) fn sheets(source: &Source) -> Vec<Sheet> {
    available(source.report).into_iter().map(|by| sheet(source, by)).collect()
}

fn sheet(source: &Source, by: GroupBy) -> Sheet {
    let (name, label) = match by {
        GroupBy::Owner => ("By owner", say!("Owner")),
        GroupBy::Stage => ("By stage", say!("Stage")),
        GroupBy::Product => ("By product", say!("Product or type")),
        GroupBy::Segment => ("By segment or region", say!("Segment or region")),
    };
    let months = source.report.months.iter().map(|month| source.formats.month(month.end));
    let months: Vec<String> = months.collect();
    let mut headers = vec![(label, 26)];
    headers.extend(months.iter().map(|month| (&**month, 14)));
    headers.push((say!("Total"), 16));
    let mut sheet = Sheet::new(name, &headers);
    let groups = source.report.by(by);
    for group in groups {
        row(&mut sheet, group, by);
    }
    let last = sheet.next() - 1;
    let letters: Vec<String> = (1..=months.len() + 1).map(column).collect();
    let sums: Vec<String> = letters.iter().map(|letter| sum(letter, 2, last)).collect();
    let total = |at: usize| groups.iter().map(|group| figure(group, at)).sum();
    let totals = sums.iter().enumerate();
    let totals = totals.map(|(at, sum)| Cell::Formula(Kind::Money, sum, total(at)));
    sheet.total(std::iter::once(Cell::Text(say!("Total"))).chain(totals));
    sheet
}

/// What the group brings in a month, or behind the last in all.
fn figure(group: &Group, at: usize) -> f64 {
    group.months.get(at).map_or(group.expected.0, |month| month.0)
}

fn row(sheet: &mut Sheet, group: &Group, by: GroupBy) {
    let row = sheet.next().to_string();
    let total = ["SUM(B", &row, ":", &*column(group.months.len()), &row, ")"].concat();
    let name = if group.name.is_empty() { none(by) } else { &group.name };
    let months = group.months.iter().map(|month| Cell::Value(Kind::Money, month.0));
    let all = Cell::Formula(Kind::Money, &total, group.expected.0);
    sheet.row(std::iter::once(Cell::Text(name)).chain(months).chain([all]));
}
