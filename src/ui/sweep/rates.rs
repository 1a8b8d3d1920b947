//! What the list says about the usual figures: four win rates side by side, cycle and deal size.

use yew::Html;

use super::{Message, section};
use crate::calc::portfolio::Portfolio;
use crate::calc::rates::{Measure, Rates};
use crate::calc::units::Money;
use crate::text::sweep::{deals, number};
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
                say!(
                    "“Win rate” means four things, and they differ. Coverage divides by the first; \
                     the curve and the sweep follow single deals, so that they need none of them."
                ),
            ),
            table(say!("The win rates of this list"), &head(), win_rates(view, rates)),
            table(say!("What else the list says"), &head(), others(view, portfolio, rates)),
        ],
    )
}

fn head() -> [&'static str; 3] {
    [say!("Figure"), say!("Value"), say!("From" in "so many deals")]
}

fn finding(view: &View<Message>, rates: &Rates) -> String {
    match rates.win_rate {
        Some(rate) => {
            let percent = view.formats.percent(rate.value, 1);
            say!(
                "Your win rate is {percent} of {n} closed {n?deal|deals}",
                percent = percent,
                n = number(rate.deals, &*view.formats),
            )
        }
        None => say!("The list has no closed deal, so it has no win rate").to_owned(),
    }
}

fn win_rates(view: &View<Message>, rates: &Rates) -> Vec<Vec<String>> {
    let percent = |rate: Measure| view.formats.percent(rate.value, 1);
    let within = say!(
        "Won within {n} {n?day|days} of creation",
        n = view.formats.count(f64::from(rates.window), 0),
    );
    vec![
        row(view, say!("Won ÷ closed, by number"), rates.win_rate, percent),
        row(view, say!("Won ÷ closed, by value"), rates.win_rate_by_value, percent),
        row(view, say!("Of all deals created, old enough to tell"), rates.cohort, percent),
        row(view, &within, rates.won_in_window, percent),
    ]
}

fn others(view: &View<Message>, portfolio: &Portfolio, rates: &Rates) -> Vec<Vec<String>> {
    let days = |days: Measure| say!("{n} {n?day|days}", n = view.formats.count(days.value, 0));
    let money = |amount: Measure| view.money(Money(amount.value.round()));
    let percent = |share: Measure| view.formats.percent(share.value, 1);
    let weekly = |amount: Measure| say!("{money} a week", money = money(amount));
    let mut rows = vec![
        row(view, say!("Sales cycle of won deals"), rates.sales_cycle, days),
        row(view, say!("Average deal"), rates.average_deal, money),
        row(view, say!("Average won deal"), rates.average_won, money),
        row(view, say!("Open deals older than the cycle"), rates.aged_share, percent),
        row(view, say!("New pipeline, last 13 weeks"), rates.new_pipeline, weekly),
    ];
    if portfolio.default.own.is_none() {
        rows.push(vec![
            say!("Curve").into(),
            say!("the usual shape").into(),
            say!("your win rate and cycle").into(),
        ]);
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
        Some(measure) => (write(measure), deals(measure.deals, &*view.formats)),
        None => ("–".to_owned(), say!("no deals").to_owned()),
    };
    vec![label.to_owned(), value, from]
}
