//! Which column says what.

use super::super::texts::{Texts, push_pair};
use super::role::{ROLES, Role};

/// The key under which it is kept that amounts are in cents.
const CENTS: &str = "cents";
/// Longest text that is read, in bytes.
const LONGEST: usize = 1024;

/// How a column came to its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// By its header, and its cells agree.
    Recognised,
    /// By its cells alone: to be confirmed.
    Guessed,
    /// The visitor said so, now or on an earlier visit.
    ByHand,
}

/// A column that has a role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Column, from 0.
    pub column: usize,
    /// How it came to the role.
    pub origin: Origin,
    /// How sure that is, from 0 to 1.
    pub confidence: f64,
}

/// Which column says what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    places: [Option<Place>; ROLES.len()],
    /// Whether amounts are in cents, as in the exports of Close.
    pub cents: bool,
}

impl Mapping {
    /// The column with this role and how it came to it.
    pub fn place(&self, role: Role) -> Option<Place> {
        self.places[role.index()]
    }

    /// The column with this role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.place(role).map(|place| place.column)
    }

    /// Gives the role to a column, or to none, by hand.
    pub fn set(&mut self, role: Role, column: Option<usize>) {
        let (origin, confidence) = (Origin::ByHand, 1.0);
        self.places[role.index()] = column.map(|column| Place { column, origin, confidence });
    }

    /// The same columns, confirmed by the visitor.
    #[must_use]
    pub fn confirmed(mut self) -> Self {
        for (role, ..) in ROLES {
            self.set(role, self.column(role));
        }
        self
    }

    /// How sure the least sure column of a role is, from 0 to 1.
    pub fn confidence(&self) -> f64 {
        self.places.iter().flatten().fold(1.0, |least, place| place.confidence.min(least))
    }

    /// The mapping as a short text: "id=0&value=6".
    pub fn encode(&self) -> String {
        let mut pairs = String::new();
        for (role, key, _) in ROLES {
            if let Some(column) = self.column(role) {
                push_pair(&mut pairs, key, &column.to_string());
            }
        }
        if self.cents {
            push_pair(&mut pairs, CENTS, "1");
        }
        pairs
    }

    /// Reads what [`Mapping::encode`] wrote, as a mapping by hand; `None` when it is anything
    /// else, or names a column that a list of so many columns does not have.
    pub fn decode(text: &str, columns: usize) -> Option<Self> {
        let texts = Texts::decode(text).filter(|_| text.len() <= LONGEST)?;
        let mut mapping = Self::default();
        for (key, text) in texts.iter() {
            if key == CENTS {
                mapping.cents = text == "1";
                continue;
            }
            let role = ROLES.iter().find(|(_, own, _)| *own == key)?.0;
            let column = super::super::canonical::digits(text)? as usize;
            mapping.set(role, Some(column).filter(|column| *column < columns));
            mapping.column(role)?;
        }
        Some(mapping)
    }

    pub(super) fn put(&mut self, role: Role, place: Place) {
        self.places[role.index()] = Some(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_survives_as_a_text() {
        let mut mapping = Mapping { cents: true, ..Mapping::default() };
        mapping.set(Role::Id, Some(0));
        mapping.set(Role::Created, Some(12));
        assert_eq!(mapping.encode(), "id=0&created=12&cents=1");
        assert_eq!(Mapping::decode(&mapping.encode(), 13), Some(mapping.clone()));
        assert_eq!(Mapping::decode(&mapping.encode(), 12), None);
        for text in ["", "id", "id=x", "colour=1", "id=-1"] {
            assert_eq!(Mapping::decode(text, 13), None, "{text}");
        }
        assert_eq!(Mapping::decode(&"id=0&".repeat(1_000_000), 13), None);
    }
}
