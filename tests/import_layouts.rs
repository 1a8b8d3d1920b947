//! No list is misread, however it is laid out: the totals are those of whoever made it, or something
//! is asked.

use chrono::NaiveDate;
use enough_pipeline::text::import::{Answer, Import, Question, Step};

#[path = "import/layouts.rs"]
mod layouts;

use layouts::{List, Totals};

/// How many lists are read.
const LISTS: u64 = 2_500;
/// Most of them, in percent, that may ask about anything but the order of day and month or a group.
const MOST_ASKED: u64 = 1;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn run(import: &mut Import) -> Step {
    loop {
        match import.step(1000) {
            Step::Progress(_) => {}
            end => return end,
        }
    }
}

/// What the import makes of it; `None` when it asks what the list itself should say.
fn read(list: &List) -> Option<Totals> {
    let mut import = Import::new(list.bytes.clone(), today());
    let mut end = run(&mut import);
    while end == Step::Asks {
        for question in import.questions() {
            import.answer(match question {
                Question::DayFirst { role, .. } => Answer::DayFirst(role, list.day_first),
                Question::Group(..) => Answer::Group(true),
                _ => return None,
            });
        }
        end = run(&mut import);
    }
    let report = import.report();
    let tallies = [report.open, report.won, report.lost];
    Some(tallies.map(|tally| (tally.deals, (tally.value.0 * 100.0).round() as i64)))
}

#[test]
fn no_layout_is_misread_without_a_question() {
    let mut asked = 0;
    for seed in 0..LISTS {
        let list = layouts::list(seed);
        match read(&list) {
            Some(totals) => assert_eq!(totals, list.totals, "list {seed}\n{}", list.text),
            None => asked += 1,
        }
    }
    assert!(asked * 100 <= MOST_ASKED * LISTS, "{asked} lists ask");
}
