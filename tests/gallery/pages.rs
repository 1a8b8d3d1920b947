//! The page that shows every scene, each in a frame of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::json;

use crate::scene::Scene;
use crate::scenes;

/// The stylesheets of every calculator, in the order of the release.
const STYLES: [&str; 9] =
    ["host", "theme", "calculator", "more", "sweep", "forecast", "leads", "review", "workspace"];
/// What is not part of a calculator: the page around it, and the fonts.
const FRAME: &str = include_str!("frame.css");
const SCENE: &str = include_str!("scene.html");
const INDEX: &str = include_str!("index.html");

/// Where the pages are written.
pub fn folder() -> PathBuf {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    temporary.parent().unwrap_or(temporary).join("gallery")
}

/// Writes every scene and the page that shows them, once; the name and the page of each.
pub fn write() -> &'static [(String, String)] {
    static WRITTEN: OnceLock<Vec<(String, String)>> = OnceLock::new();
    WRITTEN.get_or_init(written)
}

fn written() -> Vec<(String, String)> {
    let folder = folder();
    fs::create_dir_all(folder.join("fonts")).expect("a folder for the gallery");
    for font in ["Inter.woff2", "NotoSansHebrew.woff2"] {
        fs::copy(here("fonts").join(font), folder.join("fonts").join(font)).expect("a font");
    }
    fs::write(folder.join("scene.css"), stylesheet()).expect("the stylesheet");
    let scenes = scenes::all();
    fs::write(folder.join("index.html"), index(&scenes)).expect("the page");
    let written = scenes.iter().map(|scene| {
        let page = page(scene);
        fs::write(folder.join(scene.id()).with_extension("html"), &page).expect("a scene");
        (scene.id(), page)
    });
    written.collect()
}

/// A file or a folder of the gallery's source.
pub fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery").join(name)
}

fn stylesheet() -> String {
    let styles = Path::new(env!("CARGO_MANIFEST_DIR")).join("styles");
    let read = |name: &str| fs::read_to_string(styles.join(name).with_extension("css"));
    let mut all = read("page").expect("the page's stylesheet") + FRAME;
    for name in STYLES.iter().chain(&["print"]) {
        all += &read(name).expect("a stylesheet");
    }
    all
}

fn page(scene: &Scene) -> String {
    SCENE
        .replace("{lang}", scene.language.tag())
        .replace("{dir}", scene.language.direction())
        .replace("{title}", &escaped(&[&scene.id(), ": ", scene.title].concat()))
        .replace("{view}", &scene.draw())
}

fn index(scenes: &[Scene]) -> String {
    let member = |scene: &Scene| json!({ "id": scene.id(), "calculator": scene.calculator, "name": scene.name, "title": scene.title });
    let list: Vec<_> = scenes.iter().map(member).collect();
    // In a script, "</" could end it.
    INDEX.replace("[/* scenes */]", &json!(list).to_string().replace("</", "<\\/"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
