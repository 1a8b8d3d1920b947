//! Running other programs and finding them.

use std::cell::RefCell;
use std::env;
use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use anyhow::{Context, Result, ensure};

use crate::workspace;

/// The cargo that runs this program, set to work in the repository's root.
pub fn cargo(arguments: &[&str]) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(workspace::root());
    command
}

thread_local! {
    /// What was printed so far, while it is held back.
    static HELD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does something, and gives with its result what the commands that it ran have printed.
pub fn held<T>(action: impl FnOnce() -> T) -> (T, String) {
    let before = HELD.replace(Some(String::new()));
    let result = action();
    (result, HELD.replace(before).unwrap_or_default())
}

/// Runs a command with its output shown as it comes, or held back for [`held`]; fails when the
/// command fails.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let holds = HELD.with_borrow(Option::is_some);
    let status = if holds { run_held(command) } else { command.status() };
    let status = status.with_context(|| format!("{name} could not be started"))?;
    ensure!(status.success(), "{name} failed ({status})");
    Ok(())
}

fn run_held(command: &mut Command) -> io::Result<ExitStatus> {
    let (mut reader, writer) = io::pipe()?;
    let mut child = command.stdout(writer.try_clone()?).stderr(writer).spawn()?;
    // The command holds the other end as well, which would never end.
    command.stdout(Stdio::inherit()).stderr(Stdio::inherit());
    let mut printed = Vec::new();
    reader.read_to_end(&mut printed)?;
    hold(&String::from_utf8_lossy(&printed));
    child.wait()
}

fn hold(printed: &str) {
    HELD.with_borrow_mut(|held| held.get_or_insert_default().push_str(printed));
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

/// Does all of it at the same time; fails with the first failure.
pub fn all<Job>(jobs: impl IntoIterator<Item = Job>) -> Result<()>
where
    Job: FnOnce() -> Result<()> + Send,
{
    thread::scope(|scope| {
        let holds = HELD.with_borrow(Option::is_some);
        let start =
            |job: Job| scope.spawn(move || if holds { held(job) } else { (job(), String::new()) });
        let started: Vec<_> = jobs.into_iter().map(start).collect();
        let ended = started.into_iter().map(|job| match job.join() {
            Ok((result, printed)) => {
                if holds {
                    hold(&printed);
                }
                result
            }
            Err(panic) => std::panic::resume_unwind(panic),
        });
        // Every one is waited for, also after a failure.
        ended.collect::<Vec<_>>().into_iter().collect()
    })
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

    use super::{find, held, name, read, run};

    #[test]
    fn a_failure_names_the_program_without_its_folder() {
        let mut command = Command::new("/some/folder/cargo");
        command.args(["fmt", "--all"]);
        assert_eq!(name(&command), "`cargo fmt`");
    }

    #[test]
    fn what_is_held_back_is_both_outputs_in_order() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; echo three; exit 3"]);
        let (result, printed) = held(|| run(&mut command));
        assert!(result.is_err());
        assert_eq!(printed, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_missing_program_is_not_found_and_prints_nothing() {
        assert_eq!(find(&["no-such-program"]), None);
        assert_eq!(read("no-such-program", &[]), None);
    }
}
