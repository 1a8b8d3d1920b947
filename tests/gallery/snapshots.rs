//! The pictures that hold what every scene looks like, at every width and in both themes.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

use crate::bitmap::{Bitmap, Counts, Palette, Pixels};
use crate::compare::{differences, side_by_side};
use crate::pages;
use crate::scene::Scene;
use crate::scenes;
use crate::screenshot::{Browser, Picture};
use crate::sheet::Sheet;

/// A phone, a tablet and a laptop, each with the height at which its pictures end: some screens of
/// it. What is below is tables; the repository is to stay small.
const WIDTHS: [(u32, u64); 3] = [(360, 4_000), (768, 2_600), (1280, 2_200)];
/// Widths that have no pictures, where nothing may stick out either: a window of 1280 pixels at a
/// zoom of 400 % and of 200 %.
const ZOOMED: [u32; 2] = [320, 640];
const THEMES: [&str; 2] = ["light", "dark"];
/// Browsers that take pictures at the same time.
const BROWSERS: usize = 2;

/// What to take pictures of, for one sheet.
struct Job {
    name: String,
    width: u32,
    tallest: u64,
    theme: &'static str,
    /// Name of each scene.
    scenes: Vec<String>,
}

impl Job {
    fn all() -> Vec<Self> {
        let scenes = scenes::all();
        let calculators: BTreeSet<_> = scenes.iter().map(|scene| scene.calculator).collect();
        let mut jobs = Vec::new();
        for (calculator, (width, tallest), theme) in calculators.iter().flat_map(|one| {
            WIDTHS.into_iter().flat_map(move |width| THEMES.map(|theme| (*one, width, theme)))
        }) {
            let own = scenes.iter().filter(|scene| scene.calculator == calculator);
            let name = format!("{calculator}-{width}-{theme}");
            jobs.push(Self { name, width, tallest, theme, scenes: own.map(Scene::id).collect() });
        }
        jobs
    }

    fn file(&self) -> PathBuf {
        pages::here("pictures").join(&self.name).with_extension("br")
    }

    fn pictures<'a>(&'a self, browser: &'a Browser) -> impl Iterator<Item = (&'a str, Picture)> {
        browser.look(self.width, self.theme);
        self.scenes
            .iter()
            .map(move |scene| (&**scene, browser.picture(&page(scene), self.width, self.tallest)))
    }

    /// Takes the pictures anew.
    fn update(&self, browser: &Browser) {
        let all = self.pictures(browser).map(|(name, picture)| (name, picture.pixels));
        let all: Vec<_> = all.collect();
        let mut counts = Counts::default();
        for (_, picture) in &all {
            counts.add(picture);
        }
        let palette = Palette::of(&counts);
        let reduced =
            |(name, picture): &(&str, Pixels)| (name.to_string(), palette.reduce(picture));
        let pictures = all.iter().map(reduced).collect();
        Sheet { palette, pictures }.write(&self.file());
    }

    /// Says what is not as it is kept.
    fn check(&self, browser: &Browser) -> Vec<String> {
        let sheet = Sheet::read(&self.file());
        let gone = sheet.pictures.iter().map(|(name, _)| name);
        let gone = gone.filter(|name| !self.scenes.contains(name));
        let mut faults: Vec<_> =
            gone.map(|name| format!("{name} in {} has no scene any more", self.name)).collect();
        for (scene, Picture { pixels, beyond }) in self.pictures(browser) {
            let name = format!("{scene}-{}-{}", self.width, self.theme);
            if beyond > 0 {
                faults.push(format!("{name} is {beyond} pixels wider than the screen"));
            }
            match sheet.picture(scene) {
                None => faults.push(format!("{name} has no picture yet")),
                Some(kept) => faults.extend(difference(&name, &pixels, kept, &sheet.palette)),
            }
        }
        faults
    }
}

/// Where the page of a scene is written.
fn page(scene: &str) -> PathBuf {
    pages::folder().join(scene).with_extension("html")
}

/// The scenes that stick out of a window that is zoomed into.
fn too_wide(browser: &Browser, width: u32) -> Vec<String> {
    browser.look(width, THEMES[0]);
    let beyond = |scene: Scene| {
        let beyond = browser.beyond(&page(&scene.id()));
        let name = format!("{}-{width}", scene.id());
        (beyond > 0).then(|| format!("{name} is {beyond} pixels wider than the screen"))
    };
    scenes::all().into_iter().filter_map(beyond).collect()
}

/// Whether a picture differs from the one that is kept; if so, both are written side by side.
fn difference(name: &str, now: &Pixels, kept: &Bitmap, palette: &Palette) -> Option<String> {
    let differs = differences(now, kept, palette)?;
    let file = pages::folder().join("differences").join(name).with_extension("png");
    side_by_side(&kept.pixels(palette), now, &differs).write_png(&file);
    let count = differs.iter().filter(|differs| **differs).count();
    Some(format!("{name}: {count} pixels differ"))
}

/// Sheets that no scene belongs to.
fn orphans(jobs: &[Job]) -> Vec<String> {
    let kept = fs::read_dir(pages::here("pictures")).into_iter().flatten().flatten();
    let known: Vec<_> = jobs.iter().map(Job::file).collect();
    let orphans = kept.map(|entry| entry.path()).filter(|path| !known.contains(path));
    orphans.map(|path| format!("{} belongs to no scene", path.display())).collect()
}

/// Does every job, in several browsers at a time; what they tell, in order.
fn work<T: Sync>(jobs: &[T], act: impl Fn(&T, &Browser) -> Vec<String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let work = |number: usize| {
        let browser = Browser::start(number);
        let mut told = Vec::new();
        while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            told.extend(act(job, &browser));
        }
        told
    };
    let mut told: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> =
            (0..BROWSERS).map(|number| scope.spawn(move || work(number))).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("pictures")).collect()
    });
    told.sort();
    told
}

/// Compares every picture with the one that is kept; with `EP_UPDATE_PICTURES` keeps those of now.
#[test]
#[ignore = "needs Chromium: `cargo xtask gallery --check`"]
fn every_scene_looks_as_it_is_kept() {
    pages::write();
    let jobs = Job::all();
    if env::var_os("EP_UPDATE_PICTURES").is_some() {
        for path in fs::read_dir(pages::here("pictures")).into_iter().flatten().flatten() {
            fs::remove_file(path.path()).expect("an old sheet");
        }
        fs::create_dir_all(pages::here("pictures")).expect("a folder for pictures");
        work(&jobs, |job, browser| {
            job.update(browser);
            Vec::new()
        });
        return;
    }
    let folder = pages::folder().join("differences");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for differences");
    let zoomed = work(&ZOOMED, |width, browser| too_wide(browser, *width));
    let faults = [orphans(&jobs), work(&jobs, Job::check), zoomed].concat();
    assert!(
        faults.is_empty(),
        "{} pictures differ; look at {}, then `cargo xtask gallery --update` keeps those of now:\n{}",
        faults.len(),
        folder.display(),
        faults.join("\n"),
    );
}
