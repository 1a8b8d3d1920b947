//! What past months alone say: the baseline that the forecast has to beat.

use chrono::{Datelike, Months, NaiveDate};
use yew::Html;

use super::{Answer, Message};
use crate::calc::history::Baseline;
use crate::calc::units::Money;
use crate::text::forecast::history as words;
use crate::text::forecast::rounded;
use crate::ui::answer::section;
use crate::ui::chart::fan::{Fan, axis, fan};
use crate::ui::chart::lines::{Area, Line, Point};
use crate::ui::chart::{columns, data, table};
use crate::ui::element::{attributes, element, nothing, text, with, worded};
use crate::ui::view::View;

/// About so many months have their name below.
const NAMES: usize = 8;

/// Past months and what they let expect; nothing without any.
pub fn history(view: &View<Message>, answer: &Answer) -> Html {
    let owned = &answer.owned;
    let Some(baseline) = &owned.baseline else { return nothing() };
    let ahead = answer.report.months.len().min(baseline.months.len());
    let baseline = Baseline { months: baseline.months[..ahead].to_vec(), ..baseline.clone() };
    let formats = &*view.formats;
    let past = &owned.history;
    let told = |words: Option<String>| words.map_or_else(nothing, |words| worded("p", "", words));
    let errors = |_| {
        let head = [say!("Way"), say!("Off by a month, on average")];
        table(say!("How each way would have done"), &head, words::errors(&baseline, formats))
    };
    section(
        view,
        "history",
        words::finding(&baseline, formats),
        vec![
            legend(&baseline),
            drawing(view, answer.inputs.today, past, &baseline),
            data(
                say!("Past months and those to come"),
                &[say!("Month"), say!("Revenue"), say!("Low"), say!("High")],
                rows(view, answer.inputs.today, past, &baseline),
            ),
            worded("p", "", words::method(&baseline, formats)),
            worded("p", "", words::season(&baseline, past.len(), formats)),
            season(view, answer.inputs.today, past.len(), &baseline),
            told(words::compared(&baseline, formats)),
            baseline.backtest.map_or_else(nothing, errors),
        ],
    )
}

/// The month at a place of the history; that after its last is the running one.
fn month(today: NaiveDate, past: usize, at: usize) -> NaiveDate {
    let first = today.with_day(1).unwrap_or(today);
    let back = first.checked_sub_months(Months::new(past as u32)).unwrap_or(first);
    back.checked_add_months(Months::new(at as u32)).unwrap_or(first)
}

fn legend(baseline: &Baseline) -> Html {
    let item = |class: &'static str, words: &'static str| {
        let mark = with("span", attributes! { "class": class, "aria-hidden": "true" }, vec![]);
        element("li", "", vec![mark, worded("span", "", words)])
    };
    let ranged = baseline.months.iter().any(|month| month.range.is_some());
    element(
        "ul",
        "ep-legend",
        vec![
            item("ep-key ep-key-won", say!("past months")),
            item("ep-key ep-key-run", say!("if they go on so")),
            if ranged { item("ep-key ep-key-band", say!("4 times in 5")) } else { nothing() },
        ],
    )
}

fn drawing(view: &View<Message>, today: NaiveDate, past: &[Money], baseline: &Baseline) -> Html {
    let count = past.len() + baseline.months.len();
    let highs = baseline.months.iter().map(|m| m.range.map_or(m.expected, |range| range.high));
    let most = past.iter().copied().chain(highs).map(|amount| amount.0).fold(0.0, f64::max);
    let (top, amounts) = axis(most);
    let x = |at: usize| (at as f64 + 0.5) / count.max(1) as f64;
    let point = |at: usize, amount: Money| (x(at), amount.0 / top);
    let last = past.last().map(|amount| point(past.len() - 1, *amount));
    let ahead = |of: &dyn Fn(&crate::calc::history::Month) -> Money| -> Vec<Point> {
        let come = baseline.months.iter().enumerate();
        last.into_iter().chain(come.map(|(i, month)| point(past.len() + i, of(month)))).collect()
    };
    let band = Area {
        low: ahead(&|month| month.range.map_or(month.expected, |range| range.low)),
        high: ahead(&|month| month.range.map_or(month.expected, |range| range.high)),
        class: "ep-area",
    };
    let before = past.iter().enumerate().map(|(at, amount)| point(at, *amount)).collect();
    let every = count.div_ceil(NAMES).max(1);
    let name = |at: usize| {
        let day = month(today, past.len(), at);
        let year = (day.year() % 100).to_string();
        let words = [&*view.formats.month_name(day), " ", &*year].concat();
        (x(at), words, (at / every) % 2 == 1)
    };
    fan(&Fan {
        labelled_by: view.id("history"),
        amounts: amounts.into_iter().map(|at| (at / top, view.short(Money(at)))).collect(),
        times: (0..count).step_by(every).map(name).collect(),
        areas: vec![band],
        lines: vec![
            Line { points: before, class: "ep-line-won" },
            Line { points: ahead(&|month| month.expected), class: "ep-line-run" },
        ],
        ends: Vec::new(),
    })
}

fn rows(
    view: &View<Message>,
    today: NaiveDate,
    past: &[Money],
    baseline: &Baseline,
) -> Vec<Vec<String>> {
    let money = |amount: Money| view.money(rounded(amount));
    let name = |at: usize| view.formats.month(month(today, past.len(), at));
    let none = || "–".to_owned();
    let before = past.iter().enumerate().map(|(at, m)| vec![name(at), money(*m), none(), none()]);
    let ahead = baseline.months.iter().enumerate().map(|(i, month)| {
        let (low, high) = match month.range {
            Some(range) => (money(range.low), money(range.high)),
            None => (none(), none()),
        };
        vec![
            say!("{month}, expected", month = name(past.len() + i)),
            money(month.expected),
            low,
            high,
        ]
    });
    before.chain(ahead).collect()
}

/// The months of the year against an average one.
fn season(view: &View<Message>, today: NaiveDate, past: usize, baseline: &Baseline) -> Html {
    let Some(season) = baseline.season else { return nothing() };
    // January first, wherever the history begins.
    let first = month(today, past, 0).month0() as usize;
    let factors: Vec<f64> = (0..12).map(|at| season.factors[(at + 12 - first) % 12]).collect();
    let most = factors.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let heights: Vec<_> = factors.iter().map(|factor| (factor / most, "ep-open")).collect();
    let percent = |factor: f64| view.formats.percent(factor, 0);
    let name = |at: usize| {
        let day = NaiveDate::from_ymd_opt(2027, at as u32 + 1, 1);
        day.map(|day| view.formats.month_name(day)).unwrap_or_default()
    };
    let rows = (0..12).map(|at| vec![name(at), percent(factors[at])]).collect();
    let title = view.id("season");
    element(
        "div",
        "ep-season",
        vec![
            with(
                "p",
                attributes! { "id": title.clone(), "class": "ep-help" },
                vec![text(say!(
                    "Each month of the year against an average one, January to December"
                ))],
            ),
            columns(title, &heights, None),
            data(
                say!("Months of the year against an average one"),
                &[say!("Month"), say!("Of average")],
                rows,
            ),
        ],
    )
}
