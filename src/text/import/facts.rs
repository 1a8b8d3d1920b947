//! What all the cells of a list say together: how days and amounts are written, and which words
//! there are.

use super::mapping::Mapping;
use super::reader::Row;
use super::role::{ROLES, Role};
use super::{amount, day};

/// Most words of a column that are told apart; what has more is no stage or currency.
const MOST_WORDS: usize = 200;

/// What a "$" is taken for where the list has no others of these.
const USD: &str = "USD";
/// Other currencies that are written with "$".
const OTHER_DOLLARS: [&str; 11] =
    ["CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "BRL"];

/// Words with the number of their rows, in the order of their first row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(pub Vec<(String, u32)>);

impl Words {
    fn add(&mut self, word: &str) {
        if let Some((_, count)) = self.0.iter_mut().find(|(own, _)| own == word) {
            *count += 1;
        } else if self.0.len() < MOST_WORDS {
            self.0.push((word.to_owned(), 1));
        }
    }

    /// The words of most rows first.
    pub fn sorted(&self) -> Vec<(String, u32)> {
        let mut words = self.0.clone();
        words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        words
    }
}

/// What all the rows say together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// Rows of deals.
    pub rows: usize,
    /// By role.
    pub days: [day::Tally; ROLES.len()],
    /// Of the days on which deals entered stages.
    pub stage_days: day::Tally,
    /// The first cell of each role that could be read with the day or the month first.
    pub examples: [String; ROLES.len()],
    pub value: amount::Tally,
    pub probability: amount::Tally,
    /// Whether a percentage without its sign is above 1.
    over_one: bool,
    /// Whether there is a percentage without its sign.
    bare: bool,
    currencies: Words,
    /// How often amounts come.
    pub periods: Words,
    pub pipelines: Words,
    pub statuses: Words,
    pub stages: Words,
}

impl Facts {
    /// Takes a row of deals into account.
    pub fn add(&mut self, row: &Row, mapping: &Mapping) {
        self.rows += 1;
        let cell = |role| mapping.column(role).map_or("", |column| row.cell(column));
        for (role, ..) in ROLES.into_iter().filter(|(role, ..)| role.is_day()) {
            self.add_day(role, cell(role));
        }
        let value = cell(Role::Value);
        self.value.add(value);
        self.add_probability(cell(Role::Probability));
        if amount::read(value, amount::Tally::default()).is_some_and(|value| value != 0.0) {
            self.currencies.add(currency(value, cell(Role::Currency)));
        }
        let lists = [
            (&mut self.periods, Role::Recurs),
            (&mut self.pipelines, Role::Pipeline),
            (&mut self.statuses, Role::Status),
            (&mut self.stages, Role::Stage),
        ];
        for (words, role) in lists {
            if !amount::is_nothing(cell(role)) {
                words.add(cell(role));
            }
        }
    }

    fn add_day(&mut self, role: Role, cell: &str) {
        let tally = &mut self.days[role.index()];
        let before = tally.either;
        tally.add(cell);
        if before == 0 && tally.either == 1 {
            cell.clone_into(&mut self.examples[role.index()]);
        }
    }

    fn add_probability(&mut self, cell: &str) {
        self.probability.add(cell);
        if !cell.contains('%') {
            let value = amount::read(cell, self.probability);
            self.bare |= value.is_some();
            self.over_one |= value.is_some_and(|value| value > 1.0);
        }
    }

    /// Whether percentages without a sign are shares: 0.9 for 90%. None is above 1 then.
    pub fn shares(&self) -> bool {
        self.bare && !self.over_one
    }

    /// The currencies with the number of their rows, the most first; empty is none.
    pub fn currencies(&self) -> Vec<(String, u32)> {
        let mut words = self.currencies.clone();
        let dollars = words.0.iter().position(|(word, _)| word == amount::DOLLAR);
        if let (true, Some(at)) = (self.dollars_are_usd(), dollars) {
            let (_, rows) = words.0.remove(at);
            words.0.iter_mut().filter(|(word, _)| word == USD).for_each(|(_, all)| *all += rows);
        }
        words.sorted()
    }

    /// Whether a bare "$" can only be a US dollar: the list names those and no others.
    pub fn dollars_are_usd(&self) -> bool {
        let has = |code: &str| self.currencies.0.iter().any(|(word, _)| word == code);
        has(amount::DOLLAR) && has(USD) && !OTHER_DOLLARS.iter().any(|code| has(code))
    }

    /// The currency of an amount, as [`Self::currencies`] names it.
    pub fn currency<'a>(&self, value: &'a str, column: &'a str) -> &'a str {
        let written = currency(value, column);
        if written == amount::DOLLAR && self.dollars_are_usd() { USD } else { written }
    }
}

/// The currency of an amount: that of its column, else the one written with it; empty without.
fn currency<'a>(value: &'a str, column: &'a str) -> &'a str {
    if amount::is_nothing(column) {
        amount::currency(value).unwrap_or_default()
    } else {
        amount::currency(column).unwrap_or(column)
    }
}
