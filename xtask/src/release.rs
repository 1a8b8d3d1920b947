//! `cargo xtask assemble`: what a host page embeds, made of what Trunk built.
//!
//! Trunk calls it after each build, before it publishes the folder. It adds the folder named after
//! the version, which never changes once released, and `v1/`, the address that pages name.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256, Sha384};

use crate::headers::{self, Release};
use crate::programs::{self, DEALS, SHEETS};
use crate::{markup, process, style, workspace};

/// The address that pages name: its files change with every release.
const MOVING: &str = "v1";
/// What stands in `embed.js` until the release fills it in.
const UNVERSIONED: &str = "../0.0.0/";
const UNHASHED: &str = "const INTEGRITY = {};";
/// The same in `workbook.js`, which vouches for the program that it loads.
const UNHASHED_SHEETS: &str = "const SHEETS = {};";
/// Where the page's first view belongs.
const FIRST_VIEW: (&str, &str) = ("<div data-enough-pipeline>", "</div>");
/// Pages of the embed, each with whom it may be framed by: the calculator for iframes by all who
/// have a page, the snippet builder by nobody.
const PAGES: [(&str, &str); 2] = [("frame.html", "*"), ("builder.html", "'none'")];
/// Other files of the embed that are copied as they are, to both addresses.
const COPIED: [&str; 9] = [
    "frame.css",
    "frame.js",
    "iframe.js",
    "builder.css",
    "builder.js",
    "contrast.js",
    "controls.js",
    "form.js",
    "snippet.js",
];
/// The line of the prerendered views that is none: what the snippet builder offers.
const CHOICES: &str = "choices";
/// Begins the names of the first views that are files of their own. The others are so small that they
/// share one.
const LARGE: &str = "coverage-";

/// Completes the folder that Trunk is about to publish.
pub fn assemble() -> Result<()> {
    let folder =
        env::var_os("TRUNK_STAGING_DIR").context("Trunk calls this command, not people")?;
    let folder = PathBuf::from(folder);
    let version = env!("CARGO_PKG_VERSION");
    let printed = prerendered()?;
    let fixed = folder.join(version);
    let moving = folder.join(MOVING);
    fs::create_dir_all(&fixed)?;
    fs::create_dir_all(&moving)?;

    let hashed = hashed_files(&folder)?;
    put_calculator(&folder, &fixed, &printed)?;
    // Before the rest, so that it names what it loads and nothing else.
    let script = loader(&fixed, version)?;
    for place in [&fixed, &moving] {
        fs::write(place.join("embed.js"), &script)?;
        fs::write(place.join("builder.json"), offers(&printed, version)?)?;
        for name in COPIED.iter().chain(PAGES.iter().map(|(name, _)| name)) {
            fs::copy(source(name), place.join(name)).with_context(|| format!("copying {name}"))?;
        }
    }
    fs::write(
        fixed.join("integrity.json"),
        serde_json::to_string_pretty(&hashes::<Sha384>(&fixed, "sha384")?)?,
    )?;
    let index = put_first_view(&folder.join("index.html"), &printed)?;
    let release = Release { version, moving: MOVING, index: &index, hashed, pages: pages()? };
    Ok(fs::write(folder.join("_headers"), headers::text(&release))?)
}

