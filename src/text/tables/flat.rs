//! Blocks without periods: stages, renewals, past forecasts with names, and lists of deals.

mod renewals;
mod stages;

use super::asking::{Ask, Choices, Question};
use super::by_period::{add_aside, ask_section};
use super::facts::{Holds, holds};
use super::grid::{Grid, Line};
use super::layout::Layout;
use super::said::Said;
use super::uses::Use;
use super::vocabulary::Role;
use super::{Around, Aside, Choice, Reading, Refusal, columns, ready};
use crate::calc::units::Money;
use crate::text::rows::forecast::Section;

/// All that is known of a block without periods.
pub(super) struct Flat<'a> {
    pub grid: &'a Grid,
    pub layout: &'a Layout,
    pub around: &'a Around<'a>,
    pub choices: &'a Choices,
    /// The column that is used as each.
    pub used: Vec<(Use, usize)>,
    pub said: Said,
    pub asks: Vec<Ask>,
    pub aside: Vec<Aside>,
    pub won: Option<Money>,
}

/// Whether the headers are those of a list of deals.
pub(super) fn is_deals(layout: &Layout) -> bool {
    let has = |role: Role| layout.headers.iter().any(|header| header.role() == Some(role));
    let any = |used: Use| layout.headers.iter().any(|header| header.says(Role::Use(used)));
    let named = has(Role::Deal) || any(Use::Stage) || any(Use::Customer) || any(Use::Rep);
    (has(Role::Closes) || has(Role::Created)) && named || has(Role::Deal) && any(Use::Stage)
}

/// Reads a block without periods.
pub(super) fn read(
    grid: &Grid,
    layout: &Layout,
    wanted: Option<Section>,
    choices: &Choices,
    around: &Around,
) -> Result<Reading, Refusal> {
    let mut flat = Flat {
        grid,
        layout,
        around,
        choices,
        used: used(grid, layout, wanted),
        said: Said {
            head: layout.head.map(|at| grid.lines[at].number),
            turned: layout.turned,
            ..Said::default()
        },
        asks: Vec::new(),
        aside: Vec::new(),
        won: None,
    };
    let recognised = flat.recognised(wanted)?;
    let section = match wanted {
        Some(wanted) if wanted != recognised => {
            let (ask, section) = ask_section(&[recognised], choices);
            flat.asks.push(ask);
            section
        }
        _ => recognised,
    };
    let rows = match section {
        Section::Stages => flat.stages(),
        Section::Renewals => flat.renewals(),
        _ => flat.named_past(),
    };
    flat.reading(section, rows)
}

/// The column that is used as each, the first named header first.
fn used(grid: &Grid, layout: &Layout, wanted: Option<Section>) -> Vec<(Use, usize)> {
    let mut named: Vec<(usize, usize, Use)> = Vec::new();
    for (column, header) in layout.headers.iter().enumerate() {
        for (role, rank) in &header.roles {
            match role {
                Role::Use(used) => named.push((*rank, column, *used)),
                Role::Closes if wanted == Some(Section::Renewals) => {
                    named.push((usize::MAX, column, Use::Due));
                }
                _ => {}
            }
        }
    }
    named.sort_unstable();
    let mut all: Vec<(Use, usize)> = Vec::new();
    for (_, column, used) in named {
        let holds = holds(grid, layout, column);
        let fits = !used.is_amount() || holds == Holds::Amounts;
        let free = all.iter().all(|(own, taken)| *own != used && *taken != column);
        if fits && free && holds != Holds::Nothing {
            all.push((used, column));
        }
    }
    all
}

impl<'a> Flat<'a> {
    pub(super) fn column(&self, used: Use) -> Option<usize> {
        self.used.iter().find(|(own, _)| *own == used).map(|(_, column)| *column)
    }

    /// The cell of a line; empty where there is no such column.
    pub(super) fn cell(&self, line: &'a Line, used: Use) -> &'a str {
        self.column(used).map_or("", |column| line.cell(column))
    }

    /// The amount of a line, in the unit that header or title say.
    pub(super) fn amount(&self, line: &Line, used: Use) -> Option<f64> {
        let column = self.column(used)?;
        let own = self.layout.headers[column].times;
        let times = if own.total_cmp(&1.0).is_eq() { self.layout.times } else { own };
        self.grid.amount(line.cell(column)).map(|amount| amount * times)
    }

    /// The column of amounts times chances.
    pub(super) fn weighted(&self) -> Option<usize> {
        self.layout.headers.iter().position(|header| header.says(Role::Weighted))
    }

    pub(super) fn lines(&self) -> &'a [Line] {
        &self.grid.lines[self.layout.body.min(self.grid.lines.len())..]
    }

    pub(super) fn set_aside(&mut self, line: &Line, reason: &str) {
        add_aside(&mut self.aside, line.number, line.text(), reason);
    }

