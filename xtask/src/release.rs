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
use crate::programs::{self, OTHERS, Other, SHEETS};
use crate::script::compact;
use crate::views;
use crate::{dev, style, supply, words, workspace};

/// The address that pages name: its files change with every release.
pub const MOVING: &str = "v1";
/// What stands in `embed.js` until the release fills it in.
const UNVERSIONED: &str = "../0.0.0/";
const UNHASHED: &str = "const INTEGRITY = {};";
/// The same in `workbook.js`, which vouches for the program that it loads.
const UNHASHED_SHEETS: &str = "const SHEETS = {};";
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

/// Set where the folder is completed later: the demo page does without what is added to it.
pub const LATER: &str = "EP_ASSEMBLE_LATER";

/// Completes the folder that Trunk is about to publish.
pub fn assemble() -> Result<()> {
    let folder =
        env::var_os("TRUNK_STAGING_DIR").context("Trunk calls this command, not people")?;
    let folder = PathBuf::from(folder);
    if env::var_os(dev::VARIABLE).is_some() {
        return dev::assemble(&folder);
    }
    if env::var_os(LATER).is_some() {
        return Ok(());
    }
    let version = env!("CARGO_PKG_VERSION");
    let printed = views::prerendered(&programs::target_folder().join("words"))?;
    let fixed = folder.join(version);
    let moving = folder.join(MOVING);
    fs::create_dir_all(&fixed)?;
    fs::create_dir_all(&moving)?;

    let hashed = hashed_files(&folder)?;
    views::put_into(&folder.join("index.html"), &printed)?;
    views::put(&fixed, &printed)?;
    put_coverage(&folder, &fixed)?;
    put_others(&folder, &fixed)?;
    // Before the rest, so that it names what it loads and nothing else.
    let script = loader(&fixed, version)?;
    for place in [&fixed, &moving] {
        fs::write(place.join("embed.js"), &script)?;
        fs::write(place.join("builder.json"), views::offers(&printed, version)?)?;
        for name in COPIED.iter().chain(PAGES.iter().map(|(name, _)| name)) {
            fs::copy(source(name), place.join(name)).with_context(|| format!("copying {name}"))?;
        }
    }
    supply::put(&fixed)?;
    fs::write(
        fixed.join("integrity.json"),
        serde_json::to_string_pretty(&hashes::<Sha384>(&fixed, "sha384")?)?,
    )?;
    let index = fs::read_to_string(folder.join("index.html"))?;
    let release = Release { version, moving: MOVING, index: &index, hashed, pages: pages()? };
    Ok(fs::write(folder.join("_headers"), headers::text(&release))?)
}

/// Coverage's program, with its stylesheet in its script.
fn put_coverage(folder: &Path, fixed: &Path) -> Result<()> {
    let glue = fs::read_to_string(find(folder, "enough-pipeline", "js")?)?;
    fs::copy(find(folder, "enough-pipeline", "wasm")?, fixed.join("calculator.wasm"))?;
    let text =
        script(&glue, &stylesheet(folder, &[])?)? + &put_words("calculator", views::LARGE, fixed)?;
    Ok(fs::write(fixed.join("calculator.js"), text)?)
}

/// The programs of the other calculators.
fn put_others(folder: &Path, fixed: &Path) -> Result<()> {
    programs::build_others(fixed)?;
    OTHERS.iter().try_for_each(|other| put_other(other, folder, fixed))
}

/// The words of a program in other languages, and the line by which it vouches for them and for those
/// first views whose names begin with `views`.
fn put_words(program: &str, views: &str, fixed: &Path) -> Result<String> {
    let wasm = fs::read(fixed.join(program).with_extension("wasm"))?;
    for (language, words) in words::tables(Some(&wasm))? {
        fs::write(fixed.join(format!("{program}.{language}.txt")), words)?;
    }
    let mut hashes = hashes::<Sha256>(fixed, "sha256")?;
    hashes.retain(|file, _| {
        file.starts_with(views)
            || (is_in_a_language(file) && file.starts_with(&format!("{program}.")))
    });
    Ok(format!("export const words = {};\n", Value::from(hashes)))
}

