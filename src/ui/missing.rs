//! The answer's place while there is no answer: what is missing, and what will stand here.

use yew::{Callback, Html, html};

use super::view::{View, field};
use crate::calc::coverage::{FIELDS, Inputs};
use crate::calc::field::Problem;
use crate::text::draft::Reading;
use crate::text::problem::sentence;

/// What will stand here.
const PROMISES: &[&str] = &[
    "Your chance of making the goal, as so many of 100 periods like this one.",
    "The open pipeline that an even, an 80% and a 90% chance take.",
    "The last date on which new pipeline still helps, and how much to create a week until then.",
    "Which change moves the needle most.",
];

/// One sentence about what is missing.
pub fn title(reading: &Reading<Inputs>) -> String {
    let blank = |problem: &Problem| matches!(problem, Problem::Missing | Problem::NeedsEither(_));
    let count = reading.problems.len();
    if reading.problems.iter().all(|(_, problem)| blank(problem)) {
        match count {
            1 => "One more figure and your answer stands here".into(),
            _ => format!("{count} more figures and your answer stands here"),
        }
    } else if count == 1 {
        "One figure needs another look".into()
    } else {
        format!("{count} figures need another look")
    }
}

/// What is missing, each with a button that leads to it.
pub fn missing(view: &View, reading: &Reading<Inputs>, focus: &Callback<&'static str>) -> Html {
    let rows = reading.problems.iter().map(|(key, problem)| {
        let key = *key;
        html! {
            <li>
                <button type="button" class="ep-link" onclick={focus.reform(move |_| key)}>
                    { sentence(problem, field(key), FIELDS, &*view.formats) }
                </button>
            </li>
        }
    });
    html! {
        <div class="ep-missing">
            { view.heading(1, "answer", "ep-verdict", &title(reading)) }
            <ul class="ep-problems">{ for rows }</ul>
            <p>{ "You will see:" }</p>
            <ul class="ep-promises">{ for PROMISES.iter().map(|promise| html! { <li>{ *promise }</li> }) }</ul>
        </div>
    }
}
