//! What each column of a block is used as, and what the visitor said instead.

use super::asking::Choices;
use super::facts::{Holds, holds};
use super::grid::{Grid, is_blank};
use super::layout::{Layout, Periods};
use super::uses::{ColumnUse, Use};
use super::vocabulary::Role;
use crate::text::rows::forecast::Section;

/// Values of a column that are shown.
const SHOWN: usize = 3;

/// The layout with what the visitor said about columns. Without headers, columns are those of the
/// table that the block was put into.
pub(super) fn chosen(mut layout: Layout, wanted: Option<Section>, choices: &Choices) -> Layout {
    if let (None, Some(section)) = (layout.head, wanted) {
        for (header, used) in layout.headers.iter_mut().zip(order(section)) {
            header.roles = vec![(Role::Use(*used), 0)];
        }
    }
    for (column, header) in layout.headers.iter_mut().enumerate() {
        match choices.column(column) {
            Some(Use::LeftOut) => header.roles = vec![(Role::Note, 0)],
            Some(Use::Across) | None => {}
            Some(used) => header.roles = vec![(Role::Use(used), 0)],
        }
    }
    if let Periods::Across(slots) = &mut layout.periods {
        slots.retain(|slot| choices.column(slot.column).is_none_or(|used| used != Use::LeftOut));
    }
    layout
}

/// The columns of a section's table.
pub(super) fn order(section: Section) -> &'static [Use] {
    match section {
        Section::Stages => &[Use::Stage, Use::Count, Use::Value, Use::Chance],
        Section::Goals => &[Use::Period, Use::Goal],
        Section::Renewals => &[Use::Customer, Use::Value, Use::Chance, Use::Due],
        Section::History => &[Use::Period, Use::Revenue],
        Section::Past => &[Use::Period, Use::Forecast, Use::Actual, Use::Low, Use::High],
        Section::Quotas => &[Use::Group, Use::Period, Use::Goal],
    }
}

/// The columns of a block with periods.
pub(super) fn of_periods(grid: &Grid, layout: &Layout, down: bool) -> Vec<ColumnUse> {
    const NAMES: [Use; 5] = [Use::Rep, Use::Product, Use::Region, Use::Group, Use::LeftOut];
    const AMOUNTS: [Use; 6] =
        [Use::Goal, Use::Revenue, Use::Forecast, Use::Actual, Use::Value, Use::LeftOut];
    let of = |column: usize| {
        let own = match layout.headers[column].role() {
            Some(Role::Use(used)) => Some(used),
            Some(_) => Some(Use::LeftOut),
            None => None,
        };
        match &layout.periods {
            Periods::Across(slots) if slots.iter().any(|slot| slot.column == column) => {
                (Use::Across, vec![Use::Across, Use::LeftOut])
            }
            Periods::Down(period, _) if *period == column => (Use::Period, Vec::new()),
            Periods::Down(_, Some(year)) if *year == column => (Use::Year, Vec::new()),
            _ => match holds(grid, layout, column) {
                Holds::Names(of) => (of, NAMES.to_vec()),
                Holds::Amounts if down => (own.unwrap_or(Use::Value), AMOUNTS.to_vec()),
                _ => (Use::LeftOut, Vec::new()),
            },
        }
    };
    (0..grid.width).filter_map(|column| one(grid, layout, column, of(column))).collect()
}

/// A column with anything in it.
pub(super) fn one(
    grid: &Grid,
    layout: &Layout,
    column: usize,
    (used, may_be): (Use, Vec<Use>),
) -> Option<ColumnUse> {
    let mut samples: Vec<String> = Vec::new();
    for line in &grid.lines[layout.body.min(grid.lines.len())..] {
        let cell = line.cell(column);
        if !is_blank(cell) && samples.len() < SHOWN && samples.iter().all(|own| own != cell) {
            samples.push(cell.to_owned());
        }
    }
    let header = layout.headers[column].text.clone();
    (!samples.is_empty() || !header.is_empty()).then_some(ColumnUse {
        column,
        header,
        samples,
        used,
        may_be,
    })
}
