//! The forecast month by month, with quarters and the whole, as the table on the screen has it.

use super::across::Across;
use super::{Source, sum};
use crate::calc::forecast::Month;
use crate::calc::units::Money;
use crate::language::Word;
use crate::text::forecast::table::{Cut, Row, Table};
use crate::text::xlsx::{Cell, Kind, Sheet, column};

/// The sheet's name, also in formulas.
pub(super) const NAME: &str = "Forecast";
/// The first column of amounts, behind what the row is called and its days.
const FIRST: usize = 3;
/// Columns behind that of the total.
const GOAL: usize = 4;
const UNTIL: usize = 7;
/// What is said below the table.
const NOTE: Word = word!(
    "Low, middle and high are exceeded 9, 5 and 1 times in 10. Those of several \
    months do not add up: bad luck in one month is not bad luck in every month."
);

/// The sheet, and the same with months across.
pub(super) fn sheets(source: &Source) -> (Sheet, Sheet) {
    let table = |quarters, cumulative| {
        Table::new(source.report, Cut { quarters, cumulative }, source.formats)
    };
    let months = table(false, false);
    let mut headers = vec![(say!("Month"), 16), (say!("From"), 12), (say!("To"), 12)];
    headers.extend(months.columns.iter().map(|column| (column.label.text(), 14)));
    headers.extend(BEHIND.map(|header| (header.text(), 14)));
    let mut grown = Grown {
        source,
        sheet: Sheet::new(NAME, &headers),
        across: Across::new(&headers, FIRST),
        total: FIRST + months.columns.len(),
        quarters: Vec::new(),
    };
    grown.fill(&months, &table(true, false), &table(false, true));
    let across = grown.across.sheet(FIRST);
    (grown.sheet, across)
}

const BEHIND: [Word; 13] = [
    word!("Expected"),
    word!("Low"),
    word!("Middle"),
    word!("High"),
    word!("Goal"),
    word!("Above or below the goal"),
    word!("Chance of the goal"),
    word!("Expected until then"),
    word!("Low until then"),
    word!("Middle until then"),
    word!("High until then"),
    word!("Goal until then"),
    word!("Chance until then"),
];

/// The sheet as it grows.
struct Grown<'a> {
    source: &'a Source<'a>,
    sheet: Sheet,
    across: Across,
    /// The column of totals.
    total: usize,
    /// Rows of the quarters so far.
    quarters: Vec<u32>,
}

