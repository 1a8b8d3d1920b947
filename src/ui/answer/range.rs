//! How the period may end: bands of revenue and how likely each is.

use yew::Html;

use super::{Answer, scale, section};
use crate::calc::coverage::{Band, Outlook};
use crate::text::verdict::of_hundred;
use crate::ui::chart::{columns, data};
use crate::ui::element::worded;
use crate::ui::view::View;

/// How the period may end.
pub fn range(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let [low, middle, high] = outlook.range;
    let finding = say!(
        "In 8 of 10 cases you end between {low} and {high}",
        low = view.short(low),
        high = view.short(high)
    );
    let (bands, goal) = (&outlook.bands, answer.inputs.goal.0);
    let most = bands.iter().map(|band| band.chance).fold(f64::MIN_POSITIVE, f64::max);
    let heights: Vec<_> = bands
        .iter()
        .map(|band| (band.chance / most, if band.from.0 >= goal { "ep-made" } else { "ep-missed" }))
        .collect();
    let edge = |band: Option<&Band>| band.map(|band| view.short(band.from)).unwrap_or_default();
    let chance = answer.report.chance;
    let sentence = say!(
        "Half of the time you end above {middle}, one time in ten below {low}, one time in ten above {high}.",
        middle = view.money(middle),
        low = view.money(low),
        high = view.money(high),
    );
    let sides = [
        say!("Below the goal: {chance}", chance = of_hundred(1.0 - chance)),
        say!(
            "At {goal} or above: {chance}",
            goal = view.short(answer.inputs.goal),
            chance = of_hundred(chance)
        ),
    ];
    let ends = [edge(bands.first()), say!("{amount} or more", amount = edge(bands.last()))];
    let head = [say!("Revenue of the period"), say!("Chance")];
    section(
        view,
        "range",
        finding,
        vec![
            worded("p", "", sentence),
            scale("ep-sides", "div", sides),
            columns(view.id("range"), &heights, position(bands, goal)),
            scale("ep-scale", "p", ends),
            data(say!("How likely each band of revenue is"), &head, rows(view, bands)),
        ],
    )
}

/// Where the goal stands among the bands, in [0, 1].
fn position(bands: &[Band], goal: f64) -> Option<f64> {
    let (index, band) = bands.iter().enumerate().rfind(|(_, band)| band.from.0 <= goal)?;
    let within = band.to.map_or(0.0, |to| (goal - band.from.0) / (to.0 - band.from.0));
    Some((index as f64 + within.clamp(0.0, 1.0)) / bands.len() as f64)
}

fn rows(view: &View, bands: &[Band]) -> Vec<Vec<String>> {
    bands
        .iter()
        .map(|band| {
            let from = view.money(band.from);
            let name = if let Some(to) = band.to {
                say!("{from} to {to}", from = from, to = view.money(to))
            } else {
                say!("{amount} or more", amount = from)
            };
            vec![name, view.formats.percent(band.chance, 1)]
        })
        .collect()
}
