//! The months to come against the goal: how much they bring, and how far that may vary.

use chrono::Datelike;
use yew::Html;

use super::toggles::toggles;
use super::{Answer, Message, cut};
use crate::calc::forecast::Report;
use crate::calc::units::Money;
use crate::language::Word;
use crate::state::forecast::{Look, Period};
use crate::text::forecast::rounded;
use crate::text::forecast::table::{Row, Table};
use crate::ui::answer::section;
use crate::ui::chart::data;
use crate::ui::chart::fan::{Fan, axis, fan as draw};
use crate::ui::chart::lines::{Area, Line, Point};
use crate::ui::element::{attributes, element, nothing, with, worded};
use crate::ui::view::View;

/// Share of its place that the bar of a month takes.
const BAR: f64 = 0.7;
/// More months than this have a name below every second one only.
const MOST_NAMES: usize = 12;
/// Where there is little room about so many keep their name.
const FEW_NAMES: usize = 4;

/// What is drawn: the rows, and the run rate of each.
struct Drawn<'a> {
    view: &'a View<Message>,
    look: Look,
    rows: &'a [Row],
    runs: Option<Vec<f64>>,
    /// The goal of all months, where months have none of their own.
    goal: Option<f64>,
    top: f64,
}

/// The months to come against the goal.
pub fn fan(view: &View<Message>, answer: &Answer, look: Look) -> Html {
    let table = Table::new(&answer.report, cut(look), &*view.formats);
    let drawn = Drawn::new(view, look, &table.rows, &answer.report);
    let (top, amounts) = axis(drawn.most());
    let drawn = Drawn { top, ..drawn };
    let chart = Fan {
        labelled_by: view.id("fan"),
        amounts: amounts.into_iter().map(|at| (at / top, view.short(Money(at)))).collect(),
        times: drawn.times(),
        areas: drawn.areas(),
        lines: drawn.lines(),
        ends: drawn.ends(),
    };
    section(
        view,
        "fan",
        finding(view, answer),
        vec![
            toggles(view, look),
            drawn.legend(),
            draw(&chart),
            hint(&drawn, &answer.report),
            data(say!("The chart as a table"), &HEAD.map(Word::text), drawn.data()),
        ],
    )
}

const HEAD: [Word; 6] = [
    word!("Period"),
    word!("Exceeded 9 times in 10"),
    word!("5 times in 10"),
    word!("1 time in 10"),
    word!("Goal"),
    word!("Run rate"),
];

/// When the goal is reached on average, or how much is missing at the end; else the best month.
fn finding(view: &View<Message>, answer: &Answer) -> String {
    let report = &answer.report;
    let last = report.months.last().map_or_else(String::new, |month| view.formats.date(month.end));
    let Some(goal) = report.goal else {
        let most = report
            .months
            .iter()
            .max_by(|a, b| a.expected.total().0.total_cmp(&b.expected.total().0));
        let Some(most) = most else { return String::new() };
        let amount = view.short(rounded(most.expected.total()));
        let month = view.formats.month(most.end);
        return say!("{month} brings most: {amount} on average", month = month, amount = amount);
    };
    let reached = report.months.iter().find(|month| month.cumulative.total() >= goal);
    if let Some(month) = reached {
        let when = view.formats.month(month.end);
        return say!(
            "On average you reach the goal of {goal} in {month}",
            goal = view.short(goal),
            month = when,
        );
    }
    let gap = view.short(rounded(goal - report.total.total()));
    say!("On average {gap} is missing to the goal on {day}", gap = gap, day = last)
}

/// Where the goal is, when it stands in the other view.
fn hint(drawn: &Drawn, report: &Report) -> Html {
    let elsewhere = !drawn.look.cumulative && report.goal.is_some();
    if elsewhere && drawn.rows.iter().all(|row| row.goal.is_none()) {
        worded(
            "p",
            "ep-note",
            say!("Your goal is for all months together: it stands in the cumulative view."),
        )
    } else {
        nothing()
    }
}

impl<'a> Drawn<'a> {
    fn new(view: &'a View<Message>, look: Look, rows: &'a [Row], report: &Report) -> Self {
        let months = |row: &Row| {
            let within = report
                .months
                .iter()
                .filter(|month| row.days.0 <= month.start && month.end <= row.days.1);
            within.count() as f64
        };
        let runs = report.run_rate.map(|rate| rows.iter().map(|r| rate.0 * months(r)).collect());
        let own = rows.split_last().is_some_and(|(_, most)| most.iter().any(|r| r.goal.is_some()));
        let goal = report.goal.filter(|_| look.cumulative && !own).map(|goal| goal.0);
        Self { view, look, rows, runs, goal, top: 1.0 }
    }

    /// The largest amount drawn.
    fn most(&self) -> f64 {
        let ranges = self.rows.iter().map(|row| row.range[2].0);
        let goals = self.rows.iter().filter_map(|row| row.goal).map(|goal| goal.0);
        let runs = self.runs.iter().flatten().copied();
        ranges.chain(goals).chain(self.goal).chain(runs).fold(0.0, f64::max)
    }

    fn height(&self, amount: Money) -> f64 {
        amount.0 / self.top
    }

    /// The left edge, the middle and the right edge of a row's place.
    fn place(&self, at: usize) -> [f64; 3] {
        [0.0, 0.5, 1.0].map(|part| (at as f64 + part) / self.rows.len().max(1) as f64)
    }