impl Grown<'_> {
    fn fill(&mut self, months: &Table, quarters: &Table, until: &Table) {
        let report = self.source.report;
        let mut start = self.sheet.next();
        for (at, (row, until)) in months.rows.iter().zip(&until.rows).enumerate() {
            self.month(row, until, &report.months[at]);
            let ended = quarters.rows.iter().zip(&report.quarters);
            let ended = ended.into_iter().find(|(quarter, _)| quarter.days.1 == row.days.1);
            if let Some((row, quarter)) = ended {
                let (first, last) = (start, self.sheet.next() - 1);
                self.quarters.push(last + 1);
                let label = say!("{period} total", period = &row.label);
                self.totals(&label, row, quarter.goal, &|letter| sum(letter, first, last));
                start = self.sheet.next();
            }
        }
        if let Some(all) = &months.all {
            let rows: Vec<String> = self.quarters.iter().map(u32::to_string).collect();
            self.totals(say!("Total"), all, report.goal, &|letter| {
                let cells: Vec<String> = rows.iter().map(|row| [letter, row].concat()).collect();
                ["SUM(", &*cells.join(","), ")"].concat()
            });
            self.sheet.row([]);
            self.sheet.row([Cell::Text(NOTE.text())]);
        }
    }

    /// The letter of a column so far behind that of the total.
    fn letter(&self, behind: usize) -> String {
        column(self.total + behind)
    }

    fn month(&mut self, row: &Row, until: &Row, month: &Month) {
        let number = self.sheet.next();
        let place = |column: &str| [column, &number.to_string()].concat();
        let total =
            ["SUM(", &*place(&column(FIRST)), ":", &place(&column(self.total - 1)), ")"].concat();
        let so_far = self.until(number);
        let less = self.less(number);
        let mut cells = start(row);
        cells.extend(row.parts.iter().copied().map(money));
        cells.push(Cell::Formula(Kind::Money, &total, row.total.0));
        cells.extend(row.range.map(money));
        cells.extend(goal(month.goal, row.total, None, &less));
        cells.push(chance(row.chance));
        cells.push(Cell::Formula(Kind::Money, &so_far, until.total.0));
        cells.extend(until.range.map(money));
        cells.push(maybe(month.cumulative_goal));
        cells.push(chance(until.chance));
        self.across.take(row.label.clone(), number, &cells, FIRST);
        self.sheet.row(cells);
    }

    /// What came before, in the row above or the one above the quarter's, and this month.
    fn until(&self, row: u32) -> String {
        let own = [&*self.letter(0), &row.to_string()].concat();
        if row == 2 {
            return own;
        }
        let above = if self.quarters.last() == Some(&(row - 1)) { row - 2 } else { row - 1 };
        [&*self.letter(UNTIL), &above.to_string(), "+", &own].concat()
    }

    fn less(&self, row: u32) -> String {
        let row = row.to_string();
        [&*self.letter(0), &row, "-", &self.letter(GOAL), &row].concat()
    }

    /// A quarter or all months, whose cells `add` adds up. Its goal is a sum where every month has
    /// one. It has no days, so that whoever reads the sheet knows it from a month.
    fn totals(
        &mut self,
        label: &str,
        row: &Row,
        whole: Option<Money>,
        add: &dyn Fn(&str) -> String,
    ) {
        let number = self.sheet.next();
        let less = self.less(number);
        let formulas: Vec<String> = (FIRST..=self.total).map(|at| add(&column(at))).collect();
        let months = self.source.report.months.iter();
        let within = |month: &&Month| row.days.0 <= month.start && month.end <= row.days.1;
        let summed = months.filter(within).all(|month| month.goal.is_some());
        let goals = add(&self.letter(GOAL));
        let mut cells = vec![Cell::Text(label), Cell::Blank, Cell::Blank];
        let values = row.parts.iter().chain([&row.total]);
        let added = formulas.iter().zip(values);
        cells.extend(added.map(|(sum, value)| Cell::Formula(Kind::Money, sum, value.0)));
        cells.extend(row.range.map(money));
        cells.extend(goal(whole, row.total, summed.then_some(&*goals), &less));
        cells.push(chance(row.chance));
        self.across.take(label.to_owned(), number, &cells, FIRST);
        self.sheet.total(cells);
    }
}

fn start(row: &Row) -> Vec<Cell<'_>> {
    vec![Cell::Text(&row.label), Cell::Day(row.days.0), Cell::Day(row.days.1)]
}

/// A goal, by its formula where it has one, and by how much the total is above it. Goals are not
/// rounded, so that they add up.
fn goal<'a>(
    goal: Option<Money>,
    total: Money,
    formula: Option<&'a str>,
    less: &'a str,
) -> [Cell<'a>; 2] {
    let Some(goal) = goal else { return [Cell::Blank; 2] };
    let own = formula.map_or(money(goal), |sum| Cell::Formula(Kind::Money, sum, goal.0));
    [own, Cell::Formula(Kind::Money, less, (total - goal).0)]
}

fn money<'a>(amount: Money) -> Cell<'a> {
    Cell::Value(Kind::Money, amount.0)
}

fn maybe<'a>(amount: Option<Money>) -> Cell<'a> {
    amount.map_or(Cell::Blank, money)
}

fn chance<'a>(chance: Option<f64>) -> Cell<'a> {
    chance.map_or(Cell::Blank, |chance| Cell::Value(Kind::Percent, chance))
}
