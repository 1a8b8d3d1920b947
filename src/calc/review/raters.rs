//! Several people's answers together, and where they disagree.

use super::score::{self, Report};
use super::{AREAS, Answer, Answers, STATEMENTS};

/// Levels from which on two raters disagree.
const APART: f64 = 2.0;

/// What several people answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// How many they are.
    pub raters: usize,
    /// The scores of the mean levels: each statement counts with the mean of those who gave a level.
    pub report: Report,
    /// Lowest and highest score that a rater gives an area; `None` where fewer than two did.
    pub ranges: [Option<(f64, f64)>; AREAS],
    /// Statements on which two raters are at least two levels apart, or on which they do not agree
    /// whether it applies; the widest first.
    pub disagreements: Vec<Disagreement>,
}

/// A statement that raters see differently.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disagreement {
    /// Its place.
    pub statement: usize,
    /// Lowest and highest level; equal when they differ only in whether it applies.
    pub levels: (u8, u8),
    /// Standard deviation of the levels.
    pub spread: f64,
    /// Raters who gave a level.
    pub rated: usize,
    /// Raters to whom it does not apply.
    pub not_applicable: usize,
}

/// The answers of several people together; nobody's count more. Empty answers are left out.
pub fn panel(all: &[Answers]) -> Panel {
    let all: Vec<&Answers> = all.iter().filter(|answers| answers.given() > 0).collect();
    let levels_of = |place: usize| -> Vec<f64> {
        all.iter().filter_map(|answers| answers.0[place].level()).collect()
    };
    let means: [Option<f64>; STATEMENTS] =
        std::array::from_fn(|place| score::mean(&levels_of(place)));
    let given = |place: usize| all.iter().any(|answers| answers.0[place] != Answer::Open);
    let mut disagreements: Vec<Disagreement> = (0..STATEMENTS)
        .filter_map(|place| {
            let none = Answer::NotApplicable;
            let not_applicable = all.iter().filter(|a| a.0[place] == none).count();
            disagreement(place, &levels_of(place), not_applicable)
        })
        .collect();
    let width = |each: &Disagreement| each.levels.1 - each.levels.0;
    disagreements.sort_by(|a, b| {
        let by_width = width(b).cmp(&width(a)).then(b.spread.total_cmp(&a.spread));
        by_width.then(a.statement.cmp(&b.statement))
    });
    Panel {
        raters: all.len(),
        report: score::of_levels(&means, &given),
        ranges: std::array::from_fn(|area| range(&all, area)),
        disagreements,
    }
}

fn disagreement(statement: usize, levels: &[f64], not_applicable: usize) -> Option<Disagreement> {
    let mean = score::mean(levels)?;
    let (low, high) = ends(levels);
    let apart = high - low >= APART || not_applicable > 0;
    let squares = levels.iter().map(|level| (level - mean).powi(2)).sum::<f64>();
    apart.then(|| Disagreement {
        statement,
        levels: (low as u8, high as u8),
        spread: (squares / levels.len() as f64).sqrt(),
        rated: levels.len(),
        not_applicable,
    })
}

fn ends(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(*v), high.max(*v)))
}

fn range(all: &[&Answers], area: usize) -> Option<(f64, f64)> {
    let scores: Vec<f64> =
        all.iter().filter_map(|answers| score::report(answers).areas[area].score).collect();
    (scores.len() > 1).then(|| ends(&scores))
}
