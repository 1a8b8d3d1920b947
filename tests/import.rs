//! Lists of deals as CRMs export them. Each file in tests/import is named for the trap in it, and
//! beside it stands what must come of it: `name.csv` and `name.expected`.
//!
//! The first lines of an expectation, each beginning with ">", are what the visitor says:
//! `> group yes`, `> converted`, `> currency USD`, `> pipeline all`, `> day-first created`, `> senses Stage 3=won`,
//! `> recurring year`, `> map value=3`, `> confirm`. The other lines are what was asked, the deals, and the rows set
//! aside. To see what comes of a new file, give it an empty expectation.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use enough_pipeline::calc::deals::{Deal, Outcome};
use enough_pipeline::text::formats::Plain;
use enough_pipeline::text::import::{
    Answer, Candidate, Import, Question, ROLES, Recurring, Role, Sense, Step,
};
use enough_pipeline::text::notation::Notation;

/// The day on which all the files are read.
const TODAY: &str = "2026-11-24";

#[test]
fn every_list_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| {
        file.extension().is_some_and(|end| ["csv", "xls"].iter().any(|own| end == *own))
    });
    assert!(files.len() >= 30, "{}", files.len());
    let wrong: Vec<String> = files.iter().filter_map(|file| difference(file)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn difference(file: &Path) -> Option<String> {
    let expected = fs::read_to_string(file.with_extension("expected")).unwrap_or_default();
    let (said, result): (Vec<&str>, Vec<&str>) =
        expected.lines().partition(|line| line.starts_with('>'));
    // However small the steps are, the result is the same.
    let bytes = fs::read(file).unwrap();
    let all = read(bytes.clone(), &said, 1_000_000);
    assert_eq!(all, read(bytes, &said, 1), "{}", file.display());
    let result = result.join("\n");
    (all.trim() != result.trim())
        .then(|| format!("--- {}\n{}\n{}", file.display(), said.join("\n"), all))
}

/// What comes of a list, as text.
fn read(bytes: Vec<u8>, said: &[&str], budget: usize) -> String {
    let mut import = Import::new(bytes, TODAY.parse::<NaiveDate>().unwrap());
    let mut text = String::new();
    let mut end = run(&mut import, budget);
    if end == Step::Asks {
        import.questions().iter().for_each(|question| write_question(&mut text, &import, question));
        for line in said {
            // What is asked next, once something is answered.
            if line.trim() == ">" {
                end = run(&mut import, budget);
                import
                    .questions()
                    .iter()
                    .for_each(|question| write_question(&mut text, &import, question));
                continue;
            }
            say(&mut import, line.trim_start_matches("> "), budget);
        }
        end = run(&mut import, budget);
    }
    match end {
        Step::Refused(refusal) => writeln!(text, "refused: {}", refusal.sentence()).unwrap(),
        Step::Asks => writeln!(text, "not answered: {:?}", import.questions()).unwrap(),
        _ => write_result(&mut text, &import),
    }
    text
}

fn run(import: &mut Import, budget: usize) -> Step {
    loop {
        match import.step(budget) {
            Step::Progress(share) => assert!((0.0..=1.0).contains(&share)),
            Step::Foreign(name) => {
                let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
                let text = encoding.decode(import.foreign()).0.into_owned();
                import.decoded(text);
            }
            other => return other,
        }
    }
}

fn role(key: &str) -> Role {
    ROLES.iter().find(|(_, own, _)| *own == key).unwrap().0
}

fn say(import: &mut Import, line: &str, budget: usize) {
    let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
    let answer = match what {
        "currency" => Answer::Currency(rest.into()),
        "recurring" => Answer::Recurring(match rest {
            "year" => Recurring::Yearly,
            "once" => Recurring::LeftOut,
            _ => Recurring::AsListed,
        }),
        "pipeline" => Answer::Pipeline((rest != "all").then(|| rest.into())),
        "day-first" => Answer::DayFirst(role(rest), true),
        "month-first" => Answer::DayFirst(role(rest), false),
        "group" => Answer::Group(rest == "yes"),
        "converted" => Answer::Converted,
        "senses" => Answer::Senses(rest.split(", ").map(sense).collect()),
        _ => {
            let mut mapping = import.mapping().clone();
            if let Some((key, column)) = rest.split_once('=') {
                mapping.set(role(key), Some(column.parse().unwrap()));
            }
            import.set_mapping(mapping.confirmed());
            run(import, budget);
            return;
        }
    };
    import.answer(answer);
}

fn sense(pair: &str) -> (String, Sense) {
    let (word, sense) = pair.split_once('=').unwrap();
    let sense = match sense {
        "won" => Sense::Won,
        "lost" => Sense::Lost,
        _ => Sense::Open,
    };
    (word.into(), sense)
}

fn write_question(text: &mut String, import: &Import, question: &Question) {
    match question {
        Question::Columns(roles) => {
            let keys: Vec<_> = roles.iter().map(|role| role.key()).collect();
            writeln!(text, "asks: columns {}", keys.join(" ")).unwrap();
            for role in roles {
                let candidates = import.candidates(*role);
                let named =
                    |one: &Candidate| format!("{} ({})", one.header, one.samples.join("; "));
                let named: Vec<_> = candidates.iter().map(named).collect();
                writeln!(text, "  {}: {}", role.key(), named.join(", ")).unwrap();
                assert!(!role.lack().is_empty());
            }
            Ok(())
        }
        Question::Group(header, rows, first) => {
            writeln!(text, "asks: group {header}, {rows} blank below {first}")
        }
        Question::DayFirst { role, example, guess } => {
            writeln!(text, "asks: day first in {}? {example} {guess:?}", role.key())
        }
        Question::Currency(words) => writeln!(text, "asks: currency {words:?}"),
        Question::Recurring(words) => writeln!(text, "asks: recurring {words:?}"),
        Question::Pipeline(words) => writeln!(text, "asks: pipeline {words:?}"),
        Question::Senses(words) => {
            let word = |word: &enough_pipeline::text::import::Word| {
                let guess = word.guess.map_or("?".into(), |guess| format!("{guess:?}"));
                assert!(word.clues.iter().all(|clue| !clue.words().is_empty()));
                format!("{} ({}, {}, {guess})", word.key, word.rows, word.value.0)
            };
            writeln!(text, "asks: senses {}", words.iter().map(word).collect::<Vec<_>>().join("; "))
        }
    }
    .unwrap();
}

fn write_result(text: &mut String, import: &Import) {
    let layout = import.layout().unwrap();
    if layout.encoding != enough_pipeline::text::import::Encoding::Utf8 {
        writeln!(text, "encoding: {:?}", layout.encoding).unwrap();
    }
    for (column, stage) in &layout.stage_columns {
        writeln!(text, "stage column: {column} {stage}").unwrap();
    }
    import.deals().iter().for_each(|deal| write_deal(text, deal));
    let report = import.report();
    assert_eq!(report.read, report.used + report.unused());
    assert_eq!(report.used, import.deals().len());
    for remark in &report.remarks {
        writeln!(text, "remark: {remark:?}").unwrap();
    }
    for group in &report.aside {
        writeln!(text, "aside: {:?} {:?}", group.what, group.lines).unwrap();
    }
    for group in &report.notices {
        writeln!(text, "notice: {:?} {:?}", group.what, group.lines).unwrap();
    }
    if let Some(undated) = &report.undated {
        writeln!(text, "undated: {undated:?}").unwrap();
    }
    if report.used > 0 {
        writeln!(text, "{}", report.counts(&Plain::default())).unwrap();
    }
    let table = import.aside_csv(&Notation::plain());
    let rows =
        csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes()).into_records();
    assert_eq!(rows.map(Result::unwrap).count(), report.unused());
}

