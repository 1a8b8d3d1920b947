//! What the calculators of a workspace hold, and how that is given back to them.

use chrono::NaiveDate;

use super::Workspace;
use crate::calc::coverage::{FIELDS, FIGURES, Figure};
use crate::calc::field::{Field, Kind, Value};
use crate::calc::units::{Days, Percent};
use crate::calc::{forecast, leads, review, sweep};
use crate::state::forecast::Held as Chosen;
use crate::state::review::ReviewAction;
use crate::state::sweep::Held;
use crate::state::{Action, Source};
use crate::text::client::{Deals, csv};
use crate::text::draft::Draft;
use crate::text::formats::Formats;
use crate::text::record::{Item, Record, record, text};
use crate::text::review::{content, read};
use crate::text::rows::forecast::{SECTIONS as TABLES, Section as Table};
use crate::text::verdict::Verdict;
use crate::ui::browser::files::Given;
use crate::ui::calculator;
use crate::ui::forecast::{Filling, Message as ForecastMessage};
use crate::ui::handle::Handle;
use crate::ui::import::{self, List};
use crate::ui::leads::Leads;
use crate::ui::review::{Message as ReviewMessage, Review};
use crate::ui::sweep::{Message as SweepMessage, Sweep};

/// What all calculators hold; `None` while one of them can't be asked, as when an engine tells that
/// the page is being left in the middle of something else.
pub fn collected(workspace: &Workspace) -> Option<Record> {
    let parts = [
        ("coverage", of_coverage(workspace)),
        ("sweep", of_sweep(&workspace.sweep)),
        ("forecast", of_forecast(workspace)),
        ("leads", of_leads(&workspace.leads)),
        ("review", of_review(&workspace.review)),
    ];
    parts.into_iter().map(|(name, part)| Some((name.to_owned(), part?))).collect()
}

fn of_coverage(workspace: &Workspace) -> Option<Item> {
    let view = &workspace.view;
    workspace.coverage.ask(|coverage| {
        let answer = coverage.answer();
        let figures = answer.map_or_else(Vec::new, |answer| {
            let figure = |one: &Figure| {
                let value = (one.get)(&answer.report)?;
                Some((one.label.text().to_owned(), text(view.value(kind(value), value))))
            };
            FIGURES.iter().filter_map(figure).collect()
        });
        part(&coverage.state().draft, figures, answer.map(|answer| &answer.verdict))
    })
}

fn of_sweep(handle: &Handle<Sweep>) -> Option<Item> {
    handle.ask(|sweep| {
        let answer = sweep.answer();
        let verdict = answer.map(|answer| &answer.verdict);
        let Item::Record(mut members) = part(&sweep.form().draft, Record::new(), verdict) else {
            return Item::Nothing;
        };
        members.extend(sweep.held().members());
        Item::Record(members)
    })
}

fn of_forecast(workspace: &Workspace) -> Option<Item> {
    let view = &workspace.view;
    workspace.forecast.ask(|forecast| {
        let answer = forecast.answer();
        let figures = answer.map_or_else(Vec::new, |answer| {
            let [low, middle, high] = answer.report.range;
            let figure = |label: &str, amount| (label.to_owned(), text(view.money(amount)));
            vec![
                figure(say!("Expected in all months"), answer.report.total.total()),
                figure(say!("Exceeded 9 times in 10"), low),
                figure(say!("Exceeded 5 times in 10"), middle),
                figure(say!("Exceeded 1 time in 10"), high),
            ]
        });
        let table = |section: Table| {
            let rows = forecast.tables().get(section).text();
            (section.table().key.to_owned(), text(rows))
        };
        let verdict = answer.map(|answer| &answer.verdict);
        let Item::Record(mut members) = part(&forecast.form().draft, figures, verdict) else {
            return Item::Nothing;
        };
        let tables = TABLES.into_iter().map(table).collect();
        members.push(("tables".to_owned(), Item::Record(tables)));
        members.extend(forecast.held().members());
        Item::Record(members)
    })
}

