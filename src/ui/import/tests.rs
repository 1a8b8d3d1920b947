use yew::{Callback, Html};

use super::*;
use crate::text::formats::Plain;
use crate::text::import::{Import, Step, workbook_refused};
use crate::ui::browser::sheets::Sheet;
use crate::ui::said::{all_from_tables, drawn};
use crate::ui::view::Formatting;

/// Lists that leave something open, each another thing.
const OPEN: [&str; 6] = [
    include_str!("../../../tests/import/days_or_months_asked.csv"),
    include_str!("../../../tests/import/mixed_currencies_asked.csv"),
    include_str!("../../../tests/import/close_periods_listed.csv"),
    include_str!("../../../tests/import/hubspot_two_pipelines.csv"),
    include_str!("../../../tests/import/unknown_stage_words_asked.csv"),
    include_str!("../../../tests/import/unknown_headers_guessed.csv"),
];

/// Lists that are read, with rows set aside, rows without a part and remarks.
const READ: [&str; 6] = [
    include_str!("../../../tests/import/duplicate_ids.csv"),
    include_str!("../../../tests/import/missing_ids_and_created.csv"),
    include_str!("../../../tests/import/closed_before_created.csv"),
    include_str!("../../../tests/import/won_but_never_lost.csv"),
    include_str!("../../../tests/import/dollars_beside_usd.csv"),
    include_str!("../../../tests/import/salesforce_report_footer.csv"),
];

fn importer(list: List) -> Importer {
    let formats = Formatting::new(Plain::default());
    let view = View { formats, id: "ep".into(), level: 2, send: Callback::noop() };
    Importer::new(view, list)
}

/// A list as far as it is read without answers.
fn read(text: &str) -> (Box<Import>, Step) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    let mut import = Box::new(Import::new(text.into(), today));
    loop {
        let step = import.step(100);
        if !matches!(step, Step::Progress(_)) {
            return (import, step);
        }
    }
}

fn asking(text: &str) -> Importer {
    let (import, step) = read(text);
    assert_eq!(step, Step::Asks, "{text}");
    let mut importer = importer(List::None);
    let under = Under::new(Purpose::Deals, "7".into(), import, true);
    importer.under = Some(Under { step, ..under });
    importer
}

fn asked(importer: &Importer) -> Html {
    questions(importer, importer.asking().unwrap())
}

#[test]
fn each_question_is_asked_in_a_sentence() {
    let page: String = OPEN.iter().map(|text| drawn(asked(&asking(text)))).collect();
    for words in [
        "In “Created Date”, is 05/01/2026 written with the day or the month first?",
        "Some amounts recur: monthly (2 rows), annual (1 row)",
        "The list has several pipelines. Which one counts?",
        "What does “Alpha” mean (2 rows, $2)?",
        "Which columns say this?",
        "EUR (1 row)",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn no_question_is_said_outside_the_tables() {
    for text in OPEN {
        all_from_tables(text, || {
            let importer = asking(text);
            vec![asked(&importer), source(&importer)]
        });
    }
}

#[test]
fn no_report_is_said_outside_the_tables() {
    for text in READ {
        all_from_tables(text, || {
            let importer = importer(List::Import("7".into(), read(text).0));
            assert!(importer.list.import().is_some_and(|import| import.report().read > 0));
            vec![receipt(&importer), columns(&importer), source(&importer)]
        });
    }
}

#[test]
fn no_refusal_and_no_way_in_is_said_outside_the_tables() {
    all_from_tables("", || {
        let mut parts = Vec::new();
        for text in ["", " ", "%PDF-1.7", "PK\u{3}\u{4}", "1\n2\n", "Id,Stage\n"] {
            let Step::Refused(refusal) = read(text).1 else { panic!("{text:?} is read") };
            let mut importer = importer(List::None);
            importer.refused = Some(refusal.sentence());
            importer.pasted = "1".into();
            parts.push(source(&importer));
        }
        for key in ["too-large", "bomb", "too-many-columns", "empty", "old", "other", "damaged", ""]
        {
            let mut importer = importer(List::None);
            importer.refused = Some(workbook_refused(key).into());
            parts.push(source(&importer));
        }
        let sheet = |name: &str| Sheet { name: name.into(), rows: 1.0, text: String::new() };
        for sheets in [vec![], vec![sheet("1"), sheet("2")]] {
            let given = Workbook { purpose: Purpose::Deals, name: "7".into(), sheets };
            let view = importer(List::None).view;
            parts.extend(workbook::workbook(&view, &given));
        }
        parts
    });
}
