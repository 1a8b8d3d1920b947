//! Programs that come from the system's packages: found where they are, or installed from Debian's.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::process;

/// A program of Debian's that the tests need.
pub struct Program {
    /// The variable that tells the tests where it is.
    pub tells: &'static str,
    /// The variable that may name another one to use.
    pub takes: &'static str,
    /// What it may be called on PATH, best first.
    pub names: &'static [&'static str],
    /// Which of Debian's it is in.
    pub package: &'static str,
}

/// Where distributions keep programs that are not for PATH, or in a folder for a kind of machine
/// below it.
const LIBRARIES: [&str; 2] = ["/usr/lib", "/usr/libexec"];
/// What holds `MiniBrowser` there.
const WEBKITS: [&str; 2] = ["webkit2gtk-4.1", "webkit2gtk-4.0"];

/// A variable and its value.
pub type Setting = (&'static str, PathBuf);

/// Where programs are, after installing those that are missing.
pub fn installed<'a>(programs: impl Iterator<Item = &'a Program> + Clone) -> Result<Vec<Setting>> {
    let missing: Vec<&Program> =
        programs.clone().filter(|program| find(program).is_none()).collect();
    if !missing.is_empty() {
        apt_install(&missing).with_context(|| advice(&missing))?;
    }
    let place = |program: &Program| Some((program.tells, find(program)?));
    programs.map(place).collect::<Option<_>>().with_context(|| advice(&missing))
}

/// What to do where nothing can be installed.
fn advice(missing: &[&Program]) -> String {
    let missing = missing.iter().filter(|program| find(program).is_none());
    let line = |program: &&Program| {
        format!(
            "install {} (Debian's package `{}`), on PATH or named by the variable {}",
            program.names[0], program.package, program.takes
        )
    };
    missing.map(line).collect::<Vec<_>>().join("; ")
}

fn find(program: &Program) -> Option<PathBuf> {
    match env::var_os(program.takes) {
        Some(path) if !path.is_empty() => Some(PathBuf::from(path)),
        _ => process::find(program.names).or_else(|| find_hidden(program.names[0])),
    }
}

/// A program of `WebKitGTK`'s that is not on PATH.
fn find_hidden(name: &str) -> Option<PathBuf> {
    let below = LIBRARIES.iter().filter_map(|folder| fs::read_dir(folder).ok());
    let below = below.flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let folders: Vec<PathBuf> = LIBRARIES.iter().map(PathBuf::from).chain(below).collect();
    let mut places = WEBKITS
        .iter()
        .flat_map(|webkit| folders.iter().map(move |folder| folder.join(webkit).join(name)));
    places.find(|file| file.is_file())
}

/// Installs packages where that needs no question: with apt, as root or with a sudo that does
/// not ask for a password. Elsewhere it does nothing.
fn apt_install(programs: &[&Program]) -> Result<()> {
    let Some(prefix) = administrator().filter(|_| process::find(&["apt-get"]).is_some()) else {
        return Ok(());
    };
    let packages: Vec<&str> = programs.iter().map(|program| program.package).collect();
    println!("Installing {} with apt-get", packages.join(", "));
    for arguments in [vec!["update"], [&["install", "--yes"], &packages[..]].concat()] {
        let mut words = prefix.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        let mut command = Command::new(words.next().expect("at least `env`"));
        process::run(command.args(words).args(arguments)).context("apt-get failed")?;
    }
    Ok(())
}

/// The words before a command that needs root, if we may be root.
fn administrator() -> Option<&'static [&'static str]> {
    if process::read("id", &["-u"]).as_deref() == Some("0") {
        return Some(&[]);
    }
    process::read("sudo", &["-n", "true"]).map(|_| &["sudo", "-n"][..])
}

#[cfg(test)]
mod tests {
    use super::{Program, advice};

    #[test]
    fn the_advice_names_what_is_missing_and_where_to_put_it() {
        let lost = Program {
            tells: "EP_LOST",
            takes: "EP_NO_SUCH_VARIABLE",
            names: &["no-such-program"],
            package: "no-such-package",
        };
        let advice = advice(&[&lost]);
        for word in ["no-such-program", "`no-such-package`", "EP_NO_SUCH_VARIABLE"] {
            assert!(advice.contains(word), "{advice}");
        }
    }
}
