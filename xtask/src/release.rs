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
use sha2::{Digest, Sha384};

use crate::{markup, process, style, workspace};

/// The address that pages name: its files change with every release.
const MOVING: &str = "v1";
/// What stands in `embed.js` until the release fills it in.
const UNVERSIONED: &str = "../0.0.0/";
const UNHASHED: &str = "const INTEGRITY = {};";
/// Where the page's first view belongs.
const FIRST_VIEW: (&str, &str) = ("<div data-enough-pipeline>", "</div>");
/// Files of the embed that are copied as they are, to both addresses.
const COPIED: [&str; 0] = [];

/// Completes the folder that Trunk is about to publish.
pub fn assemble() -> Result<()> {
    let folder =
        env::var_os("TRUNK_STAGING_DIR").context("Trunk calls this command, not people")?;
    let folder = PathBuf::from(folder);
    let version = env!("CARGO_PKG_VERSION");
    let views = first_views()?;
    let fixed = folder.join(version);
    let moving = folder.join(MOVING);
    fs::create_dir_all(&fixed)?;
    fs::create_dir_all(&moving)?;

    fs::copy(find(&folder, "enough-pipeline", "js")?, fixed.join("calculator.js"))?;
    fs::copy(find(&folder, "enough-pipeline", "wasm")?, fixed.join("calculator.wasm"))?;
    fs::write(fixed.join("calculator.css"), stylesheet(&folder)?)?;
    for (name, markup) in views.iter().filter(|(name, _)| name != "page") {
        fs::write(fixed.join(format!("{name}.json")), markup::nodes(markup)?.to_string())?;
    }
    let script = loader(&fixed, version)?;
    for place in [&fixed, &moving] {
        fs::write(place.join("embed.js"), &script)?;
        for name in COPIED {
            fs::copy(source(name), place.join(name))?;
        }
    }
    fs::write(fixed.join("integrity.json"), serde_json::to_string_pretty(&hashes(&fixed)?)?)?;
    put_first_view(&folder.join("index.html"), &views)
}

/// The script that pages name, with version and hashes filled in and without comments.
fn loader(fixed: &Path, version: &str) -> Result<String> {
    let script = fs::read_to_string(source("embed.js"))?;
    ensure!(script.contains(UNVERSIONED) && script.contains(UNHASHED), "embed.js has other marks");
    let hashes = format!("const INTEGRITY = {};", hashes(fixed)?);
    let script = script.replace(UNVERSIONED, &format!("../{version}/")).replace(UNHASHED, &hashes);
    let lines = script.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    Ok(lines.fold(String::new(), |script, line| script + line + "\n"))
}

/// The hash of every file in a folder, as browsers check it, but for the list of hashes itself.
fn hashes(folder: &Path) -> Result<Value> {
    let mut hashes = Map::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != "integrity.json" {
            let digest = Sha384::digest(fs::read(entry.path())?);
            hashes.insert(name, format!("sha384-{}", Base64::encode_string(&digest)).into());
        }
    }
    Ok(hashes.into())
}

/// One stylesheet of all that the calculator needs, for a page whose `rem` may be anything.
fn stylesheet(folder: &Path) -> Result<String> {
    let mut sheet = fs::read_to_string(workspace::root().join("styles/host.css"))?;
    for name in ["theme", "calculator", "print"] {
        sheet.push_str(&fs::read_to_string(find(folder, name, "css")?)?);
    }
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

/// Name and markup of each first view, rendered by the views themselves.
fn first_views() -> Result<Vec<(String, String)>> {
    let arguments = ["run", "--quiet", "--bin", "prerender", "--features", "prerender"];
    let printed = process::output(&mut process::cargo(&arguments))?;
    let pair = |line: &str| {
        let (name, view) = line.split_once('\t')?;
        Some((name.to_owned(), markup::without_names(view)))
    };
    printed.lines().map(|line| pair(line).context("the views are printed otherwise")).collect()
}

fn put_first_view(page: &Path, views: &[(String, String)]) -> Result<()> {
    let text = fs::read_to_string(page)?;
    let (_, view) = views.iter().find(|(name, _)| name == "page").context("no view of the page")?;
    let place = FIRST_VIEW.0.to_owned() + FIRST_VIEW.1;
    ensure!(text.contains(&place), "index.html has no {place}");
    fs::write(page, text.replace(&place, &[FIRST_VIEW.0, view, FIRST_VIEW.1].concat()))?;
    Ok(())
}
