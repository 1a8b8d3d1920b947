//! How well this way would have forecast the visitor's own past, also where a simple rule was better.

use yew::Html;

use super::{Message, section};
use crate::calc::replay::{Accuracy, Errors, LEAST_WINS, Method, Replayed, accuracy};
use crate::calc::units::Money;
use crate::ui::chart::table;
use crate::ui::element::worded;
use crate::ui::view::View;

/// Fewer periods say little.
const FEW: usize = 4;

/// What the curve would have forecast for past periods, and what came.
pub fn replay(view: &View<Message>, periods: Option<&[Replayed]>) -> Html {
    let Some(periods) = periods else {
        let heading = "Would this have been right in the past?".into();
        return section(view, "replay", heading, vec![worded("p", "ep-help", COMING)]);
    };
    if periods.is_empty() {
        let least = view.formats.number(LEAST_WINS as f64, 0);
        let words = [
            "The list reaches not far enough back to forecast its own past: that takes a \
                      quarter before which at least ",
            &*least,
            " wins were known.",
        ]
        .concat();
        return section(
            view,
            "replay",
            "Not enough history to check this".into(),
            vec![worded("p", "", words)],
        );
    }
    let accuracy = accuracy(periods);
    section(
        view,
        "replay",
        finding(view, &accuracy),
        vec![
            worded("p", "", HOW),
            table("Ways to forecast, and how far they were off", &WAYS, ways(view, &accuracy)),
            worded("p", "", kept(view, &accuracy)),
            table("Past quarters, forecast again", &HEAD, rows(view, periods)),
        ],
    )
}

const COMING: &str = "Your own past quarters are being forecast again.";

const HOW: &str = "Each past quarter is forecast again from what the list shows about its first \
    morning, for the deals that were open then. A list shows the amounts of today, and not the \
    deals that were deleted since: in truth it was harder.";

const WAYS: [&str; 3] = ["Way to forecast", "Off by, on average", "Too high or too low"];

const HEAD: [&str; 7] =
    ["From", "Open pipeline", "By age", "8 times in 10", "By win rate", "Pipeline ÷ 3", "Came"];

fn finding(view: &View<Message>, accuracy: &Accuracy) -> String {
    let quarters = view.count(accuracy.periods as f64, 0, "past quarter", "past quarters");
    let best = match accuracy.best {
        Some(Method::Curve) => "forecasting by age was closest",
        Some(Method::Flat) => "the flat win rate was closer than forecasting by age",
        Some(Method::ThreeTimes) => "the 3× rule was closer than forecasting by age",
        None => "nothing was won, so no way was right",
    };
    ["In ", &*quarters, ", ", best].concat()
}

fn ways(view: &View<Message>, accuracy: &Accuracy) -> Vec<Vec<String>> {
    let percent = |share: f64| view.formats.percent(share, 0);
    let row = |name: &str, errors: &Errors| {
        let bias = match errors.bias {
            Some(bias) if bias.abs() < 0.005 => "even".to_owned(),
            Some(bias) if bias > 0.0 => [&*percent(bias), " too high"].concat(),
            Some(bias) => [&*percent(-bias), " too low"].concat(),
            None => "–".to_owned(),
        };
        vec![name.to_owned(), errors.wape.map_or("–".into(), percent), bias]
    };
    vec![
        row("By age, with your own win curve", &accuracy.curve),
        row("Win rate × open pipeline", &accuracy.flat),
        row("Open pipeline ÷ 3 (the 3× rule)", &accuracy.three_times),
    ]
}

fn kept(view: &View<Message>, accuracy: &Accuracy) -> String {
    let number = |count: usize| view.formats.number(count as f64, 0);
    let few = if accuracy.periods < FEW { " So few quarters say little." } else { "" };
    let factor = view.formats.number(accuracy.calibration, 2);
    [
        "What came lay within the range of 8 times in 10 in ",
        &*number(accuracy.held),
        " of ",
        &*number(accuracy.periods),
        ". Multiplying forecasts by ",
        &*factor,
        " would have fitted best.",
        few,
    ]
    .concat()
}

fn rows(view: &View<Message>, periods: &[Replayed]) -> Vec<Vec<String>> {
    let money = |amount: Money| view.short(Money(amount.0.round()));
    let row = |period: &Replayed| {
        let [low, high] = period.range;
        vec![
            view.formats.date(period.start),
            money(period.open_pipeline),
            money(period.curve),
            [&*money(low), " to ", &*money(high)].concat(),
            money(period.flat),
            money(period.three_times),
            money(period.actual),
        ]
    };
    periods.iter().map(row).collect()
}
