//! A search in one of the calculators, trial by trial.

use super::super::{Section, Workspace};
use super::Seek;
use crate::calc::coverage::Precision;
use crate::calc::field::{Field, Kind, Shape, Value};
use crate::calc::figure::Figure;
use crate::calc::seek::{self, Search, Sought};
use crate::calc::{coverage, forecast, leads, sweep};
use crate::language::Word;
use crate::ui::forecast::Forecast;
use crate::ui::leads::Leads;
use crate::ui::sweep::Sweep;

/// The calculators in which something can be sought. A review has no figure that follows from a
/// number: its score follows from the levels of statements.
pub const SOUGHT: [Section; 4] =
    [Section::Coverage, Section::Sweep, Section::Forecast, Section::Leads];

/// What can be asked of a calculator.
#[derive(Default)]
pub struct Known {
    /// Inputs that can be sought.
    pub inputs: Vec<Shape>,
    /// Figures that can be wanted: their keys and what people read.
    pub figures: Vec<(&'static str, &'static str)>,
}

/// What can be asked of a calculator.
pub fn known(of: Section) -> Known {
    match of {
        Section::Coverage => of_tables(coverage::FIELDS, coverage::FIGURES),
        Section::Sweep => of_tables(sweep::FIELDS, seek::sweep::FIGURES),
        Section::Forecast => of_tables(forecast::FIELDS, seek::forecast::FIGURES),
        Section::Leads => of_tables(leads::FIELDS, seek::leads::FIGURES),
        _ => Known::default(),
    }
}

fn of_tables<I, R>(fields: &[Field<I>], figures: &[Figure<R>]) -> Known {
    let inputs = fields.iter().map(Field::shape);
    let inputs = inputs.filter(|shape| !matches!(shape.kind, Kind::Choice(_) | Kind::Date));
    // Figures that are days are not sought.
    let is_day = |key: &str| ["first_day", "last_day"].contains(&key) || key.starts_with("latest_");
    let figures = figures.iter().filter(|figure| !is_day(figure.key));
    Known {
        inputs: inputs.collect(),
        figures: figures.map(|figure| (figure.key, figure.label.text())).collect(),
    }
}

/// A search that is going on.
pub struct Quest(Box<dyn FnMut() -> Option<Sought>>);

impl Quest {
    /// Makes one trial; what was found once there is none left.
    pub fn step(&mut self) -> Option<Sought> {
        (self.0)()
    }

    /// `report` is `None` where inputs contradict each other.
    fn new<I: Copy + 'static, R: 'static>(
        seek: &Seek,
        target: f64,
        (fields, figures): (&'static [Field<I>], &'static [Figure<R>]),
        inputs: I,
        report: impl Fn(&I) -> Option<R> + 'static,
    ) -> Option<Self> {
        let field = fields.iter().find(|field| field.key == seek.input)?;
        let figure = figures.iter().find(|figure| figure.key == seek.figure)?;
        let mut search = Search::new(field, inputs, target);
        Some(Self(Box::new(move || {
            let Some(trial) = search.trial() else { return Some(search.found()) };
            search.tell(report(&trial).and_then(|report| (figure.get)(&report)));
            None
        })))
    }
}

const NO_ANSWER: Word = word!("This calculator has no answer yet: complete its figures first.");

const NO_TARGET: Word = word!("Type the target as a number, such as 80 or 1.5M.");

/// Begins to look for what is asked, with the inputs in use.
///
/// # Errors
/// What is wrong with the question, in a sentence.
pub fn begin(workspace: &Workspace) -> Result<Quest, &'static str> {
    let seek = &workspace.seek;
    let target = workspace.view.formats.notation().parse_number(&seek.target);
    let target = target.map_err(|_| NO_TARGET.text())?.value;
    let quest = match seek.of {
        Section::Coverage => in_coverage(workspace, target),
        Section::Sweep => in_sweep(workspace, target),
        Section::Forecast => in_forecast(workspace, target),
        Section::Leads => in_leads(workspace, target),
        _ => None,
    };
    quest.ok_or(NO_ANSWER.text())
}

fn in_coverage(workspace: &Workspace, target: f64) -> Option<Quest> {
    use coverage::{FIELDS, FIGURES, Inputs, check, report};
    let inputs = workspace.coverage.ask(|one| one.answer().map(|answer| answer.inputs))??;
    Quest::new(&workspace.seek, target, (FIELDS, FIGURES), inputs, |inputs: &Inputs| {
        check(inputs).is_empty().then(|| report(inputs, Precision::Interactive))
    })
}

