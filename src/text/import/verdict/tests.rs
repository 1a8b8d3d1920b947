use chrono::NaiveDate;

use super::super::{Answer, Clue, Import, Question, Sense, Step, Word};
use crate::calc::deals::Outcome;

const HEADERS: &str =
    "Name,Status,Stage,Won,Is closed,Probability,Created,Close Date,Closed on,Amount\n";

fn read(list: &str) -> Import {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let mut import = Import::new(list.as_bytes().to_vec(), today);
    while let Step::Progress(_) = import.step(100) {}
    import
}

/// What is asked about rows of status, stage, won, closed, probability, close date and closed date.
fn asked(rows: &[&str]) -> Vec<Word> {
    let row = |(at, row): (usize, &&str)| {
        let [status, stage, won, closed, chance, close, on] =
            row.split(',').collect::<Vec<_>>()[..]
        else {
            panic!("{row}")
        };
        format!("{at},{status},{stage},{won},{closed},{chance},2026-01-05,{close},{on},{at}\n")
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    let import = read(&[HEADERS, &rows].concat());
    let words = import.questions().into_iter().filter_map(|question| match question {
        Question::Senses(words) => Some(words),
        _ => None,
    });
    words.flatten().collect()
}

/// Rows whose state and probability are plain.
const PLAIN: [&str; 3] = [
    "Won,,,,100,2026-02-01,2026-02-02",
    "Lost,,,,0,2026-02-01,2026-02-02",
    "Open,,,,50,2026-12-01,",
];

#[track_caller]
fn check(row: &str, expected: Option<(&str, Option<Sense>)>) {
    let mut rows = PLAIN.to_vec();
    rows.push(row);
    let asked: Vec<_> = asked(&rows).into_iter().map(|word| (word.key, word.guess)).collect();
    let asked: Vec<_> = asked.iter().map(|(key, guess)| (&**key, *guess)).collect();
    assert_eq!(asked, expected.into_iter().collect::<Vec<_>>(), "{row}");
}

#[test]
fn what_agrees_is_not_asked() {
    check("Won,Negotiation,,,100,2026-02-01,2026-02-02", None);
    check("Lost,Proposal,,,20,2026-02-01,2026-02-02", None);
    check("Open,Proposal,,,0,2026-12-01,", None);
    check(",Closed Won,yes,yes,100,2026-02-01,2026-02-02", None);
    check(",,no,yes,0,2026-02-01,2026-02-02", None);
    check("Active,Closed Lost,,,0,2026-02-01,2026-02-02", None);
    check(",,,,,2026-12-01,", None);
}

#[test]
fn what_contradicts_is_asked() {
    check(
        "Open,Closed Won,,,100,2026-02-01,2026-02-02",
        Some(("Open · Closed Won · closed · 100%", None)),
    );
    check("Won,Closed Lost,,,,2026-02-01,", Some(("Won · Closed Lost", None)));
    check("Won,,,,0,2026-02-01,", Some(("Won · 0%", None)));
    check("Lost,,,,100,2026-02-01,", Some(("Lost · 100%", None)));
    check("Open,,,,100,2026-12-01,", Some(("Open · 100%", None)));
    check("Open,,,,50,2026-12-01,2026-03-01", Some(("Open · closed", None)));
    check("Won,,no,no,,2026-02-01,", Some(("Won · marked open", None)));
    check(",Proposal,,yes,,2026-02-01,", Some(("Proposal · closed", None)));
    check(",,,,100,2026-02-01,", Some((" · 100%", Some(Sense::Won))));
}

#[test]
fn an_unknown_word_is_preset_only_with_its_evidence() {
    check("On hold,,,,50,2026-12-01,", Some(("On hold", Some(Sense::Open))));
    check("On hold,,,,50,2026-02-01,", Some(("On hold", None)));
    check("Onboarding,,,,100,2026-02-01,", Some(("Onboarding · 100%", Some(Sense::Won))));
    check("Onboarding,,,,100,2026-12-01,", Some(("Onboarding · 100%", None)));
    check("LOI Signed,,,,50,2026-12-01,", Some(("LOI Signed", None)));
    check("Contract Signed,,,,50,2026-02-01,", Some(("Contract Signed", Some(Sense::Won))));
    check("Contract Signed,,,,0,2026-02-01,", Some(("Contract Signed · 0%", None)));
    check("Signed,,,,50,2026-12-01,", Some(("Signed", None)));
    check("Signed,,,,50,2026-02-01,2026-02-01", None);
}

#[test]
fn a_word_is_asked_with_its_rows_and_their_value() {
    let words = asked(&["Parked,,,,,2026-12-01,", "Open,,,,,,", "Parked,,,,,2026-02-01,"]);
    let [word] = &words[..] else { panic!("{words:?}") };
    assert_eq!((&*word.word, word.rows, word.value.0), ("Parked", 2, 2.0));
    assert_eq!(word.clues, [Clue::Ahead(1), Clue::Past(1)]);
}

#[test]
fn an_answer_counts_for_its_rows_alone() {
    let rows = "a,Parked,,,,100,2026-01-05,2026-02-01,2026-02-01,5\n\
        b,Parked,,,,50,2026-01-05,2026-12-01,,7\nc,Won,,,,100,2026-01-05,2026-02-01,2026-02-01,1\n";
    let mut import = read(&[HEADERS, rows].concat());
    let answer = |key: &str, sense| (key.to_owned(), sense);
    import.answer(Answer::Senses(vec![
        answer("Parked · closed · 100%", Sense::Won),
        answer("Parked", Sense::Open),
    ]));
    while let Step::Progress(_) = import.step(100) {}
    let outcomes: Vec<_> =
        import.deals().iter().map(|deal| deal.outcome != Outcome::Open).collect();
    assert_eq!(outcomes, [true, false, true]);
}
