//! Tables whose totals add up as shown.

use crate::calc::units::Money;

/// A table in whole steps of what is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Row by row.
    pub cells: Vec<Vec<Money>>,
    /// Sum of each row's cells.
    pub rows: Vec<Money>,
    /// Sum of each column's cells.
    pub columns: Vec<Money>,
    /// Sum of all cells: the exact sum, rounded.
    pub total: Money,
}

/// Rounds a table to multiples of `step` > 0 so that every total is the sum of what it totals: the
/// grand total is rounded first, shared among the rows, and each row's among its cells, by largest
/// remainder. No cell and no row moves by a step or more.
///
/// ```
/// use enough_pipeline::calc::forecast::shown;
/// use enough_pipeline::calc::units::Money;
///
/// // Three thirds of a dollar are a dollar, though each would be rounded to nothing.
/// let third = Money(1.0 / 3.0);
/// let table = shown(&[vec![third], vec![third], vec![third]], 1.0);
/// assert_eq!(table.rows, [Money(1.0), Money(0.0), Money(0.0)]);
/// assert_eq!(table.total, Money(1.0));
/// ```
pub fn shown(cells: &[Vec<Money>], step: f64) -> Shown {
    let exact: Vec<f64> =
        cells.iter().map(|row| row.iter().map(|cell| cell.0 / step).sum()).collect();
    let total = exact.iter().sum::<f64>().round();
    let rows = shared(&exact, total);
    let counts: Vec<Vec<f64>> = cells
        .iter()
        .zip(&rows)
        .map(|(row, total)| {
            let parts: Vec<f64> = row.iter().map(|cell| cell.0 / step).collect();
            shared(&parts, *total)
        })
        .collect();
    let width = counts.iter().map(Vec::len).max().unwrap_or(0);
    let column = |i: usize| counts.iter().filter_map(|row| row.get(i)).sum::<f64>();
    let money = |count: f64| Money(count * step);
    Shown {
        columns: (0..width).map(column).map(money).collect(),
        cells: counts.into_iter().map(|row| row.into_iter().map(money).collect()).collect(),
        rows: rows.into_iter().map(money).collect(),
        total: money(total),
    }
}

/// Amounts in multiples of `step` > 0 near `parts` that add to `total`, a multiple too.
pub fn shown_parts(parts: &[Money], total: Money, step: f64) -> Vec<Money> {
    let parts: Vec<f64> = parts.iter().map(|part| part.0 / step).collect();
    let whole = shared(&parts, (total.0 / step).round());
    whole.into_iter().map(|count| Money(count * step)).collect()
}

/// Whole numbers near `parts` that add to the whole number `total`: rounded down, and the largest
/// remainders up. What is still too much is taken from the smallest.
fn shared(parts: &[f64], total: f64) -> Vec<f64> {
    let mut whole: Vec<f64> = parts.iter().map(|part| part.floor()).collect();
    let missing = total - whole.iter().sum::<f64>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let remainder = |i: usize| parts[i] - parts[i].floor();
    order.sort_by(|a, b| remainder(*b).total_cmp(&remainder(*a)));
    if missing < 0.0 {
        order.reverse();
        order.retain(|i| whole[*i] > 0.0);
    }
    for i in order.into_iter().cycle().take(missing.abs() as usize) {
        whole[i] += missing.signum();
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_the_sums_of_what_is_shown() {
        let cells: Vec<Vec<Money>> = (0..7)
            .map(|i| (0..5).map(|j| Money(f64::from((i * 37 + j * 101) % 89) / 7.0)).collect())
            .collect();
        let table = shown(&cells, 0.5);
        let sum = |values: &[Money]| values.iter().copied().sum::<Money>();
        for (row, total) in table.cells.iter().zip(&table.rows) {
            assert_eq!(sum(row), *total);
        }
        assert_eq!(sum(&table.rows), table.total);
        assert_eq!(sum(&table.columns), table.total);
        for (row, exact) in table.cells.iter().flatten().zip(cells.iter().flatten()) {
            assert!((row.0 - exact.0).abs() <= 0.5 + 1e-12);
        }
    }

    #[test]
    fn parts_add_to_the_total_that_is_given() {
        let parts = [Money(10.4), Money(0.2), Money(5.3)];
        assert_eq!(shown_parts(&parts, Money(16.0), 1.0), [Money(11.0), Money(0.0), Money(5.0)]);
        assert_eq!(shown_parts(&parts, Money(15.0), 1.0), [Money(10.0), Money(0.0), Money(5.0)]);
        assert_eq!(shown_parts(&parts, Money(13.0), 1.0), [Money(9.0), Money(0.0), Money(4.0)]);
        assert!(shown_parts(&[], Money(2.0), 1.0).is_empty());
    }

    #[test]
    fn nothing_shows_nothing() {
        assert_eq!(shown(&[], 1.0).total, Money(0.0));
        assert_eq!(shown(&[vec![]], 1.0).rows, [Money(0.0)]);
    }
}