    fn times(&self) -> Vec<(f64, String, bool)> {
        let count = self.rows.len();
        let every = 1 + (count.saturating_sub(1)) / MOST_NAMES;
        let keep = every * count.div_ceil(FEW_NAMES * every).max(1);
        let name = |row: &Row| match self.look.period {
            // "Jan 2027" would touch its neighbours in languages with longer names.
            Period::Month if row.days.1.month0() == 0 => row.days.1.year().to_string(),
            Period::Month => self.view.formats.month_name(row.days.1),
            Period::Quarter => row.label.clone(),
        };
        let named = self.rows.iter().enumerate().step_by(every);
        named.map(|(at, row)| (self.place(at)[1], name(row), at % keep != 0)).collect()
    }

    /// A band through the months when each counts with all before it, else a bar for each.
    fn areas(&self) -> Vec<Area> {
        if self.look.cumulative {
            return vec![Area { low: self.through(0), high: self.through(2), class: "ep-area" }];
        }
        let bar = |(at, row): (usize, &Row)| {
            let [left, _, right] = self.place(at);
            let margin = (right - left) * (1.0 - BAR) / 2.0;
            let edge = |level: usize| {
                let height = self.height(row.range[level]);
                vec![(left + margin, height), (right - margin, height)]
            };
            Area { low: edge(0), high: edge(2), class: "ep-area" }
        };
        self.rows.iter().enumerate().map(bar).collect()
    }

    /// A level of the range through all rows, from what is closed already.
    fn through(&self, level: usize) -> Vec<Point> {
        let closed = self.rows.first().map_or(Money(0.0), |row| row.parts[0]);
        let points = self.rows.iter().enumerate();
        std::iter::once((0.0, self.height(closed)))
            .chain(points.map(|(at, row)| (self.place(at)[1], self.height(row.range[level]))))
            .collect()
    }

    fn lines(&self) -> Vec<Line> {
        let run = |at: usize| self.runs.as_ref().map(|runs| Money(runs[at]));
        let goal = |at: usize| self.rows[at].goal.filter(|_| self.goal.is_none());
        let level = self.goal.map(|goal| goal / self.top);
        let level =
            level.map(|at| Line { points: vec![(0.0, at), (1.0, at)], class: "ep-line-goal" });
        let middle = Line { points: self.through(1), class: "ep-line-won" };
        let lines = if self.look.cumulative {
            vec![self.risen("ep-line-run", run), vec![middle], self.risen("ep-line-goal", goal)]
        } else {
            let middle = |at: usize| Some(self.rows[at].range[1]);
            vec![
                self.steps("ep-line-run", run),
                self.steps("ep-line-won", middle),
                self.steps("ep-line-goal", goal),
            ]
        };
        lines.into_iter().flatten().chain(level).collect()
    }

    /// A line from nothing through each row that has the amount; none where no row has.
    fn risen(&self, class: &'static str, amount: impl Fn(usize) -> Option<Money>) -> Vec<Line> {
        let point = |at: usize| Some((self.place(at)[1], self.height(amount(at)?)));
        let points: Vec<Point> = (0..self.rows.len()).filter_map(point).collect();
        let line = std::iter::once((0.0, 0.0)).chain(points.iter().copied()).collect();
        if points.is_empty() { Vec::new() } else { vec![Line { points: line, class }] }
    }

    /// A short level line in the place of each row that has the amount.
    fn steps(&self, class: &'static str, amount: impl Fn(usize) -> Option<Money>) -> Vec<Line> {
        let step = |at: usize| {
            let height = self.height(amount(at)?);
            let [left, _, right] = self.place(at);
            let margin = (right - left) * (1.0 - BAR) / 2.0;
            Some(Line { points: vec![(left + margin, height), (right - margin, height)], class })
        };
        (0..self.rows.len()).filter_map(step).collect()
    }

    fn ends(&self) -> Vec<(f64, String)> {
        let Some(last) = self.rows.last().filter(|_| self.look.cumulative) else {
            return Vec::new();
        };
        let name = |amount: Money| (self.height(amount), self.view.short(amount));
        let mut ends: Vec<_> = last.range.into_iter().rev().map(name).collect();
        ends.dedup_by(|a, b| a.1 == b.1);
        ends
    }

    fn legend(&self) -> Html {
        let item = |class: &'static str, words: String| {
            let mark = with("span", attributes! { "class": class, "aria-hidden": "true" }, vec![]);
            element("li", "", vec![mark, worded("span", "", words)])
        };
        let goal = match self.goal {
            Some(goal) => Some(say!("goal {amount}", amount = self.view.short(Money(goal)))),
            None if self.rows.iter().any(|row| row.goal.is_some()) => Some(say!("goal").to_owned()),
            None => None,
        };
        element(
            "ul",
            "ep-legend",
            vec![
                item("ep-key ep-key-band", say!("4 times in 5").into()),
                item("ep-key ep-key-won", say!("middle, half the time more").into()),
                goal.map_or_else(nothing, |goal| item("ep-key ep-key-goal", goal)),
                match self.runs {
                    Some(_) => {
                        item("ep-key ep-key-run", say!("run rate of the last three months").into())
                    }
                    None => nothing(),
                },
            ],
        )
    }

    fn data(&self) -> Vec<Vec<String>> {
        let money = |amount: Money| self.view.money(rounded(amount));
        let maybe = |amount: Option<Money>| amount.map_or("–".into(), money);
        let row = |(at, row): (usize, &Row)| {
            let run = self.runs.as_ref().and_then(|runs| runs.get(at)).copied();
            let mut cells = vec![row.label.clone()];
            cells.extend(row.range.map(money));
            let last = at + 1 == self.rows.len();
            cells.push(maybe(row.goal.or(self.goal.filter(|_| last).map(Money))));
            cells.push(maybe(run.map(Money)));
            cells
        };
        self.rows.iter().enumerate().map(row).collect()
    }
}
