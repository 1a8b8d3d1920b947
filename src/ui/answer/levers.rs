//! What moves the needle: worked out once the typing rests, shown dimmed until then.

use yew::Html;

use super::{Answer, Levers, section, wanted};
use crate::calc::coverage::Lever;
use crate::calc::field::Value;
use crate::calc::units::Money;
use crate::text::levers::{name, takes};
use crate::ui::chart::{Bar, data, strip};
use crate::ui::element::{element, text, worded};
use crate::ui::view::View;

/// Smallest gain that is shown as one: half of a tenth of a point.
const VISIBLE: f64 = 0.000_5;

/// What moves the needle.
pub fn levers(view: &View, levers: Option<Levers>) -> Html {
    let Some(Levers { answer, found, stale }) = levers else {
        let waiting = worded("p", "ep-waiting", say!("Working out what each change would bring…"));
        return section(view, "levers", say!("What moves the needle most").into(), vec![waiting]);
    };
    let class = if stale { "ep-body ep-stale" } else { "ep-body" };
    let body = element("div", class, list(view, answer, found));
    section(view, "levers", finding(view, answer, found), vec![body])
}

/// How far each lever is moved: "10%".
fn step(view: &View, answer: &Answer) -> String {
    view.formats.percent(answer.inputs.lever_step.fraction(), 2)
}

fn finding(view: &View, answer: &Answer, found: &[Lever]) -> String {
    let step = step(view, answer);
    if let Some(best) = found.first().filter(|lever| lever.gain >= VISIBLE) {
        say!(
            "{lever} moves the needle most: a change by {step} adds {points} {points?point|points}",
            lever = name(best.kind),
            step = step,
            points = view.counted(in_points(best.gain), 1),
        )
    } else {
        say!("No single change by {step} moves the needle", step = step)
    }
}

fn list(view: &View, answer: &Answer, found: &[Lever]) -> Vec<Html> {
    let most = found.iter().map(|lever| lever.gain).fold(VISIBLE, f64::max);
    let head =
        [say!("Change"), say!("Points of chance"), say!("Expected revenue"), say!("Enough alone")];
    let cells = |lever: &Lever| {
        let change = [name(lever.kind), ": ", &*change(view, lever)].concat();
        vec![change, points(view, lever.gain), effect(view, lever), enough(view, answer, lever)]
    };
    let remark = say!(
        "Each bar is the gain in your chance from a change by {step} and nothing else. Changes depend on one another: their effects do not add up.",
        step = step(view, answer),
    );
    let rows = found.iter().map(|lever| row(view, answer, lever, most)).collect();
    let cells = found.iter().map(cells).collect();
    vec![
        worded("p", "", remark),
        element("ol", "ep-levers", rows),
        data(say!("What each change would bring"), &head, cells),
    ]
}

fn row(view: &View, answer: &Answer, lever: &Lever, most: f64) -> Html {
    let bar = Bar {
        label: String::new(),
        value: String::new(),
        from: 0.0,
        to: lever.gain / most,
        class: "ep-gain",
    };
    let alone = say!(
        "Expected revenue: {effect} · {chance} alone: {enough}",
        effect = effect(view, lever),
        chance = wanted(view, &answer.inputs),
        enough = enough(view, answer, lever),
    );
    let change = worded("small", "", change(view, lever));
    element(
        "li",
        "ep-row",
        vec![
            element("span", "", vec![text(name(lever.kind)), text(" "), change]),
            worded("strong", "", points(view, lever.gain)),
            strip(&bar, None),
            worded("small", "ep-wide", alone),
        ],
    )
}

/// "25% → 27.5%".
fn change(view: &View, lever: &Lever) -> String {
    let kind = takes(lever.kind);
    format!("{} → {}", view.value(kind, lever.from), view.value(kind, lever.to))
}

/// The figure at which this change alone is enough.
fn enough(view: &View, answer: &Answer, lever: &Lever) -> String {
    match lever.enough {
        Some(value) => say!("at {figure}", figure = rough(view, lever, value)),
        None if answer.report.chance >= answer.inputs.confidence.fraction() => {
            say!("there already").into()
        }
        None => say!("out of reach").into(),
    }
}

/// A figure that was searched for, not typed: its last digits mean nothing.
fn rough(view: &View, lever: &Lever, value: Value) -> String {
    match value {
        Value::Money(amount) => view.short(amount),
        Value::Percent(percent) => view.formats.percent(percent.fraction(), 1),
        other => view.value(takes(lever.kind), other),
    }
}

fn effect(view: &View, lever: &Lever) -> String {
    match lever.expected_gain {
        Money(gain) if gain.abs() < 0.5 => say!("no change").into(),
        gain if gain.0 > 0.0 => format!("+{}", view.money(gain)),
        loss => view.money(loss),
    }
}

/// "+6.2 points".
fn points(view: &View, gain: f64) -> String {
    let points = in_points(gain);
    let count = view.counted(points, 1);
    if points > 0.0 {
        say!("+{n} {n?point|points}", n = count)
    } else {
        say!("{n} {n?point|points}", n = count)
    }
}

/// To a tenth of a point, and never "-0".
fn in_points(gain: f64) -> f64 {
    (gain * 1000.0).round() / 10.0 + 0.0
}
