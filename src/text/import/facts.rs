//! What all the cells of a list say together: how days and amounts are written, and which words
//! there are.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::cells::{addition, amount, currency, day};
use super::clues::{Clues, Place, Weight};
use super::mapping::Mapping;
use super::question::Answers;
use super::reader::Row;
use super::role::{ROLES, Role};

/// Most words of a column that are told apart; what has more is no stage or currency.
const MOST_WORDS: usize = 200;

/// Most kinds of rows that are told apart by what they say about their state.
const MOST_CLUES: usize = 2000;

/// A crown of some country.
const CROWN: &str = "kr";
const CROWNS: [&str; 4] = ["SEK", "NOK", "DKK", "ISK"];
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

    /// Counts one word as another.
    fn join(&mut self, word: &str, other: &str) {
        let Some(at) = self.0.iter().position(|(own, _)| own == word) else { return };
        let (_, rows) = self.0.remove(at);
        self.0.iter_mut().filter(|(own, _)| own == other).for_each(|(_, all)| *all += rows);
    }

    /// Where the word is.
    pub fn place(&self, word: &str) -> Place {
        if amount::is_nothing(word) {
            return Place::Blank;
        }
        let at = self.0.iter().position(|(own, _)| own == word);
        at.map_or(Place::Other, |at| Place::At(at as u16))
    }

    /// The word at this place.
    pub fn word(&self, place: Place) -> &str {
        match place {
            Place::At(at) => self.0.get(at as usize).map_or("", |(word, _)| word),
            Place::Blank | Place::Other => "",
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The words, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, _)| &**word)
    }

    /// Whether there are words, and all are among these.
    pub fn are_letters(&self, letters: &[&str]) -> bool {
        !self.0.is_empty() && self.iter().all(|word| letters.contains(&word))
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
    /// Rows that say the same about their state.
    pub clues: BTreeMap<Clues, Weight>,
    /// What the header of the amounts says of all of them.
    pub unit: Unit,
    /// Whether the status was decided before and holds, as in the files of this program.
    pub decided: bool,
}

/// The header of a status that was decided before.
const DECIDED: &str = "decided status";

/// What the header of the amounts says of all of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// Their currency, where a cell names none.
    pub currency: String,
    /// What they are multiplied by.
    pub times: f64,
}

impl Default for Unit {
    fn default() -> Self {
        Self { currency: String::new(), times: 1.0 }
    }
}

impl Unit {
    /// What the header of the amounts says.
    fn of(headers: &[String], mapping: &Mapping) -> Self {
        let header = mapping.column(Role::Value).and_then(|column| headers.get(column));
        let added = header.and_then(|header| addition::split(header));
        let times = if mapping.cents { 0.01 } else { 1.0 };
        added.map_or(Self { times, ..Self::default() }, |added| Self {
            currency: added.currency.unwrap_or_default(),
            times: times * added.times,
        })
    }
}

impl Facts {
    /// What the headers say of all rows.
    pub fn new(headers: &[String], mapping: &Mapping) -> Self {
        let status = mapping.column(Role::Status).and_then(|column| headers.get(column));
        let decided = status.is_some_and(|header| header == DECIDED);
        Self { unit: Unit::of(headers, mapping), decided, ..Self::default() }
    }

    /// Takes a row of deals into account. `today` is the first day that is not yet history.
    pub fn add(&mut self, row: &Row, mapping: &Mapping, today: NaiveDate) {
        self.rows += 1;
        let cell = |role| mapping.column(role).map_or("", |column| row.cell(column));
        for (role, ..) in ROLES.into_iter().filter(|(role, ..)| role.is_day()) {
            self.add_day(role, cell(role));
        }
        let value = cell(Role::Value);
        self.value.add(value);
        self.add_probability(cell(Role::Probability));
        let readings = amount::readings(value);
        if readings[amount::READINGS - 1].is_some_and(|value| value != 0.0) {
            self.currencies.add(self.unit.currency_of(value, cell(Role::Currency)));
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
        self.add_clues(row, mapping, readings, today);
    }

    fn add_clues(
        &mut self,
        row: &Row,
        mapping: &Mapping,
        amounts: [Option<f64>; amount::READINGS],
        today: NaiveDate,
    ) {
        let clues = Clues::of(row, mapping, &self.statuses, &self.stages);
        if self.clues.len() >= MOST_CLUES && !self.clues.contains_key(&clues) {
            return;
        }
        let cell = |role| mapping.column(role).map_or("", |column| row.cell(column));
        let close = cell(Role::ExpectedClose);
        let times = self.unit.times;
        let weight = self.clues.entry(clues).or_default();
        weight.rows += 1;
        for (sum, value) in weight.sums.iter_mut().zip(amounts) {
            *sum += value.unwrap_or_default().max(0.0) * times;
        }
        for (at, day) in day::readings(close).into_iter().enumerate() {
            weight.ahead[at] += u32::from(day.is_some_and(|day| day > today));
            weight.past[at] += u32::from(day.is_some_and(|day| day <= today));
        }
    }

    /// Whether the day comes first in close dates, if that is known.
    pub fn close_day_first(&self, mapping: &Mapping, answers: &Answers) -> Option<bool> {
        let own = self.days[Role::ExpectedClose.index()].decided();
        own.or_else(|| answers.day_first(mapping, Role::ExpectedClose))
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

    /// The currencies with the number of their rows, the most first; empty is none. Amounts without
    /// one are in the only one that the list names.
    pub fn currencies(&self) -> Vec<(String, u32)> {
        let mut words = self.currencies.clone();
        if self.dollars_are_usd() {
            words.join(currency::DOLLAR, USD);
        }
        if let Some(crown) = self.crown() {
            words.join(CROWN, crown);
        }
        let named: Vec<String> =
            words.iter().filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if let [only] = &named[..] {
            words.join("", only);
        }
        words.sorted()
    }

    /// Whether some amounts have no currency and all others the same.
    pub fn some_unnamed(&self) -> bool {
        let unnamed = self.currencies.iter().any(str::is_empty);
        unnamed && self.currencies.len() > 1 && self.currencies().len() == 1
    }

    /// The only crown that the list names by its code.
    fn crown(&self) -> Option<&'static str> {
        let has = |code: &&str| self.currencies.iter().any(|word| word == *code);
        let mut named = CROWNS.into_iter().filter(has);
        named.next().filter(|_| named.next().is_none())
    }

    /// Whether a bare "$" can only be a US dollar: the list names those and no others.
    pub fn dollars_are_usd(&self) -> bool {
        let has = |code: &str| self.currencies.0.iter().any(|(word, _)| word == code);
        has(currency::DOLLAR) && has(USD) && !OTHER_DOLLARS.iter().any(|code| has(code))
    }

    /// The currency of an amount, as [`Self::currencies`] names it where there are several.
    pub fn currency<'a>(&'a self, value: &'a str, column: &'a str) -> &'a str {
        let written = self.unit.currency_of(value, column);
        match written {
            currency::DOLLAR if self.dollars_are_usd() => USD,
            CROWN => self.crown().unwrap_or(CROWN),
            _ => written,
        }
    }
}

impl Unit {
    /// The currency of an amount: that of its column, else the one written with it, else the one of
    /// the header; empty without.
    fn currency_of<'a>(&'a self, value: &'a str, column: &'a str) -> &'a str {
        if amount::is_nothing(column) {
            currency::currency(value).unwrap_or(&self.currency)
        } else {
            currency::currency(column).unwrap_or(column)
        }
    }
}
