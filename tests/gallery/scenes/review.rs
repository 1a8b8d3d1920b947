//! The review: "What holds your sales back?"

use std::rc::Rc;

use enough_pipeline::calc::review::{Answer, Answers, STATEMENTS};
use enough_pipeline::lead::config::Config;
use enough_pipeline::state::review::ReviewAction;
use enough_pipeline::state::{Source, State};
use enough_pipeline::text::draft::Draft;
use enough_pipeline::text::review::Rating;
use enough_pipeline::ui::{Message, ReviewMessage, ReviewProps, Steps, first_review};

use crate::scene::{Scene, today};
use crate::steps::{mistyped, passed};
use crate::words::Language;

pub fn scenes() -> Vec<Scene> {
    let mut all = open();
    all.extend(gated());
    all
}

fn open() -> Vec<Scene> {
    let begun = || vec![ReviewAction::Answer(4, Answer::Level(2)), ReviewAction::Show(1)];
    vec![
        scene("empty", "The first area, before anything is answered", Vec::new),
        scene("begun", "One answer, and another area", begun),
        scene("example", "The example, with its result", example),
        scene("opened", "The example with every table and explanation open", example).opened(),
        scene("raters", "Two raters, and the same one half a year ago", raters),
        contradicted(),
        scene("long-words", "German: long words", example).in_language(Language::German),
        scene("rtl", "From right to left", example).in_language(Language::Mirrored),
    ]
}

fn gated() -> Vec<Scene> {
    let form = |steps: Vec<Message>| steps.into_iter().map(ReviewMessage::Form).collect();
    vec![
        gate("gated", "The score is free, the rest behind the form", Vec::new),
        gate("gated-errors", "The form with an address that is none", move || form(mistyped())),
        gate("unlocked", "The whole result once the form is sent", move || form(passed())),
    ]
}

fn example() -> Vec<ReviewAction> {
    vec![ReviewAction::Example]
}

fn raters() -> Vec<ReviewAction> {
    vec![
        ReviewAction::Load(rating("Me", 3)),
        ReviewAction::Add(rating("Ann", 5)),
        ReviewAction::Compare(rating("Me", 2)),
    ]
}

fn rating(rater: &str, level: u8) -> Rating {
    let answers = Answers([Answer::Level(level); STATEMENTS]);
    Rating { rater: rater.into(), date: today() - chrono::Duration::days(180), answers }
}

/// Perfect answers beside figures that say otherwise.
fn contradicted() -> Scene {
    let title = "Figures that price the gaps and contradict answers";
    Scene::of("review", "contradicted", title, |language| {
        let mut draft = Draft::default();
        draft.set("dead_pipeline", "900k");
        draft.set("dead_yield", "20");
        draft.set("past_due", "38");
        let known = State::new(draft, Source::Typed);
        ReviewProps { known, ..props(language, acted(vec![ReviewAction::Load(rating("", 5))])) }
    })
}

fn acted(actions: Vec<ReviewAction>) -> Vec<ReviewMessage> {
    actions.into_iter().map(ReviewMessage::Do).collect()
}

fn scene(name: &'static str, title: &'static str, steps: fn() -> Vec<ReviewAction>) -> Scene {
    Scene::of("review", name, title, move |language| props(language, acted(steps())))
}

/// The example behind the form.
fn gate(
    name: &'static str,
    title: &'static str,
    steps: impl Fn() -> Vec<ReviewMessage> + 'static,
) -> Scene {
    Scene::of("review", name, title, move |language| ReviewProps {
        gate: Some(Rc::new(Config::default())),
        ..props(language, [acted(example()), steps()].concat())
    })
}

fn props(language: Language, steps: Vec<ReviewMessage>) -> ReviewProps {
    ReviewProps {
        formats: language.formats(),
        today: today(),
        early: false,
        steps: Steps::new(steps),
        ..first_review()
    }
}
