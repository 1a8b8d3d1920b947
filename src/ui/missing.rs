//! The answer's place while there is no answer: what is missing, and what will stand here.

use yew::Html;

use super::calculator::Message;
use super::element::{element, text, worded};
use super::view::{View, field};
use crate::calc::coverage::{FIELDS, Inputs};
use crate::calc::field::Problem;
use crate::language::Word;
use crate::text::draft::Reading;
use crate::text::problem::sentence;

/// What will stand here.
pub const PROMISES: &[Word] = &[
    word!("Your chance of making the goal, as so many of 100 periods like this one."),
    word!("The open pipeline that an even, an 80% and a 90% chance take."),
    word!(
        "The last date on which new pipeline still helps, and how much to create a week until then."
    ),
    word!("Which change moves the needle most."),
];

/// One sentence about what is missing.
pub fn title(reading: &Reading<Inputs>) -> String {
    let blank = |problem: &Problem| matches!(problem, Problem::Missing | Problem::NeedsEither(_));
    let count = reading.problems.len();
    if reading.problems.iter().all(|(_, problem)| blank(problem)) {
        match count {
            1 => say!("One more figure and your answer stands here").into(),
            _ => {
                say!("{count} more figures and your answer stands here", count = count.to_string())
            }
        }
    } else if count == 1 {
        say!("One figure needs another look").into()
    } else {
        say!("{count} figures need another look", count = count.to_string())
    }
}

/// What is missing, each with a button that leads to it.
pub fn missing(view: &View, reading: &Reading<Inputs>) -> Html {
    let problem = |(key, problem): &(&'static str, Problem)| {
        let sentence = sentence(problem, field(key), FIELDS, &*view.formats);
        let link = view.button("ep-link", Message::Focus(key), vec![text(sentence)]);
        element("li", "", vec![link])
    };
    let promise = |promise: &Word| worded("li", "", *promise);
    element(
        "div",
        "ep-missing",
        vec![
            view.heading(1, "answer", "ep-verdict", title(reading)),
            element("ul", "ep-problems", reading.problems.iter().map(problem).collect()),
            worded("p", "", say!("You will see:")),
            element("ul", "ep-promises", PROMISES.iter().map(promise).collect()),
        ],
    )
}
