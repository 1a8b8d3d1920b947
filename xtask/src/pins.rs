//! Every pinned version, in one place.
//!
//! wasm-bindgen-cli is missing on purpose: it must equal the library's version, so
//! [`crate::workspace::locked_version`] reads it from Cargo.lock.

/// The Rust that releases are built with: another makes other bytes.
pub const RUST: &str = "1.95.0";

/// The bundler, from crates.io.
pub const TRUNK: &str = "0.22.1";

/// Firefox's driver, from crates.io.
pub const GECKODRIVER: &str = "0.37.1";

/// The npm package that carries wasm-opt.
pub const BINARYEN: &str = "132.0.0";

/// The accessibility checker that the browser tests inject, from npm.
pub const AXE_CORE: &str = "4.14.1";

/// What the golden tables are computed with, from `PyPI`.
pub const NUMPY: &str = "2.4.6";

/// What the golden tables are computed with, from `PyPI`.
pub const SCIPY: &str = "1.17.1";

/// What the golden tables are held against, from `PyPI`.
pub const STATSMODELS: &str = "0.15.0";

/// The fuzzer's driver, from crates.io.
pub const CARGO_FUZZ: &str = "0.13.2";

/// The checker of licences, sources and advisories, from crates.io.
pub const CARGO_DENY: &str = "0.20.2";

/// What the win curves of the golden tables are checked with, from `PyPI`.
pub const LIFELINES: &str = "0.30.3";
