//! The distribution of won revenue (method sections 2 and 3).
//!
//! Deals are won independently once a common factor, "the market" ([`market`]), is given. Two
//! kinds of pipeline are served:
//!
//! * Like deals, of which only number, chance and size are known: [`counts`] gives the
//!   distribution of the number of wins, [`sizes`] the chance that so many wins reach an amount.
//! * Deals that each have their own value and chance, deals to come and other revenue beside them:
//!   [`mixture`].

mod complex;
pub mod counts;
pub mod market;
pub mod mixture;
pub mod sizes;
mod spline;

/// How exact an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Within half a point of the settled chance, for while a control moves.
    Interactive,
    /// Within 1e-4 of the exact chance, mostly within 1e-6, for when it rests.
    Settled,
}
