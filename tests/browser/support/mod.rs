//! What the tests and the benchmarks share: servers for the release and for pages that embed it,
//! a browser, and a page in it.

mod click;
pub mod desk;
mod display;
mod driver;
mod emulation;
mod engine;
pub mod environment;
pub mod fault;
mod figures;
mod headers;
mod page;
pub mod ports;
pub mod rules;
mod scenes;
pub mod server;
mod session;
pub mod shadow;
mod vendor;

pub use self::desk::{Answer, Desk, Kind};
pub use self::engine::Engine;
pub use self::fault::Fault;
pub use self::figures::Figures;
pub use self::page::Page;
pub use self::rules::Rules;
pub use self::scenes::Scene;
pub use self::server::{Document, Server};
pub use self::session::Session;
