//! Files with one person's answers, to be put together with those of others.

use chrono::NaiveDate;

use super::content::Content;
use crate::calc::review::{Answer, Answers, LEVELS, STATEMENTS};
use crate::text::canonical;
use crate::text::json;
use crate::text::record::{Item, record, text};

/// Longest file that is read, in bytes; ours have about 1,500.
pub const LONGEST_FILE: usize = 64 * 1024;
/// What the file is, so that no other is taken for it.
const FORMAT: &str = "enough-pipeline-review";
/// The version that is written, and the highest that is read.
const VERSION: f64 = 1.0;
/// Longest name of a rater, in signs; the rest is cut off.
const LONGEST_NAME: usize = 80;
/// A statement that does not apply.
const NONE: &str = "n/a";

/// One person's answers on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// Whose; empty when not said.
    pub rater: String,
    /// The day they were given.
    pub date: NaiveDate,
    /// What was answered.
    pub answers: Answers,
}

/// Why a file can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Too long to be one of ours.
    TooLong,
    /// Not JSON.
    NotJson,
    /// JSON, but not a review.
    NotAReview,
    /// A later version than this one.
    Newer,
    /// A date or an answer that can't be.
    Damaged,
    /// No statement is answered.
    Empty,
}

/// The file of a rating.
pub fn write(rating: &Rating, content: &Content) -> String {
    let answers = (0..STATEMENTS).filter_map(|place| {
        let key = content.statement(place)?.key.to_owned();
        match rating.answers.0[place] {
            Answer::Open => None,
            Answer::NotApplicable => Some((key, text(NONE))),
            Answer::Level(level) => Some((key, Item::Number(f64::from(level)))),
        }
    });
    json::write(&record([
        ("format", text(FORMAT)),
        ("version", Item::Number(VERSION)),
        ("rater", text(short(&rating.rater))),
        ("date", text(canonical::date(rating.date))),
        ("answers", Item::Record(answers.collect())),
    ]))
}

fn short(name: &str) -> String {
    name.trim().chars().take(LONGEST_NAME).collect()
}

/// Reads what [`write()`] wrote. Statements that are not known here are left out: they are of a
/// review with others.
///
/// # Errors
/// A [`Refusal`] when it can't be used as a whole; nothing is guessed.
pub fn read(file: &str, content: &Content) -> Result<Rating, Refusal> {
    if file.len() > LONGEST_FILE {
        return Err(Refusal::TooLong);
    }
    let file = json::read(file.trim_start_matches('\u{feff}')).ok_or(Refusal::NotJson)?;
    if file.member("format").and_then(Item::as_text) != Some(FORMAT) {
        return Err(Refusal::NotAReview);
    }
    match file.member("version") {
        Some(Item::Number(version)) if *version > VERSION => return Err(Refusal::Newer),
        Some(Item::Number(version)) if (version - VERSION).abs() < f64::EPSILON => {}
        _ => return Err(Refusal::Damaged),
    }
    let date = file.member("date").and_then(Item::as_text).and_then(canonical::read_date);
    let answers = match file.member("answers") {
        Some(Item::Record(answers)) => read_answers(answers, content)?,
        _ => return Err(Refusal::Damaged),
    };
    if answers.given() == 0 {
        return Err(Refusal::Empty);
    }
    let rater = short(file.member("rater").and_then(Item::as_text).unwrap_or_default());
    Ok(Rating { rater, date: date.ok_or(Refusal::Damaged)?, answers })
}

fn read_answers(given: &[(String, Item)], content: &Content) -> Result<Answers, Refusal> {
    let mut answers = Answers::default();
    for (key, item) in given {
        let answer = match item {
            Item::Text(text) if text == NONE => Answer::NotApplicable,
            Item::Number(level)
                if level.fract() == 0.0 && (1.0..=f64::from(LEVELS)).contains(level) =>
            {
                Answer::Level(*level as u8)
            }
            _ => return Err(Refusal::Damaged),
        };
        if let Some(place) = content.place(key) {
            answers.set(place, answer);
        }
    }
    Ok(answers)
}

/// What to tell the visitor, after the file's name.
pub fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::TooLong => {
            say!("This file is too long to be a review. Choose a file that was saved here.")
        }
        Refusal::NotJson | Refusal::NotAReview => {
            say!(
                "This file is not a review. Choose a file that was saved here, with a name that ends in .json."
            )
        }
        Refusal::Newer => {
            say!(
                "This file was saved with a newer version of the review. Load this page again and try once more."
            )
        }
        Refusal::Damaged => {
            say!(
                "This file is damaged: a date or an answer can't be read. Ask for it to be saved and sent again."
            )
        }
        Refusal::Empty => {
            say!("This file has no answers. Ask for it to be saved again once they are given.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::review::content;

    fn rating() -> Rating {
        let mut answers = Answers::default();
        answers.set(0, Answer::Level(3));
        answers.set(5, Answer::NotApplicable);
        answers.set(31, Answer::Level(5));
        Rating { rater: "Zoë \"Z\"".into(), date: "2026-11-25".parse().unwrap(), answers }
    }

    #[test]
    fn a_rating_comes_back_as_it_was() {
        let content = content();
        let file = write(&rating(), &content);
        assert_eq!(read(&file, &content), Ok(rating()));
        assert_eq!(read(&["\u{feff}", &file].concat(), &content), Ok(rating()));
        assert!(file.contains("\"customer-profile\":3") && file.contains("\"n/a\""));
        let full = Answers([Answer::Level(4); STATEMENTS]);
        assert!(write(&Rating { answers: full, ..rating() }, &content).len() < LONGEST_FILE / 20);
    }

    #[test]
    fn what_is_not_a_rating_is_refused_by_its_reason() {
        let content = content();
        let file = write(&rating(), &content);
        let check = |file: &str, expected: Refusal| {
            assert_eq!(read(file, &content), Err(expected), "{file}");
            assert!(refusal(expected).ends_with('.'));
        };
        check("", Refusal::NotJson);
        check("PK\u{3}\u{4}", Refusal::NotJson);
        check("{}", Refusal::NotAReview);
        check("[1,2]", Refusal::NotAReview);
        check(&" ".repeat(LONGEST_FILE + 1), Refusal::TooLong);
        check(&file.replace("\"version\":1", "\"version\":2"), Refusal::Newer);
        check(&file.replace("\"version\":1", "\"version\":0"), Refusal::Damaged);
        check(&file.replace("2026-11-25", "2026-02-30"), Refusal::Damaged);
        check(&file.replace(":3", ":6"), Refusal::Damaged);
        check(&file.replace(":3", ":2.5"), Refusal::Damaged);
        check(&file.replace("n/a", "no"), Refusal::Damaged);
        check(&file.replace("\"answers\"", "\"others\""), Refusal::Damaged);
        let empty = Rating { answers: Answers::default(), ..rating() };
        check(&write(&empty, &content), Refusal::Empty);
    }

    #[test]
    fn statements_of_another_review_are_left_out() {
        let content = content();
        let file = write(&rating(), &content).replace("customer-profile", "customer-other");
        let mut expected = rating();
        expected.answers.set(0, Answer::Open);
        assert_eq!(read(&file, &content), Ok(expected));
    }

    #[test]
    fn a_name_without_end_is_cut() {
        let long = Rating { rater: "é".repeat(1000), ..rating() };
        let content = content();
        let back = read(&write(&long, &content), &content).unwrap();
        assert_eq!(back.rater.chars().count(), LONGEST_NAME);
    }
}
