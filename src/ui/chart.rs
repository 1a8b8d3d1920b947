//! Charts of our own: bars and dots in SVG, words beside them in HTML so that they never shrink.
//!
//! Positions are percentages of the width; there is no view box that would scale the text. Each
//! chart is one image with the section's heading as its name, and its data follow as a table.

pub mod fan;
pub mod lines;

use yew::{AttrValue, Html};

use super::element::{attributes, element, folded, nothing, text, with, worded};
use crate::text::canonical::number;
use crate::text::formats::fixed;

/// A bar between two shares of the width.
pub struct Bar {
    /// What it is.
    pub label: String,
    /// How much it is.
    pub value: String,
    /// Where it begins, in [0, 1].
    pub from: f64,
    /// Where it ends, in [0, 1].
    pub to: f64,
    /// The class that colours it.
    pub class: &'static str,
}

/// A line across all bars.
pub struct Mark {
    /// What it is.
    pub label: String,
    /// Where it stands, in [0, 1].
    pub at: f64,
}

/// A length or position as SVG takes it.
fn percent(share: f64) -> String {
    fixed(share.clamp(0.0, 1.0) * 100.0, 2) + "%"
}

/// Bars below one another on a common scale, each under its own words.
pub fn bars(labelled_by: String, bars: &[Bar], mark: Option<&Mark>) -> Html {
    let row = |bar: &Bar| {
        let (label, value) = (bar.label.clone(), bar.value.clone());
        element(
            "div",
            "ep-row",
            vec![
                worded("span", "", label),
                worded("strong", "", value),
                strip(bar, mark.map(|mark| mark.at)),
            ],
        )
    };
    let rows = bars.iter().map(row);
    with(
        "div",
        attributes! { "class": "ep-bars", "role": "img", "aria-labelledby": labelled_by },
        std::iter::once(mark.map_or_else(nothing, flag)).chain(rows).collect(),
    )
}

/// The words of a mark, on the side where there is room.
fn flag(mark: &Mark) -> Html {
    let anchor = if mark.at > 0.5 { "end" } else { "start" };
    let place = attributes! { "x": percent(mark.at), "y": "1em", "text-anchor": anchor };
    hidden_svg("ep-flag", vec![with("text", place, vec![text(mark.label.clone())])])
}

/// One bar on its track.
pub fn strip(bar: &Bar, mark: Option<f64>) -> Html {
    let width = (bar.to - bar.from).max(0.0);
    let full = [0.0, 1.0];
    let length = if width > 0.0 { rect(bar.class, [bar.from, width], full) } else { nothing() };
    let mark = mark.map_or_else(nothing, |at| line("ep-mark", [at, at], ["-0.3em", "1.05em"]));
    hidden_svg("ep-strip", vec![rect("ep-track", full, full), length, mark])
}