/// With the list and the choices of the sweep, which are too large to be copied.
fn in_sweep(workspace: &Workspace, target: f64) -> Option<Quest> {
    let inputs = workspace.sweep.ask(|one: &Sweep| one.answer().map(|answer| answer.inputs))??;
    let tables = (sweep::FIELDS, seek::sweep::FIGURES);
    let sweep = workspace.sweep.clone();
    Quest::new(&workspace.seek, target, tables, inputs, move |inputs| {
        sweep.ask(|one| one.report_of(inputs)).flatten()
    })
}

fn in_forecast(workspace: &Workspace, target: f64) -> Option<Quest> {
    use forecast::{FIELDS, check};
    let known = |one: &Forecast| one.answer().map(|one| (one.inputs, one.owned.clone()));
    let (inputs, owned) = workspace.forecast.ask(known)??;
    let tables = (FIELDS, seek::forecast::FIGURES);
    Quest::new(&workspace.seek, target, tables, inputs, move |inputs| {
        check(inputs).is_empty().then(|| owned.report(inputs, Precision::Interactive))
    })
}

fn in_leads(workspace: &Workspace, target: f64) -> Option<Quest> {
    use leads::{FIELDS, check, report};
    let inputs = workspace.leads.ask(|one: &Leads| one.answer().map(|answer| answer.inputs))??;
    let tables = (FIELDS, seek::leads::FIGURES);
    Quest::new(&workspace.seek, target, tables, inputs, |inputs| {
        check(inputs).is_empty().then(|| report(inputs))
    })
}

/// What the answer of a search reads like, in whole sentences.
pub fn sentence(
    (input, figure): (&str, &str),
    sought: &Sought,
    written: impl Fn(Value) -> String,
) -> String {
    match *sought {
        Sought::Found { value, reached } => {
            let (value, reached) = (written(value), written(reached));
            say!(
                "{input} of {value} makes this so: {figure} is then {reached}.",
                input = input,
                value = value,
                figure = figure,
                reached = reached,
            )
        }
        Sought::OutOfReach { value, reached, within: [low, high] } => {
            let (value, reached) = (written(value), written(reached));
            let (low, high) = (written(low), written(high));
            say!(
                "No value between {low} and {high} does. The nearest is {value}: {figure} is then {reached}.",
                low = low,
                high = high,
                value = value,
                figure = figure,
                reached = reached,
            )
        }
        Sought::NoEffect => {
            say!("{input} does not change it: choose another figure.", input = input)
        }
        Sought::NotSought => {
            say!(
                "{input} is empty, or the figure has no answer now: fill it in first.",
                input = input,
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::units::{Money, Percent};

    #[test]
    fn whatever_can_be_asked_is_a_number() {
        for of in SOUGHT {
            let Known { inputs, figures } = known(of);
            assert!(inputs.iter().any(|shape| shape.key == "win_rate"), "{of:?}");
            assert!(!inputs.iter().any(|shape| shape.key == "today"), "{of:?}");
            let mut keys: Vec<_> = figures.iter().map(|(key, _)| *key).collect();
            assert!(keys.len() > 5, "{of:?}");
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), figures.len(), "{of:?}");
        }
        assert!(known(Section::Review).figures.is_empty());
    }

    #[test]
    fn days_are_not_sought() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 10, 5).unwrap();
        let report =
            coverage::report(&crate::text::example::example(today), Precision::Interactive);
        let sought = known(Section::Coverage).figures;
        for figure in coverage::FIGURES {
            let Some(value) = (figure.get)(&report) else { continue };
            let known = sought.iter().any(|(key, _)| *key == figure.key);
            assert_eq!(known, value.number().is_some(), "{}", figure.key);
        }
    }

    #[test]
    fn the_answer_is_a_sentence() {
        let written = |value: Value| format!("<{}>", value.number().unwrap());
        let names = ("Win rate", "Expected in all months");
        let (value, reached) = (Value::Percent(Percent(31.0)), Value::Money(Money(5e5)));
        assert_eq!(
            sentence(names, &Sought::Found { value, reached }, written),
            "Win rate of <31> makes this so: Expected in all months is then <500000>."
        );
        let within = [Percent(0.0), Percent(100.0)].map(Value::Percent);
        assert_eq!(
            sentence(names, &Sought::OutOfReach { value, reached, within }, written),
            "No value between <0> and <100> does. The nearest is <31>: Expected in all months is \
             then <500000>."
        );
    }
}
