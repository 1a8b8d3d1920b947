//! A figure of a report by name, described once.

use super::field::Value;
use crate::language::Word;

/// One figure of a report `R`.
pub struct Figure<R: 'static> {
    /// Name in objects, files and leads. A promise: never renamed.
    pub key: &'static str,
    /// What people read.
    pub label: Word,
    /// The figure; `None` where the report has no answer.
    pub get: fn(&R) -> Option<Value>,
}
