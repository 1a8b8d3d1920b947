//! Which category each word of the list stands for, and how much of each is won.

use yew::Html;

use super::sections::part;
use super::{Forecast, Message};
use crate::text::categories::{guess, key, names};
use crate::ui::chooser::{chooser, pairs};
use crate::ui::element::{attributes, element, list, nothing, text, with, worded};
use crate::ui::import::{Purpose, file_box};

/// Boxes for rates that were measured elsewhere.
const RATES: [&str; 3] = ["commit_rate", "best_case_rate", "pipeline_rate"];

const BY_STAGE: &str = "The list has no forecast category. Say which stages are which:";
const BY_WORD: &str = "What the words of the list stand for:";
const MEASURE: &str = "An earlier export of the same CRM shows how much of each category was won \
    since. It needs the CRM's ids.";

/// Categories of the list in use.
pub fn categories(forecast: &Forecast) -> Html {
    let view = &forecast.view;
    let words = &forecast.basis.words;
    let body = if words.is_empty() {
        worded("p", "ep-help", "There are no open deals with a stage or a forecast category.")
    } else {
        let intro = if forecast.basis.by_stage { BY_STAGE } else { BY_WORD };
        list(vec![
            worded("p", "ep-help", intro),
            element(
                "div",
                "ep-roles",
                words.iter().enumerate().map(|(at, word)| choice(forecast, at, word)).collect(),
            ),
            measure(forecast),
            element("div", "ep-fields", forecast.fields(RATES.into_iter())),
        ])
    };
    let anchor = attributes! { "id": view.id("categories"), "tabindex": "-1" };
    part(forecast, "Forecast categories", None, with("div", anchor, vec![body]))
}

fn choice(forecast: &Forecast, at: usize, (word, count): &(String, usize)) -> Html {
    let view = &forecast.view;
    let id = view.id(&["means-", &*at.to_string()].concat());
    let none = std::iter::once((String::new(), "none".to_owned()));
    let options = none.chain(pairs(names())).collect();
    let guessed = guess(word).map_or("", key);
    let chosen = forecast.means.get(word).map_or(guessed, String::as_str);
    let tell = {
        let word = word.clone();
        view.send.reform(move |key| Message::Means(word.clone(), key))
    };
    let count = view.count(*count as f64, 0, "deal", "deals");
    element(
        "div",
        "ep-field",
        vec![
            with(
                "label",
                attributes! { "for": id.clone() },
                vec![text([&**word, " (", &*count, ")"].concat())],
            ),
            chooser(attributes! { "id": id, "class": "ep-input" }, options, chosen, tell),
        ],
    )
}

/// The earlier list, or the way to give one.
fn measure(forecast: &Forecast) -> Html {
    let view = &forecast.view;
    let Some(earlier) = &forecast.earlier else {
        let words = "Choose an earlier CSV file";
        return list(vec![
            worded("p", "ep-help", MEASURE),
            file_box(&forecast.importer.view, "earlier", words, Purpose::Earlier),
        ]);
    };
    let rates = forecast.measured.iter().map(|(key, rate)| {
        let label = crate::calc::forecast::FIELDS.iter().find(|field| field.key == *key);
        let (won, deals) = (rate.won as f64, rate.deals as f64);
        let words = [
            label.map_or("", |field| field.label.text()),
            ": ",
            &*view.formats.percent(rate.rate.fraction(), 1),
            " (",
            &*view.formats.number(won, 0),
            " of ",
            &*view.count(deals, 0, "deal", "deals"),
            ")",
        ];
        worded("li", "", words.concat())
    });
    let rates: Vec<Html> = rates.collect();
    let found = if rates.is_empty() {
        worded("p", "ep-problem", "No deal of it is found in the list of today by its id.")
    } else {
        element("ul", "", rates)
    };
    let forget = vec![text("Remove the earlier list")];
    list(vec![
        worded("p", "", ["Measured with ", &*earlier.name, ":"].concat()),
        found,
        view.button("ep-button", Message::ForgetEarlier, forget),
        nothing(),
    ])
}
