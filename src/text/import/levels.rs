//! Columns of groups: a value stands above blank cells.

use super::reader::Row;

/// Whether the first row of deals has a value in the column and others below have none.
pub(super) fn leads(deals: &[&Row], column: usize) -> bool {
    deals.first().is_some_and(|row| !row.cell(column).is_empty())
        && deals.iter().any(|row| row.cell(column).is_empty())
}

/// The first columns whose blank cells can be those of groups, before the first that is always
/// filled.
pub(super) fn leading(columns: usize, deals: &[&Row]) -> Vec<usize> {
    let used = |column: &usize| deals.iter().any(|row| !row.cell(*column).is_empty());
    (0..columns).filter(used).take_while(|column| leads(deals, *column)).collect()
}

/// The first columns as far as each is one of groups within those of the one before it: it says
/// something wherever that one does, and nothing twice below it.
pub(super) fn levels(columns: usize, deals: &[&Row]) -> Vec<usize> {
    let mut levels: Vec<usize> = Vec::new();
    for column in leading(columns, deals) {
        let (mut seen, mut nested) = (Vec::new(), true);
        for row in deals {
            let starts = levels.last().is_some_and(|outer| !row.cell(*outer).is_empty());
            if starts {
                seen.clear();
            }
            let value = row.cell(column);
            nested &= !((starts && value.is_empty()) || seen.contains(&value));
            seen.extend(Some(value).filter(|value| !value.is_empty()));
        }
        if !nested {
            break;
        }
        levels.push(column);
    }
    levels
}

/// Whether no value comes twice and blank cells stand below the first: any where the column leads,
/// more than a few elsewhere.
pub(super) fn is_grouped(deals: &[&Row], column: usize, leading: bool) -> bool {
    let mut values: Vec<&str> = deals.iter().map(|row| row.cell(column)).collect();
    values.retain(|value| !value.is_empty());
    let count = values.len();
    values.sort_unstable();
    values.dedup();
    let enough = leading || (count > 1 && deals.len() > count + count / 2);
    leads(deals, column) && enough && (values.len() == count || (leading && steps(deals, column)))
}

/// Whether each value differs from the one above it, and stands above blank cells more often than not.
fn steps(deals: &[&Row], column: usize) -> bool {
    let (mut above, mut same, mut blank) = ("", false, 0);
    for row in deals {
        match row.cell(column) {
            "" => blank += 1,
            value => {
                same |= value == above;
                above = value;
            }
        }
    }
    !same && blank * 3 >= deals.len()
}
