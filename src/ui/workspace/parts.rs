//! The calculators of a workspace: how each is drawn, what it holds, and how that is given back.

use chrono::NaiveDate;
use yew::virtual_dom::VChild;
use yew::{Component, Html};

use super::{Workspace, WorkspaceProps};
use crate::calc::coverage::{FIELDS, FIGURES, Figure};
use crate::calc::field::{Field, Kind, Value};
use crate::calc::sweep;
use crate::calc::units::{Days, Percent};
use crate::state::{Action, Source};
use crate::text::client::{Deals, csv};
use crate::text::draft::Draft;
use crate::text::example::blank;
use crate::text::example::deals::example_sweep;
use crate::text::formats::Formats;
use crate::text::record::{Item, Record, record, text};
use crate::text::verdict::Verdict;
use crate::ui::browser::files::Given;
use crate::ui::calculator::{self, Calculator, CalculatorProps};
use crate::ui::handle::Handle;
use crate::ui::import::{self, List};
use crate::ui::sweep::{Message as SweepMessage, Sweep, SweepProps};

/// Coverage.
pub fn coverage(workspace: &Workspace, props: &WorkspaceProps) -> Html {
    let props = CalculatorProps {
        formats: props.formats.clone(),
        today: props.today,
        initial: workspace.initial.clone(),
        id: [&*props.id, "-coverage"].concat().into(),
        level: props.level + 1,
        keep: None,
        locale: props.locale.clone(),
        gate: None,
        sharing: false,
        early: false,
        handle: workspace.coverage.clone(),
        host: calculator::nobody(),
    };
    drawn::<Calculator>(props)
}

/// The sweep.
pub fn sweep(workspace: &Workspace, props: &WorkspaceProps) -> Html {
    let props = SweepProps {
        formats: props.formats.clone(),
        today: props.today,
        id: [&*props.id, "-sweep"].concat().into(),
        level: props.level + 1,
        keep: props.keep,
        early: false,
        locale: props.locale.clone(),
        gate: None,
        opened: true,
        handle: workspace.sweep.clone(),
        host: calculator::nobody(),
    };
    drawn::<Sweep>(props)
}

fn drawn<C: Component>(props: C::Properties) -> Html {
    VChild::<C>::new(props, None).into()
}

/// What all calculators hold.
pub fn collected(workspace: &Workspace) -> Record {
    let parts = [("coverage", of_coverage(workspace)), ("sweep", of_sweep(&workspace.sweep))];
    parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), part?))).collect()
}

fn of_coverage(workspace: &Workspace) -> Option<Item> {
    let view = &workspace.view;
    workspace.coverage.ask(|coverage| {
        let answer = coverage.answer();
        let figures = answer.map_or_else(Vec::new, |answer| {
            let figure = |one: &Figure| {
                let value = (one.get)(&answer.report)?;
                Some((one.label.to_owned(), text(view.value(kind(value), value))))
            };
            FIGURES.iter().filter_map(figure).collect()
        });
        part(&coverage.state().draft, figures, answer.map(|answer| &answer.verdict))
    })
}

fn of_sweep(handle: &Handle<Sweep>) -> Option<Item> {
    handle.ask(|sweep| {
        let answer = sweep.answer();
        part(&sweep.form().draft, Record::new(), answer.map(|answer| &answer.verdict))
    })
}

/// Which list of deals is in use: its address and length tell it from others. `None`: none of the
/// client's own.
pub fn listed(workspace: &Workspace) -> Option<(usize, usize)> {
    let own = |sweep: &Sweep| {
        let list = sweep.list();
        list.import().map(|_| (list.deals().as_ptr() as usize, list.deals().len()))
    };
    workspace.sweep.ask(own).flatten()
}

/// That list, for the client's file.
pub fn deals(workspace: &Workspace) -> Option<Deals> {
    let taken_down = |sweep: &Sweep| match sweep.list() {
        List::Import(name, import) => {
            Some(Deals { name: name.clone(), csv: csv(import.deals()).into() })
        }
        List::None | List::Example(_) => None,
    };
    workspace.sweep.ask(taken_down).flatten()
}

