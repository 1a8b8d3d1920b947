//! The forecast month by month, with quarters and totals that add up as they are shown.

use chrono::{Datelike, NaiveDate};

use super::{Source, sum};
use crate::calc::forecast::{Amounts, CATEGORIES, Category, Month, Shown, shown};
use crate::calc::units::Money;
use crate::text::xlsx::{Cell, Kind, Sheet, column};

/// Amounts are whole units of the currency.
const STEP: f64 = 1.0;
/// The first column of amounts, behind the kind of the row and its days.
const FIRST: usize = 3;
const MONTHS_OF_QUARTER: u32 = 3;
/// What is said below the table.
const NOTE: &str = "P10, P50 and P90 are exceeded 9, 5 and 1 times in 10. Those of several months \
    do not add up: bad luck in one month is not bad luck in every month.";

/// A column of amounts.
#[derive(Clone, Copy)]
enum Part {
    Closed,
    /// Open deals of a category; those of no other column where it is `None`.
    Open(Option<Category>),
    New,
    Renewals,
    Recurring,
}

/// The sheet.
pub(super) fn sheet(source: &Source) -> Sheet {
    let parts = parts(source);
    let mut headers = vec![("Period", 12), ("From", 12), ("To", 12)];
    headers.extend(parts.iter().map(|part| (part.header(parts.len() > 5), 14)));
    headers.extend([
        ("Total", 14),
        ("P10", 14),
        ("P50", 14),
        ("P90", 14),
        ("Goal", 14),
        ("Total less goal", 16),
        ("Total until then", 16),
        ("P10 until then", 16),
        ("P50 until then", 16),
        ("P90 until then", 16),
        ("Chance of the whole goal by then", 16),
    ]);
    let sheet = Sheet::new("Forecast", &headers);
    let months = &source.report.months;
    let cell = |(at, month): (usize, &Month)| -> Vec<Money> {
        parts.iter().map(|part| part.amount(source, at, &month.expected)).collect()
    };
    let cells: Vec<Vec<Money>> = months.iter().enumerate().map(cell).collect();
    let mut table = Table {
        source,
        shown: shown(&cells, STEP),
        sheet,
        quarters: Vec::new(),
        parts: parts.len(),
    };
    table.fill();
    table.sheet
}

/// The columns: open deals by category where the list has categories.
fn parts(source: &Source) -> Vec<Part> {
    let mut parts = vec![Part::Closed];
    if !source.report.categories.is_empty() {
        let open = [Category::Commit, Category::BestCase, Category::Pipeline];
        parts.extend(open.map(|category| Part::Open(Some(category))));
    }
    parts.extend([Part::Open(None), Part::New, Part::Renewals, Part::Recurring]);
    parts
}

impl Part {
    fn header(self, by_category: bool) -> &'static str {
        match self {
            Self::Closed => "Closed",
            Self::Open(Some(Category::Commit)) => "Commit",
            Self::Open(Some(Category::BestCase)) => "Best case",
            Self::Open(Some(_)) => "Pipeline",
            Self::Open(None) if by_category => "Other open deals",
            Self::Open(None) => "Open deals",
            Self::New => "New business",
            Self::Renewals => "Renewals",
            Self::Recurring => "Recurring",
        }
    }

    fn amount(self, source: &Source, month: usize, expected: &Amounts) -> Money {
        match self {
            Self::Closed => expected.closed,
            Self::Open(Some(category)) => of_category(source, category, month),
            Self::Open(None) => {
                let named =
                    if source.report.categories.is_empty() { &[][..] } else { &CATEGORIES[1..4] };
                let named = named.iter().map(|category| of_category(source, *category, month));
                (expected.open - named.sum()).or_zero()
            }
            Self::New => expected.new,
            Self::Renewals => expected.renewals,
            Self::Recurring => expected.recurring,
        }
    }
}

/// What the open deals of a category let expect in a month, by the model of the whole forecast.
fn of_category(source: &Source, category: Category, month: usize) -> Money {
    let value = |chances: &crate::calc::forecast::Chances| {
        let deal = source.lists.deals.get(chances.position)?;
        let counts = source.lists.category(deal) == Some(category);
        counts.then(|| deal.value * chances.in_month(month))
    };
    source.chances.iter().filter_map(value).sum()
}

/// The table as it grows.
struct Table<'a> {
    source: &'a Source<'a>,
    shown: Shown,
    sheet: Sheet,
    /// Rows of the quarters so far.
    quarters: Vec<u32>,
    /// Number of columns of amounts.
    parts: usize,
}

