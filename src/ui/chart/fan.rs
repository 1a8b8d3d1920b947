//! A chart over time with its amounts at the left and its months below; its ends may be named at the
//! right, and then the amounts stand within.
//!
//! Words are placed by shares of the drawing and keep their size; only lines and areas are stretched.

use yew::Html;

use super::lines::{Area, Line, drawing};
use super::percent;
use crate::ui::element::{attributes, nothing, text, with};

/// Share of the width that the plot takes; the names of ends, or else the amounts, have the rest.
const WIDTH: f64 = 0.85;
/// Share of the height; the names of months have the rest.
const HEIGHT: f64 = 0.88;
/// Closer to an edge than this, a name begins or ends at its place.
const EDGE: f64 = 0.04;
/// Names of ends stand at least so far apart, as a share of the height.
const APART: f64 = 0.075;
/// An axis has about so many amounts.
const AMOUNTS: f64 = 4.0;

/// A chart over time. Its shares are those of the plot, from the lower left.
pub struct Fan {
    /// The id of its title.
    pub labelled_by: String,
    /// Heights with their amounts.
    pub amounts: Vec<(f64, String)>,
    /// Places with what stands below them, and whether that may go where there is little room.
    pub times: Vec<(f64, String, bool)>,
    /// Bands.
    pub areas: Vec<Area>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Heights of the ends with their names.
    pub ends: Vec<(f64, String)>,
}

/// The chart.
pub fn fan(chart: &Fan) -> Html {
    // Without names at the right the plot stands there.
    let left = if chart.ends.is_empty() { 1.0 - WIDTH } else { 0.0 };
    let plot = with(
        "svg",
        attributes! { "x": percent(left), "width": percent(WIDTH), "height": percent(HEIGHT) },
        vec![drawing(&chart.areas, &chart.lines)],
    );
    let grid = chart.amounts.iter().map(|(at, _)| {
        let y = percent(HEIGHT * (1.0 - at));
        let ends = attributes! {
            "class": "ep-grid", "x1": percent(left), "x2": percent(left + WIDTH), "y1": y.clone(),
            "y2": y,
        };
        with("line", ends, vec![])
    });
    let below = if left > 0.0 { "0.35em" } else { "-0.3em" };
    let amounts = chart
        .amounts
        .iter()
        .map(|(at, words)| word("ep-tick", (0.0, HEIGHT * (1.0 - at)), below, "start", words));
    let times = chart.times.iter().map(|(at, words, minor)| {
        let class = if *minor { "ep-tick ep-minor" } else { "ep-tick" };
        let anchor = match *at {
            first if first < EDGE && left <= 0.0 => "start",
            last if last > 1.0 - EDGE && left > 0.0 => "end",
            _ => "middle",
        };
        word(class, (left + WIDTH * at, 1.0), "-0.2em", anchor, words)
    });
    let ends = apart(&chart.ends);
    let ends = ends
        .iter()
        .map(|(at, words)| word("ep-end", (WIDTH, HEIGHT * (1.0 - at)), "0.35em", "start", words));
    with(
        "svg",
        attributes! {
            "class": "ep-fan", "part": "chart", "width": "100%", "role": "img",
            "aria-labelledby": chart.labelled_by.clone(),
        },
        grid.chain([plot, nothing()]).chain(amounts).chain(times).chain(ends).collect(),
    )
}

fn word(
    class: &'static str,
    (x, y): (f64, f64),
    below: &'static str,
    anchor: &'static str,
    words: &str,
) -> Html {
    let place = attributes! {
        "class": class, "x": percent(x), "y": percent(y), "dy": below, "text-anchor": anchor,
    };
    with("text", place, vec![text(words.to_owned())])
}

/// The ends from the top down, moved so that their names do not cover each other.
fn apart(ends: &[(f64, String)]) -> Vec<(f64, String)> {
    let mut ends = ends.to_vec();
    ends.sort_by(|a, b| b.0.total_cmp(&a.0));
    for i in 1..ends.len() {
        ends[i].0 = ends[i].0.min(ends[i - 1].0 - APART);
    }
    // What was moved below the plot comes back up.
    let mut least = 0.0;
    for end in ends.iter_mut().rev() {
        end.0 = end.0.max(least);
        least = end.0 + APART;
    }
    ends
}

/// The top of an axis that holds `most`, and the amounts to write on it: a round step apart.
pub fn axis(most: f64) -> (f64, Vec<f64>) {
    if !(most.is_finite() && most > 0.0) {
        return (1.0, vec![0.0]);
    }
    let rough = most / AMOUNTS;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power);
    let step = step.into_iter().find(|step| *step >= rough).unwrap_or(10.0 * power);
    let count = (most / step).ceil() as u32;
    (step * f64::from(count), (0..=count).map(|i| step * f64::from(i)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_is_round_and_holds_the_most() {
        assert_eq!(axis(3.7e6), (4e6, vec![0.0, 1e6, 2e6, 3e6, 4e6]));
        assert_eq!(axis(400.0), (400.0, vec![0.0, 100.0, 200.0, 300.0, 400.0]));
        assert_eq!(axis(0.0), (1.0, vec![0.0]));
        for most in [1.0, 7.3, 99.0, 123_456.0, 1e12] {
            let (top, amounts) = axis(most);
            assert!(top >= most && (2..=6).contains(&amounts.len()), "{most}: {amounts:?}");
        }
    }

    #[test]
    fn names_of_ends_keep_apart() {
        let ends = apart(&[(0.02, "a".into()), (0.0, "b".into()), (0.9, "c".into())]);
        assert_eq!(ends.iter().map(|end| &*end.1).collect::<String>(), "cab");
        assert!(ends.windows(2).all(|pair| pair[0].0 - pair[1].0 >= APART - 1e-9), "{ends:?}");
        assert!(ends.iter().all(|end| end.0 >= 0.0));
    }
}
