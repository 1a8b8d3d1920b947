//! How well this way would have forecast the visitor's own past, also where a simple rule was better.

use yew::Html;

use super::{Message, section};
use crate::calc::replay::{Accuracy, Errors, LEAST_WINS, Method, Replayed, accuracy};
use crate::calc::units::Money;
use crate::language::Word;
use crate::text::sweep::number;
use crate::ui::chart::table;
use crate::ui::element::worded;
use crate::ui::view::View;

/// Fewer periods say little.
const FEW: usize = 4;

/// What the curve would have forecast for past periods, and what came.
pub fn replay(view: &View<Message>, periods: Option<&[Replayed]>) -> Html {
    let Some(periods) = periods else {
        let heading = say!("Would this have been right in the past?").into();
        return section(view, "replay", heading, vec![worded("p", "ep-help", COMING)]);
    };
    if periods.is_empty() {
        let words = say!(
            "The list reaches not far enough back to forecast its own past: that takes a quarter \
             before which at least {n} {n?win was|wins were} known.",
            n = number(LEAST_WINS, &*view.formats),
        );
        return section(
            view,
            "replay",
            say!("Not enough history to check this").into(),
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
            table(
                say!("Ways to forecast, and how far they were off"),
                &[say!("Way to forecast"), say!("Off by, on average"), say!("Too high or too low")],
                ways(view, &accuracy),
            ),
            worded("p", "", kept(view, &accuracy)),
            table(say!("Past quarters, forecast again"), &head(), rows(view, periods)),
        ],
    )
}

const COMING: Word = word!("Your own past quarters are being forecast again.");

const HOW: Word = word!(
    "Each past quarter is forecast again from what the list shows about its first morning, for the \
     deals that were open then. A list shows the amounts of today, and not the deals that were \
     deleted since: in truth it was harder."
);

fn head() -> [&'static str; 7] {
    [
        say!("From" in "a day"),
        say!("Open pipeline"),
        say!("By age"),
        say!("8 times in 10"),
        say!("By win rate"),
        say!("Pipeline ÷ 3"),
        say!("Came" in "what was won"),
    ]
}

fn finding(view: &View<Message>, accuracy: &Accuracy) -> String {
    let n = number(accuracy.periods, &*view.formats);
    match accuracy.best {
        Some(Method::Curve) => {
            say!("In {n} past {n?quarter|quarters}, forecasting by age was closest", n = n)
        }
        Some(Method::Flat) => say!(
            "In {n} past {n?quarter|quarters}, the flat win rate was closer than forecasting by age",
            n = n,
        ),
        Some(Method::ThreeTimes) => say!(
            "In {n} past {n?quarter|quarters}, the 3× rule was closer than forecasting by age",
            n = n,
        ),
        None => {
            say!("In {n} past {n?quarter|quarters}, nothing was won, so no way was right", n = n,)
        }
    }
}

fn ways(view: &View<Message>, accuracy: &Accuracy) -> Vec<Vec<String>> {
    let percent = |share: f64| view.formats.percent(share, 0);
    let row = |name: &str, errors: &Errors| {
        let bias = match errors.bias {
            Some(bias) if bias.abs() < 0.005 => {
                say!("even" in "neither too high nor too low").to_owned()
            }
            Some(bias) if bias > 0.0 => say!("{percent} too high", percent = percent(bias)),
            Some(bias) => say!("{percent} too low", percent = percent(-bias)),
            None => "–".to_owned(),
        };
        vec![name.to_owned(), errors.wape.map_or("–".into(), percent), bias]
    };
    vec![
        row(say!("By age, with your own win curve"), &accuracy.curve),
        row(say!("Win rate × open pipeline"), &accuracy.flat),
        row(say!("Open pipeline ÷ 3 (the 3× rule)"), &accuracy.three_times),
    ]
}

fn kept(view: &View<Message>, accuracy: &Accuracy) -> String {
    let number = |count: usize| number(count, &*view.formats);
    let mut words = vec![say!(
        "What came lay within the range of 8 times in 10 in {held} of {all}.",
        held = number(accuracy.held),
        all = number(accuracy.periods),
    )];
    if accuracy.periods < FEW {
        words.push(say!("So few quarters say little.").to_owned());
    }
    words.join(" ")
}

fn rows(view: &View<Message>, periods: &[Replayed]) -> Vec<Vec<String>> {
    let money = |amount: Money| view.short(Money(amount.0.round()));
    let row = |period: &Replayed| {
        let [low, high] = period.range;
        vec![
            view.formats.date(period.start),
            money(period.open_pipeline),
            money(period.curve),
            say!("{low} to {high}", low = money(low), high = money(high)),
            money(period.flat),
            money(period.three_times),
            money(period.actual),
        ]
    };
    periods.iter().map(row).collect()
}
