//! The first views that the program prints for the release.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

use crate::{markup, process, words};

/// What the program prints, by name.
pub type Printed = [(String, String)];

/// Where the page's first view belongs.
const FIRST_VIEW: (&str, &str) = ("<div data-enough-pipeline>", "</div>");
/// The line of the prerendered views that is none: what the snippet builder offers.
const CHOICES: &str = "choices";
/// Begins the names of the first views that are files of their own. The others are so small that they
/// share one.
pub const LARGE: &str = "coverage-";
/// Name of that file.
pub const SHARED: &str = "views";

/// What the program prints for the release, by name; in other languages than English the name has the
/// language behind it, `sweep.de`. `folder` is for files that only this needs.
pub fn prerendered(folder: &Path) -> Result<Vec<(String, String)>> {
    let arguments = ["run", "--quiet", "--bin", "prerender", "--features", "prerender", "--"];
    let mut command = process::cargo(&arguments);
    fs::create_dir_all(folder)?;
    for (language, words) in words::tables(None)? {
        let file = folder.join(language);
        fs::write(&file, words)?;
        command.arg(format!("{language}={}", file.display()));
    }
    let printed = process::output(&mut command)?;
    let pair = |line: &str| {
        let (name, text) = line.split_once('\t')?;
        Some((name.to_owned(), text.to_owned()))
    };
    printed.lines().map(|line| pair(line).context("the views are printed otherwise")).collect()
}

fn printed_as<'a>(printed: &'a [(String, String)], name: &str) -> Result<&'a str> {
    let found = printed.iter().find(|(known, _)| known == name);
    found.map(|(_, text)| text.as_str()).with_context(|| format!("{name} is not printed"))
}

/// The page, with its first view in it.
pub fn put_into(page: &Path, printed: &Printed) -> Result<()> {
    let text = fs::read_to_string(page)?;
    let view = markup::without_names(printed_as(printed, "page")?);
    let place = FIRST_VIEW.0.to_owned() + FIRST_VIEW.1;
    ensure!(text.contains(&place), "index.html has no {place}");
    let text = text.replace(&place, &[FIRST_VIEW.0, &view, FIRST_VIEW.1].concat());
    Ok(fs::write(page, text)?)
}

/// The first views, as data that the element builds them of.
pub fn put(fixed: &Path, printed: &Printed) -> Result<()> {
    let mut shared: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for (name, view) in printed.iter().filter(|(name, _)| is_of_element(name)) {
        let nodes = markup::nodes(&markup::without_names(view))?;
        if name.starts_with(LARGE) {
            fs::write(fixed.join(format!("{name}.json")), nodes.to_string())?;
        } else {
            let (kind, language) = name.split_once('.').unwrap_or((name, ""));
            let file = format!("{SHARED}.{language}").trim_end_matches('.').to_owned();
            shared.entry(file).or_default().insert(kind.to_owned(), nodes);
        }
    }
    for (file, views) in shared {
        fs::write(fixed.join(format!("{file}.json")), Value::from(views).to_string())?;
    }
    Ok(())
}

/// Whether the element shows it: the demo page's own view and the builder's choices it does not.
fn is_of_element(name: &str) -> bool {
    name != CHOICES && name.split('.').next() != Some("page")
}

/// What the snippet builder offers, and for which version.
pub fn offers(printed: &Printed, version: &str) -> Result<String> {
    let mut offers: Value = serde_json::from_str(printed_as(printed, CHOICES)?)?;
    offers["version"] = version.into();
    Ok(offers.to_string())
}
