//! The README's tables of fields are what each calculator's `FIELDS` says. Where it is not, this test writes it and
//! fails once.

use std::fmt::Write as _;
use std::path::Path;

use enough_pipeline::calc::field::{Blank, Field, Slot};
use enough_pipeline::calc::{coverage, forecast, leads, review, sweep};

const START: &str = "<!-- fields: written by tests/reference.rs -->\n";
const END: &str = "<!-- end of fields -->";

#[test]
fn the_readme_describes_the_fields() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = readme.split_once(START).expect("the table's first mark");
    let (_, tail) = rest.split_once(END).expect("the table's last mark");
    let fresh = format!("{head}{START}{}{END}{tail}", tables());
    if readme != fresh {
        std::fs::write(&path, fresh).unwrap();
        panic!("README.md has been brought up to date: look at it and commit it");
    }
}

/// One table per calculator.
fn tables() -> String {
    let tables = [
        ("coverage", rows(coverage::FIELDS)),
        ("sweep", rows(sweep::FIELDS)),
        ("forecast", rows(forecast::FIELDS)),
        ("leads", rows(leads::FIELDS)),
        ("review", rows(review::FIELDS)),
    ];
    let table = |(name, rows): &(&str, String)| {
        format!("### {name}\n| key | field | takes | left empty |\n|---|---|---|---|\n{rows}")
    };
    tables.iter().map(table).collect::<Vec<_>>().join("\n")
}

fn rows<I>(fields: &[Field<I>]) -> String {
    let mut rows = String::new();
    for field in fields {
        let (key, label) = (field.key, field.label.english());
        writeln!(rows, "| `{key}` | {label} | {} | {} |", takes(field), empty(field)).unwrap();
    }
    rows
}

fn takes<I>(field: &Field<I>) -> String {
    match &field.slot {
        Slot::Money(range, _) => format!("money, {} to {:e}", range.start(), range.end()),
        Slot::Percent(range, _) => format!("percent, {} to {}", range.start(), range.end()),
        Slot::Days(range, _) => format!("days, {} to {}", range.start(), range.end()),
        Slot::Count(range, _) => format!("a whole number, {} to {}", range.start(), range.end()),
        Slot::Number(range, _) => format!("a number, {} to {}", range.start(), range.end()),
        Slot::Date(_) => "a date, 2026-03-31 in links".into(),
        Slot::Choice(options, _) => {
            let keys: Vec<String> =
                options.iter().map(|option| format!("`{}`", option.key)).collect();
            keys.join(", ")
        }
    }
}

fn empty<I>(field: &Field<I>) -> String {
    match field.blank {
        Blank::Missing => "is a problem".into(),
        Blank::Means(text) => format!("means {text}"),
        Blank::Unknown => "does without".into(),
        Blank::Kept => "means the day on the visitor's calendar".into(),
    }
}