impl Table<'_> {
    fn fill(&mut self) {
        let months = &self.source.report.months;
        let mut start = 0;
        for at in 0..months.len() {
            self.month(at, &months[at]);
            let next = months.get(at + 1).map(|month| self.quarter_of(month.end));
            if next != Some(self.quarter_of(months[at].end)) {
                self.quarter(start, at + 1);
                start = at + 1;
            }
        }
        if !months.is_empty() {
            self.all();
            self.sheet.row([]);
            self.sheet.row([Cell::Text(NOTE)]);
        }
    }

    /// Quarters since the year 0, counted from the start of the fiscal year.
    fn quarter_of(&self, day: NaiveDate) -> i32 {
        let months = 12 * day.year() + day.month0() as i32 - self.source.fiscal_start as i32 + 1;
        months.div_euclid(MONTHS_OF_QUARTER as i32)
    }

    fn letter(&self, behind: usize) -> String {
        column(FIRST + self.parts + behind)
    }

    fn month(&mut self, at: usize, month: &Month) {
        let row = self.sheet.next();
        let goal = self.goal(at);
        let total = [
            "SUM(",
            &column(FIRST),
            &row.to_string(),
            ":",
            &column(FIRST + self.parts - 1),
            &row.to_string(),
            ")",
        ]
        .concat();
        let until = self.until(at, row);
        let less = self.less(row);
        let sum = self.shown.rows[at].0;
        let so_far = self.shown.rows[..=at].iter().map(|row| row.0).sum();
        let mut cells = vec![Cell::Text("Month"), Cell::Day(month.start), Cell::Day(month.end)];
        cells.extend(self.shown.cells[at].iter().map(|amount| money(*amount)));
        cells.push(Cell::Formula(Kind::Money, &total, sum));
        cells.extend(month.range.map(whole));
        cells.push(goal.map_or(Cell::Blank, money));
        cells
            .push(goal.map_or(Cell::Blank, |goal| Cell::Formula(Kind::Money, &less, sum - goal.0)));
        cells.push(Cell::Formula(Kind::Money, &until, so_far));
        cells.extend(month.cumulative_range.map(whole));
        cells.push(chance(month.chance));
        self.sheet.row(cells);
    }

    /// What came before, in the row above or the one above the quarter's, and this month.
    fn until(&self, at: usize, row: u32) -> String {
        let (total, until) = (self.letter(0), self.letter(6));
        let own = [&*total, &row.to_string()].concat();
        if at == 0 {
            return own;
        }
        let above = if self.quarters.last() == Some(&(row - 1)) { row - 2 } else { row - 1 };
        [&*until, &above.to_string(), "+", &own].concat()
    }

    fn less(&self, row: u32) -> String {
        let row = row.to_string();
        [&*self.letter(0), &row, "-", &self.letter(4), &row].concat()
    }

    fn goal(&self, at: usize) -> Option<Money> {
        self.source.goals.get(at).copied().flatten()
    }

    /// The goal of several months, where each has one.
    fn goals(&self, start: usize, end: usize) -> Option<Money> {
        (start..end).map(|at| self.goal(at)).sum()
    }

    /// Of the months from `start` to before `end`, in the rows above.
    fn quarter(&mut self, start: usize, end: usize) {
        let row = self.sheet.next();
        let first = row - (end - start) as u32;
        self.quarters.push(row);
        let add = move |letter: &str| sum(letter, first, row - 1);
        let goal = self.goals(start, end);
        self.totals("Quarter", start, end, &add, goal.map(|goal| (goal, true)), None);
    }

    fn all(&mut self) {
        let rows: Vec<String> = self.quarters.iter().map(u32::to_string).collect();
        let add = |letter: &str| {
            let cells: Vec<String> = rows.iter().map(|row| [letter, row].concat()).collect();
            ["SUM(", &*cells.join(","), ")"].concat()
        };
        let report = self.source.report;
        let months = report.months.len();
        // The chance is that of the goal which was typed for all months.
        let typed = self.source.inputs.goal.map(|goal| (goal, false));
        let goal = typed.or_else(|| self.goals(0, months).map(|goal| (goal, true)));
        self.totals("All months", 0, months, &add, goal, Some((report.range, report.chance)));
    }

    /// A row of totals; the goal is added up too where it says so.
    fn totals(
        &mut self,
        name: &str,
        start: usize,
        end: usize,
        add: &dyn Fn(&str) -> String,
        goal: Option<(Money, bool)>,
        of_all: Option<([Money; 3], Option<f64>)>,
    ) {
        let months = &self.source.report.months;
        let row = self.sheet.next();
        let formulas: Vec<String> = (0..=self.parts).map(|at| add(&column(FIRST + at))).collect();
        let sums = (0..self.parts)
            .map(|at| self.shown.cells[start..end].iter().map(|cells| cells[at].0).sum::<f64>());
        let total: f64 = self.shown.rows[start..end].iter().map(|row| row.0).sum();
        let (goals, less) = (add(&self.letter(4)), self.less(row));
        let mut cells =
            vec![Cell::Text(name), Cell::Day(months[start].start), Cell::Day(months[end - 1].end)];
        let values = sums.chain([total]);
        cells.extend(
            formulas.iter().zip(values).map(|(sum, value)| Cell::Formula(Kind::Money, sum, value)),
        );
        match of_all {
            Some((range, _)) => cells.extend(range.map(whole)),
            None => cells.extend([Cell::Blank; 3]),
        }
        cells.push(match goal {
            Some((goal, true)) => Cell::Formula(Kind::Money, &goals, goal.0),
            Some((goal, false)) => money(goal),
            None => Cell::Blank,
        });
        cells.push(
            goal.map_or(Cell::Blank, |(goal, _)| Cell::Formula(Kind::Money, &less, total - goal.0)),
        );
        cells.extend([Cell::Blank; 4]);
        cells.push(chance(of_all.and_then(|(_, chance)| chance)));
        self.sheet.total(cells);
    }
}

fn money(amount: Money) -> Cell<'static> {
    Cell::Value(Kind::Money, amount.0)
}

fn whole(amount: Money) -> Cell<'static> {
    Cell::Value(Kind::Money, (amount.0 / STEP).round() * STEP)
}

fn chance(chance: Option<f64>) -> Cell<'static> {
    chance.map_or(Cell::Blank, |chance| Cell::Value(Kind::Percent, chance))
}
