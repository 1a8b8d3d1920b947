//! Tables without periods: by the line with most known headers.

use super::super::grid::{Grid, is_amount};
use super::{Header, Layout, Periods, headers};

/// Lines among which the headers are looked for.
const ABOVE: usize = 40;

/// The line with most known headers, two at least, above amounts.
pub(super) fn find(grid: &Grid) -> Option<Layout> {
    let known = |at: usize| {
        let line = &grid.lines[at];
        let named = line.filled().filter(|(_, cell)| !Header::of(cell).roles.is_empty()).count();
        let amounts = line.filled().filter(|(_, cell)| is_amount(cell)).count();
        named.saturating_sub(2 * amounts)
    };
    let lines = 0..grid.lines.len().min(ABOVE);
    let (count, std::cmp::Reverse(at)) =
        lines.map(|at| (known(at), std::cmp::Reverse(at))).max()?;
    let below = grid.lines.get(at + 1..)?.iter();
    let amounts = below.flat_map(super::Line::filled).any(|(_, cell)| is_amount(cell));
    (count >= 2 && amounts)
        .then(|| Layout::new(Periods::No, Some(at), at + 1, headers(grid, Some(at))))
}
