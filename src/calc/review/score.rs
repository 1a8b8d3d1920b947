//! Scores between 0 and 100.

use super::{AREAS, Answers, LEVELS, PER_AREA, STATEMENTS};

/// From this score on an area is a strength.
pub const STRONG: f64 = 75.0;

/// How an area does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaScore {
    /// Its place.
    pub area: usize,
    /// 0 when every statement is at the lowest level, 100 when at the highest; `None` when no
    /// level was given.
    pub score: Option<f64>,
    /// Statements with a level.
    pub levels: usize,
    /// Statements with any answer, "not applicable" included.
    pub given: usize,
}

/// How all areas do.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Every area, in its order.
    pub areas: [AreaScore; AREAS],
    /// The mean of the areas' scores: they have to work together, so each counts the same however
    /// many of its statements apply. `None` when none has a score.
    pub overall: Option<f64>,
    /// Places of areas with [`STRONG`] or more, the best first; at most three.
    pub strengths: Vec<usize>,
    /// Statements with any answer.
    pub given: usize,
}

/// The scores of one person's answers.
///
/// ```
/// use enough_pipeline::calc::review::{Answer, Answers, report};
///
/// let mut answers = Answers::default();
/// answers.set(0, Answer::Level(5));
/// answers.set(1, Answer::Level(2));
/// answers.set(2, Answer::NotApplicable);
/// // Levels 5 and 2 are 100 and 25.
/// assert_eq!(report(&answers).areas[0].score, Some(62.5));
/// assert_eq!(report(&answers).areas[1].score, None);
/// ```
pub fn report(answers: &Answers) -> Report {
    let given = |place: usize| answers.0[place] != super::Answer::Open;
    of_levels(&answers.0.map(super::Answer::level), &given)
}

/// The scores of a level per statement, which need not be whole.
pub(super) fn of_levels(
    levels: &[Option<f64>; STATEMENTS],
    given: &dyn Fn(usize) -> bool,
) -> Report {
    let areas = std::array::from_fn(|area| {
        let places = area * PER_AREA..(area + 1) * PER_AREA;
        let known: Vec<f64> = levels[places.clone()].iter().copied().flatten().collect();
        AreaScore {
            area,
            score: mean(&known).map(score),
            levels: known.len(),
            given: places.filter(|place| given(*place)).count(),
        }
    });
    let scores: Vec<f64> = areas.iter().filter_map(|area| area.score).collect();
    Report {
        areas,
        overall: mean(&scores),
        strengths: strengths(&areas),
        given: areas.iter().map(|area| area.given).sum(),
    }
}

fn strengths(areas: &[AreaScore; AREAS]) -> Vec<usize> {
    let mut strong: Vec<(f64, usize)> = areas
        .iter()
        .filter_map(|area| Some((area.score?, area.area)))
        .filter(|(score, _)| *score >= STRONG)
        .collect();
    strong.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    strong.into_iter().take(3).map(|(_, area)| area).collect()
}

/// A mean level from 1 to [`LEVELS`] as a score.
pub(super) fn score(level: f64) -> f64 {
    100.0 * (level - 1.0) / f64::from(LEVELS - 1)
}

pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