fn of_leads(handle: &Handle<Leads>) -> Option<Item> {
    handle.ask(|leads| {
        let verdict = leads.answer().map(|answer| &answer.verdict);
        part(&leads.state().draft, Record::new(), verdict)
    })
}

fn of_review(handle: &Handle<Review>) -> Option<Item> {
    handle.ask(|review| {
        let verdict = review.answer().map(|answer| &answer.verdict);
        let Item::Record(mut members) = part(&review.form().draft, Record::new(), verdict) else {
            return Item::Nothing;
        };
        // The day belongs to files of their own: here it would change with every look.
        members.push(("answers".to_owned(), text(review.file(NaiveDate::default()))));
        Item::Record(members)
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
        List::Import(name, import) => Some(Deals {
            name: name.clone(),
            csv: csv(import.deals(), import.stage_dates()).into(),
        }),
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

/// Gives the calculators what a scenario holds of them. What was done with the deals waits for
/// them where another list is being read.
pub fn give_back(workspace: &Workspace, parts: &Record, reading: bool) {
    for (name, part) in parts {
        let Some(typed) = part.member("typed") else { continue };
        match &**name {
            "coverage" => {
                workspace.coverage.send(loaded(draft(typed, FIELDS)));
            }
            "sweep" => {
                let load = loaded(draft(typed, sweep::FIELDS));
                workspace.sweep.send(SweepMessage::Form(load));
                workspace.sweep.send(SweepMessage::Restore(Held::of(part), reading));
            }
            "forecast" => {
                let rows = |table: Table| {
                    let text = part.member("tables")?.member(table.table().key)?.as_text()?;
                    Some((table, text.to_owned()))
                };
                let boxes = draft(typed, forecast::FIELDS);
                let boxes = forecast::FIELDS
                    .iter()
                    .map(|field| (field.key, boxes.get(field.key).to_owned()))
                    .collect();
                let tables = TABLES.into_iter().filter_map(rows).collect();
                let filling = Filling { boxes, tables, whole: true };
                workspace.forecast.send(ForecastMessage::Fill(filling));
                workspace.forecast.send(ForecastMessage::Restore(Chosen::of(part)));
            }
            "review" => {
                let load = loaded(draft(typed, review::FIELDS));
                workspace.review.send(ReviewMessage::Form(load));
                let file = part.member("answers").and_then(Item::as_text).unwrap_or_default();
                let action = read(file, &content()).map_or(ReviewAction::Clear, ReviewAction::Load);
                workspace.review.send(ReviewMessage::Do(action));
            }
            "leads" => workspace.leads.send(loaded(draft(typed, leads::FIELDS))),
            _ => {}
        }
    }
}

fn loaded(draft: Draft) -> calculator::Message {
    let load = Action::Load { draft, source: Source::Typed, notice: None };
    calculator::Message::Act(load)
}

/// A value as it is typed into a box.
pub fn as_typed(value: Value, formats: &dyn Formats) -> String {
    match value {
        Value::Money(amount) => formats.edit_money(amount.0),
        Value::Percent(Percent(number)) | Value::Number(number) => formats.edit_number(number),
        Value::Days(Days(count)) | Value::Count(count) => formats.edit_number(f64::from(count)),
        Value::Date(day) => formats.edit_date(day),
        Value::Choice(_) => String::new(),
    }
}

pub fn draft<I>(typed: &Item, fields: &[Field<I>]) -> Draft {
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
        fields.iter().find(|field| field.key == key).map(|field| field.label.text())
    }
    match calculator {
        "coverage" => of(FIELDS, key),
        "sweep" => of(sweep::FIELDS, key),
        "forecast" => of(forecast::FIELDS, key),
        "leads" => of(leads::FIELDS, key),
        "review" => of(review::FIELDS, key),
        _ => None,
    }
}
