//! The page in a real browser, driven through `WebDriver`: what only a browser can show.
//!
//! `cargo xtask test` builds the release, says where it and the browsers are, and runs these.
//! `cargo test … firefox` runs those of one engine alone: its name is a part of the tests' names.
//! Each test runs in the engines where it could end differently; with the variable
//! `EP_ALL_ENGINES`, in all. `EP_TIMES` names a file for how long each took.

mod accessibility;
mod builder;
mod chaos;
mod editing;
mod embed;
mod embedding;
mod forecast;
mod framing;
mod gate;
mod harness;
mod keyboard;
mod languages;
mod layout;
mod leads;
mod leaving;
mod loading;
mod locales;
mod printing;
mod releasing;
mod sharing;
mod storage;
mod support;
mod sweep;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(code) = chaos::run() {
        return code;
    }
    let scenarios = [
        accessibility::scenarios(),
        builder::scenarios(),
        editing::scenarios(),
        embed::scenarios(),
        embedding::scenarios(),
        forecast::scenarios(),
        forecast::looks::scenarios(),
        framing::scenarios(),
        gate::scenarios(),
        keyboard::scenarios(),
        languages::scenarios(),
        layout::scenarios(),
        leads::scenarios(),
        leaving::scenarios(),
        loading::scenarios(),
        locales::scenarios(),
        printing::scenarios(),
        releasing::scenarios(),
        sharing::scenarios(),
        storage::scenarios(),
        sweep::scenarios(),
        sweep::looks::scenarios(),
        workspace::scenarios(),
    ];
    let scenarios: Vec<_> = scenarios.into_iter().flatten().collect();
    harness::run(&scenarios, releasing::files())
}
