//! What stands right of the form.

use yew::Html;

use super::part::{Part, part};
use super::{Answer, Forecast, ForecastProps, Message, headline, whole};
use crate::calc::forecast::FIELDS;
use crate::language::Word;
use crate::state::Action;
use crate::state::forecast::Origin;
use crate::text::forecast::hole;
use crate::text::problem::sentence;
use crate::text::rows::forecast::{SECTIONS, Section};
use crate::ui::actions;
use crate::ui::calculator::Message as Typed;
use crate::ui::element::{attributes, element, list, nothing, text, with, worded};
use crate::ui::gate::{delivery, gate};
use crate::ui::import;
use crate::ui::rows::doubt;
use crate::ui::unlock::Gated;

/// What will stand here.
pub(super) const PROMISES: [Word; 4] = [
    word!(
        "What you will probably close by month and quarter, with the range that it stays in 4 times out of 5."
    ),
    word!("Your chance of the goal, as so many of 100 such years."),
    word!("The usual ways to forecast side by side, and which one to trust."),
    word!("A table that a CFO can check, to save, copy or print."),
];

/// Boxes that may be left empty at the price of an assumption.
const ASSUMED: [(&str, Word); 2] = [
    ("win_rate", word!("You gave no win rate: 25% is taken.")),
    ("sales_cycle", word!("You gave no sales cycle: 90 days are taken.")),
];

/// The answer, or what it waits for.
pub fn right(forecast: &Forecast, props: &ForecastProps) -> Html {
    let listed = forecast.origin == Origin::Deals;
    let own = listed && !(forecast.borrows && forecast.borrowed.is_some());
    let found = match &forecast.answer {
        Some(answer) => found(forecast, props, answer),
        None => waiting(forecast),
    };
    list(vec![
        if own { import::receipt(&forecast.importer) } else { nothing() },
        notes(forecast),
        found,
        if own && !forecast.importer.is_doubted() {
            import::columns(&forecast.importer)
        } else {
            nothing()
        },
    ])
}

/// The answer, as much of it as may be seen.
fn found(forecast: &Forecast, props: &ForecastProps, answer: &Answer) -> Html {
    let view = &forecast.view;
    let (config, state) = (props.gate.as_deref(), &forecast.form.gate);
    let closed = config.is_some() && state.closed;
    let asking = config.filter(|_| closed || state.refusal().is_some());
    let form = |config| {
        let own = Typed::Act(Action::Clear);
        gate(&forecast.boxes, state, config, &forecast.preview(config), &PROMISES, own)
    };
    list(vec![
        headline(view, answer),
        config.map_or_else(nothing, |config| delivery(state, config)),
        asking.map_or_else(nothing, form),
        if closed { nothing() } else { whole(view, answer, forecast.look) },
        if closed { nothing() } else { below(forecast, props) },
    ])
}

/// What came of saving and copying, and the way to a link.
fn below(forecast: &Forecast, props: &ForecastProps) -> Html {
    let told = forecast.told.clone();
    let told = told.map_or_else(nothing, |words| worded("p", "", words));
    let sharing = if props.allowed.share {
        actions::sharing(&forecast.boxes, forecast.shared.as_ref())
    } else {
        nothing()
    };
    element("div", "ep-below", vec![told, sharing])
}

/// Rows that don't count, and what is taken for want of a figure.
fn notes(forecast: &Forecast) -> Html {
    let view = &forecast.view;
    let doubts = SECTIONS.into_iter().filter_map(|section| {
        if section == Section::Stages && forecast.origin == Origin::Deals {
            return None;
        }
        let words = doubt(forecast.problems_of(section), forecast.typing(section))?;
        let Part { name, first, .. } = part(section);
        let words =
            say!("{rows} in your {table}: the answer does without.", rows = words, table = *name,);
        let link = view.button("ep-link", Message::Focus(first), vec![text(words)]);
        Some(element("li", "", vec![link]))
    });
    let mut notes: Vec<Html> = doubts.collect();
    notes.extend(goals(forecast));
    if forecast.answer.is_some() {
        let given = forecast.given();
        let missing = |key: &str| {
            forecast.form.draft.get(key).trim().is_empty()
                && given.iter().all(|(known, _)| *known != key)
        };
        let assumed = ASSUMED.iter().filter(|(key, _)| missing(key));
        notes.extend(assumed.map(|(key, words)| {
            let link = view.button("ep-link", Message::Focus(key), vec![text(*words)]);
            element("li", "", vec![link])
        }));
    }
    if notes.is_empty() {
        return nothing();
    }
    with("ul", attributes! { "class": "ep-problems ep-noted" }, notes)
}

/// Goals that the forecast does not reach, with the way to reach them, or a hole among them.
fn goals(forecast: &Forecast) -> Option<Html> {
    let view = &forecast.view;
    let answer = forecast.answer.as_ref()?;
    let reach = forecast.owned.goals.len();
    if reach > answer.inputs.months as usize {
        let words = say!(
            "Your goals go beyond the last month of this forecast: forecast {n} months to see all of \
             them.",
            n = view.formats.number(reach as f64, 0),
        );
        let months = view.formats.edit_number(reach as f64);
        let press = Message::Form(Typed::Type("months", months));
        return Some(element("li", "", vec![view.button("ep-link", press, vec![text(words)])]));
    }
    let words = hole(&answer.report, &*view.formats)?;
    let link = view.button("ep-link", Message::Focus("goals-1-0"), vec![text(words)]);
    Some(element("li", "", vec![link]))
}

/// What is still missing.
fn waiting(forecast: &Forecast) -> Html {
    let view = &forecast.view;
    let (title, body) = if forecast.importer.under().is_some() {
        (say!("Your deals are being read"), nothing())
    } else if forecast.reading.problems.is_empty() {
        let promise = |words: &Word| worded("li", "", *words);
        let promises = element("ul", "ep-promises", PROMISES.iter().map(promise).collect());
        (say!("Your forecast stands here once there are open deals"), promises)
    } else {
        (say!("One more look at your figures"), problems(forecast))
    };
    list(vec![view.heading(1, "answer", "ep-verdict", title), body])
}

fn problems(forecast: &Forecast) -> Html {
    let formats = &*forecast.view.formats;
    let told = forecast.reading.problems.iter().filter_map(|(key, problem)| {
        let field = FIELDS.iter().find(|field| field.key == *key)?;
        let words = sentence(problem, field, FIELDS, formats);
        let link = forecast.view.button("ep-link", Message::Focus(field.key), vec![text(words)]);
        Some(element("li", "", vec![link]))
    });
    element("ul", "ep-problems", told.collect())
}
