//! The README's table of fields is what `FIELDS` says. Where it is not, this test writes it and
//! fails once.

use std::fmt::Write as _;
use std::path::Path;

use enough_pipeline::calc::coverage::FIELDS;
use enough_pipeline::calc::field::{Blank, Field, Slot};
use enough_pipeline::calc::{leads, review};

/// The name of each table's marks, and the table.
fn tables() -> [(&'static str, String); 3] {
    [("fields", table(FIELDS)), ("leads", table(leads::FIELDS)), ("review", table(review::FIELDS))]
}

#[test]
fn the_readme_describes_the_fields() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let fresh = tables().iter().fold(readme.clone(), |text, (name, table)| {
        let (start, end) = (
            format!("<!-- {name}: written by tests/reference.rs -->\n"),
            format!("<!-- end of {name} -->"),
        );
        let (head, rest) = text.split_once(&start).expect("the table's first mark");
        let (_, tail) = rest.split_once(&end).expect("the table's last mark");
        format!("{head}{start}{table}{end}{tail}")
    });
    if readme != fresh {
        std::fs::write(&path, fresh).unwrap();
        panic!("README.md has been brought up to date: look at it and commit it");
    }
}

fn table<I>(fields: &[Field<I>]) -> String {
    let mut table = String::from("| key | field | takes | left empty |\n|---|---|---|---|\n");
    for field in fields {
        let (key, label) = (field.key, field.label);
        writeln!(table, "| `{key}` | {label} | {} | {} |", takes(field), empty(field)).unwrap();
    }
    table
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
