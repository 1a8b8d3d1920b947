//! The tools that build and test the page: found on PATH at the pinned version, or installed into a cache.
//!
//! The cache belongs to the user, not to `target/`: building Trunk takes minutes, and should be
//! done once for all clones and survive `cargo clean`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{pins, process, workspace};

/// A program that cargo builds from crates.io.
struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Whether another version with the same first two numbers will do.
    near: bool,
    /// Flags for `cargo install` beyond the usual ones.
    flags: &'static [&'static str],
    /// How long building takes on two cores, for whoever waits.
    minutes: u8,
}

/// The paths of Trunk and of the wasm-bindgen that fits the library, built at the same time where
/// they are missing. `meanwhile` is what can be done while that takes its time.
pub fn bundler(meanwhile: fn() -> Result<()>) -> Result<[PathBuf; 2]> {
    let [trunk, wasm_bindgen] = [trunk(), wasm_bindgen()?];
    let (one, other) =
        (|| ensure_cargo_tool(&trunk).map(drop), || ensure_cargo_tool(&wasm_bindgen).map(drop));
    let jobs: [&(dyn Fn() -> Result<()> + Sync); 3] = [&one, &other, &meanwhile];
    process::all(jobs.map(|job| move || job()))?;
    Ok([ensure_cargo_tool(&trunk)?, ensure_cargo_tool(&wasm_bindgen)?])
}

fn trunk() -> CargoTool {
    CargoTool {
        package: "trunk",
        program: "trunk",
        version: pins::TRUNK.to_owned(),
        near: true,
        // Trunk asks for a newer Rust than it needs: 0.22.1 says 1.96.1 and builds with 1.95. It
        // does not build without one of its TLS features; this one needs no library of the system.
        flags: &["--ignore-rust-version", "--no-default-features", "--features=rustls"],
        minutes: 4,
    }
}

fn wasm_bindgen() -> Result<CargoTool> {
    Ok(CargoTool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: workspace::locked_version("wasm-bindgen")?,
        near: false,
        flags: &["--bin=wasm-bindgen"],
        minutes: 2,
    })
}

/// cargo-fuzz's path, installing it when missing.
pub fn cargo_fuzz() -> Result<PathBuf> {
    ensure_cargo_tool(&CargoTool {
        package: "cargo-fuzz",
        program: "cargo-fuzz",
        version: pins::CARGO_FUZZ.to_owned(),
        near: true,
        flags: &[],
        minutes: 1,
    })
}

/// cargo-deny's path, installing it when missing.
pub fn cargo_deny() -> Result<PathBuf> {
    ensure_cargo_tool(&CargoTool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: pins::CARGO_DENY.to_owned(),
        near: true,
        flags: &[],
        minutes: 3,
    })
}

/// The path of Firefox's driver, installing it when missing.
pub fn geckodriver() -> Result<PathBuf> {
    ensure_cargo_tool(&CargoTool {
        package: "geckodriver",
        program: "geckodriver",
        version: pins::GECKODRIVER.to_owned(),
        near: true,
        flags: &[],
        minutes: 1,
    })
}

/// The folder that npm installs into, with its lock file.
pub fn npm_folder() -> Result<PathBuf> {
    Ok(cache()?.join("npm"))
}

/// The path of wasm-opt if it is already there; it is only worth a smaller file.
pub fn find_wasm_opt() -> Result<Option<PathBuf>> {
    let cached = node_modules()?.join(".bin").join("wasm-opt");
    // npm's 132.0.0 calls itself "version 132".
    let version = pins::BINARYEN.split('.').next().unwrap_or_default();
    Ok(locate("wasm-opt", version, false, &cached))
}

/// wasm-opt's path, installing it when missing.
pub fn wasm_opt() -> Result<PathBuf> {
    if let Some(path) = find_wasm_opt()? {
        return Ok(path);
    }
    npm_install("binaryen", pins::BINARYEN)?;
    find_wasm_opt()?.context("wasm-opt does not run after its installation: is Node on PATH?")
}

/// The path of axe-core's script, installing it when missing.
pub fn axe_core() -> Result<PathBuf> {
    let package = node_modules()?.join("axe-core");
    let manifest = std::fs::read_to_string(package.join("package.json")).unwrap_or_default();
    if !manifest.contains(&format!("\"version\": \"{}\"", pins::AXE_CORE)) {
        npm_install("axe-core", pins::AXE_CORE)?;
    }
    Ok(package.join("axe.min.js"))
}

