//! Everything that follows from a list and what is asked beside it.

use yew::Html;

use super::{
    Message, Sweep, SweepProps, chance, changes, coverage, curve, list, rates, replay, sides,
};
use crate::calc::deals::Deal;
use crate::calc::explain::Explanation;
use crate::calc::portfolio::Portfolio;
use crate::calc::prospects::{Decider, Deciding};
use crate::calc::rates::Rates;
use crate::calc::replay::{Replayed, Taught, taught};
use crate::calc::sweep::{
    Inputs, Overrides, Precision, Report, deciding, explanations, follow, forecast, report,
};
use crate::language::Word;
use crate::state::sweep::{Sweep as Choices, SweepAction};
use crate::text::formats::Formats;
use crate::text::problem::sentence;
use crate::text::sweep::verdict;
use crate::text::verdict::Verdict;
use crate::ui::answer::toned;
use crate::ui::calculator::Message as Typed;
use crate::ui::element::{element, list as several, nothing, text, worded};
use crate::ui::gate::{delivery, gate};
use crate::ui::lesson::lesson;
use crate::ui::unlock::Gated;

/// Everything that follows at once, and what follows at rest.
pub struct Answer {
    /// What was asked.
    pub inputs: Inputs,
    /// The figures.
    pub report: Report,
    /// The figures in a sentence.
    pub verdict: Verdict,
    /// What past quarters teach about it, once they were forecast again.
    pub taught: Option<Taught>,
    /// How the figures came about.
    pub explanations: Vec<Explanation>,
    /// What the list says about the usual figures.
    pub rates: Rates,
    /// The deals that decide the period, once they are found; those of the answer before until
    /// then.
    pub deciders: Option<Vec<Decider>>,
    /// Whether they are of this answer.
    pub decided: bool,
}

impl Answer {
    /// The answer of the moment.
    pub fn new(
        inputs: Inputs,
        (portfolio, rates): (&Portfolio, Rates),
        choices: &Choices,
        past: Option<&[Replayed]>,
        precision: Precision,
        formats: &dyn Formats,
    ) -> Self {
        let report = report(&inputs, portfolio, &overrides(choices, past), precision);
        let taught = taught_about(&inputs, (portfolio, &report), choices, past);
        let verdict = verdict(&report, formats);
        let explanations = explanations(&inputs, &report);
        let (deciders, decided) = (None, false);
        Self { inputs, report, verdict, taught, explanations, rates, deciders, decided }
    }

    /// What it takes to find the deals that decide the period.
    pub fn deciding(&self, portfolio: &Portfolio) -> Deciding {
        deciding(&self.inputs, portfolio, &self.report)
    }
}

/// What the visitor decided, with the lesson of past quarters where it is to be followed.
pub fn overrides(choices: &Choices, past: Option<&[Replayed]>) -> Overrides {
    let lesson = past.and_then(taught).map(|(_, factor)| factor);
    Overrides { lesson: lesson.filter(|_| choices.follows), ..choices.overrides() }
}

/// What past quarters teach about `answered`, with what it would be the other way.
pub fn taught_about(
    inputs: &Inputs,
    (portfolio, answered): (&Portfolio, &Report),
    choices: &Choices,
    past: Option<&[Replayed]>,
) -> Option<Taught> {
    let (bias, factor) = taught(past?)?;
    let followed = choices.follows;
    let precision = Precision::Interactive;
    let other = if followed {
        report(inputs, portfolio, &choices.overrides(), precision).after.outcome
    } else {
        let (target, deals) = forecast(inputs, answered, false);
        let deals: Vec<_> = deals.into_iter().map(|deal| follow(deal, factor)).collect();
        target.outcome(&deals, precision)
    };
    let chance = (answered.remaining.0 > 0.0).then_some(other.chance);
    Some(Taught { bias, followed, expected: other.expected, chance })
}

/// The answer, or what it waits for.
pub fn answer(sweep: &Sweep, props: &SweepProps, deals: &[Deal]) -> Html {
    let (Some(answer), Some(portfolio)) = (&sweep.answer, &sweep.portfolio) else {
        return waiting(sweep, deals);
    };
    let (config, state) = (props.gate.as_deref(), &sweep.form.gate);
    let closed = config.is_some() && state.closed;
    let asking = config.filter(|_| closed || state.refusal().is_some());
    let form = |config| {
        let own = Typed::Focus("source");
        gate(&sweep.boxes, state, config, &sweep.preview(config), &PROMISES, own)
    };
    several(vec![
        headline(sweep, answer),
        config.map_or_else(nothing, |config| delivery(state, config)),
        asking.map_or_else(nothing, form),
        if closed { nothing() } else { whole(sweep, answer, portfolio, deals) },
    ])
}

/// The verdict, which is free.
fn headline(sweep: &Sweep, answer: &Answer) -> Html {
    let words = answer.verdict.headline.clone();
    element(
        "div",
        toned(answer.verdict.tone),
        vec![sweep.view.heading(1, "answer", "ep-verdict", words)],
    )
}

/// Everything behind it.
fn whole(sweep: &Sweep, answer: &Answer, portfolio: &Portfolio, deals: &[Deal]) -> Html {
    let (view, report) = (&sweep.view, &answer.report);
    several(vec![
        worded("p", "ep-detail", answer.verdict.detail.clone()),
        lesson(view, answer.taught.as_ref(), |follows| Message::Do(SweepAction::Follow(follows))),
        sides::sides(view, report, &answer.explanations),
        list::deals(sweep, deals, answer),
        coverage::coverage(sweep),
        chance::chance(view, deals, answer),
        curve::curve(view, portfolio, &report.parts),
        rates::rates(view, portfolio, &answer.rates),
        replay::replay(view, sweep.past()),
        changes::changes(sweep, deals, answer.inputs.today),
        element(
            "div",
            "ep-actions",
            vec![view.button("ep-button", Message::Print, vec![text(say!("Print"))])],
        ),
    ])
}

/// What is still missing.
fn waiting(sweep: &Sweep, deals: &[Deal]) -> Html {
    let view = &sweep.view;
    let (title, body) = if sweep.importer.under().is_some() {
        (say!("Your deals are being read"), nothing())
    } else if sweep.work.is_some() {
        (say!("Your answer is being worked out"), nothing())
    } else if deals.is_empty() {
        let promise = |words: &Word| worded("li", "", *words);
        let promises = element("ul", "ep-promises", PROMISES.iter().map(promise).collect());
        (say!("Your answer stands here once there are deals"), promises)
    } else {
        (say!("One more look at your figures"), problems(sweep))
    };
    several(vec![view.heading(1, "answer", "ep-verdict", title), body])
}

/// What will stand here.
const PROMISES: [Word; 4] = [
    word!(
        "Which open deals are dead, by the history of your own list, and what the rule would have cost."
    ),
    word!("Pipeline, coverage and the chance of your goal, before and after."),
    word!("What to do with each: requalify, return to marketing, or close."),
    word!("Your own win curve, and the three deals that decide the period."),
];

fn problems(sweep: &Sweep) -> Html {
    let fields = crate::calc::sweep::FIELDS;
    let formats = &*sweep.view.formats;
    let told = sweep.reading.problems.iter().filter_map(|(key, problem)| {
        let field = fields.iter().find(|field| field.key == *key)?;
        let words = sentence(problem, field, fields, formats);
        let go = Message::Focus(field.key);
        let link = sweep.view.button("ep-link", go, vec![text(words)]);
        Some(element("li", "", vec![link]))
    });
    element("ul", "ep-problems", told.collect())
}
