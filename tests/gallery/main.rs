//! The gallery: every view in every state that is worth seeing, as a page to look at and as
//! pictures that hold what it looks like. `cargo xtask gallery` opens it.

mod bitmap;
mod compare;
mod lists;
mod pages;
mod scene;
mod scenes;
mod screenshot;
mod sheet;
mod snapshots;
mod steps;
mod words;

use std::collections::BTreeSet;

#[test]
fn every_scene_has_a_name_of_its_own() {
    let scenes = scenes::all();
    let names: BTreeSet<String> = scenes.iter().map(scene::Scene::id).collect();
    assert_eq!(names.len(), scenes.len());
}

/// Draws every scene, and writes the page that shows them all.
#[test]
fn every_scene_is_drawn_on_the_page() {
    for (scene, page) in pages::write() {
        assert!(page.contains("<h2"), "{scene} has no question");
        for odd in ["NaN", "inf%", "undefined"] {
            assert!(!page.contains(odd), "{scene}: {odd}");
        }
    }
}
