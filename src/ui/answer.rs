//! The answer: the verdict, then what is behind it, one finding after the other.

mod coverage;
mod dates;
mod levers;
mod makeup;
mod plan;
mod range;
mod rules;
mod verdict;

use yew::Html;

use super::element::{attributes, element, list, nothing, with, worded};
use super::how::how;
use super::view::View;
use crate::calc::coverage::{Inputs, Lever, Outlook, Precision, Report, explanations, report};
use crate::calc::explain::Explanation;
use crate::text::formats::Formats;
use crate::text::verdict::{Tone, Verdict, verdict as verdict_of};

pub(super) use self::verdict::big;

/// Everything that follows from the inputs at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was given.
    pub inputs: Inputs,
    /// The figures.
    pub report: Report,
    /// The figures in a sentence.
    pub verdict: Verdict,
    /// How the figures came about.
    pub explanations: Vec<Explanation>,
}

impl Answer {
    /// The answer for `inputs`.
    pub fn new(inputs: Inputs, precision: Precision, formats: &dyn Formats) -> Self {
        let report = report(&inputs, precision);
        let verdict = verdict_of(&report, &inputs, formats);
        let explanations = explanations(&inputs, &report);
        Self { inputs, report, verdict, explanations }
    }

    /// The formulas behind these figures.
    fn how(&self, view: &View, keys: &[&str]) -> Html {
        how(view, &self.explanations, keys)
    }
}

/// What each change would bring, and whether that is of the answer on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Levers<'a> {
    /// For which answer.
    pub answer: &'a Answer,
    /// The changes, the best first.
    pub found: &'a [Lever],
    /// Whether the inputs have changed since.
    pub stale: bool,
}

/// The whole answer. The levers come later than the rest.
pub fn answer(view: &View, answer: &Answer, found: Option<Levers>) -> Html {
    let verdict = verdict::verdict(view, answer);
    let Some(outlook) = &answer.report.outlook else { return list(vec![verdict, nothing()]) };
    // Without a win there is nothing to time, to spread or to move.
    let moving = if answer.inputs.win_rate.0 > 0.0 {
        list(vec![
            dates::dates(view, answer, outlook),
            plan::plan(view, answer, outlook),
            range::range(view, answer, outlook),
            levers::levers(view, found),
        ])
    } else {
        nothing()
    };
    list(vec![
        verdict,
        makeup::makeup(view, answer, outlook),
        coverage::coverage(view, answer, outlook),
        moving,
        rules::rules(view, answer, outlook),
    ])
}

/// The part of the answer that is free: the verdict and the chance.
pub fn teaser(view: &View, answer: &Answer) -> Html {
    verdict::teaser(view, answer)
}

/// A part of the answer under the finding that it makes.
pub(super) fn section<M: Clone>(
    view: &View<M>,
    name: &str,
    finding: String,
    body: Vec<Html>,
) -> Html {
    let heading = view.heading(1, name, "ep-finding", finding);
    let attributes = attributes! { "class": "ep-section", "part": "card" };
    with("section", attributes, vec![heading, list(body)])
}

/// The class that colours a headline.
pub(super) fn toned(tone: Tone) -> &'static str {
    match tone {
        Tone::Enough => "ep-headline ep-enough",
        Tone::Close => "ep-headline ep-close",
        Tone::Short => "ep-headline ep-short",
        Tone::Over | Tone::Open => "ep-headline ep-over",
    }
}

/// What stands behind a chart, side by side.
fn mores(parts: Vec<Html>) -> Html {
    element("div", "ep-mores", parts)
}

/// The ends of a chart's scale, for those who see it.
pub(super) fn scale(class: &'static str, tag: &'static str, ends: [String; 2]) -> Html {
    let attributes = attributes! { "class": class, "aria-hidden": "true" };
    with(tag, attributes, ends.into_iter().map(|end| worded("span", "", end)).collect())
}

/// The chosen confidence as part of a sentence: "80%".
fn wanted(view: &View, inputs: &Inputs) -> String {
    view.formats.percent(inputs.confidence.fraction(), 2)
}

/// Whether new deals can still be part of the answer.
fn is_creating(answer: &Answer, outlook: &Outlook) -> bool {
    answer.inputs.new_pipeline.0 > 0.0 || outlook.expected.new.0 > 0.0
}
