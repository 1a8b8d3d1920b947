//! Coverage of the same period, from figures that the deals give unless the visitor knows better.

use yew::Html;

use super::{Message, Sweep, section};
use crate::calc::coverage::{FIELDS, Inputs, Lever, Precision, check, levers};
use crate::calc::field::{Field, Value};
use crate::calc::portfolio::Portfolio;
use crate::calc::rates::{Measure, Rates};
use crate::calc::sweep::{Inputs as Asked, Report, Standing};
use crate::calc::units::{Days, Money, Percent};
use crate::language::Word;
use crate::state::{Action, State};
use crate::text::draft::{Draft, Reading};
use crate::text::example::blank;
use crate::text::formats::Formats;
use crate::text::sweep::number;
use crate::ui::answer::{Answer, Levers, answer};
use crate::ui::calculator::Message as Typed;
use crate::ui::element::{element, nothing, text, worded};
use crate::ui::form::boxed;
use crate::ui::given::listed;
use crate::ui::view::View;

/// The usual confidence and step for comparing levers, in percent.
const CONFIDENCE: Percent = Percent(80.0);
const STEP: Percent = Percent(10.0);
/// Largest spread of deal sizes that coverage takes.
const WIDEST: f64 = 2.0;

/// Coverage from the deals.
pub struct Covered {
    /// Key of each field that the deals give, its figure, and the deals behind it.
    given: Vec<(&'static str, Value, usize)>,
    reading: Reading<Inputs>,
    /// The answer, when no figure is wrong.
    answer: Option<Answer>,
    /// What each change would bring to it, once that is found.
    levers: Option<Vec<Lever>>,
}

impl Covered {
    /// Coverage with what was typed into `state`; an empty box stands for the deals' figure.
    pub fn new(
        asked: &Asked,
        (report, portfolio, rates): (&Report, &Portfolio, &Rates),
        state: &State,
        precision: Precision,
        formats: &dyn Formats,
    ) -> Self {
        let given = given(report, portfolio, rates);
        let mut base = base(asked, report, portfolio);
        for (key, value, _) in &given {
            // What a list holds is within every range but for the oddest lists.
            let field = FIELDS.iter().find(|field| field.key == *key);
            let _ = field.map(|field| field.set(&mut base, *value));
        }
        let mut draft = Draft::from_inputs(FIELDS, &base, formats);
        for field in FIELDS {
            let typed = state.draft.get(field.key);
            if !typed.is_empty() {
                draft.set(field.key, typed);
            }
        }
        let reading = draft.read(FIELDS, check, base, formats.notation());
        let answer = reading.inputs.map(|inputs| Answer::new(inputs, precision, formats));
        Self { given, reading, answer, levers: None }
    }