    /// The table that the headers are those of.
    fn recognised(&self, wanted: Option<Section>) -> Result<Section, Refusal> {
        let has = |used: Use| self.column(used).is_some();
        let came = has(Use::Actual) || has(Use::Revenue);
        let planned = has(Use::Goal) || has(Use::Forecast);
        if planned && came {
            let by_rep =
                has(Use::Rep) || has(Use::Region) || has(Use::Product) || has(Use::Customer);
            let named = !by_rep && has(Use::Forecast);
            return if named || self.layout.head.is_none() {
                Ok(Section::Past)
            } else {
                Err(Refusal::Attainment)
            };
        }
        if wanted == Some(Section::Renewals) && has(Use::Due) && has(Use::Value) {
            return Ok(Section::Renewals);
        }
        if is_deals(self.layout) {
            return Err(Refusal::Deals);
        }
        if has(Use::Due) && (has(Use::Value) || has(Use::Revenue)) {
            return Ok(Section::Renewals);
        }
        let size = has(Use::Value) || has(Use::Average) || has(Use::Revenue);
        if has(Use::Stage) && (size || has(Use::Count)) || size && has(Use::Chance) {
            return Ok(Section::Stages);
        }
        Err(Refusal::Unknown)
    }

    /// Past forecasts whose periods have names of their own.
    fn named_past(&mut self) -> Vec<Vec<String>> {
        let formats = self.around.formats;
        let name = self.column(Use::Period).or_else(|| {
            (0..self.grid.width).find(|column| self.used.iter().all(|(_, own)| own != column))
        });
        let mut rows = Vec::new();
        for line in self.lines() {
            let first = name.map_or("", |column| line.cell(column));
            if super::facts::is_total(first, line.filled().map(|(_, cell)| cell)) {
                self.said.leave(first);
                continue;
            }
            let came = if self.column(Use::Actual).is_some() { Use::Actual } else { Use::Revenue };
            let [forecast, actual, low, high] =
                [Use::Forecast, came, Use::Low, Use::High].map(|used| self.amount(line, used));
            if forecast.is_none_or(|forecast| forecast <= 0.0) || actual.is_none() {
                self.set_aside(line, say!("It needs a forecast and an actual amount."));
                continue;
            }
            let cells = [forecast, actual, low, high].map(|own| {
                own.map_or_else(String::new, |own| ready::amount(own.max(0.0), formats))
            });
            rows.push([first.to_owned()].into_iter().chain(cells).collect());
        }
        let n = formats.count(rows.len() as f64, 0);
        self.said.note(say!("{n} past {n?forecast|forecasts} taken.", n = n));
        rows
    }

    fn reading(mut self, section: Section, mut rows: Vec<Vec<String>>) -> Result<Reading, Refusal> {
        if rows.is_empty() && self.won.is_none() {
            return Err(Refusal::NoAmounts);
        }
        let most = section.table().most;
        if rows.len() > most {
            let n = most.to_string();
            self.said.note(say!("Only the first {n} rows are used.", n = n));
            rows.truncate(most);
        }
        let mut columns = Vec::new();
        let may_be: Vec<Use> =
            columns::order(section).iter().copied().chain([Use::Average, Use::LeftOut]).collect();
        for column in 0..self.grid.width {
            let own = self.used.iter().find(|(used, own)| {
                *own == column && (may_be.contains(used) || *used == Use::Revenue)
            });
            let used = own.map_or(Use::LeftOut, |(used, _)| *used);
            if used == Use::LeftOut {
                self.said.leave(&self.layout.headers[column].text);
            }
            columns.extend(columns::one(self.grid, self.layout, column, (used, may_be.clone())));
        }
        let times = self.used.iter().filter(|(used, _)| used.is_amount()).map(|(_, column)| {
            let own = self.layout.headers[*column].times;
            if own.total_cmp(&1.0).is_eq() { self.layout.times } else { own }
        });
        let times = times.fold(1.0, f64::max);
        self.said.times(times, self.around.formats);
        self.aside.sort_by_key(|aside| aside.line);
        Ok(Reading {
            section,
            rows,
            parts: Vec::new(),
            taken: self.said.text(),
            aside: self.aside,
            asks: self.asks,
            columns,
            won: self.won,
            fiscal_start: None,
        })
    }

    /// Whether chances without a sign are shares of 1; asked where they are all 0 or 1.
    pub(super) fn shares(&mut self) -> bool {
        let Some(column) = self.column(Use::Chance) else { return false };
        let cells: Vec<&str> = self.lines().iter().map(|line| line.cell(column)).collect();
        if cells.iter().any(|cell| cell.contains('%')) {
            return false;
        }
        let values: Vec<f64> = cells.iter().filter_map(|cell| self.grid.amount(cell)).collect();
        let small = values.iter().all(|value| (0.0..=1.0).contains(value));
        if !small || values.iter().all(|value| *value == 0.0) {
            return false;
        }
        let sure = values.iter().any(|value| *value > 0.0 && *value < 1.0);
        let answer = self.choices.answer(Question::Shares, 2);
        let option = |words: &str| Choice { words: words.into(), preview: String::new() };
        self.asks.push(Ask {
            question: Question::Shares,
            title: say!("All chances are 1 or less. Does 0.5 mean 50%?").into(),
            options: vec![option(say!("Yes, 0.5 is 50%")), option(say!("No, 0.5 is 0.5%"))],
            chosen: answer.unwrap_or(0),
            open: !sure && answer.is_none(),
        });
        let shares = answer != Some(1);
        if shares {
            self.said.note(say!("Chances read as shares: 0.5 is 50%."));
        }
        shares
    }
}
