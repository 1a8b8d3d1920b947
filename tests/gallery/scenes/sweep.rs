//! The sweep: "Which of your deals are dead?"

use std::rc::Rc;

use enough_pipeline::calc::replay::quarters;
use enough_pipeline::lead::config::Config;
use enough_pipeline::state::sweep::{Shown, SweepAction};
use enough_pipeline::text::example::deals::{example_deals, example_sweep};
use enough_pipeline::ui::{ImportMessage, Message, Steps, SweepMessage, SweepProps, first_sweep};

use crate::lists;
use crate::scene::{Scene, today};
use crate::steps::{mistyped, passed, typed};
use crate::words::Language;

pub fn scenes() -> Vec<Scene> {
    let mut all = open();
    all.extend(lists());
    all.extend(gated());
    all
}

fn open() -> Vec<Scene> {
    let every = || vec![SweepMessage::Do(SweepAction::Show(Shown::All))];
    vec![
        scene("example", "The example, as a visitor first sees it", rested),
        scene("opened", "Every open deal, every table and every explanation", move || {
            [every(), rested()].concat()
        })
        .opened(),
        scene("errors", "A goal and a chance that can't be", || {
            form(typed(&[("goal", "a lot"), ("win_rate", "140")]))
        }),
        scene("long-words", "German: long words and amounts behind", rested)
            .in_language(Language::German),
        scene("rtl", "From right to left", rested).in_language(Language::Mirrored),
    ]
}

fn lists() -> Vec<Scene> {
    let own = || [given(lists::REPORT), form(typed(&[("goal", "100k")])), settled()].concat();
    vec![
        scene("empty", "No list, and nothing typed", empty),
        scene("own", "A list of the visitor's own, with its receipt", own),
        scene("without-goal", "A list that was read, before the goal is typed", || {
            given(lists::REPORT)
        }),
        scene("asked", "A list that leaves questions open", || given(lists::OPEN)),
        scene("columns", "A list whose columns nobody knows", || given(lists::UNKNOWN)),
        scene("refused", "A list that can't be used", || given(lists::REFUSED)),
        scene("typing", "Deals that are typed in", || {
            [empty(), vec![SweepMessage::Import(ImportMessage::Table(true))]].concat()
        }),
    ]
}

fn gated() -> Vec<Scene> {
    vec![
        gate("gated", "The verdict is free, the rest behind the form", Vec::new),
        gate("gated-errors", "The form with an address that is none", || form(mistyped())),
        gate("unlocked", "The whole answer once the form is sent", || {
            [form(passed()), rested()].concat()
        }),
    ]
}

/// At rest, with every past quarter of the example forecast again.
fn rested() -> Vec<SweepMessage> {
    let portfolio = example_sweep(today()).portfolio(&example_deals(today()));
    let quarters = portfolio.map_or(0, |known| quarters(&known, 0).len());
    let replay = std::iter::repeat_n(SweepMessage::Replay, quarters);
    settled().into_iter().chain(replay).collect()
}

fn settled() -> Vec<SweepMessage> {
    vec![SweepMessage::Settle]
}

fn form(messages: Vec<Message>) -> Vec<SweepMessage> {
    messages.into_iter().map(SweepMessage::Form).collect()
}

/// The example is put away.
fn empty() -> Vec<SweepMessage> {
    vec![SweepMessage::Import(ImportMessage::Discard)]
}

/// A list is pasted.
fn given(list: &str) -> Vec<SweepMessage> {
    let paste = ImportMessage::Paste(list.to_owned());
    [empty(), [paste, ImportMessage::Read].map(SweepMessage::Import).into()].concat()
}

fn scene(
    name: &'static str,
    title: &'static str,
    steps: impl Fn() -> Vec<SweepMessage> + 'static,
) -> Scene {
    Scene::of("sweep", name, title, move |language| props(language, steps()))
}

fn gate(name: &'static str, title: &'static str, steps: fn() -> Vec<SweepMessage>) -> Scene {
    Scene::of("sweep", name, title, move |language| SweepProps {
        gate: Some(Rc::new(Config::default())),
        ..props(language, steps())
    })
}

fn props(language: Language, steps: Vec<SweepMessage>) -> SweepProps {
    SweepProps {
        formats: language.formats(),
        today: today(),
        early: false,
        steps: Steps::new(steps),
        ..first_sweep()
    }
}
