//! Charts of our own: bars and dots in SVG, words beside them in HTML so that they never shrink.
//!
//! Positions are percentages of the width; there is no view box that would scale the text. Each
//! chart is one image with the section's heading as its name, and its data follow as a table.

use yew::{AttrValue, Html, html};

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
    format!("{:.2}%", share.clamp(0.0, 1.0) * 100.0)
}

/// Bars below one another on a common scale, each under its own words.
pub fn bars(labelled_by: String, bars: &[Bar], mark: Option<&Mark>) -> Html {
    html! {
        <div class="ep-bars" role="img" aria-labelledby={labelled_by}>
            if let Some(mark) = mark { { flag(mark) } }
            { for bars.iter().map(|bar| html! {
                <div class="ep-row">
                    <span>{ &bar.label }</span>
                    <strong>{ &bar.value }</strong>
                    { strip(bar, mark.map(|mark| mark.at)) }
                </div>
            }) }
        </div>
    }
}

/// The words of a mark, on the side where there is room.
fn flag(mark: &Mark) -> Html {
    let anchor = if mark.at > 0.5 { "end" } else { "start" };
    html! {
        <svg class="ep-flag" width="100%" aria-hidden="true">
            <text x={percent(mark.at)} y="1em" text-anchor={anchor}>{ &mark.label }</text>
        </svg>
    }
}

/// One bar on its track.
pub fn strip(bar: &Bar, mark: Option<f64>) -> Html {
    let width = (bar.to - bar.from).max(0.0);
    html! {
        <svg class="ep-strip" width="100%" aria-hidden="true">
            <rect class="ep-track" width="100%" height="100%" />
            if width > 0.0 {
                <rect class={bar.class} x={percent(bar.from)} width={percent(width)} height="100%" />
            }
            if let Some(at) = mark {
                <line class="ep-mark" x1={percent(at)} x2={percent(at)} y1="-0.3em" y2="1.05em" />
            }
        </svg>
    }
}

/// Columns beside one another; shares of the height.
pub fn columns(labelled_by: String, heights: &[(f64, &'static str)], mark: Option<f64>) -> Html {
    let step = 1.0 / heights.len().max(1) as f64;
    html! {
        <svg class="ep-columns-chart" width="100%" role="img" aria-labelledby={labelled_by}>
            { for heights.iter().enumerate().map(|(i, (height, class))| html! {
                <rect
                    class={*class}
                    x={percent((i as f64 + 0.06) * step)}
                    width={percent(step * 0.88)}
                    y={percent(1.0 - height)}
                    height={percent(*height)}
                />
            }) }
            <line class="ep-axis" x1="0" x2="100%" y1="100%" y2="100%" />
            if let Some(at) = mark {
                <line class="ep-mark" x1={percent(at)} x2={percent(at)} y1="0" y2="100%" />
            }
        </svg>
    }
}

/// A hundred dots, ten in a row: full, wanted but missing, and the rest.
pub fn hundred(labelled_by: String, full: usize, wanted: usize) -> Html {
    html! {
        <svg class="ep-hundred" viewBox="0 0 100 100" role="img" aria-labelledby={labelled_by}>
            <path class="ep-dot-rest" d={dots(wanted.max(full)..100, 1.3)} />
            <path class="ep-dot-wanted" d={dots(full..wanted, 2.9)} />
            <path class="ep-dot-full" d={dots(0..full, 3.6)} />
        </svg>
    }
}

fn dots(range: std::ops::Range<usize>, radius: f64) -> AttrValue {
    let across = 2.0 * radius;
    let dot = |dot: usize| {
        let (x, y) = (dot % 10 * 10 + 5, dot / 10 * 10 + 5);
        let left = x as f64 - radius;
        format!(
            "M{left} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0"
        )
    };
    range.map(dot).collect::<Vec<_>>().concat().into()
}

/// The data behind a chart, folded away.
pub fn data(caption: &str, head: &[&str], rows: Vec<Vec<String>>) -> Html {
    html! {
        <details class="ep-more">
            <summary>{ "Show the data" }</summary>
            { table(caption, head, rows) }
        </details>
    }
}

/// A table whose first column names the rows.
pub fn table(caption: &str, head: &[&str], rows: Vec<Vec<String>>) -> Html {
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        html! {
            <tr>
                <th scope="row">{ cells.next() }</th>
                { for cells.map(|cell| html! { <td>{ cell }</td> }) }
            </tr>
        }
    };
    html! {
        <div class="ep-scroll" role="region" aria-label={caption.to_owned()} tabindex="0">
            <table class="ep-table">
                <caption class="ep-sr">{ caption }</caption>
                <thead>
                    <tr>{ for head.iter().map(|cell| html! { <th scope="col">{ *cell }</th> }) }</tr>
                </thead>
                <tbody>{ for rows.into_iter().map(row) }</tbody>
            </table>
        </div>
    }
}
