//! Why a file of a client is not opened.

/// Why a file of a client is not opened. Nothing on the screen changes then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no JSON object.
    NotJson,
    /// It is, but none of ours.
    OtherKind,
    /// It was written by a later version.
    Newer,
    /// This part of it is missing or makes no sense.
    Damaged(&'static str),
    /// It is larger than any file of ours.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
}

impl Refusal {
    /// What to tell the visitor, and what to do.
    pub fn sentence(self) -> String {
        let sentence = match self {
            Self::NotJson => {
                say!(
                    "This is not a client file: choose one that was saved here, whose name ends in .enough-pipeline.json."
                )
            }
            Self::OtherKind => {
                say!(
                    "This file was written by another program: choose one that was saved here, whose name ends in .enough-pipeline.json."
                )
            }
            Self::Newer => {
                say!(
                    "This file was saved by a later version of the calculator: reload the page to get that version, then open it again."
                )
            }
            Self::TooLarge => {
                say!("This file is too large to be a client file: choose one that was saved here.")
            }
            Self::Unreadable => {
                say!(
                    "The file could not be read: choose it again, or save it to this device first."
                )
            }
            Self::Damaged(part) => {
                return say!(
                    "This client file is damaged in its part “{part}”: open an earlier copy of it. What is on the screen has not changed.",
                    part = part,
                );
            }
        };
        sentence.into()
    }
}