/// Columns beside one another; shares of the height.
pub fn columns(labelled_by: String, heights: &[(f64, &'static str)], mark: Option<f64>) -> Html {
    let step = 1.0 / heights.len().max(1) as f64;
    let column = |(i, (height, class)): (usize, &(f64, &'static str))| {
        rect(class, [(i as f64 + 0.06) * step, step * 0.88], [1.0 - height, *height])
    };
    let mut parts: Vec<Html> = heights.iter().enumerate().map(column).collect();
    parts.push(line("ep-axis", [0.0, 1.0], ["100%"; 2]));
    parts.push(mark.map_or_else(nothing, |at| line("ep-mark", [at, at], ["0", "100%"])));
    with(
        "svg",
        attributes! {
            "class": "ep-columns-chart",
            "part": "chart",
            "width": "100%",
            "role": "img",
            "aria-labelledby": labelled_by,
        },
        parts,
    )
}

/// A drawing whose words stand beside it.
fn hidden_svg(class: &'static str, parts: Vec<Html>) -> Html {
    let attributes = attributes! {
        "class": class, "part": "chart", "width": "100%", "aria-hidden": "true",
    };
    with("svg", attributes, parts)
}

/// A rectangle from its start and length in each direction.
fn rect(class: &'static str, [x, width]: [f64; 2], [y, height]: [f64; 2]) -> Html {
    let attributes = attributes! {
        "class": class,
        "x": percent(x),
        "y": percent(y),
        "width": percent(width),
        "height": percent(height),
    };
    with("rect", attributes, vec![])
}

/// A line between two shares of the width.
fn line(class: &'static str, [x1, x2]: [f64; 2], [y1, y2]: [&'static str; 2]) -> Html {
    let attributes = attributes! {
        "class": class,
        "x1": percent(x1),
        "x2": percent(x2),
        "y1": y1,
        "y2": y2,
    };
    with("line", attributes, vec![])
}

/// A hundred dots, ten in a row: full, wanted but missing, and the rest.
pub fn hundred(labelled_by: String, full: usize, wanted: usize) -> Html {
    let path = |class: &'static str, range, radius| {
        with("path", attributes! { "class": class, "d": dots(range, radius) }, vec![])
    };
    with(
        "svg",
        attributes! {
            "class": "ep-hundred",
            "part": "chart",
            "viewBox": "0 0 100 100",
            "role": "img",
            "aria-labelledby": labelled_by,
        },
        vec![
            path("ep-dot-rest", wanted.max(full)..100, 1.3),
            path("ep-dot-wanted", full..wanted, 2.9),
            path("ep-dot-full", 0..full, 3.6),
        ],
    )
}

fn dots(range: std::ops::Range<usize>, radius: f64) -> AttrValue {
    let (across, r) = (number(2.0 * radius), number(radius));
    let dot = |dot: usize| {
        let (x, y) = (dot % 10 * 10 + 5, dot / 10 * 10 + 5);
        let left = number(x as f64 - radius);
        format!("M{left} {y}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0")
    };
    range.map(dot).collect::<Vec<_>>().concat().into()
}

/// The data behind a chart, folded away.
pub fn data(caption: &'static str, head: &[&'static str], rows: Vec<Vec<String>>) -> Html {
    folded(say!("Show the data"), table(caption, head, rows))
}

/// A table whose first column names the rows.
pub fn table(caption: &'static str, head: &[&'static str], rows: Vec<Vec<String>>) -> Html {
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let name = row_head(vec![text(cells.next().unwrap_or_default())]);
        let rest = cells.map(|cell| worded("td", "", cell));
        element("tr", "", std::iter::once(name).chain(rest).collect())
    };
    framed("ep-table", caption, head, rows.into_iter().map(row).collect())
}

/// The name of a row.
pub fn row_head(children: Vec<Html>) -> Html {
    with("th", attributes! { "scope": "row" }, children)
}

/// A table around its rows; it scrolls within itself.
pub fn framed(
    class: &'static str,
    caption: &'static str,
    head: &[&'static str],
    rows: Vec<Html>,
) -> Html {
    let cells = head.iter().map(|cell| if cell.is_empty() { nothing() } else { text(*cell) });
    framed_with(class, caption, cells.collect(), rows)
}

/// The same with names of columns that are not known beforehand.
pub fn framed_with(
    class: &'static str,
    caption: &'static str,
    head: Vec<Html>,
    rows: Vec<Html>,
) -> Html {
    let cell = |cell: Html| {
        if cell == nothing() {
            return worded("td", "", "");
        }
        with("th", attributes! { "scope": "col" }, vec![cell])
    };
    let head = element("tr", "", head.into_iter().map(cell).collect());
    let table = with(
        "table",
        attributes! { "class": class, "part": "table" },
        vec![
            worded("caption", "ep-sr", caption),
            element("thead", "", vec![head]),
            element("tbody", "", rows),
        ],
    );
    with(
        "div",
        attributes! {
            "class": "ep-scroll", "role": "region", "aria-label": caption, "tabindex": "0",
        },
        vec![table],
    )
}