    /// Finds what each change would bring.
    pub fn find_levers(&mut self) {
        self.levers = self.answer.as_ref().map(|found| levers(&found.inputs, &found.report));
    }
}

/// What both calculators ask.
fn base(asked: &Asked, report: &Report, portfolio: &Portfolio) -> Inputs {
    Inputs {
        goal: asked.goal,
        closed_won: report.closed_won,
        period: asked.period,
        fiscal_start: asked.fiscal_start,
        period_start: asked.period_start,
        period_end: asked.period_end,
        win_rate: Percent(portfolio.default.win_rate * 100.0),
        sales_cycle: days(portfolio.default.cycle),
        deal_spread: 1.0,
        confidence: CONFIDENCE,
        correlation: asked.correlation,
        lever_step: STEP,
        ..blank(asked.today)
    }
}

/// The figures that the deals give: of the open ones, those that are not dead.
fn given(
    report: &Report,
    portfolio: &Portfolio,
    rates: &Rates,
) -> Vec<(&'static str, Value, usize)> {
    let open = report.after.deals;
    let cycle = portfolio.default.cycle;
    let alive = report.deals.iter().filter(|deal| deal.standing != Standing::Dead);
    let aged = alive.filter(|deal| f64::from(deal.prospect.age) > cycle).count();
    let percent = |share: f64| Value::Percent(Percent(hundredths(share * 100.0)));
    let of = |key, measure: Option<Measure>, value: &dyn Fn(f64) -> Value| {
        measure.map(|measure| (key, value(measure.value), measure.deals))
    };
    let some = |value| Some(value).filter(|_| open > 0);
    [
        Some(("open_pipeline", Value::Money(report.after.pipeline), open)),
        some(("open_deals", Value::Count(u32::try_from(open).unwrap_or(u32::MAX)), open)),
        of("win_rate", rates.win_rate, &percent),
        of("win_rate_by_value", rates.win_rate_by_value, &percent),
        of("sales_cycle", rates.sales_cycle, &|cycle| Value::Days(days(cycle))),
        some(("aged_share", percent(aged as f64 / open.max(1) as f64), open)),
        of("new_pipeline", rates.new_pipeline, &|value| Value::Money(Money(value.round()))),
        of("deal_spread", rates.deal_spread, &|spread| {
            Value::Number(hundredths(spread).min(WIDEST))
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn days(days: f64) -> Days {
    Days((days.round() as u32).max(1))
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Coverage from the deals, with the figures behind it.
pub fn coverage(sweep: &Sweep) -> Html {
    let (view, title) = (&sweep.view, say!("Do you have enough pipeline?"));
    let Some(covered) = &sweep.covered else {
        let coming = worded("p", "ep-help", say!("Coverage is being worked out."));
        return section(view, "enough", title.into(), vec![coming]);
    };
    let own = View {
        formats: view.formats.clone(),
        id: [&*view.id, "-coverage"].concat().into(),
        level: view.level.saturating_add(1).min(3),
        send: view.send.reform(Message::Coverage),
    };
    let confidence = FIELDS.iter().position(|field| field.key == "confidence");
    let fields = covered.given.iter().filter_map(|(key, value, deals)| {
        let index = FIELDS.iter().position(|field| field.key == *key)?;
        Some(asked(sweep, &own, covered, index, Some((*value, *deals))))
    });
    let fields = fields.chain(confidence.map(|index| asked(sweep, &own, covered, index, None)));
    let found = match &covered.answer {
        Some(answered) => {
            let of = |found| Levers { answer: answered, found, stale: false };
            answer(&own, answered, covered.levers.as_deref().map(of))
        }
        None => worded("p", "ep-help", say!("One of the figures above needs another look.")),
    };
    section(
        view,
        "enough",
        title.into(),
        vec![
            worded("p", "", BASIS),
            given_on_paper(&own, covered),
            element("div", "ep-fields ep-roles", fields.collect()),
            element("div", "ep-covered", vec![found]),
        ],
    )
}

/// The figures that coverage was worked out from, for paper.
fn given_on_paper(view: &View, covered: &Covered) -> Html {
    let Some(answer) = &covered.answer else { return nothing() };
    listed(view, Vec::new(), FIELDS, &answer.inputs)
}

const BASIS: Word = word!(
    "Coverage of the same period, without the dead deals. Each figure comes from your list; type \
     over the one that you know better."
);

fn asked(
    sweep: &Sweep,
    view: &View,
    covered: &Covered,
    index: usize,
    given: Option<(Value, usize)>,
) -> Html {
    let field = &FIELDS[index];
    let source = given.map_or_else(nothing, |given| source(sweep, view, field, given));
    let control = boxed(view, &sweep.coverage, &covered.reading, FIELDS, index);
    element("div", "", vec![control, source])
}

/// Where a figure comes from, or the way back to that.
fn source(
    sweep: &Sweep,
    view: &View,
    field: &Field<Inputs>,
    (value, deals): (Value, usize),
) -> Html {
    let figure = view.value(field.shape().kind, value);
    let n = number(deals, &*view.formats);
    if sweep.coverage.draft.get(field.key).is_empty() {
        let from = say!("{figure} from {n} {n?deal|deals} of your list", figure = figure, n = n);
        return worded("p", "ep-echo", from);
    }
    let words = say!("Use {figure} from {n} {n?deal|deals}", figure = figure, n = n);
    let back = Action::Edit { key: field.key, text: String::new() };
    view.button("ep-link", Typed::Act(back), vec![text(words)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::sweep::{Overrides, report};
    use crate::text::example::deals::{example_deals, example_sweep};
    use crate::text::formats::Plain;

    fn covered(state: &State) -> Covered {
        let today = "2026-11-16".parse().unwrap();
        let asked = example_sweep(today);
        let portfolio = asked.portfolio(&example_deals(today)).unwrap();
        let report = report(&asked, &portfolio, &Overrides::default(), Precision::Interactive);
        let rates = Rates::new(&portfolio, 91);
        let from = (&report, &portfolio, &rates);
        Covered::new(&asked, from, state, Precision::Interactive, &Plain::default())
    }

    fn typed(text: &str) -> State {
        State::default().apply(Action::Edit { key: "win_rate", text: text.into() })
    }

    #[test]
    fn an_empty_box_stands_for_the_figure_of_the_deals() {
        let covered = covered(&State::default());
        let inputs = covered.answer.unwrap().inputs;
        assert_eq!(inputs.open_deals, Some(47));
        for (key, value, deals) in covered.given {
            let field = FIELDS.iter().find(|field| field.key == key).unwrap();
            assert_eq!(field.get(&inputs), Some(value), "{key}");
            assert!(deals > 0, "{key}");
        }
    }

    #[test]
    fn what_is_typed_wins_until_it_is_taken_out() {
        let own = covered(&typed("40")).answer.unwrap().inputs;
        assert_eq!(own.win_rate, Percent(40.0));
        assert!(covered(&typed("140")).answer.is_none());
        let again =
            covered(&typed("40").apply(Action::Edit { key: "win_rate", text: String::new() }));
        assert_eq!(again.answer.unwrap().inputs, covered(&State::default()).answer.unwrap().inputs);
    }
}