/// The program, its stylesheet and the first views that it prints.
fn put_calculator(folder: &Path, fixed: &Path, printed: &[(String, String)]) -> Result<()> {
    fs::write(fixed.join("calculator.js"), program(folder)?)?;
    fs::copy(find(folder, "enough-pipeline", "wasm")?, fixed.join("calculator.wasm"))?;
    fs::write(fixed.join("calculator.css"), stylesheet(folder, &[])?)?;
    programs::build(&SHEETS, fixed)?;
    programs::build(&DEALS, fixed)?;
    let more = ["sweep", "forecast", "leads", "review", "workspace"];
    fs::write(fixed.join("deals.css"), stylesheet(folder, &more)?)?;
    let deals = fixed.join("deals.js");
    let glue = with_colours(&fs::read_to_string(&deals)?)?;
    fs::write(&deals, [glue, workbook_loader(fixed)?].concat())?;
    let views = printed.iter().filter(|(name, _)| name != "page" && name != CHOICES);
    let mut others = Map::new();
    for (name, view) in views {
        let nodes = markup::nodes(&markup::without_names(view))?;
        if name.starts_with(LARGE) {
            fs::write(fixed.join(format!("{name}.json")), nodes.to_string())?;
        } else {
            others.insert(name.clone(), nodes);
        }
    }
    Ok(fs::write(fixed.join("deals.json"), Value::from(others).to_string())?)
}

/// Name and text of each page of the embed, with whom it may be framed by.
pub fn pages() -> Result<Vec<(&'static str, String, &'static str)>> {
    let page = |(name, ancestors)| Ok((name, fs::read_to_string(source(name))?, ancestors));
    PAGES.into_iter().map(page).collect()
}

/// What the snippet builder offers, and for which version.
fn offers(printed: &[(String, String)], version: &str) -> Result<String> {
    let mut offers: Value = serde_json::from_str(printed_as(printed, CHOICES)?)?;
    offers["version"] = version.into();
    Ok(offers.to_string())
}

/// The files that Trunk names after their content, which is all but the page.
fn hashed_files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() && name.contains('-') && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The glue of wasm that Trunk made, with what the embed has to know about colours.
fn program(folder: &Path) -> Result<String> {
    with_colours(&fs::read_to_string(find(folder, "enough-pipeline", "js")?)?)
}

fn with_colours(glue: &str) -> Result<String> {
    let colours = fs::read_to_string(source("colours.js"))?;
    Ok([glue, "\n", &without_comments(&colours)].concat())
}

/// What loads the program that reads workbooks, with the hashes of its files.
fn workbook_loader(fixed: &Path) -> Result<String> {
    let script = fs::read_to_string(source("workbook.js"))?;
    ensure!(script.contains(UNHASHED_SHEETS), "workbook.js has another mark");
    let mut hashes = hashes::<Sha256>(fixed, "sha256")?;
    hashes.retain(|name, _| is_of(&SHEETS, name));
    let hashes = format!("const SHEETS = {};", Value::from(hashes));
    Ok(without_comments(&script.replace(UNHASHED_SHEETS, &hashes)))
}

/// Whether a file belongs to a program.
fn is_of(program: &programs::Program, file: &str) -> bool {
    file.strip_prefix(program.name).is_some_and(|rest| rest.starts_with('.'))
}

/// The script that pages name, with version and hashes filled in and without comments.
fn loader(fixed: &Path, version: &str) -> Result<String> {
    let script = fs::read_to_string(source("embed.js"))?;
    ensure!(script.contains(UNVERSIONED) && script.contains(UNHASHED), "embed.js has other marks");
    // The shortest that browsers take: every page downloads them.
    let mut hashes = hashes::<Sha256>(fixed, "sha256")?;
    // What another file loads is that one's to vouch for.
    hashes.retain(|name, _| !is_of(&SHEETS, name));
    let hashes = format!("const INTEGRITY = {};", Value::from(hashes));
    let script = script.replace(UNVERSIONED, &format!("../{version}/")).replace(UNHASHED, &hashes);
    Ok(without_comments(&script))
}

/// A script of ours, whose comments have lines of their own, without them and without indentation.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    lines.fold(String::new(), |script, line| script + line + "\n")
}

/// The hash of every file in a folder, as browsers check it, but for the list of hashes itself.
fn hashes<D: Digest>(folder: &Path, algorithm: &str) -> Result<Map<String, Value>> {
    let mut hashes = Map::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != "integrity.json" {
            let digest = Base64::encode_string(&D::digest(fs::read(entry.path())?));
            hashes.insert(name, format!("{algorithm}-{digest}").into());
        }
    }
    Ok(hashes)
}

