//! What the programs call the folders of the machine that builds them.
//!
//! A panic names its source file. What a visitor downloads must not name this machine's folders, and
//! the same sources must give the same bytes wherever they lie.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use memchr::memmem;

use crate::{process, programs, workspace};

/// A folder of this machine and what the programs call it.
type Renamed = (PathBuf, String);

/// The flags for every program, as the variable that cargo reads: it holds for the programs alone, so
/// that nothing native is compiled anew.
pub fn rust_flags() -> (&'static str, String) {
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags(&renamed(workspace::root())))
}

/// Fails where a program in `folder`, or a script, names a folder of this machine.
pub fn check(folder: &Path) -> Result<()> {
    let mut folders: Vec<PathBuf> = renamed(workspace::root()).into_iter().map(|it| it.0).collect();
    folders.extend(env::home_dir());
    // A name such as `/src` is also the end of many others.
    let names = folders.iter().filter(|path| path.iter().count() > 2).filter_map(|it| it.to_str());
    check_names(folder, &names.map(|name| format!("{name}/")).collect::<Vec<_>>())
}

fn check_names(folder: &Path, names: &[String]) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            check_names(&path, names)?;
            continue;
        }
        let content = fs::read(&path)?;
        let found = names.iter().find(|name| memmem::find(&content, name.as_bytes()).is_some());
        ensure!(found.is_none(), "{} names {}", path.display(), found.map_or("", |it| it));
    }
    Ok(())
}

/// Where several fit a path, the compiler takes the last: the narrower ones come later.
fn renamed(root: &Path) -> Vec<Renamed> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let mut renamed = vec![
        (home.clone(), "cargo".to_owned()),
        (root.to_owned(), ".".to_owned()),
        (programs::target_folder(), "target".to_owned()),
    ];
    // Named by where the crates were fetched from, which for a mirror is another address.
    let registries = fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
    let mut registries: Vec<PathBuf> = registries.map(|entry| entry.path()).collect();
    registries.sort();
    renamed.extend(registries.into_iter().map(|path| (path, "crates".to_owned())));
    renamed.extend(standard_library());
    renamed
}

/// The sources of Rust's standard library, where they are installed. The compiler then names them by
/// their folder, and otherwise as here.
fn standard_library() -> Option<Renamed> {
    let folder = PathBuf::from(process::read("rustc", &["--print", "sysroot"])?);
    let told = process::read("rustc", &["-vV"])?;
    let commit = told.lines().find_map(|line| line.strip_prefix("commit-hash: "))?;
    Some((folder.join("lib/rustlib/src/rust"), format!("/rustc/{commit}")))
}

/// Cargo parts the flags at spaces, so a folder with one keeps its name, and [`check`] tells.
fn flags(renamed: &[Renamed]) -> String {
    let flag =
        |(folder, name): &Renamed| format!("--remap-path-prefix={}={name}", folder.display());
    let flags = renamed.iter().map(flag).filter(|flag| !flag.contains(' '));
    flags.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use std::{env, fs};

    use super::{check_names, flags, renamed, rust_flags};
    use crate::{process, programs};

    const MANIFEST: &str = "\
[package]
name = \"small\"
version = \"0.1.0\"
edition = \"2024\"
[lib]
crate-type = [\"cdylib\"]
[profile.release]
panic = \"abort\"
[workspace]
";
    /// Writes a source file where cargo makes things, whose path is a whole one.
    const SCRIPT: &str = "\
fn main() {
    let made = std::path::Path::new(&std::env::var(\"OUT_DIR\").unwrap()).join(\"made.rs\");
    std::fs::write(made, \"fn made(at: usize) -> u8 { [1, 2, 3][at] }\").unwrap();
}
";
    /// Panics in a file of its own, in the one that was made and in the standard library.
    const SOURCE: &str = "\
include!(concat!(env!(\"OUT_DIR\"), \"/made.rs\"));
#[unsafe(no_mangle)]
pub extern \"C\" fn small(at: usize, other: usize) -> u8 {
    let mut many = vec![1, 2, 3];
    many.remove(at);
    many[at + 1] + made(other)
}
";

    /// A folder for a test, empty.
    fn folder(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("ep-paths-{}", std::process::id())).join(name);
        fs::create_dir_all(folder.join("src")).expect("a folder");
        folder
    }

    /// A program built in that folder, with its sources and what cargo makes in it.
    fn built(folder: &Path) -> Vec<u8> {
        fs::write(folder.join("Cargo.toml"), MANIFEST).expect("the manifest");
        fs::write(folder.join("build.rs"), SCRIPT).expect("the script");
        fs::write(folder.join("src/lib.rs"), SOURCE).expect("the source");
        let mut cargo: Command = process::cargo(&["build", "--quiet", "--release", "--offline"]);
        cargo.args(["--target", programs::TARGET]).current_dir(folder);
        cargo.env("CARGO_TARGET_DIR", folder.join("target"));
        process::run(cargo.env(rust_flags().0, flags(&renamed(folder)))).expect("it compiles");
        let made = folder.join("target").join(programs::TARGET).join("release/small.wasm");
        fs::read(made).expect("the program")
    }

    #[test]
    fn two_folders_give_the_same_bytes_and_neither_is_named() {
        let folders = [folder("one"), folder("another/and/deeper")];
        let programs = folders.each_ref().map(|folder| built(folder));
        assert!(programs[0] == programs[1], "the programs differ");
        let text = String::from_utf8_lossy(&programs[0]);
        assert!(text.contains("src/lib.rs") && text.contains("/out/made.rs"));
        assert!(!text.contains("ep-paths"));
        fs::remove_dir_all(folders[0].parent().expect("its parent")).expect("it was there");
    }

    #[test]
    fn a_file_that_names_a_folder_is_found() {
        let folder = folder("names");
        fs::write(folder.join("src/a.wasm"), b"\0/home/someone/x.rs\0").expect("a file");
        let problem =
            check_names(&folder, &["/home/someone/".to_owned()]).expect_err("it is named");
        assert!(problem.to_string().ends_with("a.wasm names /home/someone/"));
        check_names(&folder, &["/home/another/".to_owned()]).expect("it is not named");
    }

    #[test]
    fn a_folder_with_a_space_is_no_flag() {
        let renamed = [("/a b".into(), ".".to_owned()), ("/c".into(), "target".to_owned())];
        assert_eq!(flags(&renamed), "--remap-path-prefix=/c=target");
    }
}
