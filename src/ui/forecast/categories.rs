//! Which category each word of the list stands for, and how much of each is won.

use yew::Html;

use super::sections::part;
use super::{Forecast, Message};
use crate::language::Word;
use crate::text::categories::{guess, key, names};
use crate::ui::chooser::chooser;
use crate::ui::element::{attributes, element, list, nothing, text, with, worded};
use crate::ui::import::{Purpose, files_for};

/// Boxes for rates that were measured elsewhere.
const RATES: [&str; 4] = ["commit_rate", "best_case_rate", "pipeline_rate", "rate_days"];

const BY_STAGE: Word = word!("The list has no forecast category. Say which stages are which:");
const BY_WORD: Word = word!("What the words of the list stand for:");
const MEASURE: Word = word!(
    "An earlier export of the same CRM shows how much of each category was won \
    since. It needs the CRM's ids."
);

/// Categories of the list in use.
pub fn categories(forecast: &Forecast) -> Html {
    let view = &forecast.view;
    let words = &forecast.basis.words;
    let body = if words.is_empty() {
        worded("p", "ep-help", say!("There are no open deals with a stage or a forecast category."))
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
    part(forecast, say!("Forecast categories"), None, with("div", anchor, vec![body]))
}

fn choice(forecast: &Forecast, at: usize, (word, count): &(String, usize)) -> Html {
    let view = &forecast.view;
    let id = view.id(&["means-", &*at.to_string()].concat());
    let none = std::iter::once((String::new(), say!("none" in "no category").to_owned()));
    let options = none
        .chain(names().iter().map(|(key, label)| ((*key).to_owned(), label.text().to_owned())))
        .collect();
    let guessed = guess(word).map_or("", key);
    let chosen = forecast.means.get(word).map_or(guessed, String::as_str);
    let tell = {
        let word = word.clone();
        view.send.reform(move |key| Message::Means(word.clone(), key))
    };
    let label = say!(
        "{category} ({n} {n?deal|deals})",
        category = word,
        n = view.counted(*count as f64, 0),
    );
    element(
        "div",
        "ep-field",
        vec![
            with("label", attributes! { "for": id.clone() }, vec![text(label)]),
            chooser(attributes! { "id": id, "class": "ep-input" }, options, chosen, tell),
        ],
    )
}

/// The earlier list, or the way to give one.
fn measure(forecast: &Forecast) -> Html {
    let view = &forecast.view;
    let Some(earlier) = &forecast.earlier else {
        let words = say!("Choose an earlier CSV file");
        return list(vec![
            worded("p", "ep-help", MEASURE),
            files_for(&forecast.importer.view, "earlier", words, Purpose::Earlier),
        ]);
    };
    let rates = forecast.measured.iter().map(|(key, rate)| {
        let label = crate::calc::forecast::FIELDS.iter().find(|field| field.key == *key);
        let (won, deals) = (rate.won as f64, rate.deals as f64);
        let words = say!(
            "{rate}: {share} ({won} of {n} {n?deal|deals})",
            rate = label.map_or("", |field| field.label.text()),
            share = view.formats.percent(rate.rate.fraction(), 1),
            won = view.formats.number(won, 0),
            n = view.counted(deals, 0),
        );
        worded("li", "", words)
    });
    let rates: Vec<Html> = rates.collect();
    let found = if rates.is_empty() {
        worded("p", "ep-problem", say!("No deal of it is found in the list of today by its id."))
    } else {
        element("ul", "", rates)
    };
    let forget = vec![text(say!("Remove the earlier list"))];
    list(vec![
        worded("p", "", say!("Measured with {list}:", list = &*earlier.name)),
        found,
        view.button("ep-button", Message::ForgetEarlier, forget),
        nothing(),
    ])
}