/// "6|Acme|Ada|Closed Won|5000|2026-01-01|won 2026-02-01|…", without what is not there.
fn write_deal(text: &mut String, deal: &Deal) {
    let labels = &deal.labels;
    let names = [&labels.id, &labels.name, &labels.account, &labels.owner, &labels.stage];
    let mut parts: Vec<String> = names.into_iter().cloned().collect();
    parts.push(deal.value.0.to_string());
    parts.push(deal.created.to_string());
    parts.push(match deal.outcome {
        Outcome::Open => "open".into(),
        Outcome::Won(day) => format!("won {day}"),
        Outcome::Lost(day) => format!("lost {day}"),
    });
    parts.extend(deal.expected_close.map(|day| format!("expected {day}")));
    parts.extend(deal.last_activity.map(|day| format!("active {day}")));
    parts.extend(deal.probability.map(|chance| format!("{}%", chance.0)));
    for (name, label) in [
        ("category", &labels.category),
        ("source", &labels.source),
        ("next", &labels.next_step),
        ("segment", &labels.segment),
        ("product", &labels.product),
        ("loss", &labels.loss_reason),
    ] {
        parts.extend((!label.is_empty()).then(|| format!("{name} {label}")));
    }
    parts.extend(labels.pushes.map(|pushes| format!("pushed {pushes}")));
    writeln!(text, "{}", parts.join("|")).unwrap();
}
