//! A fragment of an address, as anybody may write it.
#![no_main]

use enough_pipeline::text::share::{self, LinkProblem};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|fragment: &str| {
    let _ = share::without(fragment);
    if let Ok(shared) = share::decode(fragment) {
        // Escapes may make it longer than a link may be.
        let again = share::decode(&share::encode(&shared.calculator, &shared.fields));
        assert!(again == Ok(shared) || again == Err(LinkProblem::TooLong), "{again:?}");
    }
});
