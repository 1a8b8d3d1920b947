//! A file that is dropped on the sweep, whatever is in it.
#![no_main]

use chrono::NaiveDate;
use enough_pipeline::text::import::{Import, Step};
use enough_pipeline::text::notation::Notation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
    let mut import = Import::new(bytes.to_vec(), today);
    let mut end = import.step(100);
    while let Step::Progress(share) = end {
        assert!((0.0..=1.0).contains(&share));
        end = import.step(100);
    }
    if end == Step::Asks && import.layout().is_some() {
        // Taken as they were guessed, so that the deals are read too.
        import.set_mapping(import.mapping().clone().confirmed());
        while let Step::Progress(_) = import.step(100) {}
    }
    let report = import.report();
    assert_eq!(report.read, report.used + report.unused());
    assert!(import.deals().iter().all(|deal| deal.value.0.is_finite() && deal.value.0 >= 0.0));
    let _ = import.aside_csv(&Notation::plain());
});
