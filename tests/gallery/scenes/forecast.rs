//! The forecast: "What will we close, month by month?"

use std::rc::Rc;

use enough_pipeline::lead::config::Config;
use enough_pipeline::state::forecast::{LookAction, Origin, Period, RowsAction};
use enough_pipeline::text::rows::forecast::Section;
use enough_pipeline::ui::forecast::{Incoming, Message};
use enough_pipeline::ui::{ForecastProps, ImportMessage, Message as Typed, Steps, first_forecast};

use crate::lists;
use crate::scene::{Scene, today};
use crate::steps::{cleared, mistyped, passed, typed};
use crate::words::Language;

pub fn scenes() -> Vec<Scene> {
    let mut all = open();
    all.extend(own());
    all.extend(gated());
    all
}

fn open() -> Vec<Scene> {
    let quarters = || {
        let looks = [LookAction::Period(Period::Quarter), LookAction::Cumulate(true)];
        [looks.map(Message::Look).into(), settled()].concat()
    };
    vec![
        scene("example", "The example, as a visitor first sees it", settled),
        scene("opened", "Every table and every explanation open", settled).opened(),
        scene("across", "Periods across", || {
            [vec![Message::Look(LookAction::Across(true))], settled()].concat()
        }),
        scene("quarters", "By quarter, each with those before it", quarters),
        scene("long-words", "German: long words and amounts behind", settled)
            .in_language(Language::German),
        scene("rtl", "From right to left", settled).in_language(Language::Mirrored),
    ]
}

fn own() -> Vec<Scene> {
    let row = |cells: [&str; 4]| vec![cells.map(str::to_owned).into()];
    let stages =
        move |cells| vec![Message::Rows(Section::Stages, RowsAction::Paste(0, 0, row(cells)))];
    let own = move || {
        let demo = stages(["Demo", "20", "800,000", "20%"]);
        [form(cleared()), demo, form(typed(&[("goal", "300k")])), settled()].concat()
    };
    let errors = move || {
        let late = stages(["Late", "3", "soon", "50%"]);
        [form(cleared()), late, form(typed(&[("goal", "a lot")]))].concat()
    };
    let list = || [by_deal(), pasted(&lists::categories()), settled()].concat();
    vec![
        scene("spreadsheet", "Quotas by rep, pasted over the example", || {
            [came(None, GOALS), settled()].concat()
        }),
        scene("spreadsheet-asks", "A profit and loss, dropped on the history", || {
            came(Some(Section::History), LEDGER)
        })
        .opened(),
        scene("spreadsheet-refused", "Attainment by rep, dropped on past forecasts", || {
            came(Some(Section::Past), ATTAINMENT)
        })
        .opened(),
        scene("empty", "Nothing typed yet, with the way back", || form(cleared())),
        scene("own", "A stage and a goal of the visitor's own", own),
        scene("errors", "A row and a goal that can't be", errors),
        scene("waiting-list", "Where a list is to come", by_deal),
        scene("columns", "A list whose columns nobody knows", || {
            [by_deal(), pasted(lists::UNKNOWN)].concat()
        }),
        scene("undated", "A list without created dates", || {
            let columns = [ImportMessage::Confirm, ImportMessage::Read].map(Message::Import);
            [by_deal(), pasted(lists::UNDATED), columns.into(), settled()].concat()
        }),
        scene("planned", "Goals for next year, given in November", planned),
        scene("list", "Deal by deal, with the owners' categories", list),
    ]
}

/// Goals of reps with months across, and what must be left out.
const GOALS: &str = "FY plan\nRep\tDec-26\tJan-27\tFeb-27\tTotal\n\
    A. Ruiz\t60,000\t55,000\t50,000\t165,000\nB. Chen\t45,000\t45,000\t40,000\t130,000\n\
    Total\t105,000\t100,000\t90,000\t295,000";
/// Revenue in two kinds and a sum.
const LEDGER: &str = "Profit and Loss by Month\n\tAug 2026\tSep 2026\tOct 2026\tTotal\nIncome\n\
    Consulting\t$115,000\t$99,000\t$121,000\t$335,000\n\
    Subscriptions\t$77,000\t$65,000\t$80,000\t$222,000\n\
    Total Income\t$192,000\t$164,000\t$201,000\t$557,000\n\
    Total Expenses\t$90,000\t$91,000\t$95,000\t$276,000";
const ATTAINMENT: &str = "Rep\tQuota\tActual\nA. Ruiz\t180,000\t161,000\nB. Chen\t135,000\t142,000";

/// A block that was pasted into a table, or into the forecast as a whole.
fn came(place: Option<Section>, text: &str) -> Vec<Message> {
    vec![Message::Spreadsheet(place, Incoming::Pasted(0, 0, text.to_owned()))]
}

/// A stage, and a goal for each month of the next year.
fn planned() -> Vec<Message> {
    let demo = vec![["Demo", "20", "800,000", "20%"].map(str::to_owned).into()];
    let goals =
        (1..=12).map(|month| vec![format!("2027-{month:02}"), "20,000".to_owned()]).collect();
    let pasted = |section, rows| Message::Rows(section, RowsAction::Paste(0, 0, rows));
    let tables = vec![pasted(Section::Stages, demo), pasted(Section::Goals, goals)];
    [form(cleared()), tables, settled()].concat()
}

fn gated() -> Vec<Scene> {
    vec![
        gate("gated", "The headline is free, the rest behind the form", Vec::new),
        gate("gated-errors", "The form with an address that is none", || form(mistyped())),
        gate("unlocked", "The whole forecast once the form is sent", || {
            [form(passed()), settled()].concat()
        }),
    ]
}

fn settled() -> Vec<Message> {
    vec![Message::Settle, Message::Step]
}

fn form(messages: Vec<Typed>) -> Vec<Message> {
    messages.into_iter().map(Message::Form).collect()
}

/// Everything is cleared, and the deals are to come from a list.
fn by_deal() -> Vec<Message> {
    [form(cleared()), vec![Message::Origin(Origin::Deals)]].concat()
}

fn pasted(list: &str) -> Vec<Message> {
    let paste = ImportMessage::Paste(list.to_owned());
    [paste, ImportMessage::Read].map(Message::Import).into()
}

fn scene(
    name: &'static str,
    title: &'static str,
    steps: impl Fn() -> Vec<Message> + 'static,
) -> Scene {
    Scene::of("forecast", name, title, move |language| props(language, steps()))
}

fn gate(name: &'static str, title: &'static str, steps: fn() -> Vec<Message>) -> Scene {
    Scene::of("forecast", name, title, move |language| ForecastProps {
        gate: Some(Rc::new(Config::default())),
        ..props(language, steps())
    })
}

fn props(language: Language, steps: Vec<Message>) -> ForecastProps {
    ForecastProps {
        formats: language.formats(),
        today: today(),
        early: false,
        steps: Steps::new(steps),
        ..first_forecast()
    }
}