/// One stylesheet of all that a program needs, for a page whose `rem` may be anything. `more` are
/// sheets beside those of every calculator, which Trunk does not know.
fn stylesheet(folder: &Path, more: &[&str]) -> Result<String> {
    let own = |name: &str| workspace::root().join("styles").join(name).with_extension("css");
    let mut sheet = fs::read_to_string(own("host"))?;
    for name in ["theme", "calculator"] {
        sheet.push_str(&fs::read_to_string(find(folder, name, "css")?)?);
    }
    for name in more {
        sheet.push_str(&fs::read_to_string(own(name))?);
    }
    sheet.push_str(&fs::read_to_string(find(folder, "print", "css")?)?);
    Ok(style::without_rem(&style::without_comments(&sheet)))
}

/// The file that Trunk made of `name`.
fn find(folder: &Path, name: &str, extension: &str) -> Result<PathBuf> {
    let start = format!("{name}-");
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        if stem.starts_with(&start) && path.extension() == Some(OsStr::new(extension)) {
            return Ok(path);
        }
    }
    anyhow::bail!("Trunk made no {start}*.{extension}")
}

fn source(name: &str) -> PathBuf {
    workspace::root().join("embed").join(name)
}

/// What the program prints for the release, by name.
fn prerendered() -> Result<Vec<(String, String)>> {
    let arguments = ["run", "--quiet", "--bin", "prerender", "--features", "prerender"];
    let printed = process::output(&mut process::cargo(&arguments))?;
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
fn put_first_view(page: &Path, printed: &[(String, String)]) -> Result<String> {
    let text = fs::read_to_string(page)?;
    let view = markup::without_names(printed_as(printed, "page")?);
    let place = FIRST_VIEW.0.to_owned() + FIRST_VIEW.1;
    ensure!(text.contains(&place), "index.html has no {place}");
    let text = text.replace(&place, &[FIRST_VIEW.0, &view, FIRST_VIEW.1].concat());
    fs::write(page, &text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::source;

    fn text(name: &str) -> String {
        fs::read_to_string(source(name)).expect(name)
    }

    /// The words of a list that a script writes as `const NAME = "…".split(" ")`.
    fn list(script: &str, name: &str) -> BTreeSet<String> {
        let (_, rest) = script.split_once(&format!("const {name} = \"")).expect("the list");
        let (words, _) = rest.split_once('"').expect("its end");
        words.split(' ').map(str::to_owned).collect()
    }

    /// The attributes that the snippet builder asks for.
    fn asked(form: &str) -> BTreeSet<String> {
        let fields = form.lines().filter(|line| line.trim_start().starts_with("{ key: "));
        let ours =
            fields.filter(|line| !line.contains("look: true") && !line.contains("outside: true"));
        let ours = ours.filter(|line| !line.contains("kind: \"rows\""));
        ours.filter_map(|line| line.split('"').nth(1)).map(str::to_owned).collect()
    }

    #[test]
    fn element_iframe_and_builder_know_the_same_attributes() {
        let element = list(&text("embed.js"), "OBSERVED");
        assert_eq!(list(&text("frame.js"), "SETTINGS"), element);
        assert_eq!(asked(&text("form.js")), element);
    }

    #[test]
    fn the_colours_of_the_builder_are_those_of_the_calculator() {
        let theme = fs::read_to_string(source("../styles/theme.css")).expect("the theme");
        let script = text("contrast.js");
        let rows = script.lines().filter(|line| line.contains("= { accent: "));
        let colours: Vec<&str> = rows.flat_map(|row| row.split('"').skip(1).step_by(2)).collect();
        assert_eq!(colours.len(), 8);
        let (light, dark) = colours.split_at(4);
        for (light, dark) in light.iter().zip(dark) {
            assert!(theme.contains(&format!("light-dark({light}, {dark})")), "{light}, {dark}");
        }
    }
}
