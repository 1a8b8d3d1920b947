//! The words of the review: data in `statements.txt`, read once.

use crate::calc::review::{AREAS, Answer, LEVELS, PER_AREA, STATEMENTS};
use crate::language::Word;

/// What is not one of the levels.
pub const NOT_APPLICABLE: Word = word!("This does not apply to us.");

/// The file. Its first lines say how it is written.
const STATEMENTS_TXT: &str = include_str!("statements.txt");

/// All words of the review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The areas, in the order of their places.
    pub areas: Vec<Area>,
}

/// An area and its statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Its name in tables.
    pub key: &'static str,
    /// What the visitor reads.
    pub title: Word,
    /// Why it matters.
    pub why: &'static str,
    /// What to do first when its score is below 50, and what from 50 on.
    pub first: [&'static str; 2],
    /// Its statements, in the order of their places.
    pub statements: Vec<Statement>,
}

/// A statement and what one would see at each level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Its name in files. A promise: never renamed.
    pub key: &'static str,
    /// What the visitor reads.
    pub text: &'static str,
    /// What one would see at each level, from the lowest.
    pub levels: [&'static str; LEVELS as usize],
}

impl Content {
    /// The statement at a place among all.
    pub fn statement(&self, place: usize) -> Option<&Statement> {
        self.areas.get(place / PER_AREA)?.statements.get(place % PER_AREA)
    }

    /// The place of the statement with this key.
    pub fn place(&self, key: &str) -> Option<usize> {
        (0..STATEMENTS).find(|place| self.statement(*place).is_some_and(|each| each.key == key))
    }
}

impl Statement {
    /// The words of an answer to it; `None` as long as there is none.
    pub fn answered(&self, answer: Answer) -> Option<&'static str> {
        match answer {
            Answer::Open => None,
            Answer::NotApplicable => Some(NOT_APPLICABLE.text()),
            Answer::Level(level) => self.levels.get(usize::from(level).checked_sub(1)?).copied(),
        }
    }
}

impl Area {
    /// What to do first at this score.
    pub fn first(&self, score: f64) -> &'static str {
        self.first[usize::from(score >= 50.0)]
    }
}

/// Reads the words. Lines that say nothing are left out; a test holds the file to what it must have.
pub fn content() -> Content {
    let mut areas: Vec<Area> = Vec::with_capacity(AREAS);
    for line in STATEMENTS_TXT.lines() {
        let Some((sign, text)) = line.split_once(' ') else { continue };
        let (key, title) = text.split_once(" | ").unwrap_or(("", text));
        if sign == "@" {
            areas.push(Area { key, title: Word::new(title), ..Area::default() });
        } else if let Some(area) = areas.last_mut() {
            let text = Word::new(text).text();
            let statement =
                Statement { key, text: Word::new(title).text(), ..Statement::default() };
            read_line(area, sign, text, statement);
        }
    }
    Content { areas }
}

fn read_line(area: &mut Area, sign: &str, text: &'static str, statement: Statement) {
    let level = sign.parse::<usize>().ok().and_then(|level| level.checked_sub(1));
    let own = area.statements.last_mut().zip(level);
    match sign {
        "~" => area.why = text,
        "<" => area.first[0] = text,
        ">" => area.first[1] = text,
        "?" => area.statements.push(statement),
        _ => {
            if let Some(slot) = own.and_then(|(last, level)| last.levels.get_mut(level)) {
                *slot = text;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::calc::review::{area, statement};

    fn all() -> Vec<Statement> {
        content().areas.into_iter().flat_map(|area| area.statements).collect()
    }

    #[test]
    fn there_are_eight_areas_of_four_statements_with_five_levels() {
        let content = content();
        assert_eq!(content.areas.len(), AREAS);
        for area in &content.areas {
            assert_eq!(area.statements.len(), PER_AREA, "{}", area.key);
            for text in [area.why, area.first[0], area.first[1]] {
                assert!(text.ends_with('.'), "{}: {text}", area.key);
            }
            for each in &area.statements {
                assert!(each.levels.iter().all(|level| level.ends_with('.')), "{}", each.key);
                assert!(each.key.starts_with(&[area.key, "-"].concat()), "{}", each.key);
            }
        }
    }

    #[test]
    fn keys_and_texts_are_there_once() {
        let statements = all();
        let keys: BTreeSet<_> = statements.iter().map(|each| each.key).collect();
        assert_eq!(keys.len(), STATEMENTS);
        let texts: BTreeSet<_> = statements.iter().flat_map(|each| each.levels).collect();
        assert_eq!(texts.len(), STATEMENTS * usize::from(LEVELS));
        for (place, each) in statements.iter().enumerate() {
            assert_eq!(content().place(each.key), Some(place));
        }
        assert_eq!(content().place("x"), None);
    }

    #[test]
    fn every_line_of_the_file_is_used() {
        let lines =
            STATEMENTS_TXT.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let expected = AREAS * (1 + 3) + STATEMENTS * (1 + usize::from(LEVELS));
        assert_eq!(lines.count(), expected);
        for line in STATEMENTS_TXT.lines() {
            assert_eq!(line.trim_end(), line);
        }
    }

    #[test]
    fn texts_fit_a_phone_and_are_plain() {
        for each in all() {
            assert!(each.text.len() <= 90 && each.text.ends_with('.'), "{}", each.text);
            for level in each.levels {
                assert!((25..=170).contains(&level.len()), "{level}");
            }
        }
        let text = STATEMENTS_TXT.to_lowercase();
        for jargon in [
            "leverage",
            "synergy",
            "best-in-class",
            "kpi",
            "crm hygiene",
            "bant",
            "meddic",
            "icp",
            "sla",
            "%%",
        ] {
            let whole = |char: char| !char.is_alphanumeric() && char != '-' && char != '%';
            assert!(!text.split(whole).any(|word| word == jargon), "{jargon}");
        }
    }

    #[test]
    fn places_that_are_held_against_data_are_those_meant() {
        let content = content();
        let key = |place: usize| content.statement(place).unwrap().key;
        assert_eq!(key(statement::SPEED), "leads-speed");
        assert_eq!(key(statement::RETURN), "leads-return");
        assert_eq!(key(statement::OWNER), "leads-owner");
        assert_eq!(key(statement::CLEAN), "pipeline-clean");
        assert_eq!(key(statement::DATES), "pipeline-dates");
        assert_eq!(key(statement::ERROR), "forecast-error");
        let areas =
            [area::LEADS, area::PIPELINE, area::FORECAST].map(|area| content.areas[area].key);
        assert_eq!(areas, ["leads", "pipeline", "forecast"]);
    }
}
