//! Leads: "How many leads does your goal take?"

use std::rc::Rc;

use enough_pipeline::lead::config::Config;
use enough_pipeline::ui::{LeadsProps, Message, Steps, first_leads};

use crate::scene::{Scene, today};
use crate::steps::{cleared, mistyped, passed, typed};
use crate::words::Language;

/// Figures of the visitor's own: the fewest that give an answer.
const OWN: [(&str, &str); 7] = [
    ("goal", "1M"),
    ("average_deal", "50k"),
    ("mql_rate", "30"),
    ("sql_rate", "50"),
    ("opportunity_rate", "60"),
    ("win_rate", "25"),
    ("sales_cycle", "30"),
];

pub fn scenes() -> Vec<Scene> {
    let own = || [cleared(), typed(&OWN)].concat();
    vec![
        scene("example", "The example, as a visitor first sees it", Vec::new),
        scene("own", "The fewest figures that give an answer", own),
        scene("opened", "Every table and every explanation open", Vec::new).opened(),
        scene("errors", "Figures that can't be", || typed(&[("goal", "abc"), ("win_rate", "140")])),
        scene("empty", "Nothing typed yet, with the way back", cleared),
        scene("too-late", "No lead of today is won within the period", || {
            typed(&[("sales_cycle", "900")])
        }),
        scene("long-words", "German: long words and amounts behind", Vec::new)
            .in_language(Language::German),
        scene("rtl", "From right to left", Vec::new).in_language(Language::Mirrored),
        gate("gated", "The number of leads is free, the rest behind the form", Vec::new),
        gate("gated-errors", "The form with an address that is none", mistyped),
        gate("unlocked", "The whole answer once the form is sent", passed),
    ]
}

fn scene(name: &'static str, title: &'static str, steps: fn() -> Vec<Message>) -> Scene {
    Scene::of("leads", name, title, move |language| props(language, steps()))
}

fn gate(name: &'static str, title: &'static str, steps: fn() -> Vec<Message>) -> Scene {
    Scene::of("leads", name, title, move |language| LeadsProps {
        gate: Some(Rc::new(Config::default())),
        ..props(language, steps())
    })
}

fn props(language: Language, steps: Vec<Message>) -> LeadsProps {
    LeadsProps {
        formats: language.formats(),
        today: today(),
        early: false,
        steps: Steps::new(steps),
        ..first_leads()
    }
}
