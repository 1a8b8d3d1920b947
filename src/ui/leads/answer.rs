//! Everything that follows from the figures: the verdict, then what is behind it.

use yew::Html;

use super::{Leads, LeadsProps, follow_up, losses, money, plan, sources};
use crate::calc::explain::Explanation;
use crate::calc::leads::{FIELDS, Inputs, Outlook, Report, explanations, report};
use crate::language::Word;
use crate::state::Action;
use crate::text::formats::Formats;
use crate::text::leads::verdict;
use crate::text::problem::sentence;
use crate::text::verdict::{Verdict, of_hundred};
use crate::ui::actions::outcome;
use crate::ui::answer::{section, toned};
use crate::ui::calculator::Message;
use crate::ui::chart::hundred;
use crate::ui::element::{attributes, element, list, nothing, text, with, worded};
use crate::ui::gate::{delivery, gate};
use crate::ui::how::how;
use crate::ui::unlock::Gated;
use crate::ui::view::View;

/// Everything that follows from the inputs.
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
    pub fn new(inputs: &Inputs, formats: &dyn Formats) -> Self {
        let report = report(inputs);
        let verdict = verdict(inputs, &report, formats);
        let explanations = explanations(inputs, &report);
        Self { inputs: *inputs, report, verdict, explanations }
    }

    /// The formulas behind these figures.
    pub fn how(&self, view: &View, keys: &[&str]) -> Html {
        how(view, &self.explanations, keys)
    }
}

/// The answer as far as it may be seen, or what it waits for.
pub fn answer(leads: &Leads, props: &LeadsProps) -> Html {
    let Some(answer) = &leads.answer else { return missing(leads) };
    let (config, state) = (props.gate.as_deref(), &leads.state.gate);
    let closed = config.is_some() && state.closed;
    let asking = config.filter(|_| closed || state.refusal().is_some());
    let form = |config| {
        let own = Message::Act(Action::Clear);
        gate(&leads.view, state, config, &leads.preview(config), &PROMISES, own)
    };
    list(vec![
        headline(leads, answer),
        config.map_or_else(nothing, |config| delivery(state, config)),
        asking.map_or_else(nothing, form),
        if closed { nothing() } else { whole(leads, answer, props.allowed.share) },
    ])
}

/// The verdict, which is free.
fn headline(leads: &Leads, answer: &Answer) -> Html {
    let words = answer.verdict.headline.clone();
    list(vec![
        worded("p", "ep-when", when(&leads.view, answer)),
        element(
            "div",
            toned(answer.verdict.tone),
            vec![leads.view.heading(1, "answer", "ep-verdict", words)],
        ),
    ])
}

/// "Jan 1 to Mar 31, 2027, 127 days from today to the last".
fn when(view: &View, answer: &Answer) -> String {
    let period = answer.report.period;
    let (start, end) = (view.formats.date_short(period.start), view.formats.date(period.end));
    match period.days_left() {
        ..=0 => say!("{start} to {end}, over", start = start, end = end),
        left => say!(
            "{start} to {end}, {n} {n?day|days} from today to the last",
            start = start,
            end = end,
            n = view.counted(left as f64, 0),
        ),
    }
}

/// Everything behind it.
fn whole(leads: &Leads, answer: &Answer, sharing: bool) -> Html {
    let view = &leads.view;
    let found = answer.report.outlook.as_ref();
    let parts = found.map_or_else(nothing, |outlook| {
        list(vec![
            chance(view, answer, outlook),
            plan::weeks(view, answer, outlook),
            plan::dates(view, answer, outlook),
            plan::funnel(view, answer, outlook),
            sources::sources(view, answer, outlook),
            money::money(view, answer, outlook),
            losses::losses(view, answer, outlook),
        ])
    });
    list(vec![
        worded("p", "ep-detail", answer.verdict.detail.clone()),
        parts,
        follow_up::follow_up(view, answer),
        actions(leads, found.is_some(), sharing),
    ])
}

/// What can be done with the answer; one without a plan has no tables.
fn actions(leads: &Leads, tables: bool, sharing: bool) -> Html {
    let view = &leads.view;
    let button = |shown: bool, message, label| {
        if shown { view.button("ep-button", message, vec![text(label)]) } else { nothing() }
    };
    let told = leads.told.clone();
    let link = |shared| list(outcome(view, shared));
    element(
        "div",
        "ep-actions",
        vec![
            button(sharing, Message::Share, say!("Copy a link to these figures")),
            button(tables, Message::Save, say!("Save the table (CSV)")),
            button(true, Message::Print, say!("Print")),
            told.map_or_else(nothing, |words| worded("p", "", words)),
            leads.shared.as_ref().map_or_else(nothing, link),
        ],
    )
}

/// How likely the average flow is enough, and what it takes to be surer.
fn chance(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let full = (outlook.chance * 100.0).round_ties_even() as usize;
    let wanted = answer.inputs.confidence.0.round_ties_even() as usize;
    let weekly = |count| crate::text::leads::whole(count, &*view.formats);
    let title = view.id("even");
    let words = say!(
        "{chance} periods like this one bring enough wins from {weekly} leads a week. It takes {sure} a week for the {wanted} that you want.",
        chance = of_hundred(outlook.chance),
        weekly = weekly(outlook.flow.weekly),
        sure = weekly(outlook.sure.weekly),
        wanted = view.formats.percent(answer.inputs.confidence.fraction(), 2),
    );
    let dots = hundred(title.clone(), full.min(100), wanted.min(100));
    let picture = vec![dots, with("p", attributes! { "id": title }, vec![text(words)])];
    section(
        view,
        "chance",
        say!("Enough on average is an even chance: {chance}", chance = of_hundred(outlook.chance),),
        vec![
            element("div", "ep-chance", picture),
            answer.how(view, &["missing", "wins", "chance", "weekly_leads", "leads", "sure_leads"]),
        ],
    )
}

/// What is still missing, each with a button that leads to it.
fn missing(leads: &Leads) -> Html {
    let view = &leads.view;
    let problem = |(key, problem): &(&'static str, _)| {
        let field = FIELDS.iter().find(|field| field.key == *key)?;
        let words = sentence(problem, field, FIELDS, &*view.formats);
        let link = view.button("ep-link", Message::Focus(field.key), vec![text(words)]);
        Some(element("li", "", vec![link]))
    };
    let promise = |words: &Word| worded("li", "", *words);
    element(
        "div",
        "ep-missing",
        vec![
            view.heading(1, "answer", "ep-verdict", leads.title()),
            element(
                "ul",
                "ep-problems",
                leads.reading.problems.iter().filter_map(problem).collect(),
            ),
            worded("p", "", say!("You will see:")),
            element("ul", "ep-promises", PROMISES.iter().map(promise).collect()),
        ],
    )
}

/// What will stand here.
const PROMISES: [Word; 4] = [
    word!("A dated plan, week by week, with the last day on which each step still helps."),
    word!("Leads by source and by seller, and what each lead, opportunity and win costs."),
    word!("What leads that are returned save, and what those lost on the way would have brought."),
    word!("How many leads are answered in time, and how many people that takes."),
];
