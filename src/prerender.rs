//! What the release needs from the program itself: the first view of each page as markup, and the
//! choices that the snippet builder offers. A name and a text on each line.
//!
//! Each argument is a language and the file of its words, `de=de.txt`: the first views are printed
//! in it too, with the language behind their names.

use enough_pipeline::calc::coverage::{FIELDS, FIGURES};
use enough_pipeline::language::{self, Table};
use enough_pipeline::lead::config::{self, Config};
use enough_pipeline::lead::consent::Consent;
use enough_pipeline::lead::person::Typed;
use enough_pipeline::lead::submission::{Context, Figure, Line, Submission};
use enough_pipeline::text::draft::Draft;
use enough_pipeline::text::options;
use enough_pipeline::ui::{
    Markup, first_forecast, first_leads, first_review, first_sweep, first_view, first_workspace,
};

/// Name of the view, level of its heading, whether a form stands before the whole answer.
const VIEWS: &[(&str, u8, bool)] =
    &[("page", 1, false), ("coverage-open", 2, false), ("coverage-gated", 2, true)];

fn main() -> std::io::Result<()> {
    print_views("");
    println!("choices\t{{\"choices\":{{{}}},\"keys\":{{{}}}}}", choices(), keys());
    for argument in std::env::args().skip(1) {
        let (language, file) = argument.split_once('=').unwrap_or((&argument, ""));
        let words = Table::new(std::fs::read_to_string(file)?);
        language::speak(String::leak(language.to_owned()), Box::leak(Box::new(words)));
        print_views(&[".", language].concat());
    }
    Ok(())
}

/// The first views in the language that is spoken, each with `suffix` behind its name.
fn print_views(suffix: &str) {
    for (name, level, gated) in VIEWS {
        let view = first_view(*level, *gated, Draft::default()).markup(true);
        println!("{name}{suffix}\t{view}");
    }
    for (name, view) in [
        ("sweep", first_sweep().markup(true)),
        ("forecast", first_forecast().markup(true)),
        ("leads", first_leads().markup(true)),
        ("review", first_review().markup(true)),
        ("workspace", first_workspace().markup(true)),
    ] {
        println!("{name}{suffix}\t{view}");
    }
}

/// Members of a JSON object: the words of each attribute that takes one of several, and which of
/// them an absent attribute stands for. Names in Rust's quotes are JSON: they hold nothing special.
fn choices() -> String {
    let all = options::choices().into_iter().chain(config::choices());
    let member = |one: options::Choice| {
        format!("{:?}:{{\"names\":{:?},\"usual\":{:?}}}", one.key, one.names, one.usual)
    };
    all.map(member).collect::<Vec<_>>().join(",")
}

/// Members of a JSON object: what a lead may hold, by our key, each with its label.
fn keys() -> String {
    let lines = everything().lines(&Config::default());
    let member = |line: &Line| format!("{:?}:{:?}", line.key, line.label);
    lines.iter().map(member).collect::<Vec<_>>().join(",")
}

/// A lead in which nothing is missing.
fn everything() -> Submission {
    let figure = |key: &str, label: &str| Figure {
        key: key.to_owned(),
        label: label.to_owned(),
        text: "1".to_owned(),
    };
    let given = FIELDS.iter().map(|field| figure(field.key, field.label.text()));
    let told = FIGURES.iter().map(|known| figure(known.key, known.label.text()));
    let text = || "1".to_owned();
    Submission {
        id: text(),
        created_ms: 1,
        calculator: text(),
        version: text(),
        person: Typed { email: text(), name: text(), company: text(), ..Typed::default() },
        figures: given.chain(told).chain([figure("result_band", "Result")]).collect(),
        consent: Consent::new(&Config::default(), true),
        context: Context {
            page_url: text(),
            page_title: text(),
            locale: text(),
            ..Context::default()
        },
        ..Submission::default()
    }
}
