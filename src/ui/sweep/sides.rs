//! The pipeline before and after the sweep, side by side.

use yew::Html;

use super::{Message, section};
use crate::calc::explain::Explanation;
use crate::calc::sweep::{Report, Side};
use crate::calc::units::Money;
use crate::text::formats::Formats;
use crate::text::separate::lines;
use crate::text::sweep as words;
use crate::text::verdict::of_hundred;
use crate::ui::chart::{Bar, bars, table};
use crate::ui::element::{nothing, worded};
use crate::ui::how::how as explained;
use crate::ui::view::View;

/// Before and after.
pub fn sides(view: &View<Message>, report: &Report, how: &[Explanation]) -> Html {
    let formats = &*view.formats;
    let told = |words: Option<String>| words.map_or_else(nothing, |words| worded("p", "", words));
    section(
        view,
        "sides",
        finding(view, report),
        vec![
            bars(view.id("sides"), &[bar(view, report, true), bar(view, report, false)], None),
            table(
                say!("Before and after the sweep"),
                &["", say!("Before" in "the sweep"), say!("After" in "the sweep")],
                rows(view, report),
            ),
            worded("p", "", dead_line(report, formats)),
            told(report.regret.as_ref().map(|regret| words::regret(regret, formats))),
            told(words::survivors(report, formats)),
            told(words::past_due(report, formats)),
            told(words::stalled(report, formats)),
            explained(view, how, &KEYS),
        ],
    )
}

fn dead_line(report: &Report, formats: &dyn Formats) -> String {
    lines(&report.parts, formats).unwrap_or_else(|| words::line(&report.line, formats))
}

/// The figures that explain themselves here.
const KEYS: [&str; 11] = [
    "remaining",
    "win_rate",
    "dead_line",
    "dead_share",
    "coverage_before",
    "coverage_after",
    "flat_before",
    "flat_after",
    "expected_before",
    "expected_after",
    "gap",
];

fn finding(view: &View<Message>, report: &Report) -> String {
    let (before, after) = (report.before, report.after);
    match (before.coverage, after.coverage) {
        (Some(had), Some(left)) if report.dead.deals > 0 => {
            say!("Coverage is {left}, not {had}", left = view.times(left), had = view.times(had))
        }
        _ => say!(
            "Your pipeline is {value} in {n} {n?deal|deals}",
            value = view.short(after.pipeline),
            n = words::number(after.deals, &*view.formats),
        ),
    }
}

fn bar(view: &View<Message>, report: &Report, before: bool) -> Bar {
    let side = if before { &report.before } else { &report.after };
    let whole = report.before.pipeline;
    Bar {
        label: if before { say!("Pipeline as listed") } else { say!("Without the dead deals") }
            .into(),
        value: view.short(side.pipeline),
        from: 0.0,
        to: side.pipeline.ratio_to(whole).unwrap_or(0.0),
        class: if before { "ep-rest" } else { "ep-won" },
    }
}

fn rows(view: &View<Message>, report: &Report) -> Vec<Vec<String>> {
    let money = |amount: Money| view.money(Money(amount.0.round()));
    let row = |name: &str, write: &dyn Fn(&Side) -> String| {
        vec![name.to_owned(), write(&report.before), write(&report.after)]
    };
    let coverage =
        |side: &Side| side.coverage.map_or_else(|| say!("goal reached").into(), |c| view.times(c));
    vec![
        row(say!("Open deals"), &|side| view.formats.number(side.deals as f64, 0)),
        row(say!("Open pipeline"), &|side| money(side.pipeline)),
        row(say!("Coverage of what is still to be won"), &coverage),
        row(say!("Expected by win rate alone"), &|side| money(side.expected_flat)),
        row(say!("Expected by age, in the period"), &|side| money(side.expected)),
        row(say!("Chance of making the goal"), &|side| of_hundred(side.outcome.chance)),
    ]
}
