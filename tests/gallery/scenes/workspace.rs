//! The consultant's workspace.

use enough_pipeline::ui::{Section, WorkspaceProps, first_workspace};

use crate::scene::{Scene, today};
use crate::words::Language;

pub fn scenes() -> Vec<Scene> {
    let tab = |section, title| scene(Section::key(section), section, title);
    vec![
        tab(Section::Coverage, "Coverage in the workspace, with its notes"),
        tab(Section::Sweep, "Deals in the workspace"),
        tab(Section::Forecast, "The forecast in the workspace"),
        tab(Section::Leads, "Leads in the workspace"),
        tab(Section::Review, "The review in the workspace, before anything is answered"),
        tab(Section::Scenarios, "Scenarios side by side, and the goal seek"),
        tab(Section::Report, "What goes onto paper"),
        scene("long-words", Section::Scenarios, "German: long words and amounts behind")
            .in_language(Language::German),
        scene("rtl", Section::Scenarios, "From right to left").in_language(Language::Mirrored),
    ]
}

fn scene(name: &'static str, start: Section, title: &'static str) -> Scene {
    Scene::of("workspace", name, title, move |language| WorkspaceProps {
        formats: language.formats(),
        today: today(),
        start,
        early: false,
        ..first_workspace()
    })
}
