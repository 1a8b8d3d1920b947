//! What other scripts of the page may have put where our figures are kept.
#![no_main]

use enough_pipeline::calc::coverage::FIELDS;
use enough_pipeline::text::saved;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(draft) = saved::decode(text).and_then(|saved| saved.draft(FIELDS, "en-US")) {
        let kept = saved::encode("en-US", &draft, FIELDS);
        let again = saved::decode(&kept).and_then(|saved| saved.draft(FIELDS, "en-US"));
        let again = again.map(|draft| saved::encode("en-US", &draft, FIELDS));
        assert_eq!(again, Some(kept), "what is kept is read as it was");
    }
});
