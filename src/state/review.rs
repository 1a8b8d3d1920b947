//! What has been answered in a review, by whom, and what is shown of it.

use chrono::NaiveDate;

use crate::calc::review::{AREAS, Answer, Answers, Panel, panel};
use crate::text::review::Rating;

/// Raters whose files are taken in at most.
pub const MOST_RATERS: usize = 20;

/// A review as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The visitor's own answers.
    pub answers: Answers,
    /// Their name, as typed.
    pub rater: String,
    /// Place of the area on the screen.
    pub area: usize,
    /// Others' answers, from their files.
    pub others: Vec<Rating>,
    /// Answers of an earlier date, to compare with.
    pub earlier: Option<Rating>,
    /// Whether the answers are our example.
    pub example: bool,
    /// The answers before they were last cleared, loaded or shown as an example.
    pub undo: Option<Answers>,
}

/// What can happen to it.
#[derive(Clone, Debug, PartialEq)]
pub enum ReviewAction {
    /// A statement is answered, or its answer taken back.
    Answer(usize, Answer),
    /// The name was typed.
    Name(String),
    /// Another area is to be shown.
    Show(usize),
    /// Someone else's answers came.
    Add(Rating),
    /// Those of the rater at this place are to be left out.
    Remove(usize),
    /// Answers of an earlier date came.
    Compare(Rating),
    /// They are to be left out.
    Forget,
    /// The own answers are to be these: from a file, or from the last visit.
    Load(Rating),
    /// Our example is asked for.
    Example,
    /// Every own answer is to be taken back.
    Clear,
    /// The last clearing or loading is to be taken back.
    Undo,
}

impl Review {
    /// The state after `action`.
    #[must_use]
    pub fn apply(&self, action: ReviewAction) -> Self {
        let mut next = self.clone();
        match action {
            ReviewAction::Answer(place, answer) => {
                next.answers.set(place, answer);
                next.example = false;
            }
            ReviewAction::Name(name) => next.rater = name,
            ReviewAction::Show(area) => next.area = area.min(AREAS - 1),
            ReviewAction::Add(rating) => next.add(rating),
            ReviewAction::Remove(place) if place < next.others.len() => {
                next.others.remove(place);
            }
            ReviewAction::Remove(_) => {}
            ReviewAction::Compare(rating) => next.earlier = Some(rating),
            ReviewAction::Forget => next.earlier = None,
            ReviewAction::Load(rating) => {
                next.replace(rating.answers);
                next.rater = rating.rater;
            }
            ReviewAction::Example => {
                next.replace(example());
                next.example = true;
            }
            ReviewAction::Clear => {
                next.replace(Answers::default());
                next.area = 0;
            }
            ReviewAction::Undo => {
                if let Some(answers) = next.undo.take() {
                    next.replace(answers);
                }
            }
        }
        next
    }

    /// A later file of the same rater takes the place of the earlier one.
    fn add(&mut self, rating: Rating) {
        let same = |other: &Rating| !rating.rater.is_empty() && other.rater == rating.rater;
        match self.others.iter().position(same) {
            Some(place) => self.others[place] = rating,
            None if self.others.len() < MOST_RATERS => self.others.push(rating),
            None => {}
        }
    }

    fn replace(&mut self, answers: Answers) {
        let old = std::mem::replace(&mut self.answers, answers);
        self.undo = (old.given() > 0).then_some(old);
        self.example = false;
    }

    /// The own answers and those of others together.
    pub fn panel(&self) -> Panel {
        let others = self.others.iter().map(|rating| rating.answers);
        let all: Vec<Answers> = std::iter::once(self.answers).chain(others).collect();
        panel(&all)
    }

    /// The own answers as a file holds them.
    pub fn rating(&self, date: NaiveDate) -> Rating {
        Rating { rater: self.rater.clone(), date, answers: self.answers }
    }
}

/// A firm that is good at closing and poor at what comes before.
fn example() -> Answers {
    const LEVELS: [[u8; 4]; AREAS] = [
        [3, 3, 4, 2],
        [2, 2, 1, 2],
        [2, 3, 2, 2],
        [2, 2, 1, 3],
        [4, 3, 3, 4],
        [4, 2, 3, 3],
        [3, 2, 2, 4],
        [4, 4, 4, 4],
    ];
    let mut answers = Answers::default();
    for (place, level) in LEVELS.iter().flatten().enumerate() {
        answers.set(place, Answer::Level(*level));
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(rater: &str, level: u8) -> Rating {
        let mut answers = Answers::default();
        answers.set(0, Answer::Level(level));
        Rating { rater: rater.into(), date: "2026-11-25".parse().unwrap(), answers }
    }

    #[test]
    fn what_is_cleared_comes_back() {
        let answered = Review::default().apply(ReviewAction::Answer(3, Answer::Level(4)));
        let cleared = answered.apply(ReviewAction::Clear);
        assert_eq!(cleared.answers, Answers::default());
        assert_eq!(cleared.apply(ReviewAction::Undo).answers, answered.answers);
        let example = answered.apply(ReviewAction::Example);
        assert!(example.example && example.answers.given() == 32);
        assert_eq!(example.apply(ReviewAction::Undo).answers, answered.answers);
        assert!(!example.apply(ReviewAction::Answer(0, Answer::Open)).example);
    }

    #[test]
    fn a_rater_counts_once_and_there_are_only_so_many() {
        let mut review = Review::default();
        for level in [1, 5] {
            review = review.apply(ReviewAction::Add(rating("Ann", level)));
        }
        assert_eq!((review.others.len(), review.panel().report.areas[0].score), (1, Some(100.0)));
        for _ in 0..2 * MOST_RATERS {
            review = review.apply(ReviewAction::Add(rating("", 1)));
        }
        assert_eq!(review.others.len(), MOST_RATERS);
        assert_eq!(review.apply(ReviewAction::Remove(0)).others.len(), MOST_RATERS - 1);
        assert_eq!(review.apply(ReviewAction::Remove(99)), review);
    }

    #[test]
    fn an_area_beyond_the_last_is_the_last() {
        assert_eq!(Review::default().apply(ReviewAction::Show(99)).area, AREAS - 1);
    }
}
