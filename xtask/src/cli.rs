//! What was typed after `cargo xtask`, as a command.

use crate::browser::Engines;
use crate::gallery::Task;

/// The help text, also shown under every usage error.
pub const HELP: &str = "\
Usage: cargo xtask COMMAND

  serve [--port N] [--open]  build in release and serve the demo page on 127.0.0.1 (port 8080)
  dev [--port N] [--open]    build quickly, serve every calculator and build again at each change
  build                      write the optimised release into dist/ and list its sizes
  test [--all-engines]       run everything CI checks; before a release, every browser test in
                             every engine
  gallery [--open]           draw every view in every state on one page, target/gallery/index.html
  gallery --check | --update compare it with the pictures that are kept, or keep those of now
  bench                      build, then run the benchmarks
  golden                     rewrite tests/golden/*.csv with NumPy and SciPy
  words                      bring words/*.po in step with the source, and say what is untranslated
  fuzz [--seconds N]         feed every parser with what nobody would type (60 seconds each)
  chaos [--schedules N] [--seed N]
                             build, then send leads through random faults in a browser, and count
                             what arrives never, once and more often (500 from seed 1)
  audit                      check the licences, sources and known faults of what we depend on

Each command installs what it needs, at pinned versions, into a per-user cache.";

const DEFAULT_PORT: u16 = 8080;
const FUZZ_SECONDS: u32 = 60;
const SCHEDULES: u64 = 500;

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Show the help text.
    Help,
    /// Serve the demo page.
    Serve {
        /// The first port to try.
        port: u16,
        /// Whether to open a browser.
        open: bool,
    },
    /// Serve every calculator as the sources are.
    Dev {
        /// The first port to try.
        port: u16,
        /// Whether to open a browser.
        open: bool,
    },
    /// Write the optimised release.
    Build,
    /// Add to Trunk's release what a host page embeds; for Trunk to call.
    Assemble,
    /// Run every check.
    Test {
        /// Which engines the browser tests run in.
        engines: Engines,
    },
    /// Draw the gallery, or see to its pictures.
    Gallery(Task),
    /// Run the benchmarks.
    Bench,
    /// Rewrite the golden tables.
    Golden,
    /// Bring the translations in step with the source.
    Words,
    /// Run every fuzz target.
    Fuzz {
        /// How long each runs.
        seconds: u32,
    },
    /// Send leads through random faults.
    Chaos {
        /// How many schedules.
        schedules: u64,
        /// The seed of the first; each of the others has the next.
        seed: u64,
    },
    /// Check what we depend on.
    Audit,
}

/// Reads the arguments, or says what is wrong with them.
pub fn parse(arguments: &[String]) -> Result<Command, String> {
    let Some((name, options)) = arguments.split_first() else {
        return Ok(Command::Help);
    };
    let command = match name.as_str() {
        "help" | "--help" | "-h" => Command::Help,
        "serve" | "dev" => return parse_serve(name, options),
        "build" => Command::Build,
        "assemble" => Command::Assemble,
        "test" if options == ["--all-engines"] => {
            return Ok(Command::Test { engines: Engines::All });
        }
        "test" => Command::Test { engines: Engines::Needed },
        "gallery" => return parse_gallery(options),
        "bench" => Command::Bench,
        "golden" => Command::Golden,
        "words" => Command::Words,
        "fuzz" => return parse_fuzz(options),
        "chaos" => return parse_chaos(options),
        "audit" => Command::Audit,
        _ => return Err(format!("There is no command `{name}`.")),
    };
    match options.first() {
        Some(extra) => Err(format!("`{name}` takes no `{extra}`.")),
        None => Ok(command),
    }
}

fn parse_serve(name: &str, options: &[String]) -> Result<Command, String> {
    let (mut port, mut open) = (DEFAULT_PORT, false);
    let mut rest = options.iter().map(String::as_str);
    while let Some(option) = rest.next() {
        match option {
            "--open" => open = true,
            "--port" => port = parse_port(rest.next().unwrap_or_default())?,
            _ => match option.strip_prefix("--port=") {
                Some(text) => port = parse_port(text)?,
                None => return Err(format!("`{name}` takes no `{option}`.")),
            },
        }
    }
    Ok(if name == "dev" { Command::Dev { port, open } } else { Command::Serve { port, open } })
}

fn parse_gallery(options: &[String]) -> Result<Command, String> {
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let task = match options[..] {
        [] => Task::Draw { open: false },
        ["--open"] => Task::Draw { open: true },
        ["--check"] => Task::Check,
        ["--update"] => Task::Update,
        [option] => return Err(format!("`gallery` takes no `{option}`.")),
        [..] => return Err("`gallery` takes one option at most.".into()),
    };
    Ok(Command::Gallery(task))
}

fn parse_fuzz(options: &[String]) -> Result<Command, String> {
    let seconds = match options {
        [] => FUZZ_SECONDS,
        [option] => {
            let number = option.strip_prefix("--seconds=").unwrap_or_default();
            parse_seconds(number).ok_or_else(|| format!("`fuzz` takes no `{option}`."))?
        }
        [option, number] if option == "--seconds" => parse_seconds(number)
            .ok_or_else(|| format!("`--seconds` takes a number from 1, not `{number}`."))?,
        [option, ..] => return Err(format!("`fuzz` takes no `{option}`.")),
    };
    Ok(Command::Fuzz { seconds })
}

fn parse_chaos(options: &[String]) -> Result<Command, String> {
    let (mut schedules, mut seed) = (SCHEDULES, 1);
    let words = options.iter().flat_map(|option| option.split('='));
    let mut words = words.map(str::trim);
    while let Some(option) = words.next() {
        let place = match option {
            "--schedules" => &mut schedules,
            "--seed" => &mut seed,
            _ => return Err(format!("`chaos` takes no `{option}`.")),
        };
        let number = words.next().and_then(|word| word.parse().ok()).filter(|number| *number > 0);
        *place = number.ok_or_else(|| format!("`{option}` takes a number from 1."))?;
    }
    Ok(Command::Chaos { schedules, seed })
}

fn parse_seconds(text: &str) -> Option<u32> {
    text.parse().ok().filter(|seconds| *seconds > 0)
}

fn parse_port(text: &str) -> Result<u16, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err(format!("`--port` takes a number from 1 to 65535, not `{text}`.")),
        Ok(port) => Ok(port),
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, Task, parse};
    use crate::browser::Engines;

    fn parse_line(line: &str) -> Result<Command, String> {
        let words: Vec<String> = line.split_whitespace().map(String::from).collect();
        parse(&words)
    }

    #[test]
    fn no_argument_asks_for_help() {
        assert_eq!(parse_line(""), Ok(Command::Help));
    }

    #[test]
    fn serve_has_defaults() {
        let expected = Command::Serve { port: 8080, open: false };
        assert_eq!(parse_line("serve"), Ok(expected));
    }

    #[test]
    fn serve_takes_port_and_open_in_any_order() {
        let expected = || Ok(Command::Serve { port: 9000, open: true });
        assert_eq!(parse_line("serve --open --port 9000"), expected());
        assert_eq!(parse_line("serve --port=9000 --open"), expected());
    }

    #[test]
    fn dev_takes_what_serve_takes() {
        let expected = Command::Dev { port: 9000, open: true };
        assert_eq!(parse_line("dev --open --port 9000"), Ok(expected));
        assert!(parse_line("dev --fast").unwrap_err().contains("`dev`"));
    }

    #[test]
    fn test_runs_what_matters_or_everything() {
        let test = |engines| Ok(Command::Test { engines });
        assert_eq!(parse_line("test"), test(Engines::Needed));
        assert_eq!(parse_line("test --all-engines"), test(Engines::All));
        assert!(parse_line("test --all").is_err());
    }

    #[test]
    fn chaos_takes_a_count_and_a_seed() {
        let chaos = |schedules, seed| Ok(Command::Chaos { schedules, seed });
        assert_eq!(parse_line("chaos"), chaos(500, 1));
        assert_eq!(parse_line("chaos --seed 7 --schedules=20"), chaos(20, 7));
        for wrong in ["chaos --seed", "chaos --schedules 0", "chaos fast", "chaos --seed=x"] {
            assert!(parse_line(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn fuzz_takes_a_time() {
        for (line, seconds) in [("fuzz", 60), ("fuzz --seconds 5", 5), ("fuzz --seconds=600", 600)]
        {
            assert_eq!(parse_line(line), Ok(Command::Fuzz { seconds }), "{line}");
        }
    }

    #[test]
    fn the_gallery_is_drawn_checked_or_updated() {
        for (line, task) in [
            ("gallery", Task::Draw { open: false }),
            ("gallery --open", Task::Draw { open: true }),
            ("gallery --check", Task::Check),
            ("gallery --update", Task::Update),
        ] {
            assert_eq!(parse_line(line), Ok(Command::Gallery(task)), "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "dance",
            "build --fast",
            "serve --port",
            "serve --port 0",
            "serve --port 70000",
            "serve 9000",
            "fuzz --seconds",
            "fuzz --seconds 0",
            "fuzz fast",
            "audit --fix",
            "gallery --fast",
            "gallery --check --update",
        ] {
            assert!(parse_line(line).is_err(), "{line}");
        }
    }
}