/// Whether a file is for pages in another language than English: `views.de.json`.
fn is_in_a_language(file: &str) -> bool {
    file.split('.').count() == 3
}

/// A program that Trunk knows nothing of, its stylesheet in its script.
fn put_other(other: &Other, folder: &Path, fixed: &Path) -> Result<()> {
    let file = fixed.join(other.program.name).with_extension("js");
    let sheet = stylesheet(folder, &[&["more"], other.styles].concat())?;
    let mut text = script(&fs::read_to_string(&file)?, &sheet)?;
    text += &put_words(other.program.name, views::SHARED, fixed)?;
    if other.reads_workbooks {
        text += &workbook_loader(fixed)?;
    }
    Ok(fs::write(&file, text)?)
}

/// Name and text of each page of the embed, with whom it may be framed by.
pub fn pages() -> Result<Vec<(&'static str, String, &'static str)>> {
    let page = |(name, ancestors)| Ok((name, fs::read_to_string(source(name))?, ancestors));
    PAGES.into_iter().map(page).collect()
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

/// The glue of a program's wasm, with what the element has to know about colours and its stylesheet:
/// one file, since nothing is painted before all of it is there.
pub fn script(glue: &str, sheet: &str) -> Result<String> {
    let colours = compact(&fs::read_to_string(source("colours.js"))?);
    let sheet = format!(
        "export const sheet = new CSSStyleSheet();\nsheet.replaceSync({});\n",
        Value::from(sheet)
    );
    Ok([glue, "\n", &colours, &sheet].concat())
}

/// What loads the program that reads workbooks, with the hashes of its files.
fn workbook_loader(fixed: &Path) -> Result<String> {
    let script = fs::read_to_string(source("workbook.js"))?;
    ensure!(script.contains(UNHASHED_SHEETS), "workbook.js has another mark");
    let mut hashes = hashes::<Sha256>(fixed, "sha256")?;
    hashes.retain(|name, _| is_of(&SHEETS, name));
    let hashes = format!("const SHEETS = {};", Value::from(hashes));
    Ok(compact(&script.replace(UNHASHED_SHEETS, &hashes)))
}

/// Whether a file belongs to a program.
fn is_of(program: &programs::Program, file: &str) -> bool {
    file.strip_prefix(program.name).is_some_and(|rest| rest.starts_with('.'))
}

/// The script that pages name, with version and hashes filled in and no more than browsers read.
fn loader(fixed: &Path, version: &str) -> Result<String> {
    let script = versioned(&fs::read_to_string(source("embed.js"))?, version)?;
    ensure!(script.contains(UNHASHED), "embed.js has another mark");
    // The shortest that browsers take: every page downloads them.
    let mut hashes = hashes::<Sha256>(fixed, "sha256")?;
    // What another file loads is that one's to vouch for.
    hashes.retain(|name, _| {
        !is_of(&SHEETS, name) && !is_in_a_language(name) && !name.starts_with(views::SHARED)
    });
    let hashes = format!("const INTEGRITY = {};", Value::from(hashes));
    Ok(compact(&script.replace(UNHASHED, &hashes)))
}

/// The script that pages name, with the version filled in.
pub fn versioned(script: &str, version: &str) -> Result<String> {
    ensure!(script.contains(UNVERSIONED), "embed.js has another mark");
    Ok(script.replace(UNVERSIONED, &format!("../{version}/")))
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

pub fn source(name: &str) -> PathBuf {
    workspace::root().join("embed").join(name)
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
        // Every element has a language, which this one does not have to observe.
        let all = element.into_iter().chain(["lang".to_owned()]).collect();
        assert_eq!(list(&text("frame.js"), "SETTINGS"), all);
        assert_eq!(asked(&text("form.js")), all);
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
