//! Small tables as people keep them. Each file in tests/tables has its layout for a name, and beside
//! it stands what must come of it: `name.tsv` or `name.csv`, and `name.expected`.
//!
//! The first lines of an expectation, each beginning with ">", are where it is put and what the
//! visitor says: `> in goals`, `> fiscal 4`, `> usual 100000`, `> locale de`, `> series 1`,
//! `> start 2`, `> section 0`, `> split 0`, `> column 3 left out`. The other lines are the rows, what is said and
//! asked, and what is set aside. To see what comes of a new file, give it an empty expectation.

mod pages;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use enough_pipeline::calc::units::Money;
use enough_pipeline::text::formats::Plain;
use enough_pipeline::text::notation::Notation;
use enough_pipeline::text::rows::forecast::{SECTIONS, Section};
use enough_pipeline::text::tables::{
    Around, Choices, Question, Reading, Use, VOCABULARY, block, read,
};

/// The day on which all the files are read.
const TODAY: &str = "2026-11-30";

#[test]
fn every_table_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "tsv" || end == "csv"));
    files.sort();
    assert!(files.len() >= 30, "{}", files.len());
    let wrong: Vec<String> = files.iter().filter_map(|file| difference(file)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn difference(file: &Path) -> Option<String> {
    let expected = fs::read_to_string(file.with_extension("expected")).unwrap_or_default();
    let (said, result): (Vec<&str>, Vec<&str>) =
        expected.lines().partition(|line| line.starts_with('>'));
    let text = told(&fs::read_to_string(file).unwrap(), &said);
    if std::env::var_os("TABLES_ANEW").is_some() {
        let all = [&*said.join("\n"), if said.is_empty() { "" } else { "\n" }, &*text].concat();
        fs::write(file.with_extension("expected"), all).unwrap();
    }
    (text.trim() != result.join("\n").trim())
        .then(|| format!("--- {}\n{}\n{text}", file.display(), said.join("\n")))
}

/// What comes of a table, as text.
fn told(text: &str, said: &[&str]) -> String {
    let mut notation = Notation::plain();
    let mut wanted = None;
    let mut choices = Choices::default();
    let (mut fiscal, mut usual) = (None, None);
    for line in said {
        let (what, rest) = line.trim_start_matches("> ").split_once(' ').unwrap();
        let mut set = |question| choices.set(question, rest.parse().unwrap());
        match what {
            "in" => wanted = SECTIONS.into_iter().find(|one| one.table().key == rest),
            "locale" => {
                notation =
                    Notation { decimal: ',', group: '.', day_first: true, ..Notation::plain() };
            }
            "fiscal" => fiscal = Some(rest.parse().unwrap()),
            "usual" => usual = Some(Money(rest.parse().unwrap())),
            "series" => set(Question::Series),
            "start" => set(Question::FiscalStart),
            "section" => set(Question::Section),
            "split" => set(Question::Split),
            "units" => set(Question::Units),
            "sum" => set(Question::Sum),
            "shares" => set(Question::Shares),
            "days" => set(Question::DayFirst),
            "column" => {
                let (column, used) = rest.split_once(' ').unwrap();
                let used = if used == "left out" { Use::LeftOut } else { Use::Goal };
                choices.set_column(column.parse().unwrap(), used);
            }
            other => panic!("{other}"),
        }
    }
    let formats = Plain { notation };
    let around = Around {
        fiscal_start: fiscal,
        usual_month: usual,
        ..Around::new(TODAY.parse().unwrap(), &formats)
    };
    match read(&block(text), wanted, &choices, &around) {
        Ok(reading) => written(&reading),
        Err(refusal) => format!("refused: {}\n", refusal.sentence()),
    }
}

fn written(reading: &Reading) -> String {
    let mut text = String::new();
    let open = if reading.is_open() { ", open" } else { "" };
    writeln!(text, "{}{open}: {}", reading.section.table().key, reading.taken).unwrap();
    for row in &reading.rows {
        writeln!(text, "{}", row.join(" | ")).unwrap();
    }
    for ask in &reading.asks {
        writeln!(text, "asks{}: {}", if ask.open { "" } else { " (answered)" }, ask.title).unwrap();
        for (at, option) in ask.options.iter().enumerate() {
            let mark = if at == ask.chosen { "*" } else { "-" };
            writeln!(text, "  {mark} {} [{}]", option.words, option.preview).unwrap();
        }
    }
    for aside in &reading.aside {
        writeln!(text, "aside {}: {} ({})", aside.line, aside.reason, aside.text).unwrap();
    }
    for part in &reading.parts {
        let amounts: Vec<String> = part
            .amounts
            .iter()
            .map(|(term, amount)| format!("{} {}", term.canonical(), amount.0))
            .collect();
        writeln!(text, "{} {}: {}", part.of.words(), part.name, amounts.join(", ")).unwrap();
    }
    if let Some(won) = reading.won {
        writeln!(text, "won: {}", won.0).unwrap();
    }
    if let Some(start) = reading.fiscal_start {
        writeln!(text, "fiscal start: {start}").unwrap();
    }
    text
}

#[test]
fn the_page_lists_what_is_recognised() {
    pages::keep("tables.md", PAGE, VOCABULARY, |key| format!("**{key}**"));
}

const PAGE: &str = include_str!("tables/page.md");

#[test]
fn rows_fit_their_table() {
    for section in [Section::Goals, Section::History] {
        assert_eq!(section.table().columns.len(), 2);
    }
}
