//! Lines and the bands around them, over a common scale.
//!
//! The drawing is stretched to its place; strokes keep their width, and words stand beside it.

use yew::{AttrValue, Html};

use super::line as upright;
use crate::text::formats::fixed;
use crate::ui::element::{attributes, nothing, with};

/// A point as shares of width and height, from the lower left.
pub type Point = (f64, f64);

/// A line through points.
pub struct Line {
    /// Its points, from left to right.
    pub points: Vec<Point>,
    /// The class that colours it.
    pub class: &'static str,
}

/// What lies between two lines.
pub struct Area {
    /// Its lower edge, from left to right.
    pub low: Vec<Point>,
    /// Its upper edge, from left to right.
    pub high: Vec<Point>,
    /// The class that colours it.
    pub class: &'static str,
}

/// Areas below lines, stretched over their place.
pub(super) fn drawing(areas: &[Area], lines: &[Line]) -> Html {
    let area = |area: &Area| {
        let around = area.low.iter().chain(area.high.iter().rev());
        shape("polygon", area.class, around)
    };
    let line = |line: &Line| shape("polyline", line.class, line.points.iter());
    with(
        "svg",
        attributes! {
            "viewBox": "0 0 100 100", "preserveAspectRatio": "none", "width": "100%", "height": "100%",
        },
        areas.iter().map(area).chain(lines.iter().map(line)).collect(),
    )
}

/// A chart of areas below lines, with a mark across at a share of the width.
pub fn lines(labelled_by: String, areas: &[Area], lines: &[Line], mark: Option<f64>) -> Html {
    let drawing = drawing(areas, lines);
    let mark = mark.map_or_else(nothing, |at| upright("ep-mark", [at, at], ["0", "100%"]));
    let axis = upright("ep-axis", [0.0, 1.0], ["100%"; 2]);
    with(
        "svg",
        attributes! {
            "class": "ep-lines-chart", "width": "100%", "role": "img",
            "aria-labelledby": labelled_by,
        },
        vec![drawing, axis, mark],
    )
}

fn shape<'a>(
    tag: &'static str,
    class: &'static str,
    points: impl Iterator<Item = &'a Point>,
) -> Html {
    let place = |share: f64| fixed(share.clamp(0.0, 1.0) * 100.0, 2);
    let mut text = String::new();
    for (x, y) in points {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&[place(*x), place(1.0 - y)].join(","));
    }
    with(tag, attributes! { "class": class, "points": AttrValue::from(text) }, vec![])
}
