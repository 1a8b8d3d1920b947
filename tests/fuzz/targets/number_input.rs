//! What may be typed where a number or a date is asked for, in notations of several countries.
#![no_main]

use enough_pipeline::text::notation::Notation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let english = Notation::plain();
    let german = Notation { decimal: ',', group: '.', day_first: true, ..Notation::plain() };
    let french = Notation { decimal: ',', group: '\u{202f}', day_first: true, ..Notation::plain() };
    for notation in [english, german, french] {
        if let Ok(parsed) = notation.parse_number(text) {
            assert!(parsed.value.is_finite());
        }
        let _ = notation.parse_date(text);
    }
});
