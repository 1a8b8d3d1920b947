//! The same review at two dates.

use super::score::{self, Report};
use super::{AREAS, Answers, STATEMENTS};

/// What changed between two dates, on the statements that have a level at both.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Scores before.
    pub before: Report,
    /// Scores after.
    pub after: Report,
    /// By how much each area's score rose; `None` without a statement in common.
    pub areas: [Option<f64>; AREAS],
    /// By how much the mean of the areas rose.
    pub overall: Option<f64>,
    /// Statements compared.
    pub compared: usize,
    /// Places of the statements whose level rose, with the levels, the largest rise first.
    pub better: Vec<(usize, u8, u8)>,
    /// The same of those whose level fell, the largest fall first.
    pub worse: Vec<(usize, u8, u8)>,
}

/// Holds the answers of a later date against those of an earlier one. A statement that has a level
/// at one of them only counts for neither, so that what is compared is the same.
pub fn change(before: &Answers, after: &Answers) -> Change {
    let both: [Option<(f64, f64)>; STATEMENTS] =
        std::array::from_fn(|place| Some((before.0[place].level()?, after.0[place].level()?)));
    let given = |place: usize| both[place].is_some();
    let before = score::of_levels(&both.map(|pair| pair.map(|(old, _)| old)), &given);
    let after = score::of_levels(&both.map(|pair| pair.map(|(_, new)| new)), &given);
    let areas =
        std::array::from_fn(|area| Some(after.areas[area].score? - before.areas[area].score?));
    let mut moved: Vec<(usize, u8, u8)> = both
        .iter()
        .enumerate()
        .filter_map(|(place, pair)| pair.map(|(old, new)| (place, old as u8, new as u8)))
        .filter(|(_, old, new)| old != new)
        .collect();
    moved.sort_by_key(|(place, old, new)| (std::cmp::Reverse(old.abs_diff(*new)), *place));
    let (better, worse) = moved.into_iter().partition(|(_, old, new)| new > old);
    Change {
        areas,
        overall: after.overall.zip(before.overall).map(|(new, old)| new - old),
        compared: both.iter().flatten().count(),
        before,
        after,
        better,
        worse,
    }
}
