//! Whose figures a lead holds.

/// Whose the figures in the boxes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ownership {
    /// The example's: the visitor has typed none.
    Example,
    /// The visitor's and, in some boxes, the example's.
    Mixed,
    /// The visitor's.
    #[default]
    Own,
}

impl Ownership {
    /// Its word in a lead.
    pub fn name(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Mixed => "mixed",
            Self::Own => "own",
        }
    }
}