/// The folder that tools are installed into.
pub fn cache() -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME") {
        Some(folder) if !folder.is_empty() => PathBuf::from(folder),
        _ => env::home_dir().context("set HOME, the parent of the tools' cache")?.join(".cache"),
    };
    Ok(base.join("enough-pipeline").join("tools"))
}

fn node_modules() -> Result<PathBuf> {
    Ok(npm_folder()?.join("node_modules"))
}

fn ensure_cargo_tool(tool: &CargoTool) -> Result<PathBuf> {
    if let Some(path) = find_cargo_tool(tool)? {
        return Ok(path);
    }
    println!(
        "Building {} {} from source: about {} minutes on 2 cores, once",
        tool.package, tool.version, tool.minutes
    );
    // A lock file can name a crate that a registry's mirror does not have yet.
    if cargo_install(tool, &["--locked"]).is_err() {
        println!("That did not work with the versions in its lock file; trying the newest ones");
        cargo_install(tool, &[])?;
    }
    println!("{} {} is built", tool.package, tool.version);
    let found = find_cargo_tool(tool)?;
    found.with_context(|| format!("{} {} does not run", tool.package, tool.version))
}

fn find_cargo_tool(tool: &CargoTool) -> Result<Option<PathBuf>> {
    let program = format!("{}{}", tool.program, env::consts::EXE_SUFFIX);
    let cached = cache()?.join("bin").join(program);
    Ok(locate(tool.program, &tool.version, tool.near, &cached))
}

/// A tool is used a few times: what counts is how soon it is there, so it is built unoptimised.
fn cargo_install(tool: &CargoTool, flags: &[&str]) -> Result<()> {
    let mut command =
        process::cargo(&["install", "--quiet", tool.package, "--version", &tool.version]);
    command.args(flags).args(tool.flags).arg("--root").arg(cache()?);
    for (setting, value) in
        [("OPT_LEVEL", "0"), ("LTO", "off"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")]
    {
        command.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    // Beside ours, where it would be in the way of what is built meanwhile.
    process::run(command.env_remove("CARGO_TARGET_DIR"))
}

fn npm_install(package: &str, version: &str) -> Result<()> {
    ensure!(
        process::find(&["npm"]).is_some(),
        "install Node with npm first: {package} {version} comes from npm"
    );
    println!("Installing {package} {version} with npm, once");
    let folder = npm_folder()?;
    std::fs::create_dir_all(&folder)?;
    let mut command = Command::new("npm");
    command.args(["install", "--save-exact", "--no-audit", "--no-fund", "--loglevel=error"]);
    command.arg("--prefix").arg(folder);
    process::run(command.arg(format!("{package}@{version}")))
}

/// The program on PATH, or else the cached one, whichever has the version or one `near` it.
fn locate(program: &str, version: &str, near: bool, cached: &Path) -> Option<PathBuf> {
    let candidates = [process::find(&[program]), Some(cached.to_owned())];
    candidates.into_iter().flatten().find(|path| {
        let printed = process::read(path, &["--version"]).unwrap_or_default();
        reported_version(&printed).is_some_and(|found| fits(found, version, near))
    })
}

/// Whether a version is the wanted one, or is near it: the same first two numbers.
fn fits(found: &str, wanted: &str, near: bool) -> bool {
    let numbers = |version: &str| version.split('.').take(2).map(str::to_owned).collect::<Vec<_>>();
    found == wanted || (near && numbers(found) == numbers(wanted))
}

/// The version in what `--version` printed: the first word that starts with a digit.
fn reported_version(printed: &str) -> Option<&str> {
    printed.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{fits, reported_version};

    #[test]
    fn a_version_near_the_pinned_one_will_do_where_that_is_allowed() {
        assert!(fits("0.22.3", "0.22.1", true));
        assert!(!fits("0.21.14", "0.22.1", true));
        assert!(!fits("0.2.131", "0.2.130", false));
        assert!(fits("0.2.130", "0.2.130", false));
    }

    #[test]
    fn reads_what_each_tool_prints() {
        for (printed, version) in [
            ("trunk 0.22.1", Some("0.22.1")),
            ("wasm-bindgen 0.2.130\n", Some("0.2.130")),
            ("geckodriver 0.37.1 (5ca5ddd8a4a1 2026-03-02)\n\nThe source", Some("0.37.1")),
            ("wasm-opt version 132 (version_132)", Some("132")),
            ("", None),
        ] {
            assert_eq!(reported_version(printed), version, "{printed}");
        }
    }
}
