//! What the list says about the usual figures: four win rates side by side, cycle and deal size.

use yew::Html;

use super::{Message, section};
use crate::calc::portfolio::Portfolio;
use crate::calc::rates::{Measure, Rates};
use crate::calc::units::Money;
use crate::ui::chart::table;
use crate::ui::element::worded;
use crate::ui::view::View;

/// The usual figures of the list, each with the deals behind it.
pub fn rates(view: &View<Message>, portfolio: &Portfolio, rates: &Rates) -> Html {
    section(
        view,
        "rates",
        finding(view, rates),
        vec![
            worded(
                "p",
                "",
                "“Win rate” means four things, and they differ. Coverage divides by the first; \
                 the curve and the sweep follow single deals, so that they need none of them.",
            ),
            table("The win rates of this list", &HEAD, win_rates(view, rates)),
            table("What else the list says", &HEAD, others(view, portfolio, rates)),
        ],
    )
}

const HEAD: [&str; 3] = ["Figure", "Value", "From"];

fn finding(view: &View<Message>, rates: &Rates) -> String {
    match rates.win_rate {
        Some(rate) => {
            let percent = view.formats.percent(rate.value, 1);
            let deals = view.count(rate.deals as f64, 0, "closed deal", "closed deals");
            ["Your win rate is ", &percent, " of ", &deals].concat()
        }
        None => "The list has no closed deal, so it has no win rate".to_owned(),
    }
}

fn win_rates(view: &View<Message>, rates: &Rates) -> Vec<Vec<String>> {
    let percent = |rate: Measure| view.formats.percent(rate.value, 1);
    let window = view.count(f64::from(rates.window), 0, "day", "days");
    let within = ["Won within ", &window, " of creation"].concat();
    vec![
        row(view, "Won ÷ closed, by number", rates.win_rate, percent),
        row(view, "Won ÷ closed, by value", rates.win_rate_by_value, percent),
        row(view, "Of all deals created, old enough to tell", rates.cohort, percent),
        row(view, &within, rates.won_in_window, percent),
    ]
}

fn others(view: &View<Message>, portfolio: &Portfolio, rates: &Rates) -> Vec<Vec<String>> {
    let days = |days: Measure| view.count(days.value, 0, "day", "days");
    let money = |amount: Measure| view.money(Money(amount.value.round()));
    let percent = |share: Measure| view.formats.percent(share.value, 1);
    let weekly = |amount: Measure| [&*money(amount), " a week"].concat();
    let mut rows = vec![
        row(view, "Sales cycle of won deals", rates.sales_cycle, days),
        row(view, "Average deal", rates.average_deal, money),
        row(view, "Average won deal", rates.average_won, money),
        row(view, "Open deals older than the cycle", rates.aged_share, percent),
        row(view, "New pipeline, last 13 weeks", rates.new_pipeline, weekly),
    ];
    if portfolio.default.own.is_none() {
        rows.push(vec!["Curve".into(), "the usual shape".into(), "your win rate and cycle".into()]);
    }
    rows
}

fn row(
    view: &View<Message>,
    label: &str,
    measure: Option<Measure>,
    write: impl Fn(Measure) -> String,
) -> Vec<String> {
    let (value, from) = match measure {
        Some(measure) => (write(measure), view.count(measure.deals as f64, 0, "deal", "deals")),
        None => ("–".to_owned(), "no deals".to_owned()),
    };
    vec![label.to_owned(), value, from]
}
