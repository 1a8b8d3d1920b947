//! The crates whose code is in the programs of a release, which go along with it as `LICENSES.txt` and
//! `sbom.cdx.json`.

mod licences;
mod sbom;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{process, programs, rust, workspace};

/// The features and packages that the programs are built of: what [`programs`] asks cargo for.
const BUILT: [&[&str]; 2] = [
    &["--package", "enough-pipeline", "--features", "web"],
    &["--package", "enough-pipeline-sheets"],
];

/// A crate in the programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crate {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence as an SPDX expression.
    pub licence: String,
    /// The folder of its sources.
    pub folder: PathBuf,
    /// The SHA-256 of its package in hexadecimal digits; the crates of this repository have none.
    pub checksum: Option<String>,
}

/// Writes both files into the folder of a release.
pub fn put(folder: &Path) -> Result<()> {
    let crates = shipped()?;
    // Its standard library is in every program.
    let rust = rust::version()?;
    fs::write(folder.join("LICENSES.txt"), licences::text(&crates, &rust)?)?;
    Ok(fs::write(folder.join("sbom.cdx.json"), sbom::text(&crates, &rust)?)?)
}

/// The crates in any of the programs, by name and version: normal dependencies, with the features that
/// the programs are built with. What runs only in the compiler is in none.
fn shipped() -> Result<Vec<Crate>> {
    let mut names = BTreeSet::new();
    for built in BUILT {
        let mut tree = process::cargo(&["tree", "--target", programs::TARGET, "--prefix", "none"]);
        tree.args(["--edges", "normal,no-proc-macro"]).args(built);
        names.extend(listed(&process::output(&mut tree)?));
    }
    let mut metadata = process::cargo(&["metadata", "--format-version", "1", "--all-features"]);
    let metadata = process::output(metadata.args(["--filter-platform", programs::TARGET]))?;
    let metadata = serde_json::from_str(&metadata)?;
    let lock = fs::read_to_string(workspace::root().join("Cargo.lock"))?;
    let known = |(name, version): &(String, String)| known(name, version, &metadata, &lock);
    names.iter().map(known).collect()
}

/// Name and version of each line of `cargo tree`.
fn listed(tree: &str) -> BTreeSet<(String, String)> {
    let pair = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    tree.lines().filter_map(pair).collect()
}

/// What `cargo metadata` and Cargo.lock say of a crate.
fn known(name: &str, version: &str, metadata: &Value, lock: &str) -> Result<Crate> {
    let packages = metadata["packages"].as_array().context("cargo metadata has no packages")?;
    let package = packages.iter().find(|it| it["name"] == name && it["version"] == version);
    let package = package.with_context(|| format!("cargo metadata has no {name} {version}"))?;
    let licence = package["license"].as_str();
    let licence = licence.with_context(|| format!("{name} {version} names no licence"))?;
    let manifest = package["manifest_path"].as_str().context("a crate without a manifest")?;
    Ok(Crate {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: expression(licence),
        folder: Path::new(manifest).parent().unwrap_or(Path::new("")).to_owned(),
        checksum: checksum(name, version, lock),
    })
}

/// The expression as SPDX writes it: older crates have a stroke for OR.
fn expression(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

fn checksum(name: &str, version: &str, lock: &str) -> Option<String> {
    let start = format!("\nname = \"{name}\"\nversion = \"{version}\"\n");
    let package = lock.split("[[package]]").find(|package| package.starts_with(&start))?;
    let (_, rest) = package.split_once("\nchecksum = \"")?;
    Some(rest.split_once('"')?.0.to_owned())
}

#[cfg(test)]
pub mod tests {
    use std::path::PathBuf;

    use serde_json::json;

    use super::{Crate, checksum, known, licences, listed, shipped};

    const LOCK: &str = "\
[[package]]
name = \"fnv\"
version = \"1.0.6\"
checksum = \"aa\"

[[package]]
name = \"fnv\"
version = \"1.0.7\"
source = \"registry+https://example.com\"
checksum = \"bb\"
dependencies = [
 \"libm\",
]

[[package]]
name = \"ours\"
version = \"1.0.7\"
";

    /// A crate of that name and licence, without a folder.
    pub fn example(name: &str, licence: &str) -> Crate {
        Crate {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
            folder: PathBuf::from("no-such-folder"),
            checksum: Some("ab".repeat(32)),
        }
    }

    #[test]
    fn a_line_of_the_tree_is_a_name_and_a_version() {
        let tree = "ours v0.1.0 (/some/folder)\nfnv v1.0.7\nfnv v1.0.7 (*)\n\n";
        let names: Vec<_> = listed(tree).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["fnv", "ours"]);
    }

    #[test]
    fn the_checksum_is_that_of_the_version() {
        assert_eq!(checksum("fnv", "1.0.7", LOCK).as_deref(), Some("bb"));
        assert_eq!(checksum("ours", "1.0.7", LOCK), None);
    }

    #[test]
    fn a_crate_is_told_by_the_metadata() {
        let package = |licence| {
            json!({ "packages": [{ "name": "fnv", "version": "1.0.7", "license": licence,
                "manifest_path": "folder/Cargo.toml" }] })
        };
        let found = known("fnv", "1.0.7", &package(Some("Apache-2.0 / MIT")), LOCK).unwrap();
        assert_eq!(found.licence, "Apache-2.0 OR MIT");
        assert_eq!(found.folder, PathBuf::from("folder"));
        let problem = known("fnv", "1.0.7", &package(None), LOCK).unwrap_err();
        assert_eq!(problem.to_string(), "fnv 1.0.7 names no licence");
    }

    #[test]
    fn every_crate_in_the_programs_has_a_text_and_none_is_of_the_compiler() {
        let crates = shipped().unwrap();
        licences::text(&crates, "1.0.0").unwrap();
        let has = |name: &str| crates.iter().any(|it| it.name == name);
        assert!(
            ["enough-pipeline", "enough-pipeline-sheets", "yew", "zlib-rs"].map(has) == [true; 4]
        );
        assert!(["yew-macro", "syn", "tokio", "tiny_http"].map(has) == [false; 4]);
    }
}
