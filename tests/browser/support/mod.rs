//! What the tests and the benchmarks share: a server for the release, a browser, and a page in it.

mod driver;
mod engine;
pub mod environment;
mod figures;
mod page;
mod scenes;
mod server;

pub use self::driver::browse;
pub use self::figures::Figures;
pub use self::page::Page;
pub use self::scenes::Scene;
