//! What holds for any bytes that a visitor drops on the page.

use chrono::NaiveDate;
use enough_pipeline::text::import::{Import, LARGEST, Mapping, ROLES, Refusal, Step};
use enough_pipeline::text::notation::Notation;
use proptest::prelude::*;

#[path = "import/generator.rs"]
mod generator;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

/// Steps on until there is nothing to do without the visitor; how many steps it took.
fn run(import: &mut Import, budget: usize) -> (Step, usize) {
    let mut share = 0.0;
    for steps in 1.. {
        match import.step(budget) {
            Step::Progress(now) => {
                assert!((0.0..=1.0).contains(&now) && now >= share, "{now} after {share}");
                share = now;
            }
            // As a host might that decodes everything somehow.
            Step::Foreign(_) => {
                let text = String::from_utf8_lossy(import.foreign()).into_owned();
                import.decoded(text);
            }
            end => return (end, steps),
        }
    }
    unreachable!("steps end")
}

/// Reads it with every role on some column, so that nothing is left out.
fn read_everything(bytes: Vec<u8>, budget: usize) {
    let mut import = Import::new(bytes, today());
    let (end, _) = run(&mut import, budget);
    if let Step::Refused(refusal) = end {
        assert!(!refusal.sentence().is_empty());
        return;
    }
    let columns = import.layout().unwrap().headers.len();
    let mut mapping = Mapping::default();
    for (place, (role, ..)) in ROLES.into_iter().enumerate() {
        mapping.set(role, Some(place % columns));
    }
    import.set_mapping(mapping);
    run(&mut import, budget);
    let report = import.report();
    assert_eq!(report.read, report.used + report.unused());
    assert!(import.deals().iter().all(|deal| deal.value.0 >= 0.0 && deal.value.0.is_finite()));
    assert!(import.deals().iter().all(|deal| deal.created <= today()));
    assert!(import.aside_csv(&Notation::plain()).starts_with('\u{feff}'));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..3000), budget in 1_usize..20,
    ) {
        read_everything(bytes, budget);
    }

    #[test]
    fn any_table_is_read_or_refused(
        text in "(Created,Value|Stage;Id|\u{feff}Id\tAmount)\n([-a-z0-9,;\t\"'./$€%() é]{0,30}\r?\n){0,40}",
        budget in 1_usize..20,
    ) {
        read_everything(text.into_bytes(), budget);
    }
}

#[test]
fn long_garbage_ends_in_small_steps() {
    let mut state = 1_u32;
    let mut byte = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let random: Vec<u8> = (0..10_000_000).map(|_| byte().max(1)).collect();
    let quotes = "a\"b,\"\n".repeat(1_500_000).into_bytes();
    let lines = "\n".repeat(10_000_000).into_bytes();
    let one_line = "a,".repeat(5_000_000).into_bytes();
    for bytes in [random, quotes, lines, one_line] {
        let size = bytes.len();
        let (_, steps) = run(&mut Import::new(bytes, today()), 1000);
        // Each step is worth 400 bytes a row; quotation marks cost some bytes twice.
        assert!(steps < 60 + 4 * size / 400_000 + 50 * 2, "{steps}");
    }
}

#[test]
fn a_file_above_the_limit_is_refused_at_once() {
    let mut import = Import::new(vec![b'a'; LARGEST + 1], today());
    assert_eq!(import.step(1), Step::Refused(Refusal::TooLarge));
}

#[test]
fn fifty_thousand_rows_are_all_accounted_for() {
    let list = generator::list(50_000, 1);
    let mut import = Import::new(list.into_bytes(), today());
    let (end, steps) = run(&mut import, 500);
    assert_eq!(end, Step::Done);
    assert!(steps >= 200, "{steps}");
    let report = import.report();
    assert_eq!((report.read, report.used), (50_000, 50_000));
}