/// Gives the calculators another list, or the example again.
pub fn give_deals(workspace: &Workspace, deals: Option<&Deals>) {
    let message = match deals {
        Some(Deals { name, csv }) => {
            let given = Given { name: name.clone(), bytes: Some(csv.as_bytes().to_vec()) };
            import::Message::Given(given, import::Purpose::Deals)
        }
        None => import::Message::Example,
    };
    workspace.sweep.send(SweepMessage::Import(message));
}

/// What stands for a calculator in a scenario.
fn part(draft: &Draft, figures: Record, verdict: Option<&Verdict>) -> Item {
    let headline = verdict.map_or(Item::Nothing, |verdict| text(&verdict.headline));
    record([
        ("typed", Item::from(draft.texts())),
        ("figures", Item::Record(figures)),
        ("headline", headline),
    ])
}

/// The kind that writes a value with its unit.
pub fn kind(value: Value) -> Kind {
    match value {
        Value::Money(_) => Kind::Money,
        Value::Percent(_) => Kind::Percent(0.0, 100.0),
        Value::Days(_) => Kind::Days,
        Value::Count(_) => Kind::Count,
        Value::Date(_) => Kind::Date,
        Value::Number(_) | Value::Choice(_) => Kind::Number,
    }
}

/// Gives the calculators what a scenario holds of them.
pub fn give_back(workspace: &Workspace, parts: &Record) {
    for (name, part) in parts {
        let Some(typed) = part.member("typed") else { continue };
        match &**name {
            "coverage" => {
                let draft = draft(typed, FIELDS);
                let load = Action::Load { draft, source: Source::Typed, notice: None };
                workspace.coverage.send(calculator::Message::Act(load));
            }
            "sweep" => {
                let draft = draft(typed, sweep::FIELDS);
                let load = Action::Load { draft, source: Source::Typed, notice: None };
                workspace.sweep.send(SweepMessage::Form(calculator::Message::Act(load)));
            }
            _ => {}
        }
    }
}

/// A value as it is typed into a box.
pub fn as_typed(value: Value, formats: &dyn Formats) -> String {
    match value {
        // As exact as people would type it.
        Value::Money(amount) => formats.edit_money(amount.0.round()),
        Value::Percent(Percent(number)) | Value::Number(number) => {
            formats.edit_number((number * 100.0).ceil() / 100.0)
        }
        Value::Days(Days(count)) | Value::Count(count) => formats.edit_number(f64::from(count)),
        Value::Date(day) => formats.edit_date(day),
        Value::Choice(_) => String::new(),
    }
}

/// Writes what was typed in one locale as it is typed in another.
pub fn rewrite(parts: &mut Record, today: NaiveDate, from: &dyn Formats, to: &dyn Formats) {
    for (name, part) in parts {
        let Item::Record(members) = part else { continue };
        for (_, typed) in members.iter_mut().filter(|(member, _)| member == "typed") {
            *typed = match &**name {
                "coverage" => rewritten(typed, FIELDS, blank(today), from, to),
                "sweep" => rewritten(typed, sweep::FIELDS, example_sweep(today), from, to),
                _ => continue,
            };
        }
    }
}

/// What cannot be read stays as it was typed.
fn rewritten<I: Copy>(
    typed: &Item,
    fields: &[Field<I>],
    base: I,
    from: &dyn Formats,
    to: &dyn Formats,
) -> Item {
    let old = draft(typed, fields);
    let canonical = old.to_canonical(fields, base, from.notation());
    let (mut new, _) = Draft::from_canonical(&canonical, fields, to);
    for field in fields.iter().filter(|field| canonical.get(field.key).is_none()) {
        new.set(field.key, old.get(field.key));
    }
    Item::from(new.texts())
}

fn draft<I>(typed: &Item, fields: &[Field<I>]) -> Draft {
    let texts = typed.texts(str::to_owned);
    let mut draft = Draft::default();
    for field in fields {
        draft.set(field.key, texts.get(field.key).unwrap_or_default());
    }
    draft
}

/// What people call the input of a calculator.
pub fn label(calculator: &str, key: &str) -> Option<&'static str> {
    fn of<I>(fields: &[Field<I>], key: &str) -> Option<&'static str> {
        fields.iter().find(|field| field.key == key).map(|field| field.label)
    }
    match calculator {
        "coverage" => of(FIELDS, key),
        "sweep" => of(sweep::FIELDS, key),
        _ => None,
    }
}
