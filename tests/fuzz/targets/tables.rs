//! Any text is read as a small table or refused, wherever it is put.
#![no_main]

use enough_pipeline::text::formats::Plain;
use enough_pipeline::text::rows::forecast::SECTIONS;
use enough_pipeline::text::tables::{Around, Choices, block, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let formats = Plain::default();
    let around = Around::new("2026-11-30".parse().unwrap(), &formats);
    let cells = block(text);
    for wanted in SECTIONS.into_iter().map(Some).chain([None]) {
        if let Ok(reading) = read(&cells, wanted, &Choices::default(), &around) {
            assert!(reading.rows.len() <= reading.section.table().most);
        }
    }
});
