//! Coverage: "Do I have enough pipeline?"

use std::rc::Rc;

use enough_pipeline::calc::coverage::{FIELDS, Inputs};
use enough_pipeline::calc::units::Money;
use enough_pipeline::lead::config::Config;
use enough_pipeline::state::{Action, Gate, Source, State};
use enough_pipeline::text::draft::Draft;
use enough_pipeline::text::example::example;
use enough_pipeline::ui::{CalculatorProps, Message, Steps, first_view};

use crate::scene::{Scene, today};
use crate::steps::{cleared, mistyped, passed, passed_offline, typed};
use crate::words::Language;

/// Figures of the visitor's own, as people type them.
const OWN: [(&str, &str); 7] = [
    ("goal", "2.4M"),
    ("closed_won", "600k"),
    ("open_pipeline", "5.1M"),
    ("open_deals", "140"),
    ("win_rate", "22"),
    ("sales_cycle", "90"),
    ("new_pipeline", "150k"),
];

pub fn scenes() -> Vec<Scene> {
    let mut all = open();
    all.extend(edges());
    all.extend(gated());
    all
}

fn open() -> Vec<Scene> {
    let own = || [cleared(), typed(&OWN)].concat();
    vec![
        scene("example", "The example, as a visitor first sees it", no_steps),
        scene("own", "Figures of one's own, with what was understood echoed", own),
        scene("opened", "More detail, every table and every explanation open", || {
            vec![Message::Act(Action::ToggleDetails)]
        })
        .opened(),
        scene("long-words", "German: long words and amounts behind", no_steps)
            .in_language(Language::German),
        scene("rtl", "From right to left: everything is mirrored but charts of time", no_steps)
            .in_language(Language::Mirrored),
    ]
}

fn edges() -> Vec<Scene> {
    let problems = || typed(&[("goal", "abc"), ("win_rate", "140")]);
    let half = || [cleared(), typed(&OWN[..3])].concat();
    let long = || {
        typed(&[
            ("goal", "9876543210987.65"),
            ("open_pipeline", "9999999999999.99"),
            ("new_pipeline", "123456789012.34"),
        ])
    };
    let over = || {
        typed(&[("period", "own"), ("period_start", "2026-01-01"), ("period_end", "2026-03-31")])
    };
    vec![
        scene(
            "errors",
            "Problems beside their fields, and no figures of an earlier answer",
            problems,
        ),
        scene("empty", "Nothing typed yet, with the way back", cleared),
        scene("half", "Half of the figures typed: what is still needed", half),
        scene("long-figures", "Figures as long as they get: nothing is cut", long),
        scene("reached", "The goal is reached", || typed(&[("closed_won", "1.3M")])),
        scene("plenty", "More than enough pipeline", || {
            typed(&[("open_pipeline", "20M"), ("open_deals", "400")])
        }),
        scene("no-plan", "New deals come too late for the period", || {
            typed(&[("sales_cycle", "900")])
        }),
        scene("over", "The period is over", over),
    ]
}

fn gated() -> Vec<Scene> {
    vec![
        gate("gated", "The verdict is free, the rest behind the form", no_steps),
        gate("gated-errors", "The form with an address that is none", mistyped),
        gate("unlocked", "The whole answer once the form is sent", passed),
        gate("waiting", "The whole answer, while the lead waits for a network", passed_offline),
    ]
}

fn no_steps() -> Vec<Message> {
    Vec::new()
}

fn scene(name: &'static str, title: &'static str, steps: fn() -> Vec<Message>) -> Scene {
    Scene::of("coverage", name, title, move |language| props(language, steps()))
}

fn gate(name: &'static str, title: &'static str, steps: fn() -> Vec<Message>) -> Scene {
    Scene::of("coverage", name, title, move |language| {
        let open = props(language, steps());
        let initial = State { gate: Gate::closed(), ..open.initial.clone() };
        CalculatorProps { initial, gate: Some(Rc::new(Config::default())), ..open }
    })
}

/// The example, at rest after these steps.
fn props(language: Language, steps: Vec<Message>) -> CalculatorProps {
    let formats = language.formats();
    let inputs = Inputs { closed_won: Money(380_000.0), ..example(today()) };
    let draft = Draft::from_inputs(FIELDS, &inputs, &*formats);
    CalculatorProps {
        formats,
        today: today(),
        initial: State::new(draft, Source::Example),
        early: false,
        steps: Steps::new(steps.into_iter().chain([Message::Settle])),
        ..first_view(2, false, Draft::default())
    }
}
