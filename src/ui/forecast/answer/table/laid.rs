//! The table in another layout: periods across, or open deals by owner, stage, product or region.

use yew::Html;

use super::super::toggles::toggle;
use super::super::{Answer, Message, layout};
use crate::calc::forecast::GroupBy;
use crate::calc::units::Money;
use crate::state::forecast::{Look, LookAction};
use crate::text::forecast::grid::{Grid, Kind, Line, Naming, available};
use crate::ui::chart::{framed_with, row_head};
use crate::ui::chooser::chooser;
use crate::ui::element::{attributes, element, nothing, text, with, worded};
use crate::ui::view::View;

/// Nothing chosen: where the revenue comes from.
const SOURCES: &str = "";

/// How the table is laid out, here and where it goes.
pub fn choices(view: &View<Message>, answer: &Answer, look: Look) -> Html {
    let across =
        |across, words| toggle(view, look.across == across, LookAction::Across(across), words);
    let periods = attributes! {
        "class": "ep-pick", "role": "group", "aria-label": say!("Periods down or across"),
    };
    let parts = vec![across(false, say!("Periods down")), across(true, say!("Periods across"))];
    element("div", "ep-picks", vec![with("div", periods, parts), by(view, answer, look)])
}

/// What open deals are put together by, where they have anything for it.
fn by(view: &View<Message>, answer: &Answer, look: Look) -> Html {
    let groups = available(&answer.report);
    if groups.is_empty() {
        return nothing();
    }
    let named = |by: &GroupBy| (key(*by).to_owned(), name(*by).to_owned());
    let first = (SOURCES.to_owned(), say!("By source of revenue").to_owned());
    let options = std::iter::once(first).chain(groups.iter().map(named)).collect();
    let chosen = look.by.filter(|by| groups.contains(by)).map_or(SOURCES, key);
    let tell = view.send.reform(move |chosen: String| {
        Message::Look(LookAction::By(groups.iter().copied().find(|by| key(*by) == chosen)))
    });
    let attributes = attributes! { "class": "ep-input", "aria-label": say!("What the table shows each period by") };
    chooser(attributes, options, chosen, tell)
}

fn key(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Owner => "owner",
        GroupBy::Stage => "stage",
        GroupBy::Product => "product",
        GroupBy::Segment => "segment",
    }
}

fn name(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Owner => say!("By owner"),
        GroupBy::Stage => say!("By stage"),
        GroupBy::Product => say!("By product or type"),
        GroupBy::Segment => say!("By segment or region"),
    }
}

/// The figures in this layout.
pub fn grid(view: &View<Message>, answer: &Answer, look: Look) -> Html {
    let grid = Grid::new(&answer.report, layout(look), Naming::Spoken, &*view.formats);
    let figure = |kind, figure: Option<f64>| match (kind, figure) {
        (_, None) => "–".to_owned(),
        (Kind::Money, Some(amount)) => view.money(Money(amount)),
        (Kind::Percent, Some(percent)) => view.formats.percent(percent / 100.0, 1),
    };
    let names = grid.lines.iter().map(|line| line.name.clone());
    let of = |at: usize| grid.lines.iter().map(move |line| figure(line.kind, line.figures[at]));
    let (head, rows): (Vec<String>, Vec<Vec<String>>) = if look.across {
        let row = |line: &Line| {
            let figures = line.figures.iter().map(|it| figure(line.kind, *it));
            std::iter::once(line.name.clone()).chain(figures).collect()
        };
        (grid.periods.clone(), grid.lines.iter().map(row).collect())
    } else {
        let row = |(at, period): (usize, &String)| {
            std::iter::once(period.clone()).chain(of(at)).collect()
        };
        (names.collect(), grid.periods.iter().enumerate().map(row).collect())
    };
    let head = std::iter::once(grid.corner.to_owned()).chain(head).map(text).collect();
    framed_with(
        "ep-table ep-sums",
        say!("The forecast by period"),
        head,
        rows.into_iter().map(line).collect(),
    )
}

fn line(cells: Vec<String>) -> Html {
    let mut cells = cells.into_iter();
    let name = row_head(vec![text(cells.next().unwrap_or_default())]);
    let rest = cells.map(|cell| worded("td", "", cell));
    element("tr", "", std::iter::once(name).chain(rest).collect())
}
