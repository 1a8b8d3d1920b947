//! `cargo xtask COMMAND`: every chore of this project, each doing its own set-up.

mod audit;
mod bench;
mod browser;
mod build;
mod chaos;
mod cli;
mod clock;
mod debian;
mod dev;
mod fuzz;
mod gallery;
mod golden;
mod headers;
mod markup;
mod page;
mod paths;
mod pins;
mod process;
mod programs;
mod release;
mod rust;
mod script;
mod serve;
mod server;
mod sizes;
mod style;
mod supply;
mod test;
mod tools;
mod views;
mod words;
mod workspace;

use std::process::ExitCode;

use cli::Command;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match cli::parse(&arguments) {
        Ok(command) => finish(run(&command)),
        Err(problem) => {
            eprintln!("{problem}\n\n{}", cli::HELP);
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Help => {
            println!("{}", cli::HELP);
            Ok(())
        }
        Command::Serve { port, open } => serve::run(*port, *open),
        Command::Dev { port, open } => dev::run(*port, *open),
        Command::Build => build::run(),
        Command::Assemble => release::assemble(),
        Command::Test { engines } => test::run(*engines),
        Command::Bench => bench::run(),
        Command::Golden => golden::run(),
        Command::Words => words::update(),
        Command::Fuzz { seconds } => fuzz::run(*seconds),
        Command::Chaos { schedules, seed } => chaos::run(*schedules, *seed),
        Command::Audit => audit::run(),
        Command::Gallery(task) => gallery::run(*task),
    }
}

fn finish(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
