//! The distribution of won revenue (method sections 2 and 3).
//!
//! Deals are won independently once a common factor, "the market" ([`market`]), is given. Two
//! kinds of pipeline are served:
//!
//! * Like deals, of which only number, chance and size are known: [`counts`] gives the
//!   distribution of the number of wins, [`sizes`] the chance that so many wins reach an amount.
//! * A list of deals, each with its own value and chance: [`deals`] enumerates
//!   them (A), puts them on a lattice (B, C), makes a Fourier series of them (D) or expands
//!   them (E), as the data ask for. With deals to come and other revenue beside them, [`mixture`]
//!   does.

mod complex;
pub mod counts;
pub mod deals;
mod edgeworth;
mod enumeration;
mod fourier;
mod knots;
mod lattice;
pub mod market;
pub mod mixture;
pub mod sizes;
mod spline;

/// How exact an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Within 1e-4, for while a control moves.
    Interactive,
    /// Exact to 1e-6, for when it rests.
    Settled,
}
