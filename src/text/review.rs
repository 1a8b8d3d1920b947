//! The words of the review, and files with people's answers.

mod content;
mod file;
mod finding;
mod summary;

pub use self::content::{Area, Content, NOT_APPLICABLE, Statement, content};
pub use self::file::{LONGEST_FILE, Rating, Refusal, read, refusal, write};
pub use self::finding::sentence;
pub use self::summary::{answered, explanations, of_hundred, verdict};
