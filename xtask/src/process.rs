//! Running other programs and finding them.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::workspace;

/// The cargo that runs this program, set to work in the repository's root.
pub fn cargo(arguments: &[&str]) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(workspace::root());
    command
}

/// Runs a command with its output shown as it comes; fails when the command fails.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    ensure!(status.success(), "{name} failed ({status})");
    Ok(())
}

/// What a command prints; fails when the command fails. Its errors are shown as they come.
pub fn output(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{name} could not be started"))?;
    ensure!(output.status.success(), "{name} failed ({})", output.status);
    String::from_utf8(output.stdout).context("what it printed is no text")
}

/// Runs a command with its output shown line by line as it comes, and keeps that; whether it
/// succeeded.
pub fn watch(command: &mut Command) -> Result<(bool, String)> {
    let name = name(command);
    let started = command.stdout(Stdio::piped()).spawn();
    let mut child = started.with_context(|| format!("{name} could not be started"))?;
    let mut text = String::new();
    for line in child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).lines()) {
        let line = line.with_context(|| format!("reading what {name} prints"))?;
        println!("{line}");
        text += &line;
        text.push('\n');
    }
    Ok((child.wait()?.success(), text))
}

/// What a command prints, or `None` when it can't be started or fails.
pub fn read<S: AsRef<OsStr>>(program: S, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The first of `names` that is a file in a folder of PATH.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path)
            .map(|folder| folder.join(&file))
            .find(|candidate| candidate.is_file())
    })
}

/// The program and its first argument: enough to know which one failed.
fn name(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let program = program.file_name().unwrap_or_default().to_string_lossy();
    match command.get_args().next() {
        Some(first) => format!("`{program} {}`", first.to_string_lossy()),
        None => format!("`{program}`"),
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{find, name, read};

    #[test]
    fn a_failure_names_the_program_without_its_folder() {
        let mut command = Command::new("/some/folder/cargo");
        command.args(["fmt", "--all"]);
        assert_eq!(name(&command), "`cargo fmt`");
    }

    #[test]
    fn a_missing_program_is_not_found_and_prints_nothing() {
        assert_eq!(find(&["no-such-program"]), None);
        assert_eq!(read("no-such-program", &[]), None);
    }
}
