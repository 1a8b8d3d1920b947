//! The page in a real browser, driven through `WebDriver`: what only a browser can show.
//!
//! `cargo xtask test` builds the release, says where it and the browsers are, and runs these.
//! `cargo test … firefox` runs those of one engine alone: its name is a part of the tests' names.

/// Makes a test of each function for each engine: `editing::webkit::name` and so on.
///
/// A function takes the [`support::Engine`] that it is to run in, for [`support::browse_in`].
macro_rules! in_every_engine {
    ($($test:ident),+ $(,)?) => {
        in_engine!(chromium, Chromium, $($test),+);
        in_engine!(firefox, Firefox, $($test),+);
        in_engine!(webkit, WebKit, $($test),+);
    };
}

/// Makes a test of each function for one engine.
macro_rules! in_engine {
    ($module:ident, $engine:ident, $($test:ident),+) => {
        mod $module {
            $(
                #[test]
                fn $test() {
                    super::$test(crate::support::Engine::$engine);
                }
            )+
        }
    };
}

mod accessibility;
mod builder;
mod edges;
mod editing;
mod embed;
mod embedding;
mod forecast;
mod framing;
mod gate;
mod keyboard;
mod languages;
mod layout;
mod leads;
mod loading;
mod locales;
mod printing;
mod releasing;
mod sharing;
mod storage;
mod support;
mod sweep;
mod workspace;
